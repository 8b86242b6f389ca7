"""What a server sent, as it was meant: whole again, and unpacked, within limits."""

import importlib
import re
import zlib
from io import BytesIO

from generator.readers.packed import PackedError, read_up_to, unpacked
from generator.settings import Limits

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_GZIP = b"\x1f\x8b"
_LEAVE = "leave it out"


def decoded(body: bytes, transfer: str, encoding: str, limits: Limits) -> bytes:
    r"""A body as it was meant. transfer, encoding: the fields that say how it was sent. Raises PackedError where it is
    not as they say; but many programs save it as it was meant already, and leave the fields.

    >>> decoded(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "chunked", "", Limits())
    b'abcde'
    >>> decoded(b"<p>abc", "chunked", "gzip", Limits())
    b'<p>abc'
    """
    if "chunked" in transfer.lower():
        body = _in_one(body)
    names = [name.strip().lower() for name in encoding.split(",")]
    # One is usual, and who packs ten times has something in mind.
    for name in [name for name in reversed(names) if name not in ("", "identity", "none")][:2]:
        body = _unpacked(body, name, limits)
        if len(body) > limits.file:
            raise PackedError(f"unpacks to more than {limits.file_mb} MB", _LEAVE)
    return body


def _in_one(body: bytes) -> bytes:
    """The pieces of a body that was sent in pieces."""
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif body[at : at + 1] == b"\n":
            at += 1
        else:
            break
    if not pieces or pieces == [b""]:
        return body
    raise PackedError("breaks off before its end")


def _unpacked(body: bytes, name: str, limits: Limits) -> bytes:
    if name in ("gzip", "x-gzip"):
        if not body.startswith(_GZIP):
            return body
        with unpacked(BytesIO(body), ".gz", limits) as stream:
            return read_up_to(stream, limits.file + 1)
    if name == "deflate":
        return _inflated(body, limits)
    if name == "br":
        return _from_brotli(body, limits)
    raise PackedError(f"was sent packed in a way that is not read here: {name}", _LEAVE)


def _inflated(body: bytes, limits: Limits) -> bytes:
    # Servers mean either by this word.
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflate = zlib.decompressobj(bits)
        try:
            data = inflate.decompress(body, limits.file + 1)
        except zlib.error:
            continue
        if not inflate.eof and len(data) <= limits.file:
            raise PackedError("breaks off before its end")
        return data
    return body


def _from_brotli(body: bytes, limits: Limits) -> bytes:
    try:
        brotli = importlib.import_module("brotlicffi")
    except ImportError:
        hint = "pip install 'generator[warc]'"
        raise PackedError(
            "was sent packed by Brotli, which brotlicffi unpacks, and that is not installed", hint
        ) from None
    unpack = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        data = unpack.decompress(body, output_buffer_limit=_PIECE)
        while data and size <= limits.file:
            pieces.append(data)
            size += len(data)
            data = unpack.decompress(b"", output_buffer_limit=_PIECE)
    except brotli.error:
        if not pieces and b"<" in body[:_BEGINNING]:
            return body
        raise PackedError("is damaged: it is no Brotli") from None
    if not unpack.is_finished() and size <= limits.file:
        raise PackedError("breaks off before its end")
    return b"".join(pieces)


_PIECE = 1 << 20
_BEGINNING = 1000
