"""What extraction hands on: facts, each with the words it rests on and the rule that found it."""

from typing import Generic, NamedTuple, TypeVar

from generator.model import ClusterMention, DocumentCitation, Figure, PersonMention

Value_co = TypeVar("Value_co", covariant=True)


class Fact(NamedTuple, Generic[Value_co]):
    """One thing the text says."""

    value: Value_co
    """What it says."""
    quote: str
    """The words of the text that say it."""
    line: int
    """Line of the source where these words stand, counted from 1."""
    rule: str
    """The rule that read it so."""


class Sentence(NamedTuple):
    """One sentence of a block."""

    text: str
    """Its words."""
    line: int
    """Line of the source where its block begins."""
    block: int
    """Which block of the article it is in, counted from 0."""
    aside: bool = False
    """It is a title or stood under a picture: outside the running text, which alone tells when and where."""


class Facts(NamedTuple):
    """All facts of one article."""

    date: Fact[str] | None = None
    """Of the event, EDTF; its quote is the basis."""
    period: Fact[str] | None = None
    """What the meeting reviews."""
    place: Fact[str] | None = None
    """Where it took place."""
    persons: tuple[Fact[PersonMention], ...] = ()
    """In order of first mention."""
    clusters: tuple[Fact[ClusterMention], ...] = ()
    """In order of first mention."""
    provinces: tuple[Fact[str], ...] = ()
    """In order of first mention."""
    documents: tuple[Fact[DocumentCitation], ...] = ()
    """In order of first mention."""
    figures: tuple[Fact[Figure], ...] = ()
    """In order of the text."""
