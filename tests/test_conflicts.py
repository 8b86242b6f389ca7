"""What hand and converter changed both, as `generator review` lists it, and the ways to settle it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

SOURCE = "Hội nghị của Cụm\n\nNgày {day}/5/2024, các đơn vị họp. Đồng chí Lê Văn Ba, Bí thư {whose} dự.\n\n{last}\n"
LAST = "Hội nghị thành công rất tốt đẹp."
FILE = "docs_src/articles/a.md"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def convert(day: int, whose: str = "Tỉnh ủy", last: str = "Hội nghị thành công.") -> None:
    Path("seeds/a.txt").write_text(SOURCE.format(day=day, whose=whose, last=last), "utf-8")
    assert run("convert").exit_code == 0


def listed() -> list[str]:
    return [line for line in run("review").stdout.splitlines() if "converter" in line]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article whose day and last paragraph hand and converter have both changed."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    convert(3)
    article = Path(FILE)
    text = article.read_text("utf-8").replace("date: 2024-05-03", "date: 2024-05-09")
    article.write_text(text.replace("Hội nghị thành công.", "Hội nghị bế mạc."), "utf-8")
    convert(4, last=LAST)
    return article


def test_each_is_one_line_that_says_where_and_what_to_do(article: Path) -> None:
    keep = f"(take that over by hand, or keep yours: generator review --keep {FILE})"
    lines = article.read_text("utf-8").split("\n")
    date, body = lines.index("date: 2024-05-09") + 1, lines.index("Hội nghị bế mạc.") + 1
    assert listed() == [
        f"{FILE}:{date}: date: edited by hand to “2024-05-09”; the converter now says “2024-05-04” {keep}",
        f"{FILE}:{body}: body: edited by hand to “Hội nghị bế mạc.”; the converter now says “{LAST}” {keep}",
    ]
    assert "<<<" not in "\n".join(lines)


def test_as_many_as_convert_says(article: Path) -> None:
    number = len(run("review").stdout.splitlines())
    assert f"{number} open questions" in run("review").stderr
    assert f"; {number} open questions within them (run generator review)" in run("convert").stderr
    article.write_text(article.read_text("utf-8").replace("date: 2024-05-09", "date: 2024-05"), "utf-8")
    number = len(run("review").stdout.splitlines())
    assert f"; {number} open questions within them (run generator review)" in run("convert").stderr


@pytest.mark.parametrize("day", ["04", "11"])
def test_settled_by_editing(article: Path, day: str) -> None:
    article.write_text(article.read_text("utf-8").replace("date: 2024-05-09", f"date: 2024-05-{day}"), "utf-8")
    assert [line.split(": ")[1] for line in listed()] == ["body"]
    run("convert")
    assert [line.split(": ")[1] for line in listed()] == ["body"]
    convert(5, last=LAST)
    assert len(listed()) == (1 if day == "04" else 2)


def test_settled_by_keeping(article: Path) -> None:
    before = article.read_bytes()
    assert "2 conflicts settled" in run("review", "--keep", FILE).stderr
    assert listed() == []
    convert(4, last=LAST)
    assert listed() == []
    assert article.read_bytes() == before
    convert(6, last=LAST)
    assert [line.split(": ")[1] for line in listed()] == ["date"], "what is new is a new question"


@pytest.mark.usefixtures("article")
def test_kept_is_only_what_is_an_article() -> None:
    for other in ("seeds/a.txt", "docs_src/articles/none.md", "docs_src/articles"):
        result = run("review", "--keep", other)
        assert result.exit_code == 1
        assert result.stderr == f"{other}: is none of the articles (name a file in docs_src/articles)\n"
    assert len(listed()) == 2


def test_deletions_are_said(article: Path) -> None:
    text = article.read_text("utf-8")
    article.write_text(text.replace("  roles:\n  - Bí thư Tỉnh ủy\n", ""), "utf-8")
    convert(4, whose="Huyện ủy", last=LAST)
    (line,) = [line for line in listed() if "roles" in line]
    person = article.read_text("utf-8").split("\n").index("- id: le-van-ba") + 1
    assert line.startswith(f"{FILE}:{person}: persons[le-van-ba].roles: deleted by hand; the converter now says [")


def test_a_damaged_record_is_a_question_too(article: Path) -> None:
    record = Path("docs_src/articles/.base/a.json")
    record.write_text("{", "utf-8")
    result = run("review")
    assert f"{record.as_posix()}: can't be read" in result.stdout
    assert "take it from the last commit, or delete it" in result.stdout
    before = article.read_bytes()
    assert run("convert").exit_code == 1
    record.unlink()
    assert run("convert").exit_code == 0
    assert article.read_bytes() == before
