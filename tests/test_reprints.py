"""Articles that several papers printed."""

import random
from pathlib import Path

from generator.catalogue import build_catalogue
from generator.model import Article, FrontMatter, PersonMention, Source
from generator.pages import article_page, render_article, render_pages
from generator.reprints import reprints
from generator.settings import Settings

ROOT = Path(__file__).resolve().parent.parent

WORDS = [
    *("hội", "nghị", "tỉnh", "ủy", "đảng", "viên", "cán", "bộ", "phong", "trào", "thi", "đua", "kết", "quả"),
    *("nhiệm", "vụ", "công", "tác", "tổ", "chức", "xây", "dựng", "năm", "tháng", "lãnh", "đạo", "chi", "xã"),
]
PERSON = (PersonMention("Nguyễn Văn An"),)


def text(seed: int, length: int = 300) -> str:
    chosen = random.Random(seed)  # noqa: S311  # words, not secrets
    return " ".join(chosen.choice(WORDS) + str(chosen.randrange(9)) for _ in range(length))


def changed(words: str, every: int) -> str:
    return " ".join("khác" if place % every == every - 1 else word for place, word in enumerate(words.split()))


def article(name: str, body: str, *, date: str = "2024-06-20", published: str = "", title: str = "") -> Article:
    front = FrontMatter(title or name, date=date, published=published, persons=PERSON, source=Source(name))
    return Article(f"articles/{name}.md", front, body)


def groups(*articles: Article) -> list[list[str]]:
    found = {tuple(each.front_matter.title for each in group.articles) for group in reprints(articles).values()}
    return sorted(map(list, found))


def test_a_reprint_with_small_changes_is_found_and_the_earliest_is_first() -> None:
    a = article("A", text(1), published="2024-06-22")
    b = article("B", changed(text(1), 20), published="2024-06-21")
    c = article("C", text(1) + " " + text(9, 60))
    assert groups(a, b, c, article("D", text(2))) == [["B", "A", "C"]]


def test_another_report_of_the_same_event_is_none() -> None:
    shared = text(3, 80)
    assert groups(article("A", f"{text(1)} {shared}"), article("B", f"{shared} {text(2)}")) == []


def test_a_text_reworded_is_none() -> None:
    assert groups(article("A", text(1)), article("B", changed(text(1), 5))) == []


def test_a_notice_within_a_report_is_none() -> None:
    assert groups(article("A", text(1, 100)), article("B", text(1, 100) + " " + text(2, 300))) == []


def test_without_a_fact_in_common_nothing_is_compared() -> None:
    assert groups(article("A", text(1)), article("B", text(1), date="2024-06-21")) == []
    front = FrontMatter("Một tiêu đề", date="2024-06-20")
    same_title = [Article(f"articles/{name}.md", front, text(1)) for name in "xy"]
    assert len(reprints(same_title)) == 2


def test_reprints_of_reprints_are_one_group_and_order_does_not_matter() -> None:
    texts = [text(1)]
    for step in range(3):
        texts.append(changed(texts[-1], 30 + step))
    articles = [article(f"A{number}", body, published=f"2024-06-2{number}") for number, body in enumerate(texts)]
    assert groups(*articles) == groups(*articles[::-1]) == [["A0", "A1", "A2", "A3"]]


def test_empty_articles_of_one_day_are_not_one_text() -> None:
    assert groups(article("A", ""), article("B", "")) == []


def test_an_article_names_the_other_prints_and_the_earliest_and_they_are_not_what_to_read_next() -> None:
    settings = Settings(ROOT, ROOT / "docs_src", ROOT / "seeds", ROOT / "site_templates/pages")
    articles = [
        article("A", text(1), published="2024-06-22"),
        article("B", changed(text(1), 20), published="2024-06-21"),
    ]
    catalogue = build_catalogue([*articles, article("D", text(2))])
    a, b = (render_article(article_page(catalogue, each), settings) for each in articles)
    assert "- **Cũng đăng:**\n    - [B](B.md), B, đăng 21/6/2024 (bản sớm nhất)\n" in a
    assert "- **Cũng đăng:** bài này là bản sớm nhất trong kho\n    - [A](A.md), A, đăng 22/6/2024\n" in b
    assert "Cùng nhắc đến" in a
    assert "[B](B.md)" not in a.partition("## Bài liên quan")[2].partition("## ")[0]


def test_of_very_many_prints_some_are_shown() -> None:
    settings = Settings(ROOT, ROOT / "docs_src", ROOT / "seeds", ROOT / "site_templates/pages")
    articles = [article(f"A{number:02}", changed(text(1), 30 + number)) for number in range(30)]
    catalogue = build_catalogue(articles)
    page = render_article(article_page(catalogue, articles[0]), settings)
    assert page.count(" (bản sớm nhất)") == 0
    assert "- và 24\N{NO-BREAK SPACE}bản khác" in page


def test_the_home_page_shows_one_of_several_prints() -> None:
    settings = Settings(ROOT, ROOT / "docs_src", ROOT / "seeds", ROOT / "site_templates/pages", "Kho")
    articles = [article(f"A{number:02}", changed(text(1), 30 + number)) for number in range(8)]
    catalogue = build_catalogue([*articles, article("Khác", text(2), date="2020-01-01")])
    home = dict(render_pages(catalogue, settings))["index.md"]
    latest = home.partition("## Bài mới nhất")[2].partition("## ")[0]
    assert [latest.count(name) for name in ("[A", "[Khác]")] == [1, 1]
