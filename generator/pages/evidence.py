"""The sentence behind a fact: marked in the body, so that a reader can go from the fact to its words.

Looked for in the article as it lies on disk, so that a fact added by hand finds its sentence too; a fact whose words
the body does not have gets none.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.markup import SafeMarkdown, escape
from generator.model import Article, PersonMention
from generator.pages.prose import Span, paragraphs
from generator.sentences import sentence_spans
from generator.translation import _
from generator.vietnamese import comparison_key

ANCHOR = "cau-"
"""Marked sentences are cau-1, cau-2 … (câu, sentence) in the order of the body."""

# A mark around a sentence must not cut through emphasis, links or HTML; what the generator writes escapes their signs.
_MARKUP = re.compile(r"[*_`<>\[\]{](?<!\\.)")
_CAPTION = re.compile(r"\*(?P<text>[^\n]+)\*\n?")
_ESCAPED = re.compile(r"\\(\W)")
_QUOTED = re.compile(r"“([^”]+)”?")


@dataclass(frozen=True)
class Evidence:
    """Where in its body an article's facts stand."""

    body: str
    """The body with each sentence that a fact rests on in a `span` of its own."""
    sentences: dict[str, int]
    """Number of the marked sentence by the words that were looked for; words that were not found are missing."""
    marked: tuple[str, ...] = ()
    """The marked sentences in order, in Markdown."""

    def text(self, number: int) -> str:
        """A marked sentence as it is shown."""
        return html.unescape(_ESCAPED.sub(r"\1", self.marked[number - 1]))

    def link(self, words: str, shown: str) -> SafeMarkdown:
        """A text as a link to the sentence that has these words; the text alone where none has."""
        number = self.sentences.get(words)
        text = escape(shown)
        return SafeMarkdown(f'<a href="#{ANCHOR}{number}">{text}</a>' if number else text)

    def mark(self, words: str, before: str = "") -> SafeMarkdown:
        """A small sign that leads to the sentence; nothing where there is none.

        before: what stands next to the words; where it rests on the same sentence, the sign follows that.
        """
        number = self.sentences.get(words)
        if before and number == self.sentences.get(before):
            return SafeMarkdown("")
        # Links that lead to one place have one name, and no other link's.
        name = html.escape(_("Câu gốc số {number}", number=number))
        link = f'<a href="#{ANCHOR}{number}" aria-label="{name}">↓</a>'
        return SafeMarkdown(f"&nbsp;{link}" if number else "")

    def office(self, person: PersonMention, role: str) -> SafeMarkdown:
        """A person's office as a link to its sentence."""
        return self.link(_office_words(person.name, role), role)


def evidence(article: Article) -> Evidence:
    """Marks the sentences that the facts of an article rest on.

    The words are: names, offices (in a sentence that names the person, where there is one), places, documents as
    "Chỉ thị 05-CT/TW", the quotes of figures and the quoted parts of the date's basis.
    """
    spans = list(_sentences(article.body))
    texts = _Texts([_plain(article.body[start:end]) for start, end in spans])
    chosen: dict[str, int] = {}
    for words, ways in _wanted(article):
        place = next((found for way in ways if (found := texts.first_with(way)) is not None), None)
        if place is not None:
            chosen.setdefault(words, place)
    numbers = {place: number for number, place in enumerate(sorted(set(chosen.values())), start=1)}
    pieces: list[str] = []
    done = 0
    for place, number in numbers.items():
        start, end = spans[place]
        pieces += [article.body[done:start], f'<span id="{ANCHOR}{number}">', article.body[start:end], "</span>"]
        done = end
    body = "".join([*pieces, article.body[done:]])
    marked = tuple(article.body[slice(*spans[place])] for place in numbers)
    return Evidence(body, {words: numbers[place] for words, place in chosen.items()}, marked)


def _plain(markdown: str) -> str:
    """The text that a sentence shows, brought to one spelling."""
    return comparison_key(html.unescape(_ESCAPED.sub(r"\1", markdown)))


def _office_words(name: str, role: str) -> str:
    return f"{name}: {role}"


class _Texts:
    """The texts of the sentences, looked through as one: keys have no line breaks."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        self._places: dict[str, frozenset[int]] = {}

    def first_with(self, way: Sequence[str]) -> int | None:
        """The first text that holds all of these words."""
        keys = [key for words in way if (key := comparison_key(words))]
        if not keys:
            return None
        return min(frozenset.intersection(*map(self._holding, keys)), default=None)

    def _holding(self, key: str) -> frozenset[int]:
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = frozenset(self._all_holding(key))
        return places

    def _all_holding(self, key: str) -> Iterator[int]:
        """The texts that have these words, and not only as a part of longer ones."""
        text = self._whole
        start = text.find(key)
        while start >= 0:
            end = start + len(key)
            # "Phó Bí thư" (deputy secretary) says nothing of a "Bí thư" (secretary).
            longer = text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
            if not longer and not text.endswith("phó ", 0, start):
                place = bisect_right(self._starts, start) - 1
                yield place
                end = self._starts[place + 1]
            start = text.find(key, end)


def _wanted(article: Article) -> Iterator[tuple[str, list[list[str]]]]:
    """The words to look for, and in what company, the surest way first."""
    front = article.front_matter
    for person in front.persons:
        names = [person.name, *person.aliases]
        yield person.name, [[name] for name in names]
        for role in person.roles:
            yield _office_words(person.name, role), [*([name, role] for name in names), [role]]
    for cluster in front.clusters:
        yield cluster.name, [[cluster.name]]
        if cluster.leader:
            yield cluster.leader, [[cluster.leader]]
    for document in front.documents:
        yield f"{document.kind} {document.number}", [[document.kind, document.number]]
    quotes = [*_QUOTED.findall(front.date_basis), *(figure.quote for figure in front.figures)]
    yield from ((words, [[words]]) for words in [front.place, *front.provinces, *quotes] if words)


def _sentences(body: str) -> Iterator[Span]:
    """The stretches of the body that a mark may go around: sentences of its prose, captions as a whole."""
    for start, end in paragraphs(body):
        paragraph = body[start:end]
        caption = _CAPTION.fullmatch(paragraph)
        inside = [caption.span("text")] if caption else sentence_spans(paragraph)
        for first, last in inside:
            if not _MARKUP.search(paragraph, first, last):
                yield start + first, start + last
