"""Sources to raw articles: finds the files a person named, and hands each to the reader of its family."""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, ProblemError
from generator.readers import text

STDIN = "-"
# What file managers leave in folders; never an article.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})

# Which reader takes files of which ending. Files with any other ending, or none, are tried as plain text.
READERS: dict[str, Callable[[bytes], str]] = {".txt": text.read, "": text.read}
# Families that would read as plain text but mean something else; refused until they have a reader of their own.
_NOT_YET = frozenset({".html", ".htm", ".json", ".jsonl", ".csv", ".md", ".xml", ".rtf"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read."""

    path: str
    """As a person would name it; "-" for standard input."""
    name: str
    """Relative to the folder it was found in, with forward slashes."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader got out of a source."""

    source: SourceFile
    """Where it came from."""
    text: str
    """Its text, decoded, otherwise untouched."""


def find_sources(places: Sequence[str]) -> Iterator[SourceFile]:
    """Every file in the named files and folders once, in order of name. A missing place comes out as a file."""
    if len(places) == 1:
        yield from _find(places)
        return
    seen: set[str] = set()
    for source in _find(places):
        # Lean, for there may be a hundred thousand.
        path = str(Path(source.path).absolute())
        if path not in seen:
            seen.add(path)
            yield source


def _find(places: Sequence[str]) -> Iterator[SourceFile]:
    unreadable: list[OSError] = []
    for place in places:
        if place == STDIN or not Path(place).is_dir():
            yield SourceFile(place, "stdin" if place == STDIN else Path(place).name)
            continue
        for folder, subfolders, names in os.walk(place, onerror=unreadable.append):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            above, within = Path(folder).as_posix(), Path(folder).relative_to(place).as_posix()
            paths, below = ("" if place == "." else f"{place.removesuffix('/')}/" for place in (above, within))
            for name in sorted(names):
                if not name.startswith(".") and name.lower() not in _LITTER:
                    yield SourceFile(paths + name, below + name)
    # A folder that can't be looked into stands for whatever it holds: it is refused by name like a file.
    yield from (SourceFile(Path(error.filename).as_posix(), error.filename) for error in unreadable)


def read_source(source: SourceFile) -> RawArticle:
    """The raw article in a source. Raises ProblemError where it holds none that can be read."""
    ending = Path(source.name).suffix.lower()
    if ending in _NOT_YET:
        raise _refused(source, f"there is no reader for {ending} files", "save the article as plain text (.txt, UTF-8)")
    data = _bytes_of(source)
    if not data.strip():
        raise _refused(source, "the file is empty", "delete it or put the article's text into it")
    try:
        decoded = READERS.get(ending, text.read)(data)
    except ValueError as error:
        raise _refused(source, str(error), "save the article as plain text (.txt, UTF-8)") from None
    if not decoded.strip():
        raise _refused(source, "the file is empty", "delete it or put the article's text into it")
    return RawArticle(source, decoded)


def _bytes_of(source: SourceFile) -> bytes:
    if source.path == STDIN:
        return sys.stdin.buffer.read()
    path = Path(source.path)
    try:
        # Opening a pipe or a device would wait for ever.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            next(path.iterdir(), None)
        if not stat.S_ISREG(mode):
            raise _refused(source, "is not a regular file", "name a file or a folder")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused(source, f"can't be read: {reason}", "look at its name, place and permissions") from None


def _refused(source: SourceFile, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(source.path, 0, "", message, hint))
