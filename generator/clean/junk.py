"""Lines around an article that are no part of it: which rule says so. Most rules are data: lexicon/junk.tsv."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from generator import lexicon
from generator.clean.reach import DEPTH, Reach, reach
from generator.patterns import later

# Longer lines are paragraphs; the longest furniture seen is an editors' imprint.
_LONGEST = 400
# Pictograms and circled numbers; signs that sober text has too (°, ©, ®, ™) are left out.
PICTOGRAM = later(r"[\u2120\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
"""One pictogram."""
# A line advertises when it has this many, and one at least for so many words: a list with pointing hands has fewer.
_FEWEST_PICTOGRAMS = 4
# Where the pictograms begin; one range is looked for faster than many, and what it leaves out is compiled faster.
_HIGH = re.compile("[^\0-\u211f]")
_WORDS_A_PICTOGRAM = 10
# Brackets and bullets that sites put around their buttons: [Trở về], • Chia sẻ.
_DECORATION = " \t•·●○■□▪◦*+–-_|[](){}<>«»‹›→←►▶:!~\u00d7"
_BETWEEN_ENTRIES = later(r" ?[|•·»›>] ?| [/–-] ")
_A_SIGN, _A_SURE_SIGN = re.compile("[|•·»›>/–-]"), re.compile("[|•·»›>/]")
_LONGEST_ENTRY = 5
_LONGEST_MENU = 250
_FEWEST_ENTRIES = 3
_LONGEST_PAGE_LINE = 14
_LONGEST_SECTION = 80
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True)
class JunkRule:
    """One row of lexicon/junk.tsv."""

    name: str
    """What kind of junk it is; several rows may share a name."""
    place: str
    """anywhere, end (outside the running text) or list."""
    pattern: re.Pattern[str]
    """Matches the whole line in lower case."""


ADVERTISEMENT = JunkRule("advertisement", "anywhere", later("(?!)"))
"""A line set with pictograms; matched by `is_advertisement`, not by its pattern."""
MENU = JunkRule("menu", "end", later("(?!)"))
"""A line of sections and addresses; matched by `is_menu`."""
PAGE_WORDS = JunkRule("page-words", "list", later("(?!)"))
"""A line of nothing but a site's own words; matched by `is_page_words`."""


@cache
def junk_rules() -> tuple[JunkRule, ...]:
    """The rules in the order they are asked: as in the table, those that hold anywhere first."""
    rows = sorted(lexicon.rows("junk.tsv"), key=lambda row: row[1] != "anywhere")
    return tuple(JunkRule(name, place, later(pattern)) for name, place, pattern, _example in rows)


def junk_rule(text: str, *, at_end: bool) -> JunkRule | None:
    """The rule by which a line is junk, if any. at_end: it stands outside the running text.

    >>> junk_rule("Giọng nữ", at_end=False).name
    'listen-button'
    >>> junk_rule("Trả lời", at_end=False) is None
    True
    >>> junk_rule("[ Trả lời ]", at_end=True).name, junk_rule("Bài nổi bật trong tuần", at_end=True).name
    ('comment-form', 'page-words')
    """
    if len(text) > _LONGEST:
        return ADVERTISEMENT if is_advertisement(text) else None
    lower = text.lower()
    bare = lower.strip(_DECORATION)
    longest_told, telling_words = _telling_words()
    tells = len(lower) <= longest_told and telling_words.search(lower) is not None
    rule = _of_table(lower, at_end, tells) or (_of_table(bare, at_end, tells) if bare and bare != lower else None)
    if rule:
        return rule
    if is_advertisement(text):
        return ADVERTISEMENT
    if not at_end:
        return None
    return MENU if is_menu(lower) else PAGE_WORDS if is_page_words(lower) else None


def _of_table(lower: str, at_end: bool, tells: bool) -> JunkRule | None:
    """The first rule of the table that a line matches. tells: it has one of the telling words."""
    size = len(lower)
    for longest, rule in _rules_from(lower[:DEPTH], at_end, tells):
        if size <= longest and rule.pattern.fullmatch(lower):
            return rule
    return None


# As many beginnings as the lines of ordinary texts have; a rare one is worked out again.
@lru_cache(maxsize=4096)
def _rules_from(beginning: str, at_end: bool, tells: bool) -> tuple[tuple[int, JunkRule], ...]:
    """The rules that a line may match that begins so, in the order they are asked, and how long their matches get."""
    return tuple(
        (known.longest, rule)
        for rule, known in zip(junk_rules(), _reaches(), strict=True)
        if (at_end or rule.place == "anywhere")
        and (tells or not _is_told_by_words(known))
        and beginning.startswith(tuple(known.begins))
    )


