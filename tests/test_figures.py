"""Counted facts in digits: the forms of numbers and units, and numbers that count nothing."""

import pytest

from generator.extract.facts import Sentence
from generator.extract.figures import extract_figures


def counted(text: str) -> list[str]:
    return [f"{fact.value.value} {fact.value.unit}" for fact in extract_figures([Sentence(text, 1, 0)], [])]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Kết nạp 1.513 đảng viên, đạt 80,8 %, vượt 61.90%.", ["1513 đảng viên", "80.8 %", "61.9 %"]),
        ("Vận động hơn 1,2 tỷ đồng và gần 600 ngày công.", ["1.2 tỷ đồng", "600 ngày công"]),
        ("Góp 20tỷ đồng, hiến 1.720m2 đất, làm 5km đường.", ["20 tỷ đồng", "1720 m2 đất", "5 km đường"]),
        ("Thu nhập đạt 6,8 triệu đồng/người/tháng.", ["6.8 triệu đồng/người/tháng"]),
        ("Kết nạp từ 180 - 200 đảng viên, đạt 5 - 6%/năm.", ["180 đảng viên", "200 đảng viên", "5 %", "6 %"]),
        ("Mỗi xã chọn 5-7 mô hình.", ["5 mô hình", "7 mô hình"]),
        ("Có 145/151 xã và 89/94 đảng viên dự.", ["145 xã", "89 đảng viên"]),
        ("Kỷ luật 45 đảng viên, khiển trách 30, cảnh cáo 12 và khai trừ 3.",
         ["45 đảng viên", "30 đảng viên", "12 đảng viên", "3 đảng viên"]),
        ("Trong năm 320 hộ thoát nghèo; hòa giải 25 vụ; cung cấp 40 cây giống.",
         ["320 hộ thoát nghèo", "25 vụ", "40 cây giống"]),
        ("Trong số 120 hộ, có 15 hộ người thiểu số.", ["120 hộ", "15 hộ người thiểu số"]),
        ("Cho vay 148 dự án; mở 5 khóa bồi dưỡng; có 512 Tăng Ni.", ["148 dự án", "5 khóa bồi dưỡng", "512 Tăng Ni"]),
        ("Toàn huyện có 2024 hội viên.", ["2024 hội viên"]),
        ("Sáng 5/3, ngày 10 và 11-2, dịp 20/10 phụ nữ tỉnh họp.", []),
        ("Năm 2024, giai đoạn 2020 - 2025, nhiệm kỳ 5 năm, 6 tháng đầu năm.", []),
        ("Ở phường 9, quận 5, số 27 đường Lê Lợi, Quốc lộ 1A, Quân khu 7.", []),
        ("Phong trào “5 không, 3 sạch”, chi bộ 4 tốt, chính quyền 2 cấp.", []),
        ("Đại hội lần thứ 20, Điều 12, Covid-19, hotline 0901 234 686.", []),
        ("Có 3 công ty: Công ty Cà phê 706, Công ty Cà phê 731.", ["3 công ty"]),
        ("Gian hàng 0 đồng phục vụ bà con.", []),
    ],
)  # fmt: skip
def test_figures(text: str, figures: list[str]) -> None:
    assert counted(text) == figures


def test_captions_repeat_what_the_text_says() -> None:
    assert not extract_figures([Sentence("Trao 25 suất quà.", 1, 0, aside=True)], [])


def test_the_number_of_members_is_no_figure() -> None:
    assert not extract_figures([Sentence("Lãnh đạo 14 tỉnh cùng dự.", 1, 0)], [14])
