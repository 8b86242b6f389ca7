"""Which member leads a cluster (đơn vị cụm trưởng, khối trưởng) in the time the text reports on."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator import lexicon
from generator.extract.clusters.items import PLACE_WORDS, UNIT, in_one_name, of_two_bodies, without_remarks
from generator.extract.provinces import province_pattern
from generator.patterns import later
from generator.vietnamese import CAPITALS, comparison_key, lowered

_SURNAMES = "|".join(row[0] for row in lexicon.rows("surnames.tsv"))
_LEADER = r"(?:trưởng (?:cụm|khối)|(?:cụm|khối) trưởng)\b"
# A set stands first: the engine passes over all that is not in it at once.
_HEAD = later(r"(?-i:[tTcCkK])(?<!\w.)(?:(?<=t)rưởng (?:cụm|khối)|(?:(?<=c)ụm|(?<=k)hối) trưởng)\b", re.IGNORECASE)
# "Sở Nội vụ được giao nhiệm vụ Khối trưởng", "do Đồng Nai làm Cụm trưởng": what may stand between unit and post.
_LINKS = frozenset(
    {
        "được", "giao", "cử", "hiện", "đang", "là", "làm", "giữ", "với", "cho", "đại diện", "phân công", "chỉ định",
        "luân phiên", "tiếp tục", "vai trò", "cương vị", "chức trách", "nhiệm vụ", "đảm nhiệm", "đảm nhận", "đảm trách",
        "đơn vị", "chức", "chức vụ", "trách nhiệm", "đồng thời",
    }
)  # fmt: skip
_GIVEN_BY = later(rf" (?:đã )?được (?=[{CAPITALS}])[^,.;:()]{{2,50}}$")
_GIVING = later(r" ?(?:tin tưởng )?(?:giao|cử|phân công|chỉ định)\b")
_SIGN_AT_END = later(r" ?[,(–-]? ?$")
# "Cụm trưởng năm 2023 là Hội Nông dân tỉnh Lâm Đồng".
_BEFORE_UNIT = later(
    rf"{_LEADER}[^,.;:()]{{0,40}}?(?: là|:| [–-](?= )) (?:đơn vị )?|"
    # "Là đơn vị Cụm trưởng, Sở Y tế …".
    rf"(?:^|[.;] )(?:là|(?:với|trên|ở|trong) (?:vai trò|trách nhiệm|tư cách|cương vị)) (?:là )?(?:đơn vị )?{_LEADER}"
    rf"[^,.;:()]{{0,60}}?, (?:năm \d{{4}},? )?|"
    # "… và đơn vị Cụm trưởng Sở Y tế", "Cụm trưởng năm 2023 do Sở Y tế đảm nhiệm".
    rf"\bđơn vị {_LEADER} (?=(?-i:[{CAPITALS}]))|{_LEADER}[^,.;:()]{{0,40}}? do (?:đơn vị )?|"
    # "đơn vị Trưởng khối thi đua năm 2023 (Sở Y tế) tổng hợp".
    rf"(?:\bđơn vị {_LEADER}[^.;:()]{{0,50}}?|{_LEADER}(?: thi đua)?(?: năm \d{{4}})? ?)\((?="
    rf"(?-i:[{CAPITALS}])[^()]{{2,60}}\))|"
    # "Trưởng cụm Lê Văn Ba, Chánh Thanh tra tỉnh": the unit is that of the person's office.
    rf"(?P<office>{_LEADER}(?: (?:cụm|khối) thi đua)?(?: ?[–-])? (?:(?:đồng chí|đ/c|ông|bà) )?"
    rf"(?-i:(?:{_SURNAMES})(?: [{CAPITALS}]\w*){{1,4}}), (?:[^.;:()]{{2,60}}?, )?"
    r"(?:giám đốc|chủ tịch|chánh|viện trưởng|cục trưởng|hiệu trưởng|trưởng) )|"
    # "Thay mặt đơn vị Cụm trưởng, Giám đốc Sở Y tế …": the person is of the unit that leads.
    rf"(?P<behalf>(?:thay mặt|đại diện) (?:cho )?(?:đơn vị )?{_LEADER}[^,.;:()]{{0,40}}?, "
    rf"(?:(?:đồng chí|đ/c|ông|bà) (?:[^,.;:()]{{2,40}}, )?)?(?:(?:phó )?(?:tổng )?giám đốc|chủ tịch|"
    r"phó chủ tịch|chánh|phó chánh|bí thư|trưởng|phó trưởng|tổng biên tập) )",
    re.IGNORECASE,
)
# Who is chosen here leads from now on, not in the time the text looks back on.
_CHOSEN = later(
    r"\b(?:bầu|(?-i:thống nhất)|suy tôn|nhất trí|bàn giao|đề cử|giới thiệu|bình chọn|được chọn|tín nhiệm|chọn|"
    r"luân phiên)\b",
    re.IGNORECASE,
)
_SENTENCE_PART = later(r"[;.] ")
_CLAUSE = later(r"[,;:(] ?|[.] | [–-] (?!Thương|Truyền|Xã|Chính|Đảng)")
# After one of these a unit in the same clause is another one: Hội nghị tại Trường Chính trị.
_NEXT = later(
    r" (?:do|tại|với|cùng|giữa|bởi|được|chỉ định|(?-i:giao|cử|phân công)|đã|có|gồm|của|dưới sự chủ trì của) ",
    re.IGNORECASE,
)
_OFFICE = later(
    r"\b(?P<deputy>phó )?(?:(?:tổng )?giám đốc|chủ tịch|bí thư|chủ nhiệm|chánh án|chánh|phó|"
    r"(?:viện|hiệu|cục|chi cục|tổng)? ?trưởng)(?: (?:thường trực|phụ trách))? $",
    re.IGNORECASE,
)
# A dash inside a name: "Hội Truyền thống Trường Sơn - Đường Hồ Chí Minh tỉnh …".
_CLAUSE_BUT_DASH = later(r"[,;:(] ?|[.] ")
_ANOTHER_UNIT = later(r" và ")
_PLACE = later(rf"(?i:{PLACE_WORDS}) [{CAPITALS}]\w*(?: [{CAPITALS}]\w*){{0,3}}")
_NAMED_AFTER_PERSONS = later(r"trường|bệnh viện|học viện|công ty", re.IGNORECASE)
_PERSON_AT_END = later(
    rf" (?:(?:{'|'.join(row[0] for row in lexicon.rows('surnames.tsv') if row[1] == 'sure')})|"
    rf"(?:{_SURNAMES})"
    rf"(?= (?:Thị|Văn|Hữu|Đức|Xuân|Quang|Ngọc|Minh|Đình) [{CAPITALS}]))"
    rf"(?: [{CAPITALS}]\w*){{1,3}}(?: .*|$)",
    re.DOTALL,
)
_END = later(
    r"[,;:.()]| [–-] | (?:đã|chủ trì|phát biểu|đăng cai|tổ chức|báo cáo|thay mặt|và đơn vị|đảm nhiệm|đảm nhận|"
    r"đảm trách|phụ trách|giữ|làm)\b"
)
_REMARK = later(r" \((?![^()]{0,50}?\b(?:(?:cụm|khối) trưởng|trưởng (?:cụm|khối)))[^()]{0,60}\)", re.IGNORECASE)
_WORD = later(r"(?<!\w)\w")
_SYLLABLE = later(r"\w+")
_COMMITTEE = later(r"^(?:đảng bộ|đảng ủy|đảng uỷ|ubnd|cơ quan) ", re.IGNORECASE)
# Deliberative bodies lead no cluster: their chairmen do by another office.
_COUNCIL = later(r"hđnd|hội đồng nhân dân|đoàn đại biểu|đoàn đbqh|ban chấp hành|ban thường vụ", re.IGNORECASE)
_LONGEST = 100
_POST_REACH = 60
_CHOSEN_REACH = 400
# "… trao cờ cho đơn vị Cụm trưởng".
_GIVEN_TO = later(r" (?:trao|tặng|cho|sang) (?:đơn vị )?$")
_AND_BEFORE = later(r" (?:và|cùng|với) ?$")
_GIVEN = later(r" (?:trao|tặng|cho)(?= |$)")


class Leader(NamedTuple):
    """Who leads a cluster, as one sentence says it."""

    unit: str
    """As in the text."""
    kind: str
    """Of what it is said to be the head: cụm or khối."""
    at: int
    """Where in the sentence that stands."""
    by_office: bool = False
    """The words name a person of that unit, who may hold the post as a person: "Giám đốc Sở Nội vụ, Khối trưởng"."""
    by_deputy: bool = False
    """That person is a deputy there."""


def leaders_in(text: str) -> list[Leader]:
    """The units that a sentence names as leaders of clusters, as in the text.

    >>> [each.unit for each in leaders_in("Hội CCB tỉnh Phú Thọ là đơn vị cụm trưởng.")]
    ['Hội CCB tỉnh Phú Thọ']
    >>> [each.unit for each in leaders_in("Hội nghị họp tại Trường Chính trị tỉnh Hòa Bình - đơn vị Cụm trưởng.")]
    ['Trường Chính trị tỉnh Hòa Bình']
    >>> leaders_in("Hội nghị bầu Sở Y tế làm Khối trưởng năm 2024.")
    []
    """
    lower = lowered(text)
    if "trưởng" not in lower or not ("cụm" in lower or "khối" in lower) or not _HEAD.search(text):
        return []
    reading = _REMARK.sub(_blank, text) if "(" in text else text
    heads = list(_HEAD.finditer(reading))
    before = (_before(reading, marker) for marker in heads)
    # What leads to a unit begins with the post or not far before it.
    first = max(0, heads[0].start() - _POST_REACH) if heads else 0
    after = (_after(reading, marker) for marker in _BEFORE_UNIT.finditer(reading, first))
    return [leader for leader in (*before, *after) if leader and not _is_chosen(reading, leader.at)]


def _blank(remark: re.Match[str]) -> str:
    """White space for a remark, but not for one that says who holds the post named before it."""
    post = _HEAD.search(remark.string, max(0, remark.start() - _POST_REACH), remark.start())
    return remark[0] if post else " " * len(remark[0])


def as_member(leader: Leader, members: Sequence[str]) -> str:
    """The unit that leads, where its office holder is named, if it is one of the members; empty if it is none.

    >>> as_member(Leader("Đảng ủy Báo Nhân Dân", "khối", 0, by_office=True), ["Đảng bộ Báo Nhân Dân"])
    'Đảng bộ Báo Nhân Dân'
    >>> as_member(Leader("UBND xã Trà Vân", "khối", 0, by_office=True), ["Trà Leng", "Trà Vân"])
    'xã Trà Vân'

    Where the text lists no members, the unit leads that the person heads.

    >>> as_member(Leader("Sở Nội vụ", "khối", 0, by_office=True), [])
    'Sở Nội vụ'
    """
    own = _committee_off(leader.unit)
    if not members and not leader.by_deputy and not _COUNCIL.match(leader.unit):
        return leader.unit if _NAMED_AFTER_PERSONS.match(leader.unit) else _PERSON_AT_END.sub("", leader.unit)
    for member in members:
        if comparison_key(own) == comparison_key(_committee_off(member)):
            return member
        if comparison_key(own).endswith(" " + comparison_key(member)):
            return own
        # The person's name stands after that of the unit: "Chủ tịch Hội Nông dân xã Trà Vân Lê Văn Ba (Cụm trưởng)".
        named = f" {member} "
        if named in f" {leader.unit} ":
            return leader.unit[: f" {leader.unit} ".index(named) + len(member)]
    return ""


def _committee_off(unit: str) -> str:
    return _COMMITTEE.sub("", unit)


def _kind(words: str) -> str:
    return "cụm" if "cụm" in words.lower() else "khối"


def _is_chosen(text: str, end: int) -> bool:
    window = max(0, end - _CHOSEN_REACH)
    start = max((stop.end() for stop in _SENTENCE_PART.finditer(text, window, end)), default=window)
    return bool(_CHOSEN.search(text, start, end))


def _before(text: str, marker: re.Match[str]) -> Leader | None:
    """The unit whose name ends where the marker begins."""
    end = _before_links(text, marker.start())
    # "Hội Nông dân huyện được Tỉnh hội giao làm Cụm trưởng": who gives it doesn't lead.
    if (given := _GIVEN_BY.search(text, max(0, end - _LONGEST), end)) and _GIVING.match(text, end):
        end = given.start()
    # "Sở Y tế và đơn vị Cụm trưởng Sở Nội vụ".
    if _AND_BEFORE.search(text, max(0, end - 6), end + 1):
        return None
    window = max(0, end - 2 * _LONGEST)
    start = _clause_start(text, _CLAUSE, window, end)
    begin = _last_unit(text, start, end)
    if begin < 0 or not _is_unit(text, begin):
        longer = _clause_start(text, _CLAUSE_BUT_DASH, window, end)
        whole = _last_unit(text, longer, end)
        begin = whole if whole >= 0 and _is_unit(text, whole) and end - whole <= _LONGEST else begin
    if begin < 0 or end - begin > _LONGEST or _GIVEN.search(text, begin, end):
        return None
    office = _OFFICE.search(text, window, begin)
    deputy = bool(office and (office["deputy"] or office[0].strip().lower() == "phó"))
    # "Phó Chủ tịch UBND tỉnh (đơn vị Cụm trưởng)": said of the unit, whoever speaks for it.
    deputy = deputy and "đơn vị" not in text[end : marker.start()].lower()
    unit = " ".join(without_remarks(text[begin:end])[0].split())
    return Leader(unit, _kind(marker[0]), end, bool(office), deputy)


def _clause_start(text: str, stops: re.Pattern[str], window: int, end: int) -> int:
    """Where the clause begins that ends at end; a comma inside a name ends none."""
    return max(
        (
            stop.end()
            for stop in stops.finditer(text, window, end)
            if stop[0][0] != ","
            or not in_one_name(text[max(window, stop.start() - 20) : stop.start()], text[stop.end() : end])
        ),
        default=window,
    )


def _before_links(text: str, end: int) -> int:
    """Where the words end that "được giao làm", " - đơn vị" or nothing join to the post that begins at end."""
    window = max(0, end - _LONGEST)
    words = list(_SYLLABLE.finditer(text, window, end))
    while words:
        last = words[-1][0].lower()
        pair = f"{words[-2][0].lower()} {last}" if len(words) > 1 else ""
        count = 2 if pair in _LINKS else 1 if last in _LINKS and pair != "bàn giao" else 0
        if not count or text[words[-1].end() : end].strip():
            break
        end = words[-count].start()
        words = words[:-count]
    sign = _SIGN_AT_END.search(text, max(window, end - 4), end)
    return sign.start() if sign else end


def _last_unit(text: str, start: int, end: int) -> int:
    """Where the last unit begins whose name may reach to the end; -1 where there is none."""
    position = start
    while True:
        begin = _begin_of_unit(text, position, end)
        if begin < 0:
            return -1
        another = _NEXT.search(text, begin, end)
        if not another:
            break
        position = another.end() - 1
    for joined in _ANOTHER_UNIT.finditer(text, begin, end):
        if _is_unit(text, joined.end()) and not of_two_bodies(text, begin, joined):
            begin = joined.end()
    return begin


def _after(text: str, marker: re.Match[str]) -> Leader | None:
    """The unit whose name begins where the marker ends."""
    unit = _unit_after(text, marker.end())
    # "Đơn vị Cụm trưởng năm sau được bầu là …", "trao cờ cho Cụm trưởng năm 2024 (…)".
    if _CHOSEN.search(marker[0]) or _GIVEN_TO.search(text, max(0, marker.start() - 20), marker.start()):
        return None
    if marker["behalf"]:
        # "Giám đốc Sở Y tế Lê Văn Ba".
        unit = _PERSON_AT_END.sub("", unit)
    return Leader(unit, _kind(marker[0]), marker.start(), bool(marker["office"])) if unit else None


def _unit_after(text: str, start: int) -> str:
    if not (_is_unit(text, start) or province_pattern().match(text, start) or _PLACE.match(text, start)):
        return ""
    end = _END.search(text, start)
    unit = without_remarks(text[start : end.start() if end else len(text)])[0]
    return unit if len(unit) <= _LONGEST else ""


def _begin_of_unit(text: str, start: int, end: int) -> int:
    for word in _WORD.finditer(text, start, end):
        begin = word.start()
        if _is_unit(text, begin):
            return begin
        place = _PLACE.match(text, begin, end) or province_pattern().match(text, begin, end)
        if place and place.end() == end:
            return begin
    return -1


def _is_unit(text: str, begin: int) -> bool:
    return text[begin : begin + 1].isupper() and bool(UNIT.match(text, begin))
