"""Notes people write: what they say of a page, how they join and part persons, and what is wrong with them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scratch_archive import write, write_archive

from generator.catalogue import Catalogue, build_catalogue, load_catalogue
from generator.convert import convert
from generator.document import dump_article
from generator.export import export_site
from generator.model import Article, ClusterMention, DocumentCitation, FrontMatter, PersonMention
from generator.pages import render_pages
from generator.resolve.notes import KINDS, Identifier, Link, Note, parse_note
from generator.review.listing import open_questions
from generator.settings import Settings

SON_LA, NGHE_AN = "Bí thư Tỉnh ủy Sơn La", "Phó Chủ tịch UBND tỉnh Nghệ An"


def front(name: str, id_: str = "", *roles: str, date: str = "2022") -> FrontMatter:
    return FrontMatter("Bài", date=date, persons=(PersonMention(name, roles, id_),))


ARCHIVE = {
    "a.md": front("Lê Văn Ba", "le-van-ba", SON_LA),
    "b.md": front("Lê Văn Ba", "le-van-ba-2", NGHE_AN),
    "c.md": front("Lê Văn Bá", "le-van-ba-3", SON_LA, date="2023"),
}


def archive(root: Path, articles: dict[str, FrontMatter] = ARCHIVE, /, **notes: str) -> Settings:
    """An archive as the converter leaves it, copies included, with notes by identifier of persons."""
    written = write_archive(
        root,
        {name: (each, "Thân bài.\n") for name, each in articles.items()},
        {f"persons/{id_.replace('_', '-')}.md": text for id_, text in notes.items()},
    )
    for name, each in articles.items():
        write(written.docs / "articles/.base" / name, dump_article(each, "Thân bài.\n"))
    return written


def note(**keys: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n\nTiểu sử.\n"


def who(catalogue: Catalogue) -> dict[str, list[str]]:
    """Each person's articles."""
    return {
        person.id: [article.path.removeprefix("articles/").removesuffix(".md") for article in person.articles]
        for person in catalogue.persons
    }


def load(written: Settings) -> Catalogue:
    catalogue, problems = load_catalogue(written.docs)
    assert [str(problem) for problem in problems] == []
    return catalogue


class TestMerging:
    """One person on two pages becomes one, and two again."""

    def test_a_merge_and_its_undoing(self, tmp_path: Path) -> None:
        written = archive(tmp_path)
        before = dict(render_pages(load(written), written))
        write(written.docs / "persons/le-van-ba-3.md", note(merged_into="le-van-ba"))
        merged = load(written)
        assert who(merged) == {"le-van-ba": ["a", "c"], "le-van-ba-2": ["b"]}
        assert merged.merged == {"persons/le-van-ba-3.md": "persons/le-van-ba.md"}
        pages = dict(render_pages(merged, written))
        assert "persons/le-van-ba-3.md" not in pages
        assert "le-van-ba-3" not in "".join(pages.values())
        assert "Tên khác: Lê Văn Bá." in pages["persons/le-van-ba.md"]
        assert merged.persons[0].name == "Lê Văn Ba"
        (written.docs / "persons/le-van-ba-3.md").unlink()
        assert dict(render_pages(load(written), written)) == before

    def test_an_emptied_note_undoes_too(self, tmp_path: Path) -> None:
        catalogue = load(archive(tmp_path, le_van_ba_3="---\nmerged_into:\n---\n\nTiểu sử.\n"))
        assert list(who(catalogue)) == ["le-van-ba", "le-van-ba-2", "le-van-ba-3"]
        assert not catalogue.merged

    def test_over_several_steps(self, tmp_path: Path) -> None:
        catalogue = load(
            archive(tmp_path, le_van_ba_3=note(merged_into="le-van-ba-2"), le_van_ba_2=note(merged_into="le-van-ba"))
        )
        assert who(catalogue) == {"le-van-ba": ["a", "b", "c"]}
        assert set(catalogue.merged.values()) == {"persons/le-van-ba.md"}

    def test_export_leaves_the_note_of_a_merged_page_out(self, tmp_path: Path) -> None:
        written = archive(tmp_path / "archive", le_van_ba_3=note(merged_into="le-van-ba"))
        assert not export_site(written, tmp_path / "out")
        assert not (tmp_path / "out/persons/le-van-ba-3.md").exists()

    def test_other_kinds(self, tmp_path: Path) -> None:
        cluster = ClusterMention("Cụm thi đua số 1", 1, "ngành Nội vụ", (), "cum-1")
        short = ClusterMention("Cụm 1", 1, "", (), "cum-1-ngan")
        known = FrontMatter(
            "Bài",
            clusters=(cluster, short),
            provinces=("Sơn La", "Xứ Thái"),
            documents=(DocumentCitation("Chỉ thị", "05-CT/TW"), DocumentCitation("CT", "05")),
        )
        written = write_archive(
            tmp_path,
            {"a.md": (known, "Thân bài.\n")},
            {
                "clusters/cum-1-ngan.md": note(merged_into="cum-1"),
                "provinces/son-la.md": note(aliases="[Xứ Thái]"),
                "documents/chi-thi-05-ct-tw.md": note(name="Chỉ thị của Bộ Chính trị", aliases="[CT số 05]"),
            },
        )
        catalogue = load(written)
        assert [(each.id, each.name) for each in catalogue.clusters] == [("cum-1", "Cụm thi đua số 1")]
        assert [(each.id, each.other_names) for each in catalogue.provinces] == [("son-la", ("Xứ Thái",))]
        assert [each.name for each in catalogue.documents] == ["Chỉ thị của Bộ Chính trị"]


