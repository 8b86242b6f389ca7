"""The forms in which the genre writes when something happened: one table, each form with an example.

A new form is a new row of FORMS; its example is run as a test.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from generator.extract.other_dates import dates_something_else
from generator.patterns import later
from generator.vietnamese import lowered

# Words of the week and the day, and what binds them: "sáng thứ Sáu (ngày 12/3)" (Friday morning), "hôm nay, 22-9".
_PART_OF_DAY = r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm)"
# "kỳ họp thứ 2" (the second session) is no Monday.
_WEEKDAY = r"(?:(?<!họp )(?<!nghị )(?<!lần )(?<!năm )thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_GLUE = r"(?: ?[,:(] ?| )"
_OPENER = (
    rf"\b(?:ngày(?=\d)|(?:{_PART_OF_DAY}|{_WEEKDAY}|ngày|hôm|từ|mùng|mồng)\b"
    rf"(?:{_GLUE}(?:{_PART_OF_DAY}|{_WEEKDAY}|các|ngày|hôm|mùng|mồng|nay|qua|mai|tuần|làm việc)\b){{0,4}}{_GLUE})"
)
# Looked for once a sentence, in its lower case; the forms that begin with it are tried there only.
_OPENS_A_DAY = re.compile(rf"{_OPENER}(?=\d)")
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_SIGN = r" ?[/.–-] ?"
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_MONTH_WORDS = {
    "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười một": 11, "mười hai": 12,
    "mười": 10,
}  # fmt: skip
# As a word a month is known by its capital or its year: "tháng Tư" is April, "tháng năm" often no month at all.
_MONTH_WORD = (
    "(?:" + "|".join(f"(?-i:{word.capitalize()})" for word in _MONTH_WORDS) + r"\b(?! \d)"
    "|(?:" + "|".join(_MONTH_WORDS) + r")(?= năm \d{4}))"
)
_YEAR = r"(?:19|20)\d{2}(?!\d)"
_WITH_YEAR = rf"(?:{_SIGN}(?P<year>{_YEAR}))?(?!{_SIGN.replace(' ?', '')}\d)"
_AND = r" ?(?:,|và|&|-|–|đến(?: hết)?|tới) ?(?:ngày )?"
_FAR = r" ?(?:và|&|-|–|đến(?: hết)?|tới) ?(?:ngày )?"
# What a paper puts before its first sentence: "(BĐ) - ", "BTNO - ".
_TAG = r"^(?P<tag>(?:\([^()]{2,40}\) ?[-–—:]* ?|[A-ZĐ][\w&.]{1,14} ?[-–—:]+ ?)?)"
_TENS = r"(?:đầu|giữa|cuối|(?:thượng|trung|hạ) tuần)"


class Near(Enum):
    """A day told from the day of writing; its value is how many days off that it is."""

    YESTERDAY = -1
    """hôm qua, tối qua"""
    TODAY = 0
    """hôm nay, sáng nay"""
    TOMORROW = 1
    """sáng mai"""


@dataclass(frozen=True)
class Form:
    """One way to write a time."""

    name: str
    """What `explain` calls it."""
    pattern: re.Pattern[str]
    """With groups of its own out of day, month, first_month, last, year, word (month), near."""
    example: str
    """A sentence that has it."""
    result: str
    """What is read from the example: "day/month/year" as far as said, "today", "month/year"."""
    needs: tuple[str, ...] = ("",)
    """Words of which it has one: asked first, since most sentences have none."""
    after_opener: bool = False
    """It begins with words of the week and the day."""
    opens: bool = False
    """It dates only at the head of the first sentence; farther on such words tell of something else."""


def _form(
    name: str, pattern: str, example: str, result: str, *, needs: tuple[str, ...] = ("",), opens: bool = False
) -> Form:
    return Form(name, later(pattern, re.IGNORECASE), example, result, needs, pattern.startswith(_OPENER), opens)


# In the order in which they are asked: a stretch of text that one has read is not offered to the next.
FORMS = (
    _form(
        "first-of-days, months apart",
        rf"{_OPENER}(?P<day>{_NUMBER})(?:{_SIGN}(?P<first_month>{_MONTH})| tháng (?P<first_word>{_MONTH}))"
        rf"(?:(?:{_SIGN}| năm )(?P<first_year>{_YEAR}))?"
        rf"{_FAR}(?P<last>{_NUMBER})(?:{_SIGN}| tháng )(?P<month>{_MONTH})(?:(?:{_SIGN}| năm )(?P<year>{_YEAR}))?",
        "Từ ngày 30/10 đến ngày 1/11/2023, huyện đại hội.",
        "30/10/2023",
    ),
    _form(
        "first-of-days",
        rf"{_OPENER}(?P<day>{_NUMBER})(?:{_AND}{_NUMBER}){{0,3}}{_AND}(?P<last>{_NUMBER}){_SIGN}(?P<month>{_MONTH})"
        rf"{_WITH_YEAR}",
        "Trong hai ngày 10 và 11-2, huyện họp.",
        "10/2",
    ),
    _form(
        "first-of-days, month in words",
        rf"{_OPENER}(?P<day>{_NUMBER})(?:{_AND}{_NUMBER}){{0,3}}{_AND}(?P<last>{_NUMBER}) tháng "
        rf"(?:(?P<month>{_MONTH})|(?P<word>{_MONTH_WORD}))(?:(?:,? năm | ?/ ?| ?- ?)(?P<year>{_YEAR}))?",
        "Từ ngày 5 đến ngày 7 tháng 11 năm 2022, tỉnh mở lớp.",
        "5/11/2022",
        needs=("tháng",),
    ),
    _form(
        "day-month-year",
        rf"{_OPENER}(?P<day>{_NUMBER}){_SIGN}(?P<month>{_MONTH}){_WITH_YEAR}",
        "Sáng thứ Sáu (ngày 12/3), cụm họp.",
        "12/3",
    ),
    _form(
        "day-month-year, month in words",
        rf"{_OPENER}(?P<day>{_NUMBER}) tháng (?:(?P<month>{_MONTH})|(?P<word>{_MONTH_WORD}))"
        rf"(?:(?:,? năm | ?/ ?| ?- ?|, )(?P<year>{_YEAR}))?",
        "Ngày 05 tháng 3 năm 2019, chi bộ họp.",
        "5/3/2019",
        needs=("tháng",),
    ),
    _form(
        "bare-day",
        rf"{_TAG}(?:\w+(?: \w+){{0,3}}, )?(?P<day>{_NUMBER}){_SIGN}(?P<month>{_MONTH}){_WITH_YEAR}(?= ?[,:(–-])",
        "Thanh Hóa, 20/6 - Cụm thi đua họp.",
        "20/6",
        opens=True,
    ),
    _form(
        "today",
        rf"(?:\b{_PART_OF_DAY}(?: hôm)? (?:nay|qua)|(?:^|(?<=[-–)] ))hôm (?:nay|qua)"
        r"|\bhôm (?:nay|qua)(?= ?[,(–-]| tại\b| ở\b))\b(?! bao\b| các\b)",
        "Chiều qua, cụm họp.",
        "yesterday",
        needs=("nay", "qua"),
    ),
    _form(
        "month",
        rf"(?:{_TAG}|\b(?:trong|vào|vừa qua,?|(?:(?:vào|trong) )?(?:(?:những|các) ngày )?{_TENS}) )"
        rf"tháng (?:(?P<month>{_MONTH})|(?P<word>{_MONTH_WORD}))(?:(?: ?[/.-] ?|,? năm )(?P<year>{_YEAR}))?"
        r"(?: vừa (?:qua|rồi))?(?! ?[/.-]?\d| đầu| cuối)",
        "Những ngày cuối tháng 11, cụm họp.",
        "11",
        needs=("tháng",),
        opens=True,
    ),
    _form(
        "year",
        rf"(?:{_TAG}|\b(?:vào|trong|những ngày|các ngày|dịp) )(?:đầu|giữa|cuối) năm (?P<year>{_YEAR})(?! ?[-–])",
        "Những ngày cuối năm 2020, cụm họp.",
        "2020",
        needs=("năm",),
        opens=True,
    ),
)  # fmt: skip
# Asked first: most sentences have nothing of the kind. No form with a day begins or ends farther from its numbers than
# _AROUND.
_NUMBERS = re.compile(r"\d ?(?:[/.–-] ?\d|,|&|tháng|đến|tới|và)")
_WORDS = ("nay", "qua", "tháng ", "năm ")
_AROUND = 80
_NEAR = later(r"\b(nay|qua|mai)\b", re.IGNORECASE)
_NEAR_WORDS = {"nay": Near.TODAY, "qua": Near.YESTERDAY, "mai": Near.TOMORROW}
# "mùng 10 tháng 3" (the tenth of the third month) is said of the lunar calendar, "mùng 8/3" of the other.
_LUNAR = later(r"\bm[ùồ]ng\b.{0,80}\btháng\b", re.IGNORECASE)
_HEAD = 70
# A sentence names its own time early; what comes after so many characters is a list of other things.
_REACH = 1000
# Longer stretches of days are those of a campaign, a reckoning or an exhibition, not of a meeting.
_LONGEST_MEETING = 15
_DAYS_OF_MONTH = 30


class Moment(NamedTuple):
    """When something happened, as far as the words themselves say; zero where they don't."""

    words: str
    """As the text has them."""
    form: str
    """The name of the form."""
    day: int = 0
    """1 to 31; of several days the first."""
    month: int = 0
    """1 to 12."""
    year: int = 0
    """Four digits."""
    near: Near | None = None
    """Told from the day of writing."""


