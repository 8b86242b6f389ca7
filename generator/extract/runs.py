"""Capitalised words in a row: what they tell of a name by themselves.

Articles have the same words again and again, so each run is taken apart once and its words are asked once.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from generator import lexicon
from generator.patterns import later
from generator.provinces import all_provinces, province_named
from generator.vietnamese import comparison_key, other_tone_placement

SHORTEST, LONGEST = 2, 5
"""How many words a name has."""
MIDDLE_NAMES = frozenset({"Văn", "Thị", "Hữu", "Đức"})
"""Words that stand only between surname and given name."""
_GLUED = later(r"(?:[^\W\d_]{1,4}\.)+(?=[^\W\d_])")
_ETHNIC_PREFIX = later(r"[HK]['’]")
_DOAN_OF = frozenset({"Tỉnh", "Thành", "Huyện", "Quận", "Thị", "Xã", "Ương", "ương"})
_SURE_MIDDLE_NAMES = frozenset({"Văn", "Thị"})
# Thành Ủy, Thị Đoàn in capitals are no names.
_UNIT_WORDS = frozenset({"Ủy", "Uỷ"})

Words = tuple[str, ...]


class Run(NamedTuple):
    """Capitalised words in a row."""

    skipped: int
    """How many characters at its head are no name's: the degree glued to the first word (PGS.TS.Lê), a campaign's."""
    words: Words
    """The words after them."""
    may_be_name: bool
    """By themselves they may hold a name."""
    may_open: tuple[tuple[int, int], ...]
    """Words that may open an office: which, counted from 0, and how far from the first one. Most open none."""


@lru_cache(maxsize=8192)
def taken_apart(run: str) -> Run:
    """A run without what at its head is no name's."""
    words = tuple(run.replace("Thích nữ", "Thích_nữ").split(" "))
    skipped = 0
    glued = _GLUED.match(words[0])
    if glued and (comparison_key(glued[0]).rstrip(".") in _addresses() or words[0].endswith("Thích")):
        skipped, words = glued.end(), (words[0][glued.end() :], *words[1:])
    elif len(words) > LONGEST and never_participants().fullmatch(" ".join(words[:3])):
        skipped, words = len(" ".join(words[:3])) + 1, words[3:]
    may_be_name = is_address(words[0]) or words[1] in _SURE_MIDDLE_NAMES
    may_be_name = may_be_name or any(surname(word) is not None for word in words[:-1])
    begins = accumulate((len(word) + 1 for word in words), initial=0)
    may_open = tuple(
        (place, away) for place, (word, away) in enumerate(zip(words, begins, strict=False)) if _may_open_office(word)
    )
    return Run(skipped, words, may_be_name, may_open)


@cache
def _surnames() -> dict[str, bool]:
    return {comparison_key(name): use == "sure" for name, use in lexicon.rows("surnames.tsv")}


@cache
def _addresses() -> frozenset[str]:
    return frozenset(comparison_key(word) for word, *_ in lexicon.rows("honorifics.tsv"))


@lru_cache(maxsize=8192)
def is_address(word: str) -> bool:
    """It is said before a person's name: ông, đồng chí."""
    return comparison_key(word) in _addresses()


def _holds_abbreviation(words: Words) -> bool:
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


@lru_cache(maxsize=8192)
def surname(word: str) -> bool | None:
    """True for a sure surname, False for one that may be another word, None for none."""
    return True if _ETHNIC_PREFIX.match(word) else _surnames().get(comparison_key(word.partition("_")[0]))


@lru_cache(maxsize=8192)
def likeliest_name(
    words: Words, offices: tuple[int, ...], *, after_unit: bool, in_place: bool
) -> tuple[int, Words, bool] | None:
    """How far from a run's beginning the name in it stands, its words, and whether its surname is sure.

    offices: at which words an office begins. after_unit, in_place: the run stands after a unit that may be named so,
    after one that is a place.

    >>> likeliest_name(("Thanh", "Xuân", "Bùi", "Huyền", "Mai"), (), after_unit=True, in_place=False)
    (11, ('Bùi', 'Huyền', 'Mai'), True)
    """
    surnames = [surname(word) for word in words[:-1]]
    if not after_unit and words[1] not in _SURE_MIDDLE_NAMES and all(sure is None for sure in surnames):
        return None
    best: tuple[int, int, Words, bool] | None = None
    position = 0
    after_province = _words_of_province(words)
    for first, (word, sure) in enumerate(zip(words, surnames, strict=False)):
        before_middle_name = words[first + 1] in MIDDLE_NAMES and first + 2 < len(words)
        if sure is None and before_middle_name and (after_unit if first else words[1] in _SURE_MIDDLE_NAMES):
            sure = False  # noqa: PLW2901  # of a people whose surnames are not listed
        if sure is None or first < after_province:
            position += len(word) + 1
            continue
        # "Ông Hà Văn Ba": Ông is a surname too, but here somebody is addressed.
        if not (len(words) - first > SHORTEST and is_address(word)):
            # Of two surnames in one run the likelier begins the name: after a place's two words, before a middle name.
            score = 2 * sure + 3 * before_middle_name - 3 * (after_unit and first == 0)
            score += 4 * (first == after_province > 0) + 2 * (after_unit and first == SHORTEST)
            # Tỉnh Đoàn Thanh Hóa; thôn Pả Chu Phìn: the word before belongs to it.
            before_it = words[first - 1] if first else ""
            inside = (word == "Đoàn" and before_it in _DOAN_OF) or (first == 1 and in_place and not before_middle_name)
            # "Phó Bí thư": Phó is a surname too, but here an office begins.
            if not inside and (best is None or score > best[0]) and first not in offices:
                name = before_office(words, first, offices)
                best = (score, position, name, sure) if len(name) <= LONGEST else best
        position += len(word) + 1
    return best[1:] if best else None


def _words_of_province(words: Words) -> int:
    """How many words at the beginning name a province: two of Nghệ An Thái Thanh Quý."""
    longest = min(len(words) - 1, LONGEST - 1) if _may_be_known(words[0]) else 0
    return next((count for count in range(longest, 0, -1) if province_named(" ".join(words[:count]))), 0)


@lru_cache(maxsize=8192)
def as_name(words: Words) -> str:
    """The name that words are; empty where they can be none."""
    if not SHORTEST <= len(words) <= LONGEST or _holds_abbreviation(words) or _UNIT_WORDS.intersection(words[1:]):
        return ""
    if len(words) == SHORTEST and _ETHNIC_PREFIX.match(words[1]) and is_address(words[0]):
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


def before_office(words: Words, first: int, offices: tuple[int, ...]) -> Words:
    """The words of a name from the first one up to where an office begins: "Cao Văn Ba Chủ tịch Ủy ban"."""
    # One word more than a name may have tells that it is none; a run may be as long as a page.
    longest = first + LONGEST + 1
    return words[first : next((place for place in offices if first < place < longest), longest)]


@cache
def never_participants() -> re.Pattern[str]:
    """Any name that stands for campaigns, cities and schools, not for somebody who takes part."""
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('never_participants.txt')})(?!\w)", re.IGNORECASE)
