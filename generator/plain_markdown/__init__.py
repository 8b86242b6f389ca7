"""Pages in the plain Markdown that this project writes, rendered twenty times as fast as by a Markdown engine.

What is not surely in that form is left to Python-Markdown, page by page: paragraphs of more lines, numbered lists,
quotes, tables without a pipe on either side, code, images, emphasis within a line, HTML other than drawings. Whatever
is rendered here Python-Markdown renders the same, byte by byte, with the extensions in `mkdocs.yml`; tests hold the two
together.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator.plain_markdown.contents import Contents, Heading
from generator.plain_markdown.figures import raw_figure
from generator.plain_markdown.form import (
    BLANK,
    CAPTION,
    CELL,
    DIVISION,
    HEADING,
    LONE_AMPERSAND,
    OPENING,
    ROW,
    SEPARATOR,
    SIGN,
    NotPlainError,
)
from generator.plain_markdown.links import Links, UrlOf

# By whether a colon stands left and right of the dashes.
_ALIGNED = {
    (False, False): "",
    (True, False): ' align="left"',
    (False, True): ' align="right"',
    (True, True): ' align="center"',
}

__all__ = ["Heading", "PlainPage", "UrlOf", "render_plain"]


@dataclass(frozen=True)
class PlainPage:
    """A rendered page."""

    content: str
    """HTML."""
    title: str | None
    """The text of the heading of the first level that opens the page, as HTML without tags; None without one."""
    contents: list[Heading]
    """The table of contents: its topmost headings."""


def render_plain(markdown: str, path: str, url_of: UrlOf) -> PlainPage | None:
    r"""The page of a text in the plain form, without front matter; None where it is not, or not all, in that form.

    path: of the page, in the docs folder. A link to a page that `url_of` does not know makes the text not plain: MkDocs
    then warns of it in its own words.

    >>> urls = {"a/mot.md": "a/mot/", "b/hai.md": "b/hai/"}
    >>> page = render_plain("# Một\n\n- [Hai](../b/hai.md#x) **ba**\n", "a/mot.md", urls.get)
    >>> page.content if page else ""
    '<h1 id="mot">Một</h1>\n<ul>\n<li><a href="../../b/hai/#x">Hai</a> <strong>ba</strong></li>\n</ul>'
    >>> render_plain("Một `mã`.", "a/mot.md", urls.get)
    """
    try:
        return _Page(Links(path, url_of)).rendered(markdown)
    except NotPlainError:
        return None


class _Page:
    """One page while it is rendered."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._contents = Contents()

    def rendered(self, markdown: str) -> PlainPage:
        pieces: list[str] = []
        before = ""
        closing = ""
        for block in BLANK.split(markdown.strip("\n")):
            if block.startswith("- "):
                # A list after a list goes on with it, in another form.
                if before == "list":
                    raise NotPlainError
                piece, before = self._list(block), "list"
            elif block.startswith("#") and not closing:
                piece, before = self._heading(block), "heading"
            elif block.startswith("|"):
                piece, before = self._table(block), "table"
            elif block.startswith(("<div ", "<nav ")) and not closing:
                (piece, closing), before = _division(block), "opening"
            elif block.startswith("<figure ") and not closing:
                piece, before = raw_figure(block), "figure"
            elif closing and block == closing and before != "opening":
                piece, before, closing = block, "closing", ""
            else:
                piece, before = self._paragraph(block), "paragraph"
            pieces.append(piece)
        if closing:
            raise NotPlainError
        headings = self._contents.headings
        return PlainPage(
            "\n".join(pieces).strip(),
            headings[0].title if pieces[0].startswith("<h1") else None,
            self._contents.nested(),
        )

    def _paragraph(self, block: str) -> str:
        caption = CAPTION.fullmatch(block)
        if caption:
            return f"<p><em>{self._line(caption[1])}</em></p>"
        if "\n" in block or OPENING.match(block):
            raise NotPlainError
        return f"<p>{self._line(block)}</p>"

    def _heading(self, block: str) -> str:
        match = HEADING.fullmatch(block)
        if not match:
            raise NotPlainError
        level, text = len(match[1]), self._line(match[2])
        return f'<h{level} id="{self._contents.add(level, text)}">{text}</h{level}>'

    def _list(self, block: str) -> str:
        pieces = ["<ul>"]
        end = ""
        for line in block.split("\n"):
            if line.startswith("- "):
                pieces += [end, "\n<li>"]
                text, end = line[2:], "</li>"
            elif line.startswith("    - ") and end:
                pieces.append("<ul>\n<li>" if end == "</li>" else "</li>\n<li>")
                text, end = line[6:], "</li>\n</ul>\n</li>"
            else:
                raise NotPlainError
            if OPENING.match(text):
                raise NotPlainError
            pieces.append(self._line(text))
        return "".join([*pieces, end, "\n</ul>"])

    def _table(self, block: str) -> str:
        head, separator, *rows = block.split("\n") if "\n" in block else (block, "")
        if not rows or not SEPARATOR.fullmatch(separator):
            raise NotPlainError
        starts = [_ALIGNED[cell[1] == ":", cell[-2] == ":"] for cell in separator[1:-1].split("|")]
        pieces = ["<table>\n<thead>", *self._row(head, "th", starts), "</thead>\n<tbody>"]
        for row in rows:
            pieces += self._row(row, "td", starts)
        return "\n".join([*pieces, "</tbody>\n</table>"])

    def _row(self, row: str, tag: str, starts: Sequence[str]) -> Iterator[str]:
        # Behind the last bar there is one more, of nothing.
        cells = CELL.findall(row, 1)[:-1] if ROW.fullmatch(row) else ()
        if len(cells) != len(starts):
            raise NotPlainError
        yield "<tr>"
        for start, cell in zip(starts, cells, strict=True):
            yield f"<{tag}{start}>{self._line(cell.strip(' '))}</{tag}>"
        yield "</tr>"

    def _line(self, text: str) -> str:
        return SIGN.sub(self._html, text)

    def _html(self, match: re.Match[str]) -> str:
        """What a sign of Markdown is in HTML."""
        write = self._WRITTEN.get(match.lastgroup)
        if write is None:
            raise NotPlainError
        return write(self, match)

    def _tag(self, match: re.Match[str]) -> str:
        return match[0]

    def _link(self, match: re.Match[str]) -> str:
        shown, page, anchor = match.group("shown", "page", "anchor")
        return f'<a href="{self._links.href(page, anchor)}">{self._line(shown)}</a>'

    def _link_out(self, match: re.Match[str]) -> str:
        return f'<a href="{LONE_AMPERSAND.sub("&amp;", match["web"])}">{self._line(match["shown"])}</a>'

    def _strong(self, match: re.Match[str]) -> str:
        text, start = match["strong"], match.start()
        # Elsewhere the asterisks may pair in another way.
        if not text or text[0].isspace() or text[-1].isspace() or match.string[start - 1 : start] not in ("", " "):
            raise NotPlainError
        return f"<strong>{self._line(text)}</strong>"

    def _entity(self, match: re.Match[str]) -> str:
        return match[0]

    def _ampersand(self, _match: re.Match[str]) -> str:
        return "&amp;"

    def _escaped(self, match: re.Match[str]) -> str:
        return match["escaped"]

    _WRITTEN: ClassVar[dict[str | None, Callable[["_Page", re.Match[str]], str]]] = {
        "tag": _tag,
        "page": _link,
        "anchor": _link,
        "web": _link_out,
        "strong": _strong,
        "entity": _entity,
        "ampersand": _ampersand,
        "escaped": _escaped,
    }


def _division(block: str) -> tuple[str, str]:
    """The tags that open and close it."""
    match = DIVISION.fullmatch(block)
    if not match:
        raise NotPlainError
    # Python-Markdown writes attributes by name.
    return f'<{match["tag"]}{match["label"] or ""} class="{match["kind"]}">', f"</{match['tag']}>"
