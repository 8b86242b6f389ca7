"""The site, from MkDocs' hooks: loads the archive, and has its pages built."""

import logging
from collections.abc import Callable, Collection
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.catalogue import EarlierLoads
from generator.checks import Checked
from generator.errors import GeneratorError
from generator.schema import ARTICLE, NOTE, schema_text
from generator.search import BackgroundIndex
from generator.settings import ARTICLES, Settings, settings_from
from generator.site.archive import ArchiveSite
from generator.site.captions import captions_as_figures
from generator.site.live import ArchiveServer
from generator.site.long_words import with_breaks
from generator.site.policy import content_policy
from generator.site.sitemap import split_sitemap
from generator.translation import speak
from generator.translation.po_file import load_translation
from generator.translation.theme import give_words

_log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)

# A plugin that has a say in any of these may do anything to a page.
_EVENTS_OF_PAGES = (
    *("files", "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content"),
    *("page_context", "post_page"),
)

# What only the pages of Material itself load: over 2 MB a site.
_UNUSED_OF_THEME = (
    "assets/javascripts/bundle.*",
    "assets/javascripts/lunr/*",
    "assets/javascripts/workers/*",
    "assets/stylesheets/*.min.css",
    "assets/images/favicon.png",
    "assets/*.map",
)


class ArchiveConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook of its class untyped
    """The plugin's section in mkdocs.yml."""

    seeds = Type(str, default="seeds")
    """The source folder, watched while serving."""
    templates = Type(str, default="site_templates/pages")
    """Jinja templates of the generated pages."""
    sites = Type(list, default=[])
    """Sister sites that are searched with this one."""
    columns = Type(dict, default={})
    """Of sources that are rows of a file: which column is what."""
    limits = Type(dict, default={})
    """How large sources may be."""


