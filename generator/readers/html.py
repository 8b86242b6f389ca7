"""Saved HTML pages (optional extra `html`): the words of the article from the page itself, and what stands around it.

The words of a page are the visible ones (`web_page.lines`): no scripts, styles, comments, attributes such as a
picture's alternative text, and nothing that browsers only show in place of something else. Each line of them is either
in the text or in `Given.outside`; trafilatura judges which, and a few rules on what stands beside its choice.
"""

import re
from collections.abc import Sequence
from contextlib import suppress

from generator.readers import text
from generator.readers.encodings import decode
from generator.readers.encodings.tables import OLD_ENCODINGS
from generator.readers.raw import Content, Given
from generator.readers.rows import published
from generator.readers.web_page import head as page_head
from generator.readers.web_page.article import is_article, title_of, with_surroundings
from generator.readers.web_page.line import text_of
from generator.readers.web_page.parsing import NO_ARTICLE, chosen, parsed
from generator.settings import USUAL_LIMITS, Limits
from generator.vietnamese import comparison_key

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{3,30})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{3,30})",
    re.IGNORECASE,
)
_LONGEST_HEAD = 4096
# Bytes beyond ASCII as signs that are no space and no markup to anybody.
_AS_PRIVATE = {code: 0xE000 + code for code in range(0x80, 0x100)}
_AS_BYTES = {private: code for code, private in _AS_PRIVATE.items()}
_OLD = {b"windows-1258": "Windows-1258", b"viscii": "VISCII"}


def read(data: bytes, limits: Limits = USUAL_LIMITS) -> Content:
    """The article of a page, its title first, one line a block, with what is given beside it.

    Raises ValueError where the page has no article, is no page, or is far larger than pages are.
    """
    source, notes = _decoded(data, limits)
    page, tree = parsed(source, limits)
    lines = page.lines.close()
    found = chosen(lines, tree)
    if not found:
        raise ValueError(NO_ARTICLE)
    head, nodes = page.head, page_head.article_nodes(page.head)
    site = page_head.paper(head, nodes)
    said = page_head.says_article(head) or bool(nodes)
    title, at = title_of(lines, min(found), page_head.titles(head, nodes, site), sure=said)
    kept = with_surroundings(lines, found, at)
    if not is_article(title, lines, kept):
        raise ValueError(NO_ARTICLE)
    body = [lines[n] for n in sorted(kept) if n != at]
    written, captions = text_of(title, body)
    day, words = _day(page_head.days(head, nodes))
    given = Given(
        title=title,
        url=page_head.address(head),
        published=day,
        published_words=words,
        byline=page_head.authors(head, nodes, site, comparison_key("\n".join(line.text for line in lines))),
        paper=site,
        captions=captions,
        outside=tuple((0, line.text) for n, line in enumerate(lines) if n not in kept and n != at),
    )
    return Content(written, given, notes)


def _decoded(data: bytes, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """The page as text, and how it was decoded. Raises ValueError where it is no text."""
    try:
        content = text.read(data, limits)
    except ValueError:
        told = _old_encoding(data, limits)
        declared = "" if told else _declared(data)
        if not told and not declared:
            raise
        note = f"read as {told}" if told else f"read as {declared}, as the page says"
        return OLD_ENCODINGS[told or declared](data), (note,)
    return content.text, content.notes


def _old_encoding(data: bytes, limits: Limits) -> str:
    """The encoding of a page from before Unicode, as its visible text tells; empty where that could be several."""
    try:
        page, _ = parsed(data.decode("latin-1").translate(_AS_PRIVATE), limits)
    except ValueError:
        return ""
    words = "\n".join(line.text for line in page.lines.close()).translate(_AS_BYTES)
    with suppress(ValueError):
        found = decode(words.encode("latin-1", "replace")).encoding
        return found if found in OLD_ENCODINGS else ""
    return ""


def _declared(data: bytes) -> str:
    """The old encoding a page says it is in, where it can be; asked last, for such words are often wrong."""
    said = _DECLARED.search(data[:_LONGEST_HEAD])
    name = _OLD.get((said[1] or said[2]).lower().removeprefix(b"x-"), "") if said else ""
    with suppress(UnicodeDecodeError):
        return name if name and OLD_ENCODINGS[name](data) else ""
    return ""


def _day(told: Sequence[page_head.Told]) -> tuple[str, str]:
    """The day of publication, and the words for it; nothing where the page names several."""
    found = {day: words for day, words in (published(each.value) for each in reversed(told)) if day}
    return next(iter(found.items())) if len(found) == 1 else ("", "")
