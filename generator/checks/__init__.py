"""Everything that is wrong with an archive: what `check` prints, and what stops a strict build."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from markdown import Markdown

from generator.addresses import (
    RECORD,
    UNKNOWN,
    Page,
    Record,
    check_record,
    destinations,
    read_record,
)
from generator.addresses.published import published_pages, published_paths
from generator.catalogue import Catalogue, EarlierLoads, load_catalogue, unread
from generator.checks.links import Places, links_in, wrong_link
from generator.data_out import is_data
from generator.errors import Problem
from generator.identifiers import heading_anchor
from generator.model import Article
from generator.pages import GeneratedPage, article_page, plan, render_article, render_page
from generator.settings import Settings

# At every change nearly all bodies are as they were.
_links_in = lru_cache(maxsize=1 << 14)(lambda body: tuple(links_in(body)))
# Of a long list of pages, as many are named.
_SHOWN = 10
_ANCHOR = re.compile(r"<[^<>]*\s(?:id|name)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Checked:
    """An archive with what is wrong with it."""

    catalogue: Catalogue
    """All that can be read."""
    paths: frozenset[str]
    """All pages of the site."""
    record: Record
    """The addresses published so far."""
    problems: tuple[Problem, ...]
    """By file, in order of line."""
    unread: frozenset[str]
    """Articles' files that could not be read, as problems name them."""

    record_name: str = RECORD
    """The record's file, as problems name it."""

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages with what the record of addresses is to remember of each."""
        return {**dict.fromkeys(self.paths, Page()), **published_pages(self.catalogue)}

    @property
    def problems_of_publishing(self) -> tuple[Problem, ...]:
        """What keeps the archive from being published as it is: addresses that nobody would remember."""
        unrecorded = self._unrecorded
        hint = "run `mkdocs build` and commit the file, or add a line for each"
        message = f"{_listed(unrecorded)}: not recorded, their addresses could get lost"
        return (Problem(self.record_name, 0, "", message, hint),) if unrecorded else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is no problem, but good to know."""
        if self.unread:
            # What is missing may be on pages of articles that can't be read just now.
            return ()
        known = self.record.addresses
        gone = [path for path in known if path not in self.paths and known[path].leads_to in ("", UNKNOWN)]
        # An archive without a record was never built.
        unrecorded = self._unrecorded if known else []
        said = (
            (unrecorded, "not recorded yet; the next build does it"),
            (gone, "gone, and nobody knows what stands for them"),
        )
        return tuple(f"{self.record_name}: {_listed(paths)}: {what}" for paths, what in said if paths)

    @property
    def _unrecorded(self) -> list[str]:
        return sorted(self.paths - self.record.addresses.keys())


def _listed(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def check_archive(settings: Settings, earlier: EarlierLoads | None = None) -> Checked:
    """Load an archive and look for all that is wrong: front matter, notes, identities, links, addresses.

    earlier: see `load_catalogue`.
    """
    docs = settings.docs
    catalogue, problems = load_catalogue(docs, earlier)
    record = read_record(docs)
    unread_files = unread(problems, catalogue.articles, docs.name)
    # What an article that can't be read would be is a page all the same.
    pages = published_paths(catalogue) | {path.removeprefix(f"{docs.name}/") for path in unread_files}
    found = [
        *problems,
        *_wrong_links(catalogue, settings, pages, record),
        *check_record(record, pages, f"{docs.name}/{RECORD}"),
    ]
    return Checked(
        catalogue,
        pages,
        record,
        tuple(sorted(found, key=lambda problem: (problem.path, problem.line))),
        frozenset(unread_files),
        f"{docs.name}/{RECORD}",
    )


def _wrong_links(catalogue: Catalogue, settings: Settings, pages: frozenset[str], record: Record) -> Iterator[Problem]:
    docs = settings.docs
    gone = {**destinations(record.addresses, pages), **catalogue.merged}

    def is_file(path: str) -> bool:
        return is_data(path, pages.__contains__) or (docs / path).is_file()

    places = Places(pages, is_file, _Anchors(catalogue, settings).of, gone)
    bodies = {article.path: article.body for article in catalogue.articles}
    bodies |= {path: note.body for path, note in catalogue.notes.items() if path not in catalogue.merged}
    for path, body in bodies.items():
        for link in _links_in(body):
            wrong = wrong_link(link.address, path, places)
            if wrong:
                line = _lines_above(docs / path, body) + link.line
                yield Problem(f"{docs.name}/{path}", line, "link", *wrong)


def _lines_above(file: Path, body: str) -> int:
    text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    return text[: len(text) - len(body)].count("\n") if text.endswith(body) else 0


class _Anchors:
    """The anchors of pages; few links ask for one, so nothing is rendered before."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._known: dict[str, frozenset[str]] = {}

    def of(self, path: str) -> frozenset[str]:
        """Those of one page."""
        if path not in self._known:
            # As mkdocs.yml has it; extensions that a person adds there bring no anchors to what is written here.
            markdown = Markdown(
                extensions=["attr_list", "md_in_html", "tables", "toc"],
                extension_configs={"toc": {"slugify": heading_anchor}},
            )
            self._known[path] = frozenset(_ANCHOR.findall(markdown.convert(self._text(path))))
        return self._known[path]

    def _text(self, path: str) -> str:
        article = self._articles.get(path)
        if article:
            return render_article(article_page(self._catalogue, article), self._settings)
        if path in self._planned:
            return render_page(self._planned[path], self._catalogue, self._settings)
        return self._catalogue.notes[path].body if path in self._catalogue.notes else ""

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.path: article for article in self._catalogue.articles}

    @cached_property
    def _planned(self) -> Mapping[str, GeneratedPage]:
        return plan(self._catalogue)
