"""Which encoding a text is in: decided where there is a clear winner, refused by name where there is none.

What is UTF-8 is taken as such. Other bytes, and text that bears the marks of bytes read in the wrong encoding, are
read in every way there is (`candidates`). Where none is surely right, bytes are refused, and text stays as it is.
"""

import codecs
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator.readers.encodings.candidates import Candidate, decide, may_be, odd_line
from generator.readers.encodings.mojibake import BY_CHANCE, as_bytes, from_utf_8
from generator.readers.encodings.tables import WINDOWS

# Of UTF-16's own marks those of UTF-32 begin with one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
_BINARY = "is not text but binary data"
# Control characters that no text has; tab, escape and what ends lines are left out.
_CONTROLS = r"\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
# What may have been a letter in another encoding.
_LETTER_LOST = re.compile(rf"[^\W\d_](?:[\x80-\x84\x86-\x9f]|[{_CONTROLS}][^\W\d_])|[\x80-\x84\x86-\x9f][^\W\d_]")
# Punctuation of Windows-1252 read as Latin-1.
_PUNCTUATION = {code: WINDOWS[code] for code in range(0x91, 0x98)}
# One in ten is more than ever strayed into a text.
_MOST_CONTROLS = 10
# What Vietnamese text has none of, or little: signs that old encodings have for letters, and what was left decomposed.
_UNUSUAL = re.compile(f"[{_CONTROLS}¡-©¬-¯±´-¶¸-º¼-¿ÄÅÆÇËÎÏÐÑÖ-ØÛÜÞßäåæçëîïðñö-øûüþÿ\u0300-\u036f\u0700-\u07ff\ufffd]")
_DECOMPOSED = re.compile("[\u0300-\u034e\u0350-\u036f]")
# Latin, its marks, its letters with two marks, punctuation: what the other byte of UTF-16 is, but for a few signs.
_HIGH_BYTES = (0x00, 0x01, 0x03, 0x1E, 0x20)
_OF_UTF_16 = 0.95


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    """With what could be repaired repaired, otherwise untouched."""
    encoding: str
    """The encoding of the bytes, by a name for people; empty for what was text already."""
    repairs: tuple[str, ...] = ()
    """What was repaired, and what may have to be: a phrase for people each."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of how it was read; nothing of what is just UTF-8."""
        return self.repairs if self.encoding in ("", "UTF-8") else (f"read as {self.encoding}", *self.repairs)


def decode(data: bytes) -> Decoded:
    r"""The text in these bytes.

    Raises ValueError, saying why, where they are not text or it can't be told in which encoding they are.

    >>> decode("Đảng".encode("utf-8-sig"))
    Decoded(text='Đảng', encoding='UTF-8', repairs=())
    >>> decode("Đảng bộ tỉnh họp đại hội".encode("utf-16")).encoding
    'UTF-16 LE'
    >>> decode(b"\xa7\xb6ng b\xe9 t\xd8nh h\xe4p \xae\xb9i h\xe9i")
    Decoded(text='Đảng bộ tỉnh họp đại hội', encoding='TCVN3', repairs=())
    >>> decode(bytes([0x89, 0x50, 0x4E, 0x47, 0x00]))
    Traceback (most recent call last):
    ValueError: is not text but binary data
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _repaired(_strictly(data[len(mark) :], codec, name), name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _in_old_encoding(data, f"is not in UTF-8 (byte {error.start + 1})")
    if "\0" in text:
        return _without_mark(data)
    return _repaired(text, "UTF-8")


def repaired(text: str) -> Decoded:
    r"""A text that was decoded elsewhere, repaired where it was decoded wrongly. Raises ValueError as `decode` does.

    >>> repaired("§¶ng bé tØnh häp ®¹i héi")
    Decoded(text='Đảng bộ tỉnh họp đại hội', encoding='', repairs=('TCVN3 that had been read as Latin-1, repaired',))
    >>> repaired("Ä\x90áº£ng bá»\x99")
    Decoded(text='Đảng bộ', encoding='', repairs=('UTF-8 that had been read as Latin-1, repaired',))
    """
    return _repaired(text, "")


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise ValueError(f"begins like {name} but is not in it (byte {error.start + 1} behind the mark)") from None


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 without a byte order mark: every other byte is one of the few that Vietnamese has there."""
    if len(data) % 2 == 0:
        for first, codec, name in ((1, "utf-16-le", "UTF-16 LE"), (0, "utf-16-be", "UTF-16 BE")):
            high = data[first::2]
            usual = sum(map(high.count, _HIGH_BYTES))
            if usual >= _OF_UTF_16 * len(high) and not data[1 - first :: 2].count(0):
                with suppress(UnicodeDecodeError):
                    return _repaired(data.decode(codec), name)
    raise ValueError(_BINARY)


