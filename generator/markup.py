"""Text into Markdown that every engine shows as that text."""

import re
from functools import lru_cache

from generator.invisible import without_invisible

# A backslash is understood by Python-Markdown and CommonMark alike before these; the rest need an entity:
# Python-Markdown shows the backslash before `<`, `~`, `|`, `$` and `:`, and template engines look for `{{` first.
_ESCAPES = {
    **{character: "\\" + character for character in "\\`*_[]#"},
    "<": "&lt;",
    ">": "&gt;",
    "{": "&#123;",
    "}": "&#125;",
    "~": "&#126;",
    "$": "&#36;",
    "|": "&#124;",
}
# Doubled only: ==mark==, %%comment%%, ^^ins^^, ::: fences, ++keys++.
_DOUBLED = frozenset("=%^:+")
_SPECIAL = re.compile(
    r"[\\`*_\[\]#<>{}~$|&=%^:+](?:(?<![=%^:+])|(?<==)(?==)|(?<=%)(?=%)|(?<=\^)(?=\^)|(?<=:)(?=:)|(?<=\+)(?=\+))"
)
# What an ampersand would be read with as an entity.
_ENTITY = re.compile(r"\#?\w+;")
# What opens a list, a rule, a definition, an admonition or a tab when it stands first in a paragraph.
_OPENING = re.compile(r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<mark>[-+])|(?P<other>[:?!=](?=[\s:?!=]))")


class SafeMarkdown(str):
    """Markdown that is to be taken as it stands; every other string is escaped on its way into a page."""

    __slots__ = ()


def escape(text: str) -> SafeMarkdown:
    r"""Markdown for one paragraph that shows exactly this text; white space runs become one space, what shows nothing
    is left out.

    >>> escape("<b> *5* sao # 1_000 & LĐ-TB&XH &lt;")
    '&lt;b&gt; \\*5\\* sao \\# 1\\_000 & LĐ-TB&XH &amp;lt;'
    >>> escape("- Một"), escape("1. Hai"), escape("    ba"), escape("\u202ebốn")
    ('\\- Một', '1\\. Hai', 'ba', 'bốn')
    """
    # Names and titles come again and again; paragraphs do not, and would fill the memory.
    return _escaped_name(text) if len(text) <= _LONGEST_NAME else _escaped(text)


_LONGEST_NAME = 100


@lru_cache(maxsize=8192)
def _escaped_name(text: str) -> SafeMarkdown:
    return _escaped(text)


def _escaped(text: str) -> SafeMarkdown:
    # The only white space that can be printed is the space: most texts have nothing to be put in order.
    line = text.strip() if text.isprintable() and "  " not in text else " ".join(without_invisible(text).split())
    escaped = _SPECIAL.sub(_escape_match, line)
    return SafeMarkdown(_OPENING.sub(_escape_opening, escaped, count=1) if _OPENING.match(escaped) else escaped)


def has_signs(text: str) -> bool:
    """Whether `escape` may change anything within a paragraph's text.

    >>> has_signs("05-CT/TW, Nguyễn Văn A"), has_signs("LĐ-TB&XH")
    (False, True)
    """
    return _SPECIAL.search(text) is not None


def _escape_match(match: re.Match[str]) -> str:
    character = match[0]
    if character == "&":
        return "&amp;" if _ENTITY.match(match.string, match.end()) else character
    if character in _DOUBLED:
        return f"&#{ord(character)};"
    return _ESCAPES[character]


def _escape_opening(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\{match['dot']}"
    if match["mark"]:
        return "\\" + match["mark"]
    return f"&#{ord(match['other'])};"
