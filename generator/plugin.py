"""The site, from MkDocs' hooks: loads the archive and hands over its pages. The only file that imports mkdocs."""

import logging
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.catalogue import Catalogue, build_catalogue, load_articles
from generator.errors import GeneratorError, Problem
from generator.model import Article
from generator.pages import render_article, render_pages
from generator.pages.notes import load_notes
from generator.pages.search import SEARCH_PAGE
from generator.pages.unreadable import render_unreadable
from generator.search import BackgroundIndex, write_index
from generator.settings import Settings, settings_from

# What only Material's own scripts need, which the archive's pages never load: over 2 MB a site.
_UNUSED_OF_THEME = (
    "assets/javascripts/bundle.*",
    "assets/javascripts/lunr/*",
    "assets/javascripts/workers/*",
    "assets/stylesheets/palette.*",
    "assets/images/favicon.png",
    "assets/*.map",
)

_log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class ArchiveConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook of its class untyped
    """The plugin's section in mkdocs.yml."""

    seeds = Type(str, default="seeds")
    """The source folder, watched while serving."""
    templates = Type(str, default="site_templates/pages")
    """Jinja templates of the generated pages."""


class ArchivePlugin(BasePlugin[ArchiveConfig]):  # type: ignore[no-untyped-call]  # the same
    """Turns the articles of the docs folder into a cross-linked archive."""

    _serving: bool = False
    _background: BackgroundIndex | None = None
    _settings: Settings
    _catalogue: Catalogue
    _articles: dict[str, Article]
    _unreadable: dict[str, list[Problem]]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002  # their signature
        """Remembers whether a person is at work and waits for the page, or a build must be right."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Settles where things lie."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        self._settings = settings_from(root, config, self.config)

    def on_serve(self, server: LiveReloadServer, **_: object) -> None:
        """Builds again when a source or a template changes."""
        for folder in (self._settings.seeds, self._settings.templates):
            if folder.is_dir():
                server.watch(str(folder))

    def on_pre_build(self, **_: object) -> None:
        """Converts what was put into the source folder meanwhile. A build takes the archive as it is."""
        if self._serving and self._settings.seeds.is_dir():
            _convert(self._settings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Loads the archive and adds the generated pages; a note gives way to the page it opens."""
        articles, problems = load_articles(self._settings.docs)
        notes, problems_of_notes = load_notes(self._settings.docs)
        self._report([*problems, *problems_of_notes])
        try:
            self._catalogue = build_catalogue(articles)
            addresses = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
            for path, markdown in render_pages(self._catalogue, self._settings, notes):
                _add(files, path, markdown, addresses, config)
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        self._articles = {article.path: article for article in articles}
        for file in [file for file in files if _is_unused(file)]:
            files.remove(file)
        return files

    def on_page_read_source(self, *, page: Page, **_: object) -> str | None:
        """Shows, while serving, what is wrong with a file that can't be read as an article."""
        problems = self._unreadable.get(page.file.src_uri)
        return render_unreadable(page.file.src_uri, problems) if problems else None

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Composes the page of an article, and gives the search page its box."""
        if page.file.src_uri == SEARCH_PAGE:
            page.meta["template"] = "search.html"
        article = self._articles.get(page.file.src_uri)
        if not article:
            return markdown
        # A template that the theme lacks would end the build without a word of where it was named.
        page.meta.pop("template", None)
        return render_article(self._catalogue, article, self._settings)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the search index; while serving in the background."""
        if not self._serving:
            write_index(self._catalogue, Path(config.site_dir))
            return
        self._background = self._background or BackgroundIndex(
            self._settings.docs, lambda problem: _log.error("%s", problem)
        )
        self._background.update(Path(config.site_dir))

    def on_shutdown(self) -> None:
        """Stops what runs in the background."""
        if self._background:
            self._background.close()

    def _report(self, problems: Sequence[Problem]) -> None:
        """Stops a build; while serving, says what is wrong and goes on."""
        if problems and not self._serving:
            raise PluginError("\n".join(["the archive has problems:", *map(str, problems)]))
        self._unreadable = {}
        for problem in problems:
            _log.error("%s", problem)
            self._unreadable.setdefault(problem.path.partition("/")[2], []).append(problem)


def _convert(settings: Settings) -> None:
    # Imported here, so that a build never loads the half that reads sources.
    from generator.convert import convert  # noqa: PLC0415

    try:
        account = convert(settings)
    except GeneratorError as error:
        _log.error("%s", error)
        return
    _log.info("%s", account)
    for left_out in (*account.problems, *account.duplicates):
        _log.error("%s", left_out)


def _is_unused(file: File) -> bool:
    return any(fnmatch(file.src_uri, pattern) for pattern in _UNUSED_OF_THEME)


def _add(files: Files, path: str, markdown: str, addresses: Mapping[str, str], config: MkDocsConfig) -> None:
    """Adds a generated page. Only the index of a folder may stand in the navigation, where mkdocs.yml puts it."""
    is_entry = path.count("/") <= 1 and path.endswith("index.md")
    inclusion = InclusionLevel.UNDEFINED if is_entry else InclusionLevel.NOT_IN_NAV
    note = files.get_file_from_path(path)
    if note:
        files.remove(note)
    page = File.generated(config, path, content=markdown, inclusion=inclusion)
    other = addresses.get(page.dest_uri)
    if other and other != path:
        docs = Path(config.docs_dir).name
        raise GeneratorError(f"{docs}/{other}: its address is that of the page {path} (name the file {docs}/{path})")
    files.append(page)
