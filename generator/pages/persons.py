"""The A–Z list of persons, and a page for each."""

from collections.abc import Iterator
from itertools import groupby

from generator.catalogue import Catalogue
from generator.pages.company import company
from generator.pages.page import GeneratedPage
from generator.vietnamese import index_letter


def index_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """All persons by given name, under its first letter."""
    letters = [
        (letter, list(persons))
        for letter, persons in groupby(catalogue.persons, lambda person: index_letter(person.name))
    ]
    yield GeneratedPage("persons/index.md", "Nhân vật", {"letters": letters, "count": len(catalogue.persons)})


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """Each person: offices with their spellings and articles, the articles, who and what stands beside them."""
    for person in catalogue.persons:
        yield GeneratedPage(person.path, person.name, {"person": person, "company": company(catalogue, person)})
