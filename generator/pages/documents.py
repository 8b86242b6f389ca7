"""The list of cited documents, and a page for each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, DocumentRecord
from generator.dates import PartialDate
from generator.identifiers import identifier
from generator.model import Article, DocumentCitation
from generator.pages.by_time import Said, article_part_pages, article_parts, articles_shown
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.pages.parts import Foremost, Level, Part, foremost, index_pages
from generator.records import Mentioned, Shown, each_once
from generator.resolve.identity import is_usable_id
from generator.translation import _
from generator.vietnamese import comparison_key, sort_key

# Each says who mentions it; more are mistakes of reading.
_MOST_SAID = 10
_MOST_BESIDE = 6


@dataclass(frozen=True)
class Variant:
    """A date or an issuer of a document."""

    text: str
    """In words, as the first article has it."""
    articles: tuple[Article, ...]
    """Those that say so, in time order."""


@dataclass(frozen=True)
class Year:
    """The articles of one year that cite a document."""

    year: str
    """Empty where the articles have no date."""
    articles: tuple[Article, ...]
    """In time order."""
    beside: Foremost[Shown]
    """Clusters and provinces of these articles, those of most articles."""


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all documents, then each."""
    documents = catalogue.documents
    yield from index_pages("documents", "documents.md.j2", _("Văn bản"), documents, levels=(_KIND,), values=_index)
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
    return {
        "document": record,
        "company": company(mentioned, record),
        "dates": _variants(record, lambda citation: citation.date, lambda date: PartialDate.parse(date).vietnamese),
        "issuers": _variants(record, lambda citation: citation.issuer, lambda issuer: issuer),
        "is_dated_in_two_ways": _contradict({citation.date for citation, _ in record.citations if citation.date}),
        "years": _years(record, mentioned),
        **shown,
        **in_time,
    }


def _variants(
    record: DocumentRecord, said: Callable[[DocumentCitation], str], shown: Callable[[str], str]
) -> Foremost[Variant]:
    """What articles say of a document in one respect, the earliest article first."""
    found: dict[str, tuple[str, list[Article]]] = {}
    for citation, article in record.citations:
        if said(citation):
            found.setdefault(comparison_key(said(citation)), (said(citation), []))[1].append(article)
    variants = [Variant(shown(text), each_once(articles)) for text, articles in found.values()]
    return foremost(variants, _MOST_SAID, lambda variant: len(variant.articles))


def _contradict(dates: set[str]) -> bool:
    """Whether two dates can't be both true; a month or year alone may be that of a day.

    >>> _contradict({"2016", "2016-05", "2016-05-15"}), _contradict({"2016-05-15", "2016-05-16"})
    (False, True)
    """
    longest = max(dates, key=len, default="")
    return not all(longest.startswith(date) for date in dates)


def _years(record: DocumentRecord, mentioned: Sequence[Mentioned]) -> list[Year]:
    """Who cites a document and when, by year; those without a date last."""
    years: dict[str, tuple[list[Article], list[Mentioned]]] = {}
    for article, its in zip(record.articles, mentioned, strict=True):
        articles, theirs = years.setdefault(article.front_matter.date[:4], ([], []))
        articles.append(article)
        theirs.append(its)
    in_order = sorted(years.items(), key=lambda pair: (not pair[0], pair[0]))
    return [Year(year, tuple(articles), _beside(theirs)) for year, (articles, theirs) in in_order]


def _beside(mentioned: Sequence[Mentioned]) -> Foremost[Shown]:
    counts: dict[Shown, int] = {}
    for its in mentioned:
        for each in dict.fromkeys((*its.clusters, *its.provinces)):
            counts[each] = counts.get(each, 0) + 1
    return foremost([*counts], _MOST_BESIDE, lambda each: counts[each])


def _said(record: DocumentRecord, article: Article) -> list[Said]:
    """What one article says of its date and issuer."""
    return [_in_words(citation) for citation in record.citations_of[article.path]]


def _in_words(citation: DocumentCitation) -> Said:
    return PartialDate.parse(citation.date).vietnamese if citation.date else "", citation.issuer
