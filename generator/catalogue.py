"""The whole archive as one value: articles in time order, and whom and what they mention."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from generator.dates import PartialDate
from generator.document import parse_article
from generator.errors import Problem, ProblemError
from generator.identity import Named, is_usable_id, resolve, shown_name
from generator.model import Article, ClusterMention, DocumentCitation, FrontMatter, PersonMention
from generator.offices import fullest, office_key
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
    each_once,
)
from generator.settings import ARTICLES
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
]

Mention = TypeVar("Mention", PersonMention, ClusterMention, DocumentCitation, str)

_NUMBER = re.compile(r"\d+")


def load_articles(docs: Path) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """All articles of the archive by path, and what is wrong with those that can't be read.

    An article with a problem is left out. Folders and files whose name begins with a dot are not looked at. Problems
    name the file from the folder above the docs folder: docs_src/articles/a.md.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for file in sorted((docs / ARTICLES).rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if any(part.startswith(".") for part in path.split("/")):
            continue
        shown = f"{docs.name}/{path}"
        try:
            text = file.read_bytes().decode("utf-8")
            article = parse_article(text, path)
        except ProblemError as error:
            wrong = error.problem
            problems.append(Problem(shown, wrong.line, wrong.field, wrong.message, wrong.hint))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem(shown, line, "", "is not UTF-8 text", "save it with the encoding UTF-8"))
        except OSError as error:
            problems.append(Problem(shown, 0, "", f"can't be read: {error.strerror}"))
        else:
            wrongs = list(_check(article.front_matter, shown, text))
            problems += wrongs
            articles += [] if wrongs else [article]
    return tuple(articles), tuple(problems)


def _check(front_matter: FrontMatter, shown: str, text: str) -> Iterable[Problem]:
    """What the types allow but no page can be made of."""
    for field, mentions in (("persons", front_matter.persons), ("clusters", front_matter.clusters)):
        for mention in mentions:
            if mention.id and not is_usable_id(mention.id):
                yield Problem(
                    shown,
                    _line_of(mention.id, text),
                    f"{field}.id",
                    f"can't be part of an address: {mention.id}",
                    "write lower-case letters a-z, digits and hyphens only, not `index` or the like",
                )
    if not all(citation.number for citation in front_matter.documents):
        line = _line_of_key("documents", text)
        yield Problem(shown, line, "documents.number", "an item has no number", "write `{kind: …, number: …}`")
    if not all(math.isfinite(figure.value) for figure in front_matter.figures):
        yield Problem(shown, _line_of_key("figures", text), "figures.value", "is not a finite number", "write digits")


def _line_of_key(key: str, text: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith(key)), 1)


