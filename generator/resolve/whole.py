"""What a part of an archive knows of the whole, which `generator split` parted by years: who is meant by a name, what
else there is of whom, and where. The file is generated with the part and never edited.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.errors import Problem, ProblemError
from generator.identifiers import identifier
from generator.resolve.named import Named
from generator.resolve.notes import KINDS, Note
from generator.resolve.resolver import Resolved

WHOLE = ".part/whole.json"
"""The file, below the docs folder; MkDocs leaves out what begins with a dot."""
_FORMAT = 1


@dataclass(frozen=True)
class Known:
    """What the whole archive knows of a person, cluster, province or document of a part."""

    name: str
    """As all parts show it."""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """How many articles of other parts mention it, by the part's name."""
    distinct_from: tuple[str, ...] = ()
    """Identifiers of namesakes who surely are somebody else."""


@dataclass(frozen=True)
class Whole:
    """What one part knows."""

    site: str
    """The part's name; empty for the front site, which has no articles."""
    articles: Mapping[str, int]
    """How many each part has, by name, in the order they are listed."""
    known: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)
    """By kind (persons, clusters …) and identifier."""
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By kind: identifiers of names that would make another one."""
    set_by_hand: tuple[str, ...] = ()
    """As in the catalogue."""

    def notes(self, kind: str, notes: Mapping[str, Note]) -> dict[str, Note]:
        """The notes of a kind, by identifier, with what the whole knows besides."""
        own = {note.id: note for note in notes.values() if note.kind == kind}
        known = self.known.get(kind, {})
        return own | {
            id_: replace(
                own.get(id_, Note(f"{kind}/{id_}.md")),
                name=each.name,
                distinct_from=(*(own[id_].distinct_from if id_ in own else ()), *each.distinct_from),
            )
            for id_, each in known.items()
        }

    def elsewhere(self, path: str) -> Mapping[str, int]:
        """How many articles of other parts mention whom a page is about, by the part's name."""
        kind, _, name = path.partition("/")
        known = self.known.get(kind, {}).get(name.removesuffix(".md"))
        return known.elsewhere if known else {}


@dataclass(frozen=True)
class SettledResolver:
    """Takes all mentions of one kind as the whole archive has resolved them; stands for `resolver.Resolver`."""

    notes: Mapping[str, Note]
    """Those of the kind, by identifier."""
    named: Mapping[str, str]
    """Identifiers of names that would make another one."""
    set_by_hand: frozenset[str]
    """As in `Resolved`."""

    def resolve(self, mentions: Sequence[Named], _paths: Sequence[str]) -> Resolved:
        """An identifier for each mention: that which the whole gives its name, that of the article, or of the name."""
        ids = (self.named.get(mention.key) or mention.id or identifier(mention.name) for mention in mentions)
        return Resolved(tuple(ids), {}, self.set_by_hand, ())


def settled_resolvers(whole: Whole, notes: Mapping[str, Note]) -> dict[str, SettledResolver]:
    """A resolver for each kind."""
    by_hand = frozenset(path.removeprefix("persons/").removesuffix(".md") for path in whole.set_by_hand)
    return {kind: SettledResolver(whole.notes(kind, notes), whole.named.get(kind, {}), by_hand) for kind in KINDS}


def read_whole(docs: Path) -> Whole | None:
    """What the part in a docs folder knows; None for an archive that is no part.

    Raises ProblemError where the file isn't what `dump_whole` made: a part without it would take namesakes for one.
    """
    path = docs / WHOLE
    try:
        return _whole(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        hint = "run `generator split` again"
        raise ProblemError(Problem(f"{docs.name}/{WHOLE}", 0, "", "can't be read", hint)) from None


def dump_whole(whole: Whole) -> bytes:
    """The file's content."""
    value = {
        "format": _FORMAT,
        "site": whole.site,
        "articles": dict(whole.articles),
        "known": {kind: dict(_known_rows(known)) for kind, known in whole.known.items()},
        "named": {kind: dict(named) for kind, named in whole.named.items()},
        "set_by_hand": list(whole.set_by_hand),
    }
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _known_rows(known: Mapping[str, Known]) -> Iterator[tuple[str, list[Any]]]:
    """Short rows, for there are many: name, counts elsewhere, namesakes; empty ones at the end left out."""
    for id_, each in known.items():
        row: list[Any] = [each.name, dict(each.elsewhere), list(each.distinct_from)]
        while len(row) > 1 and not row[-1]:
            row.pop()
        yield id_, row


def _whole(value: Any) -> Whole:
    if value["format"] != _FORMAT:
        raise ValueError(value["format"])
    return Whole(
        site=_text(value["site"]),
        articles=_counts(value["articles"]),
        known={kind: {id_: _known(*row) for id_, row in rows.items()} for kind, rows in value["known"].items()},
        named={kind: {key: _text(id_) for key, id_ in named.items()} for kind, named in value["named"].items()},
        set_by_hand=_texts(value["set_by_hand"]),
    )


def _known(name: Any, elsewhere: Any = None, distinct_from: Any = ()) -> Known:
    return Known(_text(name), _counts(elsewhere or {}), _texts(distinct_from))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _counts(value: Mapping[Any, Any]) -> dict[str, int]:
    if not all(isinstance(count, int) for count in value.values()):
        raise TypeError(value)
    return {_text(name): count for name, count in value.items()}
