"""The words a reader sees of an article's Markdown."""

import html
import re
from unicodedata import normalize

# No part of it can run on past the next mark of its kind, so the time grows as the length. What the generator writes
# uses few of these; people who correct an article by hand may use all. Every part looks back at its first character:
# a class before them all lets the engine pass over the letters between at once.
_MARKDOWN = re.compile(
    r"[\\&<\]{!\[*`_|\n](?:"
    r"(?<=\\)(?P<escaped>[\\`*_{}\[\]()>#+\-.!])"
    r"|(?P<entity>(?<=&)\#?\w{1,32};)"
    r"|(?<=<)(?P<autolink>https?://[^\s<>]{1,2000})>"
    r"|(?P<tag>(?<=<)(?:/?[A-Za-z][^<>]{0,2000}>|!--[^<]{0,2000}-->))"
    r"|(?P<target>(?<=\])(?:\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,500}\")?\)|\[[^\[\]\n]{0,200}\]))"
    r"|(?P<attributes>(?<=\{):?[ ]?[#.][^{}\n]{0,200}\})"
    r"|(?P<line>(?<=\n)[ ]{0,3}(?:\#{1,6}[ ]|>[ ]?|[-+*][ ]|\d{1,9}[.)][ ]|\|?[-:| ]{3,200}$))"
    r"|(?P<cell>(?<=\|))"
    r"|(?P<mark>(?<=!)\[|(?<=\[)|(?<=\*)\*{0,2}|(?<=`)`{0,2}|(?<![^\W_]_)(?<=_)_{0,2}|(?<=_)_{0,2}(?![^\W_]))"
    r")",
    re.MULTILINE,
)


def plain_text(markdown: str) -> str:
    """The words a reader sees of an article's Markdown, on one line.

    >>> plain_text("*Ảnh:* [Hà Nội](../provinces/ha-noi.md) có 35&#124;74 &amp; hơn")
    'Ảnh: Hà Nội có 35|74 & hơn'
    """
    return one_line(_MARKDOWN.sub(_plain_match, f"\n{markdown}"))


def _plain_match(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("escaped", "autolink"):
        return match[kind]
    if kind == "entity":
        return html.unescape(match[0])
    return " " if kind in ("tag", "line", "cell") else ""


def one_line(text: str) -> str:
    """The text composed (NFC), its white space as single spaces."""
    return normalize("NFC", " ".join(text.split()))
