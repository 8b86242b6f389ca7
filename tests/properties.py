"""What must hold of any text whatever, in one place: for Hypothesis (test_properties.py) and for fuzz.py."""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import yaml

from generator.clean import CleanArticle, clean
from generator.clean.lines import split_lines
from generator.compose import compose
from generator.document import _Loader, dump_article, load_mapping, parse_article, split
from generator.errors import ProblemError
from generator.extract import extract
from generator.merge import Record, merge_article
from generator.merge.paragraphs import comparable
from generator.plain_yaml import plain_mapping
from generator.readers import RawArticle, SourceFile, find_sources, text
from generator.readers.portions import portions_of
from generator.reading import Generated, articles_from

SOURCE = SourceFile("a.txt", "a.txt")


def text_is_read_or_refused(data: bytes) -> None:
    with suppress(ValueError):
        text.read(data)


def a_file_is_read_or_refused(folder: Path, ending: str, data: bytes) -> None:
    """A file of any family: each source in it becomes an article or a problem. folder: to put it into."""
    path = folder / f"a{ending}"
    path.write_bytes(data)
    outcomes = [each for portion in portions_of(find_sources([str(path)])) for each in portion.read()]
    assert outcomes
    for each in outcomes:
        assert not isinstance(each, RawArticle) or each.text.strip()


def no_word_is_lost(source: str) -> CleanArticle:
    article = clean(source)
    removed = " ".join(line.text for line in split_lines("\n".join(each.text for each in article.removed)))
    blocks = " ".join(block.text for block in article.blocks)
    said = " ".join(line.text for line in split_lines(source))
    assert not _words(said) - _words(f"{article.title} {blocks} {removed}")
    assert not _words(f"{article.title} {blocks}") - _words(f"{said} {article.title}"), "said by nobody"
    return article


def _words(of: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", of))


def an_article_comes_back_as_it_was_written(source: str) -> None:
    """A text to the file it becomes, and that file read again."""
    article = no_word_is_lost(source)
    generated = articles_from([RawArticle(SOURCE, source)])[0]
    assert isinstance(generated, Generated) == bool(article.blocks)
    if not isinstance(generated, Generated):
        return
    front_matter, body = compose(article, extract(article), SOURCE.name)
    assert (front_matter, body) == (generated.front_matter, generated.body), "others in the same portion matter"
    written = dump_article(front_matter, body)
    again = parse_article(written, "a.md")
    assert (again.front_matter, again.body) == (front_matter, body)
    assert again.front_matter.title, "no title"


def front_matter_is_read_or_refused(of: str) -> None:
    """Front matter of a file that anyone may have written: read, or refused with its place; the fast reader agrees."""
    plain = plain_mapping(of)
    if plain is not None:
        slow = yaml.load(of, Loader=_Loader)  # noqa: S506  # a SafeLoader
        assert repr(plain) == repr(slow)
    with suppress(ProblemError):
        load_mapping(of, "a.md")
    with suppress(ProblemError):
        article = parse_article(f"---\n{of}\n---\n\nBài.\n", "a.md")
        written = dump_article(article.front_matter, article.body)
        again = parse_article(written, "a.md")
        assert dump_article(again.front_matter, again.body) == written


def a_hand_s_edit_outlives_a_merge(base: str, current: str, new: str) -> None:
    """Three texts of any kind. current: as it lies on disk; base, new: what the converter would have written."""
    try:
        base, new = map(_as_written, (base, new))
    except ProblemError:
        return
    merged = merge_article(base, current, new, Record())
    if merged is None:
        return
    if base == new:
        assert merged.text == current
    hands = Counter(comparable(split(current)[1])) - Counter(comparable(split(base)[1]))
    assert not set(hands) - set(comparable(split(merged.text)[1])), "a paragraph by hand is gone"
    again = merge_article(new, merged.text, new, merged.record)
    assert again is not None
    assert again.text == merged.text


def _as_written(file: str) -> str:
    article = parse_article(file, "a.md")
    # The converter gives each article a title.
    article = replace(article, front_matter=replace(article.front_matter, title=article.front_matter.title or "A"))
    return dump_article(article.front_matter, "".join(f"{each}\n\n" for each in comparable(article.body))[:-1])
