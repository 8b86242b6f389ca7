"""An archive in parts: who is who, what is where, what is written again, what is built."""

import shutil
import subprocess
import sys
from pathlib import Path

import parts_archive
import pytest
from click.testing import CliRunner
from scratch_archive import ARTICLES, write, write_archive

from generator.catalogue import load_catalogue
from generator.checks import check_archive
from generator.cli import main
from generator.errors import GeneratorError
from generator.model import FrontMatter, PersonMention
from generator.pages.persons import surely_others
from generator.parts import build_parts, split_archive
from generator.parts.layout import Layout
from generator.records import Catalogue
from generator.settings import Settings, load_settings

PARTS = ("undated", "2021", "2022", "2023")


@pytest.fixture
def archive(tmp_path: Path) -> Settings:
    return write_archive(tmp_path / "archive", parts_archive.articles())


def parts_of(target: Path) -> dict[str, Catalogue]:
    return {part: load_catalogue(target / part / "docs_src")[0] for part in PARTS}


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".generator")
    }


def test_every_article_is_in_the_part_of_its_year(archive: Settings, tmp_path: Path) -> None:
    done = split_archive(archive, tmp_path / "out")
    assert (dict(done.parts), done.problems) == (dict.fromkeys(PARTS, 15), ())
    for part, catalogue in parts_of(tmp_path / "out").items():
        years = {article.front_matter.date[:4] or "undated" for article in catalogue.articles}
        assert (years, len(catalogue.articles)) == ({part}, 15)


def test_all_parts_agree_on_who_is_meant(archive: Settings, tmp_path: Path) -> None:
    whole, _ = load_catalogue(archive.docs)
    split_archive(archive, tmp_path / "out")
    assert len({record.path for record in whole.documents}) == 2
    for part in parts_of(tmp_path / "out").values():
        assert not part.problems
        for article in part.articles:
            here, there = part.mentions[article.path], whole.mentions[article.path]
            for kind in ("persons", "clusters", "provinces", "documents"):
                assert [(record.id, record.name) for record in getattr(here, kind)] == [
                    (record.id, record.name) for record in getattr(there, kind)
                ]
        assert part.set_by_hand <= whole.set_by_hand


def test_a_page_knows_how_much_other_years_have(archive: Settings, tmp_path: Path) -> None:
    whole, _ = load_catalogue(archive.docs)
    split_archive(archive, tmp_path / "out")
    parts = parts_of(tmp_path / "out")
    for records in (whole.persons, whole.clusters, whole.provinces, whole.documents):
        for record in records:
            mine = parts["2022"].whole
            assert mine
            here = sum(article.front_matter.date.startswith("2022") for article in record.articles)
            if here:
                assert sum(mine.elsewhere(record.path).values()) == len(record.articles) - here
    assert parts["2022"].whole
    assert parts["2022"].whole.articles == {"Chưa rõ năm": 15, "2021": 15, "2022": 15, "2023": 15}


def test_splitting_again_writes_nothing(archive: Settings, tmp_path: Path) -> None:
    split_archive(archive, tmp_path / "out")
    before = files_of(tmp_path / "out")
    split_archive(archive, tmp_path / "out")
    assert files_of(tmp_path / "out") == before


