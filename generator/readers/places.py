"""Where sources lie: folders and files of this machine, and any address that fsspec can open, such as s3://news/2024.

fsspec is asked only for addresses, and imported only then.
"""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from generator.errors import GeneratorError, Problem, ProblemError
from generator.readers.raw import SourceFile

STDIN = "-"
# What file managers leave in folders; never an article.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_AT_ONCE = 1 << 18


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


def is_only_here(place: str) -> bool:
    """Whether no other process can read what is there."""
    return place == STDIN or place.startswith("memory://")


def has_ranges(place: str) -> bool:
    """Whether any process can read there from any byte on; else whoever opens it has to hand on what it got.

    Raises ProblemError where it can't be opened.
    """
    if place.startswith(("http://", "https://")):
        with open_file(place) as stream:
            # Simple servers send a file from its beginning only.
            return stream.seekable()
    return not is_only_here(place)


def is_folder(place: str) -> bool:
    """Whether a place is a folder, and so may hold any number of sources. Raises ProblemError for a place whose kind
    of address nothing here can open.
    """
    if not is_address(place):
        return place != STDIN and Path(place).is_dir()
    with one_problem(place):
        files, path = _file_system(place)
        return bool(files.isdir(path))


def find_files(places: Sequence[str]) -> Iterator[SourceFile]:
    """Every file in the named files and folders once, in order of name. A missing place comes out as a file.

    Raises ProblemError for an address that nothing here can open.
    """
    if len(places) == 1:
        yield from _find(places[0])
        return
    seen: set[str] = set()
    for found in chain.from_iterable(map(_find, places)):
        # Lean, for there may be a hundred thousand.
        path = found.path if is_address(found.path) else str(Path(found.path).absolute())
        if path not in seen:
            seen.add(path)
            yield found


def _find(place: str) -> Iterator[SourceFile]:
    if is_address(place):
        yield from _at_address(place)
        return
    if place == STDIN or not Path(place).is_dir():
        yield SourceFile(place, "stdin" if place == STDIN else Path(place).name)
        return
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(place, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        above, within = Path(folder).as_posix(), Path(folder).relative_to(place).as_posix()
        paths, below = ("" if each == "." else f"{each.removesuffix('/')}/" for each in (above, within))
        for name in sorted(filter(_may_be_source, names)):
            yield SourceFile(paths + name, below + name)
    # A folder that can't be looked into stands for whatever it holds: it is refused by name like a file.
    yield from (SourceFile(Path(error.filename).as_posix(), error.filename) for error in unreadable)


def _at_address(place: str) -> Iterator[SourceFile]:
    with one_problem(place):
        files, root = _file_system(place)
        # A file store may know no folders: what lies below is all there is to tell one by.
        below = sorted(map(str, files.find(root)), key=_as_walked) if files.isdir(root) else []
    if not below:
        yield SourceFile(place, place.rstrip("/").rpartition("/")[2])
    for path in below:
        name = path.removeprefix(root).lstrip("/")
        if all(map(_may_be_source, name.split("/"))):
            yield SourceFile(str(files.unstrip_protocol(path)), name)


def _as_walked(path: str) -> list[tuple[bool, str]]:
    """Sorts as a folder of this machine is gone through: its files, then its folders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _may_be_source(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in _LITTER


def read_all(path: str, most: int) -> bytes:
    """All that a file, an address or standard input holds. most: so many bytes it may have.

    Raises ProblemError where it can't be read, or has more.
    """
    data: bytes | None
    if path == STDIN:
        data = sys.stdin.buffer.read(most + 1)
    elif is_address(path):
        with open_file(path) as stream:
            data = stream.read(most + 1)
    else:
        with one_problem(path):
            file = _FOLDER.get() / path
            data = file.read_bytes() if _size(file, path) <= most else None
    if data is None or len(data) > most:
        hint = "if it is one article, raise file_mb of limits in mkdocs.yml; else part it"
        raise refused(path, f"is larger than {most >> 20} MB, which no article is", hint)
    return data


def read_range(path: str, start: int, end: int) -> bytes:
    """The bytes of a file or address from start to end. Raises ProblemError where they can't be read."""
    if is_address(path):
        with one_problem(path):
            files, inner = _file_system(path)
            # Just these; a file that is opened fetches much more, to have it at hand.
            data = bytes(files.cat_file(inner, start=start, end=end))
    else:
        with open_file(path) as stream:
            stream.seek(start)
            data = stream.read(end - start)
    if len(data) < end - start:
        raise refused(path, "has become shorter while it was read", "run again when nobody writes to it")
    return data


def read_chunks(path: str) -> Iterator[bytes]:
    """All that a file, an address or standard input holds, piece by piece. Raises ProblemError as `read_all` does."""
    if path == STDIN:
        yield from iter(lambda: sys.stdin.buffer.read(_AT_ONCE), b"")
        return
    with open_file(path) as stream:
        while chunk := stream.read(_AT_ONCE):
            yield chunk


@contextmanager
def open_file(path: str) -> Iterator[BinaryIO]:
    """A file or address, opened. Raises ProblemError where it can't be, or not be read from inside the block."""
    with one_problem(path):
        if is_address(path):
            files, inner = _file_system(path)
            with files.open(inner, "rb") as stream:
                yield cast(BinaryIO, stream)
            return
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


def _file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, as fsspec has it, and the path within."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # an optional extra
    except ImportError:
        hint = "pip install 'generator[remote]'"
        raise refused(address, "addresses are read with fsspec, which is not installed", hint) from None
    files, path = url_to_fs(address)
    return files, str(path)
