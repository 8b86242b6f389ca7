"""What a page says of itself to machines, and how people cite an article. Pure: records in, text out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator import lexicon
from generator.citing.citation import Citation, citation_of
from generator.citing.linked_data import article_data, as_script, record_data
from generator.citing.tags import article_tags, as_html, page_tags
from generator.model import Article
from generator.pages.words import article_title
from generator.records import EntityRecord, Mentioned
from generator.removed_lines import RemovedLines
from generator.translation import _

__all__ = ["AddressOf", "Citation", "Metadata", "metadata_of_article", "metadata_of_page", "metadata_of_record"]

AddressOf = Callable[[str], str]
"""The whole address of a page, by its path below the docs folder; empty where nobody knows where the site is."""


# The page stays small; `generator explain` has all.
_MOST_REMOVED = 20


@cache
def _reasons() -> Mapping[str, str]:
    """Why a line is not in an article, by the rule that took it out."""
    return {rule: words for rule, words, *_ in lexicon.rows("removal_rules.tsv")}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the frame of a page shows or says beside the page."""

    head: str
    """HTML for the page's head."""
    citation: Citation | None = None
    """How to cite it; for articles only."""
    removed: Sequence[tuple[str, str]] = ()
    """Lines of the source that are not in an article, each with the reason."""
    more_removed: int = 0
    """How many there are beside them."""


def metadata_of_article(
    article: Article, mentions: Mentioned, removed: RemovedLines, address_of: AddressOf
) -> Metadata:
    """Of the page of an article."""
    tags = article_tags(article.front_matter, article_title(article), address_of(article.path))
    data = article_data(article, mentions, address_of)
    shown = removed.lines[:_MOST_REMOVED]
    return Metadata(
        as_html(tags) + as_script(data),
        citation_of(article, address_of(article.path)),
        [(line.text, _(_reasons().get(line.rule, line.rule))) for line in shown],
        len(removed.lines) - len(shown) + removed.more,
    )


def metadata_of_record(record: EntityRecord, site_name: str, address_of: AddressOf) -> Metadata:
    """Of the page of a person, cluster, province or document."""
    address = address_of(record.path)
    description = _("{name}: các bài báo trong kho lưu trữ", name=record.name)
    tags = page_tags(record.name, site_name, description, address)
    return Metadata(as_html(tags) + as_script(record_data(record, address)))


def metadata_of_page(title: str, site_name: str, address: str) -> Metadata:
    """Of any other page."""
    return Metadata(as_html(page_tags(title, site_name, "", address)))
