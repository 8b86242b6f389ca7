"""The whole archive as one value: articles in time order, and whom and what they mention."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from generator.addresses import read_record
from generator.article_files import ReadFile, load_articles
from generator.dates import PartialDate
from generator.document import parse_article
from generator.entities import cluster_record, document_name, document_record, person_record, province_record
from generator.errors import Problem, ProblemError
from generator.gathering import Gathered, Kind, Surroundings, gather
from generator.model import Article, DocumentCitation
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
from generator.rereading import FilesRead
from generator.resolve.identity import Named, named_cluster, named_persons
from generator.resolve.notes import KINDS, Note, load_notes
from generator.resolve.resolver import Generated, nothing_generated
from generator.resolve.whole import Whole, read_whole, settled_resolvers
from generator.settings import ARTICLES, BASE_FOLDER
from generator.vietnamese import comparison_key

__all__ = [
    "PAGES_ONLY",
    "PAGES_ONLY_BY_IDENTIFIER",
    "Catalogue",
    "ClusterRecord",
    "DocumentRecord",
    "EarlierLoads",
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

Record = TypeVar("Record", bound=EntityRecord)

Kinds = Sequence[Kind[Any, Any]]
"""One for each folder of KINDS, in their order."""
Gatherings = dict[str, Gathered[Any, Any]]
"""What `build_catalogue` leaves for its next call, by kind."""


@dataclass
class EarlierLoads:
    """What the loads of an archive leave for the next: it makes that one quicker, and changes nothing else."""

    articles: FilesRead[ReadFile] = field(default_factory=FilesRead)
    """The articles' files."""
    copies: FilesRead[tuple[Named, ...]] = field(default_factory=FilesRead)
    """The persons and clusters of articles as last generated."""
    gathered: Gatherings = field(default_factory=dict)
    """The records of each kind."""


