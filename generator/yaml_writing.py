"""Front matter to YAML lines, as PyYAML writes them in block style."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from generator.invisible import has_invisible


def without_dates(kind: Any) -> dict[Any, Any]:
    """What a loader or dumper of PyYAML takes for more than text, but for dates: those are the text they are."""
    return {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in kind.yaml_implicit_resolvers.items()
    }


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # its base is known at run time only
    """Writes dates without quotes, aliases never."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's signature
        return True


_Dumper.yaml_implicit_resolvers = without_dates(_Dumper)
# What no YAML reader takes for anything but text, and PyYAML writes as it stands.
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_PLAIN = re.compile(rf"[{_LATIN}“](?:[{_LATIN}0-9 ,.()/%+–“”-]*[{_LATIN}0-9.)%”])?")
# What begins with a digit is plain where some sign in it is in no number, and where it is a date.
_COUNTED = re.compile(rf"[0-9][{_LATIN}0-9 ,.()/%+–“”-]*[{_LATIN}0-9.)%”]")
_IN_NO_NUMBER = re.compile(r"[ /%“”À-ỿG-NP-WYZg-np-wyz]")
_PARTIAL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
# A colon with a space after it parts key and value, unless it stands in quotes.
_WITH_COLON = re.compile(rf"[{_LATIN}“](?:[{_LATIN}0-9 ,.()/%+–“”:-]*[{_LATIN}0-9.)%”])?")
_NOT_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "inf", "nan"])
_LONGEST_NOT_TEXT = max(map(len, _NOT_TEXT))


def yaml_lines(mapping: Mapping[str, Any], indent: str) -> list[str]:
    """The lines of a mapping as PyYAML writes them in block style; written here because that is ten times as fast."""
    lines: list[str] = []
    for key, value in mapping.items():
        if isinstance(value, dict):
            lines += [f"{indent}{key}:", *yaml_lines(value, f"{indent}  ")]
        elif isinstance(value, list):
            lines.append(f"{indent}{key}:")
            for item in value:
                if isinstance(item, dict):
                    first, *others = yaml_lines(item, f"{indent}  ")
                    lines += [f"{indent}- {first.lstrip(' ')}", *others]
                else:
                    lines.append(f"{indent}- {yaml_scalar(item)}")
        else:
            lines.append(f"{indent}{key}: {yaml_scalar(value)}")
    return lines


def yaml_scalar(value: Any) -> str:
    """A text, number or truth value as YAML; what may need quotes is left to PyYAML."""
    if isinstance(value, str):
        if _is_plain(value):
            return value
        return f"'{value}'" if ": " in value and _WITH_COLON.fullmatch(value) else _written_by_yaml(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and _DECIMAL.fullmatch(written := repr(value)):
        return written
    return _written_by_yaml(value)


def _is_plain(text: str) -> bool:
    if _PLAIN.fullmatch(text):
        return len(text) > _LONGEST_NOT_TEXT or text.lower() not in _NOT_TEXT
    return bool(_PARTIAL_DATE.fullmatch(text) or (_COUNTED.fullmatch(text) and _IN_NO_NUMBER.search(text)))


@lru_cache(maxsize=4096, typed=True)
def _written_by_yaml(value: Any) -> str:
    # A file's name may turn the lines of the front matter round.
    shows = not (isinstance(value, str) and has_invisible(value))
    written: str = yaml.dump([value], Dumper=_Dumper, allow_unicode=shows, width=1_000_000)
    return written.removeprefix("- ").removesuffix("\n")
