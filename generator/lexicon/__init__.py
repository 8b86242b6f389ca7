"""Word lists as data files, and the one way to read them. `#` starts a comment line; there is no logic here."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.vietnamese import other_tone_placement


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of a list, one a line, in the file's order."""
    text = Path(__file__).with_name(name).read_text("utf-8")
    return tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table with tab-separated columns, without its heading; short rows are filled with empty cells."""
    heading, *body = (line.split("\t") for line in lines(name))
    return tuple(tuple(row + [""] * (len(heading) - len(row))) for row in body)


@cache
def any_of(name: str) -> str:
    """A regular expression for any entry of a list."""
    return pattern_of(lines(name))


def pattern_of(entries: Iterable[str], *, whole: bool = False) -> str:
    r"""A regular expression for any of some entries, longest first, wherever the tone is placed.

    A tree: entries that begin alike are one branch up to where they part, so that a place where none begins is passed
    over quickly.

    whole: only whole words. With this the engine passes over whole texts at once, up to where one of the first letters
    stands: it can't where a lookbehind or a word boundary comes first, nor where case is ignored.

    >>> pattern_of(["ban", "trưởng ban", "tỉnh ủy", "tỉnh"])
    '(?:ban|t(?:rưởng ban|ỉnh(?: (?:uỷ|ủy))?))'
    >>> pattern_of(["ban"], whole=True)
    '(?:b(?<!\\wb)an)(?!\\w)'
    """
    tree: _Tree = {}
    for entry in entries:
        for spelling in (entry, other_tone_placement(entry)):
            node = tree
            for character in spelling:
                node = node.setdefault(character, {})
            node[_END] = {}
    if not whole:
        return f"(?:{_branches(tree)})"
    words = (rf"{re.escape(first)}(?<!\w{re.escape(first)}){_after(rest)}" for first, rest in sorted(tree.items()))
    return rf"(?:{'|'.join(words)})(?!\w)"


_Tree = dict[str, "_Tree"]
"""What may follow, by its first character; `_END` where an entry ends."""
_END = ""


def _branches(tree: _Tree) -> str:
    words = ((first if first == " " else re.escape(first), rest) for first, rest in sorted(tree.items()) if first)
    return "|".join(word + _after(rest) for word, rest in words)


def _after(rest: _Tree) -> str:
    if rest.keys() == {_END}:
        return ""
    branches = _branches(rest)
    return branches if len(rest) == 1 else f"(?:{branches})" + ("?" if _END in rest else "")
