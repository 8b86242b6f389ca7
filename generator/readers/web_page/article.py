"""Which lines of a page are the article: those chosen, its title, and what stands beside: lead, stamp, captions."""

import re
from collections.abc import Sequence

from generator.readers.web_page import head as page_head
from generator.readers.web_page.line import PageLine, words_of
from generator.vietnamese import comparison_key

_LEAD_CLASS = re.compile(
    r"sapo|lead|summary|chapo|description|abstract|trich-?dan|(?:^|[ _-])(?:desc|intro)(?:$|[ _-])", re.IGNORECASE
)
_TITLE_CLASS = re.compile(r"title|tieu-?de|headline", re.IGNORECASE)
_SERVER_SAYS = re.compile(
    r"(?:error|lỗi)\W{0,3}(?:40\d|50\d)(?!\d)|not found|không tìm thấy trang|trang không tồn tại|access denied"
    r"|forbidden|^đăng nhập",
    re.IGNORECASE,
)
_LONGEST_ERROR = 60
_FEWEST_LISTED = 3
# Above an article stand its lead, its stamp and its author; between them not much else.
_MOST_ABOVE, _MOST_BELOW = 12, 4
_FEW_ABOVE, _FEW_BETWEEN = 3, 6
_FEWEST_BETWEEN = 5
_FEWEST_WORDS, _FEWEST_OF_LEAD = 10, 15
_TITLE_HEADINGS = ("h1", "h2")
_LONGEST_TITLE = 300
_HOMES = frozenset({"", "index", "default", "home", "trang-chu", "trangchu"})


def title_of(lines: Sequence[PageLine], first: int, titles: Sequence[str], *, sure: bool) -> tuple[str, int]:
    """The title, and which line it is; -1 where the page shows it nowhere. first: the first line of the article.

    What the page's head calls a title has to be shown, or the head to say that the page is an article: many sites
    give every page the same.
    """
    wanted = {comparison_key(title): rank for rank, title in reversed([*enumerate(titles)])}
    found = []
    for n, line in enumerate(lines):
        rank = wanted.get(comparison_key(line.text)) if len(line.text) <= _LONGEST_TITLE else None
        near = first - _FEW_BETWEEN <= n <= first + _FEW_ABOVE
        if rank is not None and (not line.is_link or (line.heading and near and not _leads_home(line.link))):
            found.append((line.is_link, n > first, abs(n - first), n))
    if found:
        at = min(found)[-1]
        return lines[at].text, at
    headings = [n for n, line in enumerate(lines) if line.heading == "h1" and not line.is_link]
    if len(headings) == 1 and headings[0] <= first and page_head.is_title(lines[headings[0]].text):
        return lines[headings[0]].text, headings[0]
    set_apart = [
        n
        for n in range(max(0, first - _FEW_BETWEEN), min(first + 2, len(lines)))
        if not lines[n].is_link and not lines[n].is_aside and _is_set_as_title(lines[n])
    ]
    if len(set_apart) == 1:
        return lines[set_apart[0]].text, set_apart[0]
    return (titles[0], -1) if titles and sure and page_head.is_title(titles[0]) else ("", -1)


def _is_set_as_title(line: PageLine) -> bool:
    is_title = line.heading in _TITLE_HEADINGS or _TITLE_CLASS.search(line.classes.partition("/")[0])
    return bool(is_title) and page_head.is_title(line.text) and len(line.text) <= _LONGEST_TITLE


def _leads_home(link: str) -> bool:
    path = link.partition("://")[2].partition("/")[2] if "://" in link else link.lstrip("./")
    return path.partition(".")[0].lower() in _HOMES or path.startswith("#")


def with_surroundings(lines: Sequence[PageLine], chosen: frozenset[int], at: int) -> frozenset[int]:
    """The lines of the article: those chosen, and of its lead, stamp, authors and captions what is beside them."""
    from generator.clean.signature import signature  # noqa: PLC0415  # loads all of `clean`, which few runs need
    from generator.clean.stamps import page_stamp  # noqa: PLC0415

    below = frozenset(n for n in chosen if n > at)
    # A title below the text is that of another article's box, or of a form.
    kept = {*(below if 2 * words_of(lines, below) > words_of(lines, chosen) else chosen)} - {at}
    first, last = min(kept, default=at), max(kept, default=at)
    for n in range(max(at, first) + 1, last):
        # It passes over what it takes for too short, or what has no element of its own.
        if not lines[n].is_link and not lines[n].is_aside and lines[n].text.count(" ") + 1 >= _FEWEST_BETWEEN:
            kept.add(n)
    for n in range(max(at, first - _MOST_ABOVE) + 1, min(last + 2, len(lines))):
        if lines[n].is_caption and not lines[n].is_aside:
            kept.add(n)
    # Above the title a date is that of the day the page was saved as often as that of the article.
    for n in range(max(at + 1, first - _MOST_ABOVE) if at >= 0 else first, first):
        line = lines[n]
        if page_stamp(line.text) or (not line.is_link and (_is_lead(line) or signature(line.text))):
            kept.add(n)
    for n in range(last + 1, min(last + 1 + _MOST_BELOW, len(lines))):
        line = lines[n]
        if n not in kept and (line.is_link or line.is_aside or not (line.is_caption or _signs(line.text))):
            break
        kept.add(n)
    return frozenset(kept) | ({at} - {-1})


def _signs(words: str) -> bool:
    from generator.clean.papers import source  # noqa: PLC0415  # loads all of `clean`, which few runs need
    from generator.clean.signature import signature  # noqa: PLC0415

    return signature(words) is not None or bool(source(words).name)


def _is_lead(line: PageLine) -> bool:
    words = line.text.count(" ") + 1
    return words >= _FEWEST_OF_LEAD or (words >= _FEWEST_WORDS and _LEAD_CLASS.search(line.classes) is not None)


def is_article(title: str, lines: Sequence[PageLine], kept: frozenset[int]) -> bool:
    """Whether lines are an article: no list of links with a few words each, no form, nothing a server says."""
    from generator.clean.junk import junk_rule  # noqa: PLC0415  # loads all of `clean`, which few runs need

    prose = [n for n in sorted(kept) if _is_prose(lines[n]) and not junk_rule(lines[n].text, at_end=True)]
    listed = sum(n > 0 and lines[n - 1].is_only_link for n in prose)
    says_error = _SERVER_SAYS.search(title or lines[prose[0]].text if prose else "")
    return (
        bool(prose)
        and not (listed >= _FEWEST_LISTED and 2 * listed > len(prose))
        and not (says_error and words_of(lines, frozenset(prose)) < _LONGEST_ERROR)
    )


def _is_prose(line: PageLine) -> bool:
    return not line.is_link and not line.heading and line.text.count(" ") + 1 >= _FEWEST_WORDS
