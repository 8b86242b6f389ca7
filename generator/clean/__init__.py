"""A raw text to its parts: title, paragraphs, captions, who signs it, where it is from; the rest is removed by rule.

Nothing is lost: every line of the source is in a block, or in `removed` with the rule that took it out.
"""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from generator.clean.captions import caption_rule, caption_text
from generator.clean.junk import junk_rule
from generator.clean.lines import Line, join_broken, split_lines
from generator.clean.signature import byline, is_byline_label, is_unit, source
from generator.dates import PartialDate
from generator.model import Source
from generator.vietnamese import comparison_key


class BlockKind(Enum):
    """What a block is to the reader."""

    PARAGRAPH = "paragraph"
    """Running text."""
    CAPTION = "caption"
    """Stood under a picture."""


@dataclass(frozen=True)
class Block:
    """One paragraph or caption."""

    kind: BlockKind
    """What it is."""
    text: str
    """Its text, on one line."""
    line: int
    """Where it begins in the source, counted from 1."""
    rule: str = ""
    """The rule that made it a caption; empty for paragraphs."""


@dataclass(frozen=True)
class Removed:
    """A line of the source that is not in the body."""

    text: str
    """The whole line as the source has it."""
    line: int
    """Counted from 1."""
    rule: str
    """Why it was taken out."""


@dataclass(frozen=True)
class Stamp:
    """The date a page bears, beside what its article says."""

    date: str
    """EDTF."""
    words: str
    """As on the page: "Thứ Tư, 08/04/2015, 08:11 [GMT+7]"."""
    line: int
    """Counted from 1."""


@dataclass(frozen=True)
class CleanArticle:
    """The parts of one article."""

    title: str
    """Empty when the text has none."""
    title_line: int
    """Line of the title; 0 when there is none."""
    blocks: tuple[Block, ...]
    """Paragraphs and captions in the source's order."""
    byline: tuple[str, ...]
    """Who signs it."""
    source: Source
    """The paper it says it is from."""
    stamp: Stamp | None
    """The page's date."""
    removed: tuple[Removed, ...]
    """What is not in the body, in the source's order."""

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The running text alone."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.PARAGRAPH)


_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*[AP]M)?"
_STAMP = re.compile(
    r"\(?(?:(?:cập nhật|đăng)(?:\s+(?:lúc|ngày|vào))?\s*:?\s*|ngày đăng\s*:?\s*)?"
    r"(?:(?P<author>[^\d|:]{4,40}?)\s+[-–|]\s+)?"
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*)?(?:ngày\s+)?"
    rf"(?:{_TIME}\s*(?:[,|-]\s*)?)?(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})"
    rf"(?:\s*[,|-]?\s*{_TIME})?(?:\s*,?\s*[\[(]?\s*GMT\s*\+?\d+\s*[\])]?)?\)?",
    re.IGNORECASE,
)
_SITE_PREFIX = re.compile(
    r"(?:www\.)?[\w-]+\.(?:info|com|net|org|vn|gov\.vn|com\.vn|org\.vn)\s*[-–—|:]\s*(?=\S)", re.IGNORECASE
)
_SITE_SUFFIX = re.compile(r"\s*[|–—-]\s*(?:báo|đài|cổng thông tin|trang thông tin|tạp chí)\s[^|]{2,50}$", re.IGNORECASE)
_OPENS_BODY = re.compile(
    r"(?:\([^)]{2,30}\)\s*[-–]|[A-ZĐ]{3,6}\s*[-–]\s|(?:sáng|chiều|tối|trưa|ngày)\b[^,]{0,30}\d[^,]{0,20},)",
    re.IGNORECASE,
)
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 40
# A line with fewer words that ends no sentence may be the title of another article in a list of such; one with more is
# surely a paragraph.
_LONGEST_LISTED = 30


def clean(text: str) -> CleanArticle:
    """The parts of an article from its raw text. A text with nothing but junk has no blocks."""
    return _Cleaning(text).result()


