"""Values that one run leaves for the next, a line each, written while it goes on: whatever ends it, the lines stay."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

_SEAL = 32
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=bytes.hex)


class Journal:
    """A file of sealed lines. Nothing is trusted from the first line on whose seal is broken: one that was cut off as
    its run was killed, that was edited, or that other code has written.

    A file that can't be read is taken for none; one that can't be written is left: the next run only takes longer.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        """key: of the seals."""
        self._path = path
        self._key = key
        self._trusted = 0
        """How many bytes."""
        self._file: BinaryIO | None = None
        self._reading: BinaryIO | None = None
        self._failed = False

    def read(self) -> Iterator[tuple[int, bytes]]:
        """Every value, still in JSON, with the place of its line in the file."""
        self._trusted = 0
        with suppress(OSError), self._path.open("rb") as file:
            for line in file:
                content = self._unsealed(line)
                if content is None:
                    return
                start, self._trusted = self._trusted, self._trusted + len(line)
                yield start, content

    def at(self, place: int) -> bytes | None:
        """The value whose line lies at that place, in JSON; None where none does."""
        try:
            if self._reading is None:
                self._reading = self._path.open("rb")
            self._reading.seek(place)
            return self._unsealed(self._reading.readline())
        except OSError:
            return None

    def is_stale(self) -> bool:
        """Whether the file has changed since it was read."""
        try:
            return self._path.stat().st_size != self._trusted
        except OSError:
            return self._trusted > 0

    def append(self, values: Iterable[Any]) -> None:
        """Write these values behind those that can be trusted, so these are to be read first."""
        if self._failed:
            return
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("r+b" if self._path.exists() else "w+b")
                self._file.truncate(self._trusted)
                self._file.seek(self._trusted)
            for value in values:
                line = self._sealed(value)
                self._file.write(line)
                self._trusted += len(line)
            self._file.flush()
        except OSError:
            self._failed = True
            self.close()

    def replace(self, values: Iterable[Any]) -> None:
        """Write these values and no others, whole or not at all."""
        draft = self._path.with_suffix(".draft")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.writelines(map(self._sealed, values))
            self.close()
            draft.replace(self._path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def close(self) -> None:
        """Done with it."""
        for file in (self._file, self._reading):
            if file:
                with suppress(OSError):
                    file.close()
        self._file = self._reading = None

    def _sealed(self, value: Any) -> bytes:
        data = _AS_JSON.encode(value).encode("utf-8", "surrogatepass")
        return self._seal(data) + data + b"\n"

    def _unsealed(self, line: bytes) -> bytes | None:
        seal, content = line[:_SEAL], line[_SEAL:-1]
        return content if line.endswith(b"\n") and seal == self._seal(content) else None

    def _seal(self, content: bytes) -> bytes:
        return blake2b(content, key=self._key, digest_size=_SEAL // 2).hexdigest().encode()
