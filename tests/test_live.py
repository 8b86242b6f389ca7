"""`mkdocs serve` on demand: what it serves is what a clean build would make, whatever a person does."""

import hashlib
import inspect
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import ROOT
from mkdocs import __main__ as mkdocs_cli
from mkdocs.commands import serve
from mkdocs.livereload import LiveReloadServer
from scratch_archive import write, write_archive
from site_tree import tree
from watchdog.observers.polling import PollingObserver

from generator.site.live import ArchiveServer

# Far above what taking in an edit takes; only a failure waits so long.
_PATIENCE_SECONDS = 60
_SCRIPT = re.compile(rb'<script src="(/livereload/\d+/\d+\.js)"></script>')
_FINAL = "Câu cuối cùng."


def test_mkdocs_server_is_the_one_we_build_on() -> None:
    # `ArchiveServer` uses what is inside of it. When MkDocs changes there, read the change, then renew this digest.
    source = inspect.getsource(LiveReloadServer).encode()
    assert hashlib.sha256(source).hexdigest()[:16] == "e31977f2f87a63bd"


class Served:
    """An archive that is served, and how to ask for its files."""

    def __init__(self, root: Path, server: ArchiveServer) -> None:
        self.root = root
        self.server = server

    def get(self, address: str) -> tuple[int, bytes]:
        """Status and bytes at an address below the site's, without what MkDocs puts in to reload the page."""
        answered: list[int] = []
        environ: dict[str, Any] = {"PATH_INFO": f"/{address}".encode().decode("latin-1"), "REQUEST_METHOD": "GET"}
        parts = self.server.serve_request(environ, lambda status, _: answered.append(int(status.split()[0])))
        content = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return answered[0], _SCRIPT.sub(b"", content)

    def shows(self, address: str, words: str) -> bool:
        return words.encode() in self.get(address)[1]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A small archive, served in this process as the command does, but for the socket."""
    root = tmp_path / "archive"
    write_archive(root, notes={"persons/nguyen-quang-duong.md": "Ghi chú.\n"})
    shutil.copytree(ROOT / "site_templates", root / "site_templates", dirs_exist_ok=True)
    servers: list[ArchiveServer] = []
    started = threading.Event()

    def start(server: ArchiveServer, **_: object) -> None:
        servers.append(server)
        started.set()
        server._build_loop()  # type: ignore[no-untyped-call]  # MkDocs leaves it so

    monkeypatch.setattr(ArchiveServer, "serve", start)
    monkeypatch.setattr("generator.plugin.BackgroundIndex", NoIndex)
    monkeypatch.chdir(root)
    command = mkdocs_cli.serve_command

    def run() -> None:
        with click.Context(command, info_name="serve") as context:
            context.params["livereload"] = True
            serve.serve(config_file=str(root / "mkdocs.yml"))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(_PATIENCE_SECONDS)
    yield Served(root, servers[0])
    servers[0].shutdown(wait=False)
    thread.join(_PATIENCE_SECONDS)
    assert not thread.is_alive()


class NoIndex:
    """The search index has tests of its own."""

    def __init__(self, *_: object) -> None: ...

    def update(self, _site: Path) -> None: ...

    def close(self) -> None: ...


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def clean_build(root: Path, folder: Path, url: str) -> dict[str, bytes]:
    """The site as `mkdocs build` makes it of a copy of the archive, for the address that `mkdocs serve` gives it."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "SITE_URL": url},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {place: data for place, data in tree(folder / "site").items() if not place.startswith("search/data/")}


def test_pages_are_served_as_mkdocs_serves_files(served: Served) -> None:
    assert served.get("articles/a/")[0] == 200
    assert served.get("articles/a/index.html") == served.get("articles/a/")
    assert served.get("articles/a")[0] == 302
    assert served.get("articles/nothing/")[0] == 404
    assert served.get("../mkdocs.yml")[0] == 404
    assert served.get("assets/stylesheets/archive.css")[0] == 200


