"""Changes of office: taken up, held, given up. The words are in lexicon/changes.tsv."""

import re
from functools import cache, lru_cache

from generator import lexicon
from generator.extract.decided import changes_before
from generator.extract.offices import after_about, may_hold_office, office_head, offices_after
from generator.extract.tenure import (
    Office,
    Tenure,
    all_once,
    as_office,
    each_once,
    former_together,
)
from generator.offices import without_former
from generator.patterns import later
from generator.vietnamese import CAPITALS

__all__ = [
    "Office",
    "Tenure",
    "all_once",
    "as_office",
    "changes_after",
    "changes_before",
    "each_once",
    "former_together",
    "tells_of_decision",
    "without_former",
]

# Nothing but the act itself stands between a name and the new office: "A, Phó Bí thư, được Đại hội bầu giữ chức …".
_ADVERB = (
    r"(?:(?:đã|vừa|mới|mới đây|người|sẽ|cũng|hiện|nay|hiện nay|hiện tại|khi|khi đó|chính thức|tiếp tục|thống nhất|xin"
    r"|bị|cho|đến|về|để|và|lần lượt|đồng thời|vinh dự|lên) "
    r"|(?:(?:thôi )?tham gia|trúng cử vào) (?:(?!giữ |thôi |được |tham gia |trúng cử )[^.;:()]){3,120}?(?:[,;]| và) "
    r"|nhận quyết định "
    r"|nhiệm kỳ [\d –-]{4,14} ?,? ?"
    r"|(?:từ|kể từ) (?:ngày|tháng|năm) [\d/.-]{4,10}(?: đến nay)? ?,? ?"
    r"|nhận (?:công tác|nhiệm vụ mới)(?: tại [^.,;:()]{2,60}?)? ?,? |bổ nhiệm )"
)
# "A, chuyên viên Phòng Tổng hợp, Văn phòng Bộ giữ chức …": whom the office held belongs to.
_BELONGS = (
    rf"(?:, (?:{lexicon.any_of('unit_heads.txt')}|bộ|cục|thành phố|thị xã|xã|phường|quận|khối)"
    r" [^,.;:()]{1,50}?(?=,? (?:giữ|được)\b))?"
)
_OPENS = rf"(?: ?\([^()]{{1,90}}\))?{_BELONGS}(?:[ ,–-]{{1,3}}|; (?=thôi|được|đồng thời|miễn))"
_BY = "được "
# "giữ chức Vụ trưởng" has no "chức vụ".
_NO_BUREAU = "(?<!chức (?-i:Vụ))"
_PASSIVE = rf"(?:được (?:(?:[^.;:()]|\([{CAPITALS}-]{{2,9}}\)){{1,160}}? )??)"
# "được điều động từ Phó Giám đốc Sở Nội vụ sang giữ chức …": where somebody comes from.
_COMES_FROM = later(r"\btừ (?:(?:cương vị|chức vụ|vị trí|chức danh) )?", re.IGNORECASE)
_TO = later(r" (?:sang|lên|đến|về|để)$", re.IGNORECASE)
# Somebody decided: without such a word "giữ chức" tells what is, not what is new.
_DECISION = later(
    r"\b(?:bầu|bổ nhiệm|điều động|phân công|luân chuyển|chỉ định|phê chuẩn|tín nhiệm|trúng cử|tái cử|quyết định|cử"
    r"|công bố|nhận chức|chuẩn y|giao|đắc cử|suy cử|suy tôn|tấn phong|hiệp thương|kiện toàn|bố trí)\b",
    re.IGNORECASE,
)
_STAYS = later(r"\b(?:tiếp tục|tái|nhiệm lại|bầu lại)\b", re.IGNORECASE)
# "Theo đó, đồng chí A giữ chức …": what was decided stands before, maybe in another paragraph.
_THEREBY = later(r"[ •*+–-]*(?:theo đó|cụ thể|kết quả)\b", re.IGNORECASE)
_OFFICIALLY = later(r"\bchính thức\b", re.IGNORECASE)
# "bầu đồng chí A, Phó Bí thư, là Bí thư".
_ELECTED = later(r"\bbầu (?:bổ sung )?(?:đồng chí|đ/c|ông|bà|anh|chị) [^;.:]{0,200}$", re.IGNORECASE)
_ELECTED_REACH = 200
# "A thay ông B giữ chức …": the office is A's.
_NAME = rf"(?-i:[{CAPITALS}])[^\W\d_]*(?: (?-i:[{CAPITALS}])[^\W\d_]*){{1,4}}"
_REPLACED_BY = rf"(?:thay(?: thế)?(?: cho)?|kế nhiệm) (?-i:[^\W\d_A-ZĐ]+ ){{0,3}}{_NAME}"
_REPLACED = later(rf"\b{_REPLACED_BY}$", re.IGNORECASE)
_REPLACED_REACH = 70
_REPLACES_REACH = 160
_REPLACES = later(rf",? (?:được [^.;:(),]{{1,60}}? )?{_REPLACED_BY} (?=(?:giữ|làm|đảm)\b)", re.IGNORECASE)
_CLAUSE_END = later(r"[;.](?= |$)")
_IN_OFFICE = later(r"giữ chức", re.IGNORECASE)
_NOW = later(r"\b(?:hiện|đang|nay|cũng|đồng thời|kiêm)\b", re.IGNORECASE)
# "Trước khi nghỉ hưu, ông A là …".
_FORMERLY = later(
    r"\b(?:trước (?:khi|lúc) (?:nghỉ|về|giữ|đảm|nhận|trở thành|làm|được (?:bầu|bổ nhiệm|điều động|phân công))"
    r"|khi còn công tác|trước đây|trước kia)\b[^.;]{0,100}$",
    re.IGNORECASE,
)
_FORMERLY_REACH = 100
# "… và miễn nhiệm chức vụ Y đối với ông B": what follows is said of B.
_SAID_OF_ANOTHER = later(r" ?(?:đối với|cho) (?!nghỉ|thôi)", re.IGNORECASE)


