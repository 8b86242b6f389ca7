"""Offices in running text, before and after a name. The words they begin with are in lexicon/offices.tsv."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

from generator.extract.office_ends import HEADS, PIECE_END, end_by_words, end_of_piece, goes_on, stop_verb, verb
from generator.patterns import later
from generator.vietnamese import CAPITALS, lowered

__all__ = ["after_about", "may_hold_office", "office_head", "offices_after", "offices_before", "stop_verb"]


@cache
def office_head() -> re.Pattern[str]:
    """The words an office begins with, with what may stand before them: nguyên (former), quyền (acting)."""
    # Ban Bí thư, Đoàn Chủ tịch, Bộ Tư lệnh are bodies and nobody's office; "chức vụ Trưởng ban" is no Vụ trưởng.
    return re.compile(
        r"(?<![\w.])(?<!phó )(?<!tổng )(?<!\bban )(?<!\bđoàn )(?<!\bbộ (?=tư))(?<!chức (?=(?-i:vụ|VỤ)))(?!trưởng lão)"
        rf"(?:nguyên |quyền |nguyên là |(?-i:tân|(?<!\w )Tân) )?(?:{HEADS})(?![\w])",
        re.IGNORECASE,
    )


_HEAD_WORDS = later(HEADS)


@lru_cache(maxsize=64)
def _head_words(text: str) -> tuple[list[int], list[int]]:
    """Where words begin that an office begins with, and where they end, all in their order."""
    found = [match.span() for match in _HEAD_WORDS.finditer(lowered(text))]
    return [start for start, _ in found], [end for _, end in found]


def may_hold_office(text: str, start: int, end: int) -> bool:
    """Whether any word that an office begins with stands between two places of a sentence.

    Asked before offices are read there: the words are looked for once a sentence, and most stretches have none.

    >>> text = "Lê A, Bí thư Tỉnh ủy và Trần B dự"
    >>> may_hold_office(text, 4, len(text)), may_hold_office(text, 20, len(text))
    (True, False)
    """
    starts, ends = _head_words(text)
    first = bisect_right(ends, start)
    return first < len(ends) and starts[first] < end


# "…, Bí thư Tỉnh ủy và Chủ tịch UBND tỉnh Lê Văn Ba": what follows và is another's.
_AND_NEXT = later(r" (?:và|cùng) $")
_AND_OFFICE = later(rf" (?:và|cùng) (?={HEADS})", re.IGNORECASE)
# Who speaks for somebody else does not hold that one's office: "thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy …".
_LEADS_TO_HOLDER = later(
    r"(?:^ ?(?:và|cùng)|\b(?:(?<!quyền )(?<!mặt )(?<!ý )(?<!đạo )(?<!công )của|là|do|với|có|đồng chí|đ/c|ông|bà)) $",
    re.IGNORECASE,
)
_BEFORE_OFFICE = later(
    r"(?: ?, (?:(?:khóa|khoá) \w{1,6},? )?nhiệm kỳ \d{4} ?[–-] ?\d{4}(?= ?,))?"
    r"(?: ?\([^()]{1,90}\)(?= ?[,–-]))?\)? ?(?:,|[–-]|\(|:) ?(?:(?:hiện nay|hiện|nay|đang) ){0,2}(?:là )?"
)
_BRACKET = later(r" ?\( ?")
# "Lê Văn Ba Chủ tịch UBND huyện": the comma forgotten, the capital tells.
_FORGOTTEN_COMMA = later(rf" (?=[{CAPITALS}]|trụ trì|viện chủ)")
# "người Thái", "người dân tộc Thái"; but "người vừa được bầu" (who has just been elected).
_OF_PEOPLE = r"người(?: dân tộc)?(?! (?:vừa|đã|được|từng|mới|có|đang|sẽ))"
# What may be said of a person before the office: age, people, home.
_ABOUT = later(
    rf" ?[,(]? ?(?:(?:sinh (?:năm|ngày)|quê(?: quán)?|dân tộc|{_OF_PEOPLE}|tuổi) [^,;.()]{{1,40}}"
    r"|\d{2} tuổi|\d{2} năm tuổi đảng|anh hùng (?:lực lượng vũ trang|llvt|lao động)(?: nhân dân)?"
    r"|(?:nam|nữ)(?=[,)]))\)?",
    re.IGNORECASE,
)
_MOST_ABOUT = 4
# After a semicolon: where the list goes on with the next person; what shows that a name is not the sentence's subject.
_NEXT_OF_LIST = later(r"; (?:và )?(?:[^\W\d_]+\.? ){0,3}")
_NOT_SUBJECT = later(r"[;:,]|\b(?:có|gồm|với|và|cùng)\b")
_ENDS_SENTENCE = later(r"[ .]{0,5}$")
_MOST_ITEMS = 8
_SUBJECT_REACH = 60
_LIST_REACH = 300
_JOINED_OFFICE = later(r" (?:và|kiêm|kiêm nhiệm|đồng thời là) ", re.IGNORECASE)
# "Phó Bí thư Tỉnh ủy Phó Trưởng Ban Chỉ đạo": the comma forgotten between two offices.
_ENDS_UNIT = later(r"(?:ủy|uỷ|\btỉnh|\bhuyện|\bxã|thành phố|\bđảng|trung ương)$", re.IGNORECASE)
# "Trưởng Ban Chỉ đạo là đồng chí …": what stands before the honorific.
_IS = later(r" (?:là|có|gồm) ?$", re.IGNORECASE)
# "Với cương vị Bí thư Chi bộ, bà …".
_IN_THE_POST = later(r"\b(?:cương vị|vai trò|tư cách) (?:là |một )?", re.IGNORECASE)
# What says how long an office lasts is no part of it.
_TERM = later(
    r"[ ,]{1,9}(?:nhiệm kỳ|giai đoạn|kể từ|từ ngày|từ năm|từ tháng|trong thời gian|đến (?:tuổi|hết))(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_CLUSTER = later(r"(?:cụm|khối) (?:trưởng|phó)", re.IGNORECASE)
_TRAILING = later(r" (?:và|cùng)$", re.IGNORECASE)
_EMPTY_END = later(r" (?:của|với|cho|là|tại|thuộc|đối với)$", re.IGNORECASE)


def offices_after(text: str, start: int, limit: int, *, begins_here: bool = False) -> tuple[list[str], int]:
    """The offices that follow a name, and where the last of them ends.

    text[start:] begins after the name; nothing from limit on belongs to this person (the next name). begins_here:
    the first office stands at start itself, after words that announced it.

    >>> text = "Lê A, Ủy viên BTV tỉnh ủy, Trưởng ban Tổ chức tỉnh ủy chủ trì hội nghị."
    >>> offices_after(text, 4, len(text))[0]
    ['Ủy viên BTV tỉnh ủy', 'Trưởng ban Tổ chức tỉnh ủy']
    """
    offices: list[str] = []
    end = position = start if begins_here else after_about(text, start, limit)
    while True:
        if begins_here and not offices:
            head = office_head().match(text, position)
        else:
            head = _opening(text, position, start)
            head = head or (offices and _after_semicolon(text, position, start, limit, begins_here=begins_here)) or None
        if not head:
            return offices, _past_bracket(text, start, end) if offices else start
        end_of_office = end_of_piece(text, head.end())
        by_words = end_by_words(text, head.end(), end_of_office)
        end_of_office = by_words if by_words >= 0 else end_of_office
        if limit < end_of_office:
            # The next name stands in this piece: after và it is alone, else the office before it is that person's.
            another = _AND_NEXT.search(text, head.end(), limit) or _AND_OFFICE.search(text, head.end(), limit)
            if not another:
                return offices, _past_bracket(text, start, end) if offices else start
            end_of_office = by_words = another.start()
        offices += _joined(text[head.start() : end_of_office])
        end = position = end_of_office
        if by_words >= 0:
            return offices, end


def _past_bracket(text: str, start: int, end: int) -> int:
    """Behind the bracket that closes after the offices, if it opened before them."""
    return end + 1 if text.startswith(")", end) and "(" in text[start:end] else end


def _opening(text: str, position: int, name_end: int) -> re.Match[str] | None:
    """The head of an office that follows a comma, a dash or a bracket; right after the name the sign may be missing."""
    bracket = _BRACKET.match(text, position)
    if bracket and (head := office_head().match(text, bracket.end())):
        return head
    opening = _BEFORE_OFFICE.match(text, position)
    if not opening and position == name_end:
        opening = _FORGOTTEN_COMMA.match(text, position)
    return office_head().match(text, opening.end()) if opening else None


def _after_semicolon(text: str, position: int, start: int, limit: int, *, begins_here: bool) -> re.Match[str] | None:
    """The head of one more office after a semicolon, where it can be nobody else's.

    "A được bầu giữ chức Phó Bí thư; Trưởng Ban Tổ chức."; in a list after a colon: "A, Phó Bí thư; Trưởng Ban; B, …".
    """
    head = office_head().match(text, position + 2) if text.startswith("; ", position) else None
    if not head or head.end() >= limit:
        return None
    end, item = head.start() - 2, head
    for _ in range(_MOST_ITEMS):
        end = end_of_piece(text, item.end())
        if end > limit or end_by_words(text, item.end(), end) >= 0:
            return None
        following = office_head().match(text, end + 2) if text.startswith("; ", end) else None
        if not following:
            break
        item = following
    if limit < len(text):
        lists = ":" in text[max(0, start - _LIST_REACH) : start]
        return head if lists and _NEXT_OF_LIST.fullmatch(text, end, limit) else None
    subject = start <= _SUBJECT_REACH and not _NOT_SUBJECT.search(text, 0, start)
    return head if (begins_here or subject) and _ENDS_SENTENCE.match(text, end) else None


def after_about(text: str, position: int, limit: int) -> int:
    """Where what is said of a person's age, people and honours ends: "…, 46 tuổi, dân tộc Tày"."""
    for _ in range(_MOST_ABOUT):
        about = _ABOUT.match(text, position, limit)
        if not about:
            break
        position = about.end()
    return position


