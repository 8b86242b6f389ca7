"""Provinces and centrally run cities the text names. The names are in lexicon/provinces.tsv."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from generator import lexicon
from generator.extract.facts import Fact, Sentence
from generator.patterns import later
from generator.provinces import all_provinces, province_named
from generator.vietnamese import CAPITALS, other_tone_placement

# Chí Minh's name is a city's only with one of these before it, and stands for the man or a campaign without.
_CITY_REST = r"(?:hành phố|p\.?) ?"
_CITY_BEFORE = later(f"^t{_CITY_REST}", re.IGNORECASE)
_NEEDS_CITY = "Hồ Chí Minh"
# A paper named after a province says nothing of where things happen; a street, a ward or a river bears the name only.
_BEARER = later(rf"(?<!\w)(?<!thành )(?:{lexicon.any_of('province_bearers.txt')}) $", re.IGNORECASE)
# "các huyện Đông Hải, Hòa Bình": a district's name, further down the list.
_BEARERS = later(
    rf"(?<!\w)(?:[Cc]ác|\d+) (?:huyện|phường|xã|quận|thị trấn)(?:, ?(?:phường|xã|thị trấn))* ?:? "
    rf"(?:[{CAPITALS}]\w*(?: [{CAPITALS}]\w*){{0,3}}(?:, ?| và )){{1,12}}$"
)
_DISTRICTS = ("huyện", "phường", "xã", "quận", "thị trấn")
_BEFORE = 20
_LIST_BEFORE = 160
# Longer names that begin with a province's: Điện Biên Phủ, Thái Bình Dương (the Pacific), Đồng Tháp Mười.
_LONGER = {
    "Điện Biên": r" (?:Phủ|Đông)",
    "Thái Bình": r" Dương",
    "Đồng Tháp": r" Mười",
    "Hà Nam": r" Ninh",
    "Hòa Bình": r" Xanh",
}
_LONGER_BEFORE = {"Bình Dương": "Thái"}
# Surnames, and words between a surname and a given name: Lê Thị Yên Bái is nobody's province.
_NAMES = frozenset(name for name, use in lexicon.rows("surnames.tsv") if use == "sure") | {
    "Văn", "Thị", "Hữu", "Đức", "Xuân", "Quang", "Ngọc", "Minh",
}  # fmt: skip


@cache
def province_pattern() -> re.Pattern[str]:
    """Any province's name or alias, in any placing of its tone marks, as whole words; names also in capitals only.

    >>> [match[0] for match in province_pattern().finditer("Tỉnh ủy SƠN LA, Điện Biên Phủ, Bà Rịa- Vũng Tàu, TPHCM")]
    ['SƠN LA', 'Bà Rịa- Vũng Tàu', 'TPHCM']
    """
    names = {
        form
        for province in all_provinces()
        for name in (province.name, *province.aliases)
        if name != _NEEDS_CITY
        for placed in (name, other_tone_placement(name))
        for form in (placed, placed.upper())
    }
    city = rf"(?i:{_CITY_REST})(?:{_NEEDS_CITY}|{_NEEDS_CITY.upper()})"
    rests: dict[str, list[str]] = {"t": [], "T": []}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        rests.setdefault(name[0], []).append(_rest(name))
    # One branch a letter, and the letter first: the engine then passes over most places of a text at once.
    branches = (
        rf"{initial}(?<!\w{initial})(?:{'|'.join([*listed, *([city] if initial in 'tT' else [])])})"
        for initial, listed in sorted(rests.items())
    )
    return re.compile(rf"(?:{'|'.join(branches)})(?!\w)")


def _rest(name: str) -> str:
    """The pattern of a name after its first letter."""
    words = re.sub(r"(?:\\ ){0,3}\\?[-–](?:\\ ){0,3}", " ?[-–] ?", re.escape(name)).replace(r"\ ", " ")
    longer = _LONGER.get(other_tone_placement(name)) or _LONGER.get(name)
    earlier = _LONGER_BEFORE.get(name)
    return (rf"(?<!{earlier} {name[0]})" if earlier else "") + words[1:] + (f"(?!{longer})" if longer else "")


def extract_provinces(sentences: Iterable[Sentence], persons: Sequence[str]) -> tuple[Fact[str], ...]:
    """Provinces in order of first mention, spelled as in the text.

    persons: names of persons, which may hold a province's: Lê Thái Bình.

    >>> text = "Tại thành phố Hồ Chí Minh, Tỉnh ủy Sơn La học theo phong cách Hồ Chí Minh ở huyện Hòa Bình."
    >>> [fact.value for fact in extract_provinces([Sentence(text, 1, 0)], [])]
    ['Hồ Chí Minh', 'Sơn La']
    """
    found: dict[str, Fact[str]] = {}
    named = province_pattern()
    for sentence in sentences:
        inside: list[tuple[int, int]] | None = None
        for match in named.finditer(sentence.text):
            province = province_named(match[0])
            if not province or province.id in found:
                continue
            if inside is None:
                inside = [span for name in persons for span in _spans(name, sentence.text)]
            if any(start <= match.start() < end for start, end in inside) or _is_another(sentence.text, match):
                continue
            bare = _CITY_BEFORE.sub("", match[0])
            name = bare if province_named(bare) == province else match[0]
            found[province.id] = Fact(name, sentence.text, sentence.line, "province-name")
    return tuple(found.values())


def _is_another(text: str, match: re.Match[str]) -> bool:
    """Whether the name is a person's, or that of something which only bears a province's name."""
    start = match.start()
    if _BEARER.search(text, max(0, start - _BEFORE), start):
        return True
    word = text[max(0, start - _BEFORE) : start].split()[-1:]
    if word and text[start - 1].isspace() and word[0] in _NAMES:
        return True
    # The cheap question first: most names stand in no list of districts.
    near = text[max(0, start - _LIST_BEFORE) : start]
    return (
        any(map(near.__contains__, _DISTRICTS))
        and _BEARERS.search(text, max(0, start - _LIST_BEFORE), start) is not None
    )


def _spans(name: str, text: str) -> Iterable[tuple[int, int]]:
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + len(name))
