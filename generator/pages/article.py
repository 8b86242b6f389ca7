"""The page of an article: what is known of it, its body with links, and where to go from there."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator.catalogue import Catalogue, document_name
from generator.dates import PartialDate
from generator.markup import SafeMarkdown, escape
from generator.model import Article, DocumentCitation, Figure, FrontMatter, PersonMention
from generator.pages.environment import environment, link
from generator.pages.evidence import evidence
from generator.pages.linking import (
    Target,
    Wording,
    document_wording,
    link_first_mentions,
    name_wording,
    person_wording,
)
from generator.pages.notes import without_title
from generator.pages.parts import Foremost
from generator.pages.words import article_date, article_title, date_place
from generator.records import Mentioned, Shown
from generator.related import Related, related_articles
from generator.settings import Settings

Named = TypeVar("Named")

# The words a date rests on, in quotes, and what stands between them.
_BASIS = re.compile(r"“([^”]*)”?|([^“]+)")
_MOST_REPRINTS = 5
# A report of results may have forty; they would stand before its text, and the table of figures has all.
_MOST_QUOTES = 12
_WEB = re.compile(r"https?://[^\s<>()\"'\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article is made of."""

    article: Article
    """The article."""
    mentioned: Mentioned
    """Whom and what it mentions."""
    related: tuple[Related, ...]
    """What a reader may want next."""
    reprints: Foremost[Article]
    """The other articles of this text, the earliest printed first."""
    earliest: Article | None
    """Of all articles of this text the one printed first; None where no day is known, or there is no other."""
    before: Article | None
    """The article before it by date; None for one without a date, which has no place among them."""
    after: Article | None
    """The one after it."""


def article_page(catalogue: Catalogue, article: Article) -> ArticlePage:
    """What the page of an article is made of."""
    related = related_articles(catalogue, article)
    group = catalogue.reprints.get(article.path, ())
    others = [other for other in group if other is not article]
    return ArticlePage(
        article,
        catalogue.mentioned[article.path],
        related,
        Foremost(others[:_MOST_REPRINTS], max(0, len(others) - _MOST_REPRINTS)),
        group[0] if group and group[0].front_matter.published else None,
        *_beside(catalogue, article),
    )


def render_article(page: ArticlePage, settings: Settings) -> str:
    """The Markdown of an article's page, without front matter."""
    article, mentions = page.article, page.mentioned
    front = article.front_matter
    found = evidence(replace(article, body=_body(article)))
    values: dict[str, Any] = {
        "page": article.path,
        "article": article,
        "front": front,
        "date": article_date(article),
        "date_place": date_place(article_date(article)),
        "published": _in_words(front.published),
        "persons": _merged_mentions(front, mentions),
        "clusters": _each_once(zip(mentions.clusters, front.clusters, strict=True)),
        "provinces": _each_once(zip(mentions.provinces, front.provinces, strict=True)),
        "documents": [
            (record, document_name(citation), _document_text(citation), _in_words(citation.date), citation.issuer)
            for record, citation in zip(mentions.documents, front.documents, strict=True)
        ],
        "source_url": SafeMarkdown(front.source.url) if _WEB.fullmatch(front.source.url) else "",
        "body": SafeMarkdown(link_first_mentions(found.body, _targets(article, mentions))),
        "evidence": found,
        "figures": _quoted_figures(front.figures),
        "date_basis": _BASIS.findall(front.date_basis),
        "related": page.related,
        "reprints": [(other, _in_words(other.front_matter.published)) for other in page.reprints.shown],
        "more_reprints": page.reprints.more,
        "earliest": page.earliest,
        "before": page.before,
        "after": page.after,
    }
    return environment(settings.templates).get_template("article.md.j2").render(values)


def _quoted_figures(figures: Sequence[Figure]) -> tuple[list[tuple[str, list[Figure]]], int]:
    """The first figures by the words that say them, those of the same words together; and how many there are more."""
    quotes: dict[tuple[str, int], list[Figure]] = {}
    for place, figure in enumerate(figures):
        # What has no words of its own shares none.
        quotes.setdefault((figure.quote, -1 if figure.quote else place), []).append(figure)
    shown = [(quote, of_quote) for (quote, _), of_quote in quotes.items()][:_MOST_QUOTES]
    return shown, len(figures) - sum(len(of_quote) for _, of_quote in shown)


def _in_words(date: str) -> str:
    return PartialDate.parse(date).vietnamese if date else ""


def _body(article: Article) -> str:
    """The body; a heading that only repeats the title is left out, the page has one."""
    body = article.body.strip("\n")
    title = article_title(article)
    return without_title(body) if body.startswith((f"# {escape(title)}\n", f"# {title}\n")) else body


def _merged_mentions(front: FrontMatter, mentions: Mentioned) -> list[tuple[Shown, PersonMention]]:
    """Each person once, as the article writes the name, with all that it says of them."""
    merged: dict[Shown, PersonMention] = {}
    for record, mention in zip(mentions.persons, front.persons, strict=True):
        known = merged.setdefault(record, mention)
        if known is not mention:
            merged[record] = replace(
                known,
                roles=_union(known.roles, mention.roles),
                new_roles=_union(known.new_roles, mention.new_roles),
                former_roles=_union(known.former_roles, mention.former_roles),
                aliases=_union(known.aliases, mention.aliases),
            )
    return list(merged.items())


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))


def _each_once(named: Iterable[tuple[Shown, Named]]) -> list[tuple[Shown, Named]]:
    """Each record once, as the article first names it."""
    names: dict[Shown, Named] = {}
    for record, name in named:
        names.setdefault(record, name)
    return list(names.items())


def _targets(article: Article, mentions: Mentioned) -> list[Target]:
    """What to link in the body; longer names first, so that a name within another doesn't win."""
    front = article.front_matter
    names: dict[tuple[str, str], Target] = {}
    named: list[tuple[Shown, str, Callable[[str], Wording]]] = [
        *(
            (record, mention.name, person_wording)
            for record, mention in zip(mentions.persons, front.persons, strict=True)
        ),
        *(
            (record, mention.name, name_wording)
            for record, mention in zip(mentions.clusters, front.clusters, strict=True)
        ),
    ]
    for record, here, wording in named:
        for name in (here, record.name):
            names[name, record.path] = Target(wording(name), link(article.path, record.path))
    for document, citation in zip(mentions.documents, front.documents, strict=True):
        names[_document_text(citation), document.path] = Target(
            document_wording(citation.kind, citation.number), link(article.path, document.path)
        )
    longest_first = sorted(names, key=lambda pair: (-len(pair[0]), pair))
    return [names[pair] for pair in longest_first]


def _document_text(citation: DocumentCitation) -> str:
    return f"{citation.kind} {citation.number}"


def _beside(catalogue: Catalogue, article: Article) -> tuple[Article | None, Article | None]:
    if not article.front_matter.date:
        return None, None
    place = catalogue.positions[article.path]
    before = catalogue.articles[place - 1] if place else None
    after = catalogue.articles[place + 1] if place + 1 < len(catalogue.articles) else None
    return before if before and before.front_matter.date else None, after
