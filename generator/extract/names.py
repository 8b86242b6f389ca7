"""Personal names: which runs of capitalised words may be one. Whether they are, what stands around them decides."""

import re
from dataclasses import dataclass
from functools import cache

from generator import lexicon
from generator.extract.offices import office_head
from generator.provinces import province_named
from generator.vietnamese import CAPITALS, comparison_key

_WORD = rf"[{CAPITALS}][^\W\d_]*(?:['’.][^\W\d_]+)*"
_RUN = re.compile(rf"(?<![\w'’.]){_WORD}(?: {_WORD})+")
_SHORTEST, _LONGEST = 2, 5
_MIDDLE_NAMES = frozenset({"Văn", "Thị", "Hữu", "Đức"})


@dataclass(frozen=True)
class Candidate:
    """Words that may be a person's name."""

    name: str
    """As in the text."""
    start: int
    """Where it begins in the sentence."""
    end: int
    """Where it ends."""
    sure_surname: bool
    """Its first word is hardly ever anything but a surname."""

    @property
    def has_middle_name(self) -> bool:
        """It holds a word that stands only between surname and given name."""
        return bool(_MIDDLE_NAMES & set(self.name.split()[1:-1]))

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.name.count(" ") + 1


@cache
def _surnames() -> dict[str, bool]:
    return {comparison_key(name): use == "sure" for name, use in lexicon.rows("surnames.tsv")}


@cache
def _addresses() -> frozenset[str]:
    return frozenset(comparison_key(word) for word in lexicon.lines("honorifics.txt"))


def _holds_abbreviation(words: list[str]) -> bool:
    """Whether capitals and small letters mix as in no name: Đoàn ĐBQH; LÊ VĂN BA and Lê Văn B are names."""
    capitals = [word.isupper() for word in words if len(word) > 1]
    return any(capitals) and not all(capitals)


def _is_inside_province(words: list[str], position: int) -> bool:
    """Whether a word ends the name of a province: Nghệ An Thái Thanh Quý is no An Thái Thanh Quý."""
    return any(
        province_named(" ".join(words[start:end]))
        for start in range(max(0, position - 2), position)
        for end in range(position + 1, position + 2 + (start == position - 1))
    )


def _before_office(sentence: str, position: int, words: list[str]) -> list[str]:
    """The words of a name up to where an office begins: "Cao Văn Ba Chủ tịch Ủy ban"."""
    for number, word in enumerate(words):
        if number and office_head().match(sentence, position):
            return words[:number]
        position += len(word) + 1
    return words


@cache
def never_participants() -> re.Pattern[str]:
    """Any name that stands for campaigns, cities and schools, not for somebody who takes part."""
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('never_participants.txt')})(?!\w)", re.IGNORECASE)


def candidates(sentence: str) -> list[Candidate]:
    """What may be personal names in a sentence, from left to right, none overlapping.

    >>> [c.name for c in candidates("Bí thư Quận ủy Thanh Xuân Bùi Huyền Mai và Ban Tổ chức tỉnh Hà Nam")]
    ['Bùi Huyền Mai']
    """
    found = (_name_in(sentence, run.start(), run[0].split(" ")) for run in _RUN.finditer(sentence))
    return [candidate for candidate in found if candidate]


def _name_in(sentence: str, start: int, words: list[str]) -> Candidate | None:
    """The name a run of capitalised words ends in: before it may stand the name of a place or an office."""
    surnames = _surnames()
    best: tuple[int, int, bool] | None = None
    position = start
    for first, word in enumerate(words[:-1]):
        # "Ông Hà Văn Ba": Ông is a surname too, but here somebody is addressed.
        is_address = comparison_key(word) in _addresses() and len(words) - first > _SHORTEST
        sure = None if is_address else surnames.get(comparison_key(word))
        longer = len(words) - first > _LONGEST or _is_inside_province(words, first)
        if sure is not None and not longer and (best is None or (sure and not best[2])):
            # "Phó Bí thư": Phó is a surname too, but here an office begins.
            best = best if office_head().match(sentence, position) else (first, position, sure)
        position += len(word) + 1
    if best is None:
        return None
    words = _before_office(sentence, best[1], words[best[0] :])
    if len(words) < _SHORTEST:
        return None
    name = " ".join(words)
    if never_participants().fullmatch(name) or province_named(name) or _holds_abbreviation(words):
        return None
    return Candidate(name, best[1], best[1] + len(name), best[2])
