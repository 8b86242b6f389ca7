"""The country as a map of tiles, one a province: links and counts first, laid out as a map by a style sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator import lexicon
from generator.drawings import Shades
from generator.provinces import Province, predecessors, province_named
from generator.records import ProvinceRecord

_SHADES = 4


@dataclass(frozen=True)
class Place:
    """Where a province lies on a map; or an archipelago, which has a tile of its own."""

    label: str
    """As shown."""
    row: int
    """From 1, in the north."""
    column: int
    """From 1, in the west."""
    province: Province
    """The one of this name, or that the archipelago belongs to."""
    of: str = ""
    """The name of that one; empty for a province."""


@cache
def places_before() -> tuple[Place, ...]:
    """The 63 up to 30 June 2025, and the archipelagos, from north to south."""
    return _places("map_before_2025_07_01.tsv")


@cache
def places_now() -> tuple[Place, ...]:
    """The same since 1 July 2025: each of the 34 stands for those that were joined in it."""
    return _places("map_from_2025_07_01.tsv")


def _places(table: str) -> tuple[Place, ...]:
    return tuple(
        _place(cell, row, column)
        for row, cells in enumerate(lexicon.rows(table), 1)
        for column, cell in enumerate(cells, 1)
        if cell
    )


def _place(cell: str, row: int, column: int) -> Place:
    label, _, of = cell.removesuffix(")").partition(" (")
    province = province_named(of or label)
    if not province:
        raise ValueError(f"no province of this name: {cell}")
    return Place(label, row, column, province, of)


@dataclass(frozen=True)
class Tile:
    """A province on the map of an archive."""

    label: str
    """As shown."""
    path: str
    """Its page; empty where it has none, and for archipelagos."""
    articles: int
    """How many mention it; 0 for archipelagos."""
    of: str
    """The province that an archipelago belongs to."""
    classes: str
    """For the style sheet: where it stands, and its shade."""


@dataclass(frozen=True)
class CountryMap:
    """The whole country."""

    tiles: tuple[Tile, ...]
    """From north to south."""
    shades: tuple[tuple[int, int], ...]
    """The first and the last count of each shade, the lightest first; empty where nothing is counted."""


def map_before(records: Mapping[str, ProvinceRecord]) -> CountryMap:
    """The 63, each with the articles that mention it. records: by identifier."""
    return _map(places_before(), records, {place.province.id: (place.province,) for place in places_before()})


def map_now(records: Mapping[str, ProvinceRecord]) -> CountryMap:
    """The 34, each with the articles that mention it or one of those joined in it. records: by identifier."""
    joined = {place.province.id: predecessors(place.province.successor) for place in places_now()}
    return _map(places_now(), records, joined)


def _map(
    places: Iterable[Place], records: Mapping[str, ProvinceRecord], joined: Mapping[str, Sequence[Province]]
) -> CountryMap:
    places = tuple(places)
    counts = {id_: articles_naming(provinces, records) for id_, provinces in joined.items()}
    shades = _shades(counts.values())
    tiles = (_tile(place, records, counts[place.province.id], shades) for place in places)
    return CountryMap(tuple(tiles), shades.ranges)


def articles_naming(provinces: Iterable[Province], records: Mapping[str, ProvinceRecord]) -> int:
    """How many articles mention any of some provinces. records: by identifier."""
    named = (records[province.id] for province in provinces if province.id in records)
    return len({article.path for record in named for article in record.articles})


def _shades(counts: Iterable[int]) -> Shades:
    """Each for about as many provinces: a few large counts leave the rest apart, and so do counts that are near.

    >>> _shades([0, 1, 2, 2, 3, 5, 8, 40, 3000]), _shades([0, 1, 1]), _shades([0])
    (Shades(last=(2, 3, 8, 3000)), Shades(last=(1,)), Shades(last=()))
    """
    ordered = sorted(filter(None, counts))
    ends = (-(-len(ordered) * shade // _SHADES) - 1 for shade in range(1, _SHADES + 1))
    return Shades(tuple(sorted({ordered[end] for end in ends})) if ordered else ())


def _tile(place: Place, records: Mapping[str, ProvinceRecord], articles: int, shades: Shades) -> Tile:
    classes = f"row-{place.row} column-{place.column} shade-{shades.of_count(articles)}"
    if place.of:
        return Tile(place.label, "", 0, place.of, f"{classes} islands")
    record = records.get(place.province.id)
    return Tile(place.label, record.path if record else "", articles, "", classes)
