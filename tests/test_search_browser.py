"""The search in a real browser: a hundred queries over 300 articles, the box in the header, the search page."""

import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import search_archive
import yaml
from conftest import SITE_FOLDER, _QuietHandler
from playwright.sync_api import Browser, Page, expect

from generator.catalogue import build_catalogue, load_articles
from generator.search import write_index

pytestmark = pytest.mark.browser

CASES = yaml.safe_load((Path(__file__).parent / "search_cases.yml").read_text("utf-8"))
FOLDING_CASES = json.loads((Path(__file__).parent / "folding_cases.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def big_url(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of the site with an index of 300 articles: a search never asks for the page of a result."""
    folder = tmp_path_factory.mktemp("search")
    search_archive.write(folder / "sources")
    convert = [sys.executable, "-m", "generator", "convert", folder / "sources", "--to", folder / "docs/articles"]
    subprocess.run(convert, check=True, capture_output=True)
    articles, problems = load_articles(folder / "docs")
    assert (len(articles), problems) == (search_archive.ARTICLES, ())
    public = folder / "public" / SITE_FOLDER
    shutil.copytree(site, public, ignore=shutil.ignore_patterns("data"))
    write_index(build_catalogue(articles), public)
    handler = partial(_QuietHandler, directory=str(public.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{SITE_FOLDER}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when anything goes wrong in it or a dialog opens."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    context.close()
    assert wrong == []


class Answer(NamedTuple):
    status: str
    articles: list[str]
    entities: list[str]


def searched(page: Page, url: str, query: str) -> Answer:
    """What the search page makes of a query."""
    if not page.url.startswith(f"{url}search/"):
        page.goto(f"{url}search/")
    # What is filled in replaces a query as a whole: the old answer goes at once.
    page.locator("#search-page").fill(query)
    status = page.locator("#search-status")
    page.wait_for_function("status => status.textContent", arg=status.element_handle())
    links = page.locator("#search-results a").evaluate_all("links => links.map(link => link.pathname)")
    names = page.locator("#search-entities a").all_inner_texts()
    return Answer(status.inner_text(), [path.rstrip("/").split("/")[-1] for path in links], names)


def test_a_hundred_queries_find_their_article(page: Page, big_url: str) -> None:
    first, top = 0, 0
    missed = []
    for kind, cases in CASES.items():
        for case in cases:
            query = unicodedata.normalize("NFD", case["query"]) if kind == "decomposed" else case["query"]
            found = searched(page, big_url, query).articles[:3]
            first += found[:1] != [] and found[0] in case["finds"]
            hit = bool(set(found) & set(case["finds"]))
            top += hit
            if not hit or found[0] not in case["finds"]:
                missed.append((kind, query, case["finds"], found))
    assert sum(map(len, CASES.values())) == 100
    assert top >= 97, missed
    assert first >= 85, missed
    print(top, first, missed)
