"""Which line of a text's beginning is the headline."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from generator import lexicon
from generator.clean.lines import Line
from generator.patterns import later
from generator.vietnamese import CAPITALS, comparison_key

_SITE = later(
    r"(?:báo|đài|cổng|tạp chí|trang (?:tin|thông tin|cá nhân|web)|bản tin|chuyên trang|website|blog|góc nhìn)(?!\w)",
    re.IGNORECASE,
)
_SITE_NAME = later(
    rf"(?:(?:báo|đài|tạp chí) (?-i:[{CAPITALS}])|(?:cổng|trang) (?:thông tin|ttđt|tin điện tử))[^,.:;]*$"
    r"|[\w-]+\.(?:vn|com|net)(?!\w)",
    re.IGNORECASE,
)
_KICKER = later(
    r"(?:đại hội đảng(?: bộ)? các cấp|tuyên truyền|chào mừng|hướng tới|tiến tới|kỷ niệm|hưởng ứng|học tập và làm theo"
    r"|đưa nghị quyết"
    r"|thi đua lập thành tích)(?!\w)",
    re.IGNORECASE,
)
_NAME_PARTS = later(
    r"(?<!\w)(?:ban tổ chức|tổ chức cán bộ|tổ chức xây dựng đảng|xây dựng đảng|ủy ban kiểm tra|uỷ ban kiểm tra"
    r"|thi đua ?[-–]? ?khen thưởng"
    r"|có hiệu lực)(?!\w)"
)
_WORDS = re.compile(r"\w+")
_LONGEST_STOPPED_TITLE = 28
_LONGEST_UNIT = 9
_SAPO = 22
_ENOUGH = 1.2
_SHORTEST_TITLE = 3
_LONGEST_LONG_TITLE = 50
_LONGEST_PAGE_LINE = 8
# How many paragraphs tell what the article is about.
_LEAD = 3
# A page may have a long menu above the title; farther above the first paragraph no title stands.
_LONGEST_HEAD = 100
_NEAR = 6


def is_lead(item: Line) -> bool:
    """Whether a line is surely running text, be it as short as the opening of a brief report."""
    reading = item.reading
    return reading.is_paragraph or (reading.is_prose and reading.ends and reading.opens_body)


def find_title(lines: Sequence[Line], first: int, stamped: frozenset[int]) -> tuple[int, int]:
    """Where the first paragraph is, and where the title (-1 when there is none)."""
    if first < len(lines) and _is_stopped_title(lines, first, stamped):
        later = next((n for n in range(first + 1, len(lines)) if is_lead(lines[n])), len(lines))
        title = _best([*_candidates(lines, first, stamped), first], lines, later, stamped)
        return later if title == first else first, title
    if first < len(lines) and _is_long_title(lines, first, stamped):
        # As long as a paragraph: what stands above it is the page's.
        return next((n for n in range(first + 1, len(lines)) if is_lead(lines[n])), len(lines)), first
    title = _best(_candidates(lines, first, stamped), lines, first, stamped)
    if title < 0:
        # What reads like a paragraph may belong to the page, when a headline and a stamp come after it.
        place = next((place for place in range(first + 2, first + 2 + _LEAD) if place in stamped), None)
        if place and lines[place - 1].reading.words > _SHORTEST_TITLE and lines[place - 1].reading.may_be_title:
            later = next((n for n in range(place, len(lines)) if is_lead(lines[n])), len(lines))
            return later, place - 1
    return first, title


def _candidates(lines: Sequence[Line], first: int, stamped: frozenset[int]) -> list[int]:
    if len(lines) < 2:
        return []
    stop = min(first, len(lines) - 1)
    # Below the opening of a report there is no headline, even where a hard line end has cut the opening short.
    stop = next((n for n in range(stop) if lines[n].reading.opens_body and n + 1 not in stamped), stop)
    return [
        n
        for n in range(max(0, stop - _LONGEST_HEAD), stop)
        if lines[n].reading.may_be_title
        or ((_beneath(lines, n) == first or n + 1 in stamped) and _is_stopped_title(lines, n, stamped))
    ]


def _beneath(lines: Sequence[Line], index: int) -> int:
    """The line below one, past who signs there, sections, buttons and captions."""
    below = index + 1
    while below < min(len(lines) - 1, index + _NEAR):
        each = lines[below].reading
        if not (each.is_page_line or each.caption or each.is_section or each.is_author):
            break
        below += 1
    return below


def _is_long_title(lines: Sequence[Line], index: int, stamped: frozenset[int]) -> bool:
    """Whether a line as long as a paragraph is the headline: it ends no sentence and stands beside the stamp."""
    item = lines[index]
    return (
        not item.reading.ends
        and (index in stamped or index + 1 in stamped)
        and item.reading.words <= _LONGEST_LONG_TITLE
        and ". " not in item.text
        and not item.text[0].islower()
        and not item.reading.opens_body
        and index + 1 < len(lines)
        and not any(above.reading.may_be_title and above.reading.words > _LONGEST_PAGE_LINE for above in lines[:index])
    )


def is_site_name(text: str) -> bool:
    """Whether a short line is the name of a paper's or an office's site.

    >>> is_site_name("BÁO BẢN MỚI ĐIỆN TỬ"), is_site_name("Báo chí đồng hành cùng bản Mới")
    (True, False)
    """
    return text.count(" ") < _LONGEST_UNIT and bool(_SITE_NAME.match(text))


def _is_stopped_title(lines: Sequence[Line], first: int, stamped: frozenset[int]) -> bool:
    """Whether the first sentence is a headline with a full stop: a stamp or a report's opening follows."""
    item = lines[first]
    if (
        item.reading.words > _LONGEST_STOPPED_TITLE
        or ". " in item.text
        or item.text[0].islower()
        or item.reading.opens_body
        or item.reading.caption
        or first + 1 >= len(lines)
    ):
        return False
    if item.text[-1] not in ".?!…”" or any(
        before.reading.may_be_title and before.reading.words > _LONGEST_PAGE_LINE
        for before in lines[max(0, first - _LONGEST_HEAD) : first]
    ):
        return False
    following = lines[_beneath(lines, first)]
    return (
        first + 1 in stamped
        or comparison_key(following.text) == comparison_key(item.text)
        or (following.reading.opens_body and not item.text.startswith("“"))
        or (item.text[-1] in "?!" and following.reading.is_paragraph)
    )


