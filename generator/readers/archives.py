"""Archives: the files in a .zip, and which of them are not to be read; nothing is written to a disk."""

import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import pairwise
from typing import BinaryIO, NamedTuple, cast

from generator.readers.packed import AGAIN, RAISE, PackedError, Unpacked, read_up_to
from generator.settings import Limits

# An entry of a zip's list has 46 bytes, its name and what programs add to that.
_LIST_ENTRY = b"PK\x01\x02"
_LONGEST_LIST = 1 << 28
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES"}


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
            raise PackedError(f"holds more than {limits.files} files", RAISE.format("files"))
        if sum(info.file_size for info in infos) > limits.unpacked:
            raise PackedError(f"unpacks to more than {limits.unpacked_mb} MB", RAISE.format("unpacked_mb"))
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
                    message, hint = "shares its place in the archive with another", AGAIN
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
                yield cast(BinaryIO, Unpacked(stream, lambda: info.compress_size, self._limits))
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
            raise PackedError(f"holds more than {self._limits.files} files", RAISE.format("files"))
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
