from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from generator.catalogue import build_catalogue
from generator.model import Article, FrontMatter, PersonMention
from generator.pages.careers import Career, articles_by_year, career


@dataclass(frozen=True)
class Told:
    """What one article tells of a person."""

    date: str
    roles: tuple[str, ...]
    new: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


def career_of(*told: Told) -> Career:
    articles = []
    for number, each in enumerate(told):
        mention = PersonMention("Lê Ba", each.roles, "le-ba", each.new, each.former)
        articles.append(Article(f"articles/{number}.md", FrontMatter("A", date=each.date, persons=(mention,)), ""))
    [person] = build_catalogue(articles).persons
    return career(person.offices)


def lines(known: Career) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Name of each office, and what is told of it in articles of which dates."""
    return [
        (
            office.record.name,
            [(told.label, [article.front_matter.date for article in told.articles]) for told in office.told],
        )
        for office in known.offices.shown
    ]


def names(known: Career) -> Sequence[str]:
    return [office.record.name for office in known.offices.shown]


def test_spellings_of_one_office_are_one_line() -> None:
    known = career_of(
        Told("2021-06-28", ("Ủy viên T.Ư Đảng", "UV BTV Tỉnh ủy")),
        Told("2024", ("Ủy viên Ban Chấp hành Trung ương Đảng", "Ủy viên Ban Thường vụ Tỉnh uỷ")),
    )
    assert lines(known) == [
        ("Ủy viên Ban Chấp hành Trung ương Đảng", [("Được nêu", ["2021-06-28", "2024"])]),
        ("Ủy viên Ban Thường vụ Tỉnh uỷ", [("Được nêu", ["2021-06-28", "2024"])]),
    ]


def test_taken_given_up_and_former_are_told_apart() -> None:
    known = career_of(
        Told("2015", ("Bí thư",), new=("Bí thư",)),
        Told("2017", ("Bí thư",)),
        Told("2020", ("Bí thư",), former=("Bí thư",)),
        Told("2022", ("nguyên Bí thư",), former=("Bí thư",)),
    )
    [(name, told)] = lines(known)
    assert name == "Bí thư"
    assert told == [
        ("Mới nhận", ["2015"]),
        ("Được nêu", ["2017"]),
        ("Thôi giữ", ["2020"]),
        ("Được gọi là nguyên chức vụ ấy", ["2022"]),
    ]


def test_offices_in_the_order_of_a_career() -> None:
    known = career_of(
        Told("", ("Bí thư", "Ủy viên Hội đồng")),
        Told("2018", ("Chủ tịch",)),
        Told("2020-05-01", ("Bí thư", "nguyên Chủ tịch", "nguyên Phó Chủ tịch")),
    )
    assert names(known) == ["Chủ tịch", "Phó Chủ tịch", "Bí thư", "Ủy viên Hội đồng"]


def test_what_has_no_date_is_listed_and_not_drawn() -> None:
    known = career_of(Told("", ("Giám đốc",)), Told("2018", ("Chủ tịch",)), Told("2020-05-01", ("Bí thư",)))
    assert "Giám đốc" in names(known)
    assert "Giám đốc" not in known.drawing
    assert "Bí thư" in known.drawing


@pytest.mark.parametrize(
    ("told", "is_drawn"),
    [
        ([("2020", "Bí thư")], False),
        ([("2020", "Bí thư"), ("2020-05-01", "Chủ tịch")], False),
        ([("2020", "Bí thư"), ("2021", "Bí thư")], False),
        ([("2020", "Bí thư"), ("", "Bí thư")], False),
        ([("2020", "Bí thư"), ("2021", "Bí thư"), ("2023", "Bí thư")], True),
        ([("2020", "Bí thư"), ("2021", "Chủ tịch")], True),
    ],
)
def test_only_what_words_do_not_say_as_well_is_drawn(told: list[tuple[str, str]], is_drawn: bool) -> None:
    assert bool(career_of(*(Told(date, (office,)) for date, office in told)).drawing) is is_drawn


def test_many_offices_are_bounded() -> None:
    known = career_of(*(Told(str(2000 + number), (f"Chức {number}",)) for number in range(40)))
    assert (len(known.offices.shown), known.offices.more) == (30, 10)
    assert known.drawing.count('class="row"') == 12


def of_years(*dates: str) -> list[Article]:
    return [Article(f"{number}.md", FrontMatter("A", date=date), "") for number, date in enumerate(dates)]


def test_articles_by_year() -> None:
    drawn = articles_by_year(of_years(*["2020"] * 5, "2022-01", "2022-02-03", *["2023"] * 2, ""), "a")
    assert "2020: 5; 2021: 0; 2022: 2; 2023: 2" in drawn
    assert "(1 bài chưa rõ năm)" in drawn


@pytest.mark.parametrize(
    "dates",
    [
        [],
        [""] * 9,
        ["2020"] * 9,
        ["2020", "2021"] * 3,
        [str(year) for year in range(2000, 2010)],
        ["2020"] * 8 + ["1500"],
    ],
)
def test_few_articles_have_no_bars(dates: list[str]) -> None:
    assert articles_by_year(of_years(*dates), "a") == ""
