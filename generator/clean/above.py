"""Other articles that a page shows above its own: their headlines, dates and teasers."""

from collections.abc import Sequence
from itertools import accumulate

from generator.clean.lines import Line
from generator.clean.parts import Doubt, Removed

# The article has this many times the words of all that stands above it.
_MUCH_MORE = 2
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 40
# Farther down no page's own headline stands.
_LONGEST_HEAD = 60


def others_above(lines: Sequence[Line]) -> int:
    """How many lines at the beginning belong to other articles; 0 for most texts.

    They end where, below sentences, a headline stands right above a stamp, most of the text below it. A bare date is
    a stamp here only where a section or a button stands above the headline: the article may have dates of its own.
    """
    # A colon announces what stands below: "CỤM THI ĐUA SỐ 7:" opens a headline in two lines.
    first = next(
        (n for n, item in enumerate(lines) if item.reading.is_prose and not item.text.endswith(":")), len(lines)
    )
    places = [n for n in range(first + 1, min(len(lines) - 1, _LONGEST_HEAD)) if _has_stamp_below(lines, n)]
    if not places:
        return 0
    words = list(accumulate((item.reading.words if item.reading.is_prose else 0) for item in lines))
    return max((n for n in places if words[n] * _MUCH_MORE <= words[-1] - words[n]), default=0)


def _has_stamp_below(lines: Sequence[Line], index: int) -> bool:
    stamp = lines[index + 1].reading.stamp
    headline, above = lines[index].reading, lines[index - 1].reading
    return (
        stamp is not None
        and not headline.ends
        and not headline.rule
        and _SHORTEST_TITLE <= headline.words <= _LONGEST_TITLE
        and headline.text[0].isupper()
        and (stamp.sure or above.rule is not None or above.is_section)
    )


def take_above(lines: Sequence[Line]) -> tuple[list[Line], list[Removed], list[Doubt]]:
    """Of the lines of other articles: sentences stay, in doubt, unless a list's heading announces them."""
    kept: list[Line] = []
    removed: list[Removed] = []
    doubts: list[Doubt] = []
    listed = False
    for item in lines:
        listed |= item.reading.rule is not None and item.reading.rule.place == "list"
        if item.reading.is_prose and not listed:
            kept.append(item)
            doubts.append(Doubt(item.number, item.text, "stands above the headline"))
        else:
            rule = item.reading.rule.name if item.reading.rule else "related-list" if listed else "above-title"
            removed.append(Removed(item.original, item.number, rule))
    return kept, removed, doubts
