"""Articles by the time of their event: how long lists of them are divided, and what a record's page shows of many."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Protocol

from generator.model import Article
from generator.pages.page import GeneratedPage
from generator.pages.parts import UNKNOWN, Level, Part, divided, part_pages
from generator.pages.words import article_date
from generator.translation import _

# The page of a record has more to show than its articles.
_MOST = 100
_LATEST = 20


class Listing(Protocol):
    """What a page of its own lists the articles of: a record, a period."""

    @property
    def path(self) -> str:
        """The page."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """All, in time order."""


Said = tuple[str, str]
"""What an article says of a document: the date and the issuer, either empty where it doesn't."""


def nothing_said(_article: Article) -> Sequence[Said]:
    """Of persons, clusters and provinces."""
    return ()


def _year(articles: Sequence[Article]) -> str:
    date = article_date(articles[0])
    return _("Năm {year}", year=date.year) if date else _("Chưa biết thời gian")


def month_label(articles: Sequence[Article]) -> str:
    """What articles of one month are called; or those of a year whose month is unknown, or without any date.

    >>> from generator.model import FrontMatter
    >>> month_label([Article("a.md", FrontMatter("A", date="2024-06-20"), "")])
    'Tháng 6/2024'
    """
    date = article_date(articles[0])
    if date and not date.month:
        return _("Năm {year}, chưa rõ tháng", year=date.year)
    return _("Tháng {month}/{year}", month=date.month, year=date.year) if date else _("Chưa biết thời gian")


def _day(articles: Sequence[Article]) -> str:
    date = article_date(articles[0])
    if date and date.day:
        return _("Ngày {date}", date=date.vietnamese)
    return _("{month}, chưa rõ ngày", month=month_label(articles))


# Dates are written YYYY-MM-DD as far as they are known.
YEAR = Level[Article](lambda article: article.front_matter.date[:4] or UNKNOWN, _year)
MONTH = Level[Article](lambda article: article.front_matter.date[5:7] or UNKNOWN, month_label)
DAY = Level[Article](lambda article: article.front_matter.date[8:10] or UNKNOWN, _day)


def article_parts(record: Listing) -> tuple[Part[Article], ...]:
    """The pages that list the articles of a record, in time order; none where its own page lists them all."""
    if len(record.articles) <= _MOST:
        return ()
    return divided(f"{record.path.removesuffix('.md')}/", record.articles, (YEAR, MONTH, DAY), _MOST)


def article_part_pages(
    record: Listing, parts: Sequence[Part[Article]], said: Callable[[Article], Sequence[Said]] = nothing_said
) -> Iterator[GeneratedPage]:
    """Their pages. said: what an article says of the record, where each does so in its own way."""
    above = ((record.path, record.name),)
    return part_pages(parts, "articles.md.j2", record.name, above, partial(part_values, said=said))


def articles_shown(
    record: Listing, parts: Sequence[Part[Article]], said: Callable[[Article], Sequence[Said]] = nothing_said
) -> dict[str, Any]:
    """For the page of a record: its articles, or the latest where parts have them all; the latest first."""
    shown = record.articles[: -_LATEST - 1 : -1] if parts else record.articles[::-1]
    return {"articles": shown, "parts": parts[::-1], "said": said}


def part_values(part: Part[Article], said: Callable[[Article], Sequence[Said]] = nothing_said) -> dict[str, Any]:
    """What the page of a part lists, the latest first: its parts, or its articles, many under their months."""
    listed = () if part.parts else part.items[::-1]
    months = [list(of_month) for _, of_month in groupby(listed, lambda article: article.front_matter.date[:7])]
    is_long = len(listed) > _LATEST and len(months) > 1
    sections = [(month_label(of_month), of_month) for of_month in months] if is_long else [("", listed)]
    return {"parts": part.parts[::-1], "sections": sections, "said": said}
