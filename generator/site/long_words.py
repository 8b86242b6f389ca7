"""Words of thousands of letters: no text has them, but without places to break a browser takes minutes over them."""

import re

# Of 200,000 letters in one word Chromium lays out a page in 58 s; with a break after every thousand in 2 s.
_LONGEST = 1000
_WINDOW = _LONGEST // 2
_SPACE = re.compile(r"[\s<>]")
_PIECE = re.compile(r"<[^<>]*>|[^\s<>]+")
_PART = re.compile(rf"(?:[^&]|&[^;&]{{1,31}};|&){{1,{_LONGEST}}}")


def with_breaks(content: str) -> str:
    """HTML in which a word of more than a thousand letters may break; tags and characters' names stay whole.

    >>> with_breaks("<p>Một <b>hai</b></p>")
    '<p>Một <b>hai</b></p>'
    >>> with_breaks(f"<p>{'x' * 2500} hai</p>").replace("x" * 500, "X")
    '<p>XX<wbr>XX<wbr>X<wbr> hai</p>'
    """
    # A longer word fills one of the windows: most pages take no closer look.
    if all(_SPACE.search(content, start, start + _WINDOW) for start in range(0, len(content), _WINDOW)):
        return content
    return _PIECE.sub(_broken, content)


def _broken(piece: re.Match[str]) -> str:
    text = piece[0]
    return text if len(text) <= _LONGEST or text.startswith("<") else _PART.sub(r"\g<0><wbr>", text)
