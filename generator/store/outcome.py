"""What becomes of one generated article, given what lies there: pure, so that it can be tried out at will."""

from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b

from generator.document import split
from generator.merge import Record, merge_article, runs, still_open

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Share of three-word runs. Among 57 different articles of the genre no two shared more than .27; of the same articles
# with every fifth word changed each still shared .48.
SHARED_BY_ONE_ARTICLE = 0.4


class Outcome(Enum):
    """What became of one generated article."""

    WRITTEN = "written"
    """New, or changed since it was last generated; what was edited by hand in it stays."""
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


@dataclass(frozen=True)
class Step:
    """What is to be done with one article: its outcome, and what its three files shall hold."""

    outcome: Outcome
    article: bytes | None
    """What to write into the article; None leaves it alone."""
    base: str | None
    """The base copy; None leaves it alone."""
    record: Record
    """What to remember."""


def next_step(data: bytes | None, base: str | None, text: str, record: Record) -> Step:
    """What to do with an article for which this text was generated.

    data: its file, None where there is none; base: its copy, the same; record: what is remembered of it.
    """
    if base is None:
        return _first_step(data, text, record)
    if not is_same_article(base, text):
        return Step(Outcome.ANOTHER, None, None, record)
    if data is None:
        return Step(Outcome.DELETED, None, text, record)
    current = decoded(data)
    if _said(current) == base and record == Record():
        article = None if base == text else _as_it_lay(text, current).encode()
        return Step(Outcome.WRITTEN if article else Outcome.UNCHANGED, article, text, record)
    return _merging_step(base, current, text, record)


def _merging_step(base: str, current: str, text: str, record: Record) -> Step:
    left_alone = Outcome.UNCHANGED if _said(current) == text else Outcome.KEPT
    if base == text:
        return Step(left_alone, None, None, still_open(record, current, text))
    merged = merge_article(base, current, text, record)
    if merged is None:
        # Broken by hand, perhaps in the midst of an edit: the merge waits until it can be read.
        return Step(Outcome.KEPT, None, None, record)
    if merged.text == current:
        return Step(left_alone, None, text, merged.record)
    return Step(Outcome.WRITTEN, merged.text.encode("utf-8", "surrogateescape"), text, merged.record)


def _first_step(data: bytes | None, text: str, record: Record) -> Step:
    if data is None:
        return Step(Outcome.WRITTEN, text.encode(), text, record)
    if _said(decoded(data)) == text:
        return Step(Outcome.UNCHANGED, None, text, record)
    return Step(Outcome.FOREIGN, None, None, record)


def is_same_article(generated: str, text: str) -> bool:
    """Whether one text is a later state of the other: a source that changed keeps most of its words in their order."""
    if generated == text:
        return True
    one, other = runs(split(generated)[1]), runs(split(text)[1])
    return len(one & other) >= SHARED_BY_ONE_ARTICLE * min(len(one), len(other))


def decoded(data: bytes) -> str:
    """The text in a file. Bytes that are no UTF-8 came from a hand: no generated text has them, and none get lost."""
    return data.decode("utf-8", "surrogateescape")


def digest_of(data: bytes) -> bytes:
    """Names a text, whatever its line ends: some systems change them on the way."""
    return blake2b(data.replace(b"\r\n", b"\n") if b"\r" in data else data, digest_size=16).digest()


def _said(current: str) -> str:
    return current.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")


def _as_it_lay(text: str, current: str) -> str:
    """The text with the byte order mark and the line ends of the file it goes into."""
    windows = current.count("\r\n") * 2 > current.count("\n")
    mark = _BYTE_ORDER_MARK if current.startswith(_BYTE_ORDER_MARK) else ""
    return mark + (text.replace("\n", "\r\n") if windows else text)
