"""CSV and TSV: a table of which each row is a source; read by ranges of whole rows.

Python's own csv reads it and not Arrow's: it needs nothing installed, knows in which line a row stands, goes on behind
a row that is broken; and though Arrow is three times as fast, a table is read far faster than its articles are.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.errors import Problem, ProblemError
from generator.readers import text as plain_text
from generator.readers.places import has_ranges, open_file, read_all, read_chunks, read_range, refused
from generator.readers.raw import RawArticle, Refused, SourceFile
from generator.readers.rows import Names, article_of, settled
from generator.settings import Columns, Intake, Limits

# Some tenths of a second's work, as a portion of files is.
_RANGE = 1 << 18
# Times an article's text: a row has other columns too. A file that is one line would have to be held.
_LONGEST = 4
_NO_LIMIT = (1 << 31) - 1
# So much tells how a file is written.
_BEGINNING = 1 << 20
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
# How Excel lets a file say it.
_SEP = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
_MARK = b"\xef\xbb\xbf"
_NO_NAME = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\udc80-\udcff](?!$)")
_BAD = re.compile(r"[\udc80-\udcff]")
_MEND = "save it as CSV UTF-8, with the names of the columns in the first line"


@dataclass(frozen=True, slots=True)
class Table:
    """How a file is written."""

    delimiter: str
    """Between two columns."""
    header: tuple[str, ...]
    """The names of the columns."""
    notes: tuple[str, ...] = ()
    """How its text was read."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a file."""

    file: SourceFile
    """The file."""
    intake: Intake
    """How they are read: which column is what."""
    table: Table
    """How the file is written."""
    line: int
    """Number of the first line."""
    start: int
    """Where it begins, in bytes."""
    end: int
    """Where the last one ends."""
    names: tuple[str, ...]
    """Of each row, its source's name; empty lines have none."""
    held: bytes | None = None
    """The lines themselves, where no other process could read them."""

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each row gives."""
        path, limits = self.file.path, self.intake.limits
        try:
            data = read_range(path, self.start, self.end, limits) if self.held is None else self.held
        except ProblemError as error:
            yield error.problem
            return
        rows = (row for row in _rows(_Lines([data], limits, self.line), self.table.delimiter) if row.is_one)
        for name, row in zip(self.names, rows, strict=False):
            try:
                yield self._article(name, row)
            except ProblemError as error:
                yield error.problem

    def _article(self, name: str, row: "_Row") -> RawArticle:
        path, header = self.file.path, self.table.header
        if len(row.fields) != len(header):
            message = f"has {len(row.fields)} columns, and the first line names {len(header)}"
            raise refused(path, message, 'put what has a delimiter or a line break in it into "…"', row.line)
        if any(map(_BAD.search, row.fields)):
            raise refused(path, "is not in UTF-8", _MEND, row.line)
        found = article_of(dict(zip(header, row.fields, strict=True)), self.intake, SourceFile(path, name, row.line))
        return replace(found, notes=(*self.table.notes, *found.notes))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.names)


def portions(file: SourceFile, intake: Intake) -> Iterator[Rows | Refused]:
    """The rows of a file in portions. Raises ProblemError where it can't be read, or has no such columns."""
    path = file.path
    held, notes = _held(path, intake.limits)
    lines = _Lines(read_chunks(path, intake.limits) if held is None else [held], intake.limits)
    table = replace(_table(lines, intake.columns, path), notes=notes)
    intake = replace(intake, columns=_settled(intake.columns, table.header, path))
    if held is None and not has_ranges(path):
        held = b"".join(read_chunks(path, intake.limits))
    identifier = table.header.index(intake.columns.id) if intake.columns.id else len(table.header)
    names = Names(file, "line")
    line, start = lines.number + 1, lines.end
    named: list[str] = []
    is_lost, is_empty = False, True

    def portion(end: int) -> Iterator[Rows]:
        if named:
            data = None if held is None else held[start:end]
            yield Rows(file, intake, table, line, start, end, tuple(named), data)

    try:
        for row in _rows(lines, table.delimiter):
            is_empty = is_empty and not (row.error or row.is_one)
            # Behind a row that is broken, what is no whole row belongs to it.
            is_lost = bool(row.error) or (is_lost and len(row.fields) != len(table.header))
            if is_lost or row.start - start >= _RANGE:
                yield from portion(row.start)
                line, start, named = (lines.number + 1, lines.end, []) if is_lost else (row.line, row.start, [])
            if row.error:
                yield Refused(Problem(path, row.line, "", row.error, _MEND))
            elif row.is_one and not is_lost:
                value = row.fields[identifier] if identifier < len(row.fields) else None
                named.append(names.next(value, row.line))
    except ProblemError:
        # What came before the damage is read.
        yield from portion(lines.row)
        raise
    yield from portion(lines.end)
    if is_empty:
        raise refused(path, "has no rows", "delete it or put articles into it")


