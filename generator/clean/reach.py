"""What a pattern tells before it is tried: how matches begin, how long they get. It spares lines most rules."""

import re
from dataclasses import dataclass

_QUANTIFIER = re.compile(r"[?*+]|\{(?P<least>\d*),?(?P<most>\d*)\}")
# A class that is turned round, has a range or an escape.
_UNCLEAR = re.compile(r"^\^|.-.|\\")
_SPECIAL = frozenset(".[\\^$(|)?*+{")
_DIGITS = frozenset("0123456789")
_ENDLESS = 1_000_000


@dataclass(frozen=True)
class Reach:
    """What every match of a pattern has in common."""

    openings: frozenset[str] | None
    """One or two characters: what each begins with; None where it may begin with any, or the form isn't understood."""
    longest: int
    """How many characters it has at most."""
    needs: frozenset[str] = frozenset()
    """Signs that each has somewhere; DIGIT for any digit."""


DIGIT = "0"
"""Stands for any digit among the signs a match needs."""
_ANYTHING, _NOTHING = Reach(None, 1), Reach(frozenset(), 0)


def reach(pattern: str, depth: int = 2) -> Reach:
    r"""The reach of a pattern. depth: how many characters of the beginning are wanted, 1 or 2.

    Understood are plain characters, escaped signs, ASCII digits, classes, groups without a name, looking ahead and
    behind (which only narrows), and how often a part may come.

    >>> sorted(reach("(?:xem )?(?:thêm|đọc)").openings), reach("(?:xem )?(?:thêm|đọc)").longest
    (['th', 'xe', 'đọ'], 8)
    >>> sorted(reach(r"(?:« )?[.,]?\d{1,3} lượt(?!\w)").openings)[-2:], reach(r"(?:« )?[.,]?\d{1,3} lượt(?!\w)").longest
    (['9', '« '], 11)
    >>> reach(".{0,9}tin").openings, reach("a?").openings, reach("[^.]").openings
    (None, None, None)
    >>> sorted(reach(r"[^.]{1,9}\d+ ?° ?c").needs), sorted(reach("(?:a:|b:c?)").needs)
    (['0', 'c', '°'], [':'])
    """
    branches = [_of_branch(branch, depth) for branch in _branches(pattern)]
    found: set[str] = set()
    for branch in branches:
        found |= branch.openings or frozenset()
    known = all(branch.openings is not None for branch in branches)
    needs = branches[0].needs.intersection(*(branch.needs for branch in branches[1:]))
    return Reach(frozenset(found) if known else None, max(branch.longest for branch in branches), needs)


def _of_branch(branch: str, depth: int) -> Reach:
    """The reach of a pattern without `|` at its top."""
    found: set[str] = set()
    needs: set[str] = set()
    begun, known = False, True
    place = longest = 0
    while place < len(branch):
        size, element = _element(branch, place, depth if not begun else 1)
        plain = size == 1 and element.openings is not None
        place += size
        least, most = 1, 1
        quantifier = _QUANTIFIER.match(branch, place)
        if quantifier:
            least, most = _how_often(quantifier)
            place = quantifier.end()
        longest += element.longest * most
        needs |= element.needs if least else frozenset()
        if not begun and element is not _NOTHING:
            known &= element.openings is not None
            first = element.openings or frozenset()
            following = _of_branch(branch[place:], 1).openings if depth > 1 and plain and not quantifier else None
            found |= {a + b for a in first for b in following} if following else first
            begun = least > 0
    return Reach(frozenset(found) if begun and known else None, longest, frozenset(needs))


def _how_often(quantifier: re.Match[str]) -> tuple[int, int]:
    if quantifier[0] in "?*+":
        return int(quantifier[0] == "+"), 1 if quantifier[0] == "?" else _ENDLESS
    least = int(quantifier["least"] or 0)
    most = int(quantifier["most"] or _ENDLESS) if "," in quantifier[0] else least
    return least, most


def _element(branch: str, place: int, depth: int) -> tuple[int, Reach]:
    """How long the pattern's next part is, without its quantifier, and its reach."""
    sign = branch[place]
    size = _size(branch, place)
    inner = branch[place + 1 : place + size - 1]
    if sign == "\\":
        return size, _escaped(branch[place + 1])
    if sign == "(":
        if inner.startswith("?:"):
            return size, reach(inner[2:], depth)
        return size, _NOTHING if inner.startswith(("?=", "?!", "?<")) else Reach(None, _ENDLESS)
    if sign == "[":
        signs = inner.replace("\\d", "")
        digits = _DIGITS if signs != inner else frozenset()
        return size, _ANYTHING if _UNCLEAR.search(signs) else Reach(frozenset(signs) | digits, 1)
    return size, _ANYTHING if sign in _SPECIAL else Reach(frozenset(sign), 1, frozenset(sign))


def _escaped(sign: str) -> Reach:
    if sign == "d":
        return Reach(_DIGITS, 1, frozenset(DIGIT))
    known = None if sign.isalnum() else frozenset(sign)
    return _NOTHING if sign in "bB" else Reach(known, 1, known or frozenset())


def _branches(pattern: str) -> list[str]:
    """The pattern taken apart at the `|` outside of groups."""
    parts, start, place = [], 0, 0
    while place < len(pattern):
        if pattern[place] == "|":
            parts.append(pattern[start:place])
            start = place + 1
        place += _size(pattern, place)
    return [*parts, pattern[start:]]


def _size(pattern: str, place: int) -> int:
    """How long the group or class is that begins here; 1 for a plain character, 2 for an escaped one."""
    if pattern[place] == "\\":
        return 2
    if pattern[place] == "[":
        end = place + 2
        while pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1 - place
    if pattern[place] != "(":
        return 1
    end = place + 1
    while pattern[end] != ")":
        end += _size(pattern, end)
    return end + 1 - place
