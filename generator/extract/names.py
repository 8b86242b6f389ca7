"""Personal names: which runs of capitalised words may be one. Whether they are, what stands around them decides."""

import re
from typing import NamedTuple

from generator import lexicon
from generator.extract.before import REACH, Before, before
from generator.extract.offices import office_head, stop_verb
from generator.extract.runs import (
    MIDDLE_NAMES,
    SHORTEST,
    Words,
    as_name,
    before_office,
    is_address,
    likeliest_name,
    surname,
    taken_apart,
)
from generator.patterns import later
from generator.vietnamese import CAPITALS

_WORD = rf"[{CAPITALS}][^\W\d_]*(?:['’.][^\W\d_]+)*"
# The capital stands first: the engine then passes over everything else at once.
_RUN = later(rf"[{CAPITALS}](?<![\w'’.].)(?:(?<=T)hích nữ|[^\W\d_]*(?:['’.][^\W\d_]+)*)(?: {_WORD})+")
# K'Giắc, H'Lim: names of one word among the K'Ho and Ê Đê.
_ONE_WORD = later(r"(?<![\w'’.])(?<!người )(?<!tộc )[KH]['’][A-ZĐ][^\W\d_]+(?! [^\W\d_a-z])")
# No name of a person begins so: "đồng chí Ban Thường vụ" is a slip for "các đồng chí Ban Thường vụ".
_UNIT = later(rf"(?:{lexicon.any_of('unit_heads.txt')}|việt nam)(?!\w)", re.IGNORECASE)
_LONGEST_BULLET = 6
# Where an item of a list begins, and the sign between a name and the office.
_OPENS_ITEM = later(r"(?:[;,:]| và|^(?:\d{1,3} ?[.)/-])?) ?$")
_GOES_ON = later(r" (?!và |cùng |nguyên |là |của |quyền )[^\W\d_A-ZĐ]")
_CLOSING_SIGNS = frozenset(",–-")
_CLOSES_NAME = later(r" ?[,–-] ?")


class Candidate(NamedTuple):
    """Words that may be a person's name."""

    name: str
    """As in the text."""
    start: int
    """Where it begins in the sentence."""
    end: int
    """Where it ends."""
    sure_surname: bool
    """Its first word is hardly ever anything but a surname."""
    before: Before
    """What stands before it."""

    @property
    def has_middle_name(self) -> bool:
        """It holds a word that stands only between surname and given name."""
        return not MIDDLE_NAMES.isdisjoint(self.name.split()[1:-1])

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.name.count(" ") + 1


class _Named(NamedTuple):
    """A run of capitalised words where it stands."""

    sentence: str
    """In which it stands."""
    start: int
    """Where its words begin in it."""
    words: Words
    """The words."""
    before: Before
    """What stands before them."""
    offices: tuple[int, ...]
    """At which words, counted from 0, an office begins."""

    @property
    def after_unit(self) -> bool:
        """What begins here may be the place a unit is named after."""
        return self.before.unit in ("two words", "place") and not self.before.of_province

    def candidate(self, away: int, words: Words, *, sure: bool) -> Candidate | None:
        """The candidate of some of its words, which stand so far from the first, unless they can be no name."""
        name = as_name(words)
        if not name:
            return None
        start = self.start + away
        return Candidate(name, start, start + len(name), sure, before(self.sentence, start) if away else self.before)


def before_since(candidate: Candidate, sentence: str, start: int) -> Before:
    """What stands before a name, no farther back than start."""
    near = start > 0 and candidate.start - start < REACH
    return before(sentence, candidate.start, start) if near else candidate.before


def candidates(sentence: str) -> list[Candidate]:
    """What may be personal names in a sentence, from left to right, none overlapping.

    >>> [c.name for c in candidates("Bí thư Quận ủy Thanh Xuân Bùi Huyền Mai và Ban Tổ chức tỉnh Hà Nam")]
    ['Bùi Huyền Mai']
    >>> [c.name for c in candidates("Ông Zơ Râm Tám và ông K'Chín dự")]
    ['Zơ Râm Tám', "K'Chín"]
    """
    found = []
    for match in _RUN.finditer(sentence):
        skipped, words, may_be_name, may_open = taken_apart(match[0])
        start = match.start() + skipped
        stands = before(sentence, start)
        may_be_name = may_be_name or stands.any_name or bool(stands.unit)
        closed = sentence[match.end() : match.end() + 2].lstrip()[:1] in _CLOSING_SIGNS
        if not may_be_name and not closed:
            continue
        opens = [place for place, away in may_open if office_head().match(sentence, start + away)] if may_open else ()
        run = _Named(sentence, start, words, stands, tuple(opens))
        name = (_addressed(run) or _name_at_end(run)) if may_be_name else None
        if not name and closed:
            name = _between_signs(run)
        if name:
            found.append(name)
    if "'" in sentence or "’" in sentence:
        found += [
            Candidate(name[0], name.start(), name.end(), sure_surname=False, before=before(sentence, name.start()))
            for name in _ONE_WORD.finditer(sentence)
            if not any(other.start <= name.start() < other.end for other in found)
        ]
        found.sort(key=lambda candidate: candidate.start)
    return found


def _addressed(run: _Named) -> Candidate | None:
    """The name that follows an honorific at once: it begins there, with whatever surname."""
    sentence, start, words, stands, offices = run
    first = away = 0
    if len(words) > SHORTEST and is_address(words[0]) and not run.after_unit:
        first, away = 1, len(words[0]) + 1
    elif not stands.any_name:
        return None
    if first in offices or _UNIT.match(sentence, start + away):
        return None
    return run.candidate(away, before_office(words, first, offices), sure=bool(surname(words[first])))


def _between_signs(run: _Named) -> Candidate | None:
    """A name with whatever surname where only a name can stand: an item of a list, an office after it."""
    sentence, start, words, _, offices = run
    candidate = run.candidate(0, words, sure=True)
    closing = candidate and _CLOSES_NAME.match(sentence, candidate.end)
    if not candidate or not closing or not office_head().match(sentence, closing.end()):
        return None
    if not _OPENS_ITEM.search(sentence, max(0, start - _LONGEST_BULLET), start):
        return None
    return None if 0 in offices or _UNIT.match(sentence, start) else candidate


def _name_at_end(run: _Named) -> Candidate | None:
    """The name a run of capitalised words ends in: before it may stand the name of a place or an office."""
    after_unit = len(run.words) > SHORTEST + 1 and run.after_unit
    best = likeliest_name(run.words, run.offices, after_unit=after_unit, in_place=run.before.unit == "place")
    if not best:
        return None
    away, name, sure = best
    candidate = run.candidate(away, name, sure=sure)
    return None if candidate and _goes_on(run.sentence, candidate) else candidate


def _goes_on(sentence: str, candidate: Candidate) -> bool:
    """Whether the words are rather the beginning of another term: Đoàn Kinh tế, Thành Cổ loa."""
    weak = not candidate.sure_surname and candidate.words == SHORTEST
    return weak and bool(_GOES_ON.match(sentence, candidate.end)) and not stop_verb().match(sentence, candidate.end)