def _line_of(id_: str, text: str) -> int:
    found = re.search(rf"\bid\s*:\s*['\"]?{re.escape(id_)}", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def build_catalogue(articles: Iterable[Article]) -> Catalogue:
    """The catalogue of articles. The same articles give the same catalogue, in whatever order they come.

    Raises ValueError when two articles have one path.
    """
    # Identifiers are given out by path: a corrected date must not move anybody to another address.
    by_path = sorted(articles, key=lambda article: article.path)
    for article, following in pairwise(by_path):
        if article.path == following.path:
            raise ValueError(f"two articles on one path: {article.path}")
    in_time = tuple(sorted(by_path, key=_time_key))
    position = {article.path: place for place, article in enumerate(in_time)}

    persons = _identify(by_path, position, lambda front: front.persons, _named)
    clusters = _identify(by_path, position, lambda front: front.clusters, _named_cluster)
    provinces = _identify(by_path, position, lambda front: front.provinces, _named_province)
    documents = _identify(by_path, position, lambda front: front.documents, _named_document)
    person_of = {id_: _person(id_, found) for id_, found in persons.found.items()}
    cluster_of = {id_: _cluster(id_, found) for id_, found in clusters.found.items()}
    province_of = {id_: _province(id_, found) for id_, found in provinces.found.items()}
    document_of = {id_: _document(id_, found) for id_, found in documents.found.items()}
    return Catalogue(
        articles=in_time,
        persons=tuple(sorted(person_of.values(), key=lambda record: (name_sort_key(record.name), record.id))),
        clusters=tuple(sorted(cluster_of.values(), key=_order)),
        provinces=tuple(sorted(province_of.values(), key=_order)),
        documents=tuple(sorted(document_of.values(), key=_order)),
        mentions={
            article.path: Mentions(
                tuple(person_of[id_] for id_ in persons.ids[article.path]),
                tuple(cluster_of[id_] for id_ in clusters.ids[article.path]),
                tuple(province_of[id_] for id_ in provinces.ids[article.path]),
                tuple(document_of[id_] for id_ in documents.ids[article.path]),
            )
            for article in in_time
        },
    )


def _time_key(article: Article) -> tuple[bool, PartialDate, str]:
    """Dated articles by the date of the event; before them those without, by the page's stamp if they have one."""
    front = article.front_matter
    known = front.date or front.published
    return bool(front.date), PartialDate.parse(known) if known else PartialDate(0), article.path


def _order(record: EntityRecord) -> tuple[SortKey, str]:
    # Numbers in names count as numbers: Cụm thi đua số 2 stands before số 10.
    return sort_key(_NUMBER.sub(lambda number: number[0].zfill(6), record.name)), record.id


@dataclass(frozen=True)
class _Identified(Generic[Mention]):
    """All mentions of one kind."""

    found: Mapping[str, Sequence[tuple[Mention, Article]]]
    """By identifier; each list in time order."""
    ids: Mapping[str, Sequence[str]]
    """By article's path, in step with the mentions there."""


def _identify(
    by_path: Iterable[Article],
    position: Mapping[str, int],
    mentions_of: Callable[[FrontMatter], tuple[Mention, ...]],
    as_named: Callable[[Mention], Named],
) -> _Identified[Mention]:
    mentions = [(mention, article) for article in by_path for mention in mentions_of(article.front_matter)]
    ids: dict[str, list[str]] = {path: [] for path in position}
    found: dict[str, list[tuple[Mention, Article]]] = {}
    for id_, (mention, article) in zip(resolve([as_named(each) for each, _ in mentions]), mentions, strict=True):
        ids[article.path].append(id_)
        found.setdefault(id_, []).append((mention, article))
    for in_time in found.values():
        in_time.sort(key=lambda pair: position[pair[1].path])
    return _Identified(found, ids)


def _named(mention: PersonMention) -> Named:
    return Named(comparison_key(mention.name), mention.name, mention.id)


def _named_cluster(mention: ClusterMention) -> Named:
    # Every sector has a cluster number 2: without the sector the name alone doesn't say which.
    name, sector = comparison_key(mention.name), comparison_key(mention.sector)
    return Named(name if sector in name else f"{name} {sector}", mention.name, mention.id)


def _named_province(name: str) -> Named:
    province = province_named(name)
    return (
        Named(comparison_key(province.name), province.name, province.id)
        if province
        else Named(comparison_key(name), name)
    )


def _named_document(citation: DocumentCitation) -> Named:
    key = f"{comparison_key(citation.kind)} {comparison_key(''.join(citation.number.split()))}"
    return Named(key, f"{citation.kind} {citation.number}")


def _person(id_: str, found: Sequence[tuple[PersonMention, Article]]) -> PersonRecord:
    names = [mention.name for mention, _ in found]
    offices: dict[str, list[tuple[str, PersonMention, Article]]] = {}
    for mention, article in found:
        for role in mention.roles:
            offices.setdefault(office_key(role), []).append((role, mention, article))
    return PersonRecord(*_common("persons", id_, names, found), offices=tuple(map(_office, offices.values())))


def _office(seen: Sequence[tuple[str, PersonMention, Article]]) -> OfficeRecord:
    return OfficeRecord(
        fullest([role for role, _, _ in seen]),
        tuple((role, article) for role, _, article in seen),
        each_once(article for role, mention, article in seen if role in mention.new_roles),
        each_once(article for role, mention, article in seen if role in mention.former_roles),
    )


def _cluster(id_: str, found: Sequence[tuple[ClusterMention, Article]]) -> ClusterRecord:
    return ClusterRecord(
        *_common("clusters", id_, [mention.name for mention, _ in found], found), mentions=tuple(found)
    )


def _province(id_: str, found: Sequence[tuple[str, Article]]) -> ProvinceRecord:
    names = [name for name, _ in found]
    province = province_named(names[0])
    if province:
        names = [province.name, *names]
    common = _common("provinces", id_, names, found)
    return ProvinceRecord(common[0], province.name if province else common[1], *common[2:], province=province)


def _document(id_: str, found: Sequence[tuple[DocumentCitation, Article]]) -> DocumentRecord:
    names = [document_name(citation) for citation, _ in found]
    return DocumentRecord(*_common("documents", id_, names, found), citations=tuple(found))


def document_name(citation: DocumentCitation) -> str:
    """How a document is called on the site.

    >>> document_name(DocumentCitation("Chỉ thị", "05-CT/TW"))
    'Chỉ thị số 05-CT/TW'
    """
    return f"{citation.kind or 'Văn bản'} số {citation.number}"


def _common(
    folder: str, id_: str, names: Sequence[str], found: Iterable[tuple[object, Article]]
) -> tuple[str, str, str, tuple[Article, ...], tuple[str, ...]]:
    name = shown_name(names)
    articles = each_once(article for _, article in found)
    return id_, name, f"{folder}/{id_}.md", articles, tuple(dict.fromkeys([name, *names]))
