"""Offices in running text: where one begins, where it ends. The words are in lexicon/offices.txt and verbs.txt."""

import re
from functools import cache

from generator import lexicon
from generator.vietnamese import CAPITALS


@cache
def office_head() -> re.Pattern[str]:
    """The words an office begins with, with what may stand before them: nguyên (former), quyền (acting)."""
    return re.compile(
        rf"(?<![\w.])(?<!phó )(?<!tổng )(?:nguyên\s+|quyền\s+|nguyên là\s+)?(?:{_HEADS})(?![\w])", re.IGNORECASE
    )


@cache
def stop_verb() -> re.Pattern[str]:
    """A word, in lower case, that no office goes on with."""
    # dự (attends) is none in "ủy viên dự khuyết" (alternate member).
    return re.compile(rf"[\s–-](?!dự\s+khuyết)(?:{lexicon.any_of('verbs.txt')})(?!\w)")


@cache
def honorific() -> re.Pattern[str]:
    """What is said before a name, at the end of what stands before it."""
    words = lexicon.any_of("honorifics.txt")
    return re.compile(rf"(?<![\w/])(?:{words})(?:\.|\s*:)?\s*$", re.IGNORECASE)


# A dash parts two offices (Thường vụ-Bí thư, Bí thư - Chủ tịch) and is part of one where a capital follows it that
# begins no office: Sở TN-MT, Hội đồng Thi đua - Khen thưởng.
_HEADS = lexicon.any_of("offices.txt")
_PIECE_END = re.compile(
    rf"[,;:.()](?=\s|$|[)\"”])|\s[–-]\s(?=(?:{_HEADS})(?!\w)|(?-i:[^{CAPITALS}]))|[–-](?=(?:{_HEADS})(?!\w))|[;()]|[\"“”]",
    re.IGNORECASE,
)
# "…, Bí thư Tỉnh ủy và ông Lê Văn Ba": what follows và is another's.
_AND_SOMEBODY = re.compile(rf"\s(?:và|cùng)\s+(?:các\s+)?(?:{lexicon.any_of('honorifics.txt')})(?!\w)", re.IGNORECASE)
_AND_OFFICE = re.compile(rf"\s(?:và|cùng)\s+(?={_HEADS})", re.IGNORECASE)
# Who speaks for somebody else does not hold that one's office: "thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy …".
_LEADS_TO_HOLDER = re.compile(
    r"\b(?:(?<!quyền )(?<!mặt )(?<!ý )(?<!đạo )(?<!công )của|là|do|với|đồng chí|đ/c|ông|bà)\s+$", re.IGNORECASE
)
_BEFORE_OFFICE = re.compile(r"\s*(?:,|[–-]|\(|:)\s*(?:là\s+)?")
_JOINED_OFFICE = re.compile(r"\s(?:và|kiêm|đồng thời là)\s+", re.IGNORECASE)


def offices_after(text: str, start: int, limit: int) -> tuple[list[str], int]:
    """The offices that follow a name, and where the last of them ends.

    text[start:] begins after the name; nothing from limit on belongs to this person (the next name).

    >>> text = "Lê A, Ủy viên BTV tỉnh ủy, Trưởng ban Tổ chức tỉnh ủy chủ trì hội nghị."
    >>> offices_after(text, 4, len(text))[0]
    ['Ủy viên BTV tỉnh ủy', 'Trưởng ban Tổ chức tỉnh ủy']
    """
    offices: list[str] = []
    end = position = start
    while True:
        opening = _BEFORE_OFFICE.match(text, position)
        head = opening and office_head().match(text, opening.end())
        if not opening or not head:
            return offices, end
        piece_end = _PIECE_END.search(text, head.end())
        stop = piece_end.start() if piece_end else len(text)
        verb = stop_verb().search(text, head.end(), stop) or _AND_SOMEBODY.search(text, head.end(), stop)
        end_of_office = verb.start() if verb else stop
        if limit < end_of_office and (another := _AND_OFFICE.search(text, head.end(), limit)):
            # "…, Bí thư Tỉnh ủy và Chủ tịch UBND tỉnh Lê Văn Ba": the office after và is the next one's.
            verb, end_of_office = another, another.start()
        if limit < end_of_office:
            # The next name stands in this piece: the office before it is that person's.
            return offices, end
        offices += _joined(text[opening.end() : end_of_office])
        end = position = end_of_office
        if verb:
            return offices, end


def offices_before(text: str, start: int, end: int) -> list[str]:
    """The offices that stand before a name that begins at end; nothing before start belongs to this person.

    >>> text = "Trên cơ sở đó, Ủy viên TƯ Đảng - Bí thư Tỉnh ủy Lê A"
    >>> offices_before(text, 0, text.index("Lê A"))
    ['Ủy viên TƯ Đảng', 'Bí thư Tỉnh ủy']
    """
    pieces = _pieces(text, start, end)
    offices: list[str] = []
    for position, (piece, hard) in enumerate(reversed(pieces)):
        office = _office_at_end(piece) if position == 0 else _whole_office(piece) or _announced_office(piece)
        if not office:
            break
        offices = _joined(office) + offices
        # A piece in which something stands before the office opens the chain, and nothing reaches over a hard stop.
        if hard or office != piece.strip():
            break
    return offices


def _pieces(text: str, start: int, end: int) -> list[tuple[str, bool]]:
    """What stands before a name, cut at commas and dashes; with each piece whether a hard stop stands before it."""
    pieces = []
    opening, hard = start, True
    for match in _PIECE_END.finditer(text, start, end):
        pieces.append((text[opening : match.start()], hard))
        opening, hard = match.end(), match[0].strip() not in (",", "-", "–")
    pieces.append((text[opening:end], hard))
    return pieces


def _office_at_end(piece: str) -> str:
    """The office a piece ends in: from the first head after which no verb stands."""
    for head in office_head().finditer(piece):
        if not stop_verb().search(piece, head.end()):
            return piece[head.start() :].strip(" –-")
    return ""


def _whole_office(piece: str) -> str:
    stripped = piece.strip()
    head = office_head().match(stripped)
    return stripped if head and not stop_verb().search(stripped) else ""


def _announced_office(piece: str) -> str:
    """The office that opens a chain after a word that leads to its holder: "theo lời của Ủy viên Bộ Chính trị"."""
    head = office_head().search(piece)
    opens = head and _LEADS_TO_HOLDER.search(piece, 0, head.start())
    return piece[head.start() :].strip() if head and opens and not stop_verb().search(piece, head.end()) else ""


def _joined(office: str) -> list[str]:
    """An office that joins two with và or kiêm, taken apart where the second has a head of its own."""
    for join in _JOINED_OFFICE.finditer(office):
        if office_head().match(office, join.end()):
            return [office[: join.start()].strip(), *_joined(office[join.end() :])]
    return [office.strip(" .")]
