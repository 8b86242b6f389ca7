"""`generator check`: everything that is wrong, with file, line, field, and what to do."""

import json
import logging
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from scratch_archive import REPOSITORY, write, write_archive

from generator.addresses import RECORD
from generator.article_files import read_article
from generator.catalogue import build_catalogue
from generator.checks.links import links_in
from generator.cli import main
from generator.document import dump_article, line_of
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention, Source
from generator.schema import ARTICLE, NOTE, mismatches, schema_text

HEAD = "---\ntitle: Họp\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The docs folder of a good archive, with the working directory above it."""
    docs = write_archive(tmp_path).docs
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return docs


def said(docs: Path, front_matter: str, body: str = "Bài.\n") -> list[str]:
    """What check says of an article, without the name of its file."""
    write(docs / "articles/x.md", f"{HEAD}{front_matter}---\n\n{body}")
    result = run("check")
    assert result.exit_code == (4 if result.stdout else 0)
    lines = result.stdout.splitlines()
    assert all(line.startswith("docs_src/articles/x.md:") for line in lines), lines
    return [line.removeprefix("docs_src/articles/x.md:") for line in lines]


def test_a_good_archive(archive: Path) -> None:
    assert said(archive, "date: 2024\nghi_chu: của tôi\npersons: [Lê Văn Ba]\n") == []


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("date: 2024-13\n", "3: date: is not a date: 2024-13 (write YYYY-MM-DD, YYYY-MM or YYYY)"),
        ("date: 2023-02-29\n", "3: date: no such day: 2023-02-29 (write YYYY-MM-DD, YYYY-MM or YYYY)"),
        ("place: [a]\n", "3: place: is a list, not one text (write one value after the colon"),
        ("place: yes\n", "3: place: is a yes/no value, not one text (write one value after the colon; in quotes if"),
        ("persons:\n- name: A\n- roles: [B]\n", "5: persons.name: an item has no name (add `name: …` or delete"),
        (
            "persons:\n- name: A\n  roles: {b: c}\n",
            "5: persons.roles: is a mapping, not a list of texts (write",
        ),
        (
            "persons:\n- name: A\n  id: Lê\n",
            "5: persons.id: is not an identifier: Lê (write lower-case",
        ),
        ("persons:\n- {name: A, id: index}\n", "4: persons.id: can't be part of an address: index (write lower-case"),
        ("clusters: Cụm\n", "3: clusters: is a text, not a list (start each item with `- `)"),
        (
            "clusters:\n- name: A\n  number: II\n",
            "5: clusters.number: is a text, not a whole number (write",
        ),
        ("documents:\n- kind: Chỉ thị\n", "4: documents.number: an item has no number (add `number: …` or delete the"),
        ("documents:\n- number: 5\n  date: 2024-06-31\n", "5: documents.date: no such day: 2024-06-31"),
        ("figures:\n- value: 1.513,5\n", "4: figures.value: is a text, not a number (write 1513 or 80.8, without tho"),
        ("figures:\n- value: .inf\n", "4: figures.value: is a number without end, not a number"),
        (
            "persons:\n- name: A\n  role: [B]\n",
            "5: persons.role: is no key of the archive's; `roles` is (write",
        ),
        ("tittle: A\npublised: 2024\n", "4: publised: is no key of the archive's; `published` is (write `publish"),
        ("persons:\n- {name: A, id: a}\n- {name: A, id: a}\n", "5: persons: A (a) stands twice (delete one, or give"),
        ("date: !!binary aGk=\n", "3: broken front matter: could not determine a constructor for the tag"),
    ],
)
def test_what_is_wrong_with_a_front_matter(archive: Path, front_matter: str, expected: str) -> None:
    found = said(archive, front_matter)
    assert len(found) == 1, found
    assert found[0].startswith(expected)


def test_all_that_is_wrong_with_one_file(archive: Path) -> None:
    found = said(archive, "date: x\npersons:\n- id: B\n  name: [C]\nperson: D\nsource: 5\n", "[a](b.md)\n")
    assert [line.split(": ")[0:2] for line in found] == [
        ["3", "date"],
        ["5", "persons.id"],
        ["6", "persons.name"],
        ["8", "source"],
    ]


