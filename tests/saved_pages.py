"""Saved pages as Vietnamese papers, portals and blogs build them, in made words: what is article in them is known."""

from collections.abc import Callable
from dataclasses import dataclass

TITLE = "Huyện ủy Bản Mới sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2024"
LEAD = (
    "Sáng 20/6/2024, Huyện ủy Bản Mới tổ chức hội nghị sơ kết công tác xây dựng Đảng 6 tháng đầu năm,"
    " triển khai nhiệm vụ 6 tháng cuối năm."
)
PARAGRAPHS = tuple(
    """
Dự hội nghị có đồng chí Lò Văn Hạnh, Ủy viên Ban Thường vụ Tỉnh ủy; các đồng chí trong Ban Chấp hành Đảng bộ huyện và bí thư các chi bộ, đảng bộ trực thuộc.
Sáu tháng qua, toàn huyện đã kết nạp 86 đảng viên mới, đạt 57% kế hoạch; 31 chi bộ thực hiện mô hình sinh hoạt theo chuyên đề, được nhân dân đồng tình.
Các đại biểu đã thảo luận về việc sắp xếp đội ngũ cán bộ, công tác kiểm tra, giám sát và chuẩn bị đại hội chi bộ.
Phát biểu kết luận, đồng chí Bí thư Huyện ủy yêu cầu các cấp ủy nâng chất lượng sinh hoạt chi bộ, quan tâm tạo nguồn phát triển đảng viên ở nông thôn.
""".strip().split("\n")
)
CAPTIONS = ("Quang cảnh hội nghị. Ảnh: Minh Khuê", "Các đại biểu thảo luận tại tổ")
AUTHOR = "Minh Khuê"
STAMP = "Thứ Năm, 20/06/2024, 16:25 (GMT+7)"
OTHERS = (
    "Đảng bộ xã Nà Tre tổ chức đại hội điểm",
    "Tập huấn nghiệp vụ công tác đảng cho cấp ủy cơ sở",
    "Phát động phong trào thi đua chào mừng ngày thành lập huyện",
    "Khởi công đường liên bản Pá Lau",
)
SECTIONS = ("Trang chủ", "Thời sự", "Xây dựng Đảng", "Kinh tế", "Văn hóa - Xã hội", "Liên hệ")
FOOT = "Cơ quan chủ quản: Huyện ủy Bản Mới. Giấy phép số 12/GP-TTĐT. Ghi rõ nguồn khi phát hành lại."
COMMENT = "Tôi rất mừng vì quê mình đổi thay, chúc bà con mạnh khỏe và hội nghị thành công tốt đẹp nhé."


@dataclass(frozen=True)
class SavedPage:
    """One page and what is to be read off it."""

    name: str
    html: str
    lines: tuple[str, ...]
    """All lines of the text."""
    captions: tuple[str, ...] = CAPTIONS[:1]
    published: str = ""
    byline: tuple[str, ...] = ()
    paper: str = ""
    url: str = ""


def _links(texts: tuple[str, ...], item: str = "<li><a href='/x'>{}</a></li>") -> str:
    return "".join(item.format(text) for text in texts)


_MENU = f"<nav><ul>{_links(SECTIONS)}</ul></nav>"
_P = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
_FIRST, *_REST = (f"<p>{text}</p>\n" for text in PARAGRAPHS)


def _page(body: str, head: str = "", *, title: str = f"{TITLE} | Báo Bản Mới") -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}'
        "<script>var quang_cao = 'không phải bài';</script><style>p {color: red}</style></head>"
        f"<body>{body}</body></html>"
    )


