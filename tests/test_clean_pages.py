"""Whole pages in the shapes sites give them: what stands around an article goes, the article stays."""

import pytest

from generator.clean import BlockKind, CleanArticle, clean

LEAD = "Sáng 5/3, Huyện ủy Bản Mới tổ chức hội nghị sơ kết công tác xây dựng Đảng quý I năm 2021."
BODY = "Các chi bộ trong huyện đã kết nạp 45 đảng viên mới, vượt chỉ tiêu đề ra từ đầu năm và đều là đoàn viên ưu tú."
LAST = "Hội nghị thống nhất nhiều giải pháp để các chi bộ vùng cao tiếp tục phát triển đảng viên trong thời gian tới."
TITLE = "Huyện ủy Bản Mới sơ kết công tác xây dựng Đảng quý I"
ARTICLE = f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\n{LAST}\n"


def body(article: CleanArticle) -> list[str]:
    return [block.text for block in article.blocks]


def captions(article: CleanArticle) -> list[str]:
    return [block.text for block in article.blocks if block.kind is BlockKind.CAPTION]


@pytest.mark.parametrize(
    "above",
    [
        "Xây dựng Đảng",
        "Trang chủ / Tin tức / Xây dựng Đảng",
        "Giới thiệu | Tin tức | Văn bản | Hỏi - đáp",
        "> Tin tức - Sự kiện > Hoạt động cơ sở",
        "BÁO BẢN MỚI ĐIỆN TỬ",
        "Cơ quan ngôn luận của Đảng bộ huyện Bản Mới",
        "QUẢNG CÁO: Gạch ngói Bản Mới - giao tận nơi - ĐT 0212.345.678",
        "Chào mừng kỷ niệm 91 năm Ngày thành lập Đảng",
        "Nghe bài viết\n00:00 / 02:15\nCỡ chữ\nA- A A+",
        "Đăng nhập\nTrang chủ\nGiới thiệu\nCơ cấu tổ chức\nBan giám hiệu\nTổ văn phòng\nHoạt động chuyên môn",
    ],
)
@pytest.mark.parametrize("stamp", ["", "03/03/2021 16:25\n"])
def test_what_stands_above_the_headline_is_not_the_title(above: str, stamp: str) -> None:
    article = clean(ARTICLE.replace("\n\n", f"\n{stamp}", 1).replace(TITLE, f"{above}\n{TITLE}"))
    assert article.title == TITLE
    assert body(article) == [LEAD, BODY, LAST]


@pytest.mark.parametrize(
    "title",
    [
        "Huyện ủy Bản Mới: Sơ kết công tác xây dựng Đảng quý I",
        "HUYỆN ỦY BẢN MỚI SƠ KẾT CÔNG TÁC XÂY DỰNG ĐẢNG QUÝ I",
        "Vì sao chi bộ vùng cao vẫn khó kết nạp đảng viên?",
        "Huyện ủy Bản Mới sơ kết công tác quý I.",
        "“Dân vận khéo” ở Bản Mới",
        "[Ảnh] Ngày hội của chi bộ bản Mới",
    ],
)
def test_headlines_of_all_shapes(title: str) -> None:
    article = clean(ARTICLE.replace(TITLE, title))
    assert article.title == title
    assert body(article) == [LEAD, BODY, LAST]


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE} » Báo Bản Mới",
        f"Báo Bản Mới | {TITLE}",
        f"banmoi.vn - {TITLE}",
        f"Tiêu đề: {TITLE}",
        f"# {TITLE}",
        f"**{TITLE}**",
    ],
)
def test_what_a_site_puts_around_the_headline_goes(line: str) -> None:
    assert clean(ARTICLE.replace(TITLE, line)).title == TITLE


def test_a_headline_in_two_lines_of_capitals_is_one() -> None:
    halves = ("HỘI NGHỊ SƠ KẾT CÔNG TÁC THI ĐUA", "CỤM SỐ 7 HUYỆN BẢN MỚI NĂM 2021")
    for stamp in ("", "03/03/2021 16:25\n"):
        article = clean(f"{halves[0]}\n{halves[1]}\n{stamp}{LEAD}\n{BODY}\n{LAST}\n")
        assert (article.title, article.title_line) == (" ".join(halves), 1)
        assert body(article) == [LEAD, BODY, LAST]


def test_a_headline_after_a_colon_is_one_with_whom_it_speaks_of() -> None:
    article = clean(
        f"Thời sự\nHUYỆN ỦY BẢN MỚI:\nSơ kết công tác xây dựng Đảng quý I\n08:10, 06/03/2021\n{LEAD}\n\n{BODY}\n"
    )
    assert article.title == "HUYỆN ỦY BẢN MỚI: Sơ kết công tác xây dựng Đảng quý I"


