"""Who takes part, and in what office: known by grammar (an honorific, an office), never by a list of people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.extract.facts import Fact, Sentence
from generator.extract.names import Candidate, candidates
from generator.extract.offices import honorific, office_head, offices_after, offices_before
from generator.model import PersonMention
from generator.offices import office_key
from generator.vietnamese import comparison_key

_LIST_SEPARATOR = re.compile(r"\s*[,;]?\s*(?:và|cùng)?\s*(?:các\s+)?(?:đồng chí|đ/c|ông|bà)?\s*:?\s*", re.IGNORECASE)
# "các Phó Chủ tịch UBND tỉnh: A, B": the office of a group is each one's.
_GROUP = re.compile(r"\b(?:các|những)\s+(?:đồng chí\s*:?\s*)?(?P<office>[^,;:.]+?)\s*:?\s*$", re.IGNORECASE)
# A two-word name after one of these may be the place the unit is named after: Huyện ủy Mai Sơn, phường Lê Lợi.
_NAMED_AFTER = re.compile(
    r"\b(?:ủy|uỷ|tỉnh|thành phố|thành|tp\.?|thị xã|huyện|quận|xã|phường|thị trấn|đường|phố|trường|thpt|thcs|tiểu học"
    r"|bệnh viện|công ty|quỹ|giải|giải thưởng|bảo tàng|làng|thôn|bản|khu|cầu|sông|núi|học viện|đại học|nhà máy|hội)"
    r"\s*$",
    re.IGNORECASE,
)
# Never a participant, however long the name: streets, schools and prizes bear whole names.
_BEARS_NAME = re.compile(
    r"\b(?:đường|phố|trường|thpt|thcs|tiểu học|bệnh viện|giải|giải thưởng|bảo tàng|quỹ|cầu|mang tên|khu di tích"
    r"|tượng đài|nhà tưởng niệm|học viện|công viên|quảng trường)\s+$",
    re.IGNORECASE,
)


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
    >>> [(fact.value.name, fact.value.roles) for fact in extract_persons([Sentence(text, 1, 0, False)])]
    [('Lê Văn Ba', ('Bí thư Tỉnh ủy',)), ('Trần Thị Tư', ('Trưởng Ban Tổ chức Tỉnh ủy',))]
    """
    return _join([sighting for sentence in sentences for sighting in _read(sentence)])


def _read(sentence: Sentence) -> list[Sighting]:
    found = candidates(sentence.text)
    reading = _Reading(sentence)
    for position, candidate in enumerate(found):
        limit = found[position + 1].start if position + 1 < len(found) else len(sentence.text)
        _take(reading, candidate, limit)
    return reading.sightings


def _take(reading: _Reading, candidate: Candidate, limit: int) -> None:
    """Adds the candidate to the sightings if something shows that it is a person."""
    text = reading.sentence.text
    before = text[reading.claimed : candidate.start]
    if _BEARS_NAME.search(before):
        return
    address = honorific().search(before)
    listed = reading.after_person >= 0 and bool(_LIST_SEPARATOR.fullmatch(text, reading.after_person, candidate.start))
    if not listed:
        reading.group_offices = ()
    own_before = [] if listed and not address else _before(text, reading, candidate, address)
    after, end = offices_after(text, candidate.end, limit)
    rule = _evidence(
        candidate, before, address=bool(address), listed=listed, before_it=bool(own_before), after_it=bool(after)
    )
    if not rule:
        return
    if own_before and _is_group(text, reading, candidate):
        reading.group_offices, own_before = tuple(own_before), []
    offices = _each_once([*reading.group_offices, *own_before, *after])
    reading.sightings.append(Sighting(candidate.name, tuple(offices), reading.sentence, rule))
    reading.claimed = reading.after_person = max(end, candidate.end)


def _before(text: str, reading: _Reading, candidate: Candidate, address: re.Match[str] | None) -> list[str]:
    end = reading.claimed + address.start() if address else candidate.start
    group = _GROUP.search(text, reading.claimed, candidate.start)
    if group and office_head().match(group["office"]):
        return [group["office"].strip()]
    return offices_before(text, reading.claimed, end)


def _is_group(text: str, reading: _Reading, candidate: Candidate) -> bool:
    group = _GROUP.search(text, reading.claimed, candidate.start)
    return bool(group and office_head().match(group["office"]))


def _evidence(
    candidate: Candidate, before: str, *, address: bool, listed: bool, before_it: bool, after_it: bool
) -> str:
    """The rule by which a candidate is a person; empty when nothing shows it."""
    if address:
        return "honorific"
    if listed:
        return "list"
    if _NAMED_AFTER.search(before) and (candidate.words == 2 or not candidate.sure_surname):
        return ""
    if after_it and (candidate.sure_surname or candidate.words > 2):
        return "office-after"
    if before_it and (candidate.sure_surname or candidate.words > 2):
        return "office-before"
    return ""


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
