"""Pages by time: years, months with their days, what has no day, periods. What one page can't hold is divided further.

A year's months and a month's days are lists that the theme shows as a calendar: without it they read as lists.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any

from generator.catalogue import Catalogue
from generator.dates import PartialDate
from generator.drawings import Shades
from generator.drawings.calendar import week_and_day
from generator.model import Article
from generator.pages import periods
from generator.pages.by_time import DAY, MONTH, YEAR, part_values
from generator.pages.page import GeneratedPage
from generator.pages.parts import Above, Part, divided, part_of, part_pages
from generator.pages.words import article_date, date_place
from generator.translation import _

_INDEX = "dates/index.md"
_UNDATED = date_place(None)[0]
# Beside its calendar of up to 366 days, the page of a year has room for so many articles.
_MOST_OF_YEAR = 100
# Of fewer days a calendar shows less than the list below it.
_FEWEST_DAYS = 8
_MOST_PERIODS = 20
# The calendar of years; those before are a list.
_MOST_YEARS = 40


@dataclass(frozen=True)
class Cell:
    """A month or a day of a calendar."""

    path: str
    """Where its articles are listed."""
    anchor: str
    """Where on that page."""
    label: str
    """What it is called."""
    count: int
    """How many articles it has."""
    classes: str
    """Where it stands and which shade it has, for the theme."""


@dataclass(frozen=True)
class _Year:
    path: str
    label: str
    articles: list[Article]
    months: list[Part[Article]]
    """Each with a page of its own, in order."""
    month_unknown: list[Article]
    number: int


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of years, each year, each month, days of months with many articles, what has no day, and periods."""
    years = _years(catalogue.articles)
    reviewed = periods.reviewed(catalogue.articles)
    yield GeneratedPage(_INDEX, "dates.md.j2", _("Thời gian"), partial(_index, catalogue, years, len(reviewed)))
    for place, year in enumerate(years):
        unknown = _unknown_parts(year)
        beside = (*years[max(0, place - 1) : place], *years[place + 1 : place + 2])
        ways = ((_INDEX, _("Tất cả các năm")), *((other.path, other.label) for other in beside))
        of_year = periods.of_year(reviewed, year.number)[:_MOST_PERIODS]
        yield GeneratedPage(year.path, "year.md.j2", year.label, partial(_year, year, ways, unknown, of_year))
        yield from _part_pages(unknown, "", ((year.path, year.label),))
    in_order = [(year, month) for year in years for month in year.months]
    for place, (year, month) in enumerate(in_order):
        months = (*in_order[max(0, place - 1) : place], *in_order[place + 1 : place + 2])
        ways = ((year.path, year.label), *((other.path, other.label) for _, other in months))
        yield GeneratedPage(month.path, "month.md.j2", month.label, partial(_month, month, ways))
        yield from _part_pages(month.parts, "", ((year.path, year.label), (month.path, month.label)))
    undated = [article for article in catalogue.articles if not _day(article)]
    title = _("Chưa rõ ngày")
    parts = divided(_UNDATED.removesuffix("index.md"), undated, (YEAR, MONTH))
    yield GeneratedPage(_UNDATED, "undated.md.j2", title, partial(_undated, undated, parts))
    yield from _part_pages(parts, title, ((_UNDATED, title),))
    yield from periods.pages(catalogue, reviewed)


def _years(articles: Iterable[Article]) -> list[_Year]:
    dated = ((date, article) for article in articles if (date := article_date(article)))
    years: list[_Year] = []
    for number, of_year in groupby(dated, key=lambda pair: pair[0].year):
        by_month = [
            (month, [article for _, article in of_month])
            for month, of_month in groupby(of_year, key=lambda pair: pair[0].month)
        ]
        months = [_month_part(number, month, of_month) for month, of_month in by_month if month]
        unknown = by_month[0][1] if not by_month[0][0] else []
        everything = list(chain.from_iterable(of_month for _, of_month in by_month))
        years.append(
            _Year(f"dates/{number:04}/index.md", _("Năm {year}", year=number), everything, months, unknown, number)
        )
    return years


def _month_part(year: int, month: int, articles: list[Article]) -> Part[Article]:
    path = date_place(PartialDate(year, month, 1))[0]
    return part_of(path.removesuffix(".md"), articles, _("Tháng {month}/{year}", month=month, year=year), (DAY,))


