"""Packed files: what they hold is read as if it lay in a folder; what is wrong with them stops nothing else."""

import functools
import gzip
import http.server
import io
import json
import os
import pickle
import re
import stat
import struct
import subprocess
import sys
import threading
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import fsspec
import pytest
from backports import zstd
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.account import Account
from generator.cli import main
from generator.convert import convert
from generator.engines.local import LocalEngine
from generator.readers import RawArticle, find_sources, places
from generator.readers.portions import FilesPortion, portions_of
from generator.settings import USUAL_LIMITS, Intake, Limits, Settings

TEXT = "Ngày 3/5/2024, các đơn vị của tỉnh họp bàn việc. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự và phát biểu.\n"
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstd.compress}
WRAPPINGS = pytest.mark.parametrize("ending", PACK)


def text(number: int) -> bytes:
    return f"{TEXT}\nBài thứ {number} nói thêm về việc của đơn vị mình.\n".encode()


def lines(*numbers: int) -> bytes:
    return b"".join(json.dumps({"text": text(number).decode()}).encode() + b"\n" for number in numbers)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def convert_to(folder: Path, *sources: str | Path, limits: Limits = USUAL_LIMITS, **options: object) -> Account:
    intake = Intake(limits=limits)
    return convert(Settings(folder, folder, folder, folder, intake=intake), sources, folder, **options)  # type: ignore[arg-type]  # options of convert