def load_catalogue(
    docs: Path,
    earlier: EarlierLoads | None = None,
    keep: Callable[[Article], Article] = lambda article: article,
    kinds: Kinds | None = None,
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The archive in a docs folder, and everything wrong with its articles and notes.

    What can't be read is left out of the catalogue. earlier: what has not changed since is not read again. keep:
    see `load_articles`; kinds: see `build_catalogue`. Raises ProblemError for a part of an archive that doesn't know
    the whole any more.
    """
    articles, problems = load_articles(docs, earlier.articles if earlier else None, keep)
    copies = earlier.copies if earlier else FilesRead[tuple[Named, ...]]()
    notes, problems_of_notes = load_notes(docs)
    catalogue = build_catalogue(
        articles,
        notes,
        generated=lambda path: copies.read(docs, _copy_of(path), _generated),
        published=read_record(docs).names,
        docs_name=docs.name,
        complete=not unread(problems, articles, docs.name),
        before=earlier.gathered if earlier else None,
        whole=read_whole(docs),
        kinds=kinds,
    )
    return catalogue, (*problems, *problems_of_notes, *catalogue.problems)


def unread(problems: Iterable[Problem], articles: Iterable[Article], docs_name: str) -> set[str]:
    """The articles' files among those with problems that no article could be made of, as problems name them."""
    read = {f"{docs_name}/{article.path}" for article in articles}
    return {problem.path for problem in problems if problem.path.startswith(f"{docs_name}/{ARTICLES}/")} - read


def _generated(docs: Path, copy: str) -> tuple[Named, ...]:
    """The persons and clusters of an article as last generated; none where no copy tells."""
    path = "/".join(copy.rsplit(f"/{BASE_FOLDER}/", 1))
    try:
        text = (docs / copy).read_bytes().decode("utf-8")
        front = parse_article(text, path).front_matter
    except (OSError, UnicodeDecodeError, ProblemError):
        return ()
    return *named_persons(front, path), *map(named_cluster, front.clusters)


def _copy_of(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{BASE_FOLDER}/{name}"


def build_catalogue(
    articles: Iterable[Article],
    notes: Mapping[str, Note] | None = None,
    *,
    generated: Generated = nothing_generated,
    published: Mapping[str, Mapping[str, str]] | None = None,
    docs_name: str = "docs_src",
    complete: bool = True,
    before: Gatherings | None = None,
    whole: Whole | None = None,
    kinds: Kinds | None = None,
) -> Catalogue:
    """The catalogue of articles. The same articles give the same catalogue, in whatever order they come.

    notes: by path. generated: what an article was last generated with. published: for each kind the identifiers that
    ever had a page, with the name of it. docs_name: for messages. complete: whether all articles are there. before:
    what an earlier call left there, which is brought up to date; it makes no difference but of time. whole: the
    archive of which these are a part, which has settled who is meant. kinds: what is
    gathered, if not all of everything. Raises ValueError when two have one path.
    """
    in_time = tuple(sorted(articles, key=_time_key))
    paths = {article.path: None for article in in_time}
    if len(paths) < len(in_time):
        [(path, _)] = Counter(article.path for article in in_time).most_common(1)
        raise ValueError(f"two articles on one path: {path}")
    notes = notes or {}
    gathered: Gatherings = {}
    settled = settled_resolvers(whole, notes) if whole else {}
    for kind in kinds or _KINDS:
        around = Surroundings(
            {note.id: note for note in notes.values() if note.kind == kind.folder},
            (published or {}).get(kind.folder, {}),
            docs_name,
            complete,
            generated,
            settled.get(kind.folder),
        )
        known = before.get(kind.folder) if before is not None else None
        gathered[kind.folder] = gather(kind, in_time, around, known, is_kept=before is not None)
    if before is not None:
        before.update(gathered)
    persons, clusters, provinces, documents = (gathered[folder] for folder in KINDS)
    return Catalogue(
        articles=in_time,
        persons=_sorted(persons),
        clusters=_sorted(clusters),
        provinces=_sorted(provinces),
        documents=_sorted(documents),
        mentions={
            path: Mentions(
                persons.of_article[path],
                clusters.of_article[path],
                provinces.of_article[path],
                documents.of_article[path],
            )
            for path in persons.of_article
        },
        merged={
            f"{kind}/{gone}.md": f"{kind}/{there}.md"
            for kind in KINDS
            for gone, there in gathered[kind].resolved.merged.items()
        },
        set_by_hand=frozenset(f"persons/{id_}.md" for id_ in persons.resolved.set_by_hand),
        notes=notes,
        problems=tuple(problem for kind in KINDS for problem in gathered[kind].resolved.problems),
        whole=whole,
        by_offices=persons.resolved.by_offices,
    )


def _sorted(gathered: Gathered[Any, Record]) -> tuple[Record, ...]:
    return tuple(sorted(gathered.records.values(), key=lambda record: record.order))


def _time_key(article: Article) -> tuple[bool, int, int, int, str]:
    """Dated articles by the date of the event; before them those without, by the page's stamp if they have one."""
    front = article.front_matter
    known = front.date or front.published
    return bool(front.date), *(_date(known) if known else _NO_DATE), article.path


_NO_DATE = (0, 0, 0)


@lru_cache(maxsize=1 << 14)
def _date(text: str) -> tuple[int, int, int]:
    date = PartialDate.parse(text)
    return date.year, date.month, date.day


# A few names are those of many thousands of mentions.
@lru_cache(maxsize=1 << 12)
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


_KINDS: tuple[Kind[Any, Any], ...] = (
    Kind(
        "persons",
        lambda front: front.persons,
        lambda article: named_persons(article.front_matter, article.path),
        comparison_key,
        person_record,
    ),
    Kind(
        "clusters",
        lambda front: front.clusters,
        lambda article: map(named_cluster, article.front_matter.clusters),
        comparison_key,
        cluster_record,
    ),
    Kind(
        "provinces",
        lambda front: front.provinces,
        lambda article: map(named_province, article.front_matter.provinces),
        lambda name: named_province(name).key,
        province_record,
    ),
    Kind(
        "documents",
        lambda front: front.documents,
        lambda article: map(named_document, article.front_matter.documents),
        _document_key,
        document_record,
    ),
)


@lru_cache(maxsize=1 << 16)
def _one(named: Named) -> Named:
    """The first of all that are equal: many articles name the same."""
    return named


PAGES_ONLY: Kinds = tuple(replace(kind, by_article=False) for kind in _KINDS)
"""For a catalogue that only tells which pages there are, in little memory: nobody asks whom an article mentions."""
_PERSONS, *_OTHERS = PAGES_ONLY
PAGES_ONLY_BY_IDENTIFIER: Kinds = (
    replace(_PERSONS, named=lambda article: map(_one, named_persons(article.front_matter, ""))),
    *_OTHERS,
)
"""The same, in less, of an archive in which every person has an identifier; another says so in `by_offices`."""
