"""Personal names: which runs of capitalised words may be one. Whether they are, what stands around them decides."""

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from generator import lexicon
from generator.extract.before import REACH, Before, before
from generator.extract.offices import office_head, stop_verb
from generator.patterns import later
from generator.provinces import all_provinces, province_named
from generator.vietnamese import CAPITALS, comparison_key, other_tone_placement

_WORD = rf"[{CAPITALS}][^\W\d_]*(?:['’.][^\W\d_]+)*"
# The capital stands first: the engine then passes over everything else at once.
_RUN = later(rf"[{CAPITALS}](?<![\w'’.].)(?:(?<=T)hích nữ|[^\W\d_]*(?:['’.][^\W\d_]+)*)(?: {_WORD})+")
_GLUED = later(r"(?:[^\W\d_]{1,4}\.)+(?=[^\W\d_])")
# K'Giắc, H'Lim: names of one word among the K'Ho and Ê Đê.
_ONE_WORD = later(r"(?<![\w'’.])(?<!người )(?<!tộc )[KH]['’][A-ZĐ][^\W\d_]+(?! [^\W\d_a-z])")
_SHORTEST, _LONGEST = 2, 5
# No name of a person begins so: "đồng chí Ban Thường vụ" is a slip for "các đồng chí Ban Thường vụ".
_UNIT = later(rf"(?:{lexicon.any_of('unit_heads.txt')}|việt nam)(?!\w)", re.IGNORECASE)
_LONGEST_BULLET = 6
_ETHNIC_PREFIX = later(r"[HK]['’]")
# Where an item of a list begins, and the sign between a name and the office.
_OPENS_ITEM = later(r"(?:[;,:]|\svà|^(?:\d{1,3}\s*[.)/-])?)\s*$")
_DOAN_OF = frozenset({"Tỉnh", "Thành", "Huyện", "Quận", "Thị", "Xã", "Ương", "ương"})
_GOES_ON = later(r"\s(?!và\s|cùng\s|nguyên\s|là\s|của\s|quyền\s)[^\W\d_A-ZĐ]")
_CLOSING_SIGNS = frozenset(",–-")
_CLOSES_NAME = later(r"\s*[,–-]\s*")
# Thành Ủy, Thị Đoàn in capitals are no names.
_SURE_MIDDLE_NAMES = frozenset({"Văn", "Thị"})
_UNIT_WORDS = frozenset({"Ủy", "Uỷ"})
_MIDDLE_NAMES = frozenset({"Văn", "Thị", "Hữu", "Đức"})


class Candidate(NamedTuple):
    """Words that may be a person's name."""

    name: str
    """As in the text."""
    start: int
    """Where it begins in the sentence."""
    end: int
    """Where it ends."""
    sure_surname: bool
    """Its first word is hardly ever anything but a surname."""
    before: Before
    """What stands before it."""

    @property
    def has_middle_name(self) -> bool:
        """It holds a word that stands only between surname and given name."""
        return not _MIDDLE_NAMES.isdisjoint(self.name.split()[1:-1])

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.name.count(" ") + 1


class _Run(NamedTuple):
    """Capitalised words in a row."""

    skipped: int
    """How many characters at its head are no name's: the degree glued to the first word (PGS.TS.Lê), a campaign's."""
    words: tuple[str, ...]
    """The words after them."""
    may_be_name: bool
    """By themselves they may hold a name."""
    may_open: tuple[tuple[int, int], ...]
    """Words that may open an office: which, counted from 0, and how far from the first one. Most open none."""


def before_since(candidate: Candidate, sentence: str, start: int) -> Before:
    """What stands before a name, no farther back than start."""
    near = start > 0 and candidate.start - start < REACH
    return before(sentence, candidate.start, start) if near else candidate.before


@cache
def _surnames() -> dict[str, bool]:
    return {comparison_key(name): use == "sure" for name, use in lexicon.rows("surnames.tsv")}


