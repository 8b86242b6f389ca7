"""Which terms stand in which record, and how that lies in a file.

A record is known by its number: articles first, in the catalogue's order, then entities. A posting is a number and what
kind of place the term has in the record, packed as `gap to the number before << 2 | place`, in bytes of seven bits.

Postings are gathered in segments of a few records that follow one another, which know nothing of the records before
them: so they can be made by any process, kept, and merged.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import sub

from generator.search.terms import Terms, terms
from generator.vietnamese import fold

ONCE, OFTEN, NAMED, TITLE = range(4)
"""Places, the one that counts least first: in the text, _OFTEN times there, in a name of the facts, in the title."""

SEGMENT = 64
"""So many records a segment has at most: `number << 2 | place` is one byte."""

# Terms are merged range by range, or those of a large archive would fill the memory all at once. Each of these letters
# begins one: in party news none of the eight has more than a quarter of all pairs.
_RANGE_STARTS = "cdhlntv"
RANGES = len(_RANGE_STARTS) + 1
"""So many parts all terms come in, in the order of their folded forms."""

# A word that comes three times is what an article is about rather than what it touches.
_OFTEN = 3
# Bytes of a file before it is packed. Set by trying 8,000 to 64,000 over 5,000 articles: below 16,000 the files' number
# costs more than their size, above 32,000 a query fetches mostly what it doesn't need.
_FILE = 20_000


@dataclass(frozen=True)
class SegmentTable:
    """Terms of a segment with their postings, numbers counted from the segment's first record."""

    terms: Sequence[str]
    """In no order."""
    first: bytes
    """Of each term: its first posting."""
    last: bytes
    """Its last number `<< 2`."""
    size: bytes
    """How many bytes all postings after the first have."""
    rest: bytes
    """These bytes, packed, one term after another."""


class Segment:
    """Filled record by record, in their order."""

    def __init__(self) -> None:
        """Without any record."""
        # Of each term: its postings, a byte each.
        self._words: dict[str, bytearray] = defaultdict(bytearray)
        self._pairs: dict[str, bytearray] = defaultdict(bytearray)
        self._next = 0

    def add(self, title: str, names: Iterable[str], text: str) -> None:
        """Enters a record. Raises ValueError where the segment is full."""
        base, self._next = self._next, self._next + (1 << 2)
        if text:
            once, often = base | ONCE, base | OFTEN
            for table, counts in zip((self._words, self._pairs), terms(text), strict=True):
                for term, count in counts.items():
                    table[term].append(once if count < _OFTEN else often)
        for name in names:
            self._raise(_terms_of_name(name), base | NAMED)
        self._raise(terms(title), base | TITLE)

    def _raise(self, found: Terms, posting: int) -> None:
        for table, of_kind in zip((self._words, self._pairs), found, strict=True):
            for term in of_kind:
                row = table[term]
                if row and row[-1] >= posting & ~3:
                    row[-1] = posting
                else:
                    row.append(posting)

    @property
    def words(self) -> list[SegmentTable]:
        """Of each word its postings, a table for each range."""
        return _tables(self._words)

    @property
    def pairs(self) -> list[SegmentTable]:
        """The same of pairs of neighbouring words."""
        return _tables(self._pairs)


@lru_cache(maxsize=1 << 13)
def _terms_of_name(name: str) -> Terms:
    return terms(name)


# Of each posting its number.
_NUMBERS = bytes(posting & ~3 for posting in range(256))
_PACKED = [bytes([gap] if gap < 128 else [gap & 127 | 128, gap >> 7]) for gap in range(256)]


class _RangeOf(dict[str, int]):
    """The range of a term by its first character."""

    def __missing__(self, character: str) -> int:
        self[character] = found = bisect_right(_RANGE_STARTS, fold(character))
        return found


_range_of = _RangeOf()


def _tables(rows: Mapping[str, bytearray]) -> list[SegmentTable]:
    of_range: list[dict[str, bytearray]] = [{} for _ in range(RANGES)]
    for term, row in rows.items():
        of_range[_range_of[term[0]]][term] = row
    return list(map(_table, of_range))


def _table(rows: Mapping[str, bytearray]) -> SegmentTable:
    size = bytearray()
    rest: list[bytes] = []
    for row in rows.values():
        if len(row) == 1:
            size.append(0)
            continue
        gaps = bytes(map(sub, row[1:], row.translate(_NUMBERS)))
        rest.append(gaps if gaps.isascii() else b"".join(map(_PACKED.__getitem__, gaps)))
        size.append(len(rest[-1]))
    every = rows.values()
    first, last = bytes(row[0] for row in every), bytes(row[-1] & ~3 for row in every)
    return SegmentTable([*rows], first, last, bytes(size), b"".join(rest))


def merged(tables: Iterable[tuple[int, SegmentTable]]) -> dict[str, bytearray]:
    """All postings of each term, packed. Tables come in order, each with the number of its first record."""
    packed: dict[str, bytearray] = {}
    before: dict[str, int] = {}
    for start, table in tables:
        base, at, rest = start << 2, 0, table.rest
        for term, first, last, size in zip(table.terms, table.first, table.last, table.size, strict=True):
            value = base + first
            if term in before:
                row = packed[term]
                value -= before[term]
            else:
                row = packed[term] = bytearray()
            before[term] = base + last
            while value > 127:
                row.append(value & 127 | 128)
                value >>= 7
            row.append(value)
            if size:
                row += rest[at : at + size]
                at += size
    return packed


class _Folded(dict[str, bytes]):
    """Words without accents, in an order that is that of JavaScript: the scripts look for a file by its first form."""

    def __missing__(self, word: str) -> bytes:
        self[word] = folded = fold(word).encode("utf-16-be", "surrogatepass")
        return folded


@dataclass(frozen=True)
class TermFile:
    """Some terms that follow each other in the order of their folded forms, with their postings."""

    first: str
    """The first folded form; no other file has it."""
    data: bytes
    """Length of the heading in four bytes; heading (JSON): the terms, and the length of each one's postings; these."""


def term_files(ranges: Iterable[Mapping[str, bytes | bytearray]]) -> Iterator[TermFile]:
    """The files of packed postings, given range by range.

    Terms that are one without accents stand in one file, side by side.
    """
    folded = _Folded()

    def key(term: str) -> bytes:
        return b"\0 ".join([folded[word] for word in term.split(" ")])

    names: list[str] = []
    postings: list[bytes | bytearray] = []
    size = 0
    for packed in ranges:
        order = sorted(packed)
        order.sort(key=key)
        for term in order:
            if size > _FILE and key(term) != key(names[-1]):
                yield _term_file(names, postings)
                names, postings, size = [], [], 0
            names.append(term)
            postings.append(packed[term])
            size += len(postings[-1]) + len(term) + 4
    if names:
        yield _term_file(names, postings)


def _term_file(names: Sequence[str], postings: Sequence[bytes | bytearray]) -> TermFile:
    heading = json.dumps([names, list(map(len, postings))], ensure_ascii=False, separators=(",", ":")).encode()
    return TermFile(fold(names[0]), b"".join([len(heading).to_bytes(4, "little"), heading, *postings]))
