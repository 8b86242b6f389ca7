"""How pages of papers lie about after scraping: with what stood around the article, and with mistakes of many kinds."""

import datetime as dt
import html
import random
import textwrap
import unicodedata
from collections.abc import Callable

from benchmarks.news import Article

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_STAMPS = (
    "{weekday}, {day:%d/%m/%Y} | {hour:02}:{minute:02}",
    "Ngày đăng: {day:%d/%m/%Y} {hour:02}:{minute:02} | Lượt xem: {views}",
    "{hour:02}:{minute:02}, {day:%d/%m/%Y}",
    "",
)
# What a scraper does to a text; most are left as they are.
_DIRT: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    lambda text: text.replace(", ", ",\u00a0 "),
    lambda text: html.escape(text).replace(" - ", "&nbsp;- "),
    lambda text: "\n".join(textwrap.fill(line, 90) for line in text.splitlines()),
    lambda text: text.partition("\n")[2],
    lambda text: text.replace("\n", "\n \n\n"),
    lambda text: text.upper()[:80] + text[80:],
)
_DIRTY = 0.12
"""Share of the texts that one kind of dirt is on."""


def page_text(article: Article, chance: random.Random) -> str:
    """The text of an article's page as a scraper leaves it."""
    stamped = article.day + dt.timedelta(days=chance.randint(0, 2))
    stamp = chance.choice(_STAMPS).format(
        weekday=_WEEKDAYS[stamped.weekday()],
        day=stamped,
        hour=chance.randint(6, 21),
        minute=chance.randint(0, 59),
        views=chance.randint(20, 4000),
    )
    between = chance.choice(("\n\n", "\n\n", "\n"))
    body = between.join(article.paragraphs)
    signed = chance.choice((article.byline, article.byline.upper(), f"Tin, ảnh: {article.byline}", ""))
    parts = (article.header.strip(), article.title, stamp, "", body, "", signed, article.footer)
    text = "\n".join(part for part in parts if part is not None) + "\n"
    return chance.choice(_DIRT)(text) if chance.random() < _DIRTY else text