class _Cleaning:
    """One text on its way: what is taken out is written down at once."""

    def __init__(self, text: str) -> None:
        self._lines = split_lines(text)
        self._removed: list[Removed] = []
        self._byline: tuple[str, ...] = ()
        self._source = Source()
        self._stamp: Stamp | None = None

    def result(self) -> CleanArticle:
        self._cut_end()
        self._drop_anywhere()
        self._take_stamps()
        title, title_line = self._take_title()
        blocks = self._blocks(title)
        return CleanArticle(
            title=title,
            title_line=title_line,
            blocks=blocks,
            byline=self._byline,
            source=self._source,
            stamp=self._stamp,
            removed=tuple(sorted(self._removed, key=lambda removed: removed.line)),
        )

    def _remove(self, line: Line, rule: str) -> None:
        self._removed.append(Removed(line.original, line.number, rule))

    def _cut_end(self) -> None:
        """Takes lists of other articles, forms, the signature and the source off the end."""
        self._cut_lists()
        while self._lines:
            line = self._lines[-1]
            junk = junk_rule(line.text, at_end=True)
            named = source(line.text)
            if junk:
                self._remove(self._lines.pop(), junk.name)
            elif named.name and not self._source.name:
                self._source = named
                self._remove(self._lines.pop(), "source")
            elif not self._byline and self._take_byline():
                continue
            elif self._byline and is_byline_label(line.text):
                self._remove(self._lines.pop(), "byline")
            else:
                return

    def _cut_lists(self) -> None:
        last_of_body = max((n for n, line in enumerate(self._lines) if not _may_be_listed(line)), default=0)
        for index in range(last_of_body + 1, len(self._lines)):
            rule = junk_rule(self._lines[index].text, at_end=True)
            if rule and rule.place == "list":
                for listed in self._lines[index:]:
                    own = junk_rule(listed.text, at_end=True)
                    self._remove(listed, own.name if own else rule.name)
                del self._lines[index:]
                return

    def _take_byline(self) -> bool:
        """Takes the signature from the end: names, or names and the unit below them."""
        for size in (1, 2):
            if len(self._lines) <= size:
                return False
            before, first, *units = self._lines[-size - 1 :]
            names = byline(first.text)
            ends = before.text[-1] in '.!?…/|”")' or is_byline_label(before.text)
            if names and ends and all(is_unit(unit.text) for unit in units):
                self._byline = names
                for line in (first, *units):
                    self._remove(line, "byline")
                del self._lines[-size:]
                return True
        return False

    def _drop_anywhere(self) -> None:
        kept = []
        for line in self._lines:
            rule = junk_rule(line.text, at_end=False)
            if rule:
                self._remove(line, rule.name)
            else:
                kept.append(line)
        self._lines = kept

    def _take_stamps(self) -> None:
        """Takes out lines that are nothing but the page's date and time; the first one counts.

        A date between two long paragraphs is the article's own.
        """
        kept = []
        long = [number for number, line in enumerate(self._lines) if line.text.count(" ") >= _LONGEST_LISTED]
        for number, line in enumerate(self._lines):
            inside = bool(long) and long[0] < number < long[-1]
            stamp = None if inside else _STAMP.fullmatch(line.text)
            author = byline(stamp["author"]) if stamp and stamp["author"] else ()
            date = _date_of(stamp) if stamp and (author or not stamp["author"]) else ""
            if date:
                self._byline = self._byline or author
                self._stamp = self._stamp or Stamp(date, line.text, line.number)
                self._remove(line, "page-stamp")
            else:
                kept.append(line)
        self._lines = kept

    def _take_title(self) -> tuple[str, int]:
        if len(self._lines) < 2 or not _may_be_title(self._lines[0], self._lines[1]):
            return "", 0
        line, *rest = self._lines
        key = comparison_key(line.text)
        repeated = list(takewhile(lambda other: comparison_key(other.text) == key, rest))
        for other in repeated:
            self._remove(other, "repeated-title")
        self._lines = rest[len(repeated) :]
        title = _SITE_SUFFIX.sub("", _SITE_PREFIX.sub("", line.text, count=1))
        if title != line.text:
            self._remove(line, "site-name-in-title")
        return title, line.number

    def _blocks(self, title: str) -> tuple[Block, ...]:
        title_key = comparison_key(title).rstrip(".")
        blocks = []
        for line in join_broken(self._lines):
            repeats = (
                title and len(line.text) <= len(title) + 3 and comparison_key(line.text).rstrip(". |") == title_key
            )
            rule = "repeats-title" if repeats else caption_rule(line.text)
            kind, text = (BlockKind.CAPTION, caption_text(line.text)) if rule else (BlockKind.PARAGRAPH, line.text)
            blocks.append(Block(kind, text, line.number, rule))
        return tuple(blocks)


def _may_be_listed(line: Line) -> bool:
    short = line.text.count(" ") < _LONGEST_LISTED and not line.text.endswith((".", ";", ","))
    return short or junk_rule(line.text, at_end=True) is not None


def _may_be_title(line: Line, following: Line) -> bool:
    if comparison_key(line.text) == comparison_key(following.text):
        return True
    words = line.text.count(" ") + 1
    return (
        _SHORTEST_TITLE <= words <= _LONGEST_TITLE
        and line.text[-1] not in ".,;:|"
        and caption_rule(line.text) in ("", "scene")
        and not _OPENS_BODY.match(line.text)
    )


def _date_of(stamp: re.Match[str]) -> str:
    try:
        return str(PartialDate.parse(f"{stamp['year']}-{int(stamp['month']):02}-{int(stamp['day']):02}"))
    except ValueError:
        return ""
