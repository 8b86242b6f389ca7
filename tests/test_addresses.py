"""No address that was ever published is lost: the record, and the built site."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from scratch_archive import ARTICLES, REPOSITORY, write, write_archive

from generator.addresses import (
    RECORD,
    Address,
    Page,
    check_record,
    destinations,
    dump_record,
    is_page,
    parse_record,
    read_record,
    updated,
)
from generator.addresses.published import published_pages, record_pages
from generator.catalogue import load_catalogue
from generator.checks import check_archive
from generator.document import dump_article
from generator.model import ClusterMention, Figure, FrontMatter, PersonMention
from generator.settings import Settings


def record_of(text: str) -> dict[str, Address]:
    record = parse_record(text, RECORD)
    assert not record.problems
    return dict(record.addresses)


def after(text: str, pages: dict[str, Page], merged: dict[str, str] | None = None) -> dict[str, str]:
    """Where each page of a record leads after a look at the pages."""
    return {path: address.leads_to for path, address in updated(record_of(text), pages, merged).items()}


PATHS = st.text("ab-ă |>#%é", min_size=1, max_size=6).map(lambda name: f"persons/{name}.md").filter(is_page)
ADDRESSES = st.builds(
    Address, st.text("aĂ |>?-#").map(lambda title: " ".join(title.split())), PATHS | st.sampled_from(["", "?"])
)


@given(st.dictionaries(PATHS, ADDRESSES, max_size=5))
def test_the_record_says_what_was_written(addresses: dict[str, Address]) -> None:
    for text in (dump_record(addresses), dump_record(addresses).replace("\n", "\r\n")):
        assert record_of(text) == addresses


def test_a_renamed_article_leads_to_its_new_name() -> None:
    new = {"articles/hop.md": Page("Họp", made_from="articles/000.md")}
    assert after("articles/000.md | Họp cũ", new)["articles/000.md"] == "articles/hop.md"
    # Without a source its title tells, if one article only has it and that one is new.
    assert after("articles/a.md | Họp", {"articles/b.md": Page("Họp")})["articles/a.md"] == "articles/b.md"
    two = {"articles/b.md": Page("Họp"), "articles/c.md": Page("Họp")}
    assert after("articles/a.md | Họp", two)["articles/a.md"] == "?"
    assert after("articles/a.md | Họp\narticles/b.md", {"articles/b.md": Page("Họp")})["articles/a.md"] == "?"


def test_a_person_of_another_identifier() -> None:
    tuan, tuan_2 = Page("Lê Văn Tuấn"), Page("Lê Văn Tuấn")
    assert after("persons/tuan.md | Lê Văn Tuấn", {"persons/tuan-x.md": tuan})["persons/tuan.md"] == "persons/tuan-x.md"
    # Tuân is another name.
    assert after("persons/tuan.md | Lê Văn Tuân", {"persons/tuan-x.md": tuan})["persons/tuan.md"] == "?"
    # Two of one name: when one is gone the other is somebody else, but for a person who says otherwise.
    both = "persons/a.md | Lê Văn Tuấn\npersons/b.md | Lê Văn Tuấn"
    assert after(both, {"persons/b.md": tuan_2})["persons/a.md"] == "?"
    assert after(both, {"persons/b.md": tuan_2}, {"persons/a.md": "persons/b.md"})["persons/a.md"] == "persons/b.md"
    # One who is now written in a second way was joined.
    joined = {"persons/b.md": Page("Lê Văn Tuấn", ("Lê V. Tuấn",))}
    assert after("persons/a.md | Lê V. Tuấn\npersons/b.md | Lê Văn Tuấn", joined)["persons/a.md"] == "persons/b.md"


def test_what_a_person_wrote_stays_and_a_page_that_is_back_is_a_page() -> None:
    text = "articles/a.md -> articles/c.md | Họp"
    pages = {"articles/b.md": Page("Họp"), "articles/c.md": Page("Khác")}
    assert after(text, pages)["articles/a.md"] == "articles/c.md"
    assert after(text, {**pages, "articles/a.md": Page("Họp")})["articles/a.md"] == ""


def test_a_renaming_and_its_undoing() -> None:
    one, other = {"persons/a.md": Page("A")}, {"persons/b.md": Page("A")}
    record = updated(updated({}, one), other)
    assert destinations(record, other) == {"persons/a.md": "persons/b.md"}
    record = updated(record, one)
    assert destinations(record, one) == {"persons/b.md": "persons/a.md"}
    assert destinations(updated(record, other), other) == {"persons/a.md": "persons/b.md"}


def test_days_that_are_gone_lead_to_the_larger_stretch_of_time() -> None:
    pages = {"dates/index.md": Page(), "dates/2024/index.md": Page()}
    gone = after("dates/2024/06.md\ndates/2023/index.md\ndates/2023/05.md", pages)
    assert gone["dates/2024/06.md"] == "dates/2024/index.md"
    assert gone["dates/2023/index.md"] == gone["dates/2023/05.md"] == "dates/index.md"


def test_chains_end_at_a_page_and_circles_nowhere() -> None:
    addresses = record_of("a.md -> b.md\nb.md -> c.md\nx.md -> y.md\ny.md -> x.md\nz.md -> y.md\nq.md -> ?")
    expected = {"a.md": "c.md", "b.md": "c.md", "x.md": "", "y.md": "", "z.md": "", "q.md": ""}
    assert destinations(addresses, {"c.md"}) == expected
    many = {f"{number}.md": Address("", f"{number + 1}.md") for number in range(20_000)}
    assert set(destinations(many, {"20000.md"}).values()) == {"20000.md"}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef?"), max_size=6),
    st.sets(st.sampled_from("abcdef")),
)
def test_every_way_ends(ways: dict[str, str], there: set[str]) -> None:
    addresses = {f"{one}.md": Address("", "?" if other == "?" else f"{other}.md") for one, other in ways.items()}
    pages = {f"{name}.md": Page() for name in there}
    ends = destinations(addresses, pages)
    assert ends.keys() == addresses.keys() - pages.keys()
    assert all(not end or end in pages for end in ends.values())
    assert updated(updated(addresses, pages), pages) == updated(addresses, pages)
    assert addresses.keys() <= updated(addresses, pages).keys()


def test_lines_of_two_branches() -> None:
    both = record_of("b.md -> ? | B\na.md | A\nb.md\nb.md -> a.md\na.md | A")
    assert both == {"a.md": Address("A"), "b.md": Address("B", "a.md")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.md\n../x.md\n", "addresses.txt:2: no page: ../x.md (write it like `articles/name.md`)"),
        ("<<<<<<< HEAD\n", "addresses.txt:1: no page: <<<<<<< HEAD"),
        ("a.md -> https://x.vn\n", "addresses.txt:1: no page: https://x.vn"),
        ("a.md -> b.md\na.md -> c.md\n", "addresses.txt:2: a.md leads to two pages: b.md and c.md"),
        ("a.md -> b.md\n", "addresses.txt:1: a.md leads to b.md, which is no page (write a page that is there, or ?)"),
        ("a.md -> b.md\nb.md -> a.md\n", "addresses.txt:1: a.md leads back to itself"),
    ],
)
def test_check_names_what_is_wrong_with_the_record(text: str, said: str) -> None:
    found = [str(problem) for problem in check_record(parse_record(text, RECORD), {"c.md"}, RECORD)]
    assert found
    assert found[0].startswith(said)


def test_a_record_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    broken = "<<<<<<< HEAD\npersons/cu.md\n"
    write(settings.docs / RECORD, broken)
    build_site(tmp_path, strict=False)
    assert (settings.docs / RECORD).read_text("utf-8") == broken


def test_the_pages_of_a_catalogue_are_those_of_the_site(tmp_path: Path) -> None:
    settings = write_archive(tmp_path, notes={"persons/nguoi-la.md": "Ghi chú.\n", "dates/index.md": "Ghi chú.\n"})
    site = build_site(tmp_path)
    catalogue, _ = load_catalogue(settings.docs)
    built = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    pages = published_pages(catalogue)
    assert {re.sub(r"(^|/)index$", "", path.removesuffix(".md")) or "." for path in pages} == built
    assert pages.keys() == read_record(settings.docs).addresses.keys()


def test_every_page_gets_its_address_again(tmp_path: Path) -> None:
    """By the record: also clusters and documents, whose titles are not all of what tells them from others."""
    cluster = ClusterMention("Cụm thi đua số 2", 2, "ngành Nội vụ")
    front = FrontMatter("Họp", persons=(PersonMention("LÊ VĂN BA"), PersonMention("Lê Văn Bá")), clusters=(cluster,))
    settings = write_archive(tmp_path, {**ARTICLES, "f.md": (front, "Bài.\n")})
    built = [addresses_of(build_site(tmp_path)) for _ in range(3)]
    assert built[0] == built[1] == built[2]
    # And who comes later never gets that of somebody who is gone.
    write(settings.docs / "articles/f.md", "---\ntitle: Họp\npersons: [Lê Văn Bà]\n---\n")
    assert "persons/le-van-ba-3.md" in check_archive(settings).pages


def test_what_convert_records_is_what_a_look_at_the_whole_archive_gives(tmp_path: Path) -> None:
    merged = {"persons/le-van-tuan.md": "---\nmerged_into: le-van-tuan-2\n---\n", "notes.md": "# Ghi chú\n"}
    for number, notes in enumerate((None, merged)):
        settings = write_archive(tmp_path / str(number), notes=notes)
        (settings.docs / RECORD).write_text("persons/ai-do.md | Ai Đó\npersons/le-van-tuan.md | Lê Văn Tuấn\n", "utf-8")
        checked = check_archive(settings)
        wanted = updated(checked.record.addresses, checked.pages, checked.catalogue.merged)
        record_pages(settings.docs)
        assert read_record(settings.docs).addresses == wanted
    broken = settings.docs / "articles/a.md"
    broken.write_text("---\ntitle: a: b\n---\n", "utf-8")
    record_pages(settings.docs)
    assert read_record(settings.docs).addresses == wanted


def test_offices_tell_who_gets_which_address_where_no_identifier_does(tmp_path: Path) -> None:
    """Articles are read without offices first, for they are much."""

    def article(province: str, id_: str) -> tuple[FrontMatter, str]:
        person = PersonMention("Lê Văn Tuấn", (f"Bí thư Tỉnh ủy {province}",), id_)
        return FrontMatter("Họp", date="2022-05-06", persons=(person,)), "Bài.\n"

    named = {"a.md": article("Sơn La", "le-van-tuan"), "b.md": article("Nghệ An", "le-van-tuan-2")}
    for number, more in enumerate(({}, {"c.md": article("Hà Nam", "")}, {"c.md": article("Nghệ An", "")})):
        settings = write_archive(tmp_path / str(number), {**named, **more})
        record_pages(settings.docs)
        persons = [path for path in read_record(settings.docs).addresses if path.startswith("persons/le-")]
        assert len(persons) == (3 if number == 1 else 2)


def test_convert_records_the_pages_of_a_divided_table_of_figures(tmp_path: Path) -> None:
    figures = tuple(Figure(number, "hộ", f"{number} hộ") for number in range(1, 90))
    front = FrontMatter("Họp", figures=figures)
    articles = {f"{year}.md": (replace(front, date=f"{year}-05-06"), "Bài.\n") for year in range(2021, 2025)}
    settings = write_archive(tmp_path, articles)
    record_pages(settings.docs)
    catalogue, _ = load_catalogue(settings.docs)
    assert "figures/index/2021.md" in read_record(settings.docs).addresses
    assert read_record(settings.docs).addresses.keys() == published_pages(catalogue).keys()


def test_what_is_not_published_is_not_recorded(tmp_path: Path) -> None:
    settings = write_archive(tmp_path, notes={"nhap.md": "# Nháp\n", "an.md": "# Ẩn\n"})
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{config}\ndraft_docs: nhap.md\nexclude_docs: an.md\n", "utf-8")
    build_site(tmp_path)
    assert not {"nhap.md", "an.md"} & read_record(settings.docs).addresses.keys()


# Built sites.


def build_site(root: Path, *, serve: bool = False, strict: bool = True, directories: bool = True) -> Path:
    site = root / "site"
    config = load_config(
        str(root / "mkdocs.yml"),
        strict=strict and not serve,
        site_dir=str(site),
        use_directory_urls=directories,
        site_url="https://kho.vn/luu-tru/",
    )
    config.plugins.on_startup(command="serve" if serve else "build", dirty=False)
    build(config)
    return site


@pytest.fixture(autouse=True)
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def addresses_of(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def answer(site: Path, address: str) -> str:
    """The address at which a reader of an address ends, by way of redirects; `gone` where a notice stands."""
    seen: list[str] = []
    while address not in seen:
        seen.append(address)
        html = (site / address).read_text("utf-8")
        if "<h1>Trang này không còn</h1>" in html:
            return "gone"
        refresh = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', html)
        if not refresh:
            return address
        target = (site / address).parent / refresh[1]
        address = (
            (target / "index.html" if refresh[1].endswith("/") else target)
            .resolve()
            .relative_to(site.resolve())
            .as_posix()
        )
    raise AssertionError(f"in a circle: {seen}")


def rewrite(settings: Settings, name: str, change: Callable[[FrontMatter], FrontMatter]) -> None:
    front, body = ARTICLES[name]
    write(settings.docs / "articles" / name, dump_article(change(front), body))


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("serve", [True, False])
def test_renamed_merged_retitled_deleted(tmp_path: Path, *, directories: bool, serve: bool) -> None:
    settings = write_archive(tmp_path)
    earlier = addresses_of(build_site(tmp_path, directories=directories))

    # The article's file renamed, a person merged, one under another identifier, one with another name, an article
    # deleted, and one moved to another year.
    (settings.docs / "articles/a.md").rename(settings.docs / "articles/so-ket.md")
    write(settings.docs / "persons/nguyen-huu-dong.md", "---\nmerged_into: nguyen-quang-duong\n---\n")
    rewrite(settings, "b.md", lambda front: replace(front, date="2022-01-05"))
    tuan = PersonMention("Lê Văn Tuấn", id="tuan-o-son-la")
    rewrite(settings, "d.md", lambda front: replace(front, persons=(tuan, PersonMention("Trần Văn Mới"))))
    (settings.docs / "articles/e.md").unlink()
    site = build_site(tmp_path, serve=serve, directories=directories)

    def at(page: str) -> str:
        return f"{page}/index.html" if directories else f"{page}.html"

    answers = {address: answer(site, address) for address in earlier}
    assert answers[at("articles/a")] == at("articles/so-ket")
    assert answers[at("persons/nguyen-huu-dong")] == at("persons/nguyen-quang-duong")
    assert at("persons/tuan-o-son-la") in {answers[at("persons/le-van-tuan")], answers[at("persons/le-van-tuan-2")]}
    assert answers[at("dates/2021/06")] == answers["dates/2021/index.html"] == "dates/index.html"
    assert answers[at("articles/e")] == "gone"
    assert answers[at("articles/c")] == at("articles/c")
    assert 'href="https://kho.vn/luu-tru/articles/so-ket' in (site / at("articles/a")).read_text("utf-8")

    # All undone: everything is where it was, and what was there meanwhile leads back.
    meanwhile = addresses_of(site)
    (settings.docs / "articles/so-ket.md").rename(settings.docs / "articles/a.md")
    (settings.docs / "persons/nguyen-huu-dong.md").unlink()
    for name in ("b.md", "e.md"):
        rewrite(settings, name, lambda front: front)
    both = PersonMention("Lê Văn Tuấn", id="le-van-tuan"), PersonMention("Lê Văn Tuân", id="le-van-tuan-2")
    rewrite(settings, "d.md", lambda front: replace(front, persons=both))
    site = build_site(tmp_path, directories=directories)
    assert {address: answer(site, address) for address in earlier} == {address: address for address in earlier}
    if not serve:
        assert {address for address in meanwhile if answer(site, address) == "gone"} <= {at("persons/tran-van-moi")}
        assert answer(site, at("articles/so-ket")) == at("articles/a")
    assert not [path for path in addresses_of(site) if "addresses" in path]
    assert not (site / RECORD).exists()


def test_the_notice_names_what_was_there_and_ways_on(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    write(settings.docs / RECORD, "persons/cu.md | Lê Văn Tuấn <b>\narticles/xa/x.md\n")
    site = build_site(tmp_path)
    html = (site / "persons/cu/index.html").read_text("utf-8")
    assert "Lê Văn Tuấn &lt;b&gt;" in html
    assert 'href="../../search/?q=L%C3%AA%20V%C4%83n%20Tu%E1%BA%A5n%20%3Cb%3E"' in html
    assert "noindex" in html
    assert "Trang này không còn" in (site / "articles/xa/x/index.html").read_text("utf-8")


def test_namesakes_of_a_page_that_is_gone_are_offered(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    build_site(tmp_path)
    record = (settings.docs / RECORD).read_text("utf-8")
    write(settings.docs / RECORD, record + "persons/nguyen-quang-duong-2.md -> ? | Nguyễn Quang Dương\n")
    site = build_site(tmp_path)
    html = (site / "persons/nguyen-quang-duong-2/index.html").read_text("utf-8")
    assert (
        '<a href="../nguyen-quang-duong/">Nguyễn Quang Dương</a>' in html or "../../persons/nguyen-quang-duong/" in html
    )


def test_serving_records_nothing_that_a_person_is_just_typing(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    build_site(tmp_path)
    before = (settings.docs / RECORD).read_bytes()
    rewrite(settings, "b.md", lambda front: replace(front, persons=(PersonMention("Lê Văn Tu"),)))
    build_site(tmp_path, serve=True)
    assert (settings.docs / RECORD).read_bytes() == before
    # New articles are meant.
    write(settings.seeds / "new.txt", "Hội nghị mới\n\nNgày 5/3/2024, Tỉnh ủy họp.\n")
    build_site(tmp_path, serve=True)
    assert "articles/new.md" in read_record(settings.docs).addresses


def test_an_article_that_cannot_be_read_is_not_gone(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    build_site(tmp_path)
    before = read_record(settings.docs).addresses
    write(settings.docs / "articles/a.md", "---\ntitle: a: b\n---\n")
    build_site(tmp_path, serve=True)
    assert read_record(settings.docs).addresses == before
    assert not [problem for problem in check_archive(settings).problems if problem.path.endswith(RECORD)]


def test_random_lives_of_an_archive(tmp_path: Path) -> None:
    """Whatever is renamed, deleted and brought back, every address ever built answers."""
    chance = random.Random(4)  # noqa: S311  # not for secrets
    settings = write_archive(tmp_path)
    ever = addresses_of(build_site(tmp_path))
    names = ["Lê Văn Tuấn", "Lê Văn Tuân", "Nguyễn Quang Dương", "Trần Thị Hai"]
    ids = ["", "", "tuan", "duong", "hai"]
    for _ in range(6):
        for file in sorted((settings.docs / "articles").glob("*.md")):
            if chance.random() < 0.3:
                file.unlink()
        for _ in range(3):
            persons = tuple(PersonMention(chance.choice(names), id=chance.choice(ids)) for _ in range(2))
            front = FrontMatter(
                chance.choice(["Họp", "Giao ban"]), date=chance.choice(["", "2024-06-20", "2023-01"]), persons=persons
            )
            name = f"articles/{chance.choice('abcdefg')}.md"
            write(settings.docs / name, dump_article(front, "Bài.\n"))
        site = build_site(tmp_path, strict=False)
        ever |= addresses_of(site)
        for address in ever:
            answer(site, address)


def test_the_record_here_can_be_read() -> None:
    assert not read_record(REPOSITORY / "docs_src").problems
