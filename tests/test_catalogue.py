from pathlib import Path
from typing import Any

import pytest
from scratch_archive import ARTICLES, write, write_archive

from generator.catalogue import Catalogue, build_catalogue, load_articles
from generator.model import Article, ClusterMention, DocumentCitation, FrontMatter, PersonMention
from generator.offices import office_key
from generator.provinces import all_provinces, province_named
from generator.related import related_articles
from generator.resolve.identity import Named, resolve


def article(path: str, **known: Any) -> Article:
    return Article(f"articles/{path}.md", FrontMatter("Bài", **known), "")


@pytest.fixture
def catalogue() -> Catalogue:
    return build_catalogue(Article(f"articles/{name}", front, body) for name, (front, body) in ARTICLES.items())


def test_articles_in_time_order(catalogue: Catalogue) -> None:
    assert [each.path for each in catalogue.articles] == [f"articles/{name}.md" for name in "cbdea"]


def test_order_of_files_does_not_matter(catalogue: Catalogue) -> None:
    backwards = build_catalogue(reversed(catalogue.articles))
    assert [person.path for person in backwards.persons] == [person.path for person in catalogue.persons]


def test_two_articles_on_one_path() -> None:
    with pytest.raises(ValueError, match="two articles on one path"):
        build_catalogue([article("a"), article("a")])


def test_one_person_with_offices_under_their_spellings(catalogue: Catalogue) -> None:
    duong = next(person for person in catalogue.persons if person.id == "nguyen-quang-duong")
    assert [each.path for each in duong.articles] == ["articles/b.md", "articles/a.md"]
    assert [office.spellings for office in duong.offices] == [
        ("Ủy viên Ban Chấp hành Trung ương Đảng", "Ủy viên T.Ư Đảng"),
        ("Phó trưởng Ban Tổ chức Trung ương", "Phó Trưởng Ban Tổ chức T.Ư"),
    ]
    assert duong.last_offices == ("Ủy viên Ban Chấp hành Trung ương Đảng", "Phó trưởng Ban Tổ chức Trung ương")


def test_office_taken_up_and_given_up() -> None:
    elected = PersonMention(
        "Lê Ba", ("Phó Bí thư", "Bí thư"), "le-ba", new_roles=("Bí thư",), former_roles=("Phó Bí thư",)
    )
    earlier, later = article("a", date="2020", persons=(elected,)), article("b", date="2021", persons=(elected,))
    [person] = build_catalogue([earlier, later]).persons
    assert [(office.name, office.taken_up, office.given_up) for office in person.offices] == [
        ("Phó Bí thư", (), (earlier, later)),
        ("Bí thư", (earlier, later), ()),
    ]
    assert person.last_offices == ("Bí thư",)


def test_a_former_office_is_the_office_itself() -> None:
    held = article("a", date="2020", persons=(PersonMention("Lê Ba", ("Ủy viên BTV Tỉnh ủy",), "le-ba"),))
    said = PersonMention(
        "Lê Ba", ("nguyên Ủy viên Ban Thường vụ Tỉnh ủy",), "le-ba", former_roles=("Ủy viên Ban Thường vụ Tỉnh ủy",)
    )
    later = article("b", date="2022", persons=(said,))
    by_hand = article("c", date="2023", persons=(PersonMention("Lê Ba", ("Nguyên ủy viên BTV Tỉnh ủy",), "le-ba"),))
    [person] = build_catalogue([held, later, by_hand]).persons
    [office] = person.offices
    assert office.spellings == ("Ủy viên Ban Thường vụ Tỉnh ủy", "Ủy viên BTV Tỉnh ủy", "ủy viên BTV Tỉnh ủy")
    assert (office.held, office.given_up, office.former) == ((held,), (later, by_hand), (later, by_hand))
    assert person.last_offices == ("nguyên Ủy viên Ban Thường vụ Tỉnh ủy",)


def test_names_that_differ_in_a_tone_are_two_persons(catalogue: Catalogue) -> None:
    assert [(person.name, person.id) for person in catalogue.persons if "Tu" in person.name] == [
        ("Lê Văn Tuân", "le-van-tuan-2"),
        ("Lê Văn Tuấn", "le-van-tuan"),
    ]


def test_an_id_given_by_hand_parts_namesakes_and_joins_spellings() -> None:
    mentions = [Named("a", "A", "a-1"), Named("a", "A", "a-2"), Named("a", "A", "a-2"), Named("b", "B", "a-1")]
    assert resolve([*mentions, Named("a", "A"), Named("b", "B"), Named("c", "A")]) == [
        *["a-1", "a-2", "a-2", "a-1"],
        *["a-2", "a-1", "a"],
    ]


def test_an_id_given_somewhere_is_never_given_to_another() -> None:
    assert resolve([Named("tuấn", "Tuấn"), Named("tú", "Tú", "tuan")]) == ["tuan-2", "tuan"]


