"""Three-way merge of a whole article file: front matter and body, byte order mark and line ends."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from generator.document import load_mapping, split
from generator.errors import ProblemError
from generator.merge.paragraphs import comparable, merge_bodies
from generator.merge.record import ABSENT, BODY, Conflict, Decision, Ledger, Record, order_of, plain, same
from generator.merge.resemblance import pair_equal
from generator.merge.values import addresses, merge_values
from generator.merge.yaml_text import comments, has_aliases, rewritten

_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")


@dataclass(frozen=True)
class Merged:
    """What came of a merge."""

    text: str
    """The file, in its own line ends."""
    record: Record
    """What to remember of it."""


def merge_article(base: str, current: str, new: str, record: Record) -> Merged | None:
    """The article with the converter's changes and the hand's; None where the file can't be taken apart.

    base, new: with line feeds, as the converter writes; current: as decoded from the file; record: of the last merge.
    """
    lying = _Lying.of(current)
    try:
        said = load_mapping(lying.front_matter, "")
        if not lying.closing or has_aliases(lying.front_matter):
            return None
        (base_yaml, base_body), (new_yaml, new_body) = split(base), split(new)
        before, fresh = load_mapping(base_yaml, ""), load_mapping(new_yaml, "")
    except (ProblemError, yaml.YAMLError):
        return None
    ledger = Ledger.of(record.decisions)
    merged = said if same(before, fresh) else merge_values(before, said, fresh, ledger)
    front_matter = _put(lying.front_matter, said, merged, ledger)
    body = (
        merge_bodies(base_body, lying.body, new_body, lying.line_end, ledger) if base_body != new_body else lying.body
    )
    text = lying.with_front_matter(front_matter) + body
    if not lying.closing.endswith("\n") and body:
        body = lying.line_end + body
    found = Record(
        (*ledger.conflicts, *_not_again(record.conflicts, ledger)),
        (*ledger.decisions, *_not_again(record.decisions, ledger)),
    )
    return Merged(text, still_open(found, text, new))


def still_open(record: Record, current: str, new: str) -> Record:
    """Of a record, what still holds: what the hand made of it stands, and the converter has not come to agree.

    An item that the hand had changed and the converter given up, and that is gone now, was deleted by hand.
    """
    if record == Record():
        return record
    try:
        hands, machines = _Sayings.of(current), _Sayings.of(new)
    except (ProblemError, yaml.YAMLError):
        return record
    conflicts = (
        each
        for each in record.conflicts
        if hands.say(each.field, each.hand, each.machine) and not machines.deny(each.field, each.machine)
    )
    deleted = (
        Decision(each.field, each.hand, None)
        for each in record.conflicts
        if each.machine is None and each.hand is not None and _is_item(each.field) and each.field not in hands.values
    )
    decisions = (each for each in record.decisions if hands.say(each.field, each.hand, each.before))
    return Record(_each_once(conflicts), _each_once((*decisions, *deleted)))


def _is_item(field: str) -> bool:
    return field.endswith("]") and not field.endswith("[]")


@dataclass(frozen=True)
class _Sayings:
    """What an article says, as conflicts and decisions name it."""

    values: Mapping[str, Sequence[Any]]
    """All values by field; several where two items can't be told apart."""
    paragraphs: frozenset[str]
    """The body's."""

    @staticmethod
    def of(text: str) -> "_Sayings":
        yaml_text, body = split(text)
        values: dict[str, list[Any]] = {}
        for field, value in addresses(load_mapping(yaml_text, "")):
            values.setdefault(field, []).append(plain(value))
        values[order_of(BODY)] = [True]
        return _Sayings(values, frozenset(comparable(body)))

    def say(self, field: str, value: Any, instead_of: Any) -> bool:
        """Whether the value stands there; None: nothing, or in the body not the other."""
        if field == BODY:
            return not self._hold(instead_of) if value is None else self._hold(value)
        return any(same(value, each) for each in self.values.get(field, [None]))

    def deny(self, field: str, value: Any) -> bool:
        """Whether something else is said there."""
        if field == BODY:
            return value is not None and not self._hold(value)
        return field in self.values and not self.say(field, value, None)

    def _hold(self, paragraphs: Any) -> bool:
        return self.paragraphs.issuperset(comparable(str(paragraphs)))


