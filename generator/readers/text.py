"""Plain text: UTF-8 with or without a byte order mark, UTF-16 with one."""

import codecs
import re

from generator.readers.raw import Content
from generator.settings import USUAL_LIMITS, Limits

# Control characters that no text has; tab, line feed, form feed and carriage return are left out.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(data: bytes, _limits: Limits = USUAL_LIMITS) -> Content:
    """The text in these bytes. Raises ValueError, saying why, where they are not text.

    >>> read("Đảng".encode("utf-8-sig")).text
    'Đảng'
    >>> read(bytes([0x89, 0x50, 0x4E, 0x47, 0x00]))
    Traceback (most recent call last):
    ValueError: is not text but binary data
    """
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise ValueError("is not text but binary data") from None
        raise ValueError(f"is not in UTF-8 (byte {error.start + 1})") from None
    if _BINARY.search(text):
        raise ValueError("is not text but binary data")
    return Content(text)
