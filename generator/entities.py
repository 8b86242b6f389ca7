"""The record of a person, a cluster, a province or a document from all mentions of it."""

from collections.abc import Iterable, Sequence

from generator.model import Article, ClusterMention, DocumentCitation, PersonMention
from generator.offices import fullest, office_key
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


def person_record(id_: str, found: Sequence[tuple[PersonMention, Article]], note: Note | None) -> PersonRecord:
    """A person from mentions in time order, each with its article."""
    offices: dict[str, list[tuple[str, PersonMention, Article]]] = {}
    for mention, article in found:
        for role in mention.roles:
            offices.setdefault(office_key(role), []).append((role, mention, article))
    names = [mention.name for mention, _ in found]
    shown = _shown(id_, ((mention.name, mention.id) for mention, _ in found), note)
    return PersonRecord(
        *_common("persons", id_, names, found, note, shown=shown), tuple(map(_office, offices.values()))
    )


def _office(seen: Sequence[tuple[str, PersonMention, Article]]) -> OfficeRecord:
    return OfficeRecord(
        fullest([role for role, _, _ in seen]),
        tuple((role, article) for role, _, article in seen),
        each_once(article for role, mention, article in seen if role in mention.new_roles),
        each_once(article for role, mention, article in seen if role in mention.former_roles),
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
