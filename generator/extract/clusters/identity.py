"""Which mentions name one and the same cluster: number, kind and sector make its identity."""

from collections.abc import Sequence
from functools import cache

from generator import lexicon
from generator.extract.clusters.mentions import Mention
from generator.vietnamese import comparison_key

_ALIKE = 0.5


def same_cluster(known: Sequence[Mention], mention: Mention) -> bool:
    """Whether a mention names the cluster that the known mentions name.

    Without a sector the number tells; sectors may be shortened or abbreviated in either mention.
    """
    sectors = [_words(other.sector) for other in known if other.sector]
    words = _words(mention.sector)
    numbers = {other.number for other in known}
    if mention.number is None or numbers == {None}:
        return any(_shortened(words, other) for other in sectors) and (mention.kind == known[0].kind)
    if mention.number not in numbers or mention.kind != known[0].kind:
        return False
    return not words or not sectors or any(_shortened(words, other) or _alike(words, other) for other in sectors)


def same_sector(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether the mentions of two clusters name one sector, shortened or in full, and never both in one sentence."""
    sentences = {id(mention.sentence) for mention in one if mention.sector}
    return not any(id(mention.sentence) in sentences for mention in other) and any(
        _shortened(_words(mine.sector), _words(theirs.sector)) for mine in one for theirs in other
    )


def _shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words of one stand in the other in its order: các cơ quan Đảng, các cơ quan Đảng tỉnh."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return bool(short) and all(word in rest for word in short)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len({*one} & {*other}) >= _ALIKE * len({*one} | {*other})


@cache
def _spelled_out() -> dict[str, str]:
    return {comparison_key(row[0]): comparison_key(row[1]) for row in lexicon.rows("abbreviations.tsv")}


def _words(sector: str) -> tuple[str, ...]:
    words = comparison_key(sector.replace(",", " ").replace("-", " ").replace("–", " ")).split()
    # "các tỉnh Tây Bắc" are "6 tỉnh Tây Bắc".
    words = [word for word in words if word != "các" and not word.isdecimal()] or words
    return tuple(part for word in words for part in _spelled_out().get(word, word).split())
