"""When the event took place: the day from the opening of the text, the year reasoned from what stands around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.clean import Stamp
from generator.dates import PartialDate
from generator.extract.facts import Fact, Sentence

# Events are dated in the opening; a date farther down belongs to something told.
_OPENING_BLOCKS = 3

_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối)"
# A day counts as the event's when it is said with ngày or a part of the day: not "số 18, ngày …" of a document.
_DAY = re.compile(
    rf"(?:\b{_PART_OF_DAY}(?:\s+nay)?,?\s*\(?(?:ngày\s+)?|\b(?:vào\s+|hôm\s+)?ngày\s+|^\(?)"
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
_YEAR_MENTION = re.compile(r"(?<![\d/.-])(?:(?:19|20)\d{2})(?![\d/]|[.-]\d)")
_YEAR_CONTEXT = re.compile(r"(?P<words>(?:\S+\s+){0,4}năm)\s+$", re.IGNORECASE)
_YEAR_OF_SOMETHING_ELSE = re.compile(
    r"(?:đến|từ|tầm nhìn|nhiệm kỳ|giai đoạn|khóa|khoá|trước|kỷ niệm|sang|so với(?:\s+\S+){0,3})(?:\s+(?:năm|hết))*\s*$",
    re.IGNORECASE,
)
# "tổng kết năm 2021, nhiệm vụ năm 2022": a whole year is reviewed in it or in the first months of the next, and planned
# in its first months or in the last ones of the year before. In between a plan's year says nothing sure.
_FIRST_MONTHS, _LAST_MONTH = 3, 12
_PLANNED = re.compile(r"\b(?:triển khai|phương hướng|bàn|đề ra|kế hoạch|sang|bước vào)\b[^.;]{0,60}$", re.IGNORECASE)
# The sites this genre is scraped from begin later: an earlier day is history that the article tells.
_EARLIEST_YEAR = 1995
_WHOLE_YEAR = re.compile(r"(?:tổng kết|kết quả|đánh giá)[^.;]{0,120}$", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"(?:đầu|cuối|tháng|quý)\s+(?:\S+\s+)?(?:năm\s*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class YearEvidence:
    """A year that the text connects with what it reports."""

    year: int
    """Four digits."""
    words: str
    """As the text says it: "6 tháng cuối năm 2024"."""
    whole_year_review: bool
    """The year as a whole is summed up."""
    planned: bool = False
    """The year as a whole is planned."""
    part_of_year: bool = False
    """Months or a quarter of it are spoken of."""


def extract_date(sentences: Sequence[Sentence], title: str, stamp: Stamp | None) -> Fact[str] | None:
    """The date of the event, as far as its opening settles it; None when it doesn't.

    stamp: the page's date, where it has one.

    >>> opening = [Sentence("Ngày 20/6, Cụm họp sơ kết, bàn nhiệm vụ 6 tháng cuối năm 2024.", 1, 0)]
    >>> fact = extract_date(opening, "", None)
    >>> fact.value, fact.quote
    ('2024-06-20', '“Ngày 20/6” + “6 tháng cuối năm 2024”')
    """
    opening = [each for each in sentences if not each.aside and each.block < _first_block(sentences) + _OPENING_BLOCKS]
    for reading in (_day, _today, _month):
        found = reading(opening, sentences, title, stamp)
        if found:
            return found
    return None


def date_of_period(period: Fact[str]) -> Fact[str] | None:
    """The year of the event from what it reviews: half-years, quarters and months are reviewed within their year.

    A whole year is often summed up in the next one, so it says nothing.
    """
    return Fact(period.value[:4], period.quote, period.line, "year-of-period") if "-" in period.value else None


def _first_block(sentences: Sequence[Sentence]) -> int:
    return next((sentence.block for sentence in sentences if not sentence.aside), 0)


def _day(opening: Iterable[Sentence], every: Sequence[Sentence], title: str, stamp: Stamp | None) -> Fact[str] | None:
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


def _today(
    opening: Iterable[Sentence], _every: Sequence[Sentence], _title: str, stamp: Stamp | None
) -> Fact[str] | None:
    for sentence in opening:
        match = _TODAY.search(sentence.text)
        if match and stamp:
            return Fact(stamp.date, f"“{match[0]}” + “{stamp.words}”", sentence.line, "today + stamp")
    return None


def _month(
    opening: Iterable[Sentence], every: Sequence[Sentence], title: str, _stamp: Stamp | None
) -> Fact[str] | None:
    # Only the very first words date an event by its month; farther on they tell of somebody's life.
    for sentence in list(opening)[:1]:
        match = _MONTH_ONLY.search(sentence.text, 0, 60)
        if not match or _OF_SOMETHING_ELSE.search(sentence.text[: match.start()]):
            continue
        month = int(match["month"])
        if match["year"]:
            return _fact(PartialDate(int(match["year"]), month), f"“{match[0]}”", sentence, "month-year")
        evidence = _year(sentence, every, title, month)
        if evidence:
            return _fact(
                PartialDate(evidence.year, month), f"“{match[0]}” + “{evidence.words}”", sentence, "month + year"
            )
    return None


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


def _year(sentence: Sentence, every: Sequence[Sentence], title: str, month: int) -> YearEvidence | None:
    """The year for a day and month: from the same sentence, the title or the rest of the paragraph.

    Farther down only the part of a year that is reviewed tells ("6 tháng đầu năm 2024"): any other year there may be
    one that is remembered or promised.
    """
    paragraph = [other.text for other in every if other.block == sentence.block]
    for text in (sentence.text, title, *paragraph):
        for evidence in years(text):
            year = _year_of_event(evidence, month)
            if year:
                return replace(evidence, year=year)
    later = (other.text for other in every if other.block > sentence.block and not other.aside)
    return next((found for text in later for found in years(text) if found.part_of_year), None)


def _year_of_event(evidence: YearEvidence, month: int) -> int:
    """The year of an event in a month, from a year the text names; 0 where it settles nothing."""
    if evidence.planned:
        if month == _LAST_MONTH:
            return evidence.year - 1
        return evidence.year if month <= _FIRST_MONTHS else 0
    return evidence.year + (evidence.whole_year_review and month <= _FIRST_MONTHS)


def years(text: str) -> Iterator[YearEvidence]:
    """The years a text connects with what it reports, in its order; goals, terms and comparisons are left out.

    >>> [each.year for each in years("Nhiệm kỳ 2020-2025, đến năm 2030; nhiệm vụ 6 tháng cuối năm 2024")]
    [2024]
    """
    for match in _YEAR_MENTION.finditer(text):
        before = text[: match.start()]
        context = _YEAR_CONTEXT.search(before)
        if not context or _YEAR_OF_SOMETHING_ELSE.search(before[: -len("năm ")]):
            continue
        words = _tidy(context["words"]) + " " + match[0]
        part = bool(_PART_OF_YEAR.search(before))
        planned = not part and bool(_PLANNED.search(before))
        reviewed = not part and not planned and bool(_WHOLE_YEAR.search(before))
        yield YearEvidence(int(match[0]), words, reviewed, planned, part)


def _tidy(words: str) -> str:
    """From the last words before a year those that say which part of it: "6 tháng cuối năm", else only "năm".

    >>> _tidy("nhiệm vụ 6 tháng cuối năm"), _tidy("công tác thi đua năm")
    ('6 tháng cuối năm', 'năm')
    """
    part = re.search(r"(?:\S+\s+tháng\s+(?:đầu|cuối)|quý\s+\S+|(?:đầu|cuối|giữa))\s+năm$", words, re.IGNORECASE)
    return part[0] if part else "năm"
