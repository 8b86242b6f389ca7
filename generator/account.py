"""What became of every source of a run."""

from dataclasses import asdict, dataclass
from typing import Any

from generator.errors import Problem

_SHOWN_ORPHANS = 5


@dataclass(frozen=True)
class Duplicate:
    """A source with the text of another."""

    path: str
    """The source left out."""
    of: str
    """The source whose article stands for both."""

    def __str__(self) -> str:
        return f"{self.path}: has the same text as {self.of} (delete one of them)"


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
        left_out = f"{len(self.duplicates)} duplicates, {len(self.problems)} refused"
        line = f"{self.sources} sources: {', '.join([*said, left_out])}"
        if self.orphans:
            more = ", …" if len(self.orphans) > _SHOWN_ORPHANS else ""
            names = ", ".join(self.orphans[:_SHOWN_ORPHANS])
            line += f"; {len(self.orphans)} articles without their source here, left so: {names}{more}"
        if self.questions:
            line += f"; {self.questions} open questions within them (run generator review)"
        return line
