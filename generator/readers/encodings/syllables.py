"""Whether a text is made of Vietnamese syllables: what tells a right reading of its bytes from a wrong one."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from generator import lexicon

# Longest first: `ng` would take the beginning of `ngh`.
_ONSETS = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x".split()
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# Behind these only sắc and nặng are said.
_STOPS = ("c", "ch", "k", "p", "t")
_STOP_TONES = "\u0301\u0323"
# nghiêng
_LONGEST = 7
# nghiêng
_LONGEST = 7
_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED = frozenset("ăâêôơư")
# Vowels that are words. Others would make words of what is a dash, a bullet or a quotation mark in another encoding.
_LONE_VOWELS = frozenset("àáảạâèéêìíôồổơởợùúủụưứừýỳỷ")
# Latin letters as they lie in a word, and whatever sign stands among them.
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~\xa0«»·°²³–—‘’“”„•…‹›]+")
# Nothing can be said of these: QĐ, HĐND, đ/c.
_ABBREVIATION = re.compile("[B-DF-HJ-NP-TV-XZĐ]+|đ")
# Without vowel, but words.
_UNITS = frozenset("km kg cm mm ml m g l kv kw kwh".split())


class Tally(NamedTuple):
    """How the words of a text read."""

    good: int
    """Words with letters beyond ASCII that are Vietnamese syllables."""
    bad: int
    """Words with signs beyond ASCII, or control characters, that are none."""
    bare: int
    """Words in ASCII, not in capitals, without any vowel: what is left of words that lost one."""

    @property
    def share(self) -> float:
        """The good among the words that are not in ASCII; 0 where there are none."""
        return self.good / (self.good + self.bad) if self.good else 0.0


def tally(text: str) -> Tally:
    """How the words of a text read.

    >>> tally("Đảng bộ tỉnh họp, trong khi Müller nh nghỉ")
    Tally(good=5, bad=1, bare=1)
    """
    good = bad = bare = 0
    for word in _WORD.findall(text):
        if not word.isascii() or not word.isprintable():
            if not is_syllable(word):
                bad += not _ABBREVIATION.fullmatch(word)
            elif len(word) > 1:
                # Any byte would do for a vowel that stands alone.
                good += 1
        elif word[1:].islower() or len(word) == 1:
            bare += _is_bare(word.lower())
    return Tally(good, bad, bare)


def may_be_word(word: str) -> bool:
    """Whether a word may stand in Vietnamese text: one in ASCII or an abbreviation may too.

    >>> may_be_word("Đảng"), may_be_word("HĐND"), may_be_word("Ọ")
    (True, True, False)
    """
    if word.isascii():
        return word.isalnum()
    return is_syllable(word) or _ABBREVIATION.fullmatch(word) is not None


def is_syllable(word: str) -> bool:
    """Whether a word in NFC is written as a Vietnamese syllable is, in lower case, in capitals or with one.

    Capitals with lower-case letters among them that are not in ASCII count too: old fonts show these as capitals.

    >>> [is_syllable(word) for word in ("Nghị", "NGHỊ", "NGHị", "nGhị", "quyết", "hòa", "hoà", "họp", "hop", "Müller")]
    [True, True, True, False, True, True, True, True, False, False]
    """
    return len(word) <= _LONGEST and _is_syllable(word)


@lru_cache(maxsize=1 << 14)
def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or word[1:].islower() or _is_in_capitals(word)):
        return False
    lower = word.lower()
    if len(lower) == 1:
        return lower in _LONE_VOWELS
    rimes = _rimes()
    return lower in rimes or any(lower[len(onset) :] in rimes for onset in _ONSETS if lower.startswith(onset))


def _is_bare(word: str) -> bool:
    return word not in _UNITS and _VOWELS.isdisjoint(word)


def _is_in_capitals(word: str) -> bool:
    return all(letter.isupper() for letter in word if letter.isascii())


@cache
def _rimes() -> frozenset[str]:
    """Every rime with every tone it may have, at each place where the tone may stand."""
    bare = " ".join(lexicon.lines("rimes.txt")).split()
    return frozenset(rime for each in bare for rime in _with_tones(each))


def _with_tones(rime: str) -> Iterator[str]:
    coda = rime.lstrip("".join(_VOWELS))
    vowels = rime.removesuffix(coda)
    stopped = coda in _STOPS
    if not stopped:
        yield rime
    for place, tone in product(_tone_places(vowels, coda), _STOP_TONES if stopped else _TONES):
        yield unicodedata.normalize("NFC", f"{rime[: place + 1]}{tone}{rime[place + 1 :]}")


def _tone_places(vowels: str, coda: str) -> tuple[int, ...]:
    marked = [place for place, vowel in enumerate(vowels) if vowel in _MARKED]
    if marked:
        return (marked[-1],)
    if len(vowels) == 2 and not coda:
        # hòa and hoà are both in use, múa is not written otherwise.
        return (0, 1) if vowels in {"oa", "oe", "uy"} else (0,)
    return (0,) if len(vowels) == 1 else (1,)
