"""What a merge has to remember of an article: open conflicts, and hand edits that the base copy no longer shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

BODY = "body"
"""The field of a paragraph."""


def order_of(where: str) -> str:
    """The field of a list's order.

    >>> order_of("persons")
    'persons[]'
    """
    return f"{where}[]"


@dataclass(frozen=True)
class Conflict:
    """Hand and converter changed one thing differently. The hand's stands in the file."""

    field: str
    """Where: `title`, `source.url`, `persons[le-van-ba].name`, `body` for a paragraph."""
    hand: Any
    """What the file says: a plain value; None when deleted by hand."""
    machine: Any
    """What the converter would say; None when it says nothing."""


@dataclass(frozen=True)
class Decision:
    """A hand edit that the converter came to agree with, so that file and base copy are alike: it stays the hand's."""

    field: str
    """Where, as in a conflict."""
    before: Any
    """What the converter said when the hand changed it; None for nothing."""
    hand: Any
    """What the hand made of it; None when it was deleted."""


@dataclass(frozen=True)
class Record:
    """All that is remembered of one article beside its base copy."""

    conflicts: tuple[Conflict, ...] = ()
    """Open conflicts."""
    decisions: tuple[Decision, ...] = ()
    """Edits by hand that only this record knows of."""

    def as_plain(self) -> dict[str, list[dict[str, Any]]]:
        """The record in plain values, for JSON."""
        return {
            "conflicts": [{"field": c.field, "hand": c.hand, "machine": c.machine} for c in self.conflicts],
            "decisions": [{"field": d.field, "before": d.before, "hand": d.hand} for d in self.decisions],
        }

    @staticmethod
    def of_plain(plain: Any) -> "Record":
        """The record that `as_plain` made these values of. Raises ValueError where it can't have been."""
        try:
            return Record(
                tuple(Conflict(str(c["field"]), c["hand"], c["machine"]) for c in plain["conflicts"]),
                tuple(Decision(str(d["field"]), d["before"], d["hand"]) for d in plain["decisions"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("is not a record of conflicts") from error


@dataclass
class Ledger:
    """Collects, during one merge, what the next record holds; knows the decisions of the last."""

    known: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """Earlier decisions by field."""
    conflicts: list[Conflict] = field(default_factory=list)
    """Found in this merge."""
    decisions: list[Decision] = field(default_factory=list)
    """Found in this merge."""

    @staticmethod
    def of(decisions: Iterable[Decision]) -> "Ledger":
        """A ledger that knows these earlier decisions."""
        known: dict[str, tuple[Decision, ...]] = {}
        for decision in decisions:
            known[decision.field] = (*known.get(decision.field, ()), decision)
        return Ledger(known)

    def within(self, holds: Callable[[Decision], bool]) -> list[Decision]:
        """The earlier decisions of which something holds."""
        return [each for decisions in self.known.values() for each in decisions if holds(each)]

    def conflict(self, where: str, hand: Any, machine: Any) -> None:
        """Notes that the hand's stays against the converter's."""
        self.conflicts.append(Conflict(where, plain(hand), plain(machine)))

    def agreed(self, where: str, before: Any, hand: Any) -> None:
        """Notes that the converter now says what the hand made of it."""
        self.decisions.append(Decision(where, plain(before), plain(hand)))

    @property
    def length(self) -> tuple[int, int]:
        """How many conflicts and decisions are noted."""
        return len(self.conflicts), len(self.decisions)

    def rename_since(self, noted: tuple[int, int], old: str, new: str) -> None:
        """What was noted since then below the field old is below new: the merge gave the item another name."""
        if old == new:
            return
        both: tuple[tuple[list[Any], int], ...] = ((self.conflicts, noted[0]), (self.decisions, noted[1]))
        for entries, start in both:
            for place in range(start, len(entries)):
                field_ = entries[place].field
                if field_.startswith(old):
                    entries[place] = replace(entries[place], field=new + field_[len(old) :])


class Absent:
    """The value of a key or item that is not there; None is one that is there and empty."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


def plain(value: Any) -> Any:
    """A value for a record: nothing is None, and what JSON can't hold is its text."""
    if value is ABSENT or value is None:
        return None
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if isinstance(value, (str, bool, int, float)) else str(value)


def same(one: Any, other: Any) -> bool:
    """Whether two plain values say the same, however they are quoted.

    >>> same("5", 5), same("a ", "a"), same(True, "true"), same(None, ""), same([1], ["1"])
    (True, True, False, False, True)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if is_text(one) and is_text(other):
        return str(one).strip() == str(other).strip()
    return type(one) is type(other) and bool(one == other)


def is_text(value: Any) -> bool:
    """Whether a value is read as text: numbers are."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)
