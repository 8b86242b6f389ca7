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
from typing import NamedTuple

import pytest
import search_archive
import yaml
from conftest import SITE_FOLDER, _QuietHandler
from playwright.sync_api import Browser, Locator, Page, expect

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
    folders = [str(folder / "sources"), "--to", str(folder / "docs/articles")]
    convert = [sys.executable, "-m", "generator", "convert", *folders]
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
def page(flawless_page: Page) -> Page:
    return flawless_page


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


def test_the_scripts_fold_as_the_index_does(page: Page, big_url: str) -> None:
    page.goto(big_url)
    for case in FOLDING_CASES:
        script = """async (text) => {
          const { accentedWords, fold, searchKey } = await import("./assets/javascripts/fold.js");
          return [fold(text), searchKey(text), accentedWords(text).join(" ")];
        }"""
        assert page.evaluate(script, case["text"]) == [case["folded"], case["key"], case["words"]]


def test_accents_order_what_is_found(page: Page, site_url: str) -> None:
    """000, 001 and 004 name Nguyễn Quang Dương; đường stands in other texts too."""
    assert {name[:3] for name in searched(page, site_url, "Dương").articles[:3]} == {"000", "001", "004"}
    assert len(searched(page, site_url, "duong").articles) > 3


def header_box(page: Page, url: str) -> Locator:
    page.goto(url)
    page.keyboard.press("/")
    box = page.locator("#search-header")
    expect(box).to_be_focused()
    expect(box).to_have_role("combobox")
    return box


def test_nothing_of_the_search_is_fetched_before_a_reader_turns_to_it(page: Page, site_url: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(site_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "search" in url]
    page.keyboard.press("Control+k")
    expect(page.locator("#search-header")).to_have_role("combobox")
    assert [url for url in fetched if "search" in url]
    assert not [url for url in fetched if not url.startswith(site_url)]


def test_the_list_below_the_box_shows_names_then_articles(page: Page, site_url: str) -> None:
    box = header_box(page, site_url)
    box.press_sequentially("nguyen huu d")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Nguyễn Hữu Đông")
    expect(options.first).to_contain_text("Nhân vật")
    expect(options.nth(1)).to_contain_text("20/6/2024")
    expect(options.nth(1).locator("mark")).to_contain_text(["Nguyễn Hữu Đông"])
    expect(page.locator("[data-search-status]")).to_have_text("Có 1 mục và 1 bài.")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("nguyen huu d")


def test_arrows_choose_and_enter_opens(page: Page, site_url: str) -> None:
    box = header_box(page, f"{site_url}persons/")
    box.press_sequentially("nguyen huu dong")
    expect(page.get_by_role("option").nth(2)).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator('[role="option"][aria-selected="true"]')
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    box.press("ArrowUp")
    expect(chosen).to_contain_text("Nhân vật")
    box.press("Enter")
    expect(page).to_have_url(f"{site_url}persons/nguyen-huu-dong/")


def test_enter_alone_opens_the_search_page(page: Page, site_url: str) -> None:
    header_box(page, site_url).press_sequentially("moc chau")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}search/?q=moc+chau")
    expect(page.locator("#search-results a").first).to_have_attribute("href", re.compile(r"/articles/000_"))


def test_pasted_and_composed_text_is_searched(page: Page, site_url: str) -> None:
    box = header_box(page, site_url)
    paste = """(input) => { input.value = "Mộc Châu"; input.dispatchEvent(new Event("input", { bubbles: true })); }"""
    box.evaluate(paste)
    expect(page.get_by_role("option").filter(has_text="Cụm thi đua số 1").first).to_be_visible()
    box.fill("")
    expect(page.get_by_role("listbox")).to_be_hidden()
    # As an input method does it: the text grows while it is composed, and Enter belongs to the method.
    client = page.context.new_cdp_session(page)
    for text in ("Nguyê", "Nguyễn Hưu", "Nguyễn Hữu Đông"):
        client.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(page.get_by_role("option").first).to_contain_text("Nguyễn Hữu Đông")
    client.send("Input.insertText", {"text": "Nguyễn Hữu Đông"})
    expect(box).to_have_value("Nguyễn Hữu Đông")
    expect(page).to_have_url(site_url)


def test_a_phone_shows_the_list_within_its_screen(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site_url)
    page.locator("#search-header").tap()
    page.keyboard.type("son la")
    option = page.get_by_role("option").filter(has_text="Sơn La").first
    expect(option).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    option.tap()
    expect(page).to_have_url(f"{site_url}provinces/son-la/")
    context.close()


