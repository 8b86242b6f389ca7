"""Front matter and body: to text and back. The only place that knows how an article lies in its file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import yaml

from generator.errors import Problem, ProblemError
from generator.front_matter import front_matter_of
from generator.model import (
    Article,
    ClusterMention,
    DocumentCitation,
    Figure,
    FrontMatter,
    PersonMention,
    Source,
)
from generator.plain_yaml import plain_mapping
from generator.yaml_bounds import check_bounds
from generator.yaml_writing import without_dates, yaml_scalar

_FENCED = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_NOT_CLOSED = ("front matter is not closed", "end it with a line that is just ---")
_NO_FRONT_MATTER = ("has no front matter", "begin it with the lines ---, title: …, ---")
_TWICE = "stands twice"
_LONGEST_NUMBER = 100
_FIX_TWICE = "delete one of the two lines"
_FIX_YAML = "put the value in quotes if it holds a colon or a special sign"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # its base is known at run time only
    """Reads dates as the text they are (`2024-06-20` and `2024-06` are both EDTF), and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping; PyYAML's own would let the last of two equal keys win in silence."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                raise yaml.MarkedYAMLError(problem="a key is not a text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value} {_TWICE}", problem_mark=key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """A whole number; Python itself reads no more than some thousand digits."""
        if len(node.value) > _LONGEST_NUMBER:
            raise yaml.MarkedYAMLError(problem="a number is too long", problem_mark=node.start_mark)
        number: int = super().construct_yaml_int(node)
        return number


_Loader.yaml_implicit_resolvers = without_dates(_Loader)
# What JSON has, too: no sets, bytes, pairs.
_KNOWN_TAGS = [f"tag:yaml.org,2002:{tag}" for tag in ("null", "bool", "int", "float", "str", "seq", "map")]
_Loader.yaml_constructors = {tag: _Loader.yaml_constructors[tag] for tag in (None, *_KNOWN_TAGS)}
_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_yaml_int)


def split(text: str) -> tuple[str, str]:
    r"""The YAML between the fences, and the Markdown after them. No front matter gives an empty first part.

    >>> split("---\ntitle: A\n---\n\nText\n")
    ('title: A\n', 'Text\n')
    """
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n")
    # Nearly all files: a line that is just --- ends it, and no other before could.
    end = text.find("\n---\n", 3) + 1
    if end and text.startswith("---\n") and text.find("\n...", 3, end) < 0 and text.find("\n---", 3, end) < 0:
        return text[4:end], text[end + 4 :].lstrip("\n")
    match = _FENCED.match(text)
    return (match["yaml"], text[match.end() :].lstrip("\n")) if match else ("", text)


def load_mapping(yaml_text: str, path: str) -> dict[str, Any]:
    """The front matter as plain values. Raises ProblemError with file and line where the YAML is broken."""
    plain = plain_mapping(yaml_text)
    if plain is not None:
        return plain
    try:
        check_bounds(yaml_text, _Loader)
        mapping = yaml.load(yaml_text, Loader=_Loader)  # noqa: S506  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        # Line 1 of the YAML is line 2 of the file, after the opening fence; marks count from 0.
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        cause = str(error.problem or error.context)
        hint = _FIX_TWICE if cause.endswith(_TWICE) else error.note or _FIX_YAML
        raise ProblemError(Problem(path, line, "", f"broken front matter: {cause}", hint)) from None
    except (yaml.YAMLError, ValueError, LookupError) as error:
        # PyYAML's own errors, and what its constructors let through where a value is not of its tag.
        message = " ".join(str(error).split())
        raise ProblemError(Problem(path, 1, "", f"broken front matter: {message}", _FIX_YAML)) from None
    if mapping is None:
        return {}
    if not isinstance(mapping, dict):
        raise ProblemError(Problem(path, 2, "", "front matter is not a list of keys and values", "write `key: value`"))
    return mapping


def parse_article(text: str, path: str) -> Article:
    """An article from the text of its file.

    path is relative to the docs folder and used in messages. Raises ProblemError naming file, line and field
    for YAML that can't be read, a value of the wrong shape or a date that isn't one. Keys unknown here are
    left alone: they belong to whoever wrote them.
    """
    yaml_text, body = parts_of_article(text, path)
    return article_of(load_mapping(yaml_text, path), yaml_text, body, path)


def parts_of_article(text: str, path: str) -> tuple[str, str]:
    """The YAML and the body of an article's file. Raises ProblemError where it has no front matter."""
    yaml_text, body = split(text)
    if not yaml_text:
        opened = body.startswith("---")
        message, hint = _NOT_CLOSED if opened else _NO_FRONT_MATTER
        raise ProblemError(Problem(path, 1, "", message, hint))
    return yaml_text, body


