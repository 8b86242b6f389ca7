"""Rows that are no articles: JSON lines, CSV, Parquet."""

import json
from collections.abc import Iterator

from bad_inputs.markup import HTML, LINKS
from bad_inputs.model import MARK, BadInput

_ROWS: dict[str, object] = {
    "null": None,
    "number": 7,
    "list": ["a"],
    "text": "một câu",
    "empty": {},
    "text-null": {"text": None},
    "text-number": {"text": 7},
    "text-list": {"text": ["a"]},
    "text-object": {"text": {"a": "b"}},
    "text-empty": {"text": ""},
    "text-blank": {"text": " \n\t "},
    "text-binary": {"text": "a\x00b"},
    "text-control": {"text": "Hội nghị\x1b[2J của tỉnh họp"},
    "title-list": {"text": "Tỉnh họp bàn việc năm mới.", "title": ["a"]},
    "title-lines": {"text": "Tỉnh họp bàn việc năm cũ.", "title": "a\n---\ntitle: b\n---\n"},
    "title-long": {"text": "Tỉnh họp bàn việc lâu dài.", "title": "dài " * 20_000},
    "date-number": {"text": "Tỉnh họp ngày bằng số.", "date": 1e400},
    "date-wrong": {"text": "Tỉnh họp ngày không có.", "date": "2024-02-30"},
    "date-far": {"text": "Tỉnh họp ngày rất xa.", "date": "99999999999999999999-01-01"},
    "date-object": {"text": "Tỉnh họp ngày là gì.", "date": {"$date": 0}},
    "url-javascript": {"text": "Tỉnh họp và có đường dẫn một.", "url": f"javascript:{MARK}"},
    "url-data": {"text": "Tỉnh họp và có đường dẫn hai.", "url": f"data:text/html,<script>{MARK}</script>"},
    "url-quote": {"text": "Tỉnh họp và có đường dẫn ba.", "url": f'https://vi.du/"onmouseover="{MARK}'},
    "url-markdown": {"text": "Tỉnh họp và có đường dẫn bốn.", "url": f"https://vi.du/)[x](javascript:{MARK})"},
    "url-braces": {"text": "Tỉnh họp và có đường dẫn năm.", "url": f"https://vi.du/){{: onclick={MARK} }}"},
    "url-lines": {"text": "Tỉnh họp và có đường dẫn sáu.", "url": "https://vi.du/\n\n<script>"},
    "url-file": {"text": "Tỉnh họp và có đường dẫn bảy.", "url": "file:///etc/passwd"},
    "url-user": {"text": "Tỉnh họp và có đường dẫn tám.", "url": "https://nguoi:mat@vi.du:99999/"},
    "url-entity": {"text": "Tỉnh họp và có đường dẫn chín.", "url": "https://vi.du/?a=1&lt;b&amp;c"},
    "id-path": {"text": "Tỉnh họp, tên là đường.", "id": "../../../ngoai"},
    "id-null": {"text": "Tỉnh họp, tên có số không.", "id": "a\x00b"},
    "id-lines": {"text": "Tỉnh họp, tên nhiều dòng.", "id": "a\nb\n"},
    "id-hash": {"text": "Tỉnh họp, tên có thăng.", "id": "#a#b"},
    "id-long": {"text": "Tỉnh họp, tên dài.", "id": "x" * 5_000},
    "id-same": {"text": "Tỉnh họp, tên đã có.", "id": "x" * 5_000},
    "id-surrogate": {"text": "Tỉnh họp, tên là nửa chữ.", "id": "a\ud800"},
    "id-bidi": {"text": "Tỉnh họp, tên viết ngược.", "id": "a\u202eb"},
    "id-reserved": {"text": "Tỉnh họp, tên của máy.", "id": "con"},
    "id-markup": {"text": "Tỉnh họp, tên là thẻ.", "id": f"<img src=x onerror={MARK}>"},
    "keys": {"text": "Tỉnh họp, nhiều khoá.", "__proto__": {"x": 1}, "": 2, "source_file": "../../x", "template": "x"},
    "many-keys": {"text": "Tỉnh họp, rất nhiều khoá.", **{f"k{number}": number for number in range(20_000)}},
}
_LINES = {
    "open": b'{"text": "a',
    "twice": b'{"text": "T\xe1\xbb\x89nh h\xe1\xbb\x8dp."} {"text": "b"}',
    "same-key": '{"text": "Một bài của tỉnh.", "text": "Hai bài của tỉnh."}'.encode(),
    "surrogate": b'{"text": "T\\ud800 h\\u1ecdp"}',
    "surrogate-title": '{"text": "Nửa chữ ở đầu bài của tỉnh.", "title": "\\udc00"}'.encode(),
    "nan": b'{"text": NaN}',
    "comma": b'{"text": "a",}',
    "quote": b"{'text': 'a'}",
    "comment": b'{"text": "a"} // x',
    "bom": b'\xef\xbb\xbf{"text": "T\xe1\xbb\x89nh c\xc3\xb3 d\xe1\xba\xa5u \xe1\xbb\x9f gi\xe1\xbb\xafa."}',
    "latin-1": b'{"text": "caf\xe9"}',
    "null-byte": b'{"text": "a\x00b"}',
    "deep-list": b"[" * 100_000 + b"]" * 100_000,
    "deep-object": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "number-long": b'{"text": ' + b"9" * 5_000 + b"}",
    "html": b"<!doctype html><script>window.__pwned=1</script>",
    "return": b'{"text": "a"}\r{"text": "b"}',
    "blank": b"   ",
}


