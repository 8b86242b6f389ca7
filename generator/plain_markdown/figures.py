"""Drawings: a block of raw HTML in `<figure class="…">`, which Markdown leaves as it is."""

import re

from generator.plain_markdown.form import NotPlainError

# Elements that HTML parsers treat as any other: nothing whose content is no HTML, or which has no end.
_TAG = (
    r"(?:a|b|caption|circle|clipPath|defs|desc|div|ellipse|em|figcaption|figure|g|h[2-6]|i|li|line|ol|p|path|pattern|"
    r"polygon|polyline|rect|small|span|strong|svg|table|tbody|td|text|th|thead|title|tr|tspan|ul|use)"
)
_ENTITY = r"&(?:\#[0-9]+|[A-Za-z][A-Za-z0-9]*);"
# No tab and no other control sign: Python-Markdown replaces them before it looks for HTML.
_NO_TEXT = r"<>&\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
_ATTRIBUTE = rf"[a-z][A-Za-z0-9:-]*=\"(?:[^\"\n{_NO_TEXT}]|{_ENTITY})*\""
_TOKEN = re.compile(
    rf"<(?P<opened>{_TAG})(?:[ ]{_ATTRIBUTE})*(?P<empty>[ ]?/)?>|</(?P<closed>{_TAG})>|[^{_NO_TEXT}]+|{_ENTITY}"
)
_OPENING = re.compile(r"<figure class=\"[a-z][a-z0-9 -]*\">")
_CLOSING = "</figure>"
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def raw_figure(block: str) -> str:
    r"""The block as it is, as Python-Markdown writes it: with a line end of its own.

    Raises NotPlainError where it is more than one figure, or not surely balanced.

    >>> raw_figure('<figure class="drawing"><p>Một &amp; hai</p></figure>')
    '<figure class="drawing"><p>Một &amp; hai</p></figure>\n'
    """
    if not (_OPENING.match(block) and block.endswith(_CLOSING)) or _EMPTY_LINE.search(block):
        raise NotPlainError
    place, opened = 0, list[str]()
    while place < len(block):
        token = _TOKEN.match(block, place)
        if not token or (place and not opened):
            raise NotPlainError
        place = token.end()
        if token["opened"] and not token["empty"]:
            opened.append(token["opened"])
        elif token["closed"] and opened.pop() != token["closed"]:
            raise NotPlainError
    if opened:
        raise NotPlainError
    return f"{block}\n"