def _held(path: str, limits: Limits) -> tuple[bytes | None, tuple[str, ...]]:
    """What a file holds as UTF-8 where that is not what it is in, and how it was read; nothing for one to be streamed.

    A whole file is in one encoding: no row tells it as surely.
    """
    with open_file(path, limits) as stream:
        beginning = stream.read(_BEGINNING)
    if not beginning.strip():
        raise refused(path, "the file is empty", "delete it or put articles into it")
    # Old ones of Macintosh have no line feeds.
    is_old = b"\n" not in beginning and b"\r" in beginning
    if _is_utf_8(beginning) and not is_old:
        return None, ()
    try:
        content = plain_text.read(read_all(path, limits))
    except ValueError as error:
        raise refused(path, str(error), _MEND) from None
    text = content.text.replace("\r", "\n") if "\n" not in content.text else content.text
    return text.encode("utf-8", "surrogatepass"), content.notes


def _is_utf_8(beginning: bytes) -> bool:
    """Whether a file that begins so is in UTF-8, though a row of it may be broken."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or beginning.count(0) * 8 > len(beginning):
        return False
    lines = beginning.splitlines()
    good = bad = 0
    # The last may be cut within a sign.
    for line in lines[:-1] or lines:
        if not line.isascii():
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good >= bad


def _table(lines: "_Lines", columns: Columns, path: str) -> Table:
    """How a file is written, by its first line."""
    try:
        header = next((line for line in lines if line.strip()), "")
        said = _SEP.fullmatch(header)
        header = next(lines, "") if said else header
    except _LongRowError as error:
        raise refused(path, str(error), _MEND, lines.number) from None
    if _NO_NAME.search(header):
        raise refused(path, "is not text but binary data", _MEND)
    read: dict[str, tuple[str, ...]] = {}
    for delimiter in said[1] if said else _DELIMITERS:
        try:
            fields = next(csv.reader([header], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            continue
        read[delimiter] = tuple(field.strip() for field in fields)
    several = [each for each in read if len(read[each]) > 1] or [*read][:1]
    if len(several) > 1:
        several = [each for each in several if _has_text(read[each], columns, path)]
    if len(several) != 1:
        parts = " or ".join(_DELIMITERS.values())
        raise refused(path, f"its first line does not tell whether {parts} part the columns", _MEND, lines.number)
    return Table(several[0], read[several[0]])


def _has_text(header: tuple[str, ...], columns: Columns, path: str) -> bool:
    try:
        return bool(settled(columns, header, path).text)
    except ProblemError:
        return False


def _settled(columns: Columns, header: tuple[str, ...], path: str) -> Columns:
    found = settled(columns, [name for name in header if name], path)
    for name in (found.text, found.title, found.url, found.date, found.id):
        if name and header.count(name) > 1:
            raise refused(path, f"has {header.count(name)} columns {name}", "give each a name of its own")
    return found


class _LongRowError(ValueError):
    """A row is longer than any may be."""


class _Lines:
    """The lines of a file, for csv, which asks for as many as a row has. Raises _LongRowError, then goes on."""

    def __init__(self, chunks: Iterable[bytes], limits: Limits, first: int = 1) -> None:
        """first: number of the first line."""
        self.number = first - 1
        """Of the line that was given last."""
        self.end = 0
        """Where that ends, in bytes."""
        self.row = 0
        """Where the row begins that is read."""
        self._longest = _LONGEST * limits.text
        self._lines = _split(chunks, self._longest)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, length = next(self._lines)
        is_first = not self.end
        self.number += 1
        self.end += length
        if line is None or self.end - self.row > self._longest:
            raise _LongRowError(f"the row is longer than {self._longest >> 20} MB: is a quote missing?")
        return (line.removeprefix(_MARK) if is_first else line).decode("utf-8", "surrogateescape")


def _split(chunks: Iterable[bytes], longest: int) -> Iterator[tuple[bytes | None, int]]:
    """Lines with their ends, and how long they are; nothing of one that is too long."""
    pending, dropped = b"", 0
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        for part in others:
            length = dropped + len(pending) + len(first) + 1
            yield None if length > longest else pending + first + b"\n", length
            pending, dropped, first = b"", 0, part
        pending += first
        if dropped or len(pending) > longest:
            pending, dropped = b"", dropped + len(pending)
    if dropped or pending:
        yield None if dropped else pending, dropped + len(pending)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as csv reads it."""

    line: int
    """Number of its first line."""
    start: int
    """Where it begins, in bytes."""
    fields: list[str]
    """What it holds."""
    error: str = ""
    """Why it can't be read."""

    @property
    def is_one(self) -> bool:
        """Whether it says anything: tables made by hand end in empty rows."""
        return any(self.fields)


def _rows(lines: _Lines, delimiter: str) -> Iterator[_Row]:
    """The rows, each broken one as an error; what follows it may be the rest of it."""
    # Rows are measured as they are read; csv's own limit, one for a whole process, is below what articles have.
    csv.field_size_limit(_NO_LIMIT)
    # Whoever forgives a quote reads another text than was meant.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line, lines.row = lines.number + 1, lines.end
        try:
            row = _Row(line, lines.row, next(reader))
        except StopIteration:
            return
        except (csv.Error, _LongRowError) as error:
            cause = f"is no row of CSV: {error}" if isinstance(error, csv.Error) else str(error)
            row = _Row(line, lines.row, [], cause)
        yield row