def _in_old_encoding(data: bytes, why_not: str) -> Decoded:
    if b"\0" in data:
        return _without_mark(data)
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if broken <= sum(not sign.isascii() for sign in lenient) - broken:
        raise ValueError(f"{why_not}, though most of it is")
    best, rivals = decide(data)
    if not best:
        raise ValueError(f"{why_not}; {may_be(rivals)}" if rivals else why_not)
    odd = odd_line(best.text)
    if odd:
        raise ValueError(f"{why_not}; reads as {best.name}, but not line {odd}")
    return _without_controls(Decoded(best.text, best.name))


def _repaired(text: str, encoding: str) -> Decoded:
    """The text with what can be repaired repaired. Costs one search where there is nothing."""
    if not _UNUSUAL.search(text):
        return Decoded(text, encoding)
    if "\0" in text:
        raise ValueError(_BINARY)
    if BY_CHANCE.search(text):
        raise ValueError("is in UTF-8 only by chance: it has letters of Syria and Mali in words of Latin ones")
    text, repairs = _mended(text)
    return _without_controls(Decoded(text, encoding, tuple(repairs)))


def _mended(text: str) -> tuple[str, list[str]]:
    """A text that was read as Latin-1 and is something else, as a whole or on some lines, and phrases that say so."""
    # First as a whole: bytes of other encodings look like UTF-8 here and there.
    best, _ = _decided(text)
    repairs: list[str] = []
    if not best:
        text, repairs = _from_utf_8(text)
        best, rivals = _decided(text)
        if rivals and not best:
            raise ValueError(f"{may_be(rivals)} that was read as Latin-1")
    if best:
        return best.text, [*repairs, f"{best.name} that had been read as Latin-1, repaired"]
    text, by_line = _line_by_line(text)
    return text, [*repairs, *by_line]


def _decided(text: str) -> tuple[Candidate | None, list[Candidate]]:
    """As `decide`, for all of a text; neither winner nor rivals where it is no matter of the whole."""
    data = as_bytes(text)
    best, rivals = decide(data, text) if data is not None else (None, [])
    return (None, []) if best and odd_line(best.text) else (best, rivals)


def _from_utf_8(text: str) -> tuple[str, list[str]]:
    better, times, lost = from_utf_8(text)
    repairs: list[str] = []
    if times:
        often = f", {times} times over" if times > 1 else ""
        repairs.append(f"UTF-8 that had been read as Latin-1{often}, repaired")
    if lost:
        if 2 * len(lost) >= sum(not line.isascii() for line in text.split("\n")):
            raise ValueError(f"is UTF-8 that was read as Latin-1 and has lost letters by it (line {lost[0]})")
        repairs.append(f"{_lines(lost)} may be UTF-8 that was read as Latin-1 and has lost letters, left as it is")
    return better, repairs


def _line_by_line(text: str) -> tuple[str, list[str]]:
    lines = text.split("\n")
    mended: dict[str, list[int]] = {}
    doubtful: dict[int, list[Candidate]] = {}
    for number, line in enumerate(lines):
        data = as_bytes(line) if _UNUSUAL.search(line) else None
        best, rivals = decide(data, line) if data is not None else (None, [])
        if best:
            lines[number] = best.text
            mended.setdefault(best.name, []).append(number + 1)
        elif rivals:
            doubtful[number] = rivals
    left: dict[str, list[int]] = {}
    for number, rivals in doubtful.items():
        # What lies beside lines that are surely in one encoding, and reads well in it, is in it too.
        likely = next((each for each in rivals if [*mended] == [each.name] and not each.tally.bad), None)
        if likely:
            lines[number] = likely.text
            mended[likely.name].append(number + 1)
        else:
            left.setdefault(may_be(rivals), []).append(number + 1)
    return "\n".join(lines), [
        *(f"{name} that had been read as Latin-1, repaired on {_lines(sorted(at))}" for name, at in mended.items()),
        *(f"{_lines(at)} {guess}, left as it is" for guess, at in left.items()),
    ]


def _lines(numbers: Sequence[int]) -> str:
    return f"line {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} lines from line {numbers[0]} on"


def _without_controls(decoded: Decoded) -> Decoded:
    """Without the control characters that strayed into it. Raises ValueError where they are too many for a text."""
    if _LETTER_LOST.search(decoded.text) and not decoded.text.isascii() and as_bytes(decoded.text):
        # None of its letters is only Vietnamese: it may be in an encoding that has letters for these.
        raise ValueError("was decoded wrongly: it has control characters in its words")
    repairs = list(decoded.repairs)
    punctuated = decoded.text.translate(_PUNCTUATION)
    if punctuated != decoded.text:
        repairs.append("punctuation of Windows-1252 that had been read as Latin-1, repaired")
    text, removed = _CONTROL.subn("", punctuated)
    if removed:
        if removed * _MOST_CONTROLS > len(decoded.text):
            raise ValueError(_BINARY)
        repairs.append(f"{_count(removed, 'control character')}, removed")
    if _DECOMPOSED.search(text):
        repairs.append("decomposed letters, composed")
    lost = text.count("\ufffd")
    if lost:
        repairs.append(f"{_count(lost, 'letter')} lost before it came here (\ufffd)")
    return Decoded(text, decoded.encoding, tuple(repairs))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
