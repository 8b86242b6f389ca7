"""Citations, meta elements and linked data: what they say, and that nothing in an article can break out of them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.catalogue import build_catalogue
from generator.citing import Metadata, metadata_of_article, metadata_of_record
from generator.citing.names import family_first
from generator.model import Article, ClusterMention, DocumentCitation, FrontMatter, PersonMention, Source
from generator.removed_lines import NOTHING_REMOVED, RemovedLines

SITE = "https://vi.du/kho/"
FULL = FrontMatter(
    "Cụm thi đua số 1 sơ kết",
    date="2024-06-20",
    published="2024-06-21",
    place="huyện Mộc Châu",
    persons=(
        PersonMention("Nguyễn Quang Dương", id="nguyen-quang-duong"),
        PersonMention("Nguyễn Quang Dương", id="nguyen-quang-duong"),
        PersonMention("Trần Văn Mai"),
    ),
    clusters=(ClusterMention("Cụm thi đua số 1"),),
    provinces=("Sơn La",),
    documents=(DocumentCitation("Chỉ thị", "05-CT/TW"),),
    byline=("Việt Anh", "Trần Thị Hoa"),
    source=Source("Nhân Dân điện tử", "https://bao.vi.du/bai?a=1&b=2"),
)
# What schema.org's vocabulary allows each type to have, of what is used here.
PROPERTIES = {
    "NewsArticle": {
        *("headline", "inLanguage", "url", "datePublished", "author", "publisher", "isBasedOn", "about", "mentions"),
    },
    "Event": {"name", "startDate", "location"},
    "Person": {"name", "alternateName", "url"},
    "Organization": {"name", "alternateName", "url"},
    "AdministrativeArea": {"name", "alternateName", "url"},
    "Place": {"name"},
    "CreativeWork": {"name", "alternateName", "url"},
}


class Head(HTMLParser):
    """The meta elements and scripts of a page's head, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.elements: list[str] = []
        self.script = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        values = dict(attrs)
        if tag == "meta":
            self.tags.append((values.get("name") or values.get("property") or "", values.get("content") or ""))

    def handle_data(self, data: str) -> None:
        self.script += data

    def all(self, name: str) -> list[str]:
        return [content for tag, content in self.tags if tag == name]


def metadata(front: FrontMatter, site: str = SITE, removed: RemovedLines = NOTHING_REMOVED) -> Metadata:
    article = Article("articles/bài 1.md", front, "Nội dung.\n")
    mentions = build_catalogue([article]).mentioned[article.path]
    return metadata_of_article(article, mentions, removed, lambda path: f"{site}{path}" if site else "")


def as_zotero(front: FrontMatter) -> dict[str, object]:
    """What Zotero's RDF translator makes of the meta elements: for each field the first name that is there."""
    head = Head(metadata(front).head)

    def first(*names: str) -> str:
        return next((content for name in names for content in head.all(name)), "")

    return {
        "itemType": first("z:itemType", "DC.type"),
        "title": first("DC.title", "og:title"),
        "publicationTitle": first("prism.publicationName", "DC.source", "og:site_name"),
        "date": first("prism.publicationDate", "og:published_time", "DC.date"),
        # A name without a comma stays in one piece.
        "creators": [tuple(name.split(", ", 1)) for name in head.all("DC.creator")],
        "url": first("og:url"),
    }


def test_zotero_saves_a_newspaper_article_with_paper_date_and_name_order() -> None:
    assert as_zotero(FULL) == {
        "itemType": "newspaperArticle",
        "title": "Cụm thi đua số 1 sơ kết",
        "publicationTitle": "Nhân Dân điện tử",
        "date": "2024-06-21",
        "creators": [("Việt Anh",), ("Trần", "Thị Hoa")],
        "url": "https://vi.du/kho/articles/bài 1.md",
    }


def test_what_is_not_known_is_not_said() -> None:
    saved = as_zotero(FrontMatter("Bài", date="2024-06-20"))
    # The archive is no newspaper, and the day of an event is not the day of the paper.
    assert (saved["publicationTitle"], saved["date"], saved["creators"]) == ("", "", [])
    data = json.loads(Head(metadata(FrontMatter("Bài")).head).script)
    assert data.keys() == {"@context", "@type", "headline", "inLanguage", "url"}


def test_without_an_address_nothing_has_one() -> None:
    known = metadata(FULL, "")
    assert "vi.du/kho" not in known.head
    assert known.citation
    assert "Bản lưu" not in known.citation.text
    assert not Head(known.head).all("og:url")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn Quang Dương", "Nguyễn, Quang Dương"),
        ("Lê Na", "Lê, Na"),
        ("Duy Tùng", "Duy Tùng"),
        ("PV", "PV"),
        ("Ban Biên tập", "Ban Biên tập"),
        ("", ""),
    ],
)
def test_family_names(name: str, expected: str) -> None:
    assert family_first(name) == expected


