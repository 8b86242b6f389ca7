"""CSV and TSV: each row a source, however programs write them; a broken row is one line, and the rest is read."""

import csv
import gzip
import io
import json
import pickle
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.account import Account
from generator.cli import main
from generator.convert import convert
from generator.engines.local import LocalEngine
from generator.readers import RawArticle, csv_table, find_sources
from generator.readers.portions import portions_of
from generator.settings import USUAL_LIMITS, Columns, Intake, Limits, Settings

TEXT = "Ngày 3/5/2024, các đơn vị của tỉnh họp bàn việc. Đồng chí Lê Văn Ba, Bí thư Tỉnh ủy dự và phát biểu."


def text(number: int) -> str:
    return f'{TEXT}\n\nBài thứ {number} nói thêm, "như vậy"; và cả về việc của đơn vị mình.'


def table(rows: list[list[str]], delimiter: str = ",", **options: Any) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, **options).writerows(rows)
    return written.getvalue()


ROWS = [
    ["id", "title", "text", "url"],
    *[[f"b{n}", f"Tên bài, số {n}", text(n), f"https://bao.vn/{n}"] for n in (1, 2)],
]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def convert_to(
    folder: Path, *places: str | Path, columns: Columns | None = None, limits: Limits = USUAL_LIMITS, **options: Any
) -> Account:
    intake = Intake(columns or Columns(), limits)
    return convert(Settings(folder, folder, folder, folder, intake=intake), places, folder, **options)


def read(path: Path, limits: Limits = USUAL_LIMITS) -> list[RawArticle]:
    portions = portions_of(find_sources([str(path)], Intake(limits=limits)))
    return [raw for portion in portions for raw in portion.read() if isinstance(raw, RawArticle)]


def said(account: Account) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in account.problems]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


