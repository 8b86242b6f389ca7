"""Plain text, in UTF-8 or any encoding that can be told for sure."""

from generator.readers.encodings import decode
from generator.readers.raw import Content
from generator.settings import USUAL_LIMITS, Limits


def read(data: bytes, _limits: Limits = USUAL_LIMITS) -> Content:
    """The text in these bytes. Raises ValueError, saying why, where they are not text.

    >>> read("Đảng".encode("utf-8-sig")).text
    'Đảng'
    >>> read("Đảng".encode("utf-16")).notes
    ('read as UTF-16 LE',)
    """
    decoded = decode(data)
    return Content(decoded.text, notes=decoded.notes)
