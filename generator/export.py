"""The whole archive as a folder of plain Markdown and data, for any other engine."""

import json
from collections.abc import Iterator
from pathlib import Path

from generator.addresses import RECORD, destinations, read_record, updated
from generator.addresses.published import published_pages
from generator.catalogue import Catalogue, load_catalogue
from generator.document import dump_article, load_mapping, split
from generator.errors import GeneratorError, Problem
from generator.pages import render_article, render_pages
from generator.schema import ARTICLE, NOTE, schema_text
from generator.settings import ARTICLES, Settings

MARKER = ".generator-export"
"""Lies in a folder made by `export` and lists the files written there."""


def export_site(settings: Settings, target: Path) -> tuple[Problem, ...]:
    """Write articles, index pages, notes and data to a folder; returns what is wrong with files left out.

    The folder may be missing, empty or made by an earlier export, whose files are replaced; nothing else in it is
    touched. Raises GeneratorError for any other folder.
    """
    earlier = _earlier_files(settings, target)
    catalogue, problems = load_catalogue(settings.docs)
    written: set[str] = set()
    # The list goes first: an export that breaks off can be repeated.
    target.mkdir(parents=True, exist_ok=True)
    _write(target / MARKER, "\n".join(sorted(earlier)).encode())
    for path, content in _files(catalogue, settings):
        _write(target / path, content)
        written.add(path)
    for path in earlier - written:
        (target / path).unlink(missing_ok=True)
    _write(target / MARKER, ("\n".join(sorted(written)) + "\n").encode())
    return problems


def _earlier_files(settings: Settings, target: Path) -> set[str]:
    if target.resolve().is_relative_to(settings.docs.resolve()):
        raise GeneratorError(f"{target}: lies in the docs folder; export to a folder outside it")
    if target.exists() and not target.is_dir():
        raise GeneratorError(f"{target}: is a file; name a folder")
    if not target.exists() or not any(target.iterdir()):
        return set()
    marker = target / MARKER
    if not marker.is_file():
        raise GeneratorError(f"{target}: holds files that no export wrote; name an empty or a new folder")
    root = target.resolve()
    listed = set(marker.read_text("utf-8").splitlines()) - {""}
    return {path for path in listed if (root / path).resolve().is_relative_to(root)}


def _files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, bytes]]:
    generated = dict(render_pages(catalogue, settings))
    for path, markdown in generated.items():
        yield path, markdown.encode()
    for article in catalogue.articles:
        yaml_text, _ = split((settings.docs / article.path).read_bytes().decode("utf-8"))
        yield article.path, f"---\n{yaml_text}---\n\n{render_article(catalogue, article, settings)}".encode()
    for file in sorted(settings.docs.rglob("*")):
        path = file.relative_to(settings.docs).as_posix()
        is_article = path.startswith(f"{ARTICLES}/") and path.endswith(".md")
        is_another_page = path in generated or path in catalogue.merged or path == RECORD
        if file.is_file() and not is_another_page and not is_article and not _is_hidden(path):
            yield path, file.read_bytes()
    yield "data/articles.json", _articles_json(catalogue)
    yield "data/redirects.json", _redirects_json(catalogue, settings)
    for kind in (ARTICLE, NOTE):
        yield f"schema/{kind}.json", schema_text(kind).encode()


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _articles_json(catalogue: Catalogue) -> bytes:
    """Path and front matter of each article, in time order."""
    rows = [
        {"path": article.path, **load_mapping(split(dump_article(article.front_matter, ""))[0], article.path)}
        for article in catalogue.articles
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _redirects_json(catalogue: Catalogue, settings: Settings) -> bytes:
    """Of each page that is gone, the one that stands for it; null where none does. For the other engine's redirects."""
    pages = published_pages(catalogue)
    addresses = updated(read_record(settings.docs).addresses, pages, catalogue.merged)
    ends = {path: end or None for path, end in sorted(destinations(addresses, pages).items())}
    return (json.dumps(ends, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, content: bytes) -> None:
    """Writes only what changes, so that other tools see only that as new."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
