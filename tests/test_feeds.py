"""Feeds: valid, short, in order, honest about dates."""

import json
from xml.etree import ElementTree as ET

import jsonschema_rs
import large_archive
import pytest
from feed_schema import ATOM, JSON_FEED, check_atom

from generator.catalogue import Catalogue, build_catalogue
from generator.data_out import DataOut, SiteLinks
from generator.model import Article, ClusterMention, FrontMatter, PersonMention

BA = (PersonMention("Lê Văn Ba", ("Bí thư",), "le-van-ba"),)
HERE = SiteLinks("https://example.org/kho/", name="Kho")
NOWHERE = SiteLinks(name="Kho")


def archive(*fronts: FrontMatter) -> Catalogue:
    return build_catalogue(
        Article(f"articles/{n}.md", front, f"Thân *bài* số {n}.\n") for n, front in enumerate(fronts)
    )


def feed(catalogue: Catalogue, page: str, links: SiteLinks = HERE) -> tuple[ET.Element, dict[str, object]]:
    """The two feeds of a page, each valid."""
    (_, atom), (_, json_feed) = DataOut(catalogue, links).feeds_beside(page)
    decoded = json.loads(json_feed)
    jsonschema_rs.validator_for(JSON_FEED, validate_formats=True).validate(decoded)
    return check_atom(atom), decoded


def texts(root: ET.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}", "") for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("links", [HERE, NOWHERE])
def test_all_feeds_of_an_archive_are_valid(links: SiteLinks) -> None:
    catalogue = large_archive.catalogue()
    pages = [*DataOut(catalogue, links).pages_with_feeds]
    assert len(pages) == 1 + len(catalogue.persons) + len(catalogue.clusters)
    for page in pages:
        feed(catalogue, page, links)


def test_a_person_of_five_thousand_articles_has_a_short_feed() -> None:
    days = [
        f"{year}-{month:02}-{day:02}" for year in range(2000, 2020) for month in range(1, 13) for day in range(1, 22)
    ]
    catalogue = archive(*(FrontMatter("Một bài", date=day, persons=BA) for day in days[:5000]))
    for place, content in DataOut(catalogue, HERE).feeds_beside("persons/le-van-ba.md"):
        assert len(content) < 20_000, place
    root, decoded = feed(catalogue, "persons/le-van-ba.md")
    assert texts(root, "updated") == [f"{day}T00:00:00+07:00" for day in sorted(days[:5000])[: -20 - 1 : -1]]
    assert len(decoded["items"]) == 20  # type: ignore[arg-type]  # a list


def test_dates_say_no_more_than_is_known() -> None:
    catalogue = archive(
        FrontMatter("Ngày", date="2024-06-20", persons=BA),
        FrontMatter("Đăng sau", date="2024-06-21", published="2024-06-25", persons=BA),
        FrontMatter("Tháng", date="2024-05", persons=BA),
        FrontMatter("Năm", date="2023", persons=BA),
        FrontMatter("Chỉ ngày đăng", published="2022-01-02", persons=BA),
        FrontMatter("Không rõ", persons=BA),
    )
    root, decoded = feed(catalogue, "persons/le-van-ba.md")
    assert dict(zip(texts(root, "title"), texts(root, "updated"), strict=True)) == {
        "Đăng sau": "2024-06-25T00:00:00+07:00",
        "Ngày": "2024-06-20T00:00:00+07:00",
        "Tháng": "2024-05-01T00:00:00+07:00",
        "Năm": "2023-01-01T00:00:00+07:00",
        "Chỉ ngày đăng": "2022-01-02T00:00:00+07:00",
    }
    assert root.findtext(f"{ATOM}updated") == "2024-06-25T00:00:00+07:00"
    assert texts(root, "published")[2:4] == ["", ""]
    items: list[dict[str, str]] = decoded["items"]  # type: ignore[assignment]  # as the schema says
    assert [item.get("date_published", "")[:10] for item in items] == ["2024-06-25", "2024-06-20", "", "", "2022-01-02"]
    assert items[2]["content_text"].startswith("Tháng 5/2024. Thân bài số")


def test_who_is_only_in_articles_without_a_date_has_an_empty_feed() -> None:
    root, decoded = feed(archive(FrontMatter("Không rõ", persons=BA)), "persons/le-van-ba.md")
    assert not root.findall(f"{ATOM}entry")
    assert decoded["items"] == []


def test_names_of_entries_stay() -> None:
    fronts = [FrontMatter(f"Bài {n}", date=f"2024-01-0{n}", persons=BA) for n in range(1, 5)]
    for links in (HERE, NOWHERE):
        before = texts(feed(archive(*fronts[:3]), "index.md", links)[0], "id")
        after = texts(feed(archive(*fronts), "persons/le-van-ba.md", links)[0], "id")
        assert after[1:] == before


def test_hostile_text_is_text() -> None:
    text = "]]></title><script>alert(1)</script> & \x00\x0b\ufffe \ud83d “x”"
    front = FrontMatter(
        text,
        date="2024-01-01",
        place=text,
        byline=(text,),
        persons=(PersonMention(text, (), "x"),),
        clusters=(ClusterMention(text, id="y"),),
    )
    for page in ("index.md", "persons/x.md", "clusters/y.md"):
        root, _ = feed(archive(front), page)
        assert texts(root, "title") == ["]]></title><script>alert(1)</script> &   “x”"]


def test_the_front_site_of_parts_has_none() -> None:
    from generator.resolve.whole import Whole  # noqa: PLC0415

    hub = build_catalogue([], whole=Whole("", {"2023": 3}))
    assert not [*DataOut(hub, HERE).pages_with_feeds]
    assert not DataOut(hub, HERE).files
