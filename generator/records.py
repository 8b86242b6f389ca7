"""The types of the catalogue: what the archive knows of each person, cluster, province and document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.errors import Problem
from generator.model import Article, ClusterMention, DocumentCitation
from generator.provinces import Province
from generator.reprints import Alike
from generator.resolve.identity import Evidence, named_persons
from generator.resolve.notes import Note
from generator.resolve.whole import Whole
from generator.vietnamese import SortKey, comparison_key, name_sort_key, sort_key

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, eq=False)
class EntityRecord:
    """Somebody or something that articles mention and that has a page. Two records are equal only if they are one."""

    id: str
    """Part of the page's address: lower-case ASCII letters, digits and hyphens."""
    name: str
    """Shown as the page's title."""
    path: str
    """The page, relative to the docs folder: persons/nguyen-van-a.md."""
    articles: tuple[Article, ...]
    """Those that mention it, in time order, each once."""
    spellings: tuple[str, ...]
    """All names used for it, the shown one first; then those that only a note gives."""
    note: Note | None = None
    """What people wrote of it."""

    @cached_property
    def order(self) -> tuple[tuple[SortKey, ...], str]:
        """Where it stands among those of its kind: by name; numbers in names count as numbers."""
        # Cụm thi đua số 2 stands before số 10.
        return (sort_key(_NUMBER.sub(lambda number: number[0].zfill(6), self.name)),), self.id

    @property
    def other_names(self) -> tuple[str, ...]:
        """Those that are no mere spellings of the shown one."""
        own = comparison_key(self.name)
        return tuple(name for name in self.spellings if comparison_key(name) != own)

    @property
    def other_spellings(self) -> tuple[str, ...]:
        """Other ways in which the shown name is written."""
        others = {*self.other_names, self.name}
        return tuple(name for name in self.spellings if name not in others)


@dataclass(frozen=True, eq=False)
class OfficeRecord:
    """One office of one person, under all its spellings."""

    name: str
    """The spelling that writes most out."""
    sightings: tuple[tuple[str, Article], ...]
    """The spelling used, without "nguyên" (former), and the article, in time order."""
    taken_up: tuple[Article, ...] = ()
    """Articles by which the person takes the office up."""
    given_up: tuple[Article, ...] = ()
    """Articles by which the person no longer holds it."""
    former: tuple[Article, ...] = ()
    """Those of them that only call the person the former holder: the office was given up before."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Each once, the shown one first."""
        return tuple(dict.fromkeys([self.name, *(spelling for spelling, _ in self.sightings)]))

    @property
    def articles(self) -> tuple[Article, ...]:
        """Those that name the office, in time order, each once."""
        return each_once(article for _, article in self.sightings)

    @property
    def held(self) -> tuple[Article, ...]:
        """Those of them by which the person holds the office or takes it up."""
        given_up = {article.path for article in self.given_up}
        return tuple(article for article in self.articles if article.path not in given_up)


@dataclass(frozen=True, eq=False)
class PersonRecord(EntityRecord):
    """A person."""

    offices: tuple[OfficeRecord, ...] = ()
    """In order of first sighting."""

    @cached_property
    def order(self) -> tuple[tuple[SortKey, ...], str]:
        """Among persons: by given name."""
        return name_sort_key(self.name), self.id

    @cached_property
    def last_offices(self) -> tuple[str, ...]:
        """The offices that the latest article naming any of them names, without those given up there.

        Of somebody whom it only calls a former holder, what has been held, with "nguyên" before it.
        """
        position = {article.path: place for place, article in enumerate(self.articles)}
        latest = max((position[office.sightings[-1][1].path] for office in self.offices), default=0)
        named = [office for office in self.offices if position[office.sightings[-1][1].path] == latest]
        held = tuple(office.name for office in named if office.sightings[-1][1] not in office.given_up)
        return held or tuple(f"nguyên {office.name}" for office in named if office.sightings[-1][1] in office.former)


@dataclass(frozen=True, eq=False)
class ClusterRecord(EntityRecord):
    """An emulation cluster or bloc."""

    mentions: tuple[tuple[ClusterMention, Article], ...] = ()
    """What each article says of it, in time order."""

    @property
    def sectors(self) -> tuple[str, ...]:
        """As in the texts, each once; empty when no text gives one."""
        return tuple(dict.fromkeys(mention.sector for mention, _ in self.mentions if mention.sector))


@dataclass(frozen=True, eq=False)
class ProvinceRecord(EntityRecord):
    """A province or centrally run city."""

    province: Province | None = None
    """Its entry in the lexicon; None for a name the lexicon doesn't know."""


@dataclass(frozen=True, eq=False)
class DocumentRecord(EntityRecord):
    """A numbered document, as far as kind and number tell it from others."""

    citations: tuple[tuple[DocumentCitation, Article], ...] = ()
    """What each article says of it, in time order."""

    @cached_property
    def citations_of(self) -> Mapping[str, Sequence[DocumentCitation]]:
        """The same by the article's path."""
        found: dict[str, list[DocumentCitation]] = {}
        for citation, article in self.citations:
            found.setdefault(article.path, []).append(citation)
        return found


