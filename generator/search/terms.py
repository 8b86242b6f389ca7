"""What a text is found by: its words and pairs of neighbouring words, with their accents and in one spelling.

The scripts of the site read a query by the same rules (theme/assets/javascripts/fold.js, query.js), so both sides
always meet. tests/folding_cases.json holds both to the same answers.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from generator import lexicon
from generator.vietnamese import fold


class _KeyTable(dict[int, str]):
    """What each character is compared as, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if folded.isalnum() else " "
        return self[code]


class _AccentTable(dict[int, str]):
    """The same with accents."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        lower = character.lower()
        self[code] = (lower if len(lower) == 1 else character) if fold(character).isalnum() else " "
        return self[code]


_KEYS = _KeyTable()
_ACCENTS = _AccentTable()


def search_key(text: str) -> str:
    """What is compared: text folded, and everything that is no letter or digit as a space.

    One character for one, so that a place in the key is the same place in the NFC text. Document numbers and figures
    come apart into the words one hears, on both sides alike.

    >>> search_key("Chỉ thị 05-CT/TW, 74.127 hộ")
    'chi thi 05 ct tw  74 127 ho'
    """
    return normalize("NFC", text).translate(_KEYS)


# A tone on the second vowel of a word that ends in oa, oe or uy, and where the older spelling puts it.
_PLACES = "oà/òa oá/óa oả/ỏa oã/õa oạ/ọa oè/òe oé/óe oẻ/ỏe oẽ/õe oẹ/ọe uỳ/ùy uý/úy uỷ/ủy uỹ/ũy uỵ/ụy"
_TONE_ON_FIRST = {pair[:2]: pair[3:] for pair in normalize("NFC", _PLACES).split()}


def accented_words(text: str) -> list[str]:
    """The words of a text in lower case with their accents; hòa and hoà are one.

    >>> accented_words("Hoà Bình, UỶ viên; quý 05-CT/TW")
    ['hòa', 'bình', 'ủy', 'viên', 'quý', '05', 'ct', 'tw']
    """
    return [word for token in text.split() for word in _token_words(token)]


def _token_words(token: str) -> Sequence[str]:
    words = normalize("NFC", token).translate(_ACCENTS).split()
    return [_one_spelling(word) if word[-2:] in _TONE_ON_FIRST else word for word in words]


def _one_spelling(word: str) -> str:
    # qu is a consonant: the y after it is the only vowel.
    return word if word[-3:-2] == "q" else word[:-2] + _TONE_ON_FIRST[word[-2:]]


@cache
def abbreviations() -> dict[str, str]:
    """Short forms as texts write them, and what they stand for."""
    offices = {short: full for short, full, how in lexicon.rows("abbreviations.tsv") if how == "exact"}
    return offices | {row[0]: row[1] for row in lexicon.rows("search_abbreviations.tsv")}


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    shorts = sorted(abbreviations(), key=lambda short: (-len(short), short))
    return re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, shorts))})(?![\w&])")


def written_out(text: str) -> str:
    """The text with its abbreviations written out.

    >>> written_out("Ban Tổ chức T.Ư, UBND tỉnh")
    'Ban Tổ chức Trung ương, Ủy ban nhân dân tỉnh'
    """
    return _abbreviation_pattern().sub(lambda match: abbreviations()[match[0]], text)


# 6,2 is a number; 6 and 2 stand in half of all texts.
_FIGURE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,12}){1,6}")


class _Tokens(dict[str, Sequence[str]]):
    """The words of each token, which is what stands between white space: most tokens come again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, Sequence[str]] = {}
        """Of tokens with numbers that have marks."""
        self.full: dict[str, Sequence[str]] = {}
        """The words of tokens with abbreviations, written out. No abbreviation has white space in it."""

    def __missing__(self, token: str) -> Sequence[str]:
        self[token] = words = _token_words(token)
        if figures := _FIGURE.findall(token):
            self.figures[token] = figures
        full = written_out(token)
        if full != token:
            self.full[token] = accented_words(full)
        return words


_tokens = _Tokens()
_TOKENS_KEPT = 1 << 16


class Terms(NamedTuple):
    """What a text is found by, and how often that comes in it."""

    words: Counter[str]
    """Words and figures."""
    pairs: Counter[str]
    """Neighbouring words."""


def terms(text: str) -> Terms:
    """The words and the pairs of neighbouring words of a text.

    An abbreviation counts as it is written and written out as well, a number with its marks also as a whole.

    >>> words, pairs = terms("UBND xã")
    >>> sorted(words), sorted(pairs)
    (['ban', 'dân', 'nhân', 'ubnd', 'xã', 'ủy'], ['ban nhân', 'dân xã', 'nhân dân', 'ubnd xã', 'ủy ban'])
    >>> list(terms("74.127").words)
    ['74', '127', '74.127']
    """
    global _tokens  # noqa: PLW0603  # a memory for all texts
    if len(_tokens) > _TOKENS_KEPT:
        _tokens = _Tokens()
    tokens = text.split()
    words: list[str] = []
    for token in tokens:
        words += _tokens[token]
    found = Terms(Counter(words), Counter([f"{word} {following}" for word, following in pairwise(words)]))
    full, figures = _tokens.full, _tokens.figures
    if not full.keys().isdisjoint(tokens):
        full_words, full_pairs = _written_out(tokens)
        found.words.update([word for word in full_words if word not in found.words])
        found.pairs.update([pair for pair in full_pairs if pair not in found.pairs])
    if not figures.keys().isdisjoint(tokens):
        found.words.update([figure for token in tokens if token in figures for figure in figures[token]])
    return found


def _written_out(tokens: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of abbreviations written out, and the pairs these make with one another and with their neighbours."""
    all_words: list[str] = []
    all_pairs: list[str] = []
    for at in [at for at, token in enumerate(tokens) if token in _tokens.full]:
        words = _tokens.full[tokens[at]]
        before, after = _neighbour(tokens, at, -1), _neighbour(tokens, at, 1)
        # With an abbreviation that follows the pair is entered there.
        row = [*_full(before)[-1:], *words, *(() if after in _tokens.full else _full(after)[:1])]
        all_words += words
        all_pairs += map(" ".join, pairwise(row))
    return all_words, all_pairs


def _neighbour(tokens: Sequence[str], at: int, step: int) -> str:
    """The nearest token that has words in it; an empty text where there is none."""
    at += step
    while 0 <= at < len(tokens):
        if _full(tokens[at]):
            return tokens[at]
        at += step
    return ""


def _full(token: str) -> Sequence[str]:
    return _tokens.full.get(token) or _tokens[token]
