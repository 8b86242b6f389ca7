"""Characters that show nothing: they break every comparison, and some turn the text around them round."""

import re
import unicodedata

# Unicode's Default_Ignorable_Code_Point (zero-width spaces and joiners, direction marks, soft hyphens, fillers, tags),
# but for variation selectors, which choose how a sign looks; control characters but for white space; noncharacters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff]"
)
# What Python takes for printable among them.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"


# More signs that are no letters in a row: so many marks on one letter are never meant (Unicode's Stream-Safe Text
# Format, UAX #15, allows for 30), and to put them in order takes Python the square of their number.
_MOST_MARKS = 30
_PILE = re.compile(rf"[^\w\s]{{{_MOST_MARKS},}}")


def composed(text: str) -> str:
    r"""A text in NFC; of more marks on one letter than anyone can mean only the first thirty.

    >>> composed("Đa\u0309ng"), len(composed("a" + "\u0323\u0301" * 1000))
    ('Đảng', 30)
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _PILE.sub(lambda signs: _with_few_marks(signs[0]), text))


def _with_few_marks(signs: str) -> str:
    kept: list[str] = []
    marks = 0
    for sign in signs:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def one_line(text: str) -> str:
    r"""A text as it stands on one line: composed (NFC), without what shows nothing, its white space as single spaces.

    >>> one_line(" Ủy\xa0viên\u200b\n hai \u202etừ\u202c ")
    'Ủy viên hai từ'
    """
    line = composed(text)
    # What shows nothing is not printable, in Python's sense, nor is white space but the space: most lines have none.
    if line.isprintable() and not any(filler in line for filler in _FILLERS):
        return " ".join(line.split()) if "  " in line else line.strip()
    # It may have stood between a letter and its mark.
    return " ".join(composed(without_invisible(text)).split())


def without_invisible(text: str) -> str:
    r"""A text without what shows nothing; white space stays.

    >>> without_invisible("a\u202eb\n")
    'ab\n'
    """
    return _INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    r"""Whether there is something in a text that shows nothing.

    >>> has_invisible("a\u200bb"), has_invisible("a b")
    (True, False)
    """
    return _INVISIBLE.search(text) is not None


def escaped(text: str) -> str:
    r"""A text on one line that shows what else shows nothing, for a name on the terminal.

    >>> print(escaped("a\u202etxt.b"))
    a\u202etxt.b
    """
    shown = _INVISIBLE.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)
    return shown.replace("\n", "\\n")