class TestAliases:
    """Another name of somebody."""

    def test_a_spelling_is_joined(self, tmp_path: Path) -> None:
        catalogue = load(archive(tmp_path, le_van_ba=note(aliases="[LÊ VĂN  BÁ]")))
        assert who(catalogue) == {"le-van-ba": ["a", "c"], "le-van-ba-2": ["b"]}
        assert catalogue.merged == {"persons/le-van-ba-3.md": "persons/le-van-ba.md"}
        assert catalogue.persons[0].name == "Lê Văn Ba"

    def test_an_id_by_hand_stays(self, tmp_path: Path) -> None:
        written = archive(tmp_path, le_van_ba=note(aliases="[Lê Văn Bá]"))
        write(written.docs / "articles/.base/c.md", dump_article(front("Lê Văn Bá", "khac"), ""))
        assert who(load(written))["le-van-ba-3"] == ["c"]

    def test_without_a_copy_every_id_is_a_hands(self, tmp_path: Path) -> None:
        written = archive(tmp_path, le_van_ba=note(aliases="[Lê Văn Bá]"))
        (written.docs / "articles/.base/c.md").unlink()
        assert who(load(written))["le-van-ba-3"] == ["c"]

    def test_whom_the_note_is_distinct_from_stays(self, tmp_path: Path) -> None:
        written = archive(tmp_path, le_van_ba=note(aliases="[Lê Văn Bá]", distinct_from="[le-van-ba-3]"))
        assert who(load(written))["le-van-ba-3"] == ["c"]

    def test_names_without_id(self, tmp_path: Path) -> None:
        articles = {"a.md": front("Lê Văn Bá"), "c.md": front("Lê Văn Ba")}
        assert who(load(archive(tmp_path, articles, le_van_ba=note(aliases="Lê Văn Bá")))) == {"le-van-ba": ["a", "c"]}


def test_a_name_corrected_in_its_article_joins_its_person(tmp_path: Path) -> None:
    articles = {"a.md": front("Trần Thị Hoa", "tran-thi-hoa"), "b.md": front("Trần Thị Hoaa", "tran-thi-hoaa")}
    written = archive(tmp_path, articles)
    write(written.docs / "articles/b.md", dump_article(front("Trần Thị Hoa", "tran-thi-hoaa"), ""))
    catalogue = load(written)
    assert who(catalogue) == {"tran-thi-hoa": ["a", "b"]}
    assert catalogue.merged == {"persons/tran-thi-hoaa.md": "persons/tran-thi-hoa.md"}


def test_an_id_changed_by_hand_leaves_the_way_to_its_page(tmp_path: Path) -> None:
    written = archive(tmp_path, {"a.md": front("Lê Văn Ba", "le-van-ba")})
    write(written.docs / "articles/a.md", dump_article(front("Lê Văn Ba", "le-van-ba-son-la"), ""))
    assert load(written).merged == {"persons/le-van-ba.md": "persons/le-van-ba-son-la.md"}


