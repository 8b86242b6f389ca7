"""What can be wrong with the input, said in one line a person can act on."""

from dataclasses import dataclass

from generator.invisible import escaped


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one place of the input.

    >>> print(Problem("docs_src/articles/a.md", 3, "date", "no such day: 2024-02-30", "write YYYY-MM-DD"))
    docs_src/articles/a.md:3: date: no such day: 2024-02-30 (write YYYY-MM-DD)
    >>> print(Problem("seeds/b.txt", 0, "", "the file is empty"))
    seeds/b.txt: the file is empty
    """

    path: str
    """The file, as the person who runs the command would name it."""
    line: int
    """Line in the file, counted from 1; 0 when the problem is the file's as a whole."""
    field: str
    """Key of the front matter, or empty."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do about it."""

    def __str__(self) -> str:
        path = escaped(self.path)
        where = f"{path}:{self.line}" if self.line else path
        field = f" {self.field}:" if self.field else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}:{field} {' '.join(self.message.split())}{hint}"


class GeneratorError(Exception):
    """An error of the input, not of the program: its message is all a person needs."""


class ProblemError(GeneratorError):
    """A stage could not go on with one input; carries the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
