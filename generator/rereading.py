"""Files of the docs folder that are read again only when they have changed."""

import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Generic, TypeVar

Value = TypeVar("Value")

# A file may be written twice within one tick of its system's clock.
_TICK_NS = 100_000_000
_State = tuple[int, int, int]


class FilesRead(Generic[Value]):
    """What was read from files, each by its path below the docs folder."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._known: dict[str, tuple[_State | None, Value]] = {}

    def read(self, docs: Path, path: str, read: Callable[[Path, str], Value]) -> Value:
        """What a file says: what `read` made of it the last time, if it has not changed since."""
        state = _state(f"{docs}/{path}")
        before = self._known.get(path)
        if before and state and before[0] == state:
            return before[1]
        value = read(docs, path)
        self._known[path] = state, value
        return value

    def keep(self, paths: Collection[str]) -> None:
        """Forget all files but these."""
        for gone in self._known.keys() - set(paths):
            del self._known[gone]


def _state(file: str) -> _State | None:
    """What tells that a file has changed: time of its last change, size and number; None where nothing does for
    certain.
    """
    try:
        stat = os.stat(file)  # noqa: PTH116  # of ten thousand files: a Path takes three times as long
    except OSError:
        return None
    if time.time_ns() - stat.st_mtime_ns < _TICK_NS:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
