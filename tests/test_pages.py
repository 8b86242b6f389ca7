import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from scratch_archive import ARTICLES, write, write_archive

from generator.catalogue import load_catalogue
from generator.data_out import is_data
from generator.errors import GeneratorError
from generator.export import MARKER, export_site
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention, Source
from generator.pages import article_page, render_article, render_pages
from generator.settings import Settings

LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
HOSTILE = [
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "{{ 7*7 }} {% raw %}",
    "a | b *c* `d` _e_ # f",
    "\n# Tiêu đề\n\n- mục",
    "&lt;b&gt; &amp;",
    "---",
    "trailing \\",
]


def pages_of(settings: Settings) -> dict[str, str]:
    catalogue, problems = load_catalogue(settings.docs)
    assert not problems
    pages = dict(render_pages(catalogue, settings))
    articles = {each.path: render_article(article_page(catalogue, each), settings) for each in catalogue.articles}
    return {**pages, **articles}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    notes = {
        "persons/nguyen-quang-duong.md": "---\nborn: 1962\n---\n\n# Tên\n\nMột *ghi chú* viết tay.\n",
        "index.md": "Lời ngỏ của kho.\n",
    }
    return pages_of(write_archive(tmp_path_factory.mktemp("archive"), notes=notes))


def text_of(page: str) -> str:
    return page.split("---\n", 2)[2]


def test_all_kinds_of_pages(pages: dict[str, str]) -> None:
    assert {path for path in pages if "articles/" not in path} >= {
        *["dates/periods/index.md", "dates/periods/2024-H1.md"],
        *["index.md", "search/index.md", "dates/index.md", "dates/undated/index.md", "dates/2024/index.md"],
        *["dates/2024/06.md", "dates/2021/06.md", "persons/index.md", "persons/nguyen-quang-duong.md"],
        *["clusters/index.md", "clusters/cum-thi-dua-so-2.md", "provinces/index.md", "provinces/hoa-binh.md"],
        *["documents/index.md", "documents/chi-thi-05-ct-tw.md", "figures/index.md"],
    }


def test_every_link_leads_to_a_page_and_an_anchor(pages: dict[str, str]) -> None:
    for path, markdown in pages.items():
        for target in LINK.findall(markdown):
            if target.startswith("https://"):
                continue
            page, _, anchor = unquote(target).partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), page))
            assert there in pages or there == "about.md" or is_data(there, pages.__contains__), (path, target)
            assert not anchor or f'<a id="{anchor}"></a>' in pages[there], (path, target)


def test_pages_by_time_list_every_article_once(pages: dict[str, str]) -> None:
    months = "".join(pages[path] for path in ("dates/2024/06.md", "dates/2021/06.md"))
    undated = pages["dates/undated/index.md"]
    assert {name for name in ARTICLES if f"articles/{name}" in months} == {"a.md", "b.md", "e.md"}
    assert {name for name in ARTICLES if f"articles/{name}" in undated} == {"c.md", "d.md", "e.md"}
    assert text_of(pages["dates/2024/06.md"]).index("a.md") < pages["dates/2024/06.md"].index("## Chưa rõ ngày")


def test_facts_of_an_article(pages: dict[str, str]) -> None:
    facts = pages["articles/a.md"].split("</div>")[0]
    for line in (
        "- **Ngày:** [20/6/2024](../dates/2024/06.md#2024-06-20) — căn cứ: “Ngày 20/6”",
        "- **Kỳ xem xét:** [6 tháng đầu năm 2024](../dates/periods/2024-H1.md)",
        "- **Nơi:** huyện Mộc Châu",
        "    - [Nguyễn Hữu Đông](../persons/nguyen-huu-dong.md): Bí thư Tỉnh ủy",
        "- **Tỉnh, thành phố:** [Sơn La](../provinces/son-la.md), [Hoà Bình](../provinces/hoa-binh.md), [tỉnh Phú Thọ]",
        "    - **1.513** văn bản — “1.513 văn bản”",
        "    - **80,8** % — “đạt 80,8 %”",
        "- **Tác giả:** Việt Anh, Duy Tùng",
        "- **Nguồn:** [Nhân Dân](https://nhandan.vn/a)",
        "- **Tệp nguồn:** a.txt",
    ):
        assert line in facts


