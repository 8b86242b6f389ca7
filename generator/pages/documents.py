"""The list of cited documents, and a page for each."""

from collections.abc import Iterator
from typing import Any

from generator.catalogue import Catalogue
from generator.dates import PartialDate
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.vietnamese import comparison_key, sort_key


def index_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """All documents, under their kind."""
    kinds: dict[str, tuple[str, list[Any]]] = {}
    for record in catalogue.documents:
        kind = record.citations[0][0].kind or "Văn bản"
        kinds.setdefault(comparison_key(kind), (kind, []))[1].append(record)
    in_order = sorted(kinds.values(), key=lambda pair: sort_key(pair[0]))
    yield GeneratedPage("documents/index.md", "Văn bản", {"kinds": in_order})


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """Each document: what each article says of its date and issuer."""
    for record in catalogue.documents:
        citations = [
            (PartialDate.parse(citation.date).vietnamese if citation.date else "", citation.issuer, article)
            for citation, article in record.citations
        ]
        values = {"document": record, "citations": citations, "company": company(catalogue, record)}
        yield GeneratedPage(record.path, record.name, values)
