"""When and where: every row of the tables of forms by its own example, and whole texts from dates.yml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import lexicon
from generator.clean import Stamp
from generator.extract import date_forms, periods, places, recently
from generator.extract.dates import date_of_period, extract_date
from generator.extract.facts import Sentence
from generator.extract.jubilees import JUBILEES, jubilee_years
from generator.extract.other_dates import OTHER_DATES, OtherDate
from generator.extract.year_reasoning import EVIDENCE
from generator.extract.years import USES, Use, years
from generator.sentences import split_sentences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "dates.yml").read_text("utf-8"))
NO_TITLE = Sentence("", 0, 0, aside=True)


def sentences_of(lines: list[str]) -> list[Sentence]:
    return [
        Sentence(text, number + 1, number)
        for number, line in enumerate(lines)
        for text in split_sentences(line.strip())
    ]


@pytest.mark.parametrize("form", date_forms.FORMS, ids=lambda form: form.name)
def test_a_form_reads_its_own_example(form: date_forms.Form) -> None:
    (moment,) = date_forms.moments(form.example, first=True)
    assert moment.form == form.name
    said = "/".join(str(part) for part in (moment.day, moment.month, moment.year) if part)
    assert (said or (moment.near and moment.near.name.lower())) == form.result


@pytest.mark.parametrize("sign", OTHER_DATES, ids=lambda sign: sign.example)
def test_a_sign_of_another_date_holds_for_its_own_example(sign: OtherDate) -> None:
    assert not list(date_forms.moments(sign.example, first=True))


@pytest.mark.parametrize(("use", "example"), [(use, example) for use, _, example in USES])
def test_a_use_of_a_year_is_told_by_its_own_example(use: Use, example: str) -> None:
    assert [(mention.year, mention.use) for mention in years(example)] == [(2024, use)]


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, example in EVIDENCE])
def test_a_kind_of_evidence_settles_its_own_example(name: str, example: tuple[str, str, int]) -> None:
    title, text, year = example
    fact = extract_date(sentences_of(text.split("\n")), title, None)
    assert fact
    assert (int(fact.value[:4]), fact.rule.rpartition(" + ")[2]) == (year, name)


@pytest.mark.parametrize(("name", "example"), [(name, each) for name, _, all_ in JUBILEES for each in all_])
def test_a_jubilee_tells_the_year_of_its_own_example(name: str, example: tuple[str, int]) -> None:
    text, year = example
    (moment,) = date_forms.moments(text, first=True)
    readers = {named: read for named, read, _ in JUBILEES}
    assert list(readers[name](text))
    assert {told for told, _ in jubilee_years(text, moment.month, moment.day)} == {year}


def test_every_named_jubilee_is_a_day_of_the_calendar() -> None:
    for names, day, month, year in lexicon.rows("anniversaries.tsv"):
        assert date(int(year), int(month), int(day)), names


@pytest.mark.parametrize("form", recently.FORMS, ids=lambda form: form.name)
def test_what_happened_lately_is_told_by_its_own_example(form: recently.RecentForm) -> None:
    fact = recently.lately(sentences_of([form.example]), Stamp("2021-07-20", "20/7/2021", 1))
    assert fact
    assert (fact.value, fact.rule) == ("2021-07", f"{form.name} + stamp")


@pytest.mark.parametrize("form", periods.FORMS, ids=lambda form: form.name)
def test_a_period_is_read_from_its_own_example(form: periods.PeriodForm) -> None:
    fact = periods.extract_period(sentences_of([form.example]), NO_TITLE, "")
    assert fact
    assert (fact.value, fact.rule) == (form.result, form.name)


@pytest.mark.parametrize(("text", "place"), places.EXAMPLES)
def test_a_place_is_read_from_its_own_example(text: str, place: str) -> None:
    fact = places.extract_place(sentences_of([text]))
    assert (fact.value if fact else "") == place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_text(case: dict[str, Any]) -> None:
    sentences = sentences_of(case["text"].split("|"))
    stamp = Stamp(case["stamp"], case["stamp"], 1) if "stamp" in case else None
    told = extract_date(sentences, "", stamp)
    period = periods.extract_period(sentences, NO_TITLE, told.value[:4] if told else "")
    told = told or (date_of_period(period) if period else None)
    found = {"date": told.value if told else "", "period": period.value if period else ""}
    asked = {key: case[key] for key in ("date", "period") if key in case}
    assert {key: found[key] for key in asked} == asked


def test_the_basis_shows_the_words_it_rests_on() -> None:
    (sentence,) = sentences_of(["Ngày 8/1, cụm tổng kết năm 2019."])
    fact = extract_date([sentence], "", None)
    assert fact
    assert fact.quote == "“Ngày 8/1” + “tổng kết năm 2019”"


def test_a_caption_dates_the_event_when_the_text_does_not() -> None:
    told = [
        Sentence("Hội nghị bàn nhiều việc.", 1, 0),
        Sentence("Quang cảnh hội nghị sáng 5/3/2021.", 2, 1, aside=True),
    ]
    fact = extract_date(told, "", None)
    assert fact
    assert (fact.value, fact.line) == ("2021-03-05", 2)


def test_the_title_dates_the_event_when_nothing_else_does() -> None:
    fact = extract_date(sentences_of(["Có nhiều đại biểu dự."]), "Cụm họp ngày 5/3/2021", None, 4)
    assert fact
    assert (fact.value, fact.line) == ("2021-03-05", 4)


def test_a_hostile_line_is_read_to_its_end() -> None:
    """Patterns look a bounded way around: a line of a megabyte made of what they look for comes to an end."""
    for part in (
        "ngày 5, ",
        "từ ngày 5 đến ",
        "số 05-",
        "tại trường ",
        "quý I ",
        "đại hội ",
        "năm 2020 ",
        "Ngày 5/3 ",
        "1/1/1930 - 1/1/2020 ",
        "80 năm ngày ",
        "vừa ",
        "bầu cử đại biểu ",
        "kế hoạch số 1, 2",
    ):
        sentence = Sentence(part * (1_000_000 // len(part)), 1, 0)
        extract_date([Sentence("Ngày 5/10, huyện tổ chức họp.", 1, 0), sentence], "", None)
        extract_date([sentence], part * 100, Stamp("2021-03-06", "6/3/2021", 1))
        periods.extract_period([sentence], NO_TITLE, "")
        places.extract_place([sentence])
