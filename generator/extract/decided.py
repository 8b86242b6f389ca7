"""Offices decided about somebody who is named after the decision: "miễn nhiệm chức danh … đối với ông A"."""

import re

from generator.extract.offices import may_hold_office, office_head, offices_after
from generator.extract.tenure import Office, Tenure, as_office
from generator.patterns import later

# "bổ nhiệm Giám đốc Sở Nội vụ đối với ông A", "thôi giữ chức Phó Chủ tịch cho bà B".
_ACT = later(
    r"\b(?:thôi giữ|thôi làm|thôi nhiệm vụ|thôi đảm nhiệm|x(?:óa|oá) tư cách|không công nhận|miễn nhiệm|bãi nhiệm"
    r"|cách chức|cách(?= (?:các )?chức)|bầu|bổ nhiệm|phê chuẩn|chuẩn y|chỉ định|công nhận|kiện toàn|giữ)\b",
    re.IGNORECASE,
)
_MOST_ACTS = 6
# Between the act and the office: "bầu bổ sung 3 chức danh …", "miễn nhiệm các chức vụ: …".
_ACT_TO_OFFICE = later(
    r"[ :]*(?:(?:lại|bổ sung|thêm|việc|các|hai|ba|bốn|\d{1,2}|giữ|làm|chức danh|chức vụ|chức|cương vị|vị trí|tư cách"
    r"|nhiệm vụ|tân)[ :]+)*",
    re.IGNORECASE,
)
_NEXT_ACT = later(rf"(?: ?[,;]| và| đồng thời) (?:đồng thời )?(?P<act>{_ACT.pattern})", re.IGNORECASE)
# What is only planned is no news of anybody's office.
_PLANNED = later(r"\b(?:quy trình|thủ tục|dự kiến|chủ trương|giới thiệu)\b[^.;]{0,30}$", re.IGNORECASE)
_PLAN_REACH = 50
# "kéo dài thời gian giữ chức vụ", "bổ nhiệm lại": no new office.
_KEEPS = later(r"\b(?:kéo dài|gia hạn)\b[^.,;]*|\b(?:bầu|bổ nhiệm) lại\b", re.IGNORECASE)
_LAI_REACH = 4
_PATIENT = later(r" (?:đối với|(?<!cùng )với|cho|của) ?:?(?: (?:các|hai))? ?$", re.IGNORECASE)
_PATIENT_REACH = 24
_ENDS_OF_PATIENT = ("với", "cho", "của", "các", "hai", ":")
# Between the office and whom it is given to: how long it lasts.
_LASTS = later(r"[ ,(]{0,9}(?:(?:khóa|khoá|nhiệm kỳ|giai đoạn) [^,;)]{1,40}(?:[,)]{1,2} ?|$)){0,4}", re.IGNORECASE)
_GIVES_UP = later(r"thôi|miễn|bãi|x(?:óa|oá)|không|cách", re.IGNORECASE)
_HOW_FAR_BACK = 600


def changes_before(text: str, start: int, end: int) -> list[Office]:
    """The office decided about somebody named at end, where the decision comes first: "miễn nhiệm … đối với ông".

    >>> text = "HĐND xã miễn nhiệm chức danh Phó Chủ tịch UBND xã đối với ông Lê A"
    >>> [(office.text, office.tenure.value) for office in changes_before(text, 0, text.index("ông"))]
    [('Phó Chủ tịch UBND xã', 'former')]
    """
    # The cheap question first: most names have no such word before them.
    if not may_hold_office(text, max(0, start - _HOW_FAR_BACK), end):
        return []
    if not text[max(start, end - _PATIENT_REACH) : end].rstrip().lower().endswith(_ENDS_OF_PATIENT):
        return []
    patient = _PATIENT.search(text, max(start, end - _PATIENT_REACH), end)
    if not patient:
        return []
    acts = list(_ACT.finditer(text, start, patient.start()))[-_MOST_ACTS:]
    for act in acts:
        if decided := _decided(text, act, act.end(), patient.start()):
            return decided
    # "… Chủ tịch HĐND tỉnh A đối với ông B; Chủ tịch HĐND tỉnh C đối với ông D": the act stands before the first.
    item = text.rfind(";", start, patient.start())
    earlier = next(reversed(list(_ACT.finditer(text, max(0, start - _HOW_FAR_BACK), start))), None)
    return _decided(text, earlier, item + 1, patient.start()) if earlier and not acts and item >= 0 else []


def _decided(text: str, act: re.Match[str], at: int, end: int) -> list[Office]:
    """The offices that fill all between the act and the one whom it concerns; none where anything else stands there."""
    if _PLANNED.search(text, max(0, act.start() - _PLAN_REACH), act.start()):
        return []
    found: list[Office] = []
    gives_up = bool(_GIVES_UP.match(act[0]))
    keeps = bool(_KEEPS.search(text, max(0, act.start() - _PLAN_REACH), at + _LAI_REACH))
    while True:
        opens = _ACT_TO_OFFICE.match(text, at, end)
        head = opens and office_head().match(text, opens.end(), end)
        if not head:
            return []
        next_act = _NEXT_ACT.search(text, head.end(), end)
        decided = text[head.start() : next_act.start() if next_act else end]
        offices, after = offices_after(decided, 0, len(decided) + 1, begins_here=True)
        found += [as_office(office, _given(gives_up=gives_up, keeps=keeps)) for office in offices]
        if not _LASTS.fullmatch(decided, after):
            return []
        if not next_act:
            return found
        at, gives_up = next_act.end(), bool(_GIVES_UP.match(next_act["act"]))


def _given(*, gives_up: bool, keeps: bool) -> Tenure:
    if gives_up:
        return Tenure.FORMER
    return Tenure.HELD if keeps else Tenure.NEW