WRITTEN: dict[str, bytes] = {
    "commas": table(ROWS).encode(),
    "semicolons": table(ROWS, ";").encode(),
    "tabs": table(ROWS, "\t").encode(),
    "all quoted": table(ROWS, quoting=csv.QUOTE_ALL).encode(),
    "a mark of byte order": table(ROWS, ";").encode("utf-8-sig"),
    "lines of Unix": table(ROWS, lineterminator="\n").encode(),
    "UTF-16 of Excel": table(ROWS, "\t").encode("utf-16"),
    "UTF-16 the other way": b"\xfe\xff" + table(ROWS, "\t").encode("utf-16-be"),
    "empty rows": (table(ROWS) + ",,,\r\n\r\n,,,\r\n").encode(),
    "empty lines first": ("\r\n\r\n" + table(ROWS)).encode(),
    "said to Excel": ("sep=;\r\n" + table(ROWS, ";")).encode(),
    "no last line end": table(ROWS).rstrip("\r\n").encode(),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_however_it_is_written(tmp_path: Path, out: Path, case: str) -> None:
    path = tmp_path / ("a.tsv" if case == "tabs" else "a.csv")
    path.write_bytes(WRITTEN[case])
    account = convert_to(out, path)
    assert account.written == ("a-b1.md", "a-b2.md")
    assert account.complete
    for number in (1, 2):
        article = (out / f"a-b{number}.md").read_text("utf-8")
        front: dict[str, Any] = yaml.safe_load(article.split("---\n")[1])
        assert front["title"] == f"Tên bài, số {number}"
        assert front["source"] == {"url": f"https://bao.vn/{number}"}
        assert front["source_file"] == f"{path.name}#b{number}"
        assert article.endswith(f"---\n\n{text(number)}\n")


def test_a_column_and_nothing_else(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text\n"{TEXT}"\n{TEXT}\n', "utf-8")
    account = convert_to(out, tmp_path / "a.csv")
    assert account.written == ("a-line-2.md",)
    assert said(account) == [(3, "has 3 columns, and the first line names 1")]


def test_rows_are_named_by_their_lines(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.csv").write_text(table([["text"], [text(1)], [text(2)], ["x" * 3]], lineterminator="\n"), "utf-8")
    account = convert_to(out, tmp_path / "a.csv")
    assert account.written == ("a-line-2.md", "a-line-5.md", "a-line-8.md")
    assert [raw.source.place for raw in read(tmp_path / "a.csv")] == [f"{tmp_path}/a.csv:{n}" for n in (2, 5, 8)]


BROKEN: dict[str, tuple[bytes, str]] = {
    "too few": (b"only one", "has 1 columns, and the first line names 2"),
    "too many": (b"a,b,c", "has 3 columns, and the first line names 2"),
    "no text": (b"x,", "column text is empty"),
    "only blanks": (b'x,"  "', "column text is empty"),
    "text behind a quote": (b'x,"a" b', "is no row of CSV: ',' expected after '\"'"),
    "a return": (b"x,a\rb", "is no row of CSV: new-line character seen in unquoted field"),
    "no UTF-8": ("x,Đảng ".encode() + b"\xff\xfe", "is not in UTF-8"),
    "a zero": (b"x,a\0b", "is not text but binary data"),
    "half a sign": (b"x,a\xed\xa0\x80b", "is not in UTF-8"),
    "no article": (",Giọng nữ".encode(), "holds no article text"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_row_is_one_line_and_the_rest_is_written(tmp_path: Path, out: Path, case: str) -> None:
    row, message = BROKEN[case]
    good = [table([[f"Bài {n}", text(n)]]).encode() for n in range(3)]
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\r\n" + good[0] + row + b"\r\n" + good[1] + b"\r\n" + good[2])
    result = run("convert", path, "--to", out, "--json")
    account = json.loads(result.stdout)
    assert account["sources"] == 4
    assert len(account["written"]) == 3
    ((place, cause),) = [(each["place"], each["cause"]) for each in account["refusals"]]
    assert place == 5
    assert message in cause
    assert result.exit_code == 1


def test_a_quote_that_is_never_closed(tmp_path: Path, out: Path) -> None:
    """What it would have swallowed is read as one row by nobody; nor is a piece of it."""
    good = table([[f"b{n}", text(n)] for n in range(4)])
    broken = 'x,"Ông nói: "được" rồi\nvà thôi, hết\n'
    (tmp_path / "a.csv").write_text(
        f"id,text,\n{good}".replace("text,", "text") + broken.replace(", ", " ") + good, "utf-8"
    )
    account = convert_to(out, tmp_path / "a.csv")
    assert len(account.written) == 4
    assert len(account.problems) == 1
    assert len(account.duplicates) == 4
    (tmp_path / "b.csv").write_text(f'id,text\n{good}x,"{TEXT}', "utf-8")
    account = convert_to(out, tmp_path / "b.csv")
    assert [line for line, _ in said(account)] == [14]
    assert "unexpected end of data" in said(account)[0][1]


def test_what_is_too_long_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "_RANGE", 500)
    good = [table([[f"b{n}", text(n)]], lineterminator="\n") for n in range(4)]
    long = "x" * (5 << 20)
    rows = [good[0], f"x,{long}\n", good[1], 'x,"' + "dòng dài\n" * (600 << 10), good[2], good[3]]
    (tmp_path / "a.csv").write_text("id,text\n" + "".join(rows), "utf-8")
    account = convert_to(tmp_path / "out", tmp_path / "a.csv", limits=Limits(text_mb=1))
    assert account.written == ("a-b0.md", "a-b1.md", "a-b2.md", "a-b3.md")
    assert [(line, message[:30]) for line, message in said(account)] == [
        (5, "the row is longer than 4 MB: i"),
        (9, "the row is longer than 4 MB: i"),
    ]


HEADS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the file is empty"),
    "blanks": (b"\n\n \n", "the file is empty"),
    "no column of that name": (b"a,b\n1,2\n", "has no column for the text (its columns are: a, b;"),
    "two that may be": (b"body,content\n1,2\n", "may have the text in content or body"),
    "two of one name": (b"text,text\n1,2\n", "has 2 columns text"),
    "several ways": (
        b"a;b,c\td\n",
        "its first line does not tell whether commas or semicolons or tabs part the columns",
    ),
    "no table": (b"\x89PNG\0\0\0\0\1\2\3\4", "is not text"),
    "an article": (TEXT.encode(), "has no column for the text"),
    "a parquet": (b"PAR1" + bytes(range(256)), "is not text"),
    "an open quote": (b'"text\nabc\n', "its first line does not tell"),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_file_that_holds_no_rows_is_one_line(tmp_path: Path, out: Path, case: str) -> None:
    data, message = HEADS[case]
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    account = convert_to(out, path)
    assert account.sources == len(account.problems) == 1
    assert account.problems[0].path == str(path)
    assert message in str(account.problems[0])


def test_what_parts_the_columns_is_what_gives_a_text(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.csv").write_text(f'"nguồn, ngày";text\nx;"{TEXT}"\n', "utf-8")
    assert convert_to(out, tmp_path / "a.csv").written == ("a-line-2.md",)


def test_settings_name_the_columns(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.csv").write_text(table([["mã", "nội dung"], ["7", text(1)]], ";"), "utf-8")
    account = convert_to(out, tmp_path / "a.csv", columns=Columns(text="nội dung", id="mã"))
    assert account.written == ("a-7.md",)


def test_explain_and_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("seeds/a.csv").write_text(table(ROWS), "utf-8")
    assert run("convert").exit_code == 0
    assert run("explain", "docs_src/articles/a-b2.md").stdout.startswith("seeds/a.csv:5\n")
    assert run("review").exit_code == 0


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_portions_are_small_and_any_process_reads_them(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_table, "_RANGE", 3000)
    monkeypatch.setattr("generator.readers.places._AT_ONCE", 777)
    data = table([["id", "text"], *[[str(n), text(n)] for n in range(100)]]).encode("utf-8-sig")
    path = tmp_path / f"a.csv{ending}"
    path.write_bytes(gzip.compress(data) if ending else data)
    portions = list(portions_of(find_sources([str(path)])))
    assert len(portions) > 5
    assert all(len(pickle.dumps(portion)) < 3000 for portion in portions)
    for order in (portions, portions[::-1]):
        found = {raw.source.name: raw.text for each in order for raw in each.read() if isinstance(raw, RawArticle)}
        assert found == {f"{path.name}#{n}": text(n).replace("\n", "\n") for n in range(100)}
    accounts = [
        convert_to(tmp_path / name, path, engine=engine)
        for name, engine in {"one": None, "two": LocalEngine(2)}.items()
    ]
    assert accounts[0] == accounts[1]
    assert len(accounts[0].written) == 100


def test_in_an_archive_and_through_standard_input(tmp_path: Path, out: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.csv", table(ROWS).encode("utf-16"))
        archive.writestr("c.csv", table([["text"], [text(3)]]))
    first = convert_to(out, tmp_path / "a.zip")
    assert first.written == ("a-b-b1.md", "a-b-b2.md", "a-c-line-2.md")
    result = run("convert", "-", "--to", tmp_path / "in", stdin=(tmp_path / "a.zip").read_bytes())
    assert (result.exit_code, len(list((tmp_path / "in").glob("*.md")))) == (0, 3)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(st.sampled_from('a,;"\r\n\t ếxy'), max_size=8), min_size=2, max_size=2)), st.data())
def test_rows_come_out_whole_wherever_they_are_cut(rows: list[list[str]], data: st.DataObject) -> None:
    import tempfile  # noqa: PLC0415  # Hypothesis runs one test many times

    raw = table([["id", "text"], *rows]).encode()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "a.csv")
        path.write_bytes(raw)
        whole = [[*portion.read()] for portion in find_sources([str(path)]) if not hasattr(portion, "path")]
        patch.setattr(csv_table, "_RANGE", data.draw(st.integers(1, 60)))
        patch.setattr("generator.readers.places._AT_ONCE", data.draw(st.integers(1, 20)))
        cut = [[*portion.read()] for portion in find_sources([str(path)]) if not hasattr(portion, "path")]
    assert [each for some in cut for each in some] == [each for some in whole for each in some]
    # A table without rows is one refusal.
    assert sum(map(len, cut)) == max(1, sum(any(row) for row in rows))
