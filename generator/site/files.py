"""The archive's pages as MkDocs' files: known to its navigation and its links, but not built by it."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePath
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.data_out import is_data
from generator.settings import ARTICLES

LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
"""Files that mkdocs.yml keeps off the site."""


class ArchiveFiles(Files):
    """MkDocs' files, and the pages of the archive for whoever asks for one by its path."""

    def __init__(
        self, files: Iterable[File], own: Mapping[str, File], has_page: Callable[[str], bool], config: MkDocsConfig
    ) -> None:
        """Know these.

        files: MkDocs'. own: those it found that are the archive's, by path. has_page: whether a path is that of one of
        the archive's pages.
        """
        super().__init__(files)
        self._pages = dict(own)
        self._config = config
        self.has_page = has_page
        """May be another from one state of the archive to the next."""

    def get_file_from_path(self, path: str) -> File | None:
        """The file of a page, the same one each time; None where nobody knows it."""
        file = super().get_file_from_path(path)
        if file:
            return file
        path = PurePath(path).as_posix()
        if not self.has_page(path) and not is_data(path, self.has_page):
            return None
        if path not in self._pages:
            self._pages[path] = self._new(path)
        return self._pages[path]

    def _new(self, path: str) -> File:
        config = self._config
        if path.startswith(f"{ARTICLES}/"):
            # It came after MkDocs had looked.
            return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        # Of data, too, what is in it is made later.
        return File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)


def destination(path: str, *, directory_urls: bool) -> str:
    """Where a page comes to lie below the site's folder, as MkDocs has it.

    >>> destination("persons/a.md", directory_urls=True), destination("dates/2024/index.md", directory_urls=True)
    ('persons/a/index.html', 'dates/2024/index.html')
    >>> destination("persons/a.md", directory_urls=False)
    'persons/a.html'
    """
    folder, name = posixpath.split(path)
    stem = name.removesuffix(".md")
    stem = "index" if stem == "README" else stem
    return posixpath.join(folder, f"{stem}.html" if stem == "index" or not directory_urls else f"{stem}/index.html")


def url_of(path: str, *, directory_urls: bool) -> str:
    """The address of a page below the site's, as MkDocs has it.

    >>> url_of("persons/a.md", directory_urls=True), url_of("index.md", directory_urls=True)
    ('persons/a/', './')
    """
    place = destination(path, directory_urls=directory_urls)
    folder, name = posixpath.split(place)
    return quote((folder or ".") + "/" if directory_urls and name == "index.html" else place)


def canonical_url(config: MkDocsConfig, path: str) -> str:
    """The whole address of a page; empty where mkdocs.yml does not say where the site is."""
    url = url_of(path, directory_urls=config.use_directory_urls)
    return urljoin(config.site_url, "" if url == "./" else url) if config.site_url else ""


def write(file: Path, content: bytes) -> None:
    """Write a file, and the folders it lies in."""
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