# Of a head: "nguyên là", which may stand before its own word.
_LONGEST_PREFIX = 12


@cache
def _kinds() -> dict[str, str]:
    return {words: kind for words, kind, _ in lexicon.rows("changes.tsv")}


@cache
def _change() -> re.Pattern[str]:
    return re.compile(
        rf"{_OPENS}{_ADVERB}{{0,4}}{_PASSIVE}?{_ADVERB}{{0,2}}"
        rf"(?P<words>{lexicon.pattern_of(_kinds())}){_NO_BUREAU} ?:? (?:tân )?",
        re.IGNORECASE,
    )


@cache
def _short_passive() -> re.Pattern[str]:
    """The same where được is part of the words themselves: "được bầu là", "được Đại hội bầu làm"."""
    words = (words.removeprefix(_BY) for words in _kinds() if words.startswith(_BY))
    gap = r"(?:[^.;:(),]{1,60}?,? )??"
    return re.compile(
        rf"{_OPENS}{_ADVERB}{{0,4}}được {gap}(?P<words>{lexicon.pattern_of(words)}){_NO_BUREAU} (?:tân )?",
        re.IGNORECASE,
    )


def changes_after(text: str, start: int, limit: int, *, decided: bool = False) -> tuple[list[Office], int]:
    """The offices that somebody named before start takes up, holds or gives up, and where the last of them ends.

    Nothing from limit on belongs to this person. decided: the sentence before tells of an election or a decision.

    >>> text = "Ông Lê A thôi giữ chức Phó Chủ tịch, được bầu giữ chức Chủ tịch UBND huyện."
    >>> [(office.text, office.tenure.value) for office in changes_after(text, 8, len(text))[0]]
    [('Phó Chủ tịch', 'former'), ('Chủ tịch UBND huyện', 'new')]
    """
    # The cheap question first: most sentences have no such word.
    near = max(0, start - _REPLACED_REACH)
    beside = text[near : start + _REPLACES_REACH]
    tells_who_goes = "thay " in beside or "kế nhiệm " in beside
    if tells_who_goes and _REPLACED.search(text, near, start):
        return [], start
    if tells_who_goes and (replaces := _REPLACES.match(text, after_about(text, start, limit))):
        # The next name is that of the one who goes: what follows it is said of this person.
        found, _ = _changes(text, replaces.end() - 1, _clause_end(text, replaces.end()), decided=True)
        return found, start
    return _changes(text, start, limit, decided=decided)


