"""What a search over many sister sites costs a reader."""

import json
import shutil
import statistics
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from benchmarks.search import QUERIES, served
from generator.search.files import INDEX


@dataclass(frozen=True)
class Search:
    """What a search costs a reader who comes for the first time; medians over the queries."""

    requests: float
    """For files of indexes, those of the facets included."""
    kilobytes: float
    """Of these."""
    milliseconds: float
    """From opening the page to the results."""


def search_cost(site: Path, folder: Path, sisters: int) -> Search:
    """Searches in a site that has so many sisters, each with as many articles: all have the index of this one."""
    pages = folder / "0"
    shutil.copytree(site, pages, ignore=shutil.ignore_patterns("articles", "persons"))
    entry = pages / INDEX / "index.json"
    sites = [[str(number), f"../{number}/"] for number in range(1, sisters + 1)]
    entry.write_text(json.dumps(json.loads(entry.read_bytes()) | ({"sites": sites} if sites else {})), "utf-8")
    for name, _ in sites:
        (folder / name).mkdir()
        (folder / name / "search").symlink_to(site / "search", target_is_directory=True)
    with served(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = [_search(browser, f"{url}0/search/?q={quote(query)}") for query in QUERIES]
        browser.close()
    return Search(*(statistics.median(column) for column in zip(*found, strict=True)))


def _search(browser: Browser, address: str) -> tuple[float, float, float]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("performance.setResourceTimingBufferSize(9999)")
    page.goto(address)
    page.wait_for_selector("#search-results a", timeout=120_000)
    now = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    requests, size = page.evaluate(_FETCHED)
    context.close()
    return requests, size / 1000, now


_FETCHED = """() => {
  const files = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/search/data/"));
  return [files.length, files.reduce((sum, { transferSize }) => sum + transferSize, 0)];
}"""
