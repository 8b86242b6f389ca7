"""The list of provinces with maps, and a page for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, ProvinceRecord
from generator.model import Article
from generator.pages.by_time import article_part_pages, article_parts, articles_shown
from generator.pages.careers import articles_by_year
from generator.pages.company import company, offices_named
from generator.pages.country_map import articles_naming, map_before, map_now
from generator.pages.page import GeneratedPage
from generator.pages.parts import Part, index_pages
from generator.pages.words import article_date
from generator.provinces import full_name, predecessors, province_named
from generator.records import Mentioned
from generator.translation import _

_CHANGE = (2025, 7)


@dataclass(frozen=True)
class Joined:
    """One of those that were joined on 1 July 2025."""

    name: str
    """Without the word tỉnh or thành phố."""
    path: str
    """Its page; empty where it has none."""
    articles: int
    """How many mention it."""


@dataclass(frozen=True)
class History:
    """What a province was and became on 1 July 2025."""

    full_name: str
    """Of the one of today that it is or belongs to."""
    heir: str
    """The page of that one; empty where it has none."""
    is_heir: bool
    """Whether it is the one of today itself, though it may be called otherwise now."""
    is_renamed: bool
    """Whether it is, and has another name now."""
    joined: tuple[Joined, ...] = ()
    """All that were joined in the one of today; empty where it was not joined with any."""
    together: int = 0
    """How many articles mention any of these."""


@dataclass(frozen=True)
class ByChange:
    """Articles by the time of their event, each in the order given."""

    since: tuple[Article, ...]
    """From 1 July 2025 on."""
    before: tuple[Article, ...]
    """Until 30 June 2025."""
    unknown: tuple[Article, ...]
    """Of those no date says which."""


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The maps and the list of all provinces, then each."""
    records = {record.id: record for record in catalogue.provinces}
    yield from index_pages(
        "provinces",
        "provinces.md.j2",
        _("Tỉnh, thành phố"),
        catalogue.provinces,
        values=partial(_index, records),
    )
    for record in catalogue.provinces:
        parts = article_parts(record)
        values = partial(_province, record, catalogue.mentioned_beside(record), _history(record, records), parts)
        yield GeneratedPage(record.path, "province.md.j2", record.name, values)
        yield from article_part_pages(record, parts)


def _index(records: Mapping[str, ProvinceRecord], _listed: Sequence[ProvinceRecord]) -> dict[str, Any]:
    """The country before and since 1 July 2025, and what became of each."""
    return {"map_before": map_before(records), "map_now": map_now(records), "became": _became}


def _became(record: ProvinceRecord) -> str:
    """What a province is or belongs to today, where that has another name; empty otherwise."""
    province = record.province
    if not province or province.name == province.successor:
        return ""
    is_joined = len(predecessors(province.successor)) > 1
    name = full_name(province.successor)
    return _("nay thuộc {name}", name=name) if is_joined else _("nay là {name}", name=name)


def _province(
    record: ProvinceRecord, mentioned: Sequence[Mentioned], history: History | None, parts: Sequence[Part[Article]]
) -> dict[str, Any]:
    """What a province was and became on 1 July 2025, its articles, who and what stands beside it."""
    return {
        "province": record,
        "history": history,
        "by_change": _by_change(record.articles[::-1]) if history and history.joined else None,
        "by_year": articles_by_year(record.articles, "theo-nam"),
        "company": company(mentioned, record),
        "offices": offices_named(record.articles, mentioned),
        **articles_shown(record, parts),
    }


def _history(record: ProvinceRecord, records: Mapping[str, ProvinceRecord]) -> History | None:
    """None for what the lexicon doesn't know."""
    province = record.province
    heir = province_named(province.successor) if province else None
    if not province or not heir:
        return None
    full, is_heir = full_name(province.successor), heir.id == province.id
    is_renamed = is_heir and province.name != province.successor
    of_heir = records.get(heir.id)
    joined = predecessors(province.successor)
    if len(joined) == 1:
        return History(full, record.path, is_heir, is_renamed)
    return History(
        full,
        of_heir.path if of_heir else "",
        is_heir,
        is_renamed,
        tuple(_joined(one.name, records.get(one.id)) for one in joined),
        articles_naming(joined, records),
    )


def _joined(name: str, record: ProvinceRecord | None) -> Joined:
    return Joined(name, record.path, len(record.articles)) if record else Joined(name, "", 0)


def _by_change(articles: Sequence[Article]) -> ByChange:
    since: list[Article] = []
    before: list[Article] = []
    unknown: list[Article] = []
    for article in articles:
        date = article_date(article)
        if not date or (date.year == _CHANGE[0] and not date.month):
            unknown.append(article)
        else:
            (since if (date.year, date.month) >= _CHANGE else before).append(article)
    return ByChange(tuple(since), tuple(before), tuple(unknown))
