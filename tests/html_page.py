"""What tests read off a built page: links, anchors, the text of the article."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|head)\b.*?</\1>", re.DOTALL)
_UNSEEN = frozenset({"script", "style", "template"})


@dataclass
class Page(HTMLParser):
    """A parsed page."""

    links: list[str] = field(default_factory=list)
    """Every address the page names for a reader to go to or a browser to fetch."""
    resources: list[str] = field(default_factory=list)
    """Those the browser fetches by itself."""
    anchors: set[str] = field(default_factory=set)
    """Every id and name."""
    article_text: list[str] = field(default_factory=list)
    """What is to be read inside <article>."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._article_depth = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        self.links += [values[name] for name in ("href", "src", "action", "xlink:href") if values.get(name)]
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.links.append(values["content"].partition("url=")[2])
        if tag in ("img", "script", "iframe", "source", "video") and values.get("src"):
            self.resources.append(values["src"])
        if tag == "link" and {"stylesheet", "icon", "preload", "preconnect"} & set(values.get("rel", "").split()):
            self.resources.append(values["href"])
        if tag not in _VOID:
            self._article_depth += bool(self._article_depth) or tag == "article"
            self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._article_depth -= bool(self._article_depth)
            self._unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if self._article_depth and not self._unseen:
            self.article_text.append(data)


def read_page(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


@dataclass
class Body(HTMLParser):
    """What an article's page shows of the article itself, between the facts and what the site adds below."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._part = ""
        self._divisions = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "h1":
            self._part = "title"
        elif tag == "div" and ("class", "facts") in attrs:
            self._part = "facts"
        elif self._part == "body" and (tag in {"h2", "section"}):
            self._part = "end"
        self._divisions += tag == "div" and self._part == "facts"

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1":
            self._part = ""
        self._divisions -= tag == "div" and self._part == "facts"
        if self._part == "facts" and not self._divisions:
            self._part = "body"
        if self._part == "body" and tag in {"p", "figcaption"}:
            self.paragraphs.append("\n")

    def handle_data(self, data: str) -> None:
        if self._part == "title":
            self.title += data
        elif self._part == "body":
            self.paragraphs.append(data)


def read_body(page: str) -> Body:
    body = Body()
    body.feed(page)
    return body


def seen_text(page: str) -> str:
    """What a page shows: all but its markup and what any browser hides."""
    return html.unescape(re.sub("<[^>]*>", " ", _HIDDEN.sub(" ", page)))


def words(text: str) -> list[str]:
    """The words of a text: letters and digits."""
    return re.findall(r"\w+", text)
