"""Runs a command and says what it and all it started used: time, CPU-time, memory.

CPU is user and system time. Memory is that of all processes of the tree together at its highest, sampled; what they
share counts for each of them.
"""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_SAMPLE_SECONDS = 0.2
# MkDocs and Material say at every start that MkDocs 1 nears its end.
_QUIET = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1", "PYTHONUTF8": "1"}
_REPOSITORY = Path(__file__).parent.parent


class FailedError(Exception):
    """What was to be measured didn't work; says why in one line."""


@dataclass(frozen=True)
class Used:
    """What a tree of processes used."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time."""
    peak: float
    """Megabytes."""


def run(
    command: Sequence[str], folder: Path, *, accepted: Sequence[int] = (0,), limit: float = 3600, kill_after: float = 0
) -> Used:
    """Runs a command in a folder to its end.

    kill_after: seconds after which the whole tree is killed, as a fall of the power would.
    Raises FailedError for any exit code but those accepted, and after `limit` seconds.
    """
    log = folder / ".benchmark.log"
    before = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    timer = threading.Timer(kill_after or limit, kill, [process.pid])
    timer.start()
    sampler = _Sampler(process.pid)
    sampler.start()
    try:
        cpu = _wait(process)
        wall = time.perf_counter() - before
    finally:
        in_time = timer.is_alive()
        timer.cancel()
        if process.returncode is None:
            kill(process.pid)
        sampler.stop()
    if not in_time and not kill_after:
        raise FailedError(f"not done after {limit:.0f} s")
    if in_time and process.returncode not in accepted:
        raise FailedError(f"{Path(command[0]).name} ended with {process.returncode}: {last_line(log)}")
    log.unlink()
    return Used(wall, cpu or sampler.cpu, sampler.peak)


@contextlib.contextmanager
def running(command: Sequence[str], folder: Path, log: Path) -> Iterator[psutil.Process]:
    """A server's process while it runs; its tree is killed at the end."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    try:
        yield psutil.Process(process.pid)
    finally:
        kill(process.pid)
        process.wait()


def cpu_of(process: psutil.Process) -> float:
    """CPU-seconds that a running tree has used."""
    return sum(_cpu(each) for each in _tree(process))


def kill(pid: int) -> None:
    """Kills a process and all it started."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for each in _tree(psutil.Process(pid)):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()


def last_line(log: Path) -> str:
    """The last line of a log that says something."""
    lines = [line.strip() for line in log.read_text("utf-8", errors="replace").splitlines()]
    return next((line for line in reversed(lines) if line), "no message")[:200]


class _Sampler(threading.Thread):
    """Looks at a tree of processes now and then: the memory of all together, and their CPU-time."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak, self.cpu = 0.0, 0.0
        self._process = psutil.Process(pid)
        self._end = threading.Event()

    def run(self) -> None:
        while not self._end.is_set():
            with contextlib.suppress(psutil.NoSuchProcess):
                tree = _tree(self._process)
                self.peak = max(self.peak, sum(_memory(each) for each in tree) / 1e6)
                self.cpu = max(self.cpu, sum(_cpu(each) for each in tree))
            self._end.wait(_SAMPLE_SECONDS)

    def stop(self) -> None:
        self._end.set()
        self.join()


def _wait(process: subprocess.Popen[bytes]) -> float:
    """CPU-seconds of a process that has ended and of those it waited for; 0 where the system doesn't tell.

    The memory that the system tells with it is no use: a started process begins with that of the one that started it.
    """
    if sys.platform == "win32":
        process.wait()
        return 0
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def _tree(process: psutil.Process) -> list[psutil.Process]:
    return [*process.children(recursive=True), process]


def _memory(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        memory: int = process.memory_info().rss
        return memory
    return 0


def _cpu(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        times = process.cpu_times()
        ended_children = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        return float(times.user + times.system + ended_children)
    return 0


def _environment() -> Mapping[str, str]:
    """Our own package is found from any folder, also where it isn't installed."""
    paths = [str(_REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, **_QUIET, "PYTHONPATH": os.pathsep.join(paths)}
