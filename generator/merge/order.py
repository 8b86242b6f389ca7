"""In what order the items of a merged list stand: the hand's where it reordered, with the new ones in their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.merge.record import ABSENT, Ledger, order_of


@dataclass(frozen=True)
class Pairs:
    """Which places of the base, the current and the new list hold one item."""

    base_of_current: Mapping[int, int]
    """Places of the current list to places of the base."""
    new_of_current: Mapping[int, int]
    """Places of the current list to places of the new one."""
    new_of_base: Mapping[int, int]
    """Places of the base to places of the new list."""
    current_of_base: Mapping[int, int] = field(init=False)
    """Places of the base to places of the current list."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "current_of_base", {base: place for place, base in self.base_of_current.items()})


def arrange(
    kept: Sequence[int], added: Iterable[int], pairs: Pairs, length_of_new: int, *, ledger: Ledger, where: str
) -> list[tuple[bool, int]]:
    """The merged list's items in order, each as (whether of the current list, its place there or in the new list).

    kept: the places of the current list that stay; added: those of the new list that come in. That the converter came
    to the hand's order goes into the ledger.
    """
    order = order_of(where)
    if not _rises(base for _, base in sorted(pairs.base_of_current.items())):
        if _rises(pairs.new_of_current[place] for place in kept if place in pairs.new_of_current):
            ledger.agreed(order, ABSENT, True)
    elif order not in ledger.known and not _rises(new for _, new in sorted(pairs.new_of_base.items())):
        kept = _in_order_of_new(kept, pairs.new_of_current)
    wanted = set(added)
    current_of_new = {pairs.new_of_current[place]: place for place in kept if place in pairs.new_of_current}
    after: dict[int | None, list[int]] = {None: []}
    anchor: int | None = None
    for new in range(length_of_new):
        if new in current_of_new:
            anchor = current_of_new[new]
        elif new in wanted:
            after.setdefault(anchor, []).append(new)
    # What comes before all others in the new list comes before the first of them here.
    first = current_of_new[min(current_of_new)] if current_of_new else None
    arranged: list[tuple[bool, int]] = []
    for place in kept:
        if place == first:
            arranged += [(False, new) for new in after[None]]
        arranged.append((True, place))
        arranged += [(False, new) for new in after.get(place, ())]
    return arranged if first is not None else arranged + [(False, new) for new in after[None]]


def _in_order_of_new(kept: Sequence[int], new_of_current: Mapping[int, int]) -> list[int]:
    """The places in the new list's order; an item it lacks stays behind the one it stood behind."""
    groups: list[tuple[int, list[int]]] = [(-1, [])]
    for place in kept:
        if place in new_of_current:
            groups.append((new_of_current[place], []))
        groups[-1][1].append(place)
    return [place for _, group in sorted(groups, key=lambda each: each[0]) for place in group]


def _rises(numbers: Iterable[Any]) -> bool:
    return all(one < other for one, other in pairwise(numbers))
