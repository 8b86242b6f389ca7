"""Pages that hold part of a list: which they are, and where the whole is, by the path alone, for they may be gone."""

import re
from collections.abc import Iterator

_BY_TIME = "dates"
_PERIODS = "dates/periods"
_LISTING = frozenset(["persons", "clusters", "provinces", "documents", "figures"])
_DEPTH = 2
_SIGN = re.compile("[-_]")


def is_part(path: str) -> bool:
    """Whether a page holds a stretch of time, or part of what an index or the page of a person … lists.

    >>> is_part("persons/a/2024.md"), is_part("dates/2024/index.md"), is_part("persons/a.md")
    (True, True, False)
    """
    folder = path.partition("/")[0]
    return folder == _BY_TIME or (folder in _LISTING and path.count("/") == _DEPTH)


def lists_above(path: str) -> Iterator[str]:
    """The pages that, if there are such, hold what a part does and more; the next larger first.

    >>> list(lists_above("persons/a/2024-06_2.md"))
    ['persons/a/2024-06.md', 'persons/a/2024.md', 'persons/a.md']
    >>> list(lists_above("dates/2024/06-20.md"))
    ['dates/2024/06.md', 'dates/2024.md', 'dates/2024/index.md', 'dates/index.md', 'index.md']
    >>> list(lists_above("dates/periods/2024-M01-M09.md"))
    ['dates/periods.md', 'dates/periods/index.md', 'dates/index.md', 'index.md']
    """
    folder, _, name = path.removesuffix(".md").rpartition("/")
    # No period is part of one whose name its own begins with: nine months are no part of their first.
    for sign in reversed([] if folder == _PERIODS else list(_SIGN.finditer(name))):
        yield f"{folder}/{name[: sign.start()]}.md"
    yield f"{folder}.md"
    if path.startswith(f"{_BY_TIME}/"):
        folders = folder.split("/")
        for depth in range(len(folders), -1, -1):
            yield "/".join([*folders[:depth], "index.md"])
