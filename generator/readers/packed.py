"""Packed files: what is in .gz, .zst and .zip, unpacked piece by piece in memory and never onto a disk.

What a packed file says of itself is never trusted: what comes out of it is counted.
"""

import gzip
import importlib
import re
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from generator.settings import Limits

ARCHIVES = frozenset({".zip"})
"""Endings of files that hold many files."""
WRAPPINGS = frozenset({".gz", ".zst"})
"""Endings of packed files that hold one; what that is, the ending before says."""
OTHER_ARCHIVES = frozenset(
    {".tar", ".tgz", ".tbz2", ".txz", ".7z", ".rar", ".bz2", ".xz", ".lz4", ".lzma", ".z", ".cab", ".iso"}
)
"""Endings of packed files that nothing here unpacks."""

# Text packs to a tenth or a twentieth; pages that are nearly alike, to a hundredth. Deflate ends at a thousandth.
_MOST_TIMES = 250
# Below this, how often a file's size comes out of it says nothing.
_LITTLE = 1 << 24
# An entry of a zip's list has 46 bytes, its name and what programs add to that.
_LIST_ENTRY = b"PK\x01\x02"
_LONGEST_LIST = 1 << 28
_PIECE = 1 << 18
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES"}
_AGAIN = "fetch it or pack it again"
_RAISE = "unpack it and look; if it is what you want, raise {} of limits in mkdocs.yml"


def read_up_to(stream: BinaryIO, most: int) -> bytes:
    """So many bytes of a stream, or all it has."""
    # Asked for much at once, it would make room for all of it.
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


class PackedError(ValueError):
    """Why a packed file, or a member of one, can't be read."""

    def __init__(self, message: str, hint: str = _AGAIN) -> None:
        """hint: what to do about it."""
        super().__init__(message)
        self.hint = hint


def ending_of(name: str) -> str:
    """What a file is by its name, once it is unpacked.

    >>> ending_of("2024/a.HTML"), ending_of("a.zip#b/c.jsonl.gz"), ending_of("d.gz"), ending_of("Makefile")
    ('.html', '.jsonl', '', '')
    """
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix in WRAPPINGS else path.suffix


def is_wrapped(name: str) -> bool:
    """Whether a file of this name is unpacked before it is read."""
    return name.lower().endswith(tuple(WRAPPINGS))


@contextmanager
def unpacked(stream: BinaryIO, name: str, limits: Limits) -> Iterator[BinaryIO]:
    """What a file of this name holds, unpacked if it is packed. Raises PackedError, here or in reading."""
    if not is_wrapped(name):
        yield stream
        return
    packed = _Counted(stream)
    opened: Any = gzip.GzipFile(fileobj=cast(BinaryIO, packed)) if name.lower().endswith(".gz") else _zstd(packed)
    with opened:
        yield cast(BinaryIO, _Unpacked(opened, lambda: packed.bytes, limits))


def _zstd(stream: "_Counted") -> Any:
    try:
        # Its own limit of what it holds at a time is 128 MB, whatever the file asks for.
        return importlib.import_module(_ZSTD).ZstdFile(stream)
    except ImportError:
        hint = "pip install 'generator[zst]'"
        raise PackedError("Zstandard is unpacked with backports.zstd, which is not installed", hint) from None


_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


class _Counted:
    """A stream that tells how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.bytes += len(data)
        return data

    def seekable(self) -> bool:
        return False


class _Unpacked:
    """A packed stream's content, up to the limits."""

    def __init__(self, stream: BinaryIO, packed: Callable[[], int], limits: Limits) -> None:
        """packed: how many packed bytes were taken so far."""
        self._stream, self._packed, self._limits = stream, packed, limits
        self._bytes = 0

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self.read(_LITTLE), b""))
        try:
            data = self._stream.read(size)
        except EOFError:
            raise PackedError("breaks off before its end") from None
        except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
            raise PackedError(f"is damaged: {error}") from None
        except Exception as error:
            # Loaded only where it is needed.
            if type(error).__name__ != "ZstdError":
                raise
            raise PackedError(f"is damaged: {error}") from None
        self._bytes += len(data)
        if self._bytes > self._limits.unpacked:
            raise PackedError(f"unpacks to more than {self._limits.unpacked_mb} MB", _RAISE.format("unpacked_mb"))
        if self._bytes > max(_LITTLE, _MOST_TIMES * self._packed()):
            raise PackedError(f"unpacks to more than {_MOST_TIMES} times its size, as no text does", "leave it out")
        return data

    def seekable(self) -> bool:
        return False


class Member(NamedTuple):
    """A file in an archive."""

    name: str
    """Its name, with forward slashes."""
    problem: tuple[str, str] | None = None
    """Why it is not read, and what to do about it."""


