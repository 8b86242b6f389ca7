import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from generator.dates import PartialDate
from generator.drawings import Bar, Kind, Mark, Row, Shades, bars, timeline
from generator.drawings.calendar import week_and_day
from generator.plain_markdown import render_plain

HOSTILE = [
    "<script>alert(1)</script>",
    "</svg></figure>",
    "a\n\n# b",
    '" onload="x',
    "&lt; & *a* `b`",
    "{{ 7 }} \t\x0b",
]
WORDS = {Kind.SEEN: "được nêu", Kind.TAKEN: "mới nhận", Kind.LEFT: "thôi giữ", Kind.FORMER: "nguyên"}


def day(text: str, kind: Kind = Kind.SEEN) -> Mark:
    return Mark(PartialDate.parse(text), kind)


def is_drawn_plainly(markdown: str) -> bool:
    return render_plain(f"# A\n\n{markdown}\n\nb", "a.md", {"a.md": "a/"}.get) is not None


def numbers(drawn: str, element: str, attribute: str) -> list[float]:
    return [float(each.rstrip("%")) for each in re.findall(rf"<{element} [^>]*?\b{attribute}=\"([\d.%]+)\"", drawn)]


def test_bars_are_in_proportion_and_say_the_same_in_words() -> None:
    drawn = bars([Bar("2022", 1000, "1.000"), Bar("2023", 0, "0"), Bar("2024", 500, "500")], "Số bài", "bai")
    tall, half = numbers(drawn, "rect", "height")
    assert tall == 2 * half
    assert "<desc" in drawn
    assert "2022: 1.000; 2023: 0; 2024: 500" in drawn
    assert 'aria-labelledby="bai-title bai-desc"' in drawn


def test_the_smallest_bar_can_be_seen() -> None:
    assert min(numbers(bars([Bar("a", 1, "1"), Bar("b", 9999, "9.999")], "", "a"), "rect", "height")) >= 2


def test_years_below_many_bars_do_not_touch() -> None:
    drawn = bars([Bar(str(1980 + year), year, str(year)) for year in range(40)], "", "a")
    places = numbers(drawn.replace('class="count"', ""), 'text class="year"', "x")
    assert len(places) < 12
    assert min(b - a for a, b in pairwise(places)) * 330 / 100 > 30
    assert "40" not in re.findall(r'class="count"[^>]*>(\d+)', drawn)


def test_a_timeline_is_as_long_as_its_years() -> None:
    rows = [Row("A", (day("2021-01-01"), day("2022-12-31"))), Row("B", (day("2022-01"),))]
    drawn = timeline(rows, "", WORDS)
    first, last = numbers(drawn, "circle", "cx")[:2]
    assert 0 < first < 0.1
    assert 99.9 < last < 100
    assert numbers(drawn, "rect", "x")[0] == 50
    assert numbers(drawn, "rect", "width")[0] == pytest.approx(50 * 31 / 365, abs=0.01)


def test_what_is_known_to_the_year_is_drawn_as_the_year() -> None:
    drawn = timeline([Row("A", (day("2020"), day("2021-06-01")))], "", WORDS)
    assert numbers(drawn, "rect", "width")[0] == 50
    assert numbers(drawn, 'line class="between"', "x1") == [50]
    assert "chỉ biết năm hoặc tháng" in drawn
    assert "chỉ biết" not in timeline([Row("A", (day("2020-01-01"),))], "", WORDS)


def test_nothing_is_drawn_between_an_end_and_a_new_beginning() -> None:
    marks = (day("2020-01-01"), day("2021-01-01", Kind.LEFT), day("2023-01-01", Kind.TAKEN), day("2023-12-31"))
    drawn = timeline([Row("A", marks)], "", WORDS)
    assert [round(x) for x in numbers(drawn, 'line class="between"', "x1")] == [0, 75]
    assert [round(x) for x in numbers(drawn, 'line class="between"', "x2")] == [25, 100]


def test_nothing_is_drawn_up_to_where_somebody_is_called_former() -> None:
    marks = (day("2020-01-01"), day("2021-01-01"), day("2023-01-01", Kind.FORMER))
    drawn = timeline([Row("A", marks)], "", WORDS)
    assert [round(x) for x in numbers(drawn, 'line class="between"', "x2")] == [25]


def test_only_signs_that_are_drawn_are_explained() -> None:
    drawn = timeline([Row("A", (day("2020-01-01"), day("2021-01-01", Kind.TAKEN)))], "", WORDS)
    assert "mới nhận" in drawn
    assert "thôi giữ" not in drawn


def test_very_many_marks_stay_small() -> None:
    marks = tuple(
        day(f"{year}-{month:02}-{date:02}") for year in (2020, 2024) for month in range(1, 13) for date in range(1, 29)
    )
    assert len(timeline([Row("A", marks)] * 12, "", WORDS)) < 30_000


@pytest.mark.parametrize("year", ["0001", "9999-12-31", "9999-12", "9999"])
def test_no_year_is_too_far(year: str) -> None:
    assert timeline([Row("A", (day(year), day("2020-01-01")))], "", WORDS)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_and_markdown_leaves_it(text: str) -> None:
    for drawn in (
        bars([Bar(text, 1, text), Bar("b", 2, "2")], text, "a"),
        timeline([Row(text, (day("2020", Kind.LEFT), day("2021-02-03", Kind.TAKEN)))], text, {Kind.LEFT: text}),
    ):
        root = ET.fromstring(drawn)  # noqa: S314  # made here
        assert root.tag == "figure"
        assert {each.tag for each in root.iter()} <= {
            *("figure", "figcaption", "svg", "title", "desc", "g", "line", "rect", "text", "circle", "path"),
            *("div", "p", "span"),
        }
        assert not {name for each in root.iter() for name in each.attrib if name.startswith(("on", "style"))}
        assert " ".join(text.split()) in " ".join("".join(root.itertext()).split())
        assert "{{" not in drawn
        assert is_drawn_plainly(drawn)


def test_without_anything_nothing_is_drawn() -> None:
    assert bars([], "A", "a") == ""
    assert timeline([Row("A", ())], "A", WORDS) == ""


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 17, 152, 1420, 100_000])
def test_shades_rise_and_end_at_the_most(most: int) -> None:
    shades = Shades.of([1, 1, 2, 2, 3, 5, 9, most])
    assert list(shades.last) == sorted(set(shades.last))
    assert len(shades.last) <= 4
    assert shades.last[-1] == max(9, most)
    assert [shades.of_count(last) for _, last in shades.ranges] == list(range(1, len(shades.last) + 1))
    assert shades.of_count(0) == 0


def test_days_stand_in_their_weeks() -> None:
    places = [week_and_day(2024, 2, number) for number in range(1, 30)]
    assert places[0] == (1, 4)
    assert len(set(places)) == 29
    assert places[-1] == (5, 4)
