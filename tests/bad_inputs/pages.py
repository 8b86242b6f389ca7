"""Saved pages and Markdown with front matter that attack who reads them."""

import json
from collections.abc import Iterator

from bad_inputs.markup import HTML, LINKS, MARKDOWN, META, YAML
from bad_inputs.model import ELSEWHERE, MARK, BadInput

_LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' if number else '<!ENTITY l0 "ha">' for number in range(10)
)
_HEADS = {
    "laughs": f"<!DOCTYPE html [{_LAUGHS}]><html><title>&l9;</title>",
    "external": "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><title>&a;</title>",
    "base": f"<html><head><base href='{ELSEWHERE}/'><title>Gốc khác</title>",
    "refresh": f"<html><head><meta http-equiv=refresh content='0;url=javascript:{MARK}'><title>Đi</title>",
    "charset": "<html><head><meta charset=utf-7><title>+ADw-script+AD4-</title>",
    "charset-none": "<html><head><meta charset=khong-co><title>Mã lạ</title>",
    "json-ld": f'<html><script type="application/ld+json">{{"headline": "<script>{MARK}", "author": [1]}}</script>',
    "json-ld-broken": '<html><script type="application/ld+json">{"headline": [[[</script>',
    "open-graph": f'<html><meta property="og:title" content="&lt;script&gt;{MARK}&lt;/script&gt;"><title></title>',
    "address": f'<html><link rel=canonical href="javascript:{MARK}"><title>Địa chỉ</title>',
    "date": '<html><meta property="article:published_time" content="0000-99-99T99:99:99"><title>Ngày lạ</title>',
    "title-twice": f"<html><title>Một</title><title><script>{MARK}</script></title>",
    "title-open": "<html><title>Không đóng",
    "comment": "<!--[if IE]><html><![endif]--><html><title>Chú thích</title>",
    "frames": f"<html><frameset onload={MARK}><frame src={ELSEWHERE}></frameset>",
    "xml": "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><title>XML</title>",
}
_BODY = "<body><article><h1>Hội nghị {0}</h1><p>Ngày 3/5/2024, tỉnh họp bàn về {0}, nhiều đại biểu dự.</p>{1}</article>"


def saved_pages() -> Iterator[BadInput]:
    """HTML with an article in it."""
    for name, head in _HEADS.items():
        yield BadInput(f"page-{name}", f"page-{name}.html", (head + _BODY.format(name, "")).encode())
    for name, vector in [*list(HTML.items())[::2], *list(LINKS.items())[::4]]:
        caption = f"<figure><img alt='{vector}'><figcaption>{vector}</figcaption></figure>"
        more = f"<p>Đầu {vector} cuối câu của đoạn.</p>{caption}"
        yield BadInput(f"page-{name}", f"page-trong-{name}.html", _BODY.format(name, more).encode())
    for name, data in {
        "empty": b"",
        "deep": b"<div>" * 10_000 + b"x",
        "deep-inline": b"<b>" * 10_000 + b"x",
        "tables": b"<table><tr><td>" * 500,
        "attributes": b"<p " + b"a=1 " * 20_000 + b">x",
        "unclosed": b"<p>" * 20_000,
        "less-than": b"<" * 20_000,
        "null": b"<html><p>a\x00b</p>",
        "binary": bytes(range(256)),
        "utf-16": "<html><p>Tỉnh họp</p>".encode("utf-16"),
        "latin-1": "<html><meta charset=iso-8859-1><p>été</p>".encode("latin-1"),
        "script-only": f"<script>{MARK}</script>".encode(),
        "style-only": b"<style>p{}</style>",
        "mhtml": b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
    }.items():
        yield BadInput(f"page-{name}", f"page-hong-{name}.htm", data)


