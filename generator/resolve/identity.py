"""Which mentions are one and the same, and by what identifier it is known."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.identifiers import identifier
from generator.resolve.named import Named, is_usable_id, named_cluster, named_persons, shown_name
from generator.resolve.posts import Post, successor_id
from generator.vietnamese import comparison_key

__all__ = [
    "Bearers",
    "Evidence",
    "Identities",
    "Named",
    "is_usable_id",
    "named_cluster",
    "named_persons",
    "resolve",
    "shown_name",
]

_NAMELESS = "khong-ten"


@dataclass
class Evidence:
    """All that is known of the bearer of one identifier, for telling it from a namesake."""

    texts: set[str] = field(default_factory=set)
    """Where it is mentioned."""
    led: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Provinces led, by year."""
    provinces: set[str] = field(default_factory=set)
    """All provinces led, in whatever year."""
    offices: set[str] = field(default_factory=set)
    """All offices."""

    def add(self, named: Named) -> None:
        """One more mention."""
        self.texts |= {named.where} - {""}
        for post in named.posts:
            self.offices.add(post.office)
            if post.province:
                self.provinces.add(post.province)
                if post.year:
                    self.led[post.year].add(successor_id(post))

    @staticmethod
    def of(mentions: Iterable[Named]) -> "Evidence":
        """What some mentions say together."""
        evidence = Evidence()
        for named in mentions:
            evidence.add(named)
        return evidence

    def contradicts(self, other: "Evidence") -> bool:
        """Whether this one and another can't be one: in one year they lead in two provinces, and tell of no change.

        >>> ba = Evidence.of([Named("ba", "Ba", posts=(Post(2022, "son-la", "bí thư tỉnh ủy sơn la"),))])
        >>> others = (Named("ba", "Ba", posts=(Post(year, "nghe-an", ""),)) for year in (2022, 2023, 0))
        >>> [ba.contradicts(Evidence.of([other])) for other in others]
        [True, False, False]
        """
        years = self.led.keys() & other.led.keys()
        return any(self.led[year].isdisjoint(other.led[year]) for year in years)

    def leads(self, post: Post) -> bool:
        """Whether this one holds that office in that province, in whatever year."""
        return post.province in self.provinces and post.office in self.offices

    def shared_with(self, named: Named) -> int:
        """How much of a mention's offices is known of this one; 0 where it leads in other provinces only."""
        provinces = {post.province for post in named.posts if post.province}
        if provinces and self.provinces and provinces.isdisjoint(self.provinces):
            return 0
        offices = {post.office for post in named.posts}
        return 2 * len(provinces & self.provinces) + len(offices & self.offices)


class Bearers:
    """Who bears which name; decides, mention by mention, who is meant.

    * An identifier given in an article is the authority, whatever the name.
    * A name that one person bears means that person: in this genre a full name comes again because its bearer does.
      Not so where the article names another of that name besides, or where the mention leads in another province in the
      same year and tells of no change of office: then it is somebody else.
    * A name that several bear means the one whose province or office the mention shares. One that shares none goes to
      none of them: a page that mixes two people would say what is false, a person on two pages only lacks a link, and
      `review` asks for it. Mentions without any office, which nothing tells apart, share one page.
    * Spellings that differ in i and y (Lý, Lí) are one person only where both hold one office in one province.
    """

    def __init__(self, published: Mapping[str, str] | None = None) -> None:
        """published: identifiers once given out, with the name each was given to: a new bearer of that name gets it
        again (the first, if there are several), nobody else.
        """
        self.evidence: dict[str, Evidence] = defaultdict(Evidence)
        self._of_name: dict[str, Counter[str]] = defaultdict(Counter)
        self._of_sound: dict[str, dict[str, None]] = defaultdict(dict)
        self._taken = set(published or ())
        self._published: dict[str, list[str]] = defaultdict(list)
        for id_, name in (published or {}).items():
            self._published[comparison_key(name)].append(id_)
        self._last_number: Counter[str] = Counter()

    def reserve(self, id_: str) -> None:
        """Nobody new gets this identifier."""
        self._taken.add(id_)

    def learn(self, named: Named, id_: str) -> None:
        """Takes a mention for the one of that identifier."""
        self._taken.add(id_)
        self._of_name[named.key][id_] += 1
        self._of_sound[_sound(named.key)][id_] = None
        self.evidence[id_].add(named)

    def place(self, named: Named) -> str:
        """The identifier of a mention, which is learnt."""
        id_ = (
            self._meant(named)
            or next((id_ for id_ in self._published.get(named.key, ()) if id_ not in self.evidence), "")
            or _free(identifier(named.name) or _NAMELESS, self._taken, self._last_number)
        )
        self.learn(named, id_)
        return id_

    def _meant(self, named: Named) -> str:
        bearers = self._of_name.get(named.key, Counter())
        possible = [id_ for id_ in bearers if self._can_be(id_, named)]
        if len(bearers) == 1:
            return possible[0] if possible else ""
        if not bearers:
            leads = [post for post in named.posts if post.province]
            return self._sharing(
                [
                    id_
                    for id_ in self._of_sound.get(_sound(named.key), ())
                    if self._can_be(id_, named) and any(map(self.evidence[id_].leads, leads))
                ],
                named,
            )
        if named.posts:
            return self._sharing(possible, named)
        unknown = [id_ for id_ in possible if not self.evidence[id_].offices]
        return min(unknown, key=lambda id_: (-bearers[id_], id_), default="")

    def _can_be(self, id_: str, named: Named) -> bool:
        evidence = self.evidence[id_]
        return named.where not in evidence.texts and not evidence.contradicts(Evidence.of([named]))

    def _sharing(self, ids: Iterable[str], named: Named) -> str:
        """The one that shares most with a mention; empty where none does, or two as much."""
        shared = {id_: self.evidence[id_].shared_with(named) for id_ in ids}
        most = max(shared.values(), default=0)
        found = [id_ for id_, much in shared.items() if much == most]
        return found[0] if most and len(found) == 1 else ""


