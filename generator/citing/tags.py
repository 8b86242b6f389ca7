"""The meta elements of a page: Dublin Core and PRISM for reference managers, Open Graph for links that are shared."""

from collections.abc import Iterable, Iterator
from html import escape

from generator.citing.names import family_first
from generator.model import FrontMatter

_OPEN_GRAPH = ("og:", "article:")

Tag = tuple[str, str]
"""Name and content."""


def article_tags(front: FrontMatter, title: str, address: str) -> Iterator[Tag]:
    """Of an article, in the names that Zotero's translators for embedded metadata and RDF read.

    There is no `og:site_name`: where the paper is unknown, Zotero would take the archive for it. The date is the
    paper's; that of the event is none of a citation's.
    """
    yield "z:itemType", "newspaperArticle"
    yield "DC.type", "newspaperArticle"
    yield "DC.title", title
    for name in front.byline:
        yield "DC.creator", family_first(name)
    if front.source.name:
        yield "DC.source", front.source.name
        yield "prism.publicationName", front.source.name
    if front.published:
        yield "DC.date", front.published
        yield "article:published_time", front.published
    yield "DC.language", "vi"
    yield "og:type", "article"
    yield from _shared(title, "", address)


def page_tags(title: str, site_name: str, description: str, address: str) -> Iterator[Tag]:
    """Of any other page."""
    yield "og:type", "website"
    if site_name:
        yield "og:site_name", site_name
    yield from _shared(title, description, address)


def _shared(title: str, description: str, address: str) -> Iterator[Tag]:
    yield "og:title", title
    if description:
        yield "og:description", description
    if address:
        yield "og:url", address


def as_html(tags: Iterable[Tag]) -> str:
    r"""The elements, a line each.

    >>> as_html([("DC.title", 'Một "bài"'), ("og:type", "article")])
    '<meta name="DC.title" content="Một &quot;bài&quot;">\n<meta property="og:type" content="article">\n'
    """
    return "".join(
        f'<meta {_attribute(name)}="{name}" content="{escape(" ".join(content.split()))}">\n' for name, content in tags
    )


def _attribute(name: str) -> str:
    return "property" if name.startswith(_OPEN_GRAPH) else "name"
