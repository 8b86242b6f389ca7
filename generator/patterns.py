"""Regular expressions that are compiled when they are first asked: most articles need a part of them only."""

import re
from typing import Any, cast


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""A pattern as `re.compile` makes it, but compiled at its first use: for tables, and for what is asked seldom.

    Not for what is compared by `match.re is …`.

    >>> later(r"\d+").search("quý 12")[0]
    '12'
    """
    return cast(re.Pattern[str], _Later(pattern, flags))


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._of = pattern, flags
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._of), name)
        # The next time it is found without coming here.
        setattr(self, name, found)
        return found
