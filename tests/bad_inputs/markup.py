"""Text that is markup of some kind: HTML that runs, Markdown, Jinja, YAML, keys of metadata."""

from collections.abc import Iterator

from bad_inputs.model import ELSEWHERE, MARK, BadInput, article

# By element and trick; what a filter of somebody else let through once.
HTML = {
    "script": f"<script>{MARK}</script>",
    "script-elsewhere": f"<script src={ELSEWHERE}/a.js></script>",
    "script-no-scheme": "<script src=//khac.vi.du/a.js></script>",
    "script-case": f"<ScRiPt >{MARK}</sCrIpT >",
    "script-slash": f"<script/x>{MARK}</script/x>",
    "script-line": f"<script\n>{MARK}</script\n>",
    "script-open": f"<script>{MARK}",
    "script-twice": f"<scr<script>ipt>{MARK}</scr</script>ipt>",
    "script-comment": f"<!--><script>{MARK}</script>-->",
    "script-cdata": f"<![CDATA[><script>{MARK}</script>]]>",
    "script-module": f"<script type=module>{MARK}</script>",
    "script-data-block": f'<script type="application/ld+json">{{"a":"</script><script>{MARK}</script>"}}</script>',
    "closes-title": f"</title><script>{MARK}</script>",
    "closes-textarea": f"</textarea><script>{MARK}</script>",
    "closes-article": f"</article></main></body><script>{MARK}</script>",
    "closes-attribute": f'" onfocus="{MARK}" autofocus x="',
    "closes-quote": f"' onfocus='{MARK}' autofocus x='",
    "closes-tag": f'"><script>{MARK}</script>',
    "img-error": f"<img src=x onerror={MARK}>",
    "img-quotes": f'<IMG """><SCRIPT>{MARK}</SCRIPT>">',
    "img-backtick": f"<img src=`x` onerror=`{MARK}`>",
    "img-elsewhere": f"<img src={ELSEWHERE}/a.png>",
    "img-srcset": f"<img srcset='{ELSEWHERE}/a.png 1x'>",
    "svg-load": f"<svg/onload={MARK}>",
    "svg-script": f"<svg><script>{MARK}</script></svg>",
    "svg-script-href": f"<svg><script href={ELSEWHERE}/a.js /></svg>",
    "svg-animate": f'<svg><a><animate attributeName=href values="javascript:{MARK}"/><text y=20>x</text></a></svg>',
    "svg-use": "<svg><use href='data:image/svg+xml,<svg id=x/>#x'/></svg>",
    "svg-style": f"<svg></p><style><g title='</style><img src onerror={MARK}>'>",
    "math-mutation": f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src onerror={MARK}>'>",
    "math-href": f"<math href='javascript:{MARK}'>x</math>",
    "noscript-mutation": f"<noscript><p title='</noscript><img src=x onerror={MARK}>'>",
    "template": f"<template><script>{MARK}</script></template>",
    "body-load": f"<body onload={MARK}>",
    "details-toggle": f"<details open ontoggle={MARK}>x</details>",
    "input-focus": f"<input autofocus onfocus={MARK}>",
    "video-error": f"<video><source onerror={MARK}></video>",
    "audio": f"<audio src={ELSEWHERE}/a.mp3 autoplay onerror={MARK}></audio>",
    "marquee": f"<marquee onstart={MARK}>x</marquee>",
    "animation": f"<style>@keyframes x{{}}</style><p style='animation-name:x' onanimationstart={MARK}>x</p>",
    "iframe-srcdoc": f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    "iframe-javascript": f"<iframe src=javascript:parent.{MARK}></iframe>",
    "iframe-elsewhere": f"<iframe src={ELSEWHERE}></iframe>",
    "object": f"<object data={ELSEWHERE}/a.swf></object>",
    "embed": f"<embed src='data:text/html,<script>{MARK}</script>'>",
    "form": f"<form action={ELSEWHERE}><button autofocus>x</button></form>",
    "form-id": "<form id=words><input name=textContent></form><a id=location href=x></a>",
    "base": f"<base href={ELSEWHERE}/>",
    "meta-refresh": f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    "meta-policy": "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    "link-style": f"<link rel=stylesheet href={ELSEWHERE}/a.css>",
    "link-prefetch": f"<link rel=dns-prefetch href=//khac.vi.du><link rel=prefetch href={ELSEWHERE}>",
    "style-import": f"<style>@import '{ELSEWHERE}/a.css';</style>",
    "style-attribute": f"<p style='background:url({ELSEWHERE}/a.png);position:fixed;inset:0'>x</p>",
    "comment-conditional": f"<!--[if gte IE 4]><script>{MARK}</script><![endif]-->",
    "comment-open": "<!-- không đóng",
    "doctype": "<!DOCTYPE html [<!ENTITY a 'b'>]>&a;",
    "processing": f"<?xml-stylesheet href='{ELSEWHERE}/a.xsl'?>",
    "php": "<?php system('id'); ?>",
    "entities": f"&lt;script&gt;{MARK}&lt;/script&gt; &#60;b&#62; &#x3c;i&#x3e; &amp;lt; &NotEqualTilde; &#0; &#1114112;",
    "full-width": f"＜script＞{MARK}＜/script＞",
    "half-tag": "<b <i <a href=",
    "unclosed": "<div><p><b><i><table><tr><td>",
    "popover": f"<button popovertarget=menu>x</button><p popover onbeforetoggle={MARK}>x</p>",
    "slot-in-page": '<p id="main-content">x</p><p id="search-results">y</p><p data-scheme-toggle>z</p>',
}
LINKS = {
    "javascript": f"[bấm](javascript:{MARK})",
    "javascript-case": f"[bấm](JaVaScRiPt:{MARK})",
    "javascript-entity": f"[bấm](&#106;avascript:{MARK}) [bấm](java&Tab;script:{MARK})",
    "javascript-control": f"[bấm](java\tscript:{MARK})",
    "javascript-image": f"![ảnh](javascript:{MARK})",
    "javascript-auto": f"<javascript:{MARK}>",
    "javascript-reference": f"[bấm][1]\n\n[1]: javascript:{MARK}",
    "javascript-title": f'[bấm](a "x" onclick={MARK})',
    "vbscript": f"[bấm](vbscript:{MARK})",
    "data": f"[bấm](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) data:text/html,<script>{MARK}</script>",
    "file": "[bấm](file:///etc/passwd) ![x](file:///etc/passwd)",
    "elsewhere-image": f"![ảnh]({ELSEWHERE}/a.png)",
    "auto": f"<{ELSEWHERE}> {ELSEWHERE}/?a=<b>&c='d' <a@khac.vi.du>",
    "anchor": f"<a href='javascript:{MARK}'>bấm</a>",
    "anchor-entity": f"<a href='&#x6A;avascript&colon;{MARK}'>bấm</a>",
    "anchor-base64": "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>bấm</a>",
    "wiki": "[[index]] [[../../etc/passwd|x]] ![[a.png]]",
    "nested": "[" * 40 + "x" + "](a)" * 40,
    "path": "[x](../../../../etc/passwd) [y](//khac.vi.du/) [z](/etc/passwd) [w](\\\\khac\\x)",
}
MARKDOWN = {
    "attr-list": f"Đoạn này {{: onclick={MARK} style=color:red #main-content .text }}",
    "attr-list-line": f"Đoạn này\n{{: onmouseover={MARK} }}",
    "attr-list-heading": f"## Đầu mục {{#main-content onclick={MARK}}}",
    "md-in-html": f"<div markdown=1>\n\n*x* <script>{MARK}</script>\n\n</div>",
    "md-in-html-block": f"<section markdown=block onclick={MARK}>**x**</section>",
    "toc": "[TOC]",
    "toc-obsidian": "[[_TOC_]] {{toc}} [[toc]]",
    "footnote": f"Câu[^1] và [^<script>{MARK}</script>].\n\n[^1]: <script>{MARK}</script>",
    "abbreviation": f"*[HTML]: <script>{MARK}</script>\n\nHTML",
    "admonition": '!!! note "Ghi chú"\n    thụt vào',
    "details": '??? danger "Mở"\n    thụt vào',
    "tabs": '=== "Một"\n    thụt vào',
    "heading-setext": "Không là đầu mục\n===\n\nCũng không\n---",
    "heading-atx": "# một ## hai ###### sáu",
    "rule": "* * *\n\n---\n\n___",
    "fence": f"```html\n<script>{MARK}</script>\n```",
    "fence-open": "~~~~ {.python onclick=1}\nkhông đóng",
    "fence-longest": "`" * 300,
    "code-indented": "    bốn dấu cách\n\n\tmột tab",
    "code-span": f"`` `<script>{MARK}</script>` ``",
    "list": "- một\n  - hai\n    1. ba\n+ bốn\n* năm",
    "list-number": "1986. Năm đổi mới\n\n1) một",
    "list-task": "- [ ] chưa\n- [x] xong",
    "definition": "Từ\n:   nghĩa của nó",
    "quote": "> một\n>> hai\n> > > ba",
    "table": "| a | b |\n|---|:-:|\n| <b>1</b> | 2 |",
    "table-row": "|" * 200,
    "emphasis": "*một* **hai** ***ba*** _bốn_ __năm__ ~~sáu~~ ==bảy== ^^tám^^ ++chín++",
    "emphasis-open": "*" * 500,
    "emphasis-mixed": "*_" * 300,
    "math": f"$x$ $$ \\unicode{{<img src=x onerror={MARK}>}} $$ \\(a\\) \\[b\\]",
    "snippet": '--8<-- "/etc/passwd"\n\n--8<--\nmkdocs.yml\n--8<--',
    "include": '{!mkdocs.yml!} {% include "mkdocs.yml" %} <!--include:x--> :::generator.cli',
    "emoji": ":smile: :material-account: ::: block :::",
    "escape": "\\* \\\\ \\< \\[ \\` \\{ \\",
    "hard-break": "một  \nhai\\\nba",
    "comment-mdx": "{/* x */} <Comp {...a}/> import a from 'b'",
    "frontmatter-body": "---\ntitle: giả\ntemplate: 404.html\n---",
    "obsidian": "%%ẩn%% #nhãn ^khối ![[x]] >[!warning] x",
    "placeholder": "\x02klzzwxh:0000\x03 wzxhzdk:0 \x02amp\x03",
}
JINJA = {
    "expression": "{{ 7*7 }} {{ config.site_name }}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "environment": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "block": "{% block content %}x{% endblock %} {% for i in range(10**9) %}{% endfor %}",
    "raw": "{% raw %} {% endraw %} {{ '{%' }}",
    "comment": "{# không đóng",
    "open": "{{ {% {# }} %} #}",
    "include": "{% include '/etc/passwd' %}{% extends 'main.html' %}",
    "format": "{0} {name} {0.__class__} %s %(a)s ${a} $a #{a} <%= 1 %>",
    "gettext": "{{ _('x') }} _(\"<b>\") {count} bài",
}
YAML = {
    "tag-python": "!!python/object/apply:os.system ['id']",
    "tag-name": "!!python/name:generator.cli.main",
    "tag-env": "!ENV [HOME, x]",
    "anchor": "&a [x, *a]",
    "alias": "*a *b *c",
    "merge": "<<: *a",
    "separator": "--- x",
    "end": "... y",
    "directive": "%YAML 1.1",
    "laughs": "a: &a [x, x]",
    "colon": "title: a: b: c",
    "quote": '"một" \'hai\' "ba',
    "comment": "một # hai",
    "block": "| một",
    "folded": ">- một",
    "list": "[một, hai",
    "map": "{một: hai",
    "no": "No",
    "null": "~",
    "number": "0o17 1_000 1e400 .inf",
    "date": "2024-02-30",
    "base60": "190:20:30",
    "at": "@một `hai` %ba",
    "question": "? một : hai",
    "tab": "một:\thai",
}
META = {
    "template": "template: ../../../etc/passwd",
    "template-known": "template: search.html",
    "hide": "hide: [toc, navigation]",
    "search": "search: {exclude: true, boost: 9}",
    "redirect": f"redirect: {ELSEWHERE}",
    "status": "status: deprecated",
    "social": f"social: {{cards_layout: {ELSEWHERE}}}",
    "draft": "draft: true",
    "feeds": "feeds: true",
    "robots": "robots: noindex",
    "canonical": f"canonical_url: {ELSEWHERE}",
    "multimarkdown": "Title: giả\nAuthor: giả",
    "source-file": "source_file: ../../x.txt",
    "merged-into": "merged_into: nguyen-van-a",
    "id": "id: ../../../x",
}
KINDS = {"html": HTML, "link": LINKS, "markdown": MARKDOWN, "jinja": JINJA, "yaml": YAML, "meta": META}
_PLACES = {
    "caption": "Đại biểu dự hội nghị. Ảnh: {}",
    "byline": "Lê Văn Ba {}",
    "source": "Nguồn: Báo {}",
    "name": "Đồng chí Lê Văn {}, Bí thư Tỉnh ủy, phát biểu tại hội nghị.",
    "cluster": "Cụm thi đua số 3 {} họp phiên thứ hai tại tỉnh Sơn La.",
    "document": "Hội nghị quán triệt Chỉ thị số 05-CT/TW {} của Bộ Chính trị.",
    "figure": "Toàn tỉnh có 112 mô hình {} được công nhận.",
}


def in_bodies() -> Iterator[BadInput]:
    """Each in a paragraph, at its beginning and within."""
    for kind, vectors in KINDS.items():
        for name, vector in vectors.items():
            lines = (vector, f"Giữa câu {vector} còn chữ.")
            yield article(f"body-{kind}-{name}", *lines, shown=tuple(vector.split("\n")))


def in_titles() -> Iterator[BadInput]:
    """Each in a title."""
    for kind, vectors in KINDS.items():
        for name, vector in vectors.items():
            line = " ".join(vector.split())[:180]
            yield article(f"title-{kind}-{name}", title=f"{line} Hội nghị {kind} {name}", shown=(line,))


def in_facts() -> Iterator[BadInput]:
    """Where names, captions, signatures, figures and the like are read from."""
    chosen = [*list(HTML.values())[::7], *list(LINKS.values())[::6], *list(MARKDOWN.values())[::12], JINJA["raw"]]
    for place, sentence in _PLACES.items():
        for number, vector in enumerate(chosen):
            line = sentence.format(" ".join(vector.split()))
            yield article(f"fact-{place}-{number}", line, shown=(" ".join(vector.split()),))
