"""What a clean build costs and makes, and what one costs that finds the cache of an earlier one."""

import hashlib
import shutil
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.engines.project import Made, Project
from benchmarks.process import FailedError, run
from benchmarks.results import Result


def clean_builds(projects: Mapping[str, Project], made: Made, rounds: int) -> Iterator[Result]:
    """Builds each engine's project in turn, so that a busy moment of the machine meets all of them.

    Values: wall and cpu in seconds, peak in MB; pages, output in MB, median and largest article page in KB.
    """
    failed: set[str] = set()
    for _ in range(rounds):
        for engine, project in projects.items():
            if engine in failed:
                continue
            try:
                project.clean()
                used = run(project.build, project.folder)
                values = {"wall": used.wall, "cpu": used.cpu, "peak": used.peak, **_made(project)}
                yield Result("build", engine, made.count, values)
            except (FailedError, OSError) as error:
                failed.add(engine)
                yield Result("build", engine, made.count, failure=str(error))


def warm_builds(engine: str, project: Project, made: Made, rounds: int) -> Iterator[Result]:
    """Builds cleanly, then with the site gone and the caches kept; at last after an edit, and cleanly elsewhere.

    Values: clean_ and warm_ wall and cpu; different: files that aren't byte for byte those of the clean build; in the
    last result edited_wall, edited_cpu and edited_different.
    """
    for _ in range(rounds):
        project.clean()
        clean = run(project.build, project.folder)
        digests = _digests(project.site)
        shutil.rmtree(project.site)
        warm = run(project.build, project.folder)
        values = {"clean_wall": clean.wall, "clean_cpu": clean.cpu, "warm_wall": warm.wall, "warm_cpu": warm.cpu}
        different = _differences(digests, _digests(project.site))
        yield Result("warm", engine, made.count, {**values, "different": different})
    edited = project.articles / Path(made.articles()[0]["path"]).name
    edited.write_text(edited.read_text("utf-8").rstrip() + "\n\nMột dòng mới.\n", "utf-8", newline="\n")
    used = run(project.build, project.folder)
    elsewhere = _copy(project, project.folder.with_name(f"{project.folder.name}-elsewhere"))
    run(elsewhere.build, elsewhere.folder)
    different = _differences(_digests(elsewhere.site), _digests(project.site))
    shutil.rmtree(elsewhere.folder)
    values = {"edited_wall": used.wall, "edited_cpu": used.cpu, "edited_different": different}
    yield Result("warm", engine, made.count, values)


def _made(project: Project) -> dict[str, float]:
    """What lies in the built site."""
    sizes = {path: path.stat().st_size for path in project.site.rglob("*") if path.is_file()}
    articles = [size for path, size in sizes.items() if path.match("articles/*/index.html")]
    if not articles:
        raise FailedError("the built site has no article pages")
    return {
        "pages": sum(path.suffix == ".html" for path in sizes),
        "output": sum(sizes.values()) / 1e6,
        "median_page": statistics.median(articles) / 1000,
        "largest_page": max(articles) / 1000,
    }


def _copy(project: Project, folder: Path) -> Project:
    """The project in another folder, as a fresh checkout: neither caches nor a site."""
    left_out = {project.site, *project.caches}
    shutil.copytree(
        project.folder, folder, ignore=lambda at, names: [name for name in names if Path(at) / name in left_out]
    )
    return replace(project, folder=folder, site=folder / project.site.relative_to(project.folder))


def _digests(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> int:
    """How many files are not the same in both."""
    return sum(one.get(path) != other.get(path) for path in one.keys() | other.keys())
