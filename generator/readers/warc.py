"""WARC: what a crawler or a browser saved of a site, page after page; each page that was there is a source.

A record is some lines, the last of which but one says how long what follows is. Records are told apart here and not by
a library: warcio ends at the first that is broken, and unpacks pages without an end. It writes what the tests read.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import BinaryIO

from generator.errors import Problem, ProblemError
from generator.readers.http_body import decoded
from generator.readers.packed import PackedError
from generator.readers.places import has_ranges, is_only_here, open_file, read_range, refused
from generator.readers.raw import Beside, RawArticle, Refused, SourceFile
from generator.readers.rows import Names
from generator.settings import Intake, Limits

# Pages take longer than text.
_PAGES = 16
# So many pictures may lie between two pages before it is said.
_OTHERS = 1000
_AT_ONCE = 1 << 18
_LONGEST_HEAD = 1 << 16
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_BLANK = b"\r\n"
_RECORD = re.compile(rb"\n(?=WARC/\d)")
_LENGTH = len(b"\nWARC/1")
_VERSION = re.compile(rb"WARC/\d\.\d\d?\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_URL = re.compile(r"https?://[^\s<>\"]+")
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_MEND = "save the page again"
# How servers write what a mark of byte order says too; of other names many are wrong, and the reader looks itself.
_CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
_CHARSETS |= {"windows-1258": "cp1258", "cp1258": "cp1258"}


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page lies in its file."""

    number: int
    """Of its record, counted from 1."""
    start: int
    """Where the record begins, in bytes of the unpacked file."""
    end: int
    """Where it ends."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Some pages of a file."""

    file: SourceFile
    """The file."""
    intake: Intake
    """How they are read."""
    pages: tuple[Page, ...]
    """Where they lie."""
    names: tuple[str, ...]
    """Of each, its source's name."""
    held: tuple[bytes, ...] = ()
    """The records themselves, where no other process could read them."""

    def read(self) -> Iterator[RawArticle | Problem]:
        """What each page gives."""
        path, limits = self.file.path, self.intake.limits
        for number, (page, name) in enumerate(zip(self.pages, self.names, strict=True)):
            try:
                if page.end - page.start > limits.file:
                    hint = "leave it out, or raise file_mb of limits in mkdocs.yml"
                    raise refused(path, f"is larger than {limits.file_mb} MB, which no page is", hint, page.number)
                data = self.held[number] if self.held else read_range(path, page.start, page.end, limits)
                yield _article(SourceFile(path, name, page.number), data, limits)
            except ProblemError as error:
                yield error.problem

    def __len__(self) -> int:
        """How many pages."""
        return len(self.pages)


def portions(file: SourceFile, intake: Intake) -> Iterator[Pages | Beside | Refused]:
    """The pages of a file in portions, and how many records are none. Raises ProblemError where it can't be read."""
    path, limits = file.path, intake.limits
    hold = not has_ranges(path)
    if hold and not is_only_here(path):
        hint = "fetch it and name the file"
        raise refused(path, "can't be read here and there, as the server sends it only whole", hint)
    names = Names(file, "record")
    found = Pages(file, intake, (), ())
    others: Counter[str] = Counter()

    def so_far() -> Iterator[Pages | Beside]:
        if found.pages:
            held = tuple(read_range(path, page.start, page.end, limits) for page in found.pages) if hold else ()
            yield replace(found, held=held)
        yield from (Beside(path, kind, number) for kind, number in others.items())
        others.clear()

    number = 0
    try:
        for record in _records(path, limits):
            number = record.number
            if record.error:
                yield Refused(Problem(path, number, "", f"{record.error} (at byte {record.start})", _MEND))
            elif kind := _kind(record):
                others[kind] += 1
            else:
                date, url = record.fields.get("warc-date", ""), record.fields.get("warc-target-uri", "")
                key = blake2b(f"{url} {date}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
                page = Page(number, record.start, record.end)
                named = names.next(key, number)
                found = replace(found, pages=(*found.pages, page), names=(*found.names, named))
            if len(found.pages) == _PAGES or others.total() >= _OTHERS:
                yield from so_far()
                found = replace(found, pages=(), names=())
    except ProblemError:
        yield from so_far()
        raise
    yield from so_far()
    if not number:
        raise refused(path, "holds no records of WARC", "see that it was saved to its end")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record as it lies there."""

    number: int
    start: int
    end: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    beginning: bytes = b""
    """Of what it holds."""
    error: str = ""


class _Reader:
    """A stream, gone through with a look ahead."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ahead = b""
        self.at = 0
        """How much lies behind."""
        self.error: PackedError | None = None
        """Why there is no more."""

    def _more(self) -> bool:
        try:
            data = self._stream.read(_AT_ONCE) if not self.error else b""
        except PackedError as error:
            # Said when what came before it is read.
            self.error, data = error, b""
        self._ahead += data
        return bool(data)

    def _pass(self, number: int) -> None:
        self._ahead = self._ahead[number:]
        self.at += number

    def to_line(self) -> bool:
        """Goes to the next line that is not empty; says whether there is one."""
        while True:
            self._pass(len(self._ahead) - len(self._ahead.lstrip(_BLANK)))
            if self._ahead or not self._more():
                return bool(self._ahead)

    def beginning(self, number: int) -> bytes:
        """So many bytes from here, if there are."""
        while len(self._ahead) < number and self._more():
            pass
        return self._ahead[:number]

    def skip(self, number: int) -> bool:
        """Goes on by so many bytes; says whether they are there."""
        while number > len(self._ahead):
            number -= len(self._ahead)
            self._pass(len(self._ahead))
            if not self._more():
                return False
        self._pass(number)
        return True

    def to_record(self) -> None:
        """Goes to what looks like the beginning of a record behind this place, or to the end."""
        while not (found := _RECORD.search(self._ahead)):
            # One may begin in what comes.
            self._pass(max(len(self._ahead) - _LENGTH, 0))
            if not self._more():
                self._pass(len(self._ahead))
                return
        self._pass(found.end())


def _records(path: str, limits: Limits) -> Iterator[_Record]:
    """All records, and what is none in their place."""
    with open_file(path, limits) as stream:
        reader = _Reader(stream)
        number = 0
        while reader.to_line():
            number += 1
            record = _record(reader, _Record(number, reader.at))
            if record.error and reader.error:
                break
            yield record
            if record.error:
                reader.to_record()
        if reader.error:
            raise reader.error


def _record(reader: _Reader, record: _Record) -> _Record:
    head = _head(reader.beginning(_LONGEST_HEAD))
    if not _VERSION.match(head):
        return replace(record, error="is no record of WARC")
    fields = fields_of(head)
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 19):
        return replace(record, error="does not say how long it is")
    reader.skip(len(head))
    record = replace(record, fields=fields, end=reader.at + int(length))
    record = replace(record, beginning=reader.beginning(min(int(length), _LONGEST_HEAD)))
    if not reader.skip(int(length)):
        return replace(record, error="breaks off before its end")
    after = reader.beginning(4)
    if after and not after.startswith((b"\r\n", b"\n", b"WARC")):
        return replace(record, error="is not as long as it says")
    return record


