"""The site map: every page, nothing made up, never too long."""

import gzip
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from scratch_archive import write_archive
from site_tree import built

from generator.site.sitemap import split_sitemap

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(text: bytes | str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(text).iter(f"{_NAMESPACE}loc")]  # noqa: S314  # ours


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setenv("SITE_URL", "https://example.org/kho/")
    write_archive(tmp_path)
    return built(tmp_path)


def test_it_lists_every_page_once(site: dict[str, bytes]) -> None:
    pages = [place.removesuffix("index.html") for place in site if place.endswith(".html") and place != "404.html"]
    assert sorted(locations(site["sitemap.xml"])) == sorted(f"https://example.org/kho/{page}" for page in pages)
    assert "https://example.org/kho/data/" in locations(site["sitemap.xml"])


def test_it_does_not_say_that_all_has_changed_today(site: dict[str, bytes]) -> None:
    assert b"lastmod" not in site["sitemap.xml"]


def test_a_long_one_is_split(site: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    split_sitemap(folder, "https://example.org/kho/", most=1000)
    assert (folder / "sitemap.xml").read_bytes() == site["sitemap.xml"]
    split_sitemap(folder, "https://example.org/kho/", most=4)
    index = (folder / "sitemap.xml").read_bytes()
    assert gzip.decompress((folder / "sitemap.xml.gz").read_bytes()) == index
    parts = [folder / address.rpartition("/")[2] for address in locations(index)]
    assert [part.name for part in parts[:2]] == ["sitemap-1.xml", "sitemap-2.xml"]
    listed = [locations(part.read_bytes()) for part in parts]
    assert all(len(some) <= 4 for some in listed)
    assert [address for some in listed for address in some] == locations(site["sitemap.xml"])
