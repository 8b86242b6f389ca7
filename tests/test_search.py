import gzip
import json
import os
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scratch_archive import ARTICLES

from generator.catalogue import build_catalogue
from generator.errors import GeneratorError
from generator.markup import escape
from generator.model import Article, FrontMatter
from generator.records import Catalogue
from generator.search import (
    SearchRecord,
    page_address,
    plain_text,
    record_page,
    search_key,
    search_records,
    write_index,
)
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


def fragments(site: Path) -> dict[str, Any]:
    """What Pagefind keeps of each page, by the page's address."""
    pages = [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in (site / "pagefind" / "fragment").iterdir()
    ]
    return {page["url"]: page for page in pages}


def shown(page: Any) -> Any:
    """What search-index.js reads of a page."""
    packed = re.sub("%(20|25)", lambda match: " " if match[1] == "20" else "%", page["anchors"][-1]["id"])
    return json.loads(packed)


@pytest.mark.parametrize("case", FOLDING_CASES, ids=lambda case: case["text"])
def test_folding_is_that_of_the_shared_table(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]
    assert search_key(case["text"]) == case["key"]


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


def test_records_of_all_kinds(catalogue: Catalogue) -> None:
    records = {record.address: record for record in search_records(catalogue)}
    article = records["articles/a/"]
    assert (article.kind, article.title, article.date) == ("article", "Cụm thi đua số 1 sơ kết", "20/6/2024")
    assert article.text == (
        "Dự có các đồng chí: Nguyễn Quang Dương, Nguyễn Hữu Đông. Nguyễn Quang Dương phát biểu. "
        "huyện Mộc Châu. Việt Anh. Duy Tùng. Nhân Dân."
    )
    assert records["articles/c/"].date == ""
    assert records["persons/nguyen-quang-duong/"].kind == "person"
    assert records["provinces/hoa-binh/"].text == "Hoà Bình"
    assert {record.kind for record in records.values()} == {"article", "person", "cluster", "province", "document"}


def test_a_hostile_record_stays_text() -> None:
    page = record_page(
        SearchRecord("articles/x/", "article", '"><script>alert(1)</script>', "</p><script> 100%25 '\"", "20/6")
    )
    assert "<script" not in page
    assert page.count("<") == page.count(">")


def test_index_is_what_the_scripts_read(site: Path, catalogue: Catalogue) -> None:
    pages = fragments(site)
    records = {f"/{record.address}": record for record in search_records(catalogue)}
    assert pages.keys() == records.keys()
    for address, record in records.items():
        kept = {"kind": record.kind, "title": record.title, "date": record.date, "text": record.text}
        assert shown(pages[address]) == kept
        assert pages[address]["filters"] == ({"article": ["yes"]} if record.kind == "article" else {})
    assert pages["/articles/b/"]["content"] == "giao ban. 28 6 2021 nguyen quang duong noi ve chi thi so 05 ct tw."


def test_index_holds_what_a_browser_fetches_and_nothing_else(site: Path) -> None:
    index = site / "pagefind"
    assert {file.name for file in index.iterdir() if file.suffix in (".js", ".css", ".json")} == {
        "pagefind.js",
        "pagefind-entry.json",
    }
    assert [file.name for file in index.glob("wasm.*")] == ["wasm.unknown.pagefind"]
    assert [file.name for file in site.iterdir()] == ["pagefind"]


def test_index_of_the_same_archive_is_the_same(site: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    write_index(catalogue, tmp_path)
    again = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert again == {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_a_new_index_replaces_the_old_one(catalogue: Catalogue, tmp_path: Path) -> None:
    write_index(catalogue, tmp_path)
    left = catalogue.articles[-1]
    write_index(build_catalogue([left]), tmp_path)
    assert {address for address in fragments(tmp_path) if "articles" in address} == {f"/{page_address(left.path)}"}


def test_hostile_articles_are_indexed(tmp_path: Path) -> None:
    hostile = "</title><script>alert('1')</script> %20 \" \u202e \u0000 \ud800".encode("utf-8", "replace").decode(
        "utf-8"
    )
    write_index(build_catalogue([Article("articles/Bài số 1.md", FrontMatter(hostile), escape(hostile))]), tmp_path)
    [(address, page)] = fragments(tmp_path).items()
    assert address == "/articles/Bài số 1/"
    assert shown(page)["title"].startswith("</title><script>alert('1')</script> %20 \"")


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:
    write_index(build_catalogue([]), tmp_path)
    assert (tmp_path / "pagefind" / "pagefind.js").exists()


def test_failing_pagefind_is_one_line(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(_fake_python(tmp_path)))
    with pytest.raises(
        GeneratorError, match=r"^the search index was not built: No module named pagefind .*pip install"
    ) as caught:
        write_index(catalogue, tmp_path / "site")
    assert "\n" not in str(caught.value)


def test_a_site_that_cant_be_written_is_one_line(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "pagefind").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(GeneratorError, match="the search index") as caught:
        write_index(catalogue, tmp_path)
    assert "\n" not in str(caught.value)


def _fake_python(folder: Path) -> Path:
    name = "python.bat" if os.name == "nt" else "python"
    program = (
        "@echo No module named pagefind 1>&2\n@exit 1\n"
        if os.name == "nt"
        else "#!/bin/sh\necho No module named pagefind >&2\nexit 1\n"
    )
    (folder / name).write_text(program, encoding="utf-8", newline="\n")
    (folder / name).chmod(0o755)
    return folder / name
