"""Which items of two lists are one and the same."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from generator.merge.record import is_text

# By which fields an item is known, the surest first: what one stage leaves over goes to the next. After DESIGN.md's
# front matter; the last row of a kind is what remains when a hand has corrected the fields before it.
_KNOWN_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "clusters": (("id",), ("number", "sector"), ("name",)),
    "documents": (("kind", "number"), ("number",)),
    "figures": (("value", "unit", "quote"), ("value", "unit"), ("unit", "quote"), ("value", "quote")),
}
_OTHERWISE = (("id",), ("name",))


def as_item(value: Any) -> Any:
    """An item; a bare text where others are mappings is the short way to write one that is nothing but its name."""
    return {"name": value} if is_text(value) else value


def pair(one: Sequence[Any], other: Sequence[Any], stages: Sequence[Callable[[Any], Hashable]]) -> dict[int, int]:
    """Places in one to places in other, each at most once; the first of equals goes with the first.

    stages: what items are known by, in turn; None for an item that has no such thing. Takes linear time.
    """
    paired: dict[int, int] = {}
    left, right = list(range(len(one))), list(range(len(other)))
    for stage in stages:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in right:
            waiting[stage(other[place])].append(place)
        waiting.pop(None, None)
        for place in left:
            candidates = waiting.get(stage(one[place]))
            if candidates:
                paired[place] = candidates.popleft()
        taken = set(paired.values())
        left = [place for place in left if place not in paired]
        right = [place for place in right if place not in taken]
        if not left or not right:
            break
    return paired


def pair_items(kind: str, one: Sequence[Any], other: Sequence[Any]) -> dict[int, int]:
    """Pairs the items of two lists of one kind (`persons`, `roles` …): texts by themselves, mappings by identity."""
    if not any(isinstance(item, dict) for item in (*one, *other)):
        return pair(one, other, [_text_of])
    rows = _KNOWN_BY.get(kind, _OTHERWISE)
    stages = [_whole, *(_by(row) for row in rows)]
    return pair([as_item(item) for item in one], [as_item(item) for item in other], stages)


def label(kind: str, item: Any) -> str:
    """A short name of an item within its list, for people and to find it again.

    >>> label("persons", {"id": "le-van-ba", "name": "Lê Văn Ba"}), label("provinces", "Sơn La")
    ('le-van-ba', 'Sơn La')
    """
    if not isinstance(item, dict):
        return str(item).strip()
    for row in _KNOWN_BY.get(kind, _OTHERWISE):
        key = _by(row)(item)
        if key:
            return " ".join(key)
    return _whole(item)


def _text_of(item: Any) -> Hashable:
    return str(item).strip()


def _whole(item: Any) -> str:
    if isinstance(item, dict):
        return "{" + ", ".join(f"{key}: {_whole(value)}" for key, value in item.items()) + "}"
    if isinstance(item, list):
        return "[" + ", ".join(map(_whole, item)) + "]"
    return str(item).strip()


def _by(fields: tuple[str, ...]) -> Callable[[Any], tuple[str, ...] | None]:
    def key(item: Any) -> tuple[str, ...] | None:
        values = [item.get(field) for field in fields] if isinstance(item, dict) else [None]
        texts = tuple(str(value).strip() for value in values if is_text(value))
        return texts if len(texts) == len(fields) and all(texts) else None

    return key
