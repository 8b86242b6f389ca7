"""A cluster of processes gives what one process gives, to the byte, also when one of them is killed at its work."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import fsspec
import psutil
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from distributed import Client
from pyarrow import parquet

from benchmarks.archive import texts
from generator.account import Account
from generator.cli import main
from generator.convert import convert
from generator.engines import dask
from generator.engines.dask import DaskEngine
from generator.readers import json_lines, places
from generator.readers import parquet as parquet_reader
from generator.settings import Settings

ROOT = Path(__file__).parent.parent
ARTICLES = 160
PLACES = ("files", "news.jsonl", "news.parquet")
_LONGEST_START = 60


@dataclass
class Cluster:
    """A scheduler and workers, each a process of its own, started in a folder that is nobody's."""

    folder: Path
    processes: list[subprocess.Popen[str]] = field(default_factory=list)
    address: str = ""

    def start(self, command: str, *arguments: str) -> subprocess.Popen[str]:
        """Starts `dask COMMAND`."""
        started = subprocess.Popen(
            [sys.executable, "-m", "dask", command, *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(started)
        return started

    def add_worker(self) -> subprocess.Popen[str]:
        """Starts a worker that nobody starts again."""
        worker = self.start("worker", self.address, "--nthreads", "1", "--no-nanny")
        _read_on(worker)
        return worker


def _read_on(process: subprocess.Popen[str]) -> None:
    """So that it never waits for somebody to read what it says."""
    assert process.stderr
    threading.Thread(target=process.stderr.read, daemon=True).start()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("elsewhere"))
    try:
        scheduler = cluster.start("scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        assert scheduler.stderr
        said = next(filter(None, (re.search(r"Scheduler at:\s+(tcp://\S+)", line) for line in scheduler.stderr)))
        cluster.address = said[1]
        _read_on(scheduler)
        cluster.add_worker()
        cluster.add_worker()
        with Client(cluster.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=_LONGEST_START)
        yield cluster
    finally:
        for process in cluster.processes:
            process.kill()
            process.wait()
            assert process.stderr
            process.stderr.close()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same articles as files, JSON lines and a table, with a few that are refused or come twice."""
    folder = tmp_path_factory.mktemp("sources")
    made = [*texts(ARTICLES)]
    made[7], made[100] = made[150], "Giọng nữ\n"
    rows = [{"id": f"bai-{number}", "text": text} for number, text in enumerate(made)]
    (folder / "files").mkdir()
    for row in rows:
        (folder / f"files/{row['id']}.txt").write_text(row["text"], "utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "news.jsonl").write_text("\n".join([*lines[:60], "{", *lines[60:]]), "utf-8")
    parquet.write_table(pa.Table.from_pylist(rows), folder / "news.parquet")
    return folder


@pytest.fixture(autouse=True)
def _small_portions(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many portions of few sources; and places are named as from the folder where the run is started."""
    monkeypatch.chdir(sources)
    monkeypatch.setattr("generator.readers.portions._FILES", 8)
    monkeypatch.setattr(json_lines, "_RANGE", 1 << 15)
    monkeypatch.setattr(places, "_AT_ONCE", 1 << 15)
    monkeypatch.setattr(parquet_reader, "_ROWS", 8)


@pytest.fixture(scope="module")
def local(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Account, dict[str, bytes]]]:
    """What one process makes of each place."""
    folder = tmp_path_factory.mktemp("local")
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(sources)
        for place in PLACES:
            account = _convert(place, folder / place)
            found[place] = account, files(folder / place)
    return found


def _convert(place: str, out: Path, **options: object) -> Account:
    return convert(Settings(out, out, out, out), [place], out, **options)  # type: ignore[arg-type]  # of several types, one dict


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("place", PLACES)
def test_a_cluster_gives_the_same(
    cluster: Cluster, local: dict[str, tuple[Account, dict[str, bytes]]], tmp_path: Path, place: str
) -> None:
    account = _convert(place, tmp_path, engine=DaskEngine(cluster.address))
    assert (account, files(tmp_path)) == local[place]
    assert len(account.written) == ARTICLES - 2
    assert len(account.duplicates) == 1
    # What earlier runs know goes to the workers: they need not read again.
    again = _convert(place, tmp_path, engine=DaskEngine(cluster.address))
    assert again.unchanged == account.written
    assert files(tmp_path) == local[place][1]


@pytest.mark.parametrize("place", PLACES)
def test_a_worker_that_is_killed_at_its_work_takes_nothing_with_it(
    cluster: Cluster, local: dict[str, tuple[Account, dict[str, bytes]]], tmp_path: Path, place: str
) -> None:
    killed: list[tuple[int, int, tuple[str, ...]]] = []
    victim = cluster.add_worker()
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(3, timeout=_LONGEST_START)
        (address,) = (each for each, pid in client.run(os.getpid).items() if pid == victim.pid)

        def kill(done: int, whole: int) -> None:
            if not killed and done > ARTICLES // 8:
                # While it stands still nothing it has to read can be read.
                worker = psutil.Process(victim.pid)
                worker.suspend()
                at_work = client.processing()[address]
                if not at_work:
                    worker.resume()
                    return
                victim.kill()
                victim.wait()
                killed.append((done, whole, at_work))

        account = _convert(place, tmp_path, engine=DaskEngine(cluster.address), progress=kill)
        assert address not in client.nthreads()
    ((done, whole, at_work),) = killed
    assert 0 < done < whole
    assert at_work
    assert (account, files(tmp_path)) == local[place]


def test_what_only_the_client_has_is_handed_over(cluster: Cluster, tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for name in ("news.jsonl", "news.parquet", "files/bai-1.txt", "files/bai-2.txt"):
        memory.put(name, f"/dask/{name}")
    accounts = [
        _convert("memory://dask", tmp_path / name, engine=engine)
        for name, engine in {"one": None, "many": DaskEngine(cluster.address)}.items()
    ]
    memory.rm("/dask", recursive=True)
    assert accounts[0] == accounts[1]
    assert len(accounts[0].written) == ARTICLES - 2
    assert files(tmp_path / "one") == files(tmp_path / "many")


def test_a_run_that_ends_early_leaves_nothing_behind(cluster: Cluster, tmp_path: Path) -> None:
    class Stopped(Exception):  # noqa: N818  # what a person does
        pass

    def stop(done: int, _whole: int) -> None:
        raise Stopped(done)

    with pytest.raises(Stopped):
        _convert("files", tmp_path, engine=DaskEngine(cluster.address), progress=stop)
    with Client(cluster.address, set_as_default=False) as client:
        assert set(client.run(lambda: len(dask._here)).values()) == {0}
        assert not client.who_has()


def test_a_cluster_of_its_own(local: dict[str, tuple[Account, dict[str, bytes]]], tmp_path: Path) -> None:
    shutil.copytree("files", tmp_path / "files")
    command = [sys.executable, "-m", "generator", "convert", "files", "--to", "out", "--engine", "dask", "--jobs", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    account, made = local["files"]
    assert files(tmp_path / "out") == made
    left_out = [*map(str, account.problems), *map(str, account.duplicates), *account.noted(), str(account)]
    assert done.stderr.splitlines()[-len(left_out) :] == left_out
    assert not done.stdout


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_the_readme_starts_a_cluster_as_dask_does(name: str) -> None:
    ((arguments,),) = [re.findall(rf"^dask {name}([^#\n]*)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)]
    command = import_module(f"distributed.cli.dask_{name}").main
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z]+", arguments)) <= known


def test_the_extras_that_are_named_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    text += "".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    named = re.findall(r"pip install '(?:\.|generator)\[([a-z,]+)\]'", text)
    there = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert named
    assert {extra for each in named for extra in each.split(",")} <= there.keys()


class TestErrors:
    """What can't work ends with one line."""

    def test_another_version(self, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(dask, "_VERSION", "0.0.1 another")
        result = run("convert", "files", "--to", tmp_path, "--engine", "dask", "--scheduler", cluster.address)
        assert result.exit_code == 1
        assert result.stderr.startswith(
            "a worker runs another version of the generator than this one (install the same"
        )
        assert not list(tmp_path.glob("*.md"))

    @pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:80", "tcp://127.0.0.1:9"])
    def test_no_scheduler(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str) -> None:
        monkeypatch.setattr(dask, "_CONNECTING", "1s")
        result = run("convert", "files", "--to", tmp_path, "--engine", "dask", "--scheduler", address)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{address}: no Dask scheduler answers there (start one with `dask scheduler`")

    def test_no_workers_or_such_without_the_generator(
        self, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(dask, "_WAITING", 1)
        alone = Cluster(cluster.folder)
        try:
            scheduler = alone.start("scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0")
            assert scheduler.stderr
            said = next(filter(None, (re.search(r"Scheduler at:\s+(tcp://\S+)", line) for line in scheduler.stderr)))
            command = ("convert", "files", "--to", tmp_path, "--engine", "dask", "--scheduler", said[1])
            result = run(*command)
            (tmp_path / "generator").mkdir()
            (tmp_path / "generator/__init__.py").write_text("", "utf-8")
            alone.address = said[1]
            monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
            alone.add_worker()
            monkeypatch.setattr(dask, "_WAITING", _LONGEST_START)
            with_another = run(*command)
        finally:
            for process in alone.processes:
                process.kill()
                process.communicate()
        assert result.exit_code == 1
        assert result.stderr.startswith("the Dask scheduler has no workers (start some with `dask worker ADDRESS`")
        assert with_another.stderr.startswith("a worker can't load the generator: ")
        assert len(with_another.stderr.splitlines()) == 1

    def test_not_installed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delitem(sys.modules, "generator.engines.dask")
        monkeypatch.setitem(sys.modules, "distributed", None)
        result = run("convert", "files", "--to", tmp_path, "--engine", "dask")
        assert result.exit_code == 1
        assert "is not installed (pip install 'generator[dask]')" in result.stderr

    def test_a_scheduler_for_another_engine(self, tmp_path: Path) -> None:
        result = run("convert", "files", "--to", tmp_path, "--scheduler", "tcp://127.0.0.1:1")
        assert result.exit_code == 2
        assert "--scheduler goes with --engine dask" in result.stderr
