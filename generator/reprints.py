"""Articles that are one text: what several papers printed, with small changes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.likeness import runs
from generator.model import Article
from generator.vietnamese import comparison_key

# Of the shorter one's three-word runs. Among real articles different ones share at most .27; one with every fifth word
# changed keeps .48, which is another wording and no reprint.
_SHARED = 0.7
# A notice of a few lines may be a paragraph of a report: that is no reprint of it.
_LEAST_LENGTH = 0.5
# A shorter text may be no more than what every page of a site has.
_FEWEST_RUNS = 20
# Pieces of some eight words, looked for before anything is taken apart: in a reprint most stand as they were.
_PIECES = 8
_PIECE = 40
_PIECES_SHARED = 2
# Reports of one event; each is compared with so many of those before it, so that the work stays linear.
_NEIGHBOURS = 20
_WORD = re.compile(r"\w+")


def reprints(articles: Iterable[Article]) -> Mapping[str, tuple[Article, ...]]:
    """The articles of one text, by the path of each: the earliest printed first, those of an unknown day last.

    Only articles that share the event's date and a person, a cluster, a document or the title are compared: from one
    text the same facts are read.
    """
    groups: dict[str, list[Article]] = {}
    for one, other in _pairs(articles):
        if groups.get(one.path) is not groups.get(other.path, ()) and _is_one_text(one.body, other.body):
            joined = [*groups.get(one.path, [one]), *groups.get(other.path, [other])]
            groups.update((article.path, joined) for article in joined)
    return {path: tuple(sorted(group, key=_order)) for path, group in groups.items()}


def _pairs(articles: Iterable[Article]) -> Iterator[tuple[Article, Article]]:
    """Each pair worth comparing, once."""
    alike: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in articles:
        front = article.front_matter
        facts = {
            comparison_key(front.title),
            *(f"person {comparison_key(person.name)}" for person in front.persons),
            *(f"cluster {comparison_key(cluster.name)}" for cluster in front.clusters),
            *(f"document {comparison_key(document.number)}" for document in front.documents),
        }
        before: dict[str, Article] = {}
        for fact in sorted(facts):
            same = alike[front.date, fact]
            before |= {other.path: other for other in same[-_NEIGHBOURS:]}
            same.append(article)
        yield from ((other, article) for other in before.values())


# While a person edits, the archive is looked through again and again.
@lru_cache(maxsize=1 << 14)
def _is_one_text(body: str, other: str) -> bool:
    """Whether much of the shorter one stands in the other, and that is not much longer."""
    shorter, longer = sorted((body, other), key=len)
    if len(shorter) < _LEAST_LENGTH * len(longer) or not _shares_pieces(shorter, longer):
        return False
    found, of_other = _runs(body), _runs(other)
    fewer, more = sorted((len(found), len(of_other)))
    return fewer >= max(_FEWEST_RUNS, _LEAST_LENGTH * more) and len(found & of_other) >= _SHARED * fewer


@lru_cache(maxsize=4 * _NEIGHBOURS)
def _runs(body: str) -> frozenset[tuple[str, ...]]:
    return runs(" ".join(_WORD.findall(comparison_key(body))))


def _shares_pieces(shorter: str, longer: str) -> bool:
    step = max(1, len(shorter) // _PIECES)
    pieces = [shorter[start : start + _PIECE] for start in range(0, len(shorter) - _PIECE + 1, step)]
    return sum(piece in longer for piece in pieces) >= _PIECES_SHARED


def _order(article: Article) -> tuple[bool, str, str]:
    published = article.front_matter.published
    return not published, published, article.path
