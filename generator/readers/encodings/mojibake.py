"""Text whose bytes were read as Windows-1252 or Latin-1 and are something else: back to bytes, and UTF-8 read anew."""

import re
from typing import NamedTuple

from generator.readers.encodings.syllables import is_syllable, may_be_word, tally
from generator.readers.encodings.tables import WINDOWS

# Browsers read what Windows-1252 leaves out as Latin-1 has it, and programs that say Latin-1 may mean either.
_BYTES = {sign: chr(code) for code, sign in enumerate(WINDOWS)} | {chr(code): chr(code) for code in range(256)}
_TO_BYTES = str.maketrans(_BYTES)
_NO_BYTE = re.compile(f"[^\\x00-\\xff{re.escape(''.join(sign for sign in _BYTES if sign > chr(0xFF)))}]")
# Characters of UTF-8, byte by byte as Windows-1252 or Latin-1.
_HIGH = "".join(sign for sign, code in _BYTES.items() if "\x80" <= code <= "\xbf")
_IN_UTF_8 = re.compile(f"[Â-ßĂ][{re.escape(_HIGH)}]|[à-ï][{re.escape(_HIGH)}]{{2}}|[ð-ô][{re.escape(_HIGH)}]{{3}}")
# Beginnings of à, Ơ, Ạ: their last byte is a no-break space, which may have become a space or gone at a line's end.
_LOST_SPACE = re.compile("([ÃÆ]|áº)(?: |$)")
_SEAM = "\x1f"
BY_CHANCE = re.compile("[A-Za-z][\u0700-\u07ff]|[\u0700-\u07ff][A-Za-z]")
"""What ươ of VISCII and the like become in UTF-8: letters of Syriac or N'Ko between Latin ones."""
_LETTERS = re.compile(r"[^\W\d_]*")
# No syllable is longer.
_LONGEST_SYLLABLE = 7
_UNSPACED = re.compile(r"[^ \t]+")
# What follows a word at once, and what follows a space.
_CLOSING = " ,.;:!?)…”’"
_OPENING = re.compile(r"[\d(“‘]")
_MOST_TIMES = 3
# So many characters of UTF-8 in lines that are nothing else are no chance.
_NO_CHANCE = 3
# Latin letters and general punctuation: what a single one may be.
_EXPECTED = re.compile("[\xa0-\u024f\u1e00-\u1eff\u2010-\u203a\u20ac]+")


class Repair(NamedTuple):
    """What became of a text with UTF-8 that was read as Windows-1252."""

    text: str
    """With every line repaired that could be."""
    times: int
    """How many times over the worst line had been read so; 0 where there was nothing to repair."""
    lost: tuple[int, ...]
    """Numbers of the lines that are such UTF-8 too, but lack bytes."""


def as_bytes(text: str) -> bytes | None:
    r"""The bytes that were read as Windows-1252 or Latin-1; None where it can't have been so.

    >>> as_bytes("bé “tØnh”"), as_bytes("bộ")
    (b'b\xe9 \x93t\xd8nh\x94', None)
    """
    # Good text has such a letter in its first words.
    return None if _NO_BYTE.search(text) else text.translate(_TO_BYTES).encode("latin-1")


def from_utf_8(text: str) -> Repair:
    r"""The text with every line repaired that is UTF-8 read as Windows-1252.

    >>> from_utf_8("Tỉnh\nHÃ\xa0 Ná»™i")
    Repair(text='Tỉnh\nHà Nội', times=1, lost=())
    >>> from_utf_8("toÃ n tá»‰nh vÃ huyá»‡n").text
    'toàn tỉnh và huyện'
    """
    times = 0
    lost: tuple[int, ...] = ()
    while times < _MOST_TIMES and _IN_UTF_8.search(text):
        better, lost = _once(text)
        if better == text:
            break
        text, times = better, times + 1
    return Repair(text, times, lost)


