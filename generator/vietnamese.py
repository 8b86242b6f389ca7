"""How Vietnamese text is compared and sorted. Nothing here changes a text that is shown."""

import re
import unicodedata
from functools import lru_cache

from generator.invisible import composed

# The order of the alphabet (Vietnamese, with the four foreign letters at their Latin places), and of
# the tones on one letter: level, huyền, hỏi, ngã, sắc, nặng. Both as in CLDR's collation for `vi`.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=100)}
_TONE_RANK = {tone: rank for rank, tone in enumerate(_TONES, start=1)}


def fold(text: str) -> str:
    """Lower case without accents, one character for each: what a reader without a Vietnamese keyboard types.

    Works character by character, so a position in the folded text is the same position in the NFC text.

    >>> fold("Nguyễn Quang Dương, Đường 9")
    'nguyen quang duong, duong 9'
    """
    return "".join(_fold_character(c) for c in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


@lru_cache(maxsize=1024)
def lowered(text: str) -> str:
    """The text in lower case, letter for letter: a position in it is the same position in the text.

    For patterns in lower case: `re` is twice as slow when it is told to ignore the case of letters beyond ASCII.
    A sentence is asked many times, and those of some twenty articles in turn, hence the cache.

    >>> lowered("Đồng chí Lê Văn Ba")
    'đồng chí lê văn ba'
    """
    lower = text.lower()
    # Of all letters only İ becomes two.
    return lower if len(lower) == len(text) else text.replace("İ", "i").lower()


def comparison_key(text: str) -> str:
    """One key for all ways to write the same words: case, white space, where the tone mark stands.

    >>> comparison_key("Uỷ  viên") == comparison_key("ủy viên")
    True
    >>> comparison_key("Tuấn") == comparison_key("Tuân")
    False
    """
    # Names and titles come again and again; paragraphs do not, and would fill the memory.
    return _name_key(text) if len(text) <= _LONGEST_NAME else _key(text)


_LONGEST_NAME = 100


@lru_cache(maxsize=1 << 15)
def _name_key(text: str) -> str:
    return _key(text)


def _key(text: str) -> str:
    return " ".join(_OPEN_VOWELS.sub(_tone_on_first, composed(text).casefold()).split())


# The tone mark of a word that ends in oa, oe or uy stands on either vowel: hòa and hoà, ủy and uỷ are one word.
# The letters stand first: the engine then passes over all others at once.
_OPEN_VOWELS = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?![^\W\d_])")


def _tone_on_first(vowels: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", vowels[0])
    return unicodedata.normalize("NFC", decomposed[0] + decomposed[2]) + decomposed[1]


# Latin up to Ʋ, and the letters with two marks: Ạ to Ỹ.
CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x1B2), *range(0x1EA0, 0x1EFA)) if chr(code).isupper())
"""The capital letters of Vietnamese and its neighbours, for a character class: `re` has none."""

SortKey = tuple[bytes, bytes, str]


def sort_key(text: str) -> SortKey:
    """Sorts as a Vietnamese dictionary does: first by letters, then by tones.

    >>> sorted(["Đông", "Dũng", "Dung", "Ân", "An", "Ánh"], key=sort_key)
    ['An', 'Ánh', 'Ân', 'Dung', 'Dũng', 'Đông']
    """
    ranks = [_ranks(character) for character in unicodedata.normalize("NFC", text).casefold()]
    # Every rank is a byte, and a hundred thousand names have keys.
    return bytes(letter for letter, _ in ranks), bytes(tone for _, tone in ranks), text


@lru_cache(maxsize=1024)
def _ranks(character: str) -> tuple[int, int]:
    """Ranks of a character's letter and of its tone."""
    decomposed = unicodedata.normalize("NFD", character)
    letter = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONE_RANK))
    rank = _LETTER_RANK.get(letter, ord(letter[0]) if letter and ord(letter[0]) < 100 else 200)
    return rank, next((_TONE_RANK[c] for c in decomposed if c in _TONE_RANK), 0)


def name_sort_key(name: str) -> tuple[SortKey, SortKey]:
    """Sorts personal names by given name, which stands last, then by the rest.

    >>> sorted(["Trần Văn An", "Lê Thị Bình", "Bùi Văn An"], key=name_sort_key)
    ['Bùi Văn An', 'Trần Văn An', 'Lê Thị Bình']
    """
    rest, _, given = name.strip().rpartition(" ")
    return sort_key(given), sort_key(rest)


def index_letter(name: str) -> str:
    """The heading under which a name stands in an A–Z list: the first letter of the given name, without tone.

    >>> index_letter("Trần Thị Ánh"), index_letter("Nguyễn Hữu Đông"), index_letter("Lê Ân")
    ('A', 'Đ', 'Â')
    """
    given = unicodedata.normalize("NFD", name.rsplit(maxsplit=1)[-1]) if name.split() else ""
    letters = [c for c in given if c not in _TONE_RANK]
    first = unicodedata.normalize("NFC", "".join(letters))[:1].upper()
    return first if first.isalpha() else "#"


_OLD_PLACEMENT = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "uỷ": "ủy",
    "uý": "úy",
    "uỳ": "ùy",
    "uỵ": "ụy",
}
_OTHER_PLACEMENT = _OLD_PLACEMENT | {old: new for new, old in _OLD_PLACEMENT.items()}
_PLACED = re.compile("|".join(rf"{form}\b" for form in _OTHER_PLACEMENT), re.IGNORECASE)


def other_tone_placement(text: str) -> str:
    """The text with the tone mark of open oa and uy on the other vowel: both are in use.

    >>> other_tone_placement("Hòa Bình"), other_tone_placement("Uỷ viên"), other_tone_placement("Quý")
    ('Hoà Bình', 'Ủy viên', 'Quý')
    """
    return _PLACED.sub(_other_placement, text)


def _other_placement(match: re.Match[str]) -> str:
    # qu is a consonant: the y after it is the only vowel.
    before = match.string[match.start() - 1 : match.start()].lower() if match.start() else ""
    if before == "q":
        return match[0]
    other = _OTHER_PLACEMENT[match[0].lower()]
    return other.capitalize() if match[0][0].isupper() else other
