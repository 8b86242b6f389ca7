"""Vietnamese names where the family name has to stand apart: in bibliographies."""

from functools import cache

from generator import lexicon
from generator.vietnamese import comparison_key


def family_first(name: str) -> str:
    """A name as "family, given"; one that does not surely begin with a family name stays whole.

    Pen names often are two given names, and papers sign with their own name: a reference manager takes a name without
    a comma as one piece.

    >>> family_first("Nguyễn Quang Dương"), family_first("Việt Anh"), family_first("Ban Biên tập")
    ('Nguyễn, Quang Dương', 'Việt Anh', 'Ban Biên tập')
    """
    family, _, given = name.partition(" ")
    is_surname = _sure_surnames().get(comparison_key(family), False)
    return f"{family}, {given}" if given and is_surname else name


@cache
def _sure_surnames() -> dict[str, bool]:
    return {comparison_key(name): use == "sure" for name, use in lexicon.rows("surnames.tsv")}
