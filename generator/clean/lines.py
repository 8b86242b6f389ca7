"""A text as numbered lines: white space and invisible characters in order, broken sentences joined."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Zero-width and direction marks, soft hyphens and control characters: they show nothing and break every comparison.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS_OPEN = re.compile(r"[^\W_]$|[,–-]$")


@dataclass(frozen=True)
class Line:
    """One line of the source that holds something."""

    number: int
    """Counted from 1 in the source."""
    text: str
    """Its text in NFC with single spaces, nothing at the ends."""
    original: str
    """The whole line as the source has it, for the account of what was removed."""
    after_gap: bool = False
    """An empty line stands before it."""


def split_lines(text: str) -> list[Line]:
    r"""The lines of a text that hold something.

    >>> [(line.number, line.text, line.after_gap) for line in split_lines(" Ủy\xa0viên \r\n\r\n hai")]
    [(1, 'Ủy viên', False), (3, 'hai', True)]
    """
    lines: list[Line] = []
    gap = False
    for number, original in enumerate(_LINE_END.split(text), start=1):
        clean = " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", original)).split())
        if clean:
            lines.append(Line(number, clean, original, gap))
        gap = not clean
    return lines


def join_broken(lines: Iterable[Line]) -> list[Line]:
    r"""Lines with the hard line ends inside sentences taken out.

    A line goes on in the next when it ends in a letter, a digit, a comma or a dash, no empty line is between
    them, and the next one begins in lower case.

    >>> [line.text for line in join_broken(split_lines("Tại hội nghị, đại diện\ntừng huyện báo cáo.\nSau đó"))]
    ['Tại hội nghị, đại diện từng huyện báo cáo.', 'Sau đó']
    """
    joined: list[list[Line]] = []
    for line in lines:
        if joined and not line.after_gap and line.text[0].islower() and _ENDS_OPEN.search(joined[-1][-1].text):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [parts[0] if len(parts) == 1 else _merged(parts) for parts in joined]


def _merged(parts: list[Line]) -> Line:
    first = parts[0]
    text = " ".join(part.text for part in parts)
    return Line(first.number, text, "\n".join(part.original for part in parts), first.after_gap)