class ArchivePlugin(BasePlugin[ArchiveConfig]):  # type: ignore[no-untyped-call]  # the same
    """Turns the articles of the docs folder into a cross-linked archive."""

    _serving: bool = False
    _live: bool = False
    _own: bool = False
    _is_watched: bool = False
    _converted: bool = False
    _background: BackgroundIndex | None = None
    _earlier: EarlierLoads | None = None
    _settings: Settings
    _site: ArchiveSite
    _nav: Navigation

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002  # their signature
        """Remembers whether a person is at work and waits for the page, or a build must be right."""
        self._serving = command == "serve"
        self._is_watched = self._converted = False
        # A build reads the archive once, and its memory is for pages.
        self._earlier = EarlierLoads() if self._serving else None

    def on_config(self, config: MkDocsConfig) -> None:
        """Settles where things lie, what is said for the words of the site, and who makes the pages."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        try:
            self._settings = settings_from(root, config, self.config)
            speak(load_translation(self._settings.words))
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        self._site = ArchiveSite(self._settings, config, self._earlier)
        self._own = _is_alone_with_pages(self, config)
        self._live = self._own and self._serving and _reloads()

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: object) -> LiveReloadServer:
        """Serves pages as they are asked for, if they can wait; builds again when a source or a template changes."""
        live = ArchiveServer(server, self._page_at, self._refresh, builder)
        self._is_watched = self._live
        for place in (self._settings.seeds, self._settings.templates, self._settings.words):
            if place.exists():
                live.watch(str(place))
        return live

    def on_pre_build(self, **_: object) -> None:
        """Converts what was put into the source folder meanwhile. A build takes the archive as it is."""
        if self._serving and self._settings.seeds.is_dir() and not self._is_watched:
            self._converted = _convert(self._settings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Loads the archive; its pages are made apart, or join MkDocs' files where other plugins look at pages."""
        for file in [file for file in files if _is_unused(file)]:
            files.remove(file)
        for kind in (ARTICLE, NOTE):
            files.append(File.generated(config, f"schema/{kind}.json", content=schema_text(kind)))
        site = self._site
        if self._own and not self._live and len(config.plugins) == 1 and (restored := site.restore(files)):
            return restored
        try:
            checked = site.load()
            self._report(checked, strict=config.strict)
            files = site.take_over(files) if self._own else site.join(files)
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        # Whoever builds may publish, so a build records its pages; one for a person at work, where half a name may be
        # a page for a moment, does so only when there are new articles. For a part of an archive, the archive does.
        if (self._converted or not self._serving) and not checked.catalogue.whole:
            site.record_addresses()
        self._converted = False
        return files

    @event_priority(-100)  # after all that others do to it
    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Remembers what pages are rendered with."""
        self._nav = nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """The same; gives the templates their words, and what pages may load."""
        # Lines that hold nothing but a tag are a tenth of an article's page.
        env.trim_blocks = env.lstrip_blocks = True
        give_words(env)
        env.globals["content_policy"] = content_policy(config, self._settings)
        self._site.render_with(self._nav, env)

    def on_template_context(self, context: TemplateContext, *, template_name: str, **_: object) -> None:
        """Gives the site map the pages that are none of MkDocs'."""
        if template_name == "sitemap.xml":
            context["pages"] = [*context["pages"], *self._site.listed()]  # type: ignore[list-item]  # files in all it asks

    def on_page_read_source(self, *, page: Page, **_: object) -> str | None:
        """Shows, while serving, what is wrong with a file that can't be read as an article."""
        return None if self._own else self._site.notice_of(page.file.src_uri)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Gives a page of the archive its content where MkDocs makes it."""
        source = None if self._own else self._site.source_of(page.file.src_uri)
        if not source:
            return markdown
        page.meta = dict(source.meta())
        return source.markdown

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Says in an article that MkDocs makes which paragraphs are captions; lets words break that no text has."""
        is_article = not self._own and self._site.source_of(page.file.src_uri) is not None
        if is_article and page.file.src_uri.startswith(f"{ARTICLES}/"):
            html = captions_as_figures(html)
        return with_breaks(html)

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Gives a page that MkDocs makes what it says of itself to machines."""
        return {**context, "metadata": self._site.metadata_of(page)}  # type: ignore[typeddict-unknown-key]

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the pages and the search index, if no server makes them on demand."""
        site = Path(config.site_dir)
        if self._live:
            self._background = self._background or BackgroundIndex(
                self._settings, lambda problem: _log.error("%s", problem)
            )
            self._background.update(site)
        elif self._own:
            self._site.build()
        else:
            self._site.finish()
        split_sitemap(site, config.site_url or "")

    def on_shutdown(self) -> None:
        """Stops what runs in the background."""
        if self._background:
            self._background.close()

    def _report(self, checked: Checked, *, strict: bool) -> None:
        """Stops a build that would lack an article, and a strict one at any problem; else says what is wrong."""
        if checked.problems and not self._serving and (strict or checked.unread):
            raise PluginError("\n".join(["the archive has problems:", *map(str, checked.problems)]))
        for problem in checked.problems:
            _log.log(logging.ERROR if problem.path in checked.unread else logging.WARNING, "%s", problem)

    def _page_at(self, place: str) -> bytes | None:
        return self._site.page_at(place) if self._live else None

    def _refresh(self, changed: Collection[Path]) -> bool:
        """Takes in changed sources and articles; all else is left to a build."""
        if not self._live:
            return False
        seeds, articles = self._settings.seeds.absolute(), self._settings.articles.absolute()
        if any(path.is_relative_to(seeds) for path in changed):
            self._converted = _convert(self._settings)
        if not all(path.is_relative_to(seeds) or path.is_relative_to(articles) for path in changed):
            return False
        try:
            if self._converted or not self._site.refresh():
                return False
        except GeneratorError:
            # The build will say it.
            return False
        self._report(self._site.checked, strict=False)
        if self._background:
            self._background.update(Path(self._site.config.site_dir))
        return True


def _is_alone_with_pages(plugin: ArchivePlugin, config: MkDocsConfig) -> bool:
    """Whether nobody else has a say in pages, and the navigation names the few that are in it."""
    others = (
        method
        for event in _EVENTS_OF_PAGES
        for method in config.plugins.events[event]
        if getattr(method, "__self__", None) is not plugin
    )
    return config.nav is not None and not any(others)


def _reloads() -> bool:
    """Whether this is `mkdocs serve` from the command line, which watches for changes; only there pages can wait."""
    context = click.get_current_context(silent=True)
    return bool(context and context.params.get("livereload"))


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


def _is_unused(file: File) -> bool:
    return any(fnmatch(file.src_uri, pattern) for pattern in _UNUSED_OF_THEME)
