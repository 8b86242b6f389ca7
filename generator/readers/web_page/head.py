"""What a saved page says of its article beside the text: title, address, day, author, paper.

Only what it says outright: a false day or author is worse than none. Nothing is guessed from the text either: lines
that sign or date an article are read by clean/, as in any other text.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from generator.vietnamese import comparison_key

# Outright the day of publication; the day a page was made, changed or indexed is none.
_DAY_NAMES = frozenset(
    "article:published_time og:article:published_time og:published_time datepublished pubdate publishdate publish-date"
    " publish_date published_time published-date publication_date publication-date dc.date.issued dcterms.issued"
    " dc.issued parsely-pub-date sailthru.date".split()
)
_AUTHOR_NAMES = frozenset("author article:author dc.creator dcterms.creator parsely-author sailthru.author".split())
_MOST, _LONGEST_JSON, _LONGEST_TITLE = 500, 1 << 20, 300
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_URL = re.compile(r"https?://[^\s<>\"]{1,2000}")
# Between a title and the site's name.
_BETWEEN = re.compile(" [|–—:»«-]{1,3} | ?[|] ?| ?::? ")
_NOBODY = frozenset(
    "admin administrator editor webmaster root user bbt btv ctv pv phóng viên biên tập viên cộng tác viên quản trị"
    " quản trị viên ban biên tập ban quản trị tác giả quantri quantrivien".split()
)
_SEVERAL_WORDS = ("ban biên tập", "ban quản trị", "quản trị", "phóng viên", "cộng tác viên", "biên tập viên", "tác giả")
_FEWEST_TITLE_WORDS = 4


@dataclass(slots=True)
class Head:
    """What stands in a page for machines, as it stands there."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    """Name, property or itemprop in lower case, and the content."""
    title: str = ""
    """The `title` element."""
    canonical: str = ""
    """The address it gives itself."""
    saved_from: str = ""
    """The address a browser saved it from."""
    linked_data: list[str] = field(default_factory=list)
    """JSON-LD."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element of the page begins."""
        if len(self.metas) >= _MOST:
            return
        content = attributes.get("content", "")
        if tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or attributes.get("href", "").strip()
        elif tag == "meta" and content:
            for key in ("property", "name", "itemprop"):
                if attributes.get(key):
                    self.metas.append((attributes[key].strip().lower(), content))
        elif attributes.get("itemprop", "").lower() == "datepublished" or (tag == "time" and "pubdate" in attributes):
            self.metas.append(("datepublished", attributes.get("datetime", "") or content))

    def comment(self, text: str) -> None:
        """A comment of the page."""
        saved = _SAVED_FROM.match(text.strip())
        self.saved_from = self.saved_from or (saved[1] if saved else "")

    def named(self, *names: str) -> Iterator[str]:
        """The contents of the meta elements of these names."""
        return (" ".join(content.split()) for name, content in self.metas if name in names)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and the place in the page that gives it."""

    value: str
    """As the page writes it."""
    place: str
    """Such as "meta article:published_time"."""


def address(head: Head) -> str:
    """Where the page was published; empty where it gives no address, or its site's home as that of every page.

    >>> address(Head(canonical="https://ban-moi.vn/"))
    ''
    """
    for url in (head.canonical, *head.named("og:url"), head.saved_from):
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if _URL.fullmatch(url) and (parts.path.strip("/") or parts.query):
            return url
    return ""


def paper(head: Head, nodes: Iterable[Mapping[str, Any]]) -> str:
    """The paper or site the page names as its own."""
    publishers = (_name(node.get("publisher")) for node in nodes)
    return next((name for name in (*head.named("og:site_name"), *publishers) if 1 < len(name) <= _LONGEST_TITLE), "")


def days(head: Head, nodes: Iterable[Mapping[str, Any]]) -> list[Told]:
    """All it says of when it was published."""
    told = [Told(_text(node.get("datePublished")), "JSON-LD datePublished") for node in nodes]
    told += [Told(" ".join(content.split()), f"meta {name}") for name, content in head.metas if name in _DAY_NAMES]
    return [each for each in told if each.value]


def authors(head: Head, nodes: Iterable[Mapping[str, Any]], site: str, page: str) -> tuple[str, ...]:
    """The persons that are named as its authors. page: all its text, which has to name whom a meta element names:
    there many sites have one name for all pages.
    """
    named = [name for node in nodes for name in _names(node.get("author"))]
    named += [name for name in head.named(*_AUTHOR_NAMES) if comparison_key(name) in page]
    return persons_in(named, site)


def persons_in(names: Iterable[str], site: str) -> tuple[str, ...]:
    """Of what programs give as authors, the persons: no office, site, address or account."""
    from generator.clean.papers import is_paper  # noqa: PLC0415  # loads all of `clean`, which reading alone needs not
    from generator.clean.signature import byline, is_unit  # noqa: PLC0415

    found: dict[str, None] = {}
    for name in names:
        key = comparison_key(name)
        nobody = key in _NOBODY or key.startswith(_SEVERAL_WORDS) or (key and key in comparison_key(site))
        if not nobody and not any(sign in name for sign in "@/:0123456789") and not is_paper(name):
            found |= dict.fromkeys(each for each in byline(name) if not is_unit(each))
    return tuple(found)


def article_nodes(head: Head) -> list[dict[str, Any]]:
    """The one article that JSON-LD in the page speaks of; none where it speaks of several."""
    nodes: list[dict[str, Any]] = []
    for words in head.linked_data:
        try:
            stack = [json.loads(words[:_LONGEST_JSON].strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack and len(nodes) < _MOST:
            value = stack.pop()
            if isinstance(value, list):
                stack += value
            elif isinstance(value, dict):
                stack += [value[key] for key in ("@graph", "mainEntity") if key in value]
                kinds = value.get("@type")
                if any(_is_article(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    nodes.append(value)
    if len(nodes) > 1:
        nodes = [node for node in nodes if head.canonical and head.canonical in (_address_of(node))]
    return nodes if len(nodes) == 1 else []


def titles(head: Head, nodes: Iterable[Mapping[str, Any]], site: str) -> list[str]:
    """What may be the article's title, the surest first, without the site's name."""
    told = [_text(node.get("headline")) or _text(node.get("name")) for node in nodes]
    told += [*head.named("og:title"), *head.named("twitter:title"), " ".join(head.title.split())]
    found: dict[str, None] = {}
    for title in told:
        for words in (title, *_without_site(title)):
            if words and len(words) <= _LONGEST_TITLE and comparison_key(words) not in (comparison_key(site), ""):
                found[words] = None
    return list(found)


def is_title(words: str) -> bool:
    """Whether words can be a title though the page shows them nowhere."""
    return words.count(" ") + 1 >= _FEWEST_TITLE_WORDS


def says_article(head: Head) -> bool:
    """Whether the page says that it is one article."""
    return "article" in head.named("og:type")


def _without_site(title: str) -> Iterator[str]:
    """The title without its last part, without its first: one of them may be the site's name."""
    *_, last = (None, *_BETWEEN.finditer(title[:_LONGEST_TITLE]))
    first = _BETWEEN.search(title[:_LONGEST_TITLE])
    if first and last:
        yield title[: last.start()]
        yield title[: first.start()]
        yield title[first.end() :]


def _is_article(kind: object) -> bool:
    return isinstance(kind, str) and (kind.endswith("Article") or kind == "BlogPosting")


def _address_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    of = node.get("mainEntityOfPage")
    return (
        _text(node.get("url")),
        _text(of.get("@id") if isinstance(of, dict) else of),
    )


def _names(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield _name(each)


def _name(value: object) -> str:
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
