"""Words of a source = words of the rendered article + words removed by a named rule: nothing lost, nothing added."""

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from html_page import read_body, seen_text, words
from saved_pages import PAGES
from test_docx import docx_of

from generator.explain import explain
from generator.settings import load_settings

_TEXTS = sorted((ROOT / "tests/corpus/open").glob("*.txt"))
_A_FEW = 6
# White space and what shows nothing part or join words for nobody.
_SHOWS_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACE_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
PARTLY_TITLE = {"site-name-in-title", "title-goes-on"}


def _texts() -> Iterator[tuple[str, bytes, str]]:
    """Sources as they came: name, bytes, text."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield f"seeds/{path.name}", path.read_bytes(), path.read_text("utf-8-sig")
    for path in _TEXTS[len(_WRITTEN) * _A_FEW :]:
        yield f"corpus/{path.name}", path.read_bytes(), path.read_text("utf-8-sig")


def _pages() -> Iterator[tuple[str, bytes, str]]:
    for number, page in enumerate(PAGES):
        # Each an article of its own.
        html = page.html.replace("Bản Mới", f"Bản Mới {number}")
        yield f"pages/{number}.html", html.encode(), seen_text(html)


def _document(text: str) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    return docx_of(lines)


def _zip(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text)
    return packed.getvalue()


def _csv(text: str) -> bytes:
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["text"], [text]])
    return table.getvalue().encode()


# What a text is written as: the ending, and what makes the bytes; in which encodings, some letters have no sign.
_WRITTEN: dict[str, Callable[[str], bytes]] = {
    "utf-16.txt": lambda text: text.encode("utf-16"),
    "nfd.txt": lambda text: unicodedata.normalize("NFD", text).encode(),
    "docx": _document,
    "zip": _zip,
    "gz": lambda text: gzip.compress(text.encode()),
    "csv": _csv,
    "jsonl": lambda text: json.dumps({"text": text}).encode(),
}


def _written() -> Iterator[tuple[str, bytes, str]]:
    for number, path in enumerate(_TEXTS[: len(_WRITTEN) * _A_FEW]):
        ending, write = list(_WRITTEN.items())[number % len(_WRITTEN)]
        text = path.read_text("utf-8-sig")
        yield f"written/{path.stem}.{ending}", write(text), text


SOURCES = {name: (data, text) for name, data, text in (*_texts(), *_pages(), *_written())}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive made of all of them, with its site."""
    root = tmp_path_factory.mktemp("fidelity")
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    (root / "docs_src").mkdir()
    shutil.copy2(ROOT / "docs_src/about.md", root / "docs_src")
    for name, (data, _) in SOURCES.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    account = json.loads(_run(root, "generator", "convert", "--json"))
    assert len(account["written"]) == account["sources"] == len(SOURCES)
    _run(root, "mkdocs", "build", "--strict", "--quiet")
    return root


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def articles(archive: Path) -> dict[str, Path]:
    """The article of each source."""
    found: dict[str, Path] = {}
    for path in (archive / "docs_src/articles").glob("*.md"):
        front_matter = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        # A row or a member is all there is in its file.
        found[front_matter["source_file"].partition("#")[0]] = path
    return found


def counted(text: str) -> Counter[str]:
    return Counter(words(_SHOWS_NOTHING.sub("", unicodedata.normalize("NFC", _SPACE_ENTITY.sub(" ", text)))))


@pytest.mark.parametrize("source", SOURCES)
def test_words_in_are_words_out(archive: Path, articles: dict[str, Path], source: str) -> None:
    article = articles[source]
    explained = explain(load_settings(archive), article)
    assert all(line.rule for line in explained.removed)
    page = read_body((archive / "site/articles" / article.stem / "index.html").read_text("utf-8"))
    is_made = "title_made: true" in article.read_text("utf-8")
    shown = counted(("" if is_made else page.title) + "\n" + "".join(page.paragraphs))
    removed = counted("\n".join(line.text for line in explained.removed))
    # The account has whole lines; of these the article has the title.
    for line in explained.removed:
        removed -= (counted(line.text) & counted(page.title)) if line.rule in PARTLY_TITLE else Counter()
    there = counted(SOURCES[source][1])
    assert there - (shown + removed) == Counter(), "lost"
    assert (shown + removed) - there == Counter(), "added"
