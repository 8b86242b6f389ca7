"""The only writer of articles. What a person changed is never overwritten, and what they deleted stays deleted.

Beside the articles, in a folder whose name begins with a dot so that MkDocs ignores it, lies the text of each as it was
last generated. An article that differs from that copy was edited by hand; a new text is merged into it (`merge`), and
what hand and converter both changed lies beside the copy until it is settled.

A file is written as a draft and put in its place whole. An article and what lies beside it change together: the drafts
of all are written first; that of the first to be put in its place is called `.first-…`, the others `.then-…`. While a
`.first-…` lies there nothing has happened yet; once it is gone, the `.then-…` are to follow. So a process can be killed
at any moment. A power cut may take what the system had not yet brought to the disk: waiting for that with each of ten
thousand files would take minutes, and the sources and the last commit are still there.
"""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.document import load_mapping, split
from generator.errors import Problem, ProblemError
from generator.merge import Conflict, Record, still_open
from generator.settings import BASE_FOLDER
from generator.store.lock import locked
from generator.store.outcome import Outcome, decoded, is_same_article, next_step
from generator.store.stamps import Clock, stamp_of

CACHE, CACHE_OF_NAMES = ".cache/convert", ".cache/names"
"""Within the folder of copies, what a run has learned for the next (`known`); never committed."""

_FIRST, _THEN = ".first-", ".then-"
# Windows would change line ends.
_BINARY: int = getattr(os, "O_BINARY", 0)
_AT_ONCE = 1 << 15


def lock_of(folder: Path) -> AbstractContextManager[None]:
    """The lock to hold while writing into a folder of articles."""
    return locked(folder / BASE_FOLDER / ".lock")


@dataclass(frozen=True)
class Stored:
    """What came of storing a generated article."""

    outcome: Outcome
    """What became of it."""
    data: bytes | None
    """What its file holds now, or would hold; None where there is none."""
    copy: str | None
    """What its copy holds now, or would hold."""


class Lying(NamedTuple):
    """A file as it lies there."""

    name: str
    """Of the article."""
    path: str
    """Where it lies."""
    stamp: bytes
    """What the system says of it."""
    is_still: bool
    """Whether any later change will show in the stamp."""

    def read(self) -> bytes:
        """What is in it; nothing where it has gone meanwhile."""
        return _read(self.path) or b""


