"""The structure of a scraped text: every rule on its own example."""

import pytest

from generator.clean.captions import CAPTION_RULES, CaptionRule, caption_rule
from generator.clean.joining import join_broken
from generator.clean.lines import split_lines
from generator.clean.papers import source
from generator.clean.scenes import SCENE_RULES, scene_rule
from generator.clean.signature import signature
from generator.clean.stamps import page_stamp


@pytest.mark.parametrize("rule", CAPTION_RULES, ids=lambda rule: rule.name)
def test_caption_rule_takes_its_example_and_leaves_the_other(rule: CaptionRule) -> None:
    assert caption_rule(rule.example) == rule.name
    assert caption_rule(rule.none) == ""


@pytest.mark.parametrize("rule", SCENE_RULES, ids=lambda rule: rule.name)
def test_scene_rule_takes_its_example_and_leaves_the_other(rule: CaptionRule) -> None:
    assert scene_rule(rule.example) == rule.name
    assert scene_rule(rule.none) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Thừa ủy quyền của Chủ tịch nước, đồng chí Lê Ba trao Huân chương cho Hội Nông dân xã.",
        "Bí thư Huyện ủy Lê Ba tặng giấy khen cho 3 tập thể đạt thành tích tốt.",
        "Ông Lê Ba (áo xanh) bên vườn chè của gia đình.",
        "Tuổi trẻ bản Mới tham gia hiến máu tình nguyện.",
        "Điểm cầu huyện Bản Mới",
        "Đại hội Chi bộ bản Mới nhiệm kỳ 2020 - 2022",
        "Toàn cảnh buổi làm việc. Ảnh.Thu Hà",
        "Huyện Bản Mới ra quân làm đường, ảnh 1",
    ],
)
def test_what_a_picture_shows(text: str) -> None:
    assert scene_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Các đại biểu đã thảo luận nhiều nội dung.",
        "Các thành viên ban tổ chức thảo luận, cho ý kiến vào dự thảo báo cáo.",
        "Chi bộ bản Mới sinh hoạt đều hằng tháng.",
        "Đại hội bầu Ban Chấp hành mới.",
        "Xã trao Kỷ niệm chương cho những người có công (ảnh).",
    ],
)
def test_what_is_told_is_no_picture(text: str) -> None:
    assert scene_rule(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả nổi bật trong quý I",
        "Đồng chí Lê Ba, Bí thư Huyện ủy, đề nghị các chi bộ làm tốt hơn.",
        "Dự hội nghị có các đồng chí:",
        "Hội nghị kết thúc.",
    ],
)
def test_running_text_is_no_caption(text: str) -> None:
    assert caption_rule(text) == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Thứ Tư, 03/03/2021, 08:11 [GMT+7]", "2021-03-03"),
        ("Cập nhật lúc: 08:15, 03/03/2021", "2021-03-03"),
        ("• Cập nhật: Thứ tư, 3/3/2021 | 11:17:54 AM", "2021-03-03"),
        ("16:25 | 03/03/2021", "2021-03-03"),
        ("(15:32 | 03/03/2021)", "2021-03-03"),
        ("Thứ 4, 03.03.2021 | 10:30:12 AM", "2021-03-03"),
        ("Thứ Tư, ngày 3 tháng 3 năm 2021", "2021-03-03"),
        ("Cập nhật lúc 15h20' - Ngày 03/03/2021", "2021-03-03"),
        ("Ngày đăng: 03/03/2021", "2021-03-03"),
        ("03/03/2021 - 16:25", "2021-03-03"),
        ("3-3-2021", "2021-03-03"),
        ("2021-03-03 16:25:00", "2021-03-03"),
        ("Đăng ngày 3 tháng 3 năm 2021", "2021-03-03"),
        ("Đăng bởi banmoi vào Tháng Ba 3, 2021", "2021-03-03"),
        ("Lượt xem: 7370 | Gửi lúc: 03/03/2021 15:42:27", "2021-03-03"),
        ("03/03/2021 14:30 | 1.204 lượt xem | Cỡ chữ: A- A+", "2021-03-03"),
        ("Chính trị | 03/03/2021 16:25", "2021-03-03"),
        ("Posted by Admin on 03-03-2021", "2021-03-03"),
        ("Thứ tư - 03/03/2021 16:25 - Đã xem: 32", "2021-03-03"),
        ("Đăng lúc: 03/03/2021 16:25 - Người đăng bài viết: Ban Biên tập", "2021-03-03"),
        ("Được viết ngày Thứ tư, 03 Tháng 3 2021 16:25", "2021-03-03"),
        ("Wednesday, March 3, 2021", "2021-03-03"),
        ("Wed, 03 Mar 2021 16:25:00 +0700", "2021-03-03"),
        ("03 Th3 2021", "2021-03-03"),
        ("2021-03-03T16:25:00+07:00", "2021-03-03"),
        ("Trang chủ » Tin tức » 03/03/2021", "2021-03-03"),
        ("03/03/2021 16:25 - 2 phút đọc", "2021-03-03"),
        ("03/03/2021 10:21 AM - 0 Trả lời", "2021-03-03"),
        ("quantri gửi vào T4, 2021-03-03 14:47", "2021-03-03"),
        ("Ngày 5/3/2021, tỉnh họp.", None),
        ("Bản Mới, ngày 3 tháng 3 năm 2021", None),
        ("Kế hoạch số 12-KH/HU, ngày 03/03/2021", None),
        ("31/02/2021 16:25", None),
        ("03/03/2021.", None),
        ("16:25", None),
    ],
)
def test_page_stamp(text: str, date: str | None) -> None:
    stamp = page_stamp(text)
    assert (stamp.date if stamp else None) == date


