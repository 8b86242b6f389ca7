"""Calendars and periods."""

import re
from collections.abc import Iterable

import pytest
from scratch_archive import REPOSITORY

from generator.addresses import destinations, updated
from generator.addresses.parts import is_part
from generator.addresses.published import published_pages
from generator.catalogue import Catalogue, build_catalogue
from generator.model import Article, ClusterMention, Figure, FrontMatter
from generator.pages import article_page, plan, render_article, render_page
from generator.periods import Period
from generator.plain_markdown import render_plain
from generator.settings import load_settings

SETTINGS = load_settings(REPOSITORY)
NBSP = "\u00a0"


def archive(dates: Iterable[str], **known: object) -> Catalogue:
    front = [FrontMatter("Bài", date=date, **known) for date in dates]  # type: ignore[arg-type]  # as a test gives them
    return build_catalogue(Article(f"articles/{number:04}.md", each, "") for number, each in enumerate(front))


def page(catalogue: Catalogue, path: str) -> str:
    return render_page(plan(catalogue)[path], catalogue, SETTINGS)


def size(catalogue: Catalogue, path: str) -> int:
    """Bytes of HTML; asserts that it is made fast."""
    pages = {*plan(catalogue), *(article.path for article in catalogue.articles), "about.md"}
    body = page(catalogue, path).split("---\n", 2)[2]
    plain = render_plain(body, path, lambda there: there.removesuffix("index.md") if there in pages else None)
    assert plain
    return len(plain.content.encode())


def test_the_calendar_of_months_links_each_and_counts_it() -> None:
    shown = page(archive(["2023-01-05", "2024-06-20", "2024-06-21", "2024-06", "2024"]), "dates/index.md")
    assert f"- [Năm 2024](2024/index.md) <small>4{NBSP}bài</small>" in shown
    assert f'    - <span class="m6 s2">[tháng 6](2024/06.md) 3{NBSP}bài</span>' in shown
    assert f'    - <span class="m0">[chưa rõ tháng](undated/index.md#2024) 1{NBSP}bài</span>' in shown
    assert f'    - <span class="m1 s1">[tháng 1](2023/01.md) 1{NBSP}bài</span>' in shown
    assert '<span class="s1">1</span> <span class="s2">2–3</span> bài.' in shown
    assert shown.index("Năm 2024") < shown.index("Năm 2023")


def test_the_calendar_of_days_stands_where_there_are_enough() -> None:
    days = [f"2024-06-{day:02}" for day in range(1, 9)]
    few, enough = archive(days[:-1]), archive([*days, "2024-06-08", "2024-06", "2024"])
    assert "calendar" not in page(few, "dates/2024/index.md")
    shown = page(enough, "dates/2024/index.md")
    assert f"- [Tháng 6/2024](06.md) <small>10{NBSP}bài</small>" in shown
    assert f'    - <span class="r1 c6 s1">[1/6](06.md#2024-06-01) 1{NBSP}bài</span>' in shown
    assert f'    - <span class="r2 c6 s2">[8/6](06.md#2024-06-08) 2{NBSP}bài</span>' in shown
    assert "## Chưa rõ tháng" in shown


def test_calendars_stay_small() -> None:
    every_day = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    assert size(archive(every_day), "dates/2024/index.md") < 45_000
    a_hundred = archive(every_day[:200:2], place="thành phố Thủ Đức")
    assert size(a_hundred, "dates/2024/index.md") < 45_000
    months = [f"{year}-{month:02}-05" for year in range(1950, 2027) for month in range(1, 13)]
    assert size(archive(months), "dates/index.md") < 50_000
    shown = page(archive(months), "dates/index.md")
    assert f"## Trước đó\n\n- [Năm 1986](1986/index.md) (12{NBSP}bài)" in shown


def of_period(period: str, date: str = "", **known: object) -> FrontMatter:
    return FrontMatter("Bài", period=period, date=date, **known)  # type: ignore[arg-type]  # as a test gives them


@pytest.fixture
def reviews() -> Catalogue:
    cluster = ClusterMention("Cụm thi đua số 1")
    figures = tuple(Figure(number, "chi bộ", f"có {number} chi bộ") for number in range(1, 9))
    fronts = [
        of_period("2024-H1", "2024-06-20", clusters=(cluster,), figures=figures),
        of_period("2024-M01/M06", "2025-01"),
        of_period("2024", "2024-12-30"),
        of_period("2024-Q2", "2024-07-01"),
        of_period("2023-M01/M09", "2023-09-29"),
        of_period("2021/2025", "2025"),
        of_period("2024-06", ""),
        of_period("../[x](y) <b>", "2024-06-20"),
    ]
    return build_catalogue(Article(f"articles/{number}.md", each, "Chữ.\n") for number, each in enumerate(fronts))


