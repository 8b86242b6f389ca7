"""Atom (RFC 4287) and JSON Feed 1.1: the latest articles of the site, of a person, of a cluster.

A feed is in order of the event; the time of an entry is the page's own stamp where it has a day, else the day of the
event. Atom wants an instant of each entry: where only month or year are known it is the first one they allow, and the
summary says what is known; JSON Feed leaves it out. An article without any date has no place in a feed. Where the site
does not know its address, links are relative and names are numbers (`SiteLinks.identity`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator.data_out.links import SiteLinks
from generator.model import Article, FrontMatter
from generator.pages.words import article_title, when
from generator.search.plain import plain_text

ATOM, JSON_FEED = "feed.xml", "feed.json"
FEEDS = (ATOM, JSON_FEED)
"""The files, beside a page."""
MOST = 20
_SUMMARY = 160
# What may become so many signs of text; no more of a body is looked at.
_LOOKED_AT = 600
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Entries at a time: some ten megabytes.
_KEPT = 8_000
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Feed:
    """What a feed is about."""

    page: str
    """The page beside which it lies, below the docs folder."""
    title: str
    """What it is called."""
    articles: Sequence[Article]
    """Everything that it is of, in time order."""

    @property
    def latest(self) -> Sequence[Article]:
        """Its entries, the latest first."""
        return tuple(islice((article for article in reversed(self.articles) if _known(article.front_matter)), MOST))


def feed_place(page: str, name: str) -> str:
    """Where a feed of a page lies.

    >>> feed_place("persons/a.md", ATOM), feed_place("index.md", JSON_FEED)
    ('persons/a/feed.xml', 'feed.json')
    """
    folder = page.removesuffix(".md").removesuffix("index")
    return f"{folder}/{name}" if folder else name


class Entry(NamedTuple):
    """An article in feeds that lie equally deep in the site."""

    atom: str
    """As an element."""
    json: str
    """As an object."""


class Feeds:
    """Makes feeds. An article is in the feed of each person it names: its entry is made once, for as long as there is
    room.
    """

    def __init__(self, links: SiteLinks) -> None:
        """links: where the pages are."""
        self._links = links
        self._known: dict[tuple[str, int], Entry] = {}

    def render(self, feed: Feed) -> Iterator[tuple[str, bytes]]:
        """Both files of a feed: place below the site's home, and content."""
        atom, json_feed = (feed_place(feed.page, name) for name in FEEDS)
        latest = feed.latest
        entries = [self._entry(article, atom) for article in latest]
        yield atom, _atom(feed, atom, latest, entries, self._links)
        yield json_feed, _json_feed(feed, json_feed, entries, self._links)

    def _entry(self, article: Article, place: str) -> Entry:
        key = article.path, place.count("/")
        entry = self._known.get(key)
        if not entry:
            if len(self._known) >= _KEPT:
                self._known.clear()
            address = self._links.from_file(place, article.path)
            entry = self._known[key] = _entry(article, self._links.identity(article.path), address)
        return entry


def _atom(feed: Feed, place: str, latest: Sequence[Article], entries: Sequence[Entry], links: SiteLinks) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
        f"<id>{_xml(links.identity(place))}</id>",
        f"<title>{_xml(feed.title)}</title>",
        f"<updated>{max((_instant(article.front_matter) for article in latest), default=_NEVER)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_xml(links.address(place) if links.url else ATOM)}"/>',
        f'<link rel="alternate" type="text/html" href="{_xml(links.from_file(place, feed.page))}"/>',
        f"<author><name>{_xml(links.name) or '–'}</name></author>",
        *(entry.atom for entry in entries),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _json_feed(feed: Feed, place: str, entries: Sequence[Entry], links: SiteLinks) -> bytes:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title or "–",
        "language": "vi",
        "home_page_url": links.from_file(place, feed.page),
        **({"feed_url": links.address(place)} if links.url else {}),
    }
    items = ",\n".join(entry.json for entry in entries)
    return f'{_dumped(head)[:-1]}, "items": [\n{items}\n]}}\n'.encode("utf-8", "replace")


def _entry(article: Article, identity: str, address: str) -> Entry:
    front = article.front_matter
    day, title, summary = _day(front), article_title(article), _summary(article)
    lines = (
        f"<entry><id>{_xml(identity)}</id>",
        f"<title>{_xml(title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_xml(address)}"/>',
        f"<updated>{_instant(front)}</updated>",
        *([f"<published>{day}</published>"] if day else []),
        *(f"<author><name>{_xml(name)}</name></author>" for name in front.byline),
        f"<summary>{_xml(summary)}</summary></entry>",
    )
    item = {
        "id": identity,
        "url": address,
        "title": title,
        "content_text": summary,
        **({"date_published": day} if day else {}),
        **({"authors": [{"name": name} for name in front.byline]} if front.byline else {}),
    }
    return Entry("\n".join(lines), _dumped(item))


_dumped = json.JSONEncoder(ensure_ascii=False).encode


def _known(front: FrontMatter) -> str:
    """The page's stamp where it is a day, else the date of the event, else what there is."""
    return front.published if len(front.published) == len("YYYY-MM-DD") else front.date or front.published


def _instant(front: FrontMatter) -> str:
    """The first instant of it, in Vietnam."""
    known = _known(front)
    return f"{known}{'-01-01'[len(known) - 4 :]}T00:00:00+07:00"


def _day(front: FrontMatter) -> str:
    """The same where the day is known; empty where it isn't."""
    return _instant(front) if len(_known(front)) == len("YYYY-MM-DD") else ""


def _summary(article: Article) -> str:
    """When and where, and how the article begins."""
    front = article.front_matter
    where = ", ".join(filter(None, (when(article), front.place)))
    text = plain_text(article.body[:_LOOKED_AT])
    opening = text if len(text) <= _SUMMARY else text[:_SUMMARY].rpartition(" ")[0] + "…"
    return f"{where[:1].upper()}{where[1:]}. {opening}"


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("", text), {'"': "&quot;"})
