"""The only writer of articles. What a person changed is never overwritten, and what they deleted stays deleted.

Beside the articles, in a folder whose name begins with a dot so that MkDocs ignores it, lies the text of each as it was
last generated. An article that differs from that copy was edited by hand.
"""

from enum import Enum
from pathlib import Path

from generator.document import split

BASE_FOLDER = ".base"
"""Copies of the articles as last generated; committed with the archive."""

# Share of three-word runs. Among 57 different articles of the genre no two shared more than .27; of the same articles
# with every fifth word changed each still shared .48.
_SHARED_BY_ONE_ARTICLE = 0.4


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
    """The file was generated of another article's text: it stays as it is, or deleted if it was."""


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
    if generated is None:
        return Outcome.WRITTEN if current is None else Outcome.FOREIGN
    if not _is_same_article(generated, text):
        return Outcome.ANOTHER
    if current is None:
        return Outcome.DELETED
    return Outcome.WRITTEN if current == generated else Outcome.KEPT


def _is_same_article(generated: str, text: str) -> bool:
    """Whether one text is a later state of the other: a source that changed keeps most of its words in their order."""
    one, other = _runs(split(generated)[1]), _runs(split(text)[1])
    return len(one & other) >= _SHARED_BY_ONE_ARTICLE * min(len(one), len(other))


def _runs(body: str) -> set[tuple[str, ...]]:
    """All runs of three words; a shorter text is one run."""
    words = body.split()
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


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
