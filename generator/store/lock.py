"""One writer at a time: a lock that ends with the process that holds it, however that ends."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from generator.errors import GeneratorError

if sys.platform == "win32":
    import msvcrt

    # Windows keeps others from reading the bytes that are locked: one far behind what is written.
    _LOCKED_BYTE = 1 << 30

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(GeneratorError):
    """Another process is writing."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file at path, which says who holds it and is gone afterwards.

    The system lets go of the lock when the process ends; a file left behind by one that was killed hinders nobody.
    Raises BusyError where another process holds it, GeneratorError where something beside it is a link, OSError where
    the file can't be written.
    """
    _check_no_links(path)
    descriptor = _opened(path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(
            descriptor, f"process {os.getpid()} on {socket.gethostname()} since {datetime.now():%H:%M:%S}".encode()
        )
        yield
    finally:
        # Windows removes no open file. Elsewhere it goes while we hold it, or we might remove the next one's.
        if sys.platform == "win32":
            os.close(descriptor)
        with suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(descriptor)


def _check_no_links(path: Path) -> None:
    """Writing goes through the folder of the lock and what is hidden in it: a link there would lead it elsewhere."""
    folder = path.parent
    for place in (folder, path, folder / ".cache", *folder.glob(".cache/*")):
        if place.is_symlink():
            hint = "what lies beside articles has to lie there itself: put in its place what it leads to, or delete it"
            raise GeneratorError(f"{place.as_posix()}: is a link ({hint})")


def _opened(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _try_lock(descriptor)
            # Who held it may have removed the file between our opening and our locking it.
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except (BlockingIOError, PermissionError):
            holder = os.read(descriptor, 200).decode("utf-8", "replace").strip("\0 ") or "another process"
            os.close(descriptor)
            raise BusyError(
                f"{path.parent.parent.as_posix()}: another convert is at work ({holder}); run again when it has ended"
            ) from None
        os.close(descriptor)
