"""The list of cited documents, and a page for each."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, DocumentRecord
from generator.dates import PartialDate
from generator.identifiers import identifier
from generator.model import Article, DocumentCitation
from generator.pages.by_time import Said, article_part_pages, article_parts, articles_shown
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.pages.parts import Level, Part, index_pages
from generator.records import Mentioned
from generator.resolve.identity import is_usable_id
from generator.vietnamese import comparison_key, sort_key


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all documents, then each."""
    documents = catalogue.documents
    yield from index_pages("documents", "documents.md.j2", "Văn bản", documents, levels=(_KIND,), values=_index)
    for record in documents:
        parts = article_parts(record)
        values = partial(_document, record, catalogue.mentioned_beside(record), parts)
        yield GeneratedPage(record.path, "document.md.j2", record.name, values)
        yield from article_part_pages(record, parts, partial(_said, record))


def _kind(record: DocumentRecord) -> str:
    return record.citations[0][0].kind or "Văn bản"


def _in_address(kind: str) -> str:
    found = identifier(kind)
    return found if is_usable_id(found) else "0"


_KIND = Level[DocumentRecord](lambda record: _in_address(_kind(record)), lambda records: _kind(records[0]))


def _index(documents: Sequence[DocumentRecord]) -> dict[str, Any]:
    """Documents under their kind."""
    kinds: dict[str, tuple[str, list[DocumentRecord]]] = {}
    for record in documents:
        kinds.setdefault(comparison_key(_kind(record)), (_kind(record), []))[1].append(record)
    return {"kinds": sorted(kinds.values(), key=lambda pair: sort_key(pair[0]))}


def _document(record: DocumentRecord, mentioned: Sequence[Mentioned], parts: Sequence[Part[Article]]) -> dict[str, Any]:
    """What each article says of a document's date and issuer."""
    shown = articles_shown(record, parts, partial(_said, record))
    in_time = {} if parts else {"articles": record.articles}
    return {"document": record, "company": company(mentioned, record), **shown, **in_time}


def _said(record: DocumentRecord, article: Article) -> list[Said]:
    """What one article says of its date and issuer."""
    return [_in_words(citation) for citation in record.citations_of[article.path]]


def _in_words(citation: DocumentCitation) -> Said:
    return PartialDate.parse(citation.date).vietnamese if citation.date else "", citation.issuer
