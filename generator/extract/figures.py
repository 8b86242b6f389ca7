"""Counted facts in digits: value, unit and the clause that says it."""

import re
from collections.abc import Iterable, Sequence

from generator import lexicon
from generator.extract.facts import Fact, Sentence
from generator.extract.numbers import vietnamese_number
from generator.extract.sentences import clause_around
from generator.model import Figure

_NUMBER = re.compile(
    r"(?<![\w/.,:-])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?P<percent>\s?%)?(?![\w/]|[.,-]\d|-[A-ZĐ])"
)
# Kinds of documents count in capitals only: "Kết luận 25" is a document, "kết luận 25 người có vi phạm" a count.
_NOT_A_COUNT = re.compile(
    rf"(?:\b(?<!tổng )(?:{lexicon.any_of('uncounted.txt')}|(?-i:{lexicon.any_of('document_kinds.txt')}))"
    rf"|[°/.]|\d{{4}}\s*[-–])\s*$",
    re.IGNORECASE,
)
# Spans of time and parts of dates; what is counted in them is no fact of the report.
_TIME = re.compile(r"\s*(?:năm|tháng|ngày|giờ|phút|tuần|quý|thế kỷ|nhiệm kỳ|khóa|tuổi)(?!\w)", re.IGNORECASE)
_UNIT = re.compile(r"\s+(?P<unit>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,6})")
_UNIT_END = re.compile(rf"\s(?:{lexicon.any_of('unit_ends.txt')})(?!\w)", re.IGNORECASE)
# "từ 180 - 200 đảng viên": what the second number counts, the first counts too.
_RANGE = re.compile(r"\s*(?:[-–]|đến)\s*\d[\d.,]*(?=\s)")
_NO_UNIT = re.compile(r"(?:và|hoặc|là|của|trong|tại|đã|ở|đến|tốt|không|về|với|xuất|nhất)(?!\w)", re.IGNORECASE)
# "Đảng bộ cơ sở là 301": what is counted stands before the number.
_COUNTED_BEFORE = re.compile(
    r"(?:^|[,;:.]\s)\s*(?:trong đó,?\s+)?(?P<unit>[^,;:.]{3,40}?)\s+(?:là|có|đạt)(?:\s+(?:trên|hơn|gần))?\s*$",
    re.IGNORECASE,
)
_MEMBER_UNITS = re.compile(r"(?:tỉnh|thành phố|ban|đơn vị|hội|trường|huyện|sở|thành viên|cơ quan)\b", re.IGNORECASE)


def extract_figures(sentences: Iterable[Sentence], member_counts: Sequence[int]) -> tuple[Fact[Figure], ...]:
    """The figures in the text's order, each value with its unit once.

    member_counts: how many members the clusters of the article have; "14 tỉnh, thành phố" repeats that and is none.

    >>> text = "Kết nạp 1.513 đồng chí, đạt 80,8%; Đảng bộ cơ sở là 301; 6 tháng đầu năm; quý 2; chi bộ 4 tốt."
    >>> [(fact.value.value, fact.value.unit) for fact in extract_figures([Sentence(text, 1, 0)], [])]
    [(1513, 'đồng chí'), (80.8, '%'), (301, 'Đảng bộ cơ sở')]
    """
    found: dict[tuple[float, str], Fact[Figure]] = {}
    for sentence in sentences:
        for match in _NUMBER.finditer(sentence.text):
            unit = _unit(sentence.text, match)
            value = vietnamese_number(match["number"])
            if not unit or (value in member_counts and _MEMBER_UNITS.match(unit)):
                continue
            quote = clause_around(sentence.text, match.start(), match.end())
            fact = Fact(Figure(value, unit, quote), sentence.text, sentence.line, "number-with-unit")
            found.setdefault((value, unit), fact)
    return tuple(found.values())


def _unit(text: str, match: re.Match[str]) -> str:
    """What a number counts; empty when it counts nothing."""
    before = text[max(0, match.start() - 60) : match.start()]
    if match["percent"]:
        return "%"
    if _NOT_A_COUNT.search(before):
        return ""
    if _TIME.match(text, match.end()):
        return ""
    to = _RANGE.match(text, match.end())
    following = _UNIT.match(text, to.end() if to else match.end())
    if following and not _NO_UNIT.match(following["unit"]):
        unit = following["unit"]
        end = _UNIT_END.search(" " + unit)
        return (" " + unit)[: end.start()].strip() if end else unit
    counted = _COUNTED_BEFORE.search(before)
    return counted["unit"].strip() if counted else ""