def test_whose_page_it_is_stands_above_the_stamp_and_is_no_headline() -> None:
    unit = "TRUNG TÂM VĂN HÓA, THỂ THAO VÀ TRUYỀN THÔNG HUYỆN BẢN MỚI"
    assert clean(f"{unit}\nThứ 6, 05/03/2021 | 14:26\n{ARTICLE}").title == TITLE


def test_a_headline_with_a_stop_stands_above_author_and_picture() -> None:
    article = clean(ARTICLE.replace(TITLE, "Khi đảng viên đi trước...\nThu Hà\nToàn cảnh hội nghị"))
    assert (article.title, article.byline) == ("Khi đảng viên đi trước...", ("Thu Hà",))


@pytest.mark.parametrize("heading", ["Tin nổi bật\n", ""])
def test_another_article_above_is_not_the_title(heading: str) -> None:
    other = "Chi bộ bản Cũ dọn đường\nSáng 1/3, chi bộ bản Cũ dọn đường cùng bà con trong bản.\nXem tiếp\n"
    article = clean(f"{heading}{other}{ARTICLE.replace(TITLE, TITLE + chr(10) + '03/03/2021 16:25')}")
    assert (article.title, article.stamp.date if article.stamp else "") == (TITLE, "2021-03-03")
    assert body(article)[-3:] == [LEAD, BODY, LAST]
    assert len(body(article)) == (3 if heading else 4)


def test_a_section_above_is_no_author() -> None:
    assert clean(f"Đất Nghệ\n{ARTICLE}").byline == ()


def test_the_sentence_a_picture_shows_is_a_caption() -> None:
    article = clean(ARTICLE.replace(BODY, f"Ba đơn vị ký giao ước\n{BODY[:-1]}\n{BODY} Đó là kết quả tốt.", 1))
    assert BODY[:-1] in captions(article)


def test_a_text_may_begin_with_its_body() -> None:
    article = clean(f"{LEAD}\n{BODY}\n{LAST}\n")
    assert article.title == ""
    assert body(article) == [LEAD, BODY, LAST]


def test_a_caption_right_under_the_title_stays() -> None:
    article = clean(ARTICLE.replace("\n\n", "\n\nToàn cảnh hội nghị\n\n", 1))
    assert article.title == TITLE
    assert captions(article) == ["Toàn cảnh hội nghị"]


def test_a_caption_said_twice_stays_once() -> None:
    line = "Chi bộ bản Mới trao quà cho bà con nghèo."
    article = clean(ARTICLE.replace(BODY, f"{line}\n{line}\n{BODY}"))
    assert captions(article) == [line]


def test_author_beneath_the_title() -> None:
    article = clean(ARTICLE.replace("\n\n", "\nThu Hà\n03/03/2021 16:25\n", 1))
    assert (article.byline, article.title) == (("Thu Hà",), TITLE)


@pytest.mark.parametrize(
    ("below", "names", "paper"),
    [
        ("Thu Hà", ("Thu Hà",), ""),
        ("Thu Hà\nĐảng ủy xã Bản Cũ", ("Thu Hà",), ""),
        ("Thu Hà\n(Hội Nông dân huyện)", ("Thu Hà",), ""),
        ("Thu Hà\nNguồn: Bản tin Bản Mới", ("Thu Hà",), "Bản tin Bản Mới"),
        ("Thu Hà (Theo TTXVN)", ("Thu Hà",), "TTXVN"),
        ("Tin, ảnh:\nT.THUẬN\nBản in", ("T.THUẬN",), ""),
        ("Chia sẻ\nThu Hà", ("Thu Hà",), ""),
        ("Đại biểu chụp ảnh lưu niệm\nThu Hà", ("Thu Hà",), ""),
        ("Hương\nBình luận", ("Hương",), ""),
        ("Thu Hà - Nguồn: Báo Bản Mới", ("Thu Hà",), "Báo Bản Mới"),
        ("Theo Thu Hà/Báo Bản Mới", ("Thu Hà",), "Báo Bản Mới"),
        ("Thu Hà\nbanmoi.vn\nChia sẻ", ("Thu Hà",), "banmoi.vn"),
        ("Thu Hà\nChia sẻ\nBáo Bản Mới", ("Thu Hà",), ""),
        ("ThS. Lò Thu Hà", ("Lò Thu Hà",), ""),
    ],
)
def test_who_signs_below(below: str, names: tuple[str, ...], paper: str) -> None:
    article = clean(f"{ARTICLE}\n{below}\n")
    assert (article.byline, article.source.name) == (names, paper)
    assert body(article)[:3] == [LEAD, BODY, LAST]


