"""All pages of an edition and its search index, written into the site's folder by as many processes as there are cores.

Each process is a fork that finds the edition in its memory. Where a system can't fork (Windows), and where there is
little to do, everything happens in this one.
"""

import gc
import logging
import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import GeneratorError
from generator.processes import cores, end_with_parent
from generator.search import INDEX, IndexBuild
from generator.site.cache import BuildCache, key_of, keys_in
from generator.site.data import SiteData
from generator.site.files import write
from generator.site.rendering import PreparedPage, Renderer

Item = TypeVar("Item")
Result = TypeVar("Result")

_PAGES_AT_ONCE = 50
_FILES_AT_ONCE = 500
# So few pages take less time than starting processes.
_WORTH_A_FORK = 200


@dataclass
class Written:
    """What came of some pages."""

    new: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Key and bytes of those the cache did not have."""
    keys: dict[str, bytes] = field(default_factory=dict)
    """Key of each file, by its place below the site's folder. One with a warning has none: it must be heard again."""
    said: list[tuple[int, str]] = field(default_factory=list)
    """What MkDocs had to say, with its level."""
    kept: list[bytes] = field(default_factory=list)
    """Keys of pieces that are of use to the next build, but are no files."""
    problem: str = ""
    """What is wrong with the cache."""


@dataclass(frozen=True)
class Builder:
    """Writes the pages of one edition."""

    renderer: Renderer
    """Makes a page."""
    cache: BuildCache | None
    """What earlier builds made, where that can be told."""
    site: Path
    """The site's folder."""
    destination: Callable[[str], str]
    """Where a page comes to lie below it."""
    index: IndexBuild
    """Writes the search index, part by part."""
    data: SiteData
    """Writes data and feeds, part by part."""

    def pages(self, paths: Sequence[str]) -> Written:
        """Write some pages."""
        written = Written()
        for path in paths:
            prepared = self.renderer.prepare(path)
            with _listening() as said:
                key, content = self._known(prepared, written)
                if content is None:
                    content = self.renderer.render(prepared)
                    if not said:
                        written.new.append((key, content))
            written.said += said
            place = self.destination(path)
            if not said:
                written.keys[place] = key
            write(self.site / place, content)
        return self._with_problem(written)

    def data_part(self, number: int) -> Written:
        """Write a part of the data. Large files are kept, if at all, by who is told of them."""
        written = Written()
        for place, content in self.data.write(self.data.work[number], self.site).items():
            key = written.keys[place] = key_of(place, content)
            if not self.cache or self.cache.get(key) is None:
                written.new.append((key, content))
        return self._with_problem(written)

    def _known(self, prepared: PreparedPage, written: Written) -> tuple[bytes, bytes | None]:
        """The key of a page, and the page as an earlier build made it; None where it has to be made."""
        if not self.cache:
            return prepared.key, None
        # What the page is made of tells its key, or its Markdown does, which takes ten times as long to make.
        key = self.cache.get(prepared.made_of) if prepared.made_of else None
        content = self.cache.get(key) if key else None
        if prepared.made_of:
            written.kept.append(prepared.made_of)
            if content is None:
                written.new.append((prepared.made_of, prepared.key))
        return (key, content) if key and content is not None else (prepared.key, self.cache.get(prepared.key))

    def index_part(self, number: int) -> tuple[Written, bytes]:
        """Write a part of the index; returns as well what the whole needs of it."""
        part = self.index.part(number)
        return self._with_problem(Written(part.new, kept=part.kept)), part.data

    def rest_of_index(self, parts: Sequence[bytes]) -> Written:
        """Write the index with what its parts have given."""
        whole = self.index.finish(parts)
        return self._with_problem(Written(whole.new, {f"{INDEX}/{place}": key for place, key in whole.files.items()}))

    def _with_problem(self, written: Written) -> Written:
        if self.cache:
            written.problem, self.cache.problem = self.cache.problem, ""
        return written

    def build(self, paths: Sequence[str]) -> Iterator[Written]:
        """Write the index and all pages, and tell of some at a time. Raises GeneratorError where a process dies."""
        jobs = cores() if can_fork() and len(paths) >= _WORTH_A_FORK else 1
        portions = [paths[start : start + _PAGES_AT_ONCE] for start in range(0, len(paths), _PAGES_AT_ONCE)]
        with self.index:
            if jobs == 1:
                parts = []
                for number in range(self.index.parts):
                    written, part = self.index_part(number)
                    parts.append(part)
                    yield written
                yield self.rest_of_index(parts)
                yield from map(self.data_part, range(len(self.data.work)))
                yield from map(self.pages, portions)
                return
            if self.cache:
                self.cache.close()
            with _processes(jobs, self) as pool:
                found: dict[int, bytes] = {}
                for number, written, part in _shared_out(pool, jobs, _write_index_part, range(self.index.parts)):
                    found[number] = part
                    yield written
                # What one process alone has to do goes first; pages can be shared out to the last.
                index = pool.submit(_write_rest_of_index, [found[number] for number in sorted(found)])
                yield from _shared_out(pool, jobs, _write_data_part, range(len(self.data.work)))
                yield from _shared_out(pool, jobs, _write_pages, portions)
                yield index.result()


