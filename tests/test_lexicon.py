"""The word lists: every example is matched by its own rule, and nothing is listed twice."""

import pytest

from generator import lexicon
from generator.clean.junk import junk_rule, junk_rules
from generator.provinces import all_provinces

JUNK = lexicon.rows("junk.tsv")


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


@pytest.mark.parametrize("name", ["offices.txt", "verbs.txt", "honorifics.txt", "never_participants.txt"])
def test_no_word_stands_twice(name: str) -> None:
    words = lexicon.lines(name)
    assert len(words) == len(set(words))


def test_provinces_are_63_and_34() -> None:
    assert len(all_provinces()) == 63
    assert len({province.successor for province in all_provinces()}) == 34
