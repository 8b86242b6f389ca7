"""Data and feeds on the site: where they lie, what links to them, how they are kept and served."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from mkdocs.exceptions import Abort
from scratch_archive import write, write_archive
from site_tree import built

from generator.catalogue import load_catalogue
from generator.data_out import DataOut, SiteLinks
from generator.site import building
from generator.site.cache import BuildCache
from generator.site.live import _type_of

URL = "https://example.org/kho/"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_URL", URL)
    write_archive(tmp_path)
    return tmp_path


def data_of(root: Path) -> DataOut:
    links = SiteLinks(URL, name="Lưu trữ công tác xây dựng Đảng và thi đua")
    about = re.search(r"^site_description: (.*)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert about
    return DataOut(load_catalogue(root / "docs_src")[0], links, about[1])


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_site_has_what_the_catalogue_gives(archive: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    if jobs > 1 and not building.can_fork():
        pytest.skip("this system can't fork")
    monkeypatch.setattr(building, "_WORTH_A_FORK", 0)
    monkeypatch.setattr(building, "cores", lambda: jobs)
    site, data = built(archive), data_of(archive)
    for place, chunks in data.files.items():
        assert site[place] == b"".join(chunks()), place
    for page in data.pages_with_feeds:
        for place, content in data.feeds_beside(page):
            assert site[place] == content, place


def test_a_build_of_what_is_known_makes_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.cache._PIECE", 1000)
    first = built(archive)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("generator.site.data.SiteData.write", never)
    assert built(archive) == first


def test_a_piece_that_is_lost_is_no_reason_to_write_half_a_file(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.cache._PIECE", 1000)
    first = built(archive)
    get = BuildCache.get
    lost = iter([b""])

    def forgetful(self: BuildCache, key: bytes) -> bytes | None:
        content = get(self, key)
        return None if content and len(content) == 1000 and next(lost, None) is not None else content

    monkeypatch.setattr(BuildCache, "get", forgetful)
    assert built(archive) == first


def test_every_page_links_to_the_data_and_to_its_feeds(archive: Path) -> None:
    site = built(archive)
    for place, html in site.items():
        if place.endswith(".html") and place != "404.html":
            text = html.decode()
            up = "../" * place.count("/")
            assert f'href="{up}data/"' in text or place == "data/index.html", place
            assert (
                f'type="application/atom+xml" title="Lưu trữ công tác xây dựng Đảng và thi đua" href="{up}feed.xml"'
                in text
            )
            own = re.findall(r'<link rel="alternate" type="[^"]*" title="[^"]*" href="([^"]*)">', text)[2:]
            beside = [name for name in ("feed.xml", "feed.json") if place.replace("index.html", name) in site]
            assert own == (beside if place != "index.html" else []), place
    assert 'href="feed.xml"' in site["persons/nguyen-huu-dong/index.html"].decode().split("<main")[1]


@pytest.mark.parametrize("name", ["data/persons.csv", "feed.xml", "persons/nguyen-huu-dong/feed.json"])
def test_a_file_that_lies_where_data_belongs_is_named(
    archive: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    write(archive / "docs_src" / name, "mine")
    with pytest.raises(Abort):
        built(archive)
    assert f"docs_src/{name}" in caplog.text


def test_what_its_people_say_opens_the_page_of_the_data(archive: Path) -> None:
    write(archive / "docs_src/data/index.md", "Dùng tự do, xin ghi nguồn. Bảng [nhân vật](persons.csv).\n")
    page = built(archive)["data/index.html"].decode()
    assert page.index("Dùng tự do") < page.index("<h2")
    assert '<a href="persons.csv">nhân vật</a>' in page


def test_addresses_without_folders(archive: Path) -> None:
    config = archive / "mkdocs.yml"
    write(config, config.read_text("utf-8").replace("use_directory_urls: true", "use_directory_urls: false"))
    site = built(archive)
    person = site["persons/nguyen-huu-dong.html"].decode()
    assert 'href="nguyen-huu-dong/feed.xml"' in person.split("<main")[1]
    assert 'href="../data/index.html"' in person
    assert f"{URL}persons/nguyen-huu-dong.html" in site["persons/nguyen-huu-dong/feed.xml"].decode()


def test_a_browser_is_told_what_a_file_is() -> None:
    assert [_type_of(path) for path in ("/", "/a.b/", "/feed.xml", "/data/archive.sqlite", "/x.html")] == [
        "text/html",
        "text/html",
        "application/xml",
        "application/vnd.sqlite3",
        "text/html",
    ]


def test_pages_that_others_make_have_them_too(archive: Path) -> None:
    own = built(archive)
    write(archive / "look.py", "def on_page_content(html, **_):\n    return html\n")
    write(archive / "mkdocs.yml", (archive / "mkdocs.yml").read_text("utf-8") + "\nhooks: [look.py]\n")
    shutil.rmtree(archive / ".cache")
    others = built(archive, "site-others")
    places = [place for place in own if place.startswith("data/") or "feed." in place]
    assert len(places) > 30
    assert {place: others[place] for place in places} == {place: own[place] for place in places}