def test_facets_narrow_what_was_found(page: Page, big_url: str) -> None:
    page.goto(f"{big_url}search/?q=hoi+nghi")
    facets = page.locator("#search-facets")
    expect(facets.get_by_role("heading")).to_have_text(
        ["Năm", "Nhân vật", "Cụm thi đua", "Tỉnh, thành phố", "Loại văn bản viện dẫn"]
    )
    for heading, within in (("Năm", "year"), ("Nhân vật", "person"), ("Loại văn bản viện dẫn", "document")):
        button = facets.locator("section", has_text=heading).first.get_by_role("button").first
        count = (button.locator(".facets__count").inner_text()).strip()
        button.click()
        expect(page.locator("#search-status")).to_have_text(f"Tìm thấy {count} bài.")
        expect(page).to_have_url(re.compile(rf"[?&]{within}="))
        address, before = page.url, page.locator("#search-results a").first.get_attribute("href")
        page.goto(address)
        expect(page.locator("#search-status")).to_have_text(f"Tìm thấy {count} bài.")
        expect(page.locator("#search-results a").first).to_have_attribute("href", str(before))
        facets.locator('[aria-pressed="true"]').click()
        expect(page).not_to_have_url(re.compile(rf"[?&]{within}="))


def test_the_name_itself_comes_before_names_that_hold_it(page: Page, big_url: str) -> None:
    assert searched(page, big_url, "lâm đồng").entities[0] == "Lâm Đồng"
    assert searched(page, big_url, "05-ct/tw").entities[0] == "Chỉ thị số 05-CT/TW"


def test_results_in_order_of_date(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}search/?q=hoi+nghi")
    expect(page.locator("#search-results a").first).to_be_visible()
    page.get_by_label("ngày, mới trước").check()
    dates = page.locator("#search-results > li .hits__date")
    expect(dates).to_have_text(["27/6/2024", "20/6/2024", "năm 2024", "29/9/2023", "28/6/2021"])
    expect(page).to_have_url(f"{site_url}search/?q=hoi+nghi&sort=date")


def test_a_quoted_phrase_is_found_as_it_stands(page: Page, site_url: str) -> None:
    assert len(searched(page, site_url, "tổ chức ban").articles) > 1
    assert searched(page, site_url, "“ban chấp hành đảng bộ khối”").articles == ["003_21f094feb210baed"]
    assert searched(page, site_url, '"ban khối chấp"').status == "Không tìm thấy bài nào."


@pytest.mark.parametrize("query", ["Ban Tổ chức T.Ư", "Ban Tổ chức TW", "ban to chuc tu", "Ban Tổ chức Trung ương"])
def test_an_abbreviation_finds_both_forms(page: Page, site_url: str, query: str) -> None:
    assert {name[:3] for name in searched(page, site_url, query).articles} >= {"000", "001", "004"}
    expect(page.locator("#search-results mark").filter(has_text="Ban Tổ chức T.Ư").first).to_be_visible()


def test_what_is_near_is_offered(page: Page, site_url: str) -> None:
    answer = searched(page, site_url, "Nguyễn Qunag Dương")
    assert answer.status.startswith("Không bài nào có đủ các từ.")
    near = page.locator("#search-near")
    expect(near).to_contain_text("Có phải bạn tìm: nguyễn quang dương")
    near.get_by_role("link", name="nguyễn quang dương").click()
    expect(page.locator("#search-status")).to_have_text("Tìm thấy 3 bài.")
    answer = searched(page, site_url, "zzzzqqqq")
    assert answer == ("Không tìm thấy bài nào.", [], [])
    expect(page.locator("#search-ways-in").get_by_role("link", name="Nhân vật")).to_be_visible()


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\"'><svg onload=alert(3)>",
    "javascript:alert(4)",
    "*.*+?^${}()|[]\\/",
    "%00%ff%E0%A4%A",
    "\ud800\udfff \ufffe \u202e \u0000 \u200b",
    "\u0301\u0302\u0323",
    "__proto__ constructor toString",
    "“”",
    "Đường lối " * 1000,
    "<b>nguyễn</b>" * 800,
]


def test_whatever_is_typed_is_text(page: Page, site_url: str) -> None:
    for number, text in enumerate(HOSTILE):
        for path in ("search/", ""):
            page.goto(f"{site_url}{path}")
            box = page.locator("[data-search-input]")
            box.evaluate("(input, text) => { input.focus(); input.value = text; }", text)
            box.evaluate("input => input.dispatchEvent(new Event('input', { bubbles: true }))")
            page.wait_for_function("!document.querySelector('[role=status]').textContent.includes('Chưa mở')")
        page.goto(f"{site_url}search/?q={number}&year=<script>&person=../../x&sort=__proto__")
        expect(page.locator("#search-status")).not_to_be_empty()
        expect(page.locator("#main-content :is(script, img, [onload], [onerror], b)")).to_have_count(0)


def test_without_scripts_the_box_leads_to_the_indexes(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("searchbox").fill("nguyễn")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Cụm thi đua").first.click()
    expect(page).to_have_url(f"{site_url}clusters/")
    context.close()
