"""The page of an article: what is known of it, its body with links, and where to go from there."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal, TypeVar

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
from generator.reprints import Alike, Prints
from generator.settings import Settings
from generator.translation import _
from generator.web_addresses import site_at

Named = TypeVar("Named")
FirstBy = Literal["name", "day", "known day"]
"""Other prints name its paper as their source; its day is the earliest; it is among those whose days are known."""

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
    versions: Foremost[Article]
    """What else was found at this article's address, in order of the days."""
    reprints: Foremost[Article]
    """The articles of this text at other addresses, the first of them first."""
    first: Article | None
    """Of all articles of this text the first; None where nothing tells, or there is no other."""
    first_by: FirstBy
    """What makes it that."""
    before: Article | None
    """The article before it by date; None for one without a date, which has no place among them."""
    after: Article | None
    """The one after it."""


def article_page(catalogue: Catalogue, article: Article) -> ArticlePage:
    """What the page of an article is made of."""
    related = related_articles(catalogue, article)
    prints = catalogue.alike.texts.get(article.path)
    return ArticlePage(
        article,
        catalogue.mentioned[article.path],
        related,
        _others(article, catalogue.alike.pages.get(article.path, ())),
        _elsewhere(catalogue.alike, article),
        prints.first if prints else None,
        _first_by(prints) if prints else "day",
        *_beside(catalogue, article),
    )


def _first_by(prints: Prints) -> FirstBy:
    if prints.is_first_named:
        return "name"
    return "day" if prints.knows_all_days else "known day"


def _words_of_first(first_by: FirstBy) -> dict[str, str]:
    """How the first print is called in the lists of others, and on its own page."""
    if first_by == "name":
        there, here = _("bản ở báo được ghi là nguồn"), _("bài này là bản ở báo mà các bản khác ghi là nguồn")
    elif first_by == "day":
        there, here = _("bản sớm nhất"), _("bài này là bản sớm nhất trong kho")
    else:
        there = _("bản sớm nhất trong các bản rõ ngày đăng")
        here = _("bài này là bản sớm nhất trong các bản rõ ngày đăng")
    return {"first_print": there, "first_here": here}


def _others(article: Article, group: Sequence[Article]) -> Foremost[Article]:
    shown = [other for other in group[: _MOST_REPRINTS + 1] if other is not article][:_MOST_REPRINTS]
    return Foremost(shown, max(0, len(group) - 1 - len(shown)))


def _elsewhere(alike: Alike, article: Article) -> Foremost[Article]:
    """The other articles of its text but for those of its page, which are named beside it already."""
    prints, page = alike.texts.get(article.path), alike.pages.get(article.path)
    if not prints or not page:
        return _others(article, prints.articles if prints else ())
    others = (other for other in prints.articles if alike.pages.get(other.path) is not page)
    shown = list(islice(others, _MOST_REPRINTS))
    here = alike.both[prints.articles[0].path, page[0].path]
    return Foremost(shown, len(prints.articles) - here - len(shown))


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
        "versions": _printed(page.versions.shown),
        "more_versions": page.versions.more,
        "reprints": _printed(page.reprints.shown),
        "more_reprints": page.reprints.more,
        "first": page.first,
        **_words_of_first(page.first_by),
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


def _printed(articles: Sequence[Article]) -> list[tuple[Article, str, str]]:
    """Each with its paper, or else the site it is at, and the day."""
    fronts = [(article, article.front_matter) for article in articles]
    return [
        (article, front.source.name or site_at(front.source.url), _in_words(front.published))
        for article, front in fronts
    ]


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
