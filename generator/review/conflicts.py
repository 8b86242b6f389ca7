"""What hand and converter changed both. The hand's stands in the article; a person may want the other after all.

Such a question is settled by editing the article — to what the converter says, or to anything else — or, where the
hand's shall stay as it is, by `generator review --keep FILE`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.errors import GeneratorError, Problem, ProblemError
from generator.merge import Conflict, line_of
from generator.store import ArticleStore, lock_of
from generator.store.outcome import decoded


def open_conflicts(articles: Path) -> Iterator[Problem]:
    """The conflicts of a folder of articles as questions, in order of file name."""
    store = ArticleStore(articles, writes=False)
    for name in store.recorded():
        path = (articles / name).as_posix()
        hint = f"take that over by hand, or keep yours: generator review --keep {path}"
        try:
            for conflict in store.conflicts(name):
                line = line_of(conflict, decoded(store.read(name) or b""))
                yield Problem(path, line, conflict.field, _message(conflict), hint)
        except ProblemError as error:
            yield error.problem


def keep(articles: Path, file: Path) -> int:
    """Let the hand's stay in a file of a folder of articles, for good. How many conflicts that settles.

    The converter may come to say yet something else; then that is a new question. Raises BusyError while another
    process writes, GeneratorError where the file is none of the articles' or nothing can be written.
    """
    if file.resolve().parent != articles.resolve() or not file.is_file():
        hint = f"name a file in {articles.as_posix()}"
        raise ProblemError(Problem(file.as_posix(), 0, "", "is none of the articles", hint))
    try:
        with lock_of(articles):
            return ArticleStore(articles, writes=True).settle(file.name)
    except OSError as error:
        raise GeneratorError(f"{error.filename or articles}: can't be written: {error.strerror}") from error


def _message(conflict: Conflict) -> str:
    hand = "deleted by hand" if conflict.hand is None else f"edited by hand to {_shown(conflict.hand)}"
    machine = "has nothing here now" if conflict.machine is None else f"now says {_shown(conflict.machine)}"
    return f"{hand}; the converter {machine}"


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
