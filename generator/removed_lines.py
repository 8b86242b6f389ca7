"""What cleaning took out of each article, kept beside the copies for readers of the archive: one file for all.

A line of JSON an article. Of two for one article the later holds; a run that has added lines puts the file in order at
its end, so that a version control system shows what changed.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.invisible import one_line
from generator.settings import ARTICLES, BASE_FOLDER

REMOVED = "removed.jsonl"
# The source has the whole; readers are shown what kind of line it was.
_LONGEST_LINE = 200
_MOST_LINES = 60
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class RemovedLine(NamedTuple):
    """A line of a source that is not in its article."""

    number: int
    """Counted from 1."""
    rule: str
    """Why it was taken out."""
    text: str
    """The line, without space around it; a very long one cut short."""


class RemovedLines(NamedTuple):
    """All of one article."""

    lines: tuple[RemovedLine, ...] = ()
    """In the source's order; of very many the first."""
    more: int = 0
    """How many there are beside them."""

    @classmethod
    def of(cls, lines: Iterable[tuple[int, str, str]]) -> "RemovedLines":
        """Of lines with number, rule and text."""
        found = [RemovedLine(number, rule, _short(text)) for number, rule, text in lines]
        return cls(tuple(found[:_MOST_LINES]), max(0, len(found) - _MOST_LINES))


NOTHING_REMOVED = RemovedLines()


def _short(text: str) -> str:
    bare = one_line(text[: 4 * _LONGEST_LINE])
    return bare if len(bare) <= _LONGEST_LINE else f"{bare[:_LONGEST_LINE]}…"


def read_removed(docs: Path) -> dict[str, RemovedLines]:
    """By the path of the article below the docs folder. A line that can't be read is left out."""
    return {f"{ARTICLES}/{name}": removed for name, removed in _read(docs / ARTICLES / BASE_FOLDER / REMOVED)}


def _read(path: Path) -> Iterator[tuple[str, RemovedLines]]:
    with suppress(OSError), path.open("rb") as file:
        for line in file:
            # Somebody may have edited it, or a merge of branches left its marks.
            with suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                lines = tuple(RemovedLine(int(number), str(rule), str(text)) for number, rule, text in entry["removed"])
                yield str(entry["article"]), RemovedLines(lines, int(entry.get("more", 0)))


class RemovedFile:
    """The file of a folder of articles, while a run writes it."""

    def __init__(self, folder: Path, *, writes: bool) -> None:
        """writes: else nothing is."""
        self._path = folder / BASE_FOLDER / REMOVED
        self._writes = writes
        self.would_change = False
        """Whether something was to be written and was not."""
        self._known: dict[str, int] | None = None
        self._added = False

    def note(self, article: str, removed: RemovedLines) -> bool:
        """Remember what was taken out of an article. Returns whether the file says so now.

        Raises OSError where it can't be written.
        """
        if self._known is None:
            self._known = {name: hash(known) for name, known in _read(self._path)}
        if self._known.get(article, hash(NOTHING_REMOVED)) == hash(removed):
            return True
        if not self._writes:
            self.would_change = True
            return False
        self._known[article] = hash(removed)
        self._append(article, removed)
        return True

    def move(self, old: str, new: str) -> None:
        """An article has another name now."""
        if self._path.exists():
            self.note(new, dict(_read(self._path)).get(old, NOTHING_REMOVED))

    def close(self, articles: Iterable[str]) -> None:
        """Bring the file in order if lines were added: these articles by name, each once."""
        if not self._added:
            return
        there = set(articles)
        found = {name: removed for name, removed in _read(self._path) if name in there and removed != NOTHING_REMOVED}
        draft = self._path.with_name(f".{REMOVED}")
        with draft.open("wb") as file:
            file.writelines(_line(name, found[name]) for name in sorted(found))
        draft.replace(self._path)
        self._added = False

    def _append(self, article: str, removed: RemovedLines) -> None:
        # In one go: what was killed half-way is one broken line. A line break first, in case another was.
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            os.write(descriptor, (b"" if self._added else b"\n") + _line(article, removed))
        finally:
            os.close(descriptor)
        self._added = True


def _line(article: str, removed: RemovedLines) -> bytes:
    entry = {"article": article, "removed": removed.lines, **({"more": removed.more} if removed.more else {})}
    return (_AS_JSON.encode(entry) + "\n").encode("utf-8", "surrogatepass")
