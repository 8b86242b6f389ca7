"""Articles that several papers printed."""

import itertools
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import build_catalogue
from generator.model import Article, FrontMatter, PersonMention, Source
from generator.pages import article_page, render_article, render_pages
from generator.reprints import reprints, texts, versions
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


def half(words: str) -> str:
    return " ".join(words.split()[: len(words.split()) // 2])


@pytest.mark.parametrize(
    "change",
    [
        lambda words: changed(words, 10),
        half,
        lambda words: half(changed(words, 20)),
        lambda words: " ".join([words[900:], words[300:900], words[:300]]),
        lambda words: words.upper().replace(" ", "\n\n", 9),
        lambda words: f"*Ảnh: Quang cảnh hội nghị*\n\n{words}\n\nNguồn: một báo khác",
    ],
    ids=["every tenth word", "half cut off", "half and every twentieth", "another order", "capitals", "a frame"],
)
def test_what_papers_change_makes_no_other_text(change: Callable[[str], str]) -> None:
    prints = [article("A", text(1)), Article("articles/B.md", FrontMatter("Một tiêu đề khác"), change(text(1)))]
    others = [article(f"D{seed}", text(seed)) for seed in range(2, 30)]
    assert groups(*prints, *others) == [["A", "Một tiêu đề khác"]]


def test_another_report_of_the_same_event_is_none() -> None:
    shared = text(3, 80)
    assert groups(article("A", f"{text(1)} {shared}"), article("B", f"{shared} {text(2)}")) == []


def test_a_text_reworded_is_none() -> None:
    assert groups(article("A", text(1)), article("B", changed(text(1), 5))) == []


def test_a_notice_within_a_report_is_none() -> None:
    assert groups(article("A", text(1, 100)), article("B", text(1, 100) + " " + text(2, 300))) == []


def notice(month: int, day: int, days: str) -> str:
    return f"Lịch tháng {month}: ngày {day}/{month}, từ {month + 7} giờ, số {day * 31}/TB. {days}"


def test_a_notice_that_comes_every_month_with_other_numbers_is_none() -> None:
    months = [article(f"A{month}", notice(month, month + 9, text(1)), date="") for month in range(1, 13)]
    assert groups(*months) == []


def test_of_two_days_not_one_number_may_differ() -> None:
    one = "Ngày 20, " + text(1)
    other = "Ngày 21, " + text(1)
    assert groups(article("A", one), article("B", other)) == [["A", "B"]]
    assert groups(article("A", one), article("B", other, date="2024-06-21")) == []
    assert groups(article("A", one), article("B", one.replace("Ngày", "Hôm"), date="2024-06-21")) == [["A", "B"]]
    assert groups(article("A", one), article("B", other, date="2024")) == [["A", "B"]]


def test_notices_after_one_pattern_of_two_places_are_two() -> None:
    def congress(name: str, members: int) -> Article:
        body = (
            f"Ngày 20/6, đại hội nhiệm kỳ 2020 - 2025 có {members} đảng viên dự. Đồng chí {name} phát biểu. {text(1)}"
        )
        front = FrontMatter(name, date="2024-06-20", persons=(PersonMention(name),))
        return Article(f"articles/{members}.md", front, body)

    one = congress("Lê Thị Ba", 145)
    assert groups(one, congress("Trần Văn Tư", 210)) == []
    # One of them was read wrong.
    assert groups(one, replace(congress("Lê Thị Ba", 145), path="articles/b.md", body=one.body + " Hết.")) != []
    assert len(groups(one, replace(congress("Trần Văn Tư", 145), path="articles/b.md"))) == 1


def test_reprints_of_reprints_are_one_group_and_order_does_not_matter() -> None:
    texts = [text(1)]
    for step in range(3):
        texts.append(changed(texts[-1], 30 + step))
    articles = [article(f"A{number}", body, published=f"2024-06-2{number}") for number, body in enumerate(texts)]
    assert groups(*articles) == groups(*articles[::-1]) == [["A0", "A1", "A2", "A3"]]


def test_texts_too_short_to_tell_are_not_one() -> None:
    for words in ("", "Ảnh: TTXVN", text(1, 21)):
        assert groups(article("A", words), article("B", words)) == []
    assert groups(article("A", text(1, 22)), article("B", text(1, 22))) == [["A", "B"]]


PRINTS = [
    article(f"{seed}{number}", body, date=date, published=published)
    for seed in range(4)
    for number, (body, date, published) in enumerate(
        [
            (text(seed), "2024-06-20", ""),
            (changed(text(seed), 12), "", "2024-06-21"),
            (half(text(seed)), "2024-06", ""),
            (changed(half(text(seed)), 15), "2024-06-19", "2024-06-20"),
            (text(seed, 120) + " " + text(seed + 1, 120), "2024-06-20", ""),
        ]
    )
]


@given(st.lists(st.sampled_from(PRINTS), unique=True), st.randoms(use_true_random=False))
def test_the_same_articles_give_the_same_groups_in_whatever_order_they_come(
    articles: list[Article], chance: random.Random
) -> None:
    found = dict(reprints(articles))
    shuffled = chance.sample(articles, len(articles))
    assert dict(reprints(shuffled)) == found
    for path, group in found.items():
        assert path in [each.path for each in group.articles]
        assert all(found[each.path] is group for each in group.articles)


def test_no_seed_of_hashes_decides_what_is_found() -> None:
    program = (
        "import test_reprints as t\n"
        "print([(p, [a.path for a in g.articles]) for p, g in sorted(t.reprints(t.PRINTS).items())])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


@pytest.mark.parametrize("change", [lambda n: changed(text(1, 120), 20 + n % 60), lambda n: notice(n, n, text(1, 120))])
def test_of_hundreds_of_texts_nearly_alike_each_is_compared_with_a_few(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[int], str]
) -> None:
    compared = itertools.count()
    was = texts.is_one_text

    def counting(one: str, other: str, *, of_two_events: bool) -> bool:
        next(compared)
        return was(one, other, of_two_events=of_two_events)

    monkeypatch.setattr(texts, "is_one_text", counting)
    number = 300
    reprints(article(f"A{n:03}", change(n)) for n in range(number))
    assert next(compared) <= 9 * number


def lying(name: str, url: str = "", source: str = "", published: str = "", body: str = "") -> Article:
    front = FrontMatter(name, published=published, source=Source(source, url))
    return Article(f"articles/{name}.md", front, body or text(1))


NHAN_DAN = lying("N", "https://nhandan.vn/a.html", "Báo Nhân Dân", "2024-06-22")
COPY = lying("C", "https://blog.vn/a", "Nhân Dân điện tử", "2024-06-20")


@pytest.mark.parametrize(
    ("prints", "first"),
    [
        ([NHAN_DAN, COPY], "N"),
        ([NHAN_DAN, COPY, lying("D", "", "Báo Nhân Dân", "2024-06-21")], "N"),
        ([NHAN_DAN, COPY, lying("D", "https://baonghean.vn/x", "blog", "2024-06-19")], "N"),
        # It names itself, and nobody else does.
        ([NHAN_DAN, lying("C", "https://blog.vn/a", "", "2024-06-20")], "C"),
        # A copy of the copy.
        ([NHAN_DAN, lying("C", "https://baonghean.vn/a", "Báo Nhân Dân"), lying("D", "", "Báo Nghệ An")], "N"),
        # Two are named.
        ([NHAN_DAN, COPY, lying("D", "", "Báo Nghệ An"), lying("E", "https://baonghean.vn/x")], "C"),
        # Named, but its print is not there.
        ([lying("D", "https://a.vn/1", "TTXVN", "2024-06-23"), lying("E", "https://b.vn/2", "", "2024-06-21")], "E"),
        ([lying("D", "https://a.vn/1", "", "2024-06-21"), lying("E", "https://b.vn/2", "", "2024-06-21")], ""),
        ([lying("D", "https://a.vn/1", "", "2024-06-21"), lying("E", "https://b.vn/2", "", "2024-06")], ""),
        ([lying("D", "", "", "2024-06-21"), lying("E", "", "", "2024-06-22"), lying("F")], "D"),
        ([lying("D", "", "", "2024-06-21"), lying("E")], ""),
        ([lying("D"), lying("E")], ""),
    ],
)
def test_the_paper_that_others_name_is_first_else_the_earliest_else_none(prints: list[Article], first: str) -> None:
    for some in itertools.permutations(prints):
        (group,) = {id(each): each for each in reprints(some).values()}.values()
        assert (group.first.front_matter.title if group.first else "") == first
        assert not first or group.articles[0] is group.first


def test_articles_of_one_address_are_versions_however_they_differ() -> None:
    page = "https://baonghean.vn/a-1.html"
    articles = [
        lying("B", page, "", "2024-06-22", text(2)),
        lying("C", f"{page}#binh-luan", "", "", text(3)),
        lying("A", page.replace("https://", "http://www.") + "?utm_source=zalo", "", "2024-06-21", text(1)),
        lying("D", f"{page}?trang=2", body=text(4)),
        lying("E", "https://baonghean.vn/", body=text(5)),
        lying("F", "https://baonghean.vn", body=text(6)),
        lying("G", "", body=text(7)),
        lying("H", "", body=text(8)),
    ]
    found = versions(articles)
    assert [each.front_matter.title for each in found["articles/A.md"]] == ["A", "B", "C"]
    assert sorted(found) == [f"articles/{name}.md" for name in "ABC"]
    assert found == versions(articles[::-1])


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


def shown(*articles: Article) -> dict[str, str]:
    settings = Settings(ROOT, ROOT / "docs_src", ROOT / "seeds", ROOT / "site_templates/pages")
    catalogue = build_catalogue(articles)
    return {each.front_matter.title: render_article(article_page(catalogue, each), settings) for each in articles}


def test_the_page_says_which_print_is_at_the_named_paper() -> None:
    pages = shown(NHAN_DAN, COPY)
    here = "- **Cũng đăng:** bài này là bản ở báo mà các bản khác ghi là nguồn\n"
    assert here + "    - [C](C.md), Nhân Dân điện tử, đăng 20/6/2024\n" in pages["N"]
    assert "    - [N](N.md), Báo Nhân Dân, đăng 22/6/2024 (bản ở báo được ghi là nguồn)\n" in pages["C"]


def test_the_earliest_is_called_so_only_among_those_whose_days_are_known() -> None:
    pages = shown(lying("A", published="2024-06-21"), lying("B", published="2024-06-22"), lying("C"))
    assert "**Cũng đăng:** bài này là bản sớm nhất trong các bản rõ ngày đăng\n" in pages["A"]
    assert "[A](A.md), đăng 21/6/2024 (bản sớm nhất trong các bản rõ ngày đăng)\n" in pages["C"]
    assert "sớm nhất" not in "".join(shown(lying("A", published="2024-06-21"), lying("B")).values())


def test_versions_of_a_page_are_told_apart_from_other_prints_and_each_is_named_once() -> None:
    page = "https://nhandan.vn/a.html"
    old = lying("V1", page, "", "2024-06-20")
    new = lying("V2", page, "", "2024-06-22", changed(text(1), 30))
    newest = lying("V3", page, "", "2024-06-23", text(5))
    pages = shown(new, newest, old, COPY)
    assert (
        "- **Các bản khác của trang này:**\n    - [V2](V2.md), nhandan.vn, đăng 22/6/2024\n"
        "    - [V3](V3.md), nhandan.vn, đăng 23/6/2024\n"
        "- **Cũng đăng:** bài này là bản ở báo mà các bản khác ghi là nguồn\n    - [C](C.md)"
    ) in pages["V1"]
    assert pages["V1"].count("](V2.md)") == 1
    assert (
        "- **Các bản khác của trang này:**\n    - [V1](V1.md), nhandan.vn, đăng 20/6/2024\n    - [V2](V2.md)"
        in pages["V3"]
    )
    assert "Cũng đăng" not in pages["V3"]
    assert "[V3]" not in pages["C"]
    assert (
        "    - [V1](V1.md), nhandan.vn, đăng 20/6/2024 (bản ở báo được ghi là nguồn)\n    - [V2](V2.md)" in pages["C"]
    )


def test_of_many_versions_and_prints_the_rest_is_counted() -> None:
    page = "https://nhandan.vn/a.html"
    same_page = [lying(f"V{number:02}", page, "", f"2024-06-{number + 1:02}") for number in range(8)]
    elsewhere = [lying(f"P{number:02}", f"https://a{number}.vn/1") for number in range(7)]
    said = shown(*same_page, *elsewhere)["V03"]
    assert said.count("](V") == said.count("](P") == 5
    assert [line for line in said.splitlines() if "bản khác" in line and "**" not in line] == [
        "    - và 2\N{NO-BREAK SPACE}bản khác"
    ] * 2
