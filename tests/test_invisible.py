"""What shows nothing, from the source file to the article: words survive, it reaches no title, name or address."""

import json
import re
from pathlib import Path

import pytest
from old_writing import WRITTEN

from generator.account import Account
from generator.convert import convert
from generator.errors import Problem
from generator.invisible import composed, has_invisible, one_line
from generator.readers import html
from generator.readers.raw import RawArticle, SourceFile
from generator.settings import USUAL_LIMITS, load_settings

ROOT = Path(__file__).parent.parent
TITLE = "Hội nghị tổng kết công tác thi đua năm 2023"
LINES = [
    "Ngày 3/5/2024, các đơn vị của tỉnh họp bàn việc tại huyện Bản Mới.",
    "Đồng chí Lê Văn Ba, Ủy viên Ban Thường vụ, Bí thư Tỉnh ủy dự và phát biểu.",
    "Có 112 mô hình hay được biểu dương trong năm.",
]
TEXT = "\n\n".join([TITLE, *LINES])
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2064"
    "\u2066\u2067\u2068\u2069\u206f\u3164\ufeff\uffa0\ufff9\U000e0041\x01\x08\x1b\x7f\x9f\ufffe\ufdd0"
)
SPACES = "\xa0\u2002\u2007\u2009\u202f\u205f\u3000"


def strewn(text: str, signs: str, every: int) -> str:
    """The text with these signs in turn behind every so many characters."""
    pieces = re.findall(rf"(?s).{{1,{every}}}", text)
    return "".join(piece + signs[n % len(signs)] for n, piece in enumerate(pieces))


def converted(tmp_path: Path) -> Account:
    account = convert(load_settings(ROOT), [str(tmp_path / "sources")], tmp_path / "out")
    assert not account.problems
    return account


def article(tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / "sources").mkdir(exist_ok=True)
    (tmp_path / "sources" / name).write_bytes(data)
    (written,) = converted(tmp_path).written
    return (tmp_path / "out" / written).read_bytes().decode()


def without_source(article: str) -> str:
    return re.sub(r"(?m)^source_file: .*\n", "", article)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The article of the text as it should be."""
    return without_source(article(tmp_path_factory.mktemp("plain"), "a.txt", TEXT.encode()))


def test_invisible_characters_leave_no_trace(tmp_path: Path, plain: str) -> None:
    read = article(tmp_path, "a.txt", strewn(TEXT, INVISIBLE, 7).encode())
    assert without_source(read) == plain
    assert not has_invisible(read)


def test_a_mark_apart_from_its_letter_finds_it(tmp_path: Path, plain: str) -> None:
    read = article(tmp_path, "a.txt", TEXT.replace("Đồng", "Đo\u200b\u0302\u2060\u0300ng").encode())
    assert without_source(read) == plain


@pytest.mark.parametrize("space", SPACES)
def test_every_space_is_one(tmp_path: Path, plain: str, space: str) -> None:
    assert without_source(article(tmp_path, "a.txt", TEXT.replace(" ", space).encode())) == plain


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one(tmp_path: Path, plain: str, end: str) -> None:
    assert without_source(article(tmp_path, "a.txt", TEXT.replace("\n", end).encode())) == plain


def test_a_row_and_its_file(tmp_path: Path) -> None:
    row = {"title": strewn(TITLE, INVISIBLE, 5), "text": "\n".join(LINES), "id": "a\u202eb"}
    address = {"url": "https://bao.vn/\u202ea\u200b", "date": "2024-05-\u200e04"}
    data = json.dumps(row | address, ensure_ascii=False).encode()
    read = article(tmp_path, "b.jsonl", data)
    assert not has_invisible(read)
    assert f"title: {TITLE}\n" in read
    assert "url: https://bao.vn/a\n" in read
    assert "published: 2024-05-04\n" in read
    assert "source_file: b.jsonl#line-1\n" in read


def test_a_name_that_turns_text_round(tmp_path: Path) -> None:
    read = article(tmp_path, "bai\u202egnp.txt", TEXT.encode())
    assert not has_invisible(read)
    assert str(Problem("a\u202eb.txt", 0, "", "is empty")) == "a\\u202eb.txt: is empty"


def test_the_title_of_a_row_is_repaired_with_its_text(tmp_path: Path) -> None:
    row = {
        "title": WRITTEN["TCVN3"](TITLE).decode("latin-1"),
        "text": "\n".join(WRITTEN["TCVN3"](line).decode("latin-1") for line in LINES),
    }
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.jsonl").write_text(json.dumps(row), "utf-8")
    account = converted(tmp_path)
    read = (tmp_path / "out" / account.written[0]).read_text("utf-8")
    assert f"title: {TITLE}\n" in read
    # The fonts of TCVN3 have no Ủ of their own.
    assert all(line.replace("Ủ", "ủ") in read for line in LINES)
    assert [note.message for note in account.notes] == ["TCVN3 that had been read as Latin-1, repaired"]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_in_an_old_encoding(name: str) -> None:
    said = [TITLE, *(line.replace("Ủy viên", "ủy viên") for line in LINES)]
    body = "".join(f"<p>{line}</p>" for line in said[1:])
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{body}</div></body></html>"
    data = WRITTEN[name](page)
    content = html.read(data, USUAL_LIMITS)
    assert content.notes == (f"read as {name}",)
    assert [line for line in content.text.split("\n") if line] == said
    # What a browser was made to show of it.
    named = "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in data.decode("latin-1"))
    raw = RawArticle.of(SourceFile("a", "a"), html.read(named.encode(), USUAL_LIMITS), USUAL_LIMITS)
    assert [line for line in raw.text.split("\n") if line] == said
    assert raw.given.title == TITLE


def test_piles_of_marks_take_no_time() -> None:
    # In the square of their number these would take minutes.
    assert composed("a" + "\u0323\u0301" * 300_000 + "n") == "ạ" + "\u0323" * 14 + "\u0301" * 15 + "n"
    assert one_line("\u0301\u0323" * 300_000 + "\u200b") == "\u0323" * 15 + "\u0301" * 15
    assert composed("……" * 40 + "e\u0301") == "……" * 40 + "é"
