"""Bytes that were read as Windows-1252 or Latin-1 and are something else: back to bytes, and UTF-8 among them read anew."""

import re

from generator.readers.old_encodings import WINDOWS
from generator.readers.syllables import tally

# Browsers read what Windows-1252 leaves out as Latin-1 has it, and programs that say Latin-1 may mean either.
_BYTES = {sign: chr(code) for code, sign in enumerate(WINDOWS)} | {chr(code): chr(code) for code in range(256)}
_TO_BYTES = str.maketrans(_BYTES)
# Characters of UTF-8, byte by byte as Windows-1252 or Latin-1.
_HIGH = "".join(sign for sign, code in _BYTES.items() if "\x80" <= code <= "\xbf")
_IN_UTF_8 = re.compile(f"[Â-ß][{re.escape(_HIGH)}]|[à-ï][{re.escape(_HIGH)}]{{2}}|[ð-ô][{re.escape(_HIGH)}]{{3}}")
# A no-break space in UTF-8 that became a space: the end of à, Ơ, Ạ, Ỡ.
_SPACE_FOR_NO_BREAK = re.compile("(?<=[ÃÆ]) |(?<=áº) |(?<=á») ")
_MOST_TIMES = 3
# Latin letters and general punctuation: what a character that stands alone in a line may be.
_EXPECTED = re.compile("[\xa0-\u024f\u1e00-\u1eff\u2010-\u203a\u20ac]+")


def as_bytes(text: str) -> bytes | None:
    """The bytes that were read as Windows-1252 or Latin-1; None where it can't have been so.

    >>> as_bytes("bé “tØnh”"), as_bytes("bộ")
    (b'b\\xe9 \\x93t\\xd8nh\\x94', None)
    """
    try:
        return text.translate(_TO_BYTES).encode("latin-1")
    except UnicodeEncodeError:
        return None


def from_utf_8(text: str) -> tuple[str, int]:
    """The text with every line repaired that is UTF-8 read as Windows-1252, and how many times over the worst was.

    >>> from_utf_8("Tỉnh\\nHÃ\\xa0 Ná»™i")
    ('Tỉnh\\nHà Nội', 1)
    """
    if not _IN_UTF_8.search(text):
        return text, 0
    most = 0
    lines = text.removeprefix("ï»¿").split("\n")
    for number, line in enumerate(lines):
        times = 0
        while times < _MOST_TIMES and (better := _read_anew(lines[number])) is not None:
            lines[number] = better
            times += 1
        most = max(most, times)
    return "\n".join(lines), most


def _read_anew(line: str) -> str | None:
    found = _IN_UTF_8.findall(line)
    if not found:
        return None
    better = _decoded(line) or _decoded(_SPACE_FOR_NO_BREAK.sub("\xa0", line))
    if better is None or (len(found) == 1 and not _is_expected(line, better)):
        return None
    return better if _net(better) >= _net(line) else None


def _decoded(line: str) -> str | None:
    data = as_bytes(line)
    try:
        return data.decode("utf-8") if data else None
    except UnicodeDecodeError:
        return None


def _is_expected(line: str, better: str) -> bool:
    return all(_EXPECTED.fullmatch(sign) for sign in better if not sign.isascii())


def _net(text: str) -> int:
    words = tally(text)
    return words.good - words.bad
