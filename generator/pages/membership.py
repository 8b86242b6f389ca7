"""Who belonged to a cluster and when, as far as articles list its members: one list beside the next.

An article may list some members only, so what is not in a list any more is said to be just that, with the articles
compared. Only provinces that were joined to others on 1 July 2025 are known to be gone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.dates import PartialDate
from generator.model import Article
from generator.pages.parts import Foremost, foremost
from generator.provinces import Province, full_name, predecessors, province_named
from generator.records import ClusterRecord, each_once
from generator.vietnamese import comparison_key

# What few articles tell is mostly a list read by half.
_MOST_LISTS = 8
_MERGER = PartialDate(2025, 7)


@dataclass(frozen=True)
class Unit:
    """A member or leader of a cluster."""

    key: str
    """One for all its spellings."""
    name: str
    """As in the text."""
    page: str
    """The path of the province's page; empty where it is no province or has none."""
    province: Province | None = None
    """Which province it is."""


@dataclass(frozen=True)
class Merged:
    """A province that was joined to another on 1 July 2025."""

    unit: Unit
    """As it was listed before."""
    successor: str
    """What it belongs to since, with the word for it."""
    page: str
    """Its successor's page; empty without one."""
    is_member: bool
    """Whether the successor is in the later list."""


@dataclass(frozen=True)
class Changes:
    """What one list of members has that the one before has not, and the other way round."""

    before: Article
    """The last article with the earlier list."""
    after: Article
    """The first with the later."""
    joined: tuple[tuple[Unit, tuple[str, ...]], ...]
    """Each with the members of the earlier list that became part of it on 1 July 2025."""
    gone: tuple[Unit, ...]
    """No longer listed, without anything known of why."""
    merged: tuple[Merged, ...]
    """Joined to other provinces."""


@dataclass(frozen=True)
class MemberList:
    """One way in which articles list the members."""

    units: tuple[Unit, ...]
    """In the text's order, each once."""
    articles: tuple[Article, ...]
    """Those that list them so, in time order; those without a date last."""
    changes: Changes | None = None
    """Against the list before; None for the first one and where a date is missing."""
    keys: frozenset[str] = field(default=frozenset(), compare=False)
    """Those of the units."""


@dataclass(frozen=True)
class Membership:
    """The members of a cluster by time."""

    lists: Foremost[MemberList]
    """By the first article that has each; at last those that only articles without a date have."""
    units: tuple[Unit, ...]
    """All members of these lists: those of the latest first, then those of earlier ones."""


def unit_named(name: str, pages: Mapping[str, str]) -> Unit:
    """A member as an article names it. pages: those of provinces, by identifier."""
    province = province_named(name)
    if province:
        return Unit(province.id, name, pages.get(province.id, ""), province)
    return Unit(comparison_key(name), name, "")


def membership(cluster: ClusterRecord, pages: Mapping[str, str]) -> Membership:
    """The lists of members that articles give of a cluster. pages: those of provinces, by identifier."""
    found: dict[frozenset[str], tuple[tuple[Unit, ...], list[Article]]] = {}
    for mention, article in cluster.mentions:
        if mention.members:
            units = {unit.key: unit for unit in (unit_named(name, pages) for name in mention.members)}
            found.setdefault(frozenset(units), (tuple(units.values()), []))[1].append(article)
    lists = [MemberList(units, _undated_last(articles), keys=keys) for keys, (units, articles) in found.items()]
    lists.sort(key=lambda each: (_is_undated(each), each.articles[0].front_matter.date))
    shown = foremost(lists, _MOST_LISTS, lambda each: len(each.articles))
    compared = _compared(shown.shown, pages)
    by_key: dict[str, Unit] = {}
    for each in reversed([each for each in compared if not _is_undated(each)] or compared):
        for unit in each.units:
            by_key.setdefault(unit.key, unit)
    return Membership(Foremost(compared, shown.more), tuple(by_key.values()))


def _undated_last(articles: Sequence[Article]) -> tuple[Article, ...]:
    return each_once(sorted(articles, key=lambda article: not article.front_matter.date))


def _is_undated(members: MemberList) -> bool:
    return not members.articles[0].front_matter.date


def _compared(lists: Sequence[MemberList], pages: Mapping[str, str]) -> list[MemberList]:
    """The same lists, each with what changed since the one before."""
    compared = list(lists[:1])
    for before, after in pairwise(lists):
        changes = None if _is_undated(after) else _changes(before, after, pages)
        compared.append(MemberList(after.units, after.articles, changes, after.keys))
    return compared


def _changes(before: MemberList, after: MemberList, pages: Mapping[str, str]) -> Changes | None:
    first = after.articles[0]
    # Lists may overlap in time: what is compared are the nearest articles of both.
    earlier = [article for article in before.articles if _is_surely_before(article, first)]
    if not earlier:
        return None
    missing = [unit for unit in before.units if unit.key not in after.keys]
    merged = {unit.key: found for unit in missing if (found := merged_by(unit, after, pages))}
    joined = tuple((unit, _took_in(unit, before, after)) for unit in after.units if unit.key not in before.keys)
    gone = tuple(unit for unit in missing if unit.key not in merged)
    return Changes(earlier[-1], first, joined, gone, tuple(merged.values()))


def _is_surely_before(one: Article, other: Article) -> bool:
    """Whether its date is earlier; of a year and a month of that year none knows."""
    earlier, later = one.front_matter.date, other.front_matter.date
    return earlier < later and not later.startswith(earlier)


def merged_by(unit: Unit, members: MemberList, pages: Mapping[str, str]) -> Merged | None:
    """What a province was joined to by the time of a list; None for all else."""
    heir = province_named(unit.province.successor) if unit.province else None
    if not unit.province or not heir or heir.id == unit.province.id or not _is_after_merger(members.articles[0]):
        return None
    return Merged(unit, full_name(unit.province.successor), pages.get(heir.id, ""), heir.id in members.keys)


def _is_after_merger(article: Article) -> bool:
    """Whether all of the time given lies after it; 2025 alone does not tell."""
    if not article.front_matter.date:
        return False
    date = PartialDate.parse(article.front_matter.date)
    return date >= _MERGER if date.month else date.year > _MERGER.year


def _took_in(unit: Unit, before: MemberList, after: MemberList) -> tuple[str, ...]:
    """Members of the earlier list that are part of this province since."""
    heir = province_named(unit.province.successor) if unit.province else None
    if not unit.province or not heir or heir.id != unit.province.id or not _is_after_merger(after.articles[0]):
        return ()
    parts = {each.id for each in predecessors(unit.province.successor)}
    return tuple(each.name for each in before.units if each.key in parts)
