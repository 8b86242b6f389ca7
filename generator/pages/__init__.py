"""The catalogue as Markdown pages. Each kind of page is a function from the catalogue to the values of a template."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import yaml

from generator.catalogue import Catalogue
from generator.errors import GeneratorError
from generator.markup import escape
from generator.pages import clusters, dates, documents, elsewhere, home, persons, provinces, search
from generator.pages.article import render_article
from generator.pages.environment import environment
from generator.pages.notes import opening_of
from generator.pages.page import GeneratedPage
from generator.settings import Settings

__all__ = ["GeneratedPage", "plan", "render_article", "render_body", "render_page", "render_pages"]

# The one in C, five times as fast, where PyYAML has it.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_KINDS = (home.pages, dates.pages, persons.pages, clusters.pages, provinces.pages, documents.pages, search.pages)
# The front site of an archive in parts has no articles.
_HUB_KINDS = (home.pages, search.pages)


@lru_cache(maxsize=1)  # checks, addresses and the builder ask for that of one catalogue
def plan(catalogue: Catalogue) -> Mapping[str, GeneratedPage]:
    """All generated pages but the articles, by path, none of them rendered yet: cheap, however much stands on them.

    Raises GeneratorError when two pages would have one path.
    """
    planned: dict[str, GeneratedPage] = {}
    for pages in _HUB_KINDS if catalogue.is_hub else _KINDS:
        for page in pages(catalogue):
            if planned.setdefault(page.path, page) is not page:
                raise GeneratorError(f"two pages on one path: {page.path}")
    return planned


def render_page(page: GeneratedPage, catalogue: Catalogue, settings: Settings) -> str:
    """The Markdown of a planned page, with front matter."""
    title = page.title or settings.site_name
    front_matter = yaml.dump({"title": title}, Dumper=_DUMPER, allow_unicode=True)
    return f"---\n{front_matter}---\n\n" + render_body(page, catalogue, settings)


def render_body(page: GeneratedPage, catalogue: Catalogue, settings: Settings) -> str:
    """The same without front matter. The note of the page opens it below the title."""
    opening = f"# {escape(page.title or settings.site_name)}\n\n" + opening_of(catalogue.notes.get(page.path))
    template = environment(settings.templates).get_template(page.template)
    others = elsewhere.links(catalogue, settings.sites, page.path)
    return opening + template.render(page.values(), page=page.path, elsewhere=others).strip("\n") + "\n"


def render_pages(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """All of them: (path relative to the docs folder, Markdown). Raises GeneratorError as `plan` does."""
    for path, page in plan(catalogue).items():
        yield path, render_page(page, catalogue, settings)
