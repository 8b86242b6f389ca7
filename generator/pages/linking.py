"""Links the first mention of each name in an article's body to its page, in Markdown that people edit by hand."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.markup import escape
from generator.pages.prose import closed_spans, paragraphs
from generator.vietnamese import CAPITALS


@dataclass(frozen=True)
class Target:
    """A name to link."""

    pattern: str
    """Regular expression for the name in Markdown, without groups that capture."""
    url: str
    """Where the link goes, fit for a Markdown target."""


# What may not stand beside a name: letters and marks of a longer word, and signs that would give the new brackets
# another meaning (an image, an escaped bracket, a reference).
_BEFORE = r"(?<![\w\u0300-\u036f!\\\]])"
_AFTER = r"(?![\w\u0300-\u036f])"
# Capitals may stand for any name of more words; a shorter one is taken as it is: Mai is a name, MAI may be a heading.
_SHORT = 2


def name_pattern(name: str) -> str:
    """A pattern for a name as it stands in Markdown, escaped or not, whatever the white space.

    Long names are found in capitals too, and with a small first letter: cụm thi đua số 1.
    """
    words = name.split()
    if len(words) <= _SHORT:
        return words_pattern(words)
    # Spelled out, because compiling a pattern that ignores case takes longer than searching an article with it.
    return f"(?:{_either_case(name)}|{words_pattern(name.upper().split())})"


def person_pattern(name: str) -> str:
    """A pattern for a person's name where no longer name goes on: Lê Văn An is not the Lê Văn An Bình of another.

    >>> link_first_mentions("Lê Văn An Bình, Lê Văn An.", [Target(person_pattern("Lê Văn An"), "a.md")])
    'Lê Văn An Bình, [Lê Văn An](a.md).'
    """
    return rf"{name_pattern(name)}(?!\s+[{CAPITALS}])"


def document_pattern(kind: str, number: str) -> str:
    """A pattern for a document: by its number, with the kind when it stands before; a bare number needs the kind."""
    if number.isdigit() and not kind:
        return r"(?!)"
    optional = "" if number.isdigit() else "?"
    kind_before = rf"(?:{_either_case(kind)}\s+(?:số\s+)?){optional}" if kind else ""
    return rf"(?<![/-]){kind_before}{words_pattern(number.split())}(?![/-]|[.,]\d)"


def _either_case(text: str) -> str:
    """A pattern for words whose first letter may be a capital or not."""
    first, *rest = text.split()
    starts = dict.fromkeys([first, first[0].lower() + first[1:], first[0].upper() + first[1:]])
    return r"\s+".join([f"(?:{'|'.join(_word_pattern(start) for start in starts)})", *map(_word_pattern, rest)])


def words_pattern(words: Sequence[str]) -> str:
    """A pattern for words as they stand in Markdown, escaped or not, whatever the white space between them."""
    return r"\s+".join(_word_pattern(word) for word in words)


def _word_pattern(word: str) -> str:
    # A letter before the word keeps `escape` from taking it for the start of a list.
    escaped = escape("x" + word)[1:]
    return re.escape(word) if escaped == word else f"(?:{re.escape(escaped)}|{re.escape(word)})"


def link_first_mentions(body: str, targets: Sequence[Target]) -> str:
    """The body with the first mention of each target linked; nothing else changes, and the text shown stays the same.

    Nothing is linked inside links, images, code, HTML, headings and addresses. Takes time linear in the body's length.

    >>> link_first_mentions("Bà Trương Thị Mai. Trương Thị Mai nói.", [Target(name_pattern("Trương Thị Mai"), "m.md")])
    'Bà [Trương Thị Mai](m.md). Trương Thị Mai nói.'
    """
    if not targets:
        return body
    names = re.compile(f"{_BEFORE}(?:{'|'.join(f'({target.pattern})' for target in targets)}){_AFTER}")
    waiting = {target.url for target in targets}
    pieces: list[str] = []
    done = 0
    for start, end in paragraphs(body):
        if not waiting:
            break
        paragraph = body[start:end]
        # The cheap question first: most paragraphs name nobody. A brace may open an attribute list, and a link near one
        # would turn text into attributes; what the generator writes has none.
        if "{" in paragraph or not names.search(paragraph):
            continue
        closed = closed_spans(paragraph)
        opens = [span[0] for span in closed]
        for match in names.finditer(paragraph):
            url = targets[(match.lastindex or 1) - 1].url
            before = bisect_right(opens, match.end() - 1) - 1
            if url in waiting and not (before >= 0 and closed[before][1] > match.start()):
                waiting.discard(url)
                pieces += [body[done : start + match.start()], "[", match[0], "](", url, ")"]
                done = start + match.end()
    return "".join([*pieces, body[done:]])