def _once(text: str) -> tuple[str, tuple[int, ...]]:
    lines = text.removeprefix("ï»¿").split("\n")
    marked = [number for number, line in enumerate(lines) if _IN_UTF_8.search(line) or _may_have_lost_spaces(line)]
    whole = {number: _decoded(lines[number]) for number in marked if _bytes(lines[number]) is not None}
    failed = [number for number, line in whole.items() if line is None]
    is_no_chance = sum(len(_IN_UTF_8.findall(lines[number])) for number in whole.keys() - failed) >= _NO_CHANCE
    spaced = {number: _with_lost_spaces(lines[number]) for number in failed}
    if None not in spaced.values():
        # Where other bytes went too, what looks like à may as well be Í.
        whole |= spaced
        failed = []
    lost = tuple(number + 1 for number in failed if _is_mostly_utf_8(lines[number]))
    for number in marked:
        better = whole.get(number)
        if number not in whole:
            lines[number] = _by_word(lines[number])
        elif better is not None and (is_no_chance or _is_no_worse(better, lines[number])):
            lines[number] = better
    return "\n".join(lines), lost


def _may_have_lost_spaces(line: str) -> bool:
    # In capitals Ã ends words that are as they should be.
    return _LOST_SPACE.search(line) is not None and tally(line).bad > 0


def _is_no_worse(better: str, line: str) -> bool:
    return _is_expected(better) and _net(better) >= _net(line)


def _is_mostly_utf_8(line: str) -> bool:
    found = "".join(_IN_UTF_8.findall(line))
    return 2 * len(found) >= sum(not sign.isascii() for sign in line) and len(found) >= _NO_CHANCE


def _bytes(line: str) -> bytes | None:
    # Windows-1258 has Ă where the first byte of à is; else it is the same for the bytes of Vietnamese letters.
    return as_bytes(line.replace("Ă", "Ã"))


def _decoded(line: str) -> str | None:
    data = _bytes(line)
    try:
        better = data.decode("utf-8") if data else ""
    except UnicodeDecodeError:
        return None
    return None if BY_CHANCE.search(better) else better or None


def _with_lost_spaces(line: str) -> str | None:
    """A line in which the no-break spaces in the bytes of UTF-8 have become spaces."""
    first, *rest = (_decoded(_LOST_SPACE.sub(lambda lead: f"{lead[1]}\xa0{_SEAM}", line)) or "").split(_SEAM)
    if not first:
        return None
    parts = [first]
    for part in rest:
        before, after = _leading(parts[-1][: -_LONGEST_SYLLABLE - 2 : -1])[::-1], _leading(part)
        word, space = before + after, ""
        if after and (not is_syllable(word) or (len(after) > 1 and is_syllable(after))):
            # A space was there too, and went when several became one.
            if not may_be_word(after) and not (before.islower() and after[0].isupper()):
                return None
            word, space = before, " "
        elif not after and part[:1] not in _CLOSING:
            if not _OPENING.match(part):
                return None
            space = " "
        if not is_syllable(word) or not (word.islower() or word.isupper() or word.istitle()) or word[0] == "à":
            # No word but à itself begins so; many with Á, Í or Ý, which lose another byte.
            return None
        parts += [space, part]
    return "".join(parts)


def _leading(text: str) -> str:
    found = _LETTERS.match(text)
    return found[0] if found else ""


def _by_word(line: str) -> str:
    """A line in which the words that are surely UTF-8 read byte by byte are read anew: it has others too."""
    return _UNSPACED.sub(lambda word: _word_anew(word[0]), line)


def _word_anew(word: str) -> str:
    better = _decoded(word) if _IN_UTF_8.search(word) else None
    if better is None or not _is_expected(better):
        return word
    # In capitals Ã and Â end words that are as they should be, and quotation marks may follow.
    now = tally(word)
    return better if now.bad and tally(better).bad <= now.bad else word


def _is_expected(line: str) -> bool:
    return all(_EXPECTED.fullmatch(sign) for sign in line if not sign.isascii())


def _net(text: str) -> int:
    words = tally(text)
    return words.good - words.bad
