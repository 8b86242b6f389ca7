"""Links that people wrote from one article or note to another, where the other is in another part now."""

import posixpath
import re
from collections.abc import Callable
from html import escape
from urllib.parse import unquote, urlsplit

from generator.checks.links import masked

# As in checks/links.py, but taken apart.
_INLINE = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\\]*(?:(?:\\.|\[[^\[\]]*\])[^\[\]\\]*){0,50})\]\(\s{0,9}"
    r"(?:<(?P<closed>[^<>\n]*)>|(?P<bare>[^\s()<>]+))(?:\s{1,9}(?:\"[^\"]*\"|'[^']*'))?\s{0,9}\)",
    re.DOTALL,
)


def relinked(text: str, page: str, address_of: Callable[[str], str]) -> str:
    """The text with each link to a page of another part as an HTML link there, which no engine takes for its own.

    page: its path. address_of: for the path of a page, its address elsewhere; empty where it is here or nowhere. A link
    by reference ([text][name]) stays as it is.

    >>> relinked("[A](b.md#x), [C](c.md)", "articles/a.md", lambda path: "../b/" if path == "articles/b.md" else "")
    '<a href="../b/#x">A</a>, [C](c.md)'
    """
    if "](" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for match in _INLINE.finditer(masked(text)):
        try:
            parts = urlsplit(match["closed"] or match["bare"] or "")
        except ValueError:
            continue
        if parts.scheme or parts.netloc or not parts.path.endswith(".md"):
            continue
        address = address_of(posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))))
        if address:
            anchor = f"#{parts.fragment}" if parts.fragment else ""
            link = f'<a href="{escape(address + anchor)}">{text[match.start("text") : match.end("text")]}</a>'
            pieces += [text[done : match.start()], link]
            done = match.end()
    return "".join([*pieces, text[done:]])