class Archive:
    """A zip, its list read once. The file is open only while it is read, so that nobody is hindered to replace it."""

    def __init__(self, opened: Callable[[], AbstractContextManager[BinaryIO]], limits: Limits) -> None:
        """opened: opens the file. Raises PackedError where it is no zip, or more than one may be."""
        self._limits = limits
        self._file = _Lent(opened, limits)
        try:
            self._zip = zipfile.ZipFile(cast(BinaryIO, self._file))
        except PackedError:
            raise
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError, OverflowError) as error:
            raise PackedError(f"is no zip that can be read: {error}") from None
        finally:
            self._file.close()
        self._file.is_listed = True
        infos = self._zip.infolist()
        if len(infos) > limits.files:
            raise PackedError(f"holds more than {limits.files} files", _RAISE.format("files"))
        if sum(info.file_size for info in infos) > limits.unpacked:
            raise PackedError(f"unpacks to more than {limits.unpacked_mb} MB", _RAISE.format("unpacked_mb"))
        self.members: list[Member] = []
        """All files in it, in their order."""
        self._infos: dict[str, zipfile.ZipInfo] = {}
        overlapping = _overlapping(infos)
        for info in infos:
            name = _name(info)
            # A name that begins with a zero byte is none to zipfile.
            if not info.filename.endswith("/") and not name.endswith("/"):
                message, hint = _wrong(info, name) or ("", "")
                if not message and name in self._infos:
                    message, hint = "there is another of this name before it", "give each a name of its own"
                if not message and info.header_offset in overlapping:
                    message, hint = "shares its place in the archive with another", _AGAIN
                self.members.append(Member(_shown(name), (message, hint) if message else None))
                if not message:
                    self._infos[name] = info

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """What a member of this name holds. Raises PackedError, here or in reading."""
        info = self._infos.get(name)
        if not info:
            wrong = next((member.problem for member in self.members if member.name == name and member.problem), None)
            raise PackedError(*wrong or ("there is no such file in the archive", "look at its name"))
        try:
            try:
                stream = self._zip.open(info)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, struct.error, EOFError) as error:
                raise PackedError(f"is damaged: {error}") from None
            with stream:
                yield cast(BinaryIO, _Unpacked(cast(BinaryIO, stream), lambda: info.compress_size, self._limits))
        finally:
            self._file.close()


class _Lent:
    """A file that is opened when it is read, and can be closed at any time."""

    def __init__(self, opened: Callable[[], AbstractContextManager[BinaryIO]], limits: Limits) -> None:
        self._opened, self._limits = opened, limits
        self._here = ExitStack()
        self._stream: BinaryIO | None = None
        self.is_listed = False
        """Whether its list was read; before, what it holds may be more than memory does."""

    def _file(self) -> BinaryIO:
        if self._stream is None:
            self._stream = self._here.enter_context(self._opened())
            if not self._stream.seekable():
                raise PackedError("can't be read here and there, as a zip has to be", "fetch it and name the file")
        return self._stream

    def read(self, size: int = -1) -> bytes:
        if self.is_listed:
            return self._file().read(size)
        most = _LONGEST_LIST + 1
        data = read_up_to(self._file(), min(size, most) if size >= 0 else most)
        # A list that is read costs some hundred times an entry's bytes.
        if len(data) > _LONGEST_LIST or data.count(_LIST_ENTRY) > self._limits.files:
            raise PackedError(f"holds more than {self._limits.files} files", _RAISE.format("files"))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file().seek(offset, whence)

    def tell(self) -> int:
        return self._file().tell()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream = None
        self._here.close()


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; programs of old Windows write backslashes, those of other systems UTF-8 without a word."""
    name = info.orig_filename
    if not info.flag_bits & 0x800 and not name.isascii():
        with suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").removeprefix("./")


def _shown(name: str) -> str:
    """A name on one line, without signs that do something to a terminal."""
    return _CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", name)


def _wrong(info: zipfile.ZipInfo, name: str) -> tuple[str, str] | None:
    """Why a member is not read, and what to do about it."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    method = _METHODS.get(info.compress_type, str(info.compress_type))
    leads_out = name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/")
    leave = "look who made the archive; leave it out"
    causes = (
        (_CONTROL.search(name), "has control characters in its name", leave),
        (leads_out, "has a name that leads out of the archive", leave),
        (stat.S_ISLNK(kind), "is a link and no file", "put the file itself into the archive"),
        (kind and not stat.S_ISREG(kind), "is no regular file", leave),
        (info.flag_bits & 0x41, "is locked with a password", "unpack it and convert the files"),
        (
            info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED),
            f"is packed by a method that is not read here: {method}",
            "pack it again in the usual way, by Deflate",
        ),
    )
    return next(((message, hint) for is_so, message, hint in causes if is_so), None)


def _overlapping(infos: list[zipfile.ZipInfo]) -> frozenset[int]:
    """Where the members begin that reach into the next: a small zip may hold one piece a thousand times."""
    # Thirty bytes, and the name, come before what is packed.
    spans = sorted((info.header_offset, 30 + info.compress_size) for info in infos)
    return frozenset(begin for (begin, size), (after, _) in pairwise(spans) if begin + size > after)
