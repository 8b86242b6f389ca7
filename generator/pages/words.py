"""How dates, periods, numbers and titles are said in Vietnamese."""

import math
import re
from decimal import Decimal

from generator.dates import PartialDate
from generator.model import Article

_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M(?P<first>\d\d)(?:/M(?P<last>\d\d))?|(?P<month>\d\d)))?"
)
_SPAN = re.compile(r"(\d{4})/(\d{4})")
_UNTITLED = "Bài chưa có tiêu đề"


def period(text: str) -> str:
    """The period under review, in words; a form not known here comes back as it is.

    >>> period("2024-H1"), period("2023-M01/M09"), period("2024-Q2"), period("2024")
    ('6 tháng đầu năm 2024', '9 tháng đầu năm 2023', 'quý II/2024', 'năm 2024')
    >>> period("2024-H2"), period("2023-M03/M05"), period("2021/2025"), period("2024-06")
    ('6 tháng cuối năm 2024', 'từ tháng 3 đến tháng 5 năm 2023', 'giai đoạn 2021–2025', 'tháng 6/2024')
    """
    span = _SPAN.fullmatch(text)
    if span:
        return f"giai đoạn {span[1]}–{span[2]}"
    match = _PERIOD.fullmatch(text)
    if not match:
        return text
    year, first, last = match["year"], match["first"] or match["month"], match["last"]
    if match["half"]:
        words = f"6 tháng {'đầu' if match['half'] == '1' else 'cuối'} năm {year}"
    elif match["quarter"]:
        words = f"quý {('I', 'II', 'III', 'IV')[int(match['quarter']) - 1]}/{year}"
    elif last and first == "01":
        words = f"{int(last)} tháng đầu năm {year}"
    elif last:
        words = f"từ tháng {int(first)} đến tháng {int(last)} năm {year}"
    else:
        words = f"tháng {int(first)}/{year}" if first else f"năm {year}"
    return words


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
    return article.front_matter.title or _UNTITLED


def article_date(article: Article) -> PartialDate | None:
    """The date of the event, as far as it is known."""
    return PartialDate.parse(article.front_matter.date) if article.front_matter.date else None


def when(article: Article) -> str:
    """The date of the event in words."""
    date = article_date(article)
    return date.vietnamese if date else "chưa rõ ngày"


def date_place(date: PartialDate | None) -> tuple[str, str]:
    """The page and the anchor where articles of a date are listed.

    >>> date_place(PartialDate(2024, 6, 20)), date_place(PartialDate(2024)), date_place(None)
    (('dates/2024/06.md', '2024-06-20'), ('dates/undated/index.md', '2024'), ('dates/undated/index.md', 'khong-ro'))
    """
    if date and date.day:
        return f"dates/{date.year:04}/{date.month:02}.md", str(date)
    return "dates/undated/index.md", str(date) if date else "khong-ro"
