"""Three-way merge of a body, paragraph by paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.merge.order import Pairs, arrange
from generator.merge.record import ABSENT, BODY, Ledger
from generator.merge.resemblance import changes, pair_changed, pair_equal

_LINE = re.compile(r"[^\n]+\n?|\n")
_BLANK = " \t\r\n"


@dataclass(frozen=True)
class Paragraphs:
    """A body as it lies in its file. Put together again it is the same to the byte."""

    before: str
    """Blank lines before the first paragraph."""
    texts: tuple[str, ...]
    """Each paragraph, with the line ends of the file except the last."""
    gaps: tuple[str, ...]
    """What stands after each paragraph: line ends and blank lines."""

    @staticmethod
    def of(body: str) -> "Paragraphs":
        r"""The paragraphs of a body.

        >>> Paragraphs.of("\nA\nb\n\n\nC\n")
        Paragraphs(before='\n', texts=('A\nb', 'C'), gaps=('\n\n\n', '\n'))
        """
        # Lines of a paragraph in one list, of the gap behind it in the next, by turns; a gap comes first.
        runs: list[list[str]] = [[]]
        for line in _LINE.findall(body):
            is_gap = len(runs) % 2 == 1
            if not line.strip(_BLANK):
                runs += [] if is_gap else [[]]
                runs[-1].append(line)
            else:
                runs += [[]] if is_gap else []
                runs[-1].append(line)
        runs += [[]] if len(runs) % 2 == 0 else []
        before, *found = map("".join, runs)
        texts = [text.removesuffix("\n").removesuffix("\r") for text in found[::2]]
        gaps = [text[len(bare) :] + gap for text, bare, gap in zip(found[::2], texts, found[1::2], strict=True)]
        return Paragraphs(before, tuple(texts), tuple(gaps))

    def __str__(self) -> str:
        return self.before + "".join(text + gap for text, gap in zip(self.texts, self.gaps, strict=True))


def comparable(body: str) -> list[str]:
    """The paragraphs of a body, whatever its line ends."""
    return list(Paragraphs.of(body.replace("\r\n", "\n")).texts)


def merge_bodies(base: str, current: str, new: str, line_end: str, ledger: Ledger) -> str:
    """The merged body, with the current one's blank lines and line ends; fills the ledger."""
    lying = Paragraphs.of(current)
    old, fresh = [text.replace("\r\n", "\n") for text in lying.texts], comparable(new)
    found = _as_the_hand_found_them(comparable(base), old, fresh, ledger)
    at_current = pair_changed(found, old, pair_equal(found, old))
    standing = set(fresh)
    for place, text in enumerate(found):
        if text not in standing and (place not in at_current or old[at_current[place]] != text):
            # What both have given up is in no file any more; should the converter bring it again, it stays away.
            ledger.agreed(BODY, text, ABSENT)
    fresh, at_new = _changed_by_the_machine(found, old, fresh, at_current, ledger)
    order = _merge(found, old, fresh, at_current=at_current, at_new=at_new, ledger=ledger)
    if order == [(place, None) for place in range(len(old))]:
        return current
    return _put_together(lying, fresh, order, line_end)


def _changed_by_the_machine(
    base: Sequence[str], current: Sequence[str], new: list[str], at_current: dict[int, int], ledger: Ledger
) -> tuple[list[str], dict[int, int]]:
    """The new paragraphs, without what splits or joins some that a hand has touched; and base places to theirs."""
    at_new = pair_equal(base, new)
    undone: dict[int, tuple[int, ...]] = {}
    standing = set(current)
    for places, ats in changes(base, new, at_new):
        touched = any(place not in at_current or current[at_current[place]] != base[place] for place in places)
        if (len(places) <= 1 and len(ats) <= 1) or not places or not ats:
            at_new |= dict(zip(places, ats, strict=False))
        elif touched and not all(new[at] in standing for at in ats):
            undone[ats[0]] = places
            undone |= dict.fromkeys(ats[1:], ())
            hands = [current[at_current[place]] for place in places if place in at_current]
            ledger.conflict(BODY, "\n\n".join(hands) if hands else ABSENT, "\n\n".join(new[at] for at in ats))
        else:
            at_new[places[0]] = ats[0]
    if not undone:
        return new, at_new
    kept: list[str] = []
    moved: dict[int, int] = {}
    restored: dict[int, int] = {}
    for at, text in enumerate(new):
        for place in undone.get(at, ()):
            restored[place] = len(kept)
            kept.append(base[place])
        if at not in undone:
            moved[at] = len(kept)
            kept.append(text)
    return kept, {place: moved[at] for place, at in at_new.items()} | restored


