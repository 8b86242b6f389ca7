"""The record of a person, a cluster, a province or a document from all mentions of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.model import Article, ClusterMention, DocumentCitation, PersonMention
from generator.offices import fullest, office_key, without_former
from generator.provinces import province_named
from generator.records import (
    ClusterRecord,
    DocumentRecord,
    OfficeRecord,
    PersonRecord,
    ProvinceRecord,
    each_once,
)
from generator.resolve.identity import shown_name
from generator.resolve.notes import Note
from generator.vietnamese import comparison_key


class _Sighting(NamedTuple):
    """One office of one person in one article."""

    spelling: str
    article: Article
    is_taken_up: bool
    is_given_up: bool
    is_former: bool


def person_record(id_: str, found: Sequence[tuple[PersonMention, Article]], note: Note | None) -> PersonRecord:
    """A person from mentions in time order, each with its article."""
    offices: dict[str, list[_Sighting]] = {}
    for mention, article in found:
        for key, sighting in _sightings(mention, article):
            offices.setdefault(key, []).append(sighting)
    names = [mention.name for mention, _ in found]
    shown = _shown(id_, ((mention.name, mention.id) for mention, _ in found), note)
    return PersonRecord(
        *_common("persons", id_, names, found, note, shown=shown), tuple(map(_office, offices.values()))
    )


def _sightings(mention: PersonMention, article: Article) -> Iterator[tuple[str, _Sighting]]:
    """Each office that an article gives a person, under its key; "nguyên Bí thư" (former secretary) is a "Bí thư"."""
    changes = mention.new_roles or mention.former_roles
    new = set(map(office_key, mention.new_roles)) if changes else ()
    former = {office_key(without_former(role)) for role in mention.former_roles} if changes else ()
    for role in mention.roles:
        spelling = without_former(role)
        key = office_key(spelling)
        is_former = spelling != role
        yield key, _Sighting(spelling, article, key in new, is_former or key in former, is_former)


def _office(seen: Sequence[_Sighting]) -> OfficeRecord:
    return OfficeRecord(
        fullest([each.spelling for each in seen]),
        tuple((each.spelling, each.article) for each in seen),
        each_once(each.article for each in seen if each.is_taken_up),
        each_once(each.article for each in seen if each.is_given_up),
        each_once(each.article for each in seen if each.is_former),
    )


def cluster_record(id_: str, found: Sequence[tuple[ClusterMention, Article]], note: Note | None) -> ClusterRecord:
    """A cluster from mentions in time order, each with its article."""
    names = [mention.name for mention, _ in found]
    shown = _shown(id_, ((mention.name, mention.id) for mention, _ in found), note)
    return ClusterRecord(*_common("clusters", id_, names, found, note, shown=shown), tuple(found))


def province_record(id_: str, found: Sequence[tuple[str, Article]], note: Note | None) -> ProvinceRecord:
    """A province from the names it has in articles, in time order; called as in the lexicon, where it is there."""
    names = [name for name, _ in found]
    known = [province for province in map(province_named, names) if province]
    province = next((each for each in known if each.id == id_), known[0] if known else None)
    shown = province.name if province else ""
    return ProvinceRecord(*_common("provinces", id_, names, found, note, shown=shown), province)


def document_record(id_: str, found: Sequence[tuple[DocumentCitation, Article]], note: Note | None) -> DocumentRecord:
    """A document from citations in time order, each with its article."""
    names = [document_name(citation) for citation, _ in found]
    return DocumentRecord(*_common("documents", id_, names, found, note), tuple(found))


def document_name(citation: DocumentCitation) -> str:
    """How a document is called on the site.

    >>> document_name(DocumentCitation("Chỉ thị", "05-CT/TW"))
    'Chỉ thị số 05-CT/TW'
    """
    return f"{citation.kind or 'Văn bản'} số {citation.number}"


def _shown(id_: str, names: Iterable[tuple[str, str]], note: Note | None) -> str:
    """The name to show: none that a note calls an alias or that came by a merge. names: each with the article's id."""
    aliases = {comparison_key(alias) for alias in note.aliases} if note else set()
    own = [name for name, given in names if given in {"", id_} and comparison_key(name) not in aliases]
    return shown_name(own) if own else ""


def _common(
    folder: str,
    id_: str,
    names: Sequence[str],
    found: Iterable[tuple[object, Article]],
    note: Note | None,
    *,
    shown: str = "",
) -> tuple[str, str, str, tuple[Article, ...], tuple[str, ...], Note | None]:
    """The fields that all records have. The name in a note is the one to show."""
    name = (note and note.name) or shown or shown_name(names)
    articles = each_once(article for _, article in found)
    spellings = dict.fromkeys([name, *names, *(note.aliases if note else ())])
    return id_, name, f"{folder}/{id_}.md", articles, tuple(spellings), note
