"""Numbered documents the text cites: kind, number, day of issue, issuer; only what the text gives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator import lexicon
from generator.dates import PartialDate
from generator.extract.facts import Fact, Sentence
from generator.extract.same_documents import SameDocuments
from generator.model import DocumentCitation
from generator.patterns import later
from generator.vietnamese import CAPITALS

_KINDS = rf"(?i:{lexicon.any_of('document_kinds.txt')})(?!\w)"
_KIND = rf"(?P<kind>{_KINDS})"
# Laws bear a name before their number: "Luật Tổ chức Quốc hội số 57/2014/QH13"; a comma stands only in a law's own.
_LAW = (
    rf"(?<=[Ll]uật) (?:[^,.;:()\d]{{3,60}}?(?= số )|"
    rf"(?:(?!{_KINDS})[^.;:()\d]){{3,80}}?(?= số \d{{1,3}}/\d{{4}}/QH))"
)
# A letter may follow the digits (12a-NQ/TW) and a dot part thousands (1.245-QĐ/TU); the year may follow a stroke
# (91/2017/NĐ-CP). A number in full holds capitals after a stroke or dash; the dash before NQ/TW may be missing.
_DIGITS = r"\d{1,2}\.\d{3}|\d{1,5}[a-eđ]?"
_SIGN = r"(?:QH ?\d{1,2}|[A-ZĐ][A-ZĐƯa-zđư&.]*\d{0,2})"
_FULL = (
    rf"(?:{_DIGITS})(?: ?/ ?\d{{4}})?"
    rf"(?: ?[-–/_] ?{_SIGN}(?: ?[-/–_] ?[A-ZĐƯ][A-ZĐƯa-zđư.&]*\d{{0,2}})*| [A-ZĐ]{{2,3}}/[A-ZĐ]{{2,}})"
)
# A bare number is a document's when no unit of time or count follows it.
_BARE = (
    r"\d{1,4}[a-eđ]?(?!\w)(?! ?[/%]|[.,-]\d| [-–] \d)"
    r"(?! ?(?:%|năm|tháng|ngày(?! ?\d)|quý|tuần|giờ|khóa|khoá|nhiệm|nghìn|ngàn|tỷ|triệu|tỉ|m2|km|ha)\b)"
)
_DAY = (
    r" ?,? ?\(? ?(?:(?:ra|ký|ban hành) )?(?:(?:cùng )?ngày )?(?P<day{0}>\d{{1,2}}) ?"
    r"(?:[/.-] ?(?P<month{0}>\d{{1,2}}) ?(?:[/.-]|năm) ?(?P<year{0}>\d{{4}})|"
    r"tháng (?P<long_month{0}>\d{{1,2}}) ?(?:năm |/)(?P<long_year{0}>\d{{4}}))\)?"
)
_ISSUER_ENDS = (
    r"về|trong|và|đối|khóa|khoá|với|nhằm|gắn|ngày|tại|theo|do|đã|được|là|cho|từ|để|quy định|ban hành|có|trên|"
    r"phê duyệt|đến|thi hành|phù hợp|công bố|nêu|nói|yêu cầu|hướng dẫn|sửa đổi"
)
_ISSUER = rf" ?,? của (?P<issuer>[A-ZĐ]\w*(?: (?!(?:{_ISSUER_ENDS})\b)[^ ,.;:()“”\"]+){{0,9}})"
# What may stand between a kind and its number: "Nghị quyết chuyên đề số", "Quyết định của UBND tỉnh số".
_QUALIFIED = (
    r" (?i:liên tịch|chuyên đề|khen thưởng|kiểm tra|liên ngành|chung|mới|hành động|phối hợp|công tác|tổng thể|"
    r"chỉ đạo|tiếp tục|riêng|hợp nhất|hoạt động|làm việc)"
)
# Before a number in full any words will do: "Kế hoạch tổ chức đại hội số 15-KH/HU".
_WORDS = rf"(?: (?!(?:{_KINDS}|số|của|về|và|theo|tại)(?!\w))[a-zà-ỹđ][a-zà-ỹđ]*){{1,6}}(?= số ?:? ?(?:{_FULL}))"
_BETWEEN = (
    rf"(?:{_QUALIFIED}|{_WORDS}|"
    rf" của (?P<owner>(?!{_KINDS})[A-ZĐ][^,.;:()\d]{{2,50}}?)|{_LAW})?"
)
# The day of issue stands before the issuer or after.
_CITATION = later(
    rf"(?<!\w){_KIND}(?:{_BETWEEN}:? \(?(?P<so>số) ?:? ?|(?:{_QUALIFIED})? )(?P<number>{_FULL}|(?:số )?{_BARE})"
    rf"(?:{_DAY.format('')}|(?P<same_day> ?,? cùng ngày))?"
    rf"(?:{_ISSUER})?(?:{_DAY.format('_after')})?",
)
_ANOTHER = later(rf" ?(?:, ?và|,|và|;|&) ?(?P<so>số )?(?P<number>{_FULL})(?:{_DAY.format('')})?")
# After bare numbers only: "Nghị quyết số 18, 19", "Nghị quyết 18 và 19"; what follows may not make them counts.
_ANOTHER_BARE = later(
    rf" ?(?:, ?và|,|và|&) ?(?P<so>số )?(?P<number>{_BARE})"
    r"(?= ?(?:[,.;:)”\"]|$)| (?:và|của|về|trong|ngày|khóa|vào|gắn|theo)\b)"
)
# "Nghị quyết số 1-NQ/HU về …; số 2-NQ/HU về …": a number of the same sign later in the sentence is of the same kind.
_LATER = later(rf"(?:[,;:]|và) ?(?:số )?(?P<number>{_FULL})(?:{_DAY.format('')})?")
# "các Nghị quyết số 10-NQ/TW, 11-NQ/TW, đều ban hành ngày 3/6/2017": the day of all of them.
_DAY_OF_ALL = later(rf" ?,? ?(?:đều|cùng) (?:được )?(?:(?:ban hành|ký|ra) )?(?=ngày ){_DAY.format('')}")
_SAME_DAY = later(r"cùng ngày \d")
_JOINS = later(r" ?(?:, ?và|,|và|;|&) ?(?:các )?(?:số )?")
_OWN_NUMBER = later(r"^\d[\d.]*[a-eđ]?")
_LETTERS = later(r"[^\W\d_]+")
_DIGIT = later(r"\d")
# Asked first: the engine passes quickly over places where no kind begins.
_KIND_AT = later(
    lexicon.pattern_of(
        (
            form
            for kind in lexicon.lines("document_kinds.txt")
            for form in (
                kind,
                kind.lower(),
                kind.upper(),
                kind.title(),
                kind.split(" ")[0] + kind[len(kind.split(" ")[0]) :].title(),
            )
        ),
        whole=True,
    )
)
# "Kết luận 5 vấn đề", "Kế hoạch 50 căn nhà": counts, not numbers. A bare number needs số, an issuer or a date; or one
# of these kinds with a capital and nothing it counts after it. Those of _VERBS_TOO are verbs as well: there only words
# that end the citation will do.
_BARE_WITHOUT_SO = frozenset({"Nghị quyết", "Chỉ thị", "Nghị định", "Đề án", "Thông tri"})
_VERBS_TOO = frozenset({"Kết luận", "Quy định"})
_OF_PLENUM = later(r" (?:Trung ương|T\.?Ư|TW)\b(?! ?\))")
_COUNT_FOLLOWS = later(
    r" (?:điểm|vấn đề|nội dung|nhóm|nhiệm vụ|giải pháp|người|đảng viên|trường hợp|vụ|tổ chức|chỉ tiêu|mục tiêu|"
    r"chương trình|dự án|đơn vị|tập thể|cá nhân|văn bản|xã|huyện|hộ|đồng chí)\b"
)
_NO_COUNT_FOLLOWS = later(
    rf" ?(?:[.,;:()”\"|–-]|$)| (?:[{CAPITALS}]|(?:của|về|khóa|khoá|ra|ngày|và|vào|gắn|đã|là|tại|ở|trong|theo|cho|"
    rf"với|nhằm|đến|được|"
    r"sẽ|từ|giai đoạn|bằng|để|không|còn|qua|vẫn|này|trên|đối với|đang|phải|nêu|quy định|yêu cầu|ban hành)\b)"
)


def extract_documents(sentences: Iterable[Sentence]) -> tuple[Fact[DocumentCitation], ...]:
    """The documents in order of first mention; a bare number joins the full one it begins.

    >>> text = "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị về học tập; Nghị quyết 29; Kế hoạch 5 năm."
    >>> for fact in extract_documents([Sentence(text, 1, 0)]):
    ...     print(fact.value)
    DocumentCitation(kind='Chỉ thị', number='05-CT/TW', date='2016-05-15', issuer='Bộ Chính trị')
    DocumentCitation(kind='Nghị quyết', number='29', date='', issuer='')
    """
    found = SameDocuments()
    day = ""
    for sentence in sentences:
        text = sentence.text
        # The cheap questions first: most sentences name no document.
        kinds = [at.start() for at in _KIND_AT.finditer(text)] if _DIGIT.search(text) else []
        cited = list(_citations(text, kinds)) if kinds else []
        for citation, same_day in _dated_together(text, cited) if cited else ():
            # "Quyết định số 813-QĐ/TU cùng ngày": of the day the text gave last.
            dated = replace(citation, date=day) if same_day else citation
            day = dated.date or day
            found.add(Fact(dated, sentence.text, sentence.line, "document-number"))
    return tuple(found.facts)


class _Cited(NamedTuple):
    """A citation and where it stands."""

    citation: DocumentCitation
    """Which document."""
    same_day: bool
    """It is dated "the same day" as the one before."""
    start: int
    """Where it begins in the sentence."""
    end: int
    """Where it ends."""


def _dated_together(text: str, cited: Sequence[_Cited]) -> Iterator[tuple[DocumentCitation, bool]]:
    """The citations; those in a row that are dated together each with that day."""
    days: list[str] = []
    following = 0
    for each in reversed(cited):
        together = _DAY_OF_ALL.match(text, each.end)
        day = _date(together, "") if together else ""
        if not day and _SAME_DAY.search(text, each.start, each.end):
            day = each.citation.date
        if not day and days and _JOINS.fullmatch(text, each.end, following):
            day = days[-1]
        days.append(day)
        following = each.start
    for each, day in zip(cited, reversed(days), strict=True):
        yield (replace(each.citation, date=day) if day and not each.citation.date else each.citation), each.same_day


def _citations(text: str, kinds: Sequence[int]) -> Iterator[_Cited]:
    """The citations of a sentence in which kinds of documents are named at these places."""
    position = 0
    for kind_at in kinds:
        match = _CITATION.match(text, kind_at)
        if not match or kind_at < position:
            continue
        number = _tidy(match["number"])
        if number.rstrip("abcdeđ").isdecimal() and not _is_document_s(match, text):
            continue
        kind = match["kind"][0].upper() + match["kind"][1:]
        issuer = (match["issuer"] or match["owner"] or "").strip(" -–")
        day = _date(match, "") or _date(match, "_after")
        yield _Cited(DocumentCitation(kind, number, day, issuer), bool(match["same_day"]), match.start(), match.end())
        position = match.end()
        bare = number.isdecimal()
        while another := _ANOTHER.match(text, position) or (_ANOTHER_BARE.match(text, position) if bare else None):
            full = "day" in another.re.groupindex
            if full and not _of_one_kind(number, another["number"]):
                break
            other = DocumentCitation(kind, _tidy(another["number"]), _date(another, "") if full else "")
            yield _Cited(other, False, another.start("number"), another.end())
            position = another.end()
        if not bare:
            yield from _later(text, position, kind, number)


def _later(text: str, start: int, kind: str, number: str) -> Iterator[_Cited]:
    """Numbers of the same sign later in the sentence, up to where another kind is named."""
    kinds = (at.start() for at in _KIND_AT.finditer(text, start) if _CITATION.match(text, at.start()))
    for match in _LATER.finditer(text, start, next(kinds, len(text))):
        if _sign(match["number"]) == _sign(number):
            other = DocumentCitation(kind, _tidy(match["number"]), _date(match, ""))
            yield _Cited(other, False, match.start("number"), match.end())


def _sign(number: str) -> list[str]:
    """The letters after its digits: ["NQ", "TW"] of 12a-NQ/TW."""
    return _LETTERS.findall(_OWN_NUMBER.sub("", number).upper())


def _of_one_kind(one: str, other: str) -> bool:
    """Whether the signs of two numbers, where both have one, begin alike: 3-QĐ/TU and 4-QĐ/HU."""
    return not _sign(one) or not _sign(other) or _sign(one)[0] == _sign(other)[0]


def _is_document_s(match: re.Match[str], text: str) -> bool:
    """Whether a bare number is a document's and counts nothing."""
    if match["so"] or match["number"].startswith("số"):
        return True
    if match["issuer"] or match["year"] or match["long_year"]:
        return True
    kind, end = " ".join(match["kind"].split()), match.end("number")
    # "Nghị quyết 4 Trung ương khóa XII": that of a plenum, not of a number.
    if _OF_PLENUM.match(text, end):
        return False
    # "Quyết định 217, 218-QĐ/TW": what a number in full follows is a number.
    if _ANOTHER.match(text, end):
        return True
    if kind in _VERBS_TOO:
        return bool(_NO_COUNT_FOLLOWS.match(text, end))
    return kind in _BARE_WITHOUT_SO and not _COUNT_FOLLOWS.match(text, end)


def _tidy(number: str) -> str:
    # One sign for hyphen and dash: numbers are compared.
    tidy = number.removeprefix("số").replace("–", "-")
    for sign in "-/":
        tidy = sign.join(map(str.strip, tidy.split(sign)))
    return tidy.rstrip(".")


def _date(match: re.Match[str], place: str) -> str:
    year = match[f"year{place}"] or match[f"long_year{place}"]
    month = match[f"month{place}"] or match[f"long_month{place}"]
    if not (year and month):
        return ""
    try:
        return str(PartialDate.parse(f"{year}-{int(month):02}-{int(match[f'day{place}']):02}"))
    except ValueError:
        return ""
