"""Counted facts in digits: value, unit and the clause that says it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator import lexicon
from generator.extract.facts import Fact, Sentence
from generator.extract.numbers import vietnamese_number
from generator.model import Figure
from generator.patterns import later
from generator.sentences import clause_around
from generator.vietnamese import lowered, other_tone_placement

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
# Units written without a space: 12.450m2, 5km, 20tỷ, 500.000đ.
_GLUED = r"(?:km2|km|m2|m3|ha|kg|m|tấn|tỷ|tỉ|triệu|nghìn|đồng|đ|lít)(?![\w])"
# Looked for first, and a whole number only there: the engine passes over everything but digits at once.
_NUMBER_BEGINS = re.compile(r"\d(?<![\w/.,:–-]\d)")
_NUMBER = re.compile(
    rf"(?:(?P<decimal>\d{{1,3}}\.\d{{1,2}})(?= ?%)|(?P<number>{_DIGITS})"
    rf"(?:(?P<of> ?/ ?(?:{_DIGITS}))(?= [^\W\d_])|(?P<to>-(?:{_DIGITS}))(?= ?%| [^\W\d_]))?)"
    rf"(?:(?P<percent> ?%)|(?={_GLUED})|(?![\w/]|[.,-]\d|-[A-ZĐ]))"
)
# After these a number tells which one, and not how many. Asked of the text in lower case.
_OTHER_WORD = r"(?<!\w)(?<!tổng )(?<!trong )(?<!dân )(?<!thiểu )(?<!con )(?<!đổi )(?<!đa )"
_LABEL = later(rf"(?:{_OTHER_WORD}{lexicon.any_of('uncounted.txt')}|[°/.]|\d{{4}} ?[-–]) ?$")
# Kinds of documents only in capitals: "Kết luận 25" is a document, "kết luận 25 người có vi phạm" a count.
_DOCUMENT = later(rf"(?i:{_OTHER_WORD})(?:{lexicon.any_of('document_kinds.txt')}) ?$")
_LONGEST_LABEL = 40
# 999.999.999.999: longer rows of digits count nothing.
_LONGEST_NUMBER = 15


def _last_words(name: str) -> tuple[str, ...]:
    """The last words of a list's entries: asked first, for all of them at once."""
    entries = lexicon.lines(name)
    return tuple({each.rpartition(" ")[2] for entry in entries for each in (entry, other_tone_placement(entry))})


