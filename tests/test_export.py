"""The export is what other tools take it for: docs of MkDocs, ProperDocs and Zensical, and a vault of Obsidian."""

import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from html_page import read_page
from markdown_it import MarkdownIt
from scratch_archive import ARTICLES, DUONG, REPOSITORY, write_archive

from generator.document import split
from generator.export import export_site
from generator.model import FrontMatter, PersonMention
from generator.vault import with_aliases

SPACED = "bài số 1 (bản 2).md"
NOTES = {
    "persons/nguyen-quang-duong.md": "---\naliases: [Quang Dương, '2024']\n---\n\nTiểu sử.\n",
    "documents/chi-thi-05-ct-tw.md": "---\nname: 'Chỉ thị: 05'\n---\n",
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export, one of whose articles has a name with spaces, signs and accents."""
    root = tmp_path_factory.mktemp("vault")
    spaced = FrontMatter("Bài: tên “lạ”", date="2024-06-20", persons=(DUONG, PersonMention("Lê Văn Tuấn")))
    settings = write_archive(root, {**ARTICLES, SPACED: (spaced, "Nguyễn Quang Dương phát biểu.\n")}, NOTES)
    assert export_site(settings, root / "docs") == ()
    return root / "docs"


def front_matter(file: Path) -> dict[str, object]:
    loaded = yaml.safe_load(split(file.read_text("utf-8"))[0])
    assert isinstance(loaded, dict)
    return loaded


def links(markdown: str) -> list[str]:
    """Where its links lead, by CommonMark, as Obsidian reads it: what is in HTML are no links of the vault."""
    inline = [token for token in MarkdownIt().parse(split(markdown)[1]) if token.type == "inline"]
    children = [child for token in inline for child in token.children or () if child.type in ("link_open", "image")]
    return [str(child.attrs.get("href") or child.attrs.get("src")) for child in children]


def test_every_link_of_the_vault_opens_a_note(vault: Path) -> None:
    """Obsidian takes a relative path, decodes it, and looks for the file."""
    notes = {path.relative_to(vault).as_posix() for path in vault.rglob("*") if path.is_file()}
    seen = set()
    for note in sorted(note for note in notes if note.endswith(".md")):
        for link in links((vault / note).read_text("utf-8")):
            path = unquote(link).partition("#")[0]
            if path and not re.match(r"[a-z]+:", path):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(note), path))
                assert target in notes, f"{note}: {link}"
                seen.add(target)
    assert f"articles/{SPACED}" in seen
    assert {"persons/nguyen-quang-duong.md", "dates/2024/06.md", "index.md"} <= seen | {"index.md"}


def test_every_note_is_found_by_what_people_call_it(vault: Path) -> None:
    for file in vault.rglob("*.md"):
        if file.name != "about.md":
            matter = front_matter(file)
            aliases = matter["aliases"]
            assert isinstance(aliases, list), file
            assert all(isinstance(alias, str) for alias in aliases), file
            assert matter["title"] in aliases, file
    person = front_matter(vault / "persons/nguyen-quang-duong.md")
    assert person["aliases"] == ["Nguyễn Quang Dương", "Quang Dương", "2024"]
    assert front_matter(vault / "articles" / SPACED)["aliases"] == ["Bài: tên “lạ”"]
    assert front_matter(vault / "provinces/hoa-binh.md")["aliases"] == ["Hòa Bình", "Hoà Bình"]
    assert front_matter(vault / "documents/chi-thi-05-ct-tw.md")["aliases"] == ["Chỉ thị: 05", "Chỉ thị số 05-CT/TW"]


@pytest.mark.parametrize(
    "page", ["---\naliases: [A]\n---\n\nText\n", "---\n{title: A}\n---\n\nText\n", "---\ntitle: A\n---\n\nText\n"]
)
def test_aliases_that_are_there_stay_and_others_are_added_where_they_can_be(page: str) -> None:
    named = with_aliases(page, ["B: “b”", ""])
    assert named == page or yaml.safe_load(split(named)[0]) == {"title": "A", "aliases": ["B: “b”"]}
    assert (named == page) == ("title: A\n" not in page)
    assert with_aliases(page, [""]) == page
    assert split(named)[1] == "Text\n"


def test_html_in_a_note_is_closed_before_its_text(vault: Path) -> None:
    """Markdown is read below a tag only where a blank line ends the HTML."""
    for file in vault.rglob("*.md"):
        text = split(file.read_text("utf-8"))[1]
        for tag in re.finditer(r"^<[^>\n]*\bmarkdown=[^\n]*\n(?P<next>[^\n]*)", text, re.MULTILINE):
            assert tag["next"] == "", f"{file}: {tag[0]}"


def settings_in_readme() -> str:
    """The mkdocs.yml that the README gives for other engines."""
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.DOTALL)
    return next(block for block in blocks if "docs_dir: archive" in block)


def build(engine: str, vault: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """With the settings of the README and nothing of ours."""
    shutil.copytree(vault, root / "archive", dirs_exist_ok=True)
    (root / "mkdocs.yml").write_text(settings_in_readme(), "utf-8")
    command = [sys.executable, "-m", engine, "build", "--strict"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)


ENGINES = pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])


@ENGINES
def test_other_engines_build_the_export(vault: Path, tmp_path: Path, engine: str) -> None:
    built = build(engine, vault, tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    site = tmp_path / "site"
    assert len(list(site.rglob("*.html"))) >= len(list(vault.rglob("*.md")))
    person = read_page(site / "persons/nguyen-quang-duong/index.html")
    assert {"../../articles/a/", "../../articles/b/"} <= set(person.links)
    # Markdown within HTML is read as Markdown.
    assert "../../persons/nguyen-quang-duong/" in read_page(site / "articles/a/index.html").links


@ENGINES
@pytest.mark.parametrize("link", ["none.md", "persons/index.md#khong-co"])
def test_a_link_that_leads_nowhere_would_end_their_builds(vault: Path, tmp_path: Path, engine: str, link: str) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/more.md").write_text(f"# Thêm\n\n[x]({link})\n", "utf-8")
    assert build(engine, vault, tmp_path).returncode != 0
