"""The data: what is in each file is what the catalogue says, valid, whole, harmless, the same each time."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema_rs
import large_archive
import pytest
from popolo_schema import POPOLO
from scratch_archive import ARTICLES, write_archive

from generator.catalogue import Catalogue, build_catalogue, load_catalogue
from generator.data_out import DataOut, SiteLinks, is_data
from generator.data_out.families import FAMILIES, TABLES
from generator.data_out.posts import Organization, organization_of, post_of
from generator.data_out.rows import counts
from generator.data_out.tables import Table
from generator.data_out.text_files import as_it_was, harmless
from generator.export import export_site
from generator.model import Article, ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention, Source
from generator.site.files import url_of

LINKS = SiteLinks("https://example.org/kho/", name="Kho lưu trữ")
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "\t=1",
    'a "b", c\r\nd\n e',
    "</script>&lt;\x00\x0b",
    "nửa \ud83d chữ",
    "; ",
)


def catalogue_of(*fronts: FrontMatter) -> Catalogue:
    return build_catalogue(Article(f"articles/{number}.md", front, "Thân.\n") for number, front in enumerate(fronts))


def hostile() -> Catalogue:
    return catalogue_of(
        *(
            FrontMatter(
                text,
                date="2024",
                date_basis=text,
                place=text,
                persons=(
                    PersonMention(text, (text, "Bí thư"), f"p-{number}", (text,)),
                    PersonMention(text, (), f"p-{number}"),
                ),
                clusters=(ClusterMention(text, number, text, (text, text), f"c-{number}", text),),
                provinces=(text,),
                documents=(DocumentCitation(text, text, "", text),),
                figures=(
                    Figure(10**400, text, text),
                    Figure(float("nan"), text),
                    Figure(-0.5, text),
                    Figure(1 << 70, ""),
                ),
                byline=(text, text),
                source=Source(text, text),
                source_file=text,
            )
            for number, text in enumerate(HOSTILE)
        )
    )


@pytest.fixture(scope="module", params=["small", "large", "hostile", "empty"])
def catalogue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    if request.param == "small":
        return load_catalogue(write_archive(tmp_path_factory.mktemp("archive")).docs)[0]
    makers: dict[str, Callable[[], Catalogue]] = {
        "large": large_archive.catalogue,
        "hostile": hostile,
        "empty": catalogue_of,
    }
    return makers[request.param]()


def made(catalogue: Catalogue, links: SiteLinks = LINKS) -> dict[str, bytes]:
    return {place: b"".join(chunks()) for place, chunks in DataOut(catalogue, links, "Mô tả").files.items()}


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def typed(table: Table, row: dict[str, str]) -> tuple[Any, ...]:
    """A row of a CSV file as it was before it became one."""
    kinds: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": "true".__eq__, "date": str}
    return tuple(
        kinds.get(column.kind, as_it_was)(row[column.name]) if row[column.name] else None for column in table.columns
    )


def sound(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def test_csv_gives_back_every_row(catalogue: Catalogue) -> None:
    files = made(catalogue)
    for family, table in TABLES:
        data = files[f"data/{table.name}.csv"]
        assert data.startswith(b"\xef\xbb\xbf" + table.names[0].encode())
        assert data.count(b"\r\n") >= 1
        expected = [tuple(map(sound, row)) for row in family.rows(table, catalogue, LINKS)]
        expected = [tuple(None if value == "" else value for value in row) for row in expected]
        assert [typed(table, row) for row in rows_of(data)] == expected, table.name


def test_no_cell_is_a_formula(catalogue: Catalogue) -> None:
    files = made(catalogue)
    for _, table in TABLES:
        numbers = {column.name for column in table.columns if column.kind in ("integer", "number")}
        for row in rows_of(files[f"data/{table.name}.csv"]):
            assert not [value for name, value in row.items() if name not in numbers and value[:1] in tuple("=+-@\t\r")]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_made_harmless_can_be_made_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    assert as_it_was(harmless(harmless(text))) == harmless(text)


def test_json_says_what_csv_says(catalogue: Catalogue) -> None:
    files = made(catalogue)
    for family in FAMILIES[1:]:
        records = json.loads(files[f"data/{family.table.name}.json"])
        own = [tuple(record[name] for name in family.table.names) for record in records]
        assert own == [tuple(map(sound, row)) for row in family.rows(family.table, catalogue, LINKS)]
        for key, table in family.parts:
            parts = [{table.parent: record["id"], **part} for record in records for part in record[key]]
            listed = [tuple(part[name] for name in table.names) for part in parts]
            assert listed == [tuple(map(sound, row)) for row in family.rows(table, catalogue, LINKS)]


def test_articles_are_there_with_all_that_their_files_say(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    articles = json.loads(made(load_catalogue(settings.docs)[0])["data/articles.json"])
    first = next(row for row in articles if row["path"] == "articles/a.md")
    assert first["url"] == "https://example.org/kho/articles/a/"
    assert first["persons"][0]["roles"] == list(ARTICLES["a.md"][0].persons[0].roles)
    assert first["figures"][1] == {"quote": "đạt 80,8 %", "unit": "%", "value": 80.8}


def test_what_is_one_text_and_what_is_one_page_name_the_first() -> None:
    body = " ".join(f"từ{number}" for number in range(100)) + "\n"
    fronts = {
        "a": FrontMatter("A", published="2024-06-22", source=Source(url="https://a.vn/1")),
        "b": FrontMatter("B", published="2024-06-21", source=Source(url="https://b.vn/1")),
        "c": FrontMatter("C", published="2024-06-23", source=Source(url="http://www.b.vn/1/")),
        "d": FrontMatter("D"),
    }
    bodies = {"a": body, "b": body, "c": "Trang ấy nay nói khác.\n", "d": "Bài khác.\n"}
    files = made(build_catalogue(Article(f"articles/{id_}.md", fronts[id_], bodies[id_]) for id_ in fronts))
    rows = rows_of(files["data/articles.csv"])
    found = {row["id"]: (row["same_text_as"], row["same_page_as"]) for row in rows}
    assert found == {"a": ("b", ""), "b": ("", ""), "c": ("", "b"), "d": ("", "")}
    said = {row["path"]: row.get("same_text_as") for row in json.loads(files["data/articles.json"])}
    assert said == {"articles/a.md": "b", "articles/b.md": None, "articles/c.md": None, "articles/d.md": None}


@pytest.fixture
def database(catalogue: Catalogue, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(made(catalogue)["data/archive.sqlite"])
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def test_the_database_is_whole(catalogue: Catalogue, database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql > ''").fetchone()[0] > 5
    for family, table in TABLES:
        stored = database.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608  # names of ours
        expected = [tuple(map(sound, row)) for row in family.rows(table, catalogue, LINKS)]
        assert sorted(map(repr, stored)) == sorted(repr(tuple(map(_stored, row))) for row in expected)


def _stored(value: Any) -> Any:
    # A number without a fraction is stored without one.
    return (
        int(value)
        if isinstance(value, bool) or (isinstance(value, float) and value.is_integer() and abs(value) < 1e15)
        else value
    )


def test_every_reference_leads_to_a_row(catalogue: Catalogue) -> None:
    files = made(catalogue)
    ids = {
        table.name: [row["id"] for row in rows_of(files[f"data/{table.name}.csv"])]
        for _, table in TABLES
        if "id" in table.names
    }
    for name, own in ids.items():
        assert len(own) == len(set(own)), name
    for _, table in TABLES:
        rows = rows_of(files[f"data/{table.name}.csv"])
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(keys) == len(set(keys)), table.name
        for column in table.columns:
            if column.refers_to:
                assert {row[column.name] for row in rows} - {""} <= set(ids[column.refers_to]), (
                    table.name,
                    column.name,
                )
            if column.required:
                assert all(row[column.name] for row in rows), (table.name, column.name)


def test_as_many_rows_as_the_page_says(catalogue: Catalogue) -> None:
    assert counts(catalogue) == {table.name: len([*family.rows(table, catalogue, LINKS)]) for family, table in TABLES}


def test_counts_agree_with_the_catalogue() -> None:
    catalogue = large_archive.catalogue()
    number = counts(catalogue)
    assert number["articles"] == len(large_archive.articles())
    assert number["persons"] == len(catalogue.persons)
    assert number["article_persons"] == sum(len(article.front_matter.persons) for article in catalogue.articles)
    person = next(row for row in json.loads(made(catalogue)["data/persons.json"]) if row["id"] == "le-van-ba")
    record = next(each for each in catalogue.persons if each.id == "le-van-ba")
    dates = [article.front_matter.date for article in record.articles if article.front_matter.date]
    assert (person["article_count"], person["first_date"], person["last_date"]) == (
        len(record.articles),
        min(dates),
        max(dates),
    )


def test_the_package_is_one(catalogue: Catalogue) -> None:
    schema = json.loads((Path(__file__).parent / "schemas/tabular-data-package.json").read_text("utf-8"))
    for links in (LINKS, SiteLinks()):
        files = made(catalogue, links)
        package = json.loads(files["data/datapackage.json"])
        jsonschema_rs.validator_for(schema).validate(package)
        assert "licenses" not in package
        for resource in package["resources"]:
            header = files[f"data/{resource['path']}"].decode("utf-8-sig").split("\r\n")[0]
            assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_the_metadata_tell_of_tables_and_columns_that_are_there(database: sqlite3.Connection) -> None:
    metadata = json.loads(made(large_archive.catalogue())["data/metadata.json"])
    for name, table in metadata["databases"]["archive"]["tables"].items():
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
        assert [*table["columns"]] == columns
        assert table.get("label_column", "id") in columns or "id" not in columns


def test_popolo_is_valid_and_refers_to_what_is_there(catalogue: Catalogue) -> None:
    validator = jsonschema_rs.validator_for(POPOLO, validate_formats=True)
    for links in (LINKS, SiteLinks(name="Kho")):
        popolo = json.loads(made(catalogue, links)["data/popolo.json"])
        validator.validate(popolo)
        ids = {kind: [each["id"] for each in every] for kind, every in popolo.items()}
        assert all(len(own) == len(set(own)) for own in ids.values())
        for membership in popolo["memberships"]:
            assert membership["person_id"] in ids["persons"]
            assert membership.get("organization_id", "") in ["", *ids["organizations"]]
            assert membership.get("post_id", "") in ["", *ids["posts"]]
            assert membership["sources"]
        assert {post["organization_id"] for post in popolo["posts"]} <= set(ids["organizations"])
        assert len(popolo["memberships"]) == counts(catalogue)["memberships"]


def test_popolo_says_no_more_than_the_texts() -> None:
    took, gave = (
        PersonMention("Lê Ba", ("Bí thư Tỉnh ủy Sơn La",), "le-ba", ("Bí thư Tỉnh ủy Sơn La",)),
        "Phó trưởng Ban Tổ chức T.Ư",
    )
    catalogue = catalogue_of(
        FrontMatter("Một", date="2023-05", persons=(took,), provinces=("Sơn La",)),
        FrontMatter("Hai", persons=(PersonMention("Lê Ba", (gave, "Bí thư Huyện ủy"), "le-ba", (), (gave,)),)),
    )
    popolo = json.loads(made(catalogue)["data/popolo.json"])
    by_role = {membership["role"]: membership for membership in popolo["memberships"]}
    assert [each["note"] for each in by_role["Bí thư"]["sources"]] == ["2023-05, mới nhận"]
    assert [each["note"] for each in by_role["Phó trưởng Ban"]["sources"]] == ["chưa rõ ngày, thôi giữ"]
    assert "organization_id" not in by_role["Bí thư Huyện ủy"]
    assert {(each["name"], each.get("area_id")) for each in popolo["organizations"]} == {
        ("Tỉnh ủy", "son-la"),
        ("Ban Tổ chức Trung ương", None),
    }
    assert not [each for each in popolo["memberships"] if {"start_date", "end_date"} & each.keys()]


@pytest.mark.parametrize(
    ("office", "provinces", "expected"),
    [
        ("Bí thư Tỉnh ủy", [], None),
        ("Bí thư Tỉnh ủy", ["son-la"], Organization("Tỉnh ủy", "son-la")),
        ("Bí thư Tỉnh ủy", ["son-la", "ha-giang"], None),
        ("Giám đốc Sở Nội vụ", [], None),
        ("Bộ trưởng Bộ Nội vụ", [], Organization("Bộ Nội vụ")),
        ("Chủ tịch Hội Nông dân Việt Nam huyện Mộc Châu", [], None),
        ("Bí thư", ["son-la"], None),
    ],
)
def test_one_body_is_never_made_of_many(office: str, provinces: list[str], expected: Organization | None) -> None:
    assert organization_of(post_of(office), provinces) == expected


def test_the_same_archive_gives_the_same_bytes() -> None:
    articles = large_archive.articles()
    assert made(build_catalogue(articles)) == made(build_catalogue(articles[::-1]))


def test_addresses_are_those_of_the_site() -> None:
    for path in ("index.md", "persons/a.md", "dates/2024/index.md", "articles/Bài (1).md"):
        for directory_urls in (True, False):
            own = SiteLinks("", directory_urls).below_home(path)
            of_site = url_of(path, directory_urls=directory_urls)
            assert own == ("" if of_site == "./" else of_site)


def test_it_is_known_beforehand_where_data_lie(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_archive(tmp_path).docs)[0]
    data = DataOut(catalogue, LINKS)
    pages = {"index.md", *(record.path for record in (*catalogue.persons, *catalogue.clusters))}
    places = {*data.files, *data.feed_places()}
    assert all(is_data(place, pages.__contains__) for place in places)
    assert {place for page in data.pages_with_feeds for place, _ in data.feeds_beside(page)} == {*data.feed_places()}
    others = (
        "data/index.html",
        "data/x.csv",
        "persons/nobody/feed.xml",
        "persons/feed.xml",
        "feed.xml.gz",
        "a/feed.json",
    )
    assert not [place for place in others if is_data(place, pages.__contains__)]


def test_export_writes_them_all(tmp_path: Path) -> None:
    settings = write_archive(tmp_path / "archive")
    export_site(settings, tmp_path / "out")
    data = DataOut(load_catalogue(settings.docs)[0], LINKS)
    for place in (*data.files, *data.feed_places()):
        assert (tmp_path / "out" / place).is_file(), place
    assert "[memberships.csv](memberships.csv)" in (tmp_path / "out/data/index.md").read_text("utf-8")