def _large_paper() -> SavedPage:
    """Date above the headline, lead outside the article element, figures; author right-aligned in the last paragraph."""
    body = f"""<header><a href="/">Báo Bản Mới</a>{_MENU}</header>
<section class="section page-detail"><div class="container"><div class="sidebar-1">
<div class="header-content"><ul class="breadcrumb"><li><a href="/">Thời sự</a></li></ul><span class="date">{STAMP}</span></div>
<h1 class="title-detail">{TITLE}</h1><p class="description">{LEAD}</p>
<article class="fck_detail">{_FIRST}
<figure class="tplCaption"><div class="fig-picture"><img src="a.jpg" alt="Ảnh hội nghị"></div>
<figcaption><p class="Image">{CAPTIONS[0]}</p></figcaption></figure>{"".join(_REST)}
<p class="Normal" style="text-align:right;"><strong>{AUTHOR}</strong></p></article>
<div class="social"><a href="#">Chia sẻ</a> <a href="#">Lưu bài</a></div>
<div class="box-tinlienquan"><h3>Tin liên quan</h3><ul>{_links(OTHERS)}</ul></div>
<div class="box-comment"><h3>Ý kiến</h3><div class="comment-item"><b>Hoa Ban</b><p>{COMMENT}</p></div></div></div>
<aside class="sidebar-2"><h3>Xem nhiều</h3>{_links(OTHERS, "<h4><a href='/y'>{}</a></h4>")}</aside></div></section>
<footer><p>{FOOT}</p></footer>"""
    head = """<meta property="og:type" content="article"><meta property="og:site_name" content="Báo Bản Mới">
<meta property="article:published_time" content="2024-06-20T16:25:00+07:00">
<meta property="article:modified_time" content="2024-06-29T16:25:00+07:00">
<link rel="canonical" href="https://baobanmoi.example.vn/so-ket-4711.html">"""
    return SavedPage(
        "large paper",
        _page(body, head),
        (TITLE, LEAD, PARAGRAPHS[0], CAPTIONS[0], *PARAGRAPHS[1:], AUTHOR),
        published="2024-06-20",
        paper="Báo Bản Mới",
        url="https://baobanmoi.example.vn/so-ket-4711.html",
    )


def _agency() -> SavedPage:
    """Pictures as tables with a caption cell, related articles inside the text, a time element, tags."""
    body = f"""<div class="site-header"><ul class="menu">{_links(SECTIONS)}</ul></div>
<div class="l-content"><div class="article"><div class="article__header"><div class="breadcrumb"><a>Chính trị</a></div>
<h1 class="article__title cms-title">{TITLE}</h1>
<div class="article__meta"><span class="author cms-author">{AUTHOR}</span> <time class="time" datetime="2024-06-20T16:25:00+0700">20/06/2024 16:25</time></div>
<div class="article__sapo cms-desc">{LEAD}</div></div>
<div class="article__body zce-content-body cms-body" itemprop="articleBody">
<table class="picture" align="center"><tbody><tr><td class="pic"><img src="1.jpg"></td></tr>
<tr><td class="caption"><p>{CAPTIONS[0]}</p></td></tr></tbody></table>
{_FIRST}<div class="cms-relate"><ul>{_links(OTHERS[:2], "<li><article class='story'><h2 class='story__heading'><a href='/r'>{}</a></h2></article></li>")}</ul></div>
{"".join(_REST)}</div>
<div class="article__tag"><h3>Từ khóa</h3><ul>{_links(("#Bản Mới", "#sơ kết", "#xây dựng Đảng"))}</ul></div>
<div class="article__related"><h3>Tin cùng chuyên mục</h3>{_links(OTHERS, "<article class='story'><h2><a href='/z'>{}</a></h2><div class='story__summary'>Tin vắn trong ngày của huyện.</div></article>")}</div>
</div></div><div class="site-footer">{FOOT}</div>"""
    head = """<meta property="og:title" content="Huyện ủy Bản Mới sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2024">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Huyện ủy Bản Mới sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2024",
"datePublished": "2024-06-20T16:25:00+07:00", "dateModified": "2024-06-22T08:00:00+07:00",
"author": {"@type": "Person", "name": "Minh Khuê"}, "publisher": {"@type": "Organization", "name": "Thông tấn Bản Mới"}}
</script>"""
    return SavedPage(
        "agency",
        _page(body, head, title=f"{TITLE} - Thông tấn Bản Mới"),
        (TITLE, f"{AUTHOR} 20/06/2024 16:25", LEAD, CAPTIONS[0], *PARAGRAPHS),
        published="2024-06-20",
        byline=(AUTHOR,),
        paper="Thông tấn Bản Mới",
    )


