"""Words of a source = words of the rendered article + words removed by a named rule: nothing lost, nothing added."""

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from html_page import read_body, words

from generator.explain import explain
from generator.settings import load_settings

CORPORA = {"seeds": ROOT / "seeds", "corpus": ROOT / "tests/corpus/open"}
SOURCES = [f"{name}/{path.name}" for name, folder in CORPORA.items() for path in sorted(folder.glob("*.txt"))]
PARTLY_TITLE = {"site-name-in-title", "title-goes-on"}
# White space and what shows nothing part or join words for nobody.
_SHOWS_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACE_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive made of all corpora, with its site."""
    root = tmp_path_factory.mktemp("fidelity")
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    (root / "docs_src").mkdir()
    shutil.copy2(ROOT / "docs_src/about.md", root / "docs_src")
    for source in SOURCES:
        corpus, _, name = source.partition("/")
        (root / "seeds" / corpus).mkdir(parents=True, exist_ok=True)
        shutil.copy2(CORPORA[corpus] / name, root / "seeds" / corpus)
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
        found[front_matter["source_file"]] = path
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
    there = counted((archive / "seeds" / source).read_bytes().decode("utf-8-sig"))
    assert there - (shown + removed) == Counter(), "lost"
    assert (shown + removed) - there == Counter(), "added"
