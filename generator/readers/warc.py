"""WARC: what a crawler or a browser saved of a site, page after page; each page that was there is a source."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from generator.errors import Problem, ProblemError
from generator.readers.http_body import decoded
from generator.readers.packed import PackedError
from generator.readers.places import has_ranges, is_only_here, read_range, refused
from generator.readers.raw import Beside, RawArticle, Refused, SourceFile
from generator.readers.rows import Names
from generator.readers.warc_records import Record, fields_of, head_of, records
from generator.settings import Intake, Limits

# Pages take longer than text.
_PAGES = 16
# So many pictures may lie between two pages before it is said.
_OTHERS = 1000
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
        for record in records(path, limits):
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


def _kind(record: Record) -> str:
    """What a record is that is no page; nothing for a page."""
    type_ = record.fields.get("warc-type", "").lower()
    media = record.fields.get("content-type", "")
    if type_ == "response" and media.lower().startswith("application/http"):
        status = _STATUS.match(record.beginning)
        if not status:
            return "answer without a status"
        if status[1] != b"200":
            return f"HTTP {status[1].decode()}"
        media = fields_of(head_of(record.beginning)).get("content-type", "")
    elif type_ not in ("response", "resource"):
        return f"WARC {type_ or 'record'}"
    media = media.partition(";")[0].strip().lower()
    return "" if media in _ENDINGS else media or "of no type"


def _article(source: SourceFile, data: bytes, limits: Limits) -> RawArticle:
    from generator.readers import READERS  # noqa: PLC0415  # where this reader is entered too

    head = head_of(data)
    fields = fields_of(head)
    body = data[len(head) :]
    media = fields.get("content-type", "")
    url = fields.get("warc-target-uri", "").strip("<>")
    url = url if _URL.fullmatch(url) else ""
    try:
        if media.lower().startswith("application/http"):
            http = head_of(body)
            answer = fields_of(http)
            media = answer.get("content-type", "")
            encodings = answer.get("transfer-encoding", ""), answer.get("content-encoding", "")
            body = decoded(body[len(http) :], *encodings, limits)
        kind, _, parameters = media.partition(";")
        read = READERS[_ENDINGS[kind.strip().lower()]]
        body, notes = _as_utf_8(body, parameters)
        content = read(body, limits)
    except PackedError as error:
        raise refused(source.path, _with(url, str(error)), error.hint, source.line) from None
    except ValueError as error:
        raise refused(source.path, _with(url, str(error)), _MEND, source.line) from None
    given = content.given if content.given.url or not url else replace(content.given, url=url)
    cut = ("was cut off when it was saved",) if "warc-truncated" in fields else ()
    return RawArticle.of(source, content._replace(given=given, notes=(*notes, *content.notes, *cut)), limits)


def _with(url: str, message: str) -> str:
    return f"{url} {message}" if url else message


def _as_utf_8(body: bytes, parameters: str) -> tuple[bytes, tuple[str, ...]]:
    """A page in UTF-8 with a mark that says so, if the server says what it is in, and it is; and what to say of it."""
    named = re.search(r"charset\s*=\s*[\"']?([\w-]+)", parameters, re.IGNORECASE)
    codec = _CHARSETS.get(named[1].lower()) if named else None
    if not codec or not named:
        return body, ()
    try:
        text = body.decode(codec)
    except UnicodeDecodeError:
        return body, ()
    return text.removeprefix("\ufeff").encode("utf-8-sig"), (f"read as {named[1]}",) if codec != "utf-8" else ()
