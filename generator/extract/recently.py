"""When a text says only that its event took place lately: the month of the page's stamp, or its year.

One table, FORMS; a new form is a new row, whose example is run as a test.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.clean import Stamp
from generator.dates import PartialDate
from generator.extract.facts import Fact, Sentence
from generator.extract.years import years
from generator.patterns import later

_TAG = r"^(?:\([^()]{2,40}\) ?[-–—:]* ?|[\w&.]{2,15} ?[-–—]+ ?|[-–—] ?)?"
_DONE = (
    "tổ chức|có (?:buổi|quyết định|cuộc|chuyến|kế hoạch|văn bản)|ban hành|ký|công bố|diễn ra|khai mạc|bế mạc|tiến hành"
    "|hoàn thành|trao|ra mắt|làm việc|đến thăm|thăm|chủ trì|khai giảng|bế giảng|họp|thành lập|bầu|phê duyệt|điều động"
    "|bổ nhiệm|phân công|chỉ định|luân chuyển|sơ kết|tổng kết|triển khai|phát động|thông qua|tiếp|kết nạp|chuẩn y"
)
# In the first days of a month what happened lately may have happened in the month before.
_SURE_FROM = 8
# A sentence says it early; and pages of another time than the text's are no witnesses.
_REACH, _YEARS_OFF = 400, 1


@dataclass(frozen=True)
class RecentForm:
    """One way to say that something happened lately."""

    name: str
    """What `explain` calls it."""
    pattern: re.Pattern[str]
    """With the group said; it holds at the beginning of a sentence of the first paragraph."""
    example: str
    """A sentence that has it."""


FORMS = (
    RecentForm(
        "lately, at the head",
        later(
            rf"{_TAG}(?P<said>(?:vừa qua|mới đây|(?:cuối )?tuần qua|(?:mấy|những) ngày (?:vừa )?qua))(?=,| tại\b| ở\b)",
            re.IGNORECASE,
        ),
        "(BĐ) - Mới đây, tại phường, khối thi đua họp.",
    ),
    RecentForm(
        "just done",
        later(
            rf"^(?:(?!\bvừa\b)[^;]){{0,300}}?(?P<said>\bvừa (?:mới )?(?:được |phối hợp(?: với)? )?(?:{_DONE})\b)"
            r"(?![^.;]{0,80}\bvừa\b)",
            re.IGNORECASE,
        ),
        "Khối thi đua các cơ quan Đảng vừa tổ chức sơ kết.",
    ),
)


def lately(opening: Sequence[Sentence], stamp: Stamp | None) -> Fact[str] | None:
    """The month of the page's stamp for an event that took place lately; in a month's first days only the year.

    None without such words or a stamp, early in January, and when the opening speaks of other years than the stamp's.

    opening: the first paragraph.

    >>> told = [Sentence("Khối thi đua vừa tổ chức tổng kết năm 2024.", 3, 0)]
    >>> lately(told, Stamp("2025-01-14", "14/1/2025", 1)).value
    '2025-01'
    """
    if not stamp:
        return None
    for sentence in opening:
        text = sentence.text[:_REACH]
        if "vừa" not in text.lower() and " qua" not in text and "ới đây" not in text:
            continue
        for form in FORMS:
            match = form.pattern.search(text)
            value = _as_far_as_sure(PartialDate.parse(stamp.date)) if match else ""
            if match and value and _speaks_of_its_time(opening, int(value[:4])):
                words = f"“{match['said']}” + “{stamp.words}”"
                return Fact(value, words, sentence.line, f"{form.name} + stamp")
    return None


def _as_far_as_sure(published: PartialDate) -> str:
    if not published.day or published.day >= _SURE_FROM:
        return str(PartialDate(published.year, published.month))
    return str(PartialDate(published.year)) if published.month > 1 else ""


def _speaks_of_its_time(opening: Sequence[Sentence], year: int) -> bool:
    return all(abs(mention.year - year) <= _YEARS_OFF for each in opening for mention in years(each.text))
