"""The figures of all articles in tables, each with its sentence; totals whose parts stand beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any

from generator.catalogue import Catalogue
from generator.model import Article, Figure
from generator.pages.by_time import DAY, MONTH, YEAR
from generator.pages.evidence import ANCHOR
from generator.pages.page import GeneratedPage
from generator.pages.parts import Foremost, Level, Part, divided, part_pages
from generator.pages.reported import anchor_of, evidence_of
from generator.pages.sums import Sum, sums
from generator.records import each_once

INDEX = "figures/index.md"
_TITLE = "Số liệu"
# A row has a sentence and a title: so many are some 50 KB of HTML.
_MOST = 100
_LATEST = 20
_MOST_SUMS = 20
_LONGEST_QUOTE = 160
_LAST_WORD = re.compile(r"\s+\S*$")


@dataclass(frozen=True)
class Line:
    """A figure of an article."""

    figure: Figure
    """Value, unit and words."""
    article: Article
    """The article that says it."""

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


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """All figures in one table, or in tables by time."""
    lines = [Line(figure, article) for article in catalogue.articles for figure in article.front_matter.figures]
    whole = Part(INDEX, _TITLE, lines, divided("figures/index/", lines, (_YEAR, _MONTH, _DAY), _MOST))
    yield GeneratedPage(INDEX, "figures.md.j2", _TITLE, partial(_index, whole))
    yield from part_pages(whole.parts, "figures.md.j2", _TITLE, ((INDEX, _TITLE),), _values)


def _by(level: Level[Article]) -> Level[Line]:
    return Level(lambda line: level.key(line.article), lambda lines: level.label([lines[0].article]))


_YEAR, _MONTH, _DAY = map(_by, (YEAR, MONTH, DAY))


def _index(whole: Part[Line]) -> dict[str, Any]:
    latest = {"lines": _latest_first(whole.items[-_LATEST:])} if whole.parts else {}
    return {**_values(whole), "ways": (), **latest}


def _values(part: Part[Line]) -> dict[str, Any]:
    """The figures of a page, the latest first; the sums of their articles."""
    lines = [] if part.parts else _latest_first(part.items)
    told = _told(lines)
    return {
        "count": len(part.items),
        "parts": part.parts[::-1],
        "lines": lines,
        "failing": _first([each for each in told if not each.sum.holds]),
        "holding": _first([each for each in told if each.sum.holds]),
    }


def _latest_first(lines: Sequence[Line]) -> list[Line]:
    """The latest article first, its figures in its order."""
    of_articles = [list(its) for _, its in groupby(lines, lambda line: line.article.path)]
    return list(chain.from_iterable(reversed(of_articles)))


def _told(lines: Sequence[Line]) -> list[Told]:
    """The sums in the sentences of the articles' figures."""
    found: list[Told] = []
    for article in each_once(line.article for line in lines):
        known = evidence_of(article)
        quotes = (figure.quote for figure in article.front_matter.figures)
        for number in sorted({known.sentences[quote] for quote in quotes if quote in known.sentences}):
            found += (Told(each, article, f"{ANCHOR}{number}") for each in sums(known.text(number)))
    return found


def _first(told: Sequence[Told]) -> Foremost[Told]:
    return Foremost(told[:_MOST_SUMS], max(0, len(told) - _MOST_SUMS))
