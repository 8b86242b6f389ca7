"""Who takes part, and in what office: known by grammar (an honorific, an office), never by a list of people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator import lexicon
from generator.extract.facts import Fact, Sentence
from generator.extract.names import Candidate, candidates, never_participants
from generator.extract.offices import honorific, office_head, offices_after, offices_before
from generator.model import PersonMention
from generator.offices import office_key
from generator.vietnamese import comparison_key

_LIST_SEPARATOR = re.compile(r"\s*[,;]?\s*(?:và|cùng)?\s*(?:các\s+)?(?:đồng chí|đ/c|ông|bà)?\s*:?\s*", re.IGNORECASE)
# "các Phó Chủ tịch UBND tỉnh: A, B": the office of a group is each one's.
_GROUP = re.compile(
    r"\b(?:các|những)\s+(?:đồng chí\s*:?\s*)?(?:là\s+)?(?P<office>(?:[^,;:.]|\.(?=\S))+?)\s*:?\s*$", re.IGNORECASE
)
_NEXT_WORD = re.compile(r" (\w+)")
_UNITS = lexicon.rows("named_units.tsv")
# A two-word name after one of these may be the place the unit is named after: Huyện ủy Mai Sơn, phường Lê Lợi.
_NAMED_AFTER = re.compile(rf"\b(?:{lexicon.pattern_of(unit for unit, _ in _UNITS)})\s*$", re.IGNORECASE)
# Never a participant, however long the name: streets, schools and prizes bear whole names.
_BEARS_NAME = re.compile(
    rf"\b(?:{lexicon.pattern_of(unit for unit, after in _UNITS if after == 'person')})\s+$", re.IGNORECASE
)
# Somebody remembered takes no part: "noi gương Tổng Bí thư …", "Thủ tướng … từng về thăm".
_OF_THE_PAST = re.compile(
    r"\b(?:sinh thời|noi gương|tấm gương|sự nghiệp|tưởng nhớ|thân thế|cố(?=\s+(?:tổng|chủ|thủ|đại tướng|đồng chí)))"
    r"\b[^.,;:]*$",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\s+(?:đã\s+)?(?:từng|là tấm gương)\b", re.IGNORECASE)
# What says that somebody is a person stands near the name; farther back nothing is looked for.
_REACH = 600
_NEAR = 40
_SHORT_NAME = 2


@dataclass(frozen=True)
class Sighting:
    """One place in the text where a person is named."""

    name: str
    """As written there."""
    offices: tuple[str, ...]
    """The offices given there."""
    sentence: Sentence
    """The sentence."""
    rule: str
    """What showed that it is a person."""
    following: str = ""
    """The word after the name."""


@dataclass
class _Reading:
    """A sentence while it is read from left to right."""

    sentence: Sentence
    sightings: list[Sighting] = field(default_factory=list)
    claimed: int = 0
    """Nothing before this belongs to the next name."""
    after_person: int = -1
    """Where the last person with all their offices ends; a name that follows at once is in the same list."""
    group_offices: tuple[str, ...] = ()
    """Offices of the group whose list is being read."""


def extract_persons(sentences: Iterable[Sentence]) -> tuple[Fact[PersonMention], ...]:
    """The persons of an article in order of first mention, each with all offices the text gives them.

    >>> text = "Dự có các đồng chí: Lê Văn Ba, Bí thư Tỉnh ủy; Trần Thị Tư, Trưởng Ban Tổ chức Tỉnh ủy chủ trì."
    >>> [(fact.value.name, fact.value.roles) for fact in extract_persons([Sentence(text, 1, 0)])]
    [('Lê Văn Ba', ('Bí thư Tỉnh ủy',)), ('Trần Thị Tư', ('Trưởng Ban Tổ chức Tỉnh ủy',))]
    """
    return _join(_completed([sighting for sentence in sentences for sighting in _read(sentence)]))


def _read(sentence: Sentence) -> list[Sighting]:
    found = [each for each in candidates(sentence.text) if not _is_place(each, sentence.text)]
    reading = _Reading(sentence)
    for position, candidate in enumerate(found):
        limit = found[position + 1].start if position + 1 < len(found) else len(sentence.text)
        _take(reading, candidate, limit)
    return reading.sightings


def _take(reading: _Reading, candidate: Candidate, limit: int) -> None:
    """Adds the candidate to the sightings if something shows that it is a person."""
    text = reading.sentence.text
    start = max(reading.claimed, candidate.start - _REACH)
    # "… Chủ tịch Hồ Chí Minh và Tổng Bí thư Lê Văn Ba": the first office has its holder.
    start = max([start, *(match.end() for match in never_participants().finditer(text, start, candidate.start))])
    remembered = _OF_THE_PAST.search(text, max(reading.claimed, candidate.start - 2 * _NEAR), candidate.start)
    if remembered or _ONCE.match(text, candidate.end):
        return
    if _BEARS_NAME.search(text, max(start, candidate.start - _NEAR), candidate.start):
        return
    address = honorific().search(text, max(start, candidate.start - _NEAR), candidate.start)
    listed = reading.after_person >= 0 and bool(_LIST_SEPARATOR.fullmatch(text, reading.after_person, candidate.start))
    if not listed:
        reading.group_offices = ()
    group = _group_office(text, start, candidate.start)
    before: list[str] = []
    if not group and not (listed and not address):
        before = offices_before(text, start, address.start() if address else candidate.start)
    after, end = offices_after(text, candidate.end, limit)
    rule = _evidence(
        candidate, address=bool(address), listed=listed, before_it=bool(group or before), after_it=bool(after)
    )
    if not rule:
        return
    if group:
        reading.group_offices = (group,)
    offices = _each_once([*reading.group_offices, *before, *after])
    next_word = _NEXT_WORD.match(text, candidate.end)
    following = next_word[1] if next_word else ""
    reading.sightings.append(Sighting(candidate.name, tuple(offices), reading.sentence, rule, following))
    reading.claimed = reading.after_person = max(end, candidate.end)


def _is_place(candidate: Candidate, text: str) -> bool:
    """Whether a candidate is rather the place that a unit is named after."""
    if not _NAMED_AFTER.search(text, max(0, candidate.start - _NEAR), candidate.start):
        return False
    return candidate.words == _SHORT_NAME or not (candidate.sure_surname or candidate.has_middle_name)


def _group_office(text: str, start: int, end: int) -> str:
    """The office of the group whose list begins here: "các đồng chí Phó Chủ tịch UBND tỉnh: "."""
    group = _GROUP.search(text, start, end)
    return group["office"].strip() if group and office_head().match(group["office"]) else ""


def _evidence(candidate: Candidate, *, address: bool, listed: bool, before_it: bool, after_it: bool) -> str:
    """The rule by which a candidate is a person; empty when nothing shows it."""
    if address:
        return "honorific"
    if listed:
        return "list"
    if candidate.sure_surname or candidate.words > _SHORT_NAME:
        return "office-after" if after_it else "office-before" if before_it else ""
    return ""


def _completed(sightings: list[Sighting]) -> list[Sighting]:
    """The sightings with slips of the pen in names mended by the article itself: "Lê Thị giang", later Lê Thị Giang."""
    names = {comparison_key(sighting.name): sighting.name for sighting in sightings}
    return [
        replace(sighting, name=names.get(comparison_key(f"{sighting.name} {sighting.following}"), sighting.name))
        for sighting in sightings
    ]


def _join(sightings: list[Sighting]) -> tuple[Fact[PersonMention], ...]:
    """Sightings of one name are one person, unless one sentence lists the name twice in different offices."""
    persons: dict[tuple[str, int], list[Sighting]] = {}
    for sighting in sightings:
        key = comparison_key(sighting.name)
        number = 0
        while (key, number) in persons and _is_namesake(persons[key, number], sighting):
            number += 1
        persons.setdefault((key, number), []).append(sighting)
    return tuple(_fact(seen) for seen in persons.values())


def _is_namesake(seen: list[Sighting], sighting: Sighting) -> bool:
    keys = {office_key(office) for other in seen for office in other.offices}
    same_sentence = any(other.sentence is sighting.sentence and other.offices for other in seen)
    return same_sentence and bool(sighting.offices) and keys.isdisjoint(map(office_key, sighting.offices))


def _fact(seen: list[Sighting]) -> Fact[PersonMention]:
    first = seen[0]
    offices = _each_once(office for sighting in seen for office in sighting.offices)
    return Fact(PersonMention(first.name, tuple(offices)), first.sentence.text, first.sentence.line, first.rule)


def _each_once(offices: Iterable[str]) -> list[str]:
    """The offices without those that only spell an earlier one another way."""
    by_key: dict[str, str] = {}
    for office in offices:
        by_key.setdefault(office_key(office), office)
    return list(by_key.values())