def moments(text: str, *, first: bool = False) -> Iterator[Moment]:
    """The moments at which a sentence says that its event took place, in its order.

    Left out is what dates something else: documents, anniversaries, goals, later meetings.

    first: the sentence opens the article, so that a month, a year or a bare "20/6," at its head date it too.

    >>> [(each.words, each.day, each.month) for each in moments("Thực hiện Kế hoạch ngày 2/1, sáng 5/3 huyện họp.")]
    [('sáng 5/3', 5, 3)]
    """
    text = text[:_REACH]
    lower = lowered(text)
    numbers = [number.start() for number in _NUMBERS.finditer(lower)]
    if not numbers and not any(word in lower for word in _WORDS):
        return
    starts: list[int] = []
    if numbers:
        around = max(0, numbers[0] - _AROUND), numbers[-1] + _AROUND
        starts = [opener.start() for opener in _OPENS_A_DAY.finditer(lower, *around)]
    found: list[tuple[int, int, Moment | None]] = []
    for form in FORMS:
        if (form.opens and not first) or (form.after_opener and not starts):
            continue
        if not any(word in lower for word in form.needs):
            continue
        matches: Iterator[re.Match[str]]
        if form.after_opener:
            matches = (match for start in starts if (match := form.pattern.match(text, start)))
        else:
            matches = form.pattern.finditer(text, 0, _HEAD if form.opens else len(text))
        for match in matches:
            first_letter, last_letter = match.span()
            if not any(first_letter < there and here < last_letter for here, there, _ in found):
                found.append((first_letter, last_letter, _moment(form, match, text)))
    yield from (moment for _, _, moment in sorted(found, key=lambda each: each[0]) if moment)


