"""Many processes on many machines: Dask distributed (optional extra `dask`)."""

import logging
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from distributed import Client, Future, KilledWorker, LocalCluster, Worker, WorkerPlugin
from distributed.comm.addressing import get_address_host_port
from distributed.comm.core import CommClosedError
from distributed.utils import silence_logging_cmgr

from generator import __version__
from generator.engines import Reader
from generator.errors import GeneratorError
from generator.processes import cores
from generator.readers.places import relative_to
from generator.readers.portions import Portion
from generator.reading import Reading
from generator.store.made_by import digest_of_code

# All that has a say in what is read out of a source, as the code is loaded.
_VERSION = f"{__version__} {digest_of_code()}"
# So that none waits while the results of others are put away.
_UNDER_WAY = 3
# After so many portions it is looked again how many workers there are.
_A_WHILE = 50
_CONNECTING = "10s"
_WAITING = 30
"""Seconds for a worker to come, at the beginning and when all are gone; one that was killed comes again in a few."""
_AGAIN = "run again: what is written stays, and the run goes on where it was"
_SAME = "install the same version of it, for the same Python, on every worker"


class DaskEngine:
    """Reads in the workers of a cluster. One that is killed takes nothing with it: what it had to read, another reads.

    Each worker must be able to open the sources at the same paths or addresses.
    """

    def __init__(self, scheduler: str = "", processes: int | None = None) -> None:
        """scheduler: the address of a cluster's; where there is none, a cluster is made on this machine, of so many
        processes, by default one for each core there is for us.
        """
        self._scheduler = scheduler
        self._processes = processes or cores()

    def map(self, function: Reader, portions: Iterable[Portion]) -> Generator[list[Reading], None, None]:
        """What the function makes of each portion, in their order."""
        with self._client() as client, _handed_out(client, function, is_of_run=not self._scheduler) as run:
            under_way: deque[Future[list[Reading]]] = deque()
            room = 0
            try:
                for number, portion in enumerate(portions):
                    if number % _A_WHILE == 0:
                        room = _UNDER_WAY * _threads(client)
                    # A key of its own for each: Dask is not to find that two are alike.
                    under_way.append(client.submit(_read, run, portion, key=f"{run}-{number}", pure=False))
                    if len(under_way) >= room:
                        yield _result(client, under_way.popleft())
                while under_way:
                    yield _result(client, under_way.popleft())
            finally:
                # What nobody waits for is not begun.
                under_way.clear()

    @contextmanager
    def _client(self) -> Iterator[Client]:
        with ExitStack() as stack:
            # It tells of every worker that goes, and at length; what matters comes out as an error.
            stack.enter_context(silence_logging_cmgr(logging.CRITICAL))
            if self._scheduler:
                yield stack.enter_context(_connected(self._scheduler))
                return
            cluster = LocalCluster(
                n_workers=self._processes,
                threads_per_worker=1,
                host="127.0.0.1",
                # What it tells by HTTP, it tells on any free port.
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
            yield stack.enter_context(Client(stack.enter_context(cluster), set_as_default=False))


def _connected(scheduler: str) -> Client:
    try:
        # A client that can't make out the address would try to say goodbye to it.
        get_address_host_port(scheduler, strict=True)
        return Client(scheduler, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError):
        hint = "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
        raise GeneratorError(f"{scheduler}: no Dask scheduler answers there ({hint})") from None


class _HandedOut(WorkerPlugin):
    """A function that every worker has, also one that comes later: it may hold much, and goes to each once."""

    def __init__(self, name: str, function: Reader, *, is_of_run: bool) -> None:
        """is_of_run: whether the worker was started for this run and ends with it."""
        self.name, self.function, self.is_of_run = name, function, is_of_run
        self.version, self.folder = _VERSION, Path.cwd()

    def setup(self, worker: Worker) -> None:  # noqa: ARG002  # their signature
        """Puts it where the portions find it."""
        _here[self.name] = self
        if self.is_of_run:
            # Ctrl-C goes to all processes at once; the one that started this one ends it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002  # their signature
        """Takes it away."""
        _here.pop(self.name, None)


_here: dict[str, _HandedOut] = {}


def _read(run: str, portion: Portion) -> list[Reading]:
    """In a worker: reads a portion as its client would."""
    task = _here.get(run)
    if not task or task.version != _VERSION:
        raise GeneratorError(f"a worker runs another version of the generator than this one ({_SAME})")
    with relative_to(task.folder):
        return task.function(portion)


@contextmanager
def _handed_out(client: Client, function: Reader, *, is_of_run: bool) -> Iterator[str]:
    """Every worker has the function while this lasts, under the name that comes out."""
    run = f"generator-{uuid4().hex}"
    _threads(client)
    try:
        with _said():
            client.register_plugin(_HandedOut(run, function, is_of_run=is_of_run), name=run)
    except GeneratorError:
        raise
    except Exception as error:
        # What a worker can't load, it says in many ways.
        raise GeneratorError(f"a worker can't load the generator: {error} ({_SAME})") from None
    try:
        yield run
    finally:
        with suppress(Exception):
            # The cluster may be gone by now.
            client.unregister_worker_plugin(run)


def _threads(client: Client) -> int:
    """How many portions the workers there are can read at once. Raises GeneratorError where none comes."""
    try:
        with _said():
            client.wait_for_workers(1, timeout=_WAITING)
            return sum(client.nthreads().values()) or 1
    except TimeoutError:
        hint = "start some with `dask worker ADDRESS`"
        raise GeneratorError(f"the Dask scheduler has no workers ({hint}; {_AGAIN})") from None


def _result(client: Client, future: Future[list[Reading]]) -> list[Reading]:
    while True:
        with suppress(TimeoutError), _said():
            return future.result(timeout=_WAITING)
        _threads(client)


@contextmanager
def _said() -> Iterator[None]:
    """What goes wrong in a cluster, in one line."""
    try:
        yield
    except KilledWorker as error:
        number = error.allowed_failures + 1
        hint = f"was memory short? {_AGAIN}"
        raise GeneratorError(f"{number} workers were killed over the same sources ({hint})") from None
    except (CommClosedError, CancelledError) as error:
        raise GeneratorError(f"the Dask scheduler is gone: {error or type(error).__name__} ({_AGAIN})") from None
    except ImportError as error:
        raise GeneratorError(f"a worker can't load the generator: {error} ({_SAME})") from None
