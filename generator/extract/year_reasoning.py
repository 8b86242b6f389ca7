"""The year of a day that the text gives without one: reasoned from the text's words and the page's stamp.

EVIDENCE lists the kinds of words it may rest on, strongest first; a new kind is a new row, whose example is run as a
test.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.clean import Stamp
from generator.extract.facts import Sentence
from generator.extract.jubilees import jubilee_days, jubilee_years
from generator.extract.opening import opening
from generator.extract.stamps import before_stamp, existing_day
from generator.extract.years import Use, YearMention, years
from generator.patterns import later

# Papers report within days; pages are stamped anew when a site moves, and then say nothing of the event.
_REPORTED_WITHIN = 31
_STAMP_TELLS_WITHIN = 120
_OPENING_BLOCKS = 3
_TELLING = frozenset({Use.PART, Use.PLEDGED, Use.PLANNED, Use.REVIEWED})
_SUMMING_UP = later(r"\b(?:tổng kết|bình xét|giao ước)\b", re.IGNORECASE)
_HEAD_YEAR = later(r"(?:(?:trong|riêng|bước vào|bước sang|sang) )?năm (?P<year>20\d{2})\b(?! ?[-–])", re.IGNORECASE)
_DONE = later(r"\b(?:đã|đạt|được)\b", re.IGNORECASE)
_TO_DO = later(r"\b(?:sẽ|phấn đấu|đăng ký|tiếp tục|tập trung|cần)\b", re.IGNORECASE)
_FULL = later(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d{2})(?!\d)")
_CONGRESS = later(r"\bđại hội\b[^.;]{0,140}?\bnhiệm kỳ:? (?P<year>20\d{2}) ?[-–] ?20\d{2}", re.IGNORECASE)
_HELD = later(r"\b(?:tổ chức|khai mạc|bế mạc|diễn ra|tiến hành|long trọng|trọng thể|bầu)\b", re.IGNORECASE)
_NOT_ITSELF = later(r"\b(?:nghị quyết|văn kiện|chuẩn bị|chào mừng|tiến tới|hướng tới|phục vụ|sau)\b", re.IGNORECASE)
_SIGNED = later(
    r"\b(?:(?P<signed>(?:quyết định|kế hoạch|công văn|thông báo|giấy mời) số [^,;.]{1,60},? ?ngày)"
    r"|(?:kể từ|có hiệu lực từ|từ) ngày) "
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d{2})(?!\d)",
    re.IGNORECASE,
)
_DECIDED = later(
    r"\b(?:quyết định|bầu|miễn nhiệm|bổ nhiệm|điều động|phân công|chuẩn y|chỉ định|kết nạp|trao)\b", re.IGNORECASE
)
_ANNOUNCED_WITHIN, _CARRIED_OUT_WITHIN = 60, 120
# A sentence names such a document within so many characters.
_LONGEST = 4000
_ELECTION = later(
    r"\b(?:bầu cử(?! bổ sung)|ứng cử|hiệp thương)\b[^.;]{0,60}?\bđại biểu\b[^.;]{0,100}?"
    r"\b(?P<term>nhiệm kỳ (?P<year>20\d{2}) ?[-–] ?20\d{2})",
    re.IGNORECASE,
)
_ELECTION_MONTHS, _MONTHS_BEFORE_ELECTION = range(1, 6), range(10, 13)
# "5 năm liền (2014 - 2019)" (five years in a row): both years are counted in part, so the last is not over yet.
_YEARS_COUNTED = later(
    r"\b(?P<count>\d{1,2}) năm (?:liền|liên tục|liên tiếp|qua)[^.;()]{0,40}\((?:giai đoạn )?(?P<from>20\d{2}) ?[-–] ?"
    r"(?P<year>20\d{2})\)",
    re.IGNORECASE,
)
_COUNTED_MONTHS = range(3, 13)
# A congress opens its term; around the turn of a year it may have been held in the year before.
_CONGRESS_MONTHS = range(2, 11)
_NEAR_CONGRESS = 40


class Article(NamedTuple):
    """What the year of a day is reasoned from."""

    sentences: Sequence[Sentence]
    """All, with captions."""
    title: str
    """Empty when there is none."""
    stamp: Stamp | None
    """The page's date."""


class Evidence(NamedTuple):
    """A year and the words it rests on."""

    year: int
    """Four digits."""
    words: str
    """Of the text or the stamp."""
    rule: str
    """The kind of evidence."""


class Question(NamedTuple):
    """Which year a day is of."""

    article: Article
    """Where it stands."""
    sentence: Sentence
    """The sentence that gives it."""
    day: int
    """1 to 31; 0 when only the month is known."""
    month: int
    """1 to 12."""


_Reader = Callable[[Question], Iterator[tuple[int, str]]]


def _same_sentence(asked: Question) -> Iterator[tuple[int, str]]:
    return _settled(years(asked.sentence.text), asked.month)


