"""Offices that a text gives to several persons at once: before a list, after it, or in the line above it."""

import re
from collections.abc import Sequence

from generator.extract.changes import Office, Tenure, as_office
from generator.extract.mentions import Sighting
from generator.extract.offices import may_hold_office, office_head, offices_after, stop_verb
from generator.patterns import later
from generator.vietnamese import lowered

_ADDRESSES = r"(?:(?:các|hai|ba|bốn) )?(?:đồng chí|đ/c|ông|bà|vị)(?: ?, ?(?:ông|bà))?"
# These are asked of the text in lower case, of no more than _REACH: farther from the end they give up at once.
# "các Phó Chủ tịch UBND tỉnh: A, B": the office of a group is each one's.
_GROUP = later(
    r"\b(?:các|những|hai|ba|bốn|\d{1,2}) (?!.{240})(?:đồng chí ?:? ?)?(?:là )?(?P<office>(?:[^,;:.]|\.(?=\S)){1,120}?)"
    rf"(?:,? (?:gồm|là)(?: có)?)?(?: ?:? ?{_ADDRESSES})? ?:? ?$",
)
# "Chủ tịch Hội Nông dân 5 tỉnh: A, B": a label before a colon.
_LABEL = later(
    rf"(?:^(?:[-–+•*] ?)?|[.;,] |\b(?:có|gồm) )(?!.{{240}})(?P<office>[^,;:.]{{1,120}}?)(?:,? (?:gồm|là))?"
    rf"(?: có)? ?: ?(?:{_ADDRESSES} ?:? ?)?$",
)
# "bổ nhiệm giữ chức Trưởng Ban Xây dựng Đảng xã là các ông, bà: A, B".
_GIVEN = later(
    r"\b(?:giữ (?:chức(?: (?:vụ|danh))? )?|làm |chức(?: (?:vụ|danh)) )(?!.{240})(?P<office>[^,;:.]{1,120}?)"
    rf"(?:,? (?:là|gồm|cho|đối với|với))?(?: {_ADDRESSES})? ?: ?(?:{_ADDRESSES} )?$",
)
_COUNT = later(r" \d+ (?=(?:tỉnh|thành phố|huyện|đơn vị|xã|phường))", re.IGNORECASE)
_OF_ALL = later(r" ?[,–-]? ?(?:đều (?:là )?|cùng là |là (?:các|hai|ba|bốn) )", re.IGNORECASE)
_ENDS = later(
    r"\b(?:miễn nhiệm|bãi nhiệm|cách chức|thôi giữ|thôi làm)"
    r"(?: (?:bổ sung|các|hai|ba|bốn|\d{1,2}|chức|vụ|danh))* ?$",
    re.IGNORECASE,
)
_ELECTS = later(r"\b(?:bầu|bổ nhiệm|phê chuẩn|chỉ định|công nhận)(?: bổ sung)? ?$", re.IGNORECASE)
_ARE = later(r" là (?:các|hai|ba|bốn) ", re.IGNORECASE)
_APPOINTS = later(r"\b(?:bầu|bổ nhiệm|trúng cử|chỉ định|phân công)\b", re.IGNORECASE)
_TO_AN_OFFICE = later(r"\b(?:giữ|chức|trúng cử)\b", re.IGNORECASE)
_IS_APPOINTED = later(r"\b(?:trúng cử|được (?:bầu|bổ nhiệm))\b", re.IGNORECASE)


_AND = later(
    r" (?:và|cùng) (?:(?:các|ông|bà|đồng chí|đ/c|anh|chị|cô|thầy|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)|đại đức"
    r"|thượng tọa|hòa thượng|ni sư) )*$",
    re.IGNORECASE,
)
_TOGETHER = later(
    r"\b(?:các|hai|ba|bốn|năm|\d{1,2}) (?:đồng chí|ông|bà|vị|đ/c)(?:, ?bà)? ?:? ?(?:gồm|là)? ?:? ?$",
    re.IGNORECASE,
)
_NEAR = 40
# What announces a list stands right before it.
_REACH = 240
# After the colon that announces it stands an address at most.
_ADDRESSED = 40
_DIGIT = later(r"\d")
_PLURAL = ("các ", "những ", "hai ", "ba ", "bốn ")


