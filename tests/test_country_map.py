"""The map of tiles: every province once, where it roughly lies; links, counts and shades of an archive."""

import pytest
from scratch_archive import REPOSITORY

from generator.catalogue import build_catalogue
from generator.model import Article, FrontMatter
from generator.pages.country_map import CountryMap, Place, Tile, map_before, map_now, places_before, places_now
from generator.provinces import all_provinces, full_name, predecessors, province_named
from generator.records import ProvinceRecord

MAPS = pytest.mark.parametrize("places", [places_before(), places_now()], ids=["63", "34"])
# By land. After the maps of the resolution that joined them.
BORDERS = {
    "Lai Châu": "Điện Biên, Sơn La, Lào Cai",
    "Điện Biên": "Sơn La",
    "Sơn La": "Lào Cai, Phú Thọ, Thanh Hóa",
    "Lào Cai": "Tuyên Quang, Phú Thọ",
    "Tuyên Quang": "Cao Bằng, Thái Nguyên, Phú Thọ",
    "Cao Bằng": "Lạng Sơn, Thái Nguyên",
    "Thái Nguyên": "Lạng Sơn, Bắc Ninh, Hà Nội, Phú Thọ",
    "Lạng Sơn": "Bắc Ninh, Quảng Ninh",
    "Phú Thọ": "Hà Nội, Ninh Bình, Thanh Hóa",
    "Hà Nội": "Bắc Ninh, Hưng Yên, Ninh Bình",
    "Bắc Ninh": "Hưng Yên, Hải Phòng, Quảng Ninh",
    "Hải Phòng": "Quảng Ninh, Hưng Yên",
    "Ninh Bình": "Hưng Yên, Thanh Hóa",
    "Nghệ An": "Thanh Hóa, Hà Tĩnh",
    "Quảng Trị": "Hà Tĩnh, Huế",
    "Đà Nẵng": "Huế, Quảng Ngãi",
    "Gia Lai": "Quảng Ngãi, Đắk Lắk",
    "Khánh Hòa": "Đắk Lắk, Lâm Đồng",
    "Lâm Đồng": "Đắk Lắk, Đồng Nai, Hồ Chí Minh",
    "Đồng Nai": "Hồ Chí Minh, Tây Ninh",
    "Hồ Chí Minh": "Tây Ninh, Đồng Tháp",
    "Đồng Tháp": "Tây Ninh, Vĩnh Long, An Giang, Cần Thơ",
    "Cần Thơ": "Vĩnh Long, An Giang, Cà Mau",
    "An Giang": "Cà Mau",
}


def mainland(places: tuple[Place, ...]) -> dict[str, Place]:
    """Tiles of provinces, by the name of the province that they stand for."""
    return {place.label.removeprefix("TP. "): place for place in places if not place.of}


def touch(one: Place, other: Place) -> bool:
    return max(abs(one.row - other.row), abs(one.column - other.column)) == 1


def test_every_province_has_one_tile() -> None:
    before = [place.province.name for place in places_before() if not place.of]
    assert sorted(before) == sorted(province.name for province in all_provinces())
    now = [place.province.successor for place in places_now() if not place.of]
    assert sorted(now) == sorted({province.successor for province in all_provinces()})
    assert all(province_named(place.province.successor) is place.province for place in places_now())


@MAPS
def test_tiles_lie_apart_and_are_one_piece(places: tuple[Place, ...]) -> None:
    assert len({(place.row, place.column) for place in places}) == len(places)
    left = list(mainland(places).values())
    reached = [left.pop()]
    for place in reached:
        near = [other for other in left if touch(place, other)]
        reached += near
        left = [other for other in left if other not in near]
    assert left == []


@MAPS
def test_tiles_are_read_from_north_to_south(places: tuple[Place, ...]) -> None:
    assert [*places] == sorted(places, key=lambda place: (place.row, place.column))
    rows = {name: place.row for name, place in mainland(places).items()}
    assert max(rows, key=lambda name: rows[name]) == "Cà Mau"
    assert [name for name, row in rows.items() if row == rows["Cà Mau"]] == ["Cà Mau"]
    assert (
        rows["Hà Nội"] < rows["Ninh Bình"] < rows["Thanh Hóa"] < rows["Nghệ An"] < rows["Hà Tĩnh"] < rows["Quảng Trị"]
    )
    assert (
        rows["Quảng Trị"] < rows["Đà Nẵng"] < rows["Quảng Ngãi"] < rows["Gia Lai"] < rows["Đắk Lắk"] < rows["Lâm Đồng"]
    )
    assert rows["Lâm Đồng"] < rows["Hồ Chí Minh"] < rows["Cần Thơ"] < rows["Cà Mau"]
    columns = {name: place.column for name, place in mainland(places).items()}
    assert columns["Điện Biên"] < columns["Sơn La"] < columns["Hà Nội"] < columns["Bắc Ninh"] < columns["Quảng Ninh"]
    assert columns["An Giang"] < columns["Đồng Tháp"] < columns["Hồ Chí Minh"] < columns["Khánh Hòa"]