def pack(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def accounted(account: Account) -> bool:
    articles = (*account.written, *account.unchanged, *account.kept, *account.deleted)
    return account.sources == len(articles) + len(account.duplicates) + len(account.problems)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.md")}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


class TestZip:
    """An archive is a folder."""

    def test_it_gives_what_a_folder_gives(self, tmp_path: Path, out: Path) -> None:
        members = {
            "2024/a.txt": text(1),
            "2024/b.txt.gz": gzip.compress(text(2)),
            "c.jsonl": lines(3, 4),
            "d.jsonl.zst": zstd.compress(lines(5)),
            ".hidden.txt": text(6),
            "__MACOSX/._a.txt": b"\0\5\x16",
            "Thumbs.db": b"x",
            "2024/": b"",
            "e.png": b"\x89PNG\0",
        }
        for name, data in members.items():
            if not name.endswith("/"):
                path = tmp_path / "news" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        pack(tmp_path / "zips/news.zip", members)
        there, here = convert_to(tmp_path / "there", tmp_path / "news"), convert_to(out, tmp_path / "zips")
        assert sorted(here.written) == sorted(f"news-{name}" for name in there.written)
        assert sorted(here.written) == [
            *("news-2024-a.md", "news-2024-b.md", "news-c-line-1.md", "news-c-line-2.md", "news-d-line-1.md")
        ]
        (problem,) = here.problems
        assert str(problem).startswith(f"{tmp_path.as_posix()}/zips/news.zip/e.png: is not text but binary data")
        assert accounted(here)
        text_ = (out / "news-2024-b.md").read_text("utf-8")
        assert "source_file: news.zip#2024/b.txt.gz\n" in text_
        assert convert_to(out, tmp_path / "zips").unchanged == here.written

    def test_processes_give_the_same(self, tmp_path: Path) -> None:
        members = {f"{number:03}.txt": text(number) for number in range(200)}
        path = pack(tmp_path / "a.zip", {**members, "b.jsonl.gz": gzip.compress(lines(*range(300, 320)))})
        accounts = [
            convert_to(tmp_path / name, path, engine=engine)
            for name, engine in {"one": None, "two": LocalEngine(2)}.items()
        ]
        assert accounts[0] == accounts[1]
        assert len(accounts[0].written) == 220
        assert files(tmp_path / "one") == files(tmp_path / "two")

    def test_its_list_is_read_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = pack(tmp_path / "a.zip", {f"{number}.txt": text(number) for number in range(100)})
        load = Mock(side_effect=zipfile.ZipFile)
        monkeypatch.setattr("generator.readers.packed.zipfile.ZipFile", load)
        portions = list(portions_of(find_sources([str(path)])))
        assert sum(isinstance(raw, RawArticle) for portion in portions for raw in portion.read()) == 100
        assert load.call_count == 1
        assert len(pickle.dumps(portions[0])) < 4000

    def test_it_is_not_read_as_it_was(self, tmp_path: Path, out: Path) -> None:
        path = pack(tmp_path / "a.zip", {"a.txt": text(1)})
        convert_to(out, path)
        pack(path, {"a.txt": text(2), "b.txt": text(3)})
        assert convert_to(out, path).written == ("a-a.md", "a-b.md")

    def test_it_is_left_closed(self, tmp_path: Path, out: Path) -> None:
        path = pack(tmp_path / "a.zip", {"a.txt": text(1), "b.txt": text(2)})
        convert_to(out, path)
        if os.path.isdir("/proc/self/fd"):  # noqa: PTH112  # elsewhere the next line tells
            opened = [os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")]  # noqa: PTH208
            assert str(path) not in opened
        path.unlink()

    def test_members_that_lie_still_are_not_opened_again(
        self, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = pack(tmp_path / "a.zip", {f"{number}.txt": text(number) for number in range(5)})
        monkeypatch.setattr("generator.store.stamps._STILL_FOR", -(10**18))
        assert len(convert_to(out, path).written) == 5
        monkeypatch.setattr(FilesPortion, "read", Mock(side_effect=AssertionError))
        assert len(convert_to(out, path).unchanged) == 5

    def test_one_member_is_a_place(self, tmp_path: Path, out: Path) -> None:
        path = pack(tmp_path / "a.zip", {"2024/a.txt": text(1), "b.txt": text(2)})
        account = convert_to(out, f"{path}/2024/a.txt", f"{path}/c.txt")
        assert account.written == ("a-2024-a.md",)
        assert str(account.problems[0]).startswith(f"{path}/c.txt: there is no such file in the archive")

    def test_a_folder_may_be_called_so(self, tmp_path: Path, out: Path) -> None:
        (tmp_path / "a.zip").mkdir()
        (tmp_path / "a.zip/b.txt").write_bytes(text(1))
        assert convert_to(out, tmp_path / "a.zip").written == ("b.md",)

    def test_explain_and_review_read_the_member(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        other = b"%PDF-\0"
        pack(tmp_path / "seeds/a#1.zip", {"x.pdf": other, "b/c.txt": text(1), "d.jsonl": lines(2)})
        assert run("convert").exit_code == 1
        articles = sorted(Path("docs_src/articles").glob("*.md"))
        said = [run("explain", article).stdout.splitlines()[0] for article in articles]
        assert said == ["seeds/a#1.zip/b/c.txt", "seeds/a#1.zip/d.jsonl:1"]
        assert run("explain", "seeds/a#1.zip/b/c.txt").exit_code == 0
        assert run("review").exit_code == 0

    def test_names_of_other_systems(self, tmp_path: Path, out: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for number, name in enumerate(["thư/một.txt", "hai\\ba.txt", "tu\N{COMBINING HORN}.txt"]):
                archive.writestr(name, text(number))
        data = path.read_bytes()
        # As programs write it that say nothing of UTF-8.
        path.write_bytes(re.sub(rb"(PK\x03\x04..|PK\x01\x02....)\x00\x08", rb"\1\0\0", data, flags=re.DOTALL))
        account = convert_to(out, path)
        assert account.written == ("a-thu-mot.md", "a-hai-ba.md", "a-tu.md")
        assert next(portions_of(find_sources([str(path)]))).names[:2] == ("a.zip#thư/một.txt", "a.zip#hai/ba.txt")

    def test_an_archive_of_tables_needs_their_readers_only(
        self, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("pyarrow", "pyarrow.parquet", "backports.zstd", "compression.zstd"):
            monkeypatch.setitem(sys.modules, name, None)
        path = pack(tmp_path / "a.zip", {"a.parquet": b"PAR1", "b.txt.zst": zstd.compress(text(1)), "c.txt": text(2)})
        account = convert_to(out, path)
        assert account.written == ("a-c.md",)
        assert [problem.hint for problem in account.problems] == [
            "pip install 'generator[parquet]'",
            "pip install 'generator[zst]'",
        ]


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def with_entry(path: Path, **fields: int) -> None:
    """A good member, then one called bad.txt that says of itself what it likes, then another good one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text(1))
        archive.writestr("bad.txt", text(2))
        archive.writestr("z.txt", text(3))
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    places_ = {"flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<L"), "packed": (20, "<L"), "size": (24, "<L")}
    places_ |= {"system": (5, "<B"), "mode": (38, "<L"), "offset": (42, "<L"), "version": (6, "<H")}
    for field, value in fields.items():
        offset, form = places_[field]
        data = data[: at + offset] + struct.pack(form, value) + data[at + offset + struct.calcsize(form) :]
    path.write_bytes(data)


ENTRIES: dict[str, tuple[dict[str, int], str]] = {
    "link": ({"mode": (stat.S_IFLNK | 0o777) << 16}, "is a link and no file"),
    "pipe": ({"mode": (stat.S_IFIFO | 0o666) << 16}, "is no regular file"),
    "device": ({"mode": (stat.S_IFCHR | 0o666) << 16}, "is no regular file"),
    "locked": ({"flags": 1}, "is locked with a password"),
    "bzip2": ({"method": 12}, "is packed by a method that is not read here: bzip2"),
    "LZMA": ({"method": 14}, "is packed by a method that is not read here: LZMA"),
    "unknown": ({"method": 77}, "is packed by a method that is not read here: 77"),
    "stored": ({"method": 0}, "is damaged"),
    "crc": ({"crc": 1}, "is damaged: Bad CRC-32"),
    "says less": ({"size": 20}, "is damaged: Bad CRC-32"),
    "says more": ({"size": 500}, ""),
    "packed less": ({"packed": 20}, "is damaged"),
    "packed more": ({"packed": 2000}, "shares its place in the archive with another"),
    "elsewhere": ({"offset": 0}, "shares its place in the archive with another"),
    "nowhere": ({"offset": 1 << 30}, "is damaged"),
    "too large": ({"size": 200 << 20}, ""),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_a_bad_member_is_one_line_and_the_others_are_read(tmp_path: Path, out: Path, case: str) -> None:
    fields, message = ENTRIES[case]
    path = tmp_path / "a.zip"
    with_entry(path, **fields)
    account = convert_to(out, path)
    assert accounted(account)
    assert "a-z.md" in account.written
    if case != "elsewhere":
        assert "a-a.md" in account.written
    if message:
        problem = account.problems[-1]
        assert str(problem).startswith(f"{path.as_posix()}/bad.txt: {message}")
        assert problem.hint


NAMES = {
    "../bad.txt": "leads out of the archive",
    "a/../../bad.txt": "leads out of the archive",
    "/etc/bad.txt": "leads out of the archive",
    "..\\bad.txt": "leads out of the archive",
    "\\\\server\\bad.txt": "leads out of the archive",
    "C:\\bad.txt": "leads out of the archive",
    "c:bad.txt": "leads out of the archive",
    "bad\x1b[2J.txt": "has control characters in its name",
    "bad\n.txt": "has control characters in its name",
    "bad\0.txt": "has control characters in its name",
    "b.zip": "is an archive within a packed file",
    "b.zip.gz": "is an archive within a packed file",
    "b.tar.gz": "there is no reader for .tar files",
    "b.7z": "there is no reader for .7z files",
    "b.txt.gz": "is damaged",
    "b.txt.zst": "is damaged",
    "b.jsonl.gz": "is damaged",
    "b.parquet": "is not Parquet that can be read",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_member_of_a_bad_name_is_one_line(tmp_path: Path, out: Path, name: str) -> None:
    path = tmp_path / "deep/er/a.zip"
    pack(path, {"a.txt": text(1), name.replace("\0", "%"): text(2), "z.txt": text(3)})
    if "\0" in name:
        path.write_bytes(changed(path.read_bytes(), b"bad%.txt", b"bad\0.txt"))
    before = {each for each in tmp_path.rglob("*") if each.is_file()}
    result = run("convert", path, "--to", out, "--json")
    account = json.loads(result.stdout)
    assert account["written"] == ["a-a.md", "a-z.md"]
    (refusal,) = account["refusals"]
    assert NAMES[name] in refusal["cause"]
    assert refusal["path"].startswith(f"{path.as_posix()}/")
    assert not set(refusal["path"]) & {"\x1b", "\n", "\0"}
    assert result.exit_code == 1
    after = {each for each in tmp_path.rglob("*") if each.is_file() and not each.is_relative_to(out)}
    assert after == before


def test_two_members_of_one_name(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", text(0))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", text(1))
    account = convert_to(out, path)
    assert account.written == ("a-a.md",)
    assert "Bài thứ 0" in (out / "a-a.md").read_text("utf-8")
    assert "there is another of this name before it" in str(account.problems[0])


ARCHIVES: dict[str, tuple[bytes, str]] = {
    "empty file": (b"", "is no zip"),
    "text": (TEXT.encode(), "is no zip"),
    "nothing in it": (b"PK\x05\x06" + bytes(18), "the archive is empty"),
    "list is not there": (b"PK\x05\x06" + bytes(4) + b"\1\0\1\0" + struct.pack("<LL", 46, 0) + b"\0\0", "is no zip"),
    "list that lies": (b"PK\x05\x06" + bytes(4) + b"\1\0\1\0" + b"\xff" * 8 + b"\0\0", "is no zip"),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_an_archive_that_is_none_is_one_line(tmp_path: Path, out: Path, case: str) -> None:
    data, message = ARCHIVES[case]
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.zip").write_bytes(data)
    (tmp_path / "news/b.txt").write_bytes(text(1))
    account = convert_to(out, tmp_path / "news")
    assert (account.sources, account.written) == (2, ("b.md",))
    assert f"/a.zip: {message}" in str(account.problems[0])


@pytest.mark.parametrize("kept", [10, 60, 200, 340])
def test_an_archive_that_breaks_off(tmp_path: Path, out: Path, kept: int) -> None:
    path = pack(tmp_path / "a.zip", {f"{number}.txt": text(number) for number in range(3)})
    path.write_bytes(path.read_bytes()[:kept])
    account = convert_to(out, path)
    assert (account.sources, len(account.problems)) == (1, 1)
    assert "is no zip that can be read" in str(account.problems[0])


class TestLimits:
    """However much comes out of a little, little of it is held."""

    def test_of_files_and_of_all_they_hold(self, tmp_path: Path, out: Path) -> None:
        path = pack(tmp_path / "a.zip", {f"{number}.txt": os.urandom(1 << 19) for number in range(4)})
        account = convert_to(out, path, limits=Limits(files=3))
        assert str(account.problems[0]).startswith(f"{path}: holds more than 3 files")
        account = convert_to(out, path, limits=Limits(unpacked_mb=1))
        assert str(account.problems[0]).startswith(f"{path}: unpacks to more than 1 MB")

    def test_of_one_file(self, tmp_path: Path, out: Path) -> None:
        long = text(1) + os.urandom(1 << 20).hex().encode()
        path = pack(tmp_path / "a.zip", {"a.txt": long, "b.txt.gz": gzip.compress(long), "c.txt": text(2)})
        account = convert_to(out, path, limits=Limits(file_mb=1))
        assert account.written == ("a-c.md",)
        assert [each.message for each in account.problems] == ["is larger than 1 MB, which no article is"] * 2

    @pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.jsonl.zst", "b.zip", "c.zip", "a.parquet.gz"])
    def test_a_bomb_is_refused_and_never_held(self, tmp_path: Path, name: str) -> None:
        size = 160 << 20
        path = tmp_path / name
        line = b'{"text": "%s"}\n' % (b" " * (1 << 20))
        data = (line for _ in range(size >> 20))
        if name.endswith(".gz"):
            with gzip.open(path, "wb") as stream:
                stream.writelines(data)
        elif name.endswith(".zst"):
            with zstd.open(path, "wb") as stream:
                stream.writelines(data)
        else:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                inner = "a.txt" if name == "b.zip" else "a.jsonl"
                with archive.open(inner, "w", force_zip64=True) as member:
                    member.writelines(data)
        assert path.stat().st_size < size / 200
        tracemalloc.start()
        account = convert_to(tmp_path / "out", path)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        said = [
            problem.message for problem in account.problems if "no text" in problem.message or "MB" in problem.message
        ]
        assert said
        assert most < 120 << 20

    def test_pieces_that_share_one_place(self, tmp_path: Path, out: Path) -> None:
        path = pack(tmp_path / "a.zip", {"a.txt": text(1)})
        data = path.read_bytes()
        at = data.index(b"PK\x01\x02")
        entry = data[at : data.index(b"PK\x05\x06")]
        entries = b"".join(changed(entry, b"a.txt", f"{number:05}".encode()) for number in range(2000))
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entries), at, 0)
        path.write_bytes(data[:at] + entries + end)
        account = convert_to(out, path)
        assert account.sources == len(account.problems) == 2000
        assert not account.written

    def test_more_files_than_an_old_zip_can_count(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(66_000):
                archive.writestr(f"{number}.txt", b"x")
        found = list(find_sources([str(path)]))
        assert len(found) == 66_000
        some = list(portions_of(found[65_990:]))
        assert [str(each) for portion in some for each in portion.read() if not isinstance(each, RawArticle)] == []


class TestWrappings:
    """A packed file is what it holds."""

    @WRAPPINGS
    def test_it_gives_what_the_file_gives(self, tmp_path: Path, out: Path, ending: str) -> None:
        for name, data in {"a.txt": text(1), "b.jsonl": lines(*range(2, 50)), "c": text(60)}.items():
            (tmp_path / "plain" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "plain" / name).write_bytes(data)
            (tmp_path / "packed" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "packed" / f"{name}{ending}").write_bytes(PACK[ending](data))
        there, here = convert_to(tmp_path / "there", tmp_path / "plain"), convert_to(out, tmp_path / "packed")
        assert here.written == there.written
        assert here.complete

    @WRAPPINGS
    def test_rows_of_any_portion_in_any_order(
        self, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("generator.readers.json_lines._RANGE", 2000)
        monkeypatch.setattr("generator.readers.places._AT_ONCE", 1000)
        path = tmp_path / f"a.jsonl{ending}"
        path.write_bytes(PACK[ending](lines(*range(100))))
        portions = list(portions_of(find_sources([str(path)])))
        assert len(portions) > 5
        assert all(len(pickle.dumps(portion)) < 2000 for portion in portions)
        opened = Mock(side_effect=places._opened)
        monkeypatch.setattr(places, "_opened", opened)
        for order, times in ((portions, 1), (portions[::2] + portions[1::2], 2)):
            places._here.cursor = None
            opened.reset_mock()
            found = {raw.source.line: raw.text for each in order for raw in each.read() if isinstance(raw, RawArticle)}
            assert [found[number + 1].encode() for number in range(100)] == [text(number) for number in range(100)]
            assert opened.call_count == times

    @WRAPPINGS
    def test_one_that_breaks_off_gives_what_came_before(
        self, tmp_path: Path, out: Path, ending: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("generator.readers.json_lines._RANGE", 2000)
        monkeypatch.setattr("generator.readers.places._AT_ONCE", 1000)
        rows = b"".join(
            json.dumps({"text": text(number).decode() + os.urandom(300).hex()}).encode() + b"\n" for number in range(90)
        )
        data = PACK[ending](rows)
        bad = {"cut": data[: len(data) // 2], "bits": data[:9000] + b"\0\0\0\0" + data[9004:]}
        # Zstandard looks whether what it gives is right only where a file was written so.
        for name in ("cut", "bits") if ending == ".gz" else ("cut",):
            path = tmp_path / f"{name}.jsonl{ending}"
            path.write_bytes(bad[name])
            account = convert_to(out / name, path)
            assert accounted(account)
            assert [problem.path for problem in account.problems if not problem.line] == [str(path)]
            if ending == ".gz":
                assert len(account.written) > 5

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("a.txt.gz", b"", "the file is empty"),
            ("a.txt.gz", b"text", "is damaged: Not a gzipped file"),
            ("a.txt.gz", gzip.compress(text(1))[:-3], "breaks off before its end"),
            (
                "a.txt.gz",
                changed(gzip.compress(b"abc"), struct.pack("<L", zlib.crc32(b"abc")), b"1234"),
                "is damaged: CRC",
            ),
            ("a.txt.gz", gzip.compress(b""), "the file is empty"),
            ("a.txt.zst", b"text", "is damaged: "),
            ("a.txt.zst", zstd.compress(text(1))[:-3], "breaks off before its end"),
            ("a.zip.gz", gzip.compress(b"PK"), "is an archive within a packed file"),
            ("a.tar.gz", gzip.compress(b"tar"), "there is no reader for .tar files (unpack it, or pack it as .zip)"),
            ("a.tgz", gzip.compress(b"tar"), "there is no reader for .tgz files"),
            ("a.rar", b"Rar!", "there is no reader for .rar files"),
        ],
    )
    def test_one_that_cannot_be_read_is_one_line(
        self, tmp_path: Path, out: Path, name: str, data: bytes, message: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(data)
        account = convert_to(out, path)
        assert account.sources == len(account.problems) == 1
        assert str(account.problems[0]).startswith(f"{path}: {message}")

    def test_several_pieces_one_after_the_other(self, tmp_path: Path, out: Path) -> None:
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(1)) + gzip.compress(lines(2)))
        (tmp_path / "b.jsonl.zst").write_bytes(zstd.compress(lines(3)) + zstd.compress(lines(4)))
        account = convert_to(out, tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.zst")
        assert len(account.written) == 4

    def test_it_is_not_read_as_it_was(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl.gz"
        for number in (1, 2):
            path.write_bytes(gzip.compress(lines(number)))
            (portion,) = portions_of(find_sources([str(path)]))
            (raw,) = portion.read()
            assert isinstance(raw, RawArticle)
            assert raw.text.encode() == text(number)

    def test_what_is_not_installed_is_said(self, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("backports.zstd", "compression.zstd"):
            monkeypatch.setitem(sys.modules, name, None)
        (tmp_path / "news").mkdir()
        (tmp_path / "news/a.txt.zst").write_bytes(zstd.compress(text(1)))
        (tmp_path / "news/b.txt.gz").write_bytes(gzip.compress(text(2)))
        account = convert_to(out, tmp_path / "news")
        assert account.written == ("b.md",)
        assert str(account.problems[0]).endswith("(pip install 'generator[zst]')")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.booleans())
def test_whatever_is_changed_in_an_archive_is_accounted_for(at: int, put: bytes, cut: bool) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text(1))
        archive.writestr("b.jsonl.gz", gzip.compress(lines(2)))
    data = whole.getvalue()
    at = at % len(data)
    found = _found(data[:at] + put + (b"" if cut else data[at + len(put) :]))
    assert found


def _found(data: bytes) -> list[object]:
    """What comes of a zip, each source or refusal."""
    import tempfile  # noqa: PLC0415  # Hypothesis runs one test many times

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(data)
        return [each for portion in portions_of(find_sources([str(path)])) for each in portion.read()]


def test_threads_of_a_worker_read_side_by_side(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {f"{number}.txt": text(number) for number in range(128)})
    portions = list(portions_of(find_sources([str(path)])))
    found: dict[str, str] = {}

    def read(some: list[object]) -> None:
        for portion in some:
            for raw in portion.read():  # type: ignore[attr-defined]  # a portion
                found[raw.source.name] = raw.text

    threads = [threading.Thread(target=read, args=(portions[number::4],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[f"a.zip#{number}.txt"].encode() for number in range(128)] == [text(number) for number in range(128)]


def test_standard_input_of_another_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "convert", "-", "--to", str(tmp_path / "out")]
    done = subprocess.run(command, input=gzip.compress(lines(1, 2)), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(files(tmp_path / "out")) == ["stdin-line-1.md", "stdin-line-2.md"]


class TestElsewhere:
    """An archive at an address is one too."""

    def test_what_only_this_process_can_read(self, tmp_path: Path, out: Path) -> None:
        members = {"a.txt": text(1), "b.jsonl": lines(2), "c.txt.gz": gzip.compress(text(3)), "d.csv": b"text\nabc\n"}
        store = fsspec.filesystem("memory")
        store.pipe("/packed/a.zip", pack(tmp_path / "a.zip", members).read_bytes())
        store.pipe("/packed/e.jsonl.gz", gzip.compress(lines(4, 5)))
        try:
            account = convert_to(out, "memory://packed", engine=LocalEngine(2))
        finally:
            store.rm("/packed", recursive=True)
        assert account.written == ("a-a.md", "a-b-line-1.md", "a-c.md", "a-d-line-2.md", "e-line-1.md", "e-line-2.md")
        assert account.complete

    @pytest.mark.parametrize("name", ["a.zip", "b.jsonl.gz"])
    def test_what_a_simple_server_sends(self, tmp_path: Path, out: Path, name: str) -> None:
        pack(tmp_path / "www/a.zip", {"a.txt": text(1)})
        (tmp_path / "www/b.jsonl.gz").write_bytes(gzip.compress(lines(2)))
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path / "www"))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            url = f"http://127.0.0.1:{server.server_address[1]}/{name}"
            account = convert_to(out, url)
            server.shutdown()
        if name == "a.zip":
            # It sends files from their beginning only, and the list of a zip stands at its end.
            assert str(account.problems[0]).startswith(f"{url}: is no zip that can be read: ")
        else:
            assert account.written == ("b-line-1.md",)
