"""What is known of the bearer of an identifier, in little memory: an archive may have a hundred thousand."""

import sys
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from generator.resolve.named import Named
from generator.resolve.posts import Post, successor_id

_NOTHING: Mapping[int, Collection[str]] = MappingProxyType({})
_FEW = 8


def with_one_more(some: Collection[str], more: str) -> Collection[str]:
    """A collection with one more value. Of a hundred thousand persons nearly all have few of anything: a tuple takes a
    fifth of a set's memory.
    """
    if more in some:
        return some
    if isinstance(some, set):
        some.add(more)
        return some
    return (*some, more) if len(some) < _FEW else {*some, more}


class Evidence:
    """All that is known of the bearer of one identifier, for telling it from a namesake."""

    __slots__ = ("led", "offices", "provinces")

    def __init__(self) -> None:
        self.led: Mapping[int, Collection[str]] = _NOTHING
        """Provinces led, by year."""
        self.provinces: Collection[str] = ()
        """All provinces led, in whatever year."""
        self.offices: Collection[str] = ()
        """All offices."""

    def add(self, named: Named) -> None:
        """One more mention."""
        for post in named.posts:
            self.offices = with_one_more(self.offices, sys.intern(post.office))
            if post.province:
                self.provinces = with_one_more(self.provinces, sys.intern(post.province))
                if post.year:
                    led = with_one_more(self.led.get(post.year, ()), sys.intern(successor_id(post)))
                    self.led = {**self.led, post.year: led}

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
        return any(
            year in other.led and not any(province in other.led[year] for province in provinces)
            for year, provinces in self.led.items()
        )

    def leads(self, post: Post) -> bool:
        """Whether this one holds that office in that province, in whatever year."""
        return post.province in self.provinces and post.office in self.offices

    def shared_with(self, named: Named) -> int:
        """How much of a mention's offices is known of this one; 0 where it leads in other provinces only."""
        provinces = {post.province for post in named.posts if post.province}
        shared = sum(1 for province in provinces if province in self.provinces)
        if provinces and self.provinces and not shared:
            return 0
        return 2 * shared + sum(1 for office in {post.office for post in named.posts} if office in self.offices)
