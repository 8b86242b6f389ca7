"""When the event took place: the day from the opening of the text, its year from the text or reasoned.

Of an event of several days `date` is the first one. How times are written is in `date_forms`, whose dates are not the
event's in `other_dates`, what a text does with a year in `years`, where the year comes from in `year_reasoning`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from generator.clean import Stamp
from generator.dates import PartialDate
from generator.extract.date_forms import Moment, Near, moments
from generator.extract.facts import Fact, Sentence
from generator.extract.opening import is_running, opening
from generator.extract.recently import lately
from generator.extract.stamps import days_off, lies_ahead, year_soon_after
from generator.extract.year_reasoning import Article, Evidence, year_of
from generator.patterns import later

# So many moments that turned out to be no days of the event are passed over.
_MOST_MOMENTS = 10
# Events are dated in the opening; a date farther down belongs to something told.
_OPENING_BLOCKS = 3
# "Hội nghị diễn ra vào sáng 5/3." (The meeting was held on the morning of 5 March.)
_MEETING_HELD = re.compile(
    r"(?:tại )?(?:hội nghị|đại hội|buổi lễ|lễ|cuộc họp|kỳ họp|buổi làm việc|hội thi|chương trình)\b[^.,;]{0,80}?"
    r"\b(?:diễn ra|được tổ chức|khai mạc)(?: (?:vào|trong|từ))* ?",
    re.IGNORECASE,
)
# "Ngày 15-3, tại tỉnh X sẽ diễn ra hội nghị …": an announcement, when it opens the text.
_WILL_BE_HELD = later(
    r"[^.;]{0,90}?\bsẽ (?:chính thức |long trọng |trọng thể )?(?:diễn ra|khai mạc|(?:được )?tổ chức|tiến hành)\b",
    re.IGNORECASE,
)
_OPENS_WITHIN = 60
# The sites this genre is scraped from begin later: an earlier day is history that the article tells.
_EARLIEST_YEAR = 1995


def extract_date(
    sentences: Sequence[Sentence], title: str, stamp: Stamp | None, title_line: int = 1
) -> Fact[str] | None:
    """The date of the event as EDTF, as far as its opening settles it; None when it doesn't.

    Of several days the first. When the opening names no time, a sentence farther down that says when the meeting was
    held is asked, then the captions and the title; last, whether it says that the event took place lately.

    stamp: the page's date, where it has one. Alone it dates nothing: pages are stamped days after.
    title_line: where the title stands in the source.

    >>> opening = [Sentence("Ngày 20/6, Cụm họp sơ kết, bàn nhiệm vụ 6 tháng cuối năm 2024.", 1, 0)]
    >>> fact = extract_date(opening, "", None)
    >>> fact.value, fact.quote
    ('2024-06-20', '“Ngày 20/6” + “6 tháng cuối năm 2024”')
    """
    article = Article(sentences, title, stamp)
    head = opening(sentences, _OPENING_BLOCKS)
    captions = [each for each in sentences if each.aside and is_running(each.text)]
    titled = [Sentence(title, title_line, 0, aside=True)] if title else []
    for told in (_moments(head, head[:1]), _held(sentences), _moments(captions, []), _moments(titled, [])):
        found = list(_until_a_day(told))
        if found:
            days = [(moment, sentence) for moment, sentence in found if moment.day or moment.near]
            return _first(chain(days, told) if days else iter(found), article)
    return lately([each for each in head if each.block == head[0].block], stamp)


def date_of_period(period: Fact[str]) -> Fact[str] | None:
    """The year of the event from what it reviews: half-years, quarters and months are reviewed within their year.

    A whole year is often summed up in the next one, so it says nothing.
    """
    return Fact(period.value[:4], period.quote, period.line, "year-of-period") if "-" in period.value else None


def _moments(sentences: Iterable[Sentence], first: Sequence[Sentence]) -> Iterator[tuple[Moment, Sentence]]:
    for sentence in sentences:
        for moment in moments(sentence.text, first=sentence in first):
            yield moment, sentence


def _until_a_day(told: Iterator[tuple[Moment, Sentence]]) -> Iterator[tuple[Moment, Sentence]]:
    """Up to the first day: a month or a year at the head dates the event only when no day follows."""
    for moment, sentence in told:
        yield moment, sentence
        if moment.day or moment.near:
            return


def _held(sentences: Iterable[Sentence]) -> Iterator[tuple[Moment, Sentence]]:
    for sentence in sentences:
        meeting = None if sentence.aside else _MEETING_HELD.match(sentence.text)
        moment = next(moments(sentence.text), None) if meeting else None
        if moment and meeting and sentence.text.find(moment.words) <= meeting.end():
            yield moment, sentence


def _first(told: Iterator[tuple[Moment, Sentence]], article: Article) -> Fact[str] | None:
    """The first moment that can be the event's; None as soon as one could be but has no year."""
    for moment, sentence in islice(told, _MOST_MOMENTS):
        year, basis, rule = moment.year, f"“{moment.words}”", moment.form
        if moment.near and (not moment.day or moment.near is Near.TOMORROW) and not year:
            value = days_off(article.stamp, moment.near.value) if article.stamp else ""
            if article.stamp and value.endswith(f"-{moment.month:02}-{moment.day:02}" if moment.day else ""):
                return Fact(value, f"{basis} + “{article.stamp.words}”", sentence.line, f"{rule} + stamp")
            continue
        announced = _is_announced(moment, sentence, article)
        if not year:
            evidence = year_of(article, sentence, moment.day, moment.month)
            if not evidence and announced and article.stamp:
                coming = year_soon_after(article.stamp, moment.day, moment.month)
                evidence = Evidence(coming, article.stamp.words, "stamp")
            if not evidence:
                if article.stamp and year_soon_after(article.stamp, moment.day, moment.month):
                    continue
                return None
            year, basis = evidence.year, f"{basis} + “{evidence.words}”"
            rule = f"{rule} + {evidence.rule}"
        value = _existing(PartialDate(year, moment.month, moment.day))
        if value and (announced or not _is_told_ahead(moment, value, article.stamp)):
            return Fact(value, basis, sentence.line, rule)
    return None


def _existing(day: PartialDate) -> str:
    """Its EDTF form, empty when there is no such day or it is history: a slip of the pen is no date."""
    try:
        PartialDate.parse(str(day))
    except ValueError:
        return ""
    return str(day) if day.year >= _EARLIEST_YEAR else ""


def _is_announced(moment: Moment, sentence: Sentence, article: Article) -> bool:
    """Whether the report opens with a day to come on which it says that something will be held."""
    if not article.stamp or not year_soon_after(article.stamp, moment.day, moment.month):
        return False
    after = sentence.text.find(moment.words) + len(moment.words)
    return (
        after <= _OPENS_WITHIN and sentence == article.sentences[0] and bool(_WILL_BE_HELD.match(sentence.text, after))
    )


def _is_told_ahead(moment: Moment, value: str, stamp: Stamp | None) -> bool:
    """A day that lies after the page's: a meeting to come, or a goal."""
    return bool(stamp and moment.near is not Near.TOMORROW and lies_ahead(stamp, value))
