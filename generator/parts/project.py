"""What makes a part a project that MkDocs builds by itself: its mkdocs.yml, and the templates of the archive."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.errors import Problem, ProblemError
from generator.settings import CONFIG_FILE, WORDS_FILE, SisterSite

_HEAD = "# Written by `generator split`. Correct the archive and split again; what is changed here is lost.\n"
_PLUGIN = "generator"


class Project:
    """The mkdocs.yml of the archive, from which those of the parts are made."""

    def __init__(self, root: Path, docs: str) -> None:
        """docs: name of the docs folder in the parts. Raises ProblemError where mkdocs.yml is not there, can't be read
        or needs what lies elsewhere.
        """
        self._root = root
        self._docs = docs
        path = root / CONFIG_FILE
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = 1_000_000
        try:
            self._text = path.read_text("utf-8")
            config = self._yaml.load(self._text)
        except (OSError, UnicodeDecodeError, YAMLError) as error:
            message = f"can't be read: {error.strerror if isinstance(error, OSError) else error}"
            raise ProblemError(Problem(CONFIG_FILE, 0, "", message)) from None
        if "INHERIT" in config:
            raise _not_by_itself("INHERIT", "write all into one file")
        self._config = config
        theme = config.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, dict) else None
        templates = _options(config).get("templates") or "site_templates/pages"
        self._folders = sorted({str(folder) for folder in (custom, templates) if folder})
        self._words = (root / templates).parent / WORDS_FILE
        for folder in self._folders:
            if not (root / folder).resolve().is_relative_to(root.resolve()):
                raise _not_by_itself(folder, "put the templates below the folder of mkdocs.yml")

    def config(
        self,
        name: str,
        site_url: str,
        sites: Sequence[SisterSite],
        extra: Mapping[str, str],
        is_there: Callable[[str], bool],
    ) -> bytes:
        """The mkdocs.yml of a part.

        name: shown beside the archive's; site_url: empty to leave what is there; extra: what the theme is told;
        is_there: whether a page is in the part.
        """
        config = self._yaml.load(self._text)
        if name:
            config["site_name"] = f"{config.get('site_name') or ''} · {name}".removeprefix(" · ")
        if site_url:
            config["site_url"] = site_url
        if "nav" in config:
            config["nav"] = _pages_there(config["nav"], is_there)
        config.setdefault("extra", {}).update(extra)
        config["docs_dir"] = self._docs
        # Each part's own is beside its mkdocs.yml.
        config.pop("site_dir", None)
        _options(config)["sites"] = [{"name": site.name, "url": site.url} for site in sites]
        written = io.StringIO()
        self._yaml.dump(config, written)
        return (_HEAD + written.getvalue()).encode()

    @property
    def site_url(self) -> str:
        """The archive's address; empty where mkdocs.yml takes it from the environment."""
        url = self._config.get("site_url")
        return url if isinstance(url, str) else ""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The templates, by path, and their words in another language."""
        for folder in self._folders:
            place = self._root / folder
            for file in sorted(place.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    yield f"{Path(folder).as_posix()}/{file.relative_to(place).as_posix()}", file.read_bytes()
        if self._words.is_file():
            yield self._words.relative_to(self._root).as_posix(), self._words.read_bytes()


def _not_by_itself(field: str, hint: str) -> ProblemError:
    return ProblemError(Problem(CONFIG_FILE, 0, field, "a part must stand by itself", hint))


def _options(config: Any) -> Any:
    """The plugin's section, made where there is none."""
    plugins = config.setdefault("plugins", [])
    if isinstance(plugins, dict):
        plugins[_PLUGIN] = plugins.get(_PLUGIN) or {}
        return plugins[_PLUGIN]
    for place, plugin in enumerate(plugins):
        if plugin == _PLUGIN:
            plugins[place] = {_PLUGIN: {}}
        if isinstance(plugins[place], dict) and _PLUGIN in plugins[place]:
            plugins[place][_PLUGIN] = plugins[place][_PLUGIN] or {}
            return plugins[place][_PLUGIN]
    plugins.append({_PLUGIN: {}})
    return plugins[-1][_PLUGIN]


def _pages_there(nav: Any, is_there: Callable[[str], bool]) -> Any:
    """The navigation without pages that the part doesn't have."""
    kept = []
    for item in nav:
        if isinstance(item, dict):
            title, target = next(iter(item.items()))
            inside = _pages_there(target, is_there) if isinstance(target, list) else target
            if inside if isinstance(target, list) else is_there(str(target)):
                kept.append({title: inside})
        elif is_there(str(item)):
            kept.append(item)
    return kept