def check_shape(data: dict[str, object]) -> None:
    kind = data["@type"]
    assert isinstance(kind, str)
    assert data.keys() - {"@context", "@type"} <= PROPERTIES[kind]
    for value in data.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                check_shape(each)
            else:
                assert isinstance(each, str)
                assert each


def test_linked_data_says_what_an_article_is_about_and_whom_it_mentions() -> None:
    data = json.loads(Head(metadata(FULL).head).script)
    check_shape(data)
    assert data["@context"] == "https://schema.org"
    assert [(each["@type"], each["name"]) for each in data["about"]] == [
        ("Organization", "Cụm thi đua số 1"),
        ("Event", "Cụm thi đua số 1 sơ kết"),
    ]
    assert data["about"][1]["startDate"] == "2024-06-20"
    assert data["about"][1]["location"]["name"] == "huyện Mộc Châu"
    # Named twice, a person is mentioned once.
    assert [each["name"] for each in data["mentions"]] == ["Nguyễn Quang Dương", "Trần Văn Mai", "Chỉ thị 05-CT/TW"]
    assert data["mentions"][0]["url"] == f"{SITE}persons/nguyen-quang-duong.md"
    assert data["datePublished"] == "2024-06-21"
    assert data["isBasedOn"] == "https://bao.vi.du/bai?a=1&b=2"


def test_many_mentions_stay_few() -> None:
    persons = tuple(PersonMention(f"Nguyễn Văn {chr(65 + number % 26)}{number}") for number in range(300))
    data = json.loads(Head(metadata(FrontMatter("Bài", persons=persons)).head).script)
    assert len(data["mentions"]) == 10


def test_records_say_what_they_are() -> None:
    article = Article("articles/a.md", FULL, "")
    catalogue = build_catalogue([article])
    kinds = {
        record.path: json.loads(Head(metadata_of_record(record, "Kho", lambda path: SITE + path).head).script)
        for record in (*catalogue.persons, *catalogue.clusters, *catalogue.provinces, *catalogue.documents)
    }
    for data in kinds.values():
        check_shape(data)
    assert {path.partition("/")[0]: data["@type"] for path, data in kinds.items()} == {
        "persons": "Person",
        "clusters": "Organization",
        "provinces": "AdministrativeArea",
        "documents": "CreativeWork",
    }


def test_a_citation_for_a_footnote() -> None:
    known = metadata(FULL).citation
    assert known
    assert known.text == (
        "Việt Anh, Trần Thị Hoa, “Cụm thi đua số 1 sơ kết”, Nhân Dân điện tử, đăng ngày 21/6/2024, "
        "sự kiện ngày 20/6/2024, https://bao.vi.du/bai?a=1&b=2. Bản lưu: https://vi.du/kho/articles/bài 1.md"
    )


def test_a_made_title_is_said_to_be_made() -> None:
    known = metadata(FrontMatter("Sáng nay, hội nghị…", title_made=True, date="2024")).citation
    assert known
    assert known.text.startswith("[Sáng nay, hội nghị…] (tiêu đề do kho lưu trữ đặt), sự kiện năm 2024.")
    assert "tiêu đề do kho lưu trữ đặt" in known.bibtex


def test_a_citation_for_a_reference_manager() -> None:
    known = metadata(FULL).citation
    assert known
    entry = known.bibtex
    assert entry.startswith("@article{b-i-1,\n")
    assert "  author = {{Việt Anh} and Trần, Thị Hoa},\n" in entry
    assert "  title = {{Cụm thi đua số 1 sơ kết}},\n" in entry
    assert "  journal = {Nhân Dân điện tử},\n  year = {2024},\n  month = {6},\n  day = {21},\n" in entry


HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\\}{%$#&_~^ @article{x,",
    "a\nb\tc\u2028d",
    "<!--<script>",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text: str) -> None:
    front = FrontMatter(
        text,
        place=text,
        date="2024-01-01",
        persons=(PersonMention(text),),
        clusters=(ClusterMention(text),),
        byline=(text,),
        source=Source(text, "https://vi.du/{}%"),
    )
    known = metadata(front)
    head = Head(known.head)
    assert set(head.elements) == {"meta", "script"}
    assert json.loads(head.script)["headline"] == text
    assert head.all("DC.title") == [" ".join(text.split())]
    assert known.citation
    # Balanced, and every sign of TeX is escaped.
    bare = re.sub(r"\\[{}%$#&_]|\\text\w+\{\}", "", known.citation.bibtex)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[\\%$#&~^]", re.sub(r"url = \{.*\}", "", bare))


def test_every_page_of_the_site_has_them(site: Path) -> None:
    article = (site / "articles/000_ec0e93944809c6a4/index.html").read_text("utf-8")
    assert article.count('type="application/ld+json"') == 1
    assert 'name="DC.title"' in article
    assert "@article{000_ec0e93944809c6a4," in article
    assert '"@type":"Person"' in (site / "persons/nguyen-quang-duong/index.html").read_text("utf-8")
    assert 'property="og:title" content="Giới thiệu"' in (site / "about/index.html").read_text("utf-8")