def test_a_page_shows_its_note_its_links_and_its_namesakes(tmp_path: Path) -> None:
    text = (
        "---\nname: Lê Văn Ba (Sơn La)\naliases: [Ba Sơn La]\nborn: 1960\n"
        "links:\n- https://example.org/ba?a=1\n- {url: 'https://example.org/(x)', note: 'Tiểu sử [1]'}\n"
        "identifiers:\n- {scheme: wikidata, identifier: Q1}\n- {scheme: sổ tay, identifier: 7}\n"
        "distinct_from: [le-van-ba-3]\n---\n\n# Tên\n\nSinh năm *1960*.\n"
    )
    written = archive(tmp_path, le_van_ba=text)
    pages = dict(render_pages(load(written), written))
    page = pages["persons/le-van-ba.md"]
    assert page.startswith(
        "---\ntitle: Lê Văn Ba (Sơn La)\n---\n\n# Lê Văn Ba (Sơn La)\n\nSinh năm *1960*.\n\n**Liên kết ngoài:** "
        "[https://example.org/ba?a=1](https://example.org/ba?a=1) · "
    )
    assert r"· [Tiểu sử \[1\]](https://example.org/%28x%29) ·" in page
    assert "[Wikidata: Q1](https://www.wikidata.org/wiki/Q1) · sổ tay: 7\n" in page
    assert "Tên khác: Lê Văn Ba; Ba Sơn La." in page
    assert "Không phải [Lê Văn Bá](le-van-ba-3.md) (Bí thư Tỉnh ủy Sơn La)." in page


def test_namesakes_lead_to_each_other(tmp_path: Path) -> None:
    articles = {**ARCHIVE, "d.md": front("Lê Văn Ba", "le-van-ba-4", date="2020")}
    pages = dict(render_pages(load(archive(tmp_path, articles)), write_archive(tmp_path / "templates")))
    page = pages["persons/le-van-ba.md"]
    assert f"Không phải [Lê Văn Ba](le-van-ba-2.md) ({NGHE_AN})." in page
    assert "Cùng tên, chưa rõ có phải một người: [Lê Văn Ba](le-van-ba-4.md)." in page


