"""The visible text of an HTML page as lines, one a block, from the events of a parser.

Visible is all text but that of elements that browsers never show, such as scripts; attributes are not text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.readers.web_page.line import (
    ASIDE_CLASS,
    BLOCKS,
    CAPTION_CLASS,
    CELLS,
    HEADINGS,
    PICTURE_CLASS,
    UNSEEN,
    VOID,
    PageLine,
)

_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
# The longest caption seen has some seventy words.
_LONGEST_CAPTION = 75
_LONGEST_LINK, _LONGEST_CLASSES = 2000, 200
# A picture in more tables than these, one in the other, is none of the outer ones' own.
_MOST_FRAMES = 3
# What has ended right before: a link or an element with a class, or another. A link beside it, and an element with a
# class beside one with a class, are words of their own: style sheets set them apart.
_NAMED, _PLAIN = "named", "plain"
# A row of a table becomes a line where no cell has more; else its cells are columns of a page.
_MOST_LINES_OF_CELL, _LONGEST_CELL = 2, 300
BETWEEN_CELLS = " | "
"""Between the cells of a row in one line, as in other scraped texts."""


@dataclass(slots=True, eq=False)
class _Element:
    tag: str
    classes: str
    centred: bool
    caption: bool
    aside: bool


@dataclass(slots=True, eq=False)
class _Row:
    cells: list[list[PageLine]] = field(default_factory=lambda: [[]])
    has_more: bool = False
    """A cell has a table or a heading: the row is a part of the page's layout."""


@dataclass(slots=True, eq=False)
class _Frame:
    """A table, figure or the like, which may be a picture with its caption."""

    depth: int
    lines: list[PageLine] = field(default_factory=list)
    images: int = 0


