"""Word documents (.docx): paragraphs, tables, lists, text boxes and footnotes as people see them.

Read from the file's own XML with Python's own parsers: no library tells in which font a run is set, and documents in
the fonts of TCVN3 and VNI are common in Vietnamese offices. What a reviewer struck out is left out, what one put in
stays; comments, hidden text and fields' codes are no text. Headers and footers stand around the article.
"""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from generator.readers.office_fonts import OldFonts
from generator.readers.office_styles import Style, styles_in
from generator.readers.office_xml import parse
from generator.readers.raw import Content, Given, UnreadableError
from generator.readers.web_page.head import persons_in
from generator.readers.web_page.line import PageLine, text_of
from generator.readers.web_page.lines import PageLines
from generator.settings import USUAL_LIMITS, Limits
from generator.vietnamese import comparison_key

# Of the old .doc, and of documents with a password.
_OLE = b"\xd0\xcf\x11\xe0"
_ENTRY = b"PK\x01\x02"
# A document has some dozens of parts, pictures among them.
_MOST_PARTS = 10_000
_SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as .docx, without a password"
# Far above what a letterhead has: a title stands among the first lines.
_TITLE_WITHIN = 20
_OFF = ("0", "false", "off")
_UNSEEN = frozenset({"moveFrom", "Fallback", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "del"})


def refuse(_data: bytes, _limits: Limits = USUAL_LIMITS) -> Content:
    """Raises ValueError: there is no reader for Word's old files."""
    raise UnreadableError("is a Word document of the old kind", 0, _SAVE_AS_DOCX)


def read(data: bytes, limits: Limits = USUAL_LIMITS) -> Content:
    """The text of a document, a title first where one is marked as such.

    Raises ValueError for what is no such document, is damaged, or is far larger than documents are.
    """
    if data.startswith(_OLE):
        raise UnreadableError("is a Word document of the old kind, or has a password", 0, _SAVE_AS_DOCX)
    parts = _Parts(data, limits)
    fonts = OldFonts()
    styles = styles_in(parts.read("word/styles.xml"))
    body = _lines(parts.read("word/document.xml"), styles, fonts, limits)
    if not parts.names or (not body and not parts.has("word/document.xml")):
        raise ValueError("is no Word document")
    notes = _lines(parts.read("word/footnotes.xml"), styles, fonts, limits)
    notes += _lines(parts.read("word/endnotes.xml"), styles, fonts, limits)
    around = [line for name in parts.around() for line in _lines(parts.read(name), styles, fonts, limits)]
    told = _properties(parts.read("docProps/core.xml"))
    at = _title(body, told.get("title", ""))
    title = body[at].text if at >= 0 else ""
    rest = [line for n, line in enumerate(body) if n != at]
    text, captions = text_of(title, [*rest, *notes])
    seen = comparison_key(text)
    given = Given(
        title=title,
        # Whoever typed the document is its author to Word; only who signs it is one here.
        byline=persons_in([name for name in (told.get("creator", ""),) if name and comparison_key(name) in seen], ""),
        captions=captions,
        outside=tuple((0, line.text) for line in around),
    )
    return Content(text, given, fonts.notes)


class _Parts:
    """The files in the document's archive, each unpacked only as far as the limit goes."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if data.count(_ENTRY) > _MOST_PARTS:
            raise ValueError(f"has more than {_MOST_PARTS:,} parts, which no document has")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
            raise ValueError("is no Word document, or is damaged") from None
        self.names = frozenset(self._archive.namelist())
        self._left = limits.file

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self.names

    def around(self) -> Iterator[str]:
        """The parts with headers and footers, in order."""
        return (
            name
            for name in sorted(self.names)
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        )

    def read(self, name: str) -> bytes:
        """A part; empty where it is not there. Raises ValueError for what can't be unpacked."""
        if not self.has(name):
            return b""
        try:
            with self._archive.open(name) as stream:
                data = stream.read(self._left + 1)
        except Exception as error:  # zipfile and its decompressors raise whatever their part is broken in
            raise ValueError(f"is damaged: {name} can't be unpacked ({type(error).__name__})") from None
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("unpacks to more than a document has")
        return data


