"""Whoever reads the sources, the archive is the same to the byte; a run that is stopped goes on where it was."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import cli
from generator import run as running
from generator.convert import convert
from generator.engines import Engine, SerialEngine
from generator.engines.local import LocalEngine
from generator.errors import GeneratorError, Problem
from generator.readers import SourceFile
from generator.readers.portions import FilesPortion, Portion
from generator.reading import Reading
from generator.settings import load_settings
from generator.store import Lying, known, stamps

TEXT = (
    "Hội nghị số {0} của Cụm thi đua số {1}\n\nNgày {2}/5/2024, các đơn vị trong cụm {0} họp bàn việc số {0}. Dự có"
    " đồng chí Lê Văn {3}, Bí thư Tỉnh ủy Sơn La; đồng chí Trần Thị {4}, Phó Chủ tịch UBND tỉnh Nghệ An.\n"
)
# Where there is no other, tests are slower.
FORK = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
NAMES = ("Ba", "Bá", "Tuấn", "Tuân", "Mỹ", "Mĩ", "Hoà", "Hòa")


def source(folder: Path, number: int, more: str = "") -> Path:
    path = folder / f"{number % 7}/{number:03}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    name, other = NAMES[number % len(NAMES)], NAMES[number % 5]
    path.write_text(TEXT.format(number, number % 4, number % 28 + 1, name, other) + more, "utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sources, and an archive made of what they were before."""
    folder = tmp_path_factory.mktemp("begun")
    sources, out = folder / "sources", folder / "out"
    for number in range(130):
        source(sources, number)
    convert(load_settings(folder), [sources], out)
    for number in range(0, 130, 9):
        article = out / f"{number % 7}-{number:03}.md"
        article.write_text(
            article.read_text("utf-8").replace("họp bàn", "đã họp bàn").replace("Lê Văn", "Lê Bá"), "utf-8"
        )
        source(sources, number, "Thêm một câu.\n")
    (out / "1-001.md").unlink()
    (out / "2-002.md").rename(out / "khac.md")
    (sources / "3/003.txt").rename(sources / "3/khac.txt")
    for number in range(130, 300):
        source(sources, number)
    shutil.copy(sources / "4/004.txt", sources / "0/ban-sao.txt")
    shutil.copy(source(sources, 299), sources / "ban-sao.txt")
    (sources / "5/rong.txt").write_bytes(b"")
    (sources / "5/hong.txt").write_bytes(b"\x89PNG\x00")
    (sources / "6/rac.txt").write_text("Giọng nữ\n", "utf-8")
    return folder


def converted(begun: Path, out: Path, engine: Engine) -> tuple[dict[str, bytes], dict[str, Any], dict[str, bytes]]:
    """The archive, the account, and an archive made anew."""
    shutil.copytree(begun / "out", out)
    account = convert(load_settings(begun), [begun / "sources"], out, engine=engine)
    convert(load_settings(begun), [begun / "sources"], out / "anew", engine=engine)
    anew = files(out / "anew")
    shutil.rmtree(out / "anew")
    return files(out), account.as_json(), anew


