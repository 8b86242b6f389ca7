"""The year that a jubilee tells: "(28/7/1929 - 28/7/2020)", "kỷ niệm 80 năm Quốc khánh" (80 years of the national day).

One table, JUBILEES; a new way to tell one is a new row, whose example is run as a test. The days that are known by
name are in lexicon/anniversaries.tsv.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from generator import lexicon
from generator.patterns import later

_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-]"
# Jubilees are kept in the months before their day, and a little after it; "hướng tới" (towards) and "chào mừng"
# (to greet) are said up to a year before.
_BEFORE, _LONG_BEFORE, _AFTER = 120, 330, 20
# A sentence names its jubilee within so many characters.
_LONGEST = 2000
_TOWARDS = later(r"\b(?:hướng tới|hướng đến|tiến tới|chuẩn bị|chào mừng)\b[^.;]{0,20}$", re.IGNORECASE)
_REACH = 40
_SPAN = later(
    rf"(?<!\d){_DAY}(?P<from>(?:1[89]|20)\d{{2}}) ?[-–—/] ?(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-])?(?P<year>20\d{{2}})(?!\d)"
)
_COUNTED = later(
    rf"\b(?P<count>\d{{2,3}}) năm\b[^.;()]{{0,90}}\(? ?{_DAY}(?P<from>(?:1[89]|20)\d{{2}})(?! ?[-–—/] ?\d)(?!\d)",
    re.IGNORECASE,
)
# Asked first: most sentences count no years.
_ANY_COUNT = re.compile(r"\d\d năm")
_FIRST_YEAR, _LAST_YEAR = 1995, 2099

# The words, and the year, month and day of which they say that the jubilee is kept.
_Told = Iterator[tuple[str, int, int, int, int]]


@cache
def _named_days() -> tuple[re.Pattern[str], dict[str, tuple[int, int, int]]]:
    """Any name of a known day after a count of years, and each name's day, month and year."""
    days = {
        name.casefold(): (int(day), int(month), int(year))
        for names, day, month, year in lexicon.rows("anniversaries.tsv")
        for name in names.split("|")
    }
    longest_first = "|".join(map(re.escape, sorted(days, key=len, reverse=True)))
    return re.compile(rf"\b(?P<count>\d{{2,3}}) năm (?:ngày )?(?P<name>{longest_first})\b", re.IGNORECASE), days


def _of_span(text: str) -> _Told:
    for match in _SPAN.finditer(text) if "20" in text else ():
        yield match[0], match.start(), int(match["year"]), int(match["month"]), int(match["day"])


def _of_count(text: str) -> _Told:
    for match in _COUNTED.finditer(text) if " năm " in text and _ANY_COUNT.search(text) else ():
        year = int(match["from"]) + int(match["count"])
        yield match[0], match.start(), year, int(match["month"]), int(match["day"])


def _of_name(text: str) -> _Told:
    pattern, days = _named_days()
    for match in pattern.finditer(text) if " năm " in text and _ANY_COUNT.search(text) else ():
        day, month, year = days[match["name"].casefold()]
        yield match[0], match.start(), year + int(match["count"]), month, day


# Name, reader, and examples: a text with a day without a year, and that day's year.
JUBILEES: tuple[tuple[str, Callable[[str], _Told], tuple[tuple[str, int], ...]], ...] = (
    (
        "both ends",
        _of_span,
        (
            ("Ngày 3/7, các đội giao lưu chào mừng ngày hội (28/7/1929 - 28/7/2020).", 2020),
            ("Ngày 3/7, các đội giao lưu chào mừng ngày hội (28/7/1929 - 2020).", 2020),
        ),
    ),
    ("years counted", _of_count, (("Ngày 28/12, huyện gặp mặt nhân 25 năm ngày tái lập (1/1/1997).", 2021),)),
    ("known day", _of_name, (("Sáng 29/8, phường gặp mặt nhân kỷ niệm 80 năm Quốc khánh 2/9.", 2025),)),
)


def jubilee_years(text: str, month: int, day: int) -> Iterator[tuple[int, str]]:
    """The years that jubilees named in a text give to an event on a day, each with its words.

    day: 0 when only the month is known.

    >>> list(jubilee_years("Chào mừng ngày hội (28/7/1929 - 28/7/2020)", 7, 3))
    [(2020, '28/7/1929 - 28/7/2020')]
    >>> list(jubilee_years("Kỷ niệm 75 năm Ngày tổng tuyển cử", 12, 26))
    [(2020, '75 năm Ngày tổng tuyển cử')]
    """
    text = text[:_LONGEST]
    for _, read, _ in JUBILEES:
        for words, start, year, kept_month, kept_day in read(text):
            kept = _existing(year, kept_month, kept_day)
            before = _LONG_BEFORE if _TOWARDS.search(text[max(0, start - _REACH) : start]) else _BEFORE
            for held_year in (year, year - 1):
                held = _existing(held_year, month, day or 1)
                if kept and held and -_AFTER <= (kept - held).days <= before:
                    yield held_year, words


def jubilee_days(text: str) -> list[tuple[int, int]]:
    """Where the days of jubilees stand that a text gives with both ends: their last day is no day of an event.

    >>> jubilee_days("Ngày hội (28/7/1929 - 28/7/2020)")
    [(10, 31)]
    """
    return [match.span() for match in _SPAN.finditer(text)] if "19" in text or "18" in text else []


def _existing(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
