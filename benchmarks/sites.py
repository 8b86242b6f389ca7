"""What an archive in parts costs: measured on a small one, reckoned up for a large one.

    python -m benchmarks.sites [--articles 2000] [--total 1000000] [--years 20] [--rounds 3]

Makes an archive, splits it into a part with a quarter of the articles and one with the rest, and builds both. What
the larger one takes more is what its articles take; what is left is the same for every part. CPU-seconds are medians of
several rounds, of all processes, on one core of this machine. Then a Chromium searches in the larger part alone, and in
twenty sites with an index of that size each. Prints the table of the README, with the arithmetic.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import archive
from benchmarks.sister_search import Search, search_cost
from generator.catalogue import load_catalogue
from generator.search.files import INDEX, write_index_to

REPOSITORY = Path(__file__).parent.parent
_DATE = re.compile(r"^date: .*\n", re.MULTILINE)
_SMALL, _LARGE = "2023", "2024"
# What GitHub says of Pages: a published site is at most 1 GB, a deployment ends after 10 minutes.
_PAGES_BYTES = 1e9
_JOBS = 16
_SITES = 20


@dataclass(frozen=True)
class Run:
    """What a command took."""

    seconds: float
    """Of a core, all processes together."""
    megabytes: float
    """At most, of its largest process."""


@dataclass(frozen=True)
class Line:
    """Something that grows with the articles of a part."""

    fixed: float
    """For a part without articles."""
    each: float
    """For an article more."""

    def of(self, articles: float, parts: int = 1) -> float:
        """For so many articles in so many parts."""
        return parts * self.fixed + articles * self.each


def run(folder: Path, *command: str) -> Run:
    """Runs a Python module."""
    with subprocess.Popen([sys.executable, "-m", *command], cwd=folder, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    # 1: a source was left out; the texts are meant to hold such.
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def split(root: Path, target: str) -> Run:
    """Splits an archive into a folder that is not there yet."""
    shutil.rmtree(root / target, ignore_errors=True)
    return run(root, "generator", "split", target)


def build_anew(folder: Path) -> Run:
    """Builds a part without what an earlier build left."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    return run(folder, "mkdocs", "build", "--quiet")


def made_archive(folder: Path, articles: int) -> Run:
    """An archive in a folder, converted from made texts and dated in two years; returns what converting took."""
    archive.write(folder / "seeds", articles)
    for name in ("mkdocs.yml", "site_templates"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "docs_src").mkdir()
    for name in ("about.md", "index.md"):
        shutil.copy(REPOSITORY / "docs_src" / name, folder / "docs_src" / name)
    converted = run(folder, "generator", "convert")
    shutil.rmtree(folder / "seeds")
    for number, file in enumerate(sorted((folder / "docs_src/articles").glob("*.md"))):
        year = _SMALL if number % 4 == 0 else _LARGE
        date = f"date: {year}-{number // 31 % 12 + 1:02}-{number % 28 + 1:02}\n"
        file.write_text(_DATE.sub("", file.read_text("utf-8"), count=1).replace("---\n", f"---\n{date}", 1), "utf-8")
    return converted


def bytes_in(folder: Path, pattern: str = "*", but: Callable[[Path], bool] = lambda _: False) -> int:
    """The size of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file() and not but(file))


def index_seconds(docs: Path, folder: Path) -> float:
    """What indexing takes of a build."""
    catalogue, _ = load_catalogue(docs)
    before = time.process_time()
    write_index_to(catalogue, folder)
    return time.process_time() - before


def between(small: tuple[int, float], large: tuple[int, float]) -> Line:
    """The line through two measurements, each with its number of articles."""
    each = (large[1] - small[1]) / (large[0] - small[0])
    return Line(max(0.0, small[1] - small[0] * each), each)


@dataclass
class Measured:
    """All that was measured."""

    articles: int
    convert: float
    """CPU-seconds an article."""
    split: Line
    split_memory: Line
    """MB."""
    build: Line
    index: Line
    html: Line
    """Bytes of a part's site without the search index."""
    article_html: float
    index_bytes: Line
    ids: Line
    """Bytes of what a search over several sites fetches of each, once."""
    markdown: Line
    files: Line
    searches: Mapping[int, Search]
    """By the number of sites searched together."""
    searched: int
    """Articles in each of them."""


