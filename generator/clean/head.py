"""The beginning of a text: which line is the headline, and what a page puts above and beneath it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.clean.above import others_above, take_above
from generator.clean.captions import is_marked
from generator.clean.lines import Line
from generator.clean.parts import Doubt, Removed, Stamp
from generator.clean.reading import Reading
from generator.clean.signature import is_byline_label
from generator.clean.stamps import PageStamp
from generator.clean.titles import find_title, introduces, is_lead, is_site_name
from generator.model import Source
from generator.patterns import later
from generator.sentences import ends_sentence
from generator.vietnamese import comparison_key

_SITE_PREFIX = later(
    r"^(?:(?:www\.)?[\w-]+\.(?:info|com|net|org|vn|gov\.vn|com\.vn|org\.vn) ?[-–—|:] ?(?=\S)"
    r"|(?:báo|đài|cổng thông tin|cổng ttđt|trang thông tin|trang tin|tạp chí) [^|»]{2,50} ?[|»] ?(?=\S))",
    re.IGNORECASE,
)
_SITE_SUFFIX = later(
    r" ?[|»–—-] ?(?:(?:báo|đài|cổng thông tin|cổng ttđt|trang thông tin|trang tin|tạp chí) [^|]{2,50}"
    r"|[\w-]{1,30}(?:\.[\w-]{1,30}){1,3})$",
    re.IGNORECASE,
)
_BEFORE_SITE = later("[|»–—-]")
# What a program wrote before or around the headline.
_MARKS = later(r"^(?:(?:tiêu đề|title|tên bài)(?: bài viết| bài)? ?: ?|#{1,3} |\*\*)|\*\*$", re.IGNORECASE)
# The first half of a headline that is set in two lines: what was held, whose follows.
_EVENT = later(
    r"(?:hội nghị|đại hội|lễ|hội thảo|tọa đàm|buổi|gặp mặt|tổng kết|sơ kết|khai mạc|bế mạc|kết quả)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_ABOVE = 25
_NEAR = 6
_BENEATH = 2
_FEWEST_OF_REPEATED, _FEWEST_OF_HALF = 4, 3


@dataclass
class Head:
    """What the beginning of a text came to; filled line by line."""

    title: str = ""
    """Empty when the text has none."""
    title_line: int = 0
    """Counted from 1; 0 when there is none."""
    removed: list[Removed] = field(default_factory=list)
    """Lines taken out."""
    byline: tuple[str, ...] = ()
    """An author line beneath the title or beside the stamp."""
    source: Source = field(default_factory=Source)
    """A source named there."""
    stamp: Stamp | None = None
    """The page's date."""
    doubtful: list[Doubt] = field(default_factory=list)
    """Lines that stay though they may be no part of the article."""


def take_head(lines: Sequence[Line]) -> tuple[list[Line], Head]:
    """The lines that stay, and title, stamp and author. lines: up to the last paragraph.

    A bare date between two long paragraphs is the article's own.
    """
    head = Head()
    others = others_above(lines)
    above, head.removed, head.doubtful = take_above(lines[:others])
    lines = lines[others:]
    rest, stamped = _without_stamps(lines, head)
    first = next((n for n, item in enumerate(rest) if is_lead(item)), len(rest))
    first, title = find_title(rest, first, stamped)
    halves = _goes_on(rest, title, stamped)
    kept = above
    for number, item in enumerate(rest):
        if number == title:
            _set_title(item, head)
        elif number in halves:
            head.removed.append(Removed(item.original, item.number, "title-goes-on"))
        elif number >= first or not _drop(rest, number, title, stamped, head):
            kept.append(item)
    if len(halves) > 1:
        head.title = " ".join(rest[number].text for number in halves)
        head.title_line = rest[halves[0]].number
    return kept, head


def _without_stamps(lines: Sequence[Line], head: Head) -> tuple[list[Line], frozenset[int]]:
    """The lines without stamps, and before which of them a stamp stood."""
    rest: list[Line] = []
    places: set[int] = set()
    last_long = next((n for n in reversed(range(len(lines))) if lines[n].reading.words >= _LONGEST_ABOVE), -1)
    seen_long = False
    for number, item in enumerate(lines):
        reading = item.reading
        stamp = reading.stamp
        if stamp and (stamp.sure or not (seen_long and number < last_long)):
            _take_stamp(item, stamp, head)
            places.add(len(rest))
        else:
            seen_long |= reading.ends and reading.words >= _LONGEST_ABOVE
            rest.append(item)
    return rest, frozenset(places)


def _take_stamp(item: Line, stamp: PageStamp, head: Head) -> None:
    head.stamp = head.stamp or Stamp(stamp.date, item.text, item.number)
    head.byline = head.byline or stamp.byline
    head.source = head.source if head.source.name else stamp.source
    head.removed.append(Removed(item.original, item.number, "page-stamp"))


def _set_title(item: Line, head: Head) -> None:
    text = _without_site(_SITE_PREFIX.sub("", item.text, count=1))
    head.title = _MARKS.sub("", text)
    head.title_line = item.number
    if head.title != item.text:
        head.removed.append(Removed(item.original, item.number, "site-name-in-title"))