# In these syllables i and y are one sound, and papers differ in which they write; Thuý and Thúi they are not.
_I_OR_Y = re.compile(r"\b([hklmstv]|qu)([yỳýỷỹỵ])(?!\w)")
_AS_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def _sound(key: str) -> str:
    """One key for names that sound alike whether written with i or y.

    >>> _sound("nguyễn thị mỹ lý") == _sound("nguyễn thị mĩ lí"), _sound("quý"), _sound("thúy")
    (True, 'quí', 'thúy')
    """
    return _I_OR_Y.sub(lambda match: match[1] + match[2].translate(_AS_I), key)


def resolve(mentions: Sequence[Named], published: Mapping[str, str] | None = None) -> list[str]:
    """An identifier for each mention, in step with them, by the rules of `Bearers`.

    Mentions that tell of offices come before those that tell of none. Depends on their order only where two names make
    the same identifier, or one name parts. published: as for `Bearers`.

    >>> resolve([Named("tuấn", "Tuấn"), Named("tuân", "Tuân"), Named("tuấn", "Tuấn"), Named("tuân", "Tuân", "tuan")])
    ['tuan-2', 'tuan', 'tuan-2', 'tuan']
    """
    bearers = Bearers(published)
    ids = [mention.id for mention in mentions]
    for mention in mentions:
        if mention.id:
            bearers.learn(mention, mention.id)
    without = [place for place, mention in enumerate(mentions) if not mention.id]
    for place in sorted(without, key=lambda place: not mentions[place].posts):
        ids[place] = bearers.place(mentions[place])
    return ids


def _free(wanted: str, taken: set[str], last_number: Counter[str]) -> str:
    if wanted not in taken and is_usable_id(wanted):
        return wanted
    # Counts on from the last number given out, or many names of one identifier would take quadratic time.
    number = max(last_number[wanted], 1) + 1
    while f"{wanted}-{number}" in taken:
        number += 1
    last_number[wanted] = number
    return f"{wanted}-{number}"


class Identities:
    """Gives out identifiers while articles come in one by one; those the archive has already are the authority."""

    def __init__(
        self,
        known: Sequence[Named] = (),
        generated: Sequence[Named] = (),
        published: Mapping[str, str] | None = None,
    ) -> None:
        """known: what the articles say; generated: what was last generated of each source, which gets it again.

        published: as for `Bearers`.
        """
        self._bearers = bearers = Bearers(published)
        self._before = {(each.where, each.key, each.nth): each.id for each in (*known, *generated) if each.id}
        stale = stale_identifiers(known, generated)
        names = {each.key for each in known}
        for each in known:
            if each.id and (each.where, each.id, each.key) not in stale:
                bearers.learn(each, each.id)
            bearers.reserve(each.id)
        for each in generated:
            # A name that hands corrected or deleted everywhere keeps its own.
            if each.key not in names and each.id:
                bearers.learn(each, each.id)
            bearers.reserve(each.id)
        for each in sorted((each for each in known if not each.id), key=lambda each: not each.posts):
            bearers.place(each)

    def of(self, mention: Named) -> str:
        """The identifier of a mention: what its source got before; else by the rules of `Bearers`.

        >>> identities = Identities([Named("tuấn", "Tuấn", "tuan")])
        >>> identities.of(Named("tuân", "Tuân")), identities.of(Named("tuấn", "Tuấn"))
        ('tuan-2', 'tuan')
        """
        if not mention.where:
            return self._bearers.place(mention)
        place = mention.where, mention.key, mention.nth
        if place not in self._before:
            self._before[place] = self._bearers.place(mention)
        return self._before[place]


def stale_identifiers(known: Iterable[Named], generated: Iterable[Named]) -> set[tuple[str, str, str]]:
    """Identifiers beside a name that a hand has corrected since they were generated: (where, identifier, name's key).

    Such an identifier was made for the name as it was and says nothing of who bears the new one.
    """
    made: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in generated:
        if each.where and each.id:
            made[each.where, each.id].add(each.key)
    return {
        (each.where, each.id, each.key)
        for each in known
        if (each.where, each.id) in made and each.key not in made[each.where, each.id]
    }
