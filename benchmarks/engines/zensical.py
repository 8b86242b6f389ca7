"""Zensical, which Material's makers build after it, in an environment of its own."""

import re
from pathlib import Path

from benchmarks import environments
from benchmarks.engines.material import CONFIG
from benchmarks.engines.project import Engine, Made, Project, our_extensions

_PACKAGE = "zensical"
_OUR_FUNCTION = re.compile(r"^ +slugify: !!python.*\n", re.MULTILINE)


def _version(folder: Path) -> str:
    environments.tool(folder, _PACKAGE)
    return environments.version(folder, _PACKAGE)


def _project(made: Made, folder: Path, environment: Path) -> Project:
    command = str(environments.tool(environment, _PACKAGE))
    folder.mkdir(parents=True)
    made.copy_export(folder / "docs")
    (folder / "mkdocs.yml").write_text(CONFIG + _OUR_FUNCTION.sub("", our_extensions()), "utf-8")
    return Project(
        folder,
        build=(command, "build"),
        serve=(command, "serve", "--dev-addr", "localhost:{port}"),
        site=folder / "site",
        caches=(folder / ".cache",),
        articles=folder / "docs/articles",
        keeps_cache=True,
        add_person=None,
    )


ZENSICAL = Engine(
    _PACKAGE,
    "Zensical",
    "as MkDocs + Material; it always makes a search index, and our function for anchors can't run in it.",
    _version,
    _project,
)
