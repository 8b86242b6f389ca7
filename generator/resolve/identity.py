"""Which mentions are one and the same, and by what identifier it is known."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from generator.resolve.bearers import Bearers
from generator.resolve.evidence import Evidence
from generator.resolve.named import Named, is_usable_id, named_cluster, named_persons, shown_name

__all__ = [
    "Evidence",
    "Identities",
    "Named",
    "is_usable_id",
    "named_cluster",
    "named_persons",
    "resolve",
    "shown_name",
]


def resolve(mentions: Sequence[Named], published: Mapping[str, str] | None = None) -> list[str]:
    """An identifier for each mention, in step with them, by the rules of `Bearers`.

    Mentions that tell of offices come before those that tell of none. Depends on their order only where two names make
    the same identifier, or one name parts. published: as for `Bearers`.

    >>> resolve([Named("tuấn", "Tuấn"), Named("tuân", "Tuân"), Named("tuấn", "Tuấn"), Named("tuân", "Tuân", "tuan")])
    ['tuan-2', 'tuan', 'tuan-2', 'tuan']
    """
    ids = [mention.id for mention in mentions]
    if all(ids):
        # As in every archive that hands have added nobody to: no evidence is needed.
        return ids
    bearers = Bearers(published)
    for mention in mentions:
        if mention.id:
            bearers.learn(mention, mention.id)
    without = [place for place, mention in enumerate(mentions) if not mention.id]
    for place in sorted(without, key=lambda place: not mentions[place].posts):
        ids[place] = bearers.place(mentions[place])
    return ids


class Identities:
    """Gives out identifiers while articles come in one by one; those the archive has already are the authority."""

    def __init__(
        self,
        known: Iterable[Named] = (),
        generated: Iterable[Named] = (),
        published: Mapping[str, str] | None = None,
        edited: Iterable[Named] | None = None,
    ) -> None:
        """known: what the articles say; generated: what was last generated of each source, which gets it again;
        published: as for `Bearers`; edited: of generated, as far as the articles may no longer say it.

        They are taken in this order, first generated, and little of them is kept.
        """
        self._bearers = bearers = Bearers(published)
        self._before: dict[str, tuple[str, ...]] = {}
        """Of each text what its mentions got: mention, identifier, mention, identifier …"""
        self._text, self._of_text = "", dict[str, str]()
        """The text that is being asked for, and what its mentions have got."""
        for where, mentions in _by_text(generated):
            self._before[where] = self._before.get(where, ()) + _flat(mentions)
            for each in mentions:
                bearers.reserve(each.id)
        names, unknown = self._learn(known)
        for each in generated if edited is None else edited:
            # A name that hands corrected or deleted everywhere keeps its own.
            if each.key not in names and each.id:
                bearers.learn(each, each.id)
        for each in sorted(unknown, key=lambda each: not each.posts):
            bearers.place(each)

    def _learn(self, known: Iterable[Named]) -> tuple[set[str], list[Named]]:
        """Learns what the articles say; returns all names they say, and the mentions without identifier."""
        names: set[str] = set()
        unknown: list[Named] = []
        beside: dict[str, tuple[str, ...]] = {}
        for where, mentions in _by_text(known):
            flat = self._before.get(where, ())
            before = _paired(flat)
            for each in mentions:
                names.add(sys.intern(each.key))
                self._bearers.reserve(each.id)
            for each in _not_stale([each for each in mentions if each.id], flat):
                self._bearers.learn(each, each.id)
            unknown += [each for each in mentions if not each.id]
            if more := _flat(each for each in mentions if _mention(each) not in before):
                beside[where] = beside.get(where, ()) + more
        for where, more in beside.items():
            self._before[where] = more + self._before.get(where, ())
        return names, unknown

    def of(self, mention: Named) -> str:
        """The identifier of a mention: what its source got before; else by the rules of `Bearers`.

        >>> identities = Identities([Named("tuấn", "Tuấn", "tuan")])
        >>> identities.of(Named("tuân", "Tuân")), identities.of(Named("tuấn", "Tuấn"))
        ('tuan-2', 'tuan')
        """
        if not mention.where:
            return self._bearers.place(mention)
        if mention.where != self._text:
            self._before[self._text] = tuple(chain.from_iterable(self._of_text.items()))
            self._text, self._of_text = mention.where, _paired(self._before.get(mention.where, ()))
        which = _mention(mention)
        if which not in self._of_text:
            self._of_text[which] = sys.intern(self._bearers.place(mention))
        return self._of_text[which]


_NTH = "\0"


def _mention(named: Named) -> str:
    """Which mention of its text one is."""
    return sys.intern(named.key if named.nth == 1 else f"{named.key}{_NTH}{named.nth}")


def _by_text(mentions: Iterable[Named]) -> Iterator[tuple[str, list[Named]]]:
    return ((where, list(some)) for where, some in groupby(mentions, key=lambda each: each.where))


def _not_stale(mentions: Iterable[Named], before: Sequence[str]) -> Iterator[Named]:
    """The mentions of a text without those whose name a hand has corrected since their identifier was made: that says
    nothing of who bears the new name. before: what the text's mentions got as they were generated.
    """
    given = set(before[1::2])
    made = {(id_, mention.partition(_NTH)[0]) for mention, id_ in zip(before[::2], before[1::2], strict=True)}
    return (each for each in mentions if each.id not in given or (each.id, each.key) in made)


def _flat(mentions: Iterable[Named]) -> tuple[str, ...]:
    """Mentions with their identifiers, as far as they have one, in a quarter of a mapping's memory."""
    with_id = (each for each in mentions if each.where and each.id)
    return tuple(text for each in with_id for text in (_mention(each), sys.intern(each.id)))


def _paired(flat: Sequence[str]) -> dict[str, str]:
    return dict(zip(flat[::2], flat[1::2], strict=True))
