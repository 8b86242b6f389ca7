"""A folder of bad inputs, converted, built and opened: each is accounted for, the rest is written, nothing runs."""

import csv
import hashlib
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from bad_inputs import BadInput, bad_inputs, names
from bad_inputs.markup import HTML
from bad_inputs.model import MARK, article
from bad_inputs.pages import front_matters
from conftest import ROOT, _QuietHandler
from html_page import read_page
from markup_on_page import what_is_wrong
from playwright.sync_api import Browser, Dialog, Page, Request, expect
from test_policy import POLICY

from generator.document import parse_article
from generator.identifiers import printable_name
from generator.site.files import destination

# Far above what it takes: only a run that hangs waits so long.
_PATIENCE_SECONDS = 600
_AT_ONCE = 10
_GOOD = (article("a-bai-lanh"), article("z-bai-lanh"))


@dataclass(frozen=True)
class Attacked:
    """A project that was given all bad inputs at once."""

    root: Path
    """Its folder."""
    inputs: Mapping[str, BadInput]
    """Every file that could be made, by its path below the folder of sources."""
    specials: tuple[str, ...]
    """The same of what is no file."""
    account: Mapping[str, Any]
    """What the run said of itself."""
    code: int
    """How it ended."""
    said: str
    """And what it told a person."""
    before: Mapping[str, str]
    """All that lay outside of its target, by path."""
    after: Mapping[str, str]
    """The same when it was done."""

    def articles(self) -> Iterator[tuple[str, str]]:
        """The file of each article, and the input it was made of."""
        for file in sorted((self.root / "docs_src/articles").rglob("*.md")):
            name = file.relative_to(self.root / "docs_src/articles").as_posix()
            if not name.startswith(".base/"):
                yield name, parse_article(file.read_text("utf-8"), name).front_matter.source_file


def _snapshot(folder: Path, without: Path) -> dict[str, str]:
    """Every file, folder and link below a folder, as what it is."""
    found = {}
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if Path(place, each) != without]
        for path in (Path(place, name) for name in (*folders, *files)):
            if path.is_symlink():
                what = f"-> {path.readlink()}"
            elif path.is_file():
                what = hashlib.sha256(path.read_bytes()).hexdigest()
            else:
                what = "folder or other"
            found[str(path)] = what
    return found


def _put(folder: Path, each: BadInput) -> bool:
    """Make the file of an input, if this system can and has none of that name."""
    path = folder / each.path
    try:
        if path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.data)
        return path.name in os.listdir(path.parent)  # noqa: PTH208  # names as they lie there
    except (OSError, ValueError):
        return False


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=_PATIENCE_SECONDS
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    base = tmp_path_factory.mktemp("attacked")
    outside, root, folder = base / "outside", base / "project", base / "inputs"
    for place in (outside, root / "docs_src", folder):
        place.mkdir(parents=True)
    (outside / "canary.txt").write_text("Hội nghị không được đụng tới.\n", "utf-8")
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy2(ROOT / "docs_src/about.md", root / "docs_src")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    inputs = {each.path: each for each in (*_GOOD, *bad_inputs(outside)) if _put(folder, each)}
    specials = tuple(f"khac/{name}" for name in names.put_what_is_no_file(folder / "khac", outside))
    target = root / "docs_src/articles"
    before = _snapshot(base, target)
    done = _run(root, "generator", "convert", "../inputs", "--to", "docs_src/articles", "--json")
    assert "Traceback" not in done.stderr, done.stderr[-5000:]
    assert done.returncode in (0, 1), done.stderr[-5000:]
    account = json.loads(done.stdout)
    return Attacked(root, inputs, specials, account, done.returncode, done.stderr, before, _snapshot(base, target))


def test_there_are_many(attacked: Attacked) -> None:
    assert len({each.name for each in attacked.inputs.values()}) >= 500
    assert len({each.data for each in attacked.inputs.values()}) >= 500


