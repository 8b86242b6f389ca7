"""What the plain form is made of, and what may mean something else to Python-Markdown."""

import re


class NotPlainError(Exception):
    """Something that only a Markdown engine can tell."""


_SHOWN = r"[^\[\]\\\n]*(?:\\.[^\[\]\\\n]*){0,200}"
_STRONG = r"[^*\[\]<\\\n]*(?:\\.[^*\[\]<\\\n]*)*"
_LETTERS = r"[A-Za-z0-9_.~%-]+"
_NAME = r"[A-Za-z0-9_~%-][A-Za-z0-9_.~%-]*"
_WORD = r"[\w\#:/.,%+-]+"
_ATTRIBUTE = rf"(?:class|href|id|aria-label)=\"{_WORD}(?:[ ]{_WORD})*\""

# Each alternative begins with one sign, so that the engine passes over all other characters at once. What has no name
# may mean something else, is white space that Python-Markdown strips, or a sign of its own. `\>` has none: in a heading
# Python-Markdown reads it as the end of a tag.
SIGN = re.compile(
    rf"\[(?P<shown>{_SHOWN})\]\("
    rf"(?:(?P<page>(?:\.\./)*{_NAME}(?:/{_NAME})*\.(?:md|xml|json))(?:\#(?P<anchor>{_LETTERS}))?"
    r"|(?P<web>https?://(?:[A-Za-z0-9_/.:?=%\#~+@,;!$-]|&(?!\#))+))\)"
    rf"|<(?P<tag>(?:a|small|span)(?:[ ]{_ATTRIBUTE})*|/(?:a|small|span))>"
    r"|&(?P<entity>\#[0-9]+;|[a-zA-Z0-9]+;)"
    r"|&(?P<ampersand>)(?![\#\\])"
    r"|\\(?P<escaped>[\\`*_{}\[\]()\#+.!|-])"
    rf"|\*\*(?P<strong>{_STRONG})\*\*(?!\*)"
    r"|\[|!\[|\]|<|>|&|\\|\*|_|`|\{|\}|\|"
    r"|\t|\r|\v|\f|\x00|\x02|\x03|\x1c|\x1d|\x1e|\x1f|\x85|\u1680|\u2000|\u2001|\u2002|\u2003|\u2004|\u2005|\u2006"
    r"|\u2007|\u2008|\u2009|\u200a|\u2028|\u2029|\u202f|\u205f|\u3000"
)
"""What is shown as something else than itself in a line."""

OPENING = re.compile(r"[\s>#+=~-]|\*(?!\*)|\d+\.\s|$")
"""How no paragraph begins: what opens another block, what would be stripped, nothing."""

CAPTION = re.compile(r"\*(?=[^\s*])([^*\\\n]*(?:\\.[^*\\\n]*)*)(?<=\S)\*")
HEADING = re.compile(r"(\#{1,6}) (?=\S)(.*[^\s#])")
DIVISION = re.compile(
    r"<(?P<tag>div|nav) class=\"(?P<kind>[a-z][a-z -]*)\""
    rf"(?P<label> aria-label=\"{_WORD}(?:[ ]{_WORD})*\")? markdown=\"1\">"
)
ROW = re.compile(r"\|[^\n]* \|")
SEPARATOR = re.compile(r"\|(?: (?::?-{3,}:?) \|)+")
CELL = re.compile(r"((?:[^|\\]|\\.)*)\|?")
"""What ends with a pipe that no backslash takes away."""
BLANK = re.compile(r"\n\n+")
LONE_AMPERSAND = re.compile(r"&(?![A-Za-z0-9]+;)")
TAG = re.compile(r"<[^<>]*>")
