"""What several tests share: the built site of the archive as it is in the repository, and a browser."""

import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import full_archive
import pytest
from chromium import chromium
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parent.parent
# A project site on GitHub Pages lives in a folder of its host; the tests read the site as it would be there.
SITE_FOLDER = "archive"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the archive that tests may build in."""
    copy = tmp_path_factory.mktemp("archive")
    for name in ("mkdocs.yml", "docs_src", "seeds", "site_templates"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        else:
            shutil.copy2(source, copy / name)
    return copy


@pytest.fixture(scope="session")
def site(archive: Path) -> Path:
    """The built site's folder."""
    return _built(archive, {})


@pytest.fixture(scope="session")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that has every kind of page, knows its address and where it is edited."""
    root = tmp_path_factory.mktemp("full")
    full_archive.write(root)
    return _built(root, {"SITE_URL": full_archive.SITE_URL, "EDIT_URI": full_archive.EDIT_URI})


def _built(root: Path, environment: dict[str, str]) -> Path:
    folder = root / "public" / SITE_FOLDER
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    variables = {**os.environ, **environment}
    built = subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert built.returncode == 0, built.stderr
    return folder


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address the built site is served at, with a slash at its end."""
    with _served(site) as url:
        yield url


@pytest.fixture(scope="session")
def full_url(full_site: Path) -> Iterator[str]:
    """The same for the site that has every kind of page."""
    with _served(full_site) as url:
        yield url


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(_QuietHandler, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{SITE_FOLDER}/"
        server.shutdown()


@pytest.fixture(scope="session")
def any_browser() -> Iterator[Browser]:
    """A headless Chromium."""
    # Without these it asks its maker's servers for news at every start.
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", *quiet])
        yield browser
        browser.close()


@pytest.fixture
def browser(any_browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """The same; it fails the test when a page does what its policy forbids."""
    forbidden: list[str] = []
    new_context, new_page = any_browser.new_context, any_browser.new_page

    def watch(console: ConsoleMessage) -> None:
        if re.search("Content Security Policy|Trusted(HTML|Script|ScriptURL)", console.text):
            forbidden.append(f"{console.location['url']}: {console.text}")

    def watched_context(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("console", watch)
        return context

    def watched_page(**options: Any) -> Page:
        page = new_page(**options)
        page.on("console", watch)
        return page

    monkeypatch.setattr(any_browser, "new_context", watched_context)
    monkeypatch.setattr(any_browser, "new_page", watched_page)
    yield any_browser
    assert forbidden == []


@pytest.fixture
def flawless_page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when anything goes wrong in it or a dialog opens."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    context.close()
    assert wrong == []
