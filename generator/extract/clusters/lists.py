"""Where a text counts the members of a cluster: right after its name, before it, in a sentence on "the cluster"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.extract.clusters.items import PLACE_WORDS, UNIT, begins_item
from generator.extract.clusters.members import MemberList, read_list
from generator.extract.clusters.mentions import Mention
from generator.extract.facts import Sentence
from generator.extract.numbers import WORDS, small_number
from generator.extract.provinces import province_pattern
from generator.patterns import later
from generator.vietnamese import CAPITALS, lowered

# What introduces a list: "gồm …", "bao gồm các đơn vị: …", "thành viên là …".
_COUNTS = (
    rf"(?:bao gồm|gồm có|gồm|có ?:|có (?:\d{{1,2}}|{'|'.join(WORDS)}) [^.,;:()]{{2,40}}? là|"
    r"thành viên là|thành viên ?:|đơn vị là|đơn vị ?:|"
    r"các thành viên|(?:đó|cụ thể|lần lượt) là) ?:? ?"
)
# What members are, each a thing of which there are several.
_KIND = (
    rf"(?:đơn vị|thành viên|địa phương|cơ quan|sở|ban|ngành|trường|hội|đài|công ty|doanh nghiệp|ngân hàng|đảng bộ|"
    rf"đảng ủy|đảng uỷ|chi bộ|công đoàn|trung tâm|bệnh viện|tòa án|viện|cục|chi cục|phòng|đoàn|đội|đồn|{PLACE_WORDS})"
)
_SOME_NUMBER = rf"(?:các|những|toàn bộ|\d{{1,2}}|{'|'.join(WORDS)})"
# "9 đơn vị cấp tỉnh:", "các trường trong cụm:": several things, then a colon or a bracket.
_SEVERAL = rf"\b{_SOME_NUMBER}(?:/\d{{1,2}})? (?:[^\W\d_]+ ){{0,3}}?{_KIND}\b(?:[^.;:()]|\([^.;:()]{{1,15}}\)){{0,60}}?"
# "có các huyện Mường La, Bắc Yên".
_HAS_PLACES = rf"\bcó (?=(?:các|\d{{1,2}}|{'|'.join(WORDS)}) (?:{PLACE_WORDS}|đơn vị|thành viên) (?-i:[{CAPITALS}]))"
_AFTER_NAME = later(rf"\b{_COUNTS}|{_HAS_PLACES}|{_SEVERAL}: ?", re.IGNORECASE)
# "… có các xã A, B đạt chuẩn": some of them.
_TOLD_OF_SOME = later(r" (?:đạt|được|dẫn đầu|hoàn thành|chưa|bị|xếp|tiêu biểu)\b")
_BRACKET = later(rf" ?\((?:{_COUNTS})?", re.IGNORECASE)
_COLON = later(r" ?(?:\([^()]{1,15}\)[^.,;:()]{0,60})?: ?")
# Another cluster or a new clause between a cluster's name and the list: the list is not its own.
_BREAK = later(r"[;.] |(?<!thuộc )(?<!trong )\b(?:cụm|khối) thi đua", re.IGNORECASE)
_REACH = 200
_BARE = r"(?:cụm|khối)(?: thi đua)?(?: số \w{1,9}| \d{1,3})?(?: này)?"
_CLAUSE_BEFORE = r"(?:[^.,;:()]{2,70}, |(?:hiện nay|hiện|đến nay|trong đó|năm \d{4}) )?"
# Sentences that count the members of the cluster last named; what follows the match is the list or what introduces it.
_AT_THE_START = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_CLAUSE_BEFORE}{_BARE} (?:(?:hiện|nay|đã|được|thành lập|tại|còn) )*(?:có|gồm|bao gồm|với)\b",
        # "Khối cơ quan Nội chính tỉnh có 8 đơn vị gồm: …".
        rf"{_CLAUSE_BEFORE}(?:cụm|khối) [^.,;:()]{{2,70}}? (?:có|gồm|bao gồm) (?=\d{{1,2}} {_KIND}\b)",
        r"(?:với|gồm|bao gồm) \d{1,2} (?:đơn vị )?(?:thành viên|đơn vị|tỉnh|trường)[^.;:()]{0,40}(?:là|gồm|:)",
    )
)
_WORDS_OF_HAVING = ("có", "gồm", "với")
# Each with a word that it holds: asked first, for speed.
_WITHIN = tuple(
    (word, later(pattern, re.IGNORECASE))
    for word, pattern in (
        (
            "thành viên",
            rf"\bthành viên (?:(?:của|trong|thuộc) )?{_BARE}[^.;:()]{{0,60}}? ?(?:gồm(?: có)?|là|:|\()",
        ),
        # "Cụm trưởng là Sở A; các thành viên gồm: …".
        (
            "thành viên",
            r"[;,] (?:và )?các (?:đơn vị )?thành viên(?: (?:khác|còn lại))? ?(?:gồm(?: có)?|là|:)",
        ),
        # "Hội CCB Việt Nam cụm số 11, gồm các tỉnh: …".
        ("gồm", r"\b(?:cụm|khối) (?:số )?\d{1,2}\b[^.;:()]{0,40}?\b(?:bao gồm|gồm)\b"),
        # "Các đơn vị trong khối là …".
        (" là", rf"^(?:các|những|\d{{1,2}}) [^.,;:()]{{2,40}}? (?:trong|thuộc|của) {_BARE} là\b"),
        (" có", rf"\b(?:tham gia|thuộc) {_BARE} (?:còn )?có"),
        ("gồm", rf"\btham gia {_BARE} gồm(?: có)?\b"),
        ("gồm", rf"\b(?:trong|thuộc|của) {_BARE}[^.;:()]{{0,60}}?\bgồm(?: có)?\b"),
        (":", rf"\b(?:trong|thuộc|của) {_BARE}[^.;:()]{{0,60}}?:"),
    )
)
# "9 đơn vị trong Khối (Sở A, …)", "các trường Cụm Đông Nam Bộ (…)": in brackets, only after several things.
_IN_BRACKETS = later(rf" (?:(?:trong|thuộc|của) {_BARE}|(?:cụm|khối) )[^.,;:()]{{0,60}}\(", re.IGNORECASE)
_SEVERAL_BEFORE = later(rf"{_SEVERAL}$", re.IGNORECASE)
# The next sentence goes on: "Cụm có 6 thành viên. Đó là Sở Nội vụ các tỉnh: …", "Gồm các tỉnh: …".
_GOES_ON = later(
    r"(?:(?:đó|cụ thể|lần lượt) là|(?:cụ thể,? )?(?:bao )?gồm(?: có)?|(?:các )?(?:đơn vị )?thành viên"
    r"(?: (?:gồm|là))?)\b ?:?",
    re.IGNORECASE,
)
_COUNTED_IN_BETWEEN = later(rf"[^.;()]{{0,80}}?(?:\b(?:{_COUNTS})|:|\bgồm\b)", re.IGNORECASE)
# Examples and awards are not all members: "các đơn vị trong cụm như …".
_SOME = later(
    r"\b(?:như(?! sau)|nhất là|điển hình|tiêu biểu|nổi bật|cụ thể(?! (?:là|gồm))|tặng|đề nghị|suy tôn|bầu|"
    r"trao(?! đổi)|(?<!tiếp )(?<!ghi )nhận(?! thức)|dẫn đầu|xếp|đạt|gương)\b",
    re.IGNORECASE,
)
_OF_THEM = later(r"\btrong (?:đó|số)\b", re.IGNORECASE)
_PLACES_OF_CLUSTER = later(r"\b(?:các|\d{1,2}) (?:tỉnh|huyện|thành phố|xã|phường)\b")
_ATTENDING = later(
    rf"\b(?:các|\d{{1,2}}) (?:tỉnh|huyện|thành phố)\b|{_SEVERAL}(?::|\bgồm\b|\blà\b(?= ?:)|\()", re.IGNORECASE
)
_HOST = later(r"^(?:ngoài|cùng với|bên cạnh)\b(?P<host>[^,;:]{2,60}),", re.IGNORECASE)
_CALLED_HOST = later(r"^(?:là )?(?:đơn vị )?(?:(?:chủ nhà|đăng cai|(?:cụm|khối) trưởng)(?: là)? )?", re.IGNORECASE)
_COUNT_OF_MEMBERS = later(
    rf"\b(?:cụm|khối) (?:thi đua )?(?:hiện )?(?:có|gồm|còn) (?P<number>\d{{1,2}}|{'|'.join(WORDS)}) "
    r"(?:thành viên|đơn vị|tỉnh|sở)\b",
    re.IGNORECASE,
)
_HOW_MANY = later(rf"\b(?P<number>\d{{1,2}}|{'|'.join(WORDS)}) (?:[^\W\d_]+ ){{0,3}}?{_KIND}\b", re.IGNORECASE)
_BELONGING = later(r" ?\)? ?,? ?(?:(?:trong|thuộc|của) | \()$")
_ATTENDANCE = later(r"\b(?:dự|tham dự|tham gia|có mặt|góp mặt|đến từ|quy tụ)\b", re.IGNORECASE)
_WORDS_OF_ATTENDANCE = ("dự", "tham gia", " mặt", "đến từ", "quy tụ")
_POST_IN_LIST = later(r"\([^()]{0,20}?\b(?:(?:cụm|khối) trưởng|trưởng (?:cụm|khối))\b", re.IGNORECASE)
_UNITS_AFTER = later(rf"\b(?:đại diện|lãnh đạo|đại biểu|có|cán bộ) (?:của )?(?=[{CAPITALS}])")
_UNITS_OF_CLUSTER = later(r"\bthành viên\b(?! (?:ban|hội đồng|tổ)\b)", re.IGNORECASE)
_UNITS_ATTENDING = later(r"\b(?:đơn vị|thành viên|đội|trường|đài)\b", re.IGNORECASE)
_FEWEST_ATTENDING = 4
_LONGEST_LIST = 1500
_SEVERAL_REACH = 110
_COUNT_REACH = 120
_SHORT_REACH = 20
# Far beyond any article: against texts made to take long.
_MOST_OPENINGS = 40


def list_after(mention: Mention) -> MemberList | None:
    """The members counted right after a cluster's name."""
    text = mention.sentence.text
    if _PLACES_OF_CLUSTER.match(mention.sector):
        # "Cụm thi đua các tỉnh An Giang, Cà Mau": the sector is the list.
        listed = read_list(text, mention.end - len(mention.sector))
        if listed.members and province_pattern().fullmatch(listed.members[0]):
            return listed
    bracket = _BRACKET.match(text, mention.end)
    if bracket:
        listed = read_list(text, bracket.end())
        if listed.members and text[listed.end : listed.end + 1] == ")":
            return listed
    if colon := _COLON.match(text, mention.end):
        listed = read_list(text, colon.end())
        enough = len(listed.members) > (1 if _PLACES_OF_CLUSTER.match(text, colon.end()) else 2)
        if (listed.provinces or listed.sure) and enough and not _tells_of_some(text, listed):
            return listed
    for opening in _AFTER_NAME.finditer(text, mention.end, mention.end + _REACH):
        if _BREAK.search(text, mention.end, opening.start()) or _SOME.search(text, mention.end, opening.end()):
            return None
        listed = read_list(text, opening.end(), _how_many(text, mention.end, opening.end()))
        if listed.members and not (opening[0].lower().startswith("có") and _tells_of_some(text, listed)):
            return _with_host(listed, text, opening.start())
    return None


