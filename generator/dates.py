"""Partial dates: a day, a month or a year, as EDTF level 0 writes them (ISO 8601-2)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.translation import _

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year. Sorts by time; what is less known comes first."""

    year: int
    """Four digits."""
    month: int = 0
    """1 to 12; 0 when unknown."""
    day: int = 0
    """1 to 31; 0 when unknown."""

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises ValueError with a message for people when the text is something else or no such day exists.

        >>> PartialDate.parse("2024-06")
        PartialDate(year=2024, month=6, day=0)
        >>> PartialDate.parse("2023-02-29")
        Traceback (most recent call last):
        ValueError: no such day: 2023-02-29
        """
        return cls(*_parsed(text))

    def __str__(self) -> str:
        """The EDTF form.

        >>> str(PartialDate(2024, 6, 20)), str(PartialDate(2024))
        ('2024-06-20', '2024')
        """
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if self.day else "")

    @property
    def vietnamese(self) -> str:
        """As written in Vietnamese.

        >>> PartialDate(2024, 6, 5).vietnamese, PartialDate(2024, 6).vietnamese, PartialDate(2024).vietnamese
        ('5/6/2024', 'tháng 6/2024', 'năm 2024')
        """
        if self.day:
            return f"{self.day}/{self.month}/{self.year}"
        if self.month:
            return _("tháng {month}/{year}", month=self.month, year=self.year)
        return _("năm {year}", year=self.year)


@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> tuple[int, int, int]:
    match = _EDTF.fullmatch(text)
    if not match:
        raise ValueError(f"not a date: {text}")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"no such day: {text}") from None
    if (match[2] and not month) or (match[3] and not day):
        raise ValueError(f"no such day: {text}")
    return year, month, day