@pytest.mark.parametrize(
    "below",
    [
        "Thu Hà\nĐiều chưa ai biết về hang Bản Cũ\nChợ phiên đông vui ngày cuối tuần",
        "TIN CÙNG LOẠI\nHuyện bên ra quân làm đường\n(02/03/2021)\nXã Bản Cũ có trường mới",
        "Bài nổi bật hôm nay\nChợ phiên đông vui ngày cuối tuần",
        "Thích 0 Chia sẻ Zalo\n#Bản Mới\n#kết nạp đảng",
        "Tags:\nBản Mới\nđảng viên",
        "Bình luận của bạn\nHọ và tên:\nEmail:\nNội dung:\n(Xin vui lòng gõ tiếng Việt có dấu)\nGửi",
        "Tổng số điểm của bài viết là: 0 trong 0 đánh giá\nVideo Clip\nVăn bản mới",
        "Thu Hà\nTổng Biên tập: Lê Ba\nTòa soạn: Số 1, đường Hoa Ban.\nGiấy phép số 1/GP-STTTT ngày 1/1/2020.",
        "Thời tiết Bản Mới\n21°C\nHôm nay : 11\nTổng truy cập: 1.204",
        "Thu Hà\nCÁC TIN KHÁC\nHuyện Bản Cũ khánh thành nhà văn hóa ở ba bản sau một năm xây dựng.\nXem thêm",
        "Nếu thấy bài viết hay, hãy chia sẻ cho bạn bè.\nKính mời quý vị và các bạn theo dõi bản tin tối.",
        "Thu Hà\nÝ kiến bạn đọc (1)\nLê Ba\nHay quá, mong các xã khác cũng làm được như vậy trong năm nay.",
        "Vay tiền nhanh, giải ngân trong ngày.\nTrình duyệt của bạn đã tắt JavaScript.",
        "Share this:\nTwitter\nLoading...\nThis entry was posted in Tin and tagged thi đua.\n← Older post",
    ],
)
def test_what_stands_below_the_article_goes(below: str) -> None:
    article = clean(f"{ARTICLE}\n{below}\n")
    assert body(article) == [LEAD, BODY, LAST]
    assert all(line.rule for line in article.removed)


@pytest.mark.parametrize(
    "box",
    [
        ">> Huyện Bản Cũ khánh thành nhà văn hóa",
        "Xem thêm: Huyện Bản Cũ khánh thành nhà văn hóa",
        "TIN LIÊN QUAN\nHuyện Bản Cũ khánh thành nhà văn hóa\nChợ phiên đông vui",
        "Chia sẻ bài viết\nFacebook",
        "DSC0551_0.JPG",
        "leftcenterrightdel",
    ],
)
def test_boxes_within_the_text_go(box: str) -> None:
    assert body(clean(ARTICLE.replace(BODY, f"{box}\n{BODY}"))) == [LEAD, BODY, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Kết quả",
        "Liên hệ",
        "- Chi bộ bản Cũ",
        "Kết quả nổi bật:",
        "Hội nghị bế mạc.",
        "> Việc cần làm ngay",
        "| bản | đảng viên |",
    ],
)
def test_a_line_within_the_text_is_never_cut(line: str) -> None:
    assert body(clean(ARTICLE.replace(BODY, f"{line}\n{BODY}"))) == [LEAD, line, BODY, LAST]


def test_a_list_that_ends_the_article_stays() -> None:
    article = clean(f"{ARTICLE}\nCác chi bộ được khen:\n- Chi bộ bản Mới\n- Chi bộ bản Cũ\n\nThu Hà\n")
    assert body(article)[-2:] == ["- Chi bộ bản Mới", "- Chi bộ bản Cũ"]
    assert [doubt.text for doubt in article.doubtful] == ["- Chi bộ bản Mới", "- Chi bộ bản Cũ"]


def test_a_sentence_below_the_signature_stays_and_is_named() -> None:
    article = clean(f"{ARTICLE}\nTin, ảnh: Thu Hà\nChia sẻ\n{BODY.replace('Các', 'Ba')}\n")
    assert body(article)[-1] == BODY.replace("Các", "Ba")


def test_every_line_is_kept_or_accounted_for() -> None:
    text = f"Trang chủ\n{ARTICLE}\nThu Hà\nTIN KHÁC\nChợ phiên\n"
    article = clean(text)
    numbers = {block.line for block in article.blocks} | {line.line for line in article.removed} | {article.title_line}
    assert numbers == {number for number, line in enumerate(text.split("\n"), start=1) if line}


@pytest.mark.parametrize("line", ["ảnh ", "( ", "a | ", "# x", "Cụm thi đua\n", "Lê Hà\n", "3/3/2021 10:20\n", "tin\n"])
def test_hostile_repetition_is_read(line: str) -> None:
    clean(line * (200_000 // len(line)))


def test_nothing_but_junk_has_no_blocks() -> None:
    assert clean("Trang chủ\nGiọng nữ\nTrả lời\n").blocks == ()
    assert clean("Giọng nữ\n").blocks == ()
