"""Pages by time: years, months with their days, and what has no day."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from generator.catalogue import Catalogue
from generator.dates import PartialDate
from generator.model import Article
from generator.pages.page import GeneratedPage
from generator.pages.words import article_date, date_place

_Years = list[tuple[int, list[Article]]]
_Month = tuple[str, int, list[Article]]


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of years, each year, each month, and what has no day."""
    years = _by_year(catalogue.articles)
    months = {year: _months(articles) for year, articles in years}
    yield GeneratedPage("dates/index.md", "dates.md.j2", "Thời gian", partial(_index, catalogue, years, months))
    for place, (year, _) in enumerate(years):
        yield GeneratedPage(_year_path(year), "year.md.j2", f"Năm {year}", partial(_year, years, place, months[year]))
    in_order = [(year, month) for year, of_year in months.items() for month in of_year]
    for place, (year, (path, month, _)) in enumerate(in_order):
        yield GeneratedPage(path, "month.md.j2", f"Tháng {month}/{year}", partial(_month_values, in_order, place))
    yield GeneratedPage(date_place(None)[0], "undated.md.j2", "Chưa rõ ngày", partial(_undated, catalogue))


def _index(catalogue: Catalogue, years: _Years, months: dict[int, list[_Month]]) -> dict[str, Any]:
    """Every year with its months."""
    rows = [(year, _year_path(year), len(articles), months[year]) for year, articles in years]
    undated = sum(1 for article in catalogue.articles if not _day(article))
    return {"years": rows[::-1], "undated": undated, "undated_page": date_place(None)[0]}


def _year(years: _Years, place: int, months: list[_Month]) -> dict[str, Any]:
    """The months of a year, and the years before and after."""
    year, articles = years[place]
    return {
        "year": year,
        "months": months,
        "year_only": [article for article in articles if not _month(article)],
        "before": [(other, _year_path(other)) for other, _ in years[max(0, place - 1) : place]],
        "after": [(other, _year_path(other)) for other, _ in years[place + 1 : place + 2]],
    }


def _month_values(months: Sequence[tuple[int, _Month]], place: int) -> dict[str, Any]:
    """The days of a month in order, then the articles whose day is unknown; the months before and after."""
    year, (_, month, articles) = months[place]
    dated = [article for article in articles if _day(article)]

    def beside(others: Sequence[tuple[int, _Month]]) -> list[tuple[str, int, int]]:
        return [(path, other_year, other) for other_year, (path, other, _) in others]

    return {
        "year": year,
        "year_page": _year_path(year),
        "month": month,
        "days": [(day, list(of_day)) for day, of_day in groupby(dated, key=article_date)],
        "month_only": [article for article in articles if not _day(article)],
        "before": beside(months[max(0, place - 1) : place]),
        "after": beside(months[place + 1 : place + 2]),
    }


def _undated(catalogue: Catalogue) -> dict[str, Any]:
    """All articles whose day is unknown, by what is known."""
    undated = [article for article in catalogue.articles if not _day(article)]
    groups = [(date, date_place(date)[1], list(articles)) for date, articles in groupby(undated, key=article_date)]
    groups.reverse()
    return {"groups": groups, "count": len(undated)}


def _day(article: Article) -> int:
    date = article_date(article)
    return date.day if date else 0


def _month(article: Article) -> int:
    date = article_date(article)
    return date.month if date else 0


def _by_year(articles: Iterable[Article]) -> _Years:
    dated = ((date.year, article) for article in articles if (date := article_date(article)))
    return [(year, [article for _, article in pairs]) for year, pairs in groupby(dated, key=lambda pair: pair[0])]


def _months(of_year: Iterable[Article]) -> list[_Month]:
    """Path, number and articles of each month."""
    dated = ((date, article) for article in of_year if (date := article_date(article)) and date.month)
    return [
        (date_place(PartialDate(year, month, 1))[0], month, [article for _, article in pairs])
        for (year, month), pairs in groupby(dated, key=lambda pair: (pair[0].year, pair[0].month))
    ]


def _year_path(year: int) -> str:
    return f"dates/{year:04}/index.md"
