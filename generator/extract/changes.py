"""Changes of office: taken up, held, given up. The words are in lexicon/changes.tsv."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from generator import lexicon
from generator.extract.offices import after_about, office_head, offices_after
from generator.offices import office_key


class Tenure(Enum):
    """How the report speaks of somebody's office."""

    HELD = "held"
    """Has it."""
    NEW = "new"
    """Takes it up in what is reported."""
    FORMER = "former"
    """Had it, or gives it up."""


@dataclass(frozen=True)
class Office:
    """An office somebody is given by the text."""

    text: str
    """In the text's words, "nguyên" (former) included."""
    tenure: Tenure = Tenure.HELD
    """Held, new or former."""


# Nothing but the act itself stands between a name and the new office: "A, Phó Bí thư, được Đại hội bầu giữ chức …".
_ADVERB = (
    r"(?:(?:đã|vừa|mới|sẽ|cũng|hiện|nay|chính thức|tiếp tục|thống nhất|xin|bị|cho|đến|về|để|và)\s+"
    r"|(?:thôi\s+)?tham gia\s[^.;:()]{3,90}?(?:,|\s+và)\s+"
    r"|nhiệm kỳ\s[\d\s–-]{4,14}\s*,?\s*"
    r"|nhận\s+(?:công tác|nhiệm vụ mới)(?:\s+tại\s[^.,;:()]{2,60}?)?\s*,?\s+|bổ nhiệm\s+)"
)
_OPENS = r"(?:\s*\([^()]{1,40}\))?[\s,–-]{1,3}"
_PASSIVE = r"(?:được\s(?:[^.;:()]{1,160}?\s)??)"
# Somebody decided: without such a word "giữ chức" tells what is, not what is new.
_DECISION = re.compile(
    r"\b(?:bầu|bổ nhiệm|điều động|phân công|luân chuyển|chỉ định|phê chuẩn|tín nhiệm|trúng cử|tái cử|quyết định|cử"
    r"|công bố|nhận chức|chuẩn y|giao|đắc cử|suy cử|suy tôn|tấn phong|hiệp thương)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(r"\b(?:tiếp tục|tái|nhiệm lại|bầu lại)\b", re.IGNORECASE)
_FORMER = re.compile(r"nguyên\s+(?:là\s+)?", re.IGNORECASE)
# "bổ nhiệm Giám đốc Sở Nội vụ đối với ông A", "thôi giữ chức Phó Chủ tịch cho bà B".
_ACT = re.compile(
    r"\b(?:thôi giữ|thôi làm|thôi nhiệm vụ|xóa tư cách|không công nhận|miễn nhiệm|bãi nhiệm|bầu|bổ nhiệm|phê chuẩn"
    r"|chuẩn y|chỉ định|công nhận|giữ)\b",
    re.IGNORECASE,
)
# "… và miễn nhiệm chức vụ Y đối với ông B": what follows is said of B.
_SAID_OF_ANOTHER = re.compile(r"\s*(?:đối với|cho)\s", re.IGNORECASE)
_PATIENT = re.compile(r"\s+(?:đối với|cho|của)(?:\s+(?:các|hai))?\s*$", re.IGNORECASE)
# Between the office and whom it is given to: how long it lasts.
_LASTS = re.compile(r"[\s,(]*(?:(?:khóa|khoá|nhiệm kỳ)\s[^,;]{1,40}[,)]?\s*)*", re.IGNORECASE)
_GIVES_UP = re.compile(r"thôi|miễn|bãi|xóa|không", re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    return {words: kind for words, kind, _ in lexicon.rows("changes.tsv")}


@cache
def _change() -> re.Pattern[str]:
    words = lexicon.pattern_of(_kinds())
    return re.compile(
        rf"{_OPENS}{_ADVERB}{{0,4}}{_PASSIVE}?{_ADVERB}{{0,2}}(?P<words>{words})\s+(?:tân\s+)?", re.IGNORECASE
    )


@cache
def _short_passive() -> re.Pattern[str]:
    """The same where được is part of the words themselves: "được bầu là"."""
    words = lexicon.pattern_of(words for words in _kinds() if words.startswith("được"))
    return re.compile(rf"{_OPENS}{_ADVERB}{{0,4}}(?P<words>{words})\s+(?:tân\s+)?", re.IGNORECASE)


def changes_after(text: str, start: int, limit: int, *, decided: bool = False) -> tuple[list[Office], int]:
    """The offices that somebody named before start takes up, holds or gives up, and where the last of them ends.

    Nothing from limit on belongs to this person. decided: the sentence before tells of an election or a decision.

    >>> text = "Ông Lê A thôi giữ chức Phó Chủ tịch, được bầu giữ chức Chủ tịch UBND huyện."
    >>> [(office.text, office.tenure.value) for office in changes_after(text, 8, len(text))[0]]
    [('Phó Chủ tịch', 'former'), ('Chủ tịch UBND huyện', 'new')]
    """
    found: list[Office] = []
    end = after_about(text, start, limit)
    while match := _with_office(text, end, limit):
        offices, after = offices_after(text, match.end(), limit, begins_here=True)
        if not offices or _SAID_OF_ANOTHER.match(text, after):
            break
        tenure = _tenure(match, decided=decided or tells_of_decision(text))
        found += [as_office(office, tenure) for office in offices]
        end = after
    return found, end if found else start


def tells_of_decision(text: str) -> bool:
    """Whether a sentence tells that somebody was elected, appointed or moved."""
    return bool(_DECISION.search(text))


def _tenure(change: re.Match[str], *, decided: bool) -> Tenure:
    kind = _kinds()[" ".join(change["words"].lower().split())]
    if kind == "decided" and _STAYS.search(change[0]):
        return Tenure.HELD
    if kind == "decided":
        return Tenure.NEW if decided else Tenure.HELD
    return Tenure(kind)


def _with_office(text: str, start: int, limit: int) -> re.Match[str] | None:
    for pattern in (_short_passive(), _change()):
        match = pattern.match(text, start, limit)
        if match and office_head().match(text, match.end()):
            return match
    return None


def changes_before(text: str, start: int, end: int) -> list[Office]:
    """The office decided about somebody named at end, where the decision comes first: "miễn nhiệm … đối với ông".

    >>> text = "HĐND xã miễn nhiệm chức danh Phó Chủ tịch UBND xã đối với ông Lê A"
    >>> [(office.text, office.tenure.value) for office in changes_before(text, 0, text.index("ông"))]
    [('Phó Chủ tịch UBND xã', 'former')]
    """
    act = next(reversed(list(_ACT.finditer(text, start, end))), None)
    head = act and office_head().search(text, act.end(), end)
    patient = head and _PATIENT.search(text, head.end(), end)
    if not act or not head or not patient:
        return []
    decided = text[head.start() : patient.start()]
    offices, after = offices_after(decided, 0, len(decided) + 1, begins_here=True)
    tenure = Tenure.FORMER if _GIVES_UP.match(act[0]) else Tenure.NEW
    return [as_office(office, tenure) for office in offices] if _LASTS.fullmatch(decided, after) else []


def as_office(text: str, tenure: Tenure = Tenure.HELD) -> Office:
    """An office in the text's words; "nguyên" (former) before it says that it is held no more.

    >>> as_office("nguyên Bí thư Tỉnh ủy").tenure.value
    'former'
    """
    return Office(text, Tenure.FORMER if _FORMER.match(text) else tenure)


def without_former(text: str) -> str:
    """The office itself.

    >>> without_former("nguyên Bí thư Tỉnh ủy")
    'Bí thư Tỉnh ủy'
    """
    return _FORMER.sub("", text, count=1)


def each_once(offices: Iterable[Office]) -> list[Office]:
    """The offices without those that only spell an earlier one another way; new and former outlast held.

    >>> [each.text for each in each_once([Office("Uỷ viên T.Ư Đảng"), Office("Ủy viên Trung ương Đảng")])]
    ['Uỷ viên T.Ư Đảng']
    """
    by_key: dict[str, Office] = {}
    for office in offices:
        key = office_key(without_former(office.text))
        known = by_key.get(key)
        if known is None or (known.tenure is Tenure.HELD and office.tenure is not Tenure.HELD):
            by_key[key] = Office((known or office).text, office.tenure)
    return list(by_key.values())
