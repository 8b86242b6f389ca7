"""What extraction reads in one article against its gold, and the sums over many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.clean import BlockKind, CleanArticle, clean
from generator.compose import compose
from generator.extract import extract
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention
from generator.vietnamese import comparison_key

from .gold import Example, Gold
from .matching import ALIKE, likeness, pairs, province_key, same_member, sequence_likeness

COUNTED = (
    "persons", "roles", "new_roles", "former_roles", "aliases", "clusters", "members", "leaders",
    "documents", "provinces", "figures", "byline",
)  # fmt: skip
"""Fields with several answers an article: precision, recall, F1."""
SHARES = ("title", "date", "published", "source", "body", "captions", "junk")
"""Fields with one question each: how many are answered right."""

Read = TypeVar("Read")
Want = TypeVar("Want")


@dataclass
class Tally:
    """Counts of one field."""

    right: int = 0
    """Read and wanted."""
    wrong: int = 0
    """Read, not wanted."""
    missed: int = 0
    """Wanted, not read."""

    @property
    def precision(self) -> float:
        """1 where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing was wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Result:
    """The sums over some articles."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in (*COUNTED, *SHARES)})
    """By field; of SHARES only right and missed are used."""
    misses: list[str] = field(default_factory=list)
    """Each wrong or missing answer in one line."""


def score(examples: Iterable[Example]) -> Result:
    """Reads every example and compares."""
    result = Result()
    for example in examples:
        _Comparison(example, result).run()
    return result


class _Comparison:
    """One article against its gold."""

    def __init__(self, example: Example, result: Result) -> None:
        self._number = example.number
        self._gold: Gold = example.gold
        self._result = result
        self._article = clean(example.text)
        self._front: FrontMatter | None = None
        if self._article.blocks:
            self._front = compose(self._article, extract(self._article), example.path.name)[0]

    def run(self) -> None:
        front = self._front
        if front is None:
            self._result.misses.append(f"{self._number} nothing is left of it")
            return
        self._persons(front.persons)
        self._clusters(front.clusters)
        self._listed("documents", front.documents, _same_document, lambda each: f"{each.kind} {each.number}")
        self._listed("provinces", front.provinces, lambda one, want: province_key(one) == province_key(want), str)
        self._listed("figures", front.figures, _same_figure, lambda each: f"{each.value} {each.unit} ({each.quote})")
        self._listed("byline", front.byline, lambda one, want: comparison_key(one) == comparison_key(want), str)
        self._single(front)
        self._lines(self._article)

    def _listed(
        self, name: str, read: Sequence[Read], same: Callable[[Read, Any], bool], shown: Callable[[Read], str]
    ) -> None:
        """Compares lists whose items answer one another or not; the gold's optional items neither count nor cost."""
        wanted = self._gold[name]
        answered = pairs(read, wanted, lambda one, want: float(same(one, want)))
        rest = [each for i, each in enumerate(read) if i not in {i for i, _ in answered}]
        excused = pairs(rest, self._gold.get(f"{name}_optional", []), lambda one, want: float(same(one, want)))
        wrong = [shown(each) for i, each in enumerate(rest) if i not in {i for i, _ in excused}]
        missed = [str(want) for j, want in enumerate(wanted) if j not in {j for _, j in answered}]
        self._count(name, len(answered), wrong, missed)

    def _count(self, name: str, right: int, wrong: Sequence[str], missed: Sequence[str]) -> None:
        tally = self._result.tallies[name]
        tally.right += right
        tally.wrong += len(wrong)
        tally.missed += len(missed)
        self._result.misses += [f"{self._number} {name} wrong: {each}" for each in wrong]
        self._result.misses += [f"{self._number} {name} missed: {each}" for each in missed]

    def _persons(self, read: Sequence[PersonMention]) -> None:
        wanted = self._gold["persons"]
        optional = {comparison_key(_text(each)) for each in self._gold.get("persons_optional", [])}
        # Of two persons of one name the one with like offices is meant.
        answered = dict(pairs(read, wanted, _same_person))
        wrong = [
            each.name for i, each in enumerate(read) if i not in answered and comparison_key(each.name) not in optional
        ]
        missed = [want["name"] for j, want in enumerate(wanted) if j not in answered.values()]
        self._count("persons", len(answered), wrong, missed)
        by_gold = {j: read[i] for i, j in answered.items()}
        for j, want in enumerate(wanted):
            person = by_gold.get(j, PersonMention(want["name"]))
            self._roles(person, want)
        for each in wrong:
            person = next(person for person in read if person.name == each)
            self._count("roles", 0, [f"{each}: {role}" for role in person.roles], [])

    def _roles(self, person: PersonMention, want: Gold) -> None:
        optional = want.get("roles_optional", [])
        for name, read in (
            ("roles", person.roles),
            ("new_roles", person.new_roles),
            ("former_roles", person.former_roles),
        ):
            wanted = want.get(name, [])
            answered = pairs(read, wanted, _alike)
            rest = [role for i, role in enumerate(read) if i not in {i for i, _ in answered}]
            wrong = [role for role in rest if not any(_alike(role, other) for other in optional)]
            missed = [role for j, role in enumerate(wanted) if j not in {j for _, j in answered}]
            self._count(name, len(answered), _of(person.name, wrong), _of(person.name, missed))
        aliases = [comparison_key(alias) for alias in want.get("aliases", [])]
        read_aliases = [comparison_key(alias) for alias in person.aliases]
        self._count(
            "aliases",
            len(set(aliases) & set(read_aliases)),
            _of(person.name, sorted(set(read_aliases) - set(aliases))),
            _of(person.name, sorted(set(aliases) - set(read_aliases))),
        )

    def _clusters(self, read: Sequence[ClusterMention]) -> None:
        wanted = self._gold["clusters"]
        answered = dict(pairs(read, wanted, _same_cluster))
        wrong = [each.name for i, each in enumerate(read) if i not in answered]
        missed = [want["name"] for j, want in enumerate(wanted) if j not in answered.values()]
        self._count("clusters", len(answered), wrong, missed)
        by_gold = {j: read[i] for i, j in answered.items()}
        for j, want in enumerate(wanted):
            cluster = by_gold.get(j, ClusterMention(want["name"]))
            members = pairs(cluster.members, want["members"], same_member)
            self._count(
                "members",
                len(members),
                _of(cluster.name, [m for i, m in enumerate(cluster.members) if i not in {i for i, _ in members}]),
                _of(cluster.name, [m for k, m in enumerate(want["members"]) if k not in {k for _, k in members}]),
            )
            leaders = [want["leader"]] if want.get("leader") else []
            found = [cluster.leader] if cluster.leader else []
            right = bool(leaders and found and same_member(found[0], leaders[0]))
            self._count("leaders", int(right), [] if right else found, [] if right else leaders)

    def _single(self, front: FrontMatter) -> None:
        gold = self._gold
        title = "" if front.title_made else front.title
        self._ask(
            "title",
            comparison_key(title).rstrip(".") == comparison_key(gold["title"] or "").rstrip("."),
            title,
            gold["title"],
        )
        dates = [gold["date"] or "", *gold.get("date_alt", [])]
        self._ask("date", front.date in dates, front.date, f"{gold['date']} ({gold['date_why']})")
        self._ask("published", front.published == (gold["published"] or ""), front.published, gold["published"])
        source = gold["source"] or ""
        same = likeness(front.source.name, source) >= ALIKE or front.source.name == source
        self._ask("source", same, front.source.name, source)

    def _ask(self, name: str, right: bool, read: str, wanted: str | None) -> None:
        self._count(name, int(right), [], [] if right else [f"{read or None} for {wanted}"])

    def _lines(self, article: CleanArticle) -> None:
        gold = self._gold
        flat = _flat("\n".join(block.text for block in article.blocks))
        captions = _flat("\n".join(block.text for block in article.blocks if block.kind is BlockKind.CAPTION))
        removed = {_flat(line) for each in article.removed for line in (each.text, *each.text.splitlines())}
        self._all("body", gold["body_must_keep"], lambda phrase: _flat(phrase) in flat)
        self._all("captions", gold["captions"], lambda line: _flat(line) in captions)
        self._all("junk", gold["junk"], lambda line: _flat(line) in removed)

    def _all(self, name: str, wanted: Sequence[str], holds: Callable[[str], bool]) -> None:
        missed = [each for each in wanted if not holds(each)]
        self._count(name, len(wanted) - len(missed), [], missed)