def test_an_article_with_another_year_goes_to_another_part(archive: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    split_archive(archive, out)
    before = files_of(out)
    article = archive.docs / "articles/tin-00.md"
    article.write_text(article.read_text("utf-8").replace("date: 2021", "date: 2022"), "utf-8")
    split_archive(archive, out)
    after = files_of(out)
    assert "2021/docs_src/articles/tin-00.md" not in after
    assert "2022/docs_src/articles/tin-00.md" in after
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert not [path for path in changed if "/articles/" in path and "tin-00" not in path]
    assert not [path for path in changed if "site_templates" in path]


def test_a_year_without_articles_is_gone(tmp_path: Path) -> None:
    articles = dict(ARTICLES)
    settings = write_archive(tmp_path / "archive", articles)
    assert list(split_archive(settings, tmp_path / "out").parts) == ["undated", "2021", "2024"]
    (settings.docs / "articles/b.md").unlink()
    assert list(split_archive(settings, tmp_path / "out").parts) == ["undated", "2024"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".generator-split", "2024", "hub", "undated"]


def test_a_decision_of_a_note_holds_in_all_parts(archive: Settings, tmp_path: Path) -> None:
    write(archive.docs / "persons/mac-the-dao.md", "---\naliases: [Mạc Thế Đạo]\n---\n\nNgười xã Cù Bị.\n")
    write(archive.docs / "persons/to-van-luu.md", "---\nmerged_into: ha-thi-sen\n---\n")
    write(
        archive.docs / "addresses.txt", "persons/to-van-luu.md | Tô Văn Lựu\npersons/mac-the-dao-2.md | Mạc Thế Đạo\n"
    )
    split_archive(archive, tmp_path / "out")
    for part in PARTS:
        settings = load_settings(tmp_path / "out" / part)
        checked = check_archive(settings)
        assert checked.problems == ()
        assert {record.id for record in checked.catalogue.persons} == {"ha-thi-sen", "mac-the-dao", "ninh-quoc-buoi-2"}
        assert checked.catalogue.notes["persons/mac-the-dao.md"].body == "Người xã Cù Bị.\n"
        gone = (settings.docs / "addresses.txt").read_text("utf-8")
        assert "persons/to-van-luu.md -> persons/ha-thi-sen.md" in gone
        assert "persons/mac-the-dao-2.md -> persons/mac-the-dao.md" in gone


def test_namesakes_whom_the_whole_tells_apart_are_so_in_a_part(tmp_path: Path) -> None:
    """In 2020 they lead two provinces; of 2021 alone nobody could say."""
    posts = {"nguyen-huu-dong": ("Bí thư Tỉnh ủy Sơn La",), "nguyen-huu-dong-2": ("Bí thư Tỉnh ủy Bến Tre",)}
    articles = {
        f"{id_}-{year}.md": (
            FrontMatter("A", date=f"{year}-05-01", persons=(PersonMention("Nguyễn Hữu Đông", roles, id_),)),
            "Nguyễn Hữu Đông.\n",
        )
        for id_, offices in posts.items()
        for year, roles in (("2020", offices), ("2021", ()))
    }
    split_archive(write_archive(tmp_path / "archive", articles), tmp_path / "out")
    catalogue, _ = load_catalogue(tmp_path / "out/2021/docs_src")
    assert [surely_others(catalogue, person) for person in catalogue.persons] == [
        ("nguyen-huu-dong-2",),
        ("nguyen-huu-dong",),
    ]


def test_links_lead_to_the_part_that_has_the_page(archive: Settings, tmp_path: Path) -> None:
    article = archive.docs / "articles/tin-00.md"
    text = (
        article.read_text("utf-8") + "\nXem [tin 1](tin-01.md), [tin 4](tin-04.md), `[x](tin-01.md)`, [ảnh](anh.png).\n"
    )
    text = text.replace("title: ", 'place: "[xã](tin-01.md)"\ntitle: ')
    article.write_text(text, "utf-8")
    (archive.docs / "articles/anh.png").write_bytes(b"png")
    write(archive.docs / "about.md", "# Giới thiệu\n\n[Tin 2](articles/tin-02.md#x), [ngày](dates/index.md)\n")
    done = split_archive(archive, tmp_path / "out")
    assert done.problems == ()
    made = (tmp_path / "out/2021/docs_src/articles/tin-00.md").read_text("utf-8")
    assert '<a href="../../../2022/articles/tin-01/">tin 1</a>, [tin 4](tin-04.md), `[x](tin-01.md)`' in made
    assert "place: '[xã](tin-01.md)'\n" in made
    assert [file.parent.parts[-3] for file in (tmp_path / "out").rglob("anh.png")] == ["2021"]
    about = {part: (tmp_path / "out" / part / "docs_src/about.md").read_text("utf-8") for part in (*PARTS, "hub")}
    assert about["2023"] == "# Giới thiệu\n\n[Tin 2](articles/tin-02.md#x), [ngày](dates/index.md)\n"
    assert '<a href="../../2023/articles/tin-02/#x">Tin 2</a>, [ngày](dates/index.md)' in about["2021"]
    assert '<a href="../2023/articles/tin-02/#x">Tin 2</a>, <a href="../2023/dates/">ngày</a>' in about["hub"]
    write(archive.docs / "about.md", "# Giới thiệu\n\n[Tin 2][2]\n\n[2]: articles/tin-02.md\n")
    assert "by a reference" in str(split_archive(archive, tmp_path / "out").problems[0])


def test_addresses_of_parts_may_be_anywhere(archive: Settings, tmp_path: Path) -> None:
    split_archive(archive, tmp_path / "out", Layout("https://example.org/kho-{part}"))
    settings = load_settings(tmp_path / "out/2022")
    assert [site.url for site in settings.sites] == [
        f"https://example.org/kho-{part}/" for part in ("undated", "2021", "2023")
    ]
    config = (tmp_path / "out/2022/mkdocs.yml").read_text("utf-8")
    assert "site_url: https://example.org/kho-2022/" in config
    assert "hub: https://example.org/kho-hub/" in config
    with pytest.raises(GeneratorError, match="no address of parts"):
        Layout("kho-{part}")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("INHERIT: other.yml\n", "INHERIT: a part must stand by itself"),
        ("theme: {name: material, custom_dir: ../theme}\n", "../theme: a part must stand by itself"),
        ("theme: [\n", "can't be read"),
    ],
)
def test_what_needs_other_files_is_one_line(archive: Settings, tmp_path: Path, setting: str, said: str) -> None:
    (archive.root / "mkdocs.yml").write_text(setting, "utf-8")
    with pytest.raises(GeneratorError, match=said) as caught:
        split_archive(archive, tmp_path / "out")
    assert "\n" not in str(caught.value)


