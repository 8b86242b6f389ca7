"""Bytes that are hardly text: encodings, controls, invisible signs, binary files under a text's name."""

import codecs
import zlib
from collections.abc import Iterator

from bad_inputs.model import BadInput, article

_TEXT = "Hội nghị của tỉnh\n\nNgày 3/5/2024, Tỉnh ủy Sơn La họp phiên thường kỳ.\n"
_SIGNS = {
    "null": "\x00",
    "bell": "\x07",
    "backspace": "\x08",
    "escape": "\x1b[31m",
    "delete": "\x7f",
    "next-line": "\x85",
    "application": "\x9f",
    "line-separator": "\u2028",
    "paragraph-separator": "\u2029",
    "form-feed": "\x0c",
    "vertical-tab": "\x0b",
    "no-break": "\u00a0",
    "zero-width": "\u200b",
    "joiner": "\u200d",
    "word-joiner": "\u2060",
    "soft-hyphen": "\u00ad",
    "bom-within": "\ufeff",
    "bidi-override": "\u202e",
    "bidi-isolate": "\u2066",
    "bidi-embed": "\u202b",
    "tag": "\U000e0041",
    "variation": "\ufe0f",
    "combining": "a" + "\u0301" * 200,
    "not-a-character": "\uffff",
    "private": "\ue000",
    "replacement": "\ufffd",
    "hangul-filler": "\u3164",
    "object": "\ufffc",
    "annotation": "\ufff9a\ufffab\ufffb",
    "last": "\U0010ffff",
}
_BYTES = {
    "empty": b"",
    "blank": b" \t\n\r\n",
    "bom-only": codecs.BOM_UTF8,
    "bom-utf-16-only": codecs.BOM_UTF16_LE,
    "bom-utf-8": codecs.BOM_UTF8 + _TEXT.encode(),
    "bom-utf-8-twice": codecs.BOM_UTF8 * 2 + _TEXT.encode(),
    "utf-16-le": codecs.BOM_UTF16_LE + _TEXT.replace("tỉnh", "huyện").encode("utf-16-le"),
    "utf-16-be": codecs.BOM_UTF16_BE + _TEXT.replace("tỉnh", "xã").encode("utf-16-be"),
    "utf-16-odd": codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le")[:-1],
    "utf-16-no-bom": _TEXT.encode("utf-16-le"),
    "utf-16-surrogate": codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le") + b"\x00\xd8x\x00",
    "utf-32": _TEXT.encode("utf-32"),
    "utf-7": _TEXT.encode("utf-7"),
    "latin-1": "Café à la préfecture, été".encode("latin-1"),
    "windows-1258": "Hội nghị tỉnh".encode("cp1258", "ignore"),
    "windows-1252": _TEXT.encode("cp1252", "ignore") + b"\x93\x94",
    "shift-jis": "会議".encode("shift_jis") * 20,
    "gb18030": "会议在省里举行".encode("gb18030") * 20,
    "koi8": "собрание".encode("koi8-r") * 20,
    "tcvn3": b"H\xe9i ngh\xde t\xd8nh \xf1y S\xacn La\n\n" * 5,
    "vni": b"Ho\xe4i ngh\xf2 t\xf5nh u\xfby\n\n" * 5,
    "mojibake": _TEXT.encode().decode("latin-1").encode(),
    "mojibake-twice": _TEXT.encode().decode("latin-1").encode().decode("latin-1").encode(),
    "broken-start": b"\xff" + _TEXT.encode(),
    "broken-middle": _TEXT.encode()[:40] + b"\xc3\x28" + _TEXT.encode()[40:],
    "broken-end": _TEXT.encode() + b"\xe1\xbb",
    "overlong-slash": _TEXT.encode() + b"\xc0\xaf..\xc0\xaf",
    "overlong-null": _TEXT.encode() + b"\xc0\x80",
    "surrogate": _TEXT.encode() + b"\xed\xa0\x80",
    "beyond": _TEXT.encode() + b"\xf4\x90\x80\x80",
    "five-bytes": _TEXT.encode() + b"\xf8\x88\x80\x80\x80",
    "continuations": b"\x80" * 500,
    "carriage-returns": _TEXT.replace("\n", "\r").replace("tỉnh", "bản").encode(),
    "mixed-lines": _TEXT.replace("tỉnh", "làng").encode().replace(b"\n\n", b"\r\n\n\r\r\n"),
    "half-and-half": _TEXT.encode() + _TEXT.encode("utf-16-le"),
    "uuencode": b"begin 644 a.sh\n#<FT@+7)F\n`\nend\n" * 3,
}
# What files of these kinds begin with.
_HEADS = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00",
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    "zstd": b"\x28\xb5\x2f\xfd\x04\x00",
    "seven-zip": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "rar": b"Rar!\x1a\x07\x01\x00",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</JS (app.alert(1))>>",
    "elf": b"\x7fELF\x02\x01\x01\x00",
    "exe": b"MZ\x90\x00\x03\x00\x00\x00",
    "class": b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
    "wasm": b"\x00asm\x01\x00\x00\x00",
    "sqlite": b"SQLite format 3\x00\x10\x00\x01\x01",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "parquet": b"PAR1\x15\x04\x15\x00PAR1",
    "pickle": b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00cos\nsystem\n(S'id'\ntR.",
    "pyc": b"\xa7\r\r\n\x00\x00\x00\x00",
    "mp4": b"\x00\x00\x00\x18ftypmp42",
    "ogg": b"OggS\x00\x02\x00\x00",
    "mp3": b"ID3\x04\x00\x00\x00\x00",
    "tar": b"a.txt\x00" + b"\x00" * 94 + b"0000644\x00",
    "woff2": b"wOF2\x00\x01\x00\x00",
    "shell": b"#!/bin/sh\nrm -rf ~\n",
    "rtf": b"{\\rtf1\\ansi{\\object\\objdata 01050000}}",
    "eml": b"From: a@khac.vi.du\r\nContent-Type: text/html\r\n\r\n<script>window.__pwned=1</script>\r\n",
    "json": b'{"text": "<script>window.__pwned=1</script>"}',
    "xml": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.__pwned=1'/>",
    "url": b"[InternetShortcut]\r\nURL=javascript:window.__pwned=1\r\n",
    "zeros": b"\x00" * 5000,
    "noise": zlib.compress(bytes(range(256)) * 40, 9),
}


def signs() -> Iterator[BadInput]:
    """Signs that are not to be seen, within a word and between two."""
    for name, sign in _SIGNS.items():
        yield article(f"sign-{name}", f"Tỉnh{sign}ủy Sơn{sign} La họp{sign * 3}.", title=f"Hội nghị {name} có{sign}dấu")


def encodings() -> Iterator[BadInput]:
    """Other encodings, and broken ones."""
    for name, data in _BYTES.items():
        yield BadInput(f"encoding-{name}", f"encoding-{name}.txt", data)


def binary() -> Iterator[BadInput]:
    """What is no text, under a text's name and under its own."""
    for name, head in _HEADS.items():
        yield BadInput(f"binary-{name}", f"binary-{name}.txt", head + b"\n" + name.encode())
    for name in ("png", "pdf", "pickle", "exe", "rtf", "svg", "xml"):
        yield BadInput(f"binary-own-{name}", f"rieng.{name}", _HEADS[name] + b"\x00own " + name.encode())
