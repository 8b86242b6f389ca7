"""The catalogue as Markdown pages. Each kind of page is a function from the catalogue to the values of a template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from generator.catalogue import Catalogue
from generator.errors import GeneratorError
from generator.markup import SafeMarkdown, escape
from generator.pages import clusters, data, dates, documents, elsewhere, figures, home, persons, provinces, search
from generator.pages.article import article_page, render_article
from generator.pages.environment import environment
from generator.pages.notes import opening_of
from generator.pages.page import GeneratedPage
from generator.resolve.notes import Note
from generator.settings import Settings
from generator.translation import Translation, spoken

__all__ = [
    "GeneratedPage",
    "article_page",
    "plan",
    "planned",
    "render_article",
    "render_body",
    "render_page",
    "render_pages",
    "whole_page",
]

# The one in C, five times as fast, where PyYAML has it.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_KINDS = (
    home.pages,
    dates.pages,
    persons.pages,
    clusters.pages,
    provinces.pages,
    documents.pages,
    figures.pages,
    search.pages,
    data.pages,
)
# The front site of an archive in parts has no articles.
_HUB_KINDS = (home.pages, search.pages, data.pages)


def plan(catalogue: Catalogue) -> Mapping[str, GeneratedPage]:
    """All generated pages but the articles, by path, none of them rendered yet: cheap, however much stands on them.

    Raises GeneratorError when two pages would have one path.
    """
    return _plan(catalogue, spoken())


@lru_cache(maxsize=1)  # checks, addresses and the builder ask for that of one catalogue
def _plan(catalogue: Catalogue, _titles: Translation) -> Mapping[str, GeneratedPage]:
    return {page.path: page for page in planned(catalogue)}


def planned(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The same, one by one."""
    paths: set[str] = set()
    for pages in _HUB_KINDS if catalogue.is_hub else _KINDS:
        for page in pages(catalogue):
            if page.path in paths:
                raise GeneratorError(f"two pages on one path: {page.path}")
            paths.add(page.path)
            yield page


@dataclass(frozen=True, slots=True)
class WholePage:
    """All that a generated page is made of."""

    page: GeneratedPage
    """The page."""
    title: str
    """Its first heading."""
    note: Note | None
    """What people wrote to open it."""
    elsewhere: Sequence[tuple[str, SafeMarkdown, int]]
    """The same page in other parts of the archive."""


def whole_page(page: GeneratedPage, catalogue: Catalogue, settings: Settings) -> WholePage:
    """What a planned page is made of."""
    others = elsewhere.links(catalogue, settings.sites, page.path)
    return WholePage(page, page.title or settings.site_name, catalogue.notes.get(page.path), others)


def render_page(page: GeneratedPage, catalogue: Catalogue, settings: Settings) -> str:
    """The Markdown of a planned page, with front matter."""
    whole = whole_page(page, catalogue, settings)
    front_matter = yaml.dump({"title": whole.title}, Dumper=_DUMPER, allow_unicode=True)
    return f"---\n{front_matter}---\n\n" + render_body(whole, settings)


def render_body(whole: WholePage, settings: Settings) -> str:
    """The same without front matter. The note of the page opens it below the title."""
    page = whole.page
    opening = f"# {escape(whole.title)}\n\n" + opening_of(whole.note)
    template = environment(settings.templates).get_template(page.template)
    return opening + template.render(page.values(), page=page.path, elsewhere=whole.elsewhere).strip("\n") + "\n"


def render_pages(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """All of them: (path relative to the docs folder, Markdown). Raises GeneratorError as `plan` does."""
    for path, page in plan(catalogue).items():
        yield path, render_page(page, catalogue, settings)