def offices_before(text: str, start: int, end: int) -> list[str]:
    """The offices that stand before a name that begins at end; nothing before start belongs to this person.

    >>> text = "Trên cơ sở đó, Ủy viên TƯ Đảng - Bí thư Tỉnh ủy Lê A"
    >>> offices_before(text, 0, text.index("Lê A"))
    ['Ủy viên TƯ Đảng', 'Bí thư Tỉnh ủy']
    """
    if not may_hold_office(text, start, end):
        return []
    pieces = _pieces(text, start, end)
    offices: list[str] = []
    for position, (piece, hard) in enumerate(reversed(pieces)):
        office = _office_at_end(piece) if position == 0 else _whole_office(piece) or _announced_office(piece)
        if not office:
            break
        offices = [*_joined(office), *offices]
        # A piece in which something stands before the office opens the chain, and nothing reaches over a hard stop.
        if hard or office != piece.strip(" –-"):
            break
    return offices


def _pieces(text: str, start: int, end: int) -> list[tuple[str, bool]]:
    """What stands before a name, cut at commas and dashes; with each piece whether a hard stop stands before it."""
    pieces = []
    opening, hard = start, True
    position = start
    sign = opener = "" if start else "^"
    while match := PIECE_END.search(text, position, end):
        position = match.end()
        further = goes_on(text, opening, match)
        if further and further < end:
            position = further
            continue
        pieces.append((text[opening : match.start()], hard))
        opener, sign = sign, match[0].strip()
        opening, hard = match.end(), sign not in (",", "-", "–")
    pieces.append((text[opening:end], hard))
    if len(pieces) > 1 and not pieces[-1][0].strip():
        # "Bí thư Huyện ủy - Lê Văn Ba"; "Với cương vị Bí thư Chi bộ, bà Trần Thị Tư".
        before, *_ = pieces[-2]
        post = _IN_THE_POST.search(before)
        if sign in ("-", "–"):
            pieces.pop()
        elif sign == "," and post:
            pieces[-2:] = [(before[post.end() :], True)]
        elif sign == "," and opener in ("^", ";") and _whole_office(before):
            # "Bí thư Tỉnh đoàn, anh Lê Văn Ba cho biết": the sentence, or an item of a list, begins with the office.
            pieces.pop()
    return pieces


