"""Tables in a real browser: sorted, filtered and moved by keys; without scripts they are there all the same."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

FIGURES = "figures/"
CLUSTER = "clusters/cum-thi-dua-so-1-nganh-to-chuc-xay-dung-dang/"


def column(page: Page, number: int) -> list[str]:
    """The texts of a column, in the rows shown."""
    return [text.strip() for text in page.locator(f"tbody tr:visible td:nth-child({number})").all_inner_texts()]


def test_numbers_sort_as_numbers_and_dates_as_dates(flawless_page: Page, site_url: str) -> None:
    page = flawless_page
    page.goto(site_url + FIGURES)
    value = page.get_by_role("button", name="Giá trị")
    value.click()
    numbers = [float(text.replace(".", "").replace(",", ".")) for text in column(page, 1)]
    assert numbers == sorted(numbers)
    assert len(numbers) > 5
    heading = page.get_by_role("columnheader", name="Giá trị")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    value.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(page, 1)[0] == "74.127"
    page.get_by_role("button", name="Ngày").click()
    assert column(page, 5)[0] == "29/9/2023"
    assert column(page, 5)[-1] == "20/6/2024"
    expect(page.locator("[aria-sort]")).to_have_count(1)


def test_words_sort_as_in_vietnamese(flawless_page: Page, site_url: str) -> None:
    page = flawless_page
    page.goto(site_url + FIGURES)
    page.get_by_role("button", name="Nội dung").click()
    units = column(page, 2)
    # Đ stands after D and before M.
    assert units.index("chi bộ cơ sở") < units.index("Đảng bộ cơ sở") < units.index("đồng chí") < units.index("văn bản")


@pytest.mark.parametrize(
    ("words", "count"), [("mô hình", 2), ("mo hinh", 2), ("mõ hình", 0), ("1513", 1), ("1.513", 1), ("văn 224", 1)]
)
def test_the_filter_finds_rows_and_tells_how_many(flawless_page: Page, site_url: str, words: str, count: int) -> None:
    page = flawless_page
    page.goto(site_url + FIGURES)
    every = len(column(page, 1))
    box = page.get_by_label("Lọc bảng này")
    box.fill(words)
    expect(page.locator("tbody tr:visible")).to_have_count(count)
    expect(page.locator(".table__tools").get_by_role("status")).to_have_text(f"{count} trong {every} dòng")
    box.fill("")
    expect(page.locator("tbody tr:visible")).to_have_count(every)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", [FIGURES, CLUSTER])
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, site_url: str, path: str, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site_url + path)
    box = page.locator("main").bounding_box()
    assert box
    assert box["width"] <= 360
    assert page.locator("table").count() > 0
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_table_wider_than_the_page_is_moved_by_keys(flawless_page: Page, site_url: str) -> None:
    page = flawless_page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site_url + CLUSTER)
    box = page.locator(".table:not(.rows)").first
    expect(box).not_to_have_attribute("tabindex", "0")
    # As a table of many periods is.
    box.locator("table").evaluate("table => { table.style.width = '900px'; }")
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_attribute("role", "region")
    expect(box).to_have_accessible_name("Số liệu theo kỳ")
    box.focus()
    box.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table[tabindex]').scrollLeft > 0")
    box.locator("table").evaluate("table => { table.style.width = ''; }")
    expect(box).not_to_have_attribute("tabindex", "0")


def test_a_table_without_a_box_scrolls_by_itself(flawless_page: Page, site_url: str) -> None:
    page = flawless_page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site_url + CLUSTER)
    # As where a person writes one into a note.
    page.locator(".table:not(.rows)").first.evaluate("box => box.replaceWith(box.firstElementChild)")
    table = page.locator(".text > table")
    page.evaluate("address => import(address)", f"{site_url}assets/javascripts/table.js?again")
    table.locator("td").first.evaluate("cell => { cell.textContent = 'x'.repeat(90); }")
    expect(table).to_have_attribute("tabindex", "0")
    expect(table).to_have_role("table")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
