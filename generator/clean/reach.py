r"""What a pattern tells before it is tried: how its matches begin, what they hold, how long they get.

It spares lines most rules: a line that begins otherwise, holds none of the words or is longer can't match.
"""

import re
from itertools import product
from typing import NamedTuple

DEPTH = 4
"""How many characters of a beginning are told apart."""
_ENDLESS = 1_000_000
_MOST_WHOLE = 24
# Plain signs up to one that a quantifier stands behind; that one comes alone.
_PLAIN = re.compile(r"[^\\.\[(|)?*+{^$]+(?![?*+{])|[^\\.\[(|)?*+{^$]")
# The commonest group: some words.
_WORDS = re.compile(r"\(\?:(?P<words>[^\\.\[()?*+{^$]+)\)")
_SET = re.compile(r"\[(?P<signs>\^?\]?(?:[^\]\\]|\\.)*)\]")
_GROUP = re.compile(r"\((?:\?(?P<kind>:|<?[=!]))?")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(?P<least>\d{0,9})(?P<comma>,?)(?P<most>\d{0,9})\})\??")
# A set that is turned round, has a range or an escape other than that of a sign.
_UNCLEAR = re.compile(r"^\^|.-.|\\[\w\\]")
_DIGITS = frozenset("0123456789")


class Reach(NamedTuple):
    """What every match of a pattern has in common."""

    begins: frozenset[str]
    """Each match begins with one of these, DEPTH characters at most; with "" among them nothing is known."""
    longest: int
    """How many characters it has at most."""
    holds: frozenset[str] | None
    """Each match has one of these in it; None where that is not known."""
    whole: frozenset[str] | None = None
    """All matches, where they are few; None where they are not."""
    may_be_empty: bool = False
    """One match is empty, beside those that begin so."""


_NONE, _NO_SIGN = frozenset[str](), frozenset([""])
_SIGN = Reach(_NO_SIGN, 1, None)
_ANYTHING = Reach(_NO_SIGN, _ENDLESS, None)
_EMPTY = Reach(_NONE, 0, None, _NO_SIGN, may_be_empty=True)


def reach(pattern: str) -> Reach:
    r"""The reach of a pattern without flags, in one go from left to right.

    Understood are plain characters, escaped signs, digits, sets, groups without a name, looking ahead and behind (which
    only narrows), and how often a part may come; of anything else nothing is said.

    >>> found = reach("(?:xem )?(?:thêm|đọc)")
    >>> sorted(found.begins), found.longest, sorted(found.holds)
    (['thêm', 'xem ', 'đọc'], 8, ['thêm', 'xem thêm', 'xem đọc', 'đọc'])
    >>> found = reach(r"(?:« )?[.,]?\d{1,3} lượt(?!\w)")
    >>> sorted(found.begins)[:2], len(found.begins), found.longest, found.holds
    ([',0', ',1'], 60, 11, frozenset({' lượt'}))
    >>> sorted(reach(".{0,9}tin").begins), reach("[^.]").begins, reach("a?").begins
    (['', 'tin'], frozenset({''}), frozenset({'a'}))
    """
    found, place = _choice(pattern, 0)
    return found if place == len(pattern) else _ANYTHING


def _choice(pattern: str, place: int) -> tuple[Reach, int]:
    """The reach of what stands between `|`, and where it ends: at a `)` or the pattern's end."""
    branches: list[Reach] = []
    while True:
        branch, place = _sequence(pattern, place)
        branches.append(branch)
        if not pattern.startswith("|", place):
            return branch if len(branches) == 1 else _either(branches), place
        place += 1


def _either(branches: list[Reach]) -> Reach:
    begins, longest, holds, whole, may_be_empty = zip(*branches, strict=True)
    return Reach(_NONE.union(*begins), max(longest), _all_of(holds), _few(_all_of(whole)), any(may_be_empty))


def _all_of(sets: tuple[frozenset[str] | None, ...]) -> frozenset[str] | None:
    known = [each for each in sets if each is not None]
    return _NONE.union(*known) if len(known) == len(sets) else None


def _few(texts: frozenset[str] | None) -> frozenset[str] | None:
    return texts if texts is not None and len(texts) <= _MOST_WHOLE else None