def _of(name: str, texts: Iterable[str]) -> list[str]:
    return [f"{name}: {text}" for text in texts]


def _text(item: Any) -> str:
    return str(item["name"]) if isinstance(item, dict) else str(item)


def _flat(text: str) -> str:
    return comparison_key(text).strip(" |.")


def _alike(one: str, other: str) -> float:
    score = likeness(one, other)
    return score if score >= ALIKE else 0.0


def _same_person(person: PersonMention, want: Gold) -> float:
    if comparison_key(person.name) != comparison_key(want["name"]):
        return 0.0
    return 1 + sum(max((_alike(role, other) for other in want["roles"]), default=0) for role in person.roles)


def _same_cluster(cluster: ClusterMention, want: Gold) -> float:
    if cluster.number != want["number"]:
        return 0.0
    if not want["sector"]:
        return 1.0 if not cluster.sector else max(likeness(cluster.name, want["name"]) - ALIKE, 0)
    alike = max(likeness(cluster.sector, want["sector"]), sequence_likeness(cluster.sector, want["sector"]))
    return alike if cluster.sector and alike >= ALIKE else 0.0


def _same_document(document: DocumentCitation, want: Gold) -> bool:
    same_number = _bare_number(document.number) == _bare_number(str(want["number"]))
    return same_number and (not want.get("date") or document.date == want["date"])


def _bare_number(number: str) -> str:
    """A document's number without what writers differ in: white space, the kind of dash, a nought before it."""
    return "".join(number.split()).replace("–", "-").lstrip("0").casefold()


def _same_figure(figure: Figure, want: Gold) -> bool:
    return float(figure.value) == float(want["value"])