@cache
def _addresses() -> frozenset[str]:
    return frozenset(comparison_key(word) for word, *_ in lexicon.rows("honorifics.tsv"))


@lru_cache(maxsize=8192)
def _is_address(word: str) -> bool:
    return comparison_key(word) in _addresses()


def _holds_abbreviation(words: tuple[str, ...]) -> bool:
    """Whether capitals and small letters mix as in no name: Đoàn ĐBQH; LÊ VĂN BA and Lê Văn B are names."""
    if not any(map(str.isupper, words)):
        return False
    capitals = [word.isupper() for word in words if len(word) > 1]
    return any(capitals) and not all(capitals)


@cache
def _office_openers() -> frozenset[str]:
    """The first words of all that `office_head` finds."""
    heads = (spelling for head, _ in lexicon.rows("offices.tsv") for spelling in (head, other_tone_placement(head)))
    return frozenset({"nguyên", "quyền", *(head.split(" ")[0] for head in heads)})


@lru_cache(maxsize=8192)
def _may_open_office(word: str) -> bool:
    return not word.isalpha() or word.lower() in _office_openers()


def _offices_in(run: _Run, sentence: str, start: int) -> tuple[int, ...]:
    """At which words of a run, whose first stands at start, an office begins."""
    return tuple(place for place, away in run.may_open if office_head().match(sentence, start + away))


def _before_office(words: tuple[str, ...], first: int, offices: tuple[int, ...]) -> tuple[str, ...]:
    """The words of a name from the first one up to where an office begins: "Cao Văn Ba Chủ tịch Ủy ban"."""
    # One word more than a name may have tells that it is none; a run may be as long as a page.
    longest = first + _LONGEST + 1
    return words[first : next((place for place in offices if first < place < longest), longest)]


@cache
def never_participants() -> re.Pattern[str]:
    """Any name that stands for campaigns, cities and schools, not for somebody who takes part."""
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('never_participants.txt')})(?!\w)", re.IGNORECASE)


def candidates(sentence: str) -> list[Candidate]:
    """What may be personal names in a sentence, from left to right, none overlapping.

    >>> [c.name for c in candidates("Bí thư Quận ủy Thanh Xuân Bùi Huyền Mai và Ban Tổ chức tỉnh Hà Nam")]
    ['Bùi Huyền Mai']
    >>> [c.name for c in candidates("Ông Zơ Râm Tám và ông K'Chín dự")]
    ['Zơ Râm Tám', "K'Chín"]
    """
    found = []
    for match in _RUN.finditer(sentence):
        run = _taken_apart(match[0])
        start = match.start() + run.skipped
        stands = before(sentence, start)
        may_be_name = run.may_be_name or stands.any_name or bool(stands.unit)
        closed = sentence[match.end() : match.end() + 2].lstrip()[:1] in _CLOSING_SIGNS
        if not may_be_name and not closed:
            continue
        offices = _offices_in(run, sentence, start) if run.may_open else ()
        name = None
        if may_be_name:
            name = _addressed(sentence, start, run.words, stands, offices)
            name = name or _name_at_end(sentence, start, run.words, stands, offices)
        if not name and closed:
            name = _between_signs(sentence, start, run.words, offices)
        if name:
            found.append(name)
    if "'" in sentence or "’" in sentence:
        found += [
            Candidate(name[0], name.start(), name.end(), sure_surname=False, before=before(sentence, name.start()))
            for name in _ONE_WORD.finditer(sentence)
            if not any(other.start <= name.start() < other.end for other in found)
        ]
        found.sort(key=lambda candidate: candidate.start)
    return found