def _unknown_parts(year: _Year) -> tuple[Part[Article], ...]:
    """The page of the articles of a year whose month is unknown, where that of the year can't list them."""
    if len(year.articles) <= _MOST_OF_YEAR or not year.month_unknown:
        return ()
    stem = year.path.replace("index.md", "undated")
    return (part_of(stem, year.month_unknown, _("Năm {year}, chưa rõ tháng", year=year.number), ()),)


def _part_pages(parts: Sequence[Part[Article]], title: str, above: Above) -> Iterator[GeneratedPage]:
    return part_pages(parts, "articles.md.j2", title, above, part_values)


def _index(catalogue: Catalogue, years: list[_Year], reviewed: int) -> dict[str, Any]:
    """Every year with its months."""
    shades = Shades.of(len(month.items) for year in years for month in year.months)
    undated = sum(1 for article in catalogue.articles if not _day(article))
    return {
        "years": [(year, _month_cells(year, shades)) for year in years[: -_MOST_YEARS - 1 : -1]],
        "earlier": years[:-_MOST_YEARS][::-1],
        "shades": shades.ranges,
        "undated": undated,
        "undated_page": _UNDATED,
        "reviewed": reviewed,
        "periods": periods.INDEX,
    }


def _month_cells(year: _Year, shades: Shades) -> list[Cell]:
    """The months with articles, and at last what has no month."""
    cells: list[Cell] = []
    for month in year.months:
        number, count = int(month.items[0].front_matter.date[5:7]), len(month.items)
        classes = f"m{number} s{shades.of_count(count)}"
        cells.append(Cell(month.path, "", _("tháng {month}", month=number), count, classes))
    if year.month_unknown:
        path, anchor = date_place(PartialDate(year.number))
        cells.append(Cell(path, anchor, _("chưa rõ tháng"), len(year.month_unknown), "m0"))
    return cells


def _year(
    year: _Year, ways: Above, unknown: tuple[Part[Article], ...], reviewed: Sequence[periods.Listed]
) -> dict[str, Any]:
    """The months and days of a year, its articles if they are few, and the ways to the years before and after."""
    days = [[list(of_day) for _, of_day in groupby(filter(_day, month.items), key=_day)] for month in year.months]
    has_calendar = sum(map(len, days)) >= _FEWEST_DAYS
    shades = Shades.of(len(of_day) for of_month in days for of_day in of_month)
    return {
        "ways": ways,
        "months": year.months,
        "calendar": [
            (month, [_day_cell(of_day, shades) for of_day in of_month])
            for month, of_month in zip(year.months, days, strict=True)
            if has_calendar and of_month
        ],
        "shades": shades.ranges,
        "reviewed": reviewed,
        "periods": periods.INDEX,
        "year_only": year.month_unknown,
        "parts": (*year.months, *unknown) if len(year.articles) > _MOST_OF_YEAR else (),
    }


def _day_cell(of_day: Sequence[Article], shades: Shades) -> Cell:
    date = PartialDate.parse(of_day[0].front_matter.date)
    row, column = week_and_day(date.year, date.month, date.day)
    classes = f"r{row} c{column} s{shades.of_count(len(of_day))}"
    return Cell(*date_place(date), f"{date.day}/{date.month}", len(of_day), classes)


def _month(month: Part[Article], ways: Above) -> dict[str, Any]:
    """The days of a month in order, then the articles whose day is unknown; ways to the months before and after."""
    dated = [] if month.parts else [article for article in month.items if _day(article)]
    return {
        "ways": ways,
        # Sorted in time, what has no day comes first; on a page by days it stands last.
        "parts": sorted(month.parts, key=lambda part: not _day(part.items[0])),
        "anchors": _anchors,
        "days": [(day, list(of_day)) for day, of_day in groupby(dated, key=article_date)],
        "month_only": [] if month.parts else [article for article in month.items if not _day(article)],
    }


def _undated(undated: Sequence[Article], parts: Sequence[Part[Article]]) -> dict[str, Any]:
    """All articles whose day is unknown, by what is known."""
    shown = () if parts else undated
    groups = [(date, date_place(date)[1], list(articles)) for date, articles in groupby(shown, key=article_date)]
    return {"groups": groups[::-1], "count": len(undated), "parts": parts[::-1], "anchors": _anchors}


def _anchors(part: Part[Article]) -> list[str]:
    """Where links to the dates of its articles lead on the page that lists the part."""
    return list(dict.fromkeys(date_place(article_date(article))[1] for article in part.items))


def _day(article: Article) -> int:
    date = article_date(article)
    return date.day if date else 0
