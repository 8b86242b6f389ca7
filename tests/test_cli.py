"""The commands beside convert: what they print where, and how they end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with two articles, one of them broken."""
    articles = tmp_path / "docs_src/articles"
    articles.mkdir(parents=True)
    (articles / "good.md").write_text("---\ntitle: Tốt\ndate: 2024\n---\n\nBài.\n", "utf-8")
    (articles / "broken.md").write_text("---\ntitle: a: b\n---\n\nBài.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return articles


def test_a_name_gives_a_terminal_no_orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("convert", "a\x1b[2J\x9b31m.txt", "--to", "out")
    assert result.exit_code == 1
    assert "a\\x1b[2J\\x9b31m.txt: " in result.stderr


def test_check_names_file_and_line(broken: Path) -> None:
    result = run("check")
    assert result.exit_code == 4
    assert result.stdout.startswith("docs_src/articles/broken.md:2: broken front matter")
    assert result.stdout.count("\n") == 1
    (broken / "broken.md").unlink()
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: Một\ndate: 2024\ntitle: Hai\n---\n\nBài.\n",
            "broken.md:4: broken front matter: the key title stands twice",
        ),
        ("Bài không có gì ở đầu.\n", "broken.md:1: has no front matter"),
        ("---\ntitle: Một\n\nBài.\n", "broken.md:1: front matter is not closed"),
        ("---\ntitle: Một\npersons:\n- name: [a]\n---\n\nBài.\n", "broken.md:4: persons.name: is a list"),
    ],
)
def test_check_says_what_is_wrong_and_where(broken: Path, text: str, message: str) -> None:
    (broken / "broken.md").write_text(text, "utf-8")
    result = run("check")
    assert result.exit_code == 4
    assert message in result.stdout


def test_no_archive_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["check"], ["review"], ["export", "out"]):
        result = run(*command)
        assert result.exit_code == 1
        assert "no archive here" in result.stderr


def test_review_lists_what_is_open(broken: Path) -> None:
    assert broken.is_dir()
    result = run("review")
    assert result.exit_code == 0
    assert "docs_src/articles/good.md: date: known only as 2024" in result.stdout


def test_explain_source_and_article_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    of_source = run("explain", "seeds/000_ec0e93944809c6a4.txt", "--json")
    of_article = run("explain", "docs_src/articles/000_ec0e93944809c6a4.md", "--json")
    assert of_source.exit_code == of_article.exit_code == 0
    explained = json.loads(of_source.stdout)
    assert explained == json.loads(of_article.stdout)
    assert {"text": "Giọng nữ", "line": 5, "rule": "listen-button"} in explained["removed"]
    assert all(fact["quote"] and fact["rule"] for fact in explained["facts"])
    plain = run("explain", "seeds/000_ec0e93944809c6a4.txt")
    assert "line 5, listen-button: Giọng nữ" in plain.stdout


def test_explain_of_what_is_not_there() -> None:
    result = run("explain", "nowhere.txt")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "can't be read" in result.stderr


def test_wrong_usage() -> None:
    assert run("convert", "--no-such-option").exit_code == 2
    assert run("no-such-command").exit_code == 2
