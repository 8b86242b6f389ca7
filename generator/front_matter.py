"""Front matter from plain values, as the model has it; a value of the wrong shape is named by line and field."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.dates import PartialDate
from generator.errors import Problem, ProblemError
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention, Source

# Beyond this a number is not kept to the last digit by all that reads the archive's data, and no article counts so far.
_TOO_LARGE = 10**15


def front_matter_of(mapping: Mapping[str, Any], yaml_text: str, path: str) -> FrontMatter:
    """The front matter in the plain values of a YAML text. path: for messages.

    Raises ProblemError naming file, line and field for a value of the wrong shape or a date that isn't one.
    """
    return _Shape(path, yaml_text).front_matter(mapping)


class _Shape:
    """Reads plain YAML values as the model's types, and says where one has the wrong shape."""

    def __init__(self, path: str, yaml_text: str) -> None:
        self._path = path
        self._yaml_text = yaml_text

    def front_matter(self, mapping: Mapping[str, Any]) -> FrontMatter:
        return FrontMatter(
            title=self._text(mapping, "title"),
            title_made=mapping.get("title_made") is True,
            date=self._date(mapping, "date"),
            date_basis=self._text(mapping, "date_basis"),
            period=self._text(mapping, "period"),
            published=self._date(mapping, "published"),
            place=self._text(mapping, "place"),
            persons=tuple(
                PersonMention(
                    self._name(item, "persons"),
                    self._texts(item, "roles", "persons"),
                    self._text(item, "id", "persons"),
                    self._texts(item, "new_roles", "persons"),
                    self._texts(item, "former_roles", "persons"),
                    self._texts(item, "aliases", "persons"),
                )
                for item in self._items(mapping, "persons")
            ),
            clusters=tuple(
                ClusterMention(
                    self._name(item, "clusters"),
                    self._number(item),
                    self._text(item, "sector", "clusters"),
                    self._texts(item, "members", "clusters"),
                    self._text(item, "id", "clusters"),
                    self._text(item, "leader", "clusters"),
                )
                for item in self._items(mapping, "clusters")
            ),
            provinces=self._texts(mapping, "provinces"),
            documents=tuple(
                DocumentCitation(
                    self._text(item, "kind", "documents"),
                    self._text(item, "number", "documents"),
                    self._date(item, "date", "documents"),
                    self._text(item, "issuer", "documents"),
                )
                for item in self._items(mapping, "documents")
            ),
            figures=tuple(
                Figure(self._value(item), self._text(item, "unit", "figures"), self._text(item, "quote", "figures"))
                for item in self._items(mapping, "figures")
            ),
            byline=self._texts(mapping, "byline"),
            source=self._source(mapping.get("source")),
            source_file=self._text(mapping, "source_file"),
        )

    def _wrong(self, field: str, message: str, hint: str) -> ProblemError:
        top = field.split(".", maxsplit=1)[0]
        lines = enumerate(self._yaml_text.split("\n"), start=2)
        line = next((n for n, text in lines if re.match(rf"['\"]?{top}['\"]?\s*:", text)), 1)
        return ProblemError(Problem(self._path, line, field, message, hint))

    def _text(self, mapping: Mapping[str, Any], key: str, parent: str = "") -> str:
        value = mapping.get(key)
        if value is None:
            return ""
        if type(value) is str:
            return value.strip()
        if isinstance(value, (str, int, float)):
            return str(value).strip()
        field = f"{parent}.{key}" if parent else key
        raise self._wrong(field, f"is a {_shape_name(value)}, not one text", "write one value after the colon")

    def _texts(self, mapping: Mapping[str, Any], key: str, parent: str = "") -> tuple[str, ...]:
        value = mapping.get(key)
        if value is None:
            return ()
        values = value if isinstance(value, list) else [value]
        if not [item for item in values if not isinstance(item, (str, int, float))]:
            return tuple([text for item in values if (text := str(item).strip())])
        field = f"{parent}.{key}" if parent else key
        raise self._wrong(field, "is not a list of texts", "write one `- text` a line")

    def _items(self, mapping: Mapping[str, Any], key: str) -> Iterable[Mapping[str, Any]]:
        value = mapping.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, f"is a {_shape_name(value)}, not a list", "start each item with `- `")
        # A bare text is the short way to write an item that is nothing but its name.
        return [item if isinstance(item, dict) else {"name": item} for item in value if item is not None]

    def _name(self, item: Mapping[str, Any], parent: str) -> str:
        name = self._text(item, "name", parent)
        if not name:
            raise self._wrong(f"{parent}.name", "an item has no name", "add `name: …` or delete the item")
        return name

    def _date(self, mapping: Mapping[str, Any], key: str, parent: str = "") -> str:
        text = self._text(mapping, key, parent)
        try:
            return str(PartialDate.parse(text)) if text else ""
        except ValueError as error:
            raise self._wrong(
                f"{parent}.{key}" if parent else key, str(error), "write YYYY-MM-DD, YYYY-MM or YYYY"
            ) from None

    def _number(self, item: Mapping[str, Any]) -> int | None:
        value = item.get("number")
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < _TOO_LARGE):
            return value
        raise self._wrong("clusters.number", f"not a whole number: {value}", "write digits only")

    def _value(self, item: Mapping[str, Any]) -> int | float:
        value = item.get("value")
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _TOO_LARGE:
            return value
        raise self._wrong("figures.value", f"not a number: {value}", "write 1513 or 80.8, without thousands separators")

    def _source(self, value: Any) -> Source:
        if value is None:
            return Source()
        if isinstance(value, str):
            return Source(name=value)
        if isinstance(value, dict):
            return Source(self._text(value, "name"), self._text(value, "url"))
        raise self._wrong("source", f"is a {_shape_name(value)}", "write `source: {name: …, url: …}`")


def _shape_name(value: Any) -> str:
    return {dict: "mapping", list: "list", bool: "yes/no value"}.get(type(value), type(value).__name__)
