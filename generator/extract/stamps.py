"""What the page's stamp says of a day that the text gives without its year."""

from datetime import date, timedelta

from generator.clean import Stamp
from generator.dates import PartialDate

_MONTHS = 12
_AHEAD = timedelta(days=1)
# Days so soon after the page's are of meetings to come.
_PLANNED_WITHIN = 60


def before_stamp(stamp: Stamp | None, day: int, month: int) -> tuple[int, int] | None:
    """The year of the last such day that is not after the page's date, and how many days lie between.

    The day after the page's counts too: what is put up in the evening may speak of the next morning.

    >>> before_stamp(Stamp("2021-01-02", "2/1/2021", 1), 30, 12)
    (2020, 3)
    """
    end = _last_day(stamp) if stamp else None
    if not end:
        return None
    for year in range(end.year + 1, end.year - 9, -1):
        then = existing_day(year, month, day or 1)
        if then and then <= end + _AHEAD:
            return year, (end - then).days
    return None


def lies_ahead(stamp: Stamp, value: str) -> bool:
    """Whether a day lies farther after the page's date than a report's may.

    >>> lies_ahead(Stamp("2021-01-02", "2/1/2021", 1), "2021-01-05")
    True
    """
    end, day = _last_day(stamp), PartialDate.parse(value)
    return bool(end and day.day and date(day.year, day.month, day.day) > end + _AHEAD)


def year_soon_after(stamp: Stamp, day: int, month: int) -> int:
    """The year of a day that comes in the weeks after the page's: it is planned; 0 for any other day.

    >>> stamp = Stamp("2025-12-28", "28/12/2025", 1)
    >>> year_soon_after(stamp, 10, 1), year_soon_after(stamp, 10, 7)
    (2026, 0)
    """
    end = _last_day(stamp)
    if not end or not day:
        return 0
    coming = (existing_day(year, month, day) for year in (end.year, end.year + 1))
    return next((then.year for then in coming if then and 0 < (then - end).days <= _PLANNED_WITHIN), 0)


def _last_day(stamp: Stamp) -> date | None:
    """The page's day, or the last day of its month; None when only its year is known."""
    published = PartialDate.parse(stamp.date)
    if not published.month:
        return None
    if published.day:
        return date(published.year, published.month, published.day)
    return date(published.year + published.month // _MONTHS, published.month % _MONTHS + 1, 1) - timedelta(days=1)


def existing_day(year: int, month: int, day: int) -> date | None:
    """None when there is no such day: a slip of the pen.

    >>> existing_day(2023, 2, 29)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_off(stamp: Stamp, off: int) -> str:
    """The day so many days from the page's date; as the stamp has it when its day is unknown.

    >>> days_off(Stamp("2018-07-10", "10/7/2018", 1), -1)
    '2018-07-09'
    """
    published = PartialDate.parse(stamp.date)
    if not published.day:
        return stamp.date
    return str(date(published.year, published.month, published.day) + timedelta(days=off))
