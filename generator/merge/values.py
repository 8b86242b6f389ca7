"""Three-way merge of plain values: mappings key by key, lists as sets by identity, all else as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.merge.order import Pairs, arrange
from generator.merge.pairing import as_item, label, pair_items
from generator.merge.record import ABSENT, Ledger, order_of, same


def merge_values(base: Any, current: Any, new: Any, ledger: Ledger, *, where: str = "", kind: str = "") -> Any:
    """The merged value, ABSENT for none; conflicts and agreements go into the ledger.

    Each value is plain (mapping, list, text, number, truth value, None) or ABSENT. where: the field they are the value
    of, empty for the whole front matter; kind: the last key of it.
    """
    if not ledger.known and same(base, current):
        return new
    if isinstance(current, dict) and _fits(base, dict) and _fits(new, dict):
        mapping = _merge_mappings(base or {}, current, new or {}, ledger, where=where)
        return mapping if mapping or not current or not where else ABSENT
    if isinstance(current, list) and _fits(base, list) and _fits(new, list):
        items = _merge_lists(base or [], current, new or [], ledger, where=where, kind=kind)
        return items if items or not current else ABSENT
    base = _as_the_hand_found_it(base, current, ledger, where)
    if same(current, base):
        return _without_what_was_deleted(new, ledger, where, kind) if current is ABSENT else new
    if same(current, new):
        ledger.agreed(where, base, current)
    elif not same(base, new):
        ledger.conflict(where, current, new)
    return current


def _without_what_was_deleted(new: Any, ledger: Ledger, where: str, kind: str) -> Any:
    """What the converter brings anew, without those parts of it that a hand once deleted."""
    if not ledger.known or not isinstance(new, (dict, list)):
        return new
    kept = merge_values(type(new)(), type(new)(), new, ledger, where=where, kind=kind)
    return kept or ABSENT


def addresses(value: Any, where: str = "", kind: str = "") -> Iterator[tuple[str, Any]]:
    """Every key and item of a value with the field that conflicts and decisions name it by."""
    if where:
        yield where, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from addresses(item, _join(where, key), str(key))
    elif isinstance(value, list):
        yield order_of(where), True
        for item in value:
            yield from addresses(item, f"{where}[{label(kind, item)}]")


def _fits(value: Any, kind: type) -> bool:
    return value is ABSENT or isinstance(value, kind)


def _join(where: str, key: Any) -> str:
    return f"{where}.{key}" if where else str(key)


def _as_the_hand_found_it(base: Any, current: Any, ledger: Ledger, where: str) -> Any:
    """The base; or what the converter said before it came to agree with the hand, if the hand's still stands."""
    for decision in ledger.known.get(where, ()):
        if same(current, base) and same(current, ABSENT if decision.hand is None else decision.hand):
            return ABSENT if decision.before is None else decision.before
    return base


def _merge_mappings(
    base: Mapping[Any, Any], current: Mapping[Any, Any], new: Mapping[Any, Any], ledger: Ledger, *, where: str
) -> dict[Any, Any]:
    """Keys stand as in the current mapping; the new ones come where the new mapping has them."""
    merged = {
        key: merge_values(
            base.get(key, ABSENT),
            current.get(key, ABSENT),
            new.get(key, ABSENT),
            ledger,
            where=_join(where, key),
            kind=str(key),
        )
        for key in {**current, **new, **base}
    }
    old, fresh = list(current), list(new)
    place_of_new = {key: place for place, key in enumerate(fresh)}
    kept = [place for place, key in enumerate(old) if merged[key] is not ABSENT]
    added = [place for place, key in enumerate(fresh) if key not in current and merged[key] is not ABSENT]
    # The machine never moves a key: as if the base had them in the current order.
    pairs = Pairs({}, {place: place_of_new[key] for place, key in enumerate(old) if key in place_of_new}, {})
    order = [
        (old if is_old else fresh)[place]
        for is_old, place in arrange(kept, added, pairs, len(fresh), ledger=ledger, where=where)
    ]
    return {key: merged[key] for key in order}


