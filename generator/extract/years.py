"""Which year a text speaks of, and what it does in it: reviewed, planned or only named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_MENTION = re.compile(
    r"(?<![\d/.–-])(?<!\d [-–] )(?:19|20)\d{2}(?![\d/]|[.-]\d|\s*[-–]\s*(?:19|20)\d{2})"  # no part of 2020 - 2025
)
_CONTEXT = re.compile(r"(?P<words>(?:\S+\s+){0,4}năm)\s+$", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"(?:đến|từ|tầm nhìn|nhiệm kỳ|giai đoạn|khóa|khoá|trước|kỷ niệm|sang|so với(?:\s+\S+){0,3})(?:\s+(?:năm|hết))*\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:đầu|cuối|tháng|quý)\s+(?:\S+\s+)?(?:năm\s*)?$", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:triển khai|phương hướng|bàn|đề ra|kế hoạch|sang|bước vào)\b[^.;]{0,60}$", re.IGNORECASE)
_REVIEWED = re.compile(r"(?:tổng kết|kết quả|đánh giá)[^.;]{0,120}$", re.IGNORECASE)
_WORKED = re.compile(r"\b(?:công tác|giao ban|phong trào|hoạt động)\b[^.;]{0,60}$", re.IGNORECASE)
# How many characters before a year say what is done in it.
_REACH = 200
# A whole year is summed up in it or in the first months of the next, and planned in its first months or in the last one
# of the year before. In between a plan's year says nothing sure.
_FIRST_MONTHS, _LAST_MONTH = 3, 12


class Use(Enum):
    """What a text does with a year."""

    PART = "part"
    """Speaks of months or a quarter of it."""
    PLANNED = "planned"
    """Plans it as a whole."""
    REVIEWED = "reviewed"
    """Sums it up as a whole."""
    WORKED = "worked"
    """Speaks of its work: reviewed or planned, who knows."""
    NAMED = "named"
    """Names it, no more."""


@dataclass(frozen=True)
class YearMention:
    """A year that the text connects with what it reports."""

    year: int
    """Four digits."""
    words: str
    """As the text says it: "6 tháng cuối năm 2024"."""
    use: Use
    """What the text does with it."""

    def of_event(self, month: int) -> int:
        """The year of an event in a month; 0 where this mention settles nothing.

        >>> YearMention(2025, "năm 2025", Use.PLANNED).of_event(12), YearMention(2025, "", Use.PLANNED).of_event(7)
        (2024, 0)
        >>> YearMention(2021, "năm 2021", Use.REVIEWED).of_event(1), YearMention(2021, "", Use.PART).of_event(1)
        (2022, 2021)
        """
        early = month <= _FIRST_MONTHS
        if self.use is Use.PLANNED:
            return self.year - 1 if month == _LAST_MONTH else self.year if early else 0
        if self.use is Use.WORKED and early:
            return 0
        return self.year + (self.use is Use.REVIEWED and early)


def years(text: str) -> Iterator[YearMention]:
    """The years a text connects with what it reports, in its order; goals, terms and comparisons are left out.

    >>> [each.year for each in years("Nhiệm kỳ 2020-2025, đến năm 2030; nhiệm vụ 6 tháng cuối năm 2024")]
    [2024]
    """
    for match in _MENTION.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        context = _CONTEXT.search(before)
        if context and not _OF_SOMETHING_ELSE.search(before[: -len("năm ")]):
            yield YearMention(int(match[0]), f"{_part_words(context['words'])} {match[0]}", _use(before))


def _use(before: str) -> Use:
    for use, pattern in ((Use.PART, _PART), (Use.PLANNED, _PLANNED), (Use.REVIEWED, _REVIEWED), (Use.WORKED, _WORKED)):
        if pattern.search(before):
            return use
    return Use.NAMED


def _part_words(words: str) -> str:
    """From the last words before a year those that say which part of it, else only "năm".

    >>> _part_words("nhiệm vụ 6 tháng cuối năm"), _part_words("công tác thi đua năm")
    ('6 tháng cuối năm', 'năm')
    """
    part = re.search(r"(?:\S+\s+tháng\s+(?:đầu|cuối)|quý\s+\S+|(?:đầu|cuối|giữa))\s+năm$", words, re.IGNORECASE)
    return part[0] if part else "năm"
