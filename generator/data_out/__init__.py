"""The catalogue as data: tables as CSV, JSON and SQLite with what describes them, Popolo, and feeds.

All of it is made of the catalogue alone, in chunks, by whoever asks: the builder of the site, its server, `export`.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.data_out.database import database
from generator.data_out.families import ARTICLES, FAMILIES
from generator.data_out.feeds import FEEDS, Feed, Feeds, feed_place
from generator.data_out.links import SiteLinks
from generator.data_out.package import data_package, datasette_metadata
from generator.data_out.popolo import popolo
from generator.data_out.text_files import articles_json, csv_file, json_file
from generator.records import Catalogue

__all__ = ["FOLDER", "DataOut", "SiteLinks", "has_feeds", "is_data", "page_of_feed"]

FOLDER = "data"
"""Of the files, below the site's home."""
_KINDS_WITH_FEEDS = ("persons", "clusters")

Chunks = Callable[[], Iterator[bytes]]


class DataOut:
    """All data of one archive. Nothing is made before it is asked for."""

    def __init__(self, catalogue: Catalogue, links: SiteLinks, about: str = "") -> None:
        """links: where the site's pages are; about: what the site says of itself."""
        self._catalogue = catalogue
        self._links = links
        self._about = about
        self._feeds = Feeds(links)
        # The front site of an archive in parts has no articles.
        self.files: Mapping[str, Chunks] = {} if catalogue.is_hub else {f"{FOLDER}/{n}": c for n, c in self._files()}
        """How to make each file, by its place below the site's home."""
        records = () if catalogue.is_hub else (*catalogue.persons, *catalogue.clusters)
        self._with_feeds = {record.path: record for record in records}

    def _files(self) -> Iterator[tuple[str, Chunks]]:
        catalogue, links = self._catalogue, self._links
        # The longest work first: whoever shares it out is done sooner.
        yield "archive.sqlite", partial(database, catalogue, links)
        yield "popolo.json", partial(popolo, catalogue, links)
        for family in FAMILIES:
            is_articles = family.table is ARTICLES
            chunks = (
                partial(articles_json, catalogue, links)
                if is_articles
                else partial(json_file, family, catalogue, links)
            )
            yield f"{family.table.name}.json", chunks
            for table in family.tables:
                yield f"{table.name}.csv", partial(csv_file, family, table, catalogue, links)
        yield "datapackage.json", lambda: iter([data_package(links, self._about)])
        yield "metadata.json", lambda: iter([datasette_metadata(links, self._about)])

    def feeds_beside(self, page: str) -> Iterator[tuple[str, bytes]]:
        """The feeds that lie beside a page, if it has any: place below the site's home, and content."""
        record = self._with_feeds.get(page)
        if record:
            title = " · ".join(filter(None, (record.name, self._links.name)))
            yield from self._feeds.render(Feed(page, title, record.articles))
        elif page == "index.md" and not self._catalogue.is_hub:
            yield from self._feeds.render(Feed(page, self._links.name, self._catalogue.articles))

    def feed_places(self) -> Iterator[str]:
        """Where all feeds lie."""
        return (feed_place(page, name) for page in self.pages_with_feeds for name in FEEDS)

    @property
    def pages_with_feeds(self) -> Iterator[str]:
        """The pages beside which there are feeds."""
        if not self._catalogue.is_hub:
            yield "index.md"
        yield from self._with_feeds


_NAMES = frozenset(
    [
        *(f"{FOLDER}/{name}" for name in ("archive.sqlite", "popolo.json", "datapackage.json", "metadata.json")),
        *(f"{FOLDER}/{family.table.name}.json" for family in FAMILIES),
        *(f"{FOLDER}/{table.name}.csv" for family in FAMILIES for table in family.tables),
    ]
)


def has_feeds(page: str) -> bool:
    """Whether a generated page has feeds beside it.

    >>> has_feeds("persons/a.md"), has_feeds("persons/index.md"), has_feeds("persons/a/2024.md"), has_feeds("index.md")
    (True, False, False, True)
    """
    kind, _, name = page.partition("/")
    return page == "index.md" or (kind in _KINDS_WITH_FEEDS and name != "index.md" and "/" not in name)


def page_of_feed(place: str) -> str:
    """The page beside which a feed lies; empty for what is none.

    >>> page_of_feed("persons/a/feed.xml"), page_of_feed("feed.json"), page_of_feed("dates/2024/feed.xml")
    ('persons/a.md', 'index.md', '')
    """
    folder, _, name = place.rpartition("/")
    if name not in FEEDS:
        return ""
    page = f"{folder}.md" if folder else "index.md"
    return page if has_feeds(page) else ""


def is_data(place: str, has_page: Callable[[str], bool]) -> bool:
    """Whether a site with such pages has data at a place."""
    page = page_of_feed(place)
    return place in _NAMES or bool(page and has_page(page))
