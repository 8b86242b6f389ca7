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
    sizes: dict[str, int] = {}
    # Of each collection that is open, its anchor and how many values were in it so far.
    opened: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(text, Loader=loader):
        anchor, size = getattr(event, "anchor", None), 1
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            opened.append((anchor, 1))
            if len(opened) > _DEEPEST:
                raise yaml.MarkedYAMLError(problem="is nested too deep", problem_mark=event.start_mark, note=_FIX)
            continue
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == each for each, _ in opened):
                raise yaml.MarkedYAMLError(problem=f"{anchor} holds itself", problem_mark=event.start_mark, note=_FIX)
            size = sizes.get(anchor or "", 1)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            anchor, size = opened.pop()
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        if anchor is not None:
            sizes[anchor] = size
        outer, so_far = opened[-1]
        opened[-1] = outer, so_far + size
        if so_far + size > _MOST_UNFOLDED and sizes:
            raise yaml.MarkedYAMLError(problem="its aliases unfold to too much", problem_mark=event.start_mark, note=_FIX)
