"""Which articles a reader of one article may want next."""

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from generator.model import Article
from generator.records import Catalogue, EntityRecord, ProvinceRecord, Shown

# From each shared record only so many articles before and after are looked at: the work for an article doesn't grow
# with the archive, and what is near in time is what a reader wants.
_NEAREST = 4
_MOST = 5
# Sharing a province says little: half of the archive is about a few of them.
_PROVINCE_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Related:
    """An article, and what it shares with the one being read."""

    article: Article
    """The other article."""
    shared: tuple[Shown, ...]
    """Persons, clusters, documents and provinces that both mention; the rarest first."""


def related_articles(catalogue: Catalogue, article: Article) -> tuple[Related, ...]:
    """At most five articles that share persons, clusters, documents or provinces with one, the closest first.

    What few articles mention counts more than what many do. Equal scores go to the one nearer in time, then by path.
    """
    here = catalogue.positions[article.path]
    mentions = catalogue.mentions[article.path]
    weights: dict[EntityRecord, float] = {}
    for record in (*mentions.persons, *mentions.clusters, *mentions.documents, *mentions.provinces):
        weight = _PROVINCE_WEIGHT if isinstance(record, ProvinceRecord) else 1.0
        weights[record] = weight / math.log2(1 + len(record.articles))
    scores: dict[int, float] = defaultdict(float)
    shared: dict[int, list[EntityRecord]] = defaultdict(list)
    for record, weight in weights.items():
        places = catalogue.places[record.path]
        at = bisect_left(places, here)
        for position in places[max(0, at - _NEAREST) : at + _NEAREST + 1]:
            scores[position] += weight
            shared[position].append(record)
    # Another print of the text is told of elsewhere, and has nothing new to say.
    known = {position for position in scores if catalogue.alike.are_one(article, catalogue.articles[position])}
    # Rounded, so that the order in which weights were added can't decide between equals.
    order = sorted(
        (-round(score, 9), abs(position - here), catalogue.articles[position].path, position)
        for position, score in scores.items()
        if position != here and position not in known
    )
    return tuple(
        Related(
            catalogue.articles[position],
            tuple(
                catalogue.shown[record.path]
                for record in sorted(shared[position], key=lambda record: (-weights[record], record.path))
            ),
        )
        for _, _, _, position in order[:_MOST]
    )
