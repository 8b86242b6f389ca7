"""The home page."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue
from generator.model import Article
from generator.pages import periods
from generator.pages.careers import articles_by_year
from generator.pages.page import GeneratedPage

_LATEST = 10


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page, titled with the site's name: how much there is, the latest articles, ways in."""
    yield GeneratedPage("index.md", "hub.md.j2" if catalogue.is_hub else "home.md.j2", "", partial(_home, catalogue))


def _home(catalogue: Catalogue) -> dict[str, Any]:
    total = sum(catalogue.whole.articles.values()) if catalogue.whole else len(catalogue.articles)
    return {
        "catalogue": catalogue,
        "latest": _latest(catalogue),
        "total": total,
        "periods": periods.INDEX if periods.reviewed(catalogue.articles) else "",
        "by_year": articles_by_year(catalogue.articles, "theo-nam"),
    }


def _latest(catalogue: Catalogue) -> list[Article]:
    """The latest articles; of several that are one text or one page the first that comes."""
    shown: list[Article] = []
    for article in reversed(catalogue.articles):
        if len(shown) == _LATEST:
            break
        if not any(catalogue.alike.are_one(article, other) for other in shown):
            shown.append(article)
    return shown
