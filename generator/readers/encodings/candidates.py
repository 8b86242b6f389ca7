"""Which of the old encodings bytes are in: that in which their words are Vietnamese syllables, if no other comes near.

The numbers come from sentences of the open corpus and the seeds, one, three and ten at a time and as whole articles, in
every encoding. Of the words beyond ASCII the right reading never had fewer than .81 well-formed, foreign names and all;
others had up to .84 of them, where many letters are the same, and as many in what has only a few words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.readers.encodings.syllables import Tally, tally
from generator.readers.encodings.tables import OLD_ENCODINGS

_LEAST_SHARE, _FEWEST, _FEWEST_IF_ALONE = 0.8, 5, 3
# What can't be ruled out.
_PLAUSIBLE_SHARE, _FEWEST_TO_NAME = 0.6, 2
# By how many words the best has to be ahead: never fewer than three, of many a share.
_LEAST_LEAD, _LEAD = 3, 0.15
# TCVN3 that lost its soft hyphens, which are its ư: among so many words there is one, and what is left of others tells.
_ONE_HAS_U_HORN = 20
_MAY_HAVE_LOST_U_HORN = re.compile(
    r"[ơờớởỡợ][imnpt]\b|\b(?:(?:c|ch|d|đ|m|s|th|tr|x)a|(?:b|c|h|l|m|s|t|tr)?u|[b-df-hj-np-tv-xz])\b", re.IGNORECASE
)
# A line in another encoding than the rest; one of foreign names has more.
_LINE_IS_TELLING, _LEAST_OF_LINE = 6, 0.4


class Candidate(NamedTuple):
    """Bytes read in one of the old encodings."""

    name: str
    """Of the encoding."""
    text: str
    """What they say in it."""
    tally: Tally
    """How the words of that read."""

    @property
    def net(self) -> int:
        """By how many more of its words are well-formed than are not."""
        return self.tally.good - self.tally.bad


def decide(data: bytes, as_is: str | None = None) -> tuple[Candidate | None, list[Candidate]]:
    r"""What wins, if it surely does, and all that might be right, best first.

    as_is: the text that these bytes were before; what isn't better than that is none.

    >>> may_be(decide(b"Th\xe5m d\xf2 \xfd ki\xaan")[1])
    'may be TCVN3, VISCII or VPS'
    """
    found = sorted(_candidates(data), key=lambda each: -each.net)
    now = tally(as_is) if as_is is not None else None
    least = now.good - now.bad + _LEAST_LEAD if now else 0
    rivals = [each for each in found if _is_plausible(each) and each.net >= least]
    if not rivals or rivals[0] is not found[0]:
        return None, rivals
    best, *others = found
    lead = max(_LEAST_LEAD, _LEAD * best.tally.good)
    wins = (
        (best.tally.good >= _FEWEST or _is_alone(best, others))
        and best.tally.share >= _LEAST_SHARE
        and all(best.net - other.net >= lead for other in others if other.text != best.text)
        # Bytes lose no soft hyphens.
        and (as_is is None or not _may_have_lost_letters(best))
    )
    return (best if wins else None), rivals


def _is_alone(best: Candidate, others: Sequence[Candidate]) -> bool:
    """Of a few words: all are well-formed in one encoding, and in no other more of them than not."""
    is_whole = best.tally.good >= _FEWEST_IF_ALONE and not best.tally.bad
    return is_whole and all(other.net <= 0 for other in others if other.text != best.text)


def may_be(candidates: Sequence[Candidate]) -> str:
    """What they are, for people: each encoding of which the text would be another."""
    texts: dict[str, str] = {}
    for candidate in candidates:
        texts.setdefault(candidate.text, candidate.name)
    *names, last = texts.values()
    return f"may be {', '.join(names)} or {last}" if names else f"may be {last}"


def odd_line(text: str) -> int:
    """The first line that reads otherwise than the rest: another encoding, or none; 0 where there is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.isascii():
            words = tally(line)
            if words.good + words.bad >= _LINE_IS_TELLING and words.share < _LEAST_OF_LINE:
                return number
    return 0


def _candidates(data: bytes) -> Iterator[Candidate]:
    for name, decoder in OLD_ENCODINGS.items():
        try:
            text = decoder(data)
        except UnicodeDecodeError:
            continue
        yield Candidate(name, text, tally(text))


def _is_plausible(candidate: Candidate) -> bool:
    words = candidate.tally
    return words.good >= _FEWEST_TO_NAME and words.share >= _PLAUSIBLE_SHARE


def _may_have_lost_letters(candidate: Candidate) -> bool:
    if candidate.name != "TCVN3" or "ư" in candidate.text:
        return False
    words = candidate.tally
    is_long = words.good >= _ONE_HAS_U_HORN
    return bool(words.bare or words.bad or is_long or _MAY_HAVE_LOST_U_HORN.search(candidate.text))
