"""The records of a WARC file, told apart: some lines, the last of which says how long what follows is, and that.

Here and not by a library: warcio ends at the first record that is broken. It writes what the tests read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from generator.readers.packed import PackedError
from generator.readers.places import open_file
from generator.settings import Limits

_AT_ONCE = 1 << 18
_LONGEST_HEAD = 1 << 16
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_BLANK = b"\r\n"
_RECORD = re.compile(rb"\n(?=WARC/\d)")
_LENGTH = len(b"\nWARC/1")
_VERSION = re.compile(rb"WARC/\d\.\d\d?\r?\n")


@dataclass(frozen=True, slots=True)
class Record:
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


def records(path: str, limits: Limits) -> Iterator[Record]:
    """All records, and what is none in their place."""
    with open_file(path, limits) as stream:
        reader = _Reader(stream)
        number = 0
        while reader.to_line():
            number += 1
            record = _record(reader, Record(number, reader.at))
            if record.error and reader.error:
                break
            yield record
            if record.error:
                reader.to_record()
        if reader.error:
            raise reader.error


def _record(reader: _Reader, record: Record) -> Record:
    head = head_of(reader.beginning(_LONGEST_HEAD))
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


def head_of(data: bytes) -> bytes:
    """The lines before the first empty one, and that."""
    end = _END_OF_HEAD.search(data)
    return data[: end.end()] if end else b""


def fields_of(head: bytes) -> dict[str, str]:
    r"""The fields of a head as records of WARC and answers by HTTP have it, by name in lower case; of two the first.

    >>> fields_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\n\r\n")
    {'content-type': 'text/html; charset=utf-8'}
    """
    # A line that begins with a blank goes on with the one before.
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("utf-8", "replace").split("\n")
    pairs = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, mark, value in reversed([*pairs]) if mark}