def _moment(form: Form, match: re.Match[str], text: str) -> Moment | None:
    groups = match.groupdict()
    last_month = _month(groups.get("month"), groups.get("word"))
    month = _month(groups.get("first_month") or groups.get("first_word"), None) or last_month
    day, last = int(groups.get("day") or 0), int(groups.get("last") or 0)
    if day > last > 0 and month == last_month:
        month = (last_month - 2) % 12 + 1  # "từ 29 đến 1/7" begins in June
    year = int(groups.get("year") or 0)
    begins = int(groups.get("first_year") or 0) or (year - 1 if year and month > last_month else year)
    months = (year - begins) * 12 + last_month - month if year else (last_month - month) % 12
    if last and months * _DAYS_OF_MONTH + last - day > _LONGEST_MEETING:
        return None
    start = match.end("tag") if groups.get("tag") else match.start()
    words = text[start : match.end()].strip(" (,")
    if _LUNAR.search(match[0]) or dates_something_else(text, match.start(), match.end(), several=bool(last)):
        return None
    near = None if last or form.opens else _NEAR.search(match[0])
    closing = ")" if "(" in words and text.startswith(")", match.end()) else ""
    return Moment(words + closing, form.name, day, month, begins, _NEAR_WORDS[near[0].lower()] if near else None)


def _month(number: str | None, word: str | None) -> int:
    return int(number) if number else _MONTH_WORDS[word.lower()] if word else 0
