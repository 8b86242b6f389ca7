"""The index made part by part: whoever makes the parts, and whatever is known of them, it is the same index."""

import random
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.catalogue import build_catalogue
from generator.errors import GeneratorError
from generator.model import Article, FrontMatter, PersonMention
from generator.records import Catalogue
from generator.search import IndexBuild, segments
from generator.search.files import write_index_to
from generator.site.cache import FILE, BuildCache

SEAL = b"this code"
WORDS = "đồng chí UBND tỉnh Hòa Bình dự 74.127 hộ, HĐND xã Mường Chiềng, sơ kết thi đua hội nghị hoà giải TW".split()


def made_up(number: int, rng: random.Random) -> Article:
    front = FrontMatter(
        f"Bài {number} {rng.choice(WORDS)}",
        date=f"{rng.randint(2019, 2024)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        persons=(PersonMention(f"Nguyễn Văn {rng.choice(WORDS).title()}"),),
    )
    body = " ".join(rng.choices(WORDS, k=rng.randint(5, 80))) + f" số{number}"
    return Article(f"articles/{number:03}.md", front, body)


def archive(number: int = 60) -> dict[str, Article]:
    rng = random.Random(number)  # noqa: S311  # not for secrets
    return {article.path: article for article in (made_up(each, rng) for each in range(number))}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def fresh(catalogue: Catalogue, folder: Path) -> dict[str, bytes]:
    write_index_to(catalogue, folder)
    return tree(folder)


def cached(catalogue: Catalogue, folder: Path, pieces: dict[bytes, bytes], *, seal: bytes = SEAL) -> int:
    """Builds with the pieces of builds before, keeps the new ones, and returns how many parts had to be made."""
    with IndexBuild(catalogue, folder, (), dict(pieces).get, seal) as build:
        parts = [build.part(number) for number in range(build.parts)]
        whole = build.finish([part.data for part in parts])
    for part in (*parts, whole):
        pieces.update(part.new)
    assert {place: pieces[key] for place, key in whole.files.items()} == tree(folder)
    return sum(bool(part.new) for part in parts)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "SEGMENT", 5)


def edited(articles: dict[str, Article], rng: random.Random) -> None:
    path = rng.choice([*articles])
    front = articles[path].front_matter
    match rng.randrange(5):
        case 0:
            articles[path] = replace(articles[path], body=articles[path].body + " thêm một câu")
        case 1:
            del articles[path]
        case 2:
            new = made_up(rng.randrange(100, 999), rng)
            articles[new.path] = new
        case 3:
            # Every article after it, and all entities, get another number.
            other = replace(front, date=f"20{rng.randint(10, 30)}-01-01")
            articles[path] = replace(articles[path], front_matter=other)
        case _:
            other = replace(front, persons=(PersonMention(f"Lê Thị {rng.choice(WORDS).title()}"),))
            articles[path] = replace(articles[path], front_matter=other)


def test_after_any_edit_the_index_is_that_of_a_fresh_build(tmp_path: Path) -> None:
    rng = random.Random(6)  # noqa: S311  # not for secrets
    articles = archive()
    pieces: dict[bytes, bytes] = {}
    number = cached(build_catalogue(articles.values()), tmp_path / "cached", pieces)
    assert number >= 12
    for each in range(40):
        edited(articles, rng)
        catalogue = build_catalogue(articles.values())
        # A changed date is a part without the article, one with it, and those of five up to where both are as before.
        assert cached(catalogue, tmp_path / "cached", pieces) < number * 2 / 3
        assert tree(tmp_path / "cached") == fresh(catalogue, tmp_path / f"fresh{each}")


