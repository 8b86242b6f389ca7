"""`mkdocs serve` while a person works: edits and new sources appear by themselves."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect

# Far above what a rebuild of six articles takes; only a failure waits so long.
_PATIENCE_SECONDS = 60


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("docs_src", "seeds", "site_templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def address(archive: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    log = (archive / "serve.log").open("wb")
    server = subprocess.Popen(
        command, cwd=archive, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "NO_COLOR": "1"}
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_until(lambda: "<html" in get(address), archive)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(_PATIENCE_SECONDS)
        log.close()


def get(url: str) -> str:
    try:
        with urlopen(url, timeout=_PATIENCE_SECONDS) as response:  # noqa: S310  # our own server's address
            text: str = response.read().decode("utf-8")
            return text
    except (URLError, ConnectionError):
        return ""


def wait_until(condition: Callable[[], bool], archive: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, (archive / "serve.log").read_text("utf-8")
        time.sleep(0.2)


def test_edit_new_source_and_mistake_while_serving(address: str, archive: Path) -> None:
    article = archive / "docs_src/articles/000_ec0e93944809c6a4.md"

    # An edit of the front matter shows on the index pages.
    article.write_text(article.read_text("utf-8").replace("date: 2024-06-20", "date: 2024-07-01"), "utf-8")
    wait_until(lambda: "articles/000_ec0e93944809c6a4" in get(f"{address}dates/2024/07/"), archive)
    assert "articles/000_ec0e93944809c6a4" not in get(f"{address}dates/2024/06/")

    # A source put into seeds/ is converted and appears; the edit is still there.
    source = "Hội nghị mới của tỉnh\n\nNgày 5/8/2022, đồng chí Lê Văn Thử, Bí thư Tỉnh ủy chủ trì hội nghị.\n"
    (archive / "seeds/moi.txt").write_text(source, "utf-8")
    wait_until(lambda: "articles/moi" in get(f"{address}persons/le-van-thu/"), archive)
    assert "date: 2024-07-01" in article.read_text("utf-8")

    # A mistake is named in the log, and the server goes on.
    article.write_text(article.read_text("utf-8").replace("period: 2024-H1", "period: a: b"), "utf-8")
    wait_until(
        lambda: "000_ec0e93944809c6a4.md:5: broken front matter" in (archive / "serve.log").read_text("utf-8"), archive
    )
    article.write_text(article.read_text("utf-8").replace("period: a: b", "period: 2024-H1"), "utf-8")
    wait_until(lambda: "articles/000_ec0e93944809c6a4" in get(f"{address}dates/2024/07/"), archive)


@pytest.mark.browser
def test_an_open_page_reloads_by_itself(address: str, archive: Path, flawless_page: Page) -> None:
    page = flawless_page
    heading = page.get_by_role("heading", level=1)
    page.goto(f"{address}articles/000_ec0e93944809c6a4/")
    expect(heading).to_contain_text("sơ kết công tác thi đua")
    article = archive / "docs_src/articles/000_ec0e93944809c6a4.md"
    article.write_text(article.read_text("utf-8").replace("sơ kết công tác thi đua", "nhìn lại nửa năm", 1), "utf-8")
    expect(heading).to_contain_text("nhìn lại nửa năm", timeout=1000 * _PATIENCE_SECONDS)
    # A page that MkDocs makes, not the archive.
    page.goto(f"{address}about/")
    expect(heading).not_to_contain_text("Trang mới")
    about = archive / "docs_src/about.md"
    about.write_text("# Trang mới\n", "utf-8")
    expect(heading).to_contain_text("Trang mới", timeout=1000 * _PATIENCE_SECONDS)


def test_a_build_stops_at_broken_front_matter(archive: Path) -> None:
    article = archive / "docs_src/articles/003_21f094feb210baed.md"
    text = article.read_text("utf-8")
    article.write_text(text.replace("title: Hội nghị", "title: Hội nghị: b", 1), "utf-8")
    for options in ([], ["--strict"]):
        command = [sys.executable, "-m", "mkdocs", "build", *options]
        built = subprocess.run(command, cwd=archive, capture_output=True, text=True, encoding="utf-8", check=False)
        assert built.returncode != 0
        assert "docs_src/articles/003_21f094feb210baed.md:2: broken front matter" in built.stderr
        assert "Traceback" not in built.stderr
        assert not (archive / "site/articles").exists()
