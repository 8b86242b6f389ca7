"""Numbered documents: the forms of citations, and what is none."""

import pytest

from generator.extract.documents import extract_documents
from generator.extract.facts import Sentence


def cited(text: str) -> list[str]:
    found = [fact.value for fact in extract_documents([Sentence(text, 1, 0)])]
    return [" ".join(filter(None, (each.kind, each.number, each.date, each.issuer))) for each in found]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về học tập",
         ["Chỉ thị 05-CT/TW 2016-05-15 Bộ Chính trị"]),
        ("theo nghị quyết số 05 - NQ/TU, ngày 3-4-2019", ["Nghị quyết 05-NQ/TU 2019-04-03"]),
        ("các Nghị quyết số 18, 19 của Trung ương", ["Nghị quyết 18", "Nghị quyết 19"]),
        ("Kết luận số 21 và Quy định 37-QĐ/TW", ["Kết luận 21", "Quy định 37-QĐ/TW"]),
        ("Nghị quyết số 12a-NQ/TW và 12b-NQ/TW", ["Nghị quyết 12a-NQ/TW", "Nghị quyết 12b-NQ/TW"]),
        ("Nghị quyết số 04 NQ/TW ngày 5 tháng 3 năm 2019", ["Nghị quyết 04 NQ/TW 2019-03-05"]),
        ("Quy định 08-QĐi/TW; Nghị định 65/2014/NĐ- CP", ["Quy định 08-QĐi/TW", "Nghị định 65/2014/NĐ-CP"]),
        ("Nghị quyết số 98/2023/QH15 của Quốc hội", ["Nghị quyết 98/2023/QH15 Quốc hội"]),
        ("Quyết định số 1.245-QĐ/TU", ["Quyết định 1.245-QĐ/TU"]),
        ("Nghị quyết của Bộ Chính trị số 57-NQ/TW", ["Nghị quyết 57-NQ/TW Bộ Chính trị"]),
        ("Quyết định 2134 ngày 3/4/2019 của UBND tỉnh", ["Quyết định 2134 2019-04-03 UBND tỉnh"]),
        ("Quyết định số 7-QĐ/TU ngày 2/3/2020; Quyết định số 8-QĐ/TU cùng ngày",
         ["Quyết định 7-QĐ/TU 2020-03-02", "Quyết định 8-QĐ/TU 2020-03-02"]),
        ("thực hiện Nghị quyết 29 một cách sáng tạo", ["Nghị quyết 29"]),
        ("Chỉ thị 05 và Chỉ thị số 05-CT/TW", ["Chỉ thị 05-CT/TW"]),
        ("Nghị quyết số 7 – NQ/TU", ["Nghị quyết 7-NQ/TU"]),
        ("Quyết định 99, 218-QĐ/TW", ["Quyết định 99", "Quyết định 218-QĐ/TW"]),
        ("Nghị quyết Liên tịch số 3/2018/NQLT/CP-UBTW", ["Nghị quyết 3/2018/NQLT/CP-UBTW"]),
        ("Chương trình hành động số 14-CTHĐ/TU; Kế hoạch phối hợp số 2-KHPH/BDV",
         ["Chương trình 14-CTHĐ/TU", "Kế hoạch 2-KHPH/BDV"]),
        ("theo quy định của Luật Cây xanh số 12/2015/QH 13", ["Luật 12/2015/QH 13"]),
        ("Phương án số 3/PA-UBND, Sắc lệnh số 19-SL", ["Phương án 3/PA-UBND", "Sắc lệnh 19-SL"]),
        ("các Nghị quyết của HĐND tỉnh: số 1/NQ-HĐND ngày 2/3/2020 về kế hoạch; số 4/NQ-HĐND ngày 5/6/2020",
         ["Nghị quyết 1/NQ-HĐND 2020-03-02 HĐND tỉnh", "Nghị quyết 4/NQ-HĐND 2020-06-05"]),
        ("Nghị quyết số 1-NQ/HU về thu ngân sách; số 2-NQ/HU về nông nghiệp, số 3-KH/HU",
         ["Nghị quyết 1-NQ/HU", "Nghị quyết 2-NQ/HU"]),
        ("Kế hoạch số 7-KH/TU; số 8/QĐUB", ["Kế hoạch 7-KH/TU"]),
        ("Chỉ thị số 42-CT/TW và chỉ thị 42/CT-TW", ["Chỉ thị 42-CT/TW"]),
        ("Nghị quyết liên tịch 1/2023/NQLT-CP-MTTQ; Văn bản hợp nhất 6/VBHN-VPQH",
         ["Nghị quyết 1/2023/NQLT-CP-MTTQ", "Văn bản 6/VBHN-VPQH"]),
        ("Luật Cây xanh, mặt nước số 3/2003/QH11; Bộ luật Cây xanh số 45/2019/QH14",
         ["Luật 3/2003/QH11", "Bộ luật 45/2019/QH14"]),
        ("Quy chế hoạt động số 86/QC-KTĐ; Kế hoạch tổ chức đại hội số 15-KH/HU",
         ["Quy chế 86/QC-KTĐ", "Kế hoạch 15-KH/HU"]),
        ("Thông tri 36, Chương trình hành động 76 của Thành ủy", ["Thông tri 36", "Chương trình 76 Thành ủy"]),
        ("Chỉ thị của Ban Bí thư (số 20-CT/TW ngày 1/2/2018)", ["Chỉ thị 20-CT/TW 2018-02-01 Ban Bí thư"]),
        ("Thông tư 12/2012/TT_BGDĐT, Lệnh số 9/2014/L-CTN", ["Thông tư 12/2012/TT_BGDĐT", "Lệnh 9/2014/L-CTN"]),
        ("Quyết định số 5-QĐ/TU cùng ngày 6/7/2021", ["Quyết định 5-QĐ/TU 2021-07-06"]),
        ("Nghị quyết 4 Trung ương khóa XII", []),
        ("NGHỊ QUYẾT SỐ 9-NQ/TU", []),
        ("Luật Cây xanh năm 2015, 12 luật, Luật 5 điều", []),
        ("Nghị quyết Đại hội XIII, Nghị quyết Trung ương 4 và Kế hoạch 5 năm", []),
        ("Kết luận 25 người có vi phạm; báo cáo 12 vụ việc; Nghị quyết 10 điểm", []),
        ("ban hành 15 nghị quyết, 20 kế hoạch; Chương trình 135", []),
    ],
)  # fmt: skip
def test_documents(text: str, documents: list[str]) -> None:
    assert cited(text) == documents


@pytest.mark.parametrize(
    "text",
    [
        "Học các Nghị quyết số 21-NQ/TW, 22-NQ/TW và 23-NQ/TW, đều ban hành ngày 4 tháng 5 năm 2018 của Trung ương.",
        "Học Nghị quyết số 21-NQ/TW, Nghị quyết số 22 - NQ/TW và Nghị quyết số 23-NQ/TW cùng ngày 4/5/2018.",
    ],
)
def test_documents_dated_together(text: str) -> None:
    found = extract_documents([Sentence(text, 1, 0)])
    assert [fact.value.date for fact in found] == ["2018-05-04"] * 3


def test_a_day_is_that_of_its_own_document_only() -> None:
    text = "Học Chỉ thị số 5-CT/TW và Nghị quyết số 22-NQ/TW ngày 4/5/2018; Kết luận số 9-KL/TW."
    assert [fact.value.date for fact in extract_documents([Sentence(text, 1, 0)])] == ["", "2018-05-04", ""]