def test_author_and_source_beside_the_stamp() -> None:
    stamp = page_stamp("Thu Hà - Lò Thị Mây | 03/03/2021 09:15")
    assert stamp
    assert stamp.byline == ("Thu Hà", "Lò Thị Mây")
    stamp = page_stamp("03/03/2021 09:15 | Tác giả: Thu Hà | Nguồn: Bản tin Bản Mới")
    assert stamp
    assert (stamp.byline, stamp.source.name) == (("Thu Hà",), "Bản tin Bản Mới")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tin, ảnh: Thu Hà", ("Thu Hà",)),
        ("Bài và ảnh: K'Sóc", ("K'Sóc",)),
        ("TIN - ẢNH: THU HÀ", ("THU HÀ",)),
        ("Bài: Thu Hà - Ảnh: Lò Mây", ("Thu Hà", "Lò Mây")),
        ("Tin, ảnh Thu Hà", ("Thu Hà",)),
        ("Thực hiện: Nhóm PV", ("Nhóm PV",)),
        ("Thu Hà – Lò Mây", ("Thu Hà", "Lò Mây")),
        ("THU HÀ-LÒ MÂY", ("THU HÀ", "LÒ MÂY")),
        ("Thu Hà _Lò Mây", ("Thu Hà", "Lò Mây")),
        ("Thu Hà (tổng hợp)", ("Thu Hà",)),
        ("(Thu Hà)", ("Thu Hà",)),
        ("Y Blưng Niê", ("Y Blưng Niê",)),
        ("T.THUẬN", ("T.THUẬN",)),
        ("T.H", ("T.H",)),
        ("P.V", ("P.V",)),
        ("PV", ("PV",)),
        ("Trường Sơn", ("Trường Sơn",)),
        ("Thu Hà - Văn phòng Huyện ủy", ("Thu Hà",)),
        ("Thu Hà, LĐLĐ huyện", ("Thu Hà",)),
        ("Văn phòng Huyện ủy", ("Văn phòng Huyện ủy",)),
        ("Tin, ảnh: Ban Tuyên giáo Huyện ủy", ("Ban Tuyên giáo Huyện ủy",)),
        ("(Tin, ảnh: Thu Hà)", ("Thu Hà",)),
        ("[Thu Hà]", ("Thu Hà",)),
        ("Bởi Thu Hà", ("Thu Hà",)),
        ("CTV Thu Hà", ("Thu Hà",)),
        ("ThS. Lò Thu Hà", ("Lò Thu Hà",)),
        ("Lò Thu Hà - Phó Trưởng Ban Tuyên giáo Huyện ủy", ("Lò Thu Hà",)),
        ("Thu Hà/banmoi.vn", ("Thu Hà",)),
        ("Theo Thu Hà - Báo Bản Mới", ("Thu Hà",)),
        ("Tác giả: Thu Hà | Nguồn: Báo Bản Mới", ("Thu Hà",)),
        ("Ông Lê Ba, Bí thư Chi bộ bản Mới", ()),
        ("Hội nghị sơ kết công tác quý I", ()),
        ("Báo lỗi", ()),
        ("Báo Bản Mới", ()),
        ("Sơn La", ()),
        ("Xây Dựng Đảng", ()),
        ("Hội nghị kết thúc.", ()),
        ("Kết quả bước đầu", ()),
    ],
)
def test_signature(text: str, names: tuple[str, ...]) -> None:
    found = signature(text)
    assert (found.names if found else ()) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguồn: Bản tin Bản Mới", "Bản tin Bản Mới"),
        ("(Nguồn: banmoi.vn)", "banmoi.vn"),
        ("Theo Bản tin Bản Mới", "Bản tin Bản Mới"),
        ("(Theo TTXVN)", "TTXVN"),
        ("(TTXVN/Vietnam+)", "TTXVN/Vietnam+"),
        ("Nguồn: https://banmoi.vn/tin/12", "banmoi.vn"),
        ("(Nguồn Báo Bản Mới)", "Báo Bản Mới"),
        ("Nguồn banmoi.vn", "banmoi.vn"),
        ("Nguồn trích dẫn: Báo Bản Mới", "Báo Bản Mới"),
        ("Nguồn: Theo Báo Bản Mới", "Báo Bản Mới"),
        ("Theo báo Bản Mới", "báo Bản Mới"),
        ("Báo Bản Mới", "Báo Bản Mới"),
        ("banmoi.vn", "banmoi.vn"),
        ("Nguồn: sưu tầm", ""),
        ("Theo báo cáo của xã", ""),
        ("Theo đó, các chi bộ họp mỗi tháng", ""),
        ("Theo Huyện ủy, năm nay các chi bộ làm tốt.", ""),
    ],
)
def test_source(text: str, name: str) -> None:
    assert source(text).name == name


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Các chi bộ\nđã họp.", ["Các chi bộ đã họp."]),
        ("Dự hội nghị có Bí thư Huyện ủy,\nPhó Bí thư.", ["Dự hội nghị có Bí thư Huyện ủy, Phó Bí thư."]),
        ("Cùng dự còn có lãnh đạo các\nBan Đảng.", ["Cùng dự còn có lãnh đạo các Ban Đảng."]),
        ("Chi bộ bản (bản Mới) và chi bộ\n(bản Cũ) cùng họp.", ["Chi bộ bản (bản Mới) và chi bộ (bản Cũ) cùng họp."]),
        ("(BM) -\nSáng 5/3, Huyện ủy Bản Mới họp.", ["(BM) - Sáng 5/3, Huyện ủy Bản Mới họp."]),
        ("Ngày mai các đoàn đi thăm đảo\nBình Ba.", ["Ngày mai các đoàn đi thăm đảo Bình Ba."]),
        ("Kết quả quý I\nCác chi bộ đều họp.", ["Kết quả quý I", "Các chi bộ đều họp."]),
        ("Đại biểu Tỉnh ủy\nBí thư phát biểu.", ["Đại biểu Tỉnh ủy", "Bí thư phát biểu."]),
        ("Các chi bộ\n\nđã họp.", ["Các chi bộ", "đã họp."]),
        ("Có ba việc gồm\n- Việc một", ["Có ba việc gồm", "- Việc một"]),
        ("Lãnh đạo huyện dự\nzalo", ["Lãnh đạo huyện dự", "zalo"]),
    ],
)
def test_hard_line_ends(text: str, joined: list[str]) -> None:
    assert [line.text for line in join_broken(split_lines(text))] == joined


def test_a_paragraph_broken_all_over_is_one() -> None:
    text = (
        "Sáng 5/3, Huyện ủy Bản Mới tổ chức hội nghị\nsơ kết công tác xây dựng Đảng quý I, do Bí thư Huyện ủy Bản\n"
        "Mới chủ trì. Dự có lãnh đạo\n25 chi bộ.\nCác chi bộ đã báo cáo."
    )
    assert len(join_broken(split_lines(text))) == 2