def _tells_of_some(text: str, listed: MemberList) -> bool:
    last = text.rfind(listed.members[-1], 0, listed.end)
    return bool(_TOLD_OF_SOME.search(text, last, listed.end + _SHORT_REACH))


def list_before(mention: Mention) -> MemberList | None:
    """The members counted right before it: "các tỉnh Lào Cai, Yên Bái thuộc Cụm thi đua số 1"."""
    text = mention.sentence.text
    belonging = _BELONGING.search(text, max(0, mention.start - 12), mention.start)
    if not belonging:
        return None
    if ")" in belonging[0]:
        # "Ban CHQS các huyện (Bình Long, Đồng Xoài) thuộc Cụm thi đua số 6".
        bracket = text.rfind("(", max(0, belonging.start() - _LONGEST_LIST), belonging.start())
        listed = read_list(text, bracket + 1) if bracket >= 0 else None
        if listed and listed.members and listed.end >= belonging.start() - 1:
            return listed
    for places in _PLACES_OF_CLUSTER.finditer(text, max(0, belonging.start() - _LONGEST_LIST), belonging.start()):
        listed = read_list(text, places.start())
        if listed.members and listed.end >= belonging.start() - 1:
            return listed
    # "Xã A, xã B và thị trấn C thuộc Cụm thi đua số 1".
    if begins_item(text, 0):
        listed = read_list(text, 0)
        if listed.sure and listed.end >= belonging.start() - 1:
            return listed
    return None


