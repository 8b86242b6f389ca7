"""Where sentences and clauses end."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

LONGEST_SENTENCE = 3000
"""Characters; the longest sentence of the corpus has under 800."""

# After the full stop of an abbreviation (TP. Hà Nội, Th.S. Lê, GS. TS.) or of an initial the sentence goes on.
_END = re.compile(r"[.!?…][\"”’)]*\s+(?=[^\W_]|[\"“‘(–-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|Th\.?S|ThS|TS|GS|PGS|BS|KS|CN|HT|TT|ĐĐ|NT|TX|Q|P|H|Đ/c|đ/c|Mr|Mrs|St)|\b[A-ZĐ])\.$"
)
# Sets of signs stand first: the engine then passes over all other characters at once.
_CLAUSE_END = re.compile(r"[,;:.()–-](?:(?<=[,;:])(?=\s)|(?<=\.)(?=\s|$)|(?<=\s[–-])\s|(?<=[()]))")
_CLOSING = "\"'”’»)]* \t"
_SENTENCE_ENDS = ".!?…:;,"
_PART_END = re.compile(r"[,;.](?:(?=\s)|(?<=\.)$)")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph.

    >>> split_sentences("Ban Tổ chức T.Ư họp tại TP. Hà Nội. Có 1.513 đồng chí dự.")
    ['Ban Tổ chức T.Ư họp tại TP. Hà Nội.', 'Có 1.513 đồng chí dự.']
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends, without the white space around it."""
    starts = [0]
    for match in _END.finditer(text):
        after_stop = match.start() + 1
        before = text[max(starts[-1], after_stop - 8) : after_stop]
        if not text[match.end()].islower() and not _ABBREVIATION.search(before):
            starts.append(match.end())
    spans = []
    for start, end in _not_too_long(text, [*starts, len(text)]):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            begins = start + piece.index(bare[0])
            spans.append((begins, begins + len(bare)))
    return spans


def _not_too_long(text: str, bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches between the bounds; one that is longer than any sentence is cut between words.

    What looks at a sentence may look at it from each of its words: of a megabyte without a full stop it would not end.
    """
    for start, end in pairwise(bounds):
        begins = start
        while end - begins > LONGEST_SENTENCE:
            space = text.rfind(" ", begins, begins + LONGEST_SENTENCE)
            cut = space if space > begins else begins + LONGEST_SENTENCE
            yield begins, cut
            begins = cut
        yield begins, end


def clause_around(text: str, start: int, end: int) -> str:
    """The clause of a sentence that holds the characters from start to end.

    >>> clause_around("Có 112 mô hình hay, cách làm mới", 3, 6)
    'Có 112 mô hình hay'

    One without a word says nothing alone, so what a colon or dash announces it with comes too.

    >>> clause_around("Kết quả: Tốt: 80,8%, Khá: 17,73%", 14, 19)
    'Kết quả: Tốt: 80,8%'
    """
    clause = _between(_CLAUSE_END, text, start, end)
    return clause if any(map(str.isalpha, clause)) else _between(_PART_END, text, start, end)


def _between(ends: re.Pattern[str], text: str, start: int, end: int) -> str:
    bounds = _bounds(ends, text)
    at = bisect_left(bounds, (start, start))
    opens = bounds[at - 1][1] if at else 0
    closing = bisect_left(bounds, (end, end), at)
    return text[opens : bounds[closing][0] if closing < len(bounds) else len(text)].strip()


# A sentence with one number often has more.
@lru_cache(maxsize=4)
def _bounds(ends: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in ends.finditer(text)]


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence or a part of one does; titles, captions and buttons mostly don't.

    >>> ends_sentence("Hội nghị “thành công.”"), ends_sentence("Dự có các đồng chí:"), ends_sentence("Tin liên quan")
    (True, True, False)
    """
    bare = text.rstrip(_CLOSING)
    return bool(bare) and bare[-1] in _SENTENCE_ENDS
