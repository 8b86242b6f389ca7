"""Sources in portions: what one process reads at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from generator.errors import Problem, ProblemError
from generator.readers import RawArticle, SourceFile, read_source

# Some tenths of a second's work: long enough that handing it over costs nothing beside it, short enough that a run is
# soon stopped and that few results wait for those before them.
_FILES = 32


class Portion(Protocol):
    """Some sources that are read together in one process.

    Small, hashable and picklable: it says where the sources lie and holds none of their text.
    """

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each source gives, in their order."""
        ...

    def __len__(self) -> int:
        """How many sources there are; where only reading tells, how many there may be."""
        ...


@dataclass(frozen=True, slots=True)
class FilesPortion:
    """Files of which each is one source."""

    sources: tuple[SourceFile, ...]
    """In order."""

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each file gives."""
        for source in self.sources:
            try:
                yield read_source(source)
            except ProblemError as error:
                yield error.problem

    def __len__(self) -> int:
        """The number of files."""
        return len(self.sources)


def portions_of(sources: Iterable[SourceFile]) -> Iterator[Portion]:
    """The sources in portions, in order."""
    rest = iter(sources)
    while some := tuple(islice(rest, _FILES)):
        yield FilesPortion(some)
