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
        ("NGHỊ QUYẾT SỐ 9-NQ/TU", []),
        ("Luật Cây xanh năm 2015, 12 luật, Luật 5 điều", []),
        ("Nghị quyết Đại hội XIII, Nghị quyết Trung ương 4 và Kế hoạch 5 năm", []),
        ("Kết luận 25 người có vi phạm; báo cáo 12 vụ việc; Nghị quyết 10 điểm", []),
        ("ban hành 15 nghị quyết, 20 kế hoạch; Chương trình 135", []),
    ],
)  # fmt: skip
def test_documents(text: str, documents: list[str]) -> None:
    assert cited(text) == documents
