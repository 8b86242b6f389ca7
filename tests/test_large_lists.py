"""However many articles, persons …: every page stays small, everything is found, and no address dies."""

import posixpath
import re
from collections import Counter
from urllib.parse import unquote

import pytest
from large_archive import CLUSTER, DOCUMENT, PERSON, PROVINCE, catalogue
from scratch_archive import REPOSITORY

from generator.addresses import destinations, updated
from generator.addresses.published import published_pages
from generator.data_out import is_data
from generator.model import Article, FrontMatter
from generator.pages import persons, plan, render_page, render_pages
from generator.pages.by_time import DAY, MONTH, YEAR
from generator.pages.company import company
from generator.pages.parts import Level, divided
from generator.pages.words import article_date, date_place
from generator.records import EntityRecord, Mentioned, Shown
from generator.settings import load_settings

SETTINGS = load_settings(REPOSITORY)
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
COUNT = re.compile(r"\((?P<count>[\d.]+)\s[^()]*\)$", re.MULTILINE)
RECORDS = pytest.mark.parametrize("path", [PERSON, CLUSTER, PROVINCE, DOCUMENT])
INDEXES = pytest.mark.parametrize("kind", ["persons", "clusters", "documents"])
# With the frame of the site, and tags for marks, a page of so much Markdown has less than 60 KB.
MOST = 40_000


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(render_pages(catalogue(), SETTINGS))


@pytest.mark.parametrize(("named", "beside"), [(500, 500), (501, 0)])
def test_who_stands_in_an_endless_list_is_there_with_nobody(named: int, beside: int) -> None:
    """Else the pages of a single hostile article would take the square of the names in it."""
    people = tuple(Shown(f"Người {number}", f"persons/{number}.md", (number,)) for number in range(named))
    found = company([Mentioned(persons=people)], catalogue().persons[0]).persons
    assert len(found.shown) + found.more == beside


def links(path: str, markdown: str) -> list[tuple[str, str]]:
    """Page and anchor of each link."""
    own = (target for target in LINK.findall(markdown) if "://" not in target)
    found = (unquote(target).partition("#") for target in own)
    return [(posixpath.normpath(posixpath.join(posixpath.dirname(path), page)), anchor) for page, _, anchor in found]


def parts(path: str, pages: dict[str, str]) -> list[str]:
    """The pages in the list of parts on a page."""
    nav = re.search(r"<nav class=\"columns\".*?</nav>", pages[path], re.DOTALL)
    return [page for page, _ in links(path, nav[0])] if nav else []


def leaves(path: str, pages: dict[str, str]) -> list[str]:
    """The pages where a divided list ends."""
    below = parts(path, pages)
    return [leaf for part in below for leaf in leaves(part, pages)] if below else [path]


def listed(path: str, pages: dict[str, str]) -> list[str]:
    """What a page lists, whatever else it links to."""
    lines = [line for line in pages[path].splitlines() if line.startswith("- ")]
    return [links(path, line)[0][0] for line in lines]


def record_of(path: str) -> EntityRecord:
    known = catalogue()
    records: list[EntityRecord] = [*known.persons, *known.clusters, *known.provinces, *known.documents]
    return next(record for record in records if record.path == path)


def test_no_page_is_large(pages: dict[str, str]) -> None:
    sizes = {path: len(markdown.encode()) for path, markdown in pages.items()}
    assert {path: size for path, size in sizes.items() if size > MOST} == {}


def test_every_link_leads_to_a_page_and_an_anchor(pages: dict[str, str]) -> None:
    there = {*pages, *(article.path for article in catalogue().articles)}
    for path, markdown in pages.items():
        for page, anchor in links(path, markdown):
            assert page in there or is_data(page, there.__contains__), (path, page)
            assert not anchor or f'<a id="{anchor}"></a>' in pages[page], (path, page, anchor)


