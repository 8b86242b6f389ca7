"""The site, from MkDocs' hooks: loads the archive and hands over its pages. The only file that imports mkdocs."""

import logging
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from generator.addresses import RECORD, Address, Namesakes, destinations, keep_record, updated
from generator.addresses import Page as PublishedPage
from generator.catalogue import Catalogue
from generator.checks import Checked, check_archive
from generator.errors import GeneratorError, Problem
from generator.model import Article
from generator.pages import render_article, render_pages
from generator.pages.search import SEARCH_PAGE
from generator.pages.unreadable import render_unreadable
from generator.review.listing import open_questions
from generator.schema import ARTICLE, NOTE, schema_text
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
    sites = Type(list, default=[])
    """Sister sites that are searched with this one."""


class ArchivePlugin(BasePlugin[ArchiveConfig]):  # type: ignore[no-untyped-call]  # the same
    """Turns the articles of the docs folder into a cross-linked archive."""

    _serving: bool = False
    _background: BackgroundIndex | None = None
    _settings: Settings
    _catalogue: Catalogue
    _articles: dict[str, Article]
    _unreadable: dict[str, list[Problem]]
    _converted: bool = False
    _addresses: Mapping[str, Address]
    _pages: Mapping[str, PublishedPage]
    _environment: Environment
    _nav: Navigation
    _files: Files

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002  # their signature
        """Remembers whether a person is at work and waits for the page, or a build must be right."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Settles where things lie."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        try:
            self._settings = settings_from(root, config, self.config)
        except GeneratorError as error:
            raise PluginError(str(error)) from error

    def on_serve(self, server: LiveReloadServer, **_: object) -> None:
        """Builds again when a source or a template changes."""
        for folder in (self._settings.seeds, self._settings.templates):
            if folder.is_dir():
                server.watch(str(folder))

    def on_pre_build(self, **_: object) -> None:
        """Converts what was put into the source folder meanwhile. A build takes the archive as it is."""
        if self._serving and self._settings.seeds.is_dir():
            self._converted = _convert(self._settings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Loads the archive and adds the generated pages; a note gives way to the page it opens."""
        try:
            checked = check_archive(self._settings)
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        self._catalogue = checked.catalogue
        self._report(checked, strict=config.strict)
        for gone in (RECORD, *self._catalogue.merged):
            file = files.get_file_from_path(gone)
            if file:
                files.remove(file)
        try:
            addresses = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
            for path, markdown in render_pages(self._catalogue, self._settings):
                _add(files, path, markdown, addresses, config)
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        self._articles = {article.path: article for article in self._catalogue.articles}
        for file in [file for file in files if _is_unused(file)]:
            files.remove(file)
        for kind in (ARTICLE, NOTE):
            files.append(File.generated(config, f"schema/{kind}.json", content=schema_text(kind)))
        self._settle_addresses(checked, files)
        return files

    def on_env(self, env: Environment, *, files: Files, **_: object) -> None:
        """Remembers what pages that are gone are written with."""
        self._environment, self._files = env, files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """The same."""
        self._nav = nav

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
        """Writes the search index, while serving in the background, and what stands at the addresses of pages gone."""
        site = Path(config.site_dir)
        if self._serving:
            self._background = self._background or BackgroundIndex(
                self._settings.docs, lambda problem: _log.error("%s", problem), self._settings.sites
            )
            self._background.update(site)
        else:
            write_index(self._catalogue, site, self._settings.sites)
        self._write_gone(config)
        if questions := _count_questions(self._catalogue, self._settings):
            _log.info("%d open questions (run generator review)", questions)

    def on_shutdown(self) -> None:
        """Stops what runs in the background."""
        if self._background:
            self._background.close()

    def _report(self, checked: Checked, *, strict: bool) -> None:
        """Stops a build that would lack an article, and a strict one at any problem; else says what is wrong."""
        if checked.problems and not self._serving and (strict or checked.unread):
            raise PluginError("\n".join(["the archive has problems:", *map(str, checked.problems)]))
        self._unreadable = {}
        for problem in checked.problems:
            _log.log(logging.ERROR if problem.path in checked.unread else logging.WARNING, "%s", problem)
            if problem.path in checked.unread:
                self._unreadable.setdefault(problem.path.partition("/")[2], []).append(problem)

    def _settle_addresses(self, checked: Checked, files: Files) -> None:
        """Sees which pages are gone. Whoever builds may publish, so a build records its pages; one for a person at
        work, where half a name may be a page for a moment, does so only when there are new articles.
        """
        unpublished = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
        published = [file for file in files.documentation_pages() if file.inclusion not in unpublished]
        self._pages = {file.src_uri: checked.pages.get(file.src_uri, PublishedPage()) for file in published}
        merged = self._catalogue.merged
        self._addresses = updated(checked.record.addresses, self._pages, merged)
        # A part of an archive is written again and again; the archive remembers.
        if not checked.unread and not self._catalogue.whole and (self._converted or not self._serving):
            try:
                keep_record(self._settings.docs, checked.record, self._pages, merged)
            except GeneratorError as error:
                _log.warning("%s", error)
        self._converted = False

    def _write_gone(self, config: MkDocsConfig) -> None:
        """Writes to each address whose page is gone one that leads on, or says so where nobody knows where to."""
        site = Path(config.site_dir)
        taken = {file.dest_uri for file in self._files}
        taken_in_any_case = {address.lower() for address in taken}
        namesakes = Namesakes(self._pages)
        for path, target in destinations(self._addresses, self._pages).items():
            gone = File.generated(config, path, content="")
            file = site / gone.dest_uri
            # Some file systems know no case: a page renamed from A to a answers at both.
            if gone.dest_uri in taken or (gone.dest_uri.lower() in taken_in_any_case and file.exists()):
                continue
            title = self._addresses[path].title
            values: dict[str, Any] = {"gone_title": title}
            if target:
                there = self._files.src_uris[target]
                values["target"] = there.url_relative_to(gone)
                values["target_title"] = self._pages[target].title
                values["canonical"] = there.page.canonical_url if there.page and config.site_url else ""
            else:
                alike = namesakes.of(path, title)
                values["alike"] = [(self._pages[page].title, self._files.src_uris[page].url) for page in alike]
                values["search_page"] = self._files.src_uris[SEARCH_PAGE].url
            context = get_context(self._nav, self._files, config, base_url=get_relative_url(".", gone.url))
            template = self._environment.get_template("moved.html" if target else "gone.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(template.render({**context, **values}), "utf-8")


def _convert(settings: Settings) -> bool:
    """Converts; returns whether articles were written."""
    # Imported here, so that a build never loads the half that reads sources.
    from generator.convert import convert  # noqa: PLC0415

    try:
        account = convert(settings)
    except GeneratorError as error:
        _log.error("%s", error)
        return False
    _log.info("%s", account)
    for left_out in (*account.problems, *account.duplicates):
        _log.error("%s", left_out)
    return bool(account.written)


def _count_questions(catalogue: Catalogue, settings: Settings) -> int:
    """How much `generator review` lists."""
    # The reading half, as above.
    from generator.review.conflicts import open_conflicts  # noqa: PLC0415
    from generator.review.doubts import doubtful_lines  # noqa: PLC0415

    lists = (
        open_conflicts(settings.articles),
        open_questions(catalogue, ""),
        doubtful_lines(catalogue.articles, settings.seeds, ""),
    )
    return sum(1 for each in lists for _ in each)


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
