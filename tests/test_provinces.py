"""Provinces and centrally run cities: aliases, and names that are something else's."""

import pytest

from generator.extract.facts import Sentence
from generator.extract.provinces import extract_provinces


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("Tại TPHCM, tỉnh BR-VT, TT-Huế và Đắc Lắc.", ["TPHCM", "BR-VT", "TT-Huế", "Đắc Lắc"]),
        ("UBND TỈNH SƠN LA VÀ THÀNH PHỐ HẢI PHÒNG KÝ KẾT.", ["SƠN LA", "HẢI PHÒNG"]),
        ("Bà Rịa–Vũng Tàu, Thừa Thiên - Huế, Long An-Tây Ninh.",
         ["Bà Rịa–Vũng Tàu", "Thừa Thiên - Huế", "Long An", "Tây Ninh"]),
        ("Họp ở thành phố Bắc Giang, TP.Hà Nội và Trường Chính trị Hoà Bình.", ["Bắc Giang", "Hà Nội", "Hoà Bình"]),
        ("Chủ tịch UBND tỉnh Nghệ An Lê Văn Ba phát biểu.", ["Nghệ An"]),
        ("Huyện Hòa Bình, phường Quảng Trị, đường Hà Nam, sông Đồng Nai.", []),
        ("Các huyện Đông Hải, Hòa Bình của tỉnh Bạc Liêu.", ["Bạc Liêu"]),
        ("Chiến thắng Điện Biên Phủ; vùng Thái Bình Dương; Đồng Tháp Mười.", []),
        ("Anh Nguyễn Thái Bình và chị Trần Thị Yên Bái; theo Báo Hà Nam.", []),
        ("Học tập phong cách Hồ Chí Minh vì hòa bình.", []),
    ],
)  # fmt: skip
def test_provinces(text: str, provinces: list[str]) -> None:
    assert [fact.value for fact in extract_provinces([Sentence(text, 1, 0)], [])] == provinces