@cache
def _reaches() -> tuple[Reach, ...]:
    return tuple(reach(rule.pattern.pattern) for rule in junk_rules())


def _is_told_by_words(known: Reach) -> bool:
    """Whether the matches of a rule may begin with anything, but have one of some words."""
    return "" in known.begins and known.holds is not None


@cache
def _telling_words() -> tuple[int, re.Pattern[str]]:
    """How long the lines get that only words tell, and what finds one of these words."""
    told = [known for known in _reaches() if _is_told_by_words(known)]
    words = {word.strip() for known in told for word in known.holds or ()}
    return max(known.longest for known in told), re.compile(lexicon.pattern_of(words))


def is_advertisement(text: str) -> bool:
    """Whether a line is decorated with pictograms, as sites do when they praise themselves.

    >>> is_advertisement("Blog ⭐ Tin chính xác số ① ⭐ Uy tín hàng đầu ⭐"), is_advertisement("• Một ý của hội nghị")
    (True, False)
    """
    if not _HIGH.search(text):
        return False
    pictograms = len(PICTOGRAM.findall(text))
    return pictograms >= _FEWEST_PICTOGRAMS and pictograms * _WORDS_A_PICTOGRAM >= text.count(" ")


def is_menu(lower: str) -> bool:
    """Whether a line of lower case is a row of short entries between bars, arrows or slashes, or of section names.

    >>> is_menu("giới thiệu | tin tức | văn bản | hỏi đáp"), is_menu("chính trị kinh tế xã hội")
    (True, True)
    >>> is_menu("đoàn kết - dân chủ - kỷ cương - phát triển"), is_menu("các đại biểu dự hội nghị. |")
    (False, False)
    """
    if len(lower) > _LONGEST_MENU or (lower[-1] == "." and len(lower) > _LONGEST_SECTION):
        return False
    if not _A_SIGN.search(lower):
        return _only_sections(lower)
    bare = lower.strip(_DECORATION)
    first = _BETWEEN_ENTRIES.search(bare)
    opening = bare[: first.start()] if first else bare
    if opening.count(" ") >= _LONGEST_ENTRY and not is_section(opening):
        return _only_sections(lower)
    entries = [entry for entry in _BETWEEN_ENTRIES.split(bare) if entry]
    if len(entries) > 1 and all(is_section(entry) for entry in entries):
        return True
    if len(entries) >= _FEWEST_ENTRIES and _A_SURE_SIGN.search(lower):
        return all(entry.count(" ") < _LONGEST_ENTRY for entry in entries)
    return _only_sections(lower)


def _only_sections(text: str) -> bool:
    if text.count(" ") < _FEWEST_ENTRIES or not _has_only(_section_words(), text):
        return False
    rest, names = _section_names().subn("", text)
    return names >= _FEWEST_ENTRIES and not rest.strip(_DECORATION + ",.…")


def _has_only(words: frozenset[str], text: str) -> bool:
    first = _LETTERS.search(text)
    return first is not None and first[0] in words and all(word[0] in words for word in _LETTERS.finditer(text))


@cache
def _section_names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('sections.txt')})(?!\w)")


@cache
def _section_words() -> frozenset[str]:
    return frozenset(_LETTERS.findall(" ".join(_sections())))


@cache
def _sections() -> frozenset[str]:
    return frozenset(lexicon.lines("sections.txt"))


def is_section(text: str) -> bool:
    """Whether a line names a section of a site.

    >>> is_section("XÂY DỰNG ĐẢNG"), is_section("Xây dựng Đảng ở vùng cao")
    (True, False)
    """
    return (
        len(text) <= _LONGEST_SECTION
        and " ".join(text.lower().strip(_DECORATION).replace("–", "-").split()) in _sections()
    )


@cache
def _page_words() -> frozenset[str]:
    return frozenset(lexicon.lines("page_words.txt"))


def is_page_words(lower: str) -> bool:
    """Whether a line of lower case has nothing but a site's own words.

    >>> is_page_words("gửi ý kiến của bạn"), is_page_words("kết quả nổi bật của tỉnh")
    (True, False)
    """
    return (
        lower.count(" ") <= _LONGEST_PAGE_LINE * 2
        and not lower.endswith(("?", ";", ","))
        and _has_only(_page_words(), lower)
        and 1 < len(_LETTERS.findall(lower)) <= _LONGEST_PAGE_LINE
    )
