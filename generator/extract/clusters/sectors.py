"""The sector of a cluster where its name doesn't say it: said beside it, or what its members are."""

import re
from collections.abc import Sequence
from itertools import takewhile

from generator.extract.clusters.items import PLACE_WORDS, UNIT
from generator.patterns import later
from generator.vietnamese import lowered

# "ngành tổ chức xây dựng Đảng các tỉnh, thành phố trong Cụm thi đua số 2": the sector said before the cluster.
_INSIDE = r"\b(?P<sector>ngành [^,.;:()]{3,60}?) (?:các tỉnh(?:, ?thành phố)? )?(?:trong|thuộc) "
_BEFORE = later(rf"{_INSIDE}$", re.IGNORECASE)
# "Hội Khuyến học các tỉnh Cụm thi đua số 3", "Công an các huyện, thành phố thuộc Cụm thi đua số 2".
_UNITS_BEFORE = later(
    rf"(?P<sector>(?:các )?{UNIT.pattern}[^.;:()]{{0,60}}? (?:các|\d{{1,2}}) (?:{PLACE_WORDS})"
    rf"(?:, ?(?:{PLACE_WORDS}))*(?: (?!trong |thuộc )[^.,;:()]{{2,40}}?)?) (?:(?:trong|thuộc) )?$",
    re.IGNORECASE,
)
_NOT_A_SECTOR = later(r"\b(?:lãnh đạo|đại diện|đồng chí|ban thường trực|dự|tổ chức|tham gia|có)\b", re.IGNORECASE)
_FEWEST_ALIKE = 3
_AROUND = later(rf"{_INSIDE}(?:cụm|khối)(?! thi)", re.IGNORECASE)
_REACH = 120
# "Hội Nông dân 14 tỉnh Trung du", "các Sở GDĐT của 9 tỉnh", "VKSND các tỉnh": what stands before the places.
_OF_MEMBERS = later(
    r"(?:\d{1,2} |các |lãnh đạo |đại diện |là )*(?P<unit>[^\d:(),]{3,50}?)"
    r"(?: (?:của )?(?:các|\d{1,2}) (?:tỉnh|thành phố|huyện|xã|phường|quận)\b.*| khu vực\b.*| ?$)"
)


def sector_before(text: str, start: int) -> str:
    """The sector right before the name of a cluster that begins at start; empty when there is none."""
    window = max(0, start - _REACH)
    before = _BEFORE.search(text, window, start) if "ngành" in lowered(text) else None
    if before:
        return before["sector"]
    for unit in UNIT.finditer(text, window, start):
        units = _UNITS_BEFORE.match(text, unit.start(), start)
        if units and (unit.start() == 0 or not text[unit.start() - 1].isalnum()) and not _NOT_A_SECTOR.search(units[0]):
            return units["sector"]
    return ""


def sector_of_names(members: Sequence[str]) -> str:
    """What all members are, by the words their names begin with; empty when they have none in common.

    >>> sector_of_names(["Hội Nông dân tỉnh Sơn La", "Hội Nông dân tỉnh Lai Châu", "Hội Nông dân TP. Huế"])
    'Hội Nông dân'
    """
    names = [member.split() for member in members]
    common = [words[0] for words in takewhile(lambda words: len({*words}) == 1, zip(*names, strict=False))]
    while common and re.fullmatch(PLACE_WORDS, common[-1], re.IGNORECASE):
        common.pop()
    unit = " ".join(common)
    return unit if len(names) >= _FEWEST_ALIKE and len(common) > 1 and UNIT.match(unit) else ""


def sector_around(text: str) -> str:
    """The sector a sentence names for "the cluster" it speaks of; empty when it names none.

    >>> sector_around("Ngành nội vụ các tỉnh trong cụm đã tham mưu nhiều việc.")
    'Ngành nội vụ'
    """
    around = _AROUND.search(text) if "ngành" in lowered(text) else None
    return around["sector"] if around else ""


def sector_of_members(head: str) -> str:
    """What the members of a list are, out of the words before it; empty when these are only places or units.

    >>> sector_of_members("VKSND các tỉnh"), sector_of_members("các huyện"), sector_of_members("7 trường chính trị")
    ('VKSND', '', 'trường chính trị')
    """
    match = _OF_MEMBERS.match(head)
    unit = match["unit"].strip() if match else ""
    # "các ban: Dân vận, Tổ chức" tells of each what it is, not of the cluster.
    return unit if UNIT.match(unit) and (" " in unit or unit.isupper()) else ""
