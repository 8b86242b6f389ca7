"""Lines around an article that are no part of it: which rule says so. The rules are data: lexicon/junk.tsv."""

import re
from dataclasses import dataclass
from functools import cache

from generator import lexicon

# Pictograms and circled numbers; signs that sober text has too (°, ©, ®, ™) are left out.
_PICTOGRAM = re.compile(
    r"[\u2120\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"
)
# A line advertises when it has this many, and one at least for so many words: a list with pointing hands has fewer.
_FEWEST_PICTOGRAMS = 4
_WORDS_A_PICTOGRAM = 10


@dataclass(frozen=True)
class JunkRule:
    """One row of lexicon/junk.tsv."""

    name: str
    """What kind of junk it is; several rows may share a name."""
    place: str
    """anywhere, end or list."""
    pattern: re.Pattern[str]
    """Matches the whole line, without case."""


@cache
def junk_rules() -> tuple[JunkRule, ...]:
    """The rules in the table's order."""
    return tuple(
        JunkRule(name, place, re.compile(pattern, re.IGNORECASE))
        for name, place, pattern, _example in lexicon.rows("junk.tsv")
    )


def junk_rule(text: str, *, at_end: bool) -> JunkRule | None:
    """The rule by which a line is junk, if any. at_end: nothing but junk follows it.

    >>> junk_rule("Giọng nữ", at_end=False).name
    'listen-button'
    >>> junk_rule("Trả lời", at_end=False) is None
    True
    """
    # Most lines are no junk at all, which one pattern tells.
    if _any_rule(at_end).fullmatch(text):
        return next(rule for rule in _rules(at_end) if rule.pattern.fullmatch(text))
    return ADVERTISEMENT if is_advertisement(text) else None


@cache
def _rules(at_end: bool) -> tuple[JunkRule, ...]:
    return tuple(rule for rule in junk_rules() if at_end or rule.place == "anywhere")


@cache
def _any_rule(at_end: bool) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in _rules(at_end)), re.IGNORECASE)


ADVERTISEMENT = JunkRule("advertisement", "anywhere", re.compile(""))
"""A line set with pictograms; matched by `is_advertisement`, not by its pattern."""


def is_advertisement(text: str) -> bool:
    """Whether a line is decorated with pictograms, as sites do when they praise themselves.

    >>> is_advertisement("Blog ⭐ Tin chính xác số ① ⭐ Uy tín hàng đầu ⭐"), is_advertisement("• Một ý của hội nghị")
    (True, False)
    """
    pictograms = len(_PICTOGRAM.findall(text))
    return pictograms >= _FEWEST_PICTOGRAMS and pictograms * _WORDS_A_PICTOGRAM >= text.count(" ")
