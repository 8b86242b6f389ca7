"""Why an article says what it says: each fact with its words and rule, each line that was taken out."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any

from generator.clean import CleanArticle, Doubt, Removed, clean
from generator.document import parse_article, split
from generator.errors import Problem, ProblemError
from generator.extract import Fact, Facts, extract
from generator.given import with_given
from generator.readers import Given, RawArticle, SourceFile, file_of, read_below, read_source
from generator.settings import Settings

_SINGLE = ("date", "period", "place")
_MANY = ("persons", "clusters", "provinces", "documents", "figures")


@dataclass(frozen=True)
class ExplainedFact:
    """One fact of an article."""

    field: str
    """Key of the front matter."""
    value: Any
    """In plain values."""
    quote: str
    """The words it rests on."""
    line: int
    """Where they stand in the source, counted from 1."""
    rule: str
    """How it was read."""


@dataclass(frozen=True)
class Explanation:
    """All that is to be said of one source."""

    source: str
    """Path of the source."""
    facts: tuple[ExplainedFact, ...]
    """In the order of the front matter."""
    removed: tuple[Removed, ...]
    """Lines that are not in the body, in the source's order."""
    doubtful: tuple[Doubt, ...] = ()
    """Lines in the body that may be no part of the article."""

    def as_json(self) -> dict[str, Any]:
        """The explanation in plain values."""
        return {
            "source": self.source,
            "facts": [asdict(f) for f in self.facts],
            "removed": [asdict(r) for r in self.removed],
            "doubtful": [asdict(d) for d in self.doubtful],
        }

    def __str__(self) -> str:
        lines = [self.source]
        for fact in self.facts:
            place = f"line {fact.line}, " if fact.line else ""
            lines += [f"  {fact.field}: {_shown(fact.value)}", f"    {place}{fact.rule}: {fact.quote}"]
        lines += ["", "  removed:"] if self.removed else []
        lines += [
            f"    {f'line {removed.line}, ' if removed.line else ''}{removed.rule}: {removed.text.strip()}"
            for removed in self.removed
        ]
        lines += ["", "  kept in doubt:"] if self.doubtful else []
        lines += [f"    line {doubt.line}, {doubt.why}: {doubt.text}" for doubt in self.doubtful]
        return "\n".join(lines)


def explain(settings: Settings, path: Path) -> Explanation:
    """Explain a source, or an article by the source it was made from.

    Raises ProblemError where the file can't be read or the article's source is gone.
    """
    raw = _source_of_article(settings, path) if path.suffix == ".md" else None
    raw = raw or read_source(SourceFile(path.as_posix(), path.name), settings.intake.limits)
    article = with_given(clean(raw.text), raw.given)
    facts = extract(article) if article.blocks else Facts()
    return Explanation(raw.source.place, tuple(_facts(article, facts, raw.given)), article.removed, article.doubtful)


def _source_of_article(settings: Settings, path: Path) -> RawArticle | None:
    """What an article was made from; none for Markdown that names no source, and so is one itself."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(
            Problem(path.as_posix(), 0, "", f"can't be read: {error}", "name a source or an article")
        ) from None
    yaml_text, _ = split(text)
    name = parse_article(text, path.as_posix()).front_matter.source_file if yaml_text else ""
    if not name:
        return None
    below = read_below(settings.seeds, file_of(name), settings.intake, only=name)
    raw = next((raw for raw in below if raw.source.name == name), None)
    if not raw:
        message = f"its source {name} is not in {settings.seeds.as_posix()}"
        raise ProblemError(Problem(path.as_posix(), 0, "source_file", message, "name the source file itself"))
    return raw


def _facts(article: CleanArticle, facts: Facts, given: Given) -> Iterator[ExplainedFact]:
    if article.title:
        rule = "beside-text" if article.title == given.title else "first-line"
        yield ExplainedFact("title", article.title, article.title, article.title_line, rule)
    for name in _SINGLE:
        fact = getattr(facts, name)
        if fact:
            yield _explained(name, fact)
    for name in _MANY:
        for fact in getattr(facts, name):
            yield _explained(name, fact)
    yield from _facts_around(article)
    for block in article.blocks:
        if block.rule:
            yield ExplainedFact("caption", block.text, block.text, block.line, block.rule)


def _facts_around(article: CleanArticle) -> Iterator[ExplainedFact]:
    """What stands around the text: the page's date, who signs, the paper."""
    if article.stamp:
        rule = "page-stamp" if article.stamp.line else "beside-text"
        yield ExplainedFact("published", article.stamp.date, article.stamp.words, article.stamp.line, rule)
    for name, value in (("byline", article.byline), ("source", article.source.name), ("url", article.source.url)):
        line = next((removed for removed in article.removed if removed.rule == name), None)
        if value and line:
            yield ExplainedFact(name, _plain(value), line.text.strip(), line.line, name)
        elif value:
            quote = ", ".join(value) if isinstance(value, tuple) else value
            yield ExplainedFact(name, _plain(value), quote, 0, "beside-text")


def _explained(field: str, fact: Fact[Any]) -> ExplainedFact:
    return ExplainedFact(field, _plain(fact.value), fact.quote, fact.line, fact.rule)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {key: _plain(item) for key, item in asdict(value).items() if item not in ("", (), None)}
    return list(value) if isinstance(value, tuple) else value


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