def _head(data: bytes) -> bytes:
    """The lines before the first empty one, and that."""
    end = _END_OF_HEAD.search(data)
    return data[: end.end()] if end else b""


def fields_of(head: bytes) -> dict[str, str]:
    r"""The fields of a head as records of WARC and answers by HTTP have it, by name in lower case; of two the first.

    >>> fields_of(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html;\\r\\n charset=utf-8\\r\\n\\r\\n")
    {'content-type': 'text/html; charset=utf-8'}
    """
    # A line that begins with a blank goes on with the one before.
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("utf-8", "replace").split("\n")
    pairs = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, mark, value in reversed([*pairs]) if mark}


def _kind(record: _Record) -> str:
    """What a record is that is no page; nothing for a page."""
    type_ = record.fields.get("warc-type", "").lower()
    media = record.fields.get("content-type", "")
    if type_ == "response" and media.lower().startswith("application/http"):
        status = _STATUS.match(record.beginning)
        if not status:
            return "answer without a status"
        if status[1] != b"200":
            return f"HTTP {status[1].decode()}"
        media = fields_of(_head(record.beginning)).get("content-type", "")
    elif type_ not in ("response", "resource"):
        return f"WARC {type_ or 'record'}"
    media = media.partition(";")[0].strip().lower()
    return "" if media in _ENDINGS else media or "of no type"


def _article(source: SourceFile, data: bytes, limits: Limits) -> RawArticle:
    from generator.readers import READERS  # noqa: PLC0415  # where this reader is entered too

    head = _head(data)
    fields = fields_of(head)
    body = data[len(head) :]
    media = fields.get("content-type", "")
    url = fields.get("warc-target-uri", "").strip("<>")
    url = url if _URL.fullmatch(url) else ""
    try:
        if media.lower().startswith("application/http"):
            http = _head(body)
            answer = fields_of(http)
            media = answer.get("content-type", "")
            encodings = answer.get("transfer-encoding", ""), answer.get("content-encoding", "")
            body = decoded(body[len(http) :], *encodings, limits)
        kind, _, parameters = media.partition(";")
        read = READERS[_ENDINGS[kind.strip().lower()]]
        content = read(_as_utf_8(body, parameters), limits)
    except PackedError as error:
        raise refused(source.path, _with(url, str(error)), error.hint, source.line) from None
    except ValueError as error:
        raise refused(source.path, _with(url, str(error)), _MEND, source.line) from None
    given = content.given if content.given.url or not url else replace(content.given, url=url)
    cut = ("was cut off when it was saved",) if "warc-truncated" in fields else ()
    return RawArticle.of(source, content._replace(given=given, notes=(*content.notes, *cut)), limits)


def _with(url: str, message: str) -> str:
    return f"{url} {message}" if url else message


def _as_utf_8(body: bytes, parameters: str) -> bytes:
    """A page in UTF-8 with a mark that says so, if the server says what it is in, and it is."""
    named = re.search(r"charset\s*=\s*[\"']?([\w-]+)", parameters, re.IGNORECASE)
    codec = _CHARSETS.get(named[1].lower()) if named else None
    if not codec:
        return body
    try:
        return body.decode(codec).removeprefix("\ufeff").encode("utf-8-sig")
    except UnicodeDecodeError:
        return body
