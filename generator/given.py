"""What a source says beside its text (the title, address and day of a row), joined to what was read in the text."""

from dataclasses import replace

from generator.clean import Block, BlockKind, CleanArticle, Removed, Stamp
from generator.invisible import one_line
from generator.model import Source
from generator.readers.raw import NOTHING, Given


def with_given(article: CleanArticle, given: Given) -> CleanArticle:
    """The article with what was given: it goes before what was guessed. A given title is the text's first line."""
    if given == NOTHING:
        return article
    title = one_line(given.title)
    titled = _titled(article, title) if title else article
    outside = (Removed(text, line, "outside-article") for line, text in given.outside)
    return replace(
        titled,
        blocks=tuple(_captioned(block, given.captions) for block in titled.blocks) if given.captions else titled.blocks,
        # The text says better who wrote it, and for which paper, than the site that shows it.
        byline=article.byline or tuple(map(one_line, given.byline)),
        source=Source(article.source.name or one_line(given.paper), given.url or article.source.url),
        stamp=Stamp(given.published, given.published_words, 0) if given.published else article.stamp,
        # Menus have many lines; what was taken out of the article itself is read first.
        removed=(*titled.removed, *outside),
    )


def _captioned(block: Block, captions: tuple[int, ...]) -> Block:
    if block.line not in captions or block.kind is not BlockKind.PARAGRAPH:
        return block
    return replace(block, kind=BlockKind.CAPTION, rule="beside-text")


def _titled(article: CleanArticle, title: str) -> CleanArticle:
    if article.title_line == 1:
        # As it was read: without the site's name, say, as the removed lines tell.
        return article
    blocks = [*article.blocks]
    for number, block in enumerate(blocks):
        if block.line == 1:
            # Taken for a paragraph, or for the beginning of one.
            rest = block.text.removeprefix(title).strip()
            blocks[number : number + 1] = [replace(block, text=rest)] if rest else []
            break
    if article.title:
        # Another line was taken for the title.
        blocks.append(Block(BlockKind.PARAGRAPH, article.title, article.title_line))
        blocks.sort(key=lambda block: block.line)
    return replace(
        article,
        title=title,
        title_line=1,
        blocks=tuple(blocks),
        removed=tuple(removed for removed in article.removed if removed.line != 1),
        doubtful=tuple(doubt for doubt in article.doubtful if doubt.line != 1),
    )
