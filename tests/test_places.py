"""What a person may name: files, folders, patterns, standard input; and what lies in folders but is no source."""

import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from backports import zstd
from click.testing import CliRunner, Result

from generator.account import Account
from generator.cli import main
from generator.convert import convert
from generator.readers import find_sources
from generator.readers.raw import SourceFile
from generator.settings import Intake, Limits, Settings

TEXT = "Ngày 3/5/2024, các đơn vị của tỉnh họp bàn việc. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự và phát biểu.\n"
LINKS = pytest.mark.skipif(os.name == "nt", reason="links take rights on Windows")


def text(number: int) -> str:
    return f"{TEXT}\nBài thứ {number} nói thêm về việc của đơn vị mình.\n"


def line(number: int) -> bytes:
    return json.dumps({"text": text(number)}).encode() + b"\n"


def put(folder: Path, *names: str) -> Path:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text(number).encode() if path.suffix != ".jsonl" else line(number))
    return folder


def found(*places: str | Path) -> list[str]:
    return [each.name for each in find_sources([str(place) for place in places]) if isinstance(each, SourceFile)]


def convert_to(folder: Path, *places: str | Path) -> Account:
    return convert(Settings(folder, folder, folder, folder), places, folder)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestPatterns:
    """A pattern is what a shell makes of it; some make nothing of it."""

    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("news/*.txt", ["a.txt", "b.txt"]),
            ("news/?.txt", ["a.txt", "b.txt"]),
            ("news/[!a].txt", ["b.txt"]),
            ("news/**/*.txt", ["a.txt", "b.txt", "2023/c.txt", "2024/01/e.txt", "2024/d.txt"]),
            ("news/*/c.txt", ["2023/c.txt"]),
            ("news/20*", ["2023/c.txt", "2024/d.txt", "2024/01/e.txt"]),
            ("news/**/01", ["2024/01/e.txt"]),
            ("**/e.txt", ["news/2024/01/e.txt"]),
            ("ne*/a.txt", ["news/a.txt"]),
            ("./news/a*", ["a.txt"]),
        ],
    )
    def test_what_it_means(self, here: Path, pattern: str, names: list[str]) -> None:
        put(here / "news", "a.txt", "b.txt", "2023/c.txt", "2024/d.txt", "2024/01/e.txt", ".f/g.txt", ".h.txt")
        assert sorted(found(pattern)) == sorted(names)
        assert sorted(found(here / pattern)) == sorted(names)

    def test_articles_are_named_from_the_folder_it_begins_in(self, here: Path) -> None:
        put(here / "news", "2023/a.jsonl", "2024/a.jsonl")
        account = convert_to(here / "out", "news/**/*.jsonl")
        assert account.written == ("2023-a-line-1.md", "2024-a-line-1.md")
        assert convert_to(here / "out", "news").unchanged == account.written

    def test_a_file_of_just_that_name_comes_first(self, here: Path) -> None:
        put(here, "a[1].txt", "a1.txt")
        assert found("a[1].txt") == ["a[1].txt"]
        assert found("a[2-9].txt") == []

    @pytest.mark.parametrize("pattern", ["news/*.html", "none/*.txt", "*/*/*", "[", "**/x"])
    def test_one_that_nothing_matches_is_one_line(self, here: Path, pattern: str) -> None:
        put(here / "news", "a.txt")
        result = run("convert", pattern, "news/a.txt", "--to", "out")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{pattern}: is a pattern that no file matches (")
        assert "2 sources = 1 articles (1 written)" in result.stderr

    def test_it_looks_into_no_folder_in_vain(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(here / "news", "a.txt", *(f"deep/{number}/b.txt" for number in range(50)))
        looked: list[str] = []
        scan = os.scandir

        def look(folder: str) -> Any:
            looked.append(folder)
            return scan(folder)

        monkeypatch.setattr("generator.readers.folders.os.scandir", look)
        assert found("news/*.txt") == ["a.txt"]
        assert found("news/deep/1*/*.txt") == [f"{number}/b.txt" for number in (1, *range(10, 20))]
        assert looked == ["news/", "news/deep/", *(f"news/deep/{number}/" for number in (1, *range(10, 20)))]


@LINKS
class TestLinks:
    """What a link leads to is read once, and only within the folder that was named."""

    @pytest.fixture
    def news(self, tmp_path: Path) -> Path:
        put(tmp_path / "elsewhere", "secret.txt")
        return put(tmp_path / "news", "a.txt", "sub/b.txt")

    def account(self, news: Path) -> Account:
        account = convert_to(news.parent / "out", news)
        assert account.sources == len(account.written) + len(account.duplicates) + len(account.problems)
        return account

    def test_within_the_folder(self, news: Path) -> None:
        (news / "c.txt").symlink_to("a.txt")
        (news / "up").symlink_to(".")
        (news / "sub/top").symlink_to(news, target_is_directory=True)
        (news / "other").symlink_to("sub")
        account = self.account(news)
        assert account.written == ("a.md", "sub-b.md")
        assert account.passed_over == {"link to another source": 4}
        assert account.complete

    @pytest.mark.parametrize(
        "target", ["../elsewhere/secret.txt", "../elsewhere", "/etc/passwd", "/", "..", "../news2"]
    )
    def test_out_of_the_folder(self, news: Path, target: str) -> None:
        put(news.parent / "news2", "c.txt")
        (news / "link").symlink_to(target)
        account = self.account(news)
        assert account.written == ("a.md", "sub-b.md")
        (problem,) = account.problems
        assert str(problem).startswith(
            f"{news}/link: is a link to a place outside the folder: {os.path.realpath(news / target)} ("
        )

    @pytest.mark.parametrize(
        ("target", "message"),
        [("none.txt", "is a link that leads nowhere"), ("link", "is a link that leads in a circle")],
    )
    def test_to_nothing(self, news: Path, target: str, message: str) -> None:
        (news / "link").symlink_to(target)
        (problem,) = self.account(news).problems
        assert str(problem).startswith(f"{news}/link: {message} (")

    def test_programs_that_hide_what_they_keep(self, news: Path) -> None:
        put(news / ".store", "1", "2", "3", "d/4")
        for name, target in {"x.txt": "1", "y.txt": "2", "z.txt": "2", "d": "d"}.items():
            (news / name).symlink_to(f".store/{target}")
        account = self.account(news)
        assert {"y.md", "x.md"} & {*account.written}
        assert account.passed_over == {"link to another source": 1}
        assert [problem.message for problem in account.problems] == ["is a link to a hidden folder"]

    def test_a_link_that_is_named_is_meant(self, news: Path) -> None:
        link, file = news.parent / "link", news.parent / "one.txt"
        link.symlink_to(news, target_is_directory=True)
        file.symlink_to(news / "a.txt")
        account = convert_to(news.parent / "out", link, file)
        assert account.written == ("a.md", "sub-b.md")
        assert len(account.duplicates) == 1

    def test_through_a_pattern_too(self, news: Path) -> None:
        (news / "link.txt").symlink_to("../elsewhere/secret.txt")
        account = convert_to(news.parent / "out", f"{news}/*.txt")
        assert account.written == ("a.md",)
        assert "outside the folder" in str(account.problems[0])


class TestSavedPages:
    """What a browser saves beside a page belongs to it."""

    NAMES = ("a.html", "a_files/x.txt", "a_files/deep/y.png", "B.HTM", "B_files/z.txt", "c_files/d.txt", "e.txt")

    def test_in_a_folder(self, tmp_path: Path) -> None:
        news = put(tmp_path / "news", *self.NAMES)
        assert found(news) == ["B.HTM", "a.html", "e.txt", "c_files/d.txt"]
        assert convert_to(tmp_path / "out", news).passed_over == {"file of a saved page": 3}

    def test_in_an_archive(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
            for name in self.NAMES:
                archive.writestr(f"site/{name}", TEXT)
        assert len(found(tmp_path / "news.zip")) == 4
        assert convert_to(tmp_path / "out", tmp_path / "news.zip").passed_over == {"file of a saved page": 3}


def zipped(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.txt", data)
    return written.getvalue()


@pytest.mark.usefixtures("here")
class TestStandardInput:
    """What comes is told by its first bytes."""

    @pytest.mark.parametrize(
        ("data", "written"),
        [
            (text(1).encode(), ["stdin.md"]),
            (line(1) + line(2), ["stdin-line-1.md", "stdin-line-2.md"]),
            (b'\xef\xbb\xbf\n { "text": ' + json.dumps(text(1)).encode() + b"}", ["stdin-line-2.md"]),
            (gzip.compress(text(1).encode()), ["stdin.md"]),
            (zstd.compress(line(1)), ["stdin-line-1.md"]),
            (zipped(a=text(1).encode(), b=text(2).encode()), ["stdin-a.md", "stdin-b.md"]),
            (text(1).encode("utf-16"), ["stdin.md"]),
        ],
    )
    def test_what_it_is(self, data: bytes, written: list[str]) -> None:
        result = run("convert", "-", "--to", "out", "--json", stdin=data)
        assert json.loads(result.stdout)["written"] == written, result.stderr
        again = run("convert", "-", "--to", "out", "--json", stdin=data)
        assert json.loads(again.stdout)["unchanged"] == written

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "-: the file is empty"),
            (b"\x1f\x8b", "-: breaks off before its end"),
            (b"\x1f\x8bxxxxxxxxxxxx", "-: is damaged"),
            (b"PK\x03\x04", "-: is no zip that can be read"),
            (b"PAR1", "-: is not Parquet that can be read"),
            (b"\x89PNG\r\n\x1a\n\0\0", "-: is not text but binary data"),
            (gzip.compress(zipped()), "-: the archive is empty"),
        ],
    )
    def test_what_cannot_be_read_is_one_line(self, data: bytes, message: str) -> None:
        result = run("convert", "-", "--to", "out", stdin=data)
        assert result.exit_code == 1
        assert result.stderr.startswith(message)
        assert "1 sources = 0 articles + 0 duplicates + 1 refused" in result.stderr

    def test_a_member_has_its_place(self) -> None:
        result = run("convert", "-", "--to", "out", stdin=zipped(a=b"\x89PNG\0", b=text(1).encode()))
        assert result.stderr.startswith("-/a.txt: is not text but binary data")

    def test_it_is_held_within_limits(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for data in (
            os.urandom(3 << 20),
            gzip.compress(b" " * (3 << 20)),
            zipped(a=os.urandom(1 << 20), b=b"1" * (1 << 20)),
        ):
            stdin = io.TextIOWrapper(io.BytesIO(data))
            monkeypatch.setattr(sys, "stdin", stdin)
            intake = Intake(limits=Limits(file_mb=1))
            account = convert(Settings(tmp_path, tmp_path, tmp_path, tmp_path, intake=intake), ["-"], tmp_path)
            assert account.sources == len(account.problems) == 1
            assert "1 MB" in str(account.problems[0])


def test_one_file_of_any_family(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.jsonl", "noending")
    account = convert_to(tmp_path / "out", tmp_path / "a.txt", tmp_path / "b.jsonl", tmp_path / "noending")
    assert account.written == ("a.md", "b-line-1.md", "noending.md")
