"""A raw text to its parts: title, paragraphs, captions, who signs it, where it is from; the rest is removed by rule.

Nothing is lost: every line of the source is in a block, or in `removed` with the rule that took it out. What stays
though it may be no part of the article is in `doubtful`.
"""

from collections.abc import Sequence
from itertools import zip_longest

from generator.clean.captions import caption_text, is_marked
from generator.clean.head import take_head
from generator.clean.joining import join_broken
from generator.clean.lines import Line, split_lines
from generator.clean.parts import Block, BlockKind, CleanArticle, Doubt, Removed, Stamp
from generator.clean.reading import Reading
from generator.clean.scenes import may_be_repeated, may_stand_below_picture
from generator.clean.tail import cut_tail
from generator.vietnamese import comparison_key

__all__ = ["Block", "BlockKind", "CleanArticle", "Doubt", "Removed", "Stamp", "clean"]

# A box of other articles inside the text has a few titles; a title is no longer than this.
_MOST_LISTED = 6
_LONGEST_LISTED = 30


def clean(text: str) -> CleanArticle:
    """The parts of an article from its raw text. A text with nothing but junk has no blocks."""
    lines: list[Line] = []
    removed: list[Removed] = []
    for line in join_broken(split_lines(text)):
        rule = line.reading.rule
        if rule and rule.place == "anywhere":
            removed.append(Removed(line.original, line.number, rule.name))
        else:
            lines.append(line)
    upper, tail = cut_tail(lines)
    middle, head = take_head(upper)
    body, boxes, doubts = _without_boxes([*middle, *tail.kept])
    pictures = frozenset(each.line + 1 for each in removed if each.rule == "page-code")
    repeated = frozenset(each.text.strip() for each in boxes if each.rule == "repeated-line")
    blocks = tuple(
        _block(line, following, head.title, repeated, pictures) for line, following in zip_longest(body, body[1:])
    )
    return CleanArticle(
        title=head.title,
        title_line=head.title_line,
        blocks=blocks,
        byline=_signed_by(head.byline, tail.byline),
        source=tail.source if tail.source.name else head.source,
        stamp=head.stamp or tail.stamp,
        removed=tuple(sorted([*removed, *head.removed, *boxes, *tail.removed], key=lambda each: each.line)),
        doubtful=tuple(sorted([*head.doubtful, *doubts, *tail.doubtful], key=lambda each: each.line)),
    )


def _signed_by(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Who signs: the line below the article says it best; one beneath the title may name others too."""
    known = {comparison_key(name) for name in below}
    return (*below, *(name for name in above if comparison_key(name) not in known))


def _without_boxes(lines: Sequence[Line]) -> tuple[list[Line], list[Removed], list[Doubt]]:
    """The running text without boxes of other articles: a heading by rule, and the titles right below it.

    A line said twice in a row, as a picture's text and its caption are, stays once.
    """
    kept: list[Line] = []
    removed: list[Removed] = []
    doubts: list[Doubt] = []
    listed = _MOST_LISTED
    for item in lines:
        rule = ""
        if item.reading.rule and item.reading.rule.name == "related-list":
            listed, rule = 0, item.reading.rule.name
        elif listed < _MOST_LISTED and _may_be_listed(item):
            listed, rule = listed + 1, "related-list"
        elif kept and kept[-1].text == item.text:
            rule = "repeated-line"
        else:
            listed = _MOST_LISTED
        if rule:
            removed.append(Removed(item.original, item.number, rule))
            continue
        kept.append(item)
        if item.reading.rule:
            doubts.append(Doubt(item.number, item.text, f"reads like {item.reading.rule.name}"))
    return kept, removed, doubts


def _may_be_listed(item: Line) -> bool:
    return not item.reading.ends and item.reading.words < _LONGEST_LISTED and not is_marked(item.reading.caption)


def _block(line: Line, following: Line | None, title: str, repeated: frozenset[str], pictures: frozenset[int]) -> Block:
    """A line as paragraph or caption. repeated: lines that came twice; pictures: the lines right below a file name."""
    reading, text = line.reading, line.reading.text
    rule = ""
    if title and len(text) <= len(title) + 3 and _repeats(text, title):
        rule = "repeats-title"
    elif line.number in pictures and may_stand_below_picture(text) and not reading.opens_body:
        rule = "below-picture"
    else:
        rule = reading.scene
    if not rule and repeated and line.original.strip() in repeated and _may_be_repeated(reading):
        rule = "repeated-line"
    if not rule and following and following.reading.text.startswith(text) and following.reading.text != text:
        # A picture's text is often the sentence that stands beside it.
        rule = "repeats-text" if _may_be_repeated(reading) else ""
    if rule:
        return Block(BlockKind.CAPTION, caption_text(text), line.number, rule)
    return Block(BlockKind.PARAGRAPH, text, line.number)


def _may_be_repeated(reading: Reading) -> bool:
    return may_be_repeated(reading.text) and not reading.opens_body


def _repeats(text: str, title: str) -> bool:
    return comparison_key(text).rstrip(". |") == comparison_key(title).rstrip(".")
