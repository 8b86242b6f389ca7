"""The built site as files: lists, and that no word of a source is lost."""

import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from conftest import ROOT, SITE_FOLDER
from html_page import Page, read_page, words

from generator.clean import clean
from generator.readers import SourceFile, read_source

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@cache
def page(path: Path) -> Page:
    return read_page(path)


def test_nothing_is_fetched_from_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not [address for address in page(path).resources if urlsplit(address).netloc], path
    for path in [*site.rglob("*.css")]:
        assert "url(http" not in path.read_text("utf-8").replace('"', "").replace("'", ""), path


@pytest.mark.parametrize("source", SEEDS, ids=lambda path: path.stem)
def test_no_word_of_a_source_is_lost(site: Path, source: Path) -> None:
    """Words of the source = words of the rendered article + words of lines removed by a named rule."""
    raw = read_source(SourceFile(source.as_posix(), source.name)).text
    removed = clean(raw).removed
    assert all(line.rule for line in removed)
    there = Counter(words(" ".join(page(site / "articles" / source.stem / "index.html").article_text)))
    there += Counter(words(" ".join(unicodedata.normalize("NFC", line.text) for line in removed)))
    lost = Counter(words(unicodedata.normalize("NFC", raw))) - there
    assert not lost


def articles_linked(path: Path) -> set[str]:
    return {link.split("articles/")[1].split("/")[0] for link in page(path).links if "articles/" in link}


EVERY = {source.stem for source in SEEDS}
BY_NUMBER = {stem[:3]: stem for stem in EVERY}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("persons/nguyen-quang-duong", "000 001 004"),
        ("persons/nguyen-huu-dong", "000"),
        ("persons/truong-thi-mai", "001"),
        ("clusters/cum-thi-dua-so-1-nganh-to-chuc-xay-dung-dang", "000"),
        ("clusters/cum-thi-dua-so-2-nganh-to-chuc-xay-dung-dang", "004"),
        ("dates/2024/06", "000 003"),
        ("dates/2024", "000 003 004"),
        ("dates/undated", "004"),
        ("provinces/son-la", "000"),
        ("provinces/ha-noi", "000 001"),
        ("documents/nghi-quyet-29", "002"),
        ("documents/chi-thi-05-ct-tw", "003"),
    ],
)
def test_index_page_lists_its_articles(site: Path, path: str, expected: str) -> None:
    assert articles_linked(site / path / "index.html") == {BY_NUMBER[number] for number in expected.split()}


def test_one_office_under_two_spellings_is_one(site: Path) -> None:
    text = " ".join(" ".join(page(site / "persons/nguyen-quang-duong/index.html").article_text).split())
    offices, _, _ = text.partition("Bài viết")
    assert offices.count("Phó trưởng Ban Tổ chức Trung ương") == 1
    assert "Phó Trưởng Ban Tổ chức T.Ư" in offices
    assert "2021" in text
    assert "2024" in text


@pytest.mark.parametrize("stem", sorted(EVERY))
def test_article_links_to_all_of_its_own(site: Path, stem: str) -> None:
    """The article's page and the index pages link to each other."""
    path = site / "articles" / stem / "index.html"
    own = {link.removeprefix("../../").split("#")[0].strip("/") for link in page(path).links}
    mentioned = {
        folder.parent.relative_to(site).as_posix()
        for kind in ("persons", "clusters", "provinces", "documents")
        for folder in (site / kind).glob("*/index.html")
        if stem in articles_linked(folder)
    }
    assert mentioned <= own
    assert any(link.startswith("dates/") for link in own)


def test_the_site_is_published_in_a_folder(site: Path) -> None:
    assert site.name == SITE_FOLDER


def test_the_export_builds_with_an_engine_that_knows_nothing_of_us(archive: Path, tmp_path: Path) -> None:
    """Plain MkDocs, its own theme, no plugin: every link of the exported Markdown resolves."""
    python = [sys.executable, "-m"]
    exported = tmp_path / "docs"
    subprocess.run([*python, "generator", "export", str(exported)], cwd=archive, check=True)
    settings = {
        "site_name": "Export",
        "docs_dir": str(exported),
        "theme": "mkdocs",
        "plugins": [],
        "markdown_extensions": ["md_in_html"],
        "validation": {"links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "warn"}},
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    built = subprocess.run(
        [*python, "mkdocs", "build", "--strict", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    person = tmp_path / "site/persons/nguyen-quang-duong/index.html"
    assert articles_linked(person) >= {BY_NUMBER[number] for number in ("000", "001", "004")}
