"""What a text says of somebody's office: held, new, or former; and of a chain of offices which are which."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from generator.offices import office_key, without_former

_OF_TERM = re.compile(r" (?:khóa|khoá) \w+$")
_JUST_ELECTED = re.compile(r"tân ", re.IGNORECASE)
# A seat in a committee; who heads the Party's committee of a place, and what such a one heads beside it.
_SEAT = re.compile(r"(?:ủy viên|tỉnh ủy viên|thành ủy viên|huyện ủy viên|quận ủy viên|thị ủy viên|đảng ủy viên)\b")
_SECRETARY = re.compile(r"(?:phó )?(?:bí thư|chủ tịch)\b")
_BESIDE_SECRETARY = re.compile(
    r"(?:bí thư ban cán sự|(?:phó )?trưởng đoàn"
    r"|(?:phó )?chủ tịch (?:thường trực )?(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân))\b"
)
_OF_ASSOCIATION = re.compile(r"\b(?:hội(?! đồng nhân)|câu lạc bộ|clb|liên lạc|chi bộ|thôn|tổ dân phố|hiệp hội)\b")
_LEVEL = re.compile(r"tỉnh|thành|huyện|quận|thị xã|xã|phường|thị trấn")


class Tenure(Enum):
    """How the report speaks of somebody's office."""

    HELD = "held"
    """Has it."""
    NEW = "new"
    """Takes it up in what is reported."""
    FORMER = "former"
    """Had it, or gives it up."""


class Office(NamedTuple):
    """An office somebody is given by the text."""

    text: str
    """In the text's words, "nguyên" (former) included."""
    tenure: Tenure = Tenure.HELD
    """Held, new or former."""


@lru_cache(maxsize=8192)
def as_office(text: str, tenure: Tenure = Tenure.HELD) -> Office:
    """An office in the text's words; "nguyên" (former) before it says that it is held no more, "tân" that it is new.

    >>> as_office("nguyên Bí thư Tỉnh ủy").tenure.value, as_office("tân Bí thư Tỉnh ủy").text
    ('former', 'Bí thư Tỉnh ủy')
    """
    if new := _JUST_ELECTED.match(text):
        return Office(text[new.end() :], Tenure.NEW)
    return Office(text, Tenure.FORMER if without_former(text) != text else tenure)


def former_together(offices: Sequence[Office]) -> list[Office]:
    """The offices of one chain, with those that "nguyên" before an earlier one is said of too.

    A seat in a committee ends with the office that follows it; so does the first of the Party's and the state's offices
    of one place.

    >>> chain = ["nguyên Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy", "Chủ tịch Hội Khuyến học"]
    >>> [office.tenure.value for office in former_together(list(map(as_office, chain)))]
    ['former', 'former', 'held']
    """
    if all(office.tenure is not Tenure.FORMER for office in offices):
        return list(offices)
    found: list[Office] = []
    for office in offices:
        last = found[-1] if found else None
        if last and last.tenure is Tenure.FORMER and office.tenure is Tenure.HELD and _ends_together(last, office):
            found.append(Office(office.text, Tenure.FORMER))
        else:
            found.append(office)
    return found


def _ends_together(last: Office, office: Office) -> bool:
    before, after = (office_key(without_former(each.text)) for each in (last, office))
    if _SEAT.match(before):
        return not _OF_ASSOCIATION.search(after)
    if not _SECRETARY.match(before) or not _BESIDE_SECRETARY.match(after):
        return False
    place, other = (set(_LEVEL.findall(key)) for key in (before, after))
    return not place or place >= other


def each_once(offices: Iterable[Office]) -> list[Office]:
    """The offices that one place in the text gives somebody, without those that only spell an earlier one another way.

    Who has an office and is elected to it again takes up no new one; who gives it up has it no more.

    >>> [each.text for each in each_once([Office("Uỷ viên T.Ư Đảng"), Office("Ủy viên Trung ương Đảng")])]
    ['Uỷ viên T.Ư Đảng']
    >>> again = each_once([Office("Chủ tịch Hội khóa I"), Office("Chủ tịch Hội khóa II", Tenure.NEW)])
    >>> [office.tenure.value for office in again]
    ['held', 'held']
    """
    told = list(offices)
    if len(told) < 2:
        return told
    if any(office.tenure is Tenure.NEW for office in told):
        held: set[str] = set()
        for place, office in enumerate(told):
            lasting = _OF_TERM.sub("", office_key(without_former(office.text)))
            if office.tenure is Tenure.HELD:
                held.add(lasting)
            elif office.tenure is Tenure.NEW and lasting in held:
                told[place] = Office(office.text)
    return all_once(told)


def all_once(offices: Iterable[Office]) -> list[Office]:
    """All offices that a text gives somebody, each once; new and former outlast held."""
    by_key: dict[str, Office] = {}
    for office in offices:
        key = office_key(without_former(office.text))
        known = by_key.get(key)
        if known is None or (known.tenure is Tenure.HELD and office.tenure is not Tenure.HELD):
            by_key[key] = Office((known or office).text, office.tenure)
    return list(by_key.values())
