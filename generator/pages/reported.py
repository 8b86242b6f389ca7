"""The figures that a cluster reported, those of one period beside those of the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Article, Figure
from generator.pages.evidence import ANCHOR, Evidence, evidence
from generator.pages.parts import Foremost, foremost
from generator.records import ClusterRecord, Mentioned
from generator.vietnamese import comparison_key

_MOST_PERIODS = 6
_MOST_ROWS = 40
_MOST_IN_CELL = 4
# A share says nothing without the words around it.
_SHARE = "%"
_PARTS = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M?(?P<first>\d\d)(?:/M(?P<last>\d\d))?))?"
)


@dataclass(frozen=True)
class Reported:
    """A figure, and where it stands."""

    figure: Figure
    """Value, unit and words."""
    article: Article
    """The article that says it."""
    anchor: str
    """The place of its sentence on the article's page; empty where the body does not have its words."""


@dataclass(frozen=True)
class Row:
    """What is counted in the same words."""

    unit: str
    """The words, as the first article has them."""
    cells: tuple[Foremost[Reported], ...]
    """What each period's articles say."""


@dataclass(frozen=True)
class Compared:
    """A cluster's figures by period."""

    periods: tuple[str, ...]
    """As in front matter, in time order."""
    rows: Foremost[Row]
    """What most periods tell of, in the articles' order."""


def period_order(period: str) -> tuple[int, int, int]:
    """Where a period stands among others: by its end, the shorter first; one of a form not known here comes first.

    >>> sorted(["2024", "2024-H1", "2023", "2024-M01/M09", "2024-Q2", "nay"], key=period_order)
    ['nay', '2023', '2024-Q2', '2024-H1', '2024-M01/M09', '2024']
    """
    last_year = period.rpartition("/")[2]
    match = _PARTS.fullmatch(last_year if last_year.isdigit() else period)
    if not match:
        return 0, 0, 0
    first, last = 1, 12
    if match["half"]:
        first, last = 6 * int(match["half"]) - 5, 6 * int(match["half"])
    elif match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["first"]:
        first, last = int(match["first"]), int(match["last"] or match["first"])
    return int(match["year"]), last, -first


def compared(cluster: ClusterRecord, mentioned: Sequence[Mentioned]) -> Compared:
    """The figures of articles that say which period they review and tell of no other cluster. mentioned: of each."""
    articles = [
        article
        for article, its in zip(cluster.articles, mentioned, strict=True)
        if article.front_matter.period
        and article.front_matter.figures
        and {each.path for each in its.clusters} == {cluster.path}
    ]
    known = sorted({article.front_matter.period for article in articles}, key=lambda each: (period_order(each), each))
    periods = {period: place for place, period in enumerate(known[-_MOST_PERIODS:])}
    units: dict[str, tuple[str, list[list[tuple[Figure, Article]]]]] = {}
    for article in articles:
        place = periods.get(article.front_matter.period)
        for figure in article.front_matter.figures if place is not None else ():
            if figure.unit and figure.unit != _SHARE:
                row = units.setdefault(comparison_key(figure.unit), (figure.unit, [[] for _ in periods]))
                row[1][place or 0].append((figure, article))
    shown = foremost([*units.values()], _MOST_ROWS, lambda row: sum(map(bool, row[1])))
    rows = [Row(unit, tuple(map(_cell, cells))) for unit, cells in shown.shown]
    return Compared(tuple(periods), Foremost(rows, shown.more))


def _cell(found: list[tuple[Figure, Article]]) -> Foremost[Reported]:
    """Each value once, with the first article that says it."""
    once: dict[float, tuple[Figure, Article]] = {}
    for figure, article in found:
        once.setdefault(figure.value, (figure, article))
    shown = [*once.values()][:_MOST_IN_CELL]
    told = [Reported(figure, article, anchor_of(article, figure)) for figure, article in shown]
    return Foremost(told, len(once) - len(shown))


def anchor_of(article: Article, figure: Figure) -> str:
    """The place of a figure's sentence on the page of its article; empty where the body does not have its words."""
    number = evidence_of(article).sentences.get(figure.quote)
    return f"{ANCHOR}{number}" if number else ""


@lru_cache(maxsize=256)  # asked for each figure of an article in a row
def evidence_of(article: Article) -> Evidence:
    """Where an article's facts stand in its body."""
    return evidence(article)
