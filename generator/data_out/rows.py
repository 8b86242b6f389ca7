"""What stands in the tables, row by row: nothing is kept, however large the archive is."""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.data_out.links import SiteLinks
from generator.data_out.posts import Organization, Post, led_provinces, organization_of, post_of, stable_id
from generator.data_out.tables import Record, Row, Value
from generator.model import Article
from generator.offices import office_key
from generator.provinces import province_named
from generator.records import Catalogue, EntityRecord, OfficeRecord, PersonRecord
from generator.settings import ARTICLES

_BETWEEN = "; "
# What a database can hold as a whole number.
_LARGEST = 1 << 63


def article_id(path: str) -> str:
    """An article's identifier, by its path: its file's name, below the folder of articles, without ending."""
    return path.removeprefix(f"{ARTICLES}/").removesuffix(".md")


def articles(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """In time order."""
    for article in catalogue.articles:
        front, mentions, id_ = article.front_matter, catalogue.mentions[article.path], article_id(article.path)
        row = (
            id_,
            front.title,
            front.title_made,
            front.date or None,
            front.date_basis or None,
            front.period or None,
            front.published or None,
            front.place or None,
            _listed(front.byline),
            front.source.name or None,
            front.source.url or None,
            front.source_file or None,
            links.address(article.path),
            *same_as(catalogue, article),
        )
        persons: Iterator[Row] = (
            (
                *(id_, number, record.id, mention.name),
                *(_listed(mention.roles), _listed(mention.new_roles), _listed(mention.former_roles)),
            )
            for number, (record, mention) in enumerate(zip(mentions.persons, front.persons, strict=True), 1)
        )
        provinces: Iterator[Row] = (
            (id_, number, record.id, name)
            for number, (record, name) in enumerate(zip(mentions.provinces, front.provinces, strict=True), 1)
        )
        yield Record(row, (persons, provinces))


def same_as(catalogue: Catalogue, article: Article) -> tuple[str | None, str | None]:
    """The first article of an article's text, and the first of its page; None for each that it is itself."""
    prints, page = catalogue.alike.texts.get(article.path), catalogue.alike.pages.get(article.path)
    firsts = (prints.articles[0] if prints else article, page[0] if page else article)
    of_text, of_page = (None if first is article else article_id(first.path) for first in firsts)
    return of_text, of_page


def persons(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """In the site's order; so are all others."""
    for person in catalogue.persons:
        yield Record((*_named(person), *_seen(person.articles), links.address(person.path)))


Held = tuple[PersonRecord, OfficeRecord, Post, Organization | None]
"""An office of a person, taken apart, and the body it is surely in."""


@lru_cache(maxsize=1)  # half a dozen files ask for it, and it is little beside the records
def held(catalogue: Catalogue) -> tuple[Held, ...]:
    """Every office of every person."""
    return tuple(_held(catalogue))


def _held(catalogue: Catalogue) -> Iterator[Held]:
    provinces = _ids(catalogue)
    for person in catalogue.persons:
        if not person.offices:
            continue
        led = led_provinces(
            (mention, article.front_matter)
            for article in person.articles
            for record, mention in zip(
                catalogue.mentions[article.path].persons, article.front_matter.persons, strict=True
            )
            if record is person
        )
        for office in person.offices:
            post = post_of(office.name)
            # A province that no article names has no record to refer to.
            found = provinces & led.get(office_key(office.name), frozenset())
            yield person, office, post, organization_of(post, found)


def membership_id(person: PersonRecord, office: OfficeRecord) -> str:
    """The identifier of a person's office."""
    return f"{person.id}/{_office_id(office_key(office.name))}"


_office_id = lru_cache(maxsize=1 << 14)(stable_id)


@lru_cache(maxsize=1 << 14)
def organization_id(organization: Organization) -> str:
    """The identifier of an organisation."""
    return stable_id(organization.name, *filter(None, (organization.province,)))


def memberships(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """Person by person, office by office in order of first sighting."""
    del links
    for person, office, post, organization in held(catalogue):
        id_ = membership_id(person, office)
        row = (
            *(id_, person.id, office.name, post.role, post.organization or None),
            organization_id(organization) if organization else None,
            len(office.articles),
            *_first_and_last(office.held),
            bool(office.taken_up),
            bool(office.given_up),
        )
        said = changes(office)
        each = dict.fromkeys((article.path, spelling) for spelling, article in office.sightings)
        sightings: Iterator[Row] = ((id_, article_id(path), spelling, said.get(path)) for path, spelling in each)
        yield Record(row, (sightings,))


def changes(office: OfficeRecord) -> dict[str, str]:
    """What articles say of a change, by their paths."""
    said = {"given_up": office.given_up, "former": office.former, "taken_up": office.taken_up}
    return {article.path: change for change, some in said.items() for article in some}


def organizations(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """Those that memberships refer to, by identifier, each under its first name."""
    del links
    for id_, (name, province) in sorted(named_organizations(catalogue).items()):
        yield Record((id_, name, province or None))


def named_organizations(catalogue: Catalogue) -> dict[str, Organization]:
    """The organisations that some office is in, by identifier; each in the spelling that writes most out."""
    found: dict[str, Organization] = {}
    for _, _, _, organization in held(catalogue):
        if organization:
            id_ = organization_id(organization)
            found[id_] = max(found.get(id_, organization), organization, key=_fullness)
    return found


def _fullness(organization: Organization) -> tuple[bool, int, str]:
    name = organization.name
    return name[:1].isupper(), len(name), name


def clusters(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """With what each article says of them."""
    provinces = _ids(catalogue)
    for cluster in catalogue.clusters:
        row = (*_named(cluster), _listed(cluster.sectors), *_seen(cluster.articles), links.address(cluster.path))
        mentions: list[Row] = []
        members: list[Row] = []
        for article in cluster.articles:
            id_ = article_id(article.path)
            records = catalogue.mentions[article.path].clusters
            for number, (record, mention) in enumerate(zip(records, article.front_matter.clusters, strict=True), 1):
                if record is not cluster:
                    continue
                said = (mention.name, mention.number, mention.sector or None, mention.leader or None)
                mentions.append((id_, number, cluster.id, *said))
                members += (
                    (cluster.id, id_, number, position, member, _province(member, provinces))
                    for position, member in enumerate(mention.members, 1)
                )
        yield Record(row, (tuple(mentions), tuple(members)))


def provinces(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """Those that articles name."""
    for record in catalogue.provinces:
        successor = record.province.successor if record.province else None
        yield Record((*_named(record), successor, *_seen(record.articles), links.address(record.path)))


def documents(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """With what each article says of them."""
    for record in catalogue.documents:
        citations: list[Row] = []
        for article in record.articles:
            others = catalogue.mentions[article.path].documents
            for number, (other, cited) in enumerate(zip(others, article.front_matter.documents, strict=True), 1):
                if other is record:
                    said = (cited.kind or None, cited.number, cited.date or None, cited.issuer or None)
                    citations.append((article_id(article.path), number, record.id, *said))
        row = (record.id, record.name, *_seen(record.articles), links.address(record.path))
        yield Record(row, (tuple(citations),))


def figures(catalogue: Catalogue, links: SiteLinks) -> Iterator[Record]:
    """Article by article."""
    del links
    for article in catalogue.articles:
        id_ = article_id(article.path)
        for number, figure in enumerate(article.front_matter.figures, 1):
            yield Record((id_, number, as_number(figure.value), figure.unit or None, figure.quote or None))


def as_number(value: float) -> int | float | None:
    """A number as JSON and databases know them; None for what is none there."""
    if isinstance(value, int) and abs(value) < _LARGEST:
        return value
    try:
        return value if math.isfinite(value := float(value)) else None
    except OverflowError:
        return None


def _listed(texts: Iterable[str]) -> str | None:
    return _BETWEEN.join(texts) or None


def _named(record: EntityRecord) -> tuple[Value, ...]:
    return record.id, record.name, _listed((*record.other_names, *record.other_spellings))


def _seen(its_articles: tuple[Article, ...]) -> tuple[Value, ...]:
    """How many they are, the first and the last date among them."""
    return len(its_articles), *_first_and_last(its_articles)


def _first_and_last(its_articles: tuple[Article, ...]) -> tuple[str | None, str | None]:
    # In time order, those without a date first.
    first = next((article.front_matter.date for article in its_articles if article.front_matter.date), None)
    return first, its_articles[-1].front_matter.date or None if its_articles else None


def _ids(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(record.id for record in catalogue.provinces)


def _province(member: str, there: frozenset[str]) -> str | None:
    province = province_named(member)
    return province.id if province and province.id in there else None


def counts(catalogue: Catalogue) -> dict[str, int]:
    """How many rows each table has, by name: without making them."""
    fronts = [article.front_matter for article in catalogue.articles]
    clusters = [mention for front in fronts for mention in front.clusters]
    offices = [office for person in catalogue.persons for office in person.offices]
    return {
        "articles": len(fronts),
        "article_persons": sum(len(front.persons) for front in fronts),
        "article_provinces": sum(len(front.provinces) for front in fronts),
        "persons": len(catalogue.persons),
        "memberships": len(offices),
        "membership_articles": sum(
            len({(article.path, spelling) for spelling, article in office.sightings}) for office in offices
        ),
        "organizations": len(named_organizations(catalogue)),
        "clusters": len(catalogue.clusters),
        "article_clusters": len(clusters),
        "cluster_members": sum(len(mention.members) for mention in clusters),
        "provinces": len(catalogue.provinces),
        "documents": len(catalogue.documents),
        "article_documents": sum(len(front.documents) for front in fronts),
        "figures": sum(len(front.figures) for front in fronts),
    }