def test_the_unknown_is_left_out_but_for_the_date(pages: dict[str, str]) -> None:
    facts = pages["articles/c.md"].split("</div>")[0]
    assert re.findall(r"\*\*(.*?):\*\*", facts) == ["Tiêu đề", "Ngày", "Văn bản"]
    assert "[chưa rõ](../dates/undated/index.md#khong-ro)" in facts
    assert "bản gốc không có tiêu đề" in facts
    assert "Bài trước" not in pages["articles/c.md"]


def test_before_and_after_by_date(pages: dict[str, str]) -> None:
    after_body = pages["articles/d.md"].split("## Trước và sau theo thời gian")[1]
    assert "**Bài trước:** [Giao ban](b.md)" in after_body
    assert "**Bài sau:** [Chỉ biết tháng](e.md)" in after_body
    assert "Bài sau" not in pages["articles/a.md"]
    assert "Bài trước" not in pages["articles/b.md"]


def test_first_mentions_are_linked(pages: dict[str, str]) -> None:
    body = pages["articles/a.md"].split("</div>")[1].split("## ")[0]
    assert body.count("[Nguyễn Quang Dương](../persons/nguyen-quang-duong.md)") == 1
    assert "[Chỉ thị số 05-CT/TW](../documents/chi-thi-05-ct-tw.md)" in pages["articles/b.md"].split("</div>")[1]


def test_a_note_opens_its_page(pages: dict[str, str]) -> None:
    page = text_of(pages["persons/nguyen-quang-duong.md"])
    assert page.startswith("\n# Nguyễn Quang Dương\n\nMột *ghi chú* viết tay.\n\n## Chức vụ")
    assert "Lời ngỏ của kho." in pages["index.md"]
    assert "born" not in page


def test_a_cluster_without_a_sector_says_so(pages: dict[str, str]) -> None:
    assert "nhiều cụm khác nhau" in pages["clusters/cum-thi-dua-so-2.md"]


def test_a_province_knows_what_became_of_it(pages: dict[str, str]) -> None:
    joined = "hợp nhất từ Hòa Bình, Phú Thọ, Vĩnh Phúc; cả thảy 1\N{NO-BREAK SPACE}bài"
    assert f"- **Từ ngày 1/7/2025:** thuộc [tỉnh Phú Thọ](phu-tho.md), {joined}\n" in pages["provinces/hoa-binh.md"]
    heir = pages["provinces/phu-tho.md"]
    assert "- **Từ ngày 1/7/2025:** tỉnh Phú Thọ; kể cả các địa phương cũ: 1\N{NO-BREAK SPACE}bài" in heir
    assert (
        "    - [Hòa Bình](hoa-binh.md): 1\N{NO-BREAK SPACE}bài\n    - Phú Thọ: 1\N{NO-BREAK SPACE}bài, ở trang này\n"
        in heir
    )
    assert "- **Bài ở trang này:** 1\N{NO-BREAK SPACE}bài trước ngày 1/7/2025\n" in heir
    assert "vẫn là tỉnh Sơn La, không hợp nhất với nơi nào" in pages["provinces/son-la.md"]
    assert "ở trang này" not in pages["provinces/son-la.md"]


def test_articles_of_a_province_stand_before_or_after_the_change(tmp_path: Path) -> None:
    dates = ("2025-06-30", "2025-07", "2025", "", "2026-01-02")
    articles = {
        f"{number}.md": (FrontMatter("A", date=date, provinces=("Phú Thọ",)), "A\n")
        for number, date in enumerate(dates)
    }
    articles["5.md"] = (FrontMatter("A", provinces=("Bắc Cạn", "Huế", "Xứ Lạ")), "A\n")
    pages = pages_of(write_archive(tmp_path, articles))
    page = pages["provinces/phu-tho.md"]
    counts = "1 bài trước ngày 1/7/2025, 2 bài từ ngày ấy, 2 bài chưa rõ trước hay sau"
    assert f"{counts.replace(' bài', chr(160) + 'bài')}\n" in page
    since, before, unknown = page.split("### ")[1:]
    assert since.startswith("Từ ngày 1/7/2025\n")
    assert re.findall(r"articles/(\d)", since) == ["4", "1"]
    assert before.startswith("Trước ngày 1/7/2025\n")
    assert re.findall(r"articles/(\d)", before) == ["0"]
    assert unknown.startswith("Chưa rõ trước hay sau ngày 1/7/2025\n")
    assert re.findall(r"articles/(\d)", unknown.split("## ")[0]) == ["2", "3"]
    # Nobody names the one of today; another name; a name that is nowhere known.
    assert (
        "thuộc tỉnh Thái Nguyên, hợp nhất từ Bắc Kạn, Thái Nguyên; cả thảy 1\N{NO-BREAK SPACE}bài"
        in pages["provinces/bac-kan.md"]
    )
    assert "nay là thành phố Huế, không hợp nhất với nơi nào" in pages["provinces/thua-thien-hue.md"]
    assert "facts" not in pages["provinces/xu-la.md"]
    index = pages["provinces/index.md"]
    assert "- [Bắc Kạn](bac-kan.md) <small>1\N{NO-BREAK SPACE}bài · nay thuộc tỉnh Thái Nguyên</small>\n" in index
    assert (
        "- [Thừa Thiên Huế](thua-thien-hue.md) <small>1\N{NO-BREAK SPACE}bài · nay là thành phố Huế</small>\n" in index
    )
    assert "- [Xứ Lạ](xu-la.md) <small>1\N{NO-BREAK SPACE}bài</small>\n" in index


