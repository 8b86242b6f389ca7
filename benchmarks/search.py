"""What the search costs a reader and a build, with Material's built-in search beside it on the same texts.

    python -m benchmarks.search [--articles 5000] [--rounds 5] [--material]

Serves the archive on this machine to a Chromium with an empty cache, and prints medians of several rounds in one run:
bytes and milliseconds from opening the search page with a query to the first results, milliseconds from a further
keystroke to its results, size of the index, CPU-milliseconds of indexing. These numbers are for comparing with each
other, not with other machines. `--material` builds the same articles with Material's own theme and search, which takes
minutes.
"""

import argparse
import contextlib
import http.server
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks import archive
from generator.catalogue import build_catalogue, load_articles
from generator.search import INDEX, write_index

REPOSITORY = Path(__file__).parent.parent
QUERIES = (
    "nguyen quang duong",
    "Nguyễn Thị Hòa",
    "hội nghị tổng kết công tác thi đua",
    "05-CT/TW",
    "ban to chuc trung uong",
    "Sơn La",
)


@dataclass(frozen=True)
class Site:
    """How a site's search is used."""

    name: str
    address: str
    """Of the page that is opened, below the site's; `{query}` stands for the query where the address takes it."""
    box: str
    """Selector of the field."""
    result: str
    """Selector of a result's link."""


OURS = Site("this archive", "search/?q={query}", "#search-page", "#search-results a")
MATERIAL = Site("Material", "", "[data-md-component=search-query]", ".md-search-result__link")

# Notes when the first result appears, and when the results have last changed.
_WATCH = """
new MutationObserver((changes) => {
  if (!document.querySelector(RESULT)) return;
  const now = performance.now();
  window.firstResult ??= now;
  if (changes.some(({ target }) => target.nodeType === 1 && target.querySelector(RESULT))) window.lastResult = now;
}).observe(document, { childList: true, subtree: true });
"""


def index_cost(docs: Path, site: Path) -> None:
    """Prints what indexing costs and how large the index is."""
    articles, _ = load_articles(docs)
    catalogue = build_catalogue(articles)
    before = resource.getrusage(resource.RUSAGE_SELF)
    write_index(catalogue, site)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = [file.stat() for file in (site / INDEX).rglob("*") if file.is_file()]
    size, blocks = sum(file.st_size for file in files), sum(file.st_blocks * 512 for file in files)
    words = statistics.mean(len(article.body.split()) for article in articles)
    count = len(articles)
    print(f"{count} articles of {words:.0f} words: {seconds / count * 1000:.2f} CPU-ms an article to index")
    print(f"index {size / count / 1000:.2f} KB an article, {blocks / count / 1000:.2f} KB in blocks of the disk")


def reader_cost(site: Site, url: str, rounds: int) -> None:
    """Prints what a reader waits for and fetches."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = [_visit(browser, site, url, query) for _ in range(rounds) for query in QUERIES]
        browser.close()
    first, key, all_bytes, search_bytes = (statistics.median(column) for column in zip(*found, strict=True))
    print(
        f"{site.name}: first results {first:.0f} ms after opening, {all_bytes / 1000:.0f} KB fetched, "
        f"{search_bytes / 1000:.0f} KB of them for the search; a further keystroke {key:.0f} ms"
    )


def _visit(browser: Browser, site: Site, url: str, query: str) -> tuple[float, float, float, float]:
    """Milliseconds to the first results and of a further keystroke; bytes in all and for the search."""
    context = browser.new_context()
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, float] = {}
    client.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    client.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.add_init_script(_WATCH.replace("RESULT", repr(site.result)))
    page.goto(url + site.address.format(query=query))
    if "{query}" not in site.address:
        page.focus(site.box)
        page.keyboard.insert_text(query)
        page.keyboard.press("Shift")
    page.wait_for_selector(site.result, timeout=120_000)
    page.wait_for_load_state("networkidle")
    first = page.evaluate("window.firstResult")
    fetched = sum(sizes.values())
    search = sum(size for id_, size in sizes.items() if "search" in addresses[id_] or "worker" in addresses[id_])
    page.focus(site.box)
    page.keyboard.press("End")
    page.evaluate("addEventListener('keydown', () => { window.pressed = performance.now(); }, { once: true })")
    page.keyboard.press("Backspace")
    page.wait_for_function("window.lastResult > window.pressed", timeout=120_000)
    page.wait_for_timeout(300)
    key = page.evaluate("window.lastResult - window.pressed")
    context.close()
    return first, key, fetched, search


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        return


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address while it is served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def build_ours(docs: Path, folder: Path) -> Path:
    """The archive's pages with the index of the articles. A search asks for no article's page, so there are few."""
    for name in ("mkdocs.yml", "site_templates", "docs_src"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    index_cost(docs, folder / "site")
    return folder / "site"


def build_material(docs: Path, folder: Path) -> Path:
    """The same articles as pages of Material with its own search."""
    (folder / "mkdocs.yml").write_text(
        # With every article in the navigation each page would list all, and the build take an hour.
        "site_name: Material\ndocs_dir: docs\nnav: [index.md]\nnot_in_nav: /articles/\n"
        "theme: {name: material, language: vi, font: false}\nplugins: [{search: {lang: vi}}]\n",
        "utf-8",
    )
    shutil.copytree(docs, folder / "docs", ignore=shutil.ignore_patterns(".*"))
    (folder / "docs/index.md").write_text("# Trang chủ\n", "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    index = folder / "site/search/search_index.json"
    print(f"Material: search_index.json of {index.stat().st_size / 1e6:.1f} MB, fetched with every first page")
    return folder / "site"


def main() -> None:
    """Runs what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--material", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive.write(folder / "sources", chosen.articles)
        docs = folder / "docs"
        convert = [
            sys.executable,
            "-m",
            "generator",
            "convert",
            str(folder / "sources"),
            "--to",
            str(docs / "articles"),
        ]
        subprocess.run(convert, check=True, capture_output=True)
        builds = {OURS: build_ours, MATERIAL: build_material}
        for number, (site, build) in enumerate(builds.items()):
            if site is MATERIAL and not chosen.material:
                continue
            (folder / str(number)).mkdir()
            with served(build(docs, folder / str(number))) as url:
                reader_cost(site, url, chosen.rounds)


if __name__ == "__main__":
    main()
