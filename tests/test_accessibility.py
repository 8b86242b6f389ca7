"""Every kind of page is for everyone: axe finds nothing, all goes by keyboard, without scripts, and on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import full_archive
import pytest
from axe import WIDTHS, violations
from playwright.sync_api import Browser, Page, Response, expect

pytestmark = pytest.mark.browser

# Where the keyboard is: an outline around something on the screen that nothing covers.
FOCUS = """() => {
  const focused = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const shown = [...focused.getClientRects()].some(({ x, y, width, height }) => {
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    return there && (focused.contains(there) || there.contains(focused));
  });
  return { html: focused.outerHTML.slice(0, 120), visible: outlined && shown, is_page: focused === document.body };
}"""
STOPS = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true })).length"""
# Text that nobody sees, unless a script has a reason to show it or the reader opens it.
UNSEEN = """() => [...document.querySelectorAll("main *")].filter((each) =>
  !each.children.length && each.textContent.trim() && !each.checkVisibility()
  && !each.closest("script, style, template, noscript, svg, details:not([open]), button, label, fieldset")
  && !each.closest(".contents, [id^='search-'], #moved")).map((each) => each.outerHTML)"""
# What does nothing without a script: no part of a form that is sent, no button that opens what the page has.
IDLE = """() => [...document.querySelectorAll("button, input, select, textarea")].filter((each) =>
  each.checkVisibility() && !each.form?.getAttribute("action") && !each.popoverTargetElement
  ).map((each) => each.outerHTML)"""

# Bytes before compression of all that a page fetches, and how many files that is.
MOST_BYTES, MOST_REQUESTS = 150_000, 16


@pytest.fixture(scope="session")
def kinds(full_site: Path) -> dict[str, str]:
    """One page of each kind, by address."""
    return full_archive.kinds(full_site.parent.parent, full_site)


@pytest.fixture
def page(flawless_page: Page, full_url: str) -> Iterator[Page]:
    """One that fails the test, too, when something is asked of another host."""
    asked: list[str] = []
    flawless_page.on("request", lambda request: asked.append(request.url))
    yield flawless_page
    assert [url for url in asked if not url.startswith((full_url, "data:", "blob:"))] == []


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 800})
    return page


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_axe_finds_nothing(page: Page, full_url: str, kinds: dict[str, str]) -> None:
    found: list[str] = []
    for kind, address in kinds.items():
        page.goto(full_url + address)
        if kind == "found":
            expect(page.locator("#search-results a").first).to_be_visible()
            expect(page.locator("#search-facets")).to_be_visible()
        found += violations(page)
    assert found == []
    assert len(kinds) > 15


