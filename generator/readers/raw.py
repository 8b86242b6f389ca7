"""What readers give: sources, and the raw articles in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import Problem


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One source: a file to read, or one row of a file that holds many."""

    path: str
    """The file as a person would name it, or its address; "-" for standard input."""
    name: str
    """Relative to the folder it was found in, with forward slashes; of a row with what names the row behind `#`."""
    line: int = 0
    """The row's line, or its number where rows have no lines, counted from 1; 0 for a file that is one source."""

    @property
    def place(self) -> str:
        """Where it is, in one word.

        >>> SourceFile("news/a.jsonl", "a.jsonl#line-17", 17).place, SourceFile("seeds/b.txt", "b.txt").place
        ('news/a.jsonl:17', 'seeds/b.txt')
        """
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Given:
    """What a source says of its article beside the text. Empty means unknown."""

    title: str = ""
    """The article's title, on one line."""
    url: str = ""
    """Where the article was published, an http or https address."""
    published: str = ""
    """The page's date, EDTF."""
    published_words: str = ""
    """That date as the source writes it."""


NOTHING = Given()
"""What most sources give beside the text."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader got out of a source."""

    source: SourceFile
    """Where it came from."""
    text: str
    """Its text, decoded, otherwise untouched; a title given beside it is its first line."""
    given: Given = NOTHING
    """What was given beside it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A portion of which nothing can be read."""

    problem: Problem
    """Why."""

    @property
    def names(self) -> tuple[str, ...]:
        """None."""
        return ()

    def read(self) -> Iterator[RawArticle | Problem]:
        """The problem."""
        yield self.problem

    def __len__(self) -> int:
        """One source, to be refused."""
        return 1
