"""Other values into YAML text that a person may have written, changing only the lines that say them.

ruamel.yaml's round trip sets indentation, line breaks and comments anew where it can't help it; here what need not
change is copied. Block collections are taken apart into chunks, one an entry with the comments above it; a chunk that
stays is copied. Whoever calls looks whether the outcome reads as meant: forms met nowhere here (`? key`, several
documents, tags) give no outcome or one that does not.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.merge.pairing import pair_items
from generator.merge.record import same
from generator.yaml_writing import yaml_lines, yaml_scalar

_Reader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"#[^\n]*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}\n]|[:#]\s|^\s|\s$|:$")


class _NotPossibleError(Exception):
    """The text is in a form that is not taken apart here."""


def rewritten(text: str, old: Mapping[Any, Any], target: Mapping[Any, Any]) -> str | None:
    """The YAML text with the values of target instead of old, None where its form is not known here.

    text: of a mapping, with line feeds; old: what it says. Keys of target that old has too stand in its order.
    """
    try:
        return _mapping(text, old, target) if text.strip() else "".join(_fresh(target, ""))
    except (_NotPossibleError, yaml.YAMLError):
        return None


def comments(text: str) -> list[str]:
    """All comments in YAML text, in order. Raises yaml.YAMLError."""
    found: list[str] = []
    end = 0
    for token in yaml.scan(text, Loader=_Reader):
        found += _COMMENT.findall(text, end, token.start_mark.index)
        end = max(end, token.end_mark.index)
    return [comment.rstrip() for comment in found + _COMMENT.findall(text, end)]


def has_aliases(text: str) -> bool:
    """Whether the text says something once for several places, so that no place can be changed alone."""
    return any(isinstance(token, (yaml.AliasToken, yaml.AnchorToken)) for token in yaml.scan(text, Loader=_Reader))


@dataclass(frozen=True)
class _Chunk:
    """One entry of a block collection, in whole lines."""

    lead: str
    """Comments and blank lines above it."""
    text: str
    """The entry, with what is indented below it."""
    node: yaml.Node
    """Its value; its marks count from `offset`."""
    offset: int
    """Where `text` begins in what the marks count in."""

    def with_value(self, written: str) -> str:
        """The entry with another value in one line; what follows the value in its line stays."""
        start, end = self.node.start_mark.index - self.offset, self.node.end_mark.index - self.offset
        before, after = self.text[:start], self.text[end:]
        gap = "" if before[-1:] in (" ", "\t") else " "
        return (
            before + gap + written + ("" if after.startswith((" ", "\n", "\r")) else "\n" if not after else " ") + after
        )


def _mapping(text: str, old: Mapping[Any, Any], target: Mapping[Any, Any]) -> str:
    root = _composed(text, yaml.MappingNode)
    chunks, column, tail = _chunks(
        text, root, [key.start_mark.index for key, _ in root.value], [v for _, v in root.value]
    )
    if len(chunks) != len(old):
        raise _NotPossibleError
    by_key = dict(zip(old, chunks, strict=True))
    indent = " " * column
    after: dict[Any, list[str]] = {}
    previous = None
    for key, value in target.items():
        if key not in old:
            after.setdefault(previous, []).extend(_fresh({key: value}, indent))
        else:
            previous = key
    written = []
    # New keys above all others, below the comments that open the text.
    opening, first = after.pop(None, []), True
    for key, chunk in by_key.items():
        written.append(chunk.lead)
        if first:
            written += opening
            first = False
        if key not in target:
            written += _as_lines(comments(chunk.text), indent)
        elif same(old[key], target[key]):
            written.append(chunk.text)
        else:
            written.append(_entry(chunk, key, old[key], target[key], indent))
        written += after.get(key, [])
    return "".join(written) + tail


def _entry(chunk: _Chunk, key: Any, old: Any, value: Any, indent: str) -> str:
    node = chunk.node
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and type(old) is type(value) and value:
        head, fragment = _below_first_line(chunk)
        patch: Callable[[str, Any, Any], str] = _mapping if isinstance(value, dict) else _list_of(str(key))
        return head + patch(fragment, old, value)
    if isinstance(node, yaml.CollectionNode) or isinstance(value, (dict, list)):
        if isinstance(node, yaml.CollectionNode) and node.flow_style and not _is_many_lines(chunk):
            return chunk.with_value(_flow_patched(chunk, str(key), old, value))
        return "".join([*_as_lines(comments(chunk.text), indent), *_fresh({key: value}, indent)])
    return chunk.with_value(yaml_scalar(value))


def _list_of(kind: str) -> Callable[[str, Sequence[Any], Sequence[Any]], str]:
    return lambda text, old, target: _sequence(text, old, target, kind)


def _sequence(text: str, old: Sequence[Any], target: Sequence[Any], kind: str) -> str:
    root = _composed(text, yaml.SequenceNode)
    column = root.start_mark.column
    dashes = [
        token.start_mark.index
        for token in yaml.scan(text, Loader=_Reader)
        if isinstance(token, yaml.BlockEntryToken) and token.start_mark.column == column
    ]
    if len(dashes) != len(root.value) or len(dashes) != len(old):
        raise _NotPossibleError
    chunks, _, tail = _chunks(text, root, dashes, root.value)
    indent = " " * column
    place_of = {at: place for place, at in pair_items(kind, old, target).items()}
    staying = set(place_of.values())
    # A comment of what goes stands before what comes after it.
    orphaned: dict[int, list[str]] = {}
    waiting: list[str] = []
    for place, chunk in enumerate(chunks):
        if place in staying:
            orphaned[place], waiting = waiting, []
        else:
            waiting += [chunk.lead, *_as_lines(comments(chunk.text), indent)]
    written: list[str] = []
    for at, value in enumerate(target):
        if at not in place_of:
            written += [f"{indent}{line}\n" for line in list(yaml_lines({"": [value]}, ""))[1:]]
            continue
        chunk = chunks[place_of[at]]
        written += [*orphaned[place_of[at]], chunk.lead, _item(chunk, old[place_of[at]], value, indent)]
    return "".join([*written, *waiting]) + tail


def _item(chunk: _Chunk, old: Any, value: Any, indent: str) -> str:
    if same(old, value):
        return chunk.text
    if isinstance(chunk.node, yaml.MappingNode) and isinstance(value, dict) and value:
        if chunk.node.flow_style:
            return _flow_item(chunk, old, value, indent)
        column = len(indent)
        # Without its dash the item is a mapping like any other.
        patched = _mapping(chunk.text[:column] + " " + chunk.text[column + 1 :], old, value)
        lines = patched.split("\n")
        first = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        lines[first] = f"{lines[first][:column]}-{lines[first][column + 1 :]}"
        return "\n".join(lines)
    return _fresh_item(chunk, value, indent)


def _flow_item(chunk: _Chunk, old: Any, value: Any, indent: str) -> str:
    if _is_many_lines(chunk):
        return _fresh_item(chunk, value, indent)
    return chunk.with_value(_flow_patched(chunk, "", old, value))


def _fresh_item(chunk: _Chunk, value: Any, indent: str) -> str:
    """The item written anew, below the comments it had."""
    kept = _as_lines(comments(chunk.text), indent)
    return "".join([*kept, *(f"{indent}{line}\n" for line in list(yaml_lines({"": [value]}, ""))[1:])])


def _flow_patched(chunk: _Chunk, kind: str, old: Any, target: Any) -> str:
    """A flow collection in one line; items that stay are copied."""
    node = chunk.node

    def copied(part: yaml.Node) -> str:
        return chunk.text[part.start_mark.index - chunk.offset : part.end_mark.index - chunk.offset]

    if isinstance(node, yaml.SequenceNode) and isinstance(target, list) and len(old) == len(node.value):
        place_of = {at: place for place, at in pair_items(kind, old, target).items()}
        stays = {at: place for at, place in place_of.items() if same(old[place], target[at])}
        return (
            f"[{', '.join(copied(node.value[stays[at]]) if at in stays else _flow(v) for at, v in enumerate(target))}]"
        )
    if isinstance(node, yaml.MappingNode) and isinstance(target, dict) and len(old) == len(node.value):
        parts = dict(zip(old, node.value, strict=True))
        entries = []
        for key, value in target.items():
            name = copied(parts[key][0]) if key in parts else _flow(key)
            stays_so = key in parts and same(old[key], value)
            entries.append(f"{name}: {copied(parts[key][1]) if stays_so else _flow(value)}")
        return f"{{{', '.join(entries)}}}"
    return _flow(target)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    written = yaml_scalar(value)
    if isinstance(value, str) and _FLOW_SIGNS.search(written) and written[:1] not in "'\"":
        return "'" + value.replace("'", "''") + "'"
    return written


def _composed(text: str, kind: type[yaml.CollectionNode]) -> Any:
    root = yaml.compose(text, Loader=_Reader)
    if not isinstance(root, kind) or root.flow_style or not root.value:
        raise _NotPossibleError
    return root


def _chunks(text: str, root: Any, starts: Sequence[int], values: Sequence[yaml.Node]) -> tuple[list[_Chunk], int, str]:
    """The entries that begin at these places, the column they stand in, and what comes after the last."""
    column: int = root.start_mark.column
    text = text if text.endswith("\n") else f"{text}\n"
    lines = [text.rfind("\n", 0, start) + 1 for start in starts]
    if any(start - line != column for start, line in zip(starts, lines, strict=True)):
        raise _NotPossibleError
    chunks = []
    lead_start = 0
    for number, (line, value) in enumerate(zip(lines, values, strict=True)):
        next_line = lines[number + 1] if number + 1 < len(lines) else len(text)
        end = _end_of_line(text, max(_content_end(value), starts[number]), line)
        # Comments indented below the entry belong to it, those in its own column to the next.
        for below in text[end:next_line].split("\n")[:-1]:
            if not below.strip() or len(below) - len(below.lstrip(" ")) <= column:
                break
            end += len(below) + 1
        chunks.append(_Chunk(text[lead_start:line], text[line:end], value, line))
        lead_start = end
    return chunks, column, text[lead_start:]


def _end_of_line(text: str, index: int, start: int) -> int:
    """Where the line ends in which a value ends; a block scalar ends where the next line begins."""
    if index > start and text[index - 1] == "\n":
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _content_end(node: yaml.Node) -> int:
    """Where the last sign of a value stands; a block collection's own mark is behind the comments after it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _below_first_line(chunk: _Chunk) -> tuple[str, str]:
    head, line_end, fragment = chunk.text.partition("\n")
    if chunk.node.start_mark.index - chunk.offset <= len(head):
        raise _NotPossibleError
    return head + line_end, fragment


def _is_many_lines(chunk: _Chunk) -> bool:
    return "\n" in chunk.text[: chunk.node.end_mark.index - chunk.offset]


def _as_lines(found: Sequence[str], indent: str) -> Iterator[str]:
    return (f"{indent}{comment}\n" for comment in found)


def _fresh(mapping: Mapping[Any, Any], indent: str) -> list[str]:
    return [f"{line}\n" for line in yaml_lines(mapping, indent)]
