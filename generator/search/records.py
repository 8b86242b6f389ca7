"""What can be found: articles, and the persons, clusters, provinces and documents they mention."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from generator.catalogue import document_name
from generator.model import Article, FrontMatter
from generator.pages.words import article_date, article_title
from generator.records import Catalogue, ClusterRecord, EntityRecord, PersonRecord
from generator.search.plain import one_line, plain_text

KINDS = ("person", "cluster", "province", "document")
"""Of entities, in the order they are shown."""


@dataclass(frozen=True)
class ArticleEntry:
    """An article as the search knows it."""

    address: str
    """Its page, from the site's root: "articles/000_x/"."""
    title: str
    """Shown as the link."""
    date: str
    """As written in Vietnamese; searched too."""
    names: tuple[str, ...]
    """Of whom and what its facts mention; they count more than the text."""
    facts: tuple[str, ...]
    """Place, byline and source."""
    body: str
    """Markdown."""

    @cached_property
    def text(self) -> str:
        """What is searched besides title and names, and where excerpts are cut from. Plain text."""
        # The facts follow the body: a word of the body is what a reader remembers and what an excerpt should show.
        return one_line(" ".join([plain_text(self.body), *(f"{fact}." for fact in self.facts)]))


@dataclass(frozen=True)
class EntityEntry:
    """A person, cluster, province or document as the search knows it."""

    address: str
    """Its page, from the site's root."""
    kind: str
    """One of KINDS."""
    name: str
    """Shown as the link."""
    note: str
    """What tells it from namesakes: a person's last office, a cluster's sector."""
    spellings: tuple[str, ...]
    """Its other names."""
    articles: int
    """How many mention it."""
    group: str = ""
    """Of a document: its kind, "Chỉ thị"."""


def article_entries(catalogue: Catalogue) -> Iterator[ArticleEntry]:
    """The articles in the catalogue's order."""
    return map(article_entry, catalogue.articles)


def article_entry(article: Article) -> ArticleEntry:
    """One article."""
    front = article.front_matter
    date = article_date(article)
    return ArticleEntry(
        address=page_address(article.path),
        title=one_line(article_title(article)),
        date=date.vietnamese if date else "",
        names=tuple(dict.fromkeys(map(one_line, _names(front)))),
        facts=tuple(fact for fact in (front.place, *front.byline, front.source.name) if fact),
        body=article.body,
    )


def article_year(article: Article) -> int:
    """The year of an article's event; 0 when unknown."""
    date = article_date(article)
    return date.year if date else 0


def _names(front: FrontMatter) -> Iterable[str]:
    return chain(
        (person.name for person in front.persons),
        (cluster.name for cluster in front.clusters),
        front.provinces,
        map(document_name, front.documents),
    )


def entities_by_kind(catalogue: Catalogue) -> dict[str, list[EntityRecord]]:
    """The records of each kind, those that most articles mention first."""
    found: tuple[Iterable[EntityRecord], ...] = (
        catalogue.persons,
        catalogue.clusters,
        catalogue.provinces,
        catalogue.documents,
    )
    return {
        kind: sorted(records, key=lambda record: (-len(record.articles), record.path))
        for kind, records in zip(KINDS, found, strict=True)
    }


def entity_entry(kind: str, record: EntityRecord) -> EntityEntry:
    """One person, cluster, province or document."""
    note = group = ""
    if isinstance(record, PersonRecord):
        note = next(iter(record.last_offices), "")
    elif isinstance(record, ClusterRecord):
        note = next((sector for sector in record.sectors if sector not in record.name), "")
    elif kind == "document":
        group = record.name.partition(" số ")[0]
    return EntityEntry(
        address=page_address(record.path),
        kind=kind,
        name=one_line(record.name),
        note=one_line(note),
        spellings=tuple(one_line(name) for name in record.spellings if name != record.name),
        articles=len(record.articles),
        group=group,
    )


def page_address(path: str) -> str:
    """The address that a Markdown file of the docs folder has on the site.

    >>> page_address("articles/000_x.md"), page_address("persons/index.md")
    ('articles/000_x/', 'persons/')
    """
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return f"{folder}{slash}" if stem in ("index", "README") else f"{folder}{slash}{stem}/"
