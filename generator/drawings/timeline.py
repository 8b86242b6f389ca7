"""What is told of several things through time: a row for each, with a mark wherever somebody tells of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.dates import PartialDate
from generator.drawings.elements import element, in_line, percent, text
from generator.markup import SafeMarkdown
from generator.translation import _

_HEIGHT = 20
_MIDDLE = _HEIGHT // 2
# On a phone a row has about so many pixels, and a year of four digits with the room beside it takes 40.
_NARROW = 330
_YEAR = 40
# In percent of the width. Marks nearer to each other cover each other; of very many only those that do not are drawn.
_NEAR = 2
_MANY = 50


class Kind(Enum):
    """What is told: that it is, that it begins, that it ends, that it has ended before."""

    SEEN = "seen"
    TAKEN = "taken"
    LEFT = "left"
    FORMER = "former"


@dataclass(frozen=True)
class Mark:
    """One time at which something is told."""

    date: PartialDate
    """As far as it is known: a month or a year is drawn as long as it is."""
    kind: Kind = Kind.SEEN
    """What is told."""


@dataclass(frozen=True)
class Row:
    """What is told of one thing."""

    name: str
    """Of the thing."""
    marks: tuple[Mark, ...]
    """In time order."""


@dataclass(frozen=True)
class _Axis:
    """Whole years, from the one of the first mark to that of the last."""

    first: int
    last: int

    def across(self, date_: PartialDate) -> tuple[float, float]:
        """Where a date begins and ends, in percent of the width; a day is a point."""
        if date_.day:
            middle = self._at(date_.year, date_.month, date_.day, 0.5)
            return middle, middle
        if date_.month:
            return self._at(date_.year, date_.month), self._at(date_.year + date_.month // 12, date_.month % 12 + 1)
        return self._at(date_.year), self._at(date_.year + 1)

    def _at(self, year: int, month: int = 1, day: int = 1, later: float = 0) -> float:
        # The year after 9999 has no days.
        length = 366 if year % 4 == 0 else 365
        passed = date(year, month, day).timetuple().tm_yday - 1 if year <= date.max.year else 0
        return 100 * (year - self.first + (passed + later) / length) / (self.last + 1 - self.first)

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)


def timeline(rows: Sequence[Row], caption: str, words: dict[Kind, str]) -> SafeMarkdown:
    r"""A row for each, below one another over the same years. Empty without any mark.

    Those who listen don't get it: the same must stand in words beside it.

    caption: says what is shown. words: what each kind of mark means; those that are drawn are explained.

    >>> held = Row("Bí thư", (Mark(PartialDate(2021, 6, 28)), Mark(PartialDate(2024)), Mark(PartialDate(2024, 6, 20))))
    >>> drawn = timeline([held], "Chức vụ", {Kind.SEEN: "được nêu"})
    >>> drawn.count("<circle"), drawn.count("<rect"), "\n\n" in drawn
    (3, 2, False)
    """
    marks = [mark for row in rows for mark in row.marks]
    if not marks:
        return SafeMarkdown()
    axis = _Axis(min(mark.date.year for mark in marks), max(mark.date.year for mark in marks))
    drawn = "\n".join(
        [
            element("p", _strip(_years(axis), class_="years"), class_="axis"),
            *(f"{element('p', in_line(row.name))}\n{_strip([_grid(axis), *_drawn(row, axis)])}" for row in rows),
        ]
    )
    legend = "".join(element("span", f"{sign} {words_}") for sign, words_ in _legend(marks, words))
    return SafeMarkdown(
        f'<figure class="drawing timeline">\n{element("figcaption", in_line(caption))}\n'
        f'<div aria-hidden="true">\n{drawn}\n{element("p", legend, class_="legend")}\n</div>\n</figure>'
    )


def _strip(pieces: Iterable[str], class_: str = "row") -> str:
    return element("svg", "".join(pieces), class_=class_, width="100%", height=_HEIGHT, overflow="visible")


def _years(axis: _Axis) -> Iterator[str]:
    """The years that have room."""
    count = len(axis.years)
    step = -(-count * _YEAR // _NARROW)
    for place in range(0, count, step):
        if (count - place) * _NARROW >= _YEAR * count:
            yield text(str(axis.years[place]), x=percent(100 * place / count), y=14)


def _grid(axis: _Axis) -> str:
    count = len(axis.years)
    step = -(-count * _YEAR // _NARROW)
    places = [percent(100 * place / count) for place in range(0, count, step)]
    lines = "".join(element("line", x1=x, x2=x, y1=0, y2=_HEIGHT) for x in places)
    return element("g", lines, class_="grid", stroke="currentColor", stroke_opacity=0.3)


def _drawn(row: Row, axis: _Axis) -> Iterator[str]:
    for begins, ends in _stretches(row.marks, axis):
        yield element(
            "line",
            class_="between",
            x1=percent(begins),
            x2=percent(ends),
            y1=_MIDDLE,
            y2=_MIDDLE,
            stroke="currentColor",
        )
    shown: dict[tuple[float, float, bool, bool], str] = {}
    for mark in row.marks:
        x, end = axis.across(mark.date)
        if len(row.marks) > _MANY:
            x, end = (round(place / _NEAR) * _NEAR for place in (x, end))
        is_over = mark.kind in {Kind.LEFT, Kind.FORMER}
        shown[x, end, mark.kind is Kind.TAKEN, is_over] = (
            _length(x, end, mark.kind) if end > x else _sign(mark.kind, percent(x))
        )
    # What lasts is drawn first, so that days show on it.
    yield from (drawn for (x, end, *_), drawn in sorted(shown.items(), key=lambda item: item[0][0] - item[0][1]))


def _stretches(marks: Sequence[Mark], axis: _Axis) -> Iterator[tuple[float, float]]:
    """From where it is first told that something is, to where it is last; anew after it ended."""
    first: Mark | None = None
    last: Mark | None = None
    for mark in marks:
        if mark.kind is not Kind.FORMER:
            first, last = first or mark, mark
        if mark.kind in {Kind.FORMER, Kind.LEFT}:
            yield from _stretch(first, last, axis)
            first = last = None
    yield from _stretch(first, last, axis)


def _stretch(first: Mark | None, last: Mark | None, axis: _Axis) -> Iterator[tuple[float, float]]:
    if first and last:
        begins, ends = axis.across(first.date)[1], axis.across(last.date)[0]
        if begins < ends:
            yield begins, ends


def _length(x: float, end: float, kind: Kind) -> str:
    return element(
        "rect",
        class_=f"{kind.value} length",
        x=percent(x),
        y=_MIDDLE - 5,
        width=percent(end - x),
        height=10,
        fill="none",
        stroke="currentColor",
    )


def _sign(kind: Kind, x: str) -> str:
    if kind is Kind.TAKEN:
        path = element("path", class_=kind.value, d="M-4 -6 L6 0 L-4 6 Z", fill="currentColor")
        return element("svg", path, x=x, y=_MIDDLE, overflow="visible")
    if kind is Kind.SEEN:
        return element("circle", class_=kind.value, cx=x, cy=_MIDDLE, r=4, fill="currentColor")
    return element(
        "circle", class_=kind.value, cx=x, cy=_MIDDLE, r=4, fill="none", stroke="currentColor", stroke_width=2
    )


def _legend(marks: Sequence[Mark], words: dict[Kind, str]) -> Iterator[tuple[str, str]]:
    """Signs that are drawn, with what they mean."""

    def small(piece: str) -> str:
        return element("svg", piece, width=20, height=_HEIGHT)

    kinds = {mark.kind for mark in marks}
    for kind, meaning in words.items():
        if kind in kinds:
            yield small(_sign(kind, "10")), in_line(meaning)
    if any(not mark.date.day for mark in marks):
        dashed = _length(0, 16, Kind.SEEN).replace("%", "")
        yield small(dashed), in_line(_("chỉ biết năm hoặc tháng"))