@pytest.fixture(scope="module")
def wanted(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return converted(begun, tmp_path_factory.mktemp("serial") / "out", SerialEngine())


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_as_many_processes_as_you_like(begun: Path, tmp_path: Path, wanted: Any, processes: int) -> None:
    assert converted(begun, tmp_path / "out", LocalEngine(processes, FORK)) == wanted
    _, account, _ = wanted
    assert len(account["written"]) > 170
    assert len(account["kept"]) + len(account["deleted"]) + len(account["unchanged"]) > 100
    assert len(account["duplicates"]) == 2
    assert len(account["refusals"]) == 3


def test_processes_that_begin_with_nothing(begun: Path, tmp_path: Path, wanted: Any) -> None:
    assert converted(begun, tmp_path / "out", LocalEngine(2)) == wanted


def numbered(count: int, taken: list[int] | None = None) -> Iterator[Portion]:
    for number in range(count):
        if taken is not None:
            taken.append(number)
        yield FilesPortion((SourceFile(f"{number}", f"{number}"),))


def process_of(portion: Portion) -> list[Reading]:
    (raw,) = portion.read()
    assert isinstance(raw, Problem)
    return [Reading(SourceFile(raw.path, ""), Problem("", os.getpid(), "", ""))]


def killed_at_40(portion: Portion) -> list[Reading]:
    if next(iter(portion.read())).path == "40":  # type: ignore[union-attr]
        os.kill(os.getpid(), signal.SIGTERM)
    return process_of(portion)


def failing_at_40(portion: Portion) -> list[Reading]:
    if next(iter(portion.read())).path == "40":  # type: ignore[union-attr]
        raise LookupError("a bug")
    return process_of(portion)


def pids(readings: Iterator[list[Reading]]) -> set[int]:
    return {each.result.line for some in readings for each in some if isinstance(each.result, Problem)}


def test_a_little_is_read_here() -> None:
    assert pids(LocalEngine(2, FORK).map(process_of, numbered(5))) == {os.getpid()}
    assert os.getpid() not in pids(LocalEngine(2, FORK).map(process_of, numbered(50)))


def test_results_come_in_order_and_few_at_a_time() -> None:
    taken: list[int] = []
    for number, (reading,) in enumerate(LocalEngine(2, FORK).map(process_of, numbered(60, taken))):
        assert reading.source.path == str(number)
        assert len(taken) - number < 10


def test_a_killed_process_is_one_clear_line() -> None:
    with pytest.raises(GeneratorError, match=r"was killed .*run again") as caught:
        list(LocalEngine(2, FORK).map(killed_at_40, numbered(60)))
    assert "\n" not in str(caught.value)


def test_a_bug_in_a_process_is_not_hidden() -> None:
    with pytest.raises(LookupError, match="a bug"):
        list(LocalEngine(2, FORK).map(failing_at_40, numbered(60)))


class Archive:
    """Sources and an archive, and how many articles a run had to make anew."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.sources, self.out = folder, folder / "sources", folder / "out"
        self.anew: list[str] = []
        for number in range(220):
            source(self.sources, number)
        real = running._anew

        def counted(*arguments: Any) -> Any:
            self.anew.append(arguments[1].source.name)
            return real(*arguments)

        patch.setattr(running, "_anew", counted)
        # Else the counting would be seen as foreign code, and rightly.
        patch.setattr(known, "has_foreign_code", lambda: False)

    def run(self, *options: str) -> tuple[int, str, int]:
        """Exit code, what it says, how many articles were made anew."""
        self.anew.clear()
        result = CliRunner().invoke(cli.main, ["convert", str(self.sources), "--to", str(self.out), *options])
        return result.exit_code, result.stderr, len(set(self.anew))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    return Archive(tmp_path, monkeypatch)


@pytest.mark.parametrize("options", [("--engine", "serial"), ("--jobs", "2")])
def test_a_stopped_run_is_gone_on_with(archive: Archive, monkeypatch: pytest.MonkeyPatch, options: tuple[str]) -> None:
    convert(load_settings(archive.folder), [archive.sources], archive.folder / "whole")

    def stop(self: running.Run, *_: object) -> None:
        if self.sources == 120:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "_remember_stamp", lambda run, *_: stop(run))
        code, said, _ = archive.run(*options)
    assert code == 130
    assert said == "stopped; nothing is half written, and the next run goes on where this one was\n"
    code, said, anew = archive.run(*options)
    assert (code, anew) == (0, 100)
    assert "100 written, 120 unchanged" in said
    assert files(archive.out) == files(archive.folder / "whole")
    assert archive.run(*options)[2] == 0


def test_a_file_that_lies_still_is_not_opened(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_STILL_FOR", -(10**12))
    assert archive.run()[2] == 220
    assert archive.run()[2] == 0
    article, changed = archive.out / "0-000.md", archive.sources / "1/001.txt"
    before, status = changed.read_text("utf-8"), changed.stat()
    with monkeypatch.context() as patch:

        def refuse(*_: object) -> Any:
            raise AssertionError

        patch.setattr(FilesPortion, "read", refuse)
        patch.setattr(Lying, "read", refuse)
        code, said, _ = archive.run()
    assert code == 0
    assert said == (
        "220 sources = 220 articles (220 unchanged) + 0 duplicates + 0 refused; "
        "220 open questions within them (run generator review)\n"
    )
    # Nothing shows but in what only the system writes.
    changed.write_text(before.replace("họp bàn", "hợp bàn"), "utf-8")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changed.stat().st_size == status.st_size
    article.write_bytes(article.read_bytes().replace(b"2024-05-01", b"2024-05-02"))
    code, said, anew = archive.run()
    assert anew == 1
    assert "1 written, 218 unchanged, 1 edited by hand and kept" in said


def test_what_was_just_written_is_not_trusted_by_its_stamp(archive: Archive) -> None:
    archive.run()
    assert all(not made.stamp for made in known.Known.load(archive.out).made_of.values())


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data.replace(b"Ba", b"Bo", 1)])
def test_names_that_are_damaged_are_read_again(archive: Archive, spoil: Any) -> None:
    archive.run()
    for number in range(220, 223):
        source(archive.sources, number)
    shutil.copytree(archive.out, archive.folder / "whole")
    cache = archive.out / ".base/.cache/names"
    cache.write_bytes(spoil(cache.read_bytes()))
    archive.run()
    convert(load_settings(archive.folder), [archive.sources], archive.folder / "whole")
    assert files(archive.out) == files(archive.folder / "whole")