def _clause_end(text: str, start: int) -> int:
    ends = _CLAUSE_END.search(text, start)
    return ends.start() if ends else len(text)


def _changes(text: str, start: int, limit: int, *, decided: bool) -> tuple[list[Office], int]:
    found: list[Office] = []
    end = after_about(text, start, limit)
    while match := _with_office(text, end, limit):
        offices, after = offices_after(text, match.end(), limit, begins_here=True)
        if not offices or _SAID_OF_ANOTHER.match(text, after):
            break
        tenure = _tenure(text, match, decided=decided or tells_of_decision(text))
        found += _left_behind(text, match) if tenure is Tenure.NEW else []
        found += [as_office(office, tenure) for office in offices]
        end = after
    return found, end if found else start


# Asked for each person of a sentence.
@lru_cache(maxsize=8)
def tells_of_decision(text: str) -> bool:
    """Whether a sentence tells that somebody was elected, appointed or moved."""
    return bool(_DECISION.search(text))


def _tenure(text: str, change: re.Match[str], *, decided: bool) -> Tenure:
    words = " ".join(change["words"].lower().split())
    kind = _kinds()[f"{_BY}{words}" if change.re is _short_passive() else words]
    if kind in ("decided", "new") and _STAYS.search(change[0]):
        return Tenure.HELD
    if kind == "decided":
        thereby = _IN_OFFICE.match(change["words"]) and _THEREBY.match(text)
        decided = decided or bool(thereby or _OFFICIALLY.search(change[0])) or _moves_on(text, change)
        kind = "new" if decided else "held"
    if _STAYS.search(change[0]):
        return Tenure(kind)
    if kind != "former" and _FORMERLY.search(text, max(0, change.start() - _FORMERLY_REACH), change.start()):
        return Tenure.FORMER
    if words == "là" and _ELECTED.search(text, max(0, change.start() - _ELECTED_REACH), change.start()):
        return Tenure.NEW
    return Tenure(kind)


def _moves_on(text: str, change: re.Match[str]) -> bool:
    """Whether the office held stands between the name and the next: "A, Phó Trưởng phòng, giữ chức Trưởng phòng"."""
    if not _IN_OFFICE.match(change["words"]) or _NOW.search(change[0]):
        return False
    start = max(0, change.start() - _FORMERLY_REACH)
    sign = max(text.rfind(sign, start, change.start()) for sign in (", ", "- ", "– ", "("))
    head = office_head().search(text, sign + 1, change.start()) if sign >= 0 else None
    return bool(head) and not text[sign + 1 : head.start() if head else 0].strip()


def _left_behind(text: str, change: re.Match[str]) -> list[Office]:
    """The office from which somebody comes to the new one."""
    start, end = change.start(), change.start("words")
    comes = _COMES_FROM.search(text, start, end)
    if not comes or not office_head().match(text, comes.end(), end):
        return []
    offices, _ = offices_after(text[comes.end() : end], 0, end, begins_here=True)
    return [as_office(_TO.sub("", office), Tenure.FORMER) for office in offices]


def _with_office(text: str, start: int, limit: int) -> re.Match[str] | None:
    if not may_hold_office(text, start, limit + _LONGEST_PREFIX):
        return None
    for pattern in (_short_passive(), _change()):
        match = pattern.match(text, start, limit)
        if match and office_head().match(text, match.end()):
            return match
    return None
