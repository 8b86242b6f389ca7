"""Links the first mention of each name in an article's body to its page, in Markdown that people edit by hand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from generator.markup import escape, has_signs
from generator.pages.prose import Span, closed_spans, paragraphs
from generator.vietnamese import CAPITALS

# What may not stand beside a name: letters and marks of a longer word, and signs that would give the new brackets
# another meaning (an image, an escaped bracket, a reference).
_BEFORE = r"(?<![\w\u0300-\u036f!\\\]])"
_AFTER = r"(?![\w\u0300-\u036f])"
_BESIDE_NAME = re.compile(_BEFORE), re.compile(_AFTER)
_BESIDE_PERSON = re.compile(_BEFORE), re.compile(rf"{_AFTER}(?!\s{{1,20}}[{CAPITALS}])")
_BESIDE_NUMBER = re.compile(rf"{_BEFORE}(?<![/-])"), re.compile(rf"{_AFTER}(?![/-]|[.,]\d)")
_SPACE = re.compile(r"\s+")
# Capitals may stand for any name of more words; a shorter one is taken as it is: Mai is a name, MAI may be a heading.
_SHORT = 2

Words = Sequence[str]


@dataclass(frozen=True)
class Wording:
    """How a name is written. No pattern: to compile one takes longer than to search an article with it."""

    ways: Sequence[Words]
    """Where two of them begin at one place, the first is taken."""
    has_signs: bool
    """Whether it may stand escaped in Markdown."""
    beside: tuple[re.Pattern[str], re.Pattern[str]] = _BESIDE_NAME
    """What must hold where it begins and where it ends."""


@dataclass(frozen=True)
class Target:
    """A name to link."""

    wording: Wording
    url: str
    """Where the link goes, fit for a Markdown target."""


def name_wording(name: str) -> Wording:
    """A name; a long one also in capitals, and with a small first letter: cụm thi đua số 1."""
    return Wording(_ways(name), has_signs(name))


def person_wording(name: str) -> Wording:
    """A person's name where no longer name goes on: Lê Văn An is not the Lê Văn An Bình of another.

    >>> link_first_mentions("Lê Văn An Bình, Lê Văn An.", [Target(person_wording("Lê Văn An"), "a.md")])
    'Lê Văn An Bình, [Lê Văn An](a.md).'
    """
    return Wording(_ways(name), has_signs(name), _BESIDE_PERSON)


def document_wording(kind: str, number: str) -> Wording:
    """A document: by its number, with the kind when it stands before; a bare number needs the kind."""
    words = number.split()
    kinds = _either_case(kind.split()) if kind else []
    ways = [[*way, *between, *words] for between in (["số"], []) for way in kinds]
    if not number.isdigit():
        ways.append(words)
    return Wording(ways if words else [], has_signs(kind + number), _BESIDE_NUMBER)


def _ways(name: str) -> list[Words]:
    words = name.split()
    return [words] if len(words) <= _SHORT else [*_either_case(words), name.upper().split()]


def _either_case(words: Words) -> list[Words]:
    """The words with a first letter that may be a capital or not."""
    first, *rest = words
    starts = dict.fromkeys([first, first[0].lower() + first[1:], first[0].upper() + first[1:]])
    return [[start, *rest] for start in starts]


def link_first_mentions(body: str, targets: Sequence[Target]) -> str:
    """The body with the first mention of each target linked; nothing else changes, and the text shown stays the same.

    Where two names begin at one place, the target that comes first is taken. Nothing is linked inside links, images,
    code, HTML, headings and addresses. Takes time linear in the body's length.

    >>> link_first_mentions("Bà Trương Thị Mai. Trương Thị Mai nói.", [Target(name_wording("Trương Thị Mai"), "m.md")])
    'Bà [Trương Thị Mai](m.md). Trương Thị Mai nói.'
    """
    mentions = _mentions(body, targets)
    waiting = {target.url for target in targets}
    pieces: list[str] = []
    done = 0
    for start, end in paragraphs(body) if mentions else ():
        if not waiting:
            break
        first, last = bisect_left(mentions, (start,)), bisect_left(mentions, (end,))
        # A brace may open an attribute list, and a link near one would turn text into attributes; what the generator
        # writes has none.
        if first == last or "{" in body[start:end]:
            continue
        closed: list[Span] | None = None
        for (begins, ends), target in _not_within_another(body, end, mentions[first:last], targets):
            if target.url not in waiting:
                continue
            if closed is None:
                closed = closed_spans(body[start:end])
            before = bisect_right(closed, (ends - 1 - start, end)) - 1
            if before < 0 or start + closed[before][1] <= begins:
                waiting.discard(target.url)
                pieces += [body[done:begins], "[", body[begins:ends], "](", target.url, ")"]
                done = ends
    return "".join([*pieces, body[done:]])


_Mention = tuple[int, int, int, int]
"""Where it begins, the number of the target, the number of the way, and where it ends."""


def _not_within_another(
    body: str, end: int, mentions: Sequence[_Mention], targets: Sequence[Target]
) -> Iterator[tuple[Span, Target]]:
    """Those of a paragraph's mentions that are names of their own."""
    done = 0
    for begins, number, _, ends in mentions:
        before, after = targets[number].wording.beside
        if begins >= done and ends <= end and before.match(body, begins) and after.match(body, ends, end):
            done = ends
            yield (begins, ends), targets[number]


def _mentions(body: str, targets: Sequence[Target]) -> list[_Mention]:
    """Where the words of the targets stand, escaped or not, whatever the white space between them; in order."""
    even = body.replace("\n", " ")
    is_even = body.replace("\n\n", " ").replace("\n", " ").strip() == " ".join(body.split())
    found: list[_Mention] = []
    for number, target in enumerate(targets):
        for way, words in enumerate(target.wording.ways):
            phrase = " ".join(words)
            if is_even and not target.wording.has_signs:
                found += [(begins, number, way, begins + len(phrase)) for begins in _all(even, phrase)]
                continue
            for spelling in _spellings(words[0]):
                for begins in _all(body, spelling):
                    found += [(begins, number, way, ends) for ends in _ends(body, begins, words)]
    return sorted(found, key=itemgetter(0, 1, 2))


def _all(text: str, part: str) -> Iterator[int]:
    begins = text.find(part)
    while begins >= 0:
        yield begins
        begins = text.find(part, begins + 1)


def _ends(body: str, begins: int, words: Words) -> Iterator[int]:
    """Where the words may end that begin at a place."""
    for spelling in _spellings(words[0]):
        if body.startswith(spelling, begins):
            ends = begins + len(spelling)
            space = _SPACE.match(body, ends)
            if len(words) == 1:
                yield ends
            elif space:
                yield from _ends(body, space.end(), words[1:])


def _spellings(word: str) -> list[str]:
    # A letter before the word keeps `escape` from taking it for the start of a list.
    escaped = escape(f"x{word}")[1:]
    return [escaped] if escaped == word else [escaped, word]
