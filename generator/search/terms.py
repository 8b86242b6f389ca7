"""What a text is found by: its words and pairs of neighbouring words, with their accents and in one spelling.

The scripts of the site read a query by the same rules (theme/assets/javascripts/fold.js, query.js), so both sides
always meet. tests/folding_cases.json holds both to the same answers.
"""

import re
from functools import cache
from itertools import pairwise
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
    words = normalize("NFC", text).translate(_ACCENTS).split()
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


def terms(text: str) -> list[str]:
    """The words and the pairs of neighbouring words of a text, as often as they come.

    An abbreviation counts as it is written and written out as well, a number with its marks also as a whole.

    >>> sorted(set(terms("UBND xã")))
    ['ban', 'ban nhân', 'dân', 'dân xã', 'nhân', 'nhân dân', 'ubnd', 'ubnd xã', 'xã', 'ủy', 'ủy ban']
    >>> terms("74.127")
    ['74', '127', '74 127', '74.127']
    """
    found = _words_and_pairs(text) + _FIGURE.findall(text)
    full = written_out(text)
    if full != text:
        seen = set(found)
        found += [term for term in _words_and_pairs(full) if term not in seen]
    return found


def _words_and_pairs(text: str) -> list[str]:
    words = accented_words(text)
    return words + list(map(" ".join, pairwise(words)))
