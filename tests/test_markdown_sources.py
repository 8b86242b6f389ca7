"""Markdown as a source: what people see of it, what its front matter gives, and what is refused."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import dump_article
from generator.readers import SourceFile, markdown, read_source
from generator.readers.raw import Content, Given, RawArticle, UnreadableError
from generator.reading import article_from
from generator.settings import USUAL_LIMITS

_LEAD = "Sáng 20/6/2024, Huyện ủy Bản Mới sơ kết công tác xây dựng Đảng 6 tháng đầu năm, bàn việc 6 tháng cuối năm."


def _read(text: str) -> Content:
    return markdown.read(text.encode())


_SEEN = {
    "Một *dòng* **đậm** và `mã`": "Một dòng đậm và mã",
    "Nối\nhai dòng": "Nối hai dòng",
    "Xuống  \ndòng": "Xuống\ndòng",
    "[Huyện ủy](https://a.vn 'tên') và <https://b.vn/x>": "Huyện ủy và https://b.vn/x",
    "![Quang cảnh hội nghị](a.jpg)": "Quang cảnh hội nghị",
    "Giá \\*không\\* đậm, 5 &lt; 6 &#124; 7": "Giá *không* đậm, 5 < 6 | 7",
    "- một\n- hai\n\n1. ba": "một\n\nhai\n\nba",
    "> trích lời": "trích lời",
    "## Mục hai\n\nchữ": "Mục hai\n\nchữ",
    "| Đơn vị | Số |\n|---|---|\n| Nà Tre | 12 |": "Đơn vị | Số\n\nNà Tre | 12",
    "Chữ <b onclick='x()'>đậm</b> <script>alert(1)</script>sau": "Chữ đậm sau",
    "<div><p>khối</p></div>": "khối",
    "```\nmã một\nmã hai\n```": "mã một\nmã hai",
    "Chữ\n\n---\n\nsau gạch": "Chữ\n\nsau gạch",
    "{{ config }} {% raw %} !!python/object": "{{ config }} {% raw %} !!python/object",
    "&lt;script&gt;alert(1)&lt;/script&gt;": "<script>alert(1)</script>",
}


@pytest.mark.parametrize(("source", "text"), _SEEN.items())
def test_the_text_is_what_people_see(source: str, text: str) -> None:
    assert _read(source).text == text


_GIVEN = {
    "title: Họp": Given(title="Họp"),
    "tieu_de: 'Họp: kỳ 3'": Given(title="Họp: kỳ 3"),
    "date: 2024-06-20": Given(published="2024-06-20", published_words="2024-06-20"),
    "date: 2024-06-20T22:30:00Z": Given(published="2024-06-21", published_words="2024-06-20T22:30:00Z"),
    "date: hôm qua": Given(),
    "link: https://banmoi.vn/a": Given(url="https://banmoi.vn/a"),
    "link: javascript:alert(1)": Given(),
    "author: Lò Thu Hà": Given(byline=("Lò Thu Hà",)),
    "authors: [Lò Thu Hà, {name: Minh Khuê}, admin]": Given(byline=("Lò Thu Hà", "Minh Khuê")),
    "source: Báo Bản Mới": Given(paper="Báo Bản Mới"),
    "source: https://banmoi.vn/a": Given(url="https://banmoi.vn/a"),
    "source: {name: Báo Bản Mới, url: https://banmoi.vn/a}": Given(paper="Báo Bản Mới", url="https://banmoi.vn/a"),
    "tags: [một, hai]\ndraft: true\nweight: 3": Given(),
    # An article of an archive like this one: its date is that of the event.
    "title: Họp\ndate: 2024-06-19\npublished: 2024-06-20\nsource_file: a.txt": Given(
        title="Họp", published="2024-06-20", published_words="2024-06-20"
    ),
    "title: Sáng 20/6 huyện\ntitle_made: true\nsource_file: a.txt": Given(),
    "": Given(),
}


@pytest.mark.parametrize(("front", "expected"), _GIVEN.items())
def test_front_matter_is_what_is_given(front: str, expected: Given) -> None:
    content = _read(f"---\n{front}\n---\n\n{_LEAD}\n")
    assert content.given == expected
    assert content.text == (f"{expected.title}\n\n{_LEAD}" if expected.title else _LEAD)


def test_a_title_stands_once() -> None:
    assert _read(f"---\ntitle: Họp\n---\n\n# Họp\n\n{_LEAD}").text == f"Họp\n\n{_LEAD}"
    assert _read(f"# Họp\n\n{_LEAD}").given.title == "Họp"
    assert _read(f"{_LEAD}\n\n# Họp").given.title == ""


_BROKEN = {
    "title: [Họp": ("broken front matter", 3),
    "title: Họp\nday: 1\ntitle: Họp nữa": ("the key title stands twice", 4),
    "- một\n- hai": ("not a list of keys and values", 2),
    "a: &a [x]\nb: *a": ("YAML aliases", 1),
    "a: !!python/object/apply:os.system ['x']": ("could not determine a constructor", 2),
    f"a: {'[' * 5000}": ("nested too deep", 2),
    f"a: '{'x' * 70_000}'": ("KB of front matter", 1),
}


@pytest.mark.parametrize(("front", "said"), _BROKEN.items(), ids=range(len(_BROKEN)))
def test_broken_front_matter_is_refused_with_its_line(front: str, said: tuple[str, int]) -> None:
    with pytest.raises(UnreadableError, match=said[0]) as refusal:
        _read(f"---\n{front}\n---\n\n{_LEAD}\n")
    assert refusal.value.line == said[1]


def test_front_matter_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="not closed"):
        _read(f"---\ntitle: Họp\n\n{_LEAD}\n")
    assert _read(f"---\n\n{_LEAD}").text == _LEAD


@pytest.mark.parametrize("source", ["[" * 50_000, "> " * 20_000, "![" * 50_000, "<div>" * 50_000, "- a\n" * 40_000])
def test_what_no_article_has_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"nested|more than"):
        _read(source)


def test_without_its_library_it_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(ValueError, match=r"pip install 'generator\[markdown\]'"):
        _read(_LEAD)


def test_an_article_of_an_archive_gives_the_same_again(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"Bản Mới sơ kết công tác Đảng\n\n{_LEAD}\n\nQuang cảnh hội nghị |\n\nMinh Khuê\n", "utf-8")
    first = article_from(read_source(SourceFile(source.as_posix(), "a.txt")))
    again_from = _read(dump_article(first.front_matter, first.body))
    again = article_from(RawArticle.of(SourceFile("a.md", "a.txt"), again_from, USUAL_LIMITS))
    assert (again.front_matter, again.body) == (first.front_matter, first.body)


_PARTS = st.sampled_from(
    [
        "Sáng nay",
        "*đậm*",
        "**",
        "_",
        "[tên](https://a.vn)",
        "\n\n",
        "\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "`mã`",
        "\\",
        " ",
        "é",
        "|",
    ]
)


@settings(max_examples=200, deadline=None)
@given(parts=st.lists(_PARTS, max_size=40))
def test_no_word_is_lost(parts: list[str]) -> None:
    source = "".join(parts)
    if not source.strip():
        return
    # Numbers of lists are drawn by the browser, and of an address that is no link all is seen.
    seen = re.sub(r"\]\(https://a\.vn\)", "", source.replace("1. ", ""))
    letters = _letters(_read(source).text)
    assert _letters(seen) - letters == Counter()
    assert set(letters - _letters(seen)) <= set("httpsavn1")


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))
