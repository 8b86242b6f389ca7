"""The files of the articles, read with everything that is wrong with each: in which line, what, and what to do."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.dates import PartialDate
from generator.document import article_of, line_of, load_mapping, parts_of_article
from generator.errors import Problem, ProblemError
from generator.identifiers import printable_name
from generator.model import Article
from generator.plain_yaml import forget_lines
from generator.rereading import FilesRead
from generator.resolve.identity import is_usable_id
from generator.schema import ARTICLE, Mismatch, mismatches
from generator.settings import ARTICLES

_NO_ID = "write lower-case letters a-z, digits and hyphens only, not `index` or the like"


class ReadFile(NamedTuple):
    """An article's file as it was read once."""

    article: Article | None
    """None where it can't be read."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""


def load_articles(
    docs: Path,
    read_before: FilesRead[ReadFile] | None = None,
    keep: Callable[[Article], Article] = lambda article: article,
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """All articles of the archive by path, and what is wrong with their files.

    One that can't be read as it is written is left out. Problems name the file from the folder above the docs folder:
    docs_src/articles/a.md. read_before: what earlier calls read, with the same `keep`; it is brought up to date. keep:
    what of each article to keep in memory.
    """
    paths = markdown_files(docs, ARTICLES)

    def read(docs: Path, path: str) -> ReadFile:
        article, problems = _read_file(docs, path)
        return ReadFile(keep(article) if article else None, problems)

    if read_before is None:
        files = [read(docs, path) for path in paths]
        forget_lines()
    else:
        files = [read_before.read(docs, path, read) for path in paths]
        read_before.keep(paths)
    return (
        tuple(file.article for file in files if file.article),
        tuple(problem for file in files for problem in file.problems),
    )


def _read_file(docs: Path, path: str) -> ReadFile:
    shown = f"{docs.name}/{path}"
    if printable_name(path) != path:
        wrong_name = Problem(printable_name(shown), 0, "", "its name is not in UTF-8", "give it another name")
        return ReadFile(None, (wrong_name,))
    try:
        text = (docs / path).read_bytes().decode("utf-8")
        article, wrong = read_article(text, path, shown)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return ReadFile(None, (Problem(shown, line, "", "is not UTF-8 text", "save it with the encoding UTF-8"),))
    except OSError as error:
        return ReadFile(None, (Problem(shown, 0, "", f"can't be read: {error.strerror}"),))
    return ReadFile(article, tuple(wrong))


def markdown_files(docs: Path, folder: str = "") -> list[str]:
    """All Markdown files of a folder below the docs folder, by path below that one, sorted. Folders and files whose
    name begins with a dot are not looked at.
    """
    found: list[str] = []
    top = docs / folder if folder else docs
    for place, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        prefix = Path(place).relative_to(docs).as_posix().removeprefix(".")
        lead = f"{prefix}/" if prefix else ""
        found += [lead + name for name in names if name.endswith(".md") and not name.startswith(".")]
    return sorted(found)


def read_article(text: str, path: str, shown: str) -> tuple[Article | None, list[Problem]]:
    """The article in a file's text, None where it can't be read, and everything wrong with it.

    path: below the docs folder; shown: as messages name it.
    """
    try:
        yaml_text, body = parts_of_article(text, shown)
        mapping = load_mapping(yaml_text, shown)
        found = list(mismatches(ARTICLE, mapping))
        misshapen = {wrong.place for wrong in found}
        found += [wrong for wrong in _beyond_the_schema(mapping) if wrong.place not in misshapen]
        problems = [
            Problem(shown, line_of(yaml_text, wrong.place), wrong.field, wrong.message, wrong.hint) for wrong in found
        ]
        problems.sort(key=lambda problem: problem.line)
        is_readable = all(wrong.is_slip for wrong in found)
        return article_of(mapping, yaml_text, body, path) if is_readable else None, problems
    except ProblemError as error:
        return None, [error.problem]


def _beyond_the_schema(mapping: Mapping[str, Any]) -> Iterator[Mismatch]:
    """What no schema says: days that no calendar has, identifiers that no file can have, an item that stands twice."""
    for key in ("date", "published"):
        yield from _day((key,), mapping.get(key))
    for number, item in _items(mapping, "documents"):
        yield from _day(("documents", number, "date"), item.get("date"))
    for key in ("persons", "clusters"):
        seen: set[tuple[str, str]] = set()
        for number, item in _items(mapping, key):
            id_ = str(item.get("id") or "").strip()
            if not id_:
                continue
            if not is_usable_id(id_):
                yield Mismatch((key, number, "id"), f"can't be part of an address: {id_}", _NO_ID)
            if (same := (id_, str(item.get("name")).strip())) in seen:
                hint = "delete one, or give them different ids if they are two"
                yield Mismatch((key, number), f"{same[1]} ({id_}) stands twice", hint, is_slip=True)
            seen.add(same)


def _day(place: tuple[str | int, ...], value: object) -> Iterator[Mismatch]:
    if not isinstance(value, str) or not value.strip():
        return
    try:
        PartialDate.parse(value.strip())
    except ValueError as error:
        yield Mismatch(place, str(error), "write YYYY-MM-DD, YYYY-MM or YYYY")


def _items(mapping: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    items = mapping.get(key)
    for number, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield number, item
