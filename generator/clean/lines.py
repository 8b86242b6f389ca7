"""A text as numbered lines: white space and invisible characters in order."""

import re
from typing import NamedTuple

from generator.clean.reading import Reading, reading
from generator.invisible import one_line

_OTHER_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(rf"\r\n|[\n{_OTHER_LINE_ENDS}]")
# The one entity that stands for nothing but white space; others are left as they are, they may be meant.
_SPACE_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)


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
    rare = any(sign in text for sign in _OTHER_LINE_ENDS)
    for number, original in enumerate(_LINE_END.split(text) if rare else text.split("\n"), start=1):
        words = _words(original) if original else ""
        if words:
            lines.append(Line(number, reading(words), original, gap))
        gap = not words
    return lines


def _words(original: str) -> str:
    return one_line(_SPACE_ENTITY.sub(" ", original) if "&" in original else original)
