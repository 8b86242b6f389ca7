"""Whether a regular expression can take more than linear time, and on what: from its structure, without running it.

A backtracking engine takes quadratic time where some word w leads from a place p of the pattern back to p, from p to a
loop q, and from q back to q, and what follows q may fail: on w again and again each p is tried with each length of q.
`search` begins anywhere, so its beginning is such a p. Where w leads from a place back to it in two ways, time doubles
with each w. This looks for these words in an automaton of the pattern (Weideman and others, "Analyzing matching time
behavior of backtracking regular expression matchers by using ambiguity of NFA", 2016).

Looking around for one character is taken as it is, for more as if nothing stood there: a pattern that only such a
look keeps from growing is found too. Repeats of more than `_MANY` count as endless; shorter ones are linear, if slow.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from re import _constants as sre  # type: ignore[attr-defined,unused-ignore]  # isort: skip  # what the parser gives
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]  # isort: skip

_MANY = 500
# Of a shorter repeat so many are laid out, one after the other.
_LAID_OUT = 6
_MOST_STEPS = 300_000
# A repeat with more places than this, as of a list of words, is looked at from its beginning only.
_LONG = 100
# Of all characters, those that patterns tell apart, beside those that they name.
_SAMPLE = "aeếđbAĐB05 \n\t\xa0_-.,;:!?()[]<>{}/'\"“”’*+|&#%@=\\~`^$😀\u0301\u200b\u2028"
Test = Callable[[str], bool]


class Growth(NamedTuple):
    """An input on which a pattern takes more than linear time: `before`, then `again` many times, then `after`."""

    kind: str
    """ "search", "quadratic" or "exponential"."""
    before: str
    again: str

    def text(self, length: int) -> str:
        """The input at about this length, with an end that nothing expects."""
        return self.before + self.again * (max(length - len(self.before), 1) // len(self.again)) + "\0"


class _Move(NamedTuple):
    """A character that may be read: all tests hold for it."""

    tests: tuple[Test, ...]
    to: int


@dataclass
class _Automaton:
    """States with moves over a character, and over nothing where a look at the neighbours allows it."""

    reads: dict[int, tuple[Test, int]] = field(default_factory=dict)
    empties: dict[int, list[tuple[str, Test | None, int]]] = field(default_factory=dict)
    sample: dict[str, None] = field(default_factory=lambda: dict.fromkeys(_SAMPLE))
    size: int = 0

    def state(self) -> int:
        self.size += 1
        return self.size

    def join(self, one: int, other: int, side: str = "", test: Test | None = None) -> None:
        self.empties.setdefault(one, []).append((side, test, other))


class _Builder:
    """Lays a parsed pattern out as an automaton."""

    def __init__(self, flags: int) -> None:
        self.automaton = _Automaton()
        self.flags = flags
        self.groups: dict[int, Any] = {}
        self.loops: list[tuple[int, range]] = []
        self.repeats: list[int] = []

    def sequence(self, items: Any, start: int, flags: int) -> int:
        for number, (operation, argument) in enumerate(items):
            # "a(?<!\\wa)" asks of the character before the a, and is quicker than asking first.
            following: tuple[Any, Any] = items[number + 1] if number + 1 < len(items) else (None, None)
            if operation in _ONE_SIGN and following[0] in (sre.ASSERT, sre.ASSERT_NOT) and _is_pair(following[1]):
                look = self.look([following[1][1][0]], flags, positive=following[0] is sre.ASSERT)
                end = self.automaton.state()
                self.automaton.join(start, end, "previous", look)
                start = end
            start = self.item(operation, argument, start, flags)
        return start

    def item(self, operation: Any, argument: Any, start: int, flags: int) -> int:
        automaton = self.automaton
        if operation in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            end = automaton.state()
            automaton.reads[start] = (self.test(operation, argument, flags), end)
            between = automaton.state()
            automaton.join(end, between)
            return between
        if operation is sre.BRANCH:
            end = automaton.state()
            for branch in argument[1]:
                begin = automaton.state()
                automaton.join(start, begin)
                automaton.join(self.sequence(branch, begin, flags), end)
            return end
        if operation is sre.SUBPATTERN:
            number, add, remove, items = argument
            self.groups[number] = items
            begin = automaton.state()
            automaton.join(start, begin)
            return self.sequence(items, begin, (flags | add) & ~remove)
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, repeated = argument
            return self.repeat(least, most, repeated, start, flags)
        if operation is sre.GROUPREF:
            return self.sequence(self.groups.get(argument, ()), start, flags)
        return self.look_around(operation, argument, start, flags)

    def look_around(self, operation: Any, argument: Any, start: int, flags: int) -> int:
        automaton = self.automaton
        end = automaton.state()
        if operation is sre.AT:
            for side, test in _position(argument, flags):
                middle = automaton.state()
                automaton.join(start, middle, side, test)
                start = middle
            automaton.join(start, end)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            direction, items = argument
            if direction > 0:
                # What is looked at is read, too, wherever the look is taken; from there nothing goes on.
                begin = automaton.state()
                automaton.join(start, begin)
                self.sequence(items, begin, flags)
            side = "next" if direction > 0 else "previous"
            automaton.join(start, end, side, self.look(items, flags, positive=operation is sre.ASSERT))
        elif operation is not sre.FAILURE:
            raise ValueError(f"not known: {operation}")
        return end

    def repeat(self, least: int, most: int, items: Any, start: int, flags: int) -> int:
        automaton = self.automaton
        for _ in range(min(least, _LAID_OUT)):
            begin = automaton.state()
            automaton.join(start, begin)
            start = self.sequence(items, begin, flags)
        if most > _MANY:
            loop, end, begin = automaton.state(), automaton.state(), automaton.state()
            automaton.join(start, loop)
            automaton.join(loop, end)
            automaton.join(loop, begin)
            automaton.join(self.sequence(items, begin, flags), loop)
            self.loops.append((loop, range(begin, automaton.size + 1)))
            return end
        end = automaton.state()
        automaton.join(start, end)
        if most > _LAID_OUT:
            self.repeats.append(start)
        for _ in range(min(most - least, _LAID_OUT)):
            begin = automaton.state()
            automaton.join(start, begin)
            start = self.sequence(items, begin, flags)
            automaton.join(start, end)
        return end

    def test(self, operation: Any, argument: Any, flags: int) -> Test:
        if operation is sre.ANY:
            return (lambda _: True) if flags & re.DOTALL else (lambda sign: sign != "\n")
        options = argument if operation is sre.IN else [(operation, argument)]
        self.name(options)
        negated = options[0][0] in (sre.NEGATE, sre.NOT_LITERAL)
        tests = [_one(kind, value, flags) for kind, value in options if kind is not sre.NEGATE]

        def ignoring_case(sign: str) -> bool:
            forms = {sign, sign.lower(), sign.upper()} if flags & re.IGNORECASE else (sign,)
            return any(test(form) for test in tests for form in forms if len(form) == 1) is not negated

        return ignoring_case

    def name(self, options: Any) -> None:
        for kind, value in options:
            if kind in (sre.LITERAL, sre.NOT_LITERAL):
                self.automaton.sample.setdefault(chr(value))
            elif kind is sre.RANGE:
                self.automaton.sample |= dict.fromkeys(map(chr, value))

    def look(self, items: Any, flags: int, *, positive: bool) -> Test | None:
        """A test of the one neighbour that is looked at; None where it is more, or nothing."""
        alternatives = items[0][1][1] if len(items) == 1 and items[0][0] is sre.BRANCH else [items]
        signs = [each[0] for each in alternatives if len(each) == 1 and each[0][0] in _ONE_SIGN]
        tests = [self.test(operation, argument, flags) for operation, argument in signs]
        if len(tests) < len(alternatives):
            return None
        return lambda sign: (sign != "" and any(test(sign) for test in tests)) is positive


def _is_pair(look: Any) -> bool:
    direction, items = look
    return direction < 0 and len(items) == 2 and all(operation in _ONE_SIGN for operation, _ in items)


_ONE_SIGN = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
_CATEGORIES: dict[Any, Test] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    sre.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    sre.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    sre.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def _one(kind: Any, value: Any, flags: int) -> Test:
    if kind is sre.CATEGORY:
        test = _CATEGORIES[value]
        if flags & re.ASCII:
            return lambda sign: test(sign) if sign.isascii() else "NOT" in str(value)
        return test
    if kind is sre.RANGE:
        return lambda sign: value[0] <= ord(sign) <= value[1]
    return lambda sign: ord(sign) == value


def _position(argument: Any, flags: int) -> Iterator[tuple[str, Test | None]]:
    is_word = _CATEGORIES[sre.CATEGORY_WORD]
    if argument is sre.AT_BEGINNING and flags & re.MULTILINE:
        yield "previous", lambda sign: sign in ("", "\n")
    elif argument in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
        yield "previous", lambda sign: sign == ""
    elif argument is sre.AT_END and flags & re.MULTILINE:
        yield "next", lambda sign: sign == "\n"
    elif argument in (sre.AT_END, sre.AT_END_STRING):
        yield "next", lambda _: False
    elif argument is sre.AT_BOUNDARY:
        yield "both", lambda pair: is_word(pair[0]) is not is_word(pair[1])
    else:
        yield "both", lambda pair: is_word(pair[0]) is is_word(pair[1])


@dataclass
class _Analysis:
    """What can be said of one automaton."""

    automaton: _Automaton
    first: int
    last: int
    loops: list[tuple[int, range]]
    """Of each endless repeat, where it begins again, and the states within it."""
    whole: bool
    """It matches at the text's end only."""
    _moves: dict[tuple[int, str], list[_Move]] = field(default_factory=dict)
    _signs: dict[tuple[Test, ...], list[str]] = field(default_factory=dict)
    _within: dict[tuple[int, str], frozenset[int]] = field(default_factory=dict)

    @cached_property
    def looks_back(self) -> list[Test]:
        """What is asked of the character before."""
        sides = (each for edges in self.automaton.empties.values() for each in edges)
        return [test for side, test, _ in sides if test and side == "previous"]

    def kind(self, sign: str) -> tuple[bool, ...]:
        """What can be told of a character by who looks back at it."""
        return (_CATEGORIES[sre.CATEGORY_WORD](sign), *(test(sign) for test in self.looks_back))

    @cached_property
    def kinds(self) -> list[str]:
        """A character of each kind."""
        return list({self.kind(sign): sign for sign in reversed(self.automaton.sample)}.values())

    def signs(self, tests: tuple[Test, ...]) -> list[str]:
        """A character of each kind that passes the tests."""
        if tests not in self._signs:
            passing = [sign for sign in self.automaton.sample if all(test(sign) for test in tests)]
            self._signs[tests] = list({self.kind(sign): sign for sign in reversed(passing)}.values())
        return self._signs[tests]

    def closure(self, state: int, before: str) -> frozenset[int]:
        """The states reached from one without reading, behind a character."""
        self.moves(state, before)
        return self._within[state, before]

    def moves(self, state: int, before: str) -> list[_Move]:
        """What can be read from a state, behind a character."""
        key = state, before
        if key not in self._moves:
            moves: list[_Move] = []
            seen: set[tuple[int, tuple[Test, ...]]] = set()
            waiting: list[tuple[int, tuple[Test, ...]]] = [(state, ())]
            while waiting:
                at, tests = waiting.pop()
                if (at, tests) in seen:
                    continue
                seen.add((at, tests))
                if at in self.automaton.reads:
                    test, to = self.automaton.reads[at]
                    moves.append(_Move((*tests, test), to))
                for side, look, to in self.automaton.empties.get(at, ()):
                    if look is None or (side == "previous" and look(before)):
                        waiting.append((to, tests))
                    elif side == "next":
                        waiting.append((to, tests if look in tests else (*tests, look)))
                    elif side == "both":
                        waiting.append((to, (*tests, _behind(look, before))))
            self._moves[key] = moves
            self._within[key] = frozenset(at for at, _ in seen)
        return self._moves[key]

    def may_fail(self, state: int) -> bool:
        """Whether what follows a state is not sure to match nothing."""
        if self.whole:
            return True
        seen, waiting = {state}, [state]
        while waiting:
            for side, _, to in self.automaton.empties.get(waiting.pop(), ()):
                if not side and to not in seen:
                    seen.add(to)
                    waiting.append(to)
        return self.last not in seen

    def leading_to(self, state: int) -> frozenset[int]:
        """The states from which one can be reached."""
        into: dict[int, list[int]] = {}
        for at, (_, to) in self.automaton.reads.items():
            into.setdefault(to, []).append(at)
        for at, edges in self.automaton.empties.items():
            for _, _, to in edges:
                into.setdefault(to, []).append(at)
        seen, waiting = {state}, [state]
        while waiting:
            for at in into.get(waiting.pop(), ()):
                if at not in seen:
                    seen.add(at)
                    waiting.append(at)
        return frozenset(seen)

    def word(
        self,
        start: tuple[int, ...],
        rooms: tuple["range | frozenset[int]", ...],
        goal: tuple[int, ...],
        *,
        apart: bool = False,
    ) -> str:
        """A word that leads several readers at once from where they start to their goals, each in its room, and from
        behind a character to behind one of its kind; empty where there is none. apart: the readers must part between.
        """
        for before in self.kinds:
            first = (start, before, not apart)
            came: dict[Any, Any] = {first: None}
            waiting = deque([first])
            while waiting and len(came) < _MOST_STEPS:
                node = waiting.popleft()
                states, behind, parted = node
                for sign, following in self._steps(states, behind, rooms):
                    new = following, sign, parted or len(set(following)) > 1
                    arrived = (
                        new[2]
                        and self.kind(sign) == self.kind(before)
                        and all(aim in self.closure(at, sign) for at, aim in zip(following, goal, strict=True))
                    )
                    if arrived:
                        return _spelled(came, node) + sign
                    if new not in came:
                        came[new] = node
                        waiting.append(new)
        return ""

    def _steps(
        self, states: tuple[int, ...], behind: str, rooms: tuple["range | frozenset[int]", ...]
    ) -> Iterator[tuple[str, tuple[int, ...]]]:
        options: list[tuple[tuple[Test, ...], tuple[int, ...]]] = [((), ())]
        for state, room in zip(states, rooms, strict=True):
            moves = [move for move in self.moves(state, behind) if move.to in room]
            options = [
                ((*tests, *move.tests), (*to, move.to))
                for tests, to in options
                for move in moves
                if not tests or self.signs((*tests, *move.tests))
            ]
        for tests, to in options:
            for sign in self.signs(tests):
                yield sign, to

    def way(self, goal: int) -> str:
        """A text that leads from the beginning to a state."""
        room = self.leading_to(goal)
        came: dict[Any, Any] = {(first := ((self.first,), "", True)): None}
        waiting: deque[Any] = deque([first])
        while waiting:
            node = waiting.popleft()
            states, behind, _ = node
            if goal in self.closure(states[0], behind):
                return _spelled(came, node)
            for sign, following in self._steps(states, behind, (room,)):
                if (new := (following, sign, True)) not in came:
                    came[new] = node
                    waiting.append(new)
        return ""

    def room(self, loop: int) -> range:
        """The states from which an endless repeat may be come back to: those of the outermost one it is in."""
        around = [inside for other, inside in self.loops if loop == other or loop in inside]
        return max(around, key=len)

    def places(self, loop: int, inside: range) -> list[int]:
        """Where in an endless repeat a word may leave off: at its beginning, or within it if it is not very long."""
        within = [to for _, to in self.automaton.reads.values() if to in inside]
        return [loop, *within] if len(within) <= _LONG else [loop]

    def growths(self, *, searching: bool) -> Iterator[Growth]:
        """Inputs that take long."""
        rooms = {loop: self.room(loop) for loop, _ in self.loops}
        endless = [(loop, inside) for loop, inside in self.loops if self.may_fail(loop)]
        for loop, inside in endless:
            if again := self.word((loop, loop), (inside, inside), (loop, loop), apart=True):
                yield Growth("exponential", self.way(loop), again)
            own, room = rooms[loop], self.leading_to(loop)
            places = self.places(loop, own)
            for place in places if searching else ():
                if again := self.word((self.first, place), (room, own), (place, place)):
                    yield Growth("search", "", again)
                    break
            for other, around in rooms.items():
                # Two in one repeat are no two ways, unless the time doubles.
                for place in places if other in room and around != own else ():
                    if again := self.word((other, other, place), (around, room, own), (other, place, place)):
                        yield Growth("quadratic", self.way(other), again)
                        break