@RECORDS
def test_every_article_of_a_record_is_on_one_of_its_parts(path: str, pages: dict[str, str]) -> None:
    found = leaves(path, pages)
    assert f"{path.removesuffix('.md')}/2021-06-20_1.md" in found
    assert f"{path.removesuffix('.md')}/undated_2.md" in found
    assert f"{path.removesuffix('.md')}/2010.md" in found
    record = record_of(path)
    counted = Counter(article for leaf in found for article in listed(leaf, pages))
    assert counted == {article.path: 1 for article in record.articles}
    for leaf in found:
        assert pages[leaf].startswith(f"---\ntitle: {record.name} · ")
        assert (path, "") in links(leaf, pages[leaf])


@RECORDS
def test_counts_of_parts_sum_up(path: str, pages: dict[str, str]) -> None:
    def count(path: str) -> int:
        nav = re.search(r"<nav class=\"columns\".*?</nav>", pages[path], re.DOTALL)
        if not nav:
            return len(listed(path, pages))
        counts = [int(match["count"]) for match in COUNT.finditer(nav[0])]
        assert counts == [count(part) for part in parts(path, pages)]
        return sum(counts)

    assert count(path) == len(record_of(path).articles)


def test_the_latest_articles_stay_on_the_page_of_a_record(pages: dict[str, str]) -> None:
    latest = pages[PERSON].split("## Bài mới nhất")[1].split("\n## ")[0]
    assert [page for page, _ in links(PERSON, latest)] == [
        each.path for each in record_of(PERSON).articles[: -20 - 1 : -1]
    ]
    assert "**Bí thư Tỉnh ủy**" in pages[PERSON]
    assert '<nav class="columns" aria-label="Các bài theo thời gian" markdown="1">' in pages[PERSON]
    assert re.search(r"^- và \d+\s+người khác$", pages[PERSON], re.MULTILINE)


def test_members_that_many_articles_count_name_the_first_and_the_last(pages: dict[str, str]) -> None:
    many = len(record_of(CLUSTER).articles)
    first = f"{many}\u00a0bài, từ [1/3/2010](../articles/"
    assert f"**2\N{NO-BREAK SPACE}thành viên**, theo {first}" in pages[CLUSTER]


def test_a_document_says_on_its_parts_what_each_article_says(pages: dict[str, str]) -> None:
    (document,) = (document for document in catalogue().documents if document.path == DOCUMENT)
    text = "".join(pages[leaf] for leaf in leaves(DOCUMENT, pages))
    assert text.count("Cơ quan ban hành: Bộ Chính trị") == len(document.articles)
    dated = sum(1 for citation, _ in document.citations if citation.date)
    assert 0 < text.count("Ngày ban hành: 15/5/2016") == dated < len(document.articles)


@INDEXES
def test_every_record_is_in_its_index(kind: str, pages: dict[str, str]) -> None:
    found = [page for leaf in leaves(f"{kind}/index.md", pages) for page in listed(leaf, pages)]
    known = catalogue()
    of_kind = {"persons": known.persons, "clusters": known.clusters, "documents": known.documents}[kind]
    assert sorted(found) == sorted(record.path for record in of_kind)
    assert len(leaves(f"{kind}/index.md", pages)) > 1


def test_persons_by_letter_and_given_name(pages: dict[str, str]) -> None:
    letters = parts("persons/index.md", pages)
    assert letters == [f"persons/index/{letter}.md" for letter in "0abdh"]
    assert "[A, Â](index/a.md) (2\u00a0người)" in pages["persons/index.md"]
    assert parts("persons/index/h.md", pages) == ["persons/index/h-ha.md", "persons/index/h-hung.md"]
    assert "[Hung, Hùng, Hưng](h-hung.md)" in pages["persons/index/h.md"]
    assert leaves("persons/index/h-hung.md", pages) == ["persons/index/h-hung_1.md", "persons/index/h-hung_2.md"]
    assert "phần 2](h-hung_2.md): Bùi Văn Hưng – Vũ Xuân Hưng (110" in pages["persons/index/h-hung.md"]


