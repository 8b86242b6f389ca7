"""The whole archive as a folder of plain Markdown and data, for any other engine."""

import json
from collections.abc import Iterator
from pathlib import Path

from generator.addresses import RECORD, destinations, read_record, updated
from generator.addresses.published import published_pages
from generator.catalogue import Catalogue, load_catalogue
from generator.data_out import DataOut, SiteLinks
from generator.document import split
from generator.errors import Problem
from generator.own_folder import OwnFolder
from generator.pages import article_page, render_article, render_pages
from generator.schema import ARTICLE, NOTE, schema_text
from generator.settings import ARTICLES, Settings
from generator.vault import names_of_pages, with_aliases

MARKER = ".generator-export"
"""Lies in a folder made by `export` and lists the files written there."""


def export_site(settings: Settings, target: Path) -> tuple[Problem, ...]:
    """Write articles, index pages, notes and data to a folder; returns what is wrong with files left out.

    The folder may be missing, empty or made by an earlier export, whose files are replaced; nothing else in it is
    touched. Raises GeneratorError for any other folder.
    """
    folder = OwnFolder(target, MARKER, settings.docs, "export")
    catalogue, problems = load_catalogue(settings.docs)
    folder.start()
    for path, content in _files(catalogue, settings):
        folder.write(path, content)
    folder.finish()
    return problems


def _files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, bytes]]:
    generated = dict(render_pages(catalogue, settings))
    names = names_of_pages(catalogue, settings.site_name)
    for path, markdown in generated.items():
        yield path, with_aliases(markdown, names[path]).encode()
    for article in catalogue.articles:
        yaml_text, _ = split((settings.docs / article.path).read_bytes().decode("utf-8"))
        markdown = render_article(article_page(catalogue, article), settings)
        yield article.path, with_aliases(f"---\n{yaml_text}---\n\n{markdown}", names[article.path]).encode()
    for file in sorted(settings.docs.rglob("*")):
        path = file.relative_to(settings.docs).as_posix()
        is_article = path.startswith(f"{ARTICLES}/") and path.endswith(".md")
        is_another_page = path in generated or path in catalogue.merged or path == RECORD
        if file.is_file() and not is_another_page and not is_article and not _is_hidden(path):
            yield path, file.read_bytes()
    links = SiteLinks(settings.site_url, name=settings.site_name)
    data = DataOut(catalogue, links, settings.site_description)
    for path, chunks in data.files.items():
        yield path, b"".join(chunks())
    for page in data.pages_with_feeds:
        yield from data.feeds_beside(page)
    yield "data/redirects.json", _redirects_json(catalogue, settings)
    for kind in (ARTICLE, NOTE):
        yield f"schema/{kind}.json", schema_text(kind).encode()


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _redirects_json(catalogue: Catalogue, settings: Settings) -> bytes:
    """Of each page that is gone, the one that stands for it; null where none does. For the other engine's redirects."""
    pages = published_pages(catalogue)
    addresses = updated(read_record(settings.docs).addresses, pages, catalogue.merged)
    ends = {path: end or None for path, end in sorted(destinations(addresses, pages).items())}
    return (json.dumps(ends, ensure_ascii=False, indent=1) + "\n").encode()
