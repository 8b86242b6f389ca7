"""How much there is of something year by year, as upright bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawings.elements import element, in_line, percent, text
from generator.markup import SafeMarkdown

_HEIGHT = 96
_ABOVE = 18
_BELOW = 20
# On a phone a drawing has about so many pixels, a digit of its text 7.
_NARROW = 330
_DIGIT = 7.5
_WIDEST = 56


@dataclass(frozen=True)
class Bar:
    """One bar."""

    label: str
    """What stands below it: a year."""
    count: int
    """How high it is."""
    shown: str
    """The same as people write it: "1.513"."""


def bars(values: Sequence[Bar], title: str, name: str) -> SafeMarkdown:
    r"""Bars side by side; their heights are in proportion, from zero. Empty without any.

    title: says what is counted, for all readers. name: begins the ids of its elements, so that a page may have several.

    >>> drawn = bars([Bar("2023", 2, "2"), Bar("2024", 4, "4")], "Số bài theo năm", "bai")
    >>> drawn.count("<rect"), "\n\n" in drawn, "<desc id=\"bai-desc\">2023: 2; 2024: 4</desc>" in drawn
    (2, False, True)
    """
    if not values:
        return SafeMarkdown()
    slot = 100 / len(values)
    most = max(each.count for each in values) or 1
    has_room = max(len(each.shown) for each in values) * _DIGIT <= _NARROW / len(values)
    step = -(-len(values) * 36 // _NARROW)
    pieces = [
        element("title", in_line(title), id=f"{name}-title"),
        element(
            "desc", "; ".join(f"{in_line(each.label)}: {in_line(each.shown)}" for each in values), id=f"{name}-desc"
        ),
        element(
            "line", class_="ground", x1="0%", x2="100%", y1=_ABOVE + _HEIGHT, y2=_ABOVE + _HEIGHT, stroke="currentColor"
        ),
    ]
    for place, each in enumerate(values):
        middle = percent((place + 0.5) * slot)
        # What there is can be seen, however little beside the most.
        height = max(round(_HEIGHT * each.count / most), 2) if each.count else 0
        top = _ABOVE + _HEIGHT - height
        if height:
            pieces.append(
                element(
                    "rect",
                    x=percent((place + 0.15) * slot),
                    y=top,
                    width=percent(0.7 * slot),
                    height=height,
                    fill="currentColor",
                )
            )
        if each.count and (has_room or each.count == most):
            pieces.append(text(each.shown, class_="count", x=middle, y=top - 5, text_anchor="middle"))
        if place % step == 0:
            pieces.append(text(each.label, class_="year", x=middle, y=_ABOVE + _HEIGHT + 15, text_anchor="middle"))
    drawn = element(
        "svg",
        "\n".join(["", *pieces, ""]),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        width=len(values) * _WIDEST,
        height=_ABOVE + _HEIGHT + _BELOW,
        overflow="visible",
    )
    caption = element("figcaption", in_line(title))
    return SafeMarkdown(f'<figure class="drawing bars">\n{caption}\n{drawn}\n</figure>')
