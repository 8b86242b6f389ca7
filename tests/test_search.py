import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from string import whitespace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scratch_archive import ARTICLES
from search_index import read_index

from generator.catalogue import build_catalogue
from generator.errors import GeneratorError
from generator.markup import escape
from generator.model import Article, FrontMatter
from generator.records import Catalogue
from generator.search import page_address, plain_text, search_key, write_index
from generator.search.postings import NAMED, ONCE, TITLE
from generator.search.records import article_entries
from generator.search.terms import abbreviations, accented_words, terms, written_out
from generator.vietnamese import fold

# The browser's side, theme/assets/javascripts/fold.js, is held to the same table by the browser tests.
FOLDING_CASES = json.loads((Path(__file__).parent / "folding_cases.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(Article(f"articles/{name}", front, body) for name, (front, body) in ARTICLES.items())


@pytest.fixture(scope="module")
def site(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    write_index(catalogue, site)
    return site


@pytest.mark.parametrize("case", FOLDING_CASES, ids=lambda case: case["text"])
def test_folding_is_that_of_the_shared_table(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]
    assert search_key(case["text"]) == case["key"]
    assert " ".join(accented_words(case["text"])) == case["words"]


@given(st.text())
def test_words_are_those_of_the_key(text: str) -> None:
    assert [fold(word) for word in accented_words(text)] == search_key(text).split()


@given(st.text())
def test_a_key_has_one_character_for_each_of_the_text(text: str) -> None:
    assert len(search_key(text)) == len(normalize("NFC", text))


@pytest.mark.parametrize("typed", ["dương", "DƯƠNG", "duong", "đuong"])
def test_every_way_to_type_a_name_has_one_key(typed: str) -> None:
    assert search_key(normalize("NFD", typed)) == search_key("Dương") == "duong"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("articles/a.md", "articles/a/"),
        ("dates/2024/06.md", "dates/2024/06/"),
        ("persons/index.md", "persons/"),
        ("index.md", ""),
    ],
)
def test_page_address(path: str, address: str) -> None:
    assert page_address(path) == address


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Một *hai* **ba** ***bốn*** __năm__ `sáu`", "Một hai ba bốn năm sáu"),
        ('Ông [Nguyễn Văn A](../persons/a.md) và [B][b], ![ảnh](a.png "Ảnh")', "Ông Nguyễn Văn A và B, ảnh"),
        ("# Đầu\n\n> trích\n\n- một\n- hai\n\n1. ba", "Đầu trích một hai ba"),
        ("| A | B |\n|---|--:|\n| 1.513 | x |", "A B 1.513 x"),
        ("a<br>b <!-- ghi chú --> <https://nhandan.vn/a>", "a b https://nhandan.vn/a"),
        ("Đầu {#dau} {: .x } {x}", "Đầu {x}"),
        ("khoảng  trắng\u00a0cứng\n\nvà e\u0302", "khoảng trắng cứng và ê"),
        ("a_b_c 5 > 3 & 2 &copy;", "a_b_c 5 > 3 & 2 ©"),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "5*3 = 15, 2 * 4 * 6",
        "# 1_000 & LĐ-TB&XH &lt; {{ x }} a|b ~ $",
        "- gạch",
        "1. số",
        "[a](b) ![c](d)",
        "\\ \\* `x`",
    ],
)
def test_what_the_generator_escapes_is_found_as_it_was(text: str) -> None:
    assert plain_text(escape(text)) == text


@pytest.mark.parametrize(
    "hostile", ["[", "](", "](((", "<a", "<!--", "*", "a" + "_" * 9, "&a", "{: .", "\\", "| ", "> ", "- ", "`"]
)
def test_a_megabyte_of_one_sign_comes_to_an_end(hostile: str) -> None:
    """Nothing here is timed: anything but linear would take hours."""
    assert plain_text(f"{hostile * (1_000_000 // len(hostile))}\n\nHết").endswith("Hết")


def test_an_article_is_found_by_its_facts_too(catalogue: Catalogue) -> None:
    articles = {article.address: article for article in article_entries(catalogue)}
    article = articles["articles/a/"]
    assert (article.title, article.date) == ("Cụm thi đua số 1 sơ kết", "20/6/2024")
    assert article.text == (
        "Dự có các đồng chí: Nguyễn Quang Dương, Nguyễn Hữu Đông. Nguyễn Quang Dương phát biểu. "
        "huyện Mộc Châu. Việt Anh. Duy Tùng. Nhân Dân."
    )
    assert "Cụm thi đua số 1 ngành Tổ chức xây dựng Đảng" in article.names
    assert articles["articles/c/"].date == ""


def test_every_abbreviation_is_found_written_out() -> None:
    for short, full in abbreviations().items():
        assert written_out(f"({short})") == f"({full})"
        for of_full, of_short, of_both in zip(terms(full), terms(short), terms(f"{short} và"), strict=True):
            assert {*of_full, *of_short} <= {*of_both}
        assert not set(short) & set(whitespace), "a token has all of an abbreviation in it"


def test_an_abbreviation_inside_a_word_stays() -> None:
    assert terms("ĐTƯX") == ({"đtưx": 1}, {})


