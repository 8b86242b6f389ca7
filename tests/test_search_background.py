"""The index that is made beside a server."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from scratch_archive import write_archive
from search_index import read_index

from generator.search import BackgroundIndex

# Far above what indexing five articles takes; only a failure waits so long.
_PATIENCE_SECONDS = 60


def test_an_index_in_the_background_follows_the_archive(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    problems: list[str] = []
    site = tmp_path / "site"
    background = BackgroundIndex(settings, problems.append)
    try:
        background.update(site)
        wait_until(lambda: "Giao ban" in titles_of(site))
        article = settings.docs / "articles/b.md"
        article.write_text(article.read_text("utf-8").replace("Giao ban", "Giao ban trực tuyến"), "utf-8")
        # MkDocs empties the site's folder before it builds: the old index is there again until the new one is.
        shutil.rmtree(site)
        background.update(site)
        background.update(site)
        wait_until(lambda: "Giao ban trực tuyến" in titles_of(site))
        assert problems == []
    finally:
        background.close()


def test_a_failure_in_the_background_is_reported(tmp_path: Path) -> None:
    problems: list[str] = []
    background = BackgroundIndex(write_archive(tmp_path), problems.append)
    try:
        shutil.rmtree(background.folder)
        background.folder.write_text("a file where the folder should be", "utf-8")
        background.update(tmp_path / "site")
        wait_until(lambda: problems != [])
        assert problems[0].startswith("the search index can't be written")
    finally:
        background.close()
        background.folder.unlink()


def titles_of(site: Path) -> list[str]:
    try:
        return read_index(site).titles
    except FileNotFoundError:
        return []


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