def _office_at_end(piece: str) -> str:
    """The office a piece ends in: from the first head after which no verb stands."""
    piece = _IS.sub("", piece)
    for head in office_head().finditer(piece):
        if end_by_words(piece, head.end(), len(piece)) < 0:
            return piece[head.start() :].strip(" –-")
    return ""


def _whole_office(piece: str) -> str:
    stripped = piece.strip()
    head = office_head().match(stripped)
    return stripped if head and not verb(piece).search(stripped) else ""


def _announced_office(piece: str) -> str:
    """The office that opens a chain after a word that leads to its holder: "theo lời của Ủy viên Bộ Chính trị"."""
    head = office_head().search(piece)
    opens = head and _LEADS_TO_HOLDER.search(piece, 0, head.start())
    return piece[head.start() :].strip() if head and opens and not verb(piece).search(piece, head.end()) else ""


@lru_cache(maxsize=8192)
def _joined(office: str) -> tuple[str, ...]:
    """An office that joins two with và or kiêm, or without any sign, taken apart where the second has its own head.

    The same offices come again and again.
    """
    for join in _JOINED_OFFICE.finditer(office):
        if office_head().match(office, join.end()):
            return (*_bare([office[: join.start()]]), *_joined(office[join.end() :]))
    for head in office_head().finditer(office, 1):
        ends_unit = _ENDS_UNIT.search(office, 0, head.start() - 1) or _LEADS_CLUSTER.match(head[0])
        if office[head.start()].isupper() and ends_unit:
            return (*_bare([office[: head.start() - 1]]), *_joined(office[head.start() :]))
    return tuple(_bare([office]))


def _bare(offices: Iterable[str]) -> list[str]:
    """The offices without term and stray signs; what ends in a word that joins is none."""
    bare = (_TRAILING.sub("", _TERM.sub("", office).strip(" .,–-|…")) for office in offices)
    return [office for office in bare if not _EMPTY_END.search(office)]