def test_the_run_ends_well_and_says_what_it_refused(attacked: Attacked) -> None:
    assert attacked.code == 1
    assert "Traceback" not in attacked.said
    for refusal in attacked.account["refusals"]:
        assert refusal["path"]
        assert refusal["cause"]
        assert refusal["place"] >= 0
        assert "\n" not in f"{refusal['path']}{refusal['cause']}".replace("a\nb.txt", "")


def test_every_input_is_accounted_for(attacked: Attacked) -> None:
    account = attacked.account
    made = sum(len(account[key]) for key in ("written", "unchanged", "kept", "deleted"))
    assert account["sources"] == made + len(account["duplicates"]) + len(account["refusals"])
    assert sorted(account["written"]) == [name for name, _ in attacked.articles()]
    named = [source for _, source in attacked.articles()]
    named += [each["path"].removeprefix("../inputs/") for each in (*account["refusals"], *account["duplicates"])]
    # What is within a file is named behind `#`; blanks around a name are none of front matter's.
    told = {*(name.strip() for name in named), *(name.partition("#")[0] for name in named)}
    # Of what is packed, the archive's is above.
    told |= {path for name in named for path in _above(name)}
    # Bytes that are no text are named by their numbers.
    inputs = set(map(printable_name, attacked.inputs))
    wanted = {*filter(_is_source, inputs), *attacked.specials}
    unnamed = sorted(path for path in wanted if path.strip() not in told)
    # Records of a saved site that are no pages are counted by kind.
    assert [path for path in unnamed if not path.endswith(".warc")] == []
    assert len(unnamed) <= sum(account["passed_over"].values())
    assert account["sources"] >= len(wanted) - len(unnamed)


def _above(name: str) -> Iterator[str]:
    return ("/".join(name.split("/")[:depth]) for depth in range(1, name.count("/") + 1))


def _is_source(path: str) -> bool:
    """Hidden files and what file managers leave are none: readers/places.py."""
    return not any(name.startswith(".") or name == "Thumbs.db" for name in path.split("/"))


def test_the_good_articles_among_them_are_written(attacked: Attacked) -> None:
    made = {source for _, source in attacked.articles()}
    assert {each.path for each in _GOOD} <= made


def test_another_run_changes_nothing(attacked: Attacked) -> None:
    again = _run(attacked.root, "generator", "convert", "../inputs", "--to", "docs_src/articles", "--check", "--json")
    account = json.loads(again.stdout)
    assert again.returncode == 1
    assert account["written"] == []
    for key in ("duplicates", "refusals"):
        assert sorted(account[key], key=str) == sorted(attacked.account[key], key=str)


# What lies beside the articles, and is written as it lies there.
_LINKED = (".base", ".base/.lock", ".base/.cache", ".base/.cache/convert")


@pytest.mark.parametrize("name", ["a-bai-lanh.md", ".base/a-bai-lanh.md", ".base/removed.jsonl", *_LINKED])
def test_a_link_in_the_target_leads_nothing_out(tmp_path: Path, name: str) -> None:
    outside, target, folder = tmp_path / "outside", tmp_path / "out", tmp_path / "inputs"
    for place in (outside / "below", (target / name).parent, folder):
        place.mkdir(parents=True)
    (outside / "canary.txt").write_text("Hội nghị không được đụng tới.\n", "utf-8")
    try:
        (target / name).symlink_to(outside / ("below" if name in (".base", ".base/.cache") else "canary.txt"))
    except OSError as error:
        pytest.skip(f"no links here: {error}")
    assert _put(folder, _GOOD[0])
    before = _snapshot(outside, target)
    done = _run(tmp_path, "generator", "convert", "inputs", "--to", "out")
    assert "Traceback" not in done.stderr
    assert done.returncode == int(name in _LINKED), done.stderr
    assert not done.returncode or f"out/{name}: is a link" in done.stderr
    assert _snapshot(outside, target) == before


