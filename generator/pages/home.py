"""The home page."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.pages.page import GeneratedPage

_LATEST = 10


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page, titled with the site's name: how much there is, the latest articles, ways in."""
    latest = catalogue.articles[: -_LATEST - 1 : -1]
    total = sum(catalogue.whole.articles.values()) if catalogue.whole else len(catalogue.articles)
    yield GeneratedPage("index.md", "", {"catalogue": catalogue, "latest": latest, "total": total})
