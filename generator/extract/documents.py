"""Numbered documents the text cites: kind, number, day of issue, issuer; only what the text gives."""

import re
from collections.abc import Iterable
from dataclasses import replace

from generator import lexicon
from generator.dates import PartialDate
from generator.extract.facts import Fact, Sentence
from generator.model import DocumentCitation

_KIND = lexicon.any_of("document_kinds.txt")
# 05-CT/TW, 123/2020/NĐ-CP, 15/CT-TTg, 38 - QĐ/TU: digits, then capitals with at least one stroke or dash.
_FULL = r"\d{1,5}(?:/\d{4})?\s?[-–/]\s?[A-ZĐ][A-ZĐƯa-z&.]*(?:\s?[-/–]\s?[A-ZĐƯ][A-ZĐƯa-z.&]*)*"
# A bare number is a document's when no unit of time or count follows it.
_BARE = r"\d{1,3}(?![\d/%.,-]*\d)(?!\s*(?:%|năm|tháng|ngày|quý|tuần|giờ|khóa|nhiệm|tỷ|triệu|tỉ))"
_DAY = (
    r"\s*,?\s*\(?\s*(?:ra\s+)?ngày\s+(?P<day{0}>\d{{1,2}})\s*(?:[/.-]\s*(?P<month{0}>\d{{1,2}})\s*[/.-]\s*(?P<year{0}>\d{{4}})"
    r"|tháng\s+(?P<long_month{0}>\d{{1,2}})\s+năm\s+(?P<long_year{0}>\d{{4}}))\)?"
)
# The day of issue stands before the issuer or after.
_CITATION = re.compile(
    rf"\b(?P<kind>{_KIND})(?:\s+số)?\s*:?\s+(?P<number>{_FULL}|(?:số\s+)?{_BARE})"
    rf"(?:{_DAY.format('')})?"
    rf"(?:\s*,?\s+của\s+(?P<issuer>[A-ZĐ]\w*(?:\s+(?!về\b|trong\b|và\b|đối\b|khóa\b|khoá\b|với\b|nhằm\b|gắn\b|ngày\b|tại\b|theo\b|do\b)[^\s,.;:()]+){{0,9}}))?"
    rf"(?:{_DAY.format('_after')})?",
)
_ANOTHER = re.compile(rf"\s*(?:,|và|;)\s*(?:số\s+)?(?P<number>{_FULL})")
_SPACED_SIGN = re.compile(r"\s*([-–/])\s*")
# "Kết luận 5 vấn đề", "Kế hoạch 50 căn nhà": counts, not numbers; a bare number needs số or one of these kinds.
_BARE_WITHOUT_SO = frozenset({"nghị quyết", "chỉ thị", "kết luận", "quy định", "nghị định"})


def extract_documents(sentences: Iterable[Sentence]) -> tuple[Fact[DocumentCitation], ...]:
    """The documents in order of first mention; a bare number joins the full one it begins.

    >>> text = "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị về học tập; Nghị quyết 29; Kế hoạch 5 năm."
    >>> for fact in extract_documents([Sentence(text, 1, 0)]):
    ...     print(fact.value)
    DocumentCitation(kind='Chỉ thị', number='05-CT/TW', date='2016-05-15', issuer='Bộ Chính trị')
    DocumentCitation(kind='Nghị quyết', number='29', date='', issuer='')
    """
    found: list[Fact[DocumentCitation]] = []
    for sentence in sentences:
        for citation in _citations(sentence.text):
            _add(found, Fact(citation, sentence.text, sentence.line, "document-number"))
    return tuple(found)


def _citations(text: str) -> Iterable[DocumentCitation]:
    for match in _CITATION.finditer(text):
        number = _SPACED_SIGN.sub(r"\1", match["number"].removeprefix("số").strip()).rstrip(".")
        if number.isdecimal() and "số" not in match[0] and match["kind"].lower() not in _BARE_WITHOUT_SO:
            continue
        yield DocumentCitation(match["kind"], number, _date(match), (match["issuer"] or "").strip())
        position = match.end()
        while another := _ANOTHER.match(text, position):
            yield DocumentCitation(match["kind"], _SPACED_SIGN.sub(r"\1", another["number"]).rstrip("."))
            position = another.end()


def _date(match: re.Match[str]) -> str:
    place = "" if match["day"] else "_after"
    year = match[f"year{place}"] or match[f"long_year{place}"]
    month = match[f"month{place}"] or match[f"long_month{place}"]
    if not (year and month):
        return ""
    try:
        return str(PartialDate.parse(f"{year}-{int(month):02}-{int(match[f'day{place}']):02}"))
    except ValueError:
        return ""


def _add(found: list[Fact[DocumentCitation]], fact: Fact[DocumentCitation]) -> None:
    for place, other in enumerate(found):
        known, new = other.value, fact.value
        if known.kind == new.kind and (known.number == new.number or _begins(known.number, new.number)):
            fuller = max(known.number, new.number, key=len)
            joined = replace(known, number=fuller, date=known.date or new.date, issuer=known.issuer or new.issuer)
            found[place] = replace(other, value=joined)
            return
    found.append(fact)


def _begins(one: str, other: str) -> bool:
    """Whether one number is bare and the other is the same in full: 05 and 05-CT/TW."""
    bare, full = sorted((one, other), key=len)
    return bare.isdecimal() and not full.isdecimal() and re.split(r"[-–/]", full)[0] == bare