def test_keys_of_ones_own_are_left_alone(archive: Path) -> None:
    own = "tags: [a]\nhide: [toc]\nnote: b\nphoto: c\nlead: d\n"
    assert said(archive, f"{own}persons:\n- {{name: A, birth: 1960, image: x.jpg}}\n") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Một.\n\nHai [c](c.md), [cũ](cu.md).\n",
            "7: link: cu.md leads to no file of the archive (mend it",
        ),
        ("[d](../persons/nguyen-quang-duong)\n", "5: link: ../persons/nguyen-quang-duong leads to no file of the arch"),
        (
            "[d](/persons/)\n",
            "5: link: /persons/ begins at the root of the host (write it from this file",
        ),
        ("[d]: ../../x.md\n", "5: link: ../../x.md leads to no file of the archive"),
        ("[d](c.md#khong-co)\n", "5: link: c.md#khong-co: the page has no place named #khong-co (take the name"),
        ("## Mục\n\n[a](#muc) [b](#mục)\n", "7: link: #mục: the page has no place named #mục"),
    ],
)
def test_links_that_lead_nowhere(archive: Path, body: str, expected: str) -> None:
    found = said(archive, "", body)
    assert len(found) == 1, found
    assert found[0].startswith(expected)


def test_links_that_lead_somewhere(archive: Path) -> None:
    write(archive / "anh/a b.txt", "x")
    body = (
        "## Mục Đầu\n\n[a](c.md) [b](../persons/nguyen-quang-duong.md) [c](../dates/2024/06.md#2024-06-20)\n"
        "[d](#muc-dau) "
        '[e](https://nhandan.vn/x.md) [f](mailto:a@b.vn) [g](../anh/a%20b.txt) ![h](<../anh/a b.txt> "Ảnh")\n'
        "`[i](khong.md)` \\[k](khong.md) [l](../index.md) [m](../about.md#gioi-thieu) [n]\n\n[n]: d.md\n\n"
        "```\n[o](khong.md)\n```\n"
    )
    assert said(archive, "", body) == []


def test_a_link_to_a_page_that_moved_says_where_to(archive: Path) -> None:
    write(archive / RECORD, "articles/cu.md -> articles/c.md\npersons/cu.md -> ?\n")
    assert said(archive, "", "[a](cu.md)\n") == ["5: link: cu.md leads to a page that is gone (write c.md)"]
    assert said(archive, "", "[a](../persons/cu.md)\n")[0].endswith("leads to a page that is gone (take it out)")


