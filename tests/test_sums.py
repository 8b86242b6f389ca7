"""Totals and their parts: what is said of them, and where nothing may be said."""

import pytest

from generator.pages.sums import Sum, sums


def told(sentence: str) -> list[tuple[str, bool]]:
    """Each sum as it is written, and whether it holds."""
    return [(_written(each), each.holds) for each in sums(sentence)]


def _written(found: Sum) -> str:
    return f"{' + '.join(map(str, found.parts))} = {found.added} / {found.total} {found.unit}"


@pytest.mark.parametrize(
    ("sentence", "sum_"),
    [
        (
            "Đến nay, Đảng bộ tỉnh có 817 tổ chức cơ sở Đảng, trong đó, Đảng bộ cơ sở là 301, chi bộ cơ sở là 516.",
            "301 + 516 = 817 / 817 tổ chức cơ sở Đảng",
        ),
        (
            "Cả huyện có 54 chi bộ (gồm 30 chi bộ thôn và 24 chi bộ cơ quan).",
            "30 + 24 = 54 / 54 chi bộ",
        ),
        (
            "Thi hành kỷ luật 100 đảng viên, gồm khiển trách 68, cảnh cáo 24, cách chức 3, khai trừ 5.",
            "68 + 24 + 3 + 5 = 100 / 100 đảng viên",
        ),
        (
            "Hội đồng công nhận 40 mô hình, trong đó lĩnh vực kinh tế 18, văn hóa - xã hội 15, an ninh 7.",
            "18 + 15 + 7 = 40 / 40 mô hình",
        ),
        (
            "Khen thưởng 1.250 trường hợp, gồm 250 tập thể và 1.000 cá nhân, tăng 20 trường hợp so với năm trước.",
            "250 + 1000 = 1250 / 1250 trường hợp",
        ),
        (
            "Huy động 12,5 tỷ đồng, trong đó 8 tỷ đồng từ ngân sách, 4,5 tỷ đồng do dân góp.",
            "",
        ),
        (
            "Bầu 15 ủy viên, bao gồm: 11 nam; 4 nữ.",
            "11 + 4 = 15 / 15 ủy viên",
        ),
    ],
)
def test_sums_that_hold(sentence: str, sum_: str) -> None:
    assert told(sentence) == ([(sum_, True)] if sum_ else [])


