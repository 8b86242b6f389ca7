"""When the event took place: the day from the opening of the text, the year reasoned from what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.clean import Stamp
from generator.dates import PartialDate
from generator.extract.facts import Fact, Sentence
from generator.extract.years import Use, YearMention, years

# Events are dated in the opening; a date farther down belongs to something told.
_OPENING_BLOCKS = 3

_MONTH = r"(?P<month>1[0-2]|0?[1-9])(?!\d)"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối)"
# A day counts as the event's when it is said with ngày or a part of the day: not "số 18, ngày …" of a document.
_DAY = re.compile(
    rf"(?:\b{_PART_OF_DAY}(?:\s+nay)?,?\s*\(?(?:ngày\s+)?|\b(?:vào\s+|hôm\s+)?ngày\s+)"
    rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:\s*[/.-]\s*{_MONTH}(?:\s*[/.-]\s*{_YEAR})?(?![\d/.-]*\d)"
    rf"|\s+tháng\s+{_MONTH.replace('month', 'month2')}(?:\s*(?:,|/|năm)\s*{_YEAR.replace('year', 'year2')})?)",
    re.IGNORECASE,
)
_TODAY = re.compile(rf"\b(?:{_PART_OF_DAY}|hôm)\s+nay\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    rf"\b(?:(?:đầu|giữa|cuối|trong|(?:thượng|trung|hạ)\s+tuần)\s+)?tháng\s+{_MONTH}(?:\s*(?:/|năm|-)\s*{_YEAR})?(?!\s*(?:đầu|cuối)|[\d/])",
    re.IGNORECASE,
)
# What dates something else: a document, an anniversary, a goal, a later meeting.
_OF_SOMETHING_ELSE = re.compile(
    r"(?:số\s+[\w/&-]+,?|(?:nghị quyết|chỉ thị|quyết định|quy định|kế hoạch|kết luận số|dự kiến)[^,.;]{0,60}"
    r"|kỷ niệm[^.;]{0,80}|đến|trước|từ|sau|ban hành|ký)\s*$",
    re.IGNORECASE,
)
# The sites this genre is scraped from begin later: an earlier day is history that the article tells.
_EARLIEST_YEAR = 1995


def extract_date(sentences: Sequence[Sentence], title: str, stamp: Stamp | None) -> Fact[str] | None:
    """The date of the event, as far as its opening settles it; None when it doesn't.

    stamp: the page's date, where it has one.

    >>> opening = [Sentence("Ngày 20/6, Cụm họp sơ kết, bàn nhiệm vụ 6 tháng cuối năm 2024.", 1, 0)]
    >>> fact = extract_date(opening, "", None)
    >>> fact.value, fact.quote
    ('2024-06-20', '“Ngày 20/6” + “6 tháng cuối năm 2024”')
    """
    opening = [each for each in sentences if not each.aside and each.block < _first_block(sentences) + _OPENING_BLOCKS]
    return _day(opening, sentences, title, stamp) or _today(opening, stamp) or _month(opening, sentences, title)


def date_of_period(period: Fact[str]) -> Fact[str] | None:
    """The year of the event from what it reviews: half-years, quarters and months are reviewed within their year.

    A whole year is often summed up in the next one, so it says nothing.
    """
    return Fact(period.value[:4], period.quote, period.line, "year-of-period") if "-" in period.value else None


def _first_block(sentences: Sequence[Sentence]) -> int:
    return next((sentence.block for sentence in sentences if not sentence.aside), 0)


def _day(opening: Sequence[Sentence], every: Sequence[Sentence], title: str, stamp: Stamp | None) -> Fact[str] | None:
    for sentence in opening:
        for match in _DAY.finditer(sentence.text):
            if _OF_SOMETHING_ELSE.search(sentence.text[: match.start()]):
                continue
            day, month = int(match["day"]), int(match["month"] or match["month2"])
            year = match["year"] or match["year2"]
            words = f"“{match[0].strip(' (')}”"
            if year:
                return _fact(PartialDate(int(year), month, day), words, sentence, "day-month-year")
            evidence = _year(sentence, every, title, month)
            if evidence:
                return _fact(
                    PartialDate(evidence.year, month, day),
                    f"{words} + “{evidence.words}”",
                    sentence,
                    "day-month + year",
                )
            if stamp:
                basis = f"{words} + “{stamp.words}”"
                return _fact(_day_before(stamp, month, day), basis, sentence, "day-month + stamp")
            return None
    return None


def _today(opening: Sequence[Sentence], stamp: Stamp | None) -> Fact[str] | None:
    for sentence in opening if stamp else ():
        match = _TODAY.search(sentence.text)
        if match and stamp:
            return Fact(stamp.date, f"“{match[0]}” + “{stamp.words}”", sentence.line, "today + stamp")
    return None


def _month(opening: Sequence[Sentence], every: Sequence[Sentence], title: str) -> Fact[str] | None:
    # Only the very first words date an event by its month; farther on they tell of somebody's life.
    first = opening[0] if opening else Sentence("", 0, 0)
    match = _MONTH_ONLY.search(first.text, 0, 60)
    if not match or _OF_SOMETHING_ELSE.search(first.text[: match.start()]):
        return None
    month = int(match["month"])
    if match["year"]:
        return _fact(PartialDate(int(match["year"]), month), f"“{match[0]}”", first, "month-year")
    evidence = _year(first, every, title, month)
    if not evidence:
        return None
    return _fact(PartialDate(evidence.year, month), f"“{match[0]}” + “{evidence.words}”", first, "month + year")


def _fact(day: PartialDate, basis: str, sentence: Sentence, rule: str) -> Fact[str] | None:
    """The fact, unless there is no such day: a slip of the pen is no date."""
    try:
        PartialDate.parse(str(day))
    except ValueError:
        return None
    return Fact(str(day), basis, sentence.line, rule) if day.year >= _EARLIEST_YEAR else None


def _day_before(stamp: Stamp, month: int, day: int) -> PartialDate:
    """The last such day that is not after the page's date."""
    published = PartialDate.parse(stamp.date)
    year = published.year if (month, day) <= (published.month, published.day) else published.year - 1
    return PartialDate(year, month, day)


def _year(sentence: Sentence, every: Sequence[Sentence], title: str, month: int) -> YearMention | None:
    """The year for a day and month: from the same sentence, the title or the rest of the paragraph.

    Farther down only the part of a year that is reviewed tells ("6 tháng đầu năm 2024"): any other year there may be
    one that is remembered or promised.
    """
    paragraph = [other.text for other in every if other.block == sentence.block]
    for text in (sentence.text, title, *paragraph):
        for mention in years(text):
            year = mention.of_event(month)
            if year:
                return replace(mention, year=year)
    later = (other.text for other in every if other.block > sentence.block and not other.aside)
    return next((found for text in later for found in years(text) if found.use is Use.PART), None)