def test_persons_of_a_province_have_the_offices_of_its_latest_article_that_names_any(tmp_path: Path) -> None:
    held = {"2021": ("Chủ tịch",), "2022": ("Ủy viên", "Bí thư"), "2023": ()}
    articles = {
        f"{year}.md": (
            FrontMatter("A", date=year, persons=(PersonMention("Lê Ba", roles),), provinces=("Sơn La",)),
            "Lê Ba.\n",
        )
        for year, roles in held.items()
    }
    elsewhere = FrontMatter("A", date="2024", persons=(PersonMention("Lê Ba", ("Bộ trưởng",)),))
    pages = pages_of(write_archive(tmp_path, {**articles, "2024.md": (elsewhere, "Lê Ba.\n")}))
    assert (
        "- [Lê Ba](../persons/le-ba.md) <small>Ủy viên; Bí thư · 3\N{NO-BREAK SPACE}bài</small>\n"
        in pages["provinces/son-la.md"]
    )


def test_a_province_of_many_articles_draws_them_by_year(tmp_path: Path) -> None:
    dates = ("2021",) * 5 + ("2022",) * 4 + ("",)
    articles = {
        f"{number}.md": (FrontMatter("A", date=date, provinces=("Sơn La",)), "A\n") for number, date in enumerate(dates)
    }
    page = pages_of(write_archive(tmp_path, articles))["provinces/son-la.md"]
    assert '<desc id="theo-nam-desc">2021: 5; 2022: 4</desc>' in page


def test_the_country_is_a_list_of_links_before_it_is_a_map(pages: dict[str, str]) -> None:
    index = pages["provinces/index.md"]
    now, before = (part.split("</nav>")[0].splitlines()[2:] for part in index.split('<nav class="map ')[1:])
    assert len([line for line in now if line]) == 34 + 2
    assert len([line for line in before if line]) == 63 + 2
    assert (
        '- <span class="row-2 column-2 shade-1">[Sơn La](son-la.md) <small>1\N{NO-BREAK SPACE}bài</small></span>' in now
    )
    assert '- <span class="row-10 column-5 shade-0 islands">Hoàng Sa <small>(Đà Nẵng)</small></span>' in now
    assert '- <span class="row-1 column-4 shade-0">Cao Bằng</span>' in before
    assert "map-key" not in index


def test_a_document_warns_of_equal_numbers(pages: dict[str, str]) -> None:
    page = pages["documents/chi-thi-05-ct-tw.md"]
    assert "có thể là hai văn bản khác nhau" in page
    assert page.count("Cơ quan ban hành: Bộ Chính trị") == 1


def hostile_article(text: str) -> tuple[FrontMatter, str]:
    front_matter = FrontMatter(
        text,
        date_basis=text,
        period=text,
        place=text,
        persons=(PersonMention(text, (text,)),),
        clusters=(ClusterMention(text, 1, text, (text,)),),
        provinces=(text,),
        documents=(DocumentCitation(text, text, "", text),),
        figures=(Figure(1, text, text),),
        byline=(text,),
        source=Source(text, f"javascript:{text}"),
        source_file=text,
    )
    return front_matter, "Thân bài.\n"


