"""Pages by time: years, months with their days, and what has no day. What one page can't hold is divided further."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any

from generator.catalogue import Catalogue
from generator.dates import PartialDate
from generator.model import Article
from generator.pages.by_time import DAY, MONTH, YEAR, part_values
from generator.pages.page import GeneratedPage
from generator.pages.parts import MOST, Above, Part, divided, part_of, part_pages
from generator.pages.words import article_date, date_place

_INDEX = "dates/index.md"
_UNDATED, _ = date_place(None)
_UNDATED_TITLE = "Chưa rõ ngày"


@dataclass(frozen=True)
class _Year:
    path: str
    label: str
    articles: list[Article]
    months: list[Part[Article]]
    """Each with a page of its own, in order."""
    month_unknown: list[Article]


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of years, each year, each month, days of months with many articles, and what has no day."""
    years = _years(catalogue.articles)
    yield GeneratedPage(_INDEX, "dates.md.j2", "Thời gian", partial(_index, catalogue, years))
    for place, year in enumerate(years):
        unknown = _unknown_parts(year)
        beside = (*years[max(0, place - 1) : place], *years[place + 1 : place + 2])
        ways = ((_INDEX, "Tất cả các năm"), *((other.path, other.label) for other in beside))
        yield GeneratedPage(year.path, "year.md.j2", year.label, partial(_year, year, ways, unknown))
        yield from _part_pages(unknown, "", ((year.path, year.label),))
    in_order = [(year, month) for year in years for month in year.months]
    for place, (year, month) in enumerate(in_order):
        months = (*in_order[max(0, place - 1) : place], *in_order[place + 1 : place + 2])
        ways = ((year.path, year.label), *((other.path, other.label) for _, other in months))
        yield GeneratedPage(month.path, "month.md.j2", month.label, partial(_month, month, ways))
        yield from _part_pages(month.parts, "", ((year.path, year.label), (month.path, month.label)))
    undated = [article for article in catalogue.articles if not _day(article)]
    parts = divided(_UNDATED.removesuffix("index.md"), undated, (YEAR, MONTH))
    yield GeneratedPage(_UNDATED, "undated.md.j2", _UNDATED_TITLE, partial(_undated, undated, parts))
    yield from _part_pages(parts, _UNDATED_TITLE, ((_UNDATED, _UNDATED_TITLE),))


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
        years.append(_Year(f"dates/{number:04}/index.md", f"Năm {number}", everything, months, unknown))
    return years


def _month_part(year: int, month: int, articles: list[Article]) -> Part[Article]:
    path, _ = date_place(PartialDate(year, month, 1))
    return part_of(path.removesuffix(".md"), articles, f"Tháng {month}/{year}", (DAY,))


def _unknown_parts(year: _Year) -> tuple[Part[Article], ...]:
    """The page of the articles of a year whose month is unknown, where that of the year can't list them."""
    if len(year.articles) <= MOST or not year.month_unknown:
        return ()
    stem = year.path.replace("index.md", "undated")
    return (part_of(stem, year.month_unknown, f"{year.label}, chưa rõ tháng", ()),)


def _part_pages(parts: Sequence[Part[Article]], title: str, above: Above) -> Iterator[GeneratedPage]:
    return part_pages(parts, "articles.md.j2", title, above, part_values)


def _index(catalogue: Catalogue, years: list[_Year]) -> dict[str, Any]:
    """Every year with its months."""
    undated = sum(1 for article in catalogue.articles if not _day(article))
    return {"years": years[::-1], "undated": undated, "undated_page": _UNDATED}


def _year(year: _Year, ways: Above, unknown: tuple[Part[Article], ...]) -> dict[str, Any]:
    """The months of a year, with their articles if they are few, and the ways to the years before and after."""
    return {
        "ways": ways,
        "months": year.months,
        "year_only": year.month_unknown,
        "parts": (*year.months, *unknown) if len(year.articles) > MOST else (),
    }


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
