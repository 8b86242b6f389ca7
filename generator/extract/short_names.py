"""The short forms by which an article comes back to a person: đồng chí Mai, ông Y Wôn, a surname in two spellings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from generator import lexicon
from generator.extract.changes import as_office, changes_after, without_former
from generator.extract.facts import Sentence
from generator.extract.mentions import ENOUGH, Key, Persons, Sighting, name_key
from generator.extract.offices import offices_after
from generator.extract.pronouns import add_pronouns
from generator.offices import office_key
from generator.vietnamese import CAPITALS, fold, other_tone_placement

# nghiêng, nghuệch: longer words are of other languages.
_LONGEST_SYLLABLE = 7


# Offices that a given name follows like an honorific: Bí thư Mai.
_POSTS = (
    "tổng bí thư", "bí thư", "phó bí thư", "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "hiệu trưởng",
    "thủ tướng", "phó thủ tướng", "bộ trưởng", "thứ trưởng", "trưởng thôn", "trưởng bản", "trưởng ấp", "tổ trưởng",
)  # fmt: skip
_REACH = 24
# No article has so many names, nor so many persons of one given name: who is meant by it is not to be known.
_MANY = 50
# Its words are no name's.
_BETWEEN = "\n - "
_HE = frozenset({"ông", "anh", "bác", "thầy"})
_SHE = frozenset({"bà", "chị", "cô"})


@cache
def _comes_back() -> re.Pattern[str]:
    """An honorific with the end of a name: đồng chí Mai, ông Minh Đông."""
    again = lexicon.pattern_of([*(word for word, _, again in lexicon.rows("honorifics.tsv") if again), *_POSTS])
    capital = rf"[{CAPITALS}][^\W\d_]*"
    return re.compile(
        rf"(?<![\w/])(?P<honorific>(?i:{again})) (?P<name>{capital}(?: {capital})?)(?![\w'’]| [{CAPITALS}])"
    )


def join_parts_of_names(persons: Persons) -> None:
    """Joins sightings under a part of a name with those under the whole: đồng chí Mai Anh, ông Y Wôn.

    Only where one person's name begins or ends so. Also a surname of which the article writes two forms: Chamaléa.
    """
    wholes: dict[str, list[Key]] = defaultdict(list)
    for key in persons:
        for words in _parts(key[0]):
            wholes[words].append(key)
    by_rest: dict[str, list[Key]] = defaultdict(list)
    for part in list(persons):
        if part not in persons:
            continue
        longer = [key for key in wholes[part[0]] if key in persons]
        if len(longer) == 1:
            _join(persons, part, longer[0])
            continue
        first, _, rest = part[0].partition(" ")
        same = next((key for key in by_rest[rest] if _is_other_spelling(first, key[0].partition(" ")[0])), None)
        if not longer and same:
            persons[same] += [each.as_alias() for each in persons.pop(part)]
        else:
            by_rest[rest].append(part)


def _parts(name: str) -> Iterator[str]:
    """What a name of three and more words may be shortened to: its first words and its last words."""
    words = name.split(" ")
    for count in range(1, len(words)):
        yield " ".join(words[:count])
        yield " ".join(words[count:])


def _join(persons: Persons, part: Key, whole: Key) -> None:
    if not any(sighting.offices for sighting in persons[part]):
        persons[whole] += [each.as_alias() for each in persons.pop(part)]
    elif whole[0].endswith(f" {part[0]}") and not any(sighting.address for sighting in persons[whole]):
        # "Giám đốc Sở Nội vụ Yên Bái Hà Văn Sơn": the place was taken for a part of the name.
        persons[part] += [each._replace(name="") for each in persons.pop(whole)]


def _is_other_spelling(one: str, other: str) -> bool:
    """Whether two surnames differ in accents only and are too long for a Vietnamese syllable."""
    return len(one) > _LONGEST_SYLLABLE and fold(one) == fold(other)


def add_short_forms(persons: Persons, sentences: Iterable[Sentence]) -> None:
    """Adds to each person what the sentences say under a given name with an honorific."""
    sentences = list(sentences)
    position = {id(sentence): place for place, sentence in enumerate(sentences)}
    by_end = _by_end_of_name(persons)
    last_words = {
        word
        for seen in persons.values()
        for sighting in seen[:1]
        if sighting.name
        for word in _spellings(sighting.name.rpartition(" ")[2])
    }
    # The cheap question first, and of all sentences at once: most words stand in the whole name only.
    whole = _BETWEEN.join(sentence.text for sentence in sentences)
    short_words = set(_short_somewhere(whole, last_words))
    for sentence in sentences if short_words else ():
        text = sentence.text
        if not next(_short_somewhere(text, short_words), ""):
            continue
        for short in _comes_back().finditer(text):
            if _is_inside_name(text, short):
                continue
            named = by_end.get(name_key(short["name"]), [])
            if len(named) > _MANY:
                continue
            here = position[id(sentence)]
            before_it = [seen for seen in named if position.get(id(seen[0].sentence), 0) <= here]
            seen = _meant(named, short["honorific"]) or _meant(before_it, short["honorific"])
            if seen is not None:
                seen.append(_sighting(sentence, short))
    add_pronouns(persons, sentences)


@lru_cache(maxsize=8192)
def _spellings(given: str) -> tuple[str, str]:
    """A given name as it may stand in a text, behind a space."""
    word = given.title()
    return f" {word}", f" {other_tone_placement(word)}"


def _short_somewhere(text: str, words: AbstractSet[str]) -> Iterator[str]:
    """Which last words of names, with the space before them, stand anywhere without two capitalised words before."""
    if len(words) <= _MANY:
        for word in filter(text.__contains__, words):
            at = text.find(word)
            while at >= 0 and not _is_short(text, at):
                at = text.find(word, at + 1)
            if at >= 0:
                yield word
        return
    # To look for each of very many takes the square of the text's length: here the text is asked for its words.
    longest = max(map(len, words))
    at = text.find(" ")
    while at >= 0:
        following = text.find(" ", at + 1)
        end = min(at + longest, following if following >= 0 else len(text))
        ways = (text[at:stop] for stop in range(at + 2, end + 1))
        found = [way for way in ways if way in words]
        if found and _is_short(text, at):
            yield from found
        at = following


def _is_short(text: str, at: int) -> bool:
    """Whether no two capitalised words stand before a place."""
    before = text[max(0, at - _REACH) : at].split(" ")[-2:]
    return not all(map(str.isupper, (each[:1] for each in before))) or len(before) == 1


def _by_end_of_name(persons: Persons) -> dict[str, list[list[Sighting]]]:
    """The sightings of each person by the last word of the name, and by the last two."""
    by_end: dict[str, list[list[Sighting]]] = {}
    for (name, _), seen in persons.items():
        words = name.split()
        for end in {" ".join(words[-1:]), " ".join(words[-2:])} - {name}:
            by_end.setdefault(end, []).append(seen)
    return by_end


def _meant(persons: list[list[Sighting]], honorific: str) -> list[Sighting] | None:
    """Which of the persons of one given name a short form means: the only one, or the only one addressed so."""
    said = honorific.lower()
    if said in _POSTS:
        persons = [seen for seen in persons if any(_holds(sighting, said) for sighting in seen[:ENOUGH])]
    if len(persons) > 1:
        fits = [seen for seen in persons if _is_woman(seen) == (said in _SHE)] if said in _HE | _SHE else []
        persons = fits or persons
    if len(persons) > 1:
        persons = [seen for seen in persons if any(said in sighting.address.lower() for sighting in seen[:ENOUGH])]
    return persons[0] if len(persons) == 1 else None


def _holds(sighting: Sighting, post: str) -> bool:
    return any(office_key(without_former(office.text)).startswith(post) for office in sighting.offices)


def _is_woman(seen: list[Sighting]) -> bool:
    return any(" Thị " in each.name or each.address.lower() in _SHE for each in seen[:ENOUGH])


def _is_inside_name(text: str, short: re.Match[str]) -> bool:
    """Whether the honorific is a part of a name: Phan Anh Khoa."""
    start = short.start()
    return short[0][0].isupper() and start > 1 and text[start - 1] == " " and text[start - 2].isalnum()


def _is_post(short: re.Match[str]) -> bool:
    return short["honorific"].lower() in _POSTS


def _sighting(sentence: Sentence, short: re.Match[str]) -> Sighting:
    others = (each.start() for each in _comes_back().finditer(sentence.text, short.end()) if not _is_post(each))
    limit = next(others, len(sentence.text))
    texts, end = offices_after(sentence.text, short.end(), limit)
    changed, _ = changes_after(sentence.text, end, limit)
    alias = f"{short['honorific'].lower()} {short['name']}"
    return Sighting("", (*map(as_office, texts), *changed), sentence, "comes-back", short.start("name"), alias=alias)
