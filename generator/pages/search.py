"""The search page. The site's theme gives it a box; elsewhere it only leads to the indexes."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.pages.page import GeneratedPage
from generator.translation import _

SEARCH_PAGE = "search/index.md"


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page."""
    yield GeneratedPage(SEARCH_PAGE, "hub_search.md.j2" if catalogue.is_hub else "search.md.j2", _("Tìm kiếm"))