def can_fork() -> bool:
    """Whether processes can be started that find in their memory what this one has."""
    # macOS can, but some of its own libraries crash in the child.
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


def restore(outputs: Mapping[str, str], cache: BuildCache, site: Path) -> bool:
    """Write files as a build before made them: place below the site's folder to key. Returns whether all are known."""
    rows = list(outputs.items())
    portions = [rows[start : start + _FILES_AT_ONCE] for start in range(0, len(rows), _FILES_AT_ONCE)]
    jobs = cores() if can_fork() and len(portions) > 1 else 1
    cache.close()
    if jobs == 1:
        return all(_restore(cache, site, portion) for portion in portions)
    with _processes(jobs, (cache, site)) as pool:
        return all([*_shared_out(pool, jobs, _restore_inherited, portions)])


def _restore(cache: BuildCache, site: Path, rows: Sequence[tuple[str, str]]) -> bool:
    for place, keys in rows:
        for number, key in enumerate(keys_in(bytes.fromhex(keys))):
            piece = cache.get(key)
            if piece is None:
                return False
            if number:
                with (site / place).open("ab") as file:
                    file.write(piece)
            else:
                write(site / place, piece)
    return True


# What a fork finds in its memory; set before it is made.
_inherited: Any = None


@contextmanager
def _processes(jobs: int, inherited: object) -> Iterator[ProcessPoolExecutor]:
    """Forks that find a value, one fewer than there are jobs: this process does its share, and what a fork touches of
    its memory is there twice. Raises GeneratorError where one of them dies.
    """
    global _inherited  # noqa: PLW0603  # the one way to hand something to a fork without copying it
    _inherited = inherited
    # A collection in a fork would touch, and so copy, all it shares with this process.
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs - 1, multiprocessing.get_context("fork"), initializer=end_with_parent) as pool:
            yield pool
    except BrokenProcessPool:
        raise GeneratorError("a process that wrote pages was killed (out of memory?); run again") from None
    finally:
        _inherited = None
        gc.unfreeze()


def _shared_out(
    pool: ProcessPoolExecutor, jobs: int, function: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[Result]:
    """What a function makes of each item, as it comes: of some in the forks, of some here."""
    rest = iter(items)
    waiting: set[Future[Result]] = set()
    while True:
        # Each fork has one at work and one to go on with.
        waiting |= {pool.submit(function, each) for each in islice(rest, 2 * (jobs - 1) - len(waiting))}
        if not waiting:
            return
        own = [function(each) for each in islice(rest, 1)]
        yield from own
        done, waiting = wait(waiting, timeout=0 if own else None, return_when=FIRST_COMPLETED)
        yield from (each.result() for each in done)


def _write_index_part(number: int) -> tuple[int, Written, bytes]:
    return number, *_inherited.index_part(number)


def _write_data_part(number: int) -> Written:
    written: Written = _inherited.data_part(number)
    return written


def _write_rest_of_index(parts: Sequence[bytes]) -> Written:
    written: Written = _inherited.rest_of_index(parts)
    return written


def _write_pages(portion: Sequence[str]) -> Written:
    written: Written = _inherited.pages(portion)
    return written


def _restore_inherited(rows: Sequence[tuple[str, str]]) -> bool:
    cache, site = _inherited
    return _restore(cache, site, rows)


class _listening(logging.Handler):  # noqa: N801  # used as a function
    """Keeps what MkDocs says while a page is rendered: a fork's words would not be counted by a strict build."""

    _logger = logging.getLogger("mkdocs")

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._heard: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append((record.levelno, record.getMessage()))

    def __enter__(self) -> list[tuple[int, str]]:
        self._handlers, self._logger.handlers = self._logger.handlers, [self]
        return self._heard

    def __exit__(self, *_: object) -> None:
        self._logger.handlers = self._handlers
