"""One made article of the genre: what a cluster did on a day, who came, what was said."""

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import world
from benchmarks.world import GENRE, Cluster, Sector, holder, often_first, words_of

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
# There is more of later years, as in archives that were scraped; the last one isn't over.
_YEARS = tuple(range(world.FIRST_YEAR, world.LAST_YEAR + 1))
_YEAR_WEIGHTS = tuple(range(4, 4 + len(_YEARS)))
_LAST_DAY = dt.date(world.LAST_YEAR, 10, 31)
_SHORTEST, _LONGEST = 200, 900
# As papers write days, the commonest twice.
_DATES = (
    *("{0.day}/{0.month}/{0.year}", "{0.day}/{0.month}/{0.year}", "{0.day:02}/{0.month:02}/{0.year}"),
    *("{0.day}-{0.month}-{0.year}", "{0.day} tháng {0.month} năm {0.year}", "{0.day}/{0.month}"),
)

_NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "day": lambda chance: f"{chance.randint(2, 9)}",
    "month_next": lambda chance: f"{chance.randint(1, 12)}",
    "k": lambda chance: f"{chance.randint(2, 38)}",
    "n": lambda chance: f"{chance.randint(11, 480)}",
    "N": lambda chance: f"{chance.randint(1, 48)}.{chance.randint(0, 999):03}",
    "pct": lambda chance: f"{chance.randint(48, 99)},{chance.randint(1, 9)}",
    "money": lambda chance: f"{chance.randint(1, 60)},{chance.randint(1, 9)}",
}


@dataclass(frozen=True)
class Article:
    """What a page shows, before a scraper took it."""

    title: str
    day: dt.date
    paragraphs: tuple[str, ...]
    header: str
    footer: str
    byline: str


def article(chance: random.Random, seed: int, pool: int) -> Article:
    """An article of 200 to 900 words.

    chance: what is drawn for this article alone. seed: of the country it is from. pool: how many persons that country
    has who are known in one place only.
    """
    _, what, months = chance.choice(GENRE["events"])
    year = chance.choices(_YEARS, _YEAR_WEIGHTS)[0]
    day = min(dt.date(year, chance.choice(months), chance.randint(1, 28)), _LAST_DAY)
    sector = world.SECTORS[often_first(chance, len(world.SECTORS))]
    cluster = world.cluster(seed, sector, often_first(chance, 9), year + (day.month - 1) / 12)
    writer = _Writer(chance, seed, day, cluster, what=what, pool=pool)
    paragraphs = _paragraphs(writer, chance, min(_LONGEST - 150, max(_SHORTEST, round(chance.gauss(430, 160)))))
    return Article(writer.say("titles"), day, paragraphs, writer.say("headers"), writer.say("footers"), writer.byline)


def _paragraphs(writer: "_Writer", chance: random.Random, words: int) -> tuple[str, ...]:
    """Opening, who is in it, who came; then what was done and said until there are words enough; then the end."""
    first = [writer.say("openings"), writer.say("members"), writer.say("attending")]
    if writer.changes_hands:
        first.append(writer.say("appointments"))
    last = [writer.several("tasks", 2), writer.several("conclusion", 2), writer.say("closing")]
    middle: list[str] = []
    kinds = ("results", "practice", "results", "discussion", "shortcomings", "practice", "discussion")
    drawn = {kind: chance.sample(GENRE[kind], len(GENRE[kind])) for kind in dict.fromkeys(kinds)}
    turn = 0
    while len(" ".join([*first, *middle, *last]).split()) < words and any(drawn.values()):
        templates = drawn[kinds[turn % len(kinds)]]
        said = [writer.fill(templates.pop()) for _ in range(min(len(templates), chance.randint(2, 4)))]
        if said:
            middle.append(" ".join(said))
        turn += 1
    for _ in range(chance.randint(0, 2)):
        middle.insert(chance.randint(0, len(middle)), writer.say("captions"))
    return (*first, *middle, *last)


