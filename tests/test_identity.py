"""Persons are identities, not spellings: who is joined, who is parted, and that an identifier stays whose it is."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import FrontMatter, PersonMention
from generator.resolve.identity import Identities, Named, named_persons, resolve
from generator.resolve.posts import posts_of
from generator.vietnamese import comparison_key

SON_LA = "Bí thư Tỉnh ủy Sơn La"
NGHE_AN = "Phó Chủ tịch UBND tỉnh Nghệ An"


def named(name: str, where: str = "", *roles: str, date: str = "", id_: str = "") -> Named:
    front = FrontMatter("Bài", date=date, persons=(PersonMention(name, roles, id_),))
    return next(named_persons(front, where))


def test_four_spellings_of_one_person() -> None:
    spellings = ("Trần Thị Hòa", "TRẦN THỊ HÒA", "Trần  Thị Hoà", "Tra\u0302\u0300n Thị Ho\u0300a")
    assert set(resolve([named(name) for name in spellings])) == {"tran-thi-hoa"}


def test_names_that_differ_in_a_tone_are_two() -> None:
    assert resolve([named("Lê Văn Tuấn"), named("Lê Văn Tuân")]) == ["le-van-tuan", "le-van-tuan-2"]


def test_i_and_y_are_one_only_with_one_office_in_one_province() -> None:
    office = "Giám đốc Sở Nội vụ tỉnh Sơn La"
    assert resolve([named("Lê Thị Mỹ", "a", office), named("Lê Thị Mĩ", "b", office)]) == ["le-thi-my", "le-thi-my"]
    other = "Giám đốc Sở Nội vụ tỉnh Nghệ An"
    assert resolve([named("Lê Thị Mỹ", "a", office), named("Lê Thị Mĩ", "b", other)]) == ["le-thi-my", "le-thi-mi"]


@pytest.mark.parametrize(
    ("one", "other", "parted"),
    [
        ((SON_LA, "2022"), (NGHE_AN, "2022"), True),
        ((SON_LA, "2022-01-05"), (NGHE_AN, "2022-11"), True),
        ((SON_LA, "2022"), (NGHE_AN, "2023"), False),
        ((SON_LA, "2022"), (NGHE_AN, ""), False),
        ((SON_LA, "2022"), ("Chủ tịch UBND tỉnh Sơn La", "2022"), False),
        ((SON_LA, "2022"), (f"Nguyên {NGHE_AN}", "2022"), False),
        ((SON_LA, "2022"), ("Trưởng Đoàn đại biểu Quốc hội tỉnh Nghệ An", "2022"), False),
        ((SON_LA, "2022"), ("Ủy viên Trung ương Đảng", "2022"), False),
        # One province since July 2025.
        (("Bí thư Tỉnh ủy Hòa Bình", "2025-02"), ("Bí thư Tỉnh ủy Phú Thọ", "2025-08"), False),
        (("Bí thư Tỉnh ủy Hòa Bình", "2024"), ("Bí thư Tỉnh ủy Phú Thọ", "2024"), True),
    ],
)
def test_namesakes_who_lead_two_provinces_at_one_time_are_two(
    one: tuple[str, str], other: tuple[str, str], parted: bool
) -> None:
    mentions = [
        named("Lê Văn Ba", where, role, date=date) for where, (role, date) in zip("ab", (one, other), strict=True)
    ]
    assert resolve(mentions) == ["le-van-ba", "le-van-ba-2" if parted else "le-van-ba"]


def test_whoever_changes_office_may_hold_two_in_one_year() -> None:
    moved = PersonMention("Lê Văn Ba", (NGHE_AN,), new_roles=(NGHE_AN,))
    assert [post.year for post in posts_of(moved, FrontMatter("Bài", date="2022"))] == [0]


def test_an_office_without_a_name_is_that_of_the_only_province() -> None:
    secretary = PersonMention("Lê Văn Ba", ("Bí thư Tỉnh ủy",))
    assert [post.province for post in posts_of(secretary, FrontMatter("Bài", provinces=("Sơn La",)))] == ["son-la"]
    assert [post.province for post in posts_of(secretary, FrontMatter("Bài", provinces=("Hà Nội",)))] == [""]
    assert [post.province for post in posts_of(secretary, FrontMatter("Bài", provinces=("Sơn La", "Lai Châu")))] == [""]


def test_of_two_namesakes_a_mention_goes_to_the_one_it_shares_something_with() -> None:
    mentions = [
        named("Lê Văn Ba", "a", SON_LA, date="2022"),
        named("Lê Văn Ba", "b", NGHE_AN, date="2022"),
        named("Lê Văn Ba", "c", "Chủ tịch UBND tỉnh Nghệ An", date="2024"),
        named("Lê Văn Ba", "d"),
        named("Lê Văn Ba", "e"),
        named("Lê Văn Ba", "f", "Bí thư Tỉnh ủy Hà Nam", date="2023"),
    ]
    sure, other, unknown, third = "le-van-ba", "le-van-ba-2", "le-van-ba-4", "le-van-ba-3"
    assert resolve(mentions) == [sure, other, other, unknown, unknown, third]


def test_two_of_one_name_in_one_article_are_two() -> None:
    front = FrontMatter("Bài", persons=(PersonMention("Lê Văn Ba"), PersonMention("Lê Văn Ba")))
    assert resolve(list(named_persons(front, "a"))) == ["le-van-ba", "le-van-ba-2"]


def test_what_was_published_is_given_to_nobody_else() -> None:
    published = {"le-van-tuan": "Lê Văn Tuấn", "le-van-tuan-2": "Lê Văn Tuân"}
    assert resolve([named("Lê Văn Tuân"), named("Lê Văn Tuấn")], published) == ["le-van-tuan-2", "le-van-tuan"]
    assert resolve([named("Lê Văn Tuần")], published) == ["le-van-tuan-3"]


class TestIdentities:
    """What the converter gives out, source by source."""

    def test_a_source_gets_again_what_it_got(self) -> None:
        first = named("Lê Văn Ba", "a.txt", SON_LA, date="2022", id_="le-van-ba")
        by_hand = named("Lê Văn Ba", "a.txt", SON_LA, date="2022", id_="le-van-ba-son-la")
        identities = Identities([by_hand], [first])
        assert identities.of(named("Lê Văn Ba", "a.txt", NGHE_AN, date="2022")) == "le-van-ba"
        assert identities.of(named("Lê Văn Ba", "b.txt")) == "le-van-ba-son-la"
        assert identities.of(named("Lê Văn Ba", "c.txt", NGHE_AN, date="2022")) == "le-van-ba-2"

    def test_an_identifier_beside_a_corrected_name_means_nobody_of_that_name(self) -> None:
        slip, right = named("Lê Văn Bá", "a", id_="le-van-ba"), named("Lê Văn Ba", "a", id_="le-van-ba")
        known = [right, named("Lê Văn Ba", "b", id_="le-van-ba-2")]
        assert Identities(known, [slip, known[1]]).of(named("Lê Văn Ba", "c")) == "le-van-ba-2"

    def test_the_same_mention_asked_for_twice(self) -> None:
        identities = Identities()
        assert [identities.of(named("Lê Văn Ba", "a")) for _ in range(2)] == ["le-van-ba"] * 2


NAMES = st.sampled_from(
    ["Lê Văn Ba", "LÊ VĂN BA", "Lê Văn Bá", "Lê Thị Mỹ", "Lê Thị Mĩ", "Trần Hoà", "Trần Hòa", "***"]
)
ROLES = st.sampled_from([(), (SON_LA,), (NGHE_AN,), ("Bí thư Tỉnh ủy Hà Nam",), ("Chánh Văn phòng",)])
MENTIONS = st.lists(st.tuples(NAMES, ROLES, st.sampled_from(["", "2021", "2022"])), max_size=12)


def mentions_of(drawn: Iterable[tuple[str, tuple[str, ...], str]]) -> list[Named]:
    return [named(name, f"{place}.txt", *roles, date=date) for place, (name, roles, date) in enumerate(drawn)]


@given(MENTIONS, st.randoms(use_true_random=False))
def test_neither_order_nor_newcomers_move_anybody(
    drawn: list[tuple[str, tuple[str, ...], str]], chance: random.Random
) -> None:
    """A first run over some sources, then one over all of them in another order."""
    mentions = mentions_of(drawn)
    old = mentions[: len(mentions) // 2]
    first_run = Identities()
    given_ = {each.where: first_run.of(each) for each in old}
    generated = [Named(each.key, each.name, given_[each.where], each.where, 1, each.posts) for each in old]
    chance.shuffle(mentions)
    second_run = Identities(generated, generated)
    again = {each.where: second_run.of(each) for each in mentions}
    assert again.items() >= given_.items()
    assert all(id_.isascii() for id_ in again.values())


@given(MENTIONS)
def test_nobody_is_two_names_and_nobody_leads_two_provinces_in_a_year(
    drawn: list[tuple[str, tuple[str, ...], str]],
) -> None:
    mentions = mentions_of(drawn)
    names: dict[str, set[str]] = {}
    led: dict[tuple[str, int], set[str]] = {}
    for id_, mention in zip(resolve(mentions), mentions, strict=True):
        names.setdefault(id_, set()).add(comparison_key(mention.name).replace("ỹ", "ĩ"))
        for post in mention.posts:
            if post.year and post.province:
                led.setdefault((id_, post.year), set()).add(post.province)
    assert all(len(each) == 1 for each in (*names.values(), *led.values()))
