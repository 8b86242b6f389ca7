"""The whole archive as one value: articles in time order, and whom and what they mention."""

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from generator.addresses import read_record
from generator.article_files import ReadFile, load_articles
from generator.dates import PartialDate
from generator.document import parse_article
from generator.entities import cluster_record, document_name, document_record, person_record, province_record
from generator.errors import Problem, ProblemError
from generator.model import Article, DocumentCitation, FrontMatter
from generator.provinces import province_named
from generator.records import (
    Catalogue,
    ClusterRecord,
    DocumentRecord,
    EntityRecord,
    Mentions,
    OfficeRecord,
    PersonRecord,
    ProvinceRecord,
)
from generator.resolve.identity import Named, is_usable_id, named_cluster, named_persons
from generator.resolve.notes import KINDS, Note, load_notes
from generator.resolve.resolver import Generated, Resolved, Resolver, nothing_generated
from generator.resolve.whole import SettledResolver, Whole, read_whole, settled_resolvers
from generator.settings import ARTICLES, BASE_FOLDER
from generator.vietnamese import SortKey, comparison_key, name_sort_key, sort_key

__all__ = [
    "Catalogue",
    "ClusterRecord",
    "DocumentRecord",
    "EntityRecord",
    "Mentions",
    "OfficeRecord",
    "PersonRecord",
    "ProvinceRecord",
    "build_catalogue",
    "document_name",
    "load_articles",
    "load_catalogue",
]

Mention = TypeVar("Mention")
Record = TypeVar("Record", bound=EntityRecord)

_NUMBER = re.compile(r"\d+")