def test_a_period_brings_together_what_reviews_it(reviews: Catalogue) -> None:
    shown = page(reviews, "dates/periods/2024-H1.md")
    assert "# Kỳ xem xét: 6 tháng đầu năm 2024" in shown
    assert re.findall(r"^- \[Bài\]\(../../articles/(\d)", shown.split("## Bài viết")[1], re.MULTILINE) == ["1", "0"]
    assert "từ [20/6/2024](../../articles/0.md) đến [tháng 1/2025](../../articles/1.md)" in shown
    assert f"[năm 2024](2024.md) (1{NBSP}bài), [quý II/2024](2024-Q2.md) (1{NBSP}bài), [tháng 6/2024]" in shown
    assert "[Cụm thi đua số 1](../../clusters/cum-thi-dua-so-1.md)" in shown
    assert "    - **5** chi bộ — “có 5 chi bộ”\n" in shown
    assert "có 6 chi bộ" not in shown
    assert f"và 3{NBSP}số liệu khác" in shown


def test_periods_are_listed_and_linked(reviews: Catalogue) -> None:
    listed = page(reviews, "dates/periods/index.md")
    assert re.findall(r"\]\((20[^)]*)\)", listed) == [
        *("2024.md", "2024-H1.md", "2024-Q2.md", "2024-M06.md", "2023-M01-M09.md", "2021-2025.md"),
    ]
    assert f"6{NBSP}kỳ" in page(reviews, "dates/index.md")
    assert f"[6 tháng đầu năm 2024](../periods/2024-H1.md) (2{NBSP}bài)" in page(reviews, "dates/2024/index.md")
    assert "xem xét" not in page(reviews, "dates/2025/index.md")
    by_path = {article.path: render_article(article_page(reviews, article), SETTINGS) for article in reviews.articles}
    assert "- **Kỳ xem xét:** [9 tháng đầu năm 2023](../dates/periods/2023-M01-M09.md)\n" in by_path["articles/4.md"]
    assert "- **Kỳ xem xét:** ../\\[x\\](y) &lt;b&gt;\n" in by_path["articles/7.md"]


def test_addresses_of_periods_are_names_of_files_everywhere(reviews: Catalogue) -> None:
    names = [path.removeprefix("dates/periods/") for path in plan(reviews) if path.startswith("dates/periods/")]
    assert len({name.casefold() for name in names}) == len(names) == 7
    assert all(re.fullmatch(r"[A-Za-z0-9-]+\.md", name) for name in names)


def test_an_archive_without_periods_has_no_pages_of_them() -> None:
    none = archive(["2024-06-20"])
    assert not [path for path in plan(none) if "periods" in path]
    assert "periods" not in page(none, "dates/index.md")


def test_a_long_period_is_divided_and_stays_small() -> None:
    figures = tuple(Figure(number, "chi bộ", "x" * 150) for number in range(9))
    dates = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 21)]
    many = archive(dates, period="2025", figures=figures)
    assert "dates/periods/2025/2025-03.md" in plan(many)
    assert size(many, "dates/periods/2025.md") < 40_000
    assert all(is_part(path) for path in plan(many) if path.startswith("dates/periods/"))


def test_a_period_that_is_gone_leads_to_the_list(reviews: Catalogue) -> None:
    without = build_catalogue(article for article in reviews.articles if article.path != "articles/4.md")
    recorded = updated({}, published_pages(reviews))
    assert "dates/periods/2023-M01-M09.md" in recorded
    there = published_pages(without)
    ends = destinations(updated(recorded, there), there)
    assert ends["dates/periods/2023-M01-M09.md"] == "dates/periods/index.md"
    none = published_pages(archive(["2024-06-20"]))
    assert destinations(updated(recorded, none), none)["dates/periods/2024-H1.md"] == "dates/index.md"


@pytest.mark.parametrize(
    "text", ["2024-H3", "2024-Q0", "2024-M00", "2024-M13", "2024-13", "24", "２０２４", "2025/2021", ""]
)
def test_what_is_no_period(text: str) -> None:
    assert Period.parse(text) is None


def test_every_period_is_read_again_as_itself() -> None:
    written = {f"2024-M{first:02}/M{last:02}" for first in range(1, 13) for last in range(first, 13)}
    for text in [*written, "2024-H1", "2024-H2", "2024-Q1", "2024-Q4", "2024", "2021/2025", "0001"]:
        period = Period.parse(text)
        assert period
        assert Period.parse(str(period)) == period
    assert len({period.vietnamese for text in written if (period := Period.parse(text))}) == len(written)