def _daily() -> SavedPage:
    """Lead as h2, pictures as figures with placeholders, a box of one related article, and buttons."""
    body = f"""<div class="header"><ul>{_links(SECTIONS)}</ul></div><div class="main"><div class="detail__main">
<div class="detail-cate"><a href="/">Thời sự</a></div><h1 class="detail-title article-title" data-role="title">{TITLE}</h1>
<div class="detail-author-bar"><div class="author">{AUTHOR}</div><div class="detail-time" data-role="publishdate">20/06/2024 16:25 GMT+7</div></div>
<h2 class="detail-sapo" data-role="sapo">{LEAD}</h2>
<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content">
<figure class="VCSortableInPreviewMode" type="Photo"><div><a href="b.jpg"><img src="b.jpg" alt="x"></a></div>
<figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">{CAPTIONS[0]}</p></figcaption></figure>
{_FIRST}<div class="VCSortableInPreviewMode alignRight" type="RelatedOneNews"><div><a href="/o">{OTHERS[0]}</a></div></div>
{"".join(_REST)}</div></div>
<div class="detail__tags"><ul>{_links(("Bản Mới", "Huyện ủy"))}</ul></div>
<div class="detail__share"><a>Facebook</a><a>Zalo</a><a>Sao chép liên kết</a></div>
<div class="detail-comment"><input value="Nhập bình luận"><button>Gửi bình luận</button><p>{COMMENT}</p></div></div>
<div class="sidebar"><div class="box-category-title">Đọc nhiều</div>{_links(OTHERS, "<div class='box-category-item'><a>{}</a></div>")}</div></div>
<div class="footer">{FOOT}</div>"""
    return SavedPage(
        "daily",
        _page(body, '<meta name="author" content="admin"><meta name="pubdate" content="2024-06-20T16:25:00+07:00">'),
        (TITLE, AUTHOR, "20/06/2024 16:25 GMT+7", LEAD, CAPTIONS[0], *PARAGRAPHS),
        published="2024-06-20",
    )


def _form_portal() -> SavedPage:
    """A province's portal: all in one form and layout tables, one title for every page, captions without a class."""
    body = f"""<form method="post" action="./" id="aspnetForm"><input type="hidden" value="/wEPDwUKMTY">
<table width="100%"><tr><td colspan="3"><h1 class="logo"><a href="/">CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN BẢN MỚI</a></h1></td></tr>
<tr><td width="200" valign="top"><table>{_links(SECTIONS, "<tr><td><a href='/m'>{}</a></td></tr>")}</table>
<select><option>Liên kết website</option><option>Cổng tỉnh</option></select></td>
<td valign="top"><div class="news-detail"><span id="ctl00_lblTitle" class="ArticleTitle">{TITLE}</span><br>
<span class="ArticleDate">{STAMP}</span><div class="ExternalClass7A">
<p style="text-align: justify"><strong>{LEAD}</strong></p>
<table align="center"><tr><td><img src="c.jpg"></td></tr><tr><td style="text-align:center"><em>{CAPTIONS[1]}</em></td></tr></table>
{_P}<p style="text-align:right"><strong>{AUTHOR}</strong></p></div></div>
<div class="other-news"><b>Các tin khác</b><ul>{_links(OTHERS, "<li><a href='/k'>{}</a> <span>(19/06/2024)</span></li>")}</ul></div></td>
<td valign="top"><div>Lượt truy cập: 1.234.567</div></td></tr>
<tr><td colspan="3">{FOOT}</td></tr></table></form>"""
    return SavedPage(
        "form portal",
        _page(body, title="Cổng thông tin điện tử huyện Bản Mới"),
        (TITLE, STAMP, LEAD, CAPTIONS[1], *PARAGRAPHS, AUTHOR),
        captions=(CAPTIONS[1],),
    )


def _line_breaks() -> SavedPage:
    """A portal whose editors end paragraphs with two line breaks; the picture and its caption share a paragraph."""
    text = "<br/><br/>\n".join(PARAGRAPHS)
    body = f"""<div id="wrapper"><div id="menu">{_links(SECTIONS, "<a href='/m'>{}</a> | ")}</div>
<div id="content"><div class="news_title"><h2>{TITLE}</h2></div><div class="news_date">Ngày đăng: 20/06/2024</div>
<div class="news_content"><div style="text-align: center"><img src="d.jpg"/><br/><em>{CAPTIONS[0]}</em></div>
{LEAD}<br/><br/>{text}<br/><br/>Nguồn: Báo Bản Mới</div></div>
<div id="related"><ul>{_links(OTHERS)}</ul></div><div id="footer">{FOOT}</div></div>"""
    return SavedPage(
        "line breaks",
        _page(body, title=f"Tin tức » {TITLE}"),
        (TITLE, "Ngày đăng: 20/06/2024", CAPTIONS[0], LEAD, *PARAGRAPHS, "Nguồn: Báo Bản Mới"),
    )