_PIECES = [*list(abbreviations())[:9], "ủy ban", "nhân", "Hoà", "6,2", "1.000.5", "7", *" ,.-/&_\u0301\u00a0\n" * 2]


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_terms_are_those_of_the_text_and_of_the_text_written_out(text: str) -> None:
    words, pairs = terms(text)
    plain, full = accented_words(text), accented_words(written_out(text))
    figures = re.findall(r"[0-9]{1,12}(?:[.,][0-9]{1,12}){1,6}", text)
    assert words == Counter([*plain, *figures, *(word for word in full if word not in {*plain, *figures})])
    of_plain, of_full = (list(map(" ".join, pairwise(of_either))) for of_either in (plain, full))
    assert pairs == Counter([*of_plain, *(pair for pair in of_full if pair not in of_plain)])


def test_index_says_what_is_where(site: Path, catalogue: Catalogue) -> None:
    index = read_index(site)
    assert index.titles == [article.front_matter.title for article in catalogue.articles]
    assert index.entry["years"] == [[0, 1], [2021, 1], [2024, 3]]
    kinds = (catalogue.persons, catalogue.clusters, catalogue.provinces, catalogue.documents)
    assert list(index.entry["entities"].values()) == [len(records) for records in kinds]
    records = [record for of_kind in kinds for record in of_kind]
    assert sorted(name for _, name, _, _ in index.entities) == sorted(record.name for record in records)
    assert index.entities[0] == [
        "persons/nguyen-quang-duong/",
        "Nguyễn Quang Dương",
        "Ủy viên Ban Chấp hành Trung ương Đảng",
        2,
    ]
    assert {name for address, name, *_ in index.entities if address.startswith("documents/")} == {"Chỉ thị số 05-CT/TW"}


def test_postings_name_record_and_place(site: Path) -> None:
    index = read_index(site)
    giao_ban = index.titles.index("Giao ban")
    words, pairs = index.postings("words"), index.postings("pairs")
    assert (giao_ban, TITLE) in words["giao"]
    assert (giao_ban, TITLE) in pairs["giao ban"]
    assert (giao_ban, NAMED) in pairs["quang dương"]
    assert (giao_ban, ONCE) in pairs["nói về"]
    person = index.entry["articles"]
    assert (person, TITLE) in pairs["quang dương"]
    assert [record for record, _ in words["dương"]] == sorted(record for record, _ in words["dương"])
    assert list(words) == sorted(words, key=lambda word: (fold(word), word))


def test_facets_name_what_an_article_mentions(site: Path) -> None:
    index = read_index(site)
    mentions, groups, group_of = json.loads(index.file("facets"))
    giao_ban = index.titles.index("Giao ban")
    assert [index.entities[place][1] for place in mentions[giao_ban]] == ["Nguyễn Quang Dương", "Chỉ thị số 05-CT/TW"]
    assert (groups, group_of) == (["Chỉ thị"], [0])


def test_index_of_the_same_archive_is_the_same(site: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    write_index(catalogue, tmp_path)
    again = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert again == {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_a_new_index_replaces_the_old_one(catalogue: Catalogue, tmp_path: Path) -> None:
    write_index(catalogue, tmp_path)
    old = read_index(tmp_path).folder
    write_index(build_catalogue([catalogue.articles[-1]]), tmp_path)
    index = read_index(tmp_path)
    assert index.titles == [catalogue.articles[-1].front_matter.title]
    assert not old.exists()
    assert {file.name for file in (tmp_path / "search/data").iterdir()} == {"index.json", index.folder.name}


def test_many_terms_are_spread_over_files_by_their_folded_form(tmp_path: Path) -> None:
    marks = "aáàảãạâấầẩẫậăắằẳẵặ"
    bodies = [" ".join(f"b{mark}{number * 40 + each}" for mark in marks for each in range(40)) for number in range(20)]
    write_index(
        build_catalogue(
            Article(f"articles/{at:02}.md", FrontMatter(f"Bài {at}"), body) for at, body in enumerate(bodies)
        ),
        tmp_path,
    )
    index = read_index(tmp_path)
    firsts = index.entry["words"]
    assert len(firsts) > 3
    assert firsts == sorted(set(firsts))
    assert len(index.postings("words")) >= 20 * 40 * len(marks)


def test_hostile_articles_are_indexed(tmp_path: Path) -> None:
    hostile = "</title><script>alert('1')</script> %20 \" \u202e \u0000 \ud800".encode("utf-8", "replace").decode(
        "utf-8"
    )
    write_index(build_catalogue([Article("articles/Bài số 1.md", FrontMatter(hostile), escape(hostile))]), tmp_path)
    address, title, _, text = read_index(tmp_path).article(0)
    assert address == "articles/Bài số 1/"
    # The text has nothing that shows nothing; a title by hand is as it is.
    assert title == hostile
    assert text == "</title><script>alert('1')</script> %20 \" ?"


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:
    write_index(build_catalogue([]), tmp_path)
    assert read_index(tmp_path).entry["articles"] == 0


def test_a_site_that_cant_be_written_is_one_line(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "search").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(GeneratorError, match="the search index") as caught:
        write_index(catalogue, tmp_path)
    assert "\n" not in str(caught.value)
