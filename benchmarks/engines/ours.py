"""The archive itself, as `make site` and `make serve` run it."""

import shutil
from importlib.metadata import version
from pathlib import Path

from benchmarks.engines.project import MKDOCS, Engine, Made, Project
from benchmarks.process import FailedError
from generator import __version__

_PERSONS = "\npersons:\n"


def _project(made: Made, folder: Path, _environments: Path) -> Project:
    shutil.copytree(made.root, folder)
    return Project(
        folder,
        build=(*MKDOCS, "build", "--quiet"),
        serve=(*MKDOCS, "serve", "--dev-addr", "127.0.0.1:{port}"),
        site=folder / "site",
        caches=(folder / ".cache",),
        articles=folder / "docs_src/articles",
        keeps_cache=True,
        add_person=_add_person,
    )


def _add_person(identifier: str, name: str, text: str) -> str:
    if _PERSONS not in text:
        raise FailedError("the article to edit names nobody")
    return text.replace(_PERSONS, f"{_PERSONS}- id: {identifier}\n  name: {name}\n", 1)


OURS = Engine(
    "ours",
    "this archive",
    "makes the pages by date, person, cluster, province and document and the search index in the time measured.",
    lambda _environments: f"{__version__} (MkDocs {version('mkdocs')}, Material {version('mkdocs-material')})",
    _project,
)
