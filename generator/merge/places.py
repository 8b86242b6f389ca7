"""In which line of a file something stands that a conflict is about."""

from collections.abc import Iterator

import yaml

from generator.document import load_mapping, split
from generator.errors import ProblemError
from generator.merge.record import BODY, Conflict
from generator.merge.values import addresses

_Reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def line_of(conflict: Conflict, text: str) -> int:
    r"""The line of the file, counted from 1, of what the hand has made; of the item or key around it where it deleted.
    0 where there is no such thing.

    >>> line_of(Conflict("persons[Lê A].name", "Lê A", "Lê B"), "---\ntitle: A\npersons:\n- name: Lê A\n---\n\nBài.\n")
    4
    >>> line_of(Conflict("body", "Bài.", "Bải."), "---\ntitle: A\n---\n\nBài.\n")
    5
    """
    plain = text.replace("\r\n", "\n")
    if conflict.field == BODY:
        at = plain.find(str(conflict.hand).split("\n\n", maxsplit=1)[0]) if conflict.hand else -1
        return plain.count("\n", 0, at) + 1 if at >= 0 else 0
    yaml_text, _ = split(text)
    try:
        values, root = addresses(load_mapping(yaml_text, "")), yaml.compose(yaml_text, Loader=_Reader)
    except (ProblemError, yaml.YAMLError):
        return 0
    found: dict[str, int] = {}
    for (field, _), line in zip(values, _lines(root) if root else (), strict=False):
        found.setdefault(field, line)
    around = [field for field in found if f"{conflict.field}.".startswith((f"{field}.", f"{field}["))]
    # Marks count from 0, and above the YAML stands the fence.
    return found[max(around, key=len)] + 2 if around else 0


def _lines(node: yaml.Node, line: int | None = None) -> Iterator[int]:
    """The line of each key and item, in step with `addresses`."""
    if line is not None:
        yield line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, key.start_mark.line)
    elif isinstance(node, yaml.SequenceNode):
        yield line or 0
        for item in node.value:
            yield from _lines(item, item.start_mark.line)