@lru_cache(maxsize=8192)
def _taken_apart(run: str) -> _Run:
    words = tuple(run.replace("Thích nữ", "Thích_nữ").split(" "))
    skipped = 0
    glued = _GLUED.match(words[0])
    if glued and (comparison_key(glued[0]).rstrip(".") in _addresses() or words[0].endswith("Thích")):
        skipped, words = glued.end(), (words[0][glued.end() :], *words[1:])
    elif len(words) > _LONGEST and never_participants().fullmatch(" ".join(words[:3])):
        skipped, words = len(" ".join(words[:3])) + 1, words[3:]
    may_be_name = _is_address(words[0]) or words[1] in _SURE_MIDDLE_NAMES
    may_be_name = may_be_name or any(_surname(word) is not None for word in words[:-1])
    begins = accumulate((len(word) + 1 for word in words), initial=0)
    may_open = tuple(
        (place, away) for place, (word, away) in enumerate(zip(words, begins, strict=False)) if _may_open_office(word)
    )
    return _Run(skipped, words, may_be_name, may_open)


def _is_after_unit(stands: Before) -> bool:
    """Whether what begins after it may be the place a unit is named after."""
    return stands.unit in ("two words", "place") and not stands.of_province


def _addressed(
    sentence: str, start: int, words: tuple[str, ...], stands: Before, offices: tuple[int, ...]
) -> Candidate | None:
    """The name that follows an honorific at once: it begins there, with whatever surname."""
    first = 0
    if len(words) > _SHORTEST and _is_address(words[0]) and not _is_after_unit(stands):
        start += len(words[0]) + 1
        first = 1
    elif not stands.any_name:
        return None
    if first in offices or _UNIT.match(sentence, start):
        return None
    return _candidate(sentence, start, _before_office(words, first, offices), sure=bool(_surname(words[first])))


def _between_signs(sentence: str, start: int, words: tuple[str, ...], offices: tuple[int, ...]) -> Candidate | None:
    """A name with whatever surname where only a name can stand: an item of a list, an office after it."""
    candidate = _candidate(sentence, start, words, sure=True)
    closing = candidate and _CLOSES_NAME.match(sentence, candidate.end)
    if not candidate or not closing or not office_head().match(sentence, closing.end()):
        return None
    if not _OPENS_ITEM.search(sentence, max(0, start - _LONGEST_BULLET), start):
        return None
    return None if 0 in offices or _UNIT.match(sentence, start) else candidate


@lru_cache(maxsize=8192)
def _surname(word: str) -> bool | None:
    """True for a sure surname, False for one that may be another word, None for none."""
    return True if _ETHNIC_PREFIX.match(word) else _surnames().get(comparison_key(word.partition("_")[0]))


def _name_at_end(
    sentence: str, start: int, words: tuple[str, ...], stands: Before, offices: tuple[int, ...]
) -> Candidate | None:
    """The name a run of capitalised words ends in: before it may stand the name of a place or an office."""
    after_unit = len(words) > _SHORTEST + 1 and _is_after_unit(stands)
    best = _likeliest(words, offices, after_unit, stands.unit == "place")
    if not best:
        return None
    away, name, sure = best
    candidate = _candidate(sentence, start + away, name, sure=sure)
    return None if candidate and _goes_on(sentence, candidate) else candidate


