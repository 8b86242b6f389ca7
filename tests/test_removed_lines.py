"""What cleaning took out of an article: kept beside the copies, shown to readers."""

import json
from pathlib import Path

from generator import lexicon
from generator.citing import metadata_of_article
from generator.clean import clean
from generator.convert import convert
from generator.model import Article, FrontMatter
from generator.records import Mentioned
from generator.removed_lines import REMOVED, RemovedFile, RemovedLine, RemovedLines, read_removed
from generator.settings import ARTICLES, BASE_FOLDER, load_settings

TEXT = "Giọng nữ\n\nHội nghị sơ kết {name}\n\nNgày 20/6/2024, tại Hà Nội, Ban Tổ chức {name} họp.\n\nBÌNH LUẬN\n"
PACKAGE = Path(lexicon.__file__).parent.parent


def archive(folder: Path, *names: str) -> Path:
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / "seeds" / f"{name}.txt").write_text(TEXT.format(name=name), "utf-8")
    return folder


def run(folder: Path) -> list[str]:
    """The lines of the file after a run, by article."""
    convert(load_settings(folder))
    path = folder / "docs_src" / ARTICLES / BASE_FOLDER / REMOVED
    return [json.loads(line)["article"] for line in path.read_text("utf-8").splitlines()]


def test_a_run_remembers_what_it_took_out_in_order(tmp_path: Path) -> None:
    assert run(archive(tmp_path, "b", "a")) == ["a.md", "b.md"]
    assert run(archive(tmp_path, "aa")) == ["a.md", "aa.md", "b.md"]
    assert read_removed(tmp_path / "docs_src")["articles/a.md"] == RemovedLines(
        (RemovedLine(1, "listen-button", "Giọng nữ"), RemovedLine(7, "comment-form", "BÌNH LUẬN"))
    )


def test_a_second_run_and_one_that_only_looks_leave_the_file(tmp_path: Path) -> None:
    run(archive(tmp_path, "a"))
    path = tmp_path / "docs_src" / ARTICLES / BASE_FOLDER / REMOVED
    before = path.stat().st_mtime_ns
    archive(tmp_path, "b")
    convert(load_settings(tmp_path), check=True)
    assert path.stat().st_mtime_ns == before


def test_a_source_that_changed_has_its_new_lines(tmp_path: Path) -> None:
    run(archive(tmp_path, "a", "b"))
    (tmp_path / "seeds/a.txt").write_text(TEXT.format(name="a").replace("BÌNH LUẬN", "Chia sẻ"), "utf-8")
    assert run(tmp_path) == ["a.md", "b.md"]
    assert read_removed(tmp_path / "docs_src")["articles/a.md"].lines[-1].text == "Chia sẻ"


def test_what_a_renamed_article_lacks_follows_it(tmp_path: Path) -> None:
    run(archive(tmp_path, "a"))
    articles = tmp_path / "docs_src" / ARTICLES
    (articles / "a.md").rename(articles / "z.md")
    assert run(archive(tmp_path, "b")) == ["b.md", "z.md"]


def test_broken_lines_are_left_out_and_mended(tmp_path: Path) -> None:
    run(archive(tmp_path, "a"))
    path = tmp_path / "docs_src" / ARTICLES / BASE_FOLDER / REMOVED
    with path.open("ab") as file:
        file.write(b'<<<<<<< HEAD\n{"article":"b.md"}\n[1]\n{"article":"c.md","removed":[[1,"x"]]}\n{"arti')
    assert list(read_removed(tmp_path / "docs_src")) == ["articles/a.md"]
    assert run(archive(tmp_path, "b")) == ["a.md", "b.md"]


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert read_removed(tmp_path) == {}


def test_very_many_and_very_long_lines_are_cut(tmp_path: Path) -> None:
    removed = RemovedLines.of((number, "tags", "x " * 10**6) for number in range(1000))
    assert len(removed.lines) + removed.more == 1000
    (tmp_path / BASE_FOLDER).mkdir()
    file = RemovedFile(tmp_path, writes=True)
    file.note("a.md", removed)
    file.close(["a.md"])
    assert (tmp_path / BASE_FOLDER / REMOVED).stat().st_size < 20_000


def test_readers_are_told_why_in_their_language_and_see_text_as_text() -> None:
    removed = RemovedLines.of([(1, "listen-button", "Giọng nữ"), *((n, "tags", f"thẻ {n}") for n in range(30))])
    said = metadata_of_article(Article("articles/a.md", FrontMatter("A"), ""), Mentioned(), removed, lambda _: "")
    assert said.removed[0] == ("Giọng nữ", "nút nghe bài")
    assert len(said.removed) + said.more_removed == 31


def test_every_rule_has_words_for_readers() -> None:
    known = {rule for rule, *_ in lexicon.rows("removal_rules.tsv")}
    of_table = {rule for rule, *_ in lexicon.rows("junk.tsv")}
    seen = {
        line.rule
        for path in (Path(__file__).parent / "corpus/open").glob("*.txt")
        for line in clean(path.read_text("utf-8-sig")).removed
    }
    assert of_table | seen <= known
    code = "".join(path.read_text("utf-8") for path in (*(PACKAGE / "clean").glob("*.py"), PACKAGE / "given.py"))
    assert [rule for rule in known - of_table if f'"{rule}"' not in code] == []
