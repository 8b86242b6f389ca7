"""Sources to what they give, without a look at the archive: pure, so that many processes can share the work."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.document import dump_parts
from generator.errors import Problem, ProblemError
from generator.invisible import one_line
from generator.markup import escape
from generator.model import FrontMatter
from generator.readers import RawArticle, SourceFile
from generator.readers.portions import Portion
from generator.readers.raw import NOTHING, PassedOver
from generator.removed_lines import NOTHING_REMOVED, RemovedLines
from generator.store.known import KnownText
from generator.store.names import Names
from generator.store.outcome import digest_of
from generator.web_addresses import page_at

if TYPE_CHECKING:
    from generator.clean import CleanArticle


class Generated(NamedTuple):
    """What a source gives."""

    front_matter: FrontMatter
    """Without identifiers."""
    body: str
    """Markdown."""
    doubts: tuple[str, ...] = ()
    """Lines of the body that may be no part of the article."""
    removed: RemovedLines = NOTHING_REMOVED
    """Lines of the source that are not in it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that lacks nothing but the identifiers of those it names."""

    parts: tuple[str, ...]
    """Its text; between each two of these belongs an identifier: of the persons, then of the clusters."""
    names: Names
    """Whom it names."""
    about: KnownText
    """What the archive remembers of it; the digest of the whole is still empty."""
    doubts: tuple[str, ...]
    """Lines of it that may be no part of the article."""
    removed: RemovedLines
    """Lines of the source that are not in it."""


class Reading(NamedTuple):
    """What came of reading one source."""

    source: SourceFile
    """Which one; without a name where it could not be read."""
    result: Draft | Problem | PassedOver | None
    """What it gives, or why nothing, or that it is no source; None where it gave just the same before."""
    made_of: bytes = b""
    """Digest of its name and text."""
    words: bytes = b""
    """Digest of its text, however that is broken into lines and its letters are composed."""
    printed: bytes = b""
    """Digest of where, when and by whom it was published, as far as that was given beside the text; empty where nothing
    was.
    """
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read."""


def read_portion(portion: Portion, known: Container[bytes] = frozenset()) -> list[Reading]:
    """What each source of a portion gives, in order. known: of sources that need not be read again, the `made_of`."""
    found = [_looked_at(raw, known) for raw in portion.read()]
    given = iter(articles_from([raw for raw, _ in found if raw]))
    return [reading._replace(result=_result(next(given))) if raw else reading for raw, reading in found]


def _looked_at(raw: RawArticle | Problem | PassedOver, known: Container[bytes]) -> tuple[RawArticle | None, Reading]:
    """A source, if it is to be read, and what can be said of it before."""
    if not isinstance(raw, RawArticle):
        return None, Reading(SourceFile(raw.path, ""), raw)
    words = digest_of(one_line(raw.text).encode("utf-8", "surrogatepass"))
    given = raw.given
    printed = (page_at(given.url) or given.url, given.published, given.paper, *given.byline)
    beside = f"\0{raw.given}" if raw.given != NOTHING else ""
    made_of = digest_of(f"{raw.source.name}\0{raw.text}{beside}".encode("utf-8", "surrogatepass"))
    about = digest_of("\0".join(printed).encode("utf-8", "surrogatepass")) if any(printed) else b""
    return None if made_of in known else raw, Reading(raw.source, None, made_of, words, about, raw.notes)


def _result(given: Generated | Problem) -> Draft | Problem:
    return given if isinstance(given, Problem) else _draft(given)


def _draft(generated: Generated) -> Draft:
    front_matter, body, doubts, removed = generated
    return Draft(
        parts=dump_parts(front_matter, body),
        names=Names.of(front_matter),
        about=KnownText.of(b"", front_matter, body),
        doubts=doubts,
        removed=removed,
    )


def article_from(raw: RawArticle) -> Generated:
    """What a raw article gives. Raises ProblemError where it holds no text."""
    given = articles_from([raw])[0]
    if isinstance(given, Problem):
        raise ProblemError(given)
    return given


def articles_from(raws: Sequence[RawArticle]) -> list[Generated | Problem]:
    """What each of some raw articles gives, as `article_from` does, or why nothing. Of many each takes less time."""
    # Nothing else needs the rules, which take longer to load than to find that there is nothing to read.
    from generator.clean import clean  # noqa: PLC0415
    from generator.compose import compose  # noqa: PLC0415
    from generator.extract import extract_all  # noqa: PLC0415
    from generator.given import with_given  # noqa: PLC0415

    cleaned = [with_given(clean(raw.text), raw.given) for raw in raws]
    facts = extract_all([article for article in cleaned if article.blocks])
    told = iter(facts)
    return [
        _composed(article, *compose(article, next(told), raw.source.name)) if article.blocks else _without_text(raw)
        for raw, article in zip(raws, cleaned, strict=True)
    ]


def _without_text(raw: RawArticle) -> Problem:
    hint = "put the article's text into it or delete it"
    return Problem(raw.source.path, raw.source.line, "", "holds no article text", hint)


def _composed(article: "CleanArticle", front_matter: FrontMatter, body: str) -> Generated:
    doubts = (escape(doubt.text) for doubt in article.doubtful)
    removed = RemovedLines.of((line.line, line.rule, line.text) for line in article.removed)
    return Generated(front_matter, body, tuple(doubt for doubt in doubts if doubt in body), removed)
