"""Killed, out of room, kept from writing, two at once: every file is old or new, and the next run ends the work."""

import errno
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import reading, store
from generator import run as running
from generator.cli import main
from generator.convert import Account, Generated, convert
from generator.errors import GeneratorError
from generator.model import FrontMatter
from generator.readers import RawArticle
from generator.settings import load_settings
from generator.store import known, lock_of
from generator.store.lock import BusyError
from generator.store.made_by import has_foreign_code

BODY = "Đoạn một của bài {0} nói về việc họp.\n\nĐoạn hai của bài {0} nói về việc khác.\n"
LEFT_BY_A_KILL = (".first-", ".then-", ".lock")


def made(raw: RawArticle) -> Generated:
    """A converter that takes place and last paragraph from the source's text."""
    title, place, *more = raw.text.split("\n")
    body = BODY.format(title) + "".join(f"\n{line}\n" for line in more if line)
    return Generated(FrontMatter(title, date="2024-05-03", place=place, source_file=raw.source.name), body)


def made_with_more(raw: RawArticle) -> Generated:
    """The same after its rules have changed."""
    return made(RawArticle(raw.source, raw.text + "\nKhác."))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Bench":
    monkeypatch.setattr(reading, "articles_from", lambda raws: list(map(made, raws)))
    # What it makes follows from the source alone, so runs may remember it.
    monkeypatch.setattr(known, "has_foreign_code", lambda: False)
    return Bench(tmp_path)


class Bench:
    """An archive in which a run has every kind of thing to write."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sources, self.out = folder, folder / "sources", folder / "out"
        self.sources.mkdir()
        for name in ("untouched", "edited", "both", "agreed", "deleted"):
            self.source(name, "xã A")
        self.run()
        self.edit("both", "xã A", "xã B")
        self.source("both", "xã C")
        self.source("agreed", "xã B")
        self.edit("agreed", "xã A", "xã C")
        self.run()
        # From here on: to be changed, merged, merged with a conflict, its conflict over, deleted, new.
        self.edit("edited", "Đoạn một", "Đoạn thứ nhất")
        (self.out / "deleted.md").unlink()
        for name, place in {"untouched": "xã D", "edited": "xã E", "both": "xã F", "agreed": "xã C"}.items():
            self.source(name, place, "Thêm.")
        self.source("deleted", "xã G")
        self.source("new", "xã H")
        self.before = self.files(self.out)

    def source(self, name: str, *lines: str) -> None:
        (self.sources / f"{name}.txt").write_text("\n".join([name, *lines]), "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.out / f"{name}.md"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    def run(self, out: Path | None = None, *, check: bool = False) -> Account:
        return convert(load_settings(self.folder), [self.sources], out or self.out, check=check)

    def files(self, folder: Path) -> dict[str, bytes]:
        found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    def reset(self) -> None:
        shutil.rmtree(self.out)
        for name, data in self.before.items():
            path = self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def wanted(self) -> dict[str, bytes]:
        """What a run makes that nothing interrupts."""
        out = self.folder / "reference"
        shutil.copytree(self.out, out)
        account = self.run(out)
        assert sorted(account.written) == ["agreed.md", "both.md", "edited.md", "new.md", "untouched.md"]
        return self.files(out)


class KilledError(BaseException):
    """Ends a run as nothing in it can expect."""


def at_call(patch: pytest.MonkeyPatch, number: int, fail: Callable[[], BaseException]) -> Iterator[int]:
    """From the numbered call on that changes a folder, all fail. Counts them."""
    calls = itertools.count()
    opens = os.open

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            # The system lets go of a killed process's lock; here that is left to the process.
            by_the_system = fail is KilledError and str(arguments[0]).endswith(".lock")
            changes = real is not opens or arguments[1] & os.O_CREAT
            if changes and not by_the_system and next(calls) >= number:
                raise fail()
            return real(*arguments)

        return call

    for name in ("open", "write", "replace", "unlink"):
        patch.setattr(os, name, counted(getattr(os, name)))
    return calls


def test_killed_at_any_step(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = bench.wanted()
    for step in itertools.count():
        bench.reset()
        ended = False
        with monkeypatch.context() as patch:
            at_call(patch, step, KilledError)
            try:
                bench.run()
                ended = True
            except KilledError:
                pass
        between = bench.files(bench.out)
        for name in {name for name in between if not name.rpartition("/")[2].startswith(LEFT_BY_A_KILL)}:
            assert between[name] in (bench.before.get(name), wanted.get(name)), f"step {step}: {name} is half written"
        assert not {name for name in bench.before.keys() & wanted.keys() if name not in between}
        would_be = bench.run(check=True)
        assert bench.files(bench.out) == between
        account = bench.run()
        assert bench.files(bench.out) == wanted, f"step {step}"
        assert account.written == would_be.written
        assert not bench.run().written
        if ended:
            assert step > 20
            return


def test_a_hand_that_comes_between_a_kill_and_the_next_run(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the killed run wrote is not taken for the hand's, whatever the converter says next."""
    for step in range(40):
        bench.reset()
        with monkeypatch.context() as patch:
            at_call(patch, step, KilledError)
            with suppress(KilledError):
                bench.run()
        if (bench.out / "new.md").exists():
            bench.edit("new", "Đoạn hai", "Đoạn sau")
        bench.edit("untouched", "Đoạn hai", "Đoạn sau")
        with monkeypatch.context() as patch:
            patch.setattr(known, "_CODE", "another")
            patch.setattr(reading, "articles_from", lambda raws: list(map(made_with_more, raws)))
            bench.run()
        text = (bench.out / "untouched.md").read_text("utf-8")
        assert "Đoạn sau" in text
        assert "place: xã D" in text
        assert text.count("Thêm.") == text.count("Khác.") == 1
        bench.source("untouched", "xã I")
        bench.run()
        text = (bench.out / "untouched.md").read_text("utf-8")
        assert "place: xã I" in text
        assert "Thêm." not in text
        assert "Đoạn sau" in text
        bench.source("untouched", "xã D", "Thêm.")