def test_lines_are_those_of_the_file_on_windows_too(archive: Path) -> None:
    text = f"{HEAD}persons:\n- name: A\n  roles: {{b: c}}\n---\n\nBài.\n".replace("\n", "\r\n")
    (archive / "articles/x.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run("check").stdout.startswith("docs_src/articles/x.md:5: persons.roles: ")
    (archive / "articles/x.md").write_bytes(f"{HEAD}---\n\nMột.\n\n[a](khong.md)\n".replace("\n", "\r\n").encode())
    assert run("check").stdout.startswith("docs_src/articles/x.md:7: link: ")


def test_notes_are_checked(archive: Path) -> None:
    write(archive / "persons/nguyen-quang-duong.md", "---\nalias: Dương\n---\n\nXem [a](khong.md).\n")
    lines = run("check").stdout.splitlines()
    note = "docs_src/persons/nguyen-quang-duong.md"
    assert lines[0].startswith(f"{note}:2: alias: is no key of the archive's; `aliases` is")
    assert lines[1].startswith("docs_src/persons/nguyen-quang-duong.md:5: link: khong.md leads to no file")


def test_the_record_of_addresses_is_checked(archive: Path) -> None:
    write(archive / RECORD, "persons/cu.md -> persons/khong.md\n")
    result = run("check")
    assert result.exit_code == 4
    assert result.stdout.startswith(
        "docs_src/addresses.txt:1: persons/cu.md leads to persons/khong.md, which is no page ("
    )


def test_what_is_not_recorded_is_not_published(archive: Path) -> None:
    assert run("check").exit_code == 0
    result = run("check", "--publish")
    assert result.exit_code == 4
    assert result.stdout.startswith("docs_src/addresses.txt: about.md, articles/a.md, ")
    assert result.stdout.endswith("(run `mkdocs build` and commit the file, or add a line for each)\n")
    write(archive / RECORD, "persons/cu.md -> ? | Cũ\n")
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "docs_src/addresses.txt: persons/cu.md: gone, and nobody knows what stands for them\n" in result.stderr


def test_new_articles_are_recorded_with_their_pages(archive: Path) -> None:
    write(archive.parent / "seeds/moi.txt", "Hội nghị mới\n\nNgày 5/3/2024, đồng chí Lê Văn Thử, Bí thư Tỉnh ủy dự.\n")
    assert run("convert").exit_code == 0
    assert "articles/moi.md | Hội nghị mới\n" in (archive / RECORD).read_text("utf-8")
    assert run("check", "--publish").exit_code == 0
    elsewhere = archive.parent / "elsewhere"
    before = (archive / RECORD).read_bytes()
    write(archive.parent / "seeds/moi-2.txt", "Hội nghị thứ hai\n\nNgày 6/3/2024, Tỉnh ủy họp.\n")
    assert run("convert", "seeds", "--to", str(elsewhere)).exit_code == 0
    assert (archive / RECORD).read_bytes() == before


# The same checks in a build.


def build_site(root: Path, *, strict: bool = False, serve: bool = False) -> None:
    config = load_config(str(root / "mkdocs.yml"), strict=strict, site_dir=str(root / "site"))
    config.plugins.on_startup(command="serve" if serve else "build", dirty=False)
    build(config)


def test_a_problem_stops_a_strict_build_and_is_a_warning_else(archive: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(archive / "articles/x.md", f"{HEAD}tittle_made: true\n---\n\nBài.\n")
    with pytest.raises(Abort):
        build_site(archive.parent, strict=True)
    message = "docs_src/articles/x.md:3: tittle_made: is no key of the archive's; `title_made` is"
    assert message in caplog.text
    for serve in (False, True):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            build_site(archive.parent, serve=serve)
        assert message in caplog.text
        assert "Bài." in (archive.parent / "site/articles/x/index.html").read_text("utf-8")


# The schema.


@pytest.mark.parametrize("kind", [ARTICLE, NOTE])
def test_the_schema_is_one_and_is_published(archive: Path, kind: str) -> None:
    schema = json.loads(schema_text(kind))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert jsonschema_rs.meta.is_valid(schema)
    build_site(archive.parent, strict=True)
    assert (archive.parent / f"site/schema/{kind}.json").read_text("utf-8") == schema_text(kind)
    assert run("export", "out").exit_code == 0
    assert Path(f"out/schema/{kind}.json").read_text("utf-8") == schema_text(kind)
    assert not Path("out", RECORD).exists()


def test_every_field_of_the_model_is_in_the_schema() -> None:
    properties = json.loads(schema_text(ARTICLE))["properties"]
    assert properties.keys() == set(FrontMatter.__dataclass_fields__)
    for key, kind in (("persons", PersonMention), ("clusters", ClusterMention), ("documents", DocumentCitation)):
        assert properties[key]["items"]["properties"].keys() == set(kind.__dataclass_fields__)
    assert properties["figures"]["items"]["properties"].keys() == set(Figure.__dataclass_fields__)
    assert properties["source"]["properties"].keys() == set(Source.__dataclass_fields__)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", " ", "a", "2024", "2024-06-20", "2024-02-30", "2024-13", "index", "ba", "Lê", "0000"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "id", "x", "value"]), inner),
    max_leaves=4,
)


def item(*keys: str) -> st.SearchStrategy[Any]:
    return st.lists(VALUES | st.dictionaries(st.sampled_from(keys), VALUES, max_size=4), max_size=2)


FRONT_MATTERS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("title", "date", "period", "provinces", "source", "title_made", "published"), VALUES),
        "persons": VALUES | item("id", "name", "roles", "aliases"),
        "clusters": VALUES | item("id", "name", "number", "members"),
        "documents": VALUES | item("kind", "number", "date"),
        "figures": VALUES | item("value", "unit"),
    },
)


