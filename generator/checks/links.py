"""Links that people wrote in articles and notes: where they stand, and what is wrong with those within the archive."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# Text of a link may hold one pair of brackets, its address one of parentheses.
_INLINE = re.compile(
    r"\[[^\[\]\\]*(?:(?:\\.|\[[^\[\]]*\])[^\[\]\\]*){0,50}\]\(\s{0,9}"
    r"(?:<(?P<closed>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?))"
    r"(?:\s{1,9}(?:\"[^\"]*\"|'[^']*'))?\s{0,9}\)",
    re.DOTALL,
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?P<address>[^\s<>]+)>?", re.MULTILINE)
# Bounded, or each of many lone backticks would look for its like to the end.
_CODE = re.compile(
    r"^(?P<fence>`{3,20}|~{3,20}).*?(?:^(?P=fence)|\Z)|(?<!\\)(?P<ticks>`{1,20})[^`].{0,500}?(?P=ticks)",
    re.MULTILINE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\[\\\[\]]")


@dataclass(frozen=True)
class Link:
    """A link as written."""

    line: int
    """Line of the body, counted from 1."""
    address: str
    """Where it leads."""


@dataclass(frozen=True)
class Places:
    """Where links may lead."""

    pages: Collection[str]
    """Pages by path below the docs folder."""
    is_file: Callable[[str], bool]
    """Whether another file lies there, such as a picture."""
    anchors: Callable[[str], Collection[str]]
    """The anchors of a page."""
    gone: Mapping[str, str]
    """Pages that are gone, with the page that stands for each; empty where none does."""


def links_in(body: str) -> Iterator[Link]:
    r"""The links in Markdown, but not those in code.

    >>> list(links_in("a [b](c.md)\n\n`[x](y)` [d]: e\n[d]: <e.md#f>\n"))
    [Link(line=1, address='c.md'), Link(line=4, address='e.md#f')]
    """
    if "](" not in body and "]:" not in body:
        return
    text = masked(body)
    found = [(match.start(), match["closed"] or match["bare"] or "") for match in _INLINE.finditer(text)]
    found += [(match.start(), match["address"]) for match in _DEFINITION.finditer(text)]
    for position, address in sorted(found):
        yield Link(text.count("\n", 0, position) + 1, address)


def masked(body: str) -> str:
    r"""Markdown with spaces for what is code or escaped: a link found in it is one, at the same place.

    >>> masked("`[x](y)` \\[")
    '           '
    """
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body) if "`" in body or "~~~" in body else body
    return _ESCAPED.sub("  ", text)


def wrong_link(address: str, page: str, places: Places) -> tuple[str, str] | None:
    """What is wrong with a link on a page, and what to do; None for a good one, and for any that leaves the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"no address: {address}", "mend it"
    if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
        return None
    if parts.path.startswith("/"):
        return f"{address} begins at the root of the host", "write it from this file: ../persons/name.md"
    folder = posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else page
    if target not in places.pages or parts.path.endswith("/"):
        return _wrong_path(address, target, folder, places)
    anchor = unquote(parts.fragment)
    if anchor and anchor not in places.anchors(target):
        return f"{address}: the page has no place named #{anchor}", "take the name from the page, or leave it out"
    return None


def _wrong_path(address: str, target: str, folder: str, places: Places) -> tuple[str, str] | None:
    """The same for a link to what is none of the pages."""

    def write(path: str, otherwise: str) -> str:
        return f"write {posixpath.relpath(path, folder or '.')}" if path else otherwise

    if target in places.gone:
        return f"{address} leads to a page that is gone", write(places.gone[target], "take it out")
    if not target.startswith("../") and places.is_file(target):
        return None
    meant = next((path for path in (f"{target}.md", f"{target}/index.md") if path in places.pages), "")
    return f"{address} leads to no file of the archive", write(meant, "mend it or take it out")
