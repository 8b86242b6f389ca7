"""What no reader of YAML can be given: collections so deep that it crashes, aliases that unfold without end."""

import re
from typing import Any

import yaml

# Front matter of an article is four deep. The reader in C takes some thousand levels before it ends the process.
_DEEPEST = 50
# The front matter of a long article has some thousand values.
_MOST_UNFOLDED = 100_000
# All ways to open many collections: dashes and question marks in a row, an indent for each, brackets.
_MAY_BE_DEEP = re.compile(rf"(?:[-?][ \t]{{1,9}}){{{_DEEPEST // 2}}}|^ {{{_DEEPEST // 2}}}", re.MULTILINE)
_FIX = "write each value out where it belongs"


def check_bounds(text: str, loader: Any) -> None:
    """Raises yaml.MarkedYAMLError where YAML is nested too deep, or says too much by its aliases; else what is wrong
    with it is left to whoever reads it. loader: PyYAML's, whose events are looked at; most texts need no look.
    """
    brackets = text.count("[") + text.count("{")
    if not (brackets > _DEEPEST // 2 or ("&" in text and "*" in text) or _MAY_BE_DEEP.search(text)):
        return
    unfolded = _Unfolded()
    for event in yaml.parse(text, Loader=loader):
        wrong = unfolded.wrong_with(event)
        if wrong:
            raise yaml.MarkedYAMLError(problem=wrong, problem_mark=event.start_mark, note=_FIX)  # type: ignore[arg-type]  # of PyYAML in C, as good


class _Unfolded:
    """What was read so far, as large as it is with all its aliases written out."""

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        # Of each collection that is open, its anchor and how many values were in it so far.
        self.opened: list[tuple[str | None, int]] = [(None, 0)]

    def wrong_with(self, event: Any) -> str:
        """Why the next event is one too many; empty where it is not."""
        anchor, size = getattr(event, "anchor", None), 1
        if isinstance(event, yaml.CollectionStartEvent):
            self.opened.append((anchor, 1))
            return "is nested too deep" if len(self.opened) > _DEEPEST else ""
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == each for each, _ in self.opened):
                return f"{anchor} holds itself"
            size = self.sizes.get(anchor or "", 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = self.opened.pop()
        elif not isinstance(event, yaml.ScalarEvent):
            return ""
        if anchor is not None:
            self.sizes[anchor] = size
        outer, so_far = self.opened.pop()
        self.opened.append((outer, so_far + size))
        return "its aliases unfold to too much" if so_far + size > _MOST_UNFOLDED and self.sizes else ""