class _Story:
    """Takes the events of one part: paragraphs, tables, runs; keeps its lines."""

    def __init__(self, styles: Mapping[str, Style], fonts: OldFonts, limits: Limits) -> None:
        self.lines = PageLines()
        self._styles, self._fonts, self._most = styles, fonts, limits.text
        self._unseen = self._size = 0
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._words: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._unseen or name in _UNSEEN or _is_separator(name, attributes):
            self._unseen += 1
        elif name == "p":
            self._paragraphs.append(_Paragraph())
        elif name in _TABLE:
            self.lines.start(_TABLE[name], {})
        elif name == "r":
            self._runs.append(_Run())
        elif name == "t":
            self._words = []
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif name in ("br", "cr", "drawing", "pict"):
            self._begin_paragraph()
            self.lines.start("br" if name in ("br", "cr") else "img", {})
        else:
            self._set(name, attributes.get("val", ""), attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
        elif name == "p" and self._paragraphs:
            self._begin_paragraph()
            self.lines.end(self._paragraphs.pop().tag)
        elif name in _TABLE:
            self.lines.end(_TABLE[name])
        elif name == "r":
            self._runs = self._runs[:-1]
        elif name == "t" and self._words is not None:
            words, self._words = "".join(self._words), None
            self._write(words)

    def data(self, words: str) -> None:
        """Text."""
        if self._words is not None:
            self._words.append(words)

    def _set(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        run = self._runs[-1] if self._runs else None
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if name == "pStyle" and paragraph:
            paragraph.style = self._styles.get(value, _PLAIN)
        elif name == "jc" and paragraph:
            paragraph.centred = value == "center"
        elif not run:
            return
        elif name == "rStyle":
            run.style = self._styles.get(value, _PLAIN)
        elif name == "rFonts":
            run.font = attributes.get("hAnsi") or attributes.get("ascii", "")
        elif name == "vanish":
            run.hidden = value not in _OFF
        elif name == "i":
            run.slanted = value not in _OFF

    def _begin_paragraph(self) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph and not paragraph.begun:
            paragraph.begun = True
            style = paragraph.style.name
            paragraph.tag = "h1" if style == "title" else "h2" if style.startswith("heading") else "p"
            align = {"align": "center"} if paragraph.centred else {}
            self.lines.start(paragraph.tag, {"class": "caption" if style == "caption" else "", **align})

    def _write(self, words: str) -> None:
        run = self._runs[-1] if self._runs else _Run()
        if run.hidden:
            return
        self._begin_paragraph()
        style = self._paragraphs[-1].style if self._paragraphs else _PLAIN
        font = run.font or run.style.font or style.font or self._styles.get("", _PLAIN).font
        self._size += len(words)
        if self._size > self._most:
            raise ValueError(f"has more than {self._most >> 20} MB of text, which no article has")
        if run.slanted:
            self.lines.start("em", {})
        self.lines.data(self._fonts.read(words, font))
        if run.slanted:
            self.lines.end("em")


_PLAIN = Style()
_TABLE = {"tbl": "table", "tr": "tr", "tc": "td"}
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}


class _Paragraph:
    """One that is open, with what its properties say."""

    def __init__(self) -> None:
        self.style = _PLAIN
        self.tag = "p"
        self.centred = self.begun = False


class _Run:
    """One that is open, with what its properties say."""

    def __init__(self) -> None:
        self.style = _PLAIN
        self.font = ""
        self.hidden = self.slanted = False


def _is_separator(name: str, attributes: Mapping[str, str]) -> bool:
    """The line above footnotes is one itself."""
    return name in ("footnote", "endnote") and attributes.get("type", "normal") != "normal"


def _lines(xml: bytes, styles: Mapping[str, Style], fonts: OldFonts, limits: Limits) -> list[PageLine]:
    story = _Story(styles, fonts, limits)
    parse(xml, story.start, story.end, story.data)
    return story.lines.close()


def _title(lines: list[PageLine], told: str) -> int:
    """The line that is the title: set as one, or the one that the document's properties name; -1 for none."""
    first = lines[:_TITLE_WITHIN]
    set_so = [n for n, line in enumerate(first) if line.heading == "h1"]
    if len(set_so) == 1:
        return set_so[0]
    key = comparison_key(told)
    return next((n for n, line in enumerate(first) if key and comparison_key(line.text) == key), -1)


def _properties(xml: bytes) -> dict[str, str]:
    """What the document says of itself: title and creator."""
    found: dict[str, str] = {}
    names: list[str] = []

    def data(words: str) -> None:
        if names[-1] in ("title", "creator"):
            found[names[-1]] = " ".join(f"{found.get(names[-1], '')}{words}".split())

    def end(_: str) -> None:
        names.pop()

    parse(xml, lambda name, _: names.append(name), end, data)
    return found
