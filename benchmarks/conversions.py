"""What `generator convert` costs: all of an archive, nothing to do, and going on where it was killed."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks import archive
from benchmarks.engines.project import CONVERTED, GENERATOR
from benchmarks.process import run
from benchmarks.results import Result


def conversions(folder: Path, count: int, rounds: int) -> Iterator[Result]:
    """Converts that many sources.

    Values: wall, cpu and peak; again_wall and again_cpu when there is nothing to do; killed_share: of the articles that
    were there when it was killed half-way; resumed_wall and resumed_cpu of the run after it, and resumed_different:
    articles that aren't those of an undisturbed run.
    """
    sources, target, killed = folder / "sources", folder / "target", folder / "killed"
    archive.write(sources, count, flawed=True)
    command = [*GENERATOR, "convert", str(sources), "--to"]
    for _ in range(rounds):
        fresh = run([*command, str(target)], folder, accepted=CONVERTED)
        again = run([*command, str(target)], folder, accepted=CONVERTED)
        run([*command, str(killed)], folder, kill_after=fresh.wall / 2)
        there = len(_articles(killed))
        resumed = run([*command, str(killed)], folder, accepted=CONVERTED)
        undisturbed, continued = _articles(target), _articles(killed)
        names = undisturbed.keys() | continued.keys()
        different = sum(undisturbed.get(name) != continued.get(name) for name in names)
        yield Result(
            "convert",
            "ours",
            count,
            {
                "wall": fresh.wall,
                "cpu": fresh.cpu,
                "peak": fresh.peak,
                "again_wall": again.wall,
                "again_cpu": again.cpu,
                "killed_share": there / max(1, len(names)),
                "resumed_wall": resumed.wall,
                "resumed_cpu": resumed.cpu,
                "resumed_different": different,
            },
        )
        for each in (target, killed):
            shutil.rmtree(each)


def _articles(folder: Path) -> dict[str, bytes]:
    """The digest of each article, without the converter's own copies in folders with a dot."""
    found = {path.relative_to(folder): path for path in folder.rglob("*.md")}
    return {
        name.as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for name, path in found.items()
        if not any(part.startswith(".") for part in name.parts)
    }
