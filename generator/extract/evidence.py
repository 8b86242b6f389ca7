"""Whether a candidate is a person who takes part: what stands around the name says so, or says it is a place."""

import re
from typing import NamedTuple

from generator.extract.names import Candidate, before_since
from generator.extract.offices import office_head, offices_before, stop_verb
from generator.patterns import later
from generator.vietnamese import lowered

# Somebody remembered takes no part: "noi gương Tổng Bí thư …", "Thủ tướng … từng về thăm".
_PAST_WORDS = ("sinh thời", "tưởng nhớ", "thân thế", "cố ", "noi gương", "tấm gương", "sự nghiệp")
_OF_THE_PAST = later(
    r"\b(?:(?:sinh thời|tưởng nhớ|thân thế|cố(?= (?:tổng|chủ|thủ|đại tướng|đồng chí)))\b[^.,;:]{0,80}"
    r"|noi gương[^.,;:]{0,80}|(?:tấm gương|sự nghiệp)(?: (?!như )[^ .,;:]{1,20}){0,5} )$",
    re.IGNORECASE,
)
_ONCE = later(
    r" (?:đã )?(?:từng(?! (?:giữ|là|làm|đảm|kinh qua|trải qua|được|công tác|tham gia|có|bị|nhận|đạt|phục vụ"
    r"|chiến đấu))|là tấm gương)\b",
    re.IGNORECASE,
)
# An item of a list: a number, a dash or a bullet before the name.
_BULLET = later(r"(?:\d{1,3} ?[.)/-]|[-–+•*])? ?(?:(?:đồng chí|đ/c|ông|bà) )?", re.IGNORECASE)
# "các nhân sự: Lê Văn Ba, Trần Thị Tư"; not "Ảnh: …", which credits somebody.
_AFTER_COLON = later(
    r"(?<!ảnh)(?<!tin)(?<!bài)(?<!nguồn)(?<!hiện)(?<!clip)(?<!video)(?<!giả)(?<!tập): $", re.IGNORECASE
)
_BORN = later(r" ?[,(] ?(?:sinh (?:năm|ngày)|sn ?\d)", re.IGNORECASE)
_ENDS_ITEM = later(r" ?(?:[,;:(–-]|\.?$)")
# Companies and temples bear names of two and more words: Công ty TNHH Xây lắp Hồng Hà. Asked of the lower case.
_COMPANY = later(
    r"\b(?:công ty|tập đoàn|ngân hàng|hợp tác xã|htx|doanh nghiệp|xí nghiệp|nhà máy|khách sạn|chùa|giáo xứ|giáo họ"
    r"|giáo phận|tu viện|trang trại|siêu thị|khu công nghiệp)\b[^,;.:()]{0,80}$"
)
_ONE_OFFICE = later(r" ?[,–-] ?(?=\w)[^,;:.()]+")
# What says that somebody is a person stands near the name.
_NEAR = 80
_FAR = 300
_SHORT_NAME = 2


class Signs(NamedTuple):
    """What stands around a name."""

    honorific: bool = False
    """đồng chí, ông, Thiếu tướng … before it."""
    listed: bool = False
    """A person before it, in the same list."""
    group: bool = False
    """The office of a group before it."""
    offices_before: tuple[str, ...] = ()
    """Offices before it, as in the text."""
    office_after: bool = False
    """An office after it."""
    announced: bool = False
    """The line before announced a list of persons."""
    others: bool = False
    """Other persons before it in the sentence."""


def is_whole_name(candidate: Candidate) -> bool:
    """Whether a name can hardly be a place's: it has a middle name, or three words and a sure surname."""
    return candidate.has_middle_name or (candidate.sure_surname and candidate.words > _SHORT_NAME)


def is_place(candidate: Candidate, text: str) -> bool:
    """Whether a candidate is rather the place that a unit is named after, or a company's name."""
    found = candidate.before
    if found.honorific:
        return False
    near = max(0, candidate.start - _NEAR)
    if not is_whole_name(candidate) and _COMPANY.search(lowered(text), near, candidate.start):
        return True
    if not found.unit or found.of_province:
        return False
    if candidate.words == _SHORT_NAME:
        return True
    return found.unit != "two words" and not (candidate.sure_surname or candidate.has_middle_name)


def ends_office_of(person: Candidate, candidate: Candidate, text: str) -> bool:
    """Whether the candidate only ends the office of the one before: "Bà Hoa, Phó Chủ tịch UBND xã Trần Văn Thời"."""
    if not candidate.before.unit or not person.before.honorific:
        return False
    office = candidate.start - person.end < _FAR and _ONE_OFFICE.fullmatch(text, person.end, candidate.start)
    return bool(office) and not offices_before(text, max(0, person.start - _FAR), person.start)


def takes_no_part(candidate: Candidate, text: str, start: int) -> bool:
    """Whether the name stands for somebody remembered, or for a street, a school, a prize.

    Nothing before start belongs to it.
    """
    near = max(start, candidate.start - _NEAR)
    tail = lowered(text)[near : candidate.start]
    past = any(map(tail.__contains__, _PAST_WORDS)) and _OF_THE_PAST.search(text, near, candidate.start)
    if past or _ONCE.match(text, candidate.end):
        return True
    return before_since(candidate, text, start).unit == "person"


def evidence(candidate: Candidate, text: str, signs: Signs) -> str:
    """The rule by which a candidate is a person; empty when nothing shows it."""
    if signs.honorific:
        return "honorific"
    if signs.listed or signs.group:
        return "list" if signs.listed else "group"
    if candidate.sure_surname or candidate.words > _SHORT_NAME:
        if signs.office_after or signs.offices_before:
            return "office-after" if signs.office_after else "office-before"
        return _evidence_of_whole_name(candidate, text, signs)
    if signs.offices_before and candidate.before.of_province:
        return "office-before"
    # "Lớp trưởng Lâm Hà phát biểu"; with a unit in the office it may be the unit's place: "Trưởng phòng Nội vụ …".
    bare = signs.offices_before and office_head().fullmatch(signs.offices_before[-1])
    return "office-before" if bare and stop_verb().match(text, candidate.end) else ""


def _evidence_of_whole_name(candidate: Candidate, text: str, signs: Signs) -> str:
    """The rule by which a whole name without honorific and office is a person's."""
    if not is_whole_name(candidate):
        return ""
    start = candidate.start
    if _BORN.match(text, candidate.end):
        return "born"
    is_item = _ENDS_ITEM.match(text, candidate.end)
    bullet = is_item and signs.announced and _BULLET.fullmatch(text, 0, start)
    unit = candidate.before.unit
    if bullet or (is_item and signs.others and text.endswith("; ", 0, start) and not unit):
        return "list-item"
    if unit:
        return ""
    if is_item and _AFTER_COLON.search(text, max(0, start - _NEAR), start):
        return "after-colon"
    return "does-something" if stop_verb().match(text, candidate.end) else ""
