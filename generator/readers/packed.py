"""Packed files: what is in .gz and .zst, unpacked piece by piece in memory and never onto a disk.

What a packed file says of itself is never trusted: what comes out of it is counted.
"""

import gzip
import importlib
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

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
_PIECE = 1 << 18
AGAIN = "fetch it or pack it again"
"""What to do about a damage."""
RAISE = "unpack it and look; if it is what you want, raise {} of limits in mkdocs.yml"
"""What to do about a limit."""


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

    def __init__(self, message: str, hint: str = AGAIN) -> None:
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
        yield cast(BinaryIO, Unpacked(opened, lambda: packed.bytes, limits))


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


class Unpacked:
    """A packed stream's content, up to the limits."""

    def __init__(self, stream: Any, packed: Callable[[], int], limits: Limits) -> None:
        """packed: how many packed bytes were taken so far."""
        self._error: PackedError | None = None
        self._stream, self._packed, self._limits = stream, packed, limits
        self._bytes = 0

    def read(self, size: int = -1) -> bytes:
        """So much of it, or all there is. Raises PackedError."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_LITTLE), b""))
        data = self._take(size)
        self._bytes += len(data)
        if self._bytes > self._limits.unpacked:
            raise PackedError(f"unpacks to more than {self._limits.unpacked_mb} MB", RAISE.format("unpacked_mb"))
        if self._bytes > max(_LITTLE, _MOST_TIMES * self._packed()):
            raise PackedError(f"unpacks to more than {_MOST_TIMES} times its size, as no text does", "leave it out")
        return data

    def _take(self, size: int) -> bytes:
        """So much of it, or all there is; what comes before a damage comes out before that is said."""
        if self._error:
            raise self._error
        pieces: list[bytes] = []
        try:
            while size and (piece := self._stream.read1(size)):
                pieces.append(piece)
                size -= len(piece)
        except EOFError:
            self._error = PackedError("breaks off before its end")
        except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
            self._error = PackedError(f"is damaged: {error}")
        except PackedError as error:
            self._error = error
        except Exception as error:
            # Loaded only where it is needed.
            if type(error).__name__ != "ZstdError":
                raise
            self._error = PackedError(f"is damaged: {error}")
        if self._error and not pieces:
            raise self._error
        return b"".join(pieces)

    def seekable(self) -> bool:
        """It is not."""
        return False