# Of the words alone, and an article has the same words again and again.
@lru_cache(maxsize=8192)
def _likeliest(
    words: tuple[str, ...],
    offices: tuple[int, ...],
    after_unit: bool,
    in_place: bool,
) -> tuple[int, tuple[str, ...], bool] | None:
    """How far from a run's beginning the name in it stands, its words, and whether its surname is sure."""
    surnames = [_surname(word) for word in words[:-1]]
    if not after_unit and words[1] not in _SURE_MIDDLE_NAMES and all(sure is None for sure in surnames):
        return None
    best: tuple[int, int, tuple[str, ...], bool] | None = None
    position = 0
    after_province = _words_of_province(words)
    for first, (word, sure) in enumerate(zip(words, surnames, strict=False)):
        before_middle_name = words[first + 1] in _MIDDLE_NAMES and first + 2 < len(words)
        if sure is None and before_middle_name and (after_unit if first else words[1] in _SURE_MIDDLE_NAMES):
            sure = False  # noqa: PLW2901  # of a people whose surnames are not listed
        if sure is None or first < after_province:
            position += len(word) + 1
            continue
        # "Ông Hà Văn Ba": Ông is a surname too, but here somebody is addressed.
        if not (len(words) - first > _SHORTEST and _is_address(word)):
            # Of two surnames in one run the likelier begins the name: after a place's two words, before a middle name.
            score = 2 * sure + 3 * before_middle_name - 3 * (after_unit and first == 0)
            score += 4 * (first == after_province > 0) + 2 * (after_unit and first == _SHORTEST)
            # Tỉnh Đoàn Thanh Hóa; thôn Pả Chu Phìn: the word before belongs to it.
            before_it = words[first - 1] if first else ""
            inside = (word == "Đoàn" and before_it in _DOAN_OF) or (first == 1 and in_place and not before_middle_name)
            # "Phó Bí thư": Phó is a surname too, but here an office begins.
            if not inside and (best is None or score > best[0]) and first not in offices:
                name = _before_office(words, first, offices)
                best = (score, position, name, sure) if len(name) <= _LONGEST else best
        position += len(word) + 1
    return best[1:] if best else None


def _words_of_province(words: tuple[str, ...]) -> int:
    """How many words at the beginning name a province: two of Nghệ An Thái Thanh Quý."""
    longest = min(len(words) - 1, _LONGEST - 1) if _may_be_known(words[0]) else 0
    return next((count for count in range(longest, 0, -1) if province_named(" ".join(words[:count]))), 0)


def _candidate(sentence: str, start: int, words: tuple[str, ...], *, sure: bool) -> Candidate | None:
    """The candidate of these words, which stand at start, unless they can be no name."""
    name = _as_name(words)
    return Candidate(name, start, start + len(name), sure, before(sentence, start)) if name else None


@lru_cache(maxsize=8192)
def _as_name(words: tuple[str, ...]) -> str:
    """The name that words are; empty where they can be none."""
    if not _SHORTEST <= len(words) <= _LONGEST or _holds_abbreviation(words) or _UNIT_WORDS.intersection(words[1:]):
        return ""
    if len(words) == _SHORTEST and _ETHNIC_PREFIX.match(words[1]) and _is_address(words[0]):
        # "Ông K'Brêm": a name of one word.
        return ""
    name = " ".join(words).replace("_", " ")
    if _may_be_known(words[0]) and (never_participants().fullmatch(name) or _is_province(name)):
        return ""
    return name


@lru_cache(maxsize=8192)
def _may_be_known(word: str) -> bool:
    """Whether the name of a province, or of somebody who never takes part, begins with the word; most don't."""
    return not word.isalpha() or comparison_key(word) in _first_words_known()


@cache
def _first_words_known() -> frozenset[str]:
    provinces = (name for province in all_provinces() for name in (province.name, *province.aliases))
    known = (*provinces, *lexicon.lines("former_provinces.txt"), *lexicon.lines("never_participants.txt"))
    return frozenset({"tỉnh", "thành", "tp", *(comparison_key(re.split(r"[\W_]", name)[0]) for name in known)})


@cache
def _former_provinces() -> frozenset[str]:
    return frozenset(map(comparison_key, lexicon.lines("former_provinces.txt")))


def _is_province(name: str) -> bool:
    return bool(province_named(name)) or comparison_key(name) in _former_provinces()


def _goes_on(sentence: str, candidate: Candidate) -> bool:
    """Whether the words are rather the beginning of another term: Đoàn Kinh tế, Thành Cổ loa."""
    weak = not candidate.sure_surname and candidate.words == _SHORTEST
    return weak and bool(_GOES_ON.match(sentence, candidate.end)) and not stop_verb().match(sentence, candidate.end)