@pytest.mark.parametrize("address", ["/articles/a/", "/about/"])
def test_a_page_names_the_script_that_reloads_it(served: Served, address: str) -> None:
    content = b"".join(served.server.serve_request({"PATH_INFO": address}, lambda *_: None))
    named = _SCRIPT.search(content)
    assert named
    script = b"".join(served.server.serve_request({"PATH_INFO": named[1].decode()}, lambda *_: None))
    assert script.startswith(b"\nvar livereload")
    assert named[1].removesuffix(b".js").split(b"/")[2] in script


def test_after_any_edits_the_served_site_is_that_of_a_clean_build(served: Served, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  # not for secrets
    articles = served.root / "docs_src/articles"
    ever: set[str] = set()
    for round_ in range(3):
        for step in range(5):
            _edit(chance, articles, f"{round_}{step}")
            time.sleep(chance.choice([0, 0.02, 0.3]))
        last = min(articles.glob("*.md"))
        write(last, last.read_text("utf-8") + f"\n{_FINAL} {round_}\n")
        wait_until(lambda: served.shows(f"articles/{last.stem}/", f"{_FINAL} {round_}"))  # noqa: B023
        expected = clean_build(served.root, tmp_path / f"copy{round_}", served.server.url)
        for place, data in expected.items():
            status, content = served.get(place)
            assert status == 200, place
            assert content == data, place
        ever |= expected.keys()
        for gone in ever - expected.keys():
            assert served.get(gone)[0] == 404, gone


def _edit(chance: random.Random, articles: Path, mark: str) -> None:
    """What a person may do: edit, add, rename, delete, correct a note."""
    file = chance.choice(sorted(articles.glob("*.md")))
    text = file.read_text("utf-8")
    match chance.randrange(6):
        case 0:
            write(file, text + f"\nThêm câu {mark}.\n")
        case 1:
            write(
                file, text.replace("---\n", f"---\npersons: [{{name: Trần Văn {mark}}}]\n", 1)
            ) if "persons:" not in text else write(file, text.replace("name: ", f"name: Lê {mark} ", 1))
        case 2:
            write(articles / f"moi-{mark}.md", f"---\ntitle: Bài {mark}\ndate: 2024-06-2{mark[-1]}\n---\n\nThân bài.\n")
        case 3:
            file.rename(articles / f"ten-{mark}.md")
        case 4:
            if len(list(articles.glob("*.md"))) > 3:
                file.unlink()
        case 5:
            write(articles.parent / "persons/le-van-tuan.md", f"Ghi chú {mark}.\n")


def test_a_page_that_goes_leads_on_and_comes_back(served: Served) -> None:
    article = served.root / "docs_src/articles/d.md"
    text = article.read_text("utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=served.root, check=True)
    write(article, text.replace("Lê Văn Tuấn", "Lê Văn Khác"))
    wait_until(lambda: served.shows("persons/le-van-khac/", "Lê Văn Khác"))
    wait_until(lambda: served.shows("persons/le-van-tuan/", "Lê Văn"))
    write(article, text)
    wait_until(lambda: served.shows("persons/le-van-tuan/", "Chỉ biết năm"))


def test_without_room_for_watches_it_polls(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    plain.watch(str(served.root / "docs_src"))
    plain.watch(str(served.root / "mkdocs.yml"))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("generator.site.live._StartedObserver.schedule", full)
    server = ArchiveServer(plain, lambda _: None, lambda _: True, lambda: None)
    assert isinstance(server.observer, PollingObserver)
    assert sorted(server._watched_paths) == sorted([str(served.root / "docs_src"), str(served.root / "mkdocs.yml")])
    server.server_close()


def test_a_page_that_cannot_be_made_is_an_error_and_the_server_goes_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.site.archive.ArchiveSite.page_at", lambda *_: 1 / 0)
    assert served.get("articles/a/")[0] == 500
    monkeypatch.undo()
    assert served.get("articles/a/")[0] == 200