def _merge_lists(
    base: Sequence[Any], current: Sequence[Any], new: Sequence[Any], ledger: Ledger, *, where: str, kind: str
) -> list[Any]:
    def address(item: Any) -> str:
        return f"{where}[{label(kind, item)}]"

    base = [*base, *_deleted_before(base, current, ledger, address, kind)]
    pairs = _pairs(base, current, new, kind)
    merged: dict[int, Any] = {}
    for place, item in enumerate(current):
        at_base, at_new = pairs.base_of_current.get(place), pairs.new_of_current.get(place)
        added_by_hand = at_base is None or any(each.before is None for each in ledger.known.get(address(item), ()))
        if at_new is not None:
            noted = ledger.length
            before = ABSENT if at_base is None else base[at_base]
            merged[place] = _merge_items(before, item, new[at_new], ledger, where=address(item))
            ledger.rename_since(noted, address(item), address(merged[place]))
            if added_by_hand:
                ledger.agreed(address(merged[place]), ABSENT, merged[place])
        elif added_by_hand or at_base is None:
            merged[place] = item
        elif same(base[at_base], item):
            merged[place] = ABSENT
        else:
            merged[place] = item
            ledger.conflict(address(item), item, ABSENT)
    standing = set(pairs.new_of_current.values())
    for place, item in enumerate(base):
        if place not in pairs.current_of_base:
            at_new = pairs.new_of_base.get(place)
            if at_new is None or at_new not in standing:
                merge_values(item, ABSENT, ABSENT if at_new is None else new[at_new], ledger, where=address(item))
    kept = [place for place in merged if merged[place] is not ABSENT]
    spoken_for = {*pairs.new_of_base.values(), *pairs.new_of_current.values()}
    fresh = {
        place: merge_values(ABSENT, ABSENT, item, ledger, where=address(item))
        for place, item in enumerate(new)
        if place not in spoken_for
    }
    added = [place for place, item in fresh.items() if item is not ABSENT]
    return [
        merged[place] if is_old else fresh[place]
        for is_old, place in arrange(kept, added, pairs, len(new), ledger=ledger, where=where)
    ]


def _merge_items(base: Any, current: Any, new: Any, ledger: Ledger, *, where: str) -> Any:
    """One item that the converter gives too, as a mapping field by field."""
    short = as_item(current)
    if not isinstance(short, dict) or not isinstance(new, dict):
        return current
    merged = merge_values(as_item(base) if isinstance(as_item(base), dict) else ABSENT, short, new, ledger, where=where)
    return current if same(merged, short) else merged


def _pairs(base: Sequence[Any], current: Sequence[Any], new: Sequence[Any], kind: str) -> Pairs:
    current_of_base = pair_items(kind, base, current)
    new_of_base = pair_items(kind, base, new)
    new_of_current = {place: new_of_base[at] for at, place in current_of_base.items() if at in new_of_base}
    # What the hand added or renamed may come from the converter too.
    lonely = [place for place in range(len(current)) if place not in new_of_current]
    taken = set(new_of_base.values())
    fresh = [place for place in range(len(new)) if place not in taken]
    again = pair_items(kind, [current[place] for place in lonely], [new[place] for place in fresh])
    new_of_current |= {lonely[one]: fresh[other] for one, other in again.items()}
    return Pairs({place: at for at, place in current_of_base.items()}, new_of_current, new_of_base)


def _deleted_before(
    base: Sequence[Any], current: Sequence[Any], ledger: Ledger, address: Callable[[Any], str], kind: str
) -> list[Any]:
    """Items that a hand deleted and the converter then gave up too: should it bring them again, they stay deleted."""
    deleted = [
        each.before for each in ledger.within(lambda each: each.hand is None and each.field == address(each.before))
    ]
    there = pair_items(kind, deleted, [*base, *current])
    return [item for place, item in enumerate(deleted) if place not in there]
