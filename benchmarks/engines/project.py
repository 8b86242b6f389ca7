"""What an engine is to a measurement: a folder of articles that a command builds and another one serves."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import archive
from benchmarks.process import FailedError, run

REPOSITORY = Path(__file__).parent.parent.parent
GENERATOR = (sys.executable, "-m", "generator")
MKDOCS = (sys.executable, "-m", "mkdocs")
# A few sources are flawed, so that `convert` ends with 1: some were left out and named.
CONVERTED = (0, 1)
_FEW, _MANY = 2, 12
_EXTENSIONS = re.compile(r"^markdown_extensions:\n(?:(?:[ #].*)?\n)+", re.MULTILINE)


@dataclass(frozen=True)
class Made:
    """A made archive: sources, converted and exported."""

    count: int
    """Sources."""
    root: Path
    """A project as a user has it: mkdocs.yml, templates, `seeds/`, `docs_src/`."""
    exported: Path
    """What `generator export` makes of it, for the other engines."""

    def articles(self) -> list[dict[str, Any]]:
        """Path and front matter of each, in time order."""
        rows: list[dict[str, Any]] = json.loads((self.exported / "data/articles.json").read_text("utf-8"))
        return rows

    def copy_export(self, folder: Path) -> None:
        """Copies the exported pages and data to a folder that isn't there yet."""
        shutil.copytree(self.exported, folder, ignore=shutil.ignore_patterns(".*"))


@dataclass(frozen=True)
class Project:
    """An archive as an engine has it."""

    folder: Path
    build: tuple[str, ...]
    """Command, run in the folder."""
    serve: tuple[str, ...]
    """Command with `{port}`."""
    site: Path
    """Where `build` writes."""
    caches: tuple[Path, ...]
    """What a clean build doesn't find."""
    articles: Path
    """The folder of the articles' Markdown."""
    add_person: Callable[[str, str, str], str] | None
    """A person's id and name, an article's text: the text that names this person too. None where an edit of an article
    changes no index page."""
    keeps_cache: bool = False
    """Whether a build leaves what makes a later one quicker."""

    def clean(self) -> None:
        """Removes what earlier builds left."""
        for path in (self.site, *self.caches):
            shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True)
class Engine:
    """A tool that makes a site of Markdown."""

    key: str
    name: str
    lacks: str
    """What it doesn't do of what ours does, and what of its setting up one must know to judge; a sentence."""
    version: Callable[[Path], str]
    """By the folder of environments. Installs the tool if need be; raises FailedError where that can't be."""
    project: Callable[[Made, Path, Path], Project]
    """Sets a made archive up in a folder of its own; the second folder is that of environments."""


def make(folder: Path, count: int) -> Made:
    """Makes an archive of that many sources in a folder, seeded: the same each time."""
    root, exported = folder / "project", folder / "exported"
    root.mkdir(parents=True)
    for name in ("mkdocs.yml", "site_templates"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    (root / "docs_src").mkdir()
    for page in (REPOSITORY / "docs_src").glob("*.md"):
        shutil.copy(page, root / "docs_src")
    archive.write(root / "seeds", count, flawed=True)
    run([*GENERATOR, "convert"], root, accepted=CONVERTED)
    run([*GENERATOR, "export", str(exported)], root)
    return Made(count, root, exported)


def our_extensions() -> str:
    """The section of our mkdocs.yml on Markdown extensions, as text."""
    found = _EXTENSIONS.search((REPOSITORY / "mkdocs.yml").read_text("utf-8") + "\n")
    if not found:
        raise FailedError("mkdocs.yml has no markdown_extensions")
    return found[0]


def known_person(articles: list[dict[str, Any]]) -> tuple[str, str]:
    """Id and name of somebody whom a few articles name, so that there is a page already, and a short one."""
    counts: dict[tuple[str, str], int] = {}
    for person in (person for article in articles for person in article.get("persons", ())):
        key = (str(person.get("id", "")), str(person["name"]))
        counts[key] = counts.get(key, 0) + 1
    fitting = [key for key, count in counts.items() if _FEW <= count <= _MANY and key[0]]
    if not fitting:
        raise FailedError("nobody is named by a few articles")
    return fitting[len(fitting) // 2]
