"""Numbers as the genre writes them: 1.513, 80,8, 06, sáu, II."""

import re

# One to twelve in words: what counts months and quarters; larger numbers in words are not read.
WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10}
_DIGITS = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?")


def vietnamese_number(text: str) -> int | float:
    """The value of a number with Vietnamese separators.

    >>> vietnamese_number("1.513"), vietnamese_number("80,8"), vietnamese_number("06")
    (1513, 80.8, 6)
    """
    match = _DIGITS.fullmatch(text)
    if not match:
        raise ValueError(f"not a number: {text}")
    whole = match["whole"].replace(".", "")
    return float(f"{whole}.{match['part']}") if match["part"] else int(whole)


def roman_number(text: str) -> int:
    """The value of a Roman numeral up to the thirties.

    >>> roman_number("II"), roman_number("IV"), roman_number("XIII")
    (2, 4, 13)
    """
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def small_number(text: str) -> int:
    """The value of a number in digits, in words up to ten, or Roman; 0 when it is none.

    >>> small_number("6"), small_number("sáu"), small_number("II"), small_number("nhiều")
    (6, 6, 2, 0)
    """
    if text.isdecimal():
        return int(text)
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    return roman_number(text) if re.fullmatch(r"[IVX]+", text) else 0
