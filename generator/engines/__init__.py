"""Who reads the sources: one process or many, here or elsewhere. What comes out is the same, to the byte."""

from collections.abc import Callable, Generator, Iterable
from typing import Protocol

from generator.readers.portions import Portion
from generator.reading import Reading

Reader = Callable[[Portion], list[Reading]]
"""Reads a portion. Can be pickled; may hold much, so it is to be sent to a process once and not with each portion."""


class Engine(Protocol):
    """Has portions of sources read."""

    def map(self, function: Reader, portions: Iterable[Portion]) -> Generator[list[Reading], None, None]:
        """What the function makes of each portion, in their order.

        Takes portions only as results are taken, so that a bounded number is under way at any time. What the function
        raises comes out here. Whatever it holds ends with the generator, also when that is closed before its end.
        Raises GeneratorError where the work can't go on, because a process was killed, say.
        """
        ...


class SerialEngine:
    """Reads in this process, one portion after the other."""

    def map(self, function: Reader, portions: Iterable[Portion]) -> Generator[list[Reading], None, None]:
        """What the function makes of each portion, in their order."""
        yield from map(function, portions)
