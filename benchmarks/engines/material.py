"""Stock MkDocs with the theme Material: a short navigation and no search, the quickest it can be set up."""

from importlib.metadata import version
from pathlib import Path

from benchmarks.engines.project import MKDOCS, Engine, Made, Project, our_extensions

CONFIG = """\
site_name: Lưu trữ
docs_dir: docs
nav: [index.md]
not_in_nav: "*"
plugins: []
theme: {name: material, language: vi, font: false}
extra: {generator: false}
"""


def _project(made: Made, folder: Path, _environments: Path) -> Project:
    folder.mkdir(parents=True)
    made.copy_export(folder / "docs")
    (folder / "mkdocs.yml").write_text(CONFIG + our_extensions(), "utf-8")
    return Project(
        folder,
        build=(*MKDOCS, "build", "--quiet"),
        serve=(*MKDOCS, "serve", "--dev-addr", "127.0.0.1:{port}"),
        site=folder / "site",
        caches=(),
        articles=folder / "docs/articles",
        add_person=None,
    )


MATERIAL = Engine(
    "material",
    "MkDocs + Material",
    "gets all pages ready made (`generator export`, whose time isn't counted), so that an edit changes no index page; "
    "has a navigation of one entry, no search, and our Markdown extensions.",
    lambda _environments: f"{version('mkdocs')}, {version('mkdocs-material')}",
    _project,
)