def list_of_the_cluster(text: str, *, following: bool) -> MemberList | None:
    """The members a sentence counts for "the cluster", the one last named.

    following: the sentence before this one spoke of the cluster.
    """
    for opening in _openings(text, following=following):
        if _SOME.search(text, 0, opening):
            continue
        between = _COUNTED_IN_BETWEEN.match(text, opening)
        for start in filter(None, (between and between.end(), opening)):
            if _SOME.search(text, opening, start) or _OF_THEM.search(text, opening, start):
                continue
            listed = _with_host(read_list(text, start, _how_many(text, 0, start)), text, start)
            if listed and not (text[:start].rstrip().endswith(" có") and _tells_of_some(text, listed)):
                return listed
    return None


def _openings(text: str, *, following: bool) -> Iterator[int]:
    """Where a sentence on "the cluster" may begin to count members, the surest first."""
    lower = lowered(text)
    # No list without a separator.
    if "," not in text and ";" not in text and " và " not in lower:
        return
    if following and (opening := _GOES_ON.match(text)):
        yield opening.end()
    if "cụm" not in lower and "khối" not in lower and not lower.startswith(("với", "gồm", "bao gồm")):
        return
    starts = _AT_THE_START if any(map(lower.__contains__, _WORDS_OF_HAVING)) else ()
    yield from (opening.end() for pattern in starts if (opening := pattern.match(text)))
    for word, pattern in _WITHIN:
        if word in lower and (opening := pattern.search(text)):
            yield opening.end()
    for bracket in _IN_BRACKETS.finditer(text) if "(" in text else ():
        reach = max(0, bracket.start() - _SEVERAL_REACH)
        # "cụm 7 tỉnh biên giới (…)" counts them itself.
        if _SEVERAL_BEFORE.search(text, reach, bracket.start()) or _PLACES_OF_CLUSTER.search(bracket[0]):
            yield bracket.end()


