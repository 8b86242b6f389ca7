"""What a value says, as a digest: of everything that can be reached from it, so that nothing can be forgotten.

Whoever makes something of a value and of nothing else, makes the same of any value with the same fingerprint. A value
that this module can't look through has none.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from types import FunctionType, NoneType

from generator.model import Article, ClusterMention, DocumentCitation, FrontMatter, PersonMention
from generator.pages.parts import Part
from generator.records import Catalogue, EntityRecord, Mentioned, Shown

# Their fields are plain values, at any depth: what is written of them tells all.
_PLAIN = frozenset([bool, int, float, NoneType, FrontMatter, PersonMention, ClusterMention, DocumentCitation])

# What many pages are made of. All else is looked through for one page, and forgotten.
_SHARED = (Article, EntityRecord, Mentioned, Shown, Part, dict)


class _Untold(Exception):  # noqa: N818  # no error: there is another way
    """Nobody knows all that a value says."""


class Fingerprints:
    """Of values that stay as they are: what many of them share is looked through once."""

    def __init__(self) -> None:
        """Nothing is looked through yet."""
        # Whoever is remembered by its place in memory must not leave it to another.
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes | None:
        """The fingerprint, 16 bytes; None where the value has none, as the catalogue, which says everything."""
        try:
            return _digest(self._told(value))
        except _Untold:
            return None

    def _told(self, value: object) -> bytes:
        """A value as bytes that no other value has."""
        kind = type(value)
        if kind in _PLAIN:
            return _text(repr(value))
        if isinstance(value, str):
            return _text(kind.__name__) + _text(value)
        if isinstance(value, tuple):
            return self._all(kind.__name__, value)
        if isinstance(value, partial):
            return self._all("partial", (value.func, value.args, *value.keywords.items()))
        if isinstance(value, FunctionType | type):
            return _function(value)
        known = self._known.get(id(value))
        told = known[1] if known else self._of_parts(value)
        if not known and isinstance(value, _SHARED):
            told = b"#" + _digest(told)
            self._known[id(value)] = value, told
        return told

    def _of_parts(self, value: object) -> bytes:
        """The same of what has parts."""
        name = type(value).__qualname__
        if isinstance(value, Article):
            return _text(value.path) + _text(repr(value.front_matter)) + _text(value.body)
        if isinstance(value, Shown):
            # Its order follows from these, and is long.
            return _text(value.path) + _text(value.name)
        return self._all(name, _parts(value))

    def _all(self, name: str, values: Iterable[object]) -> bytes:
        known = self._known
        told = []
        for value in values:
            # Nearly all values are articles and records that have been looked through.
            of_value = known.get(id(value))
            told.append(of_value[1] if of_value else self._told(value))
        return b"%b%d " % (_text(name), len(told)) + b"".join(told)


def _parts(value: object) -> Iterable[object]:
    """Everything that makes a value what it is."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return value.items()
    kind = type(value)
    if kind is not Catalogue and is_dataclass(kind):
        return [getattr(value, field) for field in _fields(kind)]
    raise _Untold


@lru_cache(maxsize=256)
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _function(function: FunctionType | type) -> bytes:
    # One without a name of its own may be any, and what it has seen where it was made is not told.
    if "<" in function.__qualname__:
        raise _Untold
    return _text(f"{function.__module__}.{function.__qualname__}")


def _text(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(data), data)


def _digest(told: bytes) -> bytes:
    return blake2b(told, digest_size=16).digest()
