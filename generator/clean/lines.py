"""A text as numbered lines: white space and invisible characters in order."""

import re
import unicodedata
from typing import NamedTuple

from generator.clean.reading import Reading, reading

# Zero-width and direction marks, soft hyphens and control characters: they show nothing and break every comparison.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_OTHER_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(rf"\r\n|[\n{_OTHER_LINE_ENDS}]")
# The one entity that stands for nothing but white space; others are left as they are, they may be meant.
_SPACE_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
_MOST_MARKS = 30
# So short a text is put in order in a tenth of a second, whatever it is.
_FEW_MARKS_MATTER = 16_000


class Line(NamedTuple):
    """One line of the source that holds something."""

    number: int
    """Counted from 1 in the source."""
    reading: Reading
    """What it reads like: its text in NFC with single spaces, nothing at the ends."""
    original: str
    """The whole line as the source has it, for the account of what was removed."""
    after_gap: bool
    """An empty line stands before it."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.reading.text


def split_lines(text: str) -> list[Line]:
    r"""The lines of a text that hold something.

    >>> [(line.number, line.text, line.after_gap) for line in split_lines(" Ủy\xa0viên \r\n\r\n hai&nbsp;ba")]
    [(1, 'Ủy viên', False), (3, 'hai ba', True)]
    """
    lines: list[Line] = []
    gap = False
    if len(text) > _FEW_MARKS_MATTER:
        text = _with_few_marks(text)
    composed_already = unicodedata.is_normalized("NFC", text)
    rare = any(sign in text for sign in _OTHER_LINE_ENDS)
    for number, original in enumerate(_LINE_END.split(text) if rare else text.split("\n"), start=1):
        words = _words(original, composed_already=composed_already) if original else ""
        if words:
            lines.append(Line(number, reading(words), original, gap))
        gap = not words
    return lines


def _with_few_marks(text: str) -> str:
    r"""A text in which no letter has more than thirty marks: behind so many a joiner that shows nothing parts them.

    To put marks in order takes the square of their number. After Unicode's Stream-Safe Text Format (UAX 15, 13).

    >>> [len(_with_few_marks("a" + "\u0323" * marks)) for marks in (30, 31, 61)]
    [31, 33, 64]
    """
    pieces: list[str] = []
    start = marks = 0
    for at, is_mark in enumerate(map(unicodedata.combining, text)):
        if not is_mark:
            marks = 0
        elif marks == _MOST_MARKS:
            pieces += (text[start:at], "\N{COMBINING GRAPHEME JOINER}")
            start, marks = at, 1
        else:
            marks += 1
    return "".join([*pieces, text[start:]]) if pieces else text


def _words(original: str, *, composed_already: bool) -> str:
    spaced = _SPACE_ENTITY.sub(" ", original) if "&" in original else original
    composed = spaced if composed_already else unicodedata.normalize("NFC", spaced)
    # What shows nothing is not printable, in Python's sense, nor is white space but the space: most lines have none.
    if composed.isprintable():
        return " ".join(composed.split()) if "  " in composed else composed.strip()
    return " ".join(_INVISIBLE.sub("", composed).split())
