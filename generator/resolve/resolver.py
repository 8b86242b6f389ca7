"""Who is meant by each mention of the archive, by what the articles say and by what people decided in notes.

A decision made by hand is never overruled: an identifier that a person wrote into an article; an alias, `merged_into`
and `distinct_from` in a note. The converter writes an identifier beside every name too. That is told from a hand's by
the copy of the article as last generated, and gives way where a hand decided something else:

* An alias makes every mention of that name its note's, but for those with an identifier by hand, of somebody with a
  note of their own, or of somebody the note is distinct from.
* An identifier that was generated for a name which a hand has since corrected says nothing of the new name, where
  others bear that.

All else is by the rules of `bearers.Bearers`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from generator.errors import Problem
from generator.identifiers import identifier
from generator.resolve.identity import Named, resolve
from generator.resolve.notes import Note

Generated = Callable[[str], Iterable[Named]]
"""The mentions of an article, by its path, as last generated; none where nothing is known of that."""


def nothing_generated(_path: str) -> Iterable[Named]:
    """For archives without copies: every identifier is a hand's."""
    return ()


@dataclass(frozen=True)
class Resolved:
    """Who is meant."""

    ids: tuple[str, ...]
    """An identifier for each mention."""
    merged: Mapping[str, str]
    """Identifiers that are nobody's now, with those that all theirs went to."""
    set_by_hand: frozenset[str]
    """Identifiers that people wrote into articles, as far as they part namesakes."""
    problems: tuple[Problem, ...]
    """What is wrong with the notes."""
    by_offices: bool = False
    """Whether neither articles nor notes say who is meant by some mention, so that its offices had a say in it."""


class Origin(Enum):
    """Who wrote an identifier into an article."""

    HAND = "hand"
    MACHINE = "machine"
    STALE = "stale"
    """The converter, for a name that a hand has corrected since."""


@dataclass
class Resolver:
    """Resolves the mentions of one kind."""

    notes: Mapping[str, Note]
    """Those of the kind, by identifier."""
    alias_key: Callable[[str], str]
    """The key of a name as written in a note, comparable with `Named.key`."""
    docs_name: str = "docs_src"
    """For messages."""
    generated: Generated = nothing_generated
    """What the articles were generated with."""
    published: Mapping[str, str] = field(default_factory=dict)
    """Identifiers once published, with the name of their page."""
    complete: bool = True
    """Whether all articles are there: else nobody can say that nobody is meant by a note."""
    _problems: list[Problem] = field(default_factory=list)
    _set_by_hand: set[str] = field(default_factory=set)
    _replaced: list[tuple[str, str]] = field(default_factory=list)
    """Generated identifiers with those that hands wrote in their place."""

    def resolve(self, mentions: Sequence[Named], paths: Sequence[str]) -> Resolved:
        """paths: the article of each mention. Takes time linear in mentions and notes."""
        into = self._merges()
        roots = _ends(into)
        owners = self._owners_of_aliases(roots)
        given = [
            self._given(mention, path, owners.get(mention.key, ""), several, roots)
            for mention, path, several in zip(mentions, paths, _borne_by_several(mentions), strict=True)
        ]
        # Of a page whose note says its title, the record has that and not the name it was given for.
        published = {
            id_: name for id_, name in self.published.items() if id_ not in self.notes or not self.notes[id_].name
        }
        ids = _resolve_unclaimed(mentions, given, owners, published)
        self._check_targets(into, {*ids, *self.notes})
        roots = _ends(into)
        final = [roots.get(id_, id_) for id_ in ids]
        there = set(final)
        self._check_anybody(there)
        merged = {id_: root for id_, root in roots.items() if root in there}
        went: dict[str, Counter[str]] = defaultdict(Counter)
        for mention, id_ in zip(mentions, final, strict=True):
            if mention.id and mention.id not in there and mention.id not in merged:
                went[mention.id][id_] += 1
        for id_, target in self._replaced:
            if id_ not in there and id_ not in merged:
                went[id_][roots.get(target, target)] += 1
        for id_, to in went.items():
            merged[id_] = max(sorted(to), key=to.__getitem__)
        return Resolved(tuple(final), merged, frozenset(self._set_by_hand), tuple(self._problems), not all(given))

    def _given(self, mention: Named, path: str, owner: str, several: bool, roots: Mapping[str, str]) -> str:
        """The identifier that article and notes give a mention; empty where neither does."""
        if not mention.id or (not several and owner in {"", mention.id} and _looks_made(mention.id, mention.name)):
            return mention.id or owner
        made = self.generated(path)
        origin = _origin(mention, made)
        if origin is Origin.HAND:
            self._set_by_hand.add(mention.id)
            before = [each.id for each in made if each.key == mention.key and each.id]
            self._replaced += [(id_, mention.id) for id_ in before]
        if origin is not Origin.HAND and owner and not self._is_somebody_else(mention, owner, roots):
            return owner
        return "" if origin is Origin.STALE and several else mention.id

    def _is_somebody_else(self, mention: Named, owner: str, roots: Mapping[str, str]) -> bool:
        """Whether notes say that one of this identifier is not the one whose alias the name is."""
        id_, note = mention.id, self.notes.get(mention.id)
        if roots.get(id_, id_) == roots.get(owner, owner):
            return False
        if id_ in self.notes[owner].distinct_from or (note and owner in note.distinct_from):
            return True
        if note:
            message = f"{mention.name} is the name of {id_}, who has a note too"
            hint = f"if they are one, write `merged_into: {owner}` into {note.path}; else delete the alias"
            self._wrong(owner, "aliases", message, hint)
        return bool(note)

    def _merges(self) -> dict[str, str]:
        """What each note says it is the same as, without circles and contradictions."""
        into = {id_: note.merged_into for id_, note in self.notes.items() if note.merged_into}
        for id_, target in list(into.items()):
            other = self.notes.get(target)
            if target in self.notes[id_].distinct_from or (other and id_ in other.distinct_from):
                del into[id_]
                message = f"{target} is named by `distinct_from` too"
                self._wrong(id_, "merged_into", message, "delete one of the two")
        for id_ in _on_circles(into):
            message = f"leads back to itself, over {into[id_]}"
            self._wrong(id_, "merged_into", message, "delete it in the note whose page should stay")
        for id_ in _on_circles(into):
            del into[id_]
        return into

    def _owners_of_aliases(self, roots: Mapping[str, str]) -> dict[str, str]:
        """Whose each alias is; none that two claim."""
        claims: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        for id_, note in self.notes.items():
            for alias in note.aliases:
                claims[self.alias_key(alias)].setdefault(roots.get(id_, id_), (id_, alias))
        for by_root in claims.values():
            (first, _), *others = by_root.values()
            for id_, alias in others:
                message = f"{alias} is an alias of {first} too"
                hint = "leave it to one of them, and set an `id` in the articles that mean the other"
                self._wrong(id_, "aliases", message, hint)
        return {key: next(iter(by_root.values()))[0] for key, by_root in claims.items() if len(by_root) == 1}

    def _check_targets(self, into: dict[str, str], known: set[str]) -> None:
        """Drops merges into nobody."""
        for id_, note in self.notes.items():
            hint = f"write the name of a page's file without .md, as it stands in its address: {note.kind}/<id>/"
            if into.get(id_, id_) not in known:
                self._wrong(id_, "merged_into", f"no page has the identifier {into.pop(id_)}", hint)
            for other in note.distinct_from:
                if other not in known and other not in self.published:
                    self._wrong(id_, "distinct_from", f"no page has the identifier {other}", hint)

    def _check_anybody(self, there: set[str]) -> None:
        for id_, note in self.notes.items():
            # One of nothing but prose may be about somebody of whom articles are still to come: `review` asks.
            if self.complete and note.says_who and not note.merged_into and id_ not in there:
                message = "no article mentions what this note is about"
                hint = "name the file after the page it belongs to, or give it to another page with `merged_into`"
                self._wrong(id_, "", message, hint)

    def _wrong(self, id_: str, field_: str, message: str, hint: str) -> None:
        self._problems.append(self.notes[id_].problem(self.docs_name, field_, message, hint))


