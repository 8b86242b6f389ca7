"""One state of the archive with what stands on each of its pages, as Markdown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from generator.catalogue import Catalogue, EntityRecord
from generator.citing import AddressOf, Metadata, metadata_of_article, metadata_of_page, metadata_of_record
from generator.data_out import has_feeds
from generator.document import load_mapping, split
from generator.errors import Problem, ProblemError
from generator.model import Article
from generator.pages import GeneratedPage, article_page, plan, render_article, render_body, whole_page
from generator.pages.search import SEARCH_PAGE
from generator.pages.unreadable import render_unreadable
from generator.removed_lines import NOTHING_REMOVED, RemovedLines, read_removed
from generator.settings import Settings


@dataclass(frozen=True, eq=False)
class Source:
    """What a page is made of."""

    front_matter: str
    """What tells its front matter from any other."""
    meta: Callable[[], Mapping[str, Any]]
    """Reads the front matter, for the theme: only a page that is rendered needs it."""
    content: object
    """All that `write` makes the Markdown of, besides templates and settings."""
    write: Callable[[], str]
    """Makes it."""
    metadata: Callable[[AddressOf], Metadata]
    """What stands in the page's frame: a `partial` of all that it is made of, but for the addresses."""

    @cached_property
    def markdown(self) -> str:
        """The page below its front matter. Made when it is asked for."""
        return self.write()


@dataclass(frozen=True, eq=False)
class Edition:
    """A state of the archive. Pages are made when asked for, each of its own."""

    settings: Settings
    """Where things lie."""
    catalogue: Catalogue
    """All that can be read."""
    unreadable: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    """What is wrong with files that can't be read as articles, by path; each has a page that says so."""

    @cached_property
    def articles(self) -> dict[str, Article]:
        """By path."""
        return {article.path: article for article in self.catalogue.articles}

    @cached_property
    def generated(self) -> Mapping[str, GeneratedPage]:
        """By path. Raises GeneratorError where two have one path."""
        return plan(self.catalogue)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every page, by path below the docs folder."""
        return (*self.articles, *self.unreadable, *self.generated)

    @cached_property
    def removed(self) -> Mapping[str, RemovedLines]:
        """What was taken out of each article's source, by the article's path."""
        return read_removed(self.settings.docs)

    def metadata(self, path: str) -> Callable[[AddressOf], Metadata]:
        """What a page says of itself to machines, and its frame shows."""
        article, record = self.articles.get(path), self._records.get(path)
        if article:
            removed = self.removed.get(path, NOTHING_REMOVED)
            return partial(metadata_of_article, article, self.catalogue.mentioned[path], removed)
        if record:
            return partial(metadata_of_record, record, self.settings.site_name)
        page = self.generated.get(path)
        title = page.title if page and page.title else self.settings.site_name
        return partial(_metadata_of_page, title, self.settings.site_name, path)

    @cached_property
    def _records(self) -> dict[str, EntityRecord]:
        kinds = (self.catalogue.persons, self.catalogue.clusters, self.catalogue.provinces, self.catalogue.documents)
        return {record.path: record for records in kinds for record in records}

    def __contains__(self, path: str) -> bool:
        """Whether the archive has a page."""
        return path in self.articles or path in self.unreadable or path in self.generated

    def source(self, path: str) -> Source:
        """What a page is made of. Raises KeyError where the archive has no such page."""
        article = self.articles.get(path)
        if article:
            yaml_text = self._front_matter(article)
            made_of = article_page(self.catalogue, article)
            write = partial(render_article, made_of, self.settings)
            return Source(yaml_text, partial(_meta, yaml_text, article), made_of, write, self.metadata(path))
        if path in self.unreadable:
            problems = tuple(self.unreadable[path])
            return Source("", dict, problems, partial(render_unreadable, path, problems), self.metadata(path))
        page = whole_page(self.generated[path], self.catalogue, self.settings)
        meta = {
            "title": page.title,
            **({"template": "search.html"} if path == SEARCH_PAGE else {}),
            "feeds": self._has_feeds(path),
        }
        return Source(page.title, lambda: meta, page, partial(render_body, page, self.settings), self.metadata(path))

    def _has_feeds(self, path: str) -> bool:
        return has_feeds(path) and not self.catalogue.is_hub

    def _front_matter(self, article: Article) -> str:
        """All of it, as it lies there: its people may have added what a theme knows."""
        try:
            return split((self.settings.docs / article.path).read_bytes().decode("utf-8"))[0]
        except (OSError, UnicodeDecodeError):
            # The file has changed since the archive was read; the next state will say how.
            return ""


def _metadata_of_page(title: str, site_name: str, path: str, address_of: AddressOf) -> Metadata:
    return metadata_of_page(title, site_name, address_of(path))


def _meta(yaml_text: str, article: Article) -> Mapping[str, Any]:
    try:
        meta = load_mapping(yaml_text, article.path)
    except ProblemError:
        # As above.
        meta = {}
    # A template that the theme lacks would end the build without a word of where it was named.
    meta.pop("template", None)
    return {"title": article.front_matter.title, **meta}
