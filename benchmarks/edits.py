"""How long it takes until an edit of one article is live on a running server, and what that server does when idle."""

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil

from benchmarks.engines.project import Made, Project, known_person
from benchmarks.process import FailedError, cpu_of, last_line, running
from benchmarks.results import Result

_START_SECONDS, _EDIT_SECONDS, _SETTLE_SECONDS = 3600.0, 600.0, 90.0
_BETWEEN_REQUESTS = 0.025
_IDLE_SECONDS = 10
# Of a core; polling for changes in some thousand files stays below it.
_BUSY = 0.3


def edits(engine: str, project: Project, made: Made, rounds: int) -> Iterator[Result]:
    """Serves the project and edits articles, each another one; after each edit the server comes to rest first.

    Values: start in seconds; page: milliseconds from a new line written to an article until its page shows it; index:
    from a person added to an article until that person's page lists it; at the end idle, % of a core.
    """
    port = _free_port()
    log = project.folder / ".serve.log"
    with running([part.format(port=port) for part in project.serve], project.folder, log) as process:
        server = _Server(port, process)
        try:
            for values in _measured(project, made, rounds, server):
                yield Result("edit", engine, made.count, values)
        except FailedError as error:
            raise FailedError(f"{error}; last in its log: {last_line(log)}") from None


def _measured(project: Project, made: Made, rounds: int, server: "_Server") -> Iterator[dict[str, float]]:
    rows = made.articles()
    identifier, name = known_person(rows)
    fitting = [
        row for row in rows if row.get("persons") and all(identifier != each.get("id") for each in row["persons"])
    ]
    if len(fitting) < 2 * rounds:
        raise FailedError("too few articles to edit")
    files = [Path(fitting[number * len(fitting) // (2 * rounds)]["path"]).name for number in range(2 * rounds)]
    yield {"start": server.wait_for(f"articles/{Path(files[0]).stem}/", "<html", _START_SECONDS)}
    for number, (one, other) in enumerate(zip(files[::2], files[1::2], strict=True)):
        server.settle()
        line = f"Dòng mới số {number:04}."
        _edit(project, one, lambda text, line=line: f"{text.rstrip()}\n\n{line}\n")  # type: ignore[misc]
        values = {"page": 1000 * server.wait_for(f"articles/{Path(one).stem}/", line, _EDIT_SECONDS)}
        if project.add_person:
            # Some servers make again only what somebody has looked at.
            server.wait_for(f"persons/{identifier}/", "<html", _EDIT_SECONDS)
            server.settle()
            _edit(project, other, partial(project.add_person, identifier, name))
            shown = f"articles/{Path(other).stem}"
            values["index"] = 1000 * server.wait_for(f"persons/{identifier}/", shown, _EDIT_SECONDS)
        yield values
    server.settle()
    yield {"idle": 100 * server.idle()}


class _Server:
    """A process that answers on a port of this machine."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self._port, self._process = port, process

    def wait_for(self, address: str, text: str, limit: float) -> float:
        """Seconds until the page has the text."""
        before = time.perf_counter()
        while text not in self._get(address):
            waited = time.perf_counter() - before
            if waited > limit:
                raise FailedError(f"{address} doesn't show it after {limit:.0f} s")
            if not self._process.is_running() or self._process.status() == psutil.STATUS_ZOMBIE:
                raise FailedError("the server has ended")
            time.sleep(_BETWEEN_REQUESTS)
        return time.perf_counter() - before

    def settle(self) -> None:
        """Waits until the server is at rest: what follows an edit, such as the search index, is done."""
        end = time.monotonic() + _SETTLE_SECONDS
        while time.monotonic() < end and max(self._load(1), self._load(1)) > _BUSY:
            pass

    def idle(self) -> float:
        """What it uses while nothing happens, of a core."""
        return self._load(_IDLE_SECONDS)

    def _load(self, seconds: float) -> float:
        before = cpu_of(self._process)
        time.sleep(seconds)
        return (cpu_of(self._process) - before) / seconds

    def _get(self, address: str) -> str:
        """The page's text; nothing while the server doesn't answer or has no such page."""
        connection = http.client.HTTPConnection("localhost", self._port, timeout=_EDIT_SECONDS)
        try:
            connection.request("GET", f"/{address}")
            response = connection.getresponse()
            content = response.read().decode("utf-8", errors="replace")
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()
        return content if response.status == http.HTTPStatus.OK else ""


def _edit(project: Project, article: str, change: Callable[[str], str]) -> None:
    """Changes a file as careful editors do, by a new one put in its place. Hugo's lists take up no other edit."""
    file, draft = project.articles / article, project.folder / ".draft"
    draft.write_text(change(file.read_text("utf-8")), "utf-8", newline="\n")
    draft.replace(file)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