def test_a_part_has_its_own_folders(archive: Settings, tmp_path: Path) -> None:
    config = archive.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + f"site_dir: {tmp_path.as_posix()}/public\n", "utf-8")
    split_archive(archive, tmp_path / "out")
    made = (tmp_path / "out/2021/mkdocs.yml").read_text("utf-8")
    assert "site_dir" not in made
    assert "docs_dir: docs_src\n" in made
    assert "site_name: Lưu trữ công tác xây dựng Đảng và thi đua · 2021\n" in made
    assert "Nhân vật: persons/index.md" in made
    assert "persons" not in (tmp_path / "out/hub/mkdocs.yml").read_text("utf-8").partition("not_in_nav")[0]


def test_folders_that_are_no_parts_are_left_alone(archive: Settings, tmp_path: Path) -> None:
    write(tmp_path / "mine/a.txt", "mine")
    with pytest.raises(GeneratorError, match="holds files that no split wrote"):
        split_archive(archive, tmp_path / "mine")
    with pytest.raises(GeneratorError, match="lies in the docs folder"):
        split_archive(archive, archive.docs / "parts")
    split_archive(archive, tmp_path / "out")
    with pytest.raises(GeneratorError, match="is a part of an archive already"):
        split_archive(load_settings(tmp_path / "out/2021"), tmp_path / "again")


@pytest.mark.parametrize("damage", ["", "{}", '{"format": 9}', "[1]", "\x00"])
def test_a_part_that_forgot_the_whole_is_one_line(archive: Settings, tmp_path: Path, damage: str) -> None:
    split_archive(archive, tmp_path / "out")
    write(tmp_path / "out/2021/docs_src/.part/whole.json", damage)
    with pytest.raises(
        GeneratorError, match=r"docs_src/.part/whole.json: can't be read \(run `generator split` again\)"
    ):
        load_catalogue(tmp_path / "out/2021/docs_src")


