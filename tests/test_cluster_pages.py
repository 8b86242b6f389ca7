"""What a cluster's page tells by time: members, leaders, meetings and figures, each with the articles that say so."""

from collections.abc import Sequence

import pytest
from scratch_archive import REPOSITORY

from generator.catalogue import Catalogue, build_catalogue
from generator.model import Article, ClusterMention, Figure, FrontMatter
from generator.pages import plan, render_page
from generator.pages.membership import Membership, membership
from generator.pages.reported import compared
from generator.settings import load_settings

NAME = "Cụm thi đua số 9"
PATH = "clusters/cum-thi-dua-so-9.md"
BEFORE = ("Hà Nội", "Bắc Kạn", "Thái Nguyên", "Hòa Bình")


def article(
    number: int,
    date: str,
    members: Sequence[str] = (),
    *,
    leader: str = "",
    place: str = "",
    period: str = "",
    figures: Sequence[Figure] = (),
    others: Sequence[str] = (),
) -> Article:
    clusters = (ClusterMention(NAME, 9, members=tuple(members), leader=leader), *map(ClusterMention, others))
    front = FrontMatter(
        f"Bài {number}", date=date, place=place, period=period, clusters=clusters, figures=tuple(figures)
    )
    body = "\n\n".join(f"{figure.quote}." for figure in figures)
    return Article(f"articles/{number}.md", front, f"{body or 'Thân bài.'}\n")


def catalogue(*articles: Article) -> Catalogue:
    return build_catalogue(articles)


def members_of(*articles: Article) -> Membership:
    (cluster,) = catalogue(*articles).clusters
    return membership(cluster, {"thai-nguyen": "provinces/thai-nguyen.md"})


def page_of(*articles: Article) -> str:
    known = catalogue(*articles)
    return render_page(plan(known)[PATH], known, load_settings(REPOSITORY))


def changes(found: Membership) -> tuple[list[str], list[str], list[str]]:
    """Joined, gone and merged of the latest list."""
    latest = found.lists.shown[-1].changes
    assert latest
    return (
        [unit.name for unit, _ in latest.joined],
        [unit.name for unit in latest.gone],
        [f"{merged.unit.name} > {merged.successor}" for merged in latest.merged],
    )


def test_a_province_that_was_merged_did_not_leave() -> None:
    found = members_of(
        article(1, "2024-06-20", BEFORE), article(2, "2025-12-10", ("Hà Nội", "Thái Nguyên", "Lạng Sơn"))
    )
    assert [len(each.units) for each in found.lists.shown] == [4, 3]
    assert changes(found) == (
        ["Lạng Sơn"],
        [],
        ["Bắc Kạn > tỉnh Thái Nguyên", "Hòa Bình > tỉnh Phú Thọ"],
    )
    latest = found.lists.shown[-1].changes
    assert latest
    assert [merged.is_member for merged in latest.merged] == [True, False]
    assert latest.merged[0].page == "provinces/thai-nguyen.md"


@pytest.mark.parametrize("date", ["2025-06-30", "2025-06", "2025", "2024-12"])
def test_before_the_merger_a_province_is_only_missing_from_a_list(date: str) -> None:
    found = members_of(article(1, "2024-06-20", BEFORE), article(2, date, ("Hà Nội", "Thái Nguyên", "Hòa Bình")))
    assert changes(found) == ([], ["Bắc Kạn"], [])


@pytest.mark.parametrize("date", ["2025-07-01", "2025-07", "2026"])
def test_from_the_merger_on_it_is_said(date: str) -> None:
    found = members_of(article(1, "2024-06-20", BEFORE), article(2, date, ("Hà Nội", "Thái Nguyên", "Hoà Bình")))
    assert changes(found) == ([], [], ["Bắc Kạn > tỉnh Thái Nguyên"])


def test_a_successor_that_joins_is_said_to_hold_what_was_merged_into_it() -> None:
    found = members_of(article(1, "2025-01", ("Hà Nội", "Bắc Kạn")), article(2, "2025-08", ("Hà Nội", "Thái Nguyên")))
    latest = found.lists.shown[-1].changes
    assert latest
    assert [(unit.name, took_in) for unit, took_in in latest.joined] == [("Thái Nguyên", ("Bắc Kạn",))]


@pytest.mark.parametrize(
    ("first", "second"), [("2024", "2024-06-20"), ("2024-06", "2024-06-20"), ("2024-06-20", "2024-06-20"), ("", "2024")]
)
def test_nothing_changes_where_nobody_knows_which_list_is_earlier(first: str, second: str) -> None:
    found = members_of(article(1, first, BEFORE), article(2, second, BEFORE[1:]))
    assert [each.changes for each in found.lists.shown] == [None, None]


def test_lists_stand_in_time_order_and_those_without_a_date_last() -> None:
    found = members_of(
        article(1, "", ("Sơn La", "Hà Nội")),
        article(2, "2025-03", BEFORE),
        article(3, "2024-03", ("Hà Nội", "Bắc Kạn")),
    )
    assert [each.articles[0].path[9] for each in found.lists.shown] == ["3", "2", "1"]
    assert found.lists.shown[2].changes is None
    assert [unit.name for unit in found.units][:2] == ["Hà Nội", "Bắc Kạn"]


