"""What is kept from one load to the next changes nothing: after any series of edits the catalogue is that of a first
look at the same files.
"""

import os
import random
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from scratch_archive import write

from generator.catalogue import Catalogue, EarlierLoads, load_catalogue
from generator.document import dump_article
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention

NAMES = ("Lê Văn Ba", "LÊ VĂN BA", "Lê Văn Bá", "Trần Thị Tư", "Trần Thị Tứ", "Lý Thị Quý", "Lí Thị Quí")
IDS = ("", "", "le-van-ba", "le-van-ba-2", "tran-thi-tu", "tran-thi-tu-2", "ly-thi-quy", "ba-o-son-la")
ROLES = ("Bí thư Tỉnh ủy Sơn La", "Bí thư Tỉnh ủy Nghệ An", "Phó Chủ tịch UBND tỉnh", "Đảng viên", "nguyên Giám đốc Sở")
PROVINCES = ("Sơn La", "Nghệ An", "TP.HCM", "Xứ lạ")
CLUSTERS = ("Cụm thi đua số 2", "Cụm thi đua số 10", "Khối thi đua Một")
PATHS = tuple(f"articles/{name}.md" for name in "abcdef")


def some(chance: random.Random, values: tuple[str, ...], most: int = 3) -> tuple[str, ...]:
    return tuple(chance.sample(values, chance.randint(0, most)))


def person(chance: random.Random) -> PersonMention:
    roles = some(chance, ROLES, 2)
    given_up = tuple(role for role in roles if chance.random() < 0.2)
    return PersonMention(chance.choice(NAMES), roles, chance.choice(IDS), former_roles=given_up)


def article(chance: random.Random) -> str:
    front = FrontMatter(
        chance.choice(("Họp", "Sơ kết")),
        date=chance.choice(("", "2022", "2023-05", "2023-05-04")),
        published=chance.choice(("", "2024-01-02")),
        persons=tuple(person(chance) for _ in range(chance.randint(0, 4))),
        clusters=tuple(
            ClusterMention(name, None, chance.choice(("", "ngành Nội vụ"))) for name in some(chance, CLUSTERS)
        ),
        provinces=some(chance, PROVINCES),
        documents=tuple(DocumentCitation("Chỉ thị", number) for number in some(chance, ("05-CT/TW", "5"), 2)),
        figures=(Figure(chance.choice((80, 80.0)), "%"),),
    )
    return dump_article(front, f"{chance.choice(NAMES)} và {chance.choice(NAMES)} dự họp.\n")


def note(chance: random.Random) -> str:
    ids = [id_ for id_ in IDS if id_]
    lines = [
        f"name: {chance.choice(NAMES)}",
        f"aliases: [{', '.join(some(chance, NAMES))}]",
        f"merged_into: {chance.choice(ids)}",
        f"distinct_from: [{chance.choice(ids)}]",
    ]
    return "\n".join(["---", *(line for line in lines if chance.random() < 0.4), "---", "", chance.choice("AB"), ""])


def edit(docs: Path, chance: random.Random, number: int, *, wrong: bool = True) -> None:
    """One thing that people, git or the converter do to a docs folder. wrong: whether it may break an article."""
    path = chance.choice(PATHS)
    kind = chance.choice([kind for kind in range(10) if wrong or kind != 5])
    changed: dict[str, str | None]
    if kind < 5:
        text = article(chance)
        changed = {path: text, **({path.replace("/", "/.base/"): text} if chance.random() < 0.5 else {})}
    elif kind == 5:
        changed = {path: chance.choice((None, "---\ntitle: a: b\n---\n", "---\ntitle: A\ndate: 2023-13\n---\n"))}
    elif kind == 6:
        changed = {path.replace("/", "/.base/"): chance.choice((None, article(chance)))}
    elif kind == 7:
        changed = {
            "addresses.txt": "".join(f"persons/{id_}.md | {chance.choice(NAMES)}\n" for id_ in some(chance, IDS[2:]))
        }
    else:
        changed = {f"persons/{chance.choice(IDS[2:])}.md": chance.choice((None, note(chance), note(chance)))}
    for name, content in changed.items():
        (docs / name).unlink(missing_ok=True)
        if content is not None:
            write(docs / name, content)
            # Long ago: a file of this moment is always read again.
            os.utime(docs / name, (10**9 + number, 10**9 + number))


def plain(value: Any) -> Any:
    """A value with all that is in it, comparable though records are not; 80 is not 80.0."""
    if is_dataclass(value):
        return type(value).__name__, {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return [(key, plain(each)) for key, each in value.items()]
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    return sorted(value) if isinstance(value, frozenset) else repr(value)


def all_of(catalogue: Catalogue) -> Any:
    return (
        plain(catalogue),
        plain([catalogue.shown, catalogue.positions, catalogue.namesakes]),
        [each.last_offices for each in catalogue.persons],
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_refresh_is_as_a_first_look(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    docs, earlier = tmp_path / "docs_src", EarlierLoads()
    (docs / "articles").mkdir(parents=True)
    for round_ in range(15):
        for number in range(chance.randint(1, 3)):
            edit(docs, chance, 3 * round_ + number)
        catalogue, problems = load_catalogue(docs, earlier)
        anew, problems_anew = load_catalogue(docs)
        assert all_of(catalogue) == all_of(anew)
        assert problems == problems_anew
        there = {
            id(each) for each in (*catalogue.persons, *catalogue.clusters, *catalogue.provinces, *catalogue.documents)
        }
        mentions = catalogue.mentions.values()
        named = [one for each in mentions for one in (*each.persons, *each.clusters, *each.provinces, *each.documents)]
        assert {id(each) for each in named} == there


def test_what_an_edit_does_not_touch_stays(tmp_path: Path) -> None:
    chance, earlier, docs = random.Random(3), EarlierLoads(), tmp_path / "docs_src"  # noqa: S311  # not for secrets
    for number, path in enumerate(PATHS):
        write(docs / path, article(chance))
        os.utime(docs / path, (10**9 + number, 10**9 + number))
    before, _ = load_catalogue(docs, earlier)
    (docs / PATHS[0]).write_bytes((docs / PATHS[0]).read_bytes().replace(b"title: ", b"title: X"))
    after, _ = load_catalogue(docs, earlier)
    touched = {each for each in before.persons if any(one.path == PATHS[0] for one in each.articles)}
    assert touched
    assert {*before.persons} & {*after.persons} == {*before.persons} - touched
    assert before.articles[-1] is after.articles[-1] or before.articles[0] is after.articles[0]
