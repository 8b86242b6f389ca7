"""Who takes part, and in what office: known by grammar (an honorific, an office), never by a list of people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from generator import lexicon
from generator.extract.changes import (
    Office,
    Tenure,
    as_office,
    changes_after,
    changes_before,
    each_once,
    tells_of_decision,
)
from generator.extract.evidence import Signs, ends_office_of, evidence, is_place, takes_no_part
from generator.extract.facts import Fact, Sentence
from generator.extract.groups import announces_change, are_those, given_to_all, group_offices, office_of_all
from generator.extract.mentions import Sighting, by_person, person_fact
from generator.extract.names import Candidate, before_since, candidates
from generator.extract.offices import offices_after, offices_before
from generator.extract.runs import never_participants
from generator.extract.short_names import add_short_forms, join_parts_of_names
from generator.model import PersonMention
from generator.patterns import later
from generator.vietnamese import lowered

_ADDRESS = lexicon.pattern_of(word for word, *_ in lexicon.rows("honorifics.tsv"))
_LIST_SEPARATOR = later(
    rf"(?: ?\([^()]{{1,60}}\))? ?[,;]? ?(?:và|cùng|với)? ?(?:các )?(?:(?P<address>{_ADDRESS})\.?[,:]? ?){{0,3}}",
    re.IGNORECASE,
)
_RANK_OR_DEGREE = later(
    r"(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uỷ|uý)|chuẩn|đô đốc|ts|ths|pgs|gs|bs|cn|ks|ng|ns|tiến|thạc|giáo sư"
    r"|bác sĩ",
    re.IGNORECASE,
)
_SETS_ASIDE = later(r"(?:^|[.;,] ?|và )(?:ngoài|đối với|bên cạnh) $", re.IGNORECASE)
_FOUNDERS = tuple(name.lower() for name in lexicon.lines("never_participants.txt"))
_NEXT_WORD = later(r" (\w+)")
# Farther back than this nothing is looked for that belongs to a name.
_REACH = 600
# "Thiếu tướng, TS": before the degree that stands next to the name there may be a rank.
_RANK_REACH = 14


@dataclass
class _Reading:
    """A sentence while it is read from left to right."""

    sentence: Sentence
    announced_by: str = ""
    """The sentence that announced a list, where this one is an item of it."""
    before_it: str = ""
    """The sentence before, in the same paragraph."""
    sightings: list[Sighting] = field(default_factory=list)
    claimed: int = 0
    """Nothing before this belongs to the next name."""
    after_person: int = -1
    """Where the last person with all their offices ends; a name that follows at once is in the same list."""
    list_begins: int = 0
    """Which of the sightings is the first of that list."""
    group: tuple[Office, ...] = ()
    """Offices of the group whose list is being read."""
    group_address: bool = False
    """The first of the group has an honorific of their own, so the others may have one too."""

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    @cached_property
    def decided(self) -> bool:
        """The sentence before tells of an election or a decision."""
        return tells_of_decision(self.before_it)


class _Said(NamedTuple):
    """The offices that stand around one name, and how it is joined to the name before."""

    name_begins: int
    """Where the honorific begins, or the name itself."""
    separator: re.Match[str] | None
    """What parts the name from the person before, in the same list."""
    group: tuple[Office, ...]
    """Of the group that is announced here."""
    before: tuple[Office, ...]
    """Before the name."""
    decided_before: bool
    """Those before the name are given or taken here: "bổ nhiệm Phó Chánh án cho ông …"."""
    apposed: tuple[Office, ...]
    """Beside the name, after it."""
    changed: tuple[Office, ...]
    """Taken up or given up by what follows the name."""
    end: int
    """Where the last of them ends."""


def extract_persons(sentences: Sequence[Sentence]) -> tuple[Fact[PersonMention], ...]:
    """The persons of an article in order of first mention, each with all offices the text gives them.

    >>> text = "Dự có các đồng chí: Lê Văn Ba, Bí thư Tỉnh ủy; Trần Thị Tư, Trưởng Ban Tổ chức Tỉnh ủy chủ trì."
    >>> [(fact.value.name, fact.value.roles) for fact in extract_persons([Sentence(text, 1, 0)])]
    [('Lê Văn Ba', ('Bí thư Tỉnh ủy',)), ('Trần Thị Tư', ('Trưởng Ban Tổ chức Tỉnh ủy',))]
    """
    persons = by_person(_sightings(sentences))
    join_parts_of_names(persons)
    add_short_forms(persons, sentences)
    return tuple(map(person_fact, persons.values()))


def _sightings(sentences: Sequence[Sentence]) -> list[Sighting]:
    sightings: list[Sighting] = []
    announced_by = ""
    before_it = Sentence("", 0, -1)
    for sentence in sentences:
        same_paragraph = before_it.text if before_it.block == sentence.block else ""
        found = _candidates(sentence.text)
        seen = _read(_Reading(sentence, announced_by, f"{announced_by} {same_paragraph}"), found) if found else []
        sightings += seen
        before_it = sentence
        if sentence.text.endswith(":"):
            announced_by = sentence.text
        elif not seen and sentence.text.count(" ") > 1:
            announced_by = ""
    return sightings


def _candidates(text: str) -> list[Candidate]:
    found: list[Candidate] = []
    for each in candidates(text):
        if not is_place(each, text) and not (found and ends_office_of(found[-1], each, text)):
            found.append(each)
    return found


def _read(reading: _Reading, found: Sequence[Candidate]) -> list[Sighting]:
    text = reading.text
    # "… Chủ tịch Hồ Chí Minh và Tổng Bí thư Lê Văn Ba": the first office has its holder.
    holders = _ends_of_founder(text)
    for position, candidate in enumerate(found):
        limit = found[position + 1].start if position + 1 < len(found) else len(text)
        while holders and holders[0] <= candidate.start:
            reading.claimed = max(reading.claimed, holders.pop(0))
        _take(reading, candidate, limit)
    if reading.sightings and announces_change(reading.announced_by):
        return [each.taking_up() for each in reading.sightings]
    return reading.sightings


def _ends_of_founder(text: str) -> list[int]:
    lower = lowered(text)
    # The cheap question first: most sentences have no such name.
    if not any(map(lower.__contains__, _FOUNDERS)):
        return []
    return [match.end() for match in _founder().finditer(text)]


@cache
def _founder() -> re.Pattern[str]:
    """The founder with his office; his name alone may be a part of the Youth Union's, whose secretary takes part."""
    return re.compile(rf"\b(?:chủ tịch|bác|lãnh tụ) {never_participants().pattern}", re.IGNORECASE)


