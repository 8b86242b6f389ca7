"""One set of settings for the command line and the MkDocs plugin, read from mkdocs.yml."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from generator.errors import Problem, ProblemError

CONFIG_FILE = "mkdocs.yml"
WORDS_FILE = "words.po"
"""Beside the folder of the page templates: the site's words in another language."""
ARTICLES = "articles"
"""Folder of the articles below the docs folder, and of their addresses on the site."""
BASE_FOLDER = ".base"
"""Below a folder of articles: copies of them as last generated, and open conflicts; committed with the archive."""


# A host is named in the policy of every page: site/policy.py.
_WEB_OR_RELATIVE = re.compile(r"(?:https?://[\w.-]+(?::\d+)?/)?(?:[^\s:/?#]*/)*", re.IGNORECASE)


@dataclass(frozen=True)
class SisterSite:
    """Another site that is searched with this one."""

    name: str
    """What it is called on the pages, such as its year."""
    url: str
    """Its home, with a slash at the end: https://… or relative to this site's home."""

    def link(self, page: str, target: str) -> str:
        """The address of one of its pages, for a link on a page of this site; both are paths of Markdown files.

        >>> SisterSite("2023", "../2023/").link("persons/a.md", "persons/a.md")
        '../../../2023/persons/a/'
        >>> SisterSite("2023", "https://example.org/2023/").link("index.md", "index.md")
        'https://example.org/2023/'
        """
        up = "" if "://" in self.url else "../" * len(_folders(page))
        return quote(f"{up}{self.url}{''.join(f'{folder}/' for folder in _folders(target))}", safe="/:%")


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
class Limits:
    """How much of what one source may be; what is more is refused. All are far above what articles have."""

    text_mb: int = 4
    """The text of one article, as UTF-8: some 700,000 words."""
    file_mb: int = 100
    """A file that is one article, as a saved page or a document with its pictures is, unpacked."""
    unpacked_mb: int = 10_000
    """All that one packed file holds."""
    files: int = 1_000_000
    """How many files one packed file holds."""

    @property
    def text(self) -> int:
        """`text_mb` in bytes."""
        return self.text_mb << 20

    @property
    def file(self) -> int:
        """`file_mb` in bytes."""
        return self.file_mb << 20

    @property
    def unpacked(self) -> int:
        """`unpacked_mb` in bytes."""
        return self.unpacked_mb << 20


USUAL_LIMITS = Limits()


@dataclass(frozen=True)
class Intake:
    """How sources are read."""

    columns: Columns = Columns()
    """Of those that are rows of a file."""
    limits: Limits = USUAL_LIMITS
    """How large they may be."""


USUAL_INTAKE = Intake()


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
    site_url: str = ""
    """The site's home, as in mkdocs.yml; empty where that does not say."""
    site_description: str = ""
    """What the site says of itself, as in mkdocs.yml."""
    sites: tuple[SisterSite, ...] = ()
    """Its sisters."""
    intake: Intake = USUAL_INTAKE
    """How sources are read."""

    @property
    def words(self) -> Path:
        """The PO file with the site's words in another language; it need not be there."""
        return self.templates.parent / WORDS_FILE

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
        site_url=str(config.get("site_url") or ""),
        site_description=str(config.get("site_description") or ""),
        sites=tuple(_sister_sites(plugin.get("sites") or [])),
        intake=Intake(
            _columns(plugin.get("columns"), str(root / CONFIG_FILE)),
            _limits(plugin.get("limits"), str(root / CONFIG_FILE)),
        ),
    )


def _folders(page: str) -> list[str]:
    """The folders in the address of a page."""
    *folders, name = page.removesuffix(".md").split("/")
    return folders if name in ("index", "README") else [*folders, name]


def _sister_sites(items: object) -> Iterator[SisterSite]:
    for item in items if isinstance(items, list) else [items]:
        name, url = (str(item.get(key) or "") for key in ("name", "url")) if isinstance(item, dict) else ("", "")
        if not name or not url or not _WEB_OR_RELATIVE.fullmatch(f"{url.rstrip('/')}/"):
            hint = 'write `- {name: "2023", url: ../2023/}`'
            raise ProblemError(Problem(CONFIG_FILE, 0, "sites", f"no site: {item}", hint))
        yield SisterSite(name, f"{url.rstrip('/')}/")


def _columns(value: object, path: str) -> Columns:
    known = [field.name for field in fields(Columns)]
    hint = f"write `columns: {{text: NAME, title: NAME}}`; there are {', '.join(known)}"
    named: dict[str, str] = {}
    for key, name in _section(value, "columns", known, path, hint):
        if not isinstance(name, str) or not name:
            raise ProblemError(Problem(path, 0, "columns", f"{key} is not the name of a column: {name}", hint))
        named[key] = name
    twice = next((key for key in known if [*named.values()].count(named.get(key, "")) > 1), "")
    if twice:
        raise ProblemError(Problem(path, 0, "columns", f"{named[twice]} can't be two things at once", hint))
    return Columns(**named)


def _limits(value: object, path: str) -> Limits:
    known = [field.name for field in fields(Limits)]
    hint = f"write `limits: {{text_mb: 4}}`; there are {', '.join(known)}"
    numbers: dict[str, int] = {}
    for key, number in _section(value, "limits", known, path, hint):
        # In Python, true is a whole number too.
        if type(number) is not int or number < 1:
            raise ProblemError(Problem(path, 0, "limits", f"{key} is not a whole number above 0: {number}", hint))
        numbers[key] = number
    return Limits(**numbers)


def _section(value: object, name: str, known: Collection[str], path: str, hint: str) -> Iterator[tuple[str, object]]:
    """The keys and values of a part of the plugin's section. Raises ProblemError where it has others than the known."""
    if value is not None and not isinstance(value, Mapping):
        raise ProblemError(Problem(path, 0, name, "is not a list of keys and values", hint))
    for key, each in value.items() if value is not None else ():
        if key not in known:
            raise ProblemError(Problem(path, 0, name, f"there is no {key}", hint))
        yield str(key), each


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