@dataclass(frozen=True, eq=False)
class Mentions:
    """The records of one article, each tuple in step with the front matter's list of that name."""

    persons: tuple[PersonRecord, ...] = ()
    """One for each of front_matter.persons."""
    clusters: tuple[ClusterRecord, ...] = ()
    """One for each of front_matter.clusters."""
    provinces: tuple[ProvinceRecord, ...] = ()
    """One for each of front_matter.provinces."""
    documents: tuple[DocumentRecord, ...] = ()
    """One for each of front_matter.documents."""


@dataclass(frozen=True, eq=False, slots=True)
class Shown:
    """A record as the pages of others show it. Nothing else of it is there, so nothing else of it can change them."""

    name: str
    """Its name."""
    path: str
    """Its page."""
    order: tuple[object, ...]
    """Where it stands among those of its kind: follows from the name and the path."""


@dataclass(frozen=True, eq=False, slots=True)
class Mentioned:
    """The records of one article as its page shows them, each tuple in step with the front matter's list."""

    persons: tuple[Shown, ...] = ()
    """One for each of front_matter.persons."""
    clusters: tuple[Shown, ...] = ()
    """One for each of front_matter.clusters."""
    provinces: tuple[Shown, ...] = ()
    """One for each of front_matter.provinces."""
    documents: tuple[Shown, ...] = ()
    """One for each of front_matter.documents."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All articles and all records. Built once, never changed."""

    articles: tuple[Article, ...]
    """In time order: those without any date first, then by date; within one date by path."""
    persons: tuple[PersonRecord, ...]
    """By given name, Vietnamese alphabet and tones."""
    clusters: tuple[ClusterRecord, ...]
    """By name."""
    provinces: tuple[ProvinceRecord, ...]
    """By name."""
    documents: tuple[DocumentRecord, ...]
    """By kind and number."""
    mentions: Mapping[str, Mentions]
    """The records of each article, by the article's path; none in a catalogue that only tells which pages there are."""
    merged: Mapping[str, str] = field(default_factory=dict)
    """Pages that are gone because theirs is now another's: old path to the page to go to, both below the docs folder.
    The old page may still lie there as a note (`merged_into`), which is none of the site's pages."""
    set_by_hand: frozenset[str] = frozenset()
    """Pages of namesakes whom an identifier set in an article tells apart."""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """All notes, those of other pages too, by path below the docs folder."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with notes, as far as only all articles together can tell."""
    whole: Whole | None = None
    """What is known of the archive that this is a part of; None for an archive by itself."""
    by_offices: bool = False
    """Whether what articles say of offices had a say in which person is meant somewhere."""

    @property
    def is_hub(self) -> bool:
        """Whether this is the front site of an archive in parts."""
        return bool(self.whole and not self.whole.site)

    @cached_property
    def shown(self) -> Mapping[str, Shown]:
        """Each record as the pages of others show it, by its page's path."""
        kinds: tuple[tuple[EntityRecord, ...], ...] = (self.persons, self.clusters, self.provinces, self.documents)
        return {record.path: Shown(record.name, record.path, record.order) for of in kinds for record in of}

    @cached_property
    def mentioned(self) -> Mapping[str, Mentioned]:
        """The same of what each article mentions, by the article's path."""
        shown = self.shown

        def of(records: Iterable[EntityRecord]) -> tuple[Shown, ...]:
            return tuple([shown[record.path] for record in records])

        return {
            path: Mentioned(of(its.persons), of(its.clusters), of(its.provinces), of(its.documents))
            for path, its in self.mentions.items()
        }

    def mentioned_beside(self, record: EntityRecord) -> tuple[Mentioned, ...]:
        """What each article of a record mentions, in step with its articles; nothing where nothing is known of that."""
        return self.mentioned_in(record.articles)

    def mentioned_in(self, articles: Sequence[Article]) -> tuple[Mentioned, ...]:
        """The same of any articles."""
        if not self.mentions:
            return ()
        return tuple([self.mentioned[article.path] for article in articles])

    @cached_property
    def alike(self) -> Alike:
        """Which articles are one text, and which are one page."""
        return Alike.of(self.articles)

    @cached_property
    def namesakes(self) -> Mapping[str, tuple[PersonRecord, ...]]:
        """All persons of a name that several have, by the name's key, in the catalogue's order."""
        groups: dict[str, list[PersonRecord]] = {}
        for person in self.persons:
            groups.setdefault(comparison_key(person.name), []).append(person)
        return {key: tuple(group) for key, group in groups.items() if len(group) > 1}

    def evidence(self, person: PersonRecord) -> Evidence:
        """What all articles say of a person's offices, for telling namesakes apart."""
        if not self.mentions:
            return Evidence()
        if person not in self._evidence:
            self._evidence[person] = Evidence.of(
                named
                for article in person.articles
                for named, each in zip(
                    named_persons(article.front_matter, article.path), self.mentions[article.path].persons, strict=True
                )
                if each is person
            )
        return self._evidence[person]

    @cached_property
    def _evidence(self) -> dict[PersonRecord, Evidence]:
        # Few persons have namesakes, and nobody asks for the others.
        return {}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Each article's place in time order, by its path."""
        return {article.path: place for place, article in enumerate(self.articles)}

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The places of each record's articles in time order, by the path of its page."""
        kinds: tuple[tuple[EntityRecord, ...], ...] = (self.persons, self.clusters, self.provinces, self.documents)
        positions = self.positions
        return {record.path: [positions[each.path] for each in record.articles] for of in kinds for record in of}


def each_once(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles without repetition, in the order given."""
    return tuple({article.path: article for article in articles}.values())