def _take(reading: _Reading, candidate: Candidate, limit: int) -> None:
    """Adds the candidate to the sightings if something shows that it is a person."""
    start = max(reading.claimed, candidate.start - _REACH)
    if takes_no_part(candidate, reading.text, max(0, reading.after_person)):
        return
    said = _said(reading, candidate, start, limit)
    if not said.separator:
        reading.group = ()
        reading.list_begins = len(reading.sightings)
    signs = Signs(
        honorific=said.name_begins < candidate.start,
        listed=bool(said.separator),
        group=bool(said.group),
        offices_before=tuple(office.text for office in (*said.group, *said.before)),
        office_after=bool(said.apposed or said.changed),
        announced=bool(reading.announced_by),
        others=bool(reading.sightings),
    )
    rule = evidence(candidate, reading.text, signs)
    if not rule:
        return
    _keep_group(reading, said, start, candidate, signs)
    offices = each_once([*reading.group, *said.before, *said.apposed, *said.changed])
    next_word = _NEXT_WORD.match(reading.text, candidate.end)
    address = reading.text[max(start, said.name_begins - _RANK_REACH) : candidate.start] if signs.honorific else ""
    sighting = Sighting(
        candidate.name,
        tuple(offices),
        reading.sentence,
        rule,
        candidate.start,
        following=next_word[1] if next_word else "",
        address=address.strip(" .:"),
    )
    reading.sightings.append(sighting)
    reading.claimed = reading.after_person = max(said.end, candidate.end)
    _give_to_all(reading, said.changed)


