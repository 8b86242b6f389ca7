"""Periods that a meeting reviews: whole months of one year, or whole years."""

import re
from dataclasses import dataclass

from generator.translation import _

_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M(?P<first>\d\d)(?:/M(?P<last>\d\d))?|(?P<month>\d\d)))?",
    re.ASCII,
)
_SPAN = re.compile(r"(\d{4})/(\d{4})", re.ASCII)
_QUARTERS = ("I", "II", "III", "IV")
_YEAR = 12
_HALF = 6
_QUARTER = 3


@dataclass(frozen=True)
class Period:
    """From the first month of one year to the last month of another, both included."""

    year: int
    """Of the first month."""
    first: int = 1
    """The first month."""
    last: int = _YEAR
    """The last month."""
    last_year: int = 0
    """Of the last month where it is another year; then all its months are meant, and all of the first year."""

    @classmethod
    def parse(cls, text: str) -> "Period | None":
        """Read what the front matter calls a period; None for another form, or where it ends before it begins.

        >>> Period.parse("2024-H1") == Period.parse("2024-M01/M06") == Period(2024, 1, 6)
        True
        >>> Period.parse("2024-M06") == Period.parse("2024-06") == Period(2024, 6, 6)
        True
        >>> Period.parse("2021/2025"), Period.parse("2024-M09/M01"), Period.parse("đầu năm")
        (Period(year=2021, first=1, last=12, last_year=2025), None, None)
        """
        if span := _SPAN.fullmatch(text):
            first, last = int(span[1]), int(span[2])
            return cls(first, last_year=last) if first < last else None
        match = _PERIOD.fullmatch(text)
        if not match:
            return None
        if match["half"]:
            return cls(int(match["year"]), *_months(int(match["half"]), _HALF))
        if match["quarter"]:
            return cls(int(match["year"]), *_months(int(match["quarter"]), _QUARTER))
        begins = int(match["first"] or match["month"] or 1)
        ends = int(match["last"] or match["first"] or match["month"] or _YEAR)
        return cls(int(match["year"]), begins, ends) if 1 <= begins <= ends <= _YEAR else None

    def __str__(self) -> str:
        """One way to write it for all that mean the same.

        >>> [str(Period.parse(text)) for text in ("2024", "2024-M07/M12", "2024-M04/M06", "2023-M01/M09", "2024-06")]
        ['2024', '2024-H2', '2024-Q2', '2023-M01/M09', '2024-M06']
        """
        if self.last_year:
            return f"{self.year:04}/{self.last_year:04}"
        for length, sign in ((_HALF, "H"), (_QUARTER, "Q")):
            if (self.first, self.last) == _months(-(-self.last // length), length):
                return f"{self.year:04}-{sign}{self.last // length}"
        if (self.first, self.last) == (1, _YEAR):
            return f"{self.year:04}"
        return f"{self.year:04}-M{self.first:02}" + (f"/M{self.last:02}" if self.last > self.first else "")

    @property
    def vietnamese(self) -> str:
        """In words.

        >>> [Period.parse(text).vietnamese for text in ("2024-H1", "2023-M01/M09", "2024-Q2", "2024", "2024-H2")]
        ['6 tháng đầu năm 2024', '9 tháng đầu năm 2023', 'quý II/2024', 'năm 2024', '6 tháng cuối năm 2024']
        >>> [Period.parse(text).vietnamese for text in ("2023-M03/M05", "2021/2025", "2024-06")]
        ['từ tháng 3 đến tháng 5 năm 2023', 'giai đoạn 2021–2025', 'tháng 6/2024']
        """
        if self.last_year:
            return _("giai đoạn {first}–{last}", first=self.year, last=self.last_year)
        length = self.last - self.first + 1
        if length == _YEAR:
            words = _("năm {year}", year=self.year)
        elif length == _QUARTER and not self.last % _QUARTER:
            words = _("quý {quarter}/{year}", quarter=_QUARTERS[self.last // _QUARTER - 1], year=self.year)
        elif length == _HALF and self.last == _YEAR:
            words = _("6 tháng cuối năm {year}", year=self.year)
        elif length == 1:
            words = _("tháng {month}/{year}", month=self.first, year=self.year)
        elif self.first == 1:
            words = _("{months} tháng đầu năm {year}", months=self.last, year=self.year)
        else:
            words = _("từ tháng {first} đến tháng {last} năm {year}", first=self.first, last=self.last, year=self.year)
        return words

    @property
    def order(self) -> tuple[int, int, int, int]:
        """By the first month; the longer ones first."""
        return self.year, self.first, -self.last_year, -self.last


def _months(number: int, length: int) -> tuple[int, int]:
    """The first and the last month of the half or quarter of that number."""
    return (number - 1) * length + 1, number * length
