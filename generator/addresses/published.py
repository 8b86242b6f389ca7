"""The pages that the site has of a catalogue, without rendering any: what the record of addresses is held against."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from generator.addresses import Page, keep_record, read_record
from generator.catalogue import PAGES_ONLY, PAGES_ONLY_BY_IDENTIFIER, Catalogue, load_catalogue, unread
from generator.identifiers import file_stem, identifier
from generator.model import Article, ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention
from generator.pages import planned
from generator.records import EntityRecord
from generator.resolve.identity import named_cluster
from generator.settings import ARTICLES

# While a person works on the archive the same names are asked again at every change.
_identifier = lru_cache(maxsize=1 << 16)(identifier)
# What tells one identifier from another that was taken already.
_NUMBER = re.compile(r"-[0-9]+$")
_ONE_FIGURE = (Figure(0, ""),)
_Mention = TypeVar("_Mention", PersonMention, ClusterMention, DocumentCitation)


def record_pages(docs: Path) -> None:
    """Bring the record of a docs folder up to date with the pages that its articles and notes make.

    Where an article can't be read the record stays as it is: pages that such an article has are not gone. Raises
    GeneratorError where the record can't be written, or two pages would have one path.
    """
    # All articles have to lie in memory at once, and offices are most of what they say.
    catalogue, problems = load_catalogue(docs, keep=_without_offices, kinds=PAGES_ONLY_BY_IDENTIFIER)
    if catalogue.by_offices:
        del catalogue
        catalogue, problems = load_catalogue(docs, keep=_with_offices, kinds=PAGES_ONLY)
    if not unread(problems, catalogue.articles, docs.name):
        pages, merged = published_pages(catalogue), catalogue.merged
        del catalogue
        keep_record(docs, read_record(docs), pages, merged)


def _with_offices(article: Article) -> Article:
    """An article without what no address depends on, which is most of it."""
    persons = (
        PersonMention(each.name, each.roles, each.id, each.new_roles, each.former_roles)
        for each in article.front_matter.persons
    )
    return _slim(article, persons)


def _without_offices(article: Article) -> Article:
    """The same where all persons have their identifiers: then it depends on no office either."""
    return _slim(article, (PersonMention(each.name, (), each.id) for each in article.front_matter.persons))


def _slim(article: Article, persons: Iterable[PersonMention]) -> Article:
    front = article.front_matter
    return Article(
        article.path,
        FrontMatter(
            front.title,
            date=front.date,
            period=sys.intern(front.period),
            published=front.published,
            persons=tuple(map(_one, persons)),
            clusters=tuple(
                _one(ClusterMention(each.name, each.number, each.sector, id=each.id)) for each in front.clusters
            ),
            provinces=tuple(map(sys.intern, front.provinces)),
            documents=tuple(_one(DocumentCitation(each.kind, each.number)) for each in front.documents),
            # How many there are says how their table is divided.
            figures=_ONE_FIGURE * len(front.figures),
            source_file=front.source_file,
        ),
        "",
    )


@lru_cache(maxsize=1 << 16)
def _one(mention: _Mention) -> _Mention:
    """The first of all that are equal: many articles name the same."""
    return mention


def published_paths(catalogue: Catalogue) -> frozenset[str]:
    """All pages by path: articles, generated ones, and notes that are pages of their own.

    Raises GeneratorError when two generated pages would have one path.
    """
    return frozenset(
        [
            *(note for note in catalogue.notes if note not in catalogue.merged),
            *(page.path for page in planned(catalogue)),
            *(article.path for article in catalogue.articles),
        ]
    )


def published_pages(catalogue: Catalogue) -> dict[str, Page]:
    """The same with what the record of addresses is to remember of each."""
    return {
        **dict.fromkeys(published_paths(catalogue), Page()),
        **dict(_records(catalogue)),
        **{article.path: _article(article) for article in catalogue.articles},
    }


def _records(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    for person in catalogue.persons:
        yield _record(person, person.spellings)
    for cluster in catalogue.clusters:
        yield _record(cluster, (named_cluster(mention).name for mention, _ in cluster.mentions))
    for province in catalogue.provinces:
        yield _record(province, province.spellings)
    for document in catalogue.documents:
        yield _record(document, (f"{citation.kind} {citation.number}" for citation, _ in document.citations))


def _record(record: EntityRecord, names_in_full: Iterable[str]) -> tuple[str, Page]:
    """The page of a record under the name its identifier was made of: by that name it gets it again, however it is
    called since. names_in_full: as identity takes them.
    """
    names = tuple(dict.fromkeys([*names_in_full, record.name, *record.spellings]))
    made_of = ""
    for name in names:
        made = _identifier(name)
        if made == record.id:
            made_of = name
            break
        if made == _NUMBER.sub("", record.id):
            made_of = made_of or name
    made_of = made_of or names[0]
    return record.path, Page(made_of, tuple(name for name in names if name != made_of))


def _article(article: Article) -> Page:
    source = article.front_matter.source_file
    stem = file_stem(source) if source else ""
    return Page(article.front_matter.title, made_from=f"{ARTICLES}/{stem}.md" if stem else "")
