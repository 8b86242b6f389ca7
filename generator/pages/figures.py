"""The figures of all articles in tables, each with its sentence; totals whose parts stand beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any, NamedTuple

from generator.catalogue import Catalogue
from generator.model import Article, Figure
from generator.pages.by_time import DAY, MONTH, YEAR
from generator.pages.evidence import ANCHOR
from generator.pages.page import GeneratedPage
from generator.pages.parts import Above, Foremost, Level, Part, divided
from generator.pages.reported import anchor_of, evidence_of
from generator.pages.sums import Sum, sums
from generator.records import each_once
from generator.translation import _

INDEX = "figures/index.md"
_TEMPLATE = "figures.md.j2"
# A row has a sentence and a title: so many are some 50 KB of HTML.
_MOST = 100
_LATEST = 20
_MOST_SUMS = 20
_LONGEST_QUOTE = 160
_LAST_WORD = re.compile(r"(?<!\s)\s+\S*$")


class Line(NamedTuple):
    """A figure of an article."""

    article: Article
    """The article that says it."""
    place: int
    """The figure's place among those of the article."""

    @property
    def figure(self) -> Figure:
        """Value, unit and words."""
        return self.article.front_matter.figures[self.place]

    @property
    def anchor(self) -> str:
        """The place of its sentence on the article's page; empty where the body does not have its words."""
        return anchor_of(self.article, self.figure)

    @property
    def quote(self) -> str:
        """The words that say it, cut where they are very many."""
        words = self.figure.quote
        return words if len(words) <= _LONGEST_QUOTE else f"{_LAST_WORD.sub('', words[:_LONGEST_QUOTE])}…"


@dataclass(frozen=True)
class Told:
    """A total with its parts, and where an article says so."""

    sum: Sum
    """The numbers."""
    article: Article
    """The article."""
    anchor: str
    """The place of the sentence on its page."""


@dataclass(frozen=True)
class Many:
    """The figures of other pages: only how many there are changes the page that leads to them."""

    number: int
    """How many."""

    def __len__(self) -> int:
        return self.number


@dataclass(frozen=True)
class Listed:
    """A page that a list of parts leads to."""

    path: str
    """Relative to the docs folder."""
    label: str
    """What it is called."""
    items: Many
    """What it has."""
    by_number: bool = False
    """Never told by the names of its first and last."""


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """All figures in one table, or in tables by time."""
    lines = [
        Line(article, place) for article in catalogue.articles for place in range(len(article.front_matter.figures))
    ]
    title = _("Số liệu")
    whole = Part(INDEX, title, lines, divided("figures/index/", lines, (_YEAR, _MONTH, _DAY), _MOST))
    shown = tuple(lines[-_LATEST:] if whole.parts else lines)
    yield GeneratedPage(INDEX, _TEMPLATE, title, partial(_values, shown, len(lines), _listed(whole.parts), ()))
    yield from _part_pages(whole.parts, ((INDEX, title),))


def _by(level: Level[Article]) -> Level[Line]:
    return Level(lambda line: level.key(line.article), lambda lines: level.label([lines[0].article]))


_YEAR, _MONTH, _DAY = map(_by, (YEAR, MONTH, DAY))


def _part_pages(parts: Sequence[Part[Line]], above: Above) -> Iterator[GeneratedPage]:
    for place, part in enumerate(parts):
        beside = (*parts[max(0, place - 1) : place], *parts[place + 1 : place + 2])
        ways = (*above, *((other.path, other.label) for other in beside))
        shown = () if part.parts else tuple(part.items)
        values = partial(_values, shown, len(part.items), _listed(part.parts), ways)
        yield GeneratedPage(part.path, _TEMPLATE, f"{_('Số liệu')} · {part.label}", values)
        yield from _part_pages(part.parts, (*above, (part.path, part.label)))


def _listed(parts: Sequence[Part[Line]]) -> tuple[Listed, ...]:
    """The latest first."""
    return tuple(Listed(part.path, part.label, Many(len(part.items))) for part in reversed(parts))


def _values(lines: Sequence[Line], count: int, parts: Sequence[Listed], ways: Above) -> dict[str, Any]:
    """The figures of a page, the latest first; the sums of their articles; the pages above, beside and below."""
    told = [] if parts else _told(lines)
    return {
        "count": count,
        "parts": parts,
        "ways": ways,
        "lines": _latest_first(lines),
        "failing": _first([each for each in told if not each.sum.holds]),
        "holding": _first([each for each in told if each.sum.holds]),
    }


def _latest_first(lines: Sequence[Line]) -> list[Line]:
    """The latest article first, its figures in its order."""
    of_articles = [list(its) for _, its in groupby(lines, lambda line: line.article.path)]
    return list(chain.from_iterable(reversed(of_articles)))


def _told(lines: Sequence[Line]) -> list[Told]:
    """The sums in the sentences of the articles' figures; what prints of one text say in the same words, once."""
    found: dict[tuple[str, Sum], Told] = {}
    for article in each_once(line.article for line in _latest_first(lines)):
        known = evidence_of(article)
        quotes = (figure.quote for figure in article.front_matter.figures)
        for number in sorted({known.sentences[quote] for quote in quotes if quote in known.sentences}):
            sentence = known.text(number)
            # At the latest of them stands the earliest.
            found.update({(sentence, each): Told(each, article, f"{ANCHOR}{number}") for each in sums(sentence)})
    return [*found.values()]


def _first(told: Sequence[Told]) -> Foremost[Told]:
    return Foremost(told[:_MOST_SUMS], max(0, len(told) - _MOST_SUMS))
