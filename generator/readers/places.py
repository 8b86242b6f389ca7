"""Where sources lie: files of this machine, and any address that fsspec can open, such as s3://news/2024.

fsspec is asked only for addresses, and imported only then. A file in an archive lies behind it, as in a folder:
a.zip/b/c.txt; a packed file, a.txt.gz, is unpacked while it is read.
"""

import functools
import os
import re
import stat
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from generator.errors import GeneratorError, Problem, ProblemError
from generator.readers import stdin
from generator.readers.archives import Archive
from generator.readers.packed import PackedError, is_wrapped, read_up_to, unpacked
from generator.readers.stdin import STDIN
from generator.settings import USUAL_LIMITS, Limits

_AT_ONCE = 1 << 18
_ARCHIVE = re.compile(r"\.zip(?=/)", re.IGNORECASE)
# What a thread has at hand: the archive it read last, and where it is in a packed file.
_here = threading.local()


# Whoever reads for another process reads where that one is.
_FOLDER: ContextVar[Path] = ContextVar("folder that relative paths are below", default=Path())


@contextmanager
def relative_to(folder: Path) -> Iterator[None]:
    """Within this, relative paths of files to read are below a folder, not the working directory."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def is_address(place: str) -> bool:
    r"""Whether a place is an address and no path of this machine.

    >>> is_address("s3://news/2024"), is_address("C:\\news"), is_address("-")
    (True, False, False)
    """
    return "://" in place


def parted(path: str) -> tuple[str, str]:
    """A file, and behind it, if that is an archive, the name of a file in it; else nothing."""
    if path.startswith("-/") and stdin.is_archive():
        return STDIN, path[2:]
    for found in _ARCHIVE.finditer(path):
        outer = path[: found.end()]
        # A folder may have such a name too.
        if _is_file_at(outer) if is_address(outer) else os.path.isfile(_FOLDER.get() / outer):  # noqa: PTH113  # lean
            return outer, path[found.end() + 1 :]
    return path, ""


def is_only_here(place: str) -> bool:
    """Whether no other process can read what is there."""
    return place.startswith("memory://") or parted(place)[0] == STDIN


def has_ranges(place: str) -> bool:
    """Whether any process can read there from any byte on; else whoever opens it has to hand on what it got.

    Raises ProblemError where it can't be opened.
    """
    # What is packed is gone through from its beginning.
    if place.startswith(("http://", "https://")) and not is_wrapped(place) and not parted(place)[1]:
        with open_file(place) as stream:
            # Simple servers send a file from its beginning only.
            return stream.seekable()
    return not is_only_here(place)


def read_all(path: str, limits: Limits) -> bytes:
    """All that a file, an address or standard input holds. Raises ProblemError where it can't be read, or is more than
    one file may hold.
    """
    data: bytes | None
    if path == STDIN or is_address(path) or is_wrapped(path) or parted(path)[1]:
        with open_file(path, limits) as stream:
            data = read_up_to(stream, limits.file + 1)
    else:
        with one_problem(path):
            file = _FOLDER.get() / path
            data = file.read_bytes() if _size(file, path) <= limits.file else None
    if data is None or len(data) > limits.file:
        hint = "if it is one article, raise file_mb of limits in mkdocs.yml; else part it"
        raise refused(path, f"is larger than {limits.file_mb} MB, which no article is", hint)
    return data


def read_range(path: str, start: int, end: int, limits: Limits = USUAL_LIMITS) -> bytes:
    """The bytes of a file or address from start to end, of a packed one of what it holds.

    Raises ProblemError where they can't be read.
    """
    if is_wrapped(path) or parted(path)[1]:
        data = _Cursor.over(path, start, limits).take(start, end)
    elif is_address(path):
        with one_problem(path):
            files, inner = file_system(path)
            # Just these; a file that is opened fetches much more, to have it at hand.
            data = bytes(files.cat_file(inner, start=start, end=end))
    else:
        with open_file(path) as stream:
            stream.seek(start)
            data = stream.read(end - start)
    if len(data) < end - start:
        raise refused(path, "has become shorter while it was read", "run again when nobody writes to it")
    return data


class _Cursor:
    """Goes through a packed file once, whatever parts of it are asked for, as long as each lies behind the one before.

    Nothing in it can be read without all that lies before: to begin anew for each would take the square of its size.
    """

    def __init__(self, path: str, key: object, limits: Limits) -> None:
        """key: names the file and its state."""
        self._path, self._key = path, key
        self._at = 0
        self._open = ExitStack()
        self._stream = self._open.enter_context(open_file(path, limits))

    @classmethod
    def over(cls, path: str, start: int, limits: Limits) -> "_Cursor":
        """One that has not passed a byte yet."""
        with one_problem(path):
            key = (path, _state(parted(path)[0]), limits)
        cursor: _Cursor | None = getattr(_here, "cursor", None)
        if not cursor or cursor._key != key or cursor._at > start:
            if cursor:
                cursor._open.close()
            _here.cursor = None
            cursor = _here.cursor = cls(path, key, limits)
        return cursor

    def take(self, start: int, end: int) -> bytes:
        """The bytes from start to end."""
        try:
            with one_problem(self._path):
                while self._at < start and (passed := self._stream.read(min(start - self._at, _AT_ONCE))):
                    self._at += len(passed)
                data = read_up_to(self._stream, end - start)
                self._at += len(data)
        except ProblemError:
            # One that fails is not to be asked again.
            self._open.close()
            _here.cursor = None
            raise
        return data


def read_chunks(path: str, limits: Limits = USUAL_LIMITS) -> Iterator[bytes]:
    """All that a file, an address or standard input holds, piece by piece. Raises ProblemError as `read_all` does."""
    with open_file(path, limits) as stream:
        while chunk := stream.read(_AT_ONCE):
            yield chunk


@contextmanager
def open_file(path: str, limits: Limits = USUAL_LIMITS) -> Iterator[BinaryIO]:
    """What a file or address holds, unpacked. Raises ProblemError where it can't be opened, or not be read from inside
    the block.
    """
    with one_problem(path):
        outer, inner = parted(path)
        opened = archive_at(outer, limits).open(inner) if inner else _opened(path, limits)
        with opened as stream, unpacked(stream, path, limits) as plain:
            yield plain


def archive_at(path: str, limits: Limits) -> Archive:
    """The archive that a file is; its list is read once and not for each of its files.

    Raises ProblemError where it can't be read.
    """
    with one_problem(path):
        key = (path, _state(path), limits)
        if getattr(_here, "archive_key", None) != key:
            _here.archive_key = _here.archive = None
            _here.archive = Archive(functools.partial(_opened, path, limits), limits)
            _here.archive_key = key
    archive: Archive = _here.archive
    return archive


def _state(path: str) -> object:
    """What tells this state of a file from any other."""
    if path == STDIN:
        return stdin.state()
    if is_address(path):
        files, inner = file_system(path)
        return files.ukey(inner)
    status = (_FOLDER.get() / path).stat()
    return status.st_size, status.st_mtime_ns, status.st_ino, str(_FOLDER.get())


@contextmanager
def _opened(path: str, limits: Limits) -> Iterator[BinaryIO]:
    """A file or address as it is."""
    if path == STDIN:
        yield BytesIO(stdin.held(limits))
    elif is_address(path):
        files, inner = file_system(path)
        with files.open(inner, "rb") as stream:
            yield cast(BinaryIO, stream)
    else:
        file = _FOLDER.get() / path
        _size(file, path)
        with file.open("rb") as stream:
            yield stream


def _size(file: Path, path: str) -> int:
    """Of a regular file, in bytes."""
    # Opening a pipe or a device would wait for ever.
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):
        next(file.iterdir(), None)
    if not stat.S_ISREG(status.st_mode):
        raise refused(path, "is not a regular file", "name a file or a folder")
    return status.st_size


@contextmanager
def one_problem(path: str) -> Iterator[None]:
    """What goes wrong in reading a place, as a problem that names it."""
    try:
        yield
    except GeneratorError:
        raise
    except PackedError as error:
        raise refused(path, str(error), error.hint) from None
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise refused(path, f"can't be read: {reason}", "look at its name, place and permissions") from None
    except Exception as error:
        # What stands behind an address raises whatever it likes.
        if not is_address(path):
            raise
        message = f"can't be read: {error or type(error).__name__}"
        raise refused(path, message, "look at the address and at what gives access to it") from None


def refused(path: str, message: str, hint: str, line: int = 0) -> ProblemError:
    """The error that refuses a source."""
    return ProblemError(Problem(path, line, "", message, hint))


@functools.lru_cache(256)
def _is_file_at(address: str) -> bool:
    files, path = file_system(address)
    return bool(files.isfile(path))


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, as fsspec has it, and the path within."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # an optional extra
    except ImportError:
        hint = "pip install 'generator[remote]'"
        raise refused(address, "addresses are read with fsspec, which is not installed", hint) from None
    files, path = url_to_fs(address)
    return files, str(path)