def _title(asked: Question) -> Iterator[tuple[int, str]]:
    """The title, or lines above the opening that may be one: those of a page whose title was not told from its menu."""
    above = (
        other.text
        for other in asked.article.sentences
        if other.block < asked.sentence.block and not other.text.endswith(".")
    )
    return _settled((found for text in (asked.article.title, *above) for found in years(text)), asked.month)


def _same_paragraph(asked: Question) -> Iterator[tuple[int, str]]:
    paragraph = (other.text for other in asked.article.sentences if other.block == asked.sentence.block)
    return _settled((found for text in paragraph for found in years(text)), asked.month)


def _opening(asked: Question) -> Iterator[tuple[int, str]]:
    """The year that the next paragraphs of the opening say is summed up, or that is signed for."""
    head = opening(asked.article.sentences, _OPENING_BLOCKS)
    found = (found for other in head if other.block != asked.sentence.block for found in years(other.text))
    return _settled((each for each in found if each.use in (Use.REVIEWED, Use.PLEDGED)), asked.month)


def _part_reviewed(asked: Question) -> Iterator[tuple[int, str]]:
    """Farther down only the part of a year under review tells: any other may be remembered or promised."""
    running = (
        other.text for other in asked.article.sentences if not other.aside and other.block != asked.sentence.block
    )
    parts = (found for text in running for found in years(text) if found.use is Use.PART and found.first < found.last)
    return _settled(parts, asked.month)


def _same_day(asked: Question) -> Iterator[tuple[int, str]]:
    """The same day, written in full elsewhere; not as the end of a jubilee."""
    for other in asked.article.sentences:
        if "/20" not in other.text and "-20" not in other.text and ".20" not in other.text:
            continue
        of_jubilees = jubilee_days(other.text)
        for match in _FULL.finditer(other.text):
            same = (int(match["day"]), int(match["month"])) == (asked.day, asked.month)
            if same and not any(start <= match.start() < end for start, end in of_jubilees):
                yield int(match["year"]), match[0]


def _year_summed_up(asked: Question) -> Iterator[tuple[int, str]]:
    """In a summing-up, paragraphs that begin "Năm 2021, các đơn vị đã …": the year that is summed up."""
    opening = (
        other.text for other in asked.article.sentences if other.block <= asked.sentence.block and not other.aside
    )
    if not any(map(_SUMMING_UP.search, (asked.article.title, *opening))):
        return
    for other in asked.article.sentences:
        match = None if other.aside else _HEAD_YEAR.match(other.text)
        if match and _DONE.search(other.text) and not _TO_DO.search(other.text):
            year = YearMention(int(match["year"]), match[0], Use.REVIEWED).of_event(asked.month)
            if year:
                yield year, match[0]


def _jubilee_of_sentence(asked: Question) -> Iterator[tuple[int, str]]:
    return jubilee_years(asked.sentence.text, asked.month, asked.day)


def _jubilee(asked: Question) -> Iterator[tuple[int, str]]:
    for text in (asked.article.title, *(other.text for other in asked.article.sentences)):
        yield from jubilee_years(text, asked.month, asked.day)


def _decision(asked: Question) -> Iterator[tuple[int, str]]:
    """A decision is announced within weeks of its signing or its coming into effect.

    A document that the sentence names ("Thực hiện Kế hoạch số …", carrying out the plan) is carried out within months.
    """
    of_decisions = _DECIDED.search(asked.sentence.text) is not None
    for other in asked.article.sentences if of_decisions else [asked.sentence]:
        for match in _SIGNED.finditer(other.text[:_LONGEST]) if "20" in other.text else ():
            signed = existing_day(int(match["year"]), int(match["month"]), int(match["day"]))
            earliest = 0 if match["signed"] else -_ANNOUNCED_WITHIN
            latest = _CARRIED_OUT_WITHIN if other is asked.sentence else _ANNOUNCED_WITHIN
            for year in (int(match["year"]) - 1, int(match["year"]), int(match["year"]) + 1):
                held = existing_day(year, asked.month, asked.day)
                if signed and held and earliest <= (held - signed).days <= latest:
                    yield year, match[0]


def _congress(asked: Question) -> Iterator[tuple[int, str]]:
    """A congress is held in the first year of the term that it opens."""
    if asked.month not in _CONGRESS_MONTHS or not _HELD.search(asked.sentence.text):
        return
    for text in (asked.sentence.text, asked.article.title):
        match = _CONGRESS.search(text)
        if match and not _NOT_ITSELF.search(text, max(0, match.start() - _NEAR_CONGRESS), match.end()):
            yield int(match["year"]), match[0][match[0].lower().rindex("nhiệm kỳ") :]


def _election(asked: Question) -> Iterator[tuple[int, str]]:
    """Deputies are elected in the spring in which their term begins, candidates chosen from the autumn before it."""
    for text in (asked.sentence.text, asked.article.title):
        match = _ELECTION.search(text[:_LONGEST])
        if match and asked.month in _ELECTION_MONTHS:
            yield int(match["year"]), match["term"]
        elif match and asked.month in _MONTHS_BEFORE_ELECTION:
            yield int(match["year"]) - 1, match["term"]


