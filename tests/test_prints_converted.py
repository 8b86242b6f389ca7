"""The same words from several places, converted: another paper's print is an article, a mere copy is none."""

import json
import shutil
from pathlib import Path

import pytest

from generator.article_files import load_articles
from generator.convert import Account, convert
from generator.document import parse_article
from generator.reprints import Alike
from generator.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "Hội nghị đánh giá phong trào thi đua {number} của các chi bộ trong khối và bàn nhiệm vụ những tháng tới. "
TEXT = (
    "Khối thi đua họp bàn\n\nNgày 20/6/2024, " + "".join(SENTENCE.format(number=number) for number in range(12)) + "\n"
)
ONE, OTHER = "https://baonghean.vn/a-1.html", "https://nhandan.vn/b-2.html"


def put_rows(path: Path, *rows: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps({"text": TEXT, **row}, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def to(out: Path, *places: Path) -> Account:
    account = convert(load_settings(ROOT), places, out)
    assert account.sources == len(articles(out)) + len(account.duplicates) + len(account.problems) - len(
        account.orphans
    )
    return account


def articles(out: Path) -> dict[str, str]:
    """The address that each file's article has."""
    return {
        path.name: parse_article(path.read_text("utf-8"), path.name).front_matter.source.url
        for path in out.glob("*.md")
    }


def test_what_another_paper_printed_word_for_word_is_an_article_of_its_own(tmp_path: Path) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE, "date": "2024-06-21"}, {"url": OTHER, "date": "2024-06-21"})
    account = to(tmp_path / "out", tmp_path / "in")
    assert articles(tmp_path / "out") == {"a-line-1.md": ONE, "a-line-2.md": OTHER}
    assert not account.duplicates
    again = to(tmp_path / "out", tmp_path / "in")
    assert (len(again.unchanged), again.duplicates) == (2, ())


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"url": ONE, "date": "2024-06-21"},
        {"url": ONE.replace("https://", "http://www.") + "?utm_source=zalo#top", "date": "21/06/2024"},
    ],
    ids=["nothing said of it", "the same", "the same page and day, written otherwise"],
)
def test_a_copy_that_says_nothing_else_is_a_duplicate(tmp_path: Path, row: dict[str, str]) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE, "date": "2024-06-21"}, {"url": OTHER}, row)
    for _ in range(2):
        account = to(tmp_path / "out", tmp_path / "in")
        (duplicate,) = account.duplicates
        assert (duplicate.path[-2:], duplicate.of[-2:]) == (":3", ":1")


def test_another_day_at_the_same_address_is_a_version_of_the_page_and_stays(tmp_path: Path) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE, "date": "2024-06-21"}, {"url": ONE, "date": "2024-06-25"})
    assert len(to(tmp_path / "out", tmp_path / "in").written) == 2


def test_files_that_lie_still_are_told_apart_as_when_they_were_read(tmp_path: Path) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE})
    (tmp_path / "in/b.txt").write_text(TEXT, "utf-8")
    for _ in range(3):
        assert [each.path[-5:] for each in to(tmp_path / "out", tmp_path / "in").duplicates] == ["b.txt"]


@pytest.mark.parametrize("words", [("thi đua 5", "thi đua số 5"), ("", "")], ids=["small changes", "word for word"])
def test_a_reprint_from_another_folder_never_takes_the_place_of_the_article(
    tmp_path: Path, words: tuple[str, str]
) -> None:
    put_rows(tmp_path / "monday/a.jsonl", {"url": ONE})
    put_rows(tmp_path / "tuesday/b.jsonl", {"url": OTHER, "text": TEXT.replace(*words)})
    to(tmp_path / "out", tmp_path / "monday")
    to(tmp_path / "out", tmp_path / "tuesday")
    assert articles(tmp_path / "out") == {"a-line-1.md": ONE, "b-line-1.md": OTHER}


