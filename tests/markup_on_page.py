"""What on a page its policy would forbid, or what asks another host by itself: read off the HTML, without a browser."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})
_FETCHED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"})
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "background", "srcset", "ping", "xlink:href"}
)
_NEVER = frozenset({"style", "iframe", "frame", "object", "embed", "base", "applet", "portal", "math"})
# What a browser leaves out of an address before it looks at its scheme.
_IGNORED = re.compile(r"[\x00-\x20]+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.policies: list[str] = []
        self.before_policy: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        shown = f"<{tag} {values}>"
        kind = values.get("http-equiv", "").lower()
        if kind == "content-security-policy":
            self.policies.append(values.get("content", ""))
        elif not self.policies and tag not in ("html", "head"):
            self.before_policy.append(shown)
        self.wrong += [shown for name in values if name == "style" or name.startswith("on")]
        if tag in _NEVER or (tag == "script" and "src" not in values and values.get("type") not in _DATA_BLOCKS):
            self.wrong.append(shown)
        if kind == "refresh" and not _is_own(values.get("content", "").partition("url=")[2]):
            self.wrong.append(shown)
        for name in _ADDRESSES & values.keys():
            is_link = tag == "a" or (tag == "link" and not _FETCHED & set(values.get("rel", "").split()))
            address = _IGNORED.sub("", values[name])
            if not _is_own(address) and not (is_link and urlsplit(address).scheme in ("http", "https", "mailto")):
                self.wrong.append(shown)


def _is_own(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def what_is_wrong(html: str, policy: str) -> Iterator[str]:
    """Everything on a page that must not be there: another policy, or what comes before it; styles and scripts in the
    page; addresses that run; what a browser fetches from other hosts.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.policies != [policy]:
        yield f"policies: {reader.policies}"
    if [tag for tag in reader.before_policy if tag != "<meta {'charset': 'utf-8'}>"]:
        yield f"before the policy: {reader.before_policy}"
    yield from reader.wrong
