"""The search index: records of the catalogue, folded as a reader types them, indexed by Pagefind.

What is indexed is text without accents and punctuation; what is shown travels along with its accents. The scripts of
the search page fold a query by the same rule, so both sides always meet.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from unicodedata import normalize

from generator.errors import GeneratorError
from generator.model import Article
from generator.pages.words import article_date, article_title
from generator.records import Catalogue, EntityRecord
from generator.vietnamese import fold

INDEX = "pagefind"
"""Folder of the index, below the site's; the search scripts look for it there."""

# Pagefind writes ready-made search boxes beside the index, 400 KB of them. The archive has its own.
_UNUSED = ("pagefind-*.js", "pagefind-*.css")


@dataclass(frozen=True)
class SearchRecord:
    """One thing that can be found."""

    address: str
    """Its page, from the site's root: "articles/000_x/"."""
    kind: str
    """article, person, cluster, province or document."""
    title: str
    """Shown as the link."""
    text: str = ""
    """What is searched besides the title, and where excerpts are cut from. Plain text."""
    date: str = ""
    """As written in Vietnamese; searched too."""


_NOTHING = SearchRecord("", "notice", "Kho chưa có bài nào")


def search_records(catalogue: Catalogue) -> Iterator[SearchRecord]:
    """All that can be found: articles in the catalogue's order, then persons, clusters, provinces, documents."""
    for article in catalogue.articles:
        yield _article_record(article)
    entities: tuple[tuple[str, Iterable[EntityRecord]], ...] = (
        ("person", catalogue.persons),
        ("cluster", catalogue.clusters),
        ("province", catalogue.provinces),
        ("document", catalogue.documents),
    )
    for kind, records in entities:
        for record in records:
            others = " ".join(name for name in record.spellings if name != record.name)
            yield SearchRecord(page_address(record.path), kind, _one_line(record.name), _one_line(others))


def _article_record(article: Article) -> SearchRecord:
    front = article.front_matter
    date = article_date(article)
    # The facts follow the body: a word of the body is what a reader remembers and what an excerpt should show.
    facts = (front.place, *front.byline, front.source.name)
    return SearchRecord(
        address=page_address(article.path),
        kind="article",
        title=_one_line(article_title(article)),
        text=_one_line(" ".join([plain_text(article.body), *(f"{fact}." for fact in facts if fact)])),
        date=date.vietnamese if date else "",
    )


def page_address(path: str) -> str:
    """The address that a Markdown file of the docs folder has on the site.

    >>> page_address("articles/000_x.md"), page_address("persons/index.md")
    ('articles/000_x/', 'persons/')
    """
    page = PurePosixPath(path).with_suffix("")
    folder = page.parent if page.name in ("index", "README") else page
    return "" if folder == PurePosixPath() else f"{folder}/"


class _KeyTable(dict[int, str]):
    """What each character is compared as, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if folded.isalnum() else " "
        return self[code]


_KEYS = _KeyTable()


def search_key(text: str) -> str:
    """What is compared: text folded, and everything that is no letter or digit as a space.

    One character for one, so that a place in the key is the same place in the NFC text. Document numbers and figures
    come apart into the words one hears, on both sides alike.

    >>> search_key("Chỉ thị 05-CT/TW, 74.127 hộ")
    'chi thi 05 ct tw  74 127 ho'
    """
    return normalize("NFC", text).translate(_KEYS)


# No part of it can run on past the next mark of its kind, so the time grows as the length. What the generator writes
# uses few of these; people who correct an article by hand may use all.
_MARKDOWN = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!])"
    r"|(?P<entity>&\#?\w{1,32};)"
    r"|<(?P<autolink>https?://[^\s<>]{1,2000})>"
    r"|(?P<tag></?[A-Za-z][^<>]{0,2000}>|<!--[^<]{0,2000}-->)"
    r"|(?P<target>\](?:\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,500}\")?\)|\[[^\[\]\n]{0,200}\]))"
    r"|(?P<attributes>\{:?[ ]?[#.][^{}\n]{0,200}\})"
    r"|(?P<line>^[ ]{0,3}(?:\#{1,6}[ ]|>[ ]?|[-+*][ ]|\d{1,9}[.)][ ]|\|?[-:| ]{3,200}$))"
    r"|(?P<mark>!?\[|\*{1,3}|`{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|\|)",
    re.MULTILINE,
)


def plain_text(markdown: str) -> str:
    """The words a reader sees of an article's Markdown, on one line.

    >>> plain_text("*Ảnh:* [Hà Nội](../provinces/ha-noi.md) có 35&#124;74 &amp; hơn")
    'Ảnh: Hà Nội có 35|74 & hơn'
    """
    return _one_line(_MARKDOWN.sub(_plain_match, markdown))


def _plain_match(match: re.Match[str]) -> str:
    if match["escaped"]:
        return match["escaped"]
    if match["entity"]:
        return html.unescape(match["entity"])
    return match["autolink"] or (" " if match["tag"] or match["mark"] == "|" else "")


def _one_line(text: str) -> str:
    return normalize("NFC", " ".join(text.split()))


def record_page(record: SearchRecord) -> str:
    """The HTML that Pagefind reads: folded words to search, and what is shown of the record.

    Pagefind searches every piece of metadata, so what is only shown can't be metadata: it would be indexed twice. The
    id of an anchor is kept with the page and not searched; it may hold no white space, hence the percent signs.
    Pagefind writes the values of a filter in an order that changes from run to run, so the one filter has one value.
    """
    shown = {"kind": record.kind, "title": record.title, "date": record.date, "text": record.text}
    packed = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).replace("%", "%25").replace(" ", "%20")
    words = " ".join(search_key(f"{record.date} {record.text}").split())
    title = " ".join(search_key(record.title).split())
    article = ' data-pagefind-filter="article:yes"' if record.kind == "article" else ""
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        f"<body data-pagefind-body{article}>"
        f'<h1 data-pagefind-weight="2">{title}</h1><p>{words}</p><a id="{html.escape(packed)}"></a></body></html>'
    )


def write_index(catalogue: Catalogue, site_dir: Path) -> None:
    """Build the index of a catalogue into the site's folder, in place of the one that is there.

    Raises GeneratorError where Pagefind is missing or fails, or the folder can't be written.
    """
    index = site_dir / INDEX
    try:
        with TemporaryDirectory(prefix="archive-search-") as folder:
            pages = Path(folder)
            # Pagefind refuses to index nothing, but the search page must open on an empty archive too.
            for record in search_records(catalogue) if catalogue.articles else [_NOTHING]:
                page = pages / record.address / "index.html"
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(record_page(record), encoding="utf-8", newline="\n")
            if index.exists():
                shutil.rmtree(index)
            _run_pagefind(pages, index)
        for pattern in _UNUSED:
            for unused in index.glob(pattern):
                unused.unlink()
    except OSError as error:
        raise GeneratorError(f"the search index can't be written: {error}") from None


def _run_pagefind(pages: Path, index: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--silent",
        "--site",
        str(pages),
        "--output-path",
        str(index.resolve()),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603  # no shell
    if done.returncode:
        said = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
        cause = said[-1] if said else f"exit code {done.returncode}"
        raise GeneratorError(f"the search index was not built: {cause} (pip install 'pagefind[bin]' installs Pagefind)")
