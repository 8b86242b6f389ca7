"""The benchmarks run and make their table; what they measure is nobody's concern here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from benchmarks import archive
from benchmarks.results import Result, Results
from benchmarks.table import END, START, table, write_into
from generator.convert import convert
from generator.settings import load_settings


def test_the_command_measures_each_row_and_writes_the_table(tmp_path: Path) -> None:
    readme, numbers = tmp_path / "README.md", tmp_path / "numbers.json"
    readme.write_text(f"before\n{START}\n{END}\nafter\n", "utf-8")
    sizes = ["--articles", "16", "--rounds", "1", "--engines", "ours", "material"]
    files = ["--json", str(numbers), "--readme", str(readme), "--environments", str(tmp_path)]
    command = [sys.executable, "-m", "benchmarks", *sizes, *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr

    results = json.loads(numbers.read_text("utf-8"))["results"]
    assert not [result for result in results if result["failure"]]
    measured = {(result["row"], result["engine"]) for result in results}
    assert measured == {
        *(("build", "ours"), ("build", "material"), ("edit", "ours"), ("edit", "material")),
        *(("warm", "ours"), ("convert", "ours")),
    }
    text = readme.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    for title in ("clean build, CPU s", "warm build, wall s", "serving: an edit is live", "16 sources"):
        assert f"| {title}" in text
    (different,) = (result["values"]["different"] for result in results if "different" in result["values"])
    assert different == 0


def test_what_fails_is_a_line_and_measuring_again_replaces_it(tmp_path: Path) -> None:
    results = Results(tmp_path / "numbers.json")
    results.add(Result("build", "ours", 10, {"cpu": 1.0}))
    results.add(Result("build", "ours", 10, {"cpu": 3.0}))
    results.add(Result("build", "hugo", 10, failure="can't be installed: no network"))
    assert results.medians("build", "ours", 10) == {"cpu": 2.0}
    assert "| clean build, CPU s | 2 | – |" in table(results)
    assert "* Hugo: can't be installed: no network (clean build at 10)" in table(results)

    again = Results(tmp_path / "numbers.json")
    again.add(Result("build", "hugo", 10, {"cpu": 0.5}))
    assert [result.engine for result in again] == ["ours", "ours", "hugo"]
    assert "no network" not in table(again)


def test_a_file_without_markers_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"{START} and no end", "utf-8")
    with pytest.raises(ValueError, match="has no"):
        write_into(file, "| a |")
    assert file.read_text("utf-8") == f"{START} and no end"


def test_made_articles_are_the_same_each_time_and_each_its_own() -> None:
    texts = list(archive.texts(300))
    assert texts == list(archive.texts(300))
    assert texts[:50] != list(archive.texts(50, seed=2))
    assert len({*texts}) == len(texts)
    assert all(150 <= len(text.split()) <= 1000 for text in texts)


def test_made_articles_convert_with_dates_and_persons_that_recur(tmp_path: Path) -> None:
    archive.write(tmp_path / "seeds", 120)
    assert convert(load_settings(tmp_path)).complete
    heads = [path.read_text("utf-8").split("\n---\n")[0] for path in (tmp_path / "docs_src/articles").glob("*.md")]
    assert len(heads) == 120
    assert sum("\ndate: " in head for head in heads) > 100
    years = {head.partition("\ndate: ")[2][:4] for head in heads if "\ndate: 20" in head}
    assert len(years) > 12
    named = [line for head in heads for line in head.splitlines() if line.startswith("- id: ")]
    assert len({*named}) < len(named) / 1.3


def test_a_few_flawed_sources_are_left_out(tmp_path: Path) -> None:
    archive.write(tmp_path / "seeds", 400, flawed=True)
    contents = [path.read_bytes() for path in (tmp_path / "seeds").iterdir()]
    assert 390 < len({*contents}) < 400 or any(len(content) < 100 for content in contents)
