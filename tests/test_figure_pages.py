"""The tables of figures: every figure once, with its sentence; small pages however many there are."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from large_archive import articles as many_articles
from scratch_archive import REPOSITORY

from generator.addresses import destinations, updated
from generator.addresses.published import published_pages
from generator.catalogue import build_catalogue
from generator.model import Article, Figure, FrontMatter
from generator.pages import article_page, plan, render_article, render_page
from generator.settings import load_settings

SETTINGS = load_settings(REPOSITORY)
INDEX = "figures/index.md"
ROW = re.compile(r"^\| \*\*(?P<value>\S+)\*\* \| .* \|$", re.MULTILINE)


def article(number: int, date: str, figures: list[Figure], body: str = "Thân bài.\n") -> Article:
    return Article(f"articles/{number}.md", FrontMatter(f"Bài {number}", date=date, figures=tuple(figures)), body)


def page_of(*articles: Article, path: str = INDEX) -> str:
    catalogue = build_catalogue(articles)
    return render_page(plan(catalogue)[path], catalogue, SETTINGS)


def test_the_latest_article_first_with_its_figures_in_its_order() -> None:
    page = page_of(
        article(1, "2023-05", [Figure(5, "xã", "")]),
        article(2, "2024-05-01", [Figure(1513, "đồng chí", "Kết nạp 1.513 đồng chí"), Figure(80.8, "%", "đạt 80,8%")]),
    )
    assert ROW.findall(page) == ["1.513", "80,8", "5"]
    row = "| **1.513** | đồng chí | “Kết nạp 1.513 đồng chí” | [Bài 2](../articles/2.md) | 1/5/2024 |\n"
    assert row in page
    assert "| **5** | xã |  | [Bài 1](../articles/1.md) | tháng 5/2023 |\n" in page


def test_an_archive_without_figures_says_so() -> None:
    assert "Chưa có bài nào nêu số liệu." in page_of(article(1, "2024", []))


@pytest.mark.parametrize("heading", ["", "# Bài 1\n\n", "## Mục\n\n"])
def test_a_link_leads_to_the_sentence_in_the_article(heading: str) -> None:
    body = f"{heading}Mở đầu. Có 12 xã dự.\n\nTặng 30 phần quà. Có 5 chi bộ.\n"
    one = article(1, "2024", [Figure(30, "phần quà", "Tặng 30 phần quà"), Figure(5, "chi bộ", "Có 5 chi bộ")], body)
    catalogue = build_catalogue([one])
    shown = render_article(article_page(catalogue, one), SETTINGS)
    page = render_page(plan(catalogue)[INDEX], catalogue, SETTINGS)
    for words in ("Tặng 30 phần quà", "Có 5 chi bộ"):
        (anchor,) = re.findall(rf"“{words}” \| \[Bài 1\]\(\.\./articles/1\.md#([\w-]+)\)", page)
        assert f'<span id="{anchor}">{words}.</span>' in shown


def test_sums_are_told_with_their_articles() -> None:
    holds = "Có 817 tổ chức đảng, gồm 301 đảng bộ cơ sở và 516 chi bộ cơ sở."
    fails = "Có 827 tổ chức đảng, gồm 301 đảng bộ cơ sở và 516 chi bộ cơ sở."
    figures = [Figure(301, "đảng bộ cơ sở", "gồm 301 đảng bộ cơ sở")]
    page = page_of(article(1, "2024", figures, holds), article(2, "2024", figures, fails))
    there = "](../articles/{}.md#cau-1)</small>\n"
    assert f"- 301 + 516 = **817** tổ chức đảng <small>[Bài 1{there.format(1)}" in page
    assert f"- 301 + 516 = 817, bài ghi **827** tổ chức đảng <small>[Bài 2{there.format(2)}" in page


def test_what_prints_of_one_text_say_of_a_sum_is_told_once() -> None:
    says = "Có 817 tổ chức đảng, gồm 301 đảng bộ cơ sở và 516 chi bộ cơ sở."
    figures = [Figure(301, "đảng bộ cơ sở", "gồm 301 đảng bộ cơ sở")]
    other = says.replace("Có", "Ở tỉnh khác có")
    page = page_of(*(article(number, f"202{number}", figures, text) for number, text in enumerate((says, says, other))))
    assert page.count("301 + 516 = **817**") == 2
    assert ["[Bài 0](" in line for line in page.splitlines() if line.startswith("- 301")] == [False, True]


def test_what_has_no_parts_says_nothing_of_sums() -> None:
    figures = [Figure(301, "đảng bộ cơ sở", "301 đảng bộ cơ sở")]
    assert "cộng lại" not in page_of(article(1, "2024", figures, "Có 301 đảng bộ cơ sở.\n"))


def test_hostile_values_stay_in_their_cells() -> None:
    hostile = "<b>a</b> | [x](y) \n# z"
    page = page_of(article(1, "2024", [Figure(1, hostile, f"{hostile} " * 40)]))
    assert "<b>" not in page
    (row,) = [line for line in page.splitlines() if line.startswith("| **1** ")]
    assert row.endswith(" | [Bài 1](../articles/1.md) | năm 2024 |")
    assert "…”" in row


def test_many_figures_are_divided_by_time_and_every_page_is_small() -> None:
    long_quote = "Các cấp ủy đã chỉ đạo và tổ chức thực hiện nhiều nhiệm vụ quan trọng " * 3
    many = [
        replace(
            each,
            front_matter=replace(
                each.front_matter,
                figures=tuple(Figure(10 * place + number, "đảng viên", long_quote) for number in range(3)),
            ),
        )
        for place, each in enumerate(many_articles())
    ]
    catalogue = build_catalogue(many)
    pages = {
        path: render_page(page, catalogue, SETTINGS)
        for path, page in plan(catalogue).items()
        if path.startswith("figures/")
    }
    assert {"figures/index/2021.md", "figures/index/2021-06-20_1.md", "figures/index/2010.md"} <= pages.keys()
    assert "figures/index/undated_2.md" in pages
    assert max(len(page.encode()) for page in pages.values()) < 45_000
    divided = [path for path, page in pages.items() if '<nav class="columns"' in page]
    rows = Counter(value for path, page in pages.items() if path not in divided for value in ROW.findall(page))
    assert len(rows) == 3 * len(many)
    assert set(rows.values()) == {1}
    assert len(ROW.findall(pages[INDEX])) == 20


def test_a_part_that_is_gone_leads_to_the_table_of_all() -> None:
    few = [article(number, "2024-05-06", [Figure(number, "xã", "")]) for number in range(1, 30)]
    many = [article(number, "2024-05-06", [Figure(each, "xã", "") for each in range(9)]) for number in range(30)]
    large, small = published_pages(build_catalogue(many)), published_pages(build_catalogue(few))
    assert "figures/index/2024-05-06_1.md" in large
    ends = destinations(updated(updated({}, large), small), small)
    assert {ends[path] for path in large.keys() - small.keys() if path.startswith("figures/")} == {INDEX}