def _best(candidates: Sequence[int], lines: Sequence[Line], first: int, stamped: frozenset[int]) -> int:
    """The candidate that is the title; -1 without any.

    A line right above the stamp is; else the first that reads like a headline of the paragraphs below: long enough,
    with their words, with something happening in it.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else -1
    lead = {word for item in lines[first : first + _LEAD] for word in _WORDS.findall(item.text.lower())}
    scores = {n: _score(lines[n], lead, first_of_all=n == candidates[0]) for n in candidates}
    keys = [comparison_key(lines[n].text) for n in candidates]
    for n, key in zip(candidates, keys, strict=True):
        scores[n] += 0.5 * (keys.count(key) > 1)
    above = next((n for n in candidates if n + 1 in stamped or _page_lines_to_stamp(lines, n, stamped)), None)
    # Whose page it is stands there too.
    names_unit = above is not None and lines[above].reading.is_unit and not has_verb(lines[above].text)
    if above is not None and scores[above] >= 0.6 and not names_unit:
        earlier = [n for n in candidates if n < above and scores[n] >= _ENOUGH]
        if lines[above].reading.words < _SAPO or not earlier:
            return above
    good = [n for n in candidates if scores[n] >= _ENOUGH]
    chosen = good[0] if good else max(candidates, key=lambda n: (scores[n], -n))
    better = [n for n in good if n > chosen and scores[n] > scores[chosen] and _introduces(lines[chosen])]
    if not better and chosen + 1 in good and _KICKER.match(lines[chosen].text) and has_verb(lines[chosen + 1].text):
        return chosen + 1
    return better[0] if better else chosen


def _page_lines_to_stamp(lines: Sequence[Line], index: int, stamped: frozenset[int]) -> bool:
    for place in range(index + 1, index + _NEAR):
        if place in stamped:
            return True
        if place >= len(lines) or not (lines[place].reading.is_page_line or lines[place].reading.is_section):
            return False
    return False


def introduces(text: str) -> bool:
    """Whether a line opens as those above headlines do: what a series or a day is about.

    >>> introduces("CHÀO MỪNG ĐẠI HỘI"), introduces("ĐẠI HỘI CHI BỘ BẢN MỚI")
    (True, False)
    """
    return bool(_KICKER.match(text))


def _introduces(item: Line) -> bool:
    return introduces(item.text) or (item.reading.words <= _LONGEST_PAGE_LINE and not has_verb(item.text))


def _score(item: Line, lead: set[str], *, first_of_all: bool) -> float:
    words = _WORDS.findall(item.text.lower())
    shared = sum(word in lead for word in words) / max(len(words), 1)
    score = min(len(words), 12) / 12 + shared
    if has_verb(item.text):
        score += 0.3
    elif _SITE.match(item.text) or (item.reading.is_unit and (len(words) <= _LONGEST_UNIT or item.text.isupper())):
        score -= 1.0
    elif len(words) <= _LONGEST_PAGE_LINE // 2:
        score -= 0.3
    if _SITE.match(item.text):
        score -= 0.5
    if item.reading.caption and not first_of_all:
        score -= 0.6
    return score


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('title_verbs.txt')})(?!\w)")


# A headline is asked twice or more, and that of a page in each of a site's articles.
@lru_cache(maxsize=256)
def has_verb(text: str) -> bool:
    """Whether something happens in a headline; a line without may be the name of a unit, section or page.

    >>> has_verb("Huyện ủy Bản Mới sơ kết quý I"), has_verb("Ban Tổ chức Huyện ủy Bản Mới")
    (True, False)
    """
    return bool(_verbs().search(_NAME_PARTS.sub(" ", text.lower())))
