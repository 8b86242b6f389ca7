"""Sources in portions: what one process reads at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Protocol, cast

from generator.errors import Problem, ProblemError
from generator.readers import RawArticle, SourceFile, read_source
from generator.readers.raw import PassedOver
from generator.settings import USUAL_LIMITS, Limits

# Some tenths of a second's work: long enough that handing it over costs nothing beside it, short enough that a run is
# soon stopped and that few results wait for those before them.
_FILES = 32


class Portion(Protocol):
    """Some sources that are read together in one process.

    Small, hashable and picklable: it says where the sources lie and holds none of their text, if other processes can
    read there.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sources there may be in it."""
        ...

    def read(self) -> Iterator[RawArticle | Problem | PassedOver]:
        """What each source gives, in their order, and what beside them is none."""
        ...

    def __len__(self) -> int:
        """How many sources there are; where only reading tells, how many there may be."""
        ...


@dataclass(frozen=True, slots=True)
class FilesPortion:
    """Files of which each is one source."""

    sources: tuple[SourceFile, ...]
    """In order."""
    limits: Limits = USUAL_LIMITS
    """How large they may be."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files."""
        return tuple(source.name for source in self.sources)

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each file gives."""
        for source in self.sources:
            try:
                yield read_source(source, self.limits)
            except ProblemError as error:
                yield error.problem

    def __len__(self) -> int:
        """The number of files."""
        return len(self.sources)


def portions_of(found: Iterable[SourceFile | Portion], limits: Limits = USUAL_LIMITS) -> Iterator[Portion]:
    """Files in portions, in order, and what is in portions already at its place among them."""
    for is_file, some in groupby(found, key=lambda each: isinstance(each, SourceFile)):
        if not is_file:
            yield from cast(Iterator[Portion], some)
            continue
        files = cast(Iterator[SourceFile], some)
        while portion := tuple(islice(files, _FILES)):
            yield FilesPortion(portion, limits)


def names_in(found: Iterable[SourceFile | Portion]) -> Iterator[str]:
    """The names of all sources there may be."""
    for each in found:
        if isinstance(each, SourceFile):
            yield each.name
        else:
            yield from each.names
