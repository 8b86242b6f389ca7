"""The list of provinces, and a page for each."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, ProvinceRecord
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.provinces import full_name, predecessors, province_named


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all provinces, then each."""
    yield GeneratedPage("provinces/index.md", "provinces.md.j2", "Tỉnh, thành phố", partial(_index, catalogue))
    paths = {record.id: record.path for record in catalogue.provinces}
    for record in catalogue.provinces:
        yield GeneratedPage(record.path, "province.md.j2", record.name, partial(_province, catalogue, paths, record))


def _index(catalogue: Catalogue) -> dict[str, Any]:
    """All provinces by name."""
    return {"provinces": catalogue.provinces}


def _province(catalogue: Catalogue, paths: dict[str, str], record: ProvinceRecord) -> dict[str, Any]:
    """What a province was and became on 1 July 2025, its articles, who and what stands beside it."""
    return {"province": record, "company": company(catalogue, record), **_history(record, paths)}


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
