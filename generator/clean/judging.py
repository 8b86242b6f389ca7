"""Each line judged once, before its place decides: what it reads like."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.clean.junk import JunkRule, junk_rule
from generator.clean.lines import Line, ends_sentence
from generator.clean.stamps import page_stamp
from generator.vietnamese import CAPITALS

# An opening of a report: a newspaper's tag, or when it was.
_OPENS_BODY = re.compile(
    rf"(?:\([^)]{{2,30}}\)\s*(?:[-–:.]\s*\w|(?-i:[{CAPITALS}]))"
    r"|[A-ZĐ]{2,8}(?: Online)?\s*[-–]\s*(?=\S* \S)|[A-ZĐ][\w.]{2,15}\s[-–]\s[A-ZĐ]{2,6}\s[-–]"
    r"|(?:(?:vào )?(?:sáng|chiều|tối|trưa|đêm)(?: (?:nay|qua|ngày|mai|và chiều|và tối))?|ngày|mới đây|vừa qua"
    r"|hôm nay|hôm qua"
    r"|(?:trong )?(?:các |những |hai |ba |\d )?ngày|(?:đầu|giữa|cuối|thượng|trung|hạ) (?:tuần )?tháng"
    r"|trung tuần)(?!\w)[^,]{0,40},"
    r"|(?:sáng|chiều|tối|trưa|ngày)\b[^,]{0,30}\d[^,]{0,20},)",
    re.IGNORECASE,
)
_FEWEST_OF_PROSE = 4
_FEWEST_OF_PARAGRAPH = 12
# A line with fewer words that ends no sentence may be the title of another article in a list of such; one with more is
# surely a paragraph.
_LONGEST_LISTED = 30
_TEASER = ("...", "…", "…»", "[…]")


class Judged(NamedTuple):
    """A line with what it reads like."""

    line: Line
    """The line."""
    rule: JunkRule | None
    """The rule by which it is junk if it stands outside the running text."""
    ends: bool
    """It ends where a sentence does."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.line.text

    @property
    def is_prose(self) -> bool:
        """A sentence, or a line as long as only running text has."""
        return not self.rule and self.line.words >= (_FEWEST_OF_PROSE if self.ends else _LONGEST_LISTED)

    @property
    def is_paragraph(self) -> bool:
        """Surely running text, if of whatever article."""
        return not self.rule and self.line.words >= (_FEWEST_OF_PARAGRAPH if self.ends else _LONGEST_LISTED)

    @property
    def is_teaser(self) -> bool:
        """Cut off, as in lists of other articles."""
        return self.text.endswith(_TEASER)


def judge(lines: Iterable[Line]) -> list[Judged]:
    """Lines with what each reads like."""
    return [Judged(line, _rule(line.text), ends_sentence(line.text)) for line in lines]


def _rule(text: str) -> JunkRule | None:
    rule = junk_rule(text, at_end=True)
    # A stamp may stand in a path through the site, between bars or behind an arrow: it is read before it goes.
    return None if rule and page_stamp(text) else rule


def opens_body(text: str) -> bool:
    """Whether a line begins as the first paragraph of a report does.

    >>> opens_body("(BĐ) - Sáng 25.6, huyện họp."), opens_body("Ngày hội của toàn dân")
    (True, False)
    """
    return bool(_OPENS_BODY.match(text[:120]))
