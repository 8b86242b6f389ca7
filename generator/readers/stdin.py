"""Standard input: held whole, for it comes only once; what it is, its first bytes tell."""

import re
import sys
import zipfile
from io import BytesIO
from typing import Any

from generator.readers.packed import PackedError, unpacked
from generator.settings import Limits

STDIN = "-"
"""The place that means standard input."""

_PACKED = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
_BINARY = {b"PAR1": ".parquet", b"WARC/": ".warc", b"PK\x03\x04": ".zip", b"PK\x05\x06": ".zip"}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_BEGINNING = 1 << 10
_held: dict[str, Any] = {}


def held(limits: Limits) -> bytes:
    """All that standard input holds, unpacked if it is packed. Raises PackedError for more than one file may have."""
    if _held.get("stream") is not sys.stdin:
        read = sys.stdin.buffer.read(limits.file + 1)
        wrapping = next((ending for first, ending in _PACKED.items() if read.startswith(first)), "")
        if wrapping and len(read) <= limits.file:
            with unpacked(BytesIO(read), wrapping, limits) as stream:
                read = stream.read(limits.file + 1)
        _held.update(stream=sys.stdin, data=read)
    data: bytes = _held["data"]
    if len(data) > limits.file:
        hint = "name the file, or raise file_mb of limits in mkdocs.yml"
        raise PackedError(f"is larger than {limits.file_mb} MB, and is held in memory", hint)
    return data


def is_archive() -> bool:
    """Whether standard input was read, and is a zip."""
    return _held.get("stream") is sys.stdin and bool(_held["data"].startswith(b"PK"))


def state() -> object:
    """What tells what it holds from what it held, for a process that reads several."""
    return id(sys.stdin)


def ending(data: bytes) -> str:
    """What a file of this content would be called, if its first bytes leave no doubt; empty for text.

    >>> ending(b'{"text": "a"}'), ending(b"<!DOCTYPE html><p>"), ending(b"PAR1..."), ending("Đảng".encode())
    ('.jsonl', '.html', '.parquet', '')
    """
    beginning = data[:_BEGINNING]
    if _MARKUP.match(beginning):
        return ".html"
    if _JSON.match(beginning):
        return ".jsonl"
    found = next((ending for first, ending in _BINARY.items() if beginning.startswith(first)), "")
    return ".docx" if found == ".zip" and _is_document(data) else found


def _is_document(data: bytes) -> bool:
    """Whether a zip is a document of Word, by what every one of them has."""
    return b"[Content_Types].xml" in data and b"word/document.xml" in data and zipfile.is_zipfile(BytesIO(data))