@settings(max_examples=1500, deadline=None)
@given(FRONT_MATTERS)
def test_what_the_schema_allows_the_archive_can_read(front_matter: dict[str, Any]) -> None:
    """Schema and reader agree: nothing passes the one to stop at the other; and each problem has a line of the file."""
    text = f"---\n{yaml.safe_dump({'x': 1, **front_matter}, allow_unicode=True, sort_keys=False)}---\n\nBài.\n"
    article, problems = read_article(text, "articles/a.md", "a.md")
    assert article or problems
    assert all(1 < problem.line <= text.count("\n") and problem.field and problem.hint for problem in problems), (
        problems
    )
    if article:
        build_catalogue([article])
    shapes = [each for each in mismatches(ARTICLE, yaml.safe_load(yaml.safe_dump(front_matter))) if not each.is_slip]
    assert not (article and shapes)


# Beyond it the reader of front matter says no, and no article counts so far.
LARGEST = 10**15 - 1
TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=8).map(str.strip)
LISTS = st.lists(TEXTS.filter(bool), max_size=2).map(tuple)
NAMES = TEXTS.filter(bool)
IDS = st.sampled_from(["", "a", "le-van-ba-2"])
DATES = st.sampled_from(["", "2024", "2024-02-29", "2024-06"])
GOOD = st.builds(
    FrontMatter,
    title=TEXTS,
    title_made=st.booleans(),
    date=DATES,
    published=DATES,
    place=TEXTS,
    persons=st.lists(st.builds(PersonMention, NAMES, LISTS, IDS, LISTS, LISTS, LISTS), max_size=1).map(tuple),
    clusters=st.lists(
        st.builds(ClusterMention, NAMES, st.none() | st.integers(0, 99), TEXTS, LISTS, IDS, TEXTS), max_size=1
    ).map(tuple),
    provinces=LISTS,
    documents=st.lists(st.builds(DocumentCitation, TEXTS, NAMES, DATES, TEXTS), max_size=2).map(tuple),
    figures=st.lists(
        st.builds(Figure, st.integers(-LARGEST, LARGEST) | st.floats(-1e9, 1e9), TEXTS, TEXTS), max_size=2
    ).map(tuple),
    byline=LISTS,
    source=st.builds(Source, TEXTS, TEXTS),
    source_file=TEXTS,
)


@settings(max_examples=300, deadline=None)
@given(GOOD)
def test_what_the_converter_can_write_the_schema_allows(front: FrontMatter) -> None:
    article, problems = read_article(dump_article(front, "Bài.\n"), "articles/a.md", "a.md")
    assert problems == []
    assert article
    assert article.front_matter == front


@pytest.mark.parametrize("path", sorted((REPOSITORY / "docs_src/articles").glob("*.md")), ids=lambda path: path.stem)
def test_the_articles_here_are_good(path: Path) -> None:
    assert read_article(path.read_text("utf-8"), path.name, path.name)[1] == []


def test_links_in_hostile_texts_are_found_in_time_that_grows_as_the_text() -> None:
    for text in (
        "[" * 20_000 + "](",
        "`" * 20_000 + "](",
        "`a" * 20_000 + "](",
        "[a](" * 20_000,
        "](" * 20_000,
        "~~~\n" * 9999,
    ):
        list(links_in(text))


def test_line_of_what_is_not_there() -> None:
    assert line_of("a: 1\nb:\n- c: 2\n", ("b", 0, "d")) == 4
    assert line_of("a: 1\n", ("x",)) == 2
