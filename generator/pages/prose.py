"""Which stretches of an article's Markdown are plain prose, where a link or a mark may be put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]


# Which lines are prose. When in doubt a line is not: a missing link is forgiven, a broken text is not.

# Quotes and lists within each other. The counts are bounded, or a line of nothing but `> > >` would be tried in all
# ways; possessive quantifiers would do, but are broken in Python up to 3.11.4.
_PREFIX = r"(?:[ ]{0,3}>){0,9}[ ]?(?:[ ]{0,3}(?:[-+*]|\d{1,9}[.)])[ ]){0,9}"
_FENCE = re.compile(r"```|~~~")
_NO_PROSE = re.compile(
    _PREFIX + r"(?:[ ]{0,3}#|[ ]{4}|[ ]{0,3}\t|[ ]{0,3}\*?\[[^\]]*\]:)"  # heading, code, code, definition
)
_UNDERLINE = re.compile(_PREFIX + r"[ ]{0,3}(?:=+|-+)\s*")
_HTML = re.compile(r"[ ]{0,3}<(?:(?P<comment>!--)|[!?]|/?(?P<tag>[A-Za-z][\w-]*))")
_INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_VOID_TAGS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "input", "link", "meta", "param", "source", "track", "wbr"]
)


def paragraphs(body: str) -> Iterator[Span]:
    """The stretches between blank lines that are prose from end to end."""
    position = start = 0
    is_prose = True
    for line, is_prose_line in _lines(body):
        if line.strip():
            is_prose = is_prose and is_prose_line
        else:
            if is_prose and position > start:
                yield start, position
            start, is_prose = position + len(line), True
        position += len(line)
    if is_prose and position > start:
        yield start, position


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is prose."""
    # Where fenced code ends depends on the engine, and news hold none: nothing after the first fence is linked.
    is_fenced = False
    block: _HtmlBlock | None = None
    for line in re.findall(r"[^\n]+\n?|\n", body):
        is_blank = not line.strip()
        is_fenced = is_fenced or bool(_FENCE.search(line))
        if is_fenced:
            yield line, False
        elif block:
            block = block.after(line)
            if is_blank and block.is_closed:
                block = None
            yield line, False
        elif html := _html_block(line):
            block = html.after(line)
            yield line, False
        else:
            # An underline makes a heading of what stands before it. Neither begins with a letter, as most lines do.
            yield line, line[0].isalpha() or not (is_blank or _NO_PROSE.match(line) or _UNDERLINE.fullmatch(line))


@dataclass(frozen=True)
class _HtmlBlock:
    """A stretch of raw HTML; it ends with the first blank line after its tag is closed."""

    tag: str
    depth: int = 0

    @property
    def is_closed(self) -> bool:
        return self.depth <= 0

    def after(self, line: str) -> "_HtmlBlock":
        """The state after one more line."""
        if self.tag == "!--":
            return _HtmlBlock(
                self.tag, int(line.rfind("<!--") > line.rfind("-->") or (self.depth > 0 and "-->" not in line))
            )
        if not self.tag or self.tag in _VOID_TAGS:
            return self
        lower = line.lower()
        return _HtmlBlock(self.tag, self.depth + lower.count(f"<{self.tag}") - lower.count(f"</{self.tag}"))


def _html_block(line: str) -> _HtmlBlock | None:
    match = _HTML.match(line)
    if not match:
        return None
    tag = (match["comment"] or match["tag"] or "").lower()
    return None if tag in _INLINE_TAGS else _HtmlBlock(tag)


# Which stretches of a paragraph are closed to links.

# Each alternative begins with one sign, so that the engine passes over all other characters at once.
_TOKEN = re.compile(
    r"\\.|`|<(?:(?P<raw>(?i:a|code|kbd|button|script|style|pre|textarea))\b)?[^<>]*>|h(?i:ttps?)://\S+|H(?i:ttps?)://\S+"
    r"|\[|\]|\(|\)",
    re.DOTALL,
)


def closed_spans(paragraph: str) -> list[Span]:
    """Links, images, code, HTML tags and addresses, merged and in order."""
    closed: list[Span] = []
    brackets: list[int] = []
    parentheses: list[int] = []
    pair: dict[int, int] = {}
    # Where runs of backticks pair up depends on the engine: all between the first and the last is closed.
    if "`" in paragraph:
        closed.append((paragraph.index("`"), paragraph.rindex("`") + 1))
    labels: list[Span] = []
    lower = paragraph.lower()
    raw_end = 0
    for token in _TOKEN.finditer(paragraph):
        at = token.start()
        if token["raw"]:
            end = lower.find(f"</{token['raw'].lower()}", at) if at >= raw_end else raw_end
            raw_end = len(paragraph) if end < 0 else end
            closed.append((at, raw_end))
        elif token[0][0] in "<hH":
            closed.append(token.span())
        elif token[0] == "[":
            brackets.append(at)
        elif token[0] == "(":
            parentheses.append(at)
        elif token[0] == "]" and brackets:
            labels.append((brackets.pop(), at + 1))
        elif token[0] == ")" and parentheses:
            pair[parentheses.pop()] = at + 1
    for start, end in labels:
        follows = paragraph[end : end + 1]
        # A link's address that seems not to end may end where only the engine knows.
        closed.append((start, pair.get(end, len(paragraph)) if follows == "(" else end))
    return _merged(closed)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
