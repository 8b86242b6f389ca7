"""Segments of the index as they are kept from one build to the next.

Which articles are one segment follows from their paths: an article more or less changes one or two segments, though all
articles after it have another number.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from generator.model import Article
from generator.search.postings import RANGES, SEGMENT, SegmentTable


class Run(NamedTuple):
    """Articles that follow one another."""

    start: int
    """The number of the first."""
    articles: Sequence[Article]
    """As many as a segment takes, or fewer."""


def runs(articles: Sequence[Article]) -> list[Run]:
    """Articles as runs of some forty."""
    found = []
    start = 0
    for end, article in enumerate(articles, start=1):
        if end == len(articles) or end - start == SEGMENT or crc32(article.path.encode()) % SEGMENT == 0:
            found.append(Run(start, articles[start:end]))
            start = end
    return found


class KeptSegment(NamedTuple):
    """A segment of articles as bytes."""

    sums: Sequence[bytes]
    """Of each article: the sum of its file."""
    words: Sequence[bytes]
    """A table for each range, for `unpacked`."""
    pairs: Sequence[bytes]
    """The same of pairs."""


_SUM = 16


def dumped(segment: KeptSegment) -> bytes:
    """A segment as it is kept."""
    return _framed([b"".join(segment.sums), *segment.words, *segment.pairs])


def loaded(data: bytes) -> KeptSegment:
    """What `dumped` made. Raises ValueError for what has not its form."""
    sums, *tables = _frames(data, 1 + 2 * RANGES)
    return KeptSegment([sums[at : at + _SUM] for at in range(0, len(sums), _SUM)], tables[:RANGES], tables[RANGES:])


def packed(table: SegmentTable) -> bytes:
    """A table as bytes."""
    terms = "\n".join(table.terms).encode("utf-8", "surrogatepass")
    return _framed([terms, table.first, table.last, table.size, table.rest])


def unpacked(data: bytes) -> SegmentTable:
    """What `packed` made."""
    joined, first, last, size, rest = _frames(data, 5)
    terms = joined.decode("utf-8", "surrogatepass").split("\n") if joined else []
    return SegmentTable(terms, first, last, size, rest)


def _framed(parts: Iterable[bytes]) -> bytes:
    return b"".join(piece for part in parts for piece in (len(part).to_bytes(4, "little"), part))


def _frames(data: bytes, number: int) -> list[bytes]:
    found = []
    at = 0
    for _ in range(number):
        start = at + 4
        at = start + int.from_bytes(data[at:start], "little")
        found.append(data[start:at])
    if at != len(data):
        raise ValueError("of another length than it says")
    return found
