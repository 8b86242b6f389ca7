"""Which line of a text's beginning is the headline."""

import re
from collections.abc import Sequence
from functools import cache

from generator import lexicon
from generator.clean.captions import caption_rule, is_marked
from generator.clean.judging import Judged, opens_body
from generator.clean.junk import is_section
from generator.clean.scenes import is_speech
from generator.clean.signature import is_unit, signature
from generator.vietnamese import CAPITALS, comparison_key

_SITE = re.compile(
    r"(?:báo|đài|cổng|tạp chí|trang (?:tin|thông tin|cá nhân|web)|bản tin|chuyên trang|website|blog|góc nhìn)(?!\w)",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    rf"(?:(?:báo|đài|tạp chí) (?-i:[{CAPITALS}])|(?:cổng|trang) (?:thông tin|ttđt|tin điện tử))[^,.:;]*$"
    r"|[\w-]+\.(?:vn|com|net)(?!\w)",
    re.IGNORECASE,
)
_ADDRESS_FIRST = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3} ?[-–|:] ?\w")
_KICKER = re.compile(
    r"(?:đại hội đảng(?: bộ)? các cấp|tuyên truyền|chào mừng|hướng tới|tiến tới|kỷ niệm|hưởng ứng|học tập và làm theo"
    r"|đưa nghị quyết"
    r"|thi đua lập thành tích)(?!\w)",
    re.IGNORECASE,
)
_NAME_PARTS = re.compile(
    r"(?<!\w)(?:ban tổ chức|tổ chức cán bộ|tổ chức xây dựng đảng|xây dựng đảng|ủy ban kiểm tra|uỷ ban kiểm tra"
    r"|thi đua\s*[-–]?\s*khen thưởng"
    r"|có hiệu lực)(?!\w)"
)
# A photo report's headline: "[Ảnh] Đại hội Đảng bộ xã".
_PICTURES = re.compile(r"[\[(](?:ảnh|photo|chùm ảnh)[\])] ?(?=\w)", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_LONGEST_STOPPED_TITLE = 28
_LONGEST_UNIT = 9
_SAPO = 22
_ENOUGH = 1.2
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 40
_LONGEST_LONG_TITLE = 50
_LONGEST_PAGE_LINE = 8
# How many paragraphs tell what the article is about.
_LEAD = 3
# A page may have a long menu above the title; farther above the first paragraph no title stands.
_LONGEST_HEAD = 100
_NEAR = 6


def is_lead(item: Judged) -> bool:
    """Whether a line is surely running text, be it as short as the opening of a brief report."""
    return item.is_paragraph or (item.is_prose and item.ends and opens_body(item.text))


def find_title(lines: Sequence[Judged], first: int, stamped: frozenset[int]) -> tuple[int, int]:
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
        if place and lines[place - 1].line.words > _SHORTEST_TITLE and _may_be_title(lines[place - 1]):
            later = next((n for n in range(place, len(lines)) if is_lead(lines[n])), len(lines))
            return later, place - 1
    return first, title


def _candidates(lines: Sequence[Judged], first: int, stamped: frozenset[int]) -> list[int]:
    if len(lines) < 2:
        return []
    stop = min(first, len(lines) - 1)
    # Below the opening of a report there is no headline, even where a hard line end has cut the opening short.
    stop = next((n for n in range(stop) if opens_body(lines[n].text) and n + 1 not in stamped), stop)
    return [
        n
        for n in range(max(0, stop - _LONGEST_HEAD), stop)
        if _may_be_title(lines[n])
        or ((_beneath(lines, n) == first or n + 1 in stamped) and _is_stopped_title(lines, n, stamped))
    ]


def _beneath(lines: Sequence[Judged], index: int) -> int:
    """The line below one, past who signs there, sections, buttons and captions."""
    below = index + 1
    while below < min(len(lines) - 1, index + _NEAR):
        text = lines[below].text
        if not (is_page_line(lines[below]) or caption_rule(text) or is_section(text) or is_author(text)):
            break
        below += 1
    return below


def _may_be_title(item: Judged) -> bool:
    rule = caption_rule(item.text)
    return (
        not is_page_line(item)
        and _SHORTEST_TITLE <= item.line.words <= _LONGEST_TITLE
        and item.text[-1] not in ".,;:|"
        and (not is_marked(rule) or bool(_PICTURES.match(item.text)))
        and not (rule and is_speech(item.text))
        and not opens_body(item.text)
        and not is_section(item.text)
        and not is_author(item.text)
        and (not item.text[0].islower() or bool(_ADDRESS_FIRST.match(item.text)))
    )


def _is_long_title(lines: Sequence[Judged], index: int, stamped: frozenset[int]) -> bool:
    """Whether a line as long as a paragraph is the headline: it ends no sentence and stands beside the stamp."""
    item = lines[index]
    return (
        not item.ends
        and (index in stamped or index + 1 in stamped)
        and item.line.words <= _LONGEST_LONG_TITLE
        and ". " not in item.text
        and not item.text[0].islower()
        and not opens_body(item.text)
        and index + 1 < len(lines)
        and not any(_may_be_title(above) and above.line.words > _LONGEST_PAGE_LINE for above in lines[:index])
    )


def is_author(text: str) -> bool:
    """Whether a line in the head of a text names its author and no unit; a headline may be set in capitals."""
    found = signature(text)
    return found is not None and not text.isupper() and not is_unit(text)


def is_site_name(text: str) -> bool:
    """Whether a short line is the name of a paper's or an office's site.

    >>> is_site_name("BÁO BẢN MỚI ĐIỆN TỬ"), is_site_name("Báo chí đồng hành cùng bản Mới")
    (True, False)
    """
    return text.count(" ") < _LONGEST_UNIT and bool(_SITE_NAME.match(text))


def is_page_line(item: Judged) -> bool:
    """Whether a line above or beneath the title is junk: a headline may begin like some, but is longer."""
    return item.rule is not None and (
        item.line.words <= _LONGEST_PAGE_LINE
        or item.rule.name in ("menu", "imprint", "comment-form", "counter", "advertisement", "slogan", "related-link")
    )


def _is_stopped_title(lines: Sequence[Judged], first: int, stamped: frozenset[int]) -> bool:
    """Whether the first sentence is a headline with a full stop: a stamp or a report's opening follows."""
    item = lines[first]
    if (
        item.line.words > _LONGEST_STOPPED_TITLE
        or ". " in item.text
        or item.text[0].islower()
        or opens_body(item.text)
        or caption_rule(item.text)
        or first + 1 >= len(lines)
    ):
        return False
    if item.text[-1] not in ".?!…”" or any(
        _may_be_title(before) and before.line.words > _LONGEST_PAGE_LINE
        for before in lines[max(0, first - _LONGEST_HEAD) : first]
    ):
        return False
    following = lines[_beneath(lines, first)]
    return (
        first + 1 in stamped
        or comparison_key(following.text) == comparison_key(item.text)
        or (opens_body(following.text) and not item.text.startswith("“"))
        or (item.text[-1] in "?!" and following.is_paragraph)
    )


def _best(candidates: Sequence[int], lines: Sequence[Judged], first: int, stamped: frozenset[int]) -> int:
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
    names_unit = above is not None and is_unit(lines[above].text) and not has_verb(lines[above].text)
    if above is not None and scores[above] >= 0.6 and not names_unit:
        earlier = [n for n in candidates if n < above and scores[n] >= _ENOUGH]
        if lines[above].line.words < _SAPO or not earlier:
            return above
    good = [n for n in candidates if scores[n] >= _ENOUGH]
    chosen = good[0] if good else max(candidates, key=lambda n: (scores[n], -n))
    better = [n for n in good if n > chosen and scores[n] > scores[chosen] and _introduces(lines[chosen])]
    if not better and chosen + 1 in good and _KICKER.match(lines[chosen].text) and has_verb(lines[chosen + 1].text):
        return chosen + 1
    return better[0] if better else chosen


def _page_lines_to_stamp(lines: Sequence[Judged], index: int, stamped: frozenset[int]) -> bool:
    for place in range(index + 1, index + _NEAR):
        if place in stamped:
            return True
        if place >= len(lines) or not (is_page_line(lines[place]) or is_section(lines[place].text)):
            return False
    return False


def introduces(text: str) -> bool:
    """Whether a line opens as those above headlines do: what a series or a day is about.

    >>> introduces("CHÀO MỪNG ĐẠI HỘI"), introduces("ĐẠI HỘI CHI BỘ BẢN MỚI")
    (True, False)
    """
    return bool(_KICKER.match(text))


def _introduces(item: Judged) -> bool:
    return introduces(item.text) or (item.line.words <= _LONGEST_PAGE_LINE and not has_verb(item.text))


def _score(item: Judged, lead: set[str], *, first_of_all: bool) -> float:
    words = _WORDS.findall(item.text.lower())
    shared = sum(word in lead for word in words) / max(len(words), 1)
    score = min(len(words), 12) / 12 + shared
    if has_verb(item.text):
        score += 0.3
    elif _SITE.match(item.text) or (is_unit(item.text) and (len(words) <= _LONGEST_UNIT or item.text.isupper())):
        score -= 1.0
    elif len(words) <= _LONGEST_PAGE_LINE // 2:
        score -= 0.3
    if _SITE.match(item.text):
        score -= 0.5
    if caption_rule(item.text) and not first_of_all:
        score -= 0.6
    return score


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('title_verbs.txt')})(?!\w)")


def has_verb(text: str) -> bool:
    """Whether something happens in a headline; a line without may be the name of a unit, section or page.

    >>> has_verb("Huyện ủy Bản Mới sơ kết quý I"), has_verb("Ban Tổ chức Huyện ủy Bản Mới")
    (True, False)
    """
    return bool(_verbs().search(_NAME_PARTS.sub(" ", text.lower())))
