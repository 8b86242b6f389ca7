"""What a feed has to be: JSON Feed 1.1 (jsonfeed.org) as JSON Schema, and rules of RFC 4287."""

import re
from xml.etree import ElementTree as ET

_URL = {"type": "string", "format": "uri-reference", "minLength": 1}
_AUTHOR = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "url": _URL, "avatar": _URL},
    "minProperties": 1,
    "additionalProperties": False,
}
_AUTHORS = {"type": "array", "items": _AUTHOR, "minItems": 1}
_DATE = {"type": "string", "format": "date-time"}
JSON_FEED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": _URL,
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"type": "string", "pattern": "^[a-z]{2}$"},
        "authors": _AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "format": "uri"},
                    "url": _URL,
                    "title": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": _DATE,
                    "authors": _AUTHORS,
                },
                "required": ["id", "content_text"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}

ATOM = "{http://www.w3.org/2005/Atom}"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
# How often a child may stand in a feed and in an entry (RFC 4287, 4.1.1 and 4.1.2); author: the feed's serves all.
_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 9), "link": (1, 9), "entry": (0, 10**6)}
_ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "author": (0, 9), "summary": (0, 1)}


def check_atom(data: bytes) -> ET.Element:
    """The root of an Atom feed. Fails where it is none."""
    feed = ET.fromstring(data)  # noqa: S314  # made here
    assert feed.tag == f"{ATOM}feed"
    _check(feed, _FEED)
    assert len([link for link in feed.iter(f"{ATOM}link") if link in list(feed) and link.get("rel") == "self"]) == 1
    for entry in feed.findall(f"{ATOM}entry"):
        _check(entry, {**_ENTRY, "link": (1, 9)})
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return feed


def _check(element: ET.Element, children: dict[str, tuple[int, int]]) -> None:
    tags = [child.tag.removeprefix(ATOM) for child in element]
    assert set(tags) <= children.keys()
    for name, (least, most) in children.items():
        assert least <= tags.count(name) <= most, name
    for child in element:
        name = child.tag.removeprefix(ATOM)
        if name in ("updated", "published"):
            assert _INSTANT.fullmatch(child.text or ""), child.text
        if name == "id":
            assert _IRI.fullmatch(child.text or ""), child.text
        if name == "author":
            assert [part.tag for part in child] == [f"{ATOM}name"]
            assert child[0].text
    # One way to the page, of one kind (4.1.1).
    ways = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
    assert len(ways) == len(set(ways))
    assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
