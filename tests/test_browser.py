"""The site in a real browser: search, follow what is found, and look for anything that goes wrong on the way."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "articles/000_ec0e93944809c6a4/",
    "persons/",
    "persons/nguyen-quang-duong/",
    "clusters/cum-thi-dua-so-1-nganh-to-chuc-xay-dung-dang/",
    "dates/2024/06/",
    "dates/undated/",
    "provinces/",
    "provinces/son-la/",
    "documents/quy-dinh-38-qd-tu/",
    "search/?q=nguyen",
)


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that fails the test when something is asked of another host or the console shows an error."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((site_url, "data:", "blob:")) else wrong.append(request.url),
    )
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def found(page: Page, site_url: str, query: str) -> list[str]:
    """The articles the search page finds, best first, by the number their name begins with."""
    page.goto(f"{site_url}search/")
    page.get_by_role("main").get_by_role("searchbox").fill(query)
    expect(page.locator("#search-results a").first).to_be_visible()
    links = page.locator("#search-results a").evaluate_all("links => links.map(link => link.href)")
    return [link.split("/articles/")[1][:3] for link in links]


@pytest.mark.parametrize("query", ["Nguyễn Quang Dương", "nguyen quang duong"])
def test_a_name_is_found_with_and_without_accents(page: Page, site_url: str, query: str) -> None:
    assert set(found(page, site_url, query)[:3]) == {"000", "001", "004"}


@pytest.mark.parametrize("query", ["Nguyễn Hữu Đông", "nguyen huu dong", "Nguyên Hữu Dông"])
def test_the_one_article_of_a_name_is_first(page: Page, site_url: str, query: str) -> None:
    assert found(page, site_url, query)[0] == "000"


@pytest.mark.parametrize(
    ("query", "first"), [("05-CT/TW", "003"), ("38-qd/tu", "003"), ("74.127", "002"), ("Mộc Châu", "000")]
)
def test_numbers_and_places_are_found(page: Page, site_url: str, query: str, first: str) -> None:
    assert found(page, site_url, query)[0] == first


def test_a_query_in_the_address_is_searched(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}search/?q=nguyen+huu+dong")
    expect(page.locator("#search-results a").first).to_have_attribute("href", re.compile(r"/articles/000_"))


def test_no_result_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}search/?q=zzzzqqqq")
    expect(page.get_by_role("main").get_by_role("status").filter(has_text="Không")).to_be_visible()


def test_search_from_the_header_follow_result_person_cluster_and_date(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("nguyen huu dong")
    page.keyboard.press("Enter")
    page.locator("#search-results a").first.click()
    expect(page).to_have_url(f"{site_url}articles/000_ec0e93944809c6a4/")
    facts = page.locator(".facts")
    facts.get_by_role("link", name="Nguyễn Quang Dương").click()
    expect(page).to_have_url(f"{site_url}persons/nguyen-quang-duong/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguyễn Quang Dương")
    page.get_by_role("main").get_by_role(
        "link", name="Cụm thi đua số 1 ngành Tổ chức xây dựng Đảng sơ kết"
    ).first.click()
    page.locator(".facts").get_by_role("link", name="Cụm thi đua số 1 ngành Tổ chức xây dựng Đảng").click()
    expect(page).to_have_url(f"{site_url}clusters/cum-thi-dua-so-1-nganh-to-chuc-xay-dung-dang/")
    page.go_back()
    page.locator(".facts").get_by_role("link", name="20/6/2024").click()
    expect(page).to_have_url(f"{site_url}dates/2024/06/#2024-06-20")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, site_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_page_says_that_it_is_vietnamese_and_has_one_heading(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path)
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("body").get_attribute("dir") == "ltr"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_an_unknown_address_is_answered_in_vietnamese(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}404.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Không tìm thấy")
    page.close()


def test_without_scripts_the_indexes_are_in_reach(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}search/?q=abc")
    page.get_by_role("main").get_by_role("link", name="Nhân vật").first.click()
    expect(page).to_have_url(f"{site_url}persons/")
    context.close()
