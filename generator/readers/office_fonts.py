"""Text set in the fonts of TCVN3 and VNI, from before Unicode: the font's name says how its signs are to be read."""

from generator.readers.encodings.tables import OLD_ENCODINGS

# Fonts for symbols have their signs here, by their codes.
_SYMBOLS = 0xF000


class OldFonts:
    """Reads runs of text by their fonts, and remembers which encodings there were."""

    def __init__(self) -> None:
        self._read: dict[str, None] = {}

    def read(self, text: str, font: str) -> str:
        """The text in Unicode. A font of capitals (.VnTimeH) shows capitals.

        >>> OldFonts().read("Đảng", "Times New Roman"), OldFonts().read("Đảng", ".VnTime")
        ('Đảng', 'Đảng')
        """
        encoding = "TCVN3" if font.startswith(".Vn") else "VNI" if font.upper().startswith("VNI-") else ""
        if not encoding or (text.isascii() and not font.endswith("H")):
            return text
        data = _as_bytes(text)
        if data is None:
            # Typed in Unicode; Word shows such letters in another font.
            return text
        self._read[encoding] = None
        words = OLD_ENCODINGS[encoding](data)
        return words.upper() if encoding == "TCVN3" and font.endswith("H") else words

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of it."""
        return tuple(f"read as {name}, by its fonts" for name in self._read)


def _as_bytes(text: str) -> bytes | None:
    """The signs as bytes of Windows-1252; none where there are others."""
    found = bytearray()
    for sign in text:
        code = ord(sign)
        if code < 0x100 or _SYMBOLS <= code < _SYMBOLS + 0x100:
            found.append(code & 0xFF)
            continue
        try:
            found += sign.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(found)
