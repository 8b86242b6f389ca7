"""Word lists as data files, and the one way to read them. `#` starts a comment line; there is no logic here."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from generator.vietnamese import other_tone_placement


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of a list, one a line, in the file's order."""
    text = files(__name__).joinpath(name).read_text("utf-8")
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
    r"""A regular expression for any of some entries, longest first, whatever the white space and the tone's place.

    Alternatives stand by their first letter, so that a place where none begins is passed over quickly.

    whole: only whole words. With this the engine passes over whole texts at once, up to where one of the first letters
    stands: it can't where a lookbehind or a word boundary comes first, nor where case is ignored.

    >>> pattern_of(["ban", "trưởng ban", "tỉnh ủy"])
    '(?:b(?:an)|t(?:rưởng\\s+ban|ỉnh\\s+uỷ|ỉnh\\s+ủy))'
    >>> pattern_of(["ban"], whole=True)
    '(?:b(?<!\\wb)(?:an))(?!\\w)'
    """
    spellings = {spelling for entry in entries for spelling in (entry, other_tone_placement(entry))}
    by_letter: dict[str, list[str]] = {}
    for entry in sorted(spellings, key=lambda entry: (-len(entry), entry)):
        by_letter.setdefault(re.escape(entry[0]), []).append(r"\s+".join(map(re.escape, entry[1:].split(" "))))
    branches = (
        first + (rf"(?<!\w{first})" if whole else "") + f"(?:{'|'.join(rests)})"
        for first, rests in sorted(by_letter.items())
    )
    return f"(?:{'|'.join(branches)})" + (r"(?!\w)" if whole else "")
