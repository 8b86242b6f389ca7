"""Many processes on this machine."""

import gc
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

from generator.engines import Reader, SerialEngine
from generator.errors import GeneratorError
from generator.processes import cores, end_with_parent
from generator.readers.portions import Portion
from generator.reading import Reading

if TYPE_CHECKING:
    from concurrent.futures import Future

# Starting processes takes about as long as reading so many portions.
_NOT_WORTH_A_PROCESS = 6
# So that none waits while the results of others are put away.
_UNDER_WAY = 3


class LocalEngine:
    """Reads in so many processes of this machine; a little, in this one."""

    def __init__(self, processes: int | None = None, start_method: str = "spawn") -> None:
        """processes: by default one for each core there is for us. start_method: of multiprocessing; forked ones would
        begin sooner, but with all that is known of the archive in their memory.
        """
        self._processes = processes or cores()
        self._start_method = start_method

    def map(self, function: Reader, portions: Iterable[Portion]) -> Generator[list[Reading], None, None]:
        """What the function makes of each portion, in their order."""
        rest = iter(portions)
        first = list(islice(rest, _NOT_WORTH_A_PROCESS))
        if self._processes == 1 or len(first) < _NOT_WORTH_A_PROCESS:
            return SerialEngine().map(function, chain(first, rest))
        return self._spread(function, chain(first, rest))

    def _spread(self, function: Reader, portions: Iterator[Portion]) -> Generator[list[Reading], None, None]:
        # A run that has little to read ends before these would be loaded.
        import multiprocessing  # noqa: PLC0415
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        context = multiprocessing.get_context(self._start_method)
        pool = ProcessPoolExecutor(self._processes, context, initializer=_begin, initargs=(function,))
        under_way: deque[Future[list[Reading]]] = deque()
        try:
            for portion in portions:
                with _interrupted_later():
                    under_way.append(pool.submit(_read, portion))
                if len(under_way) == _UNDER_WAY * self._processes:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool:
            hint = "was memory short? run again: what is written stays, and the run goes on where it was"
            raise GeneratorError(f"a process that read sources was killed ({hint})") from None
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Holds Ctrl-C back, also from processes that begin meanwhile and can't yet leave it to this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_function: Reader


def _begin(function: Reader) -> None:
    """Makes ready a process that reads."""
    global _function  # noqa: PLW0603  # what a process is told once, when it begins
    _function = function
    # What is there now stays to the end, and an article leaves hardly any garbage: looking for it takes a tenth of all.
    gc.freeze()
    gc.set_threshold(100_000)
    # Ctrl-C goes to all processes at once; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _read(portion: Portion) -> list[Reading]:
    return _function(portion)
