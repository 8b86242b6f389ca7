"""`mkdocs serve`: a page is made when a reader asks for it, from the archive as it is at that moment.

The one place that builds on the inside of a class of MkDocs: `LiveReloadServer` knows no hook for pages that are not
files, for the observer it watches with, for what has changed, nor for the script by which pages reload: within
a page its policy forbids it. tests/test_live.py fails where a new version differs.
"""

import logging
import posixpath
import re
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import _SCRIPT_TEMPLATE, LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_log = logging.getLogger("mkdocs.livereload")
# Reading a file is an event too where the system tells of all that happens to it.
_CHANGES = frozenset(["created", "modified", "moved", "deleted", "closed"])
_DEBOUNCE_SECONDS = 0.05
# Beside the address that the script itself asks, which is at the root of the host too.
_SCRIPT = re.compile(r"/livereload/(?P<epoch>\d+)/(?P<request_id>\d+)\.js")
_TYPES = {
    ".csv": "text/csv",
    ".js": "text/javascript",
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".xml": "application/xml",
}


class ArchiveServer(LiveReloadServer):
    """MkDocs' server, with pages that are made on demand, and told by the system what has changed."""

    def __init__(
        self,
        plain: LiveReloadServer,
        page_at: Callable[[str], bytes | None],
        refresh: Callable[[Collection[Path]], bool],
        rebuild: Callable[[], None],
    ) -> None:
        """Serve in place of MkDocs' own server.

        page_at: makes the file at a place below the site's folder; None where there is none. refresh: takes in what has
        changed, and says whether that was all; where not, rebuild is called, which builds the site again.
        """
        host, port = plain.server_address[:2]
        super().__init__(
            self._take_in, str(host), int(port), plain.root, plain.mount_path, shutdown_delay=plain.shutdown_delay
        )
        self.error_handler = plain.error_handler
        self.build_delay = _DEBOUNCE_SECONDS
        self._page_at = page_at
        self._refresh = refresh
        self._rebuild = rebuild
        self._changed: set[Path] = set()
        self._is_broken = False
        self.observer = _observer()
        for path in plain._watched_paths:
            self.watch(path)
        plain.server_close()

    def watch(self, path: str, func: Any = None, *, recursive: bool = True) -> None:
        """Note what changes at a path, but for hidden files: drafts of writes, and what runs remember."""
        del func
        top = Path(path).absolute()
        if str(top) in self._watched_paths:
            self._watched_paths[str(top)] += 1
            return
        self._watched_paths[str(top)] = 1
        handler = _Handler(top, self._note)
        try:
            self._watch_refs[str(top)] = self.observer.schedule(handler, str(top), recursive=recursive)
        except OSError as error:
            # The system watches only so many folders for one user.
            _log.warning("looking for changes twice a second: %s", error)
            self._fall_back_to_polling()
            self._watch_refs[str(top)] = self.observer.schedule(handler, str(top), recursive=recursive)

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a page of the archive, or as MkDocs does."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if script := _SCRIPT.fullmatch(path):
            return _answer(start_response, path, _SCRIPT_TEMPLATE.substitute(script.groupdict()).encode())
        if not path.startswith(self.mount_path):
            return super().serve_request(environ, start_response)
        place = posixpath.normpath("/" + path[len(self.mount_path) :]).lstrip("/")
        try:
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch = self._visible_epoch
            content = self._page_at(posixpath.join(place, "index.html") if path.endswith("/") else place)
            if content is None and not path.endswith("/") and self._page_at(posixpath.join(place, "index.html")):
                start_response("302 Found", [("Location", quote(path) + "/")])
                return []
        except Exception:
            _log.exception("%s: this page can't be made", path)
            start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b"500 Internal Server Error"]
        if content is None:
            return super().serve_request(environ, start_response)
        is_page = _type_of(path) == "text/html"
        return _answer(start_response, path, self._inject_js_into_html(content, epoch) if is_page else content)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Name the script by which a page reloads, at the page's end. In MkDocs' own way it stands there whole."""
        place = content.rfind(b"</body>")
        # Beside the state of the site: which page asks.
        tag = f'<script src="/livereload/{epoch}/{time.monotonic_ns()}.js"></script>'.encode()
        return content[:place] + tag + content[place:] if place >= 0 else content

    def _note(self, paths: Iterable[Path]) -> None:
        with self._rebuild_cond:
            self._changed.update(paths)
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _take_in(self) -> None:
        with self._rebuild_cond:
            changed, self._changed = self._changed, set()
        # What a failure left half done only a whole build mends.
        was_broken, self._is_broken = self._is_broken, True
        if was_broken or not self._refresh(changed):
            self._rebuild()
        self._is_broken = False

    def _fall_back_to_polling(self) -> None:
        watched, self._watched_paths = self._watched_paths, {}
        self.observer.stop()
        self.observer = PollingObserver(timeout=0.5)
        for path in list(watched)[:-1]:
            self.watch(path)
        self._watched_paths = watched


class _Handler(FileSystemEventHandler):
    """Passes on what has changed below a watched path."""

    def __init__(self, top: Path, note: Callable[[Iterable[Path]], None]) -> None:
        self._top = top
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if seen := [path for path in paths if not _is_hidden(path, self._top)]:
            self._note(seen)


class _StartedObserver(Observer):  # type: ignore[misc, valid-type]  # chosen at run time for the system
    """Runs already when MkDocs starts it, so that what can't be watched is known in time."""

    def start(self) -> None:
        if not self.is_alive():
            super().start()


def _answer(start_response: Callable[..., Any], path: str, content: bytes) -> list[bytes]:
    start_response("200 OK", [("Content-Type", _type_of(path)), ("Content-Length", str(len(content)))])
    return [content]


def _type_of(path: str) -> str:
    """What a file is, to a browser.

    >>> _type_of("/persons/a/"), _type_of("/persons/a/feed.xml"), _type_of("/data/persons.csv")
    ('text/html', 'application/xml', 'text/csv')
    """
    return _TYPES.get(posixpath.splitext(path)[1], "text/html")


def _observer() -> Any:
    observer = _StartedObserver()
    observer.start()
    return observer


def _is_hidden(path: Path, top: Path) -> bool:
    try:
        return any(part.startswith(".") for part in path.relative_to(top).parts)
    except ValueError:
        return False
