"""The parser's events of a page to its lines, its head, and which lines trafilatura takes for the article.

trafilatura is given a plain copy of the page whose pieces of text are numbered; which numbers come back is all that is
taken from it. lxml hands over its events one by one, which takes time and memory in proportion to the page, however it
is nested; its own trees do not.
"""

import logging
import re
from collections.abc import Sequence
from typing import Any, cast

from generator.readers.web_page.head import Head
from generator.readers.web_page.line import PageLine, words_of
from generator.readers.web_page.lines import PageLines
from generator.settings import Limits

# Far above what a page of a paper has: elements, and for all of them how many they stand in, with which the time of
# trafilatura grows. For so many it takes some seconds.
_MOST_ELEMENTS, _MOST_NESTED = 30_000, 400_000
# What nests deeper is laid flat for trafilatura, which asks every element for all the text in it.
_DEEPEST = 40
_CHUNK = 1 << 16
_DATA = re.compile(r"base64,[\w+/=%-]{100,}")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What trafilatura looks at.
_TOLD = ("class", "id", "role", "itemprop", "href", "type", "style", "property")
_LONGEST_TOLD = 300
_KNOWN_TAGS = frozenset(
    "a abbr address article aside b blockquote body br button caption center cite code dd del details div dl dt em"
    " fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr html i img label legend li main menu nav"
    " ol option p pre q s section select small span strong sub summary sup table tbody td textarea tfoot th thead time"
    " tr u ul".split()
)
# Numbers are written with signs that are letters to any program. A page that has them itself can only be wrong about
# its own lines.
_DIGITS, _BASE = 0x4E00, 20_000
_MARK = "\uac00"
_NUMBER = re.compile(f"{_MARK}([\u4e00-\u9c1f])([\u4e00-\u9c1f])")
_MISSING = "needs trafilatura, which is an optional extra: pip install 'generator[html]'"
# Else Python prints what trafilatura says of pages without text.
_QUIET = logging.NullHandler()
NO_ARTICLE = "no article found in the page"


class Page:
    """Takes the events of lxml's parser: keeps the lines, the head, and the plain copy for trafilatura."""

    def __init__(self, limits: Limits) -> None:
        from lxml import etree  # noqa: PLC0415  # an optional extra
        from lxml.html import html_parser  # noqa: PLC0415

        self.lines, self.head = PageLines(), Head()
        self._tree = etree.TreeBuilder(element_factory=html_parser.makeelement)
        self._copied: list[str] = []
        self.refusal = ""
        """Why it is not read on."""
        self._most_text = limits.text
        self._elements = self._nested = self._size = 0
        self._text: list[str] = []
        self._code: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._flush()
        self._elements += 1
        self._nested += min(len(self._copied), _DEEPEST)
        if self._elements > _MOST_ELEMENTS or self._nested > _MOST_NESTED:
            self.refusal = f"has more than {_MOST_ELEMENTS:,} elements, or too many within each other, for an article"
        if self.refusal:
            return
        tag = tag.lower()
        self.head.start(tag, attributes)
        self.lines.start(tag, attributes)
        is_data = tag == "script" and "ld+json" in attributes.get("type", "").lower()
        if is_data or (tag == "title" and self.lines.unseen in ("head", "title")):
            self._code = []
        copied = ""
        if not self.lines.unseen:
            copied = tag if tag in _KNOWN_TAGS else "span"
            told = {key: _NOT_IN_XML.sub("", attributes[key][:_LONGEST_TOLD]) for key in _TOLD if attributes.get(key)}
            self._tree.start(copied, told)
            if len(self._copied) >= _DEEPEST:
                self._tree.end(copied)
                copied = ""
        self._copied.append(copied)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._flush()
        if self.refusal:
            return
        self.lines.end(tag.lower())
        if self._code is not None:
            words = "".join(self._code)
            if tag == "script":
                self.head.linked_data.append(words)
            else:
                self.head.title = self.head.title or words
            self._code = None
        copied = self._copied.pop() if self._copied else ""
        if copied:
            self._tree.end(copied)

    def data(self, text: str) -> None:
        """Text; what stands between two tags may come in parts."""
        self._text.append(text)

    def comment(self, text: str) -> None:
        """A comment."""
        self.head.comment(text)

    def close(self) -> Any:
        """The plain copy."""
        self._flush()
        return None if self.refusal or not self._elements else self._tree.close()

    def _flush(self) -> None:
        if not self._text:
            return
        words, self._text = "".join(self._text), []
        if self._code is not None:
            self._code.append(words)
        for number, piece in self.lines.data(words):
            self._size += len(piece)
            self._tree.data(_NOT_IN_XML.sub(" ", f"{_numbered(number)}{piece}" if number else piece))
        if self._size > self._most_text:
            self.refusal = f"has more than {self._most_text >> 20} MB of text, which no article has"


