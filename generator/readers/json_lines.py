"""JSON lines: a file with one JSON object a line, each of them a source; read by ranges of whole lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.errors import Problem, ProblemError
from generator.readers.places import has_ranges, read_chunks, read_range, refused
from generator.readers.raw import RawArticle, Refused, SourceFile
from generator.readers.rows import Names, article_of, settled
from generator.settings import Columns, Intake, Limits

# Some tenths of a second's work, as a portion of files is.
_RANGE = 1 << 18
# Times an article's text, in which signs may be written as \\u1234. A file that is one line would have to be held.
_LONGEST = 4
_MEND = "write one JSON object a line, in UTF-8"


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file."""

    file: SourceFile
    """The file."""
    intake: Intake
    """How they are read: which key is what."""
    first: int
    """Number of the first line."""
    start: int
    """Where it begins, in bytes."""
    end: int
    """Where the last one ends."""
    names: tuple[str, ...]
    """Of each line, its source's name; empty lines have none."""
    held: bytes | None = None
    """The lines themselves, where no other process could read them."""

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each line gives."""
        try:
            data = self.held
            if data is None:
                data = read_range(self.file.path, self.start, self.end, self.intake.limits)
        except ProblemError as error:
            yield error.problem
            return
        for name, (number, line) in zip(self.names, _numbered(data, self.first), strict=False):
            try:
                row = _row(line, self.file.path, number)
                yield article_of(row, self.intake, SourceFile(self.file.path, name, number))
            except ProblemError as error:
                yield error.problem

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.names)


def portions(file: SourceFile, intake: Intake) -> Iterator[Lines | Refused]:
    """The lines of a file in portions. Raises ProblemError where it can't be read, or has no such columns."""
    hold = not has_ranges(file.path)
    names = Names(file, "line")
    roles: Columns | None = None
    longest = _LONGEST * intake.limits.text
    first = 0
    for first, start, data in _ranges(file.path, longest, intake.limits):
        if data is None:
            names.next(number=first)
            problem = Problem(file.path, first, "", f"the line is longer than {longest >> 20} MB", _MEND)
            yield Refused(problem)
            continue
        if not data.strip():
            continue
        roles = roles or _settled(intake.columns, data, file.path)
        key = roles.id
        named = tuple(names.next(_identifier(line, key), number) for number, line in _numbered(data, first))
        yield Lines(
            file, replace(intake, columns=roles), first, start, start + len(data), named, data if hold else None
        )
    if roles is None:
        message = "holds no JSON lines" if first else "the file is empty"
        raise refused(file.path, message, "delete it or put articles into it")


def _numbered(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers."""
    return ((number, line) for number, line in enumerate(data.split(b"\n"), start=first) if line.strip())


def _identifier(line: bytes, key: str) -> object:
    try:
        return _row(line, "", 0).get(key) if key else None
    except ProblemError:
        # Said when its turn comes.
        return None


def _ranges(path: str, longest: int, limits: Limits) -> Iterator[tuple[int, int, bytes | None]]:
    """Whole lines: the number of the first, where it begins, and their bytes; None for one that is too long."""
    first, start, pending = 1, 0, b""
    dropped = 0
    chunks = read_chunks(path, limits)
    while True:
        try:
            chunk = next(chunks, b"")
        except ProblemError:
            # What came before the damage is read.
            if end := pending.rfind(b"\n") + 1:
                yield first, start, pending[:end]
            raise
        if not chunk:
            break
        pending += chunk
        if dropped or len(pending) > longest:
            # Of a line that is too long only its end matters.
            rest = pending.partition(b"\n")
            dropped += len(rest[0])
            pending = b""
            if not rest[1]:
                continue
            yield first, start, None
            first, start, pending, dropped = first + 1, start + dropped + 1, rest[2], 0
        end = pending.rfind(b"\n") + 1 if len(pending) >= _RANGE else 0
        if end:
            yield first, start, pending[:end]
            first, start = first + pending.count(b"\n", 0, end), start + end
            pending = pending[end:]
    if dropped or pending:
        yield first, start, None if dropped else pending


def _settled(columns: Columns, data: bytes, path: str) -> Columns:
    """Which key is what, as the file's beginning shows."""
    there: dict[str, None] = {}
    for line in data.split(b"\n"):
        try:
            there |= dict.fromkeys(_row(line, path, 0))
        except ProblemError:
            continue
    if not there:
        raise refused(path, "holds no JSON lines", _MEND)
    return settled(columns, there, path)


def _row(line: bytes, path: str, number: int) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refused(path, f"is not in UTF-8 (byte {error.start + 1} of the line)", _MEND, number) from None
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "") or str(error)
        column = getattr(error, "colno", 0)
        place = f", column {column}" if column else ""
        raise refused(path, f"is not JSON: {reason}{place}", _MEND, number) from None
    if not isinstance(row, dict):
        raise refused(path, "is not a JSON object", _MEND, number)
    return row