def test_what_is_known_is_not_made_again(tmp_path: Path) -> None:
    articles = archive()
    pieces: dict[bytes, bytes] = {}
    cached(build_catalogue(articles.values()), tmp_path, pieces)
    assert cached(build_catalogue(articles.values()), tmp_path, pieces) == 0
    articles["articles/007.md"] = replace(articles["articles/007.md"], body="Khác.")
    assert cached(build_catalogue(articles.values()), tmp_path, pieces) == 1
    assert cached(build_catalogue(articles.values()), tmp_path, pieces, seal=b"other code") >= 12


def test_parts_may_be_made_in_any_order_and_by_anyone(tmp_path: Path) -> None:
    catalogue = build_catalogue(archive().values())
    with IndexBuild(catalogue, tmp_path / "index") as build:
        data = {number: build.part(number).data for number in reversed(range(build.parts))}
        build.finish([data[number] for number in range(build.parts)])
    assert tree(tmp_path / "index") == fresh(catalogue, tmp_path / "fresh")


def test_any_size_of_parts_makes_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = build_catalogue(archive(150).values())
    trees = []
    for size in (1, 7, 64):
        monkeypatch.setattr(segments, "SEGMENT", size)
        trees.append(fresh(catalogue, tmp_path / str(size)))
    assert trees[0] == trees[1] == trees[2]


def none(pieces: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return dict.fromkeys(pieces, b"")


def short(pieces: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return {key: data[:-1] for key, data in pieces.items()}


def swapped(pieces: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return dict(zip(pieces, reversed([*pieces.values()]), strict=True))


def half(pieces: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return {key: b"?" + data[1:] if key[0] % 2 else data for key, data in pieces.items()}


@pytest.mark.parametrize("damage", [none, short, swapped, half])
def test_pieces_that_are_not_what_was_kept_are_made_again(
    damage: Callable[[Mapping[bytes, bytes]], dict[bytes, bytes]], tmp_path: Path
) -> None:
    catalogue = build_catalogue(archive().values())
    pieces: dict[bytes, bytes] = {}
    cached(catalogue, tmp_path / "first", pieces)
    cache = BuildCache(tmp_path)
    for key, data in pieces.items():
        cache.put(key, data)
    cache.finish(pieces, {})
    with sqlite3.connect(tmp_path / FILE) as database:
        database.executemany(
            "UPDATE pieces SET data = ? WHERE key = ?", ((data, key) for key, data in damage(pieces).items())
        )
    cache = BuildCache(tmp_path)
    with IndexBuild(catalogue, tmp_path / "second", (), cache.get, SEAL) as build:
        build.finish([build.part(number).data for number in range(build.parts)])
    assert cache.problem
    cache.close()
    assert tree(tmp_path / "second") == tree(tmp_path / "first")


def test_a_piece_of_another_form_is_made_again(tmp_path: Path) -> None:
    catalogue = build_catalogue(archive().values())
    pieces: dict[bytes, bytes] = {}
    number = cached(catalogue, tmp_path, pieces)
    before = tree(tmp_path)
    files = {data for place, data in before.items() if place.endswith(".bin")}
    broken = {key: data if data in files else data[:9] for key, data in pieces.items()}
    assert cached(catalogue, tmp_path, broken) == number
    assert tree(tmp_path) == before


def test_a_part_whose_files_are_gone_is_made_again(tmp_path: Path) -> None:
    catalogue = build_catalogue(archive().values())
    pieces: dict[bytes, bytes] = {}
    number = cached(catalogue, tmp_path / "a", pieces)
    files = set(tree(tmp_path / "a").values())
    parts = {key: data for key, data in pieces.items() if data not in files}
    assert len(parts) == number
    assert cached(catalogue, tmp_path / "b", parts) == number
    assert tree(tmp_path / "b") == tree(tmp_path / "a")


def test_a_part_that_cant_be_written_is_one_line(tmp_path: Path) -> None:
    with IndexBuild(build_catalogue(archive().values()), tmp_path) as build:
        build.__exit__()
        with pytest.raises(GeneratorError, match="the search index"):
            build.part(0)
    assert [*tmp_path.iterdir()] == []
