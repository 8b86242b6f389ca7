"""Which sightings are of one person, and what they say of them together."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator import lexicon
from generator.extract.changes import Office, Tenure, all_once, each_once, former_together, without_former
from generator.extract.facts import Fact, Sentence
from generator.model import PersonMention
from generator.offices import office_key
from generator.patterns import later
from generator.vietnamese import comparison_key

_HONORIFIC = later(rf"(?<!\w)(?:{lexicon.pattern_of(word for word, *_ in lexicon.rows('honorifics.tsv'))})(?!\w)")
# So many persons of one name are told apart in one article.
_MOST_NAMESAKES = 9
ENOUGH = 200
"""So many sightings of a person tell all that others ask of them: whether a woman is meant, which office is held."""
# Lý and Lí; K'Brêm with either sign.
_Y_TO_I = str.maketrans("yýỳỷỹỵ’ʼ", "iíìỉĩị''")


class Sighting(NamedTuple):
    """One place in the text where a person is named."""

    name: str
    """As written there."""
    offices: tuple[Office, ...]
    """The offices given there."""
    sentence: Sentence
    """The sentence."""
    rule: str
    """What showed that it is a person."""
    start: int = 0
    """Where the name begins in the sentence."""
    following: str = ""
    """The word after the name."""
    address: str = ""
    """What stands before the name, up to its honorific: "Thiếu tướng, TS"."""
    alias: str = ""
    """The short form with its honorific, where the name was not written out."""

    def with_offices(self, offices: Sequence[Office]) -> "Sighting":
        """The sighting with further offices."""
        return self._replace(offices=tuple(each_once([*self.offices, *offices])))

    def as_alias(self) -> "Sighting":
        """The sighting as a short form of a name that is written out elsewhere."""
        honorifics = _HONORIFIC.findall(self.address.lower())
        return self._replace(name="", alias=" ".join([*honorifics[-1:], self.name]))

    def taking_up(self) -> "Sighting":
        """The sighting of one who takes up the offices given here, unless the text says which of them is new."""
        if any(office.tenure is Tenure.NEW for office in self.offices):
            return self
        new = tuple(
            office._replace(tenure=Tenure.NEW) if office.tenure is Tenure.HELD else office for office in self.offices
        )
        return self._replace(offices=new)


Key = tuple[str, int]
"""A person within an article: the name's key, and a number that parts namesakes."""
Persons = dict[Key, list[Sighting]]
"""The sightings of each person, in order of first mention."""


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """One key for the spellings of a name within an article: Lý and Lí, Thúy and Thuý, capitals.

    >>> name_key("LÍ THỊ THUÝ") == name_key("Lý Thị Thúy"), name_key("Tuấn") == name_key("Tuân")
    (True, False)
    """
    return comparison_key(name).translate(_Y_TO_I)


def by_person(sightings: Sequence[Sighting]) -> Persons:
    """The sightings by person: those of one name, unless one sentence lists the name twice in different offices."""
    persons: Persons = {}
    for sighting in _completed(sightings):
        key = name_key(sighting.name)
        number = 0
        while number < _MOST_NAMESAKES and (key, number) in persons and _is_namesake(persons[key, number], sighting):
            number += 1
        persons.setdefault((key, number), []).append(sighting)
    return persons


def _completed(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings with slips of the pen in names mended by the article itself: "Lê Thị giang", later Lê Thị Giang."""
    names = {name_key(sighting.name): sighting.name for sighting in sightings}
    return [_complete(sighting, names) if sighting.following else sighting for sighting in sightings]


def _complete(sighting: Sighting, names: dict[str, str]) -> Sighting:
    whole = names.get(name_key(f"{sighting.name} {sighting.following}"))
    return sighting._replace(name=whole) if whole else sighting


def _is_namesake(seen: Sequence[Sighting], sighting: Sighting) -> bool:
    # The last ones are of this sentence, if any is.
    beside = [other for other in seen[-_MOST_NAMESAKES:] if other.sentence is sighting.sentence]
    if not beside or not sighting.offices:
        return False
    described = [other for other in beside if other.address and not other.following]
    parted = any(other.offices for other in beside) or bool(described and sighting.address and not sighting.following)
    others = [office for other in seen[-_MOST_NAMESAKES:] for office in other.offices]
    if _moves(sighting.offices, others):
        return False
    return parted and not any(_one_begins(one, other) for one in sighting.offices for other in others)


def _moves(some: Sequence[Office], others: Sequence[Office]) -> bool:
    """Whether one office is given up and another taken: the same person goes from here to there."""
    one, other = ({office.tenure for office in offices} for offices in (some, others))
    return (Tenure.NEW in one and Tenure.FORMER in other) or (Tenure.FORMER in one and Tenure.NEW in other)


def person_fact(seen: Sequence[Sighting]) -> Fact[PersonMention]:
    """All that the sightings of one person say of them; the first one is quoted."""
    first = seen[0]
    name = next((each.name for each in seen if each.name and not each.name.isupper()), first.name)
    offices = all_once(_fullest_wording(seen))
    mention = PersonMention(
        name,
        tuple(office.text for office in offices),
        new_roles=tuple(office.text for office in offices if office.tenure is Tenure.NEW),
        former_roles=tuple(without_former(office.text) for office in offices if office.tenure is Tenure.FORMER),
        aliases=tuple({each.alias.lower(): each.alias for each in reversed(seen) if each.alias}.values())[::-1],
    )
    return Fact(mention, first.sentence.text, first.sentence.line, first.rule)


def _fullest_wording(seen: Sequence[Sighting]) -> list[Office]:
    """All offices of a person; one that a fuller wording elsewhere begins with is the same: Bí thư, Bí thư Huyện ủy."""
    found: list[tuple[int, Office]] = []
    for number, sighting in enumerate(seen):
        for office in former_together(sighting.offices):
            same = next(
                (place for place, (where, other) in enumerate(found) if where != number and _one_begins(other, office)),
                None,
            )
            if same is None:
                found.append((number, office))
            else:
                where, other = found[same]
                longer = max(other.text, office.text, key=len)
                tenure = other.tenure if other.tenure is not Tenure.HELD else office.tenure
                found[same] = (where, Office(longer, tenure))
    return [office for _, office in found]


def _one_begins(one: Office, other: Office) -> bool:
    """Whether one wording is the other's beginning, word by word; hội (association) begins no hội đồng (council)."""
    shorter, longer = sorted((office_key(without_former(each.text)) for each in (one, other)), key=len)
    return longer == shorter or (longer.startswith(f"{shorter} ") and not longer.startswith(f"{shorter} đồng"))
