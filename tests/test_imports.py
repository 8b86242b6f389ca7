"""The layers of the design, read off the source."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
READING = (
    *("readers", "clean", "extract", "given", "compose", "reading", "engines", "convert", "run", "account"),
    *("store", "merge"),
)
SITE = (
    *("catalogue", "gathering", "entities", "records", "related", "reprints", "resolve.notes", "resolve.resolver"),
    *("pages", "citing", "search", "export", "data_out", "vault", "resolve.whole", "parts"),
    *("plugin", "site", "checks", "addresses.published", "review.alike", "review.listing"),
)
# All that knows MkDocs.
OF_MKDOCS = ("plugin", "site")


def name_of(file: Path) -> str:
    return ".".join(["generator", *file.relative_to(PACKAGE).with_suffix("").parts])


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file.name}: relative import"
            module = node.module or ""
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def belongs(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == f"generator.{room}" or module.startswith(f"generator.{room}.") for room in rooms)


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_layers(file: Path) -> None:
    module, imported = name_of(file), imports(file)
    if not belongs(module, OF_MKDOCS):
        assert not [name for name in imported if name.split(".")[0] in ("mkdocs", "material")]
    if belongs(module, READING):
        assert not [name for name in imported if belongs(name, SITE)]
    if belongs(module, SITE) and module != "generator.plugin":
        assert not [name for name in imported if belongs(name, READING)]


def test_a_build_loads_no_reading_half() -> None:
    # The plugin may call `convert` while serving: inside a function, never at the top.
    tree = ast.parse((PACKAGE / "plugin.py").read_text("utf-8"))
    at_top = {node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module}
    assert not [name for name in at_top if belongs(name, READING)]


@pytest.mark.parametrize("file", [file for file in MODULES if file.name != "cli.py"], ids=name_of)
def test_only_the_command_line_prints(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "click.echo", "sys.stdout.write", "sys.stderr.write"), node.lineno