@pytest.mark.parametrize("sites", ["nothing", "[{name: x}]", '[{name: x, url: "javascript:1"}]', "[{url: ../x/}]"])
def test_a_sister_that_is_none_is_one_line(tmp_path: Path, sites: str) -> None:
    write(tmp_path / "mkdocs.yml", f"plugins: [{{generator: {{sites: {sites}}}}}]\n")
    with pytest.raises(GeneratorError, match=r"mkdocs.yml: sites: no site: .* \(write `- "):
        load_settings(tmp_path)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def small(folder: Path) -> None:
    write_archive(folder, {name: ARTICLES[name] for name in ("a.md", "b.md")})


def test_parts_are_built_each_by_itself_and_one_that_breaks_is_one_line(tmp_path: Path) -> None:
    small(tmp_path)
    code, said = run(tmp_path, "split", "out", "--build", "--jobs", "2")
    assert code == 0, said
    assert sorted(said.splitlines()) == [
        "2 articles in 2 parts: 2021, 2024",
        "2021: built",
        "2024: built",
        "hub: built",
    ]
    site = tmp_path / "out/site"
    assert (site / "2021/articles/b/index.html").is_file()
    assert (site / "2024/articles/a/index.html").is_file()
    assert '<a href="2021/">2021</a>' in (site / "index.html").read_text("utf-8")
    person = (site / "2021/persons/nguyen-quang-duong/index.html").read_text("utf-8")
    assert '<a href="../../../2024/persons/nguyen-quang-duong/">2024</a> (1\N{NO-BREAK SPACE}bài)' in person
    assert not (tmp_path / "out/2021/docs_src/addresses.txt").exists()
    shutil.rmtree(site / "2021")
    (site / "1999").mkdir()
    broken = tmp_path / "out/2021/docs_src/articles/b.md"
    broken.write_text(broken.read_text("utf-8").replace("title: Giao ban", 'title: "Giao'), "utf-8")
    built = {each.part: each.problem for each in build_parts(tmp_path / "out", ("2021", "2024"), jobs=1)}
    assert (built["2024"], built["hub"]) == ("", "")
    assert "docs_src/articles/b.md" in built["2021"]
    assert "\n" not in built["2021"]
    assert not (site / "1999").exists()


def test_a_part_built_again_is_restored_until_its_sisters_or_the_whole_change(tmp_path: Path) -> None:
    small(tmp_path)
    split_archive(load_settings(tmp_path), tmp_path / "out")
    part = tmp_path / "out/2021"
    page = part / "site/persons/nguyen-quang-duong/index.html"

    def build() -> str:
        command = [sys.executable, "-m", "mkdocs", "build", "--verbose"]
        done = subprocess.run(command, cwd=part, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return page.read_text("utf-8")

    first, written = build(), page.stat().st_mtime_ns
    database = (part / ".cache/site.sqlite").stat().st_mtime_ns
    assert build() == first
    assert page.stat().st_mtime_ns > written
    assert (part / ".cache/site.sqlite").stat().st_mtime_ns == database
    config = part / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("url: ../2024/", "url: https://example.org/2024/"), "utf-8")
    assert '<a href="https://example.org/2024/persons/nguyen-quang-duong/">2024</a> (1\N{NO-BREAK SPACE}bài)' in build()
    assert "https://example.org/2024/" in (part / "site/search/data/index.json").read_text("utf-8")
    whole = part / "docs_src/.part/whole.json"
    whole.write_text(whole.read_text("utf-8").replace('{"2024":1}', '{"2024":7}'), "utf-8")
    assert ">2024</a> (7\N{NO-BREAK SPACE}bài)" in build()


def test_dask_builds_the_same(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    small(tmp_path)
    command = [sys.executable, "-m", "generator", "split", "out", "--build", "--engine", "dask", "--jobs", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert {"2021: built", "2024: built", "hub: built"} <= {*done.stderr.splitlines()}
    assert (tmp_path / "out/site/2021/articles/b/index.html").is_file()
