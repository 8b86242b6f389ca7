"""What makes exported pages good notes of a vault (Obsidian), where one looks for file names and aliases."""

from collections.abc import Iterable, Mapping

import yaml

from generator.catalogue import Catalogue
from generator.document import split
from generator.pages import plan

# The one in C, five times as fast, where PyYAML has it.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def names_of_pages(catalogue: Catalogue, site_name: str) -> Mapping[str, tuple[str, ...]]:
    """By path what people call a page: its title, and all spellings of a name of a person, cluster and such."""
    kinds = (catalogue.persons, catalogue.clusters, catalogue.provinces, catalogue.documents)
    return {
        **{article.path: (article.front_matter.title,) for article in catalogue.articles},
        **{page.path: (page.title or site_name,) for page in plan(catalogue).values()},
        **{record.path: record.spellings for records in kinds for record in records},
    }


def with_aliases(page: str, names: Iterable[str]) -> str:
    r"""A page whose front matter tells its names too; it is left as it is where it tells aliases of its own.

    >>> print(with_aliases("---\ntitle: Lê Ba\n---\n\n# Lê Ba", ["Lê Ba", "Lê Văn Ba"]))
    ---
    title: Lê Ba
    aliases:
    - Lê Ba
    - Lê Văn Ba
    ---
    <BLANKLINE>
    # Lê Ba
    """
    front_matter, body = split(page)
    named = [name for name in names if name]
    # To what people wrote in one line, between braces, no line can be added.
    if not named or front_matter.startswith("{") or f"\n{front_matter}".find("\naliases:") >= 0:
        return page
    aliases = yaml.dump({"aliases": named}, Dumper=_DUMPER, allow_unicode=True, width=1_000_000)
    return f"---\n{front_matter}{aliases}---\n\n{body}"
