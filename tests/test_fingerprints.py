"""Pages of one fingerprint are the same, whatever has been edited between."""

import random
from functools import partial
from pathlib import Path

import pytest
from scratch_archive import write_archive
from test_refresh import edit

from generator.catalogue import EarlierLoads, build_catalogue, load_catalogue
from generator.pages import by_time, parts
from generator.site.edition import Edition
from generator.site.fingerprint import Fingerprints


@pytest.mark.parametrize("seed", range(8))
def test_pages_of_one_fingerprint_are_the_same(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_time, "_MOST", 1 + seed % 3)
    monkeypatch.setattr(parts, "MOST_NAMES", 2 + seed % 2)
    settings, earlier = write_archive(tmp_path), EarlierLoads()
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    seen: dict[tuple[str, str, bytes], object] = {}
    found_again = 0
    for round_ in range(25):
        for number in range(chance.randint(1, 2)):
            edit(settings.docs, chance, 2 * round_ + number)
        catalogue, _ = load_catalogue(settings.docs, earlier)
        edition, fingerprints = Edition(settings, catalogue), Fingerprints()
        for path in edition.paths:
            source = edition.source(path)
            fingerprint = fingerprints.of((source.content, source.metadata))
            if path in ("index.md", "dates/index.md", "data/index.md"):
                # They tell of the whole archive.
                assert fingerprint is None
                continue
            assert fingerprint, path
            name = path, source.front_matter, fingerprint
            found_again += name in seen
            page = source.markdown, source.metadata(str)
            assert seen.setdefault(name, page) == page, path
    assert found_again > len(seen) / 2


@pytest.mark.parametrize("strange", [lambda: 0, object(), build_catalogue([]), {1}])
def test_what_cannot_be_looked_through_has_no_fingerprint(strange: object) -> None:
    assert Fingerprints().of(("a", partial(max, strange))) is None


def page_of(*values: object, end: str = "") -> None:
    """Stands for a function that makes a page."""


def test_what_differs_has_another_fingerprint() -> None:
    values: list[object] = [
        1,
        "1",
        1.0,
        True,
        None,
        "None",
        ("ab",),
        ("a", "b"),
        [("a", "b")],
        (("a",), "b"),
        {"a": "b"},
        ((), ""),
        (),
    ]
    values += [page_of, partial(page_of), partial(page_of, "a"), partial(page_of, end="a")]
    assert len({Fingerprints().of(value) for value in values} - {None}) == len(values)
