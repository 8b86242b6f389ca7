"""Every link of two whole sites leads somewhere: the repository's, and one with every kind of page and long lists."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import full_archive
import pytest
from html_page import Page, read_page

# Beside attributes: what pages say of themselves to machines, feeds, the site map.
_OWN_ADDRESS = re.compile(rf"{re.escape(full_archive.SITE_URL)}[^\s\"'<>\\{{}}]*")
_TEXTS = frozenset({".html", ".xml", ".json", ".txt"})


class Site:
    """A built site, as a web server knows it: by names, which differ if a capital differs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.pages: Mapping[str, Page] = {
            name: read_page(folder / name) for name in self.files if name.endswith(".html")
        }

    def broken(self, name: str) -> Iterator[str]:
        """The links of a page that lead nowhere. Nothing may assume that the site is its host's root."""
        for link in self.pages[name].links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if parts.scheme not in ("http", "https", "mailto", "data"):
                    yield link
            elif parts.path.startswith("/") or not self.has(posixpath.dirname(name), parts.path, parts.fragment, name):
                yield link

    def has(self, folder: str, path: str, fragment: str, itself: str = "") -> bool:
        """Whether a relative address is there, and the place in it."""
        target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else itself
        if (path.endswith("/") or not path or target == ".") and target not in self.files:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        if target not in self.files:
            return False
        return not fragment or not target.endswith(".html") or unquote(fragment) in self.pages[target].anchors


@pytest.fixture(scope="session")
def whole(full_site: Path) -> Site:
    return Site(full_site)


def test_every_link_of_the_archive_leads_somewhere(site: Path) -> None:
    there = Site(site)
    assert len(there.pages) > 50
    assert [f"{name}: {link}" for name in there.pages if name != "404.html" for link in there.broken(name)] == []


def test_every_link_of_a_large_archive_leads_somewhere(whole: Site) -> None:
    assert len(whole.pages) > 1000
    assert [f"{name}: {link}" for name in whole.pages if name != "404.html" for link in whole.broken(name)] == []


def test_every_address_of_its_own_that_a_site_names_is_there(whole: Site) -> None:
    broken, seen = [], set()
    for name in whole.files:
        if Path(name).suffix in _TEXTS:
            for found in _OWN_ADDRESS.findall((whole.folder / name).read_text("utf-8")):
                parts = urlsplit(html.unescape(found).removeprefix(full_archive.SITE_URL))
                seen.add(parts.path)
                if not whole.has("", parts.path or "index.html", parts.fragment):
                    broken.append(f"{name}: {found}")
    assert broken == []
    assert len(seen) > 1000


def test_the_page_of_a_missing_address_leads_back(whole: Site) -> None:
    """404.html is shown at any depth, so its links begin at the root of the host."""
    root = urlsplit(full_archive.SITE_URL).path
    links = [urlsplit(link) for link in whole.pages["404.html"].links if not link.startswith(("#", "data:"))]
    assert len(links) > 5
    for link in links:
        assert link.path.startswith(root)
        assert whole.has("", link.path.removeprefix(root) or "index.html", link.fragment), link


def test_old_addresses_are_pages(whole: Site) -> None:
    assert whole.has("", full_archive.MOVED, "")
    assert whole.has("", full_archive.GONE, "")
    assert "../le-van-ba/" in whole.pages[f"{full_archive.MOVED}index.html"].links


@pytest.mark.parametrize(
    ("folder", "path", "fragment", "is_there"),
    [
        *(("", "persons/le-van-ba/", "bai-viet", True), ("persons", "le-van-ba/", "bai-viet", True)),
        *(("", "persons/Le-Van-Ba/", "", False), ("", "persons/le-van-ba", "", False)),
        *(("", "persons/le-van-ba/", "khong-co", False), ("persons/le-van-ba", "../..", "", True)),
        *(("", "../archive/persons/le-van-ba/", "", False), ("", "persons/le%2Dvan%2Dba/", "", True)),
    ],
)
def test_the_check_sees_what_is_broken(whole: Site, folder: str, path: str, fragment: str, *, is_there: bool) -> None:
    assert whole.has(folder, path, fragment) == is_there
