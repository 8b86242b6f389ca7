"""All records of one kind: who is meant by each mention, and what all mentions of one say together.

After an edit most mentions say what they said before. Where everything that a result was made of is the same, the
result is that of the load before; what a whole archive says is never changed in place.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.model import Article, FrontMatter
from generator.records import EntityRecord
from generator.resolve.identity import Named
from generator.resolve.notes import Note
from generator.resolve.resolver import Generated, Resolved, Resolver
from generator.resolve.whole import SettledResolver

Mention = TypeVar("Mention")
Record = TypeVar("Record", bound=EntityRecord)
Found = Sequence[tuple[Mention, Article]]
"""Mentions of one, each with its article, in time order."""


@dataclass(frozen=True)
class Kind(Generic[Mention, Record]):
    """How things of a kind are found and told apart."""

    folder: str
    """Where their pages are: persons."""
    mentions: Callable[[FrontMatter], Sequence[Mention]]
    """An article's mentions of them."""
    named: Callable[[Article], Iterable[Named]]
    """The same as far as identity goes, in step."""
    alias_key: Callable[[str], str]
    """The key of a name as written in a note, comparable with `Named.key`."""
    record: Callable[[str, Found[Mention], Note | None], Record]
    """What an identifier's mentions say together, and its note."""
    by_article: bool = True
    """Whether anybody will ask for the records of an article."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What besides the articles has a say in who is who."""

    notes: Mapping[str, Note]
    """Those of the kind, by identifier."""
    published: Mapping[str, str]
    """Identifiers once published, with the name of their page."""
    docs_name: str
    """For messages."""
    complete: bool
    """Whether all articles are there."""
    generated: Generated
    """What an article was last generated with."""
    settled: SettledResolver | None = None
    """For a part of an archive: who is meant, as the whole has it."""

    @property
    def fixed(self) -> tuple[object, ...]:
        """All of it but what an article was generated with, which is asked for only now and then."""
        return self.notes, self.published, self.docs_name, self.complete, self.settled

    def note(self, id_: str) -> Note | None:
        """The note of an identifier."""
        return (self.settled.notes if self.settled else self.notes).get(id_)


@dataclass(frozen=True, eq=False)
class MadeOf(Generic[Mention]):
    """All that has a say in the records of a kind."""

    named: Mapping[str, tuple[Article, tuple[Named, ...]]]
    """The mentions as far as identity goes, by the article's path."""
    surroundings: Surroundings
    """What has a say in who is who."""
    generated: Mapping[str, Sequence[Named]]
    """What articles were generated with, as far as it was asked for."""
    found: Mapping[str, Found[Mention]]
    """The mentions of each, by identifier."""


@dataclass(frozen=True, eq=False)
class Gathered(Generic[Mention, Record]):
    """All records of a kind."""

    records: Mapping[str, Record]
    """By identifier."""
    of_article: Mapping[str, tuple[Record, ...]]
    """By the article's path, in step with its mentions; empty where nobody will ask."""
    resolved: Resolved
    """Who is meant by the mentions of all articles, by path."""
    made_of: MadeOf[Mention] | None = None
    """What they were made of, where somebody will want to know."""


def gather(
    kind: Kind[Mention, Record],
    in_time: Sequence[Article],
    surroundings: Surroundings,
    before: Gathered[Mention, Record] | None = None,
    *,
    is_kept: bool = False,
) -> Gathered[Mention, Record]:
    """All records of a kind in articles, which come in time order.

    before: what earlier articles gave, if that is known. It makes no difference but of time. is_kept: whether this is
    to be known then.
    """
    # Identifiers are given out by path: a corrected date must not move anybody to another address.
    by_path = sorted(in_time, key=lambda article: article.path)
    known = before.made_of.named if before and before.made_of else {}
    named = {article.path: _named(kind, article, known.get(article.path)) for article in by_path}
    resolved, generated = _resolved(kind, named, surroundings, before)
    ids = iter(resolved.ids)
    ids_of = {path: [next(ids) for _ in mentions] for path, (_, mentions) in named.items()}
    if not is_kept:
        # Of a hundred thousand articles this is much, and what follows takes as much again.
        named = {}
    found: dict[str, list[tuple[Mention, Article]]] = {}
    for article in in_time:
        for id_, mention in zip(ids_of[article.path], kind.mentions(article.front_matter), strict=True):
            found.setdefault(id_, []).append((mention, article))
    records = {id_: _record(kind, id_, pairs, surroundings.note(id_), before) for id_, pairs in found.items()}
    of_article = {path: tuple([records[id_] for id_ in its]) for path, its in ids_of.items() if kind.by_article}
    made_of = MadeOf(named, surroundings, generated, found) if is_kept else None
    return Gathered(records, of_article, resolved, made_of)


def _named(
    kind: Kind[Any, Any], article: Article, known: tuple[Article, tuple[Named, ...]] | None
) -> tuple[Article, tuple[Named, ...]]:
    return known if known and known[0] is article else (article, tuple(kind.named(article)))


def _resolved(
    kind: Kind[Any, Any],
    named: Mapping[str, tuple[Article, tuple[Named, ...]]],
    around: Surroundings,
    before: Gathered[Any, Any] | None,
) -> tuple[Resolved, Mapping[str, Sequence[Named]]]:
    """Who is meant, and what was asked for to tell."""
    then = before.made_of if before else None
    if (
        before
        and then
        and _are_same(named, then.named)
        and around.fixed == then.surroundings.fixed
        and all(tuple(around.generated(path)) == made for path, made in then.generated.items())
    ):
        return before.resolved, then.generated
    asked: dict[str, Sequence[Named]] = {}

    def generated(path: str) -> Sequence[Named]:
        if path not in asked:
            asked[path] = tuple(around.generated(path))
        return asked[path]

    resolver = around.settled or Resolver(
        around.notes, kind.alias_key, around.docs_name, generated, around.published, around.complete
    )
    mentions = [mention for _, its in named.values() for mention in its]
    paths = [path for path, (_, its) in named.items() for _ in its]
    return resolver.resolve(mentions, paths), asked


def _are_same(
    named: Mapping[str, tuple[Article, tuple[Named, ...]]], before: Mapping[str, tuple[Article, tuple[Named, ...]]]
) -> bool:
    """Whether the same articles name the same; they may say something else otherwise."""
    return [*named] == [*before] and all(
        now is then or now[1] == then[1] for now, then in zip(named.values(), before.values(), strict=True)
    )


def _record(
    kind: Kind[Mention, Record],
    id_: str,
    found: Found[Mention],
    note: Note | None,
    before: Gathered[Mention, Record] | None,
) -> Record:
    known = before.records.get(id_) if before else None
    if before and before.made_of and known and known.note == note:
        then = before.made_of.found[id_]
        # Not whether they are equal: what is equal may be written otherwise, 80 and 80.0.
        if len(then) == len(found) and all(
            now[0] is was[0] and now[1] is was[1] for now, was in zip(found, then, strict=True)
        ):
            return known
    return kind.record(id_, found, note)
