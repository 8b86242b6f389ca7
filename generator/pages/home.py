"""The home page."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue
from generator.pages.page import GeneratedPage

_LATEST = 10


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page, titled with the site's name: how much there is, the latest articles, ways in."""
    yield GeneratedPage("index.md", "hub.md.j2" if catalogue.is_hub else "home.md.j2", "", partial(_home, catalogue))


def _home(catalogue: Catalogue) -> dict[str, Any]:
    total = sum(catalogue.whole.articles.values()) if catalogue.whole else len(catalogue.articles)
    return {"catalogue": catalogue, "latest": catalogue.articles[: -_LATEST - 1 : -1], "total": total}