def parsed(source: str, limits: Limits) -> tuple[Page, Any]:
    """The page, and its plain copy. Raises ValueError where it can't be read, or is far larger than pages are."""
    try:
        from lxml import etree  # noqa: PLC0415  # an optional extra
    except ImportError:
        raise ValueError(_MISSING) from None
    page = Page(limits)
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=False, encoding="utf-8")
    page_alone = source.lstrip("\ufeff \t\r\n")
    if page_alone.startswith("<?xml"):
        # What it says of the encoding was true of the bytes.
        page_alone = page_alone.partition(">")[2]
    bare = _DATA.sub("base64,", page_alone).encode("utf-8", "replace")
    try:
        for start in range(0, len(bare), _CHUNK):
            parser.feed(bare[start : start + _CHUNK])
            if page.refusal:
                break
        tree = parser.close()
    except (etree.LxmlError, AssertionError) as error:
        raise ValueError(f"is not HTML that can be read: {error}") from None
    if page.refusal:
        raise ValueError(page.refusal)
    if tree is None:
        raise ValueError(NO_ARTICLE)
    fatal = next((each for each in parser.error_log if each.level == etree.ErrorLevels.FATAL), None)
    if fatal:
        raise ValueError(f"is not HTML that can be read: {fatal.message}")
    return page, tree


def _numbered(number: int) -> str:
    return f"{_MARK}{chr(_DIGITS + number // _BASE)}{chr(_DIGITS + number % _BASE)}"


def chosen(lines: Sequence[PageLine], tree: Any) -> frozenset[int]:
    """Which lines trafilatura takes for the article: those of which it gives back half or more."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415  # an optional extra
    except ImportError:
        raise ValueError(_MISSING) from None
    logging.getLogger("trafilatura").addHandler(_QUIET)
    try:
        for table in [each for each in tree.iter("table") if each.find(".//table") is not None]:
            # Around other tables it is a page's layout.
            for part in (table, *table.iterchildren(), *table.iterfind("tr"), *table.iterfind("*/tr")):
                part.tag = "div"
            for cell in (*table.iterfind("div/td"), *table.iterfind("div/div/td")):
                cell.tag = "div"
        found = bare_extraction(tree, include_comments=False, include_tables=True)
    except (Exception, RecursionError) as error:
        # Whatever goes wrong in there, the rest of the batch is read.
        raise ValueError(f"is a page that trafilatura can't read ({type(error).__name__})") from None
    if found is None:
        return frozenset()
    body: Any = cast(Any, found).body  # it may be a dictionary, but only where that is asked for
    numbers = {
        (ord(match[1]) - _DIGITS) * _BASE + ord(match[2]) - _DIGITS
        for match in _NUMBER.finditer("".join(body.itertext()))
    }
    chosen = frozenset(
        n for n, line in enumerate(lines) if 2 * _size_in(line, numbers) >= _size(line) and not line.is_only_link
    )
    # Some templates have such a class around everything.
    proper = frozenset(n for n in chosen if not lines[n].is_aside)
    if 2 * words_of(lines, proper) >= words_of(lines, chosen):
        return proper
    for line in lines:
        line.is_aside = False
    return chosen


def _size(line: PageLine) -> int:
    return sum(length for _, length in line.pieces)


def _size_in(line: PageLine, numbers: set[int]) -> int:
    return sum(length for number, length in line.pieces if number in numbers)
