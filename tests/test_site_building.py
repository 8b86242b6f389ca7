"""The site's own builder: several processes, an earlier build's cache, and what must never come out of it."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psutil
import pytest
from conftest import ROOT
from mkdocs.exceptions import Abort
from scratch_archive import write, write_archive
from site_tree import built
from test_refresh import edit

from generator.errors import GeneratorError
from generator.search import segments
from generator.site import building, ingredients
from generator.site.cache import FILE, BuildCache
from generator.site.rendering import Renderer


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages rendered, in this process."""
    paths: list[str] = []
    render = Renderer.render

    def noted(self: Renderer, prepared: object) -> bytes:
        paths.append(prepared.path)  # type: ignore[attr-defined]  # a PreparedPage, passed on as it came
        return render(self, prepared)  # type: ignore[arg-type]  # as above

    monkeypatch.setattr(Renderer, "render", noted)
    return paths


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small archive with a theme and templates of its own, to be changed."""
    write_archive(tmp_path, notes={"persons/nguyen-quang-duong.md": "Ghi chú.\n"})
    shutil.copytree(ROOT / "site_templates", tmp_path / "site_templates", dirs_exist_ok=True)
    return tmp_path


def anew(root: Path, *, strict: bool = True) -> dict[str, bytes]:
    """The site as a build without any cache makes it."""
    aside = root / ".cache-aside"
    if (root / ".cache").exists():
        (root / ".cache").rename(aside)
    try:
        return built(root, "site-anew", strict=strict)
    finally:
        shutil.rmtree(root / ".cache", ignore_errors=True)
        if aside.exists():
            aside.rename(root / ".cache")


@pytest.mark.skipif(not building.can_fork(), reason="this system can't fork: there is one way to build only")
def test_any_number_of_processes_builds_the_same_site(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = []
    monkeypatch.setattr(building, "_WORTH_A_FORK", 0)
    monkeypatch.setattr(building, "_PAGES_AT_ONCE", 3)
    monkeypatch.setattr(segments, "SEGMENT", 2)
    for jobs in (1, 2, 3):
        monkeypatch.setattr(building, "cores", lambda jobs=jobs: jobs)
        sites.append(anew(archive))
    assert sites[0] == sites[1] == sites[2]
    assert "persons/nguyen-quang-duong/index.html" in sites[0]


@pytest.mark.skipif(not building.can_fork(), reason="this system can't fork: there is one way to build only")
def test_a_killed_process_ends_the_build_with_one_line(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_WORTH_A_FORK", 0)
    monkeypatch.setattr(building, "cores", lambda: 2)
    monkeypatch.setattr(Renderer, "render", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(GeneratorError, match="was killed"):
        anew(archive)


def test_a_second_build_renders_nothing_and_is_the_same(archive: Path, rendered: list[str]) -> None:
    first = built(archive)
    assert len(rendered) > 10
    rendered.clear()
    shutil.rmtree(archive / "site")
    assert built(archive) == first
    assert rendered == []


def test_an_edit_renders_only_what_it_touches(archive: Path, rendered: list[str]) -> None:
    built(archive)
    number = len(rendered)
    rendered.clear()
    article = archive / "docs_src/articles/b.md"
    write(article, article.read_text("utf-8").replace("Giao ban", "Giao ban trực tuyến"))
    assert built(archive) == anew(archive)
    touched = set(rendered[: -number or None])
    assert "articles/b.md" in touched
    assert "articles/e.md" not in touched
    assert len(touched) < number / 2


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_a_build_is_as_a_clean_one(tmp_path: Path, seed: int) -> None:
    write_archive(tmp_path)
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    for number in range(8):
        edit(tmp_path / "docs_src", chance, number, wrong=False)
        assert built(tmp_path, strict=False) == anew(tmp_path, strict=False)


def replace(path: str, old: str, new: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def change(root: Path, _: pytest.MonkeyPatch) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        write(root / path, text.replace(old, new, 1))

    return change


def append(path: str, text: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def change(root: Path, _: pytest.MonkeyPatch) -> None:
        old = (root / path).read_text("utf-8") if (root / path).exists() else ""
        write(root / path, old + text)

    return change


def with_environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace("mkdocs.yml", "site_name:", 'site_url: !ENV [SITE_URL, ""]\nsite_name:')(root, monkeypatch)
    monkeypatch.setenv("SITE_URL", "https://luu-tru.example/")


def with_other_code(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ingredients._PACKAGE, root / "code", ignore=shutil.ignore_patterns("__pycache__"))
    append("code/lexicon/offices.tsv", "\n")(root, monkeypatch)
    monkeypatch.setattr(ingredients, "_PACKAGE", root / "code")


def with_another_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "packages/markdown-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(root / "packages"))


def with_another_python(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", "3.99")


# What may change, and whether that alone changes a page of this archive.
INGREDIENTS = {
    "the body of an article": (append("docs_src/articles/a.md", "\nThêm một câu.\n"), True),
    "the front matter of an article": (replace("docs_src/articles/b.md", "2021-06-28", "2021-06-29"), True),
    "another article": (append("docs_src/articles/z.md", "---\ntitle: Mới\ndate: 2024-06-21\n---\n\nBài.\n"), True),
    "a note": (append("docs_src/persons/nguyen-quang-duong.md", "\nThêm.\n"), True),
    "another note": (append("docs_src/persons/le-van-tuan.md", "Ghi chú.\n"), True),
    "a copy of what was last generated": (append("docs_src/articles/.base/a.md", "---\ntitle: A\n---\n\nA\n"), False),
    "what was taken out of a source": (
        append("docs_src/articles/.base/removed.jsonl", '{"article":"a.md","removed":[[3,"share","Chia sẻ"]]}\n'),
        True,
    ),
    "the record of addresses": (append("docs_src/addresses.txt", "persons/cu.md -> ? | Cũ\n"), True),
    "a page template": (append("site_templates/pages/article.md.j2", "\nCuối trang.\n"), True),
    "a template of the theme": (append("site_templates/theme/partials/footer.html", "<p>Cuối</p>"), True),
    "the words of another language": (
        replace("site_templates/words.po", 'msgid "Tìm kiếm"\nmsgstr ""', 'msgid "Tìm kiếm"\nmsgstr "Search"'),
        True,
    ),
    "a setting": (replace("mkdocs.yml", "site_name:", "copyright: Tỉnh ủy\nsite_name:"), True),
    "a style sheet": (append("mkdocs.yml", "\nextra_css: [a.css]\n"), True),
    "an extension of Markdown": (replace("mkdocs.yml", "  - md_in_html\n", "  - md_in_html\n  - admonition\n"), False),
    "the environment": (with_environment, True),
    "the code": (with_other_code, False),
    "a package that is installed": (with_another_version, False),
    "Python": (with_another_python, False),
}


@pytest.mark.parametrize("name", INGREDIENTS)
def test_whatever_goes_into_a_page_is_noticed(
    name: str, archive: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change, shows = INGREDIENTS[name]
    write(archive / "docs_src/a.css", "")
    before = built(archive)
    change(archive, monkeypatch)
    expected = anew(archive)
    assert (before != expected) is shows
    rendered.clear()
    assert built(archive) == expected
    if not shows and "copy" not in name:
        # What can't be told from outside must have been made anew all the same.
        assert len(rendered) > 10


def test_a_date_is_an_ingredient_only_where_a_template_shows_it(
    archive: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    append("site_templates/theme/partials/footer.html", "{{ build_date_utc.isoformat() }}")(archive, monkeypatch)
    built(archive)
    rendered.clear()

    class Tomorrow(datetime):
        @classmethod
        def now(cls, *_: object) -> "Tomorrow":
            return cls(2099, 1, 1)

    monkeypatch.setattr(ingredients, "datetime", Tomorrow)
    built(archive)
    assert len(rendered) > 10


def test_a_build_with_a_warning_is_not_remembered(archive: Path, caplog: pytest.LogCaptureFixture) -> None:
    built(archive)
    template = archive / "site_templates/pages/home.md.j2"
    write(template, template.read_text("utf-8") + "\n[Đi đâu](khong/co.md)\n")
    for _ in range(2):
        caplog.clear()
        with pytest.raises(Abort, match="strict mode"):
            built(archive)
        assert "khong/co.md" in caplog.text


def damaged(at: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        data = bytearray(file.read_bytes())
        place = len(data) * at // 100
        data[place : place + 64] = bytes(byte ^ 0x5A for byte in data[place : place + 64])
        file.write_bytes(data)

    return damage


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def of_another_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("PRAGMA user_version = 99")


def tampered(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE pieces SET data = x'3C68746D6C3E'")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def no_database(file: Path) -> None:
    file.write_bytes(b"\x00" * 5000)


@pytest.mark.parametrize(
    "damage",
    [*map(damaged, (0, 5, 20, 40, 60, 80, 95)), cut_off, of_another_version, tampered, a_folder, no_database],
)
def test_a_damaged_cache_is_never_trusted(archive: Path, damage: Callable[[Path], None]) -> None:
    expected = built(archive)
    damage(archive / FILE)
    for _ in range(2):
        shutil.rmtree(archive / "site")
        assert built(archive) == expected


def test_damage_is_told_in_one_line(archive: Path, caplog: pytest.LogCaptureFixture) -> None:
    built(archive)
    tampered(archive / FILE)
    caplog.clear()
    caplog.set_level("INFO")
    built(archive)
    assert len([record for record in caplog.records if "site.sqlite" in record.getMessage()]) == 1


def test_a_cache_that_cannot_be_written_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder should be", "utf-8")
    cache = BuildCache(tmp_path)
    cache.put(b"key", b"data")
    cache.finish({b"key"}, {})
    assert "nothing is kept" in cache.problem
    assert cache.get(b"key") is None


def test_a_cache_keeps_what_was_used(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path)
    pieces = {bytes([number]) * 16: bytes([number]) * number for number in range(20)}
    for key, data in pieces.items():
        cache.put(key, data)
    cache.finish(set(pieces), {})
    assert {key: cache.get(key) for key in pieces} == pieces
    first, *others = pieces
    cache.finish({first}, {})
    with closing(BuildCache(tmp_path)) as again:
        assert again.get(first) == pieces[first]
        assert not any(again.get(key) is not None for key in others)


def test_where_others_look_at_pages_mkdocs_makes_them_and_they_are_the_same(archive: Path, rendered: list[str]) -> None:
    append("docs_src/articles/z.md", "---\ntitle: Mới\n---\n\n| a | b |\n|---|---|\n| c | d |\n")(
        archive, pytest.MonkeyPatch()
    )
    append("docs_src/addresses.txt", "persons/cu.md -> ? | Cũ\n")(archive, pytest.MonkeyPatch())
    own = built(archive)
    assert rendered
    rendered.clear()
    write(
        archive / "look.py", "seen = []\n\ndef on_page_content(html, page, **_):\n    return html + '<!-- seen -->'\n"
    )
    append("mkdocs.yml", "\nhooks: [look.py]\n")(archive, pytest.MonkeyPatch())
    others = built(archive, "site-others")
    assert rendered == []
    assert sorted(own) == sorted(others)
    assert b"<!-- seen -->" in others["articles/a/index.html"]
    differing = {place for place, data in others.items() if data.replace(b"<!-- seen -->", b"") != own[place]}
    # The order of its entries.
    assert differing <= {"sitemap.xml", "sitemap.xml.gz"}


_SLOW_BUILD = """
import os, pathlib, sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config
from generator.site import building
from generator.site.rendering import Renderer

def wait_for_ever(*_):
    pathlib.Path("at-work").write_text(str(os.getpid()))
    time.sleep(600)

building._WORTH_A_FORK, building.cores, Renderer.render = 0, lambda: 2, wait_for_ever
build(load_config("mkdocs.yml"))
"""


@pytest.mark.skipif(not building.can_fork(), reason="this system can't fork: there is one way to build only")
def test_a_build_that_is_killed_leaves_no_process_behind(archive: Path) -> None:
    build = subprocess.Popen([sys.executable, "-c", _SLOW_BUILD], cwd=archive, stderr=subprocess.DEVNULL)
    at_work = archive / "at-work"
    wait_until(lambda: at_work.exists() and at_work.read_text("utf-8") != "")
    build.kill()
    build.wait()
    wait_until(lambda: not is_running(int(at_work.read_text("utf-8"))))


def wait_until(condition: Callable[[], bool]) -> None:
    # Far above what it takes; only a failure waits so long.
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        # One that has ended waits there until it is asked how.
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
