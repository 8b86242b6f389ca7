"""The front matter's shape as JSON Schema (draft 2020-12): published with the site, and what `check` holds files to.

`article.json` and `note.json` lie beside this file. `title` says what a value should be, `errorMessage` (which editors
know too) what to do about one that isn't.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

ARTICLE, NOTE = "article", "note"
# Below it a key is no slip of another: `titel` is one of `title`, `tags` is none.
_AS_A_SLIP = 0.8
_SHAPES = {dict: "mapping", list: "list", bool: "yes/no value", type(None): "key without a value", str: "text"}

Place = tuple[str | int, ...]
"""Keys and, counted from 0, items on the way to a value."""


@dataclass(frozen=True)
class Mismatch:
    """One value that the schema does not allow."""

    place: Place
    """Where it stands."""
    message: str
    """What is wrong with it."""
    hint: str
    """What to do."""
    is_slip: bool = False
    """A key that nothing knows, next to nothing: whatever it should say, the rest can be read without it."""

    @property
    def field(self) -> str:
        """The keys on the way, as messages name them: persons.name."""
        return ".".join(key for key in self.place if isinstance(key, str))


def schema_text(kind: str) -> str:
    """The schema of articles or of notes, as JSON."""
    return (Path(__file__).parent / f"{kind}.json").read_text("utf-8")


def mismatches(kind: str, front_matter: Mapping[Any, Any]) -> Iterator[Mismatch]:
    """Everything in a front matter that its schema does not allow, and keys that look like a slip of another."""
    plain = front_matter
    try:
        errors = list(_validator(kind).iter_errors(plain))
    except ValueError:
        plain = _plain(front_matter)
        errors = list(_validator(kind).iter_errors(plain))
    for error in errors:
        yield _mismatch(kind, plain, tuple(error.instance_path), list(error.schema_path))
    yield from _slips(_schema(kind), plain, ())


@cache
def _schema(kind: str) -> Any:
    return json.loads(schema_text(kind))


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(_schema(kind))


def _mismatch(kind: str, front_matter: Mapping[str, Any], place: Place, rule_path: Sequence[str | int]) -> Mismatch:
    rule = _at(_schema(kind), rule_path[:-1])
    value = _at(front_matter, place)
    keyword, title, hint = rule_path[-1], rule["title"], rule["errorMessage"]
    if keyword == "required":
        missing = [key for key in rule["required"] if key not in value]
        hint = f"add `{missing[0]}: …` or delete the item"
        return Mismatch((*place, missing[0]), f"an item has no {missing[0]}", hint)
    if keyword == "type":
        if "required" in rule and isinstance(value, (str, int, float)):
            missing = rule["required"]
            return Mismatch((*place, missing[0]), f"an item has no {missing[0]}", hint)
        return Mismatch(place, f"is a {_shape(value)}, not {title}", hint)
    if not str(value).strip():
        return Mismatch(place, "is empty", hint)
    return Mismatch(place, f"is not {title}: {value}", hint)


def _at(value: Any, place: Sequence[str | int]) -> Any:
    for key in place:
        value = value[key]
    return value


def _shape(value: object) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "number without end"
    return _SHAPES.get(type(value), "number")


def _slips(schema: Mapping[str, Any], value: Mapping[str, Any], place: Place) -> Iterator[Mismatch]:
    """Keys unknown here belong to whoever wrote them, unless they are all but one that is known and missing."""
    known = schema["properties"]
    for key in () if value.keys() <= known.keys() else [key for key in value if key not in known]:
        meant = _meant(key, tuple(known))
        if meant and meant not in value:
            hint = f"write `{meant}`, or, if it is a key of your own, a name less alike"
            yield Mismatch((*place, key), f"is no key of the archive's; `{meant}` is", hint, is_slip=True)
    for key, each in value.items():
        # Of all values few are more than a text.
        if type(each) is str or key not in known:
            continue
        if isinstance(each, list):
            of_item = known[key].get("items", {})
            if "properties" not in of_item:
                continue
            is_flat = not any("properties" in one or "items" in one for one in of_item["properties"].values())
            for number, item in enumerate(each):
                if isinstance(item, dict) and not (is_flat and item.keys() <= of_item["properties"].keys()):
                    yield from _slips(of_item, item, (*place, key, number))
        elif isinstance(each, dict) and "properties" in known[key]:
            yield from _slips(known[key], each, (*place, key))


@cache
def _meant(key: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(key, known, n=1, cutoff=_AS_A_SLIP)), "")


def _plain(value: Any) -> Any:
    """YAML has values that JSON hasn't: keys that are no texts, sets, bytes. As mappings they are as wrong."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    is_json = value is None or isinstance(value, (str, bool, int, float))
    return value if is_json else {type(value).__name__: str(value)}
