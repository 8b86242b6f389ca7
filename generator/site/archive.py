"""The archive behind the site: loaded, checked, its pages found, built or made one by one."""

import logging
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.addresses import RECORD, Address, keep_record, updated
from generator.addresses import Page as PublishedPage
from generator.catalogue import EarlierLoads
from generator.checks import Checked, check_archive
from generator.citing import Metadata, metadata_of_page
from generator.collector import uncollected
from generator.errors import GeneratorError, Problem
from generator.search import INDEX, IndexBuild, write_index
from generator.settings import ARTICLES, Settings
from generator.site.building import Builder
from generator.site.data import SiteData, data_file, in_the_way
from generator.site.edition import Edition, Source
from generator.site.files import LEFT_OUT, ArchiveFiles, canonical_url, destination, write
from generator.site.gone import GonePages
from generator.site.memory import Memory
from generator.site.rendering import Renderer

_log = logging.getLogger("mkdocs.plugins.generator")


class ArchiveSite:
    """The archive from one build to the next of the same process."""

    def __init__(self, settings: Settings, config: MkDocsConfig, earlier: EarlierLoads | None) -> None:
        """The archive of a project; nothing is read yet. earlier: see `load_catalogue`."""
        self.settings = settings
        self.config = config
        self._earlier = earlier
        self._memory: Memory | None = None
        self._restored: list[str] | None = None
        # Articles that mkdocs.yml keeps off the site.
        self._left_out: set[str] = set()
        self.files: Files

    def load(self) -> Checked:
        """Read the archive; what has not changed since the last time is not read again."""
        with uncollected():
            self.checked = check_archive(self.settings, self._earlier)
            unreadable: dict[str, list[Problem]] = {}
            for problem in self.checked.problems:
                if problem.path in self.checked.unread:
                    unreadable.setdefault(problem.path.partition("/")[2], []).append(problem)
            self.edition = Edition(self.settings, self.checked.catalogue, unreadable)
        return self.checked

    def restore(self, files: Files) -> ArchiveFiles | None:
        """Write the site as an earlier build made it, if nothing has changed since; None where something has."""
        self._memory = Memory(self.config, self.settings)
        known = self._memory.restore()
        if not known:
            return None
        self._restored = [*known.articles, *known.generated]
        own = self.files = self._own(files, known.articles, known.generated, known.hidden)
        return own

    def take_over(self, files: Files) -> ArchiveFiles:
        """MkDocs' files without the archive's pages. Raises GeneratorError where one of its pages has the address of
        another.
        """
        generated = self.edition.generated
        # All of the folder, or MkDocs would look for a file that has just been renamed.
        of_folder = [file for file in files if file.src_uri.startswith(f"{ARTICLES}/") and file.is_documentation_page()]
        articles = [file.src_uri for file in of_folder]
        self._left_out = {file.src_uri for file in of_folder if file.inclusion in LEFT_OUT}
        own = self.files = self._own(files, articles, generated, self.edition.catalogue.merged)
        own.has_page = self.edition.__contains__
        self._look_for_collisions(own, generated)
        return own

    def join(self, files: Files) -> Files:
        """MkDocs' files with the archive's pages among them. Raises GeneratorError as `take_over` does."""
        for path in (RECORD, *self.edition.catalogue.merged):
            if gone := files.get_file_from_path(path):
                files.remove(gone)
        self._look_for_collisions(files, self.edition.generated)
        for path in self.edition.generated:
            if note := files.get_file_from_path(path):
                files.remove(note)
            # Only the index of a folder may stand in the navigation, where mkdocs.yml puts it.
            is_entry = path.count("/") <= 1 and path.endswith("index.md")
            inclusion = InclusionLevel.UNDEFINED if is_entry else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(self.config, path, content="", inclusion=inclusion))
        data = self.data
        for place in (*data.files, *data.feed_places()):
            files.append(data_file(place, self.config))
        self.files = files
        return files

    def record_addresses(self) -> None:
        """Bring the record of addresses up to date with the pages there are."""
        if not self.checked.unread:
            try:
                keep_record(self.settings.docs, self.checked.record, self._pages, self.edition.catalogue.merged)
            except GeneratorError as error:
                _log.warning("%s", error)

    def render_with(self, nav: Navigation, env: Environment) -> None:
        """Know what pages are rendered with."""
        self._nav, self._env = nav, env
        if self._restored is None:
            self._prepare()

    def build(self) -> None:
        """Write all pages and the search index. Raises GeneratorError where they can't be written."""
        if self._restored is not None:
            return
        site, memory = Path(self.config.site_dir), self._memory
        known = (memory.cache.get, memory.seal) if memory else ()
        index = IndexBuild(self.edition.catalogue, site / INDEX, self.settings.sites, *known)
        builder = Builder(self._renderer, memory.cache if memory else None, site, self._place, index, self.data)
        # Looked for once, by the process that the others are forked from.
        _ = self.edition.catalogue.alike
        outputs: dict[str, bytes] = {}
        is_clean = not self.checked.problems
        for written in builder.build(self.own_pages):
            outputs |= written.keys
            is_clean = is_clean and not written.said
            for level, message in written.said:
                logging.getLogger("mkdocs.structure.pages").log(level, "%s", message)
            if memory:
                memory.keep(written)
        self.write_gone()
        if memory:
            edition = self.edition
            articles = [path for path in self.own_pages if path in edition.articles]
            made = (articles, [*edition.generated], [*edition.catalogue.merged]) if is_clean else None
            addresses = None if edition.catalogue.whole else self._addresses
            memory.finish(made, outputs, [*self.gone.places, *self.data.files], addresses)

    def finish(self) -> None:
        """Write what MkDocs has not made where it makes the pages."""
        site = Path(self.config.site_dir)
        write_index(self.edition.catalogue, site, self.settings.sites)
        for part in self.data.work:
            self.data.write(part, site)
        self.write_gone()

    def write_gone(self) -> None:
        """Write what stands at the addresses of pages that are gone."""
        site = Path(self.config.site_dir)
        for place in self.gone.places:
            # Some file systems know no case: a page renamed from A to a answers at both.
            if place.lower() not in self.gone.taken_in_any_case or not (site / place).exists():
                write(site / place, self.gone.render(place))

    @property
    def own_pages(self) -> Sequence[str]:
        """Every page of the archive, by path below the docs folder."""
        if self._restored is not None:
            return self._restored
        return [path for path in self.edition.paths if path not in self._left_out]

    def source_of(self, path: str) -> Source | None:
        """What a page is made of; None where it is none of the archive's."""
        return self.edition.source(path) if path in self.edition else None

    def metadata_of(self, page: Page) -> Metadata:
        """What a page that MkDocs makes says of itself to machines."""
        path = page.file.src_uri
        if self._restored is None and path in self.edition:
            return self.edition.metadata(path)(partial(canonical_url, self.config))
        title = str(page.meta.get("title") or page.title or "")
        return metadata_of_page(title, self.settings.site_name, page.canonical_url or "")

    def notice_of(self, path: str) -> str | None:
        """What to show in place of a file that can't be read; None where it can."""
        return self.edition.source(path).markdown if path in self.edition.unreadable else None

    def listed(self) -> list[SimpleNamespace]:
        """The pages as a template of MkDocs looks at them: `file.page` with addresses."""
        if not isinstance(self.files, ArchiveFiles):
            return []
        urls = [canonical_url(self.config, path) for path in self.own_pages]
        return [
            SimpleNamespace(page=SimpleNamespace(is_link=False, canonical_url=url, abs_url=urlsplit(url).path))
            for url in urls
        ]

    def page_at(self, place: str) -> bytes | None:
        """The file at a place below the site's folder, made now; None where the archive has no page there."""
        path = self._paths.get(place)
        if path:
            return self._renderer.render(self._renderer.prepare(path))
        return self.gone.render(place) if place in self.gone.places else self.data.at(place)

    def refresh(self) -> bool:
        """Take in articles that were edited. Returns whether that was all: a file more or less is MkDocs' business."""
        before, files = self.edition, self.files
        self.load()
        if {*before.articles, *before.unreadable} != {*self.edition.articles, *self.edition.unreadable}:
            return False
        if before.catalogue.merged != self.edition.catalogue.merged or not isinstance(files, ArchiveFiles):
            return False
        files.has_page = self.edition.__contains__
        self._look_for_collisions(files, self.edition.generated)
        self._prepare()
        return True

    def _prepare(self) -> None:
        for stale in ("_pages", "_addresses", "gone", "data"):
            self.__dict__.pop(stale, None)
        seal = self._memory.seal if self._memory else b""
        self._renderer = Renderer(self.edition, self.config, files=self.files, nav=self._nav, env=self._env, seal=seal)
        self._paths = {self._place(path): path for path in self.own_pages}

    @cached_property
    def data(self) -> SiteData:
        """Data and feeds."""
        return SiteData(self.edition.catalogue, self.config)

    @cached_property
    def gone(self) -> GonePages:
        """What stands where a page was. Looked for only when somebody asks."""
        return GonePages(
            self._addresses, self._pages, files=self.files, config=self.config, nav=self._nav, env=self._env
        )

    @cached_property
    def _addresses(self) -> Mapping[str, Address]:
        return updated(self.checked.record.addresses, self._pages, self.edition.catalogue.merged)

    @cached_property
    def _pages(self) -> dict[str, PublishedPage]:
        """All pages of the site, with what the record of addresses is to remember of each."""
        of_mkdocs = [file.src_uri for file in self.files.documentation_pages() if file.inclusion not in LEFT_OUT]
        return {path: self.checked.pages.get(path, PublishedPage()) for path in (*of_mkdocs, *self.own_pages)}

    def _own(
        self, files: Files, articles: Collection[str], generated: Collection[str], hidden: Collection[str]
    ) -> ArchiveFiles:
        own = {path: file for path in articles if (file := files.get_file_from_path(path))}
        pages = {*articles, *generated}
        taken = {*pages, *hidden, RECORD}
        others = [file for file in files if file.src_uri not in taken]
        return ArchiveFiles(others, own, pages.__contains__, self.config)

    def _look_for_collisions(self, files: Files, generated: Collection[str]) -> None:
        addresses = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
        for path in generated:
            other = addresses.get(self._place(path), path)
            if other != path:
                docs = self.settings.docs.name
                raise GeneratorError(
                    f"{docs}/{other}: its address is that of the page {path} (name the file {docs}/{path})"
                )

        for path in in_the_way(files, self.edition.__contains__):
            docs = self.settings.docs.name
            raise GeneratorError(f"{docs}/{path}: the site's own data lies there (give the file another name)")

    def _place(self, path: str) -> str:
        return destination(path, directory_urls=self.config.use_directory_urls)