def rows() -> Iterator[BadInput]:
    """Rows of the wrong kinds, and broken lines, each beside one that is well."""
    for name, row in _ROWS.items():
        line = json.dumps(row, ensure_ascii=True).encode()
        yield BadInput(f"row-{name}", f"row-{name}.jsonl", line + b"\n")
    for name, line in _LINES.items():
        yield BadInput(f"line-{name}", f"line-{name}.jsonl", _well(name) + line + b"\n")


def markup() -> Iterator[BadInput]:
    """Columns that hold markup, in a file of their own: each row has it everywhere."""
    for name, vector in [*list(HTML.items())[::3], *list(LINKS.items())[::2]]:
        row = {
            "title": f"{vector} cột {name}",
            "text": f"Tỉnh họp.\n\n{vector}\n\nHết {name}.",
            "url": vector,
            "id": vector,
        }
        yield BadInput(
            f"columns-{name}", f"columns-{name}.ndjson", json.dumps(row).encode() + b"\n", (vector.split("\n")[0],)
        )


def tables() -> Iterator[BadInput]:
    """CSV and Parquet that are not what they say."""
    for name, data in {
        "empty": b"",
        "head-only": b"title,text\n",
        "no-text": b"a,b\n1,2\n",
        "ragged": b"title,text\na\nb,c,d,e\n",
        "quote-open": b'title,text\na,"b\nc\n',
        "quote-within": b'title,text\na,b"c"d\n',
        "null": b"title,text\na,b\x00c\n",
        "columns-many": b",".join(b"c%d" % number for number in range(100_000)) + b"\n" + b"," * 99_999 + b"\n",
        "columns-same": b"text,text\na,b\n",
        "field-long": b"title,text\na," + b"x" * 20_000 + b"\n",
        "formula": "title,text\n=cmd|' /C calc'!A0,\"@SUM(1+1) Tỉnh họp, +1 và -1\"\n".encode(),
        "utf-16": "title,text\na,b\n".encode("utf-16"),
        "semicolons": "title;text\nMột;Tỉnh họp bàn.\n".encode(),
        "returns": b"title,text\ra,b\rc,d\r",
        "binary": bytes(range(256)),
        "script": f"title,text\n<script>{MARK}</script>,<img src=x onerror={MARK}> Tỉnh họp.\n".encode(),
    }.items():
        yield BadInput(f"csv-{name}", f"csv-{name}.csv", data)
    for name, data in {
        "empty": b"",
        "head": b"PAR1",
        "feet": b"PAR1PAR1",
        "length": b"PAR1\xff\xff\xff\x7fPAR1",
        "length-negative": b"PAR1\xff\xff\xff\xffPAR1",
        "garbage": b"PAR1" + b"\x15\x04\x19" * 400 + b"\xb0\x04\x00\x00PAR1",
        "encrypted": b"PARE" + b"\x00" * 40 + b"PARE",
        "text": b"title,text\n",
    }.items():
        yield BadInput(f"parquet-{name}", f"parquet-{name}.parquet", data)


def _well(name: str) -> bytes:
    return json.dumps({"text": f"Hội nghị về {name}\n\nNgày 3/5/2024, tỉnh họp bàn về {name}."}).encode() + b"\n"