def lists_counted(every: Sequence[Sentence]) -> Iterator[tuple[MemberList, Sentence]]:
    """The provinces of a clause that counts the members, however they are strewn: "Cụm có 7 thành viên, từ … đến …"."""
    for sentence, following in zip(every, [*every[1:], None], strict=True):
        lower = sentence.text.lower()
        count = _COUNT_OF_MEMBERS.search(lower) if "cụm" in lower or "khối" in lower else None
        number = small_number(count["number"]) if count else 0
        for text in (sentence.text, f"{sentence.text} {following.text}" if following else "") if number > 1 else ():
            names = tuple(dict.fromkeys(match[0] for match in province_pattern().finditer(text)))
            if len(names) == number:
                yield MemberList(names, "", 0), sentence


def lists_attending(
    every: Sequence[Sentence], leaders: Sequence[str], sector: str
) -> Iterator[tuple[MemberList, Sentence]]:
    """The provinces or units that attend a meeting, for a text that counts the members nowhere else.

    leaders: who leads the cluster; units among which one of these is are its members.
    sector: what its members are; so are units that are all of this kind: Báo …, Báo … of the báo Đảng.
    """
    for sentence in every:
        text = sentence.text
        lower = text.lower()
        if sentence.aside or not any(word in lower for word in _WORDS_OF_ATTENDANCE) or not _ATTENDANCE.search(lower):
            continue
        for opening in islice(_UNITS_AFTER.finditer(text), _MOST_OPENINGS):
            listed = read_list(text, opening.end())
            kinds = {name.split()[0].lower() for name in listed.members}
            if len(listed.members) >= _FEWEST_ATTENDING and len(kinds) == 1 and kinds <= {*sector.lower().split()}:
                yield listed, sentence
        for places in islice(_ATTENDING.finditer(text), _MOST_OPENINGS):
            start = places.end() if text[places.end() - 1] in ":(m" else places.start()
            listed = read_list(text, start, _how_many(text, places.start(), places.end()))
            enough = len(listed.members) >= _FEWEST_ATTENDING
            units = bool(_UNITS_ATTENDING.search(places[0]))
            provinces = sum(bool(province_pattern().fullmatch(name)) for name in listed.members)
            told = (
                (
                    listed.provinces
                    or (places[0][-1].isalpha() and not units)
                    or bool(_UNITS_OF_CLUSTER.search(places[0]))
                    # "Sở Y tế (Khối trưởng), Sở Nội vụ".
                    or bool(_POST_IN_LIST.search(text, start, listed.end))
                )
                or (
                    units
                    and (
                        listed.counted
                        or 2 * provinces > len(listed.members)
                        # "đến từ các đơn vị: …".
                        or (listed.sure and lower[: places.start()].endswith("đến từ "))
                        or any(name in leaders for name in listed.members)
                    )
                )
            )
            if enough and told and not _SOME.search(text, 0, places.start()):
                yield listed, sentence


def _how_many(text: str, start: int, end: int) -> int:
    """How many members the text says there are, right before a list; 0 when it doesn't."""
    counts = [count["number"] for count in _HOW_MANY.finditer(text, max(start, end - _COUNT_REACH), end)]
    return small_number(counts[-1]) if counts else 0


def _with_host(listed: MemberList, text: str, start: int) -> MemberList | None:
    """The list with the host that a sentence names before it: "Cùng với Long An, tham gia cụm còn có …"."""
    host = _HOST.search(text, 0, start)
    words = _CALLED_HOST.sub("", host["host"].strip()) if host else ""
    name = province_pattern().search(words)
    unit = words if UNIT.match(words) else name[0] if name else ""
    if unit and listed.members and unit not in listed.members:
        return listed._replace(members=(unit, *listed.members))
    return listed if listed.members else None
