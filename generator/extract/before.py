"""What stands right before a name: an honorific, or a unit that may be named so. The words are in the lexicon."""

from functools import cache, lru_cache
from typing import NamedTuple

from generator import lexicon
from generator.vietnamese import comparison_key

# No honorific and no unit has more words, and none is longer.
_MOST_WORDS = 5
REACH = 40
"""Nothing farther back than so many characters is asked for."""
_OPENING_SIGNS = "(\"“‘'[–-"
# Hội Nhà báo, Hội Nông dân: the word is a part of the unit's name.
_HOLDS_HONORIFIC = frozenset({"hội", "đồng", "ban", "trường", "quỹ", "báo", "chí", "tòa"})
_OF_PROVINCE = frozenset({"tỉnh", "tỉnh ủy"})


class Before(NamedTuple):
    """The words right before a place in a text."""

    honorific: int = 0
    """How many characters the honorific has with the space after it; 0 when there is none."""
    any_name: bool = False
    """The honorific is one after which any capitalised words are a name, whatever the surname."""
    unit: str = ""
    """What the unit that stands there is named after, as in lexicon/named_units.tsv; empty when there is none."""
    of_province: bool = False
    """It is tỉnh or Tỉnh ủy: what follows is a province by its own name, or somebody."""


def before(text: str, end: int, start: int = 0) -> Before:
    """What stands right before end, no farther back than start; text has single spaces between words.

    >>> before("Dự có các đồng chí: Lê A", 20).honorific, before("Chủ tịch Hội Nông dân Lê A", 22).honorific
    (14, 0)
    >>> before("Huyện ủy Mai Sơn", 9).unit, before("Sở Tài nguyên và Môi trường Lê A", 28).unit
    ('two words', '')
    """
    words = text[max(start, end - REACH) : end]
    # The cheap question first: most words end neither an honorific nor a unit.
    return _before(words) if _may_be_last(words[words.rfind(" ", 0, -1) + 1 :]) else _NOTHING


_NOTHING = Before()


@lru_cache(maxsize=8192)
def _may_be_last(word: str) -> bool:
    """Whether a word, with the space or full stop after it, may end an honorific or a unit."""
    if not word.endswith((" ", ".")):
        return False
    last = comparison_key(word.removesuffix(" ").lstrip(_OPENING_SIGNS))
    return last.rstrip(".:") in _last_words() or last in _last_words()


@lru_cache(maxsize=8192)
def _before(words: str) -> Before:
    glued = words.endswith(".")
    words = f"{words} " if glued else words
    raw = words.split(" ")[-_MOST_WORDS - 1 : -1]
    keys = [comparison_key(word.lstrip(_OPENING_SIGNS)) for word in raw]
    honorific, any_name, unit, of_province = 0, False, "", False
    for count in range(len(raw), 0, -1):
        phrase = " ".join(keys[-count:])
        word_before = keys[-count - 1] if count < len(keys) else ""
        bare = phrase.rstrip(".:")
        if not honorific and bare in _honorifics():
            inside = word_before in _HOLDS_HONORIFIC and bare not in _any_name()
            honorific = 0 if inside else sum(map(len, raw[-count:])) + count - glued
        any_name = any_name or bare in _any_name()
        if not unit and phrase in _units():
            kind, not_after = _units()[phrase]
            unit = "" if word_before in not_after or _is_name_part(raw, count) else kind
        of_province = of_province or phrase in _OF_PROVINCE
    return Before(honorific, any_name, unit, of_province)


def _is_name_part(raw: list[str], count: int) -> bool:
    """Whether a unit's word is a part of a name: phường Long Trường."""
    if count >= len(raw) or not raw[-count][0].isupper() or raw[-count].isupper():
        return False
    word_before = raw[-count - 1]
    return word_before[:1].isupper() and not word_before.isupper()


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(comparison_key(word).rstrip(".:") for word, *_ in lexicon.rows("honorifics.tsv"))


@cache
def _any_name() -> frozenset[str]:
    return frozenset(comparison_key(word) for word, names, _ in lexicon.rows("honorifics.tsv") if names == "any")


@cache
def _units() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        comparison_key(unit): (after, frozenset(not_after.split("|")) - {""})
        for unit, after, not_after in lexicon.rows("named_units.tsv")
    }


@cache
def _last_words() -> frozenset[str]:
    """The last words of all that may stand there."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in (*_honorifics(), *_any_name(), *_units(), *_OF_PROVINCE))
