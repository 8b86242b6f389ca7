"""What was measured, kept in a file as it comes: raw numbers, one entry a round."""

import json
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Result:
    """One round of one row."""

    row: str
    """What was measured: build, warm, edit or convert."""
    engine: str
    articles: int
    values: Mapping[str, float] = field(default_factory=dict)
    failure: str = ""
    """Why there are no values, or no more."""

    @property
    def key(self) -> tuple[str, str, int]:
        """What the rounds have in common."""
        return self.row, self.engine, self.articles


class Results:
    """All results, of this run and of earlier ones into the same file; what is measured again replaces what was."""

    def __init__(self, file: Path) -> None:
        self._file = file
        kept = json.loads(file.read_text("utf-8")) if file.is_file() else {"about": {}, "results": []}
        self.about: dict[str, Any] = kept["about"]
        self._earlier = [Result(**entry) for entry in kept["results"]]
        self._new: list[Result] = []

    def __iter__(self) -> Iterator[Result]:
        again = {result.key for result in self._new}
        yield from (result for result in self._earlier if result.key not in again)
        yield from self._new

    def add(self, result: Result) -> None:
        """Keeps a result, in the file too."""
        self._new.append(result)
        self.save()

    def save(self) -> None:
        """Writes the file."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        content = {"about": self.about, "results": [asdict(result) for result in self]}
        self._file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def medians(self, row: str, engine: str, articles: int) -> dict[str, float]:
        """The median of each value over the rounds that have it; empty where nothing was measured."""
        rounds = [result.values for result in self if result.key == (row, engine, articles)]
        names = dict.fromkeys(name for values in rounds for name in values)
        return {name: statistics.median(values[name] for values in rounds if name in values) for name in names}

    def failures(self) -> list[Result]:
        """What didn't work."""
        return [result for result in self if result.failure]

    def sizes(self, row: str) -> list[int]:
        """The numbers of articles that a row was measured at."""
        return sorted({result.articles for result in self if result.row == row})
