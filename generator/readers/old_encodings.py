"""The encodings Vietnamese was written in before Unicode, as tables: bytes to text in NFC."""

import codecs
import re
import unicodedata
from collections.abc import Callable

# Both from 0x80, or 0xA0, on. What neither standard nor table has stands as in Windows-1252, or Latin-1.
# TCVN 5712:1993 (VN1), as in glibc's charmap TCVN5712-1; without the combining marks of 0xB0 to 0xB4.
_TCVN_CAPITALS = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_TCVN = "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ°±²³´àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TCVN_CONTROLS = dict(zip((1, 2, 4, 5, 6, *range(0x11, 0x18)), "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
# RFC 1456.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_CONTROLS = dict(zip((0x02, 0x05, 0x06, 0x14, 0x19, 0x1E), "ẲẴẪỶỸỴ", strict=True))
# VPS, of the Vietnamese Professionals Society, as in Encode::VN's x-viet-vps.ucm.
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ\x91\x92ỀỂỄỐỒỔỖýỷỵỚỜỞ\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
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


_TCVN3 = _table(_TCVN)
_VN1 = _table(_TCVN_CAPITALS + _TCVN, _TCVN_CONTROLS)
_VISCII_TABLE = _table(_VISCII, _VISCII_CONTROLS)
_VPS_TABLE = _table(_VPS, _VPS_CONTROLS)


def _charmap(table: str) -> Callable[[bytes], str]:
    return lambda data: codecs.charmap_decode(data, "strict", table)[0]


def _from_vni(data: bytes) -> str:
    return _VNI_SIGN.sub(lambda sign: _VNI[sign[0]], codecs.charmap_decode(data, "strict", WINDOWS)[0])


def _from_windows_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258"))


OLD_ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "Windows-1258": _from_windows_1258,
    "TCVN3": _charmap(_TCVN3),
    "TCVN 5712 (VN1)": _charmap(_VN1),
    "VISCII": _charmap(_VISCII_TABLE),
    "VPS": _charmap(_VPS_TABLE),
    "VNI": _from_vni,
}
"""By name, what turns bytes into text; Windows-1258 raises UnicodeDecodeError for bytes it has no sign for.

TCVN3 is VN1 as the fonts for Windows had it: with the punctuation of Windows-1252.
"""