def _said(reading: _Reading, candidate: Candidate, start: int, limit: int) -> _Said:
    """What is said around a name. Nothing before start and from limit on belongs to it."""
    text = reading.text
    name_begins = candidate.start - before_since(candidate, text, start).honorific
    separator = None
    if 0 <= candidate.start - reading.after_person <= _REACH and reading.after_person >= 0:
        separator = _LIST_SEPARATOR.fullmatch(text, reading.after_person, candidate.start)
    group = group_offices(text, start, candidate.start)
    if not group and name_begins < candidate.start:
        group = group_offices(text, start, name_begins)
    held: list[str] = []
    decided: list[Office] = []
    if not group and not (separator and name_begins == candidate.start):
        held = offices_before(text, start, name_begins)
        decided = [] if held else changes_before(text, start, name_begins)
    apposed, end = offices_after(text, candidate.end, limit)
    if len(apposed) == 1 and _SETS_ASIDE.search(text, max(start, name_begins - _RANK_REACH), name_begins):
        # "Ngoài ông A, Thủ tướng còn kỷ luật …": the office is the next subject's.
        apposed, end = [], candidate.end
    changed, after = changes_after(text, end, limit)
    if changed and reading.decided:
        changed, after = changes_after(text, end, limit, decided=True)
    return _Said(
        name_begins,
        separator,
        group,
        (*map(as_office, held), *decided),
        bool(decided),
        tuple(map(as_office, apposed)),
        tuple(changed),
        after,
    )


def _keep_group(reading: _Reading, said: _Said, start: int, candidate: Candidate, signs: Signs) -> None:
    """Remembers the office that the next of the list have too, or forgets it where the list goes on without it."""
    address = said.separator["address"] if said.separator else None
    if address and signs.office_after and not reading.group_address and not _RANK_OR_DEGREE.match(address):
        # "các Phó Chủ tịch: A, B; ông C, Giám đốc": with honorific and office of his own C is no more of the group.
        reading.group = ()
    if said.group:
        reading.group, reading.group_address = said.group, signs.honorific
    elif said.decided_before or (said.before and are_those(reading.text, start, candidate.start)):
        # "bổ nhiệm Phó Chánh án cho ông A, …; ông B, …": decided about all of them.
        reading.group, reading.group_address = said.before, True


def _give_to_all(reading: _Reading, changed: Sequence[Office]) -> None:
    """Gives all persons of a list what is said of them together after the last: "… đều là Tỉnh ủy viên"."""
    if len(reading.sightings) - reading.list_begins < 2:
        return
    given, end = office_of_all(reading.text, reading.after_person)
    if not given and not changed:
        return
    of_list = reading.sightings[reading.list_begins :]
    if not given:
        semicolon = reading.text.rfind(";", 0, of_list[-1].start)
        of_list = [each for each in of_list if each.start > semicolon]
        # "bà A làm Chủ tịch, bà B và ông C làm Phó Chủ tịch": A has an office of her own.
        own = [place for place, each in enumerate(of_list[:-1]) if any(map(_is_change, each.offices))]
        of_list = of_list[own[-1] + 1 if own else 0 :]
        given = given_to_all(reading.text, of_list, changed)
    reading.sightings[len(reading.sightings) - len(of_list) :] = [each.with_offices(given) for each in of_list]
    reading.claimed = reading.after_person = max(end, reading.after_person)


def _is_change(office: Office) -> bool:
    return office.tenure is not Tenure.HELD
