"""Whom articles name, as earlier runs read it: who is who follows from all articles, even if one only is new."""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from generator.document import parse_article
from generator.errors import ProblemError
from generator.model import FrontMatter
from generator.resolve.named import Named, named_cluster, named_persons
from generator.resolve.posts import Post
from generator.store.journal import Journal
from generator.store.outcome import digest_of

# A run that may not write keeps no more than so many in memory.
_AT_ONCE = 256


class Names(NamedTuple):
    """Whom an article names."""

    persons: Sequence[Named] = ()
    """In the order of the text."""
    clusters: Sequence[Named] = ()
    """The same."""

    @staticmethod
    def of(front_matter: FrontMatter) -> "Names":
        """Those that the front matter of an article names."""
        persons = named_persons(front_matter, front_matter.source_file)
        return Names(tuple(persons), tuple(map(named_cluster, front_matter.clusters)))

    def with_identifiers(self, ids: Sequence[str]) -> "Names":
        """With an identifier each: the persons', then the clusters'."""
        first, rest = ids[: len(self.persons)], ids[len(self.persons) :]
        return Names(
            [each._replace(id=id_) for each, id_ in zip(self.persons, first, strict=True)],
            [each._replace(id=id_) for each, id_ in zip(self.clusters, rest, strict=True)],
        )


class KnownNames:
    """The names in articles by the digest of their text. In a journal of its own: few runs need it, and it is long."""

    def __init__(self, journal: Journal | None) -> None:
        """journal: as for `Known`."""
        self._journal = journal
        self._places: dict[bytes, int] | None = None
        self._new: list[tuple[bytes, Sequence[Any], Sequence[Any]]] = []

    @property
    def waiting(self) -> int:
        """How many are to be written."""
        return len(self._new)

    def of(self, digest: bytes, read: Callable[[], bytes]) -> Names:
        """Those in the text of a digest. read: gives the text, where nothing is known of it."""
        place = self._loaded().get(digest)
        content = self._journal.at(place) if self._journal and place is not None else None
        if content is not None:
            _, persons, clusters = json.loads(content)
            return Names(list(map(_person, persons)), [Named(*each) for each in clusters])
        data = read()
        names = _named_in(data)
        if digest_of(data) == digest:
            self.learn(digest, names)
        return names

    def learn(self, digest: bytes, names: Names) -> None:
        """The names of a text."""
        if self._journal and len(self._new) < _AT_ONCE and digest not in self._loaded():
            persons = [(each.key, each.name, each.id, each.where, each.nth, each.posts) for each in names.persons]
            self._new.append((digest, persons, [(each.key, each.name, each.id) for each in names.clusters]))

    def write(self) -> None:
        """Keep what was learned. Whoever calls holds the folder's lock."""
        if self._journal and self._new:
            self._journal.append(self._new)
            self._new = []

    def close(self) -> None:
        """Done with it."""
        if self._journal:
            self._journal.close()

    def keep_only(self, digests: set[bytes]) -> None:
        """Forget all other texts, when they are most of what is known."""
        places = self._loaded()
        if self._journal and len(places) > 2 * len(digests) + _AT_ONCE:
            contents = (self._journal.at(places[digest]) for digest in sorted(digests & places.keys()))
            self._journal.replace(json.loads(content) for content in contents if content)

    def _loaded(self) -> dict[bytes, int]:
        if self._places is None:
            # Every line begins with ["digest",
            lines = self._journal.read() if self._journal else ()
            self._places = {bytes.fromhex(content[2:34].decode()): place for place, content in lines}
        return self._places


def _person(plain: Sequence[Any]) -> Named:
    key, name, id_, where, nth, posts = plain
    return Named(key, name, id_, where, nth, tuple(Post(*each) for each in posts))


def _named_in(data: bytes) -> Names:
    """The persons and clusters of an article; of a broken one, which `check` tells of, none."""
    try:
        return Names.of(parse_article(data.decode("utf-8"), "").front_matter)
    except (ProblemError, UnicodeDecodeError):
        return Names()