def test_every_article_is_found_by_time_and_its_date_leads_there(pages: dict[str, str]) -> None:
    years = [path for path, _ in links("dates/index.md", pages["dates/index.md"]) if path.endswith("/index.md")]
    found = {article for year in years for leaf in [*leaves(year, pages)] for article, _ in links(leaf, pages[leaf])}
    assert {article.path for article in catalogue().articles} <= found
    for article in catalogue().articles:
        page, anchor = date_place(article_date(article))
        assert f'<a id="{anchor}"></a>' in pages[page]
    assert {"dates/2021/06-20_2.md", "dates/2021/06-undated.md", "dates/2021/undated.md"} <= pages.keys()
    assert {"dates/undated/undated_2.md", "dates/undated/2019.md"} <= pages.keys()
    # A few articles in a year stand on its page, as in a small archive.
    assert "articles/" in pages["dates/2015/index.md"]
    assert "articles/" not in pages["dates/2021/index.md"]


def test_planning_renders_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "company", lambda *_: pytest.fail("a page was rendered"))
    planned = plan(catalogue())
    assert [*planned] == [page.path for page in planned.values()]


def test_one_page_is_rendered_as_with_all(pages: dict[str, str]) -> None:
    planned = plan(catalogue())
    for path in (PERSON, "persons/index/h-hung_2.md", "dates/2021/06.md"):
        assert render_page(planned[path], catalogue(), SETTINGS) == pages[path]


def test_the_growth_of_an_archive_changes_no_address() -> None:
    small, large = published_pages(catalogue(last=100)), published_pages(catalogue())
    assert small.keys() <= large.keys()
    assert "persons/le-van-ba/2021.md" not in small


def test_parts_that_are_gone_lead_to_the_list_they_were_part_of() -> None:
    large, small = published_pages(catalogue()), published_pages(catalogue(last=100))
    recorded = updated({}, large)
    smaller = updated(recorded, small)
    ends = destinations(smaller, small)
    for path in large.keys() - small.keys():
        if path.startswith("persons/le-van-ba/"):
            assert ends[path] == PERSON
        if path.startswith("persons/index/"):
            assert ends[path] == "persons/index.md"
    assert ends["dates/2021/06-20_1.md"] == ends["dates/2021/06-01.md"] == "dates/2021/06.md"
    assert ends["dates/2021/undated.md"] == "dates/2021/index.md"
    # Then the list itself is gone, without or with somebody who knows where to; and all is there again.
    gone = {path: page for path, page in small.items() if path != PERSON}
    nobody = updated(smaller, gone)
    assert nobody[PERSON].leads_to == "?"
    assert destinations(nobody, gone)["persons/le-van-ba/2021.md"] == ""
    both = updated(recorded, gone, {PERSON: "persons/index.md"})
    assert destinations(both, gone)["persons/le-van-ba/2021-06.md"] == "persons/index.md"
    assert not any(address.leads_to for address in updated(smaller, large).values())


def test_a_level_of_which_nothing_is_known_is_divided_by_number() -> None:
    nowhen = [Article(f"articles/{number}.md", FrontMatter("A"), "") for number in range(5)]
    (undated,) = divided("persons/a/", nowhen, (YEAR, MONTH, DAY), 2)
    assert undated.path == "persons/a/undated.md"
    assert [(part.path, len(part.items)) for part in undated.parts] == [
        ("persons/a/undated_1.md", 2),
        ("persons/a/undated_2.md", 2),
        ("persons/a/undated_3.md", 1),
    ]
    assert divided("persons/a/", nowhen, (YEAR,), 5) == ()


def test_a_level_that_tells_everything_apart_is_left_out() -> None:
    by_path = Level[Article](lambda article: article.path[-4], lambda articles: articles[0].path)
    many = [Article(f"articles/{number}.md", FrontMatter("A"), "") for number in range(5)]
    assert [part.path for part in divided("persons/index/", many, (by_path,), 4)] == [
        "persons/index/1.md",
        "persons/index/2.md",
    ]
