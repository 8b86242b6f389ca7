"""Who and what is mentioned in the same articles."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from generator.model import Article
from generator.pages.by_time import Listing
from generator.pages.parts import Foremost
from generator.records import Mentioned, Shown

_SHOWN = 50
# Who stands in a list of more is there with nobody. To count all with all would take the square of its length.
_MOST_TOGETHER = 500


@dataclass(frozen=True)
class Company:
    """Records and the number of articles shared: the most frequent first, then in the catalogue's order."""

    persons: Foremost[tuple[Shown, int]]
    """Persons in the same articles, without the one asked about; so are the others."""
    clusters: Foremost[tuple[Shown, int]]
    """Clusters in the same articles."""
    provinces: Foremost[tuple[Shown, int]]
    """Provinces in the same articles."""


def company(mentioned: Sequence[Mentioned], record: Listing) -> Company:
    """What the articles of one record, or of a period, mention besides it. mentioned: of each of its articles."""
    return Company(
        _counted((each.persons for each in mentioned), record),
        _counted((each.clusters for each in mentioned), record),
        _counted((each.provinces for each in mentioned), record),
    )


def offices_named(articles: Iterable[Article], mentioned: Iterable[Mentioned]) -> dict[Shown, tuple[str, ...]]:
    """The offices in which the latest of some articles names each person; persons without any are left out.

    articles: in time order. mentioned: of each of them.
    """
    return {
        person: named.roles
        for article, its in zip(articles, mentioned, strict=True)
        for person, named in zip(its.persons, article.front_matter.persons, strict=True)
        if named.roles
    }


def _counted(mentioned: Iterable[tuple[Shown, ...]], without: Listing) -> Foremost[tuple[Shown, int]]:
    # An article counts once, however often it mentions somebody.
    company = (its for its in mentioned if len(its) <= _MOST_TOGETHER)
    counted = Counter(chain.from_iterable(map(dict.fromkeys, company)))
    others = [(shown, count) for shown, count in counted.items() if shown.path != without.path]
    frequent = nsmallest(_SHOWN, others, key=lambda pair: (-pair[1], pair[0].order))
    return Foremost(frequent, len(others) - len(frequent))
