"""Three texts into one: key by key, item by item, paragraph by paragraph."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merge import Conflict, Decision, Record, merge_article, still_open
from generator.merge.paragraphs import Paragraphs
from generator.merge.record import Ledger
from generator.merge.values import merge_values
from generator.merge.yaml_text import comments, rewritten

BODY = "Hội nghị diễn ra sáng nay tại thành phố.\n\nCác đại biểu nêu ý kiến về công tác cán bộ.\n\nHội nghị bế mạc.\n"

NOTHING = Record()


def file(front_matter: str, body: str = BODY) -> str:
    return f"---\n{front_matter}---\n\n{body}"


def merged(base: str, current: str, new: str, record: Record = NOTHING) -> tuple[str, Record]:
    result = merge_article(base, current, new, record)
    assert result
    again = merge_article(new, result.text, new, result.record)
    assert again == result, "merging again changes something"
    return result.text, result.record


def values(base: Any, current: Any, new: Any) -> tuple[Any, list[Conflict]]:
    ledger = Ledger()
    return merge_values(base, current, new, ledger), ledger.conflicts


ID, NAME = {"id": "a", "name": "Lê A"}, {"name": "Lê A"}
VALUES = {
    "untouched": ({"t": 1}, {"t": 1}, {"t": 2}, {"t": 2}, []),
    "by hand": ({"t": 1}, {"t": 3}, {"t": 1}, {"t": 3}, []),
    "by both": ({"t": 1}, {"t": 3}, {"t": 2}, {"t": 3}, [("t", 3, 2)]),
    "by both alike": ({"t": 1}, {"t": 2}, {"t": 2}, {"t": 2}, []),
    "quoted otherwise": ({"t": 1}, {"t": "1"}, {"t": 2}, {"t": 2}, []),
    "key deleted by hand": ({"t": 1}, {}, {"t": 1}, {}, []),
    "key deleted by hand, changed by the converter": ({"t": 1}, {}, {"t": 2}, {}, [("t", None, 2)]),
    "key emptied by hand": ({"t": 1}, {"t": None}, {"t": 1}, {"t": None}, []),
    "key deleted by the converter": ({"t": 1}, {"t": 1}, {}, {}, []),
    "key deleted by the converter, changed by hand": ({"t": 1}, {"t": 2}, {}, {"t": 2}, [("t", 2, None)]),
    "key unknown to the converter": ({}, {"mine": [1]}, {"t": 2}, {"t": 2, "mine": [1]}, []),
    "within a mapping": (
        {"s": {"name": "a", "url": "u"}}, {"s": {"name": "b", "url": "u"}}, {"s": {"name": "a", "url": "v"}},
        {"s": {"name": "b", "url": "v"}}, [],
    ),
    "texts": ({"l": ["a", "b"]}, {"l": ["b", "x"]}, {"l": ["a", "b", "c"]}, {"l": ["b", "c", "x"]}, []),
    "a text given up": ({"l": ["a", "b"]}, {"l": ["a", "b", "x"]}, {"l": ["b"]}, {"l": ["b", "x"]}, []),
    "a list emptied by both": ({"l": ["a", "b"]}, {"l": ["a"]}, {"l": ["b"]}, {}, []),
    "a list emptied by hand": ({"l": ["a"]}, {"l": []}, {"l": ["a", "b"]}, {"l": ["b"]}, []),
    "order by hand": (
        {"l": ["a", "b", "c"]}, {"l": ["c", "a", "b"]}, {"l": ["b", "a", "d"]}, {"l": ["a", "d", "b"]}, [],
    ),
    "a text instead of a list": ({"l": ["a"]}, {"l": "a"}, {"l": ["a", "b"]}, {"l": "a"}, [("l", "a", ["a", "b"])]),
    "a name mended": (
        {"persons": [ID]}, {"persons": [{"id": "a", "name": "Lê Á"}]}, {"persons": [ID | {"roles": ["r"]}]},
        {"persons": [{"id": "a", "name": "Lê Á", "roles": ["r"]}]}, [],
    ),
    "an id set": (
        {"persons": [ID]}, {"persons": [{"id": "z", "name": "Lê A"}]}, {"persons": [ID | {"roles": ["r"]}]},
        {"persons": [{"id": "z", "name": "Lê A", "roles": ["r"]}]}, [],
    ),
    "an item added by hand": ({"persons": []}, {"persons": [NAME]}, {"persons": [ID]}, {"persons": [NAME | ID]}, []),
    "a bare name added by hand": ({}, {"persons": ["Lê A"]}, {"persons": [ID]}, {"persons": [NAME | ID]}, []),
    "a figure's value mended": (
        {"figures": [{"value": 1, "unit": "u", "quote": "q"}]}, {"figures": [{"value": 2, "unit": "u", "quote": "q"}]},
        {"figures": [{"value": 1, "unit": "u", "quote": "q"}, {"value": 3, "unit": "v", "quote": "q"}]},
        {"figures": [{"value": 2, "unit": "u", "quote": "q"}, {"value": 3, "unit": "v", "quote": "q"}]}, [],
    ),
    "a document deleted by hand": (
        {"documents": [{"kind": "Luật", "number": "1"}]}, {}, {"documents": [{"kind": "Luật", "number": "1"}]}, {}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    base, current, new, wanted, conflicts = VALUES[name]
    found, noted = values(base, current, new)
    assert found == wanted
    assert [(each.field, each.hand, each.machine) for each in noted] == conflicts


PLAIN = st.recursive(
    st.integers(0, 3) | st.sampled_from("abc"), lambda inner: st.lists(inner, max_size=3), max_leaves=6
)
MAPPING = st.dictionaries(st.sampled_from(["title", "persons", "provinces", "x"]), PLAIN, max_size=4)


@given(MAPPING, MAPPING)
def test_without_hands_the_new_and_without_news_the_hands(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert values(one, one, other) == (other, [])
    assert values(one, other, one) == (other, [])


FRONT_MATTER = """# của tôi
title: "A"   # tên
persons:
  # về anh A
  - id: a   # mã
    name: Lê A
    roles: [Bí thư, 'Trưởng ban']
  - {id: b, name: Lê B}  # chị B
