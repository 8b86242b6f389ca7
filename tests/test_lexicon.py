"""The word lists: every example is matched by its own rule, and nothing is listed twice."""

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, characters, data, from_regex, sampled_from

from generator import lexicon
from generator.clean.junk import junk_rule, junk_rules
from generator.clean.reach import reach
from generator.extract.facts import Sentence
from generator.extract.persons import extract_persons
from generator.model import PersonMention
from generator.provinces import all_provinces

JUNK = lexicon.rows("junk.tsv")
# Digits are ASCII in the lines of pages.
LETTERS = characters(exclude_categories=["Cs", "Nd"], include_characters="0123456789")
TABLES = ["offices.tsv", "honorifics.tsv", "changes.tsv", "surnames.tsv", "named_units.tsv", "abbreviations.tsv"]


def persons(text: str) -> list[PersonMention]:
    return [fact.value for fact in extract_persons([Sentence(text, 1, 0)])]


@pytest.mark.parametrize(("name", "place", "_pattern", "example"), JUNK)
def test_junk_example_is_junk_by_its_own_rule(name: str, place: str, _pattern: str, example: str) -> None:
    rule = junk_rule(example, at_end=place != "anywhere")
    assert rule
    assert rule.name == name


@pytest.mark.parametrize(("place", "example"), [(row[1], row[3]) for row in JUNK if row[1] != "anywhere"])
def test_junk_of_the_end_stays_elsewhere(place: str, example: str) -> None:
    assert place in ("end", "list")
    assert junk_rule(example, at_end=False) is None


def test_every_rule_says_where_it_holds() -> None:
    assert {rule.place for rule in junk_rules()} <= {"anywhere", "end", "list"}


@pytest.mark.parametrize("name", ["verbs.txt", "never_participants.txt", "unit_heads.txt", "document_kinds.txt"])
def test_no_word_stands_twice(name: str) -> None:
    words = lexicon.lines(name)
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    words = [row[0] for row in lexicon.rows(name)]
    assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize(("head", "example"), lexicon.rows("offices.tsv"))
def test_office_is_read_before_and_after_a_name(head: str, example: str) -> None:
    assert example.lower().startswith(head)
    assert [(person.name, person.roles) for person in persons(f"Dự có ông Lê Văn Ba, {example}; bà Trần Thị Tư.")] == [
        ("Lê Văn Ba", (example,)),
        ("Trần Thị Tư", ()),
    ]
    assert [person.roles for person in persons(f"Tại đây, {example} Lê Văn Ba phát biểu.")] == [(example,)]


@pytest.mark.parametrize(("words", "kind", "example"), lexicon.rows("changes.tsv"))
def test_change_of_office_is_read_from_its_example(words: str, kind: str, example: str) -> None:
    assert words in example
    [person] = persons(example)
    assert person.name == "Lê Văn Ba"
    assert len(person.roles) == 1
    assert len(person.new_roles) == (kind == "new" or (kind == "decided" and "tiếp tục" not in example))
    assert len(person.former_roles) == (kind == "former")


@pytest.mark.parametrize(("word", "names", "_again"), lexicon.rows("honorifics.tsv"))
def test_name_after_an_honorific_is_a_person(word: str, names: str, _again: str) -> None:
    assert [person.name for person in persons(f"Có mặt {word} Lê Văn Ba.")] == ["Lê Văn Ba"]
    expected = ["Zuma Trí Tám"] if names == "any" else []
    assert [person.name for person in persons(f"Có mặt {word} Zuma Trí Tám.")] == expected


def test_provinces_are_63_and_34() -> None:
    assert len(all_provinces()) == 63
    assert len({province.successor for province in all_provinces()}) == 34


@settings(max_examples=400)
@given(data())
def test_what_a_junk_rule_tells_before_it_is_tried_holds_for_all_it_matches(data: DataObject) -> None:
    pattern = data.draw(sampled_from(junk_rules())).pattern.pattern
    line = data.draw(from_regex(pattern, fullmatch=True, alphabet=LETTERS))
    known = reach(pattern)
    assert line.startswith(tuple(known.begins))
    assert len(line) <= known.longest
    assert known.holds is None or any(each in line for each in known.holds)
