"""The parts of a cleaned article: blocks, what was removed and by which rule, what is in doubt."""

from dataclasses import dataclass
from enum import Enum

from generator.model import Source


class BlockKind(Enum):
    """What a block is to the reader."""

    PARAGRAPH = "paragraph"
    """Running text."""
    CAPTION = "caption"
    """Stood under a picture."""


@dataclass(frozen=True)
class Block:
    """One paragraph or caption."""

    kind: BlockKind
    """What it is."""
    text: str
    """Its text, on one line."""
    line: int
    """Where it begins in the source, counted from 1."""
    rule: str = ""
    """The rule that made it a caption; empty for paragraphs."""


@dataclass(frozen=True)
class Removed:
    """A line of the source that is not in the body."""

    text: str
    """The whole line as the source has it."""
    line: int
    """Counted from 1."""
    rule: str
    """Why it was taken out."""


@dataclass(frozen=True)
class Doubt:
    """A line that stayed, though it may be no part of the article: for a person to look at."""

    line: int
    """Counted from 1."""
    text: str
    """The line as it stands in the body."""
    why: str
    """What speaks against it, in words for people."""


@dataclass(frozen=True)
class Stamp:
    """The date a page bears, beside what its article says."""

    date: str
    """EDTF."""
    words: str
    """As on the page: "Thứ Tư, 08/04/2015, 08:11 [GMT+7]"."""
    line: int
    """Counted from 1."""


@dataclass(frozen=True)
class CleanArticle:
    """The parts of one article."""

    title: str
    """Empty when the text has none."""
    title_line: int
    """Line of the title; 0 when there is none."""
    blocks: tuple[Block, ...]
    """Paragraphs and captions in the source's order."""
    byline: tuple[str, ...]
    """Who signs it."""
    source: Source
    """The paper it says it is from."""
    stamp: Stamp | None
    """The page's date."""
    removed: tuple[Removed, ...]
    """What is not in the body, in the source's order; behind it what stands around an article on its page."""
    doubtful: tuple[Doubt, ...] = ()
    """Lines of the body that may be no part of the article, in the source's order."""

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The running text alone."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.PARAGRAPH)
