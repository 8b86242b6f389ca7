"""Every regular expression of the package, and what it is asked: `python tests/all_patterns.py` lists them as JSON.

None is listed by hand: all modules are imported with `re` and `later` watched, functions that make a pattern once are
called, a few articles are converted for patterns made of words of the text; what is compiled in passing (`re.sub("…")`)
is read off the source.
"""

import ast
import functools
import importlib
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import generator

PACKAGE = Path(generator.__file__).parent
_ANYWHERE = frozenset(["search", "finditer", "findall", "sub", "subn", "split"])
# What stands between who makes a pattern and where that is noticed.
_BETWEEN = frozenset([Path(__file__).name, "patterns.py", Path(re.__file__).name, Path(functools.__file__).name])
_ASKED = _ANYWHERE | {"match", "fullmatch"}


class Place(NamedTuple):
    """A pattern, where it is made and what it is asked."""

    file: str
    """Below the package's folder."""
    line: int
    pattern: str
    flags: int
    asked: Sequence[str] = ()
    """Methods; empty where that can't be told from the source."""

    @property
    def searching(self) -> bool:
        return not self.asked or bool(_ANYWHERE & {*self.asked})

    @property
    def whole(self) -> bool:
        return "fullmatch" in self.asked


def all_patterns() -> list[Place]:
    """All of them, found by a process of its own, in which nothing has been imported yet."""
    own = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, __file__], capture_output=True, check=True, encoding="utf-8", env=own)
    return [Place(*row) for row in json.loads(done.stdout)]


def _find() -> list[Place]:
    found: dict[tuple[str, int], tuple[str, int]] = {}

    def note(pattern: Any, flags: int) -> None:
        frame = inspect.currentframe()
        while frame and Path(frame.f_code.co_filename).name in _BETWEEN:
            frame = frame.f_back
        if frame and isinstance(pattern, str) and _is_ours(frame.f_code.co_filename):
            file = Path(frame.f_code.co_filename).relative_to(PACKAGE).as_posix()
            found.setdefault((pattern, int(flags)), (file, frame.f_lineno))

    _watch(note)
    for module in pkgutil.walk_packages([str(PACKAGE)], "generator."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                    value()
    from generator.readers import RawArticle, SourceFile  # noqa: PLC0415  # watched from here on
    from generator.reading import articles_from  # noqa: PLC0415  # the same

    for path in sorted((PACKAGE.parent / "seeds").glob("*.txt")):
        articles_from([RawArticle(SourceFile("a", "a"), path.read_text("utf-8-sig"))])
    uses, of_tables = _uses(), _uses_of_tables()
    compiled = [
        Place(file, line, pattern, flags, uses.get(_names(file).get(line, ""), of_tables.get(file, ())))
        for (pattern, flags), (file, line) in found.items()
    ]
    return [*compiled, *(each for each in _in_passing() if (each.pattern, each.flags) not in found)]


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(PACKAGE)


def _watch(note: Any) -> None:
    compiled = re._compile  # type: ignore[attr-defined]  # all of re goes through it

    def compile_(pattern: Any, flags: int) -> Any:
        note(pattern, flags)
        return compiled(pattern, flags)

    re._compile = compile_  # type: ignore[attr-defined]  # the same
    later = importlib.import_module("generator.patterns")._Later
    made = later.__init__

    def remember(self: Any, pattern: str, flags: int) -> None:
        note(pattern, flags)
        made(self, pattern, flags)

    later.__init__ = remember


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def _names(file: str) -> dict[int, str]:
    """The name that what is made in a line of a file is bound to; of a function's own line the function's."""
    names: dict[int, str] = {}
    for node in ast.parse((PACKAGE / file).read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node] if isinstance(node, ast.FunctionDef) else []
        if len(targets) == 1 and isinstance(targets[0], ast.Name | ast.FunctionDef):
            name = targets[0].id if isinstance(targets[0], ast.Name) else targets[0].name
            names |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), f"{file}:{name}")
    return names


def _uses() -> dict[str, tuple[str, ...]]:
    """What each pattern with a name is asked; none for one that is handed on."""
    asked: dict[str, set[str]] = defaultdict(set)
    handed_on: set[str] = set()
    for file, tree in _trees():
        bound = {
            alias.asname
            or alias.name: f"{(node.module or '').removeprefix('generator.').replace('.', '/')}.py:{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
                continue
            name = bound.get(node.id, f"{file}:{node.id}")
            above = parents[node]
            if isinstance(above, ast.Call) and above.func is node and not above.args:
                above = parents[above]
            if isinstance(above, ast.Attribute) and above.attr in _ASKED:
                asked[name].add(above.attr)
            elif not (isinstance(above, ast.Attribute) and above.attr == "pattern"):
                handed_on.add(name)
    return {name: tuple(sorted(methods)) for name, methods in asked.items() if name not in handed_on}


def _uses_of_tables() -> dict[str, tuple[str, ...]]:
    """What the patterns of a file's tables are asked: `rule.pattern.fullmatch(…)` in the same file."""
    asked: dict[str, set[str]] = defaultdict(set)
    for file, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _ASKED and isinstance(node.value, ast.Attribute):
                asked[file] |= {node.attr} if node.value.attr == "pattern" else set()
    return {file: tuple(sorted(methods)) for file, methods in asked.items() if methods}


def _in_passing() -> Iterator[Place]:
    """Patterns within functions, that stand in a call of `re`; what is put into them is taken for a letter."""
    for file, tree in _trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in _ASKED
                and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            ):
                pieces = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else [node.args[0]]
                pattern = "".join(str(each.value) if isinstance(each, ast.Constant) else "x" for each in pieces)
                yield Place(file, node.lineno, pattern, 0, (node.func.attr,))


if __name__ == "__main__":
    json.dump(_find(), sys.stdout)
