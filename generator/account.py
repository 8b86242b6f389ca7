"""What became of every source of a run."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from generator.errors import Problem
from generator.invisible import escaped

_SHOWN = 5


@dataclass(frozen=True)
class Duplicate:
    """A source with the text of another, that says nothing else of where and when it was published."""

    path: str
    """The source left out."""
    of: str
    """The source whose article stands for both."""

    def __str__(self) -> str:
        return f"{escaped(self.path)}: has the same text as {escaped(self.of)} (delete one of them)"


@dataclass(frozen=True)
class Note:
    """What a person should know of how a source was read."""

    path: str
    """The source."""
    message: str
    """Such as "read as TCVN3"."""


@dataclass(frozen=True)
class Account:
    """What became of every source of a run. Articles are named by file, sources by path."""

    sources: int = 0
    """How many sources were found."""
    written: tuple[str, ...] = ()
    """Articles written, or to be written with check; edits by hand stay in them."""
    unchanged: tuple[str, ...] = ()
    """Articles that hold just what the converter makes."""
    kept: tuple[str, ...] = ()
    """Articles edited by hand and left so."""
    deleted: tuple[str, ...] = ()
    """Articles deleted by hand and left so."""
    duplicates: tuple[Duplicate, ...] = ()
    """Sources with the text of another."""
    problems: tuple[Problem, ...] = ()
    """Sources refused, one problem each."""
    notes: tuple[Note, ...] = ()
    """How sources were read, where that is not as usual. Of those that were not opened, for they lay still since the
    last run, there are none.
    """
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """How many parts of files are no sources, such as the pictures of a saved site, by kind."""
    orphans: tuple[str, ...] = ()
    """Articles whose source is not in the converted folder any more. They stay."""
    questions: int = 0
    """What the articles leave open, each for itself. `review` lists it, and what only all of them together raise: who
    may be one person with whom.
    """

    @property
    def complete(self) -> bool:
        """Every source became an article of its own."""
        return not self.problems and not self.duplicates

    def noted(self) -> Iterator[str]:
        """The notes, one line for all that say the same."""
        paths: dict[str, list[str]] = defaultdict(list)
        for note in self.notes:
            paths[note.message].append(note.path)
        for message, its in paths.items():
            yield f"{_some(its)}: {message}{f' ({len(its)} sources; all in --json)' if len(its) > _SHOWN else ''}"

    def as_json(self) -> dict[str, Any]:
        """The account in plain values; the place of a refusal is a line, 0 for the file as a whole."""
        plain = asdict(self)
        plain["refusals"] = [
            {"path": problem.path, "place": problem.line, "cause": problem.message, "hint": problem.hint}
            for problem in self.problems
        ]
        del plain["problems"]
        return plain

    def __str__(self) -> str:
        articles = {"written": self.written, "unchanged": self.unchanged, "edited by hand and kept": self.kept}
        articles["deleted by hand and left so"] = self.deleted
        said = [f"{len(names)} {what}" for what, names in articles.items() if names]
        number = sum(map(len, articles.values()))
        line = f"{self.sources} sources = {number} articles"
        line += f" ({', '.join(said)})" if said else ""
        line += f" + {len(self.duplicates)} duplicates + {len(self.problems)} refused"
        if self.passed_over:
            kinds = ", ".join(f"{number} {kind}" for kind, number in self.passed_over.items())
            line += f"; passed over, for it is no article: {kinds}"
        if self.orphans:
            line += f"; {len(self.orphans)} articles without their source here, left so: {_some(self.orphans)}"
        if self.questions:
            line += f"; {self.questions} open questions within them (run generator review)"
        return line


def _some(names: Sequence[str]) -> str:
    return ", ".join(map(escaped, names[:_SHOWN])) + (", …" if len(names) > _SHOWN else "")