def measure(articles: int, rounds: int) -> Measured:
    """Makes and measures an archive."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        converted = made_archive(root, articles)
        splits = [split(root, "out") for _ in range(rounds)]
        parts = {part: root / "out" / part for part in (_SMALL, _LARGE)}
        counts = {part: len(list((folder / "docs_src/articles").glob("*.md"))) for part, folder in parts.items()}

        def line(measure_of: Callable[[Path], float]) -> Line:
            small, large = ((counts[part], measure_of(folder)) for part, folder in parts.items())
            return between(small, large)

        def build(folder: Path) -> float:
            return _median([build_anew(folder) for _ in range(rounds)])

        builds = line(build)
        total = sum(counts.values())
        for file in sorted((root / "docs_src/articles").glob("*.md"))[::2]:
            file.unlink()
        halves = [split(root, "half") for _ in range(rounds)]
        half = total // 2
        pages = [file.stat().st_size for file in (parts[_LARGE] / "site/articles").glob("*/index.html")]
        return Measured(
            articles=total,
            convert=converted.seconds / articles,
            split=between((half, _median(halves)), (total, _median(splits))),
            split_memory=between((half, halves[0].megabytes), (total, splits[0].megabytes)),
            build=builds,
            index=line(lambda folder: index_seconds(folder / "docs_src", folder / "index")),
            html=line(lambda folder: bytes_in(folder / "site", but=lambda file: INDEX in file.as_posix())),
            article_html=statistics.mean(pages),
            index_bytes=line(lambda folder: bytes_in(folder / "site" / INDEX)),
            ids=line(lambda folder: bytes_in(folder / "site" / INDEX, "i*.*")),
            markdown=line(lambda folder: bytes_in(folder / "docs_src", "*.md")),
            searches={
                count: search_cost(parts[_LARGE] / "site", Path(name) / f"web{count}", count - 1)
                for count in (1, _SITES)
            },
            searched=counts[_LARGE],
            files=line(lambda folder: sum(1 for file in (folder / "site").rglob("*") if file.is_file())),
        )


def _median(runs: Iterable[Run]) -> float:
    return statistics.median(each.seconds for each in runs)


def table(measured: Measured, total: int, years: int) -> str:
    """The numbers for so many articles in so many years, as Markdown."""
    site = Line(measured.html.fixed + measured.index_bytes.fixed, measured.html.each + measured.index_bytes.each)
    fits = int((_PAGES_BYTES - site.fixed) / site.each)
    a_year = total / years
    builds, converts = measured.build.of(total, years) / 3600, total * measured.convert / 3600
    year, ids = f"{measured.build.of(a_year) / 60:.0f}", measured.ids.of(a_year)
    sum_ = f"{measured.build.fixed:.1f} s + {a_year:,.0f} × {_ms(measured.build.each)}"
    rows = [
        ("convert", _ms(measured.convert), f"{converts:.1f} CPU-hours"),
        ("split", _ms(measured.split.each), f"{measured.split.of(total) / 3600:.1f} CPU-hours, one process"),
        (
            "memory of split",
            f"{measured.split_memory.each * 1000:.1f} KB",
            f"{measured.split_memory.of(total) / 1000:.1f} GB",
        ),
        (
            "build (of it the search index)",
            f"{_ms(measured.build.each)} ({_ms(measured.index.each)})",
            f"{builds:.1f} CPU-hours",
        ),
        ("Markdown", _kb(measured.markdown.each), _gb(measured.markdown.of(total))),
        (
            "HTML, data, feeds (of it the article's own page)",
            f"{_kb(measured.html.each)} ({_kb(measured.article_html)})",
            _gb(measured.html.of(total, years)),
        ),
        ("search index", _kb(measured.index_bytes.each), _gb(measured.index_bytes.of(total, years))),
        ("files", f"{measured.files.each:.1f}", f"{measured.files.of(total, years) / 1e6:.1f} million"),
    ]
    return "\n".join(
        [
            f"| measured on {measured.articles:,} articles | an article | {total:,} articles in {years} years |",
            "|---|---|---|",
            *(f"| {what} | {each} | {all_} |" for what, each, all_ in rows),
            "",
            f"* A site of n articles is {site.fixed / 1e6:.1f} MB + n × {_kb(site.each)}: 1 GB holds {fits:,}.",
            f"* A year has {a_year:,.0f} articles: {_gb(site.of(a_year))}, built in {year} core-minutes: {sum_}.",
            f"* {_JOBS} cores build all in {builds / _JOBS:.2f} hours, and convert in {converts / _JOBS:.2f}.",
            f"* A search asks each site once which entities it has: {_kb(ids)}, in all {years * ids / 1e6:.1f} MB.",
            *(_search_line(sites, measured.searched, search) for sites, search in measured.searches.items()),
        ]
    )


def _search_line(sites: int, articles: int, search: Search) -> str:
    where = f"{sites} sites" if sites > 1 else "one site"
    return (
        f"* A first search in {where} of {articles:,} articles each: {search.requests:.0f} files of the index, "
        f"{search.kilobytes:,.0f} KB, results {search.milliseconds / 1000:.1f} s after opening the page."
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _kb(size: float) -> str:
    return f"{size / 1000:.1f} KB"


def _gb(size: float) -> str:
    return f"{size / 1e9:.1f} GB"


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--total", type=int, default=1_000_000)
    options.add_argument("--years", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    print(table(measure(chosen.articles, chosen.rounds), chosen.total, chosen.years))


if __name__ == "__main__":
    main()
