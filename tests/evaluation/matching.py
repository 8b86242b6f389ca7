"""When something read is what the gold has: spellings, word order and abbreviations apart."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from generator.offices import write_out
from generator.provinces import province_named
from generator.vietnamese import comparison_key

Read = TypeVar("Read")
Wanted = TypeVar("Wanted")

_WORD = re.compile(r"[\w']+")
# Two wordings are one from this likeness on: the bar of the judges' own scorer.
ALIKE = 0.6
_UNITS = re.compile(
    r"^(?:(?:các|tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|ủy ban|mặt trận tổ quốc|mttq|việt nam|hội"
    r"|cựu chiến binh|ccb|nông dân|ban tổ chức|ban tuyên giáo|trường chính trị|tỉnh ủy|thành ủy|huyện ủy"
    r"|thanh tra)\s+)+"
)


def words(text: str) -> list[str]:
    """The words of a text, abbreviations written out, in one spelling."""
    return _WORD.findall(comparison_key(write_out(text)))


def likeness(one: str, other: str) -> float:
    """The share of words two texts have in common, 0 to 1."""
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def sequence_likeness(one: str, other: str) -> float:
    """How alike two texts are read letter by letter, 0 to 1."""
    return SequenceMatcher(None, " ".join(words(one)), " ".join(words(other)), autojunk=False).ratio()


def same_member(one: str, other: str) -> float:
    """1 for one unit under two names (Hội CCB tỉnh Lào Cai, Lào Cai), else how alike they are from `ALIKE` on."""
    bare = [_UNITS.sub("", comparison_key(text)) for text in (one, other)]
    if bare[0] == bare[1] and bare[0]:
        return 1.0
    alike = likeness(one, other)
    return alike if alike >= ALIKE else 0.0


def province_key(name: str) -> str:
    """One key for all spellings of a province."""
    province = province_named(name)
    return province.id if province else comparison_key(name)


def pairs(
    read: Sequence[Read], wanted: Sequence[Wanted], alike: Callable[[Read, Wanted], float]
) -> list[tuple[int, int]]:
    """Which of the read answers which of the wanted, one to one, the most alike first; likeness 0 answers nothing."""
    ranked = sorted(
        ((alike(each, want), -i, -j) for i, each in enumerate(read) for j, want in enumerate(wanted)), reverse=True
    )
    taken_read: set[int] = set()
    taken_wanted: set[int] = set()
    found = []
    for score, i, j in ranked:
        if score > 0 and -i not in taken_read and -j not in taken_wanted:
            taken_read.add(-i)
            taken_wanted.add(-j)
            found.append((-i, -j))
    return found