PROBLEMS = {
    "an unknown target": (
        {"le_van_ba": note(merged_into="le-van-x")},
        [("le-van-ba", 2, "merged_into", "no page has")],
    ),
    "a circle": (
        {"le_van_ba": note(merged_into="le-van-ba-2"), "le_van_ba_2": note(name="A", merged_into="le-van-ba")},
        [("le-van-ba", 2, "merged_into", "leads back"), ("le-van-ba-2", 3, "merged_into", "leads back")],
    ),
    "itself": ({"le_van_ba": note(merged_into="le-van-ba")}, [("le-van-ba", 2, "merged_into", "the note itself")]),
    "one alias of two": (
        {"le_van_ba": note(aliases="[Ba]"), "le_van_ba_2": note(aliases="[BA]")},
        [("le-van-ba", 2, "aliases", "Ba is an alias of le-van-ba-2 too")],
    ),
    "an alias that another with a note bears": (
        {"le_van_ba": note(aliases="[Lê Văn Bá]"), "le_van_ba_3": note()},
        [("le-van-ba", 2, "aliases", "Lê Văn Bá is the name of le-van-ba-3")],
    ),
    "both joined and parted": (
        {"le_van_ba": note(merged_into="le-van-ba-2"), "le_van_ba_2": note(distinct_from="[le-van-ba]")},
        [("le-van-ba", 2, "merged_into", "le-van-ba-2 is named by `distinct_from` too")],
    ),
    "distinct from nobody": (
        {"le_van_ba": note(distinct_from="[le-van-x]")},
        [("le-van-ba", 2, "distinct_from", "no page has the identifier le-van-x")],
    ),
    "about nobody": ({"le_van_x": note(name="X")}, [("le-van-x", 0, "", "no article mentions")]),
    "broken": ({"le_van_ba": "---\nname: a: b\n---\n"}, [("le-van-ba", 2, "", "broken front matter")]),
    "not closed": ({"le_van_ba": "---\nname: a\n"}, [("le-van-ba", 1, "", "not closed")]),
    "a wrong shape": ({"le_van_ba": note(aliases="{a: b}")}, [("le-van-ba", 2, "aliases", "is a mapping")]),
    "no identifier": (
        {"le_van_ba": note(merged_into="Lê Ba")},
        [("le-van-ba", 2, "merged_into", "is not an identifier")],
    ),
    "no address": ({"le_van_ba": note(links="[x]")}, [("le-van-ba", 2, "links", "is not an address: x")]),
    "no name for a page": ({"Lê Văn Ba": "Tiểu sử.\n"}, [("Lê Văn Ba", 0, "", "no page can have this name")]),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_problems(tmp_path: Path, case: str) -> None:
    notes, expected = PROBLEMS[case]
    written = archive(tmp_path, **notes)
    catalogue, problems = load_catalogue(written.docs)
    assert [(each.path, each.line, each.field) for each in problems] == [
        (f"docs_src/persons/{id_}.md", line, field) for id_, line, field, _ in expected
    ]
    for problem, (*_, message) in zip(problems, expected, strict=True):
        assert message in problem.message
        assert problem.hint
    # The rest goes on as if the wrong key were not there.
    assert who(catalogue) == {"le-van-ba": ["a"], "le-van-ba-2": ["b"], "le-van-ba-3": ["c"]}


def test_prose_about_somebody_to_come_is_a_page_and_a_question(tmp_path: Path) -> None:
    catalogue = load(archive(tmp_path, le_van_x="Chưa có bài.\n"))
    questions = [question for question in open_questions(catalogue, "docs_src") if "le-van-x" in question.path]
    assert [question.message for question in questions] == ["no article mentions what this note is about"]


def test_a_broken_article_makes_no_note_wrong(tmp_path: Path) -> None:
    written = archive(tmp_path, le_van_ba_3=note(name="Lê Văn Bá"))
    write(written.docs / "articles/c.md", "---\ntitle: a: b\n---\n")
    _, problems = load_catalogue(written.docs)
    assert [problem.path for problem in problems] == ["docs_src/articles/c.md"]


def asked(written: Settings) -> list[str]:
    questions = open_questions(load(written), "docs_src")
    return [f"{each.path}: {each.message}" for each in questions if each.field == "persons"]


def test_review_asks_who_may_be_one_or_two(tmp_path: Path) -> None:
    namesake, slip = asked(archive(tmp_path))
    assert namesake.startswith("docs_src/articles/b.md: Lê Văn Ba (le-van-ba-2: Phó Chủ tịch UBND tỉnh Nghệ An) has")
    assert slip.startswith("docs_src/articles/a.md: Lê Văn Ba (le-van-ba: ")
    assert "may be a slip for Lê Văn Bá (le-van-ba-3: " in slip


def test_what_is_decided_is_asked_for_no_more(tmp_path: Path) -> None:
    parted = note(distinct_from="[le-van-ba-2, le-van-ba-3]")
    assert not asked(archive(tmp_path / "parted", le_van_ba=parted))
    joined = {"le_van_ba_2": note(merged_into="le-van-ba"), "le_van_ba_3": note(merged_into="le-van-ba")}
    assert not asked(archive(tmp_path / "joined", **joined))
    by_hand = archive(tmp_path / "by-hand", {"a.md": ARCHIVE["a.md"], "b.md": front("Lê Văn Ba", "le-van-ba")})
    write(by_hand.docs / "articles/b.md", dump_article(front("Lê Văn Ba", "ba-nghe-an"), ""))
    assert not asked(by_hand)


def test_a_namesake_parted_by_hand_is_no_slip_of_the_other(tmp_path: Path) -> None:
    articles = {"a.md": front("Lê Văn Ba", "le-van-ba", SON_LA), "b.md": front("Lê Văn Ba", "le-van-ba", SON_LA)}
    by_hand = archive(tmp_path, articles)
    write(by_hand.docs / "articles/b.md", dump_article(front("Lê Văn Ba", "le-van-ba-2", SON_LA), ""))
    assert not asked(by_hand)


def test_review_asks_about_one_who_leads_two_provinces(tmp_path: Path) -> None:
    articles = {"a.md": ARCHIVE["a.md"], "b.md": front("Lê Văn Ba", "le-van-ba", NGHE_AN, date="2023")}
    [question] = asked(archive(tmp_path / "a", articles))
    assert "leads in son-la in 2022 (articles/a.md) and in nghe-an in 2023: one person or two?" in question
    assert not asked(archive(tmp_path / "b", articles, le_van_ba=note(aliases="[Lê Văn Ba]")))


def test_a_slip_of_one_letter_in_one_office(tmp_path: Path) -> None:
    articles = {
        "a.md": front("Nguyễn Quang Dương", "nguyen-quang-duong", SON_LA),
        "b.md": front("Nguyễn Quang Dươn", "nguyen-quang-duon", SON_LA),
        "c.md": front("Nguyễn Quang Dưỡn", "nguyen-quang-duon-2", NGHE_AN),
    }
    assert len(asked(archive(tmp_path, articles))) == 1


def test_all_that_a_note_may_say() -> None:
    problems: list[object] = []
    text = (
        "---\nname: Tên\naliases: [A, A, 12]\nidentifiers: [{scheme: viaf, identifier: 7}]\n"
        "links: [{url: 'https://a.vn', note: B}]\ndistinct_from: x\nown: {a: 1}\n---\nLời.\n"
    )
    read = parse_note(text, "persons/a.md", "docs", problems)  # type: ignore[arg-type]
    assert not problems
    assert (read.kind, read.id, read.body, read.name, read.aliases) == ("persons", "a", "Lời.\n", "Tên", ("A", "12"))
    assert read.identifiers == (Identifier("viaf", "7"),)
    assert read.links == (Link("https://a.vn", "B"),)
    assert read.distinct_from == ("x",)
    assert parse_note(text, "about.md", "docs", problems).name == ""  # type: ignore[arg-type]
    assert [Note(f"{kind}/index.md").kind for kind in KINDS] == [""] * 4


IDS = ["a", "b", "c", "d", "e"]


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from(IDS), st.sampled_from([*IDS, ""]), max_size=5),
    st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(["A", "B", "C"]), max_size=2), max_size=3),
    st.randoms(use_true_random=False),
)
def test_whatever_notes_say_nobody_is_lost(
    merges: dict[str, str], aliases: dict[str, list[str]], chance: object
) -> None:
    """Every mention has a page, every merged page leads to one that is there, in whatever order the articles come."""
    articles = [Article(f"articles/{id_}.md", front(id_.upper(), id_), "") for id_ in IDS]
    notes = {
        f"persons/{id_}.md": Note(
            f"persons/{id_}.md", merged_into=merges.get(id_, ""), aliases=tuple(aliases.get(id_, ()))
        )
        for id_ in {*merges, *aliases}
    }
    made = build_catalogue(articles, notes)
    chance.shuffle(articles)  # type: ignore[attr-defined]
    again = build_catalogue(articles, notes)
    assert who(made) == who(again)
    assert made.merged == again.merged
    assert made.problems == again.problems
    there = {person.path for person in made.persons}
    assert set(made.merged.values()) <= there
    assert not there & made.merged.keys()
    assert sum(len(person.articles) for person in made.persons) == len(IDS)


