"""What the meeting reviews: half-years, quarters, the first months of a year, a year.

One table, FORMS; a new form is a new row, whose example is run as a test.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.extract.facts import Fact, Sentence
from generator.extract.numbers import small_number
from generator.extract.opening import opening
from generator.patterns import later

_YEAR = r"(?P<year>(?:19|20)\d{2})(?![\d/]| ?[-–] ?\d{4})"
_OF_YEAR = rf"(?:(?: (?:của )?năm | ?[/.-] ?){_YEAR})?"
_COUNT = r"(?P<count>\d{1,2}|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_REVIEW = r"(?:sơ kết|tổng kết|đánh giá|kết quả|kiểm điểm|bình xét|nhìn lại|báo cáo|chấm điểm)"
_PLAN = r"(?:triển khai|phương hướng|kế hoạch|bàn|đề ra|giao ước|chương trình|nhiệm vụ năm|trọng tâm|ra nghị quyết)"
# The last of these words before a period says whether it is reviewed or planned: "đánh giá kết quả triển khai …" (to
# assess how something was carried out) reviews.
_REVIEW_OR_PLAN = later(
    rf"\b(?:(?P<review>{_REVIEW}(?: (?:việc|tình hình|kết quả|công tác))?(?: thực hiện)?"
    rf"(?: triển khai| chương trình| giao ước)?)|(?P<plan>{_PLAN}))\b",
    re.IGNORECASE,
)
_NOT_WHOLE = later(
    r"\b(?:tháng (?:đầu|cuối|còn lại)|tháng \d+|đến|từ|trước|sau|sang|hết|cuối|đầu|nhiệm kỳ|giai đoạn|so với|cùng kỳ"
    r"|(?:trưởng|phó)|tầm nhìn)(?: của)?[ ,]*$",
    re.IGNORECASE,
)
_REST = later(
    r"\b(?:tháng (?:cuối|còn lại)(?: của)? năm|quý (?:IV|I{1,3}|[1-4])(?: năm | ?[/-] ?)) ?(?P<year>20\d{2})",
    re.IGNORECASE,
)
_HALF_YEAR, _YEAR_LONG, _LAST_QUARTER = 6, 12, 4
# How far before a period the words stand that say what is done with it.
_REACH = 120
# Asked first: most sentences name no period.
_ANY = ("tháng đầu", "tháng cuối", "tháng năm", "tháng của", "quý ", "nửa đầu", "năm 20", "năm 19")
# A sentence names its period within so many characters.
_LONGEST = 1000
# The review is named in the title or the opening; farther down other periods are told of.
_OPENING_BLOCKS = 4


@dataclass(frozen=True)
class PeriodForm:
    """One way to name a period."""

    name: str
    """What `explain` calls it."""
    pattern: re.Pattern[str]
    """With the group year, and count where the period has a number."""
    value: Callable[[str, int], str]
    """The period from its year and number; empty when there is none such."""
    reviewed: bool
    """It counts only after a word of review; else it counts unless a word of planning stands before it."""
    example: str
    """A sentence that has it."""
    result: str
    """The example's period."""
    needs: str
    """Words that it has: asked first."""


def _months(year: str, count: int) -> str:
    if count == _HALF_YEAR:
        return f"{year}-H1"
    return f"{year}-M01/M{count:02}" if 1 < count < _YEAR_LONG else ""


def _form(
    name: str,
    pattern: str,
    value: Callable[[str, int], str],
    example: str,
    result: str,
    *,
    needs: str,
    reviewed: bool = False,
) -> PeriodForm:
    return PeriodForm(name, later(pattern, re.IGNORECASE), value, reviewed, example, result, needs)


