"""Where the text of an office ends: at a sign, before a verb, after a unit that nothing can follow."""

import re
from functools import cache

from generator import lexicon
from generator.patterns import later
from generator.vietnamese import CAPITALS

HEADS = lexicon.pattern_of(head for head, _ in lexicon.rows("offices.tsv"))
"""Any word that an office begins with, as a regular expression for use without case."""

# A dash parts two offices (Thường vụ-Bí thư, Bí thư - Chủ tịch) and is part of one where a capital follows it that
# begins no office: Sở TN-MT, Hội đồng Thi đua - Khen thưởng.
PIECE_END = later(
    r"[,;:.() –\"“”|…-](?:(?<=[,;:.()])(?= |$|[)\"”])"
    rf"|(?<= )[–-] (?=(?-i:(?!(?:19|20)\d\d)[^{CAPITALS}]))|(?:(?<= )[–-]|(?<=[–-])) ?(?=(?:{HEADS})(?!\w))"
    r"|(?<= )[–-] (?=ảnh \d)|(?<=[;()\"“”|…])|(?<= ),)",
    re.IGNORECASE,
)
"""A sign at which an office may end."""

# Ủy viên Ban Thường vụ (BTV) Tỉnh ủy: the abbreviation interrupts the name, which goes on.
_ABBREVIATED = later(rf"\([{CAPITALS}&.-]{{2,9}}\)(?= \w)")
# Sở Văn hóa, Thể thao và Du lịch: a unit's name goes on after the comma when capitals joined by và follow that begin
# neither an office nor another unit.
_WORD = rf"(?-i:[{CAPITALS}])[^\W\d_]*"
_IN_NAME = later(
    rf", (?P<first>{_WORD}(?: [^\W\d_A-Z]+){{0,2}}, )?(?P<second>{_WORD}(?: [^\W\d_A-Z]+){{0,2}}, )?"
    rf"(?P<last>{_WORD}(?: (?!và)[^\W\d_]+){{0,3}} và )(?-i:[{CAPITALS}])",
    re.IGNORECASE,
)
_ANOTHER = later(rf"(?:{HEADS}|{lexicon.any_of('unit_heads.txt')}|đoàn|đại biểu|đồng chí|ông|bà)(?!\w)", re.IGNORECASE)
_UNIT_BEFORE = later(r"\b(?:sở|bộ|phòng|ban|vụ|cục|ủy ban|uỷ ban|trung tâm|trường) [^,;.]{2,40}$", re.IGNORECASE)
# Vụ Địa phương II, Ban Tổ chức Trung ương; UBND huyện Sông Lô, tỉnh Vĩnh Phúc: after the comma stands where it belongs.
_PARENT = later(
    rf", (?:(?P<place>(?:tỉnh|thành phố|huyện|thị xã|quận) (?-i:[{CAPITALS}]))"
    r"|(?-i:(?:UBKT|Ủy ban|Uỷ ban|Ban|Bộ|Học viện|Tổng cục|Đại học|Trường|Viện) ))",
    re.IGNORECASE,
)
_BELOW = later(
    r"\b(?:vụ|cục|khoa|phòng|viện|trung tâm|văn phòng) [^,;.]{2,60}$"
    rf"|\b(?P<place>huyện|thị xã|quận|thành phố|xã|phường|thị trấn) (?-i:[{CAPITALS}])[^,;.]{{1,30}}$",
    re.IGNORECASE,
)
_PLACE_UNIT = (
    r"(?:(?<=t)(?:ỉnh|hành phố|hị xã|hị trấn|(?:ỉnh|hành|hị) (?:ủy|uỷ))|(?<=h)uyện(?: (?:ủy|uỷ))??"
    r"|(?<=q)uận(?: (?:ủy|uỷ))??|(?<=p)hường|(?<=x)ã)"
)
# "… Chủ tịch UBND tỉnh Hà Nam đến thăm": after a place's unit and its name an office is complete, unless one of a few
# words goes on.
_COMPLETE = later(
    rf"[tThHqQpPxX](?<![\w.].)(?i:{_PLACE_UNIT})(?: (?!(?:Cụm|Khối) (?:trưởng|phó)"
    rf"|Báo cáo)[{CAPITALS}][\w'’-]*){{0,4}}(?= (?P<next>[^\W\d_{CAPITALS}]+))"
)
_GOES_ON_WITH = frozenset(
    """ủy uỷ đoàn đội hội viên đảng bộ khóa khoá kiêm khối và cũ tỉnh thành huyện quận phường xã thị trực thuộc phố trấn
    chuyên nhiệm miền biên""".split()
)
_LONGEST_WORD = 12
# "Trưởng phòng Văn hóa, Khoa học và Thông tin": the unit's own word ends the head.
_UNIT_IN_HEAD = 6
_INSIDE_TERMS = frozenset(",–-")
_LONGEST_OFFICE = 300
_HONORIFIC = lexicon.pattern_of(word for word, *_ in lexicon.rows("honorifics.tsv"))
_AND_SOMEBODY = later(rf" (?:và|cùng|có|gồm) (?:\d|(?:các )?{_HONORIFIC}(?!\w))", re.IGNORECASE)


