"""What an earlier build has written, so that the next writes it again without making it.

One SQLite file, which may be deleted at any time. Every piece lies there with the sum of its bytes; what does not fit
its sum is made anew. A file that can't be read or written is left aside with one line.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

FILE = ".cache/site.sqlite"
"""Below the folder of mkdocs.yml."""

_VERSION = 1
_KEY = 16
# Of a large file. So much lies in memory at a time.
_PIECE = 1 << 20
_SCHEMA = """
CREATE TABLE pieces (key BLOB PRIMARY KEY, sum BLOB NOT NULL, data BLOB NOT NULL);
CREATE TABLE editions (key BLOB PRIMARY KEY, sum BLOB NOT NULL, data BLOB NOT NULL);
"""


@dataclass(frozen=True)
class KnownEdition:
    """What a build without any problem has made of one state of the archive."""

    articles: Sequence[str]
    """Pages of articles, by path below the docs folder."""
    generated: Sequence[str]
    """All others."""
    hidden: Sequence[str]
    """Files of the docs folder that are none of the site's."""
    outputs: Mapping[str, str]
    """Every file written, below the site's folder, and the key of its bytes in hexadecimal; of a large one those of all
    its pieces, one after the other."""


class BuildCache:
    """The cache of an archive. Forked processes may read at the same time, each through a `BuildCache` of its own."""

    def __init__(self, root: Path) -> None:
        """The cache below this folder; it need not be there. `problem` says why nothing can be kept."""
        self._path = root / FILE
        self.problem = ""
        self._is_given_up = False
        self._reading: sqlite3.Connection | None = None
        self._writing: sqlite3.Connection | None = None

    def get(self, key: bytes) -> bytes | None:
        """A piece; None where there is none, or none that can be trusted."""
        return self._get("pieces", key)

    def edition(self, key: bytes) -> KnownEdition | None:
        """What is known of a state of the archive."""
        data = self._get("editions", key)
        return KnownEdition(**json.loads(data)) if data else None

    def put(self, key: bytes, data: bytes) -> None:
        """Put a piece in, to stay if it is of use when `finish` is called."""
        if database := self._opened_for_writing():
            try:
                database.execute("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", (key, _sum(key, data), data))
            except sqlite3.Error as error:
                self._give_up(error)

    def finish(self, used: Collection[bytes], editions: Mapping[bytes, KnownEdition]) -> None:
        """Keep these pieces and editions, and nothing else."""
        if database := self._opened_for_writing():
            try:
                gone = [(key,) for (key,) in database.execute("SELECT key FROM pieces") if key not in used]
                database.executemany("DELETE FROM pieces WHERE key = ?", gone)
                database.execute("DELETE FROM editions")
                for key, edition in editions.items():
                    data = json.dumps(vars(edition)).encode()
                    database.execute("INSERT INTO editions VALUES (?, ?, ?)", (key, _sum(key, data), data))
                database.commit()
            except sqlite3.Error as error:
                self._give_up(error)
        self.close()

    def close(self) -> None:
        """Let go of the file, before a fork say. What was put in and not finished is dropped."""
        for database in (self._reading, self._writing):
            if database:
                database.close()
        self._reading = self._writing = None

    def _get(self, table: str, key: bytes) -> bytes | None:
        try:
            if not self._reading:
                if not self._path.is_file():
                    return None
                self._reading = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
                if self._reading.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                    raise sqlite3.DatabaseError("made by another version")
            row = self._reading.execute(f"SELECT sum, data FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608  # two names of ours
        except sqlite3.Error as error:
            self.problem = self.problem or f"{self._path}: left aside: {error}"
            return None
        if row and (not isinstance(row[1], bytes) or row[0] != _sum(key, row[1])):
            self.problem = self.problem or f"{self._path}: damaged; what does not fit is made anew"
            return None
        return row[1] if row else None

    def _opened_for_writing(self) -> sqlite3.Connection | None:
        if self._writing or self._is_given_up:
            return self._writing
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.problem:
                # Pieces that have been read from it were whole; what else lies there nobody knows.
                self._delete()
            self._writing = database = sqlite3.connect(self._path)
            # Readers and the writer don't wait for each other. A cut of power may spoil the file; its sums will tell.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = OFF")
            if database.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                database.executescript(f"{_SCHEMA} PRAGMA user_version = {_VERSION}")
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
        return self._writing

    def _give_up(self, error: Exception) -> None:
        self.problem = f"{self._path}: nothing is kept for the next build: {error}"
        self._is_given_up = True
        self.close()
        with suppress(OSError):
            self._delete()

    def _delete(self) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)


def key_of(place: str, data: bytes) -> bytes:
    """The key of a file that is not made page by page: of its place and bytes."""
    return blake2b(f"{len(place)} {place}\n".encode() + data, digest_size=_KEY).digest()


def keys_in(keys: bytes) -> Iterator[bytes]:
    """The keys of a file's pieces, one after the other as they lie together.

    >>> [*keys_in(bytes(32))] == [bytes(16), bytes(16)]
    True
    """
    return (keys[start : start + _KEY] for start in range(0, len(keys), _KEY))


def pieces_of(place: str, file: Path) -> Iterator[tuple[bytes, bytes]]:
    """A file that may be large, in pieces with their keys."""
    with file.open("rb") as data:
        while piece := data.read(_PIECE):
            yield key_of(place, piece), piece


def _sum(key: bytes, data: Any) -> bytes:
    return blake2b(key + data, digest_size=8).digest()
