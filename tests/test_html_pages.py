"""Saved pages: the article and nothing else, no word lost, no false fact, nothing that takes long or fetches."""

import base64
import quopri
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from html_page import seen_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from saved_pages import FOOT, LEAD, OTHERS, PAGES, PARAGRAPHS, SECTIONS, TITLE, SavedPage

from generator.readers import html, mhtml, read_source
from generator.readers.encodings.tables import TABLES
from generator.readers.raw import Content, Given, RawArticle, SourceFile
from generator.reading import article_from
from generator.settings import USUAL_LIMITS, Limits

_BODY = f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"


def _read(page: str) -> Content:
    return html.read(page.encode())


def _given(head: str, body: str = _BODY) -> Given:
    return _read(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>").given


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _all_words(content: Content) -> Counter[str]:
    return _words(content.text) + _words("\n".join(text for _, text in content.given.outside))


def _seen_words(page: str) -> Counter[str]:
    return _words(seen_text(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_article_and_nothing_else(page: SavedPage) -> None:
    content = _read(page.html)
    rows = content.text.split("\n")
    assert tuple(filter(None, rows)) == page.lines
    assert tuple(rows[number - 1] for number in content.given.captions) == page.captions
    assert content.given.title in ("", page.lines[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_only_what_the_page_says_outright_is_given(page: SavedPage) -> None:
    given = _read(page.html).given
    assert (given.published, given.byline, given.paper, given.url) == (
        page.published,
        page.byline,
        page.paper,
        page.url,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_word_is_lost_and_none_is_new(page: SavedPage) -> None:
    assert _all_words(_read(page.html)) == _seen_words(page.html)


def test_an_article_of_a_page_is_as_that_of_its_text() -> None:
    page = PAGES[0]
    content = _read(page.html)
    article = article_from(RawArticle.of(SourceFile("a.html", "a.html"), content, USUAL_LIMITS))
    matter = article.front_matter
    assert (matter.title, matter.date, matter.published) == (TITLE, "2024-06-20", "2024-06-20")
    assert matter.byline == ("Minh Khuê",)
    assert matter.source.url == page.url
    assert "*Quang cảnh hội nghị. Ảnh: Minh Khuê*" in article.body
    assert ("outside-article", "Trang chủ") in {(line.rule, line.text) for line in article.removed.lines}


# Pages without an article, or with a few words beside links.
_NONE = {
    "nothing": "<html><body></body></html>",
    "no text": "<p> &nbsp; </p><script>var x = 'chữ';</script>",
    "words without an article": "<p>Đang tải…</p>",
    "menu": f"<ul>{''.join(f'<li><a href=/x>{name}</a></li>' for name in SECTIONS)}</ul>",
    "list of articles": "".join(
        f"<div><h3><a href='/{n}'>{title}</a></h3><p>{PARAGRAPHS[n % 4]}</p></div>"
        for n, title in enumerate(OTHERS * 3)
    ),
    "sign in": "<title>Đăng nhập hệ thống</title><form><h2>Đăng nhập</h2><label>Tên đăng nhập</label><input>"
    f"<label>Mật khẩu</label><input><button>Đăng nhập</button></form><p>{FOOT}</p>",
    "not found": "<h1>Error 404</h1><p>Không tìm thấy trang bạn yêu cầu. Xin mời bạn quay lại trang chủ.</p>",
}


@pytest.mark.parametrize("page", _NONE.values(), ids=_NONE)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="no article found in the page"):
        _read(page)


_PUBLISHED = {
    '<meta property="article:published_time" content="2024-06-20T16:25:00+07:00">': "2024-06-20",
    # Midnight in Vietnam has passed.
    '<meta property="article:published_time" content="2024-06-20T22:30:00Z">': "2024-06-21",
    '<meta itemprop="datePublished" content="2024-06-20">': "2024-06-20",
    '<meta name="pubdate" content="20/06/2024 16:25">': "2024-06-20",
    '<script type="application/ld+json">{"@graph": [{"@type": "Article", "datePublished": "2024-06-20"}]}</script>': (
        "2024-06-20"
    ),
    # No day of publication, or none for sure.
    '<meta property="article:modified_time" content="2024-06-20">': "",
    '<meta property="og:updated_time" content="2024-06-20">': "",
    '<meta name="date" content="2024-06-20">': "",
    '<meta name="pubdate" content="hôm qua">': "",
    '<meta name="pubdate" content="0001-01-01T00:00:00">': "",
    '<meta name="pubdate" content="2024-06-20"><meta itemprop="datePublished" content="2024-06-23">': "",
    '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2024-06-20"},'
    '{"@type": "NewsArticle", "datePublished": "2024-06-19"}]</script>': "",
    '<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2024-06-20"}</script>': "",
    '<script type="application/ld+json">{"@type": "NewsArticle", datePublished: "2024-06-20"}</script>': "",
}


@pytest.mark.parametrize(("head", "published"), _PUBLISHED.items(), ids=range(len(_PUBLISHED)))
def test_a_day_of_publication_is_one_that_the_page_calls_so(head: str, published: str) -> None:
    assert _given(head).published == published


_AUTHORS = {
    "Lò Thu Hà": ("Lò Thu Hà",),
    "admin": (),
    "Ban biên tập": (),
    "toasoan@banmoi.vn": (),
    "https://facebook.com/banmoi": (),
    "Báo Bản Mới": (),
    "Sơn La": (),
}


@pytest.mark.parametrize(("author", "byline"), _AUTHORS.items())
def test_an_author_is_a_person(author: str, byline: tuple[str, ...]) -> None:
    data = f'{{"@type": "NewsArticle", "author": [{{"name": "{author}"}}]}}'
    assert _given(f'<script type="application/ld+json">{data}</script>').byline == byline


def test_an_author_of_all_pages_is_none_of_this_one() -> None:
    head = '<meta name="author" content="Lò Thu Hà">'
    assert _given(head).byline == ()
    assert _given(head, f"{_BODY}<p>Bài của Lò Thu Hà</p>").byline == ("Lò Thu Hà",)


_ADDRESSES = {
    '<link rel="canonical" href="https://banmoi.vn/a-1.html">': "https://banmoi.vn/a-1.html",
    '<link rel="canonical" href="https://banmoi.vn/"><meta property="og:url" content="http://banmoi.vn/?id=7">': "http://banmoi.vn/?id=7",
    '<link rel="canonical" href="javascript:alert(1)">': "",
    '<link rel="canonical" href="//banmoi.vn/a">': "",
    '<link rel="canonical" href="https://[banmoi.vn/a">': "",
    "<!-- saved from url=(0030)https://banmoi.vn/tin/so-ket-4 -->": "https://banmoi.vn/tin/so-ket-4",
}


@pytest.mark.parametrize(("head", "url"), _ADDRESSES.items(), ids=range(len(_ADDRESSES)))
def test_the_address_is_the_pages_own(head: str, url: str) -> None:
    assert _given(head).url == url


_TITLES = {
    # The head names a title that the page shows.
    (f"<title>{TITLE} - Huyện Bản Mới</title>", f"<div>{TITLE}</div>"): TITLE,
    ("<title>Tin tức</title>", f"<h1>{TITLE}</h1>"): TITLE,
    # The same for every page of the site.
    ("<title>Trang thông tin điện tử huyện Bản Mới</title>", "<div>x</div>"): "",
    ('<meta property="og:title" content="Trang tin của huyện Bản Mới">', ""): "",
    # Shown nowhere, but said of an article.
    (f'<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}">', ""): TITLE,
}


@pytest.mark.parametrize(("page", "title"), _TITLES.items(), ids=range(len(_TITLES)))
def test_a_title_is_shown_or_said_of_an_article(page: tuple[str, str], title: str) -> None:
    head, heading = page
    content = _read(f"<html><head>{head}</head><body>{heading}<p>{LEAD}</p><p>{PARAGRAPHS[0]}</p></body></html>")
    assert content.given.title == title
    assert content.text.count(TITLE) == bool(title)


def test_markup_shown_as_text_stays_text() -> None:
    content = _read(f"{_BODY}<p>Mã &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; được chèn vào trang của đơn vị.</p>")
    assert "Mã <script>alert(1)</script> &amp; được chèn vào trang của đơn vị." in content.text


_BOM = "\ufeff"
_ENCODINGS = {
    "utf-8": _BODY.encode(),
    "with a byte order mark": f"{_BOM}{_BODY}".encode(),
    "utf-16": _BODY.encode("utf-16"),
    "a declaration of XML": b'<?xml version="1.0" encoding="utf-8"?>' + _BODY.encode(),
    "a declaration that is wrong": b"<meta charset=iso-8859-1>" + _BODY.encode(),
    "entities": _BODY.encode("ascii", "xmlcharrefreplace"),
}


@pytest.mark.parametrize("data", _ENCODINGS.values(), ids=_ENCODINGS)
def test_encodings(data: bytes) -> None:
    assert html.read(data).text.split("\n")[:3] == [TITLE, "", LEAD]


def _apart(text: str) -> str:
    """With tones apart from their letters, as Windows-1258 has them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = []
    for sign in text:
        marks = unicodedata.normalize("NFD", sign)
        tone = "".join(each for each in marks if each in tones)
        found.append(unicodedata.normalize("NFC", "".join(each for each in marks if each not in tones)) + tone)
    return "".join(found)


def _in_table(text: str, name: str) -> bytes:
    """In an old encoding; what that has not as an entity."""
    codes = {sign: code for code, sign in reversed([*enumerate(TABLES[name])])}
    return b"".join(bytes([codes[sign]]) if sign in codes else f"&#{ord(sign)};".encode() for sign in text)


_OLD: dict[str, Callable[[str], bytes]] = {
    "Windows-1258": lambda text: _apart(text).encode("cp1258", "xmlcharrefreplace"),
    "TCVN3": lambda text: _in_table(text, "TCVN3"),
    "VISCII": lambda text: _in_table(text, "VISCII"),
}


@pytest.mark.parametrize("name", _OLD)
@pytest.mark.parametrize("page", PAGES[:4], ids=lambda page: page.name)
def test_old_encodings_are_told_by_the_text_of_the_page(page: SavedPage, name: str) -> None:
    content = html.read(_OLD[name](page.html.replace("charset=utf-8", "charset=iso-8859-1")))
    assert tuple(filter(None, content.text.split("\n"))) == page.lines
    assert content.notes == (f"read as {name}",)


def test_what_the_page_says_counts_where_its_text_could_be_several() -> None:
    data = _OLD["Windows-1258"]("<p>Thong bao lich nghi cua co quan trong tuan nay tai Hà Tinh</p>")
    with pytest.raises(ValueError, match="UTF-8"):
        html.read(data)
    assert html.read(b"<meta charset=windows-1258>" + data).notes == ("read as Windows-1258, as the page says",)


_BOMBS = {
    "deep": "<div>" * 100_000 + LEAD,
    "tables in tables": "<table><tr><td>một" * 20_000,
    "elements": "<p>a</p>" * 300_000,
    "text": f"<p>{'một hai ba ' * 500_000}</p>",
    "an attribute without end": f'<p a="{LEAD * 20_000}',
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>",
    "JSON in JSON": f'<script type="application/ld+json">{"[" * 200_000}</script><p>Xin chào.</p>',
    "controls": "<p>&#0;&#1;&#27;&#xffff;&#xd800;</p>",
}


@pytest.mark.parametrize("page", _BOMBS.values(), ids=_BOMBS)
def test_what_no_page_has_is_refused_in_a_sentence(page: str) -> None:
    with pytest.raises(ValueError, match=r"^(?:has more than|no article|is not HTML|is not text)"):
        html.read(page.encode(), Limits(text_mb=1))


_HARMLESS = {
    "a picture within the page": f"<img src='data:image/png;base64,{'A' * 12_000_000}'>",
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>",
    "end tags": "</div>" * 100_000,
    "a comment": f"<!-- {LEAD * 1000} -->",
}


@pytest.mark.parametrize("more", _HARMLESS.values(), ids=_HARMLESS)
def test_what_shows_nothing_does_no_harm(more: str) -> None:
    assert _read(f"{_BODY}{more}").text == _read(_BODY).text


@pytest.mark.parametrize("library", ["lxml", "trafilatura"])
def test_without_its_library_a_page_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ValueError, match=r"pip install 'generator\[html\]'"):
        _read(_BODY)


def test_a_page_under_the_name_of_a_text_is_read_as_a_page(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"\n<!DOCTYPE html>\n<html>{_BODY}</html>", "utf-8")
    raw = read_source(SourceFile(file.as_posix(), "a.txt"))
    assert (raw.given.title, raw.notes) == (TITLE, ("read as HTML",))
    file.write_text("<htmlx> is no page", "utf-8")
    assert read_source(SourceFile(file.as_posix(), "a.txt")).text == "<htmlx> is no page"


_SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://banmoi.vn/tin/so-ket-4
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----Boundary--x----"

------Boundary--x----
Content-Type: text/html
Content-Transfer-Encoding: {coding}

{page}
------Boundary--x----
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------Boundary--x------
"""


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_a_page_saved_as_one_file(coding: str) -> None:
    data = f"<meta charset=utf-8>{_BODY}".encode()
    coded = {"quoted-printable": quopri.encodestring(data), "base64": base64.encodebytes(data), "8bit": data}[coding]
    content = mhtml.read(_SAVED.format(coding=coding, page="@").encode().replace(b"@", coded))
    assert content.text == _read(_BODY).text
    assert content.given.url == "https://banmoi.vn/tin/so-ket-4"


@pytest.mark.parametrize(
    "data", [b"text", b"Content-Type: text/html\n\n", b"\n--" * 5000, b"Content-Type: text/plain\n\nx"]
)
def test_one_file_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"no web page|parts"):
        mhtml.read(data)


_TAGS = ("p", "div", "span", "b", "a", "table", "tr", "td", "li", "h2", "em", "figure", "figcaption", "section", "font")
_TEXTS = st.sampled_from(
    ["Sáng nay, ", LEAD, "tỉnh", " ", "&lt;b&gt; ", "Mục 1", *PARAGRAPHS, *OTHERS, "\u00a0và", "\n"]
)


def _written(parts: list[tuple[str, str, str]]) -> Iterator[str]:
    for kind, tag, text in parts:
        # Words of two elements stay two by the white space: what style sheets part is not the question here.
        yield {"open": f" <{tag}> ", "close": f" </{tag}> ", "text": f" {text} ", "break": " <br> "}[kind]


_PARTS = st.tuples(st.sampled_from(["open", "close", "text", "text", "break"]), st.sampled_from(_TAGS), _TEXTS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(_PARTS, max_size=60))
def test_no_word_of_any_page_is_lost(parts: list[tuple[str, str, str]]) -> None:
    page = f"<html><body><p>{LEAD}</p>{''.join(_written(parts))}</body></html>"
    try:
        content = _read(page)
    except ValueError:
        return
    assert _all_words(content) == _seen_words(page)
