"""Long lists in parts, so that every page stays small however large the archive: a list of more items than a page
holds becomes a list of parts, each a page of its own, and a part of too many items is divided again.

An address says what is on its page (persons/a/2024-06.md), so that it means the same while the archive grows. Paths of
parts lie below an identifier's name or below `index`, which is no identifier, and number what nothing else tells apart
with `_`, which stands in none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import Any, Generic, TypeVar

from generator.pages.page import GeneratedPage
from generator.records import EntityRecord
from generator.translation import _

Item = TypeVar("Item")
Record = TypeVar("Record", bound=EntityRecord)

MOST = 200
"""So many articles a page lists at most: with titles as they are, some 40 KB of HTML."""
MOST_NAMES = 250
"""The same for lists of persons, clusters …: their lines are shorter."""
UNKNOWN = "undated"
"""The key of items of which a level knows nothing; neither do the levels below it."""


@dataclass(frozen=True)
class Foremost(Generic[Item]):
    """The first of a list that has no pages for the rest."""

    shown: Sequence[Item]
    """Those that a page shows."""
    more: int = 0
    """How many there are beside them."""


def foremost(items: Sequence[Item], most: int, weight: Callable[[Item], int]) -> Foremost[Item]:
    """Those of most weight, in the order given.

    >>> foremost(["aa", "b", "ccc"], 2, len)
    Foremost(shown=['aa', 'ccc'], more=1)
    """
    places = nlargest(most, range(len(items)), key=lambda place: weight(items[place]))
    return Foremost([items[place] for place in sorted(places)], len(items) - len(places))


@dataclass(frozen=True)
class Level(Generic[Item]):
    """One way to divide a list."""

    key: Callable[[Item], str]
    """The end of a part's path; all items of one key are one part."""
    label: Callable[[Sequence[Item]], str]
    """What a part with these items is called."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Part of a list, on a page of its own."""

    path: str
    """Relative to the docs folder."""
    label: str
    """What it is called."""
    items: Sequence[Item]
    """All, in the list's order."""
    parts: "tuple[Part[Item], ...]" = ()
    """The pages that its items are on; empty where they are on its own."""
    by_number: bool = False
    """Whether nothing but the place in the list tells what is on it."""


def divided(
    stem: str, items: Sequence[Item], levels: Sequence[Level[Item]], most: int = MOST, label: str = ""
) -> tuple[Part[Item], ...]:
    """The parts of a list, in its order; none where it has no more than `most` items.

    stem: what the parts' paths begin with, a folder with its slash or the path of a page without its ending. levels:
    how to divide, the first one first, and at last by number. label: of the list, for parts by number.
    """
    if len(items) <= most:
        return ()
    groups = _grouped(items, levels[0]) if levels else {}
    if levels and len(groups) <= most:
        sign = "" if stem.endswith("/") else "-"
        return tuple(
            part_of(
                f"{stem}{sign}{key}",
                group,
                levels[0].label(group).strip() or key,
                levels[1:] if key != UNKNOWN else (),
                most=most,
            )
            for key, group in groups.items()
        )
    # There is no further level, or one that tells nearly every item from every other.
    sign = "" if stem.endswith("/") else "_"
    return tuple(
        Part(
            f"{stem}{sign}{number}.md",
            _("{list}, phần {number}", list=label, number=number) if label else _("Phần {number}", number=number),
            items[start : start + most],
            by_number=True,
        )
        for number, start in enumerate(range(0, len(items), most), 1)
    )


def _grouped(items: Sequence[Item], level: Level[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(level.key(item), []).append(item)
    return groups


def part_of(
    stem: str, items: Sequence[Item], label: str, levels: Sequence[Level[Item]], *, most: int = MOST
) -> Part[Item]:
    """One part, divided again where it is too long. stem: its path without the ending."""
    return Part(f"{stem}.md", label, items, divided(stem, items, levels, most, label))


Above = tuple[tuple[str, str], ...]
"""Pages that one leads to, those above it first: path and what it is called."""


def part_pages(
    parts: Sequence[Part[Item]],
    template: str,
    title: str,
    above: Above,
    values: Callable[[Part[Item]], Mapping[str, Any]],
) -> Iterator[GeneratedPage]:
    """A page for each part and for the parts of each.

    title: what the parts are parts of. values: of a part, beside the part itself, the pages above it and those beside.
    """
    for place, part in enumerate(parts):
        beside = (*parts[max(0, place - 1) : place], *parts[place + 1 : place + 2])
        ways = (*above, *((other.path, other.label) for other in beside))
        page_title = f"{title} · {part.label}" if title else part.label
        yield GeneratedPage(part.path, template, page_title, partial(_values, part, ways, values))
        yield from part_pages(part.parts, template, title, (*above, (part.path, part.label)), values)


def _values(part: Part[Item], ways: Above, values: Callable[[Part[Item]], Mapping[str, Any]]) -> dict[str, Any]:
    return {"ways": ways, "parts": part.parts, **values(part)}


def nothing_more(_records: Sequence[EntityRecord]) -> Mapping[str, Any]:
    """For lists that stand as they are."""
    return {}


def index_pages(
    folder: str,
    template: str,
    title: str,
    records: Sequence[Record],
    *,
    levels: Sequence[Level[Record]] = (),
    values: Callable[[Sequence[Record]], Mapping[str, Any]] = nothing_more,
) -> Iterator[GeneratedPage]:
    """The list of a kind's records in its folder's index, and the parts of a long one. values: of what is listed."""
    index = f"{folder}/index.md"
    whole = Part(index, title, records, divided(f"{folder}/index/", records, levels, MOST_NAMES))
    listed = partial(_listed, values)
    yield GeneratedPage(index, template, title, partial(_values, whole, (), listed))
    yield from part_pages(whole.parts, template, title, ((index, title),), listed)


def _listed(values: Callable[[Sequence[Record]], Mapping[str, Any]], part: Part[Record]) -> dict[str, Any]:
    records = () if part.parts else part.items
    return {"records": records, "count": len(part.items), **values(records)}
