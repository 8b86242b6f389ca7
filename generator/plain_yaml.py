"""Front matter in the plain form that the converter writes, read ten times as fast as any YAML.

What is not in that form, line by line, is left to a YAML reader: comments, flow style, folded text, other indents.
Whatever is read here a YAML reader would read the same; tests hold the two together.
"""

import re
from functools import lru_cache
from typing import Any

from generator.patterns import later

_LINE = re.compile(r"(?P<indent>  )?(?P<dash>- )?(?:(?P<key>[a-z_]+):(?: (?P<value>.+))?|(?P<item>.+))")

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
# What YAML takes for characters of a line, without those that mean something within a plain text.
_SIGN = r" -\"$-9;-~\xa0-\u2027\u202a-\ud7ff"
_TEXT = rf"(?:[{_SIGN}]|:(?=[^ ]))*(?<! )"
_WORDS = later(rf"[{_LETTER}“(]{_TEXT}")
# No number has a space, a slash or a letter beyond those of exponents and other bases.
_COUNTED = later(rf"[0-9]{_TEXT}")
_IN_NO_NUMBER = re.compile(r"[ /%“”À-ỿG-NP-WYZg-np-wyz]")
_PARTIAL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_NOT_ASCII = r"\xa0-\u2027\u202a-\ud7ff"
_QUOTED = later(rf"\"([ !#-~{_NOT_ASCII}]*)\"|'((?:[ -&(-~{_NOT_ASCII}]|'')*)'")
# YAML 1.1 takes these for something else than text, in three ways to write each.
_TRUTH = {"true": True, "false": False}
_NOT_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])


class _NotPlainError(Exception):
    """Something that only a YAML reader can tell."""


def plain_mapping(yaml_text: str) -> dict[str, Any] | None:
    r"""The mapping in a text of the plain form; None where it is not, or not all, in that form.

    >>> plain_mapping("title: A\npersons:\n- name: B\n  roles:\n  - C\nfigures:\n- value: 80.5\n")
    {'title': 'A', 'persons': [{'name': 'B', 'roles': ['C']}], 'figures': [{'value': 80.5}]}
    >>> plain_mapping("title: A # a comment\n")
    """
    try:
        return _mapping(yaml_text)
    except _NotPlainError:
        return None


def _mapping(yaml_text: str) -> dict[str, Any]:
    top: dict[str, Any] = {}
    # The mapping that lines of two spaces belong to, and the last key of it and of the whole.
    inner: dict[str, Any] | None = None
    top_key = inner_key = ""
    for line in yaml_text.removesuffix("\n").split("\n"):
        indent, dash, key, value = _parts(line)
        if indent and dash:
            if key or inner is None:
                raise _NotPlainError
            _append(inner, inner_key, value)
        elif dash:
            inner, inner_key = ({}, key) if key else (None, "")
            _append(top, top_key, value if inner is None else inner)
            if inner is not None:
                inner[key] = value
        elif indent:
            if inner is None:
                if not top_key or top[top_key] is not None:
                    raise _NotPlainError
                inner = top[top_key] = {}
            if key in inner:
                raise _NotPlainError
            inner[key] = value
            inner_key = key
        else:
            _put(top, key, value)
            inner, inner_key, top_key = None, "", key
    return top


def _append(mapping: dict[str, Any], key: str, value: Any) -> None:
    if not key:
        raise _NotPlainError
    items = mapping[key]
    if type(items) is list:
        items.append(value)
    elif items is None:
        mapping[key] = [value]
    else:
        raise _NotPlainError


def _put(mapping: dict[str, Any], key: str, value: Any) -> None:
    if key in mapping:
        raise _NotPlainError
    mapping[key] = value


@lru_cache(maxsize=1 << 16)
def _parts(line: str) -> tuple[bool, bool, str, Any]:
    """Whether a line is indented, whether it begins an item, its key, and its value. Many lines come again."""
    match = _LINE.fullmatch(line)
    if not match:
        raise _NotPlainError
    indent, dash, key, value, item = match.groups()
    if key in _NOT_TEXT or (not key and not dash):
        raise _NotPlainError
    text = value if key else item
    return bool(indent), bool(dash), key or "", None if text is None else _scalar(text)


def forget_lines() -> None:
    """Let go of the lines that are remembered because they come again: when many articles have been read."""
    _parts.cache_clear()


def _scalar(text: str) -> str | int | float:
    if _WORDS.fullmatch(text):
        if text.lower() not in _NOT_TEXT:
            return text
        if text not in _TRUTH:
            raise _NotPlainError
        return _TRUTH[text]
    if _PARTIAL_DATE.fullmatch(text) or (_COUNTED.fullmatch(text) and _IN_NO_NUMBER.search(text)):
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    quoted = _QUOTED.fullmatch(text)
    if not quoted or "\\" in text:
        raise _NotPlainError
    return quoted[1] if quoted[1] is not None else quoted[2].replace("''", "'")
