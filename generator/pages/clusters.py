"""The list of clusters, and a page for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, ClusterRecord
from generator.markup import SafeMarkdown, escape
from generator.model import Article
from generator.offices import fullest, office_key
from generator.pages.by_time import article_part_pages, article_parts, articles_shown
from generator.pages.company import company
from generator.pages.environment import link
from generator.pages.membership import MemberList, Unit, membership, merged_by, unit_named
from generator.pages.page import GeneratedPage
from generator.pages.parts import Foremost, Part, foremost, index_pages
from generator.pages.reported import compared
from generator.records import Mentioned, Shown, each_once
from generator.translation import _, _n
from generator.vietnamese import comparison_key

_MOST_LEADERS = 30
_MOST_MEETINGS = 30
# A wider table than this is no help.
_MOST_UNITS = 60


@dataclass(frozen=True)
class Leader:
    """A unit that leads the cluster."""

    unit: Unit
    """As the first article names it."""
    articles: tuple[Article, ...]
    """Those that say so, in time order."""


@dataclass(frozen=True)
class Meeting:
    """What articles of one day, place and period tell of."""

    articles: tuple[Article, ...]
    """At least one; all have the same date, place and period."""
    leaders: tuple[str, ...]
    """Who leads the cluster then, as the articles name it."""


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all clusters, then each."""
    yield from index_pages("clusters", "clusters.md.j2", _("Cụm thi đua"), catalogue.clusters)
    provinces = {record.id: record.path for record in catalogue.provinces}
    for cluster in catalogue.clusters:
        parts = article_parts(cluster)
        values = partial(_cluster, cluster, catalogue.mentioned_beside(cluster), provinces, parts)
        yield GeneratedPage(cluster.path, "cluster.md.j2", cluster.name, values)
        yield from article_part_pages(cluster, parts)


def _cluster(
    cluster: ClusterRecord, mentioned: Sequence[Mentioned], provinces: Mapping[str, str], parts: Sequence[Part[Article]]
) -> dict[str, Any]:
    """Sector, members, leaders, meetings and figures by time, articles, persons with the offices seen there."""
    frequent = company(mentioned, cluster)
    often = {person for person, _ in frequent.persons.shown}
    members = membership(cluster, provinces)
    return {
        "cluster": cluster,
        "members": members,
        "beside": _beside(members.units, members.lists.shown, provinces) if len(members.lists.shown) > 1 else (),
        "leaders": foremost(_leaders(cluster, provinces), _MOST_LEADERS, lambda leader: len(leader.articles)),
        "meetings": _meetings(cluster),
        "compared": compared(cluster, mentioned),
        "unit_link": unit_link,
        "unit_links": unit_links,
        "persons": [(person, offices) for person, offices in _persons(cluster, mentioned) if person in often],
        "company": frequent,
        **articles_shown(cluster, parts),
    }


def unit_link(page: str, unit: Unit) -> SafeMarkdown:
    """A member, as a link to its province's page where there is one."""
    name = escape(unit.name)
    return SafeMarkdown(f"[{name}]({link(page, unit.page)})") if unit.page else name


def unit_links(page: str, units: Sequence[Unit]) -> SafeMarkdown:
    """Members in a line, as far as a line may hold them."""
    shown = ", ".join(unit_link(page, unit) for unit in units[:_MOST_UNITS])
    more = len(units) - _MOST_UNITS
    return SafeMarkdown(_n("{units} và {count} đơn vị khác", more, units=shown) if more > 0 else shown)


def _beside(
    units: Sequence[Unit], lists: Sequence[MemberList], provinces: Mapping[str, str]
) -> list[tuple[Unit, list[str]]]:
    """Each member with what each list says of it."""

    def said(unit: Unit, members: MemberList) -> str:
        if unit.key in members.keys:
            return _("có")
        merged = merged_by(unit, members, provinces)
        return _("nay thuộc {name}", name=merged.successor) if merged else "–"

    return [(unit, [said(unit, members) for members in lists]) for unit in units[:_MOST_UNITS]]


def _leaders(cluster: ClusterRecord, provinces: Mapping[str, str]) -> list[Leader]:
    """Each unit that leads the cluster, in order of first sighting."""
    found: dict[str, tuple[Unit, list[Article]]] = {}
    for mention, article in cluster.mentions:
        if mention.leader:
            unit = unit_named(mention.leader, provinces)
            found.setdefault(unit.key, (unit, []))[1].append(article)
    return [Leader(unit, each_once(articles)) for unit, articles in found.values()]


def _meetings(cluster: ClusterRecord) -> Foremost[Meeting]:
    """The latest events of which the day or month is known and anything else, in time order."""
    leaders: dict[str, dict[str, str]] = {}
    for mention, article in cluster.mentions:
        if mention.leader:
            leaders.setdefault(article.path, {}).setdefault(comparison_key(mention.leader), mention.leader)
    found: dict[tuple[str, str, str], list[Article]] = {}
    for article in cluster.articles:
        front = article.front_matter
        if front.date[5:] and (front.place or front.period or article.path in leaders):
            found.setdefault((front.date, comparison_key(front.place), front.period), []).append(article)
    meetings = [
        Meeting(
            tuple(articles),
            tuple({key: name for each in articles for key, name in leaders.get(each.path, {}).items()}.values()),
        )
        for articles in found.values()
    ]
    return Foremost(meetings[-_MOST_MEETINGS:], max(0, len(meetings) - _MOST_MEETINGS))


def _persons(cluster: ClusterRecord, mentioned: Sequence[Mentioned]) -> list[tuple[Shown, list[str]]]:
    """The persons of the cluster's articles with the offices named there, in order of first mention."""
    offices: dict[Shown, dict[str, list[str]]] = {}
    for article, its in zip(cluster.articles, mentioned, strict=True):
        for record, mention in zip(its.persons, article.front_matter.persons, strict=True):
            spellings = offices.setdefault(record, {})
            for role in mention.roles:
                spellings.setdefault(office_key(role), []).append(role)
    return [(person, [fullest(roles) for roles in spellings.values()]) for person, spellings in offices.items()]
