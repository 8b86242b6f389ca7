"""Word documents: what people see of them, in whatever fonts; nothing of what was struck out; no bomb goes off."""

import contextlib
import io
import re
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.readers import docx
from generator.readers.raw import Content, UnreadableError
from generator.settings import Limits

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Binhthuong"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Tiu"><w:name w:val="Title"/><w:basedOn w:val="Binhthuong"/></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Chuthich"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:style>"""


def _p(text: str, style: str = "", properties: str = "") -> str:
    paragraph = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{paragraph}{_r(text, properties)}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx_of(body: str, **parts: str) -> bytes:
    """A document. parts: others, by their names with __ for the folder."""
    files = {
        "word/document.xml": f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>",
        **{f"{name.replace('__', '/')}.xml": text for name, text in parts.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _read(body: str, **parts: str) -> Content:
    return docx.read(docx_of(body, **parts))


_SHOWN = '<w:vanish w:val="0"/>'
_SEEN = {
    _p("Sáng nay, huyện họp.") + _p("Chiều, xã họp."): "Sáng nay, huyện họp.\n\nChiều, xã họp.",
    f"<w:p>{_r('Huyện ')}{_r('ủy', '<w:b/>')}</w:p>": "Huyện ủy",
    "<w:p><w:r><w:t>Một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t></w:r></w:p>": "Một\nhai ba",
    f"<w:tbl><w:tr><w:tc>{_p('Đơn vị')}</w:tc><w:tc>{_p('Số')}</w:tc></w:tr>"
    f"<w:tr><w:tc>{_p('Nà Tre')}</w:tc><w:tc>{_p('12')}</w:tc></w:tr></w:tbl>": "Đơn vị | Số\n\nNà Tre | 12",
    # Struck out, put in, moved.
    "<w:p><w:r><w:t>Có </w:t></w:r><w:del><w:r><w:delText>57</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>58</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom>"
    "<w:moveTo><w:r><w:t> xã</w:t></w:r></w:moveTo></w:p>": "Có 58 xã",
    f"<w:p>{_r('thấy')}{_r(' ẩn', '<w:vanish/>')}{_r(' rõ', _SHOWN)}</w:p>": "thấy rõ",
    "<w:p><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><w:r><w:t>Trang</w:t></w:r></w:p>": "Trang",
    # A text box comes twice, for programs new and old.
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
    f"{_p('Khung')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{_p('Khung')}</w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r><w:r><w:t>sau khung</w:t></w:r></w:p>": "Khung\n\nsau khung",
    f"<w:sdt><w:sdtContent>{_p('Trong khung điều khiển')}</w:sdtContent></w:sdt>": "Trong khung điều khiển",
    _p("<script>alert(1)</script> & {{ config }}"): "<script>alert(1)</script> & {{ config }}",
}


@pytest.mark.parametrize(("body", "text"), _SEEN.items(), ids=range(len(_SEEN)))
def test_the_text_is_what_people_see(body: str, text: str) -> None:
    assert _read(body).text == text


def test_footnotes_come_last_and_headers_stand_around() -> None:
    content = _read(
        _p("Bài"),
        word__footnotes=f'<w:footnotes {_W}><w:footnote w:type="separator">{_p("gạch")}</w:footnote>'
        f'<w:footnote w:id="2">{_p("Theo số liệu năm 2023.")}</w:footnote></w:footnotes>',
        word__header1=f"<w:hdr {_W}>{_p('HUYỆN ỦY BẢN MỚI')}</w:hdr>",
        word__footer1=f"<w:ftr {_W}>{_p('Trang 1')}</w:ftr>",
        word__comments=f"<w:comments {_W}>{_p('xem lại')}</w:comments>",
    )
    assert content.text == "Bài\n\nTheo số liệu năm 2023."
    assert content.given.outside == ((0, "Trang 1"), (0, "HUYỆN ỦY BẢN MỚI"))


def _core(title: str = "", creator: str = "") -> str:
    return (
        '<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        "<dcterms:created>2024-06-20T08:00:00Z</dcterms:created></c:coreProperties>"
    )


def test_a_title_is_set_as_one_or_shown() -> None:
    body = _p("Số 12-BC/HU") + _p("Báo cáo công tác Đảng", "Tiu") + _p("Nội dung")
    content = _read(body)
    assert (content.given.title, content.text.split("\n")[0]) == ("Báo cáo công tác Đảng",) * 2
    assert _read(_p("Báo cáo quý I") + _p("x"), docProps__core=_core("Báo cáo  quý I")).given.title == "Báo cáo quý I"
    # Of the file this one was made from.
    assert _read(_p("Báo cáo quý I"), docProps__core=_core("Mẫu giấy mời")).given.title == ""


def test_who_typed_a_document_is_not_its_author() -> None:
    body = _p("Nội dung của bài.") + _p("Lò Thu Hà")
    assert _read(body, docProps__core=_core(creator="Minh Khuê")).given.byline == ()
    assert _read(body, docProps__core=_core(creator="Lò Thu Hà")).given.byline == ("Lò Thu Hà",)
    assert _read(_p("Admin họp"), docProps__core=_core(creator="Admin")).given.byline == ()
    assert _read(body, docProps__core=_core()).given.published == ""


def test_captions_are_told_by_their_style_or_by_the_picture_above() -> None:
    centre, slanted = '<w:pPr><w:jc w:val="center"/></w:pPr>', "<w:i/>"
    body = (
        _p("Huyện họp sơ kết.")
        + _p("Quang cảnh", "Chuthich")
        + f"<w:p>{centre}<w:r><w:drawing/></w:r></w:p><w:p>{centre}{_r('Các đại biểu', slanted)}</w:p>"
        + f"<w:p>{centre}{_r('Trích thơ', slanted)}</w:p>"
    )
    content = _read(body)
    rows = content.text.split("\n")
    assert [rows[number - 1] for number in content.given.captions] == ["Quang cảnh", "Các đại biểu"]


_TCVN3 = {"®¶ng bé": "đảng bộ", "2024": "2024", "Đảng": "Đảng"}


@pytest.mark.parametrize(("written", "meant"), _TCVN3.items())
def test_text_in_an_old_font_is_read_by_it_or_told(written: str, meant: str) -> None:
    for body in (_p(written, properties='<w:rFonts w:ascii="Arial" w:hAnsi=".VnTime"/>'), _p(written, "Cu")):
        content = _read(body)
        assert content.text == meant
        assert content.notes == (("read as TCVN3, by its fonts",) if not meant.isascii() and written != meant else ())


def test_a_font_of_ascii_letters_alone_says_nothing() -> None:
    assert _read(_p("tháng", properties='<w:rFonts w:ascii=".VnTime" w:hAnsi="Arial"/>')).text == "tháng"


_ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
_BAD = {
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "of the old kind, or has a password"),
    "no archive": ("Văn bản".encode(), "is no Word document"),
    "cut": (docx_of(_p("Huyện họp. " * 500))[:500], "is no Word document, or is damaged"),
    "other archive": (docx_of("").replace(b"word/document.xml", b"word/documenx.xml"), "is no Word document"),
    "broken XML": (docx_of("<w:p><w:r>"), "is damaged"),
    "entities": (docx_of(_p("x"), word__footnotes=f"{_ENTITY}<x>&b;&f;</x>"), "has a document type"),
    "bomb": (docx_of(_p("x"), word__styles=f"<x>{' ' * 3_000_000}</x>"), "unpacks to more than a document has"),
    "text": (docx_of(_p("x " * 600_000)), "has more than 1 MB of text"),
}


@pytest.mark.parametrize(("data", "said"), _BAD.values(), ids=_BAD)
def test_what_is_no_document_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        docx.read(data, Limits(text_mb=1, file_mb=2))


def test_an_old_document_says_what_to_do() -> None:
    with pytest.raises(UnreadableError) as refusal:
        docx.refuse(b"")
    assert "save it as .docx" in refusal.value.hint


@settings(max_examples=80, deadline=None)
@given(place=st.integers(0, 2000), sign=st.integers(0, 255))
def test_a_damaged_document_is_read_or_refused(place: int, sign: int) -> None:
    data = bytearray(docx_of(_p("Sáng nay, huyện họp."), docProps__core=_core("Họp")))
    data[place % len(data)] = sign
    # Nothing but a sentence.
    with contextlib.suppress(ValueError):
        docx.read(bytes(data))


_NESTED = st.recursive(
    st.text("abcđ ", min_size=1, max_size=8).map(_p),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda parts: f"<w:tbl><w:tr>{''.join(f'<w:tc>{part}</w:tc>' for part in parts)}</w:tr></w:tbl>"
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(parts=st.lists(_NESTED, min_size=1, max_size=5))
def test_no_letter_is_lost_however_tables_nest(parts: list[str]) -> None:
    body = "".join(parts)
    letters = "".join(re.findall(">([abcđ ]+)<", body)).replace(" ", "")
    assert "".join(filter(str.isalpha, _read(body).text)) == letters
