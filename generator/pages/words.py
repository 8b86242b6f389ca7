"""How dates, periods, numbers and titles are said in Vietnamese."""

import math
from decimal import Decimal

from generator.dates import PartialDate
from generator.model import Article
from generator.periods import Period
from generator.translation import _


def period(text: str) -> str:
    """The period under review, in words; a form not known here comes back as it is.

    >>> period("2024-H1"), period("đầu năm")
    ('6 tháng đầu năm 2024', 'đầu năm')
    """
    known = Period.parse(text)
    return known.vietnamese if known else text


def period_page(text: str) -> str:
    """The page of the articles that review a period; empty for a form not known here.

    >>> period_page("2024-H1"), period_page("2023-M01/M09"), period_page("đầu năm")
    ('dates/periods/2024-H1.md', 'dates/periods/2023-M01-M09.md', '')
    """
    known = Period.parse(text)
    return f"dates/periods/{str(known).replace('/', '-')}.md" if known else ""


def number(value: int | float) -> str:
    """A number in Vietnamese notation.

    >>> number(1513), number(80.8), number(74127), number(-0.5)
    ('1.513', '80,8', '74.127', '-0,5')
    """
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return f"{Decimal(str(value)):,f}".translate(str.maketrans(",.", ".,"))


def article_title(article: Article) -> str:
    """The title to show."""
    return article.front_matter.title or _("Bài chưa có tiêu đề")


def article_date(article: Article) -> PartialDate | None:
    """The date of the event, as far as it is known."""
    return PartialDate.parse(article.front_matter.date) if article.front_matter.date else None


def when(article: Article) -> str:
    """The date of the event in words."""
    date = article_date(article)
    return date.vietnamese if date else _("chưa rõ ngày")


def date_place(date: PartialDate | None) -> tuple[str, str]:
    """The page and the anchor where articles of a date are listed.

    >>> date_place(PartialDate(2024, 6, 20)), date_place(PartialDate(2024)), date_place(None)
    (('dates/2024/06.md', '2024-06-20'), ('dates/undated/index.md', '2024'), ('dates/undated/index.md', 'khong-ro'))
    """
    if date and date.day:
        return f"dates/{date.year:04}/{date.month:02}.md", str(date)
    return "dates/undated/index.md", str(date) if date else "khong-ro"
