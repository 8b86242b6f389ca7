"""The sector of a cluster where its name doesn't say it: said beside it, or what its members are."""

import re

from generator.extract.clusters.items import UNIT

# "ngành tổ chức xây dựng Đảng các tỉnh, thành phố trong Cụm thi đua số 2": the sector said before the cluster.
_INSIDE = r"\b(?P<sector>ngành\s+[^,.;:()]{3,60}?)\s+(?:các\s+tỉnh(?:,\s*thành phố)?\s+)?(?:trong|thuộc)\s+"
_BEFORE = re.compile(rf"{_INSIDE}$", re.IGNORECASE)
_AROUND = re.compile(rf"{_INSIDE}(?:cụm|khối)(?!\s+thi)", re.IGNORECASE)
_REACH = 120
# "Hội Nông dân 14 tỉnh Trung du", "các Sở GDĐT của 9 tỉnh", "VKSND các tỉnh": what stands before the places.
_OF_MEMBERS = re.compile(
    r"(?:\d{1,2}\s+|các\s+|lãnh đạo\s+|đại diện\s+|là\s+)*(?P<unit>[^\d:(),]{3,50}?)"
    r"(?:\s+(?:của\s+)?(?:các|\d{1,2})\s+(?:tỉnh|thành phố|huyện|xã|phường|quận)\b.*|\s+khu vực\b.*|\s*$)"
)


def sector_before(text: str, start: int) -> str:
    """The sector right before the name of a cluster that begins at start; empty when there is none."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return before["sector"] if before else ""


def sector_around(text: str) -> str:
    """The sector a sentence names for "the cluster" it speaks of; empty when it names none.

    >>> sector_around("Ngành nội vụ các tỉnh trong cụm đã tham mưu nhiều việc.")
    'Ngành nội vụ'
    """
    around = _AROUND.search(text) if "ụm" in text or "hối" in text else None
    return around["sector"] if around else ""


def sector_of_members(head: str) -> str:
    """What the members of a list are, out of the words before it; empty when these are only places or units.

    >>> sector_of_members("VKSND các tỉnh"), sector_of_members("các huyện"), sector_of_members("7 trường chính trị")
    ('VKSND', '', 'trường chính trị')
    """
    match = _OF_MEMBERS.match(head)
    unit = match["unit"].strip() if match else ""
    return unit if UNIT.match(unit) else ""
