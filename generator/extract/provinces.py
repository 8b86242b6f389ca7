"""Provinces and centrally run cities the text names. The names are in lexicon/provinces.tsv."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from generator.extract.facts import Fact, Sentence
from generator.provinces import all_provinces, province_named
from generator.vietnamese import other_tone_placement

# Chí Minh's name is a city's only with one of these before it, and stands for the man or a campaign without.
_CITY = r"(?:thành phố|tp\.?)\s*"
_NEEDS_CITY = "Hồ Chí Minh"
# A paper named after a province says nothing of where things happen.
_PAPER = re.compile(r"(?:\bbáo|\bđài|\bBáo điện tử)\s+$", re.IGNORECASE)


@cache
def province_pattern() -> re.Pattern[str]:
    """Any province's name or alias, in any placing of its tone marks, as whole words."""
    names = {
        form
        for province in all_provinces()
        for name in (province.name, *province.aliases)
        if name != _NEEDS_CITY
        for form in (name, other_tone_placement(name))
    }
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    listed = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    # Asked first for the initial letter, most places of a text are passed over at once.
    initials = "".join(sorted({name[0] for name in names}))
    return re.compile(rf"(?<![\w-])(?:(?=[{initials}])(?:{listed})|(?i:{_CITY}){_NEEDS_CITY})(?!\w)")


def extract_provinces(sentences: Iterable[Sentence], persons: Sequence[str]) -> tuple[Fact[str], ...]:
    """Provinces in order of first mention, spelled as in the text.

    persons: names of persons, which may hold a province's: Lê Thái Bình.

    >>> text = "Tại thành phố Hồ Chí Minh, Tỉnh ủy Sơn La học theo phong cách Hồ Chí Minh."
    >>> [fact.value for fact in extract_provinces([Sentence(text, 1, 0)], [])]
    ['Hồ Chí Minh', 'Sơn La']
    """
    found: dict[str, Fact[str]] = {}
    for sentence in sentences:
        inside = [span for name in persons for span in _spans(name, sentence.text)]
        for match in province_pattern().finditer(sentence.text):
            province = province_named(match[0])
            if not province or any(start <= match.start() < end for start, end in inside):
                continue
            if _PAPER.search(sentence.text, max(0, match.start() - 20), match.start()):
                continue
            bare = re.sub(rf"(?i)^{_CITY}", "", match[0])
            name = bare if province_named(bare) == province else match[0]
            found.setdefault(province.id, Fact(name, sentence.text, sentence.line, "province-name"))
    return tuple(found.values())


def _spans(name: str, text: str) -> Iterable[tuple[int, int]]:
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + len(name))
