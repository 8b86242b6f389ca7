"""What the words of a line read like, wherever it stands: every question to them is answered once."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, TypeVar

from generator.clean.captions import caption_rule, is_marked
from generator.clean.junk import JunkRule, is_section, junk_rule
from generator.clean.papers import source
from generator.clean.scenes import is_speech, unmarked_scene_rule
from generator.clean.signature import Signature, is_unit, signature
from generator.clean.stamps import PageStamp, page_stamp
from generator.model import Source
from generator.patterns import later
from generator.sentences import ends_sentence
from generator.vietnamese import CAPITALS

# An opening of a report: a newspaper's tag, or when it was.
_OPENS_BODY = later(
    rf"(?:\([^)]{{2,30}}\) ?(?:[-–:.] ?\w|(?-i:[{CAPITALS}]))"
    r"|[A-ZĐ]{2,8}(?: Online)? ?[-–] ?(?=\S* \S)|[A-ZĐ][\w.]{2,15} [-–] [A-ZĐ]{2,6} [-–]"
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
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 40
_LONGEST_PAGE_LINE = 8
_ABOVE_OR_BENEATH = ("menu", "imprint", "comment-form", "counter", "advertisement", "slogan", "related-link")
_ADDRESS_FIRST = later(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3} ?[-–|:] ?\w")
# A photo report's headline: "[Ảnh] Đại hội Đảng bộ xã".
_PICTURES = later(r"[\[(](?:ảnh|photo|chùm ảnh)[\])] ?(?=\w)", re.IGNORECASE)
_TEASER = ("...", "…", "…»", "[…]")
# Buttons, headings and menus, which come again in every article of a site, are no longer.
_LONGEST_AGAIN = 60

_Answer = TypeVar("_Answer")


class _once(Generic[_Answer]):  # noqa: N801  # stands where property stands
    """A property that is worked out when it is first asked, then kept; `cached_property` takes a lock for it."""

    def __init__(self, ask: Callable[[Any], _Answer]) -> None:
        self._ask = ask
        self.__doc__ = ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, reading: Any, owner: type | None = None) -> _Answer:
        answer = reading.__dict__[self._name] = self._ask(reading)
        return answer


class Reading:
    """What a text that fills a line reads like."""

    text: str
    """In NFC with single spaces, nothing at the ends."""
    words: int
    """How many it has."""
    stamp: PageStamp | None
    """The page's stamp it is."""
    rule: JunkRule | None
    """The rule by which it is junk if it stands outside the running text."""
    ends: bool
    """It ends where a sentence does."""
    is_prose: bool
    """A sentence, or as long as only running text is."""
    is_paragraph: bool
    """Surely running text, if of whatever article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words = text.count(" ") + 1
        self.ends = ends = ends_sentence(text)
        self.stamp = page_stamp(text)
        rule = junk_rule(text, at_end=True)
        # A stamp may stand in a path through the site, between bars or behind an arrow: it is read before it goes.
        self.rule = rule = None if rule and self.stamp else rule
        self.is_prose = not rule and words >= (_FEWEST_OF_PROSE if ends else _LONGEST_LISTED)
        self.is_paragraph = not rule and words >= (_FEWEST_OF_PARAGRAPH if ends else _LONGEST_LISTED)

    @property
    def is_teaser(self) -> bool:
        """Cut off, as in lists of other articles."""
        return self.text.endswith(_TEASER)

    @_once
    def opens_body(self) -> bool:
        """It begins as the first paragraph of a report does."""
        return opens_body(self.text)

    @_once
    def caption(self) -> str:
        """The rule by which it is a caption; empty when it is none."""
        return caption_rule(self.text)

    @_once
    def scene(self) -> str:
        """The rule by which it is a caption between paragraphs; empty when it is none."""
        return self.caption or unmarked_scene_rule(self.text)

    @_once
    def source(self) -> Source:
        """The paper it names as the article's."""
        return source(self.text)

    @_once
    def signature(self) -> Signature | None:
        """Who signs with it."""
        return signature(self.text)

    @_once
    def is_author(self) -> bool:
        """It names an author and no unit; a headline may be set in capitals."""
        return self.signature is not None and not self.text.isupper() and not self.is_unit

    @_once
    def is_page_line(self) -> bool:
        """It is junk above or beneath the title: a headline may begin like some, but is longer."""
        return self.rule is not None and (self.words <= _LONGEST_PAGE_LINE or self.rule.name in _ABOVE_OR_BENEATH)

    @_once
    def may_be_title(self) -> bool:
        """Nothing in it speaks against a headline."""
        text = self.text
        return (
            _SHORTEST_TITLE <= self.words <= _LONGEST_TITLE
            and text[-1] not in ".,;:|"
            and not self.is_page_line
            and (not text[0].islower() or bool(_ADDRESS_FIRST.match(text)))
            and (not is_marked(self.caption) or bool(_PICTURES.match(text)))
            and not (self.caption and is_speech(text))
            and not self.opens_body
            and not self.is_section
            and not self.is_author
        )

    @_once
    def is_section(self) -> bool:
        """It names a section of a site."""
        return is_section(self.text)

    @_once
    def is_unit(self) -> bool:
        """It names an office."""
        return is_unit(self.text)


def reading(text: str) -> Reading:
    """What a text that fills a line reads like."""
    return _again(text) if len(text) <= _LONGEST_AGAIN else Reading(text)


# As many as the pages of some hundred sites have.
_again = lru_cache(maxsize=2048)(Reading)


def opens_body(text: str) -> bool:
    """Whether a line begins as the first paragraph of a report does.

    >>> opens_body("(BĐ) - Sáng 25.6, huyện họp."), opens_body("Ngày hội của toàn dân")
    (True, False)
    """
    return bool(_OPENS_BODY.match(text[:120]))