def test_axe_finds_what_is_wrong(page: Page, full_url: str) -> None:
    page.goto(f"{full_url}about/")
    page.locator("main p").first.evaluate("""each => {
      each.className = "pale";
      each.append(document.createElement("img"));
      document.styleSheets[0].insertRule("@media (prefers-color-scheme: dark) { .pale { color: #333 } }");
    }""")
    found = list(violations(page))
    assert {violation.split(": ")[1] for violation in found if ", dark" in violation} == {"color-contrast"}
    assert {violation.split(": ")[1] for violation in found if ", light" in violation} >= {"image-alt"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["article", "figures.md.j2", "home.md.j2"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, full_url: str, kinds: dict[str, str], kind: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(full_url + kinds[kind])
    page.wait_for_load_state("networkidle")
    stops: list[str] = []
    for _ in range(page.evaluate(STOPS)):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["visible"], focus
        stops.append(focus["html"])
    assert 'class="skip"' in stops[0]
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["is_page"]


def test_the_menu_of_a_phone_by_keyboard(phone: Page, full_url: str) -> None:
    phone.goto(full_url + full_archive.ARTICLE)
    menu = phone.get_by_role("navigation", name="Danh mục chính")
    expect(menu).to_be_hidden()
    button = phone.get_by_role("button", name="Danh mục")
    button.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_be_visible()
    phone.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    assert phone.evaluate(FOCUS)["visible"]
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(f"{full_url}dates/")


def test_skipping_the_head_of_a_page(phone: Page, full_url: str) -> None:
    phone.goto(full_url + full_archive.ARTICLE)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("#main-content")).to_be_focused()
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.querySelector('.facts').contains(document.activeElement)")


def test_from_a_fact_to_its_sentence_and_back_by_keyboard(phone: Page, full_url: str) -> None:
    phone.goto(full_url + full_archive.ARTICLE)
    fact = phone.locator(".facts a[href^='#cau-']").last
    fact.focus()
    top = phone.evaluate("scrollY")
    phone.keyboard.press("Enter")
    sentence = phone.locator(":target")
    expect(sentence).to_be_in_viewport()
    assert sentence.evaluate("each => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"
    # The keyboard goes on from the sentence.
    phone.keyboard.press("Tab")
    assert sentence.evaluate(
        "each => each.compareDocumentPosition(document.activeElement) & 4 || each.contains(document.activeElement)"
    )
    phone.go_back()
    expect(fact).to_be_in_viewport()
    assert phone.evaluate("scrollY") == top


def test_the_citation_opens_by_keyboard(phone: Page, full_url: str) -> None:
    phone.goto(full_url + full_archive.ARTICLE)
    bibtex = phone.get_by_label("BibTeX")
    expect(bibtex).to_be_hidden()
    phone.locator("summary", has_text="Trích dẫn").focus()
    phone.keyboard.press("Enter")
    expect(bibtex).to_be_visible()
    # It may be wider than a phone, and is moved by keys then.
    phone.keyboard.press("Tab")
    expect(bibtex).to_be_focused()


def test_searching_by_keyboard(phone: Page, full_url: str) -> None:
    phone.goto(full_url)
    for _ in range(5):
        phone.keyboard.press("Tab")
    phone.keyboard.type("nguyen quang duong")
    expect(phone.get_by_role("option").first).to_be_visible()
    phone.keyboard.press("ArrowDown")
    expect(phone.get_by_role("option", selected=True)).to_have_count(1)
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(f"{full_url}persons/nguyen-quang-duong/")


def test_every_page_is_read_without_scripts(scriptless: Page, full_url: str, kinds: dict[str, str]) -> None:
    for address in kinds.values():
        scriptless.goto(full_url + address)
        expect(scriptless.get_by_role("heading", level=1)).to_be_visible()
        assert scriptless.evaluate(UNSEEN) == [], address
        assert scriptless.evaluate(IDLE) == [], address


def test_without_scripts_the_menu_opens_and_old_addresses_lead_on(scriptless: Page, full_url: str) -> None:
    scriptless.goto(full_url + full_archive.MOVED)
    expect(scriptless).to_have_url(f"{full_url}persons/le-van-ba/")
    scriptless.get_by_role("button", name="Danh mục").click()
    scriptless.get_by_role("link", name="Văn bản").click()
    expect(scriptless).to_have_url(f"{full_url}documents/")
    scriptless.get_by_role("searchbox").fill("son la")
    scriptless.keyboard.press("Enter")
    expect(scriptless).to_have_url(f"{full_url}search/?q=son+la")
    expect(scriptless.locator("noscript").get_by_role("link", name="Nhân vật")).to_be_visible()


def test_on_paper_stands_the_text_alone(page: Page, full_url: str, kinds: dict[str, str]) -> None:
    # A reader in the dark prints on white paper all the same.
    page.emulate_media(media="print", color_scheme="dark")
    for address in kinds.values():
        page.goto(full_url + address)
        for control in page.locator("header :is(button, input, nav), .skip, .contents").all():
            expect(control).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.goto(full_url + full_archive.ARTICLE)
    expect(page.locator("details", has_text="Trích dẫn").get_by_role("paragraph")).to_be_visible()
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 1 <= len(sheets) <= 4


@pytest.mark.parametrize("address", ["", full_archive.ARTICLE, "persons/le-van-ba/"])
def test_a_first_page_is_small_and_waits_for_nobody(page: Page, full_url: str, address: str) -> None:
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  # Playwright marks a handler
    page.goto(full_url + address)
    page.wait_for_load_state("networkidle")
    assert [response.url for response in responses if response.status != 200] == []
    assert sum(len(response.body()) for response in responses) <= MOST_BYTES
    assert len(responses) <= MOST_REQUESTS
    blocking = page.locator("script[src]:not([type=module], [defer], [async])").evaluate_all(
        "all => all.map((each) => each.src)"
    )
    assert [script.rpartition("/")[2] for script in blocking] == ["scheme.js"]