def _years_counted(asked: Question) -> Iterator[tuple[int, str]]:
    for other in asked.article.sentences if asked.month in _COUNTED_MONTHS else ():
        for match in _YEARS_COUNTED.finditer(other.text[:_LONGEST]) if "(" in other.text else ():
            if int(match["year"]) - int(match["from"]) == int(match["count"]):
                yield int(match["year"]), match[0]


# Name, reader, and an example: title, text of a day without a year, that day's year.
EVIDENCE: tuple[tuple[str, _Reader, tuple[str, str, int]], ...] = (
    (
        "jubilee, same sentence",
        _jubilee_of_sentence,
        ("", "Chiều 24/3, tỉnh kỷ niệm 85 năm ngày thành lập Đoàn, tuyên dương thanh niên tiêu biểu năm 2015.", 2016),
    ),
    ("same sentence", _same_sentence, ("", "Ngày 20/12, cụm triển khai nhiệm vụ năm 2025.", 2024)),
    ("title", _title, ("Cụm tổng kết năm 2019", "Ngày 8/1, cụm họp.", 2020)),
    ("same paragraph", _same_paragraph, ("", "Ngày 8/1, cụm họp. Hội nghị tổng kết năm 2019.", 2020)),
    ("opening", _opening, ("", "Ngày 8/1, cụm họp.\nHội nghị tổng kết phong trào thi đua năm 2019.", 2020)),
    ("part of a year", _part_reviewed, ("", "Ngày 8/7, cụm họp.\n6 tháng đầu năm 2024 có nhiều kết quả.", 2024)),
    ("same day in full", _same_day, ("", "Ngày 8/7, cụm họp.\nCác đại biểu (ảnh chụp 8/7/2024) thảo luận.", 2024)),
    ("year summed up", _year_summed_up, ("Tổng kết cụm", "Ngày 8/1, cụm họp.\nNăm 2021, các xã đã cố gắng.", 2022)),
    (
        "jubilee",
        _jubilee,
        ("", "Ngày 3/7, các đội giao lưu.\nNhân ngày hội (28/7/1929 - 28/7/2020), đoàn về quê.", 2020),
    ),
    (
        "decision",
        _decision,
        (
            "",
            "Ngày 9/12, huyện công bố các quyết định.\nTheo Quyết định số 7-QĐ/TU, ngày 5/12/2022, có hai cán bộ.",
            2022,
        ),
    ),
    ("congress", _congress, ("", "Ngày 5/8, huyện khai mạc Đại hội lần thứ X, nhiệm kỳ 2020 - 2025.", 2020)),
    (
        "election",
        _election,
        ("", "Ngày 3/5, huyện chuẩn bị bầu cử đại biểu Hội đồng nhân dân các cấp, nhiệm kỳ 2021 - 2026.", 2021),
    ),
    ("years counted", _years_counted, ("", "Ngày 6/11, huyện khen các xã 4 năm liền (2015 - 2019) về đích.", 2019)),
)


def year_of(article: Article, sentence: Sentence, day: int, month: int) -> Evidence | None:
    """The year of a day that a sentence gives without one; None when nothing settles it.

    The page's stamp, when it bears a day shortly after, overrules words that speak of other years too. Words decide
    where the stamp is far off; a stamp alone tells within four months.

    day: 0 when only the month is known.

    >>> told = Sentence("Ngày 8/1, cụm tổng kết năm 2019.", 1, 0)
    >>> year_of(Article([told], "", None), told, 8, 1)
    Evidence(year=2020, words='tổng kết năm 2019', rule='same sentence')
    """
    stamped = before_stamp(article.stamp, day, month)
    question = Question(article, sentence, day, month)
    if stamped and _is_of_another_time(question, stamped[0]):
        stamped = None  # the page was stamped anew
    near = stamped is not None and stamped[1] <= _REPORTED_WITHIN
    told = (
        Evidence(year, words, name)
        for name, read, _ in EVIDENCE
        for year, words in read(question)
        if not near or stamped is None or year == stamped[0]
    )
    first = next(told, None)
    if first or not stamped or not article.stamp or stamped[1] > _STAMP_TELLS_WITHIN:
        return first
    return Evidence(stamped[0], article.stamp.words, "stamp")


def _is_of_another_time(asked: Question, stamped: int) -> bool:
    """Whether the sentence reviews or plans years that are over, or far off, when the page was stamped."""
    said = (found for found in years(asked.sentence.text) if found.use in _TELLING)
    told = [year for year in (found.of_event(asked.month) for found in said) if year]
    return bool(told) and all(abs(year - stamped) > 1 for year in told)


def _settled(mentions: Iterator[YearMention], month: int) -> Iterator[tuple[int, str]]:
    return ((year, found.words) for found in mentions if (year := found.of_event(month)))
