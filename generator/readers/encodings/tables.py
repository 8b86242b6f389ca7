"""The encodings Vietnamese was written in before Unicode, as tables: bytes to text in NFC."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from itertools import product

from generator.invisible import composed
from generator.readers.encodings.syllables import may_be_word

# All from 0x80 on.
# TCVN 5712:1993 (VN1), as in glibc's charmap TCVN5712-1, of which TCVN3 is the part that fonts had; without the
# combining marks of 0xB0 to 0xB4, where fonts have the signs of Latin-1.
_TCVN = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẰ°±²³´àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN_CONTROLS = dict(zip((1, 2, 4, 5, 6, *range(0x11, 0x18)), "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
# RFC 1456.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_CONTROLS = dict(zip((0x02, 0x05, 0x06, 0x14, 0x19, 0x1E), "ẲẴẪỶỸỴ", strict=True))
# VPS, of the Vietnamese Professionals Society, as in Encode::VN's x-viet-vps.ucm.
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũư\xddẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_VPS_CONTROLS = dict(zip((*range(0x02, 0x07), *range(0x10, 0x16), 0x19, 0x1C, 0x1D), "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))
# VNI's fonts for Windows: a vowel, and behind it a letter of Latin-1 that is drawn as its marks. Those of ô and ơ, u
# and ư, y are the tones; letters that Latin-1 has no room for with i and y stand alone.
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_MARKS = {
    "a": _VNI_TONES
    | dict(zip("âáàåãä", ("\u0302" + tone for tone in ("", *_VNI_TONES.values())), strict=True))
    | dict(zip("êéèúüë", ("\u0306" + tone for tone in ("", *_VNI_TONES.values())), strict=True)),
    "e": _VNI_TONES | dict(zip("âáàåãä", ("\u0302" + tone for tone in ("", *_VNI_TONES.values())), strict=True)),
    "o": _VNI_TONES | dict(zip("âáàåãä", ("\u0302" + tone for tone in ("", *_VNI_TONES.values())), strict=True)),
    "u": _VNI_TONES,
    "y": _VNI_TONES,
    "ô": _VNI_TONES,
    "ö": _VNI_TONES,
}
_VNI_ALONE = dict(zip("ñæóòîôöÑÆÓÒÎÔÖ", "đỉĩịỵơưĐỈĨỊỴƠƯ", strict=True))


def _vni() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for vowel, marks in _VNI_MARKS.items():
        for mark, accents in marks.items():
            letter = unicodedata.normalize("NFC", _VNI_ALONE.get(vowel, vowel) + accents)
            # The vowel says whether it is a capital; its mark is typed either way.
            pairs |= {vowel + each: letter for each in (mark, mark.upper())}
            pairs |= {vowel.upper() + each: letter.upper() for each in (mark, mark.upper())}
    return pairs


_VNI = _vni()
_VNI_SIGN = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))


def _windows(code: int) -> str:
    """A byte in Windows-1252; where it has none, the control character of Latin-1, as browsers have it."""
    try:
        return bytes((code,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


WINDOWS = "".join(map(_windows, range(256)))
"""The signs of Windows-1252 by their code, all 256."""


def _table(upper: str, controls: dict[int, str] | None = None) -> str:
    signs = [*WINDOWS[: 256 - len(upper)], *upper]
    for code, letter in (controls or {}).items():
        signs[code] = letter
    return "".join(signs)


TABLES = {
    "TCVN3": _table(_TCVN, _TCVN_CONTROLS),
    "VISCII": _table(_VISCII, _VISCII_CONTROLS),
    "VPS": _table(_VPS, _VPS_CONTROLS),
}
"""What each of the 256 bytes is, where none has to do with its neighbours."""
# Between ASCII's spaces and punctuation: Latin-1's own are letters elsewhere.
_UNSPACED = re.compile(r"[^\t\n\r !-/:-@\[-`{-~]+")
# Where the standards have capitals, Windows has punctuation, and its fonts for these encodings had that too.
_EITHER = re.compile(r"[\x01-\x08\x0e-\x1b\x80-\x9f]")
_EDGE = re.compile(f"{_EITHER.pattern}{{1,3}}")
_SIGNS = {code: sign for code, sign in enumerate(WINDOWS[:0xA0]) if not sign.isascii() and not sign.isalpha()}
# Where a capital may stand by itself: at the beginning of a sentence, or amid capitals.
_BEFORE_LONE = re.compile(r"(?:\A|[.!?:\n]|[A-Z]{2})[ \"(]*\Z")
_LOOK_BACK = 12


def _charmap(table: str) -> Callable[[bytes], str]:
    letters = dict(enumerate(table))
    with_signs = letters | _SIGNS

    def decoder(data: bytes) -> str:
        text = data.decode("latin-1")
        if _EITHER.search(text):
            return _UNSPACED.sub(lambda word: _letters_or_signs(word, letters, with_signs), text)
        return text.translate(letters)

    return decoder


def _letters_or_signs(word: re.Match[str], letters: dict[int, str], with_signs: dict[int, str]) -> str:
    """A word whose capitals may be punctuation: as it is one, bare or within punctuation; else as its case allows."""
    written = word[0]
    as_letters, as_signs = written.translate(letters), written.translate(with_signs)
    if as_letters == as_signs:
        return as_letters
    if len(written) == 1:
        before = word.string[max(0, word.start() - _LOOK_BACK) : word.start()]
        return as_letters if may_be_word(as_letters) and _BEFORE_LONE.search(before) else as_signs
    left, right = (len(edge[0]) if (edge := _EDGE.match(each)) else 0 for each in (written, written[::-1]))
    for first, last in sorted(product(range(left + 1), range(right + 1)), key=sum):
        end = len(written) - last
        if may_be_word(as_letters[first:end]):
            return as_signs[:first] + as_letters[first:end] + as_signs[end:]
    has_case = as_letters.islower() or as_letters.isupper() or as_letters.istitle()
    return as_letters if has_case else as_signs


def _from_vni(data: bytes) -> str:
    return _VNI_SIGN.sub(lambda sign: _VNI[sign[0]], codecs.charmap_decode(data, "strict", WINDOWS)[0])


def _from_windows_1258(data: bytes) -> str:
    return composed(data.decode("cp1258"))


OLD_ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "Windows-1258": _from_windows_1258,
    **{name: _charmap(table) for name, table in TABLES.items()},
    "VNI": _from_vni,
}
"""By name, what turns bytes into text; Windows-1258 raises UnicodeDecodeError for bytes it has no sign for."""