def test_nothing_outside_the_target_is_touched(attacked: Attacked) -> None:
    assert attacked.after == attacked.before


@dataclass(frozen=True)
class Built:
    """The site of what was written, and of articles with the same front matter edited by hand."""

    site: Path
    """Its folder."""
    told: frozenset[str]
    """Files of articles by hand in which `check` found something."""
    by_hand: frozenset[str]
    """All of them."""


@pytest.fixture(scope="module")
def built(attacked: Attacked) -> Built:
    articles = attacked.root / "docs_src/articles"
    by_hand = set()
    for name, front in front_matters():
        path = articles / f"tay-{name}.md"
        path.write_bytes(f"---\n{front}\n---\n\nTỉnh họp về {name}.\n".encode("utf-8", "surrogatepass"))
        by_hand.add(path.name)
    for number, name in enumerate(names.by_hand()):
        text = f"---\ntitle: Bài đặt tên {number}\n---\n\nTỉnh họp, tên {number}.\n"
        if _is_source(name) and _put(articles, BadInput("by hand", name, text.encode())):
            by_hand.add(name)
    checked = _run(attacked.root, "generator", "check")
    assert checked.returncode == 4, checked.stderr[-5000:]
    assert "Traceback" not in checked.stderr
    told = {name for name in by_hand if f"docs_src/articles/{printable_name(name)}:" in checked.stdout}
    for name in told:
        (articles / name).unlink()
    done = _run(attacked.root, "mkdocs", "build", "--strict", "--quiet")
    assert done.returncode == 0, done.stderr[-5000:]
    return Built(attacked.root / "site", frozenset(told), frozenset(by_hand))


def test_an_article_by_hand_is_told_of_or_has_its_page(built: Built) -> None:
    assert len(built.told) > 10
    assert len(built.by_hand - built.told) > 50
    for name in built.by_hand - built.told:
        assert (built.site / destination(f"articles/{name}", directory_urls=True)).is_file()


def test_no_page_has_what_the_policy_forbids(built: Built) -> None:
    pages = sorted(path for path in built.site.rglob("*.html") if path.is_file())
    assert len(pages) > 500
    assert [f"{page}: {wrong}" for page in pages for wrong in what_is_wrong(page.read_text("utf-8"), POLICY)] == []


def test_all_is_shown_as_text(attacked: Attacked, built: Built) -> None:
    missing = []
    looked_at = 0
    for name, source in attacked.articles():
        each = attacked.inputs.get(source) or attacked.inputs.get(source.partition("#")[0])
        if each and each.shown:
            page = read_page(built.site / "articles" / name.removesuffix(".md") / "index.html")
            text = " ".join("".join(page.article_text).split())
            # Controls, which show nothing, are taken out of a text.
            lines = [
                "".join(sign if sign.isprintable() else " " * sign.isspace() for sign in line) for line in each.shown
            ]
            missing += [(source, line) for line in lines if " ".join(line.split()) not in text]
            looked_at += 1
    assert missing == []
    assert looked_at > 200


# Opens pages in frames, which is twice as fast as one after the other, and tells what they must have nothing of. Theirs
# are a form in the header, and tools that a script sets above a table; an article has none.
OPENED = """async (addresses) => {
  const found = (page) => [
    ...[...page.querySelectorAll("*")].filter((each) =>
      each.getAttributeNames().some((name) => name.startsWith("on") || name === "style")
      || /^(?:javascript|data|vbscript|file):/iu.test(each.href?.baseVal ?? each.href ?? each.src ?? "")),
    ...page.querySelectorAll("img, iframe, object, embed, base, style, math, video, audio, marquee, template"),
    ...page.querySelectorAll("[data-page^='articles/'] :is(script, form, button, svg, input, link, meta)"),
  ];
  const opened = (address) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = () => {
      const { contentDocument: page, contentWindow: { __pwned: ran } } = frame;
      done([
        ...(page.querySelector("[data-page]") ? [] : [`${address}: is no page of the site`]),
        ...(ran || window.__pwned ? [`${address}: it ran`] : []),
        ...found(page).map((each) => `${address}: ${each.outerHTML.slice(0, 200)}`),
      ]);
      frame.remove();
    };
    frame.src = address;
    document.body.append(frame);
  });
  return (await Promise.all(addresses.map(opened))).flat();
}"""