_ENDS_OF_LABELS = (*_last_words("uncounted.txt"), *"°/.-–")
_ENDS_OF_DOCUMENTS = _last_words("document_kinds.txt")
# Spans of time and parts of dates; what is counted in them is no fact of the report. A working day given is one.
_TIME = later(
    r" ?(?:năm|tháng|ngày(?! công)|giờ|phút|giây|tuần|quý|thế kỷ|thập kỷ|thập niên|nhiệm kỳ|khóa(?! bồi| đào|"
    r" tập| học)|khoá(?! bồi| đào| tập| học)|tuổi)(?!\w)",
    re.IGNORECASE,
)
# "421 “Mái ấm Công đoàn”": what is counted has a name.
_UNIT = later(r" ?(?:[“\"](?=[^”\"]{2,40}[”\"]))?(?P<unit>[^\W\d_][\w/-]*(?: [^\W\d_][\w/-]*){0,6})")
_UNIT_END = later(rf" (?:{lexicon.any_of('unit_ends.txt')}|dự(?! án| thảo| toán| bị| phòng| báo))(?!\w)")
# "từ 180 - 200 đảng viên", "60 - 65%": what the second number counts, the first counts too.
_RANGE = later(rf"(?: ?(?:[-–+=]|đến) ?(?:{_DIGITS})){{1,3}}(?= |%|{_GLUED})")
_PERCENT = re.compile(r" ?%")
_NO_UNIT = later(
    r"(?:và|vừa|họp|ký kết|chủ trì|hoặc|là|của|trong|tại|đã|ở|đến|tốt|không|về|với|xuất|nhất|chiều|bước|thôi|cùng|do"
    r"|nên|cấp(?! (?:ủy|uỷ|phó|trưởng))|thì|mà|cũng|sẽ|đang|lên|trở)(?!\w)",
    re.IGNORECASE,
)
# Measured, whatever stands before: "đường 5 km", "đợt 2 tỷ đồng".
_MEASURE = later(r" ?(?:km2|km|m2|m3|ha|kg|tấn|tỷ|tỉ|triệu|nghìn|đồng|%)(?!\w)")
# "Đảng bộ cơ sở là 301": what is counted stands before the number.
_COUNTED_BEFORE = later(
    r"(?:^|[,;:.] ) ?(?:trong đó,? )?(?P<unit>[^,;:.]{3,40}?) (?:là|có|đạt)(?: (?:trên|hơn|gần))? ?$",
    re.IGNORECASE,
)
# "khiển trách 68, cảnh cáo 24": after a number with its unit, parts of it that count the same.
_PART_BEFORE = later(r"(?:[,;:(]|\bvà|\btrong đó|\bgồm) (?P<part>[^\W\d_]+(?: (?:[–-] )?[^\W\d_]+){0,5}) $")
_PART_AFTER = later(r" ?(?:[,;.)…]|$)| và ")
_MEMBER_UNITS = later(r"(?:tỉnh|thành phố|ban|đơn vị|hội|trường|huyện|sở|thành viên|cơ quan)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SURELY_COUNTED = later(r"\b(?:có|được|gần|hơn|trên|khoảng|tổng số|cho|với|gồm|thêm|giúp|mở|trao) $", re.IGNORECASE)
# 14/16 xã is a count, 8/3 a day; where both numbers could be a day's, only these make it a count.
_DAY_BEFORE = later(r"\b(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|dịp|lễ|và|đến|từ|niệm|quốc khánh) ?$", re.IGNORECASE)
_COUNTED_OF = later(
    r" (?:đơn vị|xã|phường|huyện|tỉnh|thành|thị|thành viên|chi|đảng|tổ|cơ|trường|hộ|người|đồng chí|vụ|cuộc|"
    r"chỉ tiêu|tiêu chí|nội dung|"
    r"thôn|ấp|bản|làng|buôn|khu|đại biểu|hội|phiếu|ủy viên|mục tiêu|đơn|công|đại hội|mô hình|dự án|sở|ban|"
    r"trường hợp|kiến nghị)(?!\w)"
)
# Names of campaigns, not counts: “5 không, 3 sạch”, “Mỗi tuần 1 điều luật”.
_NAMED = later(r"[“\"‘][^“”\"‘’]{1,60}[”\"’]")
_LONGEST_CLAUSE = 1000
_SPEECH = later(r"\b(?:có|đã|được|còn|tôi|chúng ta|mình)\b")


def extract_figures(sentences: Iterable[Sentence], member_counts: Sequence[int]) -> tuple[Fact[Figure], ...]:
    """The figures in the text's order, each value with its unit once; captions repeat what the text says.

    member_counts: how many members the clusters of the article have; "14 tỉnh, thành phố" repeats that and is none.

    >>> text = "Kết nạp 1.513 đồng chí, đạt 80,8%; Đảng bộ cơ sở là 301; 6 tháng đầu năm; quý 2; chi bộ 4 tốt."
    >>> [(fact.value.value, fact.value.unit) for fact in extract_figures([Sentence(text, 1, 0)], [])]
    [(1513, 'đồng chí'), (80.8, '%'), (301, 'Đảng bộ cơ sở')]
    """
    found: dict[tuple[float, str], Fact[Figure]] = {}
    for sentence in sentences:
        if sentence.aside:
            continue
        for value, unit, start, end in _figures(sentence.text):
            if (value, unit) in found or (value in member_counts and _MEMBER_UNITS.match(unit)):
                continue
            window = max(0, start - _LONGEST_CLAUSE)
            near = sentence.text[window : end + _LONGEST_CLAUSE]
            quote = clause_around(near, start - window, end - window)
            fact = Fact(Figure(value, unit, quote), sentence.text, sentence.line, "number-with-unit")
            found[value, unit] = fact
    return tuple(found.values())


def _figures(text: str) -> Iterator[tuple[int | float, str, int, int]]:
    """Value, unit and place of each number of a sentence that counts something."""
    named: list[tuple[int, int]] | None = None
    last_unit = ""
    for match in _numbers(text):
        if named is None:
            named = [(m.start(), m.end()) for m in _NAMED.finditer(text) if not _SPEECH.search(m[0])]
        if named and any(start < match.start() < end for start, end in named):
            continue
        unit = _unit(text, match, last_unit)
        if not unit:
            continue
        value = float(match["decimal"]) if match["decimal"] else vietnamese_number(match["number"])
        if not value and unit != "%":
            continue
        yield value, unit, match.start(), match.end()
        if match["to"]:
            yield vietnamese_number(match["to"][1:]), unit, match.start(), match.end()
        last_unit = last_unit if unit == "%" else unit


def _numbers(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for begins in _NUMBER_BEGINS.finditer(text):
        match = _NUMBER.match(text, begins.start()) if begins.start() >= end else None
        if match:
            end = match.end()
            if all(len(digits) <= _LONGEST_NUMBER for digits in match.groups() if digits):
                yield match


def _unit(text: str, match: re.Match[str], last_unit: str) -> str:
    """What a number counts; empty when it counts nothing."""
    if match["percent"]:
        return "%"
    before = text[max(0, match.start() - 60) : match.start()]
    to = _RANGE.match(text, match.end())
    end = to.end() if to else match.end()
    if to and _PERCENT.match(text, end):
        return "%"
    if _TIME.match(text, end) or _is_label(text, match, before) or _is_date_or_code(text, match, before):
        return ""
    following = _UNIT.match(text, end)
    if following and not _NO_UNIT.match(following["unit"]):
        unit = following["unit"]
        stop = _UNIT_END.search(" " + unit)
        return (" " + unit)[: stop.start()].strip() if stop else unit
    return _unit_before(text, match, before, last_unit)


def _unit_before(text: str, match: re.Match[str], before: str, last_unit: str) -> str:
    """What a number counts where nothing after it says so."""
    counted = _COUNTED_BEFORE.search(before)
    if counted:
        return counted["unit"].strip()
    part = _PART_BEFORE.search(before) if last_unit and _PART_AFTER.match(text, match.end()) else None
    return last_unit if part and part["part"].islower() else ""


def _is_label(text: str, match: re.Match[str], before: str) -> bool:
    """Whether the number tells which one and not how many: quận 5, Điều 12; not "trong năm 320 hộ thoát nghèo"."""
    start, bare = max(0, match.start() - _LONGEST_LABEL), before.rstrip()
    label = bare.lower().endswith(_ENDS_OF_LABELS) and _LABEL.search(lowered(text), start, match.start())
    document = bare.endswith(_ENDS_OF_DOCUMENTS) and _DOCUMENT.search(text, start, match.start())
    if not (label or document) or _MEASURE.match(text, match.end()):
        return False
    value = vietnamese_number(match["number"]) if match["number"] else 0
    is_beyond_dates = value > 31 and not _YEAR.fullmatch(match["number"])
    return not (is_beyond_dates and before.rstrip().endswith((" năm", " tháng", " ngày")))


def _is_date_or_code(text: str, match: re.Match[str], before: str) -> bool:
    """Whether digits are a year, a day with its month, or a telephone number."""
    number = match["number"] or ""
    if match["of"] or match["to"]:
        whole, part = (vietnamese_number((match["of"] or match["to"]).strip(" /-")), vietnamese_number(number))
        may_be_day = part <= 31 and whole <= 12
        counts = not _DAY_BEFORE.search(before) and _COUNTED_OF.match(text, match.end())
        return part > whole or (may_be_day and not counts)
    if _YEAR.fullmatch(number):
        return not _SURELY_COUNTED.search(before)
    return number.startswith("0") and len(number) > 3 and "," not in number
