"""Sixty made-up articles of three years and of none, which mention the same people, clusters, places and documents."""

import random
from collections.abc import Mapping

from generator.model import ClusterMention, DocumentCitation, FrontMatter, PersonMention

_PERSONS = (
    PersonMention("Hà Thị Sen", ("Bí thư Tỉnh ủy",), "ha-thi-sen"),
    PersonMention("Tô Văn Lựu", ("Trưởng Ban Tổ chức Tỉnh ủy",)),
    PersonMention("Mạc Thế Đào", ("Chủ tịch Hội đồng thi đua",), "mac-the-dao"),
    PersonMention("Mạc Thế Đạo", ("Phó Chánh Văn phòng",)),
    PersonMention("Ninh Quốc Bưởi", ("Giám đốc Sở Nội vụ",), "ninh-quoc-buoi-2"),
)
_CLUSTERS = (
    ClusterMention("Cụm thi đua số 7 ngành Thủy sản", 7, "ngành Thủy sản"),
    ClusterMention("Khối thi đua các trường chính trị"),
)
_PROVINCES = ("Sơn La", "Bến Tre", "Quảng Trị", "Hoà Bình")
_DOCUMENTS = (DocumentCitation("Chỉ thị", "31-CT/TU"), DocumentCitation("Chỉ thị", "31/CT-TU"))
_SENTENCES = (
    "Hội nghị sơ kết phong trào thi đua trồng rừng ven biển.",
    "Các đơn vị ký giao ước thi đua trong sáu tháng cuối năm.",
    "Đại hội đảng bộ bầu ban chấp hành khoá mới.",
    "Phong trào dân vận khéo lan tới từng thôn bản.",
    "Ban Tổ chức T.Ư hướng dẫn kiểm điểm, xếp loại tổ chức đảng.",
    "Lớp bồi dưỡng cấp ủy viên khai giảng tại trường chính trị tỉnh.",
    "Tỉnh ủy tặng bằng khen cho 27 tập thể, 1.245 cá nhân.",
    "Ngư dân nuôi cá lồng nêu cách làm hay về tổ hợp tác.",
)
YEARS = ("2021", "2022", "2023", "")


def articles() -> Mapping[str, tuple[FrontMatter, str]]:
    """By file name."""
    chance = random.Random(11)  # noqa: S311  # not for secrets
    made = {}
    for number in range(60):
        year = YEARS[number % 4]
        persons = tuple(chance.sample(_PERSONS, 2))
        sentences = chance.sample(_SENTENCES, 3)
        front = FrontMatter(
            f"Tin thi đua {number}: {sentences[0].split()[0]} {sentences[0].split()[1]}",
            date=year and f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            persons=persons,
            clusters=tuple(chance.sample(_CLUSTERS, chance.randint(0, 2))),
            provinces=tuple(chance.sample(_PROVINCES, chance.randint(0, 2))),
            documents=tuple(chance.sample(_DOCUMENTS, chance.randint(0, 2))),
        )
        body = "\n\n".join([*sentences, " và ".join(person.name for person in persons) + " dự."])
        made[f"tin-{number:02}.md"] = (front, f"{body}\n")
    return made