FORMS = (
    _form(
        "months",
        rf"\b{_COUNT} tháng đầu(?: (?:của )?năm\b)?(?:(?: | ?[/-] ?){_YEAR})?",
        _months,
        "Sơ kết 9 tháng đầu năm 2023.",
        "2023-M01/M09",
        needs="tháng đầu",
    ),
    _form(
        "months, bare",
        rf"\b{_COUNT} tháng (?:của )?năm {_YEAR}",
        _months,
        "Thông tin kết quả 9 tháng năm 2024.",
        "2024-M01/M09",
        needs="tháng ",
    ),
    _form(
        "first half",
        rf"\bnửa đầu năm {_YEAR}",
        lambda year, _: f"{year}-H1",
        "Sơ kết nửa đầu năm 2024.",
        "2024-H1",
        needs="nửa đầu",
    ),
    _form(
        "second half",
        rf"\b(?:6|sáu) tháng cuối (?:của )?năm {_YEAR}",
        lambda year, _: f"{year}-H2",
        "Đánh giá công tác 6 tháng cuối năm 2022.",
        "2022-H2",
        needs="tháng cuối",
        reviewed=True,
    ),
    _form(
        "quarter",
        rf"\bquý (?P<count>[1-4]|IV|I{{1,3}})\b{_OF_YEAR}",
        lambda year, count: f"{year}-Q{count}",
        "Giao ban quý II/2022.",
        "2022-Q2",
        needs="quý",
    ),
    _form(
        "whole-year",
        rf"\bnăm {_YEAR}",
        lambda year, _: year,
        "Tổng kết công tác năm 2021.",
        "2021",
        needs="năm ",
        reviewed=True,
    ),
)


def extract_period(sentences: Sequence[Sentence], title: Sentence, year: str) -> Fact[str] | None:
    """The period under review, as 2024-H1, 2024-H2, 2023-M01/M09, 2024-Q2 or 2024; None when the text names none.

    The first that is named counts: in the title, then in the opening. What is only planned is no period under review.

    year: four digits of the event's date where it is known, for "6 tháng đầu năm" without a year of its own.

    >>> opening = [Sentence("Sơ kết 9 tháng đầu năm 2023", 1, 0)]
    >>> extract_period(opening, Sentence("", 0, 0), "").value
    '2023-M01/M09'
    """
    head = opening(sentences, _OPENING_BLOCKS)
    # A title that was not told from the page's menu stands above the opening.
    above = [each for each in sentences if not each.aside and (not head or each.block < head[0].block)]
    texts = [title, *above, *head]
    elsewhere: dict[str, str] = {}
    for sentence in texts:
        lower = sentence.text.lower()
        if not any(words in lower for words in _ANY):
            continue
        for form, match in _named(sentence.text[:_LONGEST]):
            count = small_number(match["count"]) if "count" in match.groupdict() else 0
            # The year of a fourth quarter is not that of the quarter planned after it.
            if not (match["year"] or year) and form.name not in elsewhere:
                elsewhere[form.name] = _named_elsewhere(form, texts)
            shared = "" if form.name == "quarter" and count == _LAST_QUARTER else elsewhere.get(form.name, "")
            own = match["year"] or year or shared
            value = form.value(own, count) if own else ""
            if value:
                return Fact(value, f"“{match[0].strip()}”", sentence.line, form.name)
    return None


def _named(text: str) -> Iterator[tuple[PeriodForm, re.Match[str]]]:
    """The periods under review that a sentence names, in its order."""
    lower = text.lower()
    found = [
        (form, match)
        for form in FORMS
        if form.needs in lower
        for match in form.pattern.finditer(text)
        if _is_reviewed(form, text[max(0, match.start() - _REACH) : match.start()])
    ]
    yield from sorted(found, key=lambda each: each[1].start())


def _is_reviewed(form: PeriodForm, before: str) -> bool:
    clause = before[max(before.rfind(";"), before.rfind(". ")) + 1 :]
    words = list(_REVIEW_OR_PLAN.finditer(clause))
    if form.reviewed:
        return bool(words and words[-1]["review"]) and not _NOT_WHOLE.search(clause)
    return not (words and words[-1]["plan"])


def _named_elsewhere(form: PeriodForm, texts: Sequence[Sentence]) -> str:
    """The year of "6 tháng cuối năm 2024" or "quý II/2024", which the half or the quarter before it shares."""
    found = (
        match["year"]
        for each in texts
        for part in (_REST, form.pattern)
        for match in part.finditer(each.text[:_LONGEST])
    )
    return next(filter(None, found), "")
