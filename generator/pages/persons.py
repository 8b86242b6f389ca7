"""The A–Z list of persons, and a page for each."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from generator.catalogue import Catalogue, PersonRecord
from generator.identifiers import identifier
from generator.model import Article
from generator.pages.by_time import article_part_pages, article_parts, articles_shown
from generator.pages.careers import articles_by_year, career
from generator.pages.company import company, offices_named
from generator.pages.page import GeneratedPage
from generator.pages.parts import Level, Part, index_pages
from generator.records import Mentioned
from generator.translation import _
from generator.vietnamese import comparison_key, index_letter

# A page that lists more of one name would be no help, and pages of very many would grow as the square.
_MOST_NAMESAKES = 10

_Persons = tuple[PersonRecord, ...]


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The list of all persons, then each."""
    persons, levels = catalogue.persons, (_LETTER, _GIVEN_NAME)
    yield from index_pages("persons", "persons.md.j2", _("Nhân vật"), persons, levels=levels, values=_index)
    by_id = {person.id: person for person in catalogue.persons}
    for person in catalogue.persons:
        parts = article_parts(person)
        others, unsure = _namesakes(catalogue, by_id, person)
        values = partial(_person, person, catalogue.mentioned_beside(person), others, unsure, parts)
        yield GeneratedPage(person.path, "person.md.j2", person.name, values)
        yield from article_part_pages(person, parts)


def _index(persons: Sequence[PersonRecord]) -> dict[str, Any]:
    """Persons by given name, under its first letter."""
    letters = [(letter, list(group)) for letter, group in groupby(persons, lambda person: index_letter(person.name))]
    return {"letters": letters}


def _given_name(person: PersonRecord) -> str:
    return person.name.rpartition(" ")[2]


# A few hundred given names are those of many thousands.
@lru_cache(maxsize=4096)
def _in_address(given_name: str) -> str:
    return identifier(given_name) or "0"


@lru_cache(maxsize=4096)
def _letter(given_name: str) -> tuple[str, str]:
    """The first letter, in addresses and as it is."""
    letter = index_letter(given_name)
    return _in_address(letter)[0], letter


# A reader without a Vietnamese keyboard, and an address, know no Đ: D and Đ are one part, as are Hung, Hùng and Hưng.
_LETTER = Level[PersonRecord](
    lambda person: _letter(_given_name(person))[0],
    lambda persons: ", ".join(dict.fromkeys(_letter(_given_name(person))[1] for person in persons)),
)
_GIVEN_NAME = Level[PersonRecord](
    lambda person: _in_address(_given_name(person)),
    lambda persons: ", ".join(dict.fromkeys(map(_given_name, persons))),
)


def _person(
    person: PersonRecord,
    mentioned: Sequence[Mentioned],
    others: _Persons,
    unsure: _Persons,
    parts: Sequence[Part[Article]],
) -> dict[str, Any]:
    """Who a person is not, offices with their articles, the articles, who and what stands beside them."""
    return {
        "person": person,
        "others": _with_offices(others),
        "namesakes": _with_offices(unsure),
        "career": career(person.offices),
        "by_year": articles_by_year(person.articles, "theo-nam"),
        "company": company(mentioned, person),
        "offices": offices_named(person.articles, mentioned),
        **articles_shown(person, parts),
    }


def surely_others(catalogue: Catalogue, person: PersonRecord) -> tuple[str, ...]:
    """The identifiers of namesakes who are surely not the same, as far as the person's page names them."""
    by_id = {other.id: other for other in catalogue.namesakes.get(comparison_key(person.name), ())}
    return tuple(other.id for other in _namesakes(catalogue, by_id, person)[0])


def _namesakes(catalogue: Catalogue, by_id: dict[str, PersonRecord], person: PersonRecord) -> tuple[_Persons, _Persons]:
    """Who is surely another, and who of the same name may be the same.

    Surely another is whom a note or an `id` set in an article tells apart, whom one article names beside this one, and
    who leads in another province in the same year.
    """
    sure = {id_: by_id[id_] for id_ in (person.note.distinct_from if person.note else ()) if id_ in by_id}
    same_name = catalogue.namesakes.get(comparison_key(person.name), ())
    unsure: dict[str, PersonRecord] = {}
    if not same_name:
        return (*sure.values(),), ()
    here = {article.path for article in person.articles}
    for other in [other for other in same_name if other is not person][:_MOST_NAMESAKES]:
        by_hand = {person.path, other.path} & catalogue.set_by_hand
        by_note = other.note and person.id in other.note.distinct_from
        apart = catalogue.evidence(person).contradicts(catalogue.evidence(other))
        if by_hand or by_note or apart or not here.isdisjoint(article.path for article in other.articles):
            sure[other.id] = other
        elif other.id not in sure:
            unsure[other.id] = other
    return (*sure.values(),), (*unsure.values(),)


def _with_offices(persons: _Persons) -> list[tuple[PersonRecord, Sequence[str]]]:
    return [(person, person.last_offices) for person in persons]
