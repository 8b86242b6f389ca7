"""Which paragraphs of two texts are one paragraph, changed, split or joined. All in linear time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from generator.likeness import runs
from generator.merge.pairing import pair

# Of the shorter one's three-word runs: a paragraph with every fifth word changed keeps .48 of them (as in outcome.py),
# and within one article paragraphs share only the names of offices, far below.
_SHARED_BY_ONE_PARAGRAPH = 0.4
# A run in more paragraphs than this is a phrase of the genre; looking each up would take quadratic time.
_RARE = 8


def pair_equal(one: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Pairs equal paragraphs, wherever they stand; from both ends first, so that of equals the right ones meet."""
    start, end = 0, 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    paired = {place: place for place in range(start)}
    paired |= {len(one) - 1 - place: len(other) - 1 - place for place in range(end)}
    inner = pair(one[start : len(one) - end], other[start : len(other) - end], [str])
    return paired | {start + place: start + at for place, at in inner.items()}


def pair_changed(one: Sequence[str], other: Sequence[str], equal: Mapping[int, int]) -> dict[int, int]:
    """`equal`, with what it leaves over paired by likeness, and last by place: one left over between the same two."""
    paired = dict(equal)
    taken = set(paired.values())
    edges = sorted(_alike(one, other, equal), key=lambda edge: (-edge[0], edge[1], edge[2]))
    for _, place, at in edges:
        if place not in paired and at not in taken:
            paired[place] = at
            taken.add(at)
    return paired | dict(_lone_between(len(one), len(other), paired))


def changes(
    one: Sequence[str], other: Sequence[str], equal: Mapping[int, int]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What `equal` leaves over, as the smallest sets of paragraphs that share text: (places in one, places in other).

    One to one is a change, one to many a split, many to one a joining, with an empty side a deletion or an addition.
    """
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    taken = set(equal.values())
    # Places in the other text are told from those in the one by their sign.
    for place in range(len(one)):
        if place not in equal:
            root(place)
    for at in range(len(other)):
        if at not in taken:
            root(-1 - at)
    for _, place, at in _alike(one, other, equal):
        parent[root(place)] = root(-1 - at)
    sets: dict[int, list[int]] = defaultdict(list)
    for node in list(parent):
        sets[root(node)].append(node)
    found = [
        (tuple(sorted(node for node in nodes if node >= 0)), tuple(sorted(-1 - node for node in nodes if node < 0)))
        for nodes in sets.values()
    ]
    bound = {place: ats[0] for places, ats in found if ats for place in places}
    bound_others = {at for places, ats in found if places for at in ats}
    lone = dict(_lone_between(len(one), len(other), {**equal, **bound}, bound_others))
    alone = {*lone, *(-1 - at for at in lone.values())}
    found = [(places, ats) for places, ats in found if not {*places, *(-1 - at for at in ats)} & alone]
    return sorted([*found, *(((place,), (at,)) for place, at in lone.items())])


def _alike(one: Sequence[str], other: Sequence[str], equal: Mapping[int, int]) -> Iterator[tuple[float, int, int]]:
    """Paragraphs of which one holds much of the other, as (share of the shorter one, place in one, place in other)."""
    taken = set(equal.values())
    of_one = {place: runs(text) for place, text in enumerate(one) if place not in equal}
    of_other = {at: runs(text) for at, text in enumerate(other) if at not in taken}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, found in of_other.items():
        for run in found:
            holders[run].append(at)
    for place, found in of_one.items():
        held = (holders[run] for run in found if run in holders)
        shared = Counter(chain.from_iterable(ats for ats in held if len(ats) <= _RARE))
        for at, number in shared.items():
            share = number / min(len(found), len(of_other[at]))
            if share >= _SHARED_BY_ONE_PARAGRAPH:
                yield share, place, at


def _lone_between(
    length: int, other_length: int, paired: Mapping[int, int], taken: set[int] | None = None
) -> Iterator[tuple[int, int]]:
    """The one paragraph left over where, between the same two neighbours, one is left over on the other side."""
    bound = set(paired.values()) | (taken or set())
    for place in range(length):
        before = paired.get(place - 1, -1 if place == 0 else None)
        after = paired.get(place + 1, other_length if place == length - 1 else None)
        if place in paired or before is None or after is None:
            continue
        if after - before == 2 and before + 1 not in bound:
            yield place, before + 1
