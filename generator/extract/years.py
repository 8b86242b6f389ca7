"""Which years a text speaks of, what it does in them, and what that says of the year of an event.

One table, USES; a new use is a new row, whose example is run as a test.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from generator.extract.numbers import small_number
from generator.patterns import later

_YEAR = r"(?P<year>(?:19|20)\d{2})(?![\d/]|[.-]\d)"
_NO_SPAN = r"(?! ?[-–] ?(?:19|20)\d{2})"  # no part of 2020 - 2025
_MONTHS = re.compile(
    rf"\b(?:(?P<count>\d{{1,2}}|ba|bốn|năm|sáu|bảy|tám|chín|mười|những|các) tháng (?:(?P<end>đầu|cuối|còn lại) )?"
    rf"(?:của )?năm,?"
    rf"|quý (?P<quarter>IV|I{{1,3}}|[1-4]|một|hai|ba|bốn)(?:,? (?:của )?năm)?|tháng (?P<month>1[0-2]|0?[1-9])(?: năm)?)"
    rf"(?: | ?[/.-] ?){_YEAR}{_NO_SPAN}",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"(?<![\d/.-])\bnăm {_YEAR}{_NO_SPAN}", re.IGNORECASE)
_SPRING = re.compile(
    r"\b(?:xuân|tết|năm mới)(?: nguyên đán| cổ truyền| âm lịch)?(?: (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)"
    rf" (?:tý|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi))?,? ?[-–(]? ?(?:năm )?{_YEAR}",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"\bnăm học (?P<year>20\d{2}) ?[-–] ?(?P<end>20\d{2})(?!\d)", re.IGNORECASE)
# Asked first: most sentences have none of these words.
_NEEDS = ((_MONTHS, ("tháng", "quý")), (_SPRING, ("xuân", "tết", "năm mới")), (_SCHOOL_YEAR, ("năm học",)))
# How many characters before a year say what is done in it.
_REACH, _NEAR = 200, 90
# What comes after so many characters of a sentence is a list of other things.
_LONGEST_SENTENCE = 4000
# Words that say what is done with a year are shown with it unless they are longer.
_LONGEST_WORDS = 90
_OF_SOMETHING_ELSE = later(
    r"\b(?:đến|từ|tầm nhìn|nhiệm kỳ|giai đoạn|khóa|khoá|trước|sau|kỷ niệm|sang|kể|hết|cuối"
    r"|so với(?: \S{1,20}){0,3}|cùng kỳ(?: \S{1,20}){0,2}"
    r"|thành lập(?: \S{1,20}){0,3}|sinh|ra đời|ban hành|công nhận|(?:trưởng|phó)(?: cụm| khối)?(?: thi đua)?"
    r"(?: số \w+)?"
    r"|(?:cụm|khối) (?:trưởng|phó)[^.;,]{0,60}|(?:nghị quyết|sau) đại hội[^.;,]{0,60}"
    r"|(?:phấn đấu|dự kiến|mục tiêu)[^.;,]{0,60})[ ,]{0,9}$",
    re.IGNORECASE,
)
_PLAN = (
    r"\b(?:triển khai|phương hướng|bàn|đề ra|kế hoạch|bước vào|dự toán|ra nghị quyết|nghị quyết lãnh đạo"
    r"|nhiệm vụ trọng tâm|giao chỉ tiêu)\b[^.;]{0,60}$"
)
# "Năm 2020, các xã đã …" tells of the year's work, also when it is looked back at in the next.
_AT_HEAD = later(r"(?:trong |riêng |bước vào |bước sang )?", re.IGNORECASE)
_LAST_MONTH, _HALF_YEAR = 12, 6


class Use(Enum):
    """What a text does with a year or a part of it."""

    PART = "part"
    """Speaks of months or a quarter of it."""
    PLEDGED = "pledged"
    """Signs or opens the emulation of the year."""
    PLANNED = "planned"
    """Plans it as a whole."""
    REVIEWED = "reviewed"
    """Sums it up as a whole (tổng kết)."""
    ASSESSED = "assessed"
    """Speaks of its results: of the whole of it or so far, who knows."""
    AWARDED = "awarded"
    """Gives a prize of the year: in it, or in the spring after it."""
    WORKED = "worked"
    """Speaks of its work: reviewed or planned, who knows."""
    SPRING = "spring"
    """Greets its Tết, the lunar new year."""
    SCHOOL_YEAR_CLOSED = "school year closed"
    """Sums up a school year; the mention is of the year in which it ends."""
    SCHOOL_YEAR_OPENED = "school year opened"
    """Speaks of a school year otherwise; the mention is of the year in which it begins."""
    NAMED = "named"
    """Names it, no more."""


# Asked in this order of the words before "năm 2024"; the example's year is used so.
USES = (
    (
        Use.PLEDGED,
        r"\b(?:ký(?: kết)?(?: bản)? giao ước|phát động|đăng ký thi đua)\b[^.;]{0,60}$",
        "Cụm ký giao ước thi đua năm 2024.",
    ),
    (Use.PLANNED, _PLAN, "Huyện triển khai nhiệm vụ năm 2024."),
    (Use.REVIEWED, r"\b(?:tổng kết|bình xét|chấm điểm)\b[^.;]{0,120}$", "Cụm tổng kết phong trào năm 2024."),
    (
        Use.ASSESSED,
        r"\b(?:kết quả|đánh giá|thành tích|khen thưởng|tuyên dương|hoàn thành|xếp loại|đạt)\b[^.;]{0,120}$",
        "Huyện nghe báo cáo kết quả năm 2024.",
    ),
    (
        Use.AWARDED,
        (
            r"\b(?:trao|nhận|tặng|công bố|tôn vinh)\b(?!.{250})[^.;]{0,120}?"
            r"\b(?:giải|cờ|bằng|danh hiệu|huân chương)\b[^.;]{0,120}$"
        ),
        "Tỉnh trao giải báo chí lần thứ hai - năm 2024.",
    ),
    (
        Use.WORKED,
        r"\b(?:công tác|giao ban|phong trào|hoạt động|nhiệm vụ)\b[^.;]{0,60}$",
        "Huyện giao ban công tác năm 2024.",
    ),
    (Use.NAMED, "$", "Huyện mở hội thi năm 2024."),
)
_USES = tuple((use, later(pattern, re.IGNORECASE)) for use, pattern, _ in USES)
# The months in which a year is spoken of so: (years later, first month, last month). Where none fits, nothing is said.
# Rounds of emulation are closed from late summer (courts: September) on, plans are made from November on.
_MONTHS_OF_USE = {
    Use.PLEDGED: ((-1, 11, 12), (0, 1, 9)),
    Use.PLANNED: ((-1, 11, 12), (0, 1, 5)),
    Use.REVIEWED: ((0, 8, 12), (1, 1, 6)),
    Use.ASSESSED: ((0, 8, 12), (1, 1, 3)),
    Use.AWARDED: ((0, 8, 12),),
    Use.WORKED: ((0, 4, 12),),
    Use.SPRING: ((-1, 11, 12), (0, 1, 4)),
    Use.SCHOOL_YEAR_CLOSED: ((0, 5, 9),),
    Use.SCHOOL_YEAR_OPENED: ((0, 7, 10),),
    Use.NAMED: ((0, 1, 12),),
}
# A part of a year is planned from the month before it on, and reviewed within three months after it.
_BEFORE_PART, _AFTER_PART = 1, 3


class YearMention(NamedTuple):
    """A year that the text connects with what it reports."""

    year: int
    """Four digits."""
    words: str
    """As the text says it: "6 tháng cuối năm 2024"."""
    use: Use
    """What the text does with it."""
    first: int = 1
    """The first month it speaks of."""
    last: int = _LAST_MONTH
    """The last month it speaks of."""

    def of_event(self, month: int) -> int:
        """The year of an event in a month; 0 where this mention settles nothing.

        >>> YearMention(2025, "năm 2025", Use.PLANNED).of_event(12), YearMention(2025, "", Use.PLANNED).of_event(7)
        (2024, 0)
        >>> YearMention(2021, "năm 2021", Use.REVIEWED).of_event(1), YearMention(2021, "", Use.REVIEWED).of_event(7)
        (2022, 0)
        >>> YearMention(2021, "quý IV/2021", Use.PART, 10, 12).of_event(1)
        2022
        """
        if self.use is Use.PART:
            return self._next_to_part(month)
        fitting = (years for years, first, last in _MONTHS_OF_USE[self.use] if first <= month <= last)
        return next((self.year + years for years in fitting), 0)

    def _next_to_part(self, month: int) -> int:
        """An event lies within the months spoken of or next to them; where two years fit, nothing is said."""
        near: list[int] = []
        for years_off in (0, 1, -1):
            at = month + _LAST_MONTH * years_off
            if self.first <= at <= self.last:
                return self.year
            if self.first - _BEFORE_PART <= at <= self.last + _AFTER_PART:
                near.append(self.year + years_off)
        return near[0] if len(near) == 1 else 0


def years(text: str) -> Iterator[YearMention]:
    """The years a text connects with what it reports, in its order; goals, terms and comparisons are left out.

    >>> [each.words for each in years("Nhiệm kỳ 2020-2025, đến năm 2030; nhiệm vụ 6 tháng cuối năm 2024, quý I/2025")]
    ['6 tháng cuối năm 2024', 'quý I/2025']
    """
    if "20" in text or "19" in text:
        yield from _years(text[:_LONGEST_SENTENCE])


# A sentence is asked several times: for its own day, for its paragraph's, for its article's.
@lru_cache(maxsize=64)
def _years(text: str) -> tuple[YearMention, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[YearMention]:
    lower = text.lower()
    found = [
        (match, _part(match) if rule is _MONTHS else (1, _LAST_MONTH))
        for rule, words in _NEEDS
        if any(word in lower for word in words)
        for match in rule.finditer(text)
    ]
    taken = {match.end() for match, _ in found}
    found += [(match, (0, 0)) for match in _WHOLE.finditer(text) if match.end() not in taken]
    for match, (first, last) in sorted(found, key=lambda each: each[0].start()):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if _OF_SOMETHING_ELSE.search(before[-_NEAR:]):
            continue
        if match.re is _SPRING:
            yield YearMention(int(match["year"]), match[0], Use.SPRING)
        elif match.re is _SCHOOL_YEAR:
            closed = use_of(before) in (Use.REVIEWED, Use.ASSESSED)
            use = Use.SCHOOL_YEAR_CLOSED if closed else Use.SCHOOL_YEAR_OPENED
            yield YearMention(int(match["end" if closed else "year"]), match[0], use)
        elif match.re is _MONTHS:
            yield YearMention(int(match["year"]), match[0], Use.PART, first, last)
        else:
            use, since = (Use.WORKED, len(before)) if _AT_HEAD.fullmatch(before) else _use_of(before)
            said = before[since:]
            words = said + match[0] if len(said) <= _LONGEST_WORDS else match[0]
            yield YearMention(int(match["year"]), words, use)


def use_of(before: str) -> Use:
    """What the words before a year do with it.

    >>> use_of("tổng kết công tác "), use_of("tổng kết năm 2023, triển khai nhiệm vụ ")
    (<Use.REVIEWED: 'reviewed'>, <Use.PLANNED: 'planned'>)
    """
    return _use_of(before)[0]


def _use_of(before: str) -> tuple[Use, int]:
    """The use, and where the words begin that say it; the end when none say it."""
    found = ((use, pattern.search(before)) for use, pattern in _USES)
    return next((use, match.start()) for use, match in found if match)


def _part(match: re.Match[str]) -> tuple[int, int]:
    """The first and last month of a part of a year."""
    if match["month"]:
        return int(match["month"]), int(match["month"])
    if match["quarter"]:
        quarter = small_number(match["quarter"])
        return 3 * quarter - 2, 3 * quarter
    count = min(small_number(match["count"]) or _HALF_YEAR, _LAST_MONTH)
    return (1, count) if (match["end"] or "đầu").lower() == "đầu" else (_LAST_MONTH + 1 - count, _LAST_MONTH)
