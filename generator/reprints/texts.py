"""Which texts are one: candidates by sketches, so that the work stays linear, and each pair of them compared exactly.

A sketch is a MinHash with one permutation: the three-word runs of a text, hashed, lie in 32 bins, and of each bin the
smallest is kept. Two texts have as many of them in common as they are alike, whatever facts were read in either, and
in whatever order their paragraphs stand. datasketch does the same; with numpy and scipy it takes 170 MB.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import eq
from sys import intern
from typing import NamedTuple
from zlib import crc32

from generator.likeness import runs
from generator.vietnamese import comparison_key

# Of the shorter one's three-word runs. Among real articles different ones share at most .27; one with every tenth word
# changed keeps .7. With every fifth changed it keeps .48, which is another wording and no reprint.
_SHARED = 0.6
# A print may be cut by half, and the other have a caption more. A notice of a few lines may be a paragraph of a report:
# that is no reprint of it.
_LEAST_LENGTH = 0.4
# A shorter text may be no more than what every page of a site has.
_FEWEST_RUNS = 20
# A notice that comes every month has the same words and other numbers; a reprint keeps the numbers, or changes one.
_NUMBERS_SHARED = 0.6
_RUN = 3
_BINS_BITS = 5
_BINS = 1 << _BINS_BITS
# A text with every tenth word changed keeps some 17 of 32, cut by half as well some 10; articles of one genre that are
# texts of their own seldom have more than 3 in common.
_BINS_SHARED = 4
# Comparisons of a text that show it to be another.
_MOST_IN_VAIN = 8
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\b\d+")
_NO_WORD = bytes(code if code >= 128 or chr(code).isalnum() else 32 for code in range(256))


class Told(NamedTuple):
    """What was read in a text: it can't say that two are one, but that they may be two."""

    dates: frozenset[str]
    """Of the event, EDTF; empty where none is known."""
    persons: frozenset[str]
    """The names of those who take part."""

    def is_of_another_event(self, other: "Told") -> bool:
        """Whether both know the day, or who was there, and nothing of it agrees."""
        of_one_day = any(
            day.startswith(its_day) or its_day.startswith(day) for day in self.dates for its_day in other.dates
        )
        other_day = bool(self.dates and other.dates) and not of_one_day
        return other_day or bool(self.persons and other.persons and self.persons.isdisjoint(other.persons))


def joined_texts(texts: Mapping[str, Told]) -> list[list[str]]:
    """The texts that are one with others, together; texts too short to tell are none.

    The same texts give the same groups, in whatever order they come.
    """
    groups = _Groups()
    in_vain: Counter[str] = Counter()
    for one, other in _candidates(sorted(texts)):
        if groups.are_joined(one, other) or min(in_vain[one], in_vain[other]) >= _MOST_IN_VAIN:
            continue
        if is_one_text(one, other, of_two_events=texts[one].is_of_another_event(texts[other])):
            groups.join(one, other)
        else:
            in_vain.update((one, other))
    return groups.all()


# While a person edits, the archive is looked through again and again.
@lru_cache(maxsize=1 << 17)
def is_one_text(one: str, other: str, *, of_two_events: bool = False) -> bool:
    """Whether much of the shorter one stands in the other, and that is not much longer.

    of_two_events: whether they seem to tell of two. Then not a single number may differ: "this morning" is another day
    in each paper, but notices written after one pattern have their own figures.
    """
    if not _keeps_numbers(one, other, all_of_them=of_two_events):
        return False
    fewer, more = sorted((_runs(one), _runs(other)), key=len)
    return len(fewer) >= _LEAST_LENGTH * len(more) and len(fewer & more) >= _SHARED * len(fewer)


def is_long_enough(text: str) -> bool:
    """Whether a text has so many words that it is surely a text of its own."""
    words = _WORD.finditer(text)
    return sum(1 for _, _ in zip(range(_FEWEST_RUNS + 2), words, strict=False)) == _FEWEST_RUNS + 2


def _keeps_numbers(one: str, other: str, *, all_of_them: bool = False) -> bool:
    """Whether the text with fewer numbers has those of the other; but for one, or a few of many."""
    fewer, more = sorted((_numbers(one), _numbers(other)), key=len)
    return len(set(fewer).difference(more)) <= (0 if all_of_them else max(1, (1 - _NUMBERS_SHARED) * len(fewer)))


@lru_cache(maxsize=128)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    return runs(" ".join(_WORD.findall(comparison_key(text))))


@lru_cache(maxsize=1 << 14)
def _numbers(text: str) -> tuple[str, ...]:
    """Each once, in no order."""
    # As a set, and each a text of its own, those of ten thousand articles would take 30 MB.
    return tuple({intern(number.lstrip("0")) for number in _NUMBER.findall(text)})


@lru_cache(maxsize=1 << 17)
def _sketch(text: str) -> "array[int]":
    """Of each bin the smallest hash; 0 where none lies, so of a text that is too short to tell all are."""
    if not is_long_enough(text):
        return array("I", [0] * _BINS)
    words = comparison_key(text).encode("utf-8", "surrogatepass").translate(_NO_WORD).split()
    hashes = map(crc32, map(b" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False)))
    smallest = {found >> (32 - _BINS_BITS): found for found in sorted(hashes, reverse=True)}
    return array("I", [smallest.get(number, 0) for number in range(_BINS)])


def _candidates(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs that may be one text, those most alike first; at most so many of a text as a sketch has bins, twice."""
    found: dict[tuple[str, str], int] = {}
    for number, column in enumerate(zip(*map(_sketch, texts), strict=True)):
        often = {value for value, times in Counter(column).items() if times > 1 and value}
        with_value: dict[int, list[str]] = defaultdict(list)
        for text, value in zip(texts, column, strict=True):
            if value in often:
                with_value[value].append(text)
        for some in with_value.values():
            found |= _neighbours(number, tuple(some))
    return sorted(found, key=lambda pair: -found[pair])


@lru_cache(maxsize=1 << 17)
def _neighbours(number: int, texts: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """Of texts that have the bin of this number in common, each with the one most like it in the bins that follow, and
    in how many they are alike.
    """
    in_order = sorted(texts, key=lambda text: ((its := _sketch(text))[number:] + its[:number]).tobytes())
    shared = {(min(pair), max(pair)): _bins_shared(*map(_sketch, pair)) for pair in pairwise(in_order)}
    return {pair: count for pair, count in shared.items() if count >= _BINS_SHARED and _keeps_numbers(*pair)}


def _bins_shared(one: "array[int]", other: "array[int]") -> int:
    alike: int = sum(map(eq, one, other))
    # Of short texts both may have empty ones.
    return alike - sum(1 for pair in zip(one, other, strict=True) if pair == (0, 0)) if 0 in one else alike


class _Groups:
    """Texts that were joined, two at a time."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above.setdefault(first, first)
        self._above[second] = first

    def are_joined(self, one: str, other: str) -> bool:
        return self._top(one) == self._top(other)

    def all(self) -> list[list[str]]:
        """In order."""
        found: dict[str, list[str]] = {}
        for text in sorted(self._above):
            found.setdefault(self._top(text), []).append(text)
        return list(found.values())

    def _top(self, text: str) -> str:
        while (above := self._above.get(text, text)) != text:
            text, self._above[text] = above, self._above.get(above, above)
        return text