SOURCES = {
    "b.txt": "Sơn La họp\n\nNgày 3/5/2022, đồng chí Lê Văn Ba, Bí thư Tỉnh ủy Sơn La dự hội nghị tổng kết ở tỉnh.\n",
    "c.txt": "Nghệ An họp\n\nNgày 4/6/2022, đồng chí Lê Văn Ba, Phó Chủ tịch UBND tỉnh Nghệ An phát biểu ở đó.\n",
    "d.txt": "Giao ban\n\nNgày 4/7/2023, đồng chí LÊ VĂN BA, Bí thư Tỉnh uỷ Sơn La chủ trì hội nghị giao ban.\n",
    "e.txt": "Tuyên dương\n\nNgày 5/7/2023, đồng chí Trần Thị Hoà, Giám đốc Sở Nội vụ trao thưởng cho mọi người.\n",
    "f.txt": "Khai mạc\n\nNgày 6/7/2023, đồng chí Trần Thị Hòa, Giám đốc Sở Nội vụ khai mạc hội thi hằng năm.\n",
}
NEWCOMER = "Khởi công\n\nNgày 2/2/2022, đồng chí Lê Văn Ba, Bí thư Tỉnh ủy Hà Nam cắt băng khởi công nhà máy mới.\n"


def test_from_sources_to_pages_namesakes_are_two_and_spellings_one(tmp_path: Path) -> None:
    written = write_archive(tmp_path, {})
    for name, text in SOURCES.items():
        write(written.seeds / name, text)
    convert(written)
    two_and_one = {"le-van-ba": ["b", "d"], "le-van-ba-2": ["c"], "tran-thi-hoa": ["e", "f"]}
    assert who(load(written)) == two_and_one
    # A newcomer of that name, though its file sorts first, takes nobody's place.
    write(written.seeds / "a.txt", NEWCOMER)
    convert(written)
    assert who(load(written)) == {**two_and_one, "le-van-ba-3": ["a"]}
    assert f"({NGHE_AN})" in dict(render_pages(load(written), written))["persons/le-van-ba.md"]