class ArticleStore:
    """A folder of articles with its copies. Whoever lets it write holds the folder's lock."""

    def __init__(self, folder: Path, *, writes: bool) -> None:
        """writes: else nothing is written, and outcomes say what would be. Ends what a killed run left half done.

        Raises OSError where the folder can't be read or written to.
        """
        self.folder = folder
        """The folder of articles."""
        self._folder = f"{folder}{os.sep}"
        self._beside = f"{folder / BASE_FOLDER}{os.sep}"
        self.writes = writes
        """Whether it does, or only says what would be."""
        names = _names_in(self._beside)
        self._copies = {name for name in names if _is_article(name)}
        self._records = {name for name in names if name.endswith(".json") and not name.startswith(".")}
        self._following: set[str] = set()
        """What lies beside the articles and is still in its draft, because a killed run did not come to it."""
        drafts = {name for name in names if name.startswith((_FIRST, _THEN))}
        self.would_change = bool(drafts)
        """Whether something was to be written and was not."""
        if drafts:
            self._end_what_was_begun(drafts)

    def articles(self) -> Iterator[Lying]:
        """Every file of the folder that may be an article, in order of name."""
        return self._lying(self._folder, filter(_is_article, _names_in(self._folder)))

    def copies(self) -> Iterator[Lying]:
        """Every copy, by the name of its article, in order."""
        return self._lying(self._beside, self._copies)

    def _lying(self, folder: str, names: Iterable[str]) -> Iterator[Lying]:
        clock = Clock()
        for name in sorted(names):
            path = f"{folder}{_THEN if folder == self._beside and name in self._following else ''}{name}"
            with suppress(FileNotFoundError):
                status = os.stat(path)  # noqa: PTH116  # the same
                if not stat.S_ISDIR(status.st_mode):
                    yield Lying(name, path, stamp_of(status, ""), clock.is_still(status))

    def read(self, name: str) -> bytes | None:
        """What lies in an article's file; None where there is none."""
        return _read(self._folder + name)

    def copy(self, name: str) -> str | None:
        """The text of an article as last generated; None where it never was."""
        data = self.read_copy(name)
        return decoded(data).replace("\r\n", "\n") if data else None

    def read_copy(self, name: str) -> bytes | None:
        """What lies in an article's copy; None where there is none."""
        return self._read_beside(name) if name in self._copies else None

    def recorded(self) -> list[str]:
        """The names of the articles of which something is remembered beside their copy, in order."""
        return sorted(f"{name.removesuffix('.json')}.md" for name in self._records)

    def conflicts(self, name: str) -> tuple[Conflict, ...]:
        """What hand and converter changed both in an article, as far as it is open.

        Raises ProblemError where what is remembered of the article can't be read.
        """
        data, copy = self.read(name), self.copy(name)
        return () if data is None or copy is None else still_open(self._record(name), decoded(data), copy).conflicts

    def put(self, name: str, text: str) -> Stored:
        """Bring a generated article into the folder, as far as no hand has been at it.

        name: the file's name without folder. Raises OSError where the folder can't be written to, ProblemError where
        what lies beside the article can't be read.
        """
        # Read at the last moment: somebody may be at work on it.
        data, copy, record = self.read(name), self.copy(name), self._record(name)
        step = next_step(data, copy, text, record)
        if step.outcome is Outcome.KEPT and copy not in (None, text) and step.base is None:
            self._check_copy(name, copy or "")
        files = [] if step.article is None else [(self._folder, name, step.article)]
        if step.base not in (None, copy):
            files.append((self._beside, name, (step.base or "").encode()))
            self._copies.add(name)
        if step.record != record:
            files.append((self._beside, _record_name(name), _as_json(step.record)))
            self._records.add(_record_name(name))
        self._write(files)
        return Stored(step.outcome, step.article or data, step.base or copy)

    def move(self, old: str, new: str) -> bool:
        """What lies beside an article follows it to its new name, if it is the same article."""
        data, copy = self.read(new), self.copy(old)
        if data is None or copy is None or not is_same_article(copy, decoded(data)):
            return False
        files = [(self._beside, new, copy.encode()), (self._beside, old, b"")]
        if self.has_record(old):
            record = self._read_beside(_record_name(old)) or b""
            files[1:1] = [(self._beside, _record_name(new), record), (self._beside, _record_name(old), b"")]
            self._records = self._records - {_record_name(old)} | {_record_name(new)}
        self._copies = self._copies - {old} | {new}
        self._write(files)
        return True

    def settle(self, name: str) -> int:
        """Forget the conflicts of an article: the hand's stays, and is no question any more. How many there were."""
        record = self._record(name)
        if record.conflicts:
            self._write([(self._beside, _record_name(name), _as_json(Record((), record.decisions)))])
        return len(record.conflicts)

    def has_record(self, name: str) -> bool:
        """Whether something is remembered of an article beside its copy."""
        return _record_name(name) in self._records

    def _record(self, name: str) -> Record:
        if not self.has_record(name):
            return Record()
        data = self._read_beside(_record_name(name))
        try:
            return Record.of_plain(json.loads(data)) if data else Record()
        except ValueError as error:
            path = (self._beside + _record_name(name)).replace(os.sep, "/")
            hint = "take it from the last commit, or delete it"
            raise ProblemError(Problem(path, 0, "", f"can't be read: {error}", hint)) from None

    def _check_copy(self, name: str, copy: str) -> None:
        """A merge that has to wait waits for the hand; but if it is the copy that is broken, somebody must know."""
        path = (self._beside + name).replace(os.sep, "/")
        yaml_text, _ = split(copy)
        load_mapping(yaml_text, path)
        if not yaml_text:
            raise ProblemError(Problem(path, 1, "", "has no front matter", "take it from the last commit"))

    def _read_beside(self, name: str) -> bytes | None:
        return _read(f"{self._beside}{_THEN if name in self._following else ''}{name}")

    def _write(self, files: Sequence[tuple[str, str, bytes]]) -> None:
        """Write all these files, each (folder, name, content), or none; one without content is removed."""
        if not files or not self.writes:
            self.would_change |= bool(files)
            return
        drafts = [f"{self._beside}{_THEN if number else _FIRST}{name}" for number, (_, name, _) in enumerate(files)]
        try:
            for draft, (_, _, content) in zip(drafts, files, strict=True):
                _create(draft, content)
            _put_in_place(drafts[0], files[0][0] + files[0][1], files[0][2])
        except OSError as error:
            with suppress(OSError):
                for draft in reversed(drafts):
                    _remove(draft)
            raise OSError(error.errno, error.strerror, files[0][0] + files[0][1]) from error
        for draft, (folder, name, content) in zip(drafts[1:], files[1:], strict=True):
            _put_in_place(draft, folder + name, content)

    def _end_what_was_begun(self, drafts: set[str]) -> None:
        first = {name for name in drafts if name.startswith(_FIRST)}
        if not first:
            self._following = {name.removeprefix(_THEN) for name in drafts}
            self._copies |= {name for name in self._following if _is_article(name)}
            self._records |= {name for name in self._following if not _is_article(name)}
        if not self.writes:
            return
        for name in sorted(self._following):
            _put_in_place(f"{self._beside}{_THEN}{name}", self._beside + name, self._read_beside(name) or b"")
        self._following = set()
        # The first is the last to go: it tells what the others are.
        for name in (*(drafts - first), *first):
            _remove(self._beside + name)


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  # names only; ten thousand paths take their time
    except FileNotFoundError:
        return []


def _read(path: str) -> bytes | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
    except FileNotFoundError:
        return None
    try:
        parts = []
        while part := os.read(descriptor, _AT_ONCE):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _create(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        while data:
            # A disk that is nearly full takes a part.
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)


def _put_in_place(draft: str, path: str, content: bytes) -> None:
    if content:
        os.replace(draft, path)  # noqa: PTH105  # ten thousand paths take their time
    else:
        _remove(path)
        _remove(draft)


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  # the same


def _is_article(name: str) -> bool:
    return name.endswith(".md") and not name.startswith(".")


def _record_name(name: str) -> str:
    return f"{name.removesuffix('.md')}.json"


def _as_json(record: Record) -> bytes:
    """The record's file; none for an empty one."""
    if record == Record():
        return b""
    return (json.dumps(record.as_plain(), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
