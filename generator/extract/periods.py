"""What the meeting reviews: half-years, quarters, the first months of a year, a year."""

import re
from collections.abc import Sequence

from generator.extract.facts import Fact, Sentence
from generator.extract.numbers import small_number

_YEAR = r"(?:\s+(?:của\s+)?năm\s+(?P<year>(?:19|20)\d{2}))?"
_MONTHS = re.compile(
    r"\b(?P<count>\d{1,2}|ba|sáu|chín)\s+tháng\s+đầu(?:\s+năm(?:\s+(?P<year>(?:19|20)\d{2}))?)?", re.IGNORECASE
)
_QUARTER = re.compile(rf"\bquý\s+(?P<count>[1-4]|IV|I{{1,3}})\b{_YEAR}", re.IGNORECASE)
# Nothing planned stands between: "tổng kết công tác năm, triển khai nhiệm vụ năm 2025" does not review 2025.
_WHOLE = re.compile(
    r"\b(?:tổng kết|đánh giá|kết quả)\b(?:(?!triển khai|phương hướng|\bbàn\b|nhiệm vụ năm)[^.;]){0,120}?"
    r"\bnăm\s+(?P<year>(?:19|20)\d{2})\b(?!\s*[-–])",
    re.IGNORECASE,
)
_REST = re.compile(r"\btháng\s+cuối\s+năm\s+(?P<year>(?:19|20)\d{2})", re.IGNORECASE)
_HALF_YEAR = 6
# The review is named in the title or the opening; farther down other periods are told of.
_OPENING_BLOCKS = 4


def extract_period(sentences: Sequence[Sentence], title: Sentence, year: str) -> Fact[str] | None:
    """The period under review, as 2024-H1, 2023-M01/M09, 2024-Q2 or 2024; None when the text names none.

    year: four digits of the event's date where it is known, for "6 tháng đầu năm" without a year of its own.

    >>> opening = [Sentence("Sơ kết 9 tháng đầu năm 2023", 1, 0)]
    >>> extract_period(opening, Sentence("", 0, 0), "").value
    '2023-M01/M09'
    """
    opening = [each for each in sentences if not each.aside and each.block <= _OPENING_BLOCKS]
    texts = [title, *opening]
    for pattern, rule in ((_MONTHS, "months"), (_QUARTER, "quarter")):
        matches = [(match, each) for each in texts for match in pattern.finditer(each.text)]
        named = next((match["year"] for match, _ in matches if match["year"]), "") or _year_of_rest(texts)
        for match, sentence in matches:
            value = _value(pattern, small_number(match["count"]), match["year"] or year or named)
            if value:
                return Fact(value, f"“{match[0]}”", sentence.line, rule)
    for sentence in texts:
        whole = _WHOLE.search(sentence.text)
        if whole:
            return Fact(whole["year"], f"“{whole[0]}”", sentence.line, "whole-year")
    return None


def _year_of_rest(texts: Sequence[Sentence]) -> str:
    """The year of "6 tháng cuối năm 2024", which the first half shares."""
    return next((match["year"] for each in texts if (match := _REST.search(each.text))), "")


def _value(pattern: re.Pattern[str], count: int, year: str) -> str:
    if not year or not count:
        return ""
    if pattern is _QUARTER:
        return f"{year}-Q{count}"
    if count == _HALF_YEAR:
        return f"{year}-H1"
    return f"{year}-M01/M{count:02}" if count < 12 else ""
