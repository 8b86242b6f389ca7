"""The only writer of articles. What a person changed is never overwritten, and what they deleted stays deleted.

Beside the articles, in a folder whose name begins with a dot so that MkDocs ignores it, lies the text of each as it was
last generated. An article that differs from that copy was edited by hand.
"""

from enum import Enum
from pathlib import Path

from generator.document import split

BASE_FOLDER = ".base"
"""Copies of the articles as last generated; committed with the archive."""

_SHORTEST_TELLING_LINE = 60


class Outcome(Enum):
    """What became of one generated article."""

    WRITTEN = "written"
    """New, or changed since it was last generated and not touched by hand."""
    UNCHANGED = "unchanged"
    """The file holds just this text."""
    KEPT = "kept"
    """Edited by hand: the file stays as it is."""
    DELETED = "deleted"
    """Deleted by hand: it stays deleted."""
    FOREIGN = "foreign"
    """A file of this name exists that was never generated: it stays as it is."""
    ANOTHER = "another"
    """The file was generated of a text that has nothing in common with this one: it stays as it is."""


def store_article(folder: Path, name: str, text: str, *, dry_run: bool = False) -> Outcome:
    """Put a generated article into the folder, unless a hand has been at it.

    name: the file's name without folder. With dry_run nothing is written and the outcome says what would be.
    Raises OSError where the folder can't be written to.
    """
    article, base = folder / name, folder / BASE_FOLDER / name
    current, generated = _read(article), _read(base)
    outcome = _outcome(current, generated, text)
    if not dry_run:
        # The article before its copy: stopped between the two, the next run finds the text in place and adds the copy.
        if outcome is Outcome.WRITTEN:
            _write(article, text)
        if outcome in (Outcome.WRITTEN, Outcome.UNCHANGED) and generated != text:
            _write(base, text)
    return outcome


def _outcome(current: str | None, generated: str | None, text: str) -> Outcome:
    if current == text:
        return Outcome.UNCHANGED
    if current is None:
        return Outcome.WRITTEN if generated is None else Outcome.DELETED
    if generated is None:
        return Outcome.FOREIGN
    if not _has_common_line(generated, text):
        return Outcome.ANOTHER
    return Outcome.WRITTEN if current == generated else Outcome.KEPT


def _has_common_line(generated: str, text: str) -> bool:
    """Whether two articles share their title or a paragraph: a source that changed keeps some, another has none."""
    lines = [{_title_line(each), *filter(_is_telling, split(each)[1].split("\n"))} for each in (generated, text)]
    return not lines[0].isdisjoint(lines[1])


def _title_line(text: str) -> str:
    return text.split("\n", 2)[1]


def _is_telling(line: str) -> bool:
    """Whether a line is long enough to be of one article only: many have the caption "Quang cảnh hội nghị."."""
    return len(line) >= _SHORTEST_TELLING_LINE


def _read(path: Path) -> str | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    # Bytes that are no UTF-8 came from a hand: kept apart from every generated text, never lost by reading.
    return data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def _write(path: Path, text: str) -> None:
    """Write the whole file or nothing: into a neighbour first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(text.encode("utf-8"))
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
