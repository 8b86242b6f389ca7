"""Vietnamese text as old programs wrote it: the tables of viparse, turned round, and what Windows does with its own."""

import unicodedata
from collections.abc import Callable

from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.viscii import VISCII
from viparse.normalize.vni import VNI
from viparse.normalize.vps import VPS

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# VNI as keyboard drivers have it; viparse hasn't met these.
_VNI_BESIDE = {"ẳ": "aú", "Ẳ": "AÚ", "ỵ": "î", "Ỵ": "Î", "ì": "ì", "í": "í", "Ì": "Ì", "Í": "Í"}


def in_windows_1258(text: str) -> bytes:
    """Each letter with its tone behind it, as Windows has it."""
    return b"".join(map(_letter_of_1258, text))


def _letter_of_1258(letter: str) -> bytes:
    decomposed = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(sign for sign in decomposed if sign not in _TONES))
    return (base + "".join(sign for sign in decomposed if sign in _TONES)).encode("cp1258")


def in_tcvn3(text: str) -> bytes:
    """In a font of capitals there is no other letter for a capital with a tone than the small one."""
    letters = _turned(TCVN3.pairs)
    return _written("".join(sign if sign in letters or sign.isascii() else sign.lower() for sign in text), letters)


def in_viscii(text: str) -> bytes:
    """By RFC 1456."""
    return _written(text, _turned(VISCII.pairs))


def in_vps(text: str) -> bytes:
    """As the Vietnamese Professionals Society had it."""
    return _written(text, _turned(VPS.pairs))


def in_vni(text: str) -> bytes:
    """As VNI's fonts for Windows had it."""
    return _written(text, _turned(VNI.pairs) | _VNI_BESIDE)


WRITTEN: dict[str, Callable[[str], bytes]] = {
    "Windows-1258": in_windows_1258,
    "TCVN3": in_tcvn3,
    "VISCII": in_viscii,
    "VPS": in_vps,
    "VNI": in_vni,
}
"""By name of the encoding; each raises ValueError for what it has no sign for."""


def _turned(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    turned: dict[str, str] = {}
    for written, letter in pairs:
        turned.setdefault(letter, written)
    return turned


def _written(text: str, letters: dict[str, str]) -> bytes:
    taken = frozenset(letters.values()) - letters.keys()
    if not taken.isdisjoint(text):
        raise ValueError("has signs whose place a letter took")
    return b"".join(_bytes(letters.get(sign, sign)) for sign in text)


def _bytes(written: str) -> bytes:
    # Fonts for Windows have its punctuation.
    return written.encode("cp1252" if written in "–—‘’“”„•…" else "latin-1")