_Kept = TypeVar("_Kept", Conflict, Decision)


def _each_once(kept: Iterable[_Kept]) -> tuple[_Kept, ...]:
    return tuple({repr(each): each for each in kept}.values())


def _not_again(earlier: Sequence[_Kept], ledger: Ledger) -> Iterator[_Kept]:
    """The earlier entries on whose field this merge says nothing; of the body, all."""
    spoken_of = {*(each.field for each in ledger.conflicts), *(each.field for each in ledger.decisions)} - {BODY}
    return (each for each in earlier if each.field not in spoken_of)


def _put(yaml_text: str, said: Mapping[Any, Any], merged: Mapping[Any, Any], ledger: Ledger) -> str:
    """The current front matter with the merged values. A key that can't be written so that it reads as meant, in a form
    of YAML that is not taken apart, stays as it is, and the other value is a conflict.
    """
    if same(said, merged):
        return yaml_text
    before = text = yaml_text.replace("\r\n", "\n")
    at_once = rewritten(text, said, merged)
    if at_once is not None and _reads_as(at_once, merged, before):
        return _with_line_ends_of(yaml_text, at_once)
    written = dict(said)
    for key in [key for key in {**said, **merged} if not same(said.get(key, ABSENT), merged.get(key, ABSENT))]:
        meant = {each: merged[each] if each == key else written[each] for each in {**written, **merged}
                 if (each in merged if each == key else each in written)}  # fmt: skip
        one = rewritten(text, written, meant)
        if one is not None and _reads_as(one, meant, before):
            text, written = one, meant
        else:
            ledger.conflict(str(key), said.get(key, ABSENT), merged.get(key, ABSENT))
    return _with_line_ends_of(yaml_text, text)


def _reads_as(written: str, meant: Mapping[Any, Any], before: str) -> bool:
    """Whether text says what it should, with every comment it had."""
    try:
        lost = Counter(comments(before)) - Counter(comments(written))
        return not lost and same(load_mapping(written, ""), meant)
    except (ProblemError, yaml.YAMLError):
        return False


def _with_line_ends_of(original: str, written: str) -> str:
    """The written lines, each that was there before with its own line end, others with that of the first line."""
    old, new = original.split("\n"), written.split("\n")
    if "\r\n" not in original:
        return written
    usual = "\r" if old[0].endswith("\r") else ""
    if original.count("\r\n") == original.count("\n"):
        return written.replace("\n", "\r\n")
    ends = [usual if number < len(new) - 1 else "" for number in range(len(new))]
    for was_at, stands_at in pair_equal([line.removesuffix("\r") for line in old], new).items():
        ends[stands_at] = "\r" if old[was_at].endswith("\r") else ""
    return "\n".join(line + end for line, end in zip(new, ends, strict=True))


@dataclass(frozen=True)
class _Lying:
    """An article as it lies in its file, taken apart; put together it is the same to the byte."""

    opening: str
    """Byte order mark and first fence."""
    front_matter: str
    """The YAML between the fences."""
    closing: str
    """The second fence; empty where there is none."""
    body: str
    """All after it."""

    @staticmethod
    def of(text: str) -> "_Lying":
        lines = re.findall(r"[^\n]+\n?|\n", text)
        plain_yaml, _ = split(text)
        height = plain_yaml.count("\n")
        if not plain_yaml or len(lines) < height + 2 or not _CLOSING.match(lines[height + 1].rstrip("\r\n")):
            return _Lying("", "", "", text)
        after = height + 2
        return _Lying(lines[0], "".join(lines[1 : height + 1]), lines[height + 1], "".join(lines[after:]))

    @property
    def line_end(self) -> str:
        return "\r\n" if self.opening.endswith("\r\n") else "\n"

    def with_front_matter(self, yaml_text: str) -> str:
        """The file up to the body."""
        return self.opening + yaml_text + self.closing