def test_nothing_in_front_matter_becomes_markup(tmp_path: Path) -> None:
    articles = {f"{number}.md": hostile_article(text) for number, text in enumerate(HOSTILE)}
    for path, markdown in pages_of(write_archive(tmp_path, articles)).items():
        page = text_of(markdown) if markdown.startswith("---\n") else markdown
        for tag in re.findall(r"<[^>\n]*>", page):
            assert re.fullmatch(
                r'<div class="([a-z ]+)" markdown="1">|</?small>|</div>|<a id="[\w-]+">|</a>'
                r'|<nav class="map (now|before)" aria-label="[\w /,]+" markdown="1">|</nav>|<small class="map-key">'
                r'|<span class="(row-\d+ column-\d+ )?shade-\d( islands)?">|</span>',
                tag,
            ), (
                path,
                tag,
            )
        assert not re.search(r"(?<!\\)\]\(javascript", page), path
        assert "{{" not in page
        assert "{%" not in page
        assert len(re.findall(r"^# ", page, re.MULTILINE)) == 1


def test_export_is_the_whole_tree_and_can_be_repeated(tmp_path: Path) -> None:
    settings = write_archive(tmp_path / "archive")
    target = tmp_path / "out"
    write(settings.docs / "articles/broken.md", "---\ntitle: a: b\n---\n")
    assert [problem.path for problem in export_site(settings, target)] == ["docs_src/articles/broken.md"]
    paths = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert {"articles/a.md", "about.md", "index.md", "dates/2024/06.md", "data/articles.json"} <= paths
    assert "articles/broken.md" not in paths
    rows = json.loads((target / "data/articles.json").read_text("utf-8"))
    assert [row["path"] for row in rows] == [f"articles/{name}.md" for name in "cbdea"]
    assert rows[-1]["date"] == "2024-06-20"
    assert (target / "articles/a.md").read_text("utf-8").startswith("---\ntitle: Cụm thi đua số 1 sơ kết\n")

    write(target / "own.txt", "mine")
    (settings.docs / "articles/e.md").unlink()
    export_site(settings, target)
    assert not (target / "clusters/cum-thi-dua-so-2.md").exists()
    assert (target / "own.txt").read_text("utf-8") == "mine"


def test_export_leaves_folders_of_others_alone(tmp_path: Path) -> None:
    settings = write_archive(tmp_path / "archive")
    write(tmp_path / "mine/precious.txt", "x")
    with pytest.raises(GeneratorError, match="no export wrote"):
        export_site(settings, tmp_path / "mine")
    with pytest.raises(GeneratorError, match="docs folder"):
        export_site(settings, settings.docs / "out")
    write(tmp_path / "out" / MARKER, "../mine/precious.txt\n")
    export_site(settings, tmp_path / "out")
    assert (tmp_path / "mine/precious.txt").exists()


def test_page_shows_changes_of_office_leaders_and_the_sentence_behind_a_fact(tmp_path: Path) -> None:
    person = PersonMention("Lê Ba", ("Phó Bí thư", "Bí thư"), "le-ba", ("Bí thư",), ("Phó Bí thư",))
    cluster = ClusterMention("Cụm thi đua số 2", 2, "", ("Hà Nam", "Thái Bình"), "cum-2", "Thái Bình")
    front = FrontMatter("Bài", date="2024", persons=(person,), clusters=(cluster,))
    body = (
        "Mở đầu. Ông Lê Ba thôi giữ chức Phó Bí thư.\n\nÔng Lê Ba làm Bí thư. Cụm thi đua số 2 do Thái Bình dẫn đầu.\n"
    )
    pages = pages_of(write_archive(tmp_path, {"a.md": (front, body)}))
    shown = pages["articles/a.md"]
    assert '<a href="#cau-1">Phó Bí thư</a> (thôi giữ)' in shown
    assert '<a href="#cau-2">Bí thư</a> (mới nhận)' in shown
    assert '(đơn vị đứng đầu: <a href="#cau-3">Thái Bình</a>)' in shown
    assert '<span id="cau-1">Ông [Lê Ba](../persons/le-ba.md) thôi giữ chức Phó Bí thư.</span>' in shown
    assert "Thái Bình, theo" in pages["clusters/cum-2.md"]
    assert "    - Mới nhận: bài [năm 2024](../articles/a.md)" in pages["persons/le-ba.md"]
    assert "    - Thôi giữ: bài [năm 2024](../articles/a.md)" in pages["persons/le-ba.md"]