@cache
def stop_verb() -> re.Pattern[str]:
    """A word, in lower case, that no office goes on with."""
    # The words are asked first: what they may be a part of is asked where one stands.
    # Parts of other words: ủy viên dự khuyết (alternate member), chủ tịch danh dự (honorary), thư ký, Tiếng nói.
    return re.compile(
        rf"[ –-](?=(?:{lexicon.any_of('verbs.txt')})(?!\w))"
        r"(?!dự khuyết|khen thưởng|bầu cử|giao (?:thông|dịch|thương|lưu|tiếp|ban)|(?<=[dD]anh )dự"
        r"|(?<=vinh )dự|(?<=[tT]hư )ký|(?<=[tT]iếng )nói|(?<=[bB]an )(?:đại diện|chỉ đạo)|(?<=tự )do"
        r"|(?<=Đăng )ký|(?<=[cC]ơ quan )đại diện|(?<=[vV]ăn phòng )đại diện"
        r"|(?<=nghệ )thông tin|(?<=tâm )thông tin|(?<=hóa )thông tin|và các (?:[kK]hu|cơ quan|vấn đề)(?!\w))"
    )


@cache
def _any_case_verb() -> re.Pattern[str]:
    return re.compile(stop_verb().pattern, re.IGNORECASE)


def verb(text: str) -> re.Pattern[str]:
    """What ends an office in this text: in a line of capitals verbs are capitals too."""
    return _any_case_verb() if text.isupper() else stop_verb()


def end_of_piece(text: str, position: int) -> int:
    """Where the comma, dash or bracket stands that ends an office whose head ends at position.

    >>> text = "Giám đốc Sở Văn hóa, Thể thao và Du lịch, Bí thư Đảng ủy"
    >>> text[:end_of_piece(text, 8)]
    'Giám đốc Sở Văn hóa, Thể thao và Du lịch'
    """
    start = position
    longest = start + _LONGEST_OFFICE
    while end := PIECE_END.search(text, position, longest):
        further = goes_on(text, start, end)
        if not further:
            return end.start()
        position = further
    return min(longest, len(text))


def goes_on(text: str, start: int, end: re.Match[str]) -> int:
    """Where the name of a unit goes on after the sign that seems to end it; 0 when it does not."""
    if end[0] == "(":
        short = _ABBREVIATED.match(text, end.start())
        return short.end() if short else 0
    sign = end[0].strip()
    if sign not in _INSIDE_TERMS:
        return 0
    at = end.start()
    # A comma ends the match, a dash has its white space in it.
    after = at + 2 if sign == "," else end.end()
    for left, right in _comma_terms().get(text[max(start, at - _LONGEST_WORD) : at].rpartition(" ")[2].lower(), ()):
        if text[max(start, at - len(left)) : at].lower() == left and text[after : after + len(right)].lower() == right:
            return after + len(right)
    if sign != ",":
        return 0
    # What follows is asked first: it fails at once where the name does not go on.
    more = _IN_NAME.match(text, at)
    if more and _UNIT_BEFORE.search(text, max(0, start - _UNIT_IN_HEAD), at) and not _names_another(more):
        return more.end()
    parent = _PARENT.match(text, at)
    below = parent and _BELOW.search(text, start, at)
    # A place belongs to a place, a department to an authority.
    return parent.end() if below and parent and bool(below["place"]) == bool(parent["place"]) else 0


def _names_another(more: re.Match[str]) -> bool:
    """Whether another office or unit begins at one of the words that seem to go on with a unit's name."""
    begins = (*(more.start(part) for part in ("first", "second", "last")), more.end("last"))
    return any(_ANOTHER.match(more.string, start) for start in begins if start >= 0)


def end_by_words(text: str, start: int, end: int) -> int:
    """Where an office ends before end: at a verb, at what joins it to somebody else, after a unit that is complete.

    -1 when nothing of the kind stands there.
    """
    found = [
        match.start()
        for match in (verb(text).search(text, start, end), _AND_SOMEBODY.search(text, start, end))
        if match
    ]
    for unit in _COMPLETE.finditer(text, start, end):
        if unit["next"] not in _GOES_ON_WITH:
            found.append(unit.end())
            break
    return min(found, default=-1)


@cache
def _comma_terms() -> dict[str, list[tuple[str, str]]]:
    """What stands before and after the comma or the dash, by the last word before it."""
    terms: dict[str, list[tuple[str, str]]] = {}
    for term in lexicon.lines("comma_units.txt"):
        left, _, right = term.partition(", ")
        terms.setdefault(left.rpartition(" ")[2], []).append((left, right))
    return terms
