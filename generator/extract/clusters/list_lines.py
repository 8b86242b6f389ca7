"""Lists of members in lines of their own: "Cụm gồm các đơn vị:", "- Sở Nội vụ", "- Sở Tư pháp"."""

import re
from collections.abc import Sequence
from itertools import takewhile

from generator.extract.clusters.items import begins_item, read_item
from generator.extract.facts import Sentence
from generator.patterns import later

_ANNOUNCES = later(r"\b(?:cụm|khối|thành viên)\b", re.IGNORECASE)
_BULLET = later(r"(?:[-–+*•]\s*|\d{1,2}[.)]\s+|[a-zđ][.)]\s+)(?=\S)")
_NUMBER_ONLY = later(r"\d{1,2}[.)]")
LINE = "\n"
_CLUSTER_LINE = later(r"(?:cụm|khối)\s+(?:thi\s+đua|số)", re.IGNORECASE)
_MOST_LINES = 40
_LONGEST_LINE = 120


def with_list_lines(every: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, those that announce a list of members joined with its lines: "Cụm gồm:", "- Sơn La", "- Lai Châu".

    The lines stay where they are, too; `LINE` parts them from the words that announce them.
    """
    joined = list(every)
    for position, sentence in enumerate(every):
        if sentence.text.endswith(":") and _ANNOUNCES.search(sentence.text):
            following = _with_numbers(every[position + 1 : position + 1 + _MOST_LINES])
            lines = list(takewhile(_is_list_line, following))
            if not lines:
                bare = list(takewhile(_is_bare_line, following))
                lines = bare if len(bare) > 2 else []
            if len(lines) > 1:
                items = (_BULLET.sub("", line.text, count=1).rstrip(" ;,.") for line in lines)
                joined[position] = sentence._replace(text=f"{sentence.text}{LINE}{f'; {LINE}'.join(items)}")
    return joined


def _with_numbers(every: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, a number that stands alone ("1.") joined with what follows it on its line."""
    joined: list[Sentence] = []
    for sentence in every:
        if joined and joined[-1].line == sentence.line and _NUMBER_ONLY.fullmatch(joined[-1].text):
            joined[-1] = sentence._replace(text=f"{joined[-1].text} {sentence.text}")
        else:
            joined.append(sentence)
    return joined


def _is_bare_line(sentence: Sentence) -> bool:
    """A line that is one unit or place and nothing else."""
    text = sentence.text.rstrip(" ;,.")
    item, whole = read_item(text) if len(text) <= _LONGEST_LINE and text[:1].isupper() else (None, False)
    return bool(item and item.known and whole and begins_item(text, 0)) and not _CLUSTER_LINE.search(text)


def _is_list_line(sentence: Sentence) -> bool:
    return (
        bool(_BULLET.match(sentence.text))
        and len(sentence.text) <= _LONGEST_LINE
        and not _CLUSTER_LINE.search(sentence.text)
    )
