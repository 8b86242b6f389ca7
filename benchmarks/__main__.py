"""Measures building, editing and converting, beside other engines, and writes the README's table.

    python -m benchmarks [--articles 1000 3000 10000] [--rounds 3] [--convert 100000]

Prints each number as it comes and keeps all of them in a file (--json); what can't be measured gives a line that says
why. Engines from PyPI get virtual environments of their own (--environments). These numbers are for comparing with each
other, not with other machines.
"""

import argparse
import datetime as dt
import os
import platform
import shlex
import statistics
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.builds import clean_builds, warm_builds
from benchmarks.conversions import conversions
from benchmarks.edits import edits
from benchmarks.engines import ENGINES
from benchmarks.engines.project import REPOSITORY, Made, Project, make
from benchmarks.environments import default_folder
from benchmarks.process import FailedError
from benchmarks.results import Result, Results
from benchmarks.table import table, write_into

ROWS = ("build", "warm", "edit", "convert")


def main() -> None:
    """Measures, or makes the table of what was measured before."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, nargs="+", default=[1000, 3000, 10_000], metavar="N")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), help="measure only these rows")
    options.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    options.add_argument("--convert", type=int, default=0, metavar="N", help="also convert that many, once")
    options.add_argument("--environments", type=Path, default=default_folder(), metavar="FOLDER")
    options.add_argument("--json", type=Path, metavar="FILE", help="keep raw numbers here, beside those already there")
    options.add_argument("--table", type=Path, metavar="FILE", help="measure nothing, make the table of this file")
    options.add_argument("--readme", type=Path, default=REPOSITORY / "README.md", help="where the table is written")
    chosen = options.parse_args()
    if chosen.table:
        results = Results(chosen.table)
    else:
        file = chosen.json or default_folder() / "results.json"
        if not chosen.json:
            file.unlink(missing_ok=True)
        print(f"numbers are kept in {file}", flush=True)
        results = Results(file)
        _measure(results, chosen)
    text = table(results)
    print(text)
    write_into(chosen.readme, text)


def _measure(results: Results, chosen: argparse.Namespace) -> None:
    results.about |= {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": _machine(),
        "rounds": chosen.rounds,
        "command": shlex.join(["python", "-m", "benchmarks", "--articles", *map(str, chosen.articles)]),
    }
    for count in sorted(chosen.articles):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if set(chosen.only) - {"convert"}:
                _measure_sites(results, chosen, folder, count)
            if "convert" in chosen.only:
                _keep(results, ("convert", "ours", count), conversions(folder, count, chosen.rounds))
    if chosen.convert:
        with tempfile.TemporaryDirectory() as name:
            _keep(results, ("convert", "ours", chosen.convert), conversions(Path(name), chosen.convert, 1))


def _measure_sites(results: Results, chosen: argparse.Namespace, folder: Path, count: int) -> None:
    """The rows on sites: each engine's project is set up once; what goes wrong with one costs only its own numbers."""
    try:
        made = make(folder / "made", count)
    except FailedError as error:
        _keep(results, ("build", "ours", count), iter([Result("build", "ours", count, failure=str(error))]))
        return
    results.about["words"] = _words(made)
    projects: dict[str, Project] = {}
    for key in chosen.engines:
        try:
            results.about.setdefault("versions", {})[key] = ENGINES[key].version(chosen.environments)
            projects[key] = ENGINES[key].project(made, folder / key, chosen.environments)
        except (FailedError, OSError) as error:
            for row in {"build", "edit"} & {*chosen.only}:
                _keep(results, (row, key, count), iter([Result(row, key, count, failure=str(error))]))
    if "build" in chosen.only:
        _keep(results, ("build", "ours", count), clean_builds(projects, made, chosen.rounds))
    for key, project in projects.items():
        if "warm" in chosen.only and project.keeps_cache:
            _keep(results, ("warm", key, count), warm_builds(key, project, made, chosen.rounds))
    for key, project in projects.items():
        if "edit" in chosen.only:
            _keep(results, ("edit", key, count), edits(key, project, made, chosen.rounds))


def _keep(results: Results, of: tuple[str, str, int], measured: Iterator[Result]) -> None:
    """Keeps and prints results as they come. What is wrong with one row must not cost the hours of all others."""
    try:
        for result in measured:
            results.add(result)
            print(_said(result), flush=True)
    except Exception as error:
        if not isinstance(error, FailedError):
            traceback.print_exc()
        failed = Result(*of, failure=" ".join(str(error).split()) or type(error).__name__)
        results.add(failed)
        print(_said(failed), flush=True)


def _said(result: Result) -> str:
    values = ", ".join(f"{name} {value:.4g}" for name, value in result.values.items())
    return f"{result.row} {result.articles} {result.engine}: {result.failure or values}"


def _words(made: Made) -> float:
    texts = [path.read_text("utf-8", errors="replace") for path in sorted((made.root / "seeds").iterdir())[:500]]
    return statistics.mean(len(text.split()) for text in texts)


def _machine() -> str:
    """Processor, cores, memory, system and Python."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        models = [
            line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        processor = models[0] if models else processor
    memory = psutil.virtual_memory().total / 1e9
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main()