def _party_site() -> SavedPage:
    """Classes for head, body, caption and author, paragraph by paragraph."""
    body = f"""<div class="top">{_MENU}</div><div class="container"><div class="post-detail">
<h1 class="post-title">{TITLE}</h1><div class="post-info"><span>{STAMP}</span><a href="#">Bản in</a><a href="#">A+</a></div>
<div class="post-content"><p class="pHead">{LEAD}</p>{_FIRST}
<p class="pBody" style="text-align: center;"><img src="e.jpg"></p><p class="pCaption">{CAPTIONS[0]}</p>
{"".join(_REST)}<p class="pAuthor">{AUTHOR}</p></div>
<div class="post-related"><h4>Bài viết liên quan</h4><ul>{_links(OTHERS)}</ul></div></div></div>
<div class="bottom">{FOOT}</div>"""
    return SavedPage(
        "party site",
        _page(body),
        (TITLE, f"{STAMP} Bản in A+", LEAD, PARAGRAPHS[0], CAPTIONS[0], *PARAGRAPHS[1:], AUTHOR),
    )


def _blog() -> SavedPage:
    """WordPress: captions in a div, sharing and comments below, widgets beside."""
    body = f"""<div id="page"><header><p class="site-title"><a href="/">Bản Mới quê tôi</a></p>{_MENU}</header>
<main><article class="post type-post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><time class="entry-date published" datetime="2024-06-21T08:00:00+07:00" itemprop="datePublished">21/06/2024</time> <span class="author vcard"><a>quantri</a></span></div></header>
<div class="entry-content"><p>{LEAD}</p><div class="wp-caption aligncenter"><img src="f.jpg"><p class="wp-caption-text">{CAPTIONS[0]}</p></div>
{_P}<div class="sharedaddy"><h3>Chia sẻ:</h3><ul>{_links(("Twitter", "Facebook"))}</ul></div></div>
<footer class="entry-footer">Chuyên mục: <a>Tin huyện</a></footer></article>
<div id="comments"><h2>Một bình luận</h2><ol class="comment-list"><li class="comment"><b>Hoa Ban</b><p>{COMMENT}</p></li></ol>
<div id="respond"><h3>Trả lời</h3><form><label>Tên</label><textarea></textarea></form></div></div></main>
<aside class="widget-area"><h2>Bài mới</h2><ul>{_links(OTHERS)}</ul></aside><footer>{FOOT}</footer></div>"""
    return SavedPage(
        "blog",
        _page(body, '<meta name="author" content="Trần Lập Trình">', title=f"{TITLE} – Bản Mới quê tôi"),
        (TITLE, "21/06/2024 quantri", LEAD, CAPTIONS[0], *PARAGRAPHS),
        published="2024-06-21",
    )


def _old_blog() -> SavedPage:
    """Blogspot: caption tables, text in divs and line breaks, no paragraphs."""
    text = "".join(f"<div style='text-align: justify;'>{text}</div><div><br /></div>" for text in (LEAD, *PARAGRAPHS))
    body = f"""<div class="header"><h1 class="title"><a href="/">Quê hương Bản Mới</a></h1></div>
<div class="date-outer"><h2 class="date-header"><span>Thứ Sáu, 21 tháng 6, 2024</span></h2><div class="post hentry">
<h3 class="post-title entry-title">{TITLE}</h3><div class="post-body entry-content">
<table class="tr-caption-container" align="center"><tbody><tr><td><a href="g.jpg"><img src="g.jpg"></a></td></tr>
<tr><td class="tr-caption">{CAPTIONS[0]}</td></tr></tbody></table>{text}</div>
<div class="post-footer">Được đăng bởi <span>quantri</span> vào lúc <a href="#">08:00</a></div></div></div>
<div class="sidebar"><h2>Lưu trữ Blog</h2><ul>{_links(("Tháng 6 (12)", "Tháng 5 (9)"))}</ul></div>"""
    return SavedPage(
        "old blog",
        _page(body, title=f"Quê hương Bản Mới: {TITLE}"),
        (TITLE, CAPTIONS[0], LEAD, *PARAGRAPHS),
    )


