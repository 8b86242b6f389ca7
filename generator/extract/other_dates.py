"""Whose date it is when it isn't the event's: a document's, an anniversary's, a goal's, another meeting's.

One table; a new sign is a new row, whose example is run as a test.
"""

import re
from dataclasses import dataclass

from generator.patterns import later

# How far around a date such signs are looked for.
_REACH = 120
_CLAUSE = r"[^.,;:()]{0,80}"
# Farther before the date nothing is asked: to find so at once is quicker than to look how each word goes on.
_NEAR_ENOUGH = r"(?!.{250})"
# "Hội nghị triển khai Nghị quyết diễn ra ngày 5/3": the date is the meeting's again.
_NOT_HELD = r"(?:(?!diễn ra|tổ chức|khai mạc|bế mạc|tiến hành|tham dự|thông qua)[^.,;:()]){0,80}"
_DOCUMENTS = (
    "nghị quyết|chỉ thị|quyết định|quy định|kế hoạch|kết luận|hướng dẫn|thông báo|công văn|nghị định|thông tư"
    "|(?<!kỷ )luật|pháp lệnh|đề án|tờ trình|văn bản|chương trình hành động|lời kêu gọi"
)

# "số 05-CT/TW", "số 12/KH-UBND"
_DOCUMENT_NUMBER = r"\d[\w&.]{0,30}(?: ?[-–/] ?[\w&.]{1,15}){0,6}"


@dataclass(frozen=True)
class OtherDate:
    """A sign that a date is not the event's."""

    name: str
    """What it dates instead."""
    pattern: re.Pattern[str]
    """Looked for in the words before the date, at their end; or after it, at their beginning."""
    example: str
    """A sentence without any date of an event."""
    after: bool = False
    """It stands after the date."""
    any_day: bool = False
    """It holds also for "sáng 5/3" (the morning of): elsewhere a part of the day says that people met."""


def _before(name: str, pattern: str, example: str, *, any_day: bool = False) -> OtherDate:
    return OtherDate(name, later(rf"(?:{pattern})[ (]*$", re.IGNORECASE), example, any_day=any_day)


def _after(name: str, pattern: str, example: str, *, any_day: bool = False) -> OtherDate:
    return OtherDate(name, later(rf"[ ,)]{{0,9}}(?:{pattern})", re.IGNORECASE), example, after=True, any_day=any_day)


OTHER_DATES = (
    _before(
        "document, by number",
        rf"\bsố:? ?{_DOCUMENT_NUMBER}(?:(?:,| và|;) (?:số:? ?)?{_DOCUMENT_NUMBER}){{0,4}}(?: ban hành)?,?",
        "Chi bộ học tập Quy định số 11-QĐ/TW ngày 19/5/2021.",
    ),
    _before(
        "document",
        rf"\b(?:{_DOCUMENTS})\b{_NEAR_ENOUGH}{_NOT_HELD}",
        "Triển khai Kế hoạch của huyện ủy ngày 5/3/2021, các xã hăng hái.",
    ),
    _before(
        "act of a document",
        r"\b(?:ban hành|ký|phê duyệt|có hiệu lực|áp dụng|đăng|cập nhật)(?: vào| kể từ| từ)?",
        "Đề án được phê duyệt ngày 5/3/2021.",
    ),
    _after(
        "document, by issuer",
        r"của (?:bộ|ban|tỉnh|huyện|thành|thị|đảng|trung ương|chính phủ|thủ tướng|ủy ban|ubnd|hđnd)\b",
        "Theo tinh thần cuộc họp ngày 5/3/2021 của Ban Thường vụ, các xã khẩn trương.",
    ),
    _before(
        "anniversary",
        rf"\b(?:kỷ niệm|kỉ niệm|chào mừng|nhân (?:dịp|kỷ niệm|ngày|đại hội)|(?<!chúc )mừng|hưởng ứng|hướng tới"
        rf"|truyền thống|thành lập|sinh nhật|đợt|dịp){_NEAR_ENOUGH}{_NOT_HELD}",
        "Các đơn vị thi đua chào mừng Ngày Nhà giáo ngày 20/11/2021.",
    ),
    _after(
        "pair of dates", r"[-–] ?(?:\d{1,2}[/.-]){2}(?:19|20)\d{2}", "Toàn huyện nhớ về ngày 30/4/1975 - 30/4/2020."
    ),
    _after("every year", r"h[àằ]ng năm\b", "Hội thi mở vào ngày 5/3 hằng năm."),
    _after(
        "lunar calendar",
        r"(?:\(?(?:âm lịch|âl)\b|tết\b|tháng (?:giêng|chạp))",
        "Lễ hội mở vào ngày 10/3 âm lịch.",
        any_day=True,
    ),
    _before(
        "goal",
        r"\b(?:đến|tới|trước|sau|chậm nhất|hạn|kể từ|hết|tính từ|muộn nhất)(?: hết)?(?: vào)?",
        "Các xã hoàn thành việc này trước ngày 15/10/2021.",
    ),
    _before(
        "earlier event",
        r"\b(?:trước đó|năm trước|năm ngoái|cùng kỳ|cách đây[^.,;]{0,20}),?",
        "Trước đó, sáng 5/3/2021, đoàn đã về xã.",
        any_day=True,
    ),
    _before(
        "later event",
        r"\b(?:dự kiến|sẽ|chuẩn bị cho|tiến tới|sắp (?:tới|diễn ra)|theo (?:kế hoạch|lịch)(?=,))\b[^.;()]{0,90}",
        "Đại hội sẽ khai mạc sáng 5/3/2021.",
        any_day=True,
    ),
    _after(
        "later event",
        r"(?:(?:tới|tới đây|sắp tới)(?= ?[,.;)]|$| tại\b| sẽ\b)|năm sau\b)",
        "Hội thi mở vào sáng 5/3 tới.",
        any_day=True,
    ),
    _before(
        "life of a person",
        r"\b(?:sinh|mất|hy sinh|nhập ngũ|vào đảng|từ trần|qua đời)(?: vào)?",
        "Ông sinh ngày 5/3/1961.",
    ),
    _before("election", rf"\bbầu cử{_CLAUSE}", "Cử tri nô nức chuẩn bị bầu cử ngày 23/5/2021."),
    _before(
        "state of affairs",
        r"\b(?:tính đến|đến thời điểm|thời điểm)",
        "Tại thời điểm ngày 5/3/2021, xã còn nhiều hộ nghèo.",
    ),
)
_SINCE = re.compile(r"từ\b", re.IGNORECASE)
_MET = re.compile(r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm|thứ|chủ|hôm)\b", re.IGNORECASE)


def dates_something_else(text: str, start: int, end: int, *, several: bool = False) -> bool:
    """Whether the date from start to end is that of something else than the event.

    several: it is a span of days; "từ" (from) then begins it and is no sign of a state that lasts since.

    >>> text = "Theo Chỉ thị số 05-CT/TW ngày 15/5/2016, sáng 5/3/2021 huyện ủy họp."
    >>> dates_something_else(text, 24, 38), dates_something_else(text, 41, 54)
    (True, False)
    """
    if _SINCE.match(text, start) and not several:
        return True
    met = _MET.match(text, start) is not None
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return any(
        (rule.pattern.match(after) if rule.after else rule.pattern.search(before))
        for rule in OTHER_DATES
        if rule.any_day or not met
    )