def _resolve_unclaimed(
    mentions: Sequence[Named], given: Sequence[str], owners: Mapping[str, str], published: Mapping[str, str]
) -> list[str]:
    """Identifiers for all mentions. Those that an alias claims have no say in who else bears which identifier."""
    ids = list(given)
    claimed = {
        place
        for place, (mention, id_) in enumerate(zip(mentions, given, strict=True))
        if id_ and id_ != mention.id and owners.get(mention.key) == id_
    }
    others = [place for place in range(len(ids)) if place not in claimed]
    reserved = dict.fromkeys((mentions[place].id for place in claimed), "")
    resolved = resolve([_with_id(mentions[place], ids[place]) for place in others], {**reserved, **published})
    for place, id_ in zip(others, resolved, strict=True):
        ids[place] = id_
    return ids


def _with_id(mention: Named, id_: str) -> Named:
    if mention.id == id_:
        return mention
    return Named(mention.key, mention.name, id_, mention.where, mention.nth, mention.posts)


def _borne_by_several(mentions: Sequence[Named]) -> Iterator[bool]:
    """For each mention whether its name stands beside several identifiers."""
    ids: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.id:
            ids[mention.key].add(mention.id)
    return (len(ids.get(mention.key, ())) > 1 for mention in mentions)


def _origin(mention: Named, generated: Iterable[Named]) -> Origin:
    """Who wrote a mention's identifier, by what its article was last generated with."""
    keys = {each.key for each in generated if each.id == mention.id}
    if not keys:
        return Origin.HAND
    return Origin.MACHINE if mention.key in keys else Origin.STALE


@lru_cache(maxsize=1 << 16)
def _slug(name: str) -> str:
    return identifier(name)


def _looks_made(id_: str, name: str) -> bool:
    """Whether the converter could have made an identifier of a name.

    >>> _looks_made("le-van-ba-2", "Lê Văn Ba"), _looks_made("le-van-ba-son-la", "Lê Văn Ba")
    (True, False)
    """
    return id_ == _slug(name) or _NUMBERED.sub("", id_) == _slug(name)


_NUMBERED = re.compile(r"-\d+$")


def _ends(into: Mapping[str, str]) -> dict[str, str]:
    """Where each leads in the end; there are no circles."""
    ends: dict[str, str] = {}
    for start in into:
        way = []
        at = start
        while at in into and at not in ends:
            way.append(at)
            at = into[at]
        ends |= dict.fromkeys(way, ends.get(at, at))
    return ends


def _on_circles(into: Mapping[str, str]) -> list[str]:
    """Those that come back to themselves, in order."""
    done: set[str] = set()
    found: set[str] = set()
    for start in into:
        way: dict[str, int] = {}
        at = start
        while at in into and at not in done and at not in way:
            way[at] = len(way)
            at = into[at]
        if at in way:
            found |= {id_ for id_, step in way.items() if step >= way[at]}
        done |= way.keys()
    return sorted(found)
