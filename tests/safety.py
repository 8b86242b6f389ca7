"""The long way to try what tests try briefly: `python tests/safety.py --plays 2000 --kills 200`.

plays: a hand and a converter take turns on one article. kills: a run over 500 articles, some edited by hand, is
killed (SIGKILL) at a random moment; then every file must be as before or as after, and the next run must end the work
as if nothing had happened. Needs a system that forks.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import click
import pytest
from hand_edits import Hand
from test_store import NAMES, article, play

from generator import reading
from generator.convert import Generated, convert
from generator.readers import RawArticle
from generator.settings import load_settings
from generator.store import known

_LEFT_BY_A_KILL = (".base/.first-", ".base/.then-")


def many_plays(count: int, seed: int) -> int:
    """How many of so many plays lose something."""
    lost = 0
    for number in range(seed, seed + count):
        try:
            play(random.Random(number), NAMES[number % len(NAMES)])  # noqa: S311  # not for secrets
        except AssertionError as error:
            lost += 1
            click.echo(f"seed {number}: {str(error)[:200]}")
    return lost


def _made(raw: RawArticle) -> Generated:
    """A converter that knows the articles of the corpus by heart: only the writing takes time."""
    _, model, version = raw.text.split()[:3]
    front_matter, body, doubts, removed = article(model)
    if version == "2":
        body += f"\nCâu của bản hai trong {raw.source.name}.\n"
    return Generated(replace(front_matter, source_file=raw.source.name, place=f"xã {version}"), body, doubts, removed)


class Kills:
    """A folder of sources in two versions, and its archive."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder, self.sources, self.out = folder, folder / "sources", folder / "out"
        self.sources.mkdir()
        self.articles = articles
        self.settings = load_settings(folder)

    def set_version(self, version: int) -> None:
        for number in range(self.articles):
            text = f"Bài {NAMES[number % len(NAMES)]} {version} {number}\n"
            (self.sources / f"{number:04}.txt").write_text(text, "utf-8")

    def run(self, out: Path) -> None:
        convert(self.settings, [self.sources], out)

    def killed(self, after: float) -> bool:
        """Whether the run was still at work when it was killed."""
        child = os.fork()
        if not child:
            self.run(self.out)
            os._exit(0)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1] == signal.SIGKILL

    def files(self, folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and ".cache" not in path.parts and path.name != ".lock"
        }


def many_kills(count: int, articles: int, seed: int) -> int:
    """How many kills did harm."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    harmful = at_work = 0
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "articles_from", lambda raws: list(map(_made, raws)))
        # What it makes follows from the source alone, so runs may remember it; that is to be tried too.
        patch.setattr(known, "has_foreign_code", lambda: False)
        kills = Kills(Path(folder), articles)
        kills.set_version(1)
        started = time.perf_counter()
        kills.run(kills.folder / "trial")
        length = time.perf_counter() - started
        for number in range(count):
            if chance.random() < 0.1:
                shutil.rmtree(kills.out, ignore_errors=True)
            kills.set_version(1 + number % 2)
            for path in sorted(kills.out.glob("*.md")):
                if chance.random() < 0.02:
                    path.write_bytes(Hand(chance).edit(path.read_bytes()))
                elif chance.random() < 0.002:
                    path.unlink()
            reference = kills.folder / "reference"
            shutil.rmtree(reference, ignore_errors=True)
            before: dict[str, bytes] = {}
            if kills.out.exists():
                shutil.copytree(kills.out, reference)
                before = kills.files(kills.out)
            at_work += kills.killed(chance.uniform(0, length * 1.1))
            between = kills.files(kills.out) if kills.out.exists() else {}
            kills.run(reference)
            wanted = kills.files(reference)
            kills.run(kills.out)
            after = kills.files(kills.out)
            half = [
                name
                for name in between
                if not name.startswith(_LEFT_BY_A_KILL) and between[name] not in (before.get(name), wanted.get(name))
            ]
            gone = [name for name in before.keys() & wanted.keys() if name not in between]
            other = [name for name in wanted.keys() | after.keys() if wanted.get(name) != after.get(name)]
            if half or gone or other:
                harmful += 1
                click.echo(f"kill {number}: half {half[:3]}, gone {gone[:3]}, other than wanted {other[:3]}")
    click.echo(f"{count} kills, {at_work} of them before the run's end")
    return harmful


def main() -> None:
    """Runs what was asked for; exit 1 if anything was lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--plays", type=int, default=0)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--articles", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    lost = many_plays(chosen.plays, chosen.seed)
    harmful = many_kills(chosen.kills, chosen.articles, chosen.seed) if chosen.kills else 0
    click.echo(f"{chosen.plays} plays, {lost} lost something; {chosen.kills} kills, {harmful} did harm")
    sys.exit(bool(lost or harmful))


if __name__ == "__main__":
    main()