def _liferay() -> SavedPage:
    """A portlet's page: the title in a div, a list inside the text, a link to the attached file."""
    body = f"""<div id="banner">{_MENU}</div><div class="portlet-body"><div class="journal-content-article">
<div class="title-article">{TITLE}</div><div class="date-article">(20/06/2024)</div>
<div class="content-article"><p>{LEAD}</p>{_FIRST}<p>Hội nghị thống nhất các nhiệm vụ sau:</p>
<ul><li>Hoàn thành chỉ tiêu kết nạp đảng viên năm 2024 trước ngày 15 tháng 11;</li>
<li>Kiểm tra ít nhất 30% tổ chức đảng trực thuộc theo chương trình toàn khóa.</li></ul>{"".join(_REST)}</div></div></div>
<div class="portlet-related"><span>Tin mới hơn</span>{_links(OTHERS, "<p><a href='/l'>{}</a></p>")}</div><div>{FOOT}</div>"""
    return SavedPage(
        "liferay",
        _page(body, title=f"{TITLE} - Cổng thông tin huyện"),
        (
            TITLE,
            "(20/06/2024)",
            LEAD,
            PARAGRAPHS[0],
            "Hội nghị thống nhất các nhiệm vụ sau:",
            "Hoàn thành chỉ tiêu kết nạp đảng viên năm 2024 trước ngày 15 tháng 11;",
            "Kiểm tra ít nhất 30% tổ chức đảng trực thuộc theo chương trình toàn khóa.",
            *PARAGRAPHS[1:],
        ),
        captions=(),
    )


def _with_table() -> SavedPage:
    """A table of figures in the text, a heading above it, and a picture by itself in a centred paragraph."""
    rows = (("Đơn vị", "Kết nạp", "Tỷ lệ"), ("Xã Nà Tre", "12", "60%"), ("Xã Pá Lau", "9", "45%"))
    cells = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    body = f"""<div class="nav">{_links(SECTIONS, "<a>{}</a>")}</div><div class="article"><h1>{TITLE}</h1>
<p class="sapo">{LEAD}</p><div class="content">{_FIRST}<h3>Kết quả kết nạp đảng viên</h3>
<table border="1">{cells}</table>{"".join(_REST)}
<p style="text-align:center"><img src="h.jpg"></p><p style="text-align:center"><em>{CAPTIONS[1]}</em></p>
<p>Hội nghị cũng thông qua chương trình công tác quý III và phát động đợt thi đua chào mừng đại hội chi bộ.</p></div></div>
<div class="hot">{_links(OTHERS, "<div><img src='t.jpg'><a>{}</a></div>")}</div><div>{FOOT}</div>"""
    return SavedPage(
        "table",
        _page(body),
        (
            TITLE,
            LEAD,
            PARAGRAPHS[0],
            "Kết quả kết nạp đảng viên",
            *(" | ".join(row) for row in rows),
            *PARAGRAPHS[1:],
            CAPTIONS[1],
            "Hội nghị cũng thông qua chương trình công tác quý III và phát động đợt thi đua chào mừng đại hội chi bộ.",
        ),
        captions=(CAPTIONS[1],),
    )


def _short_notice() -> SavedPage:
    """Two sentences, and a page around them that has far more words."""
    text = "Văn phòng Huyện ủy thông báo lịch tiếp công dân quý III năm 2024 vào các ngày thứ Ba hằng tuần."
    body = f"""<div class="header"><ul>{_links(SECTIONS)}</ul></div><div class="content"><h1>Thông báo lịch tiếp công dân</h1>
<div class="detail"><p>{text}</p><p>Đề nghị các đơn vị biết, thực hiện.</p></div></div>
<div class="right"><h3>Tin đọc nhiều</h3><ul>{_links(OTHERS)}</ul></div><div class="footer">{FOOT}</div>"""
    return SavedPage(
        "short notice",
        _page(body, title="Thông báo lịch tiếp công dân | Huyện ủy Bản Mới"),
        ("Thông báo lịch tiếp công dân", text, "Đề nghị các đơn vị biết, thực hiện."),
        captions=(),
    )


