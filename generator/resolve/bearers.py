"""Who bears which name."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from generator.identifiers import identifier
from generator.resolve.evidence import Evidence, with_one_more
from generator.resolve.named import Named, is_usable_id
from generator.vietnamese import comparison_key

_NAMELESS = "khong-ten"


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
        self.evidence: dict[str, Evidence] = {}
        self._of_name: dict[str, tuple[tuple[str, int], ...]] = {}
        """Who bears a name, and how often."""
        self._spelled_with_y: dict[str, Collection[str]] = {}
        """Names by their sound, where that is spelled otherwise."""
        self._within: dict[str, Collection[str]] = {}
        """Who is mentioned in a text."""
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
        id_, key = sys.intern(id_), sys.intern(named.key)
        self._taken.add(id_)
        bearers = dict(self._of_name.get(key, ()))
        if not bearers and (sound := _sound(key)) != key:
            self._spelled_with_y[sound] = with_one_more(self._spelled_with_y.get(sound, ()), key)
        bearers[id_] = bearers.get(id_, 0) + 1
        self._of_name[key] = tuple(bearers.items())
        if named.where:
            self._within[named.where] = with_one_more(self._within.get(named.where, ()), id_)
        if id_ not in self.evidence:
            self.evidence[id_] = Evidence()
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
        bearers = dict(self._of_name.get(named.key, ()))
        if not bearers:
            return self._sharing(self._sounding_alike(named), named)
        if len(bearers) == 1:
            return next((id_ for id_ in bearers if self._can_be(id_, named)), "")
        if named.posts:
            return self._sharing(bearers, named)
        unknown = [id_ for id_ in bearers if not self.evidence[id_].offices and self._can_be(id_, named)]
        return min(unknown, key=lambda id_: (-bearers[id_], id_), default="")

    def _sounding_alike(self, named: Named) -> Collection[str]:
        """Those who lead, with the mention's office and province, under a name that sounds like the mention's."""
        leads = [post for post in named.posts if post.province]
        if not leads:
            return ()
        sound = _sound(named.key)
        names = (sound, *self._spelled_with_y.get(sound, ()))
        ids = dict.fromkeys(id_ for name in names for id_, _ in self._of_name.get(name, ()))
        return [id_ for id_ in ids if any(map(self.evidence[id_].leads, leads))]

    def _can_be(self, id_: str, named: Named) -> bool:
        if named.where and id_ in self._within.get(named.where, ()):
            return False
        # Of few something is known that could be contradicted.
        known = self.evidence[id_]
        return not (known.led and named.posts and known.contradicts(Evidence.of([named])))

    def _sharing(self, ids: Collection[str], named: Named) -> str:
        """The one of those a mention can mean that shares most with what it says; empty where none does, or two as
        much.
        """
        if not ids:
            return ""
        said = Evidence.of([named])
        shared = ((id_, self.evidence[id_].shared_with(said)) for id_ in ids)
        possible = {id_: much for id_, much in shared if much and self._can_be(id_, named)}
        most = max(possible.values(), default=0)
        found = [id_ for id_, much in possible.items() if much == most]
        return found[0] if len(found) == 1 else ""


# In these syllables i and y are one sound, and papers differ in which they write; Thuý and Thúi they are not.
_I_OR_Y = re.compile(r"\b([hklmstv]|qu)([yỳýỷỹỵ])(?!\w)")
_AS_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def _sound(key: str) -> str:
    """One key for names that sound alike whether written with i or y.

    >>> _sound("nguyễn thị mỹ lý") == _sound("nguyễn thị mĩ lí"), _sound("quý"), _sound("thúy")
    (True, 'quí', 'thúy')
    """
    return _I_OR_Y.sub(lambda match: match[1] + match[2].translate(_AS_I), key)


def _free(wanted: str, taken: set[str], last_number: Counter[str]) -> str:
    if wanted not in taken and is_usable_id(wanted):
        return wanted
    # Counts on from the last number given out, or many names of one identifier would take quadratic time.
    number = max(last_number[wanted], 1) + 1
    while f"{wanted}-{number}" in taken:
        number += 1
    last_number[wanted] = number
    return f"{wanted}-{number}"
