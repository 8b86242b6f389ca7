import json
import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from scratch_archive import write, write_archive


def build_site(root: Path, *, serve: bool = False) -> Path:
    """The site of an archive, built as `mkdocs build` or `mkdocs serve` does; warnings are errors."""
    config = load_config(str(root / "mkdocs.yml"), strict=not serve, site_dir=str(root / "site"))
    config.plugins.on_startup(command="serve" if serve else "build", dirty=False)
    build(config)
    return root / "site"


@pytest.fixture(autouse=True)
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def test_pages_and_notes(tmp_path: Path) -> None:
    notes = {"persons/nguyen-quang-duong.md": "Ghi chú.\n", "persons/nguoi-la.md": "# Người lạ\n\nChưa có bài.\n"}
    write_archive(tmp_path, notes=notes)
    site = build_site(tmp_path)
    assert "Ghi chú." in (site / "persons/nguyen-quang-duong/index.html").read_text("utf-8")
    assert "Chưa có bài." in (site / "persons/nguoi-la/index.html").read_text("utf-8")
    article = (site / "articles/a/index.html").read_text("utf-8")
    assert 'href="../../dates/2024/06/#2024-06-20"' in article


def test_broken_front_matter_stops_a_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = write_archive(tmp_path)
    write(settings.docs / "articles/x.md", "---\ntitle: a: b\n---\n\nThân bài.\n")
    write(settings.docs / "articles/y.md", "---\ntitle: A\ndate: 2024-02-30\n---\n")
    with pytest.raises(Abort):
        build_site(tmp_path)
    assert "docs_src/articles/x.md:2: broken front matter" in caplog.text
    assert "docs_src/articles/y.md:3: date: no such day: 2024-02-30" in caplog.text


def test_broken_front_matter_is_shown_while_serving(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = write_archive(tmp_path)
    write(settings.docs / "articles/x.md", "---\ntitle: a: b\n---\n\nThân bài.\n")
    (settings.docs / "articles/y.md").write_bytes(b"\xff\xfe\x00")
    with caplog.at_level(logging.ERROR):
        site = build_site(tmp_path, serve=True)
    assert "docs_src/articles/x.md:2: broken front matter" in caplog.text
    assert "Tệp có lỗi" in (site / "articles/x/index.html").read_text("utf-8")
    assert "Tệp có lỗi" in (site / "articles/y/index.html").read_text("utf-8")
    assert (site / "articles/a/index.html").exists()


def test_a_new_source_appears_while_serving(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    write(settings.seeds / "new.txt", "Hội nghị mới\n\nNgày 5/3/2024, Tỉnh ủy họp.\n")
    assert not (build_site(tmp_path) / "articles/new/index.html").exists()
    assert (build_site(tmp_path, serve=True) / "articles/new/index.html").exists()


def test_a_title_is_text_in_every_page(tmp_path: Path) -> None:
    title = "</title><script>alert(1)</script>"
    settings = write_archive(tmp_path)
    write(settings.docs / "articles/x.md", f"---\ntitle: {title}\npersons: [{{name: '{title}'}}]\n---\n\nThân bài.\n")
    for page in build_site(tmp_path).rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8"), page


def test_two_pages_on_one_address(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_archive(tmp_path, notes={"persons/nguyen-quang-duong/index.md": "Ghi chú.\n"})
    with pytest.raises(Abort):
        build_site(tmp_path)
    assert "docs_src/persons/nguyen-quang-duong/index.md: its address is that of the page" in caplog.text
    assert "(name the file docs_src/persons/nguyen-quang-duong.md)" in caplog.text


def test_rows_appear_while_serving_by_the_columns_that_are_set(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = write_archive(tmp_path)
    config = tmp_path / "mkdocs.yml"
    rows = [{"id": 1, "noi_dung": "Ngày 5/3/2024, Tỉnh ủy họp.", "text": "Không phải bài."}]
    write(settings.seeds / "news.jsonl", "\n".join(map(json.dumps, rows)))
    before = config.read_text("utf-8")
    assert "- generator:\n" in before
    config.write_text(before.replace("- generator:\n", "- generator:\n      columns: {text: noi_dung}\n"), "utf-8")
    assert "Tỉnh ủy họp." in (build_site(tmp_path, serve=True) / "articles/news-1/index.html").read_text("utf-8")
    config.write_text(before.replace("- generator:\n", "- generator:\n      columns: {body: noi_dung}\n"), "utf-8")
    with pytest.raises(Abort):
        build_site(tmp_path)
    assert "mkdocs.yml: columns: there is no body" in caplog.text


@pytest.mark.parametrize("given", ["", "https://vi.du/ai/kho/edit/main/docs_src/"])
def test_an_article_links_to_where_its_file_is_edited_if_that_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("EDIT_URI", given)
    write_archive(tmp_path)
    site = build_site(tmp_path)
    article = (site / "articles/a/index.html").read_text("utf-8")
    assert ("Sửa tệp này" in article) == bool(given)
    assert (f'href="{given}articles/a.md"' in article) == bool(given)
    # A page that no file stands behind has nothing to edit.
    assert "Sửa tệp này" not in (site / "persons/nguyen-quang-duong/index.html").read_text("utf-8")