def _office_export() -> SavedPage:
    """What Word writes as a web page: fonts within fonts, o:p, a title of its own; nothing around the article."""
    text = "".join(
        f"<p class=MsoNormal style='margin-top:6.0pt'><span lang=VI><font size=4>{text}<o:p></o:p></font></span></p>\n"
        for text in (LEAD, *PARAGRAPHS)
    )
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8><title>Phần thứ nhất</title>"
        f"</head><body lang=VI><div class=WordSection1><p class=MsoNormal align=center><b>{TITLE.upper()}</b></p>"
        f"{text}<p class=MsoNormal align=right><b>{AUTHOR}</b></p></div></body></html>"
    )
    return SavedPage("office export", html, (TITLE.upper(), LEAD, *PARAGRAPHS, AUTHOR), captions=())


def _app_page() -> SavedPage:
    """Rendered by a script: only divs with generated classes, no head to speak of."""
    text = "".join(f'<div class="css-1x2y3z"><span>{text}</span></div>' for text in (LEAD, *PARAGRAPHS))
    body = f"""<div id="__next"><div class="css-a1">{_links(SECTIONS, "<div class='css-m'><a>{}</a></div>")}</div>
<div class="css-b2"><h1 class="css-t">{TITLE}</h1><div class="css-d">{STAMP}</div><div class="css-c3">{text}</div></div>
<div class="css-d4"><div>Có thể bạn quan tâm</div>{_links(OTHERS, "<div class='css-n'><a><span>{}</span></a></div>")}</div>
<div class="css-f">{FOOT}</div></div>"""
    return SavedPage("app page", _page(body), (TITLE, STAMP, LEAD, *PARAGRAPHS), captions=())


def _long_read() -> SavedPage:
    """The day it was saved on at the top; a quotation; below it other articles with a line of text each."""
    others = _links(
        OTHERS, "<div><h3><a href=/e>{}</a></h3><p>Tóm tắt ngắn của tin này để bạn chọn xem tiếp.</p></div>"
    )
    body = f"""<div class="topbar"><span>Thứ Bảy, 22/06/2024</span><a>Đăng nhập</a></div>{_MENU}
<main><article><h1>{TITLE}</h1><div class="byline"><b>{AUTHOR}</b> <time>20/06/2024 - 16:25</time></div>
<p><strong>{LEAD}</strong></p><div class="photo"><img><div class="desc">{CAPTIONS[0]}</div></div>{_P}
<blockquote><p>"Chúng tôi mong cấp trên quan tâm bồi dưỡng cán bộ bản", một đại biểu nói.</p></blockquote></article>
<section class="more"><h2>Đọc thêm</h2>{others}</section></main><footer>{FOOT}</footer>"""
    quoted = '"Chúng tôi mong cấp trên quan tâm bồi dưỡng cán bộ bản", một đại biểu nói.'
    return SavedPage(
        "long read", _page(body), (TITLE, f"{AUTHOR} 20/06/2024 - 16:25", LEAD, CAPTIONS[0], *PARAGRAPHS, quoted)
    )


def _gallery() -> SavedPage:
    """More pictures than text; the last of them below it, and then who signs."""
    pictures = "".join(f"<figure><img><figcaption>{caption}</figcaption></figure>" for caption in CAPTIONS[1:] * 2)
    body = f"""<div class=menu>{_links(SECTIONS, "<a>{}</a>")}</div><div class=ct><h1>{TITLE}</h1><p>{LEAD}</p>
<figure><img><figcaption>{CAPTIONS[0]}</figcaption></figure><p>{PARAGRAPHS[0]}</p>{pictures}
<p class=author>Tin, ảnh: {AUTHOR}</p></div><div class=bottom><ul>{_links(OTHERS)}</ul>{FOOT}</div>"""
    captions = (CAPTIONS[0], *CAPTIONS[1:] * 2)
    lines = (TITLE, LEAD, CAPTIONS[0], PARAGRAPHS[0], *captions[1:], f"Tin, ảnh: {AUTHOR}")
    return SavedPage("gallery", _page(body), lines, captions=captions)


FORMS: tuple[Callable[[], SavedPage], ...] = (
    _large_paper,
    _agency,
    _daily,
    _form_portal,
    _line_breaks,
    _party_site,
    _blog,
    _old_blog,
    _liferay,
    _with_table,
    _short_notice,
    _office_export,
    _app_page,
    _long_read,
    _gallery,
)
PAGES = tuple(form() for form in FORMS)
