"""Pages as schema.org data (JSON-LD): what an article is about and whom it mentions; what a record is."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from generator.model import Article
from generator.pages.words import article_title
from generator.records import EntityRecord, Mentioned, Shown

_TYPES = {
    "persons": "Person",
    "clusters": "Organization",
    "provinces": "AdministrativeArea",
    "documents": "CreativeWork",
}
_MOST_MENTIONS = 10
# In a script element only these could end it or begin another.
_SIGNS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})

Data = dict[str, Any]


def article_data(article: Article, mentions: Mentioned, address_of: Callable[[str], str]) -> Data:
    """An article: a NewsArticle about clusters and an event, with persons and documents mentioned.

    Named as in the article. At most 10 are listed; the page itself has all.
    """
    front = article.front_matter
    title = article_title(article)
    about = _named(mentions.clusters, (each.name for each in front.clusters), address_of)
    if front.date:
        event: Data = {"@type": "Event", "name": title, "startDate": front.date}
        about.append({**event, "location": {"@type": "Place", "name": front.place}} if front.place else event)
    persons = _named(mentions.persons, (each.name for each in front.persons), address_of)
    documents = _named(mentions.documents, (f"{each.kind} {each.number}" for each in front.documents), address_of)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "inLanguage": "vi",
            "url": address_of(article.path),
            "datePublished": front.published,
            "author": [{"@type": "Person", "name": name} for name in front.byline],
            "publisher": {"@type": "Organization", "name": front.source.name} if front.source.name else None,
            "isBasedOn": front.source.url,
            "about": about,
            "mentions": [*persons, *documents][:_MOST_MENTIONS],
        }
    )


def record_data(record: EntityRecord, address: str) -> Data:
    """A person, a cluster, a province or a document."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": _type(record.path),
            "name": record.name,
            "alternateName": list(record.other_names),
            "url": address,
        }
    )


def as_script(data: Data) -> str:
    r"""The element that holds the data.

    >>> as_script({"name": "</script>"})
    '<script type="application/ld+json">{"name":"\\u003c/script\\u003e"}</script>\n'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SIGNS)
    return f'<script type="application/ld+json">{text}</script>\n'


def _type(path: str) -> str:
    return _TYPES[path.partition("/")[0]]


def _named(records: Iterable[Shown], names: Iterable[str], address_of: Callable[[str], str]) -> list[dict[str, Any]]:
    """Each record once, by the first of its names."""
    found: dict[str, Data] = {}
    for record, name in zip(records, names, strict=True):
        found.setdefault(
            record.path, _filled({"@type": _type(record.path), "name": name.strip(), "url": address_of(record.path)})
        )
    return list(found.values())


def _filled(data: Data) -> Data:
    """Without what is empty."""
    return {name: value for name, value in data.items() if value}
