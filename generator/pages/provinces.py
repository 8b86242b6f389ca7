"""The list of provinces, and a page for each."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, ProvinceRecord
from generator.model import Article
from generator.pages.by_time import article_part_pages, article_parts, articles_shown
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.pages.parts import Part, index_pages
from generator.provinces import full_name, predecessors, province_named
from generator.records import Mentioned


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all provinces, then each."""
    yield from index_pages("provinces", "provinces.md.j2", "Tỉnh, thành phố", catalogue.provinces)
    paths = {record.id: record.path for record in catalogue.provinces}
    for record in catalogue.provinces:
        parts = article_parts(record)
        values = partial(_province, record, catalogue.mentioned_beside(record), paths, parts)
        yield GeneratedPage(record.path, "province.md.j2", record.name, values)
        yield from article_part_pages(record, parts)


def _province(
    record: ProvinceRecord, mentioned: Sequence[Mentioned], paths: dict[str, str], parts: Sequence[Part[Article]]
) -> dict[str, Any]:
    """What a province was and became on 1 July 2025, its articles, who and what stands beside it."""
    shown = articles_shown(record, parts)
    return {"province": record, "company": company(mentioned, record), **shown, **_history(record, paths)}


def _history(record: ProvinceRecord, paths: dict[str, str]) -> dict[str, Any]:
    """What a province was and became: full names and pages, where there are pages; empty where nothing changed."""
    nothing: dict[str, Any] = {"successor": None, "renamed": "", "joined": [], "full_name": ""}
    province = record.province
    heir = province_named(province.successor) if province else None
    if not province or not heir:
        return nothing
    full = full_name(province.successor)
    if heir.id != province.id:
        return {**nothing, "successor": (full, paths.get(heir.id, ""))}
    joined = predecessors(province.successor)
    return {
        **nothing,
        "full_name": full,
        "renamed": full if province.name != province.successor else "",
        "joined": [(one.name, paths.get(one.id, "")) for one in joined] if len(joined) > 1 else [],
    }
