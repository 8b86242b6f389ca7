"""Which part of an archive an article belongs to, which parts have a page, and what each part knows of the whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from generator.addresses import Record, destinations, updated
from generator.addresses.published import published_pages
from generator.catalogue import Catalogue, named_document, named_province
from generator.identifiers import identifier
from generator.model import Article, DocumentCitation, FrontMatter
from generator.pages.persons import surely_others
from generator.records import EntityRecord
from generator.resolve.identity import Named
from generator.resolve.notes import KINDS
from generator.resolve.whole import Known, Whole
from generator.translation import _

UNDATED = "undated"
HUB = ""
"""The front site: in no folder of its own, and without articles."""


def part_of(article: Article) -> str:
    """The folder of the part that has an article: the year of the event.

    >>> part_of(Article("a.md", FrontMatter("A", date="2024-06"), "")), part_of(Article("a.md", FrontMatter("A"), ""))
    ('2024', 'undated')
    """
    return article.front_matter.date[:4] or UNDATED


def part_name(part: str) -> str:
    """What a part is called on the pages."""
    return _("Chưa rõ năm") if part == UNDATED else part


def only_mentions(article: Article) -> Article:
    """What dividing needs of an article: whom it mentions, when, and what it was made from. No text, no figures."""
    front = article.front_matter
    kept = FrontMatter(
        title=front.title,
        date=front.date,
        published=front.published,
        persons=front.persons,
        clusters=tuple(replace(cluster, members=(), leader="") for cluster in front.clusters),
        provinces=front.provinces,
        documents=front.documents,
        source_file=front.source_file,
    )
    return Article(article.path, kept, "")


@dataclass(frozen=True)
class Division:
    """An archive, divided."""

    catalogue: Catalogue
    """The whole; of its articles, what `only_mentions` leaves."""
    record: Record
    """The addresses published so far."""

    @cached_property
    def articles(self) -> dict[str, int]:
        """The parts in order of time, those without a date first, with the number of articles."""
        counts = Counter(map(part_of, self.catalogue.articles))
        return {part: counts[part] for part in sorted(counts, key=lambda part: (part != UNDATED, part))}

    @cached_property
    def part_of(self) -> Mapping[str, str]:
        """The part of each article, by its path."""
        return {article.path: part_of(article) for article in self.catalogue.articles}

    def parts_with(self, path: str) -> tuple[str, ...]:
        """The parts that have a page about something; empty for pages that are in all or in none."""
        if path in self.part_of:
            return (self.part_of[path],)
        folder, _, rest = path.partition("/")
        if folder == "dates":
            year = rest.partition("/")[0]
            return (year,) if year in self.articles and year != UNDATED else ()
        return self._parts_of_records.get(path, ())

    @cached_property
    def _parts_of_records(self) -> Mapping[str, tuple[str, ...]]:
        """The parts of each record's page, in order of time."""
        order = {part: place for place, part in enumerate(self.articles)}
        return {
            record.path: tuple(sorted({self.part_of[each.path] for each in record.articles}, key=order.__getitem__))
            for _, record in self._records()
        }

    @cached_property
    def wholes(self) -> Mapping[str, Whole]:
        """What each part knows, the front site (HUB) included."""
        known: dict[str, dict[str, dict[str, Known]]] = {part: {kind: {} for kind in KINDS} for part in self.articles}
        others = self._surely_others()
        for kind, record in self._records():
            counts = Counter(self.part_of[article.path] for article in record.articles)
            names = {part: part_name(part) for part in self.parts_with(record.path)}
            for part in names:
                elsewhere = {name: counts[other] for other, name in names.items() if other != part}
                apart = others.get(record.id, ()) if kind == "persons" else ()
                known[part][kind][record.id] = Known(record.name, elsewhere, apart)
        named = self._named()
        articles = {part_name(part): count for part, count in self.articles.items()}
        wholes = {
            part: Whole(
                part_name(part),
                articles,
                known[part],
                named,
                tuple(path for path in sorted(self.catalogue.set_by_hand) if part in self.parts_with(path)),
            )
            for part in self.articles
        }
        return {**wholes, HUB: Whole(HUB, articles)}

    def addresses(self, part: str) -> dict[str, str]:
        """Pages that are gone and that something in the part stands for: old path to the page there."""
        return {path: end for path, end in self.gone.items() if part in self.parts_with(end)}

    @cached_property
    def gone(self) -> Mapping[str, str]:
        """Pages that are gone, with what stands for each, as far as only some parts have that."""
        pages = published_pages(self.catalogue)
        ends = destinations(updated(self.record.addresses, pages, self.catalogue.merged), pages)
        return {path: end for path, end in ends.items() if end and self.parts_with(end)}

    @property
    def pages(self) -> Iterator[str]:
        """The pages that only some parts have, by path, but those of days."""
        return chain(self.part_of, self._parts_of_records)

    def _records(self) -> Iterator[tuple[str, EntityRecord]]:
        catalogue = self.catalogue
        rows = (catalogue.persons, catalogue.clusters, catalogue.provinces, catalogue.documents)
        return ((kind, record) for kind, records in zip(KINDS, rows, strict=True) for record in records)

    def _surely_others(self) -> dict[str, tuple[str, ...]]:
        """Of each person with namesakes, those who surely are somebody else."""
        namesakes = chain.from_iterable(self.catalogue.namesakes.values())
        found = {person.id: surely_others(self.catalogue, person) for person in namesakes}
        return {id_: others for id_, others in found.items() if others}

    def _named(self) -> dict[str, dict[str, str]]:
        """By kind: identifiers of names that would make another one in a part."""
        provinces: dict[str, str] = {}
        documents: dict[DocumentCitation, str] = {}
        for article in self.catalogue.articles:
            mentions, front = self.catalogue.mentions[article.path], article.front_matter
            provinces |= {name: record.id for name, record in zip(front.provinces, mentions.provinces, strict=True)}
            documents |= {cited: record.id for cited, record in zip(front.documents, mentions.documents, strict=True)}
        return {
            "provinces": _exceptions((named_province(name), id_) for name, id_ in provinces.items()),
            "documents": _exceptions((named_document(cited), id_) for cited, id_ in documents.items()),
        }


def _exceptions(resolved: Iterable[tuple[Named, str]]) -> dict[str, str]:
    return {named.key: id_ for named, id_ in resolved if (named.id or identifier(named.name)) != id_}
