"""What stands at the addresses of pages that are gone: one that leads on, or says so where nobody knows where to."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from generator.addresses import Address, Namesakes, Page, destinations
from generator.pages.search import SEARCH_PAGE
from generator.site.files import canonical_url, destination


class GonePages:
    """The addresses of an archive that had a page once."""

    def __init__(
        self,
        addresses: Mapping[str, Address],
        pages: Mapping[str, Page],
        *,
        files: Files,
        config: MkDocsConfig,
        nav: Navigation,
        env: Environment,
    ) -> None:
        """Know them. addresses: the record; pages: those there are."""
        self._addresses = addresses
        self._pages = pages
        self._files = files
        self._config = config
        self._nav = nav
        self._env = env
        self._namesakes = Namesakes(pages)
        urls = config.use_directory_urls
        taken = {destination(path, directory_urls=urls) for path in pages}
        self.places: Mapping[str, tuple[str, str]] = {
            place: (path, target)
            for path, target in destinations(addresses, pages).items()
            if (place := destination(path, directory_urls=urls)) not in taken
        }
        """By place below the site's folder: the page, and the page that stands for it, empty where none does."""
        self.taken_in_any_case = {place.lower() for place in taken}
        """Where pages lie, on a system that knows no case."""

    def render(self, place: str) -> bytes:
        """The file at a place. Raises KeyError where it was none."""
        path, target = self.places[place]
        gone = File.generated(self._config, path, content="")
        title = self._addresses[path].title
        values: dict[str, Any] = {"gone_title": title}
        if target:
            there = self._file(target)
            values["target"] = there.url_relative_to(gone)
            values["target_title"] = self._pages[target].title
            values["canonical"] = canonical_url(self._config, target)
        else:
            alike = self._namesakes.of(path, title)
            values["alike"] = [(self._pages[page].title, self._file(page).url) for page in alike]
            values["search_page"] = self._file(SEARCH_PAGE).url
        context = get_context(self._nav, self._files, self._config, base_url=get_relative_url(".", gone.url))
        template = self._env.get_template("moved.html" if target else "gone.html")
        return template.render({**context, **values}).encode()

    def _file(self, path: str) -> File:
        file = self._files.get_file_from_path(path)
        if file is None:
            raise KeyError(path)
        return file