def group_offices(text: str, start: int, end: int) -> tuple[Office, ...]:
    """The office of the group whose list begins at end; empty when none is announced after start.

    >>> text = "các đồng chí Phó Chủ tịch UBND tỉnh: Lê A"
    >>> [office.text for office in group_offices(text, 0, text.index("Lê A"))]
    ['Phó Chủ tịch UBND tỉnh']
    """
    # A semicolon parts two groups.
    start = max(start, end - _REACH, text.rfind(";", start, end))
    lower = lowered(text)
    tail = lower[start:end]
    # The cheap questions first: most names have no such words before them.
    announced = ":" in tail[-_ADDRESSED:]
    if not may_hold_office(text, start, end):
        return ()
    counted = any(map(tail.__contains__, _PLURAL)) or _DIGIT.search(tail)
    for pattern, tenure, may_stand in (
        (_GIVEN, Tenure.NEW, announced),
        (_GROUP, Tenure.HELD, counted),
        (_LABEL, Tenure.HELD, announced),
    ):
        group = pattern.search(lower, start, end) if may_stand else None
        office = _COUNT.sub(" ", text[slice(*group.span("office"))].strip()) if group else ""
        if group and office and office_head().match(office) and not stop_verb().search(office):
            elects = _ELECTS.search(text, max(0, group.start() - _NEAR), group.start())
            ends = _ENDS.search(text, max(0, group.start("office") - _NEAR), group.start("office"))
            return (as_office(office, Tenure.FORMER if ends else Tenure.NEW if elects else tenure),)
    return ()


def office_of_all(text: str, start: int) -> tuple[tuple[Office, ...], int]:
    """The office said of all persons of a list that ends at start, and where it ends: "…, đều là Tỉnh ủy viên".

    >>> [office.text for office in office_of_all(", đều là Tỉnh ủy viên dự.", 0)[0]]
    ['Tỉnh ủy viên']
    """
    of_all = _OF_ALL.match(text, start)
    if not of_all or not office_head().match(text, of_all.end()):
        return (), start
    offices, end = offices_after(text, of_all.end(), len(text), begins_here=True)
    return tuple(map(as_office, offices)), end


def announces_change(heading: str) -> bool:
    """Whether a line announces a list of persons who take up their offices.

    >>> announces_change("Các đồng chí sau được bầu giữ chức vụ chủ chốt:"), announces_change("Danh sách đại biểu:")
    (True, False)
    """
    if not heading.endswith(":"):
        return False
    clause = heading[max(heading.rfind("."), heading.rfind(";")) + 1 :]
    appoints = _APPOINTS.search(clause)
    return bool((appoints and _TO_AN_OFFICE.search(clause, appoints.end())) or _IS_APPOINTED.search(clause))


def are_together(text: str, start: int, end: int) -> bool:
    """Whether a list of persons begins at end: "các ông", "hai đồng chí:"."""
    return bool(_TOGETHER.search(text, max(start, end - _NEAR), end))


def are_those(text: str, start: int, end: int) -> bool:
    """Whether the list that begins at end names the holders of the office before: "Phó Bí thư là hai đồng chí".

    >>> are_those("Phó Bí thư là hai đồng chí Lê A", 0, 27)
    True
    """
    return bool(_ARE.search(text, max(start, end - _NEAR), end))


def given_to_all(text: str, of_list: Sequence[Sighting], changed: Sequence[Office]) -> tuple[Office, ...]:
    """Which of the changes said after the last of a list are said of all: "bầu ông A và ông B giữ chức Phó Bí thư".

    None where the persons are not named together, or where others of them take up offices of their own.
    """
    first, last = of_list[0].start, of_list[-1].start
    if not (are_together(text, 0, first) or _AND.search(text, max(0, last - _NEAR), last)):
        return ()
    others = [office for sighting in of_list[:-1] for office in sighting.offices]
    if any(office.tenure is not Tenure.HELD for office in others):
        return ()
    return tuple(office for office in changed if office.tenure is Tenure.NEW or not others)