def test_a_later_version_of_a_page_from_another_folder_never_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    put_rows(tmp_path / "monday/a.jsonl", {"url": ONE, "date": "2024-06-21"})
    put_rows(tmp_path / "tuesday/b.jsonl", {"url": ONE, "date": "2024-06-22", "text": TEXT + "Bài được bổ sung.\n"})
    to(tmp_path / "out", tmp_path / "monday")
    to(tmp_path / "out", tmp_path / "tuesday")
    assert articles(tmp_path / "out") == {"a-line-1.md": ONE, "b-line-1.md": ONE}


def test_a_source_that_was_renamed_keeps_its_article(tmp_path: Path) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE, "date": "2024-06-21"})
    to(tmp_path / "out", tmp_path / "in")
    (tmp_path / "in/a.jsonl").rename(tmp_path / "in/b.jsonl")
    to(tmp_path / "out", tmp_path / "in")
    assert articles(tmp_path / "out") == {"a-line-1.md": ONE}


def test_a_row_before_them_changes_no_articles_address(tmp_path: Path) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE}, {"url": OTHER})
    to(tmp_path / "out", tmp_path / "in")
    put_rows(
        tmp_path / "in/a.jsonl", {"text": "Một tin khác\n\nNgày 7/8/2023, huyện họp."}, {"url": ONE}, {"url": OTHER}
    )
    to(tmp_path / "out", tmp_path / "in")
    found = articles(tmp_path / "out")
    assert {name: url for name, url in found.items() if url} == {"a-line-1.md": ONE, "a-line-2.md": OTHER}
    assert len(found) == 3


def test_versions_of_a_page_in_the_same_words_keep_their_files(tmp_path: Path) -> None:
    days = ("2024-06-21", "2024-06-25", "2024-06-28")
    rows = [{"id": day, "url": ONE, "date": day} for day in days]
    put_rows(tmp_path / "in/a.jsonl", *rows, {"id": "x", "url": OTHER, "date": days[0]})
    to(tmp_path / "out", tmp_path / "in")
    # So is every article made anew after an update of the program.
    shutil.rmtree(tmp_path / "out/.base/.cache")
    to(tmp_path / "out", tmp_path / "in")
    for day in days:
        assert f"\npublished: {day}\n" in (tmp_path / f"out/a-{day}.md").read_text("utf-8")


def test_a_corrected_address_is_no_other_article(tmp_path: Path) -> None:
    put_rows(tmp_path / "in/a.jsonl", {"url": ONE})
    to(tmp_path / "out", tmp_path / "in")
    put_rows(tmp_path / "in/a.jsonl", {"url": OTHER})
    to(tmp_path / "out", tmp_path / "in")
    assert articles(tmp_path / "out") == {"a-line-1.md": OTHER}


def test_what_was_converted_is_grouped_with_the_named_paper_first(tmp_path: Path) -> None:
    rows = [
        {"id": "blog", "url": "https://blog.vn/1", "date": "2024-06-20", "text": f"{TEXT}\nTheo Báo Nghệ An\n"},
        {"id": "paper", "url": ONE, "date": "2024-06-21"},
        {"id": "again", "url": f"{ONE}?utm_source=zalo", "date": "21/6/2024"},
        {"id": "longer", "url": ONE, "date": "2024-06-23", "text": f"{TEXT}\nBài được bổ sung ý kiến đại biểu.\n"},
    ]
    put_rows(tmp_path / "docs/a.jsonl", *rows)
    account = to(tmp_path / "docs/articles", tmp_path / "docs/a.jsonl")
    assert len(account.duplicates) == 1
    alike = Alike.of(load_articles(tmp_path / "docs")[0])
    (prints,) = {id(each): each for each in alike.texts.values()}.values()
    names = [f"articles/a-{name}.md" for name in ("paper", "longer", "blog")]
    assert ([each.path for each in prints.articles], prints.is_first_named) == (names, True)
    assert [each.path for each in alike.pages[names[0]]] == names[:2]
