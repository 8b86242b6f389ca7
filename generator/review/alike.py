"""Persons who may be one or two: what the catalogue could not decide, as questions. Linear in the archive's size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import Problem
from generator.records import Catalogue, PersonRecord
from generator.resolve.identity import named_persons
from generator.resolve.posts import Post, successor_id
from generator.vietnamese import comparison_key, fold

_TWO = 2
_MOST = 5


def questions_of_identity(catalogue: Catalogue, docs_name: str) -> Iterator[Problem]:
    """Persons who lead two provinces, namesakes, names that may be a slip for another, notes about nobody.

    What a person decided is asked for no more: a pair that a note joins or parts (`merged_into`, `distinct_from`, the
    name among its own `aliases`) or that an `id` set in an article parts.
    """
    persons = _seen(catalogue, docs_name)
    asked: set[frozenset[str]] = set()
    joined_by_hand = set(catalogue.merged.values())
    for person in persons:
        if person.record.path not in joined_by_hand:
            yield from _two_in_one(person)
    yield from _namesakes(catalogue, persons, asked)
    yield from _slips(persons, asked)
    kinds = (catalogue.persons, catalogue.clusters, catalogue.provinces, catalogue.documents)
    there = {record.path for records in kinds for record in records} | catalogue.merged.keys()
    for path, note in catalogue.notes.items():
        if note.kind and path not in there and not note.says_who:
            hint = f"name the file after the page it belongs to, {note.kind}/<id>/, if it should open that"
            yield Problem(f"{docs_name}/{path}", 0, "", "no article mentions what this note is about", hint)


@dataclass(frozen=True, eq=False)
class _Person:
    """A person with all posts, each with the path of its article."""

    record: PersonRecord
    docs_name: str
    posts: Sequence[tuple[Post, str]]

    @property
    def who(self) -> str:
        """How to tell it from others: identifier and offices."""
        offices = "; ".join(office.name for office in self.record.offices[:2])
        return f"{self.record.id}: {offices}" if offices else self.record.id

    @property
    def note(self) -> str:
        """Where a note would lie."""
        return f"{self.docs_name}/{self.record.path}"

    @property
    def provinces(self) -> set[str]:
        """All it leads."""
        return {post.province for post, _ in self.posts if post.province}

    @property
    def articles(self) -> set[str]:
        """Those that mention it."""
        return {article.path for article in self.record.articles}

    def question(self, path: str, message: str, hint: str) -> Problem:
        return Problem(f"{self.docs_name}/{path}", 0, "persons", message, hint)


def _seen(catalogue: Catalogue, docs_name: str) -> list[_Person]:
    posts: dict[PersonRecord, list[tuple[Post, str]]] = {record: [] for record in catalogue.persons}
    for article in catalogue.articles:
        named = named_persons(article.front_matter, article.path)
        for each, record in zip(named, catalogue.mentions[article.path].persons, strict=True):
            posts[record] += [(post, article.path) for post in each.posts]
    return [_Person(record, docs_name, found) for record, found in posts.items()]


def _two_in_one(person: _Person) -> Iterator[Problem]:
    """Whoever leads two provinces, and no article tells how it came to that."""
    name = comparison_key(person.record.name)
    note = person.record.note
    if note and name in map(comparison_key, note.aliases):
        return
    told = {post.province for post, _ in person.posts if not post.year}
    led = [(post, path) for post, path in person.posts if post.province and post.year]
    for (one, path), (other, other_path) in pairwise(led):
        year = max(one.year, other.year)
        if successor_id(one._replace(year=year)) == successor_id(other._replace(year=year)) or other.province in told:
            continue
        message = (
            f"{person.record.name} ({person.record.id}) leads in {one.province} in {one.year} ({path}) "
            f"and in {other.province} in {other.year}: one person or two?"
        )
        hint = (
            f"if two, give one of them another `id` in the articles; "
            f"if one, write `aliases: [{person.record.name}]` into {person.note}"
        )
        yield person.question(other_path, message, hint)
        return


def _namesakes(catalogue: Catalogue, persons: Iterable[_Person], asked: set[frozenset[str]]) -> Iterator[Problem]:
    """Those of one name whom no article names side by side."""
    groups: dict[str, list[_Person]] = defaultdict(list)
    for person in persons:
        groups[comparison_key(person.record.name)].append(person)
    for group in groups.values():
        in_order = sorted(group, key=lambda person: (len(person.record.id), person.record.id))
        for one, other in pairwise(in_order):
            if not other.posts and len(group) > _TWO:
                ids = ", ".join(each.record.id for each in in_order[:_MOST] if each is not other)
                message = f"{other.record.name} ({other.record.id}) holds no office that tells who of {ids} it is"
                hint = "write the `id` of the one meant into the article, if it says"
                yield other.question(other.record.articles[0].path, message, hint)
                continue
            parted = {one.record.path, other.record.path} & catalogue.set_by_hand
            if not parted and _may_be_one(one, other, asked):
                message = f"{other.record.name} ({other.who}) has the name of another ({one.who}): one person or two?"
                yield other.question(other.record.articles[0].path, message, _what_to_do(one, other))


def _slips(persons: Iterable[_Person], asked: set[frozenset[str]]) -> Iterator[Problem]:
    """Names that differ in nothing but tones, where both hold one office; in one letter, where both lead in it."""
    groups: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for person in persons:
        name = fold(" ".join(person.record.name.split()))
        for office in {post.office for post, _ in person.posts}:
            groups[name.replace("y", "i"), office].append(person)
        led = {(post.province, post.office) for post, _ in person.posts if post.province}
        for place in range(len(name)) if led else ():
            # Names of which one letter was left out meet where one has another letter, one too many or one too few.
            for shortened in (name[:place] + name[place + 1 :], name):
                for province, office in led:
                    groups[shortened, province, office].append(person)
    for group in groups.values():
        for one, other in pairwise(dict.fromkeys(group)):
            if comparison_key(one.record.name) == comparison_key(other.record.name):
                # Namesakes: asked about as such.
                continue
            few, many = sorted((one, other), key=lambda person: (len(person.record.articles), person.record.id))
            provinces = few.provinces, many.provinces
            apart = all(provinces) and provinces[0].isdisjoint(provinces[1])
            if not apart and _may_be_one(few, many, asked):
                message = f"{few.record.name} ({few.who}) may be a slip for {many.record.name} ({many.who})"
                yield few.question(few.record.articles[0].path, message, _what_to_do(many, few))


def _may_be_one(one: _Person, other: _Person, asked: set[frozenset[str]]) -> bool:
    """Whether nobody has said that they are two, and it was not asked for yet."""
    pair = frozenset((one.record.path, other.record.path))
    notes = ((one.record.note, other.record.id), (other.record.note, one.record.id))
    if pair in asked or any(note and id_ in note.distinct_from for note, id_ in notes):
        return False
    asked.add(pair)
    return one.articles.isdisjoint(other.articles)


def _what_to_do(stays: _Person, goes: _Person) -> str:
    return (
        f"if one, write `merged_into: {stays.record.id}` into {goes.note}; "
        f"if two, write `distinct_from: [{stays.record.id}]` there"
    )