def _behind(look: Test, before: str) -> Test:
    return lambda sign: look((before, sign))  # type: ignore[arg-type]  # of both sides


def _spelled(came: dict[Any, Any], node: Any) -> str:
    signs: list[str] = []
    while came[node] is not None:
        signs.append(node[1])
        node = came[node]
    return "".join(reversed(signs))


def growths(pattern: str, flags: int = 0, *, searching: bool = True, whole: bool = False) -> list[Growth]:
    r"""Inputs on which a pattern takes more than linear time; none where it does not.

    searching: it is looked for anywhere, as by search, finditer and sub; else it begins at a given place.
    whole: it has to match up to the end, as by fullmatch.

    >>> growths(r"(?<!\w)\w+ xã"), growths(r"\s+$")[0].again, growths(r"(?:a|b|ab)*c", searching=False)[0].kind
    ([], ' ', 'exponential')
    """
    analysis, _ = _analysis(pattern, flags, whole=whole)
    return list(analysis.growths(searching=searching))


def beginnings(pattern: str, flags: int = 0) -> list[str]:
    """Texts that bring a pattern as far as to its end and to each of its repeats: said again and again, hard work."""
    analysis, builder = _analysis(pattern, flags, whole=False)
    places = [analysis.last, *(loop for loop, _ in builder.loops), *builder.repeats]
    loops = [analysis.word((loop,), (inside,), (loop,)) for loop, inside in builder.loops]
    return [each for each in dict.fromkeys([*map(analysis.way, places), *loops]) if each]


def _analysis(pattern: str, flags: int, *, whole: bool) -> tuple[_Analysis, _Builder]:
    parsed = parser.parse(pattern, flags)
    builder = _Builder(parsed.state.flags)
    last = builder.sequence(parsed, 0, parsed.state.flags)
    return _Analysis(builder.automaton, 0, last, builder.loops, whole), builder