@MAPS
def test_the_style_sheet_knows_every_row_and_column(places: tuple[Place, ...]) -> None:
    sheet = (REPOSITORY / "site_templates/theme/assets/stylesheets/map.css").read_text("utf-8")
    for place in places:
        assert f".row-{place.row} {{ grid-row: {place.row}; }}" in sheet
        assert f".column-{place.column} {{ grid-column: {place.column}; }}" in sheet


def test_what_was_north_of_another_before_the_joining() -> None:
    rows = {name: place.row for name, place in mainland(places_before()).items()}
    assert rows["Hà Giang"] < rows["Tuyên Quang"] < rows["Hà Nội"] < rows["Hà Nam"] < rows["Nam Định"]
    assert rows["Quảng Bình"] < rows["Quảng Trị"] < rows["Thừa Thiên Huế"] < rows["Quảng Nam"]
    assert rows["Kon Tum"] < rows["Gia Lai"] < rows["Đắk Lắk"] < rows["Đắk Nông"] < rows["Bình Dương"]


def test_neighbours_touch() -> None:
    tiles = mainland(places_now())
    apart = {
        (one, other)
        for one, others in BORDERS.items()
        for other in others.split(", ")
        if not touch(tiles[one], tiles[other])
    }
    # Squares can't have it all: the north is wider than five of them.
    assert apart == {
        ("Sơn La", "Thanh Hóa"),
        ("Phú Thọ", "Thanh Hóa"),
        ("Phú Thọ", "Ninh Bình"),
        ("An Giang", "Cà Mau"),
    }


def test_tiles_side_by_side_are_neighbours() -> None:
    tiles = mainland(places_now()).items()
    borders = {frozenset([one, other]) for one, others in BORDERS.items() for other in others.split(", ")}
    side_by_side = {
        frozenset([name, other_name])
        for name, one in tiles
        for other_name, other in tiles
        if abs(one.row - other.row) + abs(one.column - other.column) == 1
    }
    assert side_by_side - borders == set()


@MAPS
def test_archipelagos_lie_in_the_east_and_say_whose_they_are(places: tuple[Place, ...]) -> None:
    islands = {place.label: place for place in places if place.of}
    assert {name: place.province.name for name, place in islands.items()} == {
        "Hoàng Sa": "Đà Nẵng",
        "Trường Sa": "Khánh Hòa",
    }
    for name, place in islands.items():
        beside = [other.column for other in mainland(places).values() if abs(other.row - place.row) <= 1]
        assert place.column > max(beside), name
    assert islands["Hoàng Sa"].row == mainland(places)["Đà Nẵng"].row
    assert islands["Trường Sa"].row > mainland(places)["Khánh Hòa"].row


def records(*provinces: tuple[str, ...]) -> dict[str, ProvinceRecord]:
    """Of articles that mention these."""
    articles = [
        Article(f"articles/{number}.md", FrontMatter("A", provinces=its), "") for number, its in enumerate(provinces)
    ]
    return {record.id: record for record in build_catalogue(articles).provinces}


def tiles(country: CountryMap) -> dict[str, Tile]:
    return {tile.label: tile for tile in country.tiles}


def test_a_tile_counts_each_article_once_and_links_to_its_page() -> None:
    known = records(("Hòa Bình", "Phú Thọ"), ("Hòa Bình",), ("Vĩnh Phúc",), ("TP.HCM",), ("Bắc Cạn",))
    now, before = tiles(map_now(known)), tiles(map_before(known))
    assert (now["Phú Thọ"].articles, now["Phú Thọ"].path) == (3, "provinces/phu-tho.md")
    assert (before["Phú Thọ"].articles, before["Hòa Bình"].articles) == (1, 2)
    assert (now["TP. Hồ Chí Minh"].articles, now["TP. Hồ Chí Minh"].path) == (1, "provinces/ho-chi-minh.md")
    # Articles name only one of those that were joined in it.
    assert (now["Thái Nguyên"].articles, now["Thái Nguyên"].path) == (1, "")
    assert (now["Hà Nội"].articles, now["Hà Nội"].path) == (0, "")


def test_an_archipelago_has_the_shade_of_its_province() -> None:
    country = map_now(records(("Quảng Nam",), ("Đà Nẵng",), ("Hà Nội",)))
    assert country.shades == ((1, 1), (2, 2))
    assert tiles(country)["Hoàng Sa"] == Tile("Hoàng Sa", "", 0, "Đà Nẵng", "row-10 column-5 shade-2 islands")
    assert tiles(country)["Trường Sa"].classes.endswith(" shade-0 islands")


def test_shades_of_nothing_and_of_everything() -> None:
    assert map_now({}).shades == ()
    everything = records(*((province.name,) for province in all_provinces()))
    assert map_before(everything).shades == ((1, 1),)
    assert [shade[0] for shade in map_now(everything).shades] == [1, 2, 3]


def test_what_a_province_was_joined_of_is_what_its_tile_counts() -> None:
    known = records(*((province.name,) for province in all_provinces()))
    for place in places_now():
        if not place.of:
            assert tiles(map_now(known))[place.label].articles == len(predecessors(place.province.successor))
            assert full_name(place.province.successor).endswith(place.label.removeprefix("TP. "))
