"""Who holds which office when, in a made country: the same in every article of a seed."""

import bisect
import functools
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GENRE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "genre.yml").read_text("utf-8"))
FIRST_YEAR, LAST_YEAR = 2005, 2026
_MERGED_IN = 2025.5
_PROVINCES: list[str] = GENRE["provinces"].split(", ")
PLACES: list[str] = GENRE["places"].split(", ")
_FAMILY, _MIDDLE, _GIVEN = (GENRE[part].split() for part in ("family", "middle", "given"))


@dataclass(frozen=True)
class Sector:
    """A branch of work with a body in every province and one at the centre, as a row of genre.yml has it."""

    name: str
    body: str
    """Of a province; `{committee}` and `{place}` stand for what a province calls its own."""
    head: str
    deputy: str
    centre: str
    centre_leader: str

    def of(self, province: str) -> str:
        """The body in a province."""
        return f"{self.body.format(**words_of(province))} {province}"


SECTORS = tuple(Sector(*row) for row in GENRE["sectors"])


@dataclass(frozen=True)
class Cluster:
    """An emulation cluster in one year."""

    name: str
    sector: Sector
    members: tuple[str, ...]
    """Provinces."""
    leader: str
    """The province whose turn it is."""
    following: str
    """The one whose turn comes next."""


def words_of(province: str) -> dict[str, str]:
    """What a province is called and what its party committee is."""
    city = province in GENRE["cities"]
    return {"committee": "Thành ủy" if city else "Tỉnh ủy", "place": "thành phố" if city else "tỉnh"}


def province_at(name: str, year: float) -> str:
    """What a province belongs to in a year: from the middle of 2025 there are 34."""
    merged: str = GENRE["merged"].get(name, name) if year >= _MERGED_IN else name
    return merged


def often_first(chance: random.Random, count: int) -> int:
    """A number below count, the k-th about 1/k as often as the first."""
    return min(int(count ** chance.random()), count) - 1


def person(chance: random.Random) -> str:
    """A name of three words, at times of four or two."""
    middle = chance.choices(
        ((), (chance.choice(_MIDDLE),), (chance.choice(_MIDDLE), chance.choice(_GIVEN))), (2, 13, 5)
    )
    return " ".join([chance.choice(_FAMILY), *middle[0], chance.choice(_GIVEN)])


@functools.cache
def _succession(seed: int, post: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The years a post changes hands, and who takes it in each; whoever is next is deputy meanwhile."""
    chance = random.Random(f"{seed} {post}")  # noqa: S311  # not for secrets
    years = [FIRST_YEAR - 6 + chance.randint(0, 4)]
    while years[-1] < LAST_YEAR + 6:
        years.append(years[-1] + chance.randint(4, 9))
    return tuple(years), tuple(person(chance) for _ in years)


def holder(seed: int, post: str, year: int, step: int = 0) -> str:
    """Who holds a post in a year; step 1: who comes after, -1: who was before."""
    years, names = _succession(seed, post)
    return names[max(0, min(bisect.bisect_right(years, year) - 1 + step, len(names) - 1))]


def changes_hands(seed: int, post: str, year: int) -> bool:
    """Whether the post goes to another one in that year."""
    return year in _succession(seed, post)[0]


def local(seed: int, number: int) -> str:
    """The name and office of one of the many who are known in one place only; the office stays."""
    chance = random.Random(f"{seed} local {number}")  # noqa: S311  # not for secrets
    office = chance.choice(GENRE["local_offices"]).format(commune=chance.choice(PLACES), district=chance.choice(PLACES))
    return chance.choice((f"{person(chance)}, {office}", f"{person(chance)} - {office}"))


@functools.cache
def _memberships(seed: int, sector: Sector) -> tuple[tuple[str, ...], ...]:
    """The provinces of each of a sector's clusters."""
    chance = random.Random(f"{seed} {sector.name}")  # noqa: S311  # not for secrets
    provinces = list(_PROVINCES)
    chance.shuffle(provinces)
    size = chance.randint(5, 9)
    return tuple(tuple(provinces[start : start + size]) for start in range(0, len(provinces) - 4, size))


def cluster(seed: int, sector: Sector, number: int, year: float) -> Cluster:
    """A sector's cluster as it is in a year; the number is taken modulo how many there are. The lead goes round."""
    all_members = _memberships(seed, sector)
    position = number % len(all_members)
    members = tuple(dict.fromkeys(province_at(name, year) for name in all_members[position]))
    turn = int(year) % len(members)
    name = f"Cụm thi đua số {position + 1} {sector.name}"
    return Cluster(name, sector, members, members[turn], members[(turn + 1) % len(members)])
