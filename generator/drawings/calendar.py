"""Calendars: how many there are of something on each day or month, in few shades.

Their cells are links with numbers and written as Markdown lists; this says which shade each has and where it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_STEPS = 4


@dataclass(frozen=True)
class Shades:
    """At which counts one shade passes to the next: the last count of each, in order, none twice."""

    last: tuple[int, ...]
    """Empty where there is nothing to count."""

    @classmethod
    def of(cls, counts: Iterable[int]) -> "Shades":
        """Up to four, each for about a quarter of the counts, which are many small ones and few large ones.

        >>> Shades.of([5, 1, 16, 2, 3]), Shades.of([1, 1, 1, 1, 7]), Shades.of([])
        (Shades(last=(2, 3, 5, 16)), Shades(last=(1, 7)), Shades(last=()))
        """
        in_order = sorted(counts)
        quarters = (-(-len(in_order) * step // _STEPS) - 1 for step in range(1, _STEPS + 1))
        return cls(tuple(sorted({in_order[place] for place in quarters}))) if in_order else cls(())

    def of_count(self, count: int) -> int:
        """The shade of a count, from 1 on; 0 for nothing.

        >>> [Shades((2, 4, 8, 16)).of_count(count) for count in (0, 1, 2, 3, 16)]
        [0, 1, 1, 2, 4]
        """
        return next((shade for shade, last in enumerate(self.last, 1) if count <= last), len(self.last)) if count else 0

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The first and last count of each shade.

        >>> Shades((1, 4, 16)).ranges
        ((1, 1), (2, 4), (5, 16))
        """
        return tuple(zip((1, *(last + 1 for last in self.last)), self.last, strict=False))


def week_and_day(year: int, month: int, day: int) -> tuple[int, int]:
    """Where a day stands in the calendar of its month: row and column from 1, weeks from Monday on.

    >>> week_and_day(2024, 6, 1), week_and_day(2024, 6, 3), week_and_day(2024, 6, 30)
    ((1, 6), (2, 1), (5, 7))
    """
    before = date(year, month, 1).weekday()
    return (day + before - 1) // 7 + 1, date(year, month, day).weekday() + 1
