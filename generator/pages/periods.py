"""Periods under review: what looks back on the same half-year, wherever it is dated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from generator.catalogue import Catalogue
from generator.model import Article, Figure
from generator.pages.by_time import article_part_pages, article_parts, articles_shown
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.pages.parts import Foremost, Part, foremost
from generator.pages.words import period_page
from generator.periods import Period
from generator.records import Mentioned
from generator.translation import _

INDEX = "dates/periods/index.md"
# An article that reports a year may have dozens of figures, and a year hundreds of articles.
_MOST_REPORTS = 12
_MOST_FIGURES = 5
_MOST_OTHERS = 30


@dataclass(frozen=True, eq=False)
class Reviewed:
    """A period, and the articles that review it."""

    period: Period
    """The period."""
    articles: tuple[Article, ...]
    """In time order; at least one."""

    @cached_property
    def path(self) -> str:
        """Its page."""
        return period_page(str(self.period))

    @property
    def name(self) -> str:
        """Its page's title."""
        return _("Kỳ xem xét: {period}", period=self.period.vietnamese)


@dataclass(frozen=True)
class Listed:
    """A period as other pages show it."""

    words: str
    """What it is called."""
    path: str
    """Its page."""
    count: int
    """How many articles review it."""


@dataclass(frozen=True)
class Report:
    """What one article counts."""

    article: Article
    """The article."""
    figures: Sequence[Figure]
    """The first of its figures."""
    more: int
    """How many there are beside them."""


def reviewed(articles: Iterable[Article]) -> tuple[Reviewed, ...]:
    """All periods that articles review, in time order; a year stands before its parts.

    >>> from generator.model import FrontMatter
    >>> names = ("2024-H1", "2023", "2024-M01/M06", "đầu năm")
    >>> some = [Article(name, FrontMatter("A", period=name), "") for name in names]
    >>> [(str(each.period), len(each.articles)) for each in reviewed(some)]
    [('2023', 1), ('2024-H1', 2)]
    """
    found: dict[Period, list[Article]] = {}
    for article in articles:
        if article.front_matter.period and (period := Period.parse(article.front_matter.period)):
            found.setdefault(period, []).append(article)
    return tuple(Reviewed(period, tuple(found[period])) for period in sorted(found, key=lambda each: each.order))


def pages(catalogue: Catalogue, periods: Sequence[Reviewed]) -> Iterator[GeneratedPage]:
    """The list of periods, and each with its articles; nothing in an archive without any."""
    if not periods:
        return
    in_years = [each for each in periods if not each.period.last_year]
    years = {year: list(map(_listed, of_one)) for year, of_one in groupby(in_years, key=lambda each: each.period.year)}
    longer = [_listed(each) for each in periods if each.period.last_year]
    yield GeneratedPage(INDEX, "periods.md.j2", _("Kỳ xem xét"), partial(_index, years, longer))
    for each in periods:
        parts = article_parts(each)
        others = () if each.period.last_year else years[each.period.year]
        mentioned = catalogue.mentioned_in(each.articles)
        yield GeneratedPage(each.path, "period.md.j2", each.name, partial(_period, each, mentioned, others, parts))
        yield from article_part_pages(each, parts)


def of_year(periods: Iterable[Reviewed], year: int) -> list[Listed]:
    """Those that lie in one year."""
    return [_listed(each) for each in periods if each.period.year == year and not each.period.last_year]


def _listed(reviewed_: Reviewed) -> Listed:
    return Listed(reviewed_.period.vietnamese, reviewed_.path, len(reviewed_.articles))


def _index(years: Mapping[int, Sequence[Listed]], longer: Sequence[Listed]) -> dict[str, Any]:
    """Periods by year, the latest first; those of several years last."""
    return {"years": list(years.items())[::-1], "longer": longer[::-1]}


def _period(
    own: Reviewed, mentioned: Sequence[Mentioned], others: Sequence[Listed], parts: Sequence[Part[Article]]
) -> dict[str, Any]:
    """The articles, the clusters that they name, what they count, and other periods of the year."""
    dated = [article for article in own.articles if article.front_matter.date]
    beside = [each for each in others if each.path != own.path]
    reports = [_report(article) for article in reversed(own.articles) if article.front_matter.figures]
    return {
        "own": own,
        "ways": ((INDEX, _("Tất cả các kỳ")), ("dates/index.md", _("Thời gian"))),
        "first": dated[0] if dated else None,
        "last": dated[-1] if dated else None,
        "others": foremost(beside, _MOST_OTHERS, lambda each: each.count).shown,
        "company": company(mentioned, own),
        "reports": Foremost(reports[:_MOST_REPORTS], max(len(reports) - _MOST_REPORTS, 0)),
        **articles_shown(own, parts),
    }


def _report(article: Article) -> Report:
    figures = article.front_matter.figures
    return Report(article, figures[:_MOST_FIGURES], max(len(figures) - _MOST_FIGURES, 0))
