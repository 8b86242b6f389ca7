"""Extraction on sentences of the genre: who is a person and who is not, and other forms one by one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.clean import clean
from generator.extract import Facts, extract, extract_all, sentences_of
from generator.extract.facts import Sentence
from generator.extract.mentions import Persons, Sighting
from generator.extract.offices import may_hold_office, office_head
from generator.extract.persons import extract_persons
from generator.extract.short_names import join_parts_of_names
from generator.extract.tenure import Office
from generator.model import PersonMention
from generator.sentences import split_sentences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "persons.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_persons(case: dict[str, Any]) -> None:
    sentences = [Sentence(text, 1, 0) for text in split_sentences(case["text"])]
    persons: dict[str, PersonMention] = {}
    for fact in extract_persons(sentences):
        name = fact.value.name if fact.value.name not in persons else f"{fact.value.name} (2)"
        persons[name] = fact.value
    assert {name: list(person.roles) for name, person in persons.items()} == case["persons"]
    for key, field in (("new", "new_roles"), ("former", "former_roles"), ("aliases", "aliases")):
        found = {name: list(getattr(person, field)) for name, person in persons.items() if getattr(person, field)}
        assert found == case.get(key, {}), key


def facts_of(text: str) -> Facts:
    return extract(clean(text))


CORPUS = [clean(path.read_text("utf-8-sig")) for path in sorted(Path(__file__).parent.glob("corpus/open/*.txt"))[:20]]


def test_facts_of_several_articles_are_those_of_each() -> None:
    assert extract_all(CORPUS) == [extract(article) for article in CORPUS]
    assert extract_all([]) == []


def test_wherever_an_office_begins_one_may_stand() -> None:
    texts = [sentence.text for article in CORPUS for sentence in sentences_of(article)]
    heads = [(text, head) for text in [*texts, *map(str.upper, texts)] for head in office_head().finditer(text)]
    assert heads
    for text, head in heads:
        assert may_hold_office(text, head.start(), head.end()), head
        assert may_hold_office(text, 0, len(text)), head
    assert not may_hold_office("Các đại biểu thảo luận sôi nổi.", 0, 30)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ngày 5/3/2021, tỉnh họp.", "2021-03-05"),
        ("Sáng 25.6, họp sơ kết 6 tháng đầu năm 2013.", "2013-06-25"),
        ("Ngày 4-4-2022, tỉnh họp.", "2022-04-04"),
        ("Ngày 2 tháng 5 năm 2024, tỉnh họp.", "2024-05-02"),
        ("Trung tuần tháng 12/2020, cụm họp.", "2020-12"),
        ("Những ngày cuối tháng 11, cụm tổng kết năm 2022.", "2022-11"),
        ("Ngày 14/1, huyện tổng kết năm 2021, bàn nhiệm vụ năm 2022.", "2022-01-14"),
        ("Ngày 15 tháng 12 năm 2017, tỉnh họp.", "2017-12-15"),
        ("Ngày 5-9, huyện đại hội lần thứ V (năm 2009 - 2014).", ""),
        ("Sáng 17/1, tỉnh giao ban công tác năm 2023.", ""),
        ("Sáng 3/2, tỉnh gặp mặt.", ""),
        ("Ngày 28/12, tỉnh tổng kết công tác năm, triển khai nhiệm vụ năm 2025.", "2024-12-28"),
        ("Sáng 26/12, tỉnh triển khai nhiệm vụ năm 2025.", "2024-12-26"),
        ("Sáng 26/10, tỉnh triển khai nhiệm vụ năm 2025.", ""),
        ("Ngày 15/1, tỉnh triển khai nhiệm vụ năm 2025.", "2025-01-15"),
        ("Ngày 3/2/1930, Đảng Cộng sản Việt Nam ra đời.", ""),
        ("Ông Ba làm bí thư đã lâu. Tháng 9/2018, ông được bầu làm Chủ tịch Hội.", ""),
        ("Thực hiện Quyết định số 12-QĐ/TU, ngày 3/2/2021, tỉnh triển khai nhiều việc.", ""),
        ("Tỉnh phấn đấu đến năm 2030 về đích.", ""),
        ("Ngày 30/2/2024, tỉnh họp.", ""),
        ("Sơ kết 6 tháng đầu năm 2024, các huyện đều tiến bộ.", "2024"),
        ("Tổng kết năm 2023, các huyện đều tiến bộ.", ""),
    ],
)
def test_date_of_the_event(text: str, date: str) -> None:
    found = facts_of(f"{text} Hội nghị thành công tốt đẹp.\n").date
    assert (found.value if found else "") == date


def test_a_year_told_farther_down_is_not_the_event_s() -> None:
    assert facts_of("Ngày 8-11, tỉnh họp.\n\n“Năm 2020 là năm cuối nhiệm kỳ”, ông nói.\n").date is None


@pytest.mark.parametrize(
    "stamp", ["04/12/2014 08:44 AM", "04/12/2014 | 11:32 AM", "(04/12/2014)", "Cập nhật lúc: 08:15, 04/12/2014"]
)
def test_a_stamp_is_not_the_day_of_the_event(stamp: str) -> None:
    article = clean(f"Hội nghị của tỉnh năm nay\n{stamp}\nHội nghị diễn ra sáng 2/12/2014 tại tỉnh.\n")
    assert article.stamp
    assert article.stamp.date == "2014-12-04"
    date = extract(article).date
    assert date
    assert date.value == "2014-12-02"


def test_a_date_line_within_the_body_is_no_stamp() -> None:
    paragraph = "Các đơn vị trong cụm " + "cùng nhau thi đua làm tốt việc được giao " * 4 + "trong năm."
    article = clean(f"Hội nghị của cụm thi đua\n\n{paragraph}\n\n(3/2/2020)\n\n{paragraph}\n")
    assert article.stamp is None
    assert "(3/2/2020)" in [block.text for block in article.blocks]


def test_a_headline_that_reads_like_a_caption_is_the_title() -> None:
    title = "Bí thư Tỉnh ủy Lê Văn Ba phát biểu khai mạc đại hội"
    assert clean(f"{title}\n\nNgày 5/3/2021, tỉnh khai mạc đại hội.\n").title == title


def test_today_is_the_day_of_the_stamp() -> None:
    date = facts_of("Hội nghị của tỉnh\n14:05, 14/01/2022 (GMT+7)\n\nSáng nay, tỉnh họp.\n").date
    assert date
    assert (date.value, date.quote) == ("2022-01-14", "“Sáng nay” + “14:05, 14/01/2022 (GMT+7)”")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Sơ kết 6 tháng đầu năm 2024.", "2024-H1"),
        ("Sơ kết chín tháng đầu năm 2023.", "2023-M01/M09"),
        ("Giao ban quý II năm 2022.", "2022-Q2"),
        ("Tổng kết công tác năm 2021.", "2021"),
        ("Tổng kết công tác năm, triển khai nhiệm vụ năm 2025.", ""),
        ("Nhiệm kỳ 2020-2025 có nhiều đổi mới.", ""),
    ],
)
def test_period_under_review(text: str, period: str) -> None:
    found = facts_of(f"{text}\n").period
    assert (found.value if found else "") == period


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("Cụm thi đua số II Hội Nông dân các tỉnh họp.", [(2, "Hội Nông dân các tỉnh")]),
        ("Khối Thi đua các cơ quan Đảng tỉnh tổng kết phong trào.", [(None, "các cơ quan Đảng tỉnh")]),
        ("Hoạt động Cụm thi đua 6 tháng đầu năm được đánh giá tốt.", []),
        ("Đảng bộ Khối Doanh nghiệp tỉnh và các cụm thi đua cùng dự.", []),
    ],
)
def test_clusters(text: str, clusters: list[tuple[int | None, str]]) -> None:
    assert [(fact.value.number, fact.value.sector) for fact in facts_of(f"{text}\n").clusters] == clusters


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "Cụm thi đua số 2 (gồm các huyện: Như Xuân, Ngọc Lặc và Lang Chánh) tổng kết năm 2021.",
            "Như Xuân|Ngọc Lặc|Lang Chánh",
        ),
        ("Cụm thi đua số 2 gồm các huyện: Thanh Chương và Đô Lương tổng kết phong trào.", "Thanh Chương|Đô Lương"),
        (
            "Cụm thi đua số 2 gồm các tỉnh: Tiền Giang, TP. Hồ Chí Minh và Bà Rịa - Vũng Tàu.",
            "Tiền Giang|TP. Hồ Chí Minh|Bà Rịa - Vũng Tàu",
        ),
        (
            "Cụm thi đua số 2 gồm Sở Tài chính, Sở Y tế và Sở Giáo dục và Đào tạo.",
            "Sở Tài chính|Sở Y tế|Sở Giáo dục và Đào tạo",
        ),
        ("Cụm thi đua số 2 có 03 thành viên là: Cẩm Mỹ, Xuân Lộc và Tân Phú.", "Cẩm Mỹ|Xuân Lộc|Tân Phú"),
    ],
)
def test_members_of_a_cluster(text: str, members: str) -> None:
    (fact,) = facts_of(f"{text}\n").clusters
    assert "|".join(fact.value.members) == members


def test_members_belong_to_the_cluster_they_follow() -> None:
    text = "Cụm thi đua số 1 (do Sở Nội vụ làm Cụm trưởng); Cụm thi đua số 2 gồm Sở Tài chính, Sở Y tế.\n"
    assert [fact.value.members for fact in facts_of(text).clusters] == [(), ("Sở Tài chính", "Sở Y tế")]


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("Tỉnh ủy Hoà Bình và UBND TP.HCM dự; ông Lê Thái Bình, Bí thư Tỉnh ủy chủ trì.", ["Hoà Bình", "TP.HCM"]),
        ("Học tập phong cách Hồ Chí Minh tại thành phố Hồ Chí Minh.", ["Hồ Chí Minh"]),
        ("Theo Báo Quảng Ngãi, hội nghị bế mạc.", []),
    ],
)
def test_provinces(text: str, provinces: list[str]) -> None:
    assert [fact.value for fact in facts_of(f"{text}\n").provinces] == provinces


def test_a_document_is_cited_once_in_full() -> None:
    text = "Thực hiện Chỉ thị 05, các chi bộ học tập Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về học tập.\n"
    (fact,) = facts_of(text).documents
    assert (fact.value.number, fact.value.date, fact.value.issuer) == ("05-CT/TW", "2016-05-15", "Bộ Chính trị")


def test_a_name_that_was_joined_to_another_is_joined_no_more() -> None:
    sentence = Sentence("Giám đốc Sở Hà Văn La", 1, 0)
    office = Office("Giám đốc Sở")
    persons: Persons = {
        ("văn la", 0): [Sighting("Văn La", (office,), sentence, "office")],
        ("an bình văn la", 0): [Sighting("An Bình Văn La", (), sentence, "office")],
        ("an bình văn la sơn", 0): [Sighting("An Bình Văn La Sơn", (), sentence, "office")],
    }
    join_parts_of_names(persons)
    assert ("an bình văn la", 0) not in persons


def test_a_given_name_is_found_among_very_many_as_among_few() -> None:
    names = [f"Lê Văn {chr(65 + number % 26)}{'aeiou'[number // 26]}ng" for number in range(100)]
    told = "".join(f"Đồng chí {name}, Bí thư Huyện ủy, nói trước. " for name in names)
    short = "Đồng chí Bang đã nêu ý kiến."
    few = facts_of(f"Hội nghị\n\n{'Đồng chí Lê Văn Bang, Bí thư Huyện ủy, nói trước. '}{short}\n").persons
    many = facts_of(f"Hội nghị\n\n{told}{short}\n").persons
    assert [each.value.aliases for each in few] == [("đồng chí Bang",)]
    assert {each.value.name: each.value.aliases for each in many}["Lê Văn Bang"] == ("đồng chí Bang",)


def test_digits_without_end_are_no_figure() -> None:
    assert facts_of(f"Hội nghị\n\nCả tỉnh có {'9' * 5000} mô hình và có 12 xã.\n").figures[0].value.value == 12
