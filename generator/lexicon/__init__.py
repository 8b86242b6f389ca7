"""Word lists as data files, and the one way to read them. `#` starts a comment line; there is no logic here."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


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


def pattern_of(entries: Iterable[str]) -> str:
    r"""A regular expression for any of some entries, longest first, whatever the white space inside.

    >>> pattern_of(["ban", "trưởng ban"])
    'trưởng\\s+ban|ban'
    """
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(r"\s+".join(map(re.escape, entry.split())) for entry in longest_first)