def test_a_name_of_nothing_but_signs_has_an_id() -> None:
    assert resolve([Named("***", "***"), Named("index", "Index")]) == ["khong-ten", "index-2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phó Trưởng Ban Tổ chức T.Ư", "Phó trưởng Ban Tổ chức Trung ương"),
        ("Ủy viên TW Đảng", "Uỷ viên Ban Chấp hành Trung ương Đảng"),
        ("Ủy viên BTV Tỉnh ủy", "Ủy viên Ban Thường vụ tỉnh ủy"),
        ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban Nhân dân tỉnh"),
        ("Phó Chủ tịch HĐND", "Phó chủ tịch Hội đồng nhân dân"),
        ("Trưởng Đoàn ĐBQH tỉnh Sơn La", "Trưởng Đoàn đại biểu Quốc hội tỉnh Sơn La"),
    ],
)
def test_one_office(one: str, other: str) -> None:
    assert office_key(one) == office_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bí thư Tỉnh ủy", "Phó Bí thư Tỉnh ủy"),
        ("Ủy viên Trung ương Đảng", "Ủy viên dự khuyết Trung ương Đảng"),
        ("Bộ trưởng Bộ Tư pháp", "Bộ trưởng Bộ Trung ương pháp"),
    ],
)
def test_two_offices(one: str, other: str) -> None:
    assert office_key(one) != office_key(other)


def test_clusters_of_unlike_sectors_are_two() -> None:
    made = build_catalogue(
        [
            article("a", clusters=(ClusterMention("Cụm thi đua số 2", 2, "ngành Tổ chức xây dựng Đảng"),)),
            article("b", clusters=(ClusterMention("Cụm thi đua số 2", 2),)),
            article("c", clusters=(ClusterMention("Cụm thi đua số 2", 2, "ngành tổ chức xây dựng Đảng"),)),
        ]
    )
    assert [(cluster.id, cluster.sectors, len(cluster.articles)) for cluster in made.clusters] == [
        ("cum-thi-dua-so-2", (), 1),
        (
            "cum-thi-dua-so-2-nganh-to-chuc-xay-dung-dang",
            ("ngành Tổ chức xây dựng Đảng", "ngành tổ chức xây dựng Đảng"),
            2,
        ),
    ]


def test_documents_are_told_apart_by_kind_and_number() -> None:
    citations = tuple(
        DocumentCitation(kind, number)
        for kind, number in [("Chỉ thị", "05-CT/TW"), ("chỉ thị", "05 -CT/TW"), ("Kết luận", "05-CT/TW")]
    )
    made = build_catalogue([article("a", documents=citations)])
    assert [document.id for document in made.documents] == ["chi-thi-05-ct-tw", "ket-luan-05-ct-tw"]
    assert [document.id for document in made.mentions["articles/a.md"].documents] == [
        *["chi-thi-05-ct-tw", "chi-thi-05-ct-tw", "ket-luan-05-ct-tw"],
    ]


def test_provinces() -> None:
    assert len(all_provinces()) == 63
    assert len({province.successor for province in all_provinces()}) == 34
    names = [name for province in all_provinces() for name in (province.name, *province.aliases)]
    assert len(set(names)) == len(names)
    for name in ("BR-VT", "Bắc Cạn", "Đắc Lắc", "Đăk Nông", "TP.HCM", "Thành phố Hồ Chí Minh", "TT Huế", "Huế"):
        assert province_named(name), name
    made = build_catalogue([article("a", provinces=("TP.HCM", "Xứ lạ")), article("b", provinces=("Hồ Chí Minh",))])
    assert [(each.name, each.id, len(each.articles)) for each in made.provinces] == [
        ("Hồ Chí Minh", "ho-chi-minh", 2),
        ("Xứ lạ", "xu-la", 1),
    ]


def test_related_articles_share_something_rare() -> None:
    common, rare = PersonMention("Trần Văn Chung"), PersonMention("Lê Thị Hiếm")
    articles = [article(f"x{n}", date=f"20{n:02}", persons=(common,)) for n in range(10, 30)]
    articles += [article("y", date="2010", persons=(common, rare)), article("z", date="2029", persons=(rare,))]
    made = build_catalogue(articles)
    here = next(each for each in made.articles if each.path == "articles/y.md")
    related = related_articles(made, here)
    assert related[0].article.path == "articles/z.md"
    assert [shown.path for shown in related[0].shared] == ["persons/le-thi-hiem.md"]
    assert len(related) == 5
    assert here not in [each.article for each in related]


def test_problems_are_collected(tmp_path: Path) -> None:
    docs = write_archive(tmp_path).docs
    write(docs / "articles/broken.md", "---\ntitle: a: b\n---\n")
    write(docs / "articles/id.md", "---\ntitle: A\npersons:\n  - {name: B, id: ../x}\n---\n")
    write(docs / "articles/number.md", "---\ntitle: A\ndocuments: [Chỉ thị 05-CT/TW]\n---\n")
    write(docs / "articles/figure.md", "---\ntitle: A\nfigures: [{value: .nan, unit: x}]\n---\n")
    write(docs / "articles/.base/hidden.md", "---\ntitle: a: b\n---\n")
    (docs / "articles/latin.md").write_bytes("---\ntitle: ế\n---\n".encode("utf-16"))
    articles, problems = load_articles(docs)
    assert len(articles) == len(ARTICLES)
    assert [(problem.path, problem.line, problem.field) for problem in problems] == [
        ("docs_src/articles/broken.md", 2, ""),
        ("docs_src/articles/figure.md", 3, "figures.value"),
        ("docs_src/articles/id.md", 4, "persons.id"),
        ("docs_src/articles/latin.md", 1, ""),
        ("docs_src/articles/number.md", 3, "documents.number"),
    ]
