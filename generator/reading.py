"""Sources to what they give, without a look at the archive: pure, so that many processes can share the work."""

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from generator.clean import clean
from generator.compose import compose
from generator.document import dump_parts
from generator.errors import Problem, ProblemError
from generator.extract import extract
from generator.given import with_given
from generator.markup import escape
from generator.model import FrontMatter
from generator.readers import RawArticle, SourceFile
from generator.readers.portions import Portion
from generator.readers.raw import NOTHING
from generator.store.known import KnownText
from generator.store.names import Names
from generator.store.outcome import digest_of


class Generated(NamedTuple):
    """What a source gives."""

    front_matter: FrontMatter
    """Without identifiers."""
    body: str
    """Markdown."""
    doubts: tuple[str, ...] = ()
    """Lines of the body that may be no part of the article."""


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


class Reading(NamedTuple):
    """What came of reading one source."""

    source: SourceFile
    """Which one; without a name where it could not be read."""
    result: Draft | Problem | None
    """What it gives, or why nothing; None where it gave just the same before and was not read any further."""
    made_of: bytes = b""
    """Digest of its name and text."""
    words: bytes = b""
    """Digest of its text, however that is broken into lines."""


def read_portion(portion: Portion, known: Container[bytes] = frozenset()) -> list[Reading]:
    """What each source of a portion gives, in order. known: of sources that need not be read again, the `made_of`."""
    return [_read(raw, known) for raw in portion.read()]


def _read(raw: RawArticle | Problem, known: Container[bytes]) -> Reading:
    if isinstance(raw, Problem):
        return Reading(SourceFile(raw.path, ""), raw)
    words = digest_of(" ".join(raw.text.split()).encode("utf-8", "surrogatepass"))
    beside = f"\0{raw.given}" if raw.given != NOTHING else ""
    made_of = digest_of(f"{raw.source.name}\0{raw.text}{beside}".encode("utf-8", "surrogatepass"))
    if made_of in known:
        return Reading(raw.source, None, made_of, words)
    try:
        return Reading(raw.source, _draft(article_from(raw)), made_of, words)
    except ProblemError as error:
        return Reading(raw.source, error.problem, made_of, words)


def _draft(generated: Generated) -> Draft:
    front_matter, body, doubts = generated
    return Draft(
        parts=dump_parts(front_matter, body),
        names=Names.of(front_matter),
        about=KnownText.of(b"", front_matter, body),
        doubts=doubts,
    )


def article_from(raw: RawArticle) -> Generated:
    """What a raw article gives. Raises ProblemError where it holds no text."""
    article = with_given(clean(raw.text), raw.given)
    if not article.blocks:
        hint = "put the article's text into it or delete it"
        raise ProblemError(Problem(raw.source.path, raw.source.line, "", "holds no article text", hint))
    front_matter, body = compose(article, extract(article), raw.source.name)
    doubts = (escape(doubt.text) for doubt in article.doubtful)
    return Generated(front_matter, body, tuple(doubt for doubt in doubts if doubt in body))
