"""Where an archive in parts goes on: the same person, cluster, province or document in other parts."""

from collections.abc import Sequence

from generator.catalogue import Catalogue
from generator.markup import SafeMarkdown
from generator.settings import SisterSite

# The home page, and that of the data.
_IN_ALL = ("index.md", "data/index.md")


def links(catalogue: Catalogue, sites: Sequence[SisterSite], page: str) -> list[tuple[str, SafeMarkdown, int]]:
    """Name, address and number of articles of the same page in other parts, the latest part first.

    From pages that every part has all parts are listed. Empty for an archive that is no part.
    """
    if not catalogue.whole:
        return []
    counts = catalogue.whole.articles if page in _IN_ALL else catalogue.whole.elsewhere(page)
    return [
        (site.name, SafeMarkdown(site.link(page, page)), counts[site.name])
        for site in reversed(sites)
        if counts.get(site.name)
    ]
