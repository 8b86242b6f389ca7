"""WARC: each page that was there is a source; all else is counted, and what is broken is one line."""

import gc
import gzip
import io
import json
import os
import pickle
import re
import sys
import tempfile
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotlicffi
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from generator.account import Account
from generator.cli import main
from generator.convert import convert
from generator.engines.local import LocalEngine
from generator.readers import READERS, RawArticle, find_sources, html, warc_records
from generator.readers.portions import portions_of
from generator.readers.raw import Content
from generator.readers.raw import Given as Beside
from generator.settings import USUAL_LIMITS, Intake, Limits, Settings

TEXT = "Ngày 3/5/2024, các đơn vị của tỉnh họp bàn việc. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự và phát biểu.\n"


def text(number: int) -> str:
    return f"Tên bài số {number}\n\n{TEXT}\nBài thứ {number} nói thêm về việc của đơn vị mình.\n"


def page(number: int, url: str = "") -> bytes:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    paragraphs = "".join(f"<p>{line}</p>" for line in text(number).splitlines() if line)
    return f"<!DOCTYPE html><html><head>{link}</head><body>{paragraphs}</body></html>".encode()


def fake_html(data: bytes, _limits: Limits) -> Content:
    """Stands for the reader of pages: what is between tags."""
    words = data.decode("utf-8-sig")
    url = re.search('canonical" href="([^"]+)', words)
    lines = re.sub(r"<[^>]+>", "\n", words).strip()
    if "<html" not in words:
        raise ValueError("has no article")
    return Content(re.sub(r"\n+", "\n\n", lines), Beside(url=url[1] if url else ""))


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, ".html", fake_html)


@dataclass
class Saved:
    """What is written of one address."""

    body: bytes
    url: str = "https://bao.vn/1"
    kind: str = "response"
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    media: str = "text/html"


record = Saved


