"""Builds the parts of an archive, several at once: each is a process of its own that knows nothing of the others."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import GeneratorError
from generator.parts.division import HUB
from generator.parts.layout import folder_of
from generator.settings import CONFIG_FILE

SITE = "site"
"""Folder of the built sites, below that of the parts."""


@dataclass(frozen=True)
class Built:
    """How the build of a part ended."""

    part: str
    """Its folder."""
    problem: str = ""
    """What went wrong, in one line; empty where nothing did."""


def build_parts(
    folder: Path, parts: Iterable[str], jobs: int | None = None, scheduler: str | None = None
) -> Iterator[Built]:
    """Build the parts of a folder that `split_archive` wrote, and the front site, into its folder `site`.

    Yields each as it is done; one that fails doesn't keep the others. jobs: at once, by default one for each core.
    scheduler: the address of a Dask cluster whose machines all see the folder under this path, "" for one on this
    machine; None for processes without Dask. Raises GeneratorError where Dask is asked for and not installed.
    """
    folder = folder.resolve()
    parts = tuple(parts)
    tasks = [(folder, part, _environment(part)) for part in (*parts, HUB)]
    jobs = jobs or os.cpu_count() or 1
    for part, problem in _on_dask(tasks, scheduler, jobs) if scheduler is not None else _here(tasks, jobs):
        if part == HUB and not problem:
            _put_in_front(folder, parts)
        yield Built(folder_of(part), problem)


_Task = tuple[Path, str, dict[str, str]]


def build_part(task: _Task) -> tuple[str, str]:
    """Build one part in a process of its own; returns its name and what went wrong in one line."""
    folder, part, environment = task
    project = folder / folder_of(part)
    site = folder / SITE / part if part else project / SITE
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(project / CONFIG_FILE)]
    try:
        built = subprocess.run(  # noqa: S603  # no shell
            [*command, "--site-dir", str(site)],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return part, f"can't be built: {error.strerror}"
    return part, _cause(built.stderr) or f"mkdocs ended with {built.returncode}" if built.returncode else ""


def _cause(said: str) -> str:
    """The line that says what is wrong: the first error; where a program broke, the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR", "Error", "Aborted"))]
    if any(line.startswith("Traceback") for line in lines) or not errors:
        return lines[-1] if lines else ""
    told = errors[0].partition("-")[2].strip() or errors[0]
    # The plugin's own message lists the problems below its first line.
    after = lines[lines.index(errors[0]) + 1 :]
    return f"{told} {after[0]}" if told.endswith(":") and after else told


def _here(tasks: list[_Task], jobs: int) -> Iterator[tuple[str, str]]:
    # A thread only waits for its process.
    with ThreadPoolExecutor(jobs) as pool:
        for done in as_completed([pool.submit(build_part, task) for task in tasks]):
            yield done.result()


def _on_dask(tasks: list[_Task], scheduler: str, jobs: int) -> Iterator[tuple[str, str]]:
    try:
        import distributed  # noqa: PLC0415  # an optional extra
    except ModuleNotFoundError:
        raise GeneratorError("distributed is not installed (pip install 'generator[dask]')") from None
    dask: Any = distributed
    with ExitStack() as stack:
        place = scheduler or stack.enter_context(
            dask.LocalCluster(n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
        )
        try:
            client = stack.enter_context(dask.Client(place, timeout="10s", set_as_default=False))
        except (OSError, ValueError):
            hint = "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
            raise GeneratorError(f"{scheduler}: no Dask scheduler answers there ({hint})") from None
        # What a killed worker was building, another builds. Dask is not to find two builds alike.
        futures = {client.submit(build_part, task, pure=False): task[1] for task in tasks}
        for future in dask.as_completed(futures, loop=client.loop):
            error = future.exception()
            yield (futures[future], " ".join(str(error).split()) or type(error).__name__) if error else future.result()


def _environment(part: str) -> dict[str, str]:
    """An address that mkdocs.yml takes from the environment is that of the whole archive."""
    url = os.environ.get("SITE_URL", "")
    return {"SITE_URL": f"{url.rstrip('/')}/{part}/" if part else url} if url else {}


def _put_in_front(folder: Path, parts: Collection[str]) -> None:
    """Lays the front site beside the parts, in place of an older one and of parts that are gone: MkDocs itself would
    empty the folder that they are in.
    """
    site = folder / SITE
    site.mkdir(exist_ok=True)
    for old in site.iterdir():
        if old.name not in parts:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(folder / folder_of(HUB) / SITE, site, dirs_exist_ok=True)