def front_matters() -> Iterator[tuple[str, str]]:
    """By name; some are no YAML, or no front matter."""
    yield from ((f"truoc-{name}", f"title: {vector}") for name, vector in YAML.items())
    yield from ((f"khoa-{name}", f"title: Hội nghị {name}\n{line}") for name, line in META.items())
    yield from (
        (f"the-{name}", f"title: {json.dumps(vector)}\nplace: {json.dumps(vector)}") for name, vector in HTML.items()
    )
    names = list(zip("abcdefgh", "bcdefghi", strict=True))
    laughs = "".join(f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n" for before, after in names)
    yield from {
        "same-key": "title: a\ntitle: b",
        "merge": "a: &a {title: x}\n<<: *a",
        "laughs": f"a: &a [x,x,x,x,x,x,x,x,x]\n{laughs}",
        "alias-itself": "title: &a [*a]",
        "deep": "title: " + "[" * 2_000,
        "deep-map": "\n".join(f"{' ' * depth}a:" for depth in range(500)),
        "list": "- a\n- b",
        "text": "chỉ là chữ",
        "null": "~",
        "documents": "title: a\n---\ntitle: b",
        "python": "title: !!python/object/apply:os.system ['touch pwned']",
        "python-new": "!!python/object/new:os.system [touch pwned]",
        "binary": "title: !!binary aGVsbG8=",
        "key-list": "? [a, b]\n: c",
        "tabs": "\ttitle: a",
        "date": "date: 2024-13-45\ntitle: a",
        "kinds": "title: [a]\npersons: x\nfigures: {a: b}\nsource: 7\ndate: true",
        "kinds-inside": "title: a\npersons: [{name: [x], roles: {a: b}}, 7, null]\nclusters: [[[]]]",
        "long-key": f"{'k' * 5_000}: a",
        "many": "\n".join(f"k{number}: {number}" for number in range(5_000)),
        "control": 'title: "a\\0b\\x1b"',
        "bidi": "title: a\u202eb\u2066",
        "surrogate": 'title: "a\\ud800b"',
        "url": f"title: Hội nghị đường dẫn\nsource: {{name: x, url: 'javascript:{MARK}'}}",
        "url-quote": f"title: Hội nghị đường dẫn\nsource: {{name: x, url: 'https://vi.du/\"onclick=\"{MARK}'}}",
        "id": "title: Hội nghị tên\npersons: [{id: ../../x, name: <img src=x onerror=window.__pwned=1>}]",
        "id-markup": f"title: Hội nghị tên\nclusters: [{{id: '\"><script>{MARK}</script>', name: Cụm}}]",
        "description": f"title: Hội nghị mô tả\ndescription: '\"><script>{MARK}</script>'",
        "description-list": "title: Hội nghị mô tả\ndescription: [a, {b: c}]",
        "hide": "title: Hội nghị ẩn\nhide: 7",
        "names": "title: Hội nghị tên\npersons:\n"
        + "".join(
            f"  - name: {json.dumps(vector)}\n    roles: [{json.dumps(vector)}]\n"
            for vector in list(HTML.values())[::3]
        ),
        "facts": f"title: Hội nghị\nprovinces: ['<script>{MARK}</script>']\nbyline: ['<script>{MARK}</script>']\n"
        f"documents: [{{kind: '<b>', number: '\"><script>{MARK}</script>'}}]\n"
        f"figures: [{{value: 1, unit: '<script>{MARK}</script>', quote: '<script>{MARK}</script>'}}]\n"
        f"source: {{name: '<script>{MARK}</script>', url: 'https://vi.du/'}}",
    }.items()


def markdown() -> Iterator[BadInput]:
    """Markdown whose front matter or body is the trick."""
    for number, (name, front) in enumerate(front_matters()):
        # Titles that are markup are in all other inputs.
        if name.startswith("the-") and number % 4:
            continue
        yield _markdown(name, front, f"Tỉnh họp về {name}.")
    for vectors in (list(HTML.items())[1::6], list(MARKDOWN.items())[::3], list(LINKS.items())[1::4]):
        for name, vector in vectors:
            yield _markdown(f"than-{name}", f"title: Hội nghị {name}", vector)
    yield BadInput("markdown-open", "markdown-mo.md", b"---\ntitle: a\n")
    yield BadInput("markdown-empty", "markdown-rong.md", b"---\n---\n")


def _markdown(name: str, front: str, body: str) -> BadInput:
    text = f"---\n{front}\n---\n\n{body}\n\nHết {name}.\n"
    return BadInput(f"markdown-{name}", f"md-{name}.md", text.encode("utf-8", "surrogatepass"))