provinces: [Sơn La, "Hà Nội"]   # hai
'place': >-
  huyện
  Mộc Châu
# cuối
"""
SAID = {
    "title": "A",
    "persons": [
        {"id": "a", "name": "Lê A", "roles": ["Bí thư", "Trưởng ban"]},
        {"id": "b", "name": "Lê B"},
    ],
    "provinces": ["Sơn La", "Hà Nội"],
    "place": "huyện Mộc Châu",
}


def test_only_the_lines_that_say_something_else_change() -> None:
    target = SAID | {
        "title": "B: c",
        "date": "2024-06-20",
        "persons": [{"id": "a", "name": "Lê A", "roles": ["Trưởng ban", "Chủ tịch, Sở"]}, {"id": "b", "name": "Lê C"}],
        "provinces": ["Sơn La", "Huế"],
    }
    written = rewritten(FRONT_MATTER, SAID, target)
    changed = [line for line in (written or "").split("\n") if line not in FRONT_MATTER.split("\n")]
    assert changed == [
        "title: 'B: c'   # tên",
        "    roles: ['Trưởng ban', 'Chủ tịch, Sở']",
        "  - {id: b, name: Lê C}  # chị B",
        "provinces: [Sơn La, Huế]   # hai",
        "date: 2024-06-20",
    ]


def test_comments_outlive_what_they_stood_at() -> None:
    written = rewritten(FRONT_MATTER, SAID, {"title": "A", "persons": [{"id": "b", "name": "Lê B"}]})
    assert written is not None
    assert sorted(comments(written)) == sorted(comments(FRONT_MATTER))
    assert "- {id: b, name: Lê B}  # chị B\n" in written


def test_line_ends_and_byte_order_mark_stay() -> None:
    base = file("title: A\ndate: 2024-06-20\n")
    current = "\ufeff" + base.replace("title: A", "title: Của tôi").replace("\n", "\r\n")
    text, _ = merged(base, current, file("title: A\ndate: 2024-06-21\n", BODY + "\nThêm.\n"))
    assert text == current.replace("06-20", "06-21") + "\r\nThêm.\r\n"


def test_mixed_line_ends_stay_where_they_are() -> None:
    base = file("title: A\ndate: 2024-06-20\nplace: x\n")
    current = base.replace("place: x\n", "place: y\r\n")
    text, _ = merged(base, current, file("title: B\ndate: 2024-06-20\nplace: x\n"))
    assert text == current.replace("title: A", "title: B")


@pytest.mark.parametrize(
    "front_matter",
    ["title: [\n", "title: A\ntitle: B\n", "title: &a A\nplace: *a\n", "- title\n"],
    ids=["broken", "a key twice", "aliases", "no mapping"],
)
def test_what_cannot_be_taken_apart_is_left_alone(front_matter: str) -> None:
    assert merge_article(file("title: A\n"), file(front_matter), file("title: B\n"), Record()) is None


def test_a_key_in_a_form_not_known_here_becomes_a_conflict() -> None:
    base, new = file("title: A\nplace: x\n"), file("title: B\nplace: y\n")
    text, record = merged(base, file("? title\n: A # tôi\nplace: x\nmine: 1\n"), new)
    assert text == file("? title\n: A # tôi\nplace: x\nmine: 1\n")
    assert {conflict.field for conflict in record.conflicts} == {"title", "place"}


class TestBodies:
    """The front matter stays the same; what becomes of the paragraphs."""

    ONE, TWO, THREE = BODY.strip().split("\n\n")

    def merged(
        self, current: list[str], new: list[str], base: list[str] | None = None
    ) -> tuple[list[str], list[Conflict]]:
        was, lies, comes = (
            file("title: A\n", "\n\n".join(each) + "\n")
            for each in (base or [self.ONE, self.TWO, self.THREE], current, new)
        )
        text, record = merged(was, lies, comes)
        return text.split("\n---\n\n")[1].strip("\n").split("\n\n"), list(record.conflicts)

    def test_neighbours_changed_by_hand_and_converter(self) -> None:
        found, conflicts = self.merged(
            [self.ONE + " Tay.", self.TWO, self.THREE], [self.ONE, self.TWO + " Máy.", self.THREE]
        )
        assert found == [self.ONE + " Tay.", self.TWO + " Máy.", self.THREE]
        assert not conflicts

    def test_one_changed_by_both(self) -> None:
        found, conflicts = self.merged(
            [self.ONE, self.TWO + " Tay.", self.THREE], [self.ONE, self.TWO + " Máy.", self.THREE]
        )
        assert found == [self.ONE, self.TWO + " Tay.", self.THREE]
        assert conflicts == [Conflict("body", self.TWO + " Tay.", self.TWO + " Máy.")]

    def test_deleted_moved_and_added_by_hand(self) -> None:
        found, conflicts = self.merged([self.THREE, "Của tôi.", self.ONE], [self.ONE, self.TWO, "Mới.", self.THREE])
        assert found == [self.THREE, "Của tôi.", self.ONE, "Mới."]
        assert not conflicts

    def test_joined_by_the_converter_and_changed_by_hand(self) -> None:
        joined = f"{self.ONE} {self.TWO}"
        found, conflicts = self.merged([self.ONE + " Tay.", self.TWO, self.THREE], [joined, self.THREE])
        assert found == [self.ONE + " Tay.", self.TWO, self.THREE]
        assert [conflict.machine for conflict in conflicts] == [joined]

    def test_split_by_the_converter_and_deleted_by_hand(self) -> None:
        words = self.TWO.split(" ")
        halves = [" ".join(words[:6]), " ".join(words[6:])]
        assert self.merged([self.ONE, self.THREE], [self.ONE, *halves, self.THREE])[0] == [self.ONE, self.THREE]
        assert self.merged([self.ONE, self.TWO], [self.ONE, *halves, self.THREE])[0] == [self.ONE, *halves]

    def test_the_same_added_by_both_stands_once(self) -> None:
        found, _ = self.merged([self.ONE, "Thêm.", self.TWO, self.THREE], [self.ONE, self.TWO, self.THREE, "Thêm."])
        assert found.count("Thêm.") == 1

    def test_ten_thousand_paragraphs_that_begin_alike(self) -> None:
        hand, machine = (
            "".join(f"Hội nghị diễn ra sáng nay{end[place % len(end)]}\n\n" for place in range(10_000))
            for end in (".1234567", "!")
        )
        text, _ = merged(
            file("title: A\n", "Hội nghị diễn ra sáng nay.\n\n" * 10_000),
            file("title: A\n", hand),
            file("title: A\n", machine),
        )
        assert {f"sáng nay{end}\n" in text for end in "1234567"} == {True}

    def test_ten_thousand_paragraphs(self) -> None:
        base = [f"Đoạn thứ {number} nói về việc số {number * 7} của xã." for number in range(10_000)]
        current = [text + (" Tay." if number % 3 == 0 else "") for number, text in enumerate(base)]
        new = [text + (" Máy." if number % 2 == 0 else "") for number, text in enumerate(base)]
        found, conflicts = self.merged(current, new, base)
        assert found[:4] == [current[0], base[1], new[2], current[3]]
        assert len(conflicts) == len([number for number in range(10_000) if number % 6 == 0])


@given(st.text(st.sampled_from("a \t\n\r"), max_size=30))
def test_a_body_put_together_again_is_the_same(body: str) -> None:
    assert str(Paragraphs.of(body)) == body


DELETED = ("title: A\nprovinces: [Sơn La]\n", "title: A\nprovinces: [Sơn La, Huế]\n")


def test_a_deletion_outlives_a_converter_that_forgets_and_finds_again() -> None:
    without, with_it = (file(each, f"{BODY}{more}") for each, more in zip(DELETED, ("", "\nCuối.\n"), strict=True))
    current, record = merged(with_it, without, without)
    assert {(each.field, each.before, each.hand) for each in record.decisions} == {
        ("provinces[Huế]", "Huế", None),
        ("body", "Cuối.", None),
    }
    assert merged(without, current, with_it, record)[0] == without


def test_what_a_hand_changed_and_deleted_later_stays_away_though_the_converter_gave_it_up_meanwhile() -> None:
    of_two = "title: A\npersons:\n- {id: a, name: A}\n- {id: b, name: B}\n"
    of_one = "title: A\npersons:\n- {id: a, name: A}\n"
    renamed = of_two.replace("name: B", "name: C")
    text, record = merged(file(of_two), file(renamed), file(of_one))
    assert "name: C" in text
    assert [each.field for each in record.conflicts] == ["persons[b]"]
    deleted = text.replace("- {id: b, name: C}\n", "")
    assert merged(file(of_one), deleted, file(of_two), still_open(record, deleted, file(of_one)))[0] == deleted


def test_an_edit_outlives_a_converter_that_agrees_for_a_while() -> None:
    base, hand, other = (file(f"title: {title}\nprovinces: [{province}]\n") for title, province in ("Ax", "By", "Cz"))
    text, record = merged(base, hand, hand)
    assert Decision("title", "A", "B") not in record.decisions or text == hand
    text, record = merged(hand, text, other, record)
    assert "title: B\n" in text
    assert "y" in text.split("provinces:")[1]


def test_conflicts_go_when_both_agree_and_when_the_hand_changes_again() -> None:
    base, hand, new, later = (file(f"title: {each}\nplace: x\n") for each in ("A", "B", "C", "D"))
    text, record = merged(base, hand, new)
    assert record.conflicts == (Conflict("title", "B", "C"),)
    assert merged(new, hand, file("title: C\nplace: y\n"), record)[1].conflicts == record.conflicts
    assert merged(new, text, hand, record)[1].conflicts == ()
    assert merged(new, later, file("title: C\nplace: y\n"), record)[1].conflicts == ()


def test_a_record_comes_back_as_it_was() -> None:
    record = Record((Conflict("a", 1, None),), (Decision("b", None, [1]),))
    assert Record.of_plain(record.as_plain()) == record
    with pytest.raises(ValueError, match="not a record"):
        Record.of_plain({"conflicts": [1]})
