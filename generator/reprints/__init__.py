"""Articles that are one text, as several papers printed it, and articles that are one page, as it was at several times.

All of them stay: a group says which of them is the first, and leads from each to the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.model import Article
from generator.reprints.texts import Told, is_long_enough, joined_texts
from generator.vietnamese import comparison_key
from generator.web_addresses import page_at, site_at, site_of_paper


@dataclass(frozen=True, slots=True)
class Prints:
    """The articles of one text."""

    articles: tuple[Article, ...]
    """The first of them first, then the earliest printed, those of an unknown day last."""
    is_first_named: bool = False
    """Whether the first lies at the paper that others name as their source. Otherwise it is the earliest."""

    @property
    def first(self) -> Article | None:
        """Where the text was first, as far as anything tells; None where not two days are known, or the first two may
        be one.
        """
        first, second = self.articles[:2]
        day, next_day = first.front_matter.published, second.front_matter.published
        return first if self.is_first_named or (next_day and not next_day.startswith(day)) else None

    @property
    def knows_all_days(self) -> bool:
        """Whether it is known of each when it was published."""
        return all(article.front_matter.published for article in self.articles)


@dataclass(frozen=True)
class Alike:
    """What of an archive is one."""

    texts: Mapping[str, Prints]
    """The articles of one text, by the path of each that is not alone."""
    pages: Mapping[str, tuple[Article, ...]]
    """The articles of one page, by the path of each that is not alone."""

    @staticmethod
    def of(articles: Sequence[Article]) -> "Alike":
        """Looks through all articles."""
        return Alike(reprints(articles), versions(articles))

    def are_one(self, article: Article, other: Article) -> bool:
        """Whether two are one text, or one page at two times."""
        path, other_path = article.path, other.path
        is_one_text = path in self.texts and self.texts[path] is self.texts.get(other_path)
        return is_one_text or (path in self.pages and self.pages[path] is self.pages.get(other_path))

    @cached_property
    def both(self) -> Mapping[tuple[str, str], int]:
        """How many articles are of one text and of one page, by the paths of the first of each."""
        return Counter(
            (prints.articles[0].path, self.pages[path][0].path)
            for path, prints in self.texts.items()
            if path in self.pages
        )


def reprints(articles: Iterable[Article]) -> Mapping[str, Prints]:
    """The articles of each text that several have, small changes apart, by the path of each.

    The same articles give the same groups, in whatever order they come.
    """
    of_text: dict[str, list[Article]] = {}
    for article in articles:
        of_text.setdefault(article.body, []).append(article)
    joined = joined_texts({text: _told(its) for text, its in of_text.items()})
    groups = [[article for text in texts for article in of_text.pop(text)] for texts in joined]
    groups += [its for text, its in of_text.items() if len(its) > 1 and is_long_enough(text)]
    found = map(_prints, groups)
    return {article.path: prints for prints in found for article in prints.articles}


def versions(articles: Iterable[Article]) -> Mapping[str, tuple[Article, ...]]:
    """The articles of each address that several have, however their texts differ, by the path of each; those published
    first come first, those of an unknown day last.
    """
    of_page: dict[str, list[Article]] = {}
    for article in articles:
        page = page_at(article.front_matter.source.url)
        if page:
            of_page.setdefault(page, []).append(article)
    found = [tuple(sorted(group, key=_by_day)) for group in of_page.values() if len(group) > 1]
    return {article.path: group for group in found for article in group}


def _told(articles: Sequence[Article]) -> Told:
    fronts = [article.front_matter for article in articles]
    return Told(
        frozenset(front.date for front in fronts if front.date),
        frozenset(comparison_key(person.name) for front in fronts for person in front.persons),
    )


def _prints(group: Sequence[Article]) -> Prints:
    by_day = sorted(group, key=_by_day)
    site = _named_site(by_day)
    in_order = sorted(by_day, key=lambda article: site_at(article.front_matter.source.url) != site) if site else by_day
    return Prints(tuple(in_order), bool(site))


def _named_site(group: Sequence[Article]) -> str:
    """The site that prints at other sites name as their source; empty where none of those has the text, or two have."""
    sites = {article.path: site_at(article.front_matter.source.url) for article in group}
    there = frozenset(filter(None, sites.values()))
    named = {
        path: site
        for path, site in ((each.path, site_of_paper(each.front_matter.source.name, there)) for each in group)
        if site and site != sites[path]
    }
    # A paper that names another has it from there.
    origins = set(named.values()) - {sites[path] for path in named}
    return origins.pop() if len(origins) == 1 else ""


def _by_day(article: Article) -> tuple[bool, str, str]:
    published = article.front_matter.published
    return not published, published, article.path