@pytest.mark.parametrize(
    ("sentence", "sum_"),
    [
        (
            "Đảng bộ có 827 tổ chức cơ sở đảng, trong đó đảng bộ cơ sở là 301, chi bộ cơ sở là 516.",
            "301 + 516 = 817 / 827 tổ chức cơ sở đảng",
        ),
        (
            "Đảng bộ có 827 tổ chức cơ sở đảng (gồm 301 đảng bộ cơ sở và 516 chi bộ cơ sở) và nhiều tổ công tác.",
            "301 + 516 = 817 / 827 tổ chức cơ sở đảng",
        ),
        (
            "Huyện công nhận 30 mô hình, gồm 12 mô hình kinh tế, 9 mô hình văn hóa và 8 mô hình an ninh.",
            "12 + 9 + 8 = 29 / 30 mô hình",
        ),
        (
            "Toàn khối thi hành kỷ luật 100 đảng viên, gồm: khiển trách 60, cảnh cáo 24, cách chức 3, khai trừ 5.",
            "60 + 24 + 3 + 5 = 92 / 100 đảng viên",
        ),
        (
            "Tặng Bằng khen cho 60 điển hình, trong đó có 20 tập thể, 50 cá nhân.",
            "20 + 50 = 70 / 60 điển hình",
        ),
    ],
)
def test_sums_that_do_not_hold(sentence: str, sum_: str) -> None:
    assert told(sentence) == [(sum_, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        # Some of all.
        "Kết nạp 500 đảng viên, trong đó 200 đảng viên nữ, 120 đảng viên trẻ.",
        "Kết nạp 500 đảng viên, trong đó có 200 là nữ.",
        "Có 50 mô hình, trong đó 20 mô hình cấp tỉnh, 10 mô hình cấp huyện.",
        "Có 50 mô hình, bao gồm cả 20 mô hình cấp tỉnh, 10 mô hình cấp huyện.",
        "Có 50 mô hình, gồm nhiều mô hình kinh tế, 10 mô hình văn hóa, 5 mô hình an ninh.",
        "Có 50 mô hình, gồm 20 mô hình kinh tế, 10 mô hình văn hóa và một số mô hình khác.",
        "Có 50 mô hình, gồm 20 mô hình kinh tế, 10 mô hình văn hóa, v.v.",
        "Có 50 mô hình, chưa bao gồm 20 mô hình kinh tế và 10 mô hình văn hóa.",
        # Of something else.
        "Ban hành 5 văn bản chỉ đạo các đơn vị, gồm 3 huyện và 4 xã.",
        "Cụm có 8 thành viên, gồm 3 huyện và 4 xã.",
        "Ban hành 7 văn bản của Đảng bộ gồm 3 huyện và 4 xã.",
        "Kỷ luật 9 tổ chức đảng và 80 đảng viên, gồm khiển trách 60, cảnh cáo 24.",
        "Cụm thi đua số 2 gồm 14 tỉnh, 3 thành phố.",
        "Đoàn có 12 người, gồm 5 cán bộ, 4 chuyên gia.",
        # Not exact.
        "Có hơn 800 tổ chức cơ sở đảng, gồm 301 đảng bộ cơ sở và 516 chi bộ cơ sở.",
        "Có 800 tổ chức cơ sở đảng, gồm gần 301 đảng bộ cơ sở và khoảng 516 chi bộ cơ sở.",
        "Huy động 15 tỷ đồng, gồm 10 tỷ đồng ngân sách và 4 tỷ đồng xã hội hóa.",
        "Huy động 15 tỷ đồng, gồm 10 tỷ đồng ngân sách và 500 triệu đồng của dân.",
        "Đạt 80,8%, gồm 60% tốt và 20% khá.",
        "Trồng 120 ha rừng, gồm 70 ha keo, 40 ha quế.",
        # Changes, times, names.
        "Có 90 chi bộ, gồm 60 chi bộ thôn, tăng 5 chi bộ so với năm trước.",
        "Trong năm 2024 các chi bộ họp, gồm 12 kỳ thường lệ và 3 chuyên đề.",
        "Ngày 20/6 họp phiên gồm 2 phần, 3 nội dung.",
        "Ban hành 40 văn bản, gồm Nghị quyết 18, Nghị quyết 19.",
        "Đại hội nhiệm kỳ 2020-2025 gồm 2 phiên, 5 nội dung.",
        "Toàn thành phố có 12 phường, gồm phường 1, phường 2, phường 3.",
        "Đảng bộ có 40 đảng viên, gồm chi bộ 1, chi bộ 2, quận 5.",
        "Đi qua 3 xã, gồm quốc lộ 6 và đường 37.",
        "Thực hiện Chỉ thị 05 gồm 3 nội dung và 4 giải pháp.",
        "Có 817 tổ chức, trong đó đảng bộ cơ sở là 301.",
        "Trong đó 5 người, gồm 3 nam.",
        "Có 100 hộ, gồm 60 hộ nghèo (trong đó 20 hộ thoát nghèo), 30 hộ cận nghèo.",
        "Có 3 - 5 mô hình, gồm 2 mô hình kinh tế và 1 mô hình an ninh.",
        "Có 14/16 xã đạt chuẩn, gồm 5 xã biên giới và 8 xã vùng cao.",
        "gồm",
        "",
        "Có 10 (gồm",
    ],
)
def test_silence(sentence: str) -> None:
    assert told(sentence) == []


def test_takes_no_time_over_long_sentences() -> None:
    assert told("Có 5 xã gồm " + "1 xã, " * 20_000) == []
    assert told("Có 5 xã, trong đó " * 5_000) == []
    assert told("5 " * 50_000 + "xã gồm 2 xã và 4 xã.") == []
