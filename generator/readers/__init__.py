"""Sources to raw articles: finds what a person named, and hands each file to the reader of its family."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import Problem, ProblemError
from generator.identifiers import printable_name
from generator.readers import csv_table, docx, html, json_lines, markdown, mhtml, parquet, stdin, text, warc
from generator.readers.folders import OF_A_PAGE, beside_pages, find_files, folder_of, is_folder
from generator.readers.packed import ARCHIVES, OTHER_ARCHIVES, ending_of, is_wrapped
from generator.readers.places import archive_at, is_only_here, parted, read_all, refused
from generator.readers.raw import Beside, Content, Given, RawArticle, Refused, SourceFile, UnreadableError
from generator.readers.stdin import STDIN
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
    "folder_of",
    "is_folder",
    "read_below",
    "read_source",
]

# Which reader takes files of which ending. Files with any other ending, or none, are tried as plain text.
READERS: dict[str, Callable[[bytes, Limits], Content]] = {
    ".txt": text.read,
    "": text.read,
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.read),
    **dict.fromkeys((".mhtml", ".mht"), mhtml.read),
    ".docx": docx.read,
    ".doc": docx.refuse,
    **dict.fromkeys((".md", ".markdown"), markdown.read),
}
# The same for files with a source in each row: the portions these are read in.
TABLES: dict[str, Callable[[SourceFile, Intake], Iterator["Portion"]]] = {
    ".jsonl": json_lines.portions,
    ".ndjson": json_lines.portions,
    ".parquet": parquet.portions,
    ".csv": csv_table.portions,
    ".tsv": csv_table.portions,
    ".warc": warc.portions,
}
# How a page begins that was saved as text.
_OPENS_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype\s{1,9}html|html)[\s>]", re.IGNORECASE)
# Families that would read as plain text but mean something else; refused until they have a reader of their own.
_NOT_YET = frozenset({".json", ".xml", ".rtf"})


def find_sources(places: Sequence[str], intake: Intake = USUAL_INTAKE) -> Iterator["SourceFile | Portion"]:
    """Every source in the named files, folders, patterns and addresses once, in order of name: files one by one, rows
    of files in portions. A missing place comes out as a file.

    intake: how they are read. Raises ProblemError for an address of a kind that nothing here can open.
    """
    for found in find_files(places):
        if not isinstance(found, SourceFile):
            yield found
        elif printable_name(found.name) == found.name:
            yield from _sources_in(found, intake)
        else:
            # An article could not say what it was made of.
            path = printable_name(found.path)
            yield Refused(Problem(path, 0, "", "its name is not in UTF-8", "give it another name"))


def _sources_in(file: SourceFile, intake: Intake) -> Iterator["SourceFile | Portion"]:
    try:
        if file.path == STDIN:
            file = replace(file, name=f"stdin{stdin.ending(read_all(STDIN, intake.limits))}")
        ending = _ending(file)
        if ending in TABLES:
            yield from TABLES[ending](file, intake)
        elif ending in ARCHIVES and not _is_packed(file):
            yield from _members(file, intake)
        elif ending in _UNREAD or not is_only_here(file.path):
            yield file
        else:
            yield Held(file, read_all(file.path, intake.limits), intake.limits)
    except ProblemError as error:
        yield Refused(error.problem)


def _members(file: SourceFile, intake: Intake) -> Iterator["SourceFile | Portion"]:
    """The sources in an archive, in its order."""
    if is_only_here(file.path):
        # All of it is held.
        limits = replace(intake.limits, unpacked_mb=min(intake.limits.file_mb, intake.limits.unpacked_mb))
        intake = replace(intake, limits=limits)
    members = archive_at(file.path, intake.limits).members
    beside = beside_pages([member.name for member in members])
    if not beside:
        cause = "the archive holds none but hidden files" if members else "the archive is empty"
        raise refused(file.path, cause, "delete it or put articles into it")
    for name, problem in members:
        path = f"{file.path}/{name}"
        if name not in beside:
            continue
        if problem:
            yield Refused(Problem(path, 0, "", *problem))
        elif beside[name]:
            yield Beside(path, OF_A_PAGE)
        else:
            yield from _sources_in(SourceFile(path, f"{file.name}#{name}"), intake)


def read_source(source: SourceFile, limits: Limits = USUAL_LIMITS) -> RawArticle:
    """The raw article in a file. limits: how large it may be. Raises ProblemError where it holds none."""
    ending = _ending(source)
    if ending in ARCHIVES and _is_packed(source):
        raise refused(source.path, "is an archive within a packed file", "unpack it and convert what it holds")
    if ending in TABLES or ending in ARCHIVES:
        raise refused(source.path, "holds many sources", "name an article that was made of one of them")
    if ending in OTHER_ARCHIVES:
        raise refused(source.path, f"there is no reader for {ending} files", "unpack it, or pack it as .zip")
    if ending in _NOT_YET:
        raise refused(source.path, f"there is no reader for {ending} files", _SAVE_AS_TEXT)
    return _raw_article(source, read_all(source.path, limits), limits)


def file_of(name: str) -> str:
    """The name of the file in which a source of this name is, or is a row or member.

    >>> file_of("2024/a.jsonl#line-17"), file_of("a#b.txt"), file_of("1#2.zip#b/c.html")
    ('2024/a.jsonl', 'a#b.txt', '1#2.zip')
    """
    names = (name[: mark.start()] for mark in re.finditer("#", name))
    return next((file for file in names if ending_of(file) in TABLES or ending_of(file) in ARCHIVES), name)


def read_below(folder: Path, name: str, intake: Intake = USUAL_INTAKE, only: str = "") -> Iterator[RawArticle]:
    """The raw articles in the file of this name below a folder; none where it is not there. only: the name of the one
    that is wanted.

    Raises ProblemError where it can't be read; rows and members that can't be are passed over.
    """
    path = folder / name
    if not name or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return
    file = SourceFile(path.as_posix(), name)
    for found in _sources_in(file, intake):
        portion = Held(found, None, intake.limits) if isinstance(found, SourceFile) else found
        if only and only not in portion.names and not isinstance(found, Refused):
            continue
        for raw in portion.read():
            if isinstance(raw, RawArticle):
                yield raw
            elif isinstance(raw, Problem) and raw.path == file.path and not raw.line:
                raise ProblemError(raw)


@dataclass(frozen=True, slots=True)
class Held:
    """A portion that is one source, with all it holds where no other process could read it."""

    source: SourceFile
    """Where it came from."""
    data: bytes | None
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
            if self.data is None:
                yield read_source(self.source, self.limits)
            else:
                yield _raw_article(self.source, self.data, self.limits)
        except ProblemError as error:
            yield error.problem

    def __len__(self) -> int:
        """One."""
        return 1


_SAVE_AS_TEXT = "save the article as plain text (.txt, UTF-8)"
_UNREAD = _NOT_YET | OTHER_ARCHIVES | ARCHIVES


def _raw_article(source: SourceFile, data: bytes, limits: Limits) -> RawArticle:
    if not data.strip():
        raise refused(source.path, "the file is empty", "delete it or put the article's text into it")
    read = READERS.get(_ending(source), text.read)
    is_page = read is text.read and _OPENS_PAGE.match(data)
    try:
        content = html.read(data, limits) if is_page else read(data, limits)
    except UnreadableError as error:
        raise refused(source.path, str(error), error.hint, error.line) from None
    except ValueError as error:
        raise refused(source.path, str(error), _SAVE_AS_TEXT) from None
    except Exception as error:
        # Libraries raise whatever they like on what nobody thought of: one file is not to take the others with it.
        message = f"can't be read: {type(error).__name__}: {error} (a fault of the reader: please report it)"
        raise refused(source.path, message, _SAVE_AS_TEXT) from None
    if is_page:
        content = content._replace(notes=(*content.notes, "read as HTML"))
    return RawArticle.of(source, content, limits)


def _ending(file: SourceFile) -> str:
    return ending_of(file.name)


def _is_packed(file: SourceFile) -> bool:
    """Whether a file is in an archive, or packed itself."""
    return is_wrapped(file.name) or bool(parted(file.path)[1])
