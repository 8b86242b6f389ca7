"""Small archives for tests of the site half."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.document import dump_article
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention, Source
from generator.settings import Settings, load_settings

REPOSITORY = Path(__file__).resolve().parent.parent

DUONG = PersonMention(
    "Nguyễn Quang Dương",
    ("Ủy viên Ban Chấp hành Trung ương Đảng", "Phó trưởng Ban Tổ chức Trung ương"),
    "nguyen-quang-duong",
)
DUONG_SHORT = PersonMention("Nguyễn Quang Dương", ("Ủy viên T.Ư Đảng", "Phó Trưởng Ban Tổ chức T.Ư"))
CLUSTER = ClusterMention(
    "Cụm thi đua số 1 ngành Tổ chức xây dựng Đảng",
    1,
    "ngành Tổ chức xây dựng Đảng",
    ("Hà Nội", "Sơn La", "Bắc Kạn"),
)
DIRECTIVE = DocumentCitation("Chỉ thị", "05-CT/TW", "2016-05-15", "Bộ Chính trị")

ARTICLES: Mapping[str, tuple[FrontMatter, str]] = {
    "a.md": (
        FrontMatter(
            "Cụm thi đua số 1 sơ kết",
            date="2024-06-20",
            date_basis="“Ngày 20/6”",
            period="2024-H1",
            place="huyện Mộc Châu",
            persons=(DUONG, PersonMention("Nguyễn Hữu Đông", ("Bí thư Tỉnh ủy",))),
            clusters=(CLUSTER,),
            provinces=("Sơn La", "Hoà Bình", "tỉnh Phú Thọ"),
            figures=(Figure(1513, "văn bản", "1.513 văn bản"), Figure(80.8, "%", "đạt 80,8 %")),
            byline=("Việt Anh", "Duy Tùng"),
            source=Source("Nhân Dân", "https://nhandan.vn/a"),
            source_file="a.txt",
        ),
        "Dự có các đồng chí: Nguyễn Quang Dương, Nguyễn Hữu Đông. Nguyễn Quang Dương phát biểu.\n",
    ),
    "b.md": (
        FrontMatter("Giao ban", date="2021-06-28", persons=(DUONG_SHORT,), documents=(DIRECTIVE,)),
        "Nguyễn Quang Dương nói về Chỉ thị số 05-CT/TW.\n",
    ),
    "c.md": (
        FrontMatter("Câu đầu của bài…", title_made=True, documents=(DocumentCitation("Chỉ thị", "05-CT/TW"),)),
        "Câu đầu của bài không có ngày.\n",
    ),
    "d.md": (
        FrontMatter("Chỉ biết năm", date="2024", persons=(PersonMention("Lê Văn Tuấn"), PersonMention("Lê Văn Tuân"))),
        "Lê Văn Tuấn và Lê Văn Tuân.\n",
    ),
    "e.md": (
        FrontMatter("Chỉ biết tháng", date="2024-06", clusters=(ClusterMention("Cụm thi đua số 2"),)),
        "Cụm thi đua số 2 họp.\n",
    ),
}


def write_archive(
    root: Path, articles: Mapping[str, tuple[FrontMatter, str]] = ARTICLES, notes: Mapping[str, str] | None = None
) -> Settings:
    """An archive in a folder: this repository's mkdocs.yml and templates, the articles and notes given."""
    for name in ("site_templates", "mkdocs.yml"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    docs = root / "docs_src"
    for name, (front_matter, body) in articles.items():
        write(docs / "articles" / name, dump_article(front_matter, body))
    for name, text in {"about.md": "# Giới thiệu\n", **(notes or {})}.items():
        write(docs / name, text)
    return load_settings(root)


def write(path: Path, text: str) -> None:
    """Write a text file and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
