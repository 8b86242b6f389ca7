"""The provinces and centrally run cities of Vietnam: the 63 up to 30 June 2025 and the 34 they became."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from generator import lexicon
from generator.identifiers import identifier
from generator.vietnamese import comparison_key


@dataclass(frozen=True)
class Province:
    """A province as it was up to 30 June 2025."""

    name: str
    """Without the word tỉnh or thành phố."""
    id: str
    """Its identifier, and part of its page's address."""
    successor: str
    """The name of the province its territory belongs to since 1 July 2025; often its own."""
    aliases: tuple[str, ...] = ()
    """Other ways to write the name."""


@cache
def all_provinces() -> tuple[Province, ...]:
    """The 63, in the order of the lexicon."""
    return tuple(
        Province(name, identifier(name), successor, tuple(aliases.split("|")) if aliases else ())
        for name, successor, aliases in lexicon.rows("provinces.tsv")
    )


@cache
def _by_key() -> dict[str, Province]:
    return {_key(name): province for province in all_provinces() for name in (province.name, *province.aliases)}


def _key(text: str) -> str:
    # White space about a dash, and which dash it is, tell nothing: Bà Rịa–Vũng Tàu.
    return comparison_key(_DASH.sub(" - ", text))


@lru_cache(maxsize=8192)
def province_named(text: str) -> Province | None:
    """The province that a text names and nothing else; None when there is none of that name.

    >>> province_named("Bắc Cạn").name, province_named("Bắc Kạn").successor
    ('Bắc Kạn', 'Thái Nguyên')
    >>> province_named("tỉnh Hoà Bình").id
    'hoa-binh'
    >>> province_named("TP.Hà Nội").id, province_named("BÀ RỊA- VŨNG TÀU").id
    ('ha-noi', 'ba-ria-vung-tau')
    >>> province_named("Mộc Châu")
    """
    key = _key(text)
    found = _by_key().get(key)
    if found:
        return found
    for word in _UNIT_WORDS:
        if key.startswith(word):
            return _by_key().get(key.removeprefix(word))
    return None


_UNIT_WORDS = (*(comparison_key(word) + " " for word in ("tỉnh", "thành phố", "TP", "TP.")), comparison_key("TP."))
_DASH = re.compile(r"(?<!\s)\s*[-–]\s*|(?<=\s)[-–]\s*")


# Since 1 July 2025.
_CITIES = frozenset(["Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"])


def full_name(successor: str) -> str:
    """One of the 34 with the word for what it is.

    >>> full_name("Phú Thọ"), full_name("Huế")
    ('tỉnh Phú Thọ', 'thành phố Huế')
    """
    return f"{'thành phố' if successor in _CITIES else 'tỉnh'} {successor}"


@cache
def predecessors(name: str) -> tuple[Province, ...]:
    """The provinces that were joined in the one of this name on 1 July 2025.

    >>> [province.name for province in predecessors("Phú Thọ")]
    ['Hòa Bình', 'Phú Thọ', 'Vĩnh Phúc']
    """
    return tuple(province for province in all_provinces() if province.successor == name)
