"""Regular expressions that are compiled when they are first asked: most articles need a part of them only."""

import re
from functools import partial
from typing import Any, cast


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""A pattern as `re.compile` makes it, but compiled at its first use: for tables, and for what is asked seldom.

    Not for what is compared by `match.re is …`.

    >>> later(r"\d+").search("quý 12")[0]
    '12'
    """
    return cast(re.Pattern[str], _Later(pattern, flags))


_QUESTIONS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Later:
    # Without __getattr__: a class that has one finds what is there slowly, too.
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags
        for question in _QUESTIONS:
            setattr(self, question, partial(self._first, question))

    def _first(self, asked: str, *arguments: Any, **named: Any) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for question in _QUESTIONS:
            setattr(self, question, getattr(compiled, question))
        return getattr(compiled, asked)(*arguments, **named)
