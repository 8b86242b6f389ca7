"""When two spellings name one office."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from generator import lexicon
from generator.vietnamese import comparison_key

_FORMER = re.compile(r"^nguyên\s+(?:là\s+)?", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@cache
def _short_forms(match: str) -> dict[str, str]:
    return {short: full for short, full, how in lexicon.rows("abbreviations.tsv") if how == match}


@cache
def _abbreviation() -> re.Pattern[str]:
    longest_first = sorted(_short_forms("exact"), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@cache
def _short_keys() -> dict[str, str]:
    return {_words_key(short): _words_key(full) for short, full in _short_forms("any").items()}


def _words_key(text: str) -> str:
    return " ".join(comparison_key(_BETWEEN_WORDS.sub(" ", text)).split())


def write_out(text: str) -> str:
    """The text with its abbreviations written out.

    >>> write_out("Phó Trưởng Ban Tổ chức T.Ư"), write_out("Bộ Tư pháp")
    ('Phó Trưởng Ban Tổ chức Trung ương', 'Bộ Tư pháp')
    """
    return _abbreviation().sub(lambda match: _short_forms("exact")[match[0]], unicodedata.normalize("NFC", text))


@lru_cache(maxsize=8192)
def office_key(office: str) -> str:
    """One key for all spellings of one office.

    >>> office_key("Phó Trưởng Ban Tổ chức T.Ư") == office_key("Phó trưởng Ban Tổ chức Trung ương")
    True
    >>> office_key("Uỷ viên T.Ư Đảng") == office_key("Ủy viên Ban Chấp hành Trung ương Đảng")
    True
    >>> office_key("Phó Ban Tổ chức TW") == office_key("Phó Trưởng Ban Tổ chức Trung ương")
    True
    >>> office_key("Bí thư Tỉnh ủy") == office_key("Phó Bí thư Tỉnh ủy")
    False
    """
    key = f" {_words_key(write_out(office))} "
    for short, full in _short_keys().items():
        key = key.replace(f" {short} ", f" {full} ")
    return key.strip()


@lru_cache(maxsize=8192)
def without_former(text: str) -> str:
    """The office itself, without the word that says that it is held no more.

    >>> without_former("nguyên Bí thư Tỉnh ủy")
    'Bí thư Tỉnh ủy'
    """
    return _FORMER.sub("", text, count=1)


def fullest(spellings: Sequence[str]) -> str:
    """The spelling to show for an office: the one that writes most out, of equals the one most used.

    >>> fullest(["Phó Trưởng Ban Tổ chức T.Ư", "Phó trưởng Ban Tổ chức Trung ương"])
    'Phó trưởng Ban Tổ chức Trung ương'
    """
    counted = Counter(spellings)
    return max(counted, key=lambda spelling: (not spelling.isupper(), len(spelling), counted[spelling]))
