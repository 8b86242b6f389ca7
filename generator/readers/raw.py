"""What readers give: sources, and the raw articles in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.errors import Problem, ProblemError
from generator.invisible import one_line
from generator.readers.encodings import repaired
from generator.settings import Limits


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
    byline: tuple[str, ...] = ()
    """Who signs the article."""
    paper: str = ""
    """The paper or site it is from."""
    captions: tuple[int, ...] = ()
    """Lines of the text that are captions of pictures."""
    outside: tuple[tuple[int, str], ...] = ()
    """What the source has around its article, menus and the like: lines that are not in the text, each with its number
    in the source, 0 where that has no lines.
    """


NOTHING = Given()
"""What most sources give beside the text."""


class UnreadableError(ValueError):
    """Why a file can't be read, where a reader can say in which line, or what to do."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        """line: counted from 1, 0 for none."""
        super().__init__(message)
        self.line, self.hint = line, hint


class Content(NamedTuple):
    """What a file holds that is one article."""

    text: str
    """Its text, decoded, otherwise untouched; a title given beside it is its first line."""
    given: Given = NOTHING
    """What was given beside it."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read, such as "read as TCVN3"."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader got out of a source."""

    source: SourceFile
    """Where it came from."""
    text: str
    """Its text, decoded, otherwise untouched; a title given beside it is its first line."""
    given: Given = NOTHING
    """What was given beside it."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read."""

    @classmethod
    def of(cls, source: SourceFile, content: Content, limits: Limits) -> "RawArticle":
        """Of what a source holds. Raises ProblemError where that is no text, or more than an article can be."""
        text, given, notes = content
        if not text.strip():
            hint = "delete it or put the article's text into it"
            raise ProblemError(Problem(source.path, source.line, "", "the file is empty", hint))
        # No sign takes more than four bytes; most texts need not be counted.
        if 4 * len(text) > limits.text and len(text.encode("utf-8", "surrogatepass")) > limits.text:
            message = f"has more than {limits.text_mb} MB of text, which no article has"
            hint = "if it has many articles, part them; else raise text_mb of limits in mkdocs.yml"
            raise ProblemError(Problem(source.path, source.line, "", message, hint))
        try:
            whole = repaired(text)
        except ValueError as error:
            raise ProblemError(Problem(source.path, source.line, "", str(error), "mend it or delete it")) from None
        if whole.text != text and given.title:
            given = replace(given, title=one_line(whole.text.partition("\n")[0]))
        return cls(source, whole.text, given, tuple(dict.fromkeys((*notes, *whole.repairs))))


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A part of a file that is no source, such as a picture among the pages of a saved site."""

    path: str
    """The file."""
    kind: str
    """What it is, such as "image/png"."""


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


@dataclass(frozen=True, slots=True)
class Beside:
    """A portion that is no source at all, such as the pictures that a browser saves beside a page."""

    path: str
    """Where it lies."""
    kind: str
    """What it is."""
    number: int = 1
    """How many files it is."""

    @property
    def names(self) -> tuple[str, ...]:
        """None."""
        return ()

    def read(self) -> Iterator[PassedOver]:
        """Each of its files, passed over."""
        yield from (PassedOver(self.path, self.kind) for _ in range(self.number))

    def __len__(self) -> int:
        """No source."""
        return 0