def saved(records: list[Saved], *, packed: bool = False) -> bytes:
    """A file as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    with warnings.catch_warnings():
        # It leaves its temporary files open.
        warnings.simplefilter("ignore", ResourceWarning)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
        for number, each in enumerate(records):
            http, media = None, {"warc_content_type": each.media}
            if each.kind in ("response", "revisit"):
                headers = [("Content-Type", each.media), *each.headers.items()]
                http, media = StatusAndHeaders(each.status, headers, protocol="HTTP/1.1"), {}
            more = {"WARC-Date": f"2024-05-0{number % 9 + 1}T00:00:00Z", **each.more}
            writer.write_record(
                writer.create_warc_record(
                    each.url,
                    each.kind,
                    payload=io.BytesIO(each.body),
                    http_headers=http,
                    warc_headers_dict=more,
                    **media,
                )
            )
        gc.collect()
    return out.getvalue()


def convert_to(folder: Path, *places: str | Path, limits: Limits = USUAL_LIMITS, **options: Any) -> Account:
    intake = Intake(limits=limits)
    account = convert(Settings(folder, folder, folder, folder, intake=intake), places, folder, **options)
    articles = (*account.written, *account.unchanged)
    assert account.sources == len(articles) + len(account.duplicates) + len(account.problems)
    return account


def raws(path: Path) -> list[RawArticle]:
    portions = portions_of(find_sources([str(path)]))
    return [raw for portion in portions for raw in portion.read() if isinstance(raw, RawArticle)]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_pages_are_sources_and_all_else_is_counted(tmp_path: Path, out: Path, ending: str) -> None:
    path = tmp_path / f"site{ending}"
    records = [
        record(page(1), "https://bao.vn/1"),
        record(b"\x89PNG", "https://bao.vn/a.png", media="image/png"),
        record(b"", "https://bao.vn/2", status="301 Moved"),
        record(b"no", "https://bao.vn/3", status="404 Not Found"),
        record(b"", "https://bao.vn/1", "revisit"),
        record(b"GET / HTTP/1.1\r\n\r\n", "https://bao.vn/1", "request", media="application/http; msgtype=request"),
        record(b"a: b", "https://bao.vn/1", "metadata", media="application/warc-fields"),
        record(b"1.2.3.4", "dns:bao.vn", "response-", media="text/dns"),
        record(page(2, "https://bao.vn/goc"), "https://bao.vn/4", media="text/html; charset=UTF-8"),
        record(text(3).encode(), "https://bao.vn/5.txt", "resource", media="text/plain"),
        record(page(1), "https://bao.vn/1"),
        record(page(4), "https://bao.vn/1"),
    ]
    path.write_bytes(saved(records, packed=ending.endswith("gz")))
    account = convert_to(out, path)
    assert account.passed_over == {
        "HTTP 301": 1,
        "HTTP 404": 1,
        "WARC metadata": 1,
        "WARC request": 1,
        "WARC response-": 1,
        "WARC revisit": 1,
        "WARC warcinfo": 1,
        "image/png": 1,
    }
    assert (account.sources, len(account.written), len(account.duplicates)) == (5, 4, 1)
    found = raws(path)
    assert [raw.given.url for raw in found] == [
        *("https://bao.vn/1", "https://bao.vn/goc", "https://bao.vn/5.txt", "https://bao.vn/1", "https://bao.vn/1")
    ]
    assert not any(raw.given.published for raw in found)
    assert len({raw.source.name for raw in found}) == 5
    assert all(re.fullmatch(rf"site{re.escape(ending)}#[0-9a-f]{{12}}", raw.source.name) for raw in found)
    assert [raw.source.line for raw in found] == [2, 10, 11, 12, 13]
    assert all(re.fullmatch(r"site-[0-9a-f]{12}\.md", name) for name in account.written)
    again = convert_to(out, path)
    assert again.unchanged == account.written


def test_records_put_before_rename_none(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "a.warc"
    old = [record(page(n), f"https://bao.vn/{n}", more={"WARC-Date": "2024-05-06T00:00:00Z"}) for n in range(3)]
    path.write_bytes(saved(old))
    first = convert_to(out, path)
    path.write_bytes(saved([record(page(9), "https://bao.vn/9"), *old]))
    assert set(convert_to(out, path).unchanged) == set(first.written)


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(data) + deflate.flush()


SENT: dict[str, tuple[Callable[[bytes], bytes], dict[str, str]]] = {
    "chunked": (chunked, {"Transfer-Encoding": "chunked"}),
    "gzip": (gzip.compress, {"Content-Encoding": "gzip"}),
    "deflate": (zlib.compress, {"Content-Encoding": "deflate"}),
    "deflate, bare": (raw_deflate, {"Content-Encoding": "deflate"}),
    "br": (brotlicffi.compress, {"Content-Encoding": "br"}),
    "both": (lambda data: chunked(gzip.compress(data)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    "two": (lambda data: brotlicffi.compress(gzip.compress(data)), {"Content-Encoding": "gzip, br"}),
    "said but not done": (bytes, {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    "said but not done, br": (bytes, {"Content-Encoding": "br"}),
    "UTF-16": (lambda data: data.decode().encode("utf-16-le"), {"Content-Type": "text/html; charset=UTF-16LE"}),
}


@pytest.mark.parametrize("case", SENT)
def test_however_it_was_sent(tmp_path: Path, case: str) -> None:
    send, headers = SENT[case]
    path = tmp_path / "a.warc"
    media = headers.get("Content-Type", "text/html")
    rest = {name: value for name, value in headers.items() if name != "Content-Type"}
    path.write_bytes(saved([record(send(page(1)), headers=rest, media=media)]))
    (raw,) = raws(path)
    assert raw.text.split() == text(1).split()


def test_what_the_server_says_it_is_in(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(
        saved([record(b"<html><p>H\xf2p \xd0\xe0ng</p>", media="text/html; charset=windows-1258")])
    )
    (raw,) = raws(tmp_path / "a.warc")
    assert raw.text == b"H\xf2p \xd0\xe0ng".decode("cp1258")
    assert "read as windows-1258" in raw.notes


def test_a_page_as_the_reader_of_pages_reads_it(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, ".html", html.read)
    declared = b'<head><meta charset="windows-1258"><title>T\xc3\xaan b\xc3\xa0i s\xe1\xbb\x91 1</title></head>'
    sent = (
        page(1)
        .replace(b"<head></head>", declared)
        .replace(b"<body>", b"<body><article><h1>")
        .replace(b"</p>", b"</h1>", 1)
    )
    sent = sent.replace(b"<h1><p>", b"<h1>").replace(b"</body>", b"</article></body>")
    (tmp_path / "a.warc").write_bytes(saved([record(sent, "https://bao.vn/bai-1", media="text/html; charset=utf-8")]))
    account = convert_to(out, tmp_path / "a.warc")
    assert account.complete, account.problems
    article = (out / account.written[0]).read_text("utf-8")
    assert article.endswith(text(1).partition("\n\n")[2])
    assert "\ntitle: Tên bài số 1\n" in article or article.startswith("---\ntitle: Tên bài số 1\n")
    assert "url: https://bao.vn/bai-1" in article
    assert "\npublished" not in article


BROKEN: dict[str, tuple[Saved, str]] = {
    "chunks break off": (record(chunked(page(1))[:-200], headers={"Transfer-Encoding": "chunked"}), "breaks off"),
    "gzip breaks off": (record(gzip.compress(page(1))[:-20], headers={"Content-Encoding": "gzip"}), "breaks off"),
    "deflate breaks off": (record(zlib.compress(page(1))[:-20], headers={"Content-Encoding": "deflate"}), "breaks off"),
    "Brotli breaks off": (record(brotlicffi.compress(page(1))[:-9], headers={"Content-Encoding": "br"}), "breaks off"),
    "no Brotli": (record(b"\xff" * 50, headers={"Content-Encoding": "br"}), "is damaged"),
    "another way": (record(b"abc", headers={"Content-Encoding": "zstd"}), "in a way that is not read here: zstd"),
    "no article": (record(b"<p>"), "has no article"),
    "nothing": (record(b""), "has no article"),
    "binary": (record(b"\x89PNG\0", media="text/plain"), "is not text but binary data"),
    "a bomb": (record(gzip.compress(b" " * (90 << 20)), headers={"Content-Encoding": "gzip"}), "as no text does"),
    "a bomb, br": (record(brotlicffi.compress(b" " * (3 << 20)), headers={"Content-Encoding": "br"}), "more than 2 MB"),
    "a large one": (record(os.urandom(3 << 20)), "is larger than 2 MB"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_page_that_cannot_be_read_is_one_line(tmp_path: Path, out: Path, case: str) -> None:
    bad, message = BROKEN[case]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        saved([record(page(5), "https://bao.vn/5"), bad, record(page(6), "https://bao.vn/6")], packed=True)
    )
    limits = Limits(file_mb=100 if case == "a bomb" else 2)
    account = convert_to(out, path, limits=limits)
    assert len(account.written) == 2
    (problem,) = account.problems
    assert problem.line == 3
    assert message in problem.message
    assert problem.hint


def damaged(data: bytes, change: str) -> bytes:
    """Three pages, of which something is wrong with the second."""
    at = data.index(b"WARC/1.0", data.index(b"bao.vn/1") + 200)
    length = re.compile(rb"(?<=\r\nContent-Length: )\d+")
    found = length.search(data, at)
    assert found
    changes = {
        "no version": data[:at] + b"WURC" + data[at + 4 :],
        "no length": data[: found.start()] + b"many" + data[found.end() :],
        "less than nothing": data[: found.start()] + b"-5" + data[found.end() :],
        "too short": data[: found.start()] + b"100" + data[found.end() :],
        "too long": data[: found.start()] + b"1000" + data[found.end() :],
        "far too long": data[: found.start()] + b"9" * 15 + data[found.end() :],
        "a long head": data[:at] + b"WARC/1.0\r\nX: " + b"y" * 200_000 + b"\r\n" + data[at + 10 :],
        "something between": data[:at] + b"what is this\r\n" * 30_000 + data[at:],
        "zeros": data[:at] + bytes(500_000) + b"\n" + data[at:],
    }
    return changes[change]


@pytest.mark.parametrize(
    ("change", "message", "articles"),
    [
        ("no version", "is no record of WARC", 2),
        ("no length", "does not say how long it is", 2),
        ("less than nothing", "does not say how long it is", 2),
        ("too short", "is not as long as it says", 2),
        ("too long", "is not as long as it says", 1),
        ("far too long", "breaks off before its end", 1),
        ("a long head", "is no record of WARC", 2),
        ("something between", "is no record of WARC", 3),
        ("zeros", "is no record of WARC", 3),
    ],
)
def test_a_broken_record_is_one_line(tmp_path: Path, out: Path, change: str, message: str, articles: int) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(damaged(saved([record(page(n), f"https://bao.vn/{n}") for n in (1, 2, 3)]), change))
    account = convert_to(out, path)
    assert len(account.written) == articles
    (problem,) = account.problems
    assert (problem.path, problem.line) == (str(path), 3)
    assert problem.message.startswith(message)
    assert re.search(r"\(at byte \d+\)$", problem.message)


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path, out: Path, ending: str) -> None:
    data = saved([record(page(n), f"https://bao.vn/{n}") for n in range(40)], packed=ending.endswith("gz"))
    path = tmp_path / f"a{ending}"
    path.write_bytes(data[: len(data) * 3 // 4])
    account = convert_to(out, path)
    assert len(account.written) >= (28 if ending == ".warc" else 16)
    (problem,) = account.problems
    assert problem.message.startswith("breaks off before its end")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"<html>", os.urandom(1000), b"WARC/1.0\r\n"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, out: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    account = convert_to(out, tmp_path / "a.warc")
    assert account.problems
    assert not account.written


def test_portions_are_small_and_any_process_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    records = [record(page(n), f"https://bao.vn/{n}") for n in range(60)]
    path.write_bytes(saved([*records, *[record(b"x", media="image/gif")] * 2500], packed=True))
    portions = list(portions_of(find_sources([str(path)])))
    assert all(len(pickle.dumps(portion)) < 3000 for portion in portions)
    assert sum(map(len, portions)) == 60
    accounts = [
        convert_to(tmp_path / name, path, engine=engine)
        for name, engine in {"one": None, "two": LocalEngine(2, "fork")}.items()
    ]
    assert accounts[0] == accounts[1]
    assert accounts[0].passed_over == {"WARC warcinfo": 1, "image/gif": 2500}


def test_standard_input_and_explain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = saved([record(page(1)), record(page(2), "https://bao.vn/2")], packed=True)
    Path("seeds").mkdir()
    Path("seeds/a.warc.gz").write_bytes(data)
    result = run("convert", "-", "--to", "in", "--json", stdin=data)
    assert len(json.loads(result.stdout)["written"]) == 2, result.stderr
    assert run("convert").exit_code == 0
    said = {run("explain", article).stdout.split("\n")[0] for article in Path("docs_src/articles").glob("*.md")}
    assert said == {"seeds/a.warc.gz:2", "seeds/a.warc.gz:3"}


def test_what_is_not_installed_is_said(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotlicffi", None)
    sent = record(brotlicffi.compress(page(1)), headers={"Content-Encoding": "br"})
    (tmp_path / "a.warc").write_bytes(saved([sent, record(page(2), "https://bao.vn/2")]))
    account = convert_to(out, tmp_path / "a.warc")
    assert len(account.written) == 1
    assert str(account.problems[0]).endswith("(pip install 'generator[warc]')")


def test_a_page_that_was_cut_off_is_noted(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.warc").write_bytes(saved([record(page(1), more={"WARC-Truncated": "length"})]))
    assert [note.message for note in convert_to(out, tmp_path / "a.warc").notes] == ["was cut off when it was saved"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20), st.booleans(), st.integers(1, 3000))
def test_whatever_is_changed_is_accounted_for(at: int, put: bytes, insert: bool, ahead: int) -> None:
    data = saved([record(page(n), f"https://bao.vn/{n}") for n in (1, 2)])
    at %= len(data)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(warc_records, "_AT_ONCE", ahead)
        path = Path(folder, "a.warc")
        path.write_bytes(data[:at] + put + data[at if insert else at + len(put) :])
        found = [each for portion in portions_of(find_sources([str(path)])) for each in portion.read()]
    assert len(found) >= 2
