"""The index while a person works on the archive: made beside the server, so that no reload waits for it."""

import atexit
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from generator.search.files import INDEX
from generator.settings import Settings


class BackgroundIndex:
    """An index in a folder of its own, made by a process of its own; the site that is served shows it.

    MkDocs empties the site's folder at every build; the index outlives it, and a search finds what was there before
    until the new state is ready.
    """

    def __init__(self, settings: Settings, report: Callable[[str], None]) -> None:
        """Index the articles of an archive; `report` is told what went wrong, from another thread."""
        sisters = (text for site in settings.sites for text in (site.name, site.url))
        self._places = (str(settings.docs), str(settings.words))
        self._sisters = tuple(sisters)
        self._report = report
        self.folder = Path(mkdtemp(prefix="archive-search-"))
        """The index, as it outlives a build."""
        self._shown = Path()
        self._links = False
        self._lock = threading.Lock()
        self._wanted = self._running = self._closed = False
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.close)

    def update(self, site_dir: Path) -> None:
        """Show the index in a site that was just built, and bring it up to date. Returns at once."""
        self._shown = site_dir / INDEX
        self._link()
        with self._lock:
            self._wanted = True
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        with self._lock:
            self._closed = True
            if self._process:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self) -> None:
        """Index until no build has come meanwhile: of many quick edits only the last is worth the work."""
        while True:
            with self._lock:
                if self._closed or not self._wanted:
                    self._running = False
                    return
                self._wanted = False
                docs, words = self._places
                command = [sys.executable, "-m", "generator.search", docs, str(self.folder), words, *self._sisters]
                self._process = subprocess.Popen(  # noqa: S603  # no shell
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
                )
            _, said = self._process.communicate()
            if self._process.returncode and not self._closed:
                self._report((said.strip().splitlines() or [f"indexing ended with {self._process.returncode}"])[-1])
            self._show_copy()

    def _link(self) -> None:
        self._shown.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._shown.symlink_to(self.folder, target_is_directory=True)
        except OSError:
            # It is linked already, or this system does not let everybody link: then the index is copied, see below.
            self._links = self._shown.is_symlink()
        else:
            self._links = True

    def _show_copy(self) -> None:
        # A link that is gone just now was removed with the site's folder: what is copied there would be in the way.
        if self._links:
            return
        try:
            shutil.copytree(self.folder, self._shown, dirs_exist_ok=True)
        except OSError:
            # A build has emptied the site's folder just now; it has asked for another round.
            return