def load_catalogue(
    docs: Path,
    read_before: MutableMapping[str, ReadFile] | None = None,
    keep: Callable[[Article], Article] = lambda article: article,
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The archive in a docs folder, and everything wrong with its articles and notes.

    What can't be read is left out of the catalogue. read_before, keep: see `load_articles`. Raises ProblemError for a
    part of an archive that doesn't know the whole any more.
    """
    articles, problems = load_articles(docs, read_before, keep)
    notes, problems_of_notes = load_notes(docs)
    catalogue = build_catalogue(
        articles,
        notes,
        generated=lru_cache(maxsize=256)(lambda path: _generated(docs, path)),
        published={
            path: address.title
            for path, address in sorted(read_record(docs).addresses.items(), key=lambda pair: (pair[1].leads_to, pair))
            if address.title
        },
        docs_name=docs.name,
        complete=not unread(problems, articles, docs.name),
        whole=read_whole(docs),
    )
    return catalogue, (*problems, *problems_of_notes, *catalogue.problems)


def unread(problems: Iterable[Problem], articles: Iterable[Article], docs_name: str) -> set[str]:
    """The articles' files among those with problems that no article could be made of, as problems name them."""
    read = {f"{docs_name}/{article.path}" for article in articles}
    return {problem.path for problem in problems if problem.path.startswith(f"{docs_name}/{ARTICLES}/")} - read


def _generated(docs: Path, path: str) -> tuple[Named, ...]:
    """The persons and clusters of an article as last generated; none where no copy tells."""
    folder, _, name = path.rpartition("/")
    try:
        text = (docs / folder / BASE_FOLDER / name).read_bytes().decode("utf-8")
        front = parse_article(text, path).front_matter
    except (OSError, UnicodeDecodeError, ProblemError):
        return ()
    return *named_persons(front, path), *map(named_cluster, front.clusters)


def build_catalogue(
    articles: Iterable[Article],
    notes: Mapping[str, Note] | None = None,
    *,
    generated: Generated = nothing_generated,
    published: Mapping[str, str] | None = None,
    docs_name: str = "docs_src",
    complete: bool = True,
    whole: Whole | None = None,
) -> Catalogue:
    """The catalogue of articles. The same articles give the same catalogue, in whatever order they come.

    notes: by path. generated: what an article was last generated with. published: the title of every page that ever
    was, by path. docs_name: for messages. complete: whether all articles are there. whole: the archive of which these
    are a part, which has settled who is meant. Raises ValueError when two articles have one path.
    """
    # Identifiers are given out by path: a corrected date must not move anybody to another address.
    by_path = sorted(articles, key=lambda article: article.path)
    for article, following in pairwise(by_path):
        if article.path == following.path:
            raise ValueError(f"two articles on one path: {article.path}")
    in_time = tuple(sorted(by_path, key=_time_key))
    position = {article.path: place for place, article in enumerate(in_time)}
    notes = notes or {}
    resolvers: Mapping[str, Resolver | SettledResolver] = (
        settled_resolvers(whole, notes)
        if whole
        else {
            kind: Resolver(
                {note.id: note for note in notes.values() if note.kind == kind},
                alias_key,
                docs_name,
                generated,
                _names_of(kind, published or {}),
                complete,
            )
            for kind, alias_key in _ALIAS_KEYS.items()
        }
    )

    def gather(
        kind: str,
        mentions_in: Callable[[FrontMatter], tuple[Mention, ...]],
        named_in: Callable[[Article], Iterable[Named]],
        record: Callable[[str, Sequence[tuple[Mention, Article]], Note | None], Record],
    ) -> tuple[dict[str, Record], dict[str, list[Record]], Resolved]:
        """All records of a kind by identifier, those of each article in step with its mentions, and the rest."""
        mentions = [(mention, article) for article in by_path for mention in mentions_in(article.front_matter)]
        named = [each for article in by_path for each in named_in(article)]
        resolved = resolvers[kind].resolve(named, [article.path for _, article in mentions])
        found: dict[str, list[tuple[Mention, Article]]] = {}
        for id_, pair in zip(resolved.ids, mentions, strict=True):
            found.setdefault(id_, []).append(pair)
        records = {
            id_: record(id_, sorted(pairs, key=lambda pair: position[pair[1].path]), resolvers[kind].notes.get(id_))
            for id_, pairs in found.items()
        }
        of_article: dict[str, list[Record]] = {path: [] for path in position}
        for id_, (_, article) in zip(resolved.ids, mentions, strict=True):
            of_article[article.path].append(records[id_])
        return records, of_article, resolved

    persons, persons_of, resolved_persons = gather(
        "persons", lambda front: front.persons, lambda each: named_persons(each.front_matter, each.path), person_record
    )
    clusters, clusters_of, resolved_clusters = gather(
        "clusters",
        lambda front: front.clusters,
        lambda each: map(named_cluster, each.front_matter.clusters),
        cluster_record,
    )
    provinces, provinces_of, resolved_provinces = gather(
        "provinces",
        lambda front: front.provinces,
        lambda each: map(named_province, each.front_matter.provinces),
        province_record,
    )
    documents, documents_of, resolved_documents = gather(
        "documents",
        lambda front: front.documents,
        lambda each: map(named_document, each.front_matter.documents),
        document_record,
    )
    resolved = zip(KINDS, (resolved_persons, resolved_clusters, resolved_provinces, resolved_documents), strict=True)
    by_kind = dict(resolved)
    return Catalogue(
        articles=in_time,
        persons=tuple(sorted(persons.values(), key=lambda record: (name_sort_key(record.name), record.id))),
        clusters=tuple(sorted(clusters.values(), key=_order)),
        provinces=tuple(sorted(provinces.values(), key=_order)),
        documents=tuple(sorted(documents.values(), key=_order)),
        mentions={
            path: Mentions(
                tuple(persons_of[path]), tuple(clusters_of[path]), tuple(provinces_of[path]), tuple(documents_of[path])
            )
            for path in position
        },
        merged={
            f"{kind}/{gone}.md": f"{kind}/{there}.md"
            for kind, each in by_kind.items()
            for gone, there in each.merged.items()
        },
        set_by_hand=frozenset(f"persons/{id_}.md" for id_ in resolved_persons.set_by_hand),
        notes=notes,
        problems=tuple(problem for each in by_kind.values() for problem in each.problems),
        whole=whole,
    )


def _names_of(kind: str, published: Mapping[str, str]) -> dict[str, str]:
    """The identifiers of a kind's pages with their titles."""
    pages = ((path.removeprefix(f"{kind}/").removesuffix(".md"), title) for path, title in published.items())
    return {id_: title for id_, title in pages if is_usable_id(id_)}


def _time_key(article: Article) -> tuple[bool, PartialDate, str]:
    """Dated articles by the date of the event; before them those without, by the page's stamp if they have one."""
    front = article.front_matter
    known = front.date or front.published
    return bool(front.date), PartialDate.parse(known) if known else PartialDate(0), article.path


def _order(record: EntityRecord) -> tuple[SortKey, str]:
    # Numbers in names count as numbers: Cụm thi đua số 2 stands before số 10.
    return sort_key(_NUMBER.sub(lambda number: number[0].zfill(6), record.name)), record.id


def named_province(name: str) -> Named:
    """A province as far as identity goes: one the lexicon knows has its identifier there."""
    province = province_named(name)
    return (
        Named(comparison_key(province.name), province.name, province.id)
        if province
        else Named(comparison_key(name), name)
    )


def named_document(citation: DocumentCitation) -> Named:
    """A document as far as identity goes: its kind and number."""
    key = f"{comparison_key(citation.kind)} {comparison_key(''.join(citation.number.split()))}"
    return Named(key, f"{citation.kind} {citation.number}")


def _document_key(name: str) -> str:
    """The key of a document's name as people write it: Chỉ thị số 05-CT/TW."""
    kind, _, number = " ".join(name.split()).rpartition(" ")
    bare = re.sub(r"(?i)(?:^|\s)số$", "", kind)
    return named_document(DocumentCitation("" if bare == "Văn bản" else bare, number)).key


_ALIAS_KEYS: Mapping[str, Callable[[str], str]] = {
    "persons": comparison_key,
    "clusters": comparison_key,
    "provinces": lambda name: named_province(name).key,
    "documents": _document_key,
}
