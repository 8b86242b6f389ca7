"""One set of settings for the command line and the MkDocs plugin, read from mkdocs.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from generator.errors import Problem, ProblemError

CONFIG_FILE = "mkdocs.yml"
ARTICLES = "articles"
"""Folder of the articles below the docs folder, and of their addresses on the site."""
BASE_FOLDER = ".base"
"""Below a folder of articles: copies of them as last generated, and open conflicts; committed with the archive."""


@dataclass(frozen=True)
class Columns:
    """Which column of a table, or key of a JSON line, is what; empty where the usual names will do."""

    text: str = ""
    """The article's text."""
    title: str = ""
    """Its title."""
    url: str = ""
    """Where it was published."""
    date: str = ""
    """When."""
    id: str = ""
    """What names the row for ever."""


@dataclass(frozen=True)
class Settings:
    """Where things lie. All paths are absolute or relative to the working directory."""

    root: Path
    """The folder of mkdocs.yml."""
    docs: Path
    """MkDocs' docs folder."""
    seeds: Path
    """The source folder that `convert` reads when it is given none."""
    templates: Path
    """Jinja templates of the generated pages."""
    site_name: str = ""
    """The site's name, as in mkdocs.yml."""
    columns: Columns = Columns()
    """Of sources that are rows of a file."""

    @property
    def articles(self) -> Path:
        """The folder that `convert` writes to when it is given none."""
        return self.docs / ARTICLES


def settings_from(root: Path, config: Mapping[str, Any], plugin: Mapping[str, Any]) -> Settings:
    """Settings from the values of mkdocs.yml and of the plugin's own section in it.

    Raises ProblemError where the section says something that can't be.
    """
    return Settings(
        root=root,
        docs=root / str(config.get("docs_dir") or "docs_src"),
        seeds=root / str(plugin.get("seeds") or "seeds"),
        templates=root / str(plugin.get("templates") or "site_templates/pages"),
        site_name=str(config.get("site_name") or ""),
        columns=_columns(plugin.get("columns"), str(root / CONFIG_FILE)),
    )


def _columns(value: object, path: str) -> Columns:
    known = [field.name for field in fields(Columns)]
    hint = f"write `columns: {{text: NAME, title: NAME}}`; there are {', '.join(known)}"
    if value is None:
        return Columns()
    if not isinstance(value, Mapping):
        raise ProblemError(Problem(path, 0, "columns", "is not a list of keys and values", hint))
    for key, name in value.items():
        if key not in known:
            raise ProblemError(Problem(path, 0, "columns", f"there is no {key}", hint))
        if not isinstance(name, str) or not name:
            raise ProblemError(Problem(path, 0, "columns", f"{key} is not the name of a column: {name}", hint))
    names = [name for name in known if name in value]
    twice = next((key for key in names if list(value.values()).count(value[key]) > 1), "")
    if twice:
        raise ProblemError(Problem(path, 0, "columns", f"{value[twice]} can't be two things at once", hint))
    return Columns(**{name: value[name] for name in names})


def load_settings(root: Path) -> Settings:
    """Settings of the archive in a folder; the defaults where it has no mkdocs.yml.

    Raises ProblemError where mkdocs.yml can't be read.
    """
    path = root / CONFIG_FILE
    if not path.exists():
        return settings_from(root, {}, {})
    try:
        config = yaml.load(path.read_text("utf-8"), Loader=_TolerantLoader)  # noqa: S506  # a SafeLoader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = " ".join(str(error).split())
        raise ProblemError(Problem(str(path), 0, "", f"can't be read: {message}", "mend the YAML")) from None
    if not isinstance(config, dict):
        raise ProblemError(Problem(str(path), 1, "", "is not a list of keys and values", "write `key: value`"))
    return settings_from(root, config, _plugin_section(config.get("plugins")))


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without running anything: tags such as `!ENV` and `!!python/name:` come out as nothing."""


_TolerantLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def _plugin_section(plugins: object) -> Mapping[str, Any]:
    """The options under `plugins: - generator:`, in either form MkDocs accepts."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("generator"), dict):
            section: Mapping[str, Any] = entry["generator"]
            return section
    return {}
