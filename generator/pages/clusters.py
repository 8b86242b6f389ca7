"""The list of clusters, and a page for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, ClusterRecord
from generator.model import Article
from generator.offices import fullest, office_key
from generator.pages.by_time import article_part_pages, article_parts, articles_shown
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.pages.parts import Part, foremost, index_pages
from generator.provinces import province_named
from generator.records import Mentioned, Shown, each_once
from generator.vietnamese import comparison_key

# Each way to count the members lists them all; what few articles tell is mostly a list read by half.
_MOST_COUNTS = 10
_MOST_LEADERS = 30


@dataclass(frozen=True)
class Count:
    """One way in which articles count a cluster's members."""

    members: tuple[tuple[str, str], ...]
    """Name as in the text, and the path of the province's page where there is one."""
    articles: tuple[Article, ...]
    """The articles that count so, in time order."""


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all clusters, then each."""
    yield from index_pages("clusters", "clusters.md.j2", "Cụm thi đua", catalogue.clusters)
    provinces = {record.id: record.path for record in catalogue.provinces}
    for cluster in catalogue.clusters:
        parts = article_parts(cluster)
        values = partial(_cluster, cluster, catalogue.mentioned_beside(cluster), provinces, parts)
        yield GeneratedPage(cluster.path, "cluster.md.j2", cluster.name, values)
        yield from article_part_pages(cluster, parts)


def _cluster(
    cluster: ClusterRecord, mentioned: Sequence[Mentioned], provinces: dict[str, str], parts: Sequence[Part[Article]]
) -> dict[str, Any]:
    """Sector, members as counted, articles, persons with the offices seen there."""
    frequent = company(mentioned, cluster)
    often = {person for person, _ in frequent.persons.shown}
    return {
        "cluster": cluster,
        "counts": foremost(_counts(cluster, provinces), _MOST_COUNTS, lambda count: len(count.articles)),
        "leaders": foremost(_leaders(cluster, provinces), _MOST_LEADERS, lambda leader: len(leader[2])),
        "persons": [(person, offices) for person, offices in _persons(cluster, mentioned) if person in often],
        "company": frequent,
        **articles_shown(cluster, parts),
    }


def _counts(cluster: ClusterRecord, provinces: dict[str, str]) -> list[Count]:
    found: dict[frozenset[str], tuple[tuple[str, ...], list[Article]]] = {}
    for mention, article in cluster.mentions:
        if mention.members:
            key = frozenset(_member_key(member) for member in mention.members)
            found.setdefault(key, (mention.members, []))[1].append(article)
    return [
        Count(tuple((member, _province_page(member, provinces)) for member in members), each_once(articles))
        for members, articles in found.values()
    ]


def _leaders(cluster: ClusterRecord, provinces: dict[str, str]) -> list[tuple[str, str, tuple[Article, ...]]]:
    """Each unit that leads the cluster, the path of its province's page, and the articles that say so."""
    found: dict[str, tuple[str, list[Article]]] = {}
    for mention, article in cluster.mentions:
        if mention.leader:
            found.setdefault(_member_key(mention.leader), (mention.leader, []))[1].append(article)
    return [(name, _province_page(name, provinces), each_once(articles)) for name, articles in found.values()]


def _member_key(member: str) -> str:
    province = province_named(member)
    return province.id if province else comparison_key(member)


def _province_page(member: str, provinces: dict[str, str]) -> str:
    province = province_named(member)
    return provinces.get(province.id, "") if province else ""


def _persons(cluster: ClusterRecord, mentioned: Sequence[Mentioned]) -> list[tuple[Shown, list[str]]]:
    """The persons of the cluster's articles with the offices named there, in order of first mention."""
    offices: dict[Shown, dict[str, list[str]]] = {}
    for article, its in zip(cluster.articles, mentioned, strict=True):
        for record, mention in zip(its.persons, article.front_matter.persons, strict=True):
            spellings = offices.setdefault(record, {})
            for role in mention.roles:
                spellings.setdefault(office_key(role), []).append(role)
    return [(person, [fullest(roles) for roles in spellings.values()]) for person, spellings in offices.items()]