@pytest.mark.parametrize("cause", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_no_room_or_no_leave_to_write_is_one_clear_line(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, cause: int
) -> None:
    wanted = bench.wanted()
    for step in range(0, 30, 3):
        bench.reset()
        with monkeypatch.context() as patch:
            at_call(patch, step, lambda: OSError(cause, os.strerror(cause)))
            patch.chdir(bench.folder)
            result = CliRunner().invoke(main, ["convert", "sources", "--to", "out"])
        if result.exit_code:
            assert result.exit_code == 1
            assert f"can't be written: {os.strerror(cause)}" in result.stderr
            assert result.stderr.count("\n") == 1
        between = bench.files(bench.out)
        for name in {name for name in between if not name.rpartition("/")[2].startswith(LEFT_BY_A_KILL)}:
            assert between[name] in (bench.before.get(name), wanted.get(name))
        bench.run()
        assert bench.files(bench.out) == wanted


def test_a_disk_that_takes_a_part_at_a_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = bench.wanted()
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    bench.run()
    assert bench.files(bench.out) == wanted


def test_two_at_once(bench: Bench) -> None:
    with lock_of(bench.out), pytest.raises(BusyError, match=r"another convert is at work \(process \d+ .*run again"):
        bench.run()
    assert bench.files(bench.out) == bench.before
    bench.run()
    with lock_of(bench.out):
        assert not bench.run().written, "nothing to do, so nothing to wait for"
    assert not (bench.out / ".base/.lock").exists()


def test_a_lock_left_behind_hinders_nobody(bench: Bench) -> None:
    (bench.out / ".base/.lock").write_text("process 1", "utf-8")
    assert bench.run().written


def test_folders_that_cannot_be_written_to_but_need_not(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.run()
    at_call(monkeypatch, 0, lambda: OSError(errno.EROFS, os.strerror(errno.EROFS)))
    assert not bench.run().written


class TestCache:
    """What a run remembers of texts it has read; the real converter, for none other's is remembered."""

    TEXT = "Hội nghị của Cụm\n\nNgày 3/5/2024, các đơn vị họp. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự.\n"

    @pytest.fixture
    def run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[Account, int]]:
        """A run: its account, and how many sources it had to read anew."""
        (tmp_path / "sources").mkdir()
        for name in "ab":
            (tmp_path / f"sources/{name}.txt").write_text(f"{self.TEXT}Bài {name}.\n", "utf-8")
        anew: set[str] = set()
        real = running._anew

        def counted(*arguments: Any) -> Any:
            anew.add(arguments[1].source.name)
            return real(*arguments)

        monkeypatch.setattr(running, "_anew", counted)
        # Else the counting would be seen as foreign code, and rightly.
        monkeypatch.setattr(known, "has_foreign_code", lambda: False)

        def run() -> tuple[Account, int]:
            anew.clear()
            account = convert(load_settings(tmp_path), [tmp_path / "sources"], tmp_path / "out")
            return account, len(anew)

        return run

    def test_what_is_known_is_not_read_again(self, run: Any, tmp_path: Path) -> None:
        assert run()[1] == 2
        assert run()[1] == 0
        for change in (
            lambda: (tmp_path / "sources/a.txt").write_text(self.TEXT + "Bài a!\n", "utf-8"),
            lambda: (tmp_path / "sources/a.txt").rename(tmp_path / "sources/c.txt"),
            lambda: (tmp_path / "out/.base/a.md").write_text("---\ntitle: A\n---\n\nKhác.\n", "utf-8"),
        ):
            change()
            assert run()[1] == 1

    def test_hands_are_seen(self, run: Any, tmp_path: Path) -> None:
        run()
        article = tmp_path / "out/a.md"
        article.write_bytes(article.read_bytes().replace(b"2024-05-03", b"2024-05-04"))
        (tmp_path / "out/b.md").unlink()
        account, anew = run()
        assert (account.kept, account.deleted, anew) == (("a.md",), ("b.md",), 0)

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda _: b"",
            lambda data: data[:-1],
            lambda data: data.replace(b"a.txt", b"b.txt"),
            lambda data: b"\xff\xfe" + data,
            lambda data: b"[]\n" + data.partition(b"\n")[2],
        ],
    )
    def test_a_damaged_one_is_left_aside(self, run: Any, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
        run()
        cache = tmp_path / "out/.base" / store.CACHE
        cache.write_bytes(spoil(cache.read_bytes()))
        account, anew = run()
        assert (len(account.unchanged), anew) == (2, 2)

    def test_that_of_other_code_is_left_aside(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        run()
        monkeypatch.setattr(known, "_CODE", "another")
        assert run()[1] == 2

    def test_code_put_in_from_outside_is_never_remembered(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert not has_foreign_code()
        from generator.extract import dates  # noqa: PLC0415  # anywhere deep within

        monkeypatch.setattr(dates, "split_sentences", lambda text: [text], raising=False)
        assert has_foreign_code()
        assert not known.Known.load(tmp_path).is_kept


def test_no_folder_and_no_leave_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.txt").write_text(TestCache.TEXT, "utf-8")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(GeneratorError, match="can't be written"):
        convert(load_settings(tmp_path), [tmp_path / "sources"], tmp_path / "file/out")