class PageLines:
    """Takes the events of a parser, gives the lines. End tags that are missing or too many do no harm.

    >>> page = PageLines()
    >>> page.start("p", {}); page.data("Sáng nay,"); page.start("br", {}); page.data(" tỉnh  họp."); page.end("p")
    [(1, 'Sáng nay,')]
    [(2, ' tỉnh  họp.')]
    >>> [(line.text, line.after_gap) for line in page.close()]
    [('Sáng nay,', True), ('tỉnh họp.', False)]
    """

    def __init__(self) -> None:
        self._lines: list[PageLine] = []
        self._open: list[_Element] = []
        self._rows: list[_Row] = []
        self._frames: list[_Frame] = []
        self.unseen = ""
        """The element that browsers never show and that is open now; empty mostly."""
        self._unseen_depth = 0
        self._pieces = 0
        self._words: list[str] = []
        self._of_line: list[tuple[int, int]] = []
        self._linked = self._emphasised = 0
        self._in_link = self._in_emphasis = self._in_pre = 0
        self._at = (_NOWHERE, _NOWHERE)
        self._gap = True
        self._heading = self._beside = self._link = ""
        self._picture = self._picture_above = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. tag: in lower case."""
        if self.unseen:
            self._unseen_depth += tag == self.unseen
        elif tag in UNSEEN:
            self.unseen, self._unseen_depth = tag, 1
        elif tag == "img":
            self._picture = True
            for frame in self._frames[-_MOST_FRAMES:]:
                frame.images += 1
        elif tag == "br":
            self._end_line(gap=False)
        elif tag not in VOID or tag in BLOCKS:
            self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in BLOCKS:
            self._begin_block(tag)
        if tag in VOID:
            return
        element = self._element(tag, attributes)
        self._open.append(element)
        if self._beside and (tag == "a" or (element.classes and self._beside == _NAMED)):
            self._words.append(" ")
        if tag == "a":
            self._in_link += 1
            self._link = attributes.get("href", "")[:_LONGEST_LINK]
        elif tag == "pre":
            self._in_pre += 1
        elif tag in ("em", "i"):
            self._in_emphasis += 1
        elif tag in ("table", "figure") or (tag == "div" and PICTURE_CLASS.search(element.classes)):
            self._frames.append(_Frame(len(self._open)))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.unseen:
            self._unseen_depth -= tag == self.unseen
            self.unseen = self.unseen if self._unseen_depth else ""
            return
        if tag in VOID or not self._open:
            return
        if self._open[-1].tag != tag:
            if all(each.tag != tag for each in self._open[-_REACH:]):
                return
            while self._open[-1].tag != tag:
                self._close_last()
        self._close_last()

    def data(self, text: str) -> list[tuple[int, str]]:
        """Text, up to the next tag. Returns its pieces, each with its number, 0 where it shows nothing."""
        if self.unseen or not text:
            return []
        first, *others = text.split("\n") if self._in_pre else [text]
        pieces = [self._piece(first)]
        for line in others:
            self._end_line(gap=False)
            pieces.append(self._piece(f"{line}\n"))
        return pieces

    def _piece(self, text: str) -> tuple[int, str]:
        self._beside = ""
        self._words.append(text)
        length = len(text.strip())
        if not length:
            return 0, text
        if not self._of_line:
            self._at = (self._open[-1] if self._open else _NOWHERE, self._open[-2] if len(self._open) > 1 else _NOWHERE)
        self._pieces += 1
        self._of_line.append((self._pieces, length))
        self._linked += length if self._in_link else 0
        self._emphasised += length if self._in_emphasis else 0
        return self._pieces, text

    def close(self) -> list[PageLine]:
        """All lines, in the page's order."""
        while self._open:
            self._close_last()
        self._end_line(gap=True)
        while self._rows:
            self._end_row()
        return self._lines

    def _element(self, tag: str, attributes: Mapping[str, str]) -> _Element:
        around = self._open[-1] if self._open else _NOWHERE
        classes = attributes.get("class", "")[:_LONGEST_CLASSES]
        style, align = attributes.get("style", ""), attributes.get("align", "")
        centred = tag == "center" or align.lower() == "center" or bool(style and _CENTRED.search(style[:_LONGEST_LINK]))
        named = (
            f"{classes} {attributes.get('id', '')[:_LONGEST_CLASSES]} {attributes.get('type', '')[:_LONGEST_CLASSES]}"
        )
        return _Element(
            tag,
            classes,
            centred or (around.centred and tag not in CELLS),
            around.caption or tag == "figcaption" or bool(classes and CAPTION_CLASS.search(classes)),
            around.aside or (tag in _MAY_BE_ASIDE and bool(ASIDE_CLASS.search(named))),
        )

    def _begin_block(self, tag: str) -> None:
        self._end_line(gap=True)
        if tag == "tr":
            self._rows.append(_Row())
        elif tag in CELLS and self._rows:
            self._rows[-1].cells.append([])
        elif tag in HEADINGS:
            self._heading = tag
            for row in self._rows[-1:]:
                row.has_more = True
        elif tag == "table":
            for row in self._rows[-1:]:
                row.has_more = True

    def _close_last(self) -> None:
        element = self._open[-1]
        if element.tag in BLOCKS:
            self._end_line(gap=True)
        self._open.pop()
        self._beside = _NAMED if element.tag == "a" or element.classes else _PLAIN
        if element.tag == "a":
            self._in_link -= 1
        elif element.tag == "pre":
            self._in_pre -= 1
        elif element.tag in ("em", "i"):
            self._in_emphasis -= 1
        elif element.tag in HEADINGS:
            self._heading = ""
        elif element.tag == "tr" and self._rows:
            self._end_row()
        if self._frames and self._frames[-1].depth > len(self._open):
            self._end_frame(self._frames.pop())

    def _end_line(self, *, gap: bool) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            line = self._line(text)
            (self._rows[-1].cells[-1] if self._rows else self._lines).append(line)
            for frame in self._frames[-_MOST_FRAMES:]:
                frame.lines.append(line)
            self._gap, self._picture_above = gap, False
        elif gap:
            self._gap = True
            self._picture_above |= self._picture
        if gap:
            self._picture = False
        self._words, self._of_line = [], []
        self._linked = self._emphasised = 0

    def _line(self, text: str) -> PageLine:
        at, around = self._at
        line = PageLine(
            text,
            self._gap,
            tuple(self._of_line),
            self._linked,
            self._link if self._linked else "",
            self._heading,
            f"{at.classes}/{around.classes}",
        )
        line.is_aside = at.aside
        is_slanted = 10 * self._emphasised >= 9 * sum(length for _, length in self._of_line)
        line.is_slanted = is_slanted
        stands_below = self._picture and (at.centred or is_slanted)
        line.is_slanted = is_slanted
        line.is_caption = _may_be_caption(line) and (
            at.caption or stands_below or (self._picture_above and at.centred and is_slanted)
        )
        return line

    def _end_row(self) -> None:
        row = self._rows.pop()
        lines = [line for cell in row.cells for line in cell]
        filled = [cell for cell in row.cells if cell]
        is_line = len(filled) > 1 and not row.has_more and all(map(_is_cell, filled))
        if is_line and not any(line.is_caption for line in lines):
            joined = PageLine(
                BETWEEN_CELLS.join(" ".join(line.text for line in cell) for cell in filled),
                True,
                tuple(piece for line in lines for piece in line.pieces),
                sum(line.linked for line in lines),
                classes=lines[0].classes,
                is_aside=lines[0].is_aside,
            )
            for frame in self._frames[-_MOST_FRAMES:]:
                frame.lines[-len(lines) :] = [joined]
            lines = [joined]
        (self._rows[-1].cells[-1] if self._rows else self._lines).extend(lines)

    def _end_frame(self, frame: _Frame) -> None:
        if frame.images and len(frame.lines) <= frame.images + 1 and all(map(_may_be_caption, frame.lines)):
            for line in frame.lines:
                line.is_caption = True


_NOWHERE = _Element("", "", False, False, False)
# Whole pages are in these.
_MAY_BE_ASIDE = BLOCKS - {"body", "form", "html"}
# So many elements may be left open inside one that ends.
_REACH = 200


def _may_be_caption(line: PageLine) -> bool:
    return not line.is_link and not line.heading and line.text.count(" ") < _LONGEST_CAPTION


def _is_cell(lines: list[PageLine]) -> bool:
    return len(lines) <= _MOST_LINES_OF_CELL and all(len(line.text) <= _LONGEST_CELL for line in lines)
