"""Where a sentence names an emulation cluster or bloc: kind, number, sector, and where its name ends."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator import lexicon
from generator.extract.clusters.items import PLACE_WORDS, UNIT
from generator.extract.facts import Sentence
from generator.extract.numbers import WORDS, small_number
from generator.extract.provinces import province_pattern
from generator.patterns import later
from generator.vietnamese import CAPITALS, lowered


class Mention(NamedTuple):
    """One mention of a cluster in a sentence."""

    name: str
    """As written, with the sector where it follows."""
    kind: str
    """cụm (cluster) or khối (bloc)."""
    number: int | None
    """Its number."""
    sector: str
    """The sector as written; empty when not given there."""
    start: int
    """Where its name begins in the sentence."""
    end: int
    """Where its name ends."""
    sentence: Sentence
    """The sentence."""

    @property
    def in_capitals(self) -> bool:
        """It stands in a heading in capitals only."""
        return self.name.isupper()


# "Cụm thi đua 5 trường" counts; in "Cụm thi đua 5 Hội Nông dân" the capital begins the sector's name.
_UNITS = (
    "thành phố|tỉnh|huyện|xã|phường|quận|thị xã|(?-i:đơn vị|trường|sở|ban|cơ quan|hội|công ty|doanh nghiệp|ngành|"
    "đảng bộ|đảng ủy|đảng uỷ|chi bộ|đoàn thể|thành viên|địa phương|bệnh viện|ngân hàng|tập đoàn|"
    r"tổng công ty|phòng|đài)(?! (?:nghị|thao|thảo|thi)\b)"
)
_COUNTED = rf"{_UNITS}|năm(?! (?:học|\d{{4}}))|tháng|quý|ngày|mục|nội dung|tiêu chí|lần|đợt"
_ONE_NUMBER = r"(?:\d{1,2}|(?-i:[IVX]{1,5}))\b(?![.,/%-]?\d)"
# "các cụm thi đua" are several or all of them, "16 khối thi đua" a count, "cụm, khối thi đua" the two kinds in general.
_HEAD = later(
    r"(?<!các )(?<!từng )(?<!mỗi )(?<!những )(?<!hai )(?<!ba )(?<!bốn )(?<!nhiều )(?<!số )(?<!cụm, )(?<!cụm )"
    r"(?<!cụm - )(?<!cụm và )(?<![ (]\d )(?<![ (]\d\d )(?<!^\d )(?<!^\d\d )\b(?P<kind>cụm|khối) thi đua\b"
    rf"(?: ?,? ?số ?:? ?(?P<number>{_ONE_NUMBER})| (?P<bare>{_ONE_NUMBER})(?! ?(?:{_COUNTED})\b))?",
    re.IGNORECASE,
)
# "hai Cụm thi đua số 1 và số 2": what bears a number is one, whatever count stands before.
_NUMBERED_HEAD = later(rf"(?P<kind>cụm|khối) thi đua ?,? ?số ?:? ?(?P<number>{_ONE_NUMBER})", re.IGNORECASE)
_HEAD_WORDS = later(r"\b(?:[cC]ụm|CỤM|[kK]hối|KHỐI) (?:[tT]hi [đĐ]ua|THI ĐUA)\b")
# "Cụm thi đua số 1, số 2 và Cụm thi đua số 3 ngành Nội vụ": one sector for all of them.
_MORE = later(rf" ?(?:,|và) ?(?P<again>(?:cụm|khối) thi đua )?số ?(?P<number>{_ONE_NUMBER})", re.IGNORECASE)
# "Khối các sở quản lý nhà nước 1 gồm …" is a bloc of emulation; Đảng ủy Khối các cơ quan is none.
_BARE_BLOC = (
    r"(?<!ủy )(?<!uỷ )(?<!bộ )(?<!oàn )\bKhối(?= các (?:sở|cơ quan|trường|doanh nghiệp|đơn vị|hội|tổ chức|ngành|"
    r"đoàn thể|ngân hàng|bệnh viện)\b[^.;:]{0,90}? (?:gồm|ký (?:kết )?giao ước|"
    r"[sSt][ơổ]\w* kết (?:công tác|phong trào) thi đua))"
)
_BARE_HEAD = later(
    rf"(?P<bloc>{_BARE_BLOC})|"
    rf"\b(?P<kind>Cụm)(?: (?:số )?(?P<number>{_ONE_NUMBER})(?! ?(?:{_COUNTED})\b)|"
    rf"(?= (?:các|\d{{1,2}}|{'|'.join(WORDS)}) tỉnh\b|"
    rf" (?-i:Bắc|Nam|Tây|Đông|Duyên|[mM]iền|[vV]ùng|[kK]hu vực) ))",
    re.IGNORECASE,
)
# Looked for first: the engine passes over all else at once.
_BARE_WORDS = later(r"[cCkK](?:ụm|ỤM|hối|HỐI)\b")

# What a clause begins with, also after a full stop that is missing.
_CLAUSES = (
    rf"{lexicon.any_of('sector_ends.txt')}|thi đua|tổ chức|đồng chí|đ/c|ông|bà|anh|chị|sáng|chiều|tối|trưa|ảnh|tin"
    rf"|nguồn|"
    r"tỷ|hội nghị|lễ|đại biểu|đại diện|lãnh đạo|quang cảnh|toàn cảnh|[ivx]+|[kc]ụm|khối|thưa|xin|mỗi|từng|đây|số"
)
_SURNAMES = "|".join(re.escape(row[0]) for row in lexicon.rows("surnames.tsv"))
_SOME_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(WORDS)})"
_OPENING = (
    rf"(?:(?:{lexicon.any_of('sector_openings.txt')})(?!\w)(?! (?:cáo|nghị|thao|thi|thảo)\b)|{_SOME_NUMBER} "
    rf"(?:{_UNITS})\b|"
    # Whatever may be a member may name the sector: Cụm thi đua Quỹ Bảo vệ và Phát triển rừng; so may any other word
    # with a capital that begins neither a clause nor a person's name: Khối thi đua Du lịch.
    rf"(?=(?-i:[{CAPITALS}])){UNIT.pattern}|"
    rf"(?=(?-i:[{CAPITALS}]\w))(?!(?:{_CLAUSES})(?!\w))(?!(?-i:(?:{_SURNAMES}) [{CAPITALS}])))"
)
_OPENING_AT = later(_OPENING, re.IGNORECASE)
# What may stand between a cluster's number and its sector, each tried with a sector that opens after it.
_SPACE = (later(r" (?:của|thuộc) ", re.IGNORECASE), later(r" "))
# After a comma or dash most of what these open is the next clause; a sector's name is one of a few.
_DASH = later(rf" ?[–-] ?(?=[{CAPITALS}]|ngành|thuộc|trực|các |khối )")
_AFTER_SIGN = later(
    r"(?: ?\( ?(?=ngành|thuộc|trực|khối (?!thi|trưởng|phó))| ?(?:,|[–-]) ?)(?:(?:trực )?thuộc )?(?P<sector>ngành|"
    r"(?<=\()khối|bộ (?=công|nội|"
    r"giáo|tài|y|tư|xây|nông|lao|quốc|đội|tư lệnh|chỉ huy)|trực thuộc|thuộc|"
    r"(?:tỉnh|thành phố|tp\.?|huyện|khu vực) (?-i:(?=[A-ZĐÁ-Ỹ]))|các (?:trường chính trị|tỉnh)|"
    # "Cụm thi đua số 2, Sở Y tế các tỉnh".
    rf"(?=(?-i:[{CAPITALS}])){UNIT.pattern}(?=[^,.;:()]{{2,60}}? các (?:tỉnh|huyện|xã|phường|thành phố)\b)|"
    r"ban (?:tổ chức|tuyên giáo|dân vận)|trung ương hội)",
    re.IGNORECASE,
)
# "Cụm thi đua số 3, Hội CCB Việt Nam tổ chức …", where the cluster begins the clause.
_CLAUSE_BEGINS = later(r"(?:^|[,)–-] ?|[Hh]ội nghị (?:(?:tổng|sơ) kết )?)$")
_UNIT_AFTER_COMMA = later(
    rf" ?, ?(?P<sector>(?=(?-i:[{CAPITALS}])){UNIT.pattern}[^,.;:()]{{2,60}}?)"
    r"(?=,? (?:(?:đã|vừa) )?(?:tổ chức|tổng kết|sơ kết|họp|ký kết|ký giao ước|tiến hành|diễn ra|gồm|bao gồm)\b)",
    re.IGNORECASE,
)
# "Cụm thi đua số 3 (Hội Nông dân các huyện)": one thing in brackets, and not who leads.
_BRACKET = later(
    r" ?\( ?(?=[^(),;:\d]{3,70}\))(?![^()]{0,70}(?:trưởng|phó|gồm|từ|chủ trì)\b)"
    rf"(?!(?:{PLACE_WORDS}|đơn vị) )",
    re.IGNORECASE,
)
_OWNER = later(r"(?:trực thuộc|thuộc|của) ", re.IGNORECASE)
# A comma, a dash or của within a sector: các huyện, thành phố; chính trị - xã hội; các cơ quan tham mưu của Tỉnh ủy.
_GOES_ON = later(
    rf" ?, ?(?:và )?(?:{lexicon.any_of('sector_continuations.txt')})(?!\w)"
    rf"| ?[–-] ?(?:{lexicon.any_of('sector_dashes.txt')})(?!\w)"
    r"| ?, ?(?i:đồng bằng|trung du|miền núi|duyên hải|ven biển|tây nguyên)(?!\w)"
    r"| và các (?:tổ chức|đoàn thể|hội|cơ quan|ban)(?!\w)(?! (?:trong|thuộc))"
    # Ban Quản lý các KCN, KCX, KKT.
    rf"| ?, ?[{CAPITALS}]{{2,6}}(?!\w)"
    # An abbreviation in brackets: Hội Nhà báo (HNB) các tỉnh.
    rf"| ?\([{CAPITALS}]{{2,8}}\)(?= )"
    rf"|(?<=trực) thuộc(?!\w)|(?<=nhà nước) về(?!\w)"
    rf"| (?:của|thuộc) (?=[{CAPITALS}]|tỉnh|ngành|huyện|thành phố|quận|khu vực)"
)
_ENDS = later(
    r"(?<!\bcác)(?<!\bngành)(?<!\bBan) tổ chức(?! (?:xây dựng|đảng|hội(?! (?:nghị|th))|đoàn|chính trị|xã hội|"
    r"tôn giáo|cơ sở)\b)"
    rf"|(?<!địa)[ –-](?!(?:{lexicon.any_of('sector_insides.txt')})(?!\w))"
    rf"(?:{lexicon.any_of('sector_ends.txt')}|của|thuộc|Tổng kết|Sơ kết|Ký kết|Hội nghị|Tổ chức hội nghị)(?!\w)"
    r"| (?:và|cùng|với) (?:hơn |gần )?\d[\d.]* (?:đại biểu|điển hình|tập thể|cá nhân|đồng chí|gương|người)\b"
    r"|[,;:()“”\"|]|(?<!TP)(?<!Tp)\.| [–-](?= )| (?:và )?(?:[Cc]ụm|[Kk]hối) [Tt]hi đua"
)
# ngành tổ chức, ngành kiểm tra: what follows ngành is the sector itself, even where it is a verb elsewhere.
_OPENING_WORDS = later(
    rf"ngành [^ .,;:()]+(?: (?!tổ chức)(?!(?:{lexicon.any_of('sector_ends.txt')})(?!\w))[^ .,;:()]+)?"
    r"|các cơ quan \S+|(?:trực )?thuộc \S+|\S+",
    re.IGNORECASE,
)
_LAST_NUMBER = later(rf" (?:số )?(?P<number>{_ONE_NUMBER})(?=$| (?:trực )?thuộc\b)", re.IGNORECASE)
_NUMBER_IN_BRACKETS = later(rf" ?\( ?(?:cụm|khối) (?:thi đua )?(?:số )?(?P<number>{_ONE_NUMBER}) ?\)", re.IGNORECASE)
# "Cụm thi đua các đơn vị tuyến biển 8 tháng đầu năm".
_SPAN = later(r" (?:tháng|năm|ngày|quý)\b")
_DIGITS_AT_END = later(r" \d+$")
_AND_AT_END = later(r" (?:và|cùng|với)$")
_ANOTHER_PROVINCE = re.compile(r" ?[–-] ?")
# "Hội CCB Việt Nam cụm số 10": the sector stands before it.
_UNIT_BEFORE = later(
    rf"(?:^|[,;:(] ?)(?P<sector>(?:{lexicon.any_of('sector_units.txt')}) [^,.;:()]{{2,50}}?) $", re.IGNORECASE
)
_LONGEST_SECTOR = 110
# Words that say of any cluster that it has members.
_NO_SECTOR = later(
    r"(?:các|những) (?:đơn vị|thành viên|đơn vị thành viên|cấp|địa phương|tập thể|cá nhân)(?: trong.*)?"
    r"|trực thuộc|thuộc|tỉnh|huyện|thành phố|các|ngành",
    re.IGNORECASE,
)
# "Khối thi đua của thành phố Đà Nẵng" tells whose it is, not which.
_PLACE_ONLY = later(rf"(?:tỉnh|thành phố|TP\.?|huyện|quận|xã|phường) [{CAPITALS}]\w*(?: [{CAPITALS}]\w*){{0,3}}")


def mentions(sentence: Sentence) -> list[Mention]:
    """The clusters a sentence names, in order; what has neither number nor sector names none.

    >>> text = "Khối thi đua các cơ quan tham mưu, giúp việc Tỉnh ủy và Cụm thi đua số II - Bộ Công an ký giao ước."
    >>> for each in mentions(Sentence(text, 1, 0)):
    ...     print(each.kind, each.number, each.sector)
    khối None các cơ quan tham mưu, giúp việc Tỉnh ủy
    cụm 2 Bộ Công an
    """
    text = sentence.text
    if "đua" not in text and "ĐUA" not in text and "Đua" not in text:
        return []
    # The cheap question first: the words themselves, without what may not stand before them.
    places = [words.start() for words in _HEAD_WORDS.finditer(text)]
    heads = (_HEAD.match(text, place) or _NUMBERED_HEAD.match(text, place) for place in places)
    return [mention for head in heads if head for mention in _read(head, sentence)]


def bare_mentions(sentence: Sentence) -> list[Mention]:
    """Clusters named without thi đua: "Cụm 3 ký giao ước thi đua". Asked of texts that have these words elsewhere."""
    text = sentence.text
    if "cụm" not in lowered(text) and "Khối" not in text:
        return []
    heads = (_BARE_HEAD.match(text, words.start()) for words in _BARE_WORDS.finditer(text))
    return [_with_unit(mention) for head in heads if head for mention in _read(head, sentence)]


def _with_unit(mention: Mention) -> Mention:
    text = mention.sentence.text
    before = _UNIT_BEFORE.search(text[max(0, mention.start - 60) : mention.start])
    if mention.sector or not before:
        return mention
    return mention._replace(name=f"{before['sector']} {text[mention.start : mention.end]}", sector=before["sector"])


def _read(head: re.Match[str], sentence: Sentence) -> Iterable[Mention]:
    # In a heading in capitals no capital tells a name from a verb: it is read as if in small letters.
    text = sentence.text.lower() if head[0].isupper() else sentence.text
    number_text = head["number"] or head.groupdict().get("bare")
    number = small_number(number_text.upper()) if number_text else None
    others, after = [], head.end()
    while number is not None and (more := _MORE.match(text, after)):
        others.append(more)
        after = more.end()
    sector, end = _sector(text, after, numbered=number is not None)
    begins_clause = _CLAUSE_BEGINS.search(text, max(0, head.start() - 20), head.start())
    if number is not None and not sector and begins_clause and (unit := _UNIT_AFTER_COMMA.match(text, after)):
        sector, end = unit["sector"], unit.end("sector")
    sector = sentence.text[end - len(sector) : end] if sector else ""
    if not sector:
        end = after
    # "Khối thi đua Doanh nghiệp số 2", "Khối thi đua các cơ quan tham mưu (Khối 1)".
    if number is None and (last := _LAST_NUMBER.search(sector)):
        number, sector = small_number(last["number"].upper()), sector[: last.start()]
    elif number is None and sector and (after_name := _NUMBER_IN_BRACKETS.match(text, end)):
        number, end = small_number(after_name["number"].upper()), after_name.end()
    if number is None and not sector:
        return
    name = sentence.text[head.start() : head.end() if others else end]
    kind = "khối" if head.groupdict().get("bloc") else head["kind"].lower()
    first = Mention(_capital(name), kind, number, sector, head.start(), end, sentence)
    yield first
    for more in others:
        # One that is named in full is read from its own words.
        if not more["again"]:
            other = sentence.text[more.start("number") : more.end()]
            name = f"{_capital(head[0]).rsplit(maxsplit=1)[0]} {other}"
            yield first._replace(name=name, number=small_number(other.upper()))


def _capital(text: str) -> str:
    collapsed = " ".join(text.split())
    return collapsed[0].upper() + collapsed[1:]


def _sector(text: str, start: int, *, numbered: bool) -> tuple[str, int]:
    """The sector that follows a cluster's number, and where it ends; nothing where none follows."""
    begin = _sector_begins(text, start, numbered=numbered)
    if begin < 0:
        # "Khối thi đua Gia Lai – Kon Tum".
        place = province_pattern().match(text, start + 1) if text[start : start + 1] == " " else None
        if not place:
            return "", start
        begin = start + 1
    owner = _OWNER.match(text, begin)
    if owner and numbered:
        begin = owner.end()
    words = _OPENING_WORDS.match(text, begin)
    end = _end_of_sector(text, words.end() if words else begin, begin + _LONGEST_SECTOR)
    sector = _AND_AT_END.sub("", text[begin:end].rstrip(" ,-–"))
    if _SPAN.match(text, end):
        sector = _DIGITS_AT_END.sub("", sector)
    if _NO_SECTOR.fullmatch(sector) or (not numbered and _PLACE_ONLY.fullmatch(sector)):
        return "", start
    return sector, begin + len(sector)


def _sector_begins(text: str, start: int, *, numbered: bool) -> int:
    """Where a sector opens after what joins it to the cluster's kind and number; -1 where none does."""
    for joint in (*_SPACE, _DASH) if numbered else _SPACE:
        if (joined := joint.match(text, start)) and _OPENING_AT.match(text, joined.end()):
            return joined.end()
    if numbered and (after_sign := _AFTER_SIGN.match(text, start)):
        return after_sign.start("sector")
    bracket = _BRACKET.match(text, start) if numbered else None
    return bracket.end() if bracket and _OPENING_AT.match(text, bracket.end()) else -1


def _end_of_sector(text: str, position: int, limit: int) -> int:
    while True:
        stop = _ENDS.search(text, position, min(limit, len(text)))
        if not stop:
            return min(limit, len(text))
        goes_on = _GOES_ON.match(text, stop.start()) or _ANOTHER_PROVINCE.match(text, stop.start())
        if not goes_on or (goes_on.re is _ANOTHER_PROVINCE and not province_pattern().match(text, goes_on.end())):
            return stop.start()
        position = goes_on.end()
