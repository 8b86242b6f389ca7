"""The catalogue as Markdown pages. Each kind of page is a function from the catalogue to the values of a template."""

from collections.abc import Iterator

import yaml

from generator.catalogue import Catalogue
from generator.errors import GeneratorError
from generator.markup import escape
from generator.pages import clusters, dates, documents, elsewhere, home, persons, provinces, search
from generator.pages.article import render_article
from generator.pages.environment import environment
from generator.pages.notes import opening_of
from generator.settings import Settings

__all__ = ["render_article", "render_pages"]

# One row a kind of page: the template, and the function that gives path and values of each page of the kind.
_KINDS = (
    ("home.md.j2", home.pages),
    ("dates.md.j2", dates.index_pages),
    ("year.md.j2", dates.year_pages),
    ("month.md.j2", dates.month_pages),
    ("undated.md.j2", dates.undated_pages),
    ("persons.md.j2", persons.index_pages),
    ("person.md.j2", persons.pages),
    ("clusters.md.j2", clusters.index_pages),
    ("cluster.md.j2", clusters.pages),
    ("provinces.md.j2", provinces.index_pages),
    ("province.md.j2", provinces.pages),
    ("documents.md.j2", documents.index_pages),
    ("document.md.j2", documents.pages),
    ("search.md.j2", search.pages),
)


# The front site of an archive in parts has no articles.
_HUB_KINDS = (("hub.md.j2", home.pages), ("hub_search.md.j2", search.pages))


def render_pages(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """All generated pages but the articles: (path relative to the docs folder, Markdown).

    The note of a page opens it below the title. Raises GeneratorError when two pages would have one path.
    """
    jinja = environment(settings.templates)
    seen: set[str] = set()
    for template_name, pages in _HUB_KINDS if catalogue.is_hub else _KINDS:
        template = jinja.get_template(template_name)
        for page in pages(catalogue):
            if page.path in seen:
                raise GeneratorError(f"two pages on one path: {page.path}")
            seen.add(page.path)
            title = page.title or settings.site_name
            front_matter = yaml.safe_dump({"title": title}, allow_unicode=True)
            opening = f"---\n{front_matter}---\n\n# {escape(title)}\n\n" + opening_of(catalogue.notes.get(page.path))
            others = elsewhere.links(catalogue, settings.sites, page.path)
            yield page.path, opening + template.render(page.values, page=page.path, elsewhere=others).strip("\n") + "\n"
