"""Three years searched together in a real browser, beside the same archive in one."""

import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import parts_archive
import pytest
from axe import violations
from conftest import _QuietHandler
from playwright.sync_api import Browser, Page, expect
from scratch_archive import write_archive

from generator.parts import build_parts, split_archive

pytestmark = pytest.mark.browser

QUERIES = (
    *("thi đua", "hoi nghi so ket", "Mạc Thế Đạo", "mac the dao", "“giao ước thi đua”", "Ban Tổ chức Trung ương"),
    *("31-CT/TU", "cụm thi đua số 7", "1245 cá nhân", "sơn la", "ngư dân dân vận", "trường chính trị tỉn", "hoi nghj"),
)
# All that the search finds: articles, entities with their counts, facets, and what is offered where little is found.
ANSWER = """async (typed) => {
  const [{ search }, { article, entity }, { narrow }] = await Promise.all(
    ["search-index", "search-files", "facets"].map((name) => import(`../assets/javascripts/${name}.js`)),
  );
  const found = await search(typed);
  const articles = await Promise.all(found.articles.map(article));
  const entities = await Promise.all(found.entities.map(entity));
  const { values } = await narrow(found.articles, new Map(), () => 60);
  return {
    articles: articles.map(({ title, text, date }) => [title, text, date]),
    entities: entities.map(({ kind, name, articles }) => [kind, name, articles]),
    facets: [...values].map(([facet, of]) => [facet, of.map(({ value, count }) => [value, count])]),
    complete: found.complete,
    without: found.without,
    unknown: found.unknown,
  };
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the parts' sites, the front one, and the same archive unsplit in `one`."""
    folder = tmp_path_factory.mktemp("parts")
    settings = write_archive(folder, parts_archive.articles())
    done = split_archive(settings, folder / "out")
    assert [built for built in build_parts(folder / "out", done.parts) if built.problem] == []
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "out/site/one")]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "out/site"


class _Handler(_QuietHandler):
    """Shows the front site's page for what is not found, as GitHub Pages does."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404 or "html" not in self.headers.get("Accept", ""):
            super().send_error(code, message, explain)
            return
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def root_url(root: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def page(flawless_page: Page) -> Page:
    return flawless_page


def answers(page: Page, url: str) -> list[Any]:
    page.goto(f"{url}search/")
    return [page.evaluate(ANSWER, query) for query in QUERIES]


def test_all_sites_find_what_the_archive_in_one_finds(page: Page, root_url: str) -> None:
    alone = answers(page, f"{root_url}one/")
    assert [bool(answer["articles"]) for answer in alone[:6]] == [True] * 6
    assert len({date[-4:] for _, _, date in alone[0]["articles"]}) == 4
    for site in ("", "2022/", "undated/"):
        for query, expected, answer in zip(QUERIES, alone, answers(page, f"{root_url}{site}"), strict=True):
            assert answer == expected, (site, query)


def test_a_result_leads_to_the_site_that_has_it(page: Page, root_url: str) -> None:
    page.goto(f"{root_url}2023/search/?q=mac+the+dao")
    results = page.locator("#search-results a")
    expect(results).to_have_count(10)
    page.get_by_role("button", name="Xem thêm", exact=True).click()
    links = results.evaluate_all("links => links.map(link => link.pathname)")
    assert {link.split("/")[1] for link in links} > {"2021", "2022", "2023"}
    other = next(place for place, link in enumerate(links) if link.startswith("/2021/"))
    title = results.nth(other).inner_text()
    results.nth(other).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    page.locator("#search-entities").get_by_role("link", name="Mạc Thế Đào").click()
    expect(page).to_have_url(f"{root_url}2023/persons/mac-the-dao/")


def test_the_box_in_the_header_finds_all_years(page: Page, root_url: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{root_url}2023/persons/")
    page.keyboard.press("/")
    expect(page.locator("#search-header")).to_have_role("combobox")
    assert not [url for url in fetched if "/2022/" in url]
    page.locator("#search-header").press_sequentially("hop tac")
    options = page.get_by_role("option")
    expect(options).to_have_count(7)
    links = options.evaluate_all("options => options.map(option => option.pathname.split('/')[1])")
    assert len({*links[:-1]}) > 1
    assert links[-1] == "2023"


def test_a_page_leads_to_the_same_in_other_years(page: Page, root_url: str) -> None:
    page.goto(f"{root_url}2023/persons/ninh-quoc-buoi-2/")
    page.get_by_role("main").get_by_role("link", name="2021", exact=True).click()
    expect(page).to_have_url(f"{root_url}2021/persons/ninh-quoc-buoi-2/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ninh Quốc Bưởi")
    page.get_by_role("banner").get_by_role("link", name="Tất cả các năm").click()
    expect(page).to_have_url(root_url)
    page.get_by_role("main").get_by_role("link", name="Chưa rõ năm").click()
    expect(page).to_have_url(f"{root_url}undated/")


@pytest.mark.parametrize("address", ["", "search/?q=mac+the+dao", "2023/", "2023/persons/ninh-quoc-buoi-2/"])
def test_axe_finds_nothing(page: Page, root_url: str, address: str) -> None:
    page.goto(f"{root_url}{address}")
    page.wait_for_load_state("networkidle")
    assert list(violations(page)) == []


def said(browser: Browser, url: str, count: int) -> str:
    """The status of a search, asked with an empty cache."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#search-results a")).to_have_count(count)
    status = page.locator("#search-status").inner_text()
    context.close()
    return status


