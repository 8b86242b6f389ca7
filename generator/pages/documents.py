"""The list of cited documents, and a page for each."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, DocumentRecord
from generator.dates import PartialDate
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.vietnamese import comparison_key, sort_key


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all documents, then each."""
    yield GeneratedPage("documents/index.md", "documents.md.j2", "Văn bản", partial(_index, catalogue))
    for record in catalogue.documents:
        yield GeneratedPage(record.path, "document.md.j2", record.name, partial(_document, catalogue, record))


def _index(catalogue: Catalogue) -> dict[str, Any]:
    """All documents, under their kind."""
    kinds: dict[str, tuple[str, list[Any]]] = {}
    for record in catalogue.documents:
        kind = record.citations[0][0].kind or "Văn bản"
        kinds.setdefault(comparison_key(kind), (kind, []))[1].append(record)
    in_order = sorted(kinds.values(), key=lambda pair: sort_key(pair[0]))
    return {"kinds": in_order}


def _document(catalogue: Catalogue, record: DocumentRecord) -> dict[str, Any]:
    """What each article says of a document's date and issuer."""
    citations = [
        (PartialDate.parse(citation.date).vietnamese if citation.date else "", citation.issuer, article)
        for citation, article in record.citations
    ]
    return {"document": record, "citations": citations, "company": company(catalogue, record)}