class _Handler(_QuietHandler):
    """Scripts and styles are fetched once, not by a thousand pages."""

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


def what_goes_wrong(browser: Browser, site: Path, folders: Sequence[str]) -> list[str]:
    """All that opening pages of a site does beside showing them."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_address[1]}/"

        def note(request: Request) -> None:
            if not request.url.startswith((home, "about:")):
                wrong.append(f"asked: {request.url}")

        def dismiss(dialog: Dialog) -> None:
            wrong.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("request", note)
        page.on("dialog", dismiss)
        page.on("console", lambda message: wrong.append(f"{message.location['url']}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.route(f"{home}opener", lambda route: route.fulfill(body="<!doctype html><body>", content_type="text/html"))
        page.goto(f"{home}opener")
        for start in range(0, len(folders), _AT_ONCE):
            wrong += page.evaluate(OPENED, [f"{home}{quote(folder)}/" for folder in folders[start : start + _AT_ONCE]])
        server.shutdown()
    context.close()
    return wrong


@pytest.mark.browser
def test_nothing_runs_in_the_browser(browser: Browser, built: Built) -> None:
    folders = [path.parent.relative_to(built.site).as_posix() for path in sorted(built.site.rglob("index.html"))]
    assert len(folders) > 700
    assert what_goes_wrong(browser, built.site, folders) == []


@pytest.mark.browser
@pytest.mark.parametrize("policy", [POLICY, "script-src 'unsafe-inline'"])
@pytest.mark.parametrize("name", ["script", "img-error", "svg-load", "img-elsewhere", "style-attribute", "base"])
def test_the_browser_sees_what_is_not_text(any_browser: Browser, tmp_path: Path, name: str, policy: str) -> None:
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for folder, markup in (("kem", HTML[name]), ("lanh", "")):
        (tmp_path / folder).mkdir()
        page = f'<!doctype html><html><head>{head}</head><article data-page="articles/a/">{markup}</article></html>'
        (tmp_path / folder / "index.html").write_text(page, "utf-8")
    assert what_goes_wrong(any_browser, tmp_path, ["lanh"]) == []
    assert what_goes_wrong(any_browser, tmp_path, ["lanh", "kem"]) != []


@pytest.mark.browser
def test_the_search_shows_text(flawless_page: Page, built: Built) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(built.site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        flawless_page.goto(f"http://127.0.0.1:{server.server_address[1]}/search/?q=script+pwned")
        results = flawless_page.locator("#search-results")
        expect(results).to_contain_text("window.__pwned")
        assert results.locator(":is(img, script, iframe, form, svg, style, [style], [onerror])").count() == 0
        server.shutdown()


def test_data_and_feeds_can_be_read(built: Built) -> None:
    for path in built.site.rglob("*"):
        if path.suffix == ".xml":
            ET.parse(path)  # noqa: S314  # made by this project
        elif path.suffix == ".json":
            json.loads(path.read_text("utf-8"))
    with (built.site / "data/articles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    assert any(f"<script>{MARK}</script>" in cell for row in rows for cell in row)


def test_an_export_stays_in_its_folder(attacked: Attacked, built: Built) -> None:
    base, folder = attacked.root.parent, attacked.root.parent / "export"
    before = _snapshot(base, folder)
    done = _run(attacked.root, "generator", "export", "../export")
    assert done.returncode == 0, done.stderr[-5000:]
    assert _snapshot(base, folder) == before
    articles = [*(name for name, _ in attacked.articles()), *(built.by_hand - built.told)]
    assert [name for name in articles if not (folder / "articles" / name).is_file()] == []
