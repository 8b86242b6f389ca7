"""Data and feeds among the files of the site: `DataOut` with what MkDocs knows of the site's address."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.data_out import DataOut, SiteLinks, is_data, page_of_feed
from generator.records import Catalogue
from generator.site.files import write

_FEEDS_AT_ONCE = 200


class SiteData(DataOut):
    """The data of one state of the archive, as files of its site."""

    def __init__(self, catalogue: Catalogue, config: MkDocsConfig) -> None:
        """Nothing is made yet."""
        links = SiteLinks(config.site_url or "", config.use_directory_urls, config.site_name)
        super().__init__(catalogue, links, config.site_description or "")

    @cached_property
    def work(self) -> Sequence[str | Sequence[str]]:
        """All that there is to write, in parts that any process may do: the place of a file, or pages with feeds."""
        pages = [*self.pages_with_feeds]
        feeds = [pages[start : start + _FEEDS_AT_ONCE] for start in range(0, len(pages), _FEEDS_AT_ONCE)]
        return (*self.files, *feeds)

    def at(self, place: str) -> bytes | None:
        """The file at a place below the site's folder, made now; None where there is no data."""
        if place in self.files:
            return b"".join(self.files[place]())
        return dict(self.feeds_beside(page_of_feed(place))).get(place)

    def write(self, part: str | Sequence[str], site: Path) -> Mapping[str, bytes]:
        """Write a part of the work; returns the small files by place."""
        if isinstance(part, str):
            path = site / part
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(self.files[part]())
            return {}
        feeds = {place: content for page in part for place, content in self.feeds_beside(page)}
        for place, content in feeds.items():
            write(site / place, content)
        return feeds


def data_file(path: str, config: MkDocsConfig) -> File:
    """A file of the data as MkDocs knows files, for links to it. What is in it is written later."""
    return File.generated(config, path, content=b"", inclusion=InclusionLevel.NOT_IN_NAV)


def in_the_way(files: Files, has_page: Callable[[str], bool]) -> Iterator[str]:
    """Files of the docs folder that lie where data of a site with such pages belongs, by path."""
    return (file.src_uri for file in files if file.generated_by is None and is_data(file.dest_uri, has_page))
