"""An archive whose site has every kind of page: the repository's articles, long lists, notes, pages that are gone."""

import shutil
from pathlib import Path

import large_archive
import scratch_archive

from generator.addresses import RECORD
from generator.catalogue import load_catalogue
from generator.pages import plan

SITE_URL = "https://vi.du/archive/"
"""Where the site is meant to be; its folder is called as in `conftest`."""
EDIT_URI = "https://vi.du/nguoi/kho/edit/main/docs_src/"
ARTICLE = "articles/000_ec0e93944809c6a4/"
"""One that has facts of all kinds, with their sentences."""
MOVED = "persons/ba-le-van/"
"""Leads to another page."""
GONE = "persons/khong-con-ai/"
"""Was a page once."""

_NOTES = {
    "persons/le-van-ba.md": "---\naliases: [Lê Ba]\n---\n\nSinh tại Sơn La.\n\n> Một câu trích.\n",
    "persons/ba-le-van.md": "---\nmerged_into: le-van-ba\n---\n",
    RECORD: "persons/ba-le-van.md | Bà Lê Văn\npersons/khong-con-ai.md -> ? | Người không còn\n",
}


def write(root: Path) -> None:
    """The archive in a folder, with the repository's settings and templates."""
    articles = {article.path.removeprefix("articles/"): article for article in large_archive.articles()}
    scratch_archive.write_archive(
        root, {name: (article.front_matter, article.body) for name, article in articles.items()}, _NOTES
    )
    shutil.copytree(scratch_archive.REPOSITORY / "docs_src/articles", root / "docs_src/articles", dirs_exist_ok=True)
    shutil.copy(scratch_archive.REPOSITORY / "docs_src/about.md", root / "docs_src")


def kinds(root: Path, site: Path) -> dict[str, str]:
    """The address of one page of each kind, by the name of its template."""
    pages = {page.path: page.template for page in plan(load_catalogue(root / "docs_src")[0]).values()}
    addresses = [(template, _address(path)) for path, template in pages.items()]
    found = dict(sorted(addresses, key=lambda pair: _worth((site / pair[1] / "index.html").stat().st_size)))
    return {
        **found,
        "article": ARTICLE,
        "about": "about/",
        "found": "search/?q=son+la",
        "gone": GONE,
        "404": "404.html",
    }


def _worth(size: int) -> tuple[bool, int]:
    """Fuller pages have more to look at, but a hundred lines are no more than fifty."""
    return size < 20_000, size


def _address(path: str) -> str:
    return f"{path.removesuffix('.md').removesuffix('index').rstrip('/')}/".removeprefix("/")
