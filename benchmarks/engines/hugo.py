"""Hugo, in an environment of its own, with bare templates; persons and clusters are taxonomies."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from benchmarks import environments
from benchmarks.engines.project import Engine, Made, Project

_PACKAGE = "hugo"
_SITE = Path(__file__).parent / "hugo_site"
_TAXONOMIES = ("persons", "clusters")
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|/|#)([^)\s#]*\.md)(#[^)\s]*)?\)")
_PERSONS = '"persons": ['


def _version(folder: Path) -> str:
    environments.tool(folder, _PACKAGE)
    return environments.version(folder, _PACKAGE)


def _project(made: Made, folder: Path, environment: Path) -> Project:
    command = str(environments.tool(environment, _PACKAGE))
    shutil.copytree(_SITE, folder)
    for path, text in _pages(made):
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    return Project(
        folder,
        build=(command, "build", "--quiet"),
        serve=(command, "server", "--port", "{port}"),
        site=folder / "public",
        caches=(folder / "resources",),
        articles=folder / "content/articles",
        add_person=lambda identifier, _name, text: text.replace(_PERSONS, f'{_PERSONS}"{identifier}", ', 1),
    )


def _pages(made: Made) -> Iterator[tuple[str, str]]:
    """Path and text of each page: articles with their terms, of taxonomies' pages the titles, others as exported."""
    articles = {row["path"]: row for row in made.articles()}
    for file in sorted(made.exported.rglob("*.md")):
        path = file.relative_to(made.exported).as_posix()
        text = file.read_text("utf-8")
        body = _LINK.sub(lambda link, path=path: _as_address(link, path), _FRONT_MATTER.sub("", text))  # type: ignore[misc]
        head = (
            _front_matter(articles[path]) if path in articles else {"title": (_TITLE.search(body) or [path, path])[1]}
        )
        if path.partition("/")[0] in _TAXONOMIES:
            body = ""
        yield _place(path), f"{json.dumps(head, ensure_ascii=False)}\n\n{body}"


def _front_matter(row: dict[str, Any]) -> dict[str, Any]:
    """What Hugo needs of an article's: title, the date where a day is known, ids as terms."""
    terms = {kind: [entry["id"] for entry in row.get(kind, ()) if entry.get("id")] for kind in _TAXONOMIES}
    date = str(row.get("date", ""))
    return {"title": row["title"], **({"date": date} if len(date) == len("2024-06-20") else {}), **terms}


def _place(path: str) -> str:
    """Where a page of the export lies in `content`: what lists others is a section or a term."""
    if path.endswith("index.md"):
        return f"{path.removesuffix('index.md')}_index.md"
    return f"{path.removesuffix('.md')}/_index.md" if path.partition("/")[0] in _TAXONOMIES else path


def _as_address(link: re.Match[str], path: str) -> str:
    """A link to a file as the address of its page."""
    target = normpath(PurePosixPath(path).parent / link[1]).removesuffix(".md")
    address = target.removesuffix("index") if PurePosixPath(target).name == "index" else target
    address = address.strip("/")
    return f"](/{address}{'/' if address else ''}{link[2] or ''})"


HUGO = Engine(
    _PACKAGE,
    "Hugo",
    "has bare templates of a few lines, no theme and no search; makes the pages of persons and clusters itself, plain "
    "lists (taxonomies), and gets all others ready made, with links as addresses, of which it checks none.",
    _version,
    _project,
)
