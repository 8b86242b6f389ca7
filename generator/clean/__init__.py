"""A raw text to its parts: title, paragraphs, captions, who signs it, where it is from; the rest is removed by rule.

Nothing is lost: every line of the source is in a block, or in `removed` with the rule that took it out. What stays
though it may be no part of the article is in `doubtful`.
"""

from collections.abc import Sequence
from itertools import zip_longest

from generator.clean.captions import caption_rule, caption_text, is_marked
from generator.clean.head import take_head
from generator.clean.joining import join_broken
from generator.clean.judging import Judged, judge, opens_body
from generator.clean.lines import split_lines
from generator.clean.parts import Block, BlockKind, CleanArticle, Doubt, Removed, Stamp
from generator.clean.scenes import may_be_repeated, may_stand_below_picture, scene_rule
from generator.clean.tail import cut_tail
from generator.vietnamese import comparison_key

__all__ = ["Block", "BlockKind", "CleanArticle", "Doubt", "Removed", "Stamp", "clean"]

# A box of other articles inside the text has a few titles; a title is no longer than this.
_MOST_LISTED = 6
_LONGEST_LISTED = 30


def clean(text: str) -> CleanArticle:
    """The parts of an article from its raw text. A text with nothing but junk has no blocks."""
    judged = judge(join_broken(split_lines(text)))
    removed = [
        Removed(item.line.original, item.line.number, item.rule.name)
        for item in judged
        if item.rule and item.rule.place == "anywhere"
    ]
    upper, tail = cut_tail([item for item in judged if not item.rule or item.rule.place != "anywhere"])
    middle, head = take_head(upper)
    body, boxes, doubts = _without_boxes([*middle, *tail.kept])
    pictures = frozenset(each.line + 1 for each in removed if each.rule == "page-code")
    repeated = frozenset(each.text.strip() for each in boxes if each.rule == "repeated-line")
    blocks = tuple(
        _block(item, following, head.title, repeated, pictures) for item, following in zip_longest(body, body[1:])
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


def _without_boxes(lines: Sequence[Judged]) -> tuple[list[Judged], list[Removed], list[Doubt]]:
    """The running text without boxes of other articles: a heading by rule, and the titles right below it.

    A line said twice in a row, as a picture's text and its caption are, stays once.
    """
    kept: list[Judged] = []
    removed: list[Removed] = []
    doubts: list[Doubt] = []
    listed = _MOST_LISTED
    for item in lines:
        rule = ""
        if item.rule and item.rule.name == "related-list":
            listed, rule = 0, item.rule.name
        elif listed < _MOST_LISTED and _may_be_listed(item):
            listed, rule = listed + 1, "related-list"
        elif kept and kept[-1].text == item.text:
            rule = "repeated-line"
        else:
            listed = _MOST_LISTED
        if rule:
            removed.append(Removed(item.line.original, item.line.number, rule))
            continue
        kept.append(item)
        if item.rule:
            doubts.append(Doubt(item.line.number, item.text, f"reads like {item.rule.name}"))
    return kept, removed, doubts


def _may_be_listed(item: Judged) -> bool:
    return not item.ends and item.line.words < _LONGEST_LISTED and not is_marked(caption_rule(item.text))


def _block(
    item: Judged, following: Judged | None, title: str, repeated: frozenset[str], pictures: frozenset[int]
) -> Block:
    """A line as paragraph or caption. repeated: lines that came twice; pictures: the lines right below a file name."""
    line = item.line
    rule = ""
    if title and len(line.text) <= len(title) + 3 and _repeats(line.text, title):
        rule = "repeats-title"
    elif line.number in pictures and may_stand_below_picture(line.text) and not opens_body(line.text):
        rule = "below-picture"
    else:
        rule = scene_rule(line.text)
    if not rule and line.original.strip() in repeated and may_be_repeated(line.text) and not opens_body(line.text):
        rule = "repeated-line"
    if not rule and following and len(following.text) > len(line.text) and following.text.startswith(line.text):
        # A picture's text is often the sentence that stands beside it.
        rule = "repeats-text" if may_be_repeated(line.text) and not opens_body(line.text) else ""
    if rule:
        return Block(BlockKind.CAPTION, caption_text(line.text), line.number, rule)
    return Block(BlockKind.PARAGRAPH, line.text, line.number)


def _repeats(text: str, title: str) -> bool:
    return comparison_key(text).rstrip(". |") == comparison_key(title).rstrip(".")