def test_without_one_of_them_the_rest_is_found(browser: Browser, root: Path, root_url: str) -> None:
    url = f"{root_url}2023/search/?q=mac+the+dao"
    fronts = [front for front, _ in parts_archive.articles().values()]
    found = [front.date[:4] for front in fronts if any(person.name.startswith("Mạc") for person in front.persons)]
    everything = f"Tìm thấy {len(found)} bài."
    the_rest = f"Tìm thấy {len(found) - found.count('2021')} bài. Chưa tìm được ở: 2021."
    assert said(browser, url, 10) == everything
    shutil.move(root / "2021/search/data", root / "2021/hidden")
    assert said(browser, url, 10) == the_rest
    shutil.move(root / "2021/hidden", root / "2021/search/data")
    # One whose index is there and whose files are not is left out too.
    words = next((root / "2021/search/data").glob("*/w0.bin"))
    shutil.move(words, root / "2021/hidden")
    assert said(browser, url, 10) == the_rest
    shutil.move(root / "2021/hidden", words)
    # So is one that fails only when the results are there already.
    facets = words.with_name("facets.bin")
    shutil.move(facets, root / "2021/hidden")
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#search-status")).to_have_text(the_rest, timeout=20_000)
    expect(page.locator("#search-facets")).to_be_visible()
    context.close()
    shutil.move(root / "2021/hidden", facets)
    assert said(browser, url, 10) == everything


def test_addresses_of_the_archive_in_one_lead_on(browser: Browser, root_url: str) -> None:
    page = browser.new_page()
    ways = {
        "articles/tin-01/#x": "2022/articles/tin-01/#x",
        "2021/articles/tin-01/": "2022/articles/tin-01/",
        "dates/2023/": "2023/dates/2023/",
    }
    for before, after in ways.items():
        page.goto(f"{root_url}{before}")
        expect(page).to_have_url(f"{root_url}{after}")
    page.goto(f"{root_url}persons/ha-thi-sen/")
    links = page.locator("#moved").get_by_role("link")
    expect(links).to_have_text(["Chưa rõ năm", "2021", "2022", "2023"])
    links.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hà Thị Sen")
    page.goto(f"{root_url}articles/none/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    page.close()


def test_sites_on_other_hosts_are_searched_too(page: Page, root: Path, root_url: str) -> None:
    class Open(_QuietHandler):
        def end_headers(self) -> None:
            self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

    alone = answers(page, f"{root_url}one/")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Open, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shutil.copytree(root / "2023", root / "far")
        entry = root / "far/search/data/index.json"
        there = f"http://127.0.0.1:{server.server_address[1]}"
        entry.write_text(entry.read_text("utf-8").replace('"../', f'"{there}/'), "utf-8")
        # As a build says it where mkdocs.yml names them: tests/test_policy.py.
        search = root / "far/search/index.html"
        search.write_text(
            search.read_text("utf-8").replace("connect-src 'self'", f"connect-src 'self' {there}"), "utf-8"
        )
        assert answers(page, f"{root_url}far/") == alone
        page.goto(f"{root_url}far/search/?q=mac+the+dao")
        expect(page.locator(f'#search-results a[href^="{there}/"]').first).to_be_visible()
        server.shutdown()


def test_an_archive_by_itself_fetches_nothing_of_it(page: Page, root_url: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{root_url}one/search/?q=thi+dua")
    expect(page.locator("#search-results a")).to_have_count(10)
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "search-sites" in url or url.endswith("ids.bin")]