def _sequence(pattern: str, place: int) -> tuple[Reach, int]:
    """The reach of parts in a row, up to a `|`, a `)` or the pattern's end."""
    begins, longest, may_be_empty = _NONE, 0, True
    # What may stand before the next part where all before it is known: since the beginning, since the last part of
    # which it is not.
    opening: frozenset[str] | None = _NO_SIGN
    run: frozenset[str] = _NO_SIGN
    held: list[frozenset[str]] = []
    all_known = True
    while place < len(pattern) and pattern[place] not in "|)":
        part, place = _part(pattern, place)
        longest += part.longest
        may_be_empty &= part.may_be_empty
        if opening is not None:
            begins, opening = _goes_on(begins, opening, part)
        joined = None
        if part.whole is not None:
            joined = _few(frozenset([a + b for a in run for b in part.whole])) if run != _NO_SIGN else part.whole
        if joined is None:
            all_known = False
            held += [each for each in (run, part.holds) if each]
        run = joined or part.whole or _NO_SIGN
    held.append(run)
    # The set whose shortest entry is longest is the rarest.
    holds = max(held, key=lambda each: min(map(len, each)))
    begins |= opening - _NO_SIGN if opening else _NONE
    return Reach(begins, longest, None if "" in holds else holds, run if all_known else None, may_be_empty), place


def _goes_on(
    begins: frozenset[str], opening: frozenset[str], part: Reach
) -> tuple[frozenset[str], frozenset[str] | None]:
    """The beginnings with the next part, and which of them are still short enough to be known by what follows."""
    joined = {a + b for a, b in product(opening, part.begins)}
    if part.whole is None:
        return begins | {each[:DEPTH] for each in joined}, opening if part.may_be_empty else None
    joined |= opening if part.may_be_empty else _NONE
    short = frozenset(each for each in joined if len(each) < DEPTH)
    return begins | {each[:DEPTH] for each in joined - short}, short or None


def _part(pattern: str, place: int) -> tuple[Reach, int]:
    """The reach of the pattern's next part with its quantifier, and where it ends."""
    plain = _PLAIN.match(pattern, place)
    words = _WORDS.match(pattern, place)
    if plain:
        part, place = _words(plain[0]), plain.end()
    elif words:
        part, place = _words(*words["words"].split("|")), words.end()
    elif pattern[place] == "(":
        part, place = _group(pattern, place)
    elif pattern[place] == "\\":
        part, place = _escaped(pattern[place + 1]), place + 2
    else:
        signs = _SET.match(pattern, place)
        if signs:
            part, place = _of_set(signs["signs"]), signs.end()
        else:
            part, place = _EMPTY if pattern[place] in "^$" else _SIGN if pattern[place] == "." else _ANYTHING, place + 1
    quantifier = _QUANTIFIER.match(pattern, place)
    return (_repeated(part, quantifier), quantifier.end()) if quantifier else (part, place)


def _repeated(part: Reach, quantifier: re.Match[str]) -> Reach:
    sign = quantifier[0][0]
    if sign in "?*+":
        least, most = int(sign == "+"), 1 if sign == "?" else _ENDLESS
    else:
        least = int(quantifier["least"] or 0)
        most = int(quantifier["most"] or _ENDLESS) if quantifier["comma"] else least
    whole = part.whole if most == 1 else None
    if least:
        return part._replace(longest=part.longest * most, whole=whole)
    return Reach(part.begins, part.longest * most, None, whole and whole | _NO_SIGN, may_be_empty=True)


def _words(*words: str) -> Reach:
    whole = frozenset(words)
    if "" in whole:
        return _either([_words(word) if word else _EMPTY for word in words])
    return Reach(frozenset([word[:DEPTH] for word in words]), max(map(len, words)), whole, _few(whole))


def _group(pattern: str, place: int) -> tuple[Reach, int]:
    group = _GROUP.match(pattern, place)
    inner, end = _choice(pattern, group.end() if group else place)
    kind = group and group["kind"]
    return (inner if kind == ":" else _EMPTY if kind else _ANYTHING), end + 1


def _escaped(sign: str) -> Reach:
    if sign == "d":
        return Reach(_DIGITS, 1, None)
    if sign in "bB":
        return _EMPTY
    return _words(sign) if not sign.isalnum() else _SIGN if sign in "wWsSD" else _ANYTHING


def _of_set(signs: str) -> Reach:
    bare = signs.replace("\\d", "")
    if _UNCLEAR.search(bare):
        return _SIGN
    found = frozenset(bare.replace("\\", "")) | (_DIGITS if bare != signs else frozenset())
    return Reach(found, 1, None, None if bare != signs else found)
