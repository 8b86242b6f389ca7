"""Which terms stand in which record, and how that lies in a file.

A record is known by its number: articles first, in the catalogue's order, then entities. A posting is a number and what
kind of place the term has in the record, packed as `gap to the number before << 2 | place`, in bytes of seven bits.
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.search.terms import terms
from generator.vietnamese import fold

ONCE, OFTEN, NAMED, TITLE = range(4)
"""Places, the one that counts least first: in the text, _OFTEN times there, in a name of the facts, in the title."""

# A word that comes three times is what an article is about rather than what it touches.
_OFTEN = 3
# Bytes of a file before it is packed. Set by trying 8,000 to 64,000 over 5,000 articles: below 16,000 the files' number
# costs more than their size, above 32,000 a query fetches mostly what it doesn't need.
_FILE = 20_000


@dataclass
class Postings:
    """Filled record by record, in the order of their numbers."""

    words: dict[str, "array[int]"] = field(default_factory=dict)
    """Of each word: its postings as `number << 2 | place`."""
    pairs: dict[str, "array[int]"] = field(default_factory=dict)
    """The same of pairs of neighbouring words."""
    _cache: dict[str, list[str]] = field(default_factory=dict)

    def add(self, number: int, title: str, names: Iterable[str], text: str) -> None:
        """Enters a record."""
        places = {term: OFTEN if count >= _OFTEN else ONCE for term, count in Counter(terms(text)).items()}
        for name in names:
            found = self._cache.get(name)
            if found is None:
                found = self._cache[name] = terms(name)
            places.update(dict.fromkeys(found, NAMED))
        places.update(dict.fromkeys(terms(title), TITLE))
        base = number << 2
        words, pairs = self.words, self.pairs
        for term, place in places.items():
            table = pairs if " " in term else words
            try:
                table[term].append(base | place)
            except KeyError:
                table[term] = array("Q", (base | place,))


@dataclass(frozen=True)
class TermFile:
    """Some terms that follow each other in the order of their folded forms, with their postings."""

    first: str
    """The first folded form; no other file has it."""
    data: bytes
    """Length of the heading in four bytes; heading (JSON): the terms, and the length of each one's postings; these."""


def term_files(table: Mapping[str, Sequence[int]]) -> Iterator[TermFile]:
    """The files of a table of postings. Terms that are one without accents stand in one file, side by side."""
    # JavaScript compares strings by UTF-16 units; the scripts look a file up by its first form.
    folded = {term: fold(term) for term in table}
    order = sorted(table, key=lambda term: (folded[term].encode("utf-16-be", "surrogatepass"), term))
    start, size = 0, 0
    packed: list[bytes] = []
    for place, term in enumerate(order):
        if size > _FILE and folded[term] != folded[order[place - 1]]:
            yield _term_file(folded[order[start]], order[start:place], packed)
            start, size, packed = place, 0, []
        packed.append(_pack(table[term]))
        size += len(packed[-1]) + len(term) + 4
    if packed:
        yield _term_file(folded[order[start]], order[start:], packed)


def _term_file(first: str, names: Sequence[str], packed: Sequence[bytes]) -> TermFile:
    heading = json.dumps([names, list(map(len, packed))], ensure_ascii=False, separators=(",", ":")).encode()
    return TermFile(first, b"".join([len(heading).to_bytes(4, "little"), heading, *packed]))


def _pack(postings: Sequence[int]) -> bytes:
    packed = bytearray()
    before = 0
    for posting in postings:
        value = posting - before
        before = posting & ~3
        while value > 127:
            packed.append(value & 127 | 128)
            value >>= 7
        packed.append(value)
    return bytes(packed)
