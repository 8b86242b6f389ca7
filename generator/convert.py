"""Sources to articles on disk: every source ends as an article, a duplicate or a refusal; the account says which."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, suppress
from functools import partial
from itertools import chain, groupby
from pathlib import Path

from generator.account import Account, Duplicate
from generator.engines import Engine, SerialEngine
from generator.errors import GeneratorError
from generator.readers import SourceFile, find_sources
from generator.readers.places import parted
from generator.readers.portions import FilesPortion, Portion, names_in, portions_of
from generator.reading import Generated, Reading, article_from, read_portion
from generator.run import Run, account_of, begin_run, take
from generator.settings import Limits, Settings
from generator.store import ArticleStore, lock_of
from generator.store.known import Known
from generator.store.lock import BusyError
from generator.store.stamps import Clock, stamp_of

__all__ = ["Account", "Duplicate", "Generated", "article_from", "convert"]

# So few things are learnt again faster than written; and a write while serving would build the site once more.
_NOT_WORTH_A_WRITE = 50
Progress = Callable[[int, int], None]
"""Is told now and then how many sources are done, of how many."""


def convert(
    settings: Settings,
    sources: Sequence[Path | str] = (),
    target: Path | None = None,
    *,
    check: bool = False,
    engine: Engine | None = None,
    progress: Progress = lambda _done, _whole: None,
) -> Account:
    """Convert sources (default: the seeds) to articles in target (default: the archive's own folder).

    check: write nothing, say what would be. engine: who reads the sources; by default this process. progress: shows how
    far the run is.
    Raises BusyError where another run is writing, GeneratorError where the target can't be written to; whatever is
    wrong with a source is in the account.
    """
    folder, docs = (target, None) if target else (settings.articles, settings.docs)
    places = [str(source) for source in sources] or [str(settings.seeds)]
    try:
        found = list(find_sources(places, settings.intake))
        return _convert(
            folder, docs, places, found, settings.intake.limits,
            check=check, engine=engine or SerialEngine(), progress=progress,
        )  # fmt: skip
    except OSError as error:
        hint = "see that there is room and that you may write there, and run again; no file is half written"
        raise GeneratorError(f"{error.filename or folder}: can't be written: {error.strerror} ({hint})") from error


def _convert(
    folder: Path, docs: Path | None, places: Sequence[str], found: list[SourceFile | Portion], limits: Limits, *,
    check: bool, engine: Engine, progress: Progress,
) -> Account:  # fmt: skip
    known = Known.load(folder)

    def begin(known: Known, before: Run | None = None, *, writes: bool) -> Run:
        return begin_run(ArticleStore(folder, writes=writes), known, docs, before, places=places, found=found)

    # Most runs find nothing to do: they take no lock, and leave no trace for `mkdocs serve` to see.
    looking = begin(known, writes=False) if check or known.made_of else None
    with ExitStack() as at_end:
        at_end.callback(known.close)
        if not looking:
            at_end.enter_context(lock_of(folder))
        run = looking or begin(known, writes=True)
        # Of two sources with one text the one that has an article already keeps it, wherever the other sorts.
        found.sort(key=lambda each: not any(map(run.owners.has_article, names_in([each]))))
        readings = at_end.enter_context(
            closing(_readings(_plan(run, found, limits), run.as_before(), limits, engine, progress))
        )
        seen: list[tuple[Reading, Portion]] = []
        if looking:
            for reading, portion in readings:
                seen.append((reading, portion))
                take(looking, reading, portion)
                if looking.would_change and not check:
                    break
            if check or not looking.would_change:
                if known.learned > _NOT_WORTH_A_WRITE and not check:
                    with suppress(BusyError, OSError), lock_of(folder):
                        known.write(at_end=True)
                return account_of(looking, places)
            at_end.enter_context(lock_of(folder))
            # Another run may have written meanwhile.
            if known.is_stale():
                known = Known.load(folder)
                at_end.callback(known.close)
            run = begin(known, looking, writes=True)
        try:
            for reading, portion in chain(seen, readings):
                take(run, reading, portion)
                known.write()
        finally:
            known.write(at_end=True)
            run.removals.close(run.on_disk)
        return account_of(run, places)


def _plan(run: Run, found: Sequence[SourceFile | Portion], limits: Limits) -> list[list[Reading] | Portion]:
    """The sources in order: files that can't have changed since they were read as they were read, others to be read."""
    by_stamp = {made.stamp: made for made in run.known.made_of.values() if made.stamp}
    clock = Clock()
    plan: list[list[Reading] | Portion] = []
    for is_known, some in groupby(
        ((source, _stamp(source, run, clock)) for source in found), lambda pair: pair[1] in by_stamp
    ):
        if is_known:
            plan.append(
                [
                    Reading(source, None, made.source, made.words, made.printed)
                    for source, stamp in some
                    if isinstance(source, SourceFile) and (made := by_stamp[stamp])
                ]
            )
        else:
            plan += portions_of((source for source, _ in some), limits)
    return plan


def _stamp(source: SourceFile | Portion, run: Run, clock: Clock) -> bytes:
    """What the system says of a file, remembered for what will be made of it; empty where it says nothing."""
    if not isinstance(source, SourceFile):
        return b""
    try:
        # What is in an archive is as it was while that is.
        status = os.stat(parted(source.path)[0])  # noqa: PTH116  # a hundred thousand Paths take their time
    except (OSError, ValueError):
        return b""
    stamp = stamp_of(status, source.name)
    if clock.is_still(status):
        run.stamps[source.path] = stamp
    return stamp


def _readings(
    plan: Sequence[list[Reading] | Portion],
    as_before: frozenset[bytes],
    limits: Limits,
    engine: Engine,
    progress: Progress,
) -> Generator[tuple[Reading, Portion], None, None]:
    """What the sources give, in order, each with its portion."""
    done, whole = 0, sum(map(len, plan))
    portions = (each for each in plan if not isinstance(each, list))
    with closing(engine.map(partial(read_portion, known=as_before), portions)) as results:
        for each in plan:
            if isinstance(each, list):
                for reading in each:
                    yield reading, FilesPortion((reading.source,), limits)
            else:
                for reading in next(results):
                    yield reading, each
            done += len(each)
            progress(done, whole)
