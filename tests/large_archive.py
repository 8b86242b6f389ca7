"""An archive in which every kind of list is longer than one page holds."""

from collections.abc import Iterator
from functools import cache
from itertools import cycle, product

from generator.catalogue import Catalogue, build_catalogue
from generator.model import Article, ClusterMention, DocumentCitation, FrontMatter, PersonMention

PERSON, CLUSTER, PROVINCE, DOCUMENT = (
    "persons/le-van-ba.md",
    "clusters/cum-thi-dua-so-1.md",
    "provinces/son-la.md",
    "documents/chi-thi-05-ct-tw.md",
)
"""The records that most articles mention."""

_FAMILY = ("Bùi", "Đặng", "Hồ", "Lê", "Lý", "Ngô", "Nguyễn", "Phạm", "Trần", "Vũ")
_MIDDLE = ("Công", "Đức", "Hồng", "Hữu", "Minh", "Ngọc", "Quang", "Quốc", "Thanh", "Thị", "Văn", "Xuân")
# One letter of many given names, and one given name of more persons than a page lists.
_NAMES = (
    *(
        f"{family} {middle} {given}"
        for given in ("Hùng", "Hưng", "Hung")
        for family, middle in product(_FAMILY, _MIDDLE)
    ),
    *("Lê Thị Hà", "Trần Văn Ân", "Ngô Thị Ánh", "Phạm Văn Đông", "Vũ Thị Dung", "Lý Văn 5"),
)


def _dates() -> Iterator[str]:
    """One day, one month, one year and the unknown with more articles than a page lists."""
    yield from ["2021-06-20"] * 210
    yield from (f"2021-06-{day:02}" for day in range(1, 11))
    yield from ["2021-06"] * 2
    yield from ["2021"] * 3
    yield from (f"2021-{month:02}-05" for month in (1, 2, 2, 12))
    yield from (f"{year}-03-0{day}" for year in range(2010, 2020) for day in range(1, 4))
    yield from ["2019-07"] * 2
    yield from [""] * 210


def articles() -> list[Article]:
    """Some 470; the records named above are in three of four, others in one each."""
    made: list[Article] = []
    for number, (date, name) in enumerate(zip(_dates(), cycle(_NAMES), strict=False)):
        is_of_many = number % 4 < 3
        date_given = "2016-05-15" if number % 2 else ""
        front = FrontMatter(
            f"Bài {number}",
            date=date,
            persons=(
                PersonMention(name),
                *([PersonMention("Lê Văn Ba", ("Bí thư Tỉnh ủy",), "le-van-ba")] if is_of_many else ()),
            ),
            clusters=(
                ClusterMention(f"Cụm thi đua số {number + 2}"),
                *([ClusterMention("Cụm thi đua số 1", members=("Sơn La", "Hà Nội"))] if is_of_many else ()),
            ),
            provinces=("Sơn La",) if is_of_many else (),
            documents=(
                DocumentCitation("Nghị quyết", f"{number}-NQ/TW"),
                *([DocumentCitation("Chỉ thị", "05-CT/TW", date_given, "Bộ Chính trị")] if is_of_many else ()),
            ),
        )
        made.append(Article(f"articles/{number:03}.md", front, "Thân bài.\n"))
    return made


@cache
def catalogue(first: int = 0, last: int | None = None) -> Catalogue:
    """The archive, or one of some of its articles."""
    return build_catalogue(articles()[first:last])
