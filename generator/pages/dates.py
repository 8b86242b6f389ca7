"""Pages by time: years, months with their days, and what has no day."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.catalogue import Catalogue
from generator.dates import PartialDate
from generator.model import Article
from generator.pages.page import GeneratedPage
from generator.pages.words import article_date, date_place


def index_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """Every year with its months."""
    years = [
        (year, _year_path(year), len(articles), _months(articles)) for year, articles in _by_year(catalogue.articles)
    ]
    undated = sum(1 for article in catalogue.articles if not _day(article))
    values = {"years": years[::-1], "undated": undated, "undated_page": date_place(None)[0]}
    yield GeneratedPage("dates/index.md", "Thời gian", values)


def year_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """One page for each year, with the years before and after."""
    years = _by_year(catalogue.articles)
    for place, (year, articles) in enumerate(years):
        yield GeneratedPage(
            _year_path(year),
            f"Năm {year}",
            {
                "year": year,
                "months": _months(articles),
                "year_only": [article for article in articles if not _month(article)],
                "before": [(other, _year_path(other)) for other, _ in years[max(0, place - 1) : place]],
                "after": [(other, _year_path(other)) for other, _ in years[place + 1 : place + 2]],
            },
        )


def month_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """One page for each month: its days in order, then the articles whose day is unknown."""
    months = [
        (path, year, month, articles)
        for year, of_year in _by_year(catalogue.articles)
        for path, month, articles in _months(of_year)
    ]
    for place, (path, year, month, articles) in enumerate(months):
        dated = [article for article in articles if _day(article)]
        yield GeneratedPage(
            path,
            f"Tháng {month}/{year}",
            {
                "year": year,
                "year_page": _year_path(year),
                "month": month,
                "days": [(day, list(of_day)) for day, of_day in groupby(dated, key=article_date)],
                "month_only": [article for article in articles if not _day(article)],
                "before": [other[:3] for other in months[max(0, place - 1) : place]],
                "after": [other[:3] for other in months[place + 1 : place + 2]],
            },
        )


def undated_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page of all articles whose day is unknown, by what is known."""
    undated = [article for article in catalogue.articles if not _day(article)]
    groups = [(date, date_place(date)[1], list(articles)) for date, articles in groupby(undated, key=article_date)]
    groups.reverse()
    yield GeneratedPage(date_place(None)[0], "Chưa rõ ngày", {"groups": groups, "count": len(undated)})


def _day(article: Article) -> int:
    date = article_date(article)
    return date.day if date else 0


def _month(article: Article) -> int:
    date = article_date(article)
    return date.month if date else 0


def _by_year(articles: Iterable[Article]) -> list[tuple[int, list[Article]]]:
    dated = ((date.year, article) for article in articles if (date := article_date(article)))
    return [(year, [article for _, article in pairs]) for year, pairs in groupby(dated, key=lambda pair: pair[0])]


def _months(of_year: Iterable[Article]) -> list[tuple[str, int, list[Article]]]:
    """Path, number and articles of each month."""
    dated = ((date, article) for article in of_year if (date := article_date(article)) and date.month)
    return [
        (date_place(PartialDate(year, month, 1))[0], month, [article for _, article in pairs])
        for (year, month), pairs in groupby(dated, key=lambda pair: (pair[0].year, pair[0].month))
    ]


def _year_path(year: int) -> str:
    return f"dates/{year:04}/index.md"
