"""Sources to articles: bad input is refused by name, the rest is written, and hands win."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.convert import convert
from generator.settings import load_settings

ROOT = Path(__file__).parent.parent
TEXT = "Hội nghị của Cụm\n\nNgày 3/5/2024, các đơn vị họp. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def front_matter(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    return loaded


BAD = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": ("  \n\N{NO-BREAK SPACE}\n".encode(), "the file is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text but binary data"),
    "latin.txt": ("Đảng".encode("cp1258", "replace") + b"\xd0\xf2\xfe", "is not in UTF-8"),
    "page.html": (b"<p>Text</p>", "no article found in the page"),
    "junk.txt": ("Giọng nữ\nBạn còn 500/500 ký tự\n".encode(), "holds no article text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_source_is_one_line_and_the_rest_is_written(sources: Path, tmp_path: Path, name: str) -> None:
    content, message = BAD[name]
    put(sources, name, content)
    put(sources, "good.txt", TEXT)
    result = run("convert", sources, "--to", tmp_path / "out")
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if name in line]
    assert len(lines) == 1
    assert message in lines[0]
    assert lines[0].startswith((sources / name).as_posix())
    assert (tmp_path / "out/good.md").is_file()
    assert result.stdout == ""
    account = json.loads(run("convert", sources, "--to", tmp_path / "again", "--json").stdout)
    assert [(each["path"], each["place"]) for each in account["refusals"]] == [((sources / name).as_posix(), 0)]
    assert message in account["refusals"][0]["cause"]


def test_a_source_that_cannot_be_read(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(sources, "good.txt", TEXT)
    locked = put(sources, "locked.txt", TEXT)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = run("convert", sources, tmp_path / "missing.txt", "--to", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{locked.as_posix()}: can't be read: Permission denied" in result.stderr
    assert "missing.txt: can't be read: No such file" in result.stderr
    assert (tmp_path / "out/good.md").is_file()


def test_a_folder_that_cannot_be_looked_into(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(sources, "good.txt", TEXT)
    locked = put(sources, "locked/a.txt", TEXT + "Bài khác.\n").parent
    scandir, iterdir = os.scandir, Path.iterdir

    def refuse(path: str | Path) -> Any:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(Path, "iterdir", lambda path: iter(list(refuse(path)) and list(iterdir(path))))
    result = run("convert", sources, "--to", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{locked.as_posix()}: can't be read: Permission denied" in result.stderr
    assert "2 sources = 1 articles (1 written) + 0 duplicates + 1 refused" in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(sources: Path, tmp_path: Path) -> None:
    os.mkfifo(sources / "pipe.txt")
    result = run("convert", sources, "--to", tmp_path / "out")
    assert result.exit_code == 1
    assert "is not a regular file" in result.stderr


def test_two_sources_with_one_text(sources: Path, tmp_path: Path) -> None:
    put(sources, "a.txt", TEXT)
    put(sources, "b.txt", TEXT.replace("\n\n", "\n\n\n"))
    result = run("convert", sources, "--to", tmp_path / "out", "--json")
    assert result.exit_code == 1
    assert "b.txt: has the same text as" in result.stderr
    account = json.loads(result.stdout)
    assert account["sources"] == 2
    assert account["written"] == ["a.md"]
    assert account["refusals"] == []
    assert [duplicate["of"] for duplicate in account["duplicates"]] == [(sources / "a.txt").as_posix()]


def test_letters_composed_otherwise_are_one_text(sources: Path, tmp_path: Path) -> None:
    put(sources, "a.txt", TEXT)
    put(sources, "b.txt", unicodedata.normalize("NFD", TEXT).replace(" ", " \N{ZERO WIDTH SPACE}", 3))
    account = json.loads(run("convert", sources, "--to", tmp_path / "out", "--json").stdout)
    assert (account["written"], len(account["duplicates"])) == (["a.md"], 1)


def test_every_source_is_in_the_account(sources: Path, tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        put(sources, name, content)
    put(sources, "good.txt", TEXT)
    put(sources, "again.txt", TEXT)
    put(sources, "deep/good.txt", TEXT + "Hết.\n")
    account = convert(load_settings(tmp_path), [sources], tmp_path / "out")
    articles = [*account.written, *account.unchanged, *account.kept, *account.deleted]
    assert account.sources == len(BAD) + 3
    assert len(articles) + len(account.duplicates) + len(account.problems) == account.sources
    assert sorted(articles) == ["again.md", "deep-good.md"]


def test_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "convert", "-", "--to", str(tmp_path / "out")]
    done = subprocess.run(command, input=TEXT.encode(), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert front_matter(tmp_path / "out/stdin.md")["title"] == "Hội nghị của Cụm"


def test_an_own_target_leaves_the_archive_alone(sources: Path, tmp_path: Path) -> None:
    put(sources, "a.txt", TEXT)
    before = {path: path.read_bytes() for path in (ROOT / "docs_src").rglob("*") if path.is_file()}
    assert run("convert", sources, "--to", tmp_path / "out").exit_code == 0
    assert before == {path: path.read_bytes() for path in (ROOT / "docs_src").rglob("*") if path.is_file()}


def test_second_run_changes_no_byte(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", ROOT / "seeds", "--to", out).exit_code == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}
    assert run("convert", ROOT / "seeds", "--to", out, "--check").exit_code == 0
    assert run("convert", ROOT / "seeds", "--to", out).exit_code == 0
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}


def test_check_writes_nothing_and_says_so(sources: Path, tmp_path: Path) -> None:
    put(sources, "a.txt", TEXT)
    result = run("convert", sources, "--to", tmp_path / "out", "--check")
    assert result.exit_code == 3
    assert "would write a.md" in result.stderr
    assert not (tmp_path / "out").exists()


class TestHandsWin:
    """What a person did to an article stays, however often the converter runs and whatever the source became."""

    @pytest.fixture
    def out(self, sources: Path, tmp_path: Path) -> Path:
        put(sources, "a.txt", TEXT)
        put(sources, "b.txt", TEXT + "Bài khác.\n")
        assert run("convert", sources, "--to", tmp_path / "out").exit_code == 0
        return tmp_path / "out"

    def test_an_edit_stays(self, out: Path, sources: Path) -> None:
        edited = (out / "a.md").read_text("utf-8").replace("2024-05-03", "2024-05-04  # theo biên bản")
        (out / "a.md").write_text(edited, "utf-8")
        assert "1 edited by hand and kept" in run("convert", sources, "--to", out).stderr
        assert (out / "a.md").read_text("utf-8") == edited
        put(sources, "a.txt", TEXT + "Thêm một câu.\n")
        assert "1 written" in run("convert", sources, "--to", out).stderr
        assert (out / "a.md").read_text("utf-8") == edited + "\nThêm một câu.\n"

    def test_a_deletion_stays(self, out: Path, sources: Path) -> None:
        (out / "a.md").unlink()
        result = run("convert", sources, "--to", out)
        assert not (out / "a.md").exists()
        assert "1 deleted by hand" in result.stderr

    def test_an_untouched_article_follows_its_source(self, out: Path, sources: Path) -> None:
        put(sources, "a.txt", TEXT + "Thêm một câu.\n")
        assert run("convert", sources, "--to", out).exit_code == 0
        assert "Thêm một câu." in (out / "a.md").read_text("utf-8")

    def test_line_ends_of_another_system_are_no_edit(self, out: Path, sources: Path) -> None:
        for path in (out / "a.md", out / ".base/a.md"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        put(sources, "a.txt", TEXT + "Thêm một câu.\n")
        run("convert", sources, "--to", out)
        assert "Thêm một câu." in (out / "a.md").read_text("utf-8")

    @pytest.mark.parametrize("edit", [("2024-05-03", "2024-05-04"), ("date:", "<<<<<<< HEAD\nplace: x\ndate:")])
    def test_a_copy_that_a_git_merge_has_broken_is_said(self, out: Path, sources: Path, edit: tuple[str, str]) -> None:
        edited = (out / "a.md").read_text("utf-8").replace(*edit, 1)
        (out / "a.md").write_text(edited, "utf-8")
        copy = out / ".base/a.md"
        copy.write_text(copy.read_text("utf-8").replace("date:", "<<<<<<< HEAD\ndate:", 1), "utf-8")
        put(sources, "a.txt", TEXT + "Thêm một câu.\n")
        result = run("convert", sources, "--to", out)
        assert result.exit_code == 1
        assert f"{copy.as_posix()}:" in result.stderr
        assert "broken front matter" in result.stderr
        assert (out / "a.md").read_text("utf-8") == edited
        assert len(list(out.glob("*.md"))) == 2

    def test_a_file_not_made_by_convert_stays(self, out: Path, sources: Path) -> None:
        put(out, "c.md", "Của tôi.\n")
        put(sources, "c.txt", TEXT + "Bài thứ ba.\n")
        assert run("convert", sources, "--to", out).exit_code == 0
        assert (out / "c.md").read_text("utf-8") == "Của tôi.\n"
        assert [path for path in out.glob("c-*.md") if "Bài thứ ba." in path.read_text("utf-8")]

    def test_a_source_of_the_same_name_elsewhere_replaces_nothing(self, out: Path, tmp_path: Path) -> None:
        before = (out / "a.md").read_text("utf-8")
        put(tmp_path, "elsewhere/a.txt", "Một hội nghị khác hẳn\n\nNgày 7/8/2023, huyện họp bàn việc khác.\n")
        for outcome in ("1 written", "1 unchanged"):
            assert outcome in run("convert", tmp_path / "elsewhere", "--to", out).stderr
            assert (out / "a.md").read_text("utf-8") == before
            assert len(list(out.glob("*.md"))) == 3

    def test_a_newcomer_that_would_share_the_name_takes_another(self, out: Path, sources: Path) -> None:
        put(sources, "x-y.txt", TEXT + "Bài có từ trước.\n")
        run("convert", sources, "--to", out)
        edited = (out / "x-y.md").read_text("utf-8").replace("2024-05-03", "2024-05-04")
        (out / "x-y.md").write_text(edited, "utf-8")
        put(sources, "x y.txt", TEXT + "Bài mới đến sau.\n")
        result = run("convert", sources, "--to", out)
        assert result.exit_code == 0, result.stderr
        assert (out / "x-y.md").read_text("utf-8") == edited
        assert len(list(out.glob("x-y*.md"))) == 2

    def test_a_copy_that_sorts_earlier_is_the_duplicate(self, out: Path, sources: Path) -> None:
        put(sources, "0.txt", TEXT)
        result = run("convert", sources, "--to", out)
        assert "0.txt: has the same text as" in result.stderr
        assert not (out / "0.md").exists()

    def test_the_same_folder_named_twice_is_read_once(self, out: Path, sources: Path) -> None:
        result = run("convert", sources, sources, sources / "a.txt", "--to", out)
        assert result.exit_code == 0
        assert "2 sources = 2 articles (2 unchanged)" in result.stderr

    def test_a_typo_mended_in_a_short_source_is_no_new_article(self, out: Path, sources: Path) -> None:
        text = "Ngày 5/8/2022, Ban Tổ chức huyện ủy họp bàn việc sắp xếp các chi bộ trong những tháng cuối năm.\n"
        put(sources, "short.txt", text)
        run("convert", sources, "--to", out)
        put(sources, "short.txt", text.replace("họp bàn", "họp, bàn"))
        run("convert", sources, "--to", out)
        assert [path.name for path in out.glob("short*.md")] == ["short.md"]
        assert "họp, bàn" in (out / "short.md").read_text("utf-8")

    def test_another_text_under_the_name_of_a_deleted_article_is_converted(self, out: Path, sources: Path) -> None:
        (out / "a.md").unlink()
        put(sources, "a.txt", "Một hội nghị khác hẳn\n\nNgày 7/8/2023, huyện họp bàn việc khác.\n")
        result = run("convert", sources, "--to", out)
        assert "1 written" in result.stderr
        assert not (out / "a.md").exists()
        assert len(list(out.glob("a-*.md"))) == 1

    def test_no_source_drops_out_of_the_account(self, out: Path, tmp_path: Path) -> None:
        """An article that took another name, edited by hand, its copy lost."""
        put(tmp_path, "elsewhere/a.txt", "Một hội nghị khác hẳn\n\nNgày 7/8/2023, huyện họp bàn việc khác.\n")
        run("convert", tmp_path / "elsewhere", "--to", out)
        (article,) = out.glob("a-*.md")
        article.write_text(article.read_text("utf-8").replace("2023-08-07", "2023-08-08"), "utf-8")
        (out / ".base" / article.name).unlink()
        assert (
            "1 sources = 1 articles (1 edited by hand and kept)"
            in run("convert", tmp_path / "elsewhere", "--to", out).stderr
        )
        assert "2023-08-08" in article.read_text("utf-8")

    def test_an_edit_stays_when_the_copies_are_lost(self, out: Path, sources: Path) -> None:
        edited = (out / "a.md").read_text("utf-8").replace("2024-05-03", "2024-05-04")
        (out / "a.md").write_text(edited, "utf-8")
        shutil.rmtree(out / ".base")
        result = run("convert", sources, "--to", out)
        assert result.exit_code == 0
        assert (out / "a.md").read_text("utf-8") == edited
        assert len(list(out.glob("*.md"))) == 2

    def test_a_renamed_source_keeps_its_article(self, out: Path, sources: Path) -> None:
        edited = (out / "b.md").read_text("utf-8").replace("2024-05-03", "2024-05-04")
        (out / "b.md").write_text(edited, "utf-8")
        (sources / "b.txt").rename(sources / "new name.txt")
        put(sources, "new name.txt", TEXT + "Hội nghị bàn thêm một việc.\nBài khác.\n")
        assert run("convert", sources, "--to", out).exit_code == 0
        assert sorted(path.name for path in out.glob("*.md")) == ["a.md", "b.md"]
        merged = (out / "b.md").read_text("utf-8")
        assert "2024-05-04" in merged
        assert "Hội nghị bàn thêm một việc." in merged
        assert "new name.txt" in merged

    def test_an_article_renamed_by_hand_stays_its_sources(self, out: Path, sources: Path) -> None:
        for old, new in (("a.md", "hop-cum.md"), ("hop-cum.md", "a.md")):
            (out / old).rename(out / new)
            edited = (out / new).read_text("utf-8").replace("2024-05-03", "2024-05-04")
            (out / new).write_text(edited, "utf-8")
            assert "edited by hand and kept" in run("convert", sources, "--to", out).stderr
            put(
                sources,
                "a.txt",
                (sources / "a.txt").read_text("utf-8").replace("đơn vị họp", f"đơn vị họp ở {new[0]} và"),
            )
            assert "1 written, 1 unchanged" in run("convert", sources, "--to", out).stderr
            assert f"họp ở {new[0]} và" in (out / new).read_text("utf-8")
            assert "2024-05-04" in (out / new).read_text("utf-8")
            assert sorted(path.name for path in out.glob("*.md")) == sorted([new, "b.md"])
            assert sorted(path.name for path in (out / ".base").glob("*.md")) == sorted([new, "b.md"])

    def test_another_paper_on_the_same_event_is_no_renamed_source(self, out: Path, tmp_path: Path) -> None:
        (first,) = [path.read_text("utf-8") for path in out.glob("a.md")]
        other = TEXT.replace("các đơn vị họp", "lãnh đạo nhiều cơ quan trong tỉnh đã họp bàn") + "Bài của báo khác.\n"
        put(tmp_path, "elsewhere/other.txt", other)
        result = run("convert", tmp_path / "elsewhere", "--to", out)
        assert "2 articles without their source here, left so: a.md, b.md" in result.stderr
        assert (out / "other.md").is_file()
        assert (out / "a.md").read_text("utf-8") == first

    def test_a_source_that_is_gone_leaves_its_article_and_is_said(self, out: Path, sources: Path) -> None:
        (sources / "b.txt").unlink()
        result = run("convert", sources, "--to", out)
        assert result.exit_code == 0
        assert "1 articles without their source here, left so: b.md" in result.stderr
        assert (out / "b.md").is_file()


def test_namesakes_get_an_identifier_each(sources: Path, tmp_path: Path) -> None:
    put(
        sources,
        "a.txt",
        "Các đồng chí: Lê Văn Tuấn, Bí thư Tỉnh ủy; Lê Văn Tuân, Chủ tịch UBND tỉnh dự hội nghị sáng nay.\n",
    )
    put(sources, "b.txt", "Hội nghị chiều nay có đồng chí Lê Văn Tuân, Chủ tịch UBND tỉnh dự và chỉ đạo.\n")
    run("convert", sources, "--to", tmp_path / "out")
    persons = [front_matter(tmp_path / f"out/{name}.md")["persons"] for name in "ab"]
    ids = {person["name"]: person["id"] for each in persons for person in each}
    assert ids == {"Lê Văn Tuấn": "le-van-tuan", "Lê Văn Tuân": "le-van-tuan-2"}


def test_an_identifier_once_published_is_not_given_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "docs_src/addresses.txt", "persons/le-van-tuan.md -> ? | Lê Văn Tuấn\n")
    put(tmp_path, "seeds/a.txt", "Hội nghị chiều nay có đồng chí Lê Văn Tuân, Chủ tịch UBND tỉnh dự và chỉ đạo.\n")
    assert run("convert").exit_code == 0
    assert front_matter(tmp_path / "docs_src/articles/a.md")["persons"][0]["id"] == "le-van-tuan-2"
    put(tmp_path, "seeds/b.txt", "Sáng nay có đồng chí Lê Văn Tuấn, Bí thư Tỉnh ủy dự hội nghị và phát biểu.\n")
    assert run("convert").exit_code == 0
    assert front_matter(tmp_path / "docs_src/articles/b.md")["persons"][0]["id"] == "le-van-tuan"


def test_names_that_would_collide_or_are_reserved(sources: Path, tmp_path: Path) -> None:
    for number, name in enumerate(
        ["bài.txt", "bai.txt", "index.txt", "CON.txt", "con.txt", "x/../../y.txt".replace("/", "-")]
    ):
        put(sources, name, TEXT + f"Bài số {number}.\n")
    account = convert(load_settings(tmp_path), [sources], tmp_path / "out")
    assert account.complete
    assert len({name.lower() for name in account.written}) == 6
    assert not {"index.md", "con.md"} & {name.lower() for name in account.written}


def test_a_target_that_cannot_be_written_is_one_clear_line(sources: Path, tmp_path: Path) -> None:
    put(sources, "a.txt", TEXT)
    put(tmp_path, "file", "no folder")
    result = run("convert", sources, "--to", tmp_path / "file/out")
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
    assert "Traceback" not in result.output
