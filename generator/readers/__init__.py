"""Sources to raw articles: finds what a person named, and hands each file to the reader of its family."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.errors import Problem, ProblemError
from generator.readers import html, json_lines, parquet, text
from generator.readers.places import STDIN, find_files, is_folder, is_only_here, read_all, refused
from generator.readers.raw import Content, Given, RawArticle, Refused, SourceFile
from generator.settings import USUAL_INTAKE, USUAL_LIMITS, Intake, Limits

if TYPE_CHECKING:
    from generator.readers.portions import Portion

__all__ = [
    "STDIN",
    "Given",
    "RawArticle",
    "SourceFile",
    "file_of",
    "find_sources",
    "is_folder",
    "read_below",
    "read_source",
]

# Which reader takes files of which ending. Files with any other ending, or none, are tried as plain text.
READERS: dict[str, Callable[[bytes, Limits], Content]] = {
    ".txt": text.read,
    "": text.read,
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.read),
}
# The same for files with a source in each row: the portions these are read in.
TABLES: dict[str, Callable[[SourceFile, Intake], Iterator["Portion"]]] = {
    ".jsonl": json_lines.portions,
    ".ndjson": json_lines.portions,
    ".parquet": parquet.portions,
}
# How a page begins that was saved as text.
_OPENS_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype\s{1,9}html|html)[\s>]", re.IGNORECASE)
# Families that would read as plain text but mean something else; refused until they have a reader of their own.
_NOT_YET = frozenset({".json", ".csv", ".md", ".xml", ".rtf"})


def find_sources(places: Sequence[str], intake: Intake = USUAL_INTAKE) -> Iterator["SourceFile | Portion"]:
    """Every source in the named files, folders and addresses once, in order of name: files one by one, rows of files in
    portions. A missing place comes out as a file.

    intake: how they are read. Raises ProblemError for an address of a kind that nothing here can open.
    """
    for file in find_files(places):
        table = TABLES.get(_ending(file))
        if not table and (_ending(file) in _NOT_YET or not is_only_here(file.path)):
            yield file
            continue
        try:
            if table:
                yield from table(file, intake)
            else:
                yield Held(file, read_all(file.path, intake.limits.file), intake.limits)
        except ProblemError as error:
            yield Refused(error.problem)


def read_source(source: SourceFile, limits: Limits = USUAL_LIMITS) -> RawArticle:
    """The raw article in a file. limits: how large it may be. Raises ProblemError where it holds none."""
    ending = _ending(source)
    if ending in TABLES:
        raise refused(source.path, "holds many sources", "name an article that was made of one of them")
    if ending in _NOT_YET:
        raise refused(source.path, f"there is no reader for {ending} files", _SAVE_AS_TEXT)
    return _raw_article(source, read_all(source.path, limits.file), limits)


def file_of(name: str) -> str:
    """The name of the file in which a source of this name is, or is a row.

    >>> file_of("2024/a.jsonl#line-17"), file_of("a#b.txt")
    ('2024/a.jsonl', 'a#b.txt')
    """
    file_name = name.partition("#")[0]
    return file_name if PurePosixPath(file_name).suffix.lower() in TABLES else name


def read_below(folder: Path, name: str, intake: Intake = USUAL_INTAKE) -> Iterator[RawArticle]:
    """The raw articles in the file of this name below a folder; none where it is not there.

    Raises ProblemError where it can't be read; rows that can't be are passed over.
    """
    path = folder / name
    if not name or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return
    file = SourceFile(path.as_posix(), name)
    table = TABLES.get(_ending(file))
    if not table:
        yield read_source(file, intake.limits)
        return
    for portion in table(file, intake):
        yield from (raw for raw in portion.read() if isinstance(raw, RawArticle))


@dataclass(frozen=True, slots=True)
class Held:
    """A portion that is one source with all it holds, because no other process could read it."""

    source: SourceFile
    """Where it came from."""
    data: bytes
    """What it holds."""
    limits: Limits
    """How large its text may be."""

    @property
    def names(self) -> tuple[str, ...]:
        """The source's name."""
        return (self.source.name,)

    def read(self) -> Iterator[RawArticle | Problem]:
        """What it gives."""
        try:
            yield _raw_article(self.source, self.data, self.limits)
        except ProblemError as error:
            yield error.problem

    def __len__(self) -> int:
        """One."""
        return 1


_SAVE_AS_TEXT = "save the article as plain text (.txt, UTF-8)"


def _raw_article(source: SourceFile, data: bytes, limits: Limits) -> RawArticle:
    if not data.strip():
        raise refused(source.path, "the file is empty", "delete it or put the article's text into it")
    read = READERS.get(_ending(source), text.read)
    is_page = read is text.read and _OPENS_PAGE.match(data)
    try:
        content = html.read(data, limits) if is_page else read(data, limits)
    except ValueError as error:
        raise refused(source.path, str(error), _SAVE_AS_TEXT) from None
    if is_page:
        content = content._replace(notes=(*content.notes, "read as HTML"))
    return RawArticle.of(source, content, limits)


def _ending(file: SourceFile) -> str:
    return PurePosixPath(file.name).suffix.lower()
