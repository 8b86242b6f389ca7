"""The end of a text: who signs it, the source, and the lists, forms and imprints of the page below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from generator.clean.captions import is_marked
from generator.clean.junk import is_page_words
from generator.clean.lines import Line
from generator.clean.papers import is_paper
from generator.clean.parts import Doubt, Removed, Stamp
from generator.clean.reading import Reading
from generator.clean.signature import Signature, has_degree, is_byline_label, is_unit
from generator.model import Source
from generator.patterns import later
from generator.vietnamese import CAPITALS

_LONE_NAME = later(rf"[{CAPITALS}][^\W\d_]{{1,6}}")
_LONGEST_UNCERTAIN = 30
# How far below a signature the lines of the page may begin, and how much longer than what follows the article must be.
_NEAR = 3
_MUCH_MORE = 4
_FEWEST_OF_CLOSING = 6
_MOST_NAMES = 8


@dataclass
class Tail:
    """What the end of a text came to; filled line by line."""

    kept: list[Line] = field(default_factory=list)
    """Lines that stay: captions, and what nothing speaks against."""
    removed: list[Removed] = field(default_factory=list)
    """Lines taken out."""
    byline: tuple[str, ...] = ()
    """Who signs."""
    source: Source = field(default_factory=Source)
    """The paper it says it is from."""
    stamp: Stamp | None = None
    """A page stamp below the article."""
    doubtful: list[Doubt] = field(default_factory=list)
    """Lines that stay though they may be no part of the article."""


def cut_tail(lines: Sequence[Line]) -> tuple[list[Line], Tail]:
    """The lines up to the last paragraph, and what stands below it.

    Below the last paragraph a signature, a source or a line that is junk by rule ends the article: short lines after it
    go. What stands before such an end stays.
    """
    end = _end(lines)
    last = max((n for n in range(end) if lines[n].reading.is_prose), default=-1)
    if last < 0:
        # Without a sentence the first line that is no junk is all there may be.
        last = next((n for n, item in enumerate(lines) if not item.reading.rule), -1)
    return list(lines[: last + 1]), _Below(lines, last + 1).tail


def _end(lines: Sequence[Line]) -> int:
    """Where the article has surely ended: the first such line that no running text follows, or all lines."""
    readings = [line.reading for line in lines]
    first = next((n for n, each in enumerate(readings) if each.is_prose), len(lines))
    # How many words of paragraphs each line has.
    words = [each.words if each.is_paragraph and not each.is_teaser else 0 for each in readings]
    last_paragraph = _last(readings, [n for n, several in enumerate(words) if several])
    last_sentence = _last(
        readings, [n for n, each in enumerate(readings) if each.is_prose and each.words >= _FEWEST_OF_CLOSING]
    )
    text = list(accumulate(words))
    for index in range(first + 1, len(lines)):
        reading = readings[index]
        if reading.rule:
            ends = index > (last_paragraph if reading.rule.place == "list" else last_sentence)
        elif reading.words > _LONGEST_UNCERTAIN or not (reading.signature or reading.source.name):
            continue
        else:
            ends = index > last_paragraph or _signs_all(lines, index, text[index], text[-1] - text[index])
        if ends:
            return index
    return len(lines)


def _last(readings: Sequence[Reading], places: Sequence[int]) -> int:
    """The last of some places where no caption stands; -1 where there is none."""
    return next((n for n in reversed(places) if not readings[n].caption), -1)


def _signs_all(lines: Sequence[Line], index: int, before: int, after: int) -> bool:
    """Whether a signature ends the article though sentences follow: page lines come right below it, and little text.

    before, after: words of the paragraphs above and below.
    """
    below = [item.reading.rule for item in lines[index + 1 : index + 1 + _NEAR] if item.reading.rule]
    listed = any(rule.place == "list" for rule in below)
    return bool(below) and lines[index - 1].reading.ends and after * (1 if listed else _MUCH_MORE) <= before


class _Below:
    """The lines below the last paragraph, one after the other."""

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self.tail = Tail()
        self._above = lines[:start]
        self._closed = self._listing = self._label = self._below = False
        self._before = lines[start - 1] if start else None
        self._signed = False
        for index in range(start, len(lines)):
            self._take(lines[index], lines[index + 1] if index + 1 < len(lines) else None)
            self._before = lines[index]

    def _take(self, item: Line, following: Line | None) -> None:
        if is_byline_label(item.text):
            self._label = True
            self._close(item, "byline")
        elif item.reading.rule:
            listed = item.reading.rule.place == "list" and item.reading.rule.name != "page-words"
            self._listing |= listed or item.reading.rule.name == "comment-form"
            self._close(item, item.reading.rule.name)
            self._below = True
        elif not self._listing and (
            self._take_stamp(item) or self._take_source(item) or self._take_byline(item, following)
        ):
            pass
        else:
            self._take_other(item)

    def _close(self, item: Line, rule: str) -> None:
        self.tail.removed.append(Removed(item.original, item.number, rule))
        self._closed = True

    def _take_stamp(self, item: Line) -> bool:
        stamp = item.reading.stamp
        if stamp:
            self.tail.stamp = self.tail.stamp or Stamp(stamp.date, item.text, item.number)
            self.tail.byline = self.tail.byline or stamp.byline
            self._close(item, "page-stamp")
        return bool(stamp)

    def _take_source(self, item: Line) -> bool:
        found = item.reading.signature
        if found and found.source.name:
            return False
        paper = item.reading.source
        # The page below has its own name too.
        if paper.name and not self.tail.source.name and not (self._below and is_paper(item.text)):
            self.tail.source = paper
            self._close(item, "source")
            return True
        return False

    def _take_byline(self, item: Line, following: Line | None) -> bool:
        found = item.reading.signature
        if not found and self._is_lone_name(item, following):
            self.tail.byline = (item.text,)
            self._close(item, "byline")
            return True
        if not found:
            return False
        if not found.labelled and not self._label and not self._may_sign(item, found):
            return False
        self._add(found.names)
        if found.source.name and not self.tail.source.name:
            self.tail.source = found.source
        self._signed, self._label = True, False
        self._close(item, "byline")
        return True

    def _add(self, names: tuple[str, ...]) -> None:
        units = [name for name in names if is_unit(name)]
        if not self.tail.byline or all(map(is_unit, self.tail.byline)):
            self.tail.byline = names
        elif not units:
            self.tail.byline = tuple(dict.fromkeys((*self.tail.byline, *names)))

    def _may_sign(self, item: Line, found: Signature) -> bool:
        """Whether a bare name signs: under a sentence or a caption; elsewhere only one the text doesn't speak of."""
        names = found.names
        unit = all(map(is_unit, names))
        if self.tail.byline:
            beneath = self._signed and self._before is not None and not self._before.reading.rule
            return beneath and len(self.tail.byline) < _MOST_NAMES and (unit or names[0] not in self._body)
        if unit and self._closed:
            return False
        if item.reading.caption and not found.source.name and not has_degree(item.text):
            return False
        if self._before is None or self._before.reading.ends or self._before.text[-1] in "|/)":
            return True
        return not any(name in self._body for name in names) or bool(self._before.reading.caption)

    @cached_property
    def _body(self) -> str:
        return " ".join(line.text for line in self._above)

    def _is_lone_name(self, item: Line, following: Line | None) -> bool:
        return (
            not self._closed
            and self._before is not None
            and self._before.reading.ends
            and (following is None or following.reading.rule is not None)
            and bool(_LONE_NAME.fullmatch(item.text))
            and not is_page_words(f"{item.text.lower()} x")
        )

    def _take_other(self, item: Line) -> None:
        rule = item.reading.caption
        if rule and not self._listing and (not self._closed or is_marked(rule)):
            self.tail.kept.append(item)
        elif not self._closed:
            self._doubt(item, "stands below the last paragraph and ends no sentence")
        elif item.reading.is_paragraph and not self._listing:
            self._doubt(item, "stands below what reads like the end of the article")
        else:
            self.tail.removed.append(Removed(item.original, item.number, "after-the-end"))

    def _doubt(self, item: Line, why: str) -> None:
        self.tail.kept.append(item)
        self.tail.doubtful.append(Doubt(item.number, item.text, why))
