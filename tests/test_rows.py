"""Sources that are rows of a file, here or at an address: named for good, read in portions, refused one by one."""

import functools
import http.server
import json
import pickle
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import fsspec
import pyarrow as pa
import pytest
import yaml
from click.testing import CliRunner, Result
from pyarrow import compute, parquet

from benchmarks.archive import texts
from generator.account import Account
from generator.cli import main
from generator.convert import convert
from generator.engines.local import LocalEngine
from generator.errors import ProblemError
from generator.explain import explain
from generator.readers import RawArticle, SourceFile, find_sources, json_lines
from generator.readers import parquet as parquet_reader
from generator.readers.portions import portions_of
from generator.settings import USUAL_LIMITS, Columns, Intake, Limits, Settings, load_settings

TEXT = "Ngày 3/5/2024, các đơn vị của tỉnh họp bàn việc. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự và phát biểu.\n"
Row = dict[str, Any]


def text(number: int) -> str:
    return f"{TEXT}\nBài thứ {number} nói thêm về việc của đơn vị mình.\n"


def put_lines(path: Path, rows: list[Row | str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return path


def put_table(path: Path, rows: list[Row], **options: Any) -> Path:
    parquet.write_table(pa.Table.from_pylist(rows), path, **options)
    return path


def put(path: Path, rows: list[Row]) -> Path:
    return put_table(path, rows) if path.suffix == ".parquet" else put_lines(path, [*rows])


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def convert_to(
    folder: Path,
    *places: str | Path,
    columns: Columns | None = None,
    limits: Limits = USUAL_LIMITS,
    **options: Any,
) -> Account:
    intake = Intake(columns or Columns(), limits)
    return convert(Settings(folder, folder, folder, folder, intake=intake), places, folder, **options)


def front_matter(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    return loaded


def read(path: Path, columns: Columns | None = None) -> list[RawArticle]:
    (portion,) = portions_of(find_sources([str(path)], Intake(columns or Columns())))
    return [raw for raw in portion.read() if isinstance(raw, RawArticle)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [{"id": f"bai-{number}", "text": each} for number, each in enumerate(texts(300))]


ENDINGS = pytest.mark.parametrize("ending", [".jsonl", ".ndjson", ".parquet"])


@ENDINGS
def test_each_row_is_a_source(tmp_path: Path, out: Path, ending: str) -> None:
    rows: list[Row] = [{"id": "a8f1", "text": text(1)}, {"id": 7, "text": text(2)}, {"id": None, "text": text(3)}]
    if ending == ".parquet":
        rows[1]["id"] = "7"
    path = put(tmp_path / f"news{ending}", rows)
    account = convert_to(out, path)
    unit = "row" if ending == ".parquet" else "line"
    assert account.written == ("news-a8f1.md", "news-7.md", f"news-{unit}-3.md")
    sources = [front_matter(out / name)["source_file"] for name in account.written]
    assert sources == [f"news{ending}#a8f1", f"news{ending}#7", f"news{ending}#{unit}-3"]


@ENDINGS
def test_rows_added_at_the_end_rename_none(tmp_path: Path, out: Path, ending: str) -> None:
    rows = [{"text": text(number)} for number in range(70)]
    path = put(tmp_path / f"news{ending}", rows)
    first = convert_to(out, path)
    put(path, [*rows, {"text": text(70)}, {"text": text(71)}])
    second = convert_to(out, path)
    assert len(first.written) == 70
    assert second.unchanged == first.written
    assert len(second.written) == 2
    assert not second.orphans


def test_a_row_put_between_others_keeps_their_articles(tmp_path: Path, out: Path) -> None:
    rows: list[Row | str] = [{"text": each} for each in texts(5)]
    path = put_lines(tmp_path / "news.jsonl", rows)
    convert_to(out, path)
    edited = (out / "news-line-3.md").read_text("utf-8")
    edited = re.sub("^title: .*$", "title: Tên do người sửa", edited, count=1, flags=re.MULTILINE)
    (out / "news-line-3.md").write_text(edited, "utf-8")
    put_lines(path, [rows[0], {"text": text(1)}, *rows[1:]])
    account = convert_to(out, path)
    assert account.sources == 6
    assert len(list(out.glob("*.md"))) == 6
    kept = front_matter(out / "news-line-3.md")
    assert kept["title"] == "Tên do người sửa"
    assert kept["source_file"] == "news.jsonl#line-4"


def test_a_row_that_is_gone_leaves_its_article_and_is_said(tmp_path: Path, out: Path) -> None:
    rows: list[Row | str] = [{"id": number, "text": text(number)} for number in range(3)]
    path = put_lines(tmp_path / "news/a.jsonl", rows)
    convert_to(out, path.parent)
    put_lines(path, rows[:2])
    assert convert_to(out, path.parent).orphans == ("a-2.md",)
    assert (out / "a-2.md").is_file()


def test_a_row_is_not_taken_for_one_of_another_file(tmp_path: Path, out: Path) -> None:
    put_lines(tmp_path / "news/a.jsonl", [{"text": text(1)}])
    convert_to(out, tmp_path / "news/a.jsonl")
    before = (out / "a-line-1.md").read_bytes()
    put_lines(tmp_path / "news/b.jsonl", [{"text": text(1) + "\nThêm một câu.\n"}])
    account = convert_to(out, tmp_path / "news/b.jsonl")
    assert account.written == ("b-line-1.md",)
    assert (out / "a-line-1.md").read_bytes() == before


def test_identifiers_that_make_no_name_or_come_twice(tmp_path: Path, out: Path) -> None:
    long = "https://bao.vn/" + "bai-viet-" * 12
    identifiers = ["x", "x", "", "a\nb", True, [1], 2.0, long, f"{long}2", "../../x", "con"]
    path = put_lines(tmp_path / "a.jsonl", [{"id": each, "text": text(n)} for n, each in enumerate(identifiers)])
    account = convert_to(out, path)
    assert account.complete
    assert len({name.lower() for name in account.written}) == len(identifiers)
    assert sorted(path.name for path in out.glob("*.md")) == sorted(account.written)
    sources = [raw.source.name for raw in read(path)]
    assert len(set(sources)) == len(identifiers)
    assert sources[:4] == ["a.jsonl#x", "a.jsonl#line-2", "a.jsonl#line-3", "a.jsonl#line-4"]
    assert convert_to(out, path).unchanged == account.written


BROKEN = {
    '{"text": "Họp': "is not JSON",
    "[1, 2]": "is not a JSON object",
    "[" * 100_000: "is not JSON",
    '{"title": "Họp"}': "column text is empty",
    '{"text": " "}': "column text is empty",
    '{"text": {"a": 1}}': "column text holds no text but an object",
    '{"text": "a\\u0000b"}': "is not text but binary data",
    '{"text": "a\\ud800b"}': "half a character",
    '{"text": "\udcff"}': "is not in UTF-8",
    '{"text": "Giọng nữ"}': "holds no article text",
}


@pytest.mark.parametrize("line", BROKEN, ids=list(BROKEN.values()))
def test_a_broken_row_is_one_line_and_the_rest_is_written(tmp_path: Path, out: Path, line: str) -> None:
    path = put_lines(tmp_path / "a.jsonl", [{"text": text(1)}, "", line, {"text": text(2)}, ""])
    result = run("convert", path, "--to", out, "--json")
    assert result.exit_code == 1
    assert [each for each in result.stderr.splitlines() if each.startswith(f"{path.as_posix()}:3: ")]
    account = json.loads(result.stdout)
    assert account["sources"] == 3
    assert account["written"] == ["a-line-1.md", "a-line-4.md"]
    ((path_said, place, cause),) = [(each["path"], each["place"], each["cause"]) for each in account["refusals"]]
    assert (path_said, place) == (str(path), 3)
    assert BROKEN[line] in cause


def test_every_row_is_in_the_account(tmp_path: Path, out: Path) -> None:
    put_lines(tmp_path / "news/a.jsonl", [*BROKEN, {"text": text(1)}, {"text": text(1)}, {"text": text(2)}])
    put_table(tmp_path / "news/b.parquet", [{"text": text(2)}, {"text": None}, {"text": text(3)}])
    (tmp_path / "news/c.txt").write_text(text(4), "utf-8")
    account = convert_to(out, tmp_path / "news")
    assert account.sources == len(BROKEN) + 7
    assert account.sources == len(account.written) + len(account.duplicates) + len(account.problems)
    assert len(account.written) == 4
    places = [(each.path.rpartition("/")[2], each.of.rpartition("/")[2]) for each in account.duplicates]
    assert places == [("a.jsonl:12", "a.jsonl:11"), ("b.parquet:1", "a.jsonl:13")]
    assert [problem.line for problem in account.problems if problem.path.endswith("b.parquet")] == [2]


def test_line_ends_and_byte_order_mark_of_other_systems(tmp_path: Path) -> None:
    path = put_lines(tmp_path / "a.jsonl", [{"text": text(1)}, {"text": text(2)}])
    before = [raw.text for raw in read(path)]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert [raw.text for raw in read(path)] == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "holds no JSON lines"),
        (b'[\n  {\n    "text": "a"\n  }\n]\n', "holds no JSON lines"),
        (b"\xff\xfe\x00\x00", "holds no JSON lines"),
        (b'{"a": "x"}', "has no column for the text (its columns are: a;"),
        (b'{"body": "x", "content": "y"}', "may have the text in content or body (its columns are: body, content;"),
    ],
)
def test_a_file_that_holds_no_rows_is_one_line(tmp_path: Path, out: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    account = convert_to(out, path)
    assert len(account.problems) == account.sources == 1
    assert str(account.problems[0]).startswith(f"{path}: {message}")


def test_files_that_are_no_parquet(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 but no more")
    put_table(tmp_path / "c.parquet", [{"text": text(1)}][:0] or [{"words": "a"}])
    (tmp_path / "d.parquet").mkdir()
    good = put_table(tmp_path / "e.parquet", [{"text": text(number)} for number in range(200)]).read_bytes()
    (tmp_path / "e.parquet").write_bytes(good[:400] + b"\xff" * 400 + good[800:])
    for name in "abcde":
        place = tmp_path / f"{name}.parquet"
        account = convert_to(out, place)
        assert account.problems or name == "d", name
        assert all(str(problem).startswith(place.as_posix()) for problem in account.problems)
        assert not account.written


def test_bytes_in_a_table(tmp_path: Path, out: Path) -> None:
    good, bad = TEXT.encode(), b"H\xff\xfep"
    binary = pa.array([good, bad, None, text(3).encode()], pa.binary())
    anything = compute.cast(binary, options=compute.CastOptions(pa.string(), allow_invalid_utf8=True))
    for name, column in {"a": binary, "b": anything, "c": anything.dictionary_encode()}.items():
        title = pa.array(["Một", "Hai", "Ba", "Bốn"])
        parquet.write_table(pa.table({"text": column, "title": title}), tmp_path / f"{name}.parquet")
        account = convert_to(out / name, tmp_path / f"{name}.parquet")
        assert account.written == (f"{name}-row-1.md", f"{name}-row-4.md")
        assert [(each.line, each.message) for each in account.problems] == [
            (2, "is not in UTF-8 (byte 2)"),
            (3, "column text is empty"),
        ]
        assert front_matter(out / name / f"{name}-row-4.md")["title"] == "Bốn"


class TestColumns:
    """Which column is what: as settings say, as is usual, or unknown."""

    @ENDINGS
    def test_title_address_and_day_come_with_the_text(self, tmp_path: Path, out: Path, ending: str) -> None:
        row = {
            "content": TEXT,
            "headline": "Tỉnh A  sơ kết công tác\n6 tháng",
            "link": "https://bao.vn/bai/1?a=b#c",
            "published_at": "2024-05-06T23:30:00Z",
        }
        convert_to(out, put(tmp_path / f"a{ending}", [row]))
        (path,) = out.glob("*.md")
        front = front_matter(path)
        assert front["title"] == "Tỉnh A sơ kết công tác 6 tháng"
        assert "title_made" not in front
        assert front["source"] == {"url": "https://bao.vn/bai/1?a=b#c"}
        # In Vietnam it is the seventh by then.
        assert str(front["published"]) == "2024-05-07"
        assert str(front["date"]) == "2024-05-03"
        assert path.read_text("utf-8").endswith(f"---\n\n{TEXT}")

    def test_settings_name_the_columns(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        columns = "{text: noidung, title: tua, url: nguon, date: ngay, id: ma}"
        Path("mkdocs.yml").write_text(f"plugins:\n  - generator:\n      columns: {columns}\n", "utf-8")
        row = {"noidung": TEXT, "tua": "Tỉnh A sơ kết công tác", "nguon": "http://bao.vn/1", "ngay": "6/5/2024"}
        put_lines(tmp_path / "seeds/a.jsonl", [row | {"ma": 5, "text": "Không phải bài."}])
        assert run("convert").exit_code == 0
        front = front_matter(tmp_path / "docs_src/articles/a-5.md")
        assert (front["title"], front["source"]["url"]) == ("Tỉnh A sơ kết công tác", "http://bao.vn/1")
        assert str(front["published"]) == "2024-05-06"
        explained = run("explain", "docs_src/articles/a-5.md")
        assert explained.exit_code == 0
        assert explained.stdout.startswith("seeds/a.jsonl:1\n")
        assert "published: 2024-05-06" in explained.stdout
        assert "0 open questions" in run("review").stderr

    @ENDINGS
    @pytest.mark.parametrize("role", ["text", "title", "url", "date", "id"])
    def test_a_column_that_is_not_there_is_one_line(self, tmp_path: Path, out: Path, ending: str, role: str) -> None:
        path = put(tmp_path / f"a{ending}", [{"text": text(1), "tua": "x"}, {"text": text(2), "tua": "y"}])
        account = convert_to(out, path, columns=Columns(**{role: "contnet"}))
        (problem,) = account.problems
        assert account.sources == 1
        assert str(problem).startswith(f"{path}: has no column contnet, set as {role} (its columns are: text, tua;")

    @pytest.mark.parametrize(
        ("section", "message"),
        [
            ("columns: noidung", "columns: is not a list of keys and values"),
            ("columns: {body: a}", "columns: there is no body"),
            ("columns: {text: 5}", "columns: text is not the name of a column: 5"),
            ("columns: {text: a, title: a}", "columns: a can't be two things at once"),
            ("limits: 4", "limits: is not a list of keys and values"),
            ("limits: {text: 4}", "limits: there is no text"),
            ("limits: {text_mb: 0}", "limits: text_mb is not a whole number above 0: 0"),
            ("limits: {files: true}", "limits: files is not a whole number above 0: True"),
        ],
    )
    def test_settings_that_cannot_be(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, section: str, message: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("mkdocs.yml").write_text(f"plugins:\n  - generator:\n      {section}\n", "utf-8")
        with pytest.raises(ProblemError, match=message):
            load_settings(Path())
        assert run("convert").stderr.startswith(f"mkdocs.yml: {message}")

    def test_what_is_unclear_stays_unknown(self, tmp_path: Path, out: Path) -> None:
        row = {"text": TEXT, "headline": "Một", "tieu_de": "Hai", "url": "javascript:alert(1)", "date": "hôm qua"}
        convert_to(out, put_lines(tmp_path / "a.jsonl", [row]))
        front = front_matter(out / "a-line-1.md")
        assert not {"source", "published"} & front.keys()
        assert front["title_made"]

    @pytest.mark.parametrize(
        ("value", "day"),
        [
            ("2024-05-06", "2024-05-06"),
            ("2024-05-06 08:11:00", "2024-05-06"),
            ("2024-05-06T23:30:00+07:00", "2024-05-06"),
            ("2024-05-06T23:30:00Z", "2024-05-07"),
            ("Thứ Hai, 06/05/2024, 08:11 [GMT+7]", "2024-05-06"),
            ("2024-05", "2024-05"),
            *[
                (each, "")
                for each in (None, "", "06/05", 1714953600, "1714953600", "2024-02-30", "0001-01-01T00:00:00Z")
            ],
            ("9999-12-31T23:59:59Z", ""),
            ("20240506", ""),
        ],
    )
    def test_days(self, tmp_path: Path, value: object, day: str) -> None:
        (raw,) = read(put_lines(tmp_path / "a.jsonl", [{"text": TEXT, "date": value}]))
        assert raw.given.published == day

    def test_days_of_tables(self, tmp_path: Path) -> None:
        moment = datetime(2024, 5, 6, 23, 30, tzinfo=UTC)
        types = {
            pa.date32(): "2024-05-06",
            pa.timestamp("ns"): "2024-05-06",
            pa.timestamp("us", "UTC"): "2024-05-07",
        }
        for type_, day in types.items():
            naive = moment.date() if type_ == pa.date32() else moment if type_.tz else moment.replace(tzinfo=None)
            table = pa.table({"text": [TEXT], "date": pa.array([naive], type_)})
            parquet.write_table(table, tmp_path / "a.parquet")
            (raw,) = read(tmp_path / "a.parquet")
            assert raw.given.published == day, type_

    @pytest.mark.parametrize(
        "begin", ["Tỉnh A sơ kết công tác\n\n", "\n TỈNH A sơ kết  công tác\n", "Tỉnh A sơ kết công tác\n06/05/2024\n"]
    )
    def test_a_title_that_the_text_begins_with_stands_there_once(self, tmp_path: Path, out: Path, begin: str) -> None:
        convert_to(out, put_lines(tmp_path / "a.jsonl", [{"text": begin + TEXT, "title": "Tỉnh A sơ kết công tác"}]))
        text_ = (out / "a-line-1.md").read_text("utf-8")
        assert text_.count("sơ kết") == 1
        assert front_matter(out / "a-line-1.md")["title"] == "Tỉnh A sơ kết công tác"

    @pytest.mark.parametrize("title", ["Họp.", "Nghe đọc bài", "Ngày 3/5, tỉnh họp.", "Tin liên quan", "và của các"])
    @pytest.mark.parametrize("body", [TEXT, f"Hội nghị của Cụm thi đua số 2\n\n{TEXT}"])
    def test_the_title_that_is_given_is_the_title(self, tmp_path: Path, out: Path, title: str, body: str) -> None:
        """Whatever a cleaner would think of such a line; and what it took for the title instead is not lost."""
        convert_to(out, put_lines(tmp_path / "a.jsonl", [{"text": body, "title": title}]))
        front, article = front_matter(out / "a-line-1.md"), (out / "a-line-1.md").read_text("utf-8")
        assert front["title"] == title
        assert "title_made" not in front
        assert article.endswith(f"---\n\n{body}")


class TestPortions:
    """A file is read in parts, each by itself, and none of them holds what it says."""

    def test_lines_come_out_whole_wherever_they_are_cut(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        lines: list[Row | str] = [{"text": text(number)} for number in range(40)]
        path = put_lines(tmp_path / "a.jsonl", [*lines[:20], "", "{", *lines[20:]])
        (whole,) = portions_of(find_sources([str(path)]))
        for size in (1, 100, 700, 1000, 4096):
            monkeypatch.setattr(json_lines, "_RANGE", size)
            monkeypatch.setattr("generator.readers.places._AT_ONCE", size)
            portions = list(portions_of(find_sources([str(path)])))
            assert [raw for portion in portions for raw in portion.read()] == list(whole.read())
            assert [name for portion in portions for name in portion.names] == [*whole.names]
            assert len(portions) > 2

    def test_a_line_that_is_too_long_is_refused_and_never_held(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(json_lines, "_RANGE", 500)
        monkeypatch.setattr("generator.readers.places._AT_ONCE", 1 << 20)
        long = "x" * (5 << 20)
        rows: list[Row | str] = [{"text": text(1)}, {"text": long}, {"text": text(3)}, {"text": f"{long} {long}"}]
        path = put_lines(tmp_path / "a.jsonl", [*rows, {"text": text(4)}])
        account = convert_to(tmp_path / "out", path, limits=Limits(text_mb=1))
        assert account.written == ("a-line-1.md", "a-line-3.md", "a-line-5.md")
        assert [(each.line, each.message) for each in account.problems] == [
            (2, "the line is longer than 4 MB"),
            (4, "the line is longer than 4 MB"),
        ]

    @pytest.mark.parametrize("group", [50, 64, 150, 1000])
    def test_rows_of_any_portion_in_any_order(self, tmp_path: Path, rows: list[Row], group: int) -> None:
        path = put_table(tmp_path / "a.parquet", rows, row_group_size=group)
        portions = list(portions_of(find_sources([str(path)])))
        assert len(portions) >= 5
        there = [row["text"].removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}") for row in rows]
        for order in (portions, portions[::-1], portions[::2] + portions[1::2]):
            found = {raw.source.line: raw.text for each in order for raw in each.read() if isinstance(raw, RawArticle)}
            assert [found[number] for number in range(1, 301)] == there

    def test_a_group_is_gone_through_once(
        self, tmp_path: Path, rows: list[Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = put_table(tmp_path / "a.parquet", rows)
        portions = list(portions_of(find_sources([str(path)])))
        begin = Mock(side_effect=parquet_reader._batches)
        monkeypatch.setattr(parquet_reader, "_batches", begin)
        for portion in (*portions[::2], *portions[1::2]):
            list(portion.read())
        assert begin.call_count == 2

    @pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
    def test_a_portion_is_small_and_can_be_handed_over(self, tmp_path: Path, rows: list[Row], ending: str) -> None:
        path = put(tmp_path / f"a{ending}", rows)
        for portion in portions_of(find_sources([str(path)])):
            handed = pickle.dumps(portion)
            assert len(handed) < 4000
            again = pickle.loads(handed)  # noqa: S301
            assert again == portion
            assert list(again.read()) == list(portion.read())
            assert len(portion) == len(portion.names) == len(list(portion.read()))

    @pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
    def test_a_file_that_changes_meanwhile_is_a_problem(self, tmp_path: Path, rows: list[Row], ending: str) -> None:
        path = put(tmp_path / f"a{ending}", rows)
        portions = list(portions_of(find_sources([str(path)])))
        put(path, rows[:10])
        last = list(portions[-1].read())
        assert not [raw for raw in last if isinstance(raw, RawArticle)]
        assert "has become shorter while it was read" in str(last[0])
        path.unlink()
        assert "can't be read: No such file" in str(next(portions[0].read()))

    def test_rows_are_not_taken_from_a_file_as_it_was(self, tmp_path: Path, rows: list[Row]) -> None:
        """A worker of a cluster lives longer than a run."""
        path = put_table(tmp_path / "a.parquet", rows)
        list(next(portions_of(find_sources([str(path)]))).read())
        put_table(path, [{"text": text(number)} for number in range(300)])
        second = list(portions_of(find_sources([str(path)])))[1]
        assert next(raw.text for raw in second.read() if isinstance(raw, RawArticle)) == text(64)

    def test_processes_give_the_same(self, tmp_path: Path, rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(json_lines, "_RANGE", 1 << 14)
        monkeypatch.setattr("generator.readers.places._AT_ONCE", 1 << 14)
        monkeypatch.setattr(parquet_reader, "_ROWS", 8)
        for ending in (".jsonl", ".parquet"):
            path = put(tmp_path / f"a{ending}", rows[:80])
            accounts = [
                convert_to(tmp_path / f"{ending}-{name}", path, engine=engine)
                for name, engine in {"one": None, "two": LocalEngine(2)}.items()
            ]
            assert accounts[0] == accounts[1]
            files = [
                {each.relative_to(folder): each.read_bytes() for each in folder.rglob("*.md")}
                for folder in (tmp_path / f"{ending}-one", tmp_path / f"{ending}-two")
            ]
            assert files[0] == files[1]
            assert len(files[0]) == 160


class TestAddresses:
    """What lies elsewhere is read as if it lay here."""

    @pytest.fixture
    def here(self, tmp_path: Path) -> Path:
        folder = tmp_path / "news"
        put_lines(folder / "2024/a.jsonl", [{"text": text(number)} for number in range(3)])
        put_table(folder / "b.parquet", [{"text": text(number)} for number in range(3, 6)])
        (folder / "c.txt").write_text(text(6), "utf-8")
        (folder / ".hidden.txt").write_text(text(7), "utf-8")
        (folder / "d.html").write_text("<p>", "utf-8")
        return folder

    @pytest.fixture
    def memory(self, here: Path) -> Iterator[str]:
        files = fsspec.filesystem("memory")
        files.put(f"{here.as_posix()}/", "/news/", recursive=True)
        yield "memory://news"
        files.rm("/news", recursive=True)

    def files(self, folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}

    def test_a_folder(self, here: Path, memory: str, tmp_path: Path) -> None:
        local = convert_to(tmp_path / "local", here)
        assert (len(local.written), len(local.problems)) == (7, 1)
        for name, place in {"memory": memory, "file": here.as_uri()}.items():
            account = convert_to(tmp_path / name, place, engine=LocalEngine(2))
            assert account.written == local.written
            assert [str(problem).rpartition("news/")[2] for problem in account.problems] == [
                str(problem).rpartition("news/")[2] for problem in local.problems
            ]
            assert self.files(tmp_path / name) == self.files(tmp_path / "local")
        fsspec.filesystem("memory").rm("/news/c.txt")
        assert convert_to(tmp_path / "memory", memory).orphans == ("c.md",)

    def test_a_file(self, memory: str, out: Path) -> None:
        account = convert_to(out, f"{memory}/2024/a.jsonl", f"{memory}/c.txt", f"{memory}/c.txt")
        assert account.written == ("a-line-1.md", "a-line-2.md", "a-line-3.md", "c.md")

    def test_a_web_server_that_knows_no_ranges(self, here: Path, out: Path) -> None:
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(here))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            url = f"http://127.0.0.1:{server.server_address[1]}"
            account = convert_to(out, f"{url}/2024/a.jsonl", f"{url}/b.parquet", f"{url}/c.txt", f"{url}/d.txt")
            server.shutdown()
        assert len(account.written) == 7
        assert [problem.path for problem in account.problems] == [f"{url}/d.txt"]

    @pytest.mark.parametrize(
        ("address", "message"),
        [
            ("memory://none.txt", "can't be read: "),
            ("memory://none.jsonl", "can't be read: "),
            ("nonsense://a/b.txt", "can't be read: Protocol not known: nonsense"),
        ],
    )
    def test_an_address_that_leads_nowhere_is_one_line(self, out: Path, address: str, message: str) -> None:
        result = run("convert", address, "--to", out)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{address}: {message}")
        assert "Traceback" not in result.output

    @pytest.mark.parametrize(
        ("module", "place", "extra"),
        [("fsspec", "memory://a.txt", "remote"), ("pyarrow", "a.parquet", "parquet")],
    )
    def test_what_is_not_installed_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, place: str, extra: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        put_table(Path("a.parquet"), [{"text": TEXT}])
        put_lines(Path("b.jsonl"), [{"text": TEXT}])
        for name in (module, f"{module}.core", f"{module}.parquet"):
            monkeypatch.setitem(__import__("sys").modules, name, None)
        result = run("convert", place, "--to", "out")
        assert result.exit_code == 1
        assert f"(pip install 'generator[{extra}]')" in result.stderr
        assert run("convert", "b.jsonl", "--to", "out").exit_code == 0


def test_a_table_is_no_one_source(tmp_path: Path) -> None:
    path = put_lines(tmp_path / "a.jsonl", [{"text": TEXT}])
    with pytest.raises(ProblemError, match="holds many sources"):
        explain(load_settings(tmp_path), path)


def test_a_source_knows_its_place() -> None:
    assert SourceFile("a.jsonl", "a.jsonl#x", 3).place == "a.jsonl:3"


def test_a_million_blank_lines_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = json.dumps({"text": TEXT}).encode()
    path.write_bytes(b"\n" * 1_000_000 + row + b"\n" * 1_000_000 + row + b"\n" * 1_000_000)
    portions = list(portions_of(find_sources([str(path)])))
    assert sum(len(portion.names) for portion in portions) == 2
    found = [raw for portion in portions for raw in portion.read()]
    assert [raw.source.line for raw in found if isinstance(raw, RawArticle)] == [1_000_001, 2_000_001]
