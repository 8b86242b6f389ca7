"""The search page; the theme's template does the rest."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.pages.page import GeneratedPage


def pages(_catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page."""
    yield GeneratedPage("search/index.md", "Tìm kiếm", front_matter={"template": "search.html"})