def _merge(
    base: Sequence[str], current: Sequence[str], new: Sequence[str], *,
    at_current: dict[int, int], at_new: dict[int, int], ledger: Ledger,
) -> list[tuple[int | None, int | None]]:  # fmt: skip
    """The merged body's paragraphs, as (its place in the current body, that in the new one if it has its text)."""
    base_of_current = {at: place for place, at in at_current.items()}
    new_of_current = {at_current[place]: at for place, at in at_new.items() if place in at_current}
    taken = set(at_new.values())
    lonely = [place for place in range(len(current)) if place not in new_of_current]
    unknown = [at for at in range(len(new)) if at not in taken]
    again = pair_equal([current[place] for place in lonely], [new[at] for at in unknown])
    new_of_current |= {lonely[one]: unknown[other] for one, other in again.items()}
    kept, replaced = [], {}
    for place, text in enumerate(current):
        before = base[base_of_current[place]] if place in base_of_current else None
        after = new[new_of_current[place]] if place in new_of_current else None
        if before is not None and text == before != after:
            if after is not None:
                replaced[place] = new_of_current[place]
                kept.append(place)
            continue
        kept.append(place)
        if text == after != before:
            ledger.agreed(BODY, ABSENT if before is None else before, text)
        elif text != before and before not in (None, after):
            ledger.conflict(BODY, text, ABSENT if after is None else after)
    for place in (place for place in range(len(base)) if place not in at_current):
        after = new[at_new[place]] if place in at_new else None
        if after not in (None, base[place]):
            ledger.conflict(BODY, ABSENT, after)
    standing = set(new_of_current.values())
    added = [at for at in unknown if at not in standing]
    pairs = Pairs(base_of_current, new_of_current, at_new)
    order = arrange(kept, added, pairs, len(new), ledger=ledger, where=BODY)
    return [(place, replaced.get(place)) if is_old else (None, place) for is_old, place in order]


def _as_the_hand_found_them(base: list[str], current: Sequence[str], new: Sequence[str], ledger: Ledger) -> list[str]:
    """The base as it was when a hand changed what the converter came to agree with."""
    decisions = ledger.known.get(BODY, ())
    standing, fresh = set(current), set(new)
    before = {each.hand: each.before for each in decisions if each.hand in standing}
    # What a hand added before the converter had it stays when the converter has it no more.
    found = [before.get(text) or text for text in base if before.get(text, text) is not None or text in fresh]
    there = {*found, *current}
    deleted = [each.before for each in decisions if each.hand is None and each.before not in there]
    return found + deleted


def _put_together(
    lying: Paragraphs, new: Sequence[str], order: Sequence[tuple[int | None, int | None]], line_end: str
) -> str:
    texts: list[str] = []
    gaps: list[str] = []
    for place, at in order:
        texts.append(new[at].replace("\n", line_end) if at is not None else lying.texts[place or 0])
        gap = lying.gaps[place] if place is not None else ""
        gaps.append(gap if gap.count("\n") > 1 else line_end * 2)
    if gaps:
        last = lying.gaps[-1] if lying.gaps else line_end
        stays = order[-1][0] == len(lying.gaps) - 1
        gaps[-1] = last if stays or last.count("\n") < 2 else line_end
    return str(Paragraphs(lying.before if lying.texts else line_end, tuple(texts), tuple(gaps)))
