"""Archives and what is packed in them: zip, gzip, zstd, tar, DOCX, WARC, with all that is known against who unpacks."""

import gzip
import io
import lzma
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from bad_inputs.model import MARK, BadInput, article

_TEXT = article("bài trong gói").data
_MEGABYTES = 30
_LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' if number else '<!ENTITY l0 "ha">' for number in range(10)
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument"/></Relationships>'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes], comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        # Two members of one name are meant.
        warnings.simplefilter("ignore")
        for name, data in members:
            file.writestr(_member(name) if isinstance(name, str) else name, data)
        file.comment = comment
    return made.getvalue()


def _member(name: str, *, mode: int = 0o100644) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo()
    # As it is: given above, it would be put in order.
    member.filename = name
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = mode << 16
    member.create_system = 3
    return member


def zips(outside: Path) -> Iterator[BadInput]:
    """Members that lie elsewhere, are too large, are no files."""
    there = outside.as_posix()
    for number, name in enumerate(
        (
            *(
                "../../../ngoai.txt",
                "..\\..\\ngoai.txt",
                f"{there}/ngoai.txt",
                "/ngoai.txt",
                "C:\\ngoai.txt",
                "C:ngoai.txt",
            ),
            *(
                "\\\\may\\chung\\x.txt",
                "a/../../b.txt",
                "./x.txt",
                "a//b.txt",
                "/",
                "con.txt",
                "x.txt/y.txt",
                "a\nb.txt",
            ),
            *("ế" * 200 + ".txt", ".hidden.txt", "-rf.txt", "~/x.txt", "x.txt ", "a\x00b.txt", "%2e%2e/x.txt"),
        )
    ):
        text = article(f"bài trong gói {number}").data
        yield _packed(f"zip-name-{number}", _zip((name, text)), "zip")
    link = _member("noi.txt", mode=0o120777)
    twice = ("x.txt", article("bài trùng tên một").data), ("x.txt", article("bài trùng tên hai").data)
    for name, data in {
        "link": _zip((link, f"{there}/canary.txt".encode())),
        "link-then-through": _zip((_member("ra", mode=0o120777), there.encode()), ("ra/ngoai.txt", _TEXT)),
        "device": _zip((_member("thiet-bi.txt", mode=0o020666), b"")),
        "executable": _zip((_member("x.txt", mode=0o104777), article("bài chạy được").data)),
        "same-name": _zip(*twice),
        "case": _zip(("A.txt", article("bài chữ hoa").data), ("a.txt", article("bài chữ thường").data)),
        "empty": _zip(),
        "folder-only": _zip(("a/", b"")),
        "bomb": _zip(("bom.txt", b"a" * (_MEGABYTES << 20))),
        "bomb-lines": _zip(("bom.jsonl", b"{}\n" * 200_000)),
        "bomb-in-zip": _zip(("trong.zip", _zip(("bom.txt", b"\n" * (_MEGABYTES << 20))))),
        "many": _zip(*((f"{number}.txt", b"") for number in range(5_000))),
        "nested": _nested(12),
        "quine-like": _zip(("a.zip", b"PK\x05\x06" + b"\x00" * 18)),
        "comment": _zip(("x.txt", article("bài có lời ghi").data), comment=b"PK\x05\x06" * 400),
        "markup": _zip((f"<img src=x onerror={MARK}>.txt", article("bài tên là thẻ").data)),
        "not-text": _zip(("x.png", b"\x89PNG\r\n"), ("x.exe", b"MZ")),
    }.items():
        yield _packed(f"zip-{name}", data, "zip")
    good = _zip(("x.txt", article("bài gói lành").data * 50))
    crc = bytearray(good)
    crc[14:18] = b"\xde\xad\xbe\xef"
    directory = good.index(b"PK\x01\x02")
    lying = bytearray(good)
    lying[22:26] = lying[directory + 24 : directory + 28] = (1).to_bytes(4, "little")
    huge = bytearray(good)
    huge[22:26] = huge[directory + 24 : directory + 28] = b"\xfe\xff\xff\xff"
    encrypted = bytearray(good)
    encrypted[6] |= 1
    encrypted[directory + 8] |= 1
    method = bytearray(good)
    method[8] = method[directory + 10] = 98
    overlap = bytearray(_zip(("a.txt", _TEXT), ("b.txt", _TEXT)))
    second = overlap.index(b"PK\x01\x02", overlap.index(b"PK\x01\x02") + 4)
    overlap[second + 42 : second + 46] = b"\x00" * 4
    for name, broken in {
        "crc": crc,
        "size-small": lying,
        "size-large": huge,
        "encrypted": encrypted,
        "method": method,
        "overlap": overlap,
        "cut": good[: len(good) // 2],
        "cut-directory": good[:-10],
        "head-only": b"PK\x03\x04",
        "before": b"#!/bin/sh\n" + good,
        "after": good + b"x" * 1_000,
        "text": _TEXT + b" ",
        "nothing": b"",
    }.items():
        yield _packed(f"zip-{name}", bytes(broken), "zip")


def _nested(depth: int) -> bytes:
    data = article("bài ở sâu").data
    for level in range(depth):
        data = _zip((f"{level}.zip" if level else "x.txt", data))
    return data


def streams(outside: Path) -> Iterator[BadInput]:
    """One file packed: gzip, zstd and others that are no archives; tar."""
    good = gzip.compress(article("bài nén lành").data)
    named = io.BytesIO()
    with gzip.GzipFile("../../ngoai.txt", "wb", fileobj=named) as file:
        file.write(article("bài nén có tên").data)
    wrong = bytearray(good)
    wrong[-8:-4] = b"\x00" * 4
    for name, data in {
        "cut": good[:-12],
        "crc": bytes(wrong),
        "length": good[:-4] + b"\xff\xff\xff\xff",
        "after": good + b"x" * 100,
        "bomb": gzip.compress(b"\n" * (_MEGABYTES << 20)),
        "bomb-twice": gzip.compress(gzip.compress(b"a" * (_MEGABYTES << 20))),
        "members": good + gzip.compress("\n\nthêm một khúc".encode()),
        "head-only": good[:5],
        "text": article("bài không nén").data,
        "nothing": b"",
        "binary": gzip.compress(bytes(range(256))),
    }.items():
        yield _packed(f"gz-{name}", data, "txt.gz")
    yield _packed("gz-named", named.getvalue(), "gz")
    yield _packed("gz-jsonl", gzip.compress(b'{"text": 1}\n{"te'), "jsonl.gz")
    yield _packed("gz-nothing", gzip.compress(b""), "gz")
    for name, data in {
        "head-only": b"\x28\xb5\x2f\xfd",
        "window": b"\x28\xb5\x2f\xfd\x00\xff" + b"\x00" * 40,
        "dictionary": b"\x28\xb5\x2f\xfd\x23\x01\x02\x03\x04\x00",
        "skippable": b"\x50\x2a\x4d\x18\xff\xff\xff\xff",
        "text": article("bài không nén zstd").data,
        "nothing": b"",
    }.items():
        yield _packed(f"zst-{name}", data, "txt.zst")
    yield _packed("xz", lzma.compress(_TEXT), "txt.xz")
    yield _packed("deflate", zlib.compress(_TEXT), "txt.z")
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as file:
        link = tarfile.TarInfo(f"{outside.as_posix()}/noi")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    yield _packed("tar", made.getvalue(), "tar.gz")


def documents() -> Iterator[BadInput]:
    """DOCX."""
    for name, parts in {
        "laughs": [("word/document.xml", f"<!DOCTYPE w:d [{_LAUGHS}]><w:document {_WORD}>{_run('&l9;')}</w:document>")],
        "external": [
            ("word/document.xml", _document("&a;", "<!DOCTYPE w:d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"))
        ],
        "parameter": [
            ("word/document.xml", _document("x", "<!DOCTYPE w:d [<!ENTITY % a SYSTEM 'https://khac.vi.du/a'> %a;]>"))
        ],
        "markup": [("word/document.xml", _document(f"Hội nghị &lt;script&gt;{MARK}&lt;/script&gt; của tỉnh"))],
        "link": [
            ("word/document.xml", _document("x")),
            ("word/_rels/document.xml.rels", _RELATIONS.format(f"javascript:{MARK}")),
        ],
        "no-document": [("word/other.xml", "<x/>")],
        "broken": [("word/document.xml", "<w:document")],
        "deep": [("word/document.xml", f"<w:document {_WORD}>" + "<w:sdt>" * 20_000)],
        "bomb": [("word/document.xml", _document("a" * (_MEGABYTES << 20)))],
        "relation-out": [
            ("word/document.xml", _document("x")),
            ("_rels/.rels", _RELATIONS.format("../../../etc/passwd")),
        ],
        "relation-web": [
            ("word/document.xml", _document("x")),
            ("_rels/.rels", _RELATIONS.format("https://khac.vi.du/x.xml")),
        ],
        "member-out": [("../../ngoai.xml", "x"), ("word/document.xml", _document("Tỉnh họp, có tệp lạc."))],
        "twice": [("word/document.xml", _document("một")), ("word/document.xml", _document("hai"))],
        "empty-text": [("word/document.xml", _document(""))],
        "macro": [("word/document.xml", _document("Tỉnh họp, có lệnh.")), ("word/vbaProject.bin", "\x00")],
        "latin": [("word/document.xml", '<?xml version="1.0" encoding="khong-co"?><x/>')],
        "alternative": [("word/document.xml", f"<w:document {_WORD}><w:body><w:altChunk/></w:body></w:document>")],
    }.items():
        yield _packed(f"docx-{name}", _docx(parts), "docx")
    whole = _docx([("word/document.xml", _document("Tỉnh họp và lưu biên bản."))])
    yield _packed("docx-cut", whole[: len(whole) // 2], "docx")
    yield _packed("docx-text", _TEXT + b"  ", "docx")
    yield _packed("docx-ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "docx")
    yield _packed("docx-nothing", b"", "docx")
    yield _packed("doc-ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600, "doc")


def _docx(parts: Sequence[tuple[str, str]]) -> bytes:
    always = (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS.format("word/document.xml")))
    kept = [part for part in always if part[0] not in dict(parts)]
    return _zip(*((name, text.encode()) for name, text in (*kept, *parts)))


def _run(text: str) -> str:
    return f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"


def _document(text: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document {_WORD}>{_run(text)}</w:document>'


def web_archives() -> Iterator[BadInput]:
    """WARC."""
    page = "<html><title>Bài lưu</title><article><p>Tỉnh họp bàn việc.</p></article></html>".encode()
    for name, data in {
        "good-script": _record(f"<script>{MARK}</script>".encode() + page),
        "length-large": _record(page, length=1 << 40),
        "length-negative": _record(page, length=-1),
        "length-text": _record(page, length="x"),
        "address-javascript": _record(page, address=f"javascript:{MARK}"),
        "address-path": _record(page, address="../../../ngoai"),
        "address-lines": _record(page, address="http://vi.du/\r\nX: y"),
        "status": _record(page, status=b"HTTP/9.9 abc\r\n"),
        "no-head": _record(page, status=b""),
        "chunked": _record(b"FFFFFFFFFFFFFFFF\r\nx", status=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"),
        "packed": _record(gzip.compress(b"\n" * (8 << 20)), status=b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"),
        "packed-wrong": _record(page, status=b"HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip\r\n"),
        "cut": _record(page)[:-40],
        "version": _record(page).replace(b"WARC/1.0", b"WARC/9.9"),
        "heads-many": _record(page).replace(b"WARC-Type", b"X: y\r\n" * 5_000 + b"WARC-Type"),
        "text": _TEXT + b"   ",
        "nothing": b"",
    }.items():
        yield _packed(f"warc-{name}", data, "warc")
    yield _packed("warc-gz-cut", gzip.compress(_record(page))[:-20], "warc.gz")
    yield _packed("warc-gz-text", _TEXT + b"    ", "warc.gz")


def _record(
    body: bytes, *, length: object = None, address: str = "https://vi.du/a", status: bytes = b"HTTP/1.1 200 OK\r\n"
) -> bytes:
    content = status + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:a>\r\nWARC-Date: 2024-05-03T00:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def _packed(name: str, data: bytes, ending: str) -> BadInput:
    return BadInput(name, f"goi/{name}.{ending}", data)
