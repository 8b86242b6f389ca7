"""How fast and how small a whole `generator convert` is, with underthesea's NER beside it on the same texts.

    python -m benchmarks.convert [--articles 4000] [--rounds 3] [--underthesea 20]

Prints medians of several rounds in one run; these numbers are for comparing with each other, not with other machines.
`--underthesea N` needs `pip install -e '.[benchmarks]'` and reads N articles.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import archive

_CHILD = """
import resource, runpy, sys
sys.argv = ["generator", *sys.argv[1:]]
try:
    runpy.run_module("generator", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""

# An installed package lies there compiled, whatever is set where this is measured.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def convert(sources: Path) -> tuple[float, float]:
    """CPU-seconds and peak megabytes of one process that converts a folder into an empty one."""
    with tempfile.TemporaryDirectory() as target:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, "convert", str(sources), "--to", target],
            capture_output=True, text=True, check=True, env=_ENVIRONMENT,
        )  # fmt: skip
    seconds, kilobytes = done.stderr.splitlines()[-1].split()
    return float(seconds), int(kilobytes) / 1024


def measure(folder: Path, articles: int, rounds: int) -> None:
    """Prints rate and memory for a quarter of the articles and for all, and what starting costs."""
    sizes = {"one article": 1, "a quarter": articles // 4, "all": articles}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in sizes}
    for name, count in sizes.items():
        archive.write(folder / name, count)
    for _ in range(rounds):
        for name in sizes:
            found[name].append(convert(folder / name))
    start = statistics.median(seconds for seconds, _ in found["one article"])
    words = statistics.mean(len(path.read_text("utf-8").split()) for path in (folder / "all").iterdir())
    print(f"{articles} articles of {words:.0f} words; start-up with one article {start:.2f} CPU-s, left out below")
    for name in ("a quarter", "all"):
        seconds = statistics.median(seconds for seconds, _ in found[name])
        peak = statistics.median(megabytes for _, megabytes in found[name])
        rate = sizes[name] / (seconds - start)
        of_400 = rate * words / 400
        print(f"{sizes[name]:>7} articles: {rate:.0f} a CPU-second, {of_400:.0f} of 400 words; peak {peak:.0f} MB")


def measure_underthesea(articles: int) -> None:
    """Prints how many articles a CPU-second underthesea's NER reads."""
    from underthesea import ner  # noqa: PLC0415  # an optional extra

    ner("Đồng chí Lê Văn Ba dự hội nghị.")
    read = list(archive.texts(articles))
    before = time.process_time()
    for text in read:
        for line in text.splitlines():
            ner(line)
    rate = articles / (time.process_time() - before)
    print(f"underthesea ner: {rate:.1f} articles a CPU-second, names and places only")


def main() -> None:
    """Runs what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=4000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--underthesea", type=int, default=0, metavar="N")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), chosen.articles, chosen.rounds)
    if chosen.underthesea:
        measure_underthesea(chosen.underthesea)


if __name__ == "__main__":
    main()