def _goes_on(lines: Sequence[Line], title: int, stamped: frozenset[int]) -> range:
    """The lines that are one headline: in capitals it is often set in two lines, and after a colon."""
    start, end = title, title + 1
    if title > 0 and title not in stamped and _announces(lines[title - 1]) and not lines[title].after_gap:
        return range(start - 1, end)
    if title >= 0 and lines[title].text.isupper():
        if title + 1 not in stamped and title + 1 < len(lines) and _is_half(lines[title + 1]):
            end += 1
        elif title not in stamped and title > 0 and _is_half(lines[title - 1]) and _EVENT.match(lines[title - 1].text):
            start -= 1
    return range(start, end)


def _announces(line: Line) -> bool:
    """Whether a line above the headline says of whom it speaks: "CỤM THI ĐUA SỐ 7, BỘ CÔNG AN:"."""
    reading = line.reading
    return (
        reading.text.endswith(":")
        and reading.words > _FEWEST_OF_HALF
        and not reading.rule
        and not reading.is_section
        and not introduces(reading.text)
        and not reading.opens_body
    )


def _is_half(line: Line) -> bool:
    reading = line.reading
    return (
        reading.text.isupper()
        and reading.words > _FEWEST_OF_HALF
        and not line.after_gap
        and not reading.rule
        and not reading.ends
        and not reading.is_section
        and not reading.is_unit
        and not is_site_name(reading.text)
        and not introduces(reading.text)
        and reading.signature is None
    )


def _drop(lines: Sequence[Line], number: int, title: int, stamped: frozenset[int], head: Head) -> bool:
    """Whether a line before the first paragraph goes; what it tells is written down."""
    item = lines[number]
    rule = _rule_in_head(lines, number, title, stamped, head)
    if rule:
        head.removed.append(Removed(item.original, item.number, rule))
    elif number < title or (not item.reading.ends and not item.reading.caption):
        head.doubtful.append(Doubt(item.number, item.text, "stands above the first paragraph"))
    return bool(rule)


def _rule_in_head(lines: Sequence[Line], number: int, title: int, stamped: frozenset[int], head: Head) -> str:
    item = lines[number]
    rule = _rule_of_page(item, lines[title].text if title >= 0 else "")
    if rule:
        return rule
    near_title = title >= 0 and abs(number - title) <= _BENEATH
    if number < title:
        signs = near_title and item.reading.is_author and _surely_signs(item.reading)
        return _author(item, head) if signs else _above_title(item)
    if title >= 0 and item.reading.is_unit and any(place in stamped for place in range(number + 1, number + _NEAR)):
        return "section"
    if near_title and title >= 0 and is_site_name(item.text):
        return "site-name"
    if near_title or number < _BENEATH or number in stamped or number + 1 in stamped:
        return _source(item, head) or _beneath_title(item, head, titled=title >= 0)
    return ""


def _rule_of_page(item: Line, title: str) -> str:
    """The rule by which a line is the page's wherever it stands above the first paragraph."""
    if item.reading.rule and item.reading.is_page_line:
        return item.reading.rule.name
    if item.reading.is_section:
        return "section"
    return "repeated-title" if title and (_same(item.text, title) or _ends_in(item.text, title)) else ""


def _surely_signs(name: Reading) -> bool:
    """Whether a name above the title is the author's: a section may look like one, "Đất Nghệ"."""
    found = name.signature
    return bool(found and (found.labelled or found.source.name or len(found.names) > 1)) or name.words > 2


def _above_title(item: Line) -> str:
    """Short lines above the title go: the article begins with it. A sentence or a caption stays, in doubt."""
    stays = item.reading.words > _LONGEST_ABOVE or is_marked(item.reading.caption)
    sentence = (
        item.reading.is_prose and item.reading.ends and not item.reading.is_teaser and not item.text.endswith("!")
    )
    return "" if stays or sentence else "above-title"


def _source(item: Line, head: Head) -> str:
    paper = item.reading.source
    if not paper.name or head.source.name:
        return ""
    head.source = paper
    return "source"


def _beneath_title(item: Line, head: Head, *, titled: bool) -> str:
    found = item.reading.signature
    if found and (found.labelled or (titled and not item.reading.is_unit)) and not _is_photo_credit(item.text):
        return _author(item, head)
    signs_above = found and titled and head.removed and head.removed[-1].rule == "byline"
    return "byline" if signs_above or is_byline_label(item.text) else ""


def _is_photo_credit(text: str) -> bool:
    return text.lstrip("([ ").startswith(("Ảnh:", "Ảnh :", "ẢNH:"))


def _author(item: Line, head: Head) -> str:
    found = item.reading.signature
    if found:
        head.byline = head.byline or found.names
        head.source = head.source if head.source.name else found.source
    return "byline"


def _ends_in(text: str, title: str) -> bool:
    """A path through the site, or a word a program left, with the title at its end."""
    return len(text) > len(title) and title.count(" ") >= _FEWEST_OF_REPEATED and text.endswith(f" {title}")


def _same(text: str, title: str) -> bool:
    return _bare_key(text) == _bare_key(title) and not (ends_sentence(text) and not ends_sentence(title))


# The lines above the first paragraph are all compared with the title.
@lru_cache(maxsize=4)
def _bare_key(text: str) -> str:
    return comparison_key(_without_site(text)).rstrip(". ")


def _without_site(text: str) -> str:
    """A headline without the name of the site behind it."""
    return _SITE_SUFFIX.sub("", text) if _BEFORE_SITE.search(text) else text
