"""The five seeds: what must come out of them is data, in seeds.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.clean import BlockKind, clean
from generator.convert import article_from
from generator.explain import explain
from generator.model import Figure, FrontMatter
from generator.readers import SourceFile, read_source
from generator.settings import load_settings

ROOT = Path(__file__).parent.parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/seeds.yml").read_text("utf-8"))

_NOT_FRONT_MATTER = ("captions", "removed", "kept")


def source(stem: str) -> SourceFile:
    return SourceFile((ROOT / "seeds" / f"{stem}.txt").as_posix(), f"{stem}.txt")


def shown(front_matter: FrontMatter) -> dict[str, Any]:
    """The front matter in the shape of seeds.yml, without keys that have no value."""
    plain: dict[str, Any] = {
        name: getattr(front_matter, name)
        for name in ("title", "title_made", "date", "date_basis", "period", "published", "place")
    }
    plain["persons"] = {person.name: list(person.roles) for person in front_matter.persons}
    plain["clusters"] = {
        cluster.name: {"number": cluster.number, "sector": cluster.sector, "members": list(cluster.members)}
        for cluster in front_matter.clusters
    }
    plain["provinces"] = list(front_matter.provinces)
    plain["documents"] = [
        " ".join(filter(None, (each.kind, each.number, each.date, each.issuer))) for each in front_matter.documents
    ]
    plain["figures"] = [f"{figure.value} {figure.unit}" for figure in front_matter.figures]
    plain["byline"] = list(front_matter.byline)
    plain["source"] = front_matter.source.name
    return {key: value for key, value in plain.items() if value}


@pytest.mark.parametrize("stem", EXPECTED)
def test_front_matter(stem: str) -> None:
    expected = {key: value for key, value in EXPECTED[stem].items() if key not in _NOT_FRONT_MATTER}
    front_matter, *_ = article_from(read_source(source(stem)))
    assert shown(front_matter) == expected


@pytest.mark.parametrize("stem", EXPECTED)
def test_captions_and_removed_lines(stem: str) -> None:
    article = clean(read_source(source(stem)).text)
    captions = [block.text for block in article.blocks if block.kind is BlockKind.CAPTION]
    assert captions == EXPECTED[stem].get("captions", [])
    removed = "\n".join(line.text for line in article.removed)
    body = "\n".join(block.text for block in article.blocks)
    for words in EXPECTED[stem].get("removed", []):
        assert words in removed
        assert words not in body
    for words in EXPECTED[stem].get("kept", []):
        assert words in body


@pytest.mark.parametrize("stem", EXPECTED)
def test_figures_are_quoted(stem: str) -> None:
    text = clean(read_source(source(stem)).text)
    body = "\n".join(block.text for block in text.blocks)
    figures: tuple[Figure, ...] = article_from(read_source(source(stem)))[0].figures
    assert all(figure.quote and figure.quote in body for figure in figures)


@pytest.mark.parametrize("stem", EXPECTED)
def test_every_fact_shows_words_of_the_source(stem: str) -> None:
    explanation = explain(load_settings(ROOT), ROOT / "docs_src/articles" / f"{stem}.md")
    text = " ".join(read_source(source(stem)).text.split())
    assert explanation.facts
    for fact in explanation.facts:
        assert fact.rule
        assert fact.line > 0
        for words in fact.quote.strip("“”").split("” + “"):
            assert words in text, fact


def test_no_break_spaces_do_no_harm() -> None:
    text = read_source(source("001_7a3c8d2e076d60e1")).text
    assert text.count("\N{NO-BREAK SPACE}") == 16
    _, body, *_ = article_from(read_source(source("001_7a3c8d2e076d60e1")))
    assert "\N{NO-BREAK SPACE}" not in body


def test_the_archive_holds_what_the_converter_makes() -> None:
    """The committed Markdown is what the code of this commit writes, but for edits by hand (there are none yet)."""
    for stem in EXPECTED:
        article = ROOT / "docs_src/articles" / f"{stem}.md"
        base = ROOT / "docs_src/articles/.base" / f"{stem}.md"
        _, body, *_ = article_from(read_source(source(stem)))
        assert article.read_text("utf-8") == base.read_text("utf-8")
        assert article.read_text("utf-8").endswith(body)