class _Writer:
    """Fills the genre's sentences for one event: who and where stay the same, numbers and examples differ each time."""

    def __init__(
        self, chance: random.Random, seed: int, day: dt.date, cluster: Cluster, *, what: str, pool: int
    ) -> None:
        self._chance, self._seed, self._day, self._cluster, self._pool = chance, seed, day, cluster, pool
        host, sector, year = cluster.leader, cluster.sector, day.year
        post = _post(sector, host)
        self.changes_hands = world.changes_hands(seed, post, year)
        self.byline = world.person(random.Random(f"{seed} byline {often_first(chance, 90)}"))  # noqa: S311  # not for secrets
        chief = holder(seed, f"{sector.centre} {often_first(chance, 4)}", year)
        self._chief = f"{chief}, {sector.centre_leader}"
        self._introduced: set[str] = set()
        self._speakers = [self._leader(host, 0), self._leader(host, 1)]
        self._speakers += [self._leader(name, chance.randint(0, 1)) for name in cluster.members if name != host]
        self._fixed = {
            **words_of(host),
            "year": f"{year}",
            "next": f"{year + 1}",
            "quarter": ("I", "II", "III", "IV")[(day.month - 1) // 3],
            "P": host,
            "host": sector.of(host),
            "at_place": f"{words_of(host)['place']} {host}",
            "cluster": cluster.name,
            "members": ", ".join(cluster.members),
            "count": f"{len(cluster.members)}",
            "next_host": sector.of(cluster.following),
            "next_place": cluster.following,
            "successor": holder(seed, post, year),
            "predecessor": holder(seed, post, year, -1),
            "chief_name": chief,
            "byline": self.byline,
            "units": sector.body.format(committee="Tỉnh ủy", place="").strip(),
            "head_office": f"{sector.head} {_whose(sector, host)}",
            "date": _spelled(day, chance),
        }
        self._fixed["what"] = self.fill(what)
        self._fixed["guests"] = self._guests()

    def say(self, kind: str) -> str:
        """A sentence of a kind of genre.yml."""
        return self.fill(self._chance.choice(GENRE[kind]))

    def several(self, kind: str, count: int) -> str:
        """That many different sentences in a row."""
        return " ".join(self.fill(template) for template in self._chance.sample(GENRE[kind], count))

    def fill(self, template: str) -> str:
        """A template with its choices made and its slots filled."""
        chosen = _CHOICE.sub(lambda match: self._chance.choice(match[1].split("|")), template)
        return _SLOT.sub(lambda match: self._fixed.get(match[1]) or self._fresh(match[1]), chosen)

    def _fresh(self, slot: str) -> str:
        chance, cluster = self._chance, self._cluster
        drawn: dict[str, Callable[[], str]] = {
            "speaker": lambda: self._named(self._speakers[often_first(chance, len(self._speakers))]),
            "chief": lambda: self._named(self._chief),
            "local": lambda: world.local(self._seed, int(self._pool * chance.random() ** 1.4)),
            "document": self._document,
            "other_place": lambda: chance.choice(cluster.members),
            "other_unit": lambda: cluster.sector.of(chance.choice(cluster.members)),
            **dict.fromkeys(("place_name", "commune", "district"), lambda: chance.choice(world.PLACES)),
        }
        return drawn[slot]() if slot in drawn else _NUMBERS[slot](chance)

    def _leader(self, province: str, step: int) -> str:
        """Name and office of who leads a sector's body in a province (step 0) or is deputy (1)."""
        sector = self._cluster.sector
        name = holder(self._seed, _post(sector, province), self._day.year, step)
        office = f"{(sector.head, sector.deputy)[step]} {_whose(sector, province)} {province}"
        if step == 0 and self._chance.random() < 0.4:
            office = f"Ủy viên Ban Thường vụ {words_of(province)['committee']}, {office}"
        return f"{name}, {office}"

    def _named(self, who: str) -> str:
        """Name and office at first, then the name alone."""
        if who in self._introduced:
            return who.partition(", ")[0]
        self._introduced.add(who)
        return who

    def _guests(self) -> str:
        """Who came: from the centre, from the province, and who held the sector's office before."""
        sector, host, year = self._cluster.sector, self._cluster.leader, self._day.year
        words = words_of(host)
        rank = often_first(self._chance, len(GENRE["provincial_offices"]))
        provincial = f"{GENRE['provincial_offices'][rank]} {words['committee']} {host}"
        later_office = random.Random(f"{self._seed} {_post(sector, host)}").choice(GENRE["onward"])  # noqa: S311  # not for secrets
        guests = [
            self._chief,
            f"{holder(self._seed, f'{host} {rank}', year)}, {provincial}",
            f"{holder(self._seed, _post(sector, host), year, -1)}, {later_office.format(P=host, **words)}",
            self._speakers[0],
        ]
        came = [guest for guest in guests if self._chance.random() < 0.7] or guests[:1]
        return "; ".join(self._named(guest) for guest in came)

    def _document(self) -> str:
        known = [row for row in GENRE["documents"] if row[-1] <= self._day.year]
        kind, number, day, issuer, _ = self._chance.choice(known)
        forms = (f"{kind} {number}", f"{kind} {number} ngày {day} của {issuer}", f"{kind} {number} của {issuer}")
        return self._chance.choice(forms)


def _post(sector: Sector, province: str) -> str:
    return f"{sector.name} {province}"


def _whose(sector: Sector, province: str) -> str:
    """Whose body it is: the committee's or the province's."""
    return words_of(province)["committee" if "{committee}" in sector.body else "place"]


def _spelled(day: dt.date, chance: random.Random) -> str:
    return chance.choice(_DATES).format(day)
