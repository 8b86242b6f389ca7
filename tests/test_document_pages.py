"""What a document's page tells: date and issuer as each article gives them, who cites it and when."""

import pytest
from scratch_archive import REPOSITORY

from generator.catalogue import build_catalogue
from generator.model import Article, DocumentCitation, FrontMatter
from generator.pages import plan, render_page
from generator.settings import load_settings

PATH = "documents/chi-thi-05-ct-tw.md"


def article(number: int, date: str, issued: str = "", issuer: str = "", provinces: tuple[str, ...] = ()) -> Article:
    cited = DocumentCitation("Chỉ thị", "05-CT/TW", issued, issuer)
    return Article(
        f"articles/{number}.md",
        FrontMatter(f"Bài {number}", date=date, documents=(cited,), provinces=provinces),
        "A.\n",
    )


def page_of(*articles: Article) -> str:
    catalogue = build_catalogue(articles)
    return render_page(plan(catalogue)[PATH], catalogue, load_settings(REPOSITORY))


def test_date_and_issuer_name_the_articles_that_give_them() -> None:
    page = page_of(article(1, "2024-06-20", "2016-05-15", "Bộ Chính trị"), article(2, "2024-07-01", "", "Bộ chính trị"))
    assert "- **Ngày ban hành:** 15/5/2016 (theo bài [20/6/2024](../articles/1.md))\n" in page
    both = "bài [20/6/2024](../articles/1.md), [1/7/2024](../articles/2.md)"
    assert f"- **Cơ quan ban hành:** Bộ Chính trị (theo {both})\n" in page


def test_articles_of_one_date_are_counted_and_many_dates_are_a_span() -> None:
    three = [article(number, "2024-06-20", "2016-05-15") for number in range(3)]
    assert "15/5/2016 (theo bài [20/6/2024](../articles/0.md) (3\N{NO-BREAK SPACE}bài))\n" in page_of(*three)
    many = [article(number, f"2024-06-{number:02}", "2016-05-15") for number in range(1, 12)]
    span = "từ [1/6/2024](../articles/1.md) đến [11/6/2024](../articles/11.md)"
    assert f"15/5/2016 (theo 12\N{NO-BREAK SPACE}bài, {span})" in page_of(*many, article(20, "", "2016-05-15"))


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [("2016-05-15", "2016-05", False), ("2016-05-15", "2016-05-18", True), ("2016", "2017", True), ("", "2016", False)],
)
def test_dates_that_cannot_both_be_true_are_pointed_out(one: str, other: str, contradict: bool) -> None:
    page = page_of(article(1, "2024", one), article(2, "2025", other))
    assert ("nêu ngày ban hành khác nhau" in page) == contradict


def test_what_no_article_says_is_said_to_be_unsaid() -> None:
    page = page_of(article(1, "2024"))
    assert page.count("các bài không nêu") == 2


def test_who_cites_it_by_year() -> None:
    page = page_of(
        article(1, "2023-06-20", provinces=("Sơn La",)),
        article(2, "2023-07", provinces=("Sơn La", "Hà Nội")),
        article(3, "2024"),
        article(4, ""),
    )
    rows = [line for line in page.splitlines() if line.startswith("| ")][2:]
    assert rows == [
        "| 2023 | 2 | [Sơn La](../provinces/son-la.md), [Hà Nội](../provinces/ha-noi.md) |",
        "| 2024 | 1 | – |",
        "| chưa rõ | 1 | – |",
    ]
    assert "[Sơn La](../provinces/son-la.md) (2\N{NO-BREAK SPACE}bài), [Hà Nội]" in page


def test_hostile_issuers_are_text() -> None:
    page = page_of(article(1, "2024", "", "<b>x</b> | [y](z)"))
    assert "&lt;b&gt;x&lt;/b&gt; &#124; \\[y\\](z) (theo" in page
