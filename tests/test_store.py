"""Hands and converter on the same files: no edit is lost, nothing comes twice, a second run changes no byte."""

import random
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hand_edits import LISTS, SCALARS, Hand, another_converter, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import reading
from generator.convert import Generated, article_from, convert
from generator.readers import RawArticle, SourceFile
from generator.settings import load_settings

CORPUS = Path(__file__).parent / "corpus/open"
NAMES = sorted(path.name for path in CORPUS.glob("*.txt"))


@cache
def article(name: str) -> Generated:
    text = (CORPUS / name).read_text("utf-8-sig")
    return article_from(RawArticle(SourceFile(name, name), text))


class Bench:
    """A folder with one source, and a converter that can be made another."""

    def __init__(self, folder: Path, name: str, patch: pytest.MonkeyPatch) -> None:
        self.sources, self.out = folder / "sources", folder / "out"
        self.sources.mkdir()
        (self.sources / name).write_text(f"Bài {name}.\n", "utf-8")
        self.made = article(name)
        self.file = self.out / f"{Path(name).stem}.md"
        self.folder = folder
        patch.setattr(reading, "articles_from", lambda raws: [self.made for _ in raws])

    def run(self) -> None:
        account = convert(load_settings(self.folder), [self.sources], self.out)
        assert account.complete
        before = self.files()
        again = convert(load_settings(self.folder), [self.sources], self.out)
        assert not again.written
        assert self.files() == before, "the second run changed something"

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes() for path in self.out.rglob("*") if path.is_file()
        }


def check_claims(bench: Bench, hand: Hand) -> None:
    """What the hand did stands, and what it did not touch follows the converter."""
    data = bench.file.read_bytes()
    said = read(data.decode("utf-8"))
    lost = [claim.what for claim in hand.claims if not claim.holds(*said)]
    assert not lost, f"lost: {lost}\n{data.decode()}"
    made, body, *_ = bench.made
    front_matter, paragraphs, _ = said
    for key in {*SCALARS} - hand.touched:
        assert str(front_matter.get(key) or "") == getattr(made, key), f"{key} does not follow\n{data.decode()}"
    for key in {*LISTS} - hand.touched:
        names = [
            item.get("name", item.get("number", item.get("quote"))) if isinstance(item, dict) else item
            for item in front_matter.get(key) or ()
        ]
        wanted = [
            getattr(item, "name", getattr(item, "number", getattr(item, "quote", item))) for item in getattr(made, key)
        ]
        assert [str(name) for name in names] == wanted, f"{key} does not follow\n{data.decode()}"
    if "body" not in hand.touched:
        assert paragraphs == body.strip("\n").split("\n\n"), data.decode()


def play(seed: random.Random, name: str) -> None:
    """Hand and converter take turns."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        bench = Bench(Path(folder), name, patch)
        bench.run()
        hand = Hand(seed)
        first = bench.made
        for _ in range(seed.randint(1, 3)):
            edited = hand.edit(bench.file.read_bytes())
            bench.file.write_bytes(edited)
            bench.run()
            assert bench.file.read_bytes() == edited, "changed without a new text"
            for _ in range(seed.randint(1, 3)):
                known, body, *_ = bench.made if seed.random() < 0.7 else first
                paragraphs = body.strip("\n").split("\n\n")
                known = another_converter(seed, known, paragraphs)
                bench.made = Generated(known, "\n".join(f"{each}\n" for each in paragraphs))
                bench.run()
                check_claims(bench, hand)
        bench.made = first
        bench.run()
        check_claims(bench, hand)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=True), st.sampled_from(NAMES))
def test_hand_and_converter_take_turns(seed: random.Random, name: str) -> None:
    """The long way: `python -m tests.safety --plays 2000`."""
    play(seed, name)
