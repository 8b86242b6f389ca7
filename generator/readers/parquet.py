"""Parquet: a table of which each row is a source; read by parts of row groups (optional extra `parquet`)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain, islice, repeat
from typing import Any, BinaryIO
from uuid import uuid4

from generator.errors import Problem, ProblemError
from generator.readers.packed import read_up_to
from generator.readers.places import has_ranges, open_file, refused
from generator.readers.raw import RawArticle, SourceFile
from generator.readers.rows import Names, article_of, settled
from generator.settings import Columns, Intake, Limits

# Some tenths of a second's work, as a portion of files is.
_ROWS = 64
# Of a column, how much is fetched at a time: a row group may have gigabytes.
_BUFFER = 1 << 20
_MEND = "see that it was written to its end, and by a program that writes Parquet"


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a file."""

    file: SourceFile
    """The file."""
    intake: Intake
    """How they are read: which column is what."""
    first: int
    """Number of the first row in the file, counted from 1."""
    group: int
    """The row group, counted from 0."""
    skip: int
    """How many rows of the group come before."""
    rows: int
    """How many rows."""
    names: tuple[str, ...]
    """Of each row, its source's name."""
    found: str
    """Tells this state of the file from any before: who reads it may have been at it already."""
    held: tuple[tuple[Any, ...], ...] = ()
    """The rows themselves, in the order of `_wanted`, where no other process could read them."""

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each row gives."""
        try:
            rows = self.held or _rows(self)
        except ProblemError as error:
            yield Problem(self.file.path, self.first, "", error.problem.message, error.problem.hint)
            return
        for number, (name, values) in enumerate(zip(self.names, rows, strict=True), start=self.first):
            try:
                row = dict(zip(_wanted(self.intake.columns), values, strict=True))
                yield article_of(row, self.intake, SourceFile(self.file.path, name, number))
            except ProblemError as error:
                yield error.problem

    def __len__(self) -> int:
        """How many rows."""
        return self.rows


def portions(file: SourceFile, intake: Intake) -> Iterator[Rows]:
    """The rows of a file in portions. Raises ProblemError where it can't be read, or has no such columns."""
    hold = not has_ranges(file.path)
    with open_file(file.path, intake.limits) as stream, _said(file.path):
        table = _table(stream, file.path, intake.limits)
        roles = settled(intake.columns, table.schema_arrow.names, file.path)
        sizes = [table.metadata.row_group(group).num_rows for group in range(table.num_row_groups)]
    if not any(sizes):
        raise refused(file.path, "has no rows", "delete it or put articles into it")
    names = Names(file, "row")
    identifiers = _identifiers(file.path, roles.id, intake.limits)
    rows = (
        chain.from_iterable(map(_plain, _batches(file.path, None, _wanted(roles), intake.limits))) if hold else iter(())
    )
    found = uuid4().hex
    first = 1
    for group, size in enumerate(sizes):
        for skip in range(0, size, _ROWS):
            number = min(_ROWS, size - skip)
            named = tuple(map(names.next, islice(identifiers, number)))
            yield Rows(
                file,
                replace(intake, columns=roles),
                first,
                group,
                skip,
                number,
                named,
                found,
                tuple(islice(rows, number)),
            )
            first += number


def _identifiers(path: str, column: str, limits: Limits) -> Iterator[object]:
    """What each row has in the column that names it."""
    if not column:
        return repeat(None)
    return (value for batch in _batches(path, None, (column,), limits) for (value,) in _plain(batch))


def _wanted(columns: Columns) -> tuple[str, ...]:
    named = (columns.text, columns.title, columns.url, columns.date)
    return tuple(dict.fromkeys(name for name in named if name))


class _Cursor:
    """Goes through a row group once, whatever parts of it are asked for, as long as each lies behind the one before.

    A part can't be read without all that lies before it: to begin anew for each would take the square of the rows.
    """

    def __init__(self, portion: Rows) -> None:
        """portion: the first that is to be read."""
        self.of = (portion.found, portion.group)
        self.at = 0
        """How many rows lie behind it."""
        intake = portion.intake
        self._batches = _batches(portion.file.path, portion.group, _wanted(intake.columns), intake.limits)
        self._rest: Any = None

    def take(self, skip: int, number: int) -> list[tuple[Any, ...]]:
        """So many rows of the group, after so many."""
        rows: list[tuple[Any, ...]] = []
        end = skip + number
        while self.at < end:
            batch = self._rest or next(self._batches)
            dropped = min(max(skip - self.at, 0), batch.num_rows)
            part = batch.slice(dropped, end - self.at - dropped)
            rows += _plain(part)
            taken = dropped + part.num_rows
            self.at += taken
            self._rest = batch.slice(taken) if taken < batch.num_rows else None
        return rows


_here = threading.local()


def _rows(portion: Rows) -> list[tuple[Any, ...]]:
    """The rows of a portion, in the order of `_wanted`."""
    cursor: _Cursor | None = getattr(_here, "cursor", None)
    if not cursor or cursor.of != (portion.found, portion.group) or cursor.at > portion.skip:
        cursor = _Cursor(portion)
    # One that fails is not to be asked again.
    _here.cursor = None
    try:
        with _said(portion.file.path):
            rows = cursor.take(portion.skip, portion.rows)
    except StopIteration:
        hint = "run again when nobody writes to it"
        raise refused(portion.file.path, "has become shorter while it was read", hint) from None
    _here.cursor = cursor
    return rows


def _batches(path: str, group: int | None, wanted: tuple[str, ...], limits: Limits) -> Iterator[Any]:
    with open_file(path, limits) as stream, _said(path):
        groups = None if group is None else [group]
        yield from _table(stream, path, limits).iter_batches(batch_size=_ROWS, row_groups=groups, columns=list(wanted))


def _plain(batch: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a batch in plain values, days and times as text: Arrow has times that Python has not."""
    return zip(*map(_values, batch.columns), strict=True)


def _values(column: Any) -> list[Any]:
    from pyarrow import binary, string, types  # noqa: PLC0415  # an optional extra

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_timestamp(column.type) or types.is_date(column.type):
        column = column.cast(string(), safe=False)
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        # One value that is no text must not take the others with it.
        values = [_decoded(value) for value in column.cast(binary()).to_pylist()]
    return values


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode("utf-8")
    except UnicodeDecodeError:
        return value


def _table(stream: BinaryIO, path: str, limits: Limits) -> Any:
    try:
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # an optional extra
    except ImportError:
        hint = "pip install 'generator[parquet]'"
        raise refused(path, "Parquet is read with pyarrow, which is not installed", hint) from None
    # Its contents stand at the end of a Parquet file.
    if stream.seekable():
        return ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
    data = read_up_to(stream, limits.file + 1)
    if len(data) > limits.file:
        hint = "unpack it, or fetch it, and name the file itself"
        raise refused(path, f"is larger than {limits.file_mb} MB, and would have to be held in memory", hint)
    return ParquetFile(BytesIO(data), buffer_size=_BUFFER, pre_buffer=False)


@contextmanager
def _said(path: str) -> Iterator[None]:
    """What Arrow finds wrong with a file, as a problem."""
    try:
        yield
    except (ValueError, OSError, NotImplementedError) as error:
        message = str(error).split("\n", maxsplit=1)[0]
        raise refused(path, f"is not Parquet that can be read: {message}", _MEND) from None