def article_of(mapping: Mapping[str, Any], yaml_text: str, body: str, path: str) -> Article:
    """An article from the plain values of its front matter. Raises ProblemError as `parse_article` does."""
    return Article(path, front_matter_of(mapping, yaml_text, path), body)


def line_of(yaml_text: str, place: Sequence[str | int]) -> int:
    r"""The line of the file in which a value of the front matter stands, with its key; the nearest above if it is not
    there. place: keys and, counted from 0, items on the way to it.

    >>> line_of("title: A\npersons:\n- id: b\n  name: B\n", ("persons", 0, "name"))
    5
    """
    node, line = yaml.compose(yaml_text, Loader=_Loader), 0
    for key in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((each, value) for each, value in node.value if each.value == key), None)
            if not found:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line
    # Line 1 of the YAML is line 2 of the file, after the opening fence; marks count from 0.
    return line + 2


def as_mapping(front_matter: FrontMatter) -> dict[str, Any]:
    """The front matter as the plain values of its file. Keys without a value are left out."""
    return _mapping(front_matter)


def dump_article(front_matter: FrontMatter, body: str) -> str:
    """The text of an article's file. Keys without a value are left out."""
    yaml_text = "\n".join(_lines(front_matter, ""))
    return f"---\n{yaml_text}\n---\n\n{body}"


# What stands in a list of front matter in a line of its own is no text: that would be in quotes, for its colon.
_HOLE = "identifier"
_HOLE_IN_LIST, _CUT = f"\n- id: {_HOLE}", "\0"


def dump_parts(front_matter: FrontMatter, body: str) -> tuple[str, ...]:
    r"""The text of an article's file, cut where the identifiers of its persons, then of its clusters, are to stand.

    >>> dump_parts(FrontMatter("Họp", persons=(PersonMention("Lê Văn Ba"),)), "Bài.\n")
    ('---\ntitle: Họp\npersons:\n- id: ', '\n  name: Lê Văn Ba\n---\n\nBài.\n')
    """
    yaml_text = "\n".join(_lines(front_matter, "", _HOLE))
    cut = yaml_text.replace(_HOLE_IN_LIST, _HOLE_IN_LIST.replace(_HOLE, _CUT))
    *parts, last = f"---\n{cut}\n---\n\n".split(_CUT)
    return *parts, last + body


def join_parts(parts: Sequence[str], identifiers: Sequence[str]) -> str:
    """The text that was cut, with the identifiers."""
    first, *others = parts
    return first + "".join(map(str.__add__, map(yaml_scalar, identifiers), others))


# The fields of each dataclass as they stand in the file, the identifier first; and what gives their values.
_FIELDS = {
    kind: sorted((field.name for field in fields(kind)), key=lambda name: name != "id")
    for kind in (FrontMatter, PersonMention, ClusterMention, DocumentCitation, Figure, Source)
}
_VALUES = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}
_NO_SOURCE = Source()


def _mapping(value: Any) -> dict[str, Any]:
    kind = type(value)
    named = zip(_FIELDS[kind], _VALUES[kind](value), strict=True)
    return {name: _plain(item) for name, item in named if not _is_unknown(item)}


def _is_unknown(item: object) -> bool:
    # A figure of 0 says something.
    return item is None or item is False or item in ("", (), _NO_SOURCE)


def _plain(item: Any) -> Any:
    if isinstance(item, tuple):
        return [_plain(each) for each in item]
    return _mapping(item) if type(item) in _FIELDS else item


def _lines(value: Any, indent: str, id_: str = "") -> list[str]:
    """The lines of a value of the model, without what is unknown. id_: stands for all identifiers in it."""
    lines: list[str] = []
    kind = type(value)
    for name, item in zip(_FIELDS[kind], _VALUES[kind](value), strict=True):
        # Nearly all values are texts.
        if isinstance(item, str):
            said = id_ if id_ and name == "id" else item
            if said:
                lines.append(f"{indent}{name}: {yaml_scalar(said)}")
        elif isinstance(item, tuple):
            if items := _lines_of_items(item, indent, id_):
                lines += [f"{indent}{name}:", *items]
        elif isinstance(item, Source):
            if item != _NO_SOURCE:
                lines += [f"{indent}{name}:", *_lines(item, f"{indent}  ")]
        # A figure of 0 says something.
        elif item is not None and item is not False:
            lines.append(f"{indent}{name}: {yaml_scalar(item)}")
    return lines


def _lines_of_items(items: Sequence[Any], indent: str, id_: str) -> list[str]:
    lines: list[str] = []
    for item in items:
        if isinstance(item, str):
            lines.append(f"{indent}- {yaml_scalar(item)}")
        # A hand may have left an item of which nothing is known.
        elif own := _lines(item, f"{indent}  ", id_):
            lines += [f"{indent}- {own[0].lstrip(' ')}", *own[1:]]
    return lines