def test_spellings_of_a_member_are_one() -> None:
    found = members_of(
        article(1, "2024-03", ("Hòa Bình", "Sở Nội vụ A", "Bắc Cạn")),
        article(2, "2024-06", ("tỉnh Hoà Bình", "Sở  nội vụ A", "Bắc Kạn")),
    )
    (only,) = found.lists.shown
    assert len(only.articles) == 2


def test_the_page_says_which_articles_were_compared() -> None:
    page = page_of(article(1, "2024-06-20", BEFORE), article(2, "2024-12-10", BEFORE[:3]))
    assert "- **4\N{NO-BREAK SPACE}thành viên**, theo bài [20/6/2024](../articles/1.md)\n" in page
    line = (
        "    - Không còn trong danh sách theo bài [10/12/2024](../articles/2.md), "
        "so với bài [20/6/2024](../articles/1.md): Hòa Bình\n"
    )
    assert line in page
    assert "| Hòa Bình | có | – |\n" in page
    assert "rời" not in page


def test_leaders_stand_in_time_order() -> None:
    page = page_of(article(2, "2025-01-10", leader="Hà Nội"), article(1, "2024-01-10", leader="Sơn La"))
    assert page.index("- Sơn La, theo bài [10/1/2024]") < page.index("- Hà Nội, theo bài [10/1/2025]")


def test_meetings_join_articles_of_one_event() -> None:
    page = page_of(
        article(1, "2024-06-20", place="Mộc Châu", period="2024-H1", leader="Sơn La"),
        article(2, "2024-06-20", place="Mộc  Châu", period="2024-H1"),
        article(3, "2023-06-20", period="2023-H1"),
        article(4, "2024", place="Hà Nội"),
        article(5, "2024-07-01"),
    )
    table = page.split("## Các kỳ họp")[1].split("</div>")[0]
    leader = '<span class="table__label">Đứng đầu:</span> Sơn La'
    both = "[Bài 1](../articles/1.md); [Bài 2](../articles/2.md)"
    assert [line for line in table.splitlines() if line.startswith("| ")][2:] == [
        "| 20/6/2023 | [Bài 3](../articles/3.md) |  | 6 tháng đầu năm 2023 |  |",
        f"| 20/6/2024 | {both} | Mộc Châu | 6 tháng đầu năm 2024 | {leader} |",
    ]


def test_figures_of_one_unit_stand_side_by_side_with_their_sentences() -> None:
    known = (
        article(
            1, "2023-12", period="2023", figures=[Figure(5, "mô hình", "Có 5 mô hình"), Figure(80.5, "%", "Đạt 80,5%")]
        ),
        article(2, "2024-06", period="2024-H1", figures=[Figure(1200, "Mô hình", "Có 1.200 mô hình")]),
        article(
            3, "2024-12", period="2024", figures=[Figure(7, "mô hình", "Có 7 mô hình")], others=["Cụm thi đua số 8"]
        ),
        article(4, "2024-12", figures=[Figure(9, "mô hình", "Có 9 mô hình")]),
    )
    page = page_of(*known)
    assert "| Nội dung | năm 2023 | 6 tháng đầu năm 2024 |\n| --- | ---: | ---: |\n" in page
    assert "| mô hình | [5](../articles/1.md#cau-1) | [1.200](../articles/2.md#cau-1) |\n" in page
    assert "80,5" not in page
    assert "[7]" not in page


def test_a_figure_without_its_sentence_leads_to_the_article() -> None:
    page = page_of(article(1, "2023-12", period="2023", figures=[Figure(5, "hộ", "")]))
    assert "| hộ | [5](../articles/1.md) |" in page


def test_hostile_values_stay_in_their_cells() -> None:
    hostile = "<b>a</b> | [x](y) \n# z"
    page = page_of(
        article(1, "2024-01-02", (hostile, "B"), leader=hostile, place=hostile, period="2024"),
        article(2, "2025-01-02", ("B", "C"), place=hostile, period="x|y", figures=[Figure(1, hostile, "")]),
    )
    assert "<b>" not in page
    assert "&lt;b&gt;a&lt;/b&gt; &#124; \\[x\\](y) \\# z" in page
    for line in page.splitlines():
        assert not line.startswith("|") or line.endswith(" |")


def test_pages_of_clusters_of_many_articles_are_bounded() -> None:
    units = [f"đơn vị {number}" for number in range(40)]
    many = [
        article(
            number,
            f"20{number % 20:02}-{number % 12 + 1:02}-03",
            units[number % 7 : number % 30 + 8],
            place=f"xã {number}",
            period=f"20{number % 20:02}",
            figures=[Figure(each, f"loại {each % 50}", "") for each in range(number, number + 9)],
        )
        for number in range(1, 400)
    ]
    (cluster,) = catalogue(*many).clusters
    found = compared(cluster, catalogue(*many).mentioned_beside(cluster))
    assert len(found.periods) <= 6
    assert len(found.rows.shown) <= 40
    assert len(page_of(*many).encode()) < 40_000
