"""Inputs that are large or deep in one way, and the worst that the patterns of a reader may meet."""

from collections.abc import Iterator

from bad_inputs.model import BadInput, article

_LONG = 200_000
_DEEP = 5_000
# Runs that make a pattern with two ways to read them try all: each at a length where squares would be felt.
_RUNS = {
    "spaces": " ",
    "tabs": "\t",
    "no-breaks": "\u00a0",
    "dots": ".",
    "dashes": "-",
    "commas": ", ",
    "digits": "9",
    "digit-dots": "1.",
    "dates": "1/2/",
    "day-words": "ngày 1 tháng ",
    "capitals": "Á ",
    "name-parts": "Nguyễn ",
    "roles": "Bí thư, ",
    "and": "và ",
    "brackets": "(",
    "quotes": "“",
    "straight-quotes": '"',
    "less-than": "<",
    "tags": "<a ",
    "ampersands": "&",
    "entities": "&#",
    "backslashes": "\\",
    "square": "[",
    "links": "[a](",
    "images": "![",
    "pipes": "|",
    "ticks": "`",
    "stars": "*",
    "underlines": "_a",
    "tildes": "~",
    "equals": "=",
    "braces": "{",
    "at": "a@",
    "scheme": "http://",
    "host": "a.",
    "percent": "1% ",
    "clusters": "Cụm thi đua số ",
    "documents": "Chỉ thị số 1-CT/",
    "provinces": "Sơn La, ",
    "combining": "\u0301",
    "source": "Nguồn: ",
    "photo": "Ảnh: ",
}


def runs() -> Iterator[BadInput]:
    """One sign or word again and again, with an end that disappoints."""
    for name, unit in _RUNS.items():
        yield article(f"run-{name}", unit * (6_000 // len(unit)) + "!", title=f"Hội nghị {name}")


def sizes() -> Iterator[BadInput]:
    """A line, many lines, many paragraphs, deep nesting."""
    yield article("size-line", "chữ " * (_LONG // 4))
    yield article("size-word", "a" * _LONG)
    yield article("size-title", title="Hội nghị " + "rất dài " * 4_000)
    yield article("size-blank-lines", "\n" * 1_000_000)
    yield article("size-spaces", " " * 1_000_000 + "x")
    yield article("size-paragraphs", *(f"Đoạn {number}." for number in range(3_000)))
    yield article("size-lines", "\n".join("a" for _ in range(30_000)))
    for name, sign in (("quotes", "> "), ("brackets", "["), ("parentheses", "("), ("lists", "- "), ("braces", "{{")):
        yield article(f"deep-{name}", sign * (_DEEP // len(sign)) + "x")
    yield article("deep-html", "<div>" * 2_000 + "x" + "</div>" * 2_000)
    yield article("deep-list", "\n".join("  " * depth + "- x" for depth in range(300)))
    yield article(
        "many-names", " ".join(f"Đồng chí Nguyễn Văn A{number}, Bí thư xã {number}." for number in range(400))
    )
    yield article("many-dates", " ".join(f"Ngày {1 + number % 28}/5/2024 họp." for number in range(1_000)))
