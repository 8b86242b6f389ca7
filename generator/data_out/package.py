"""What describes the tables to programs: a Frictionless data package, and the metadata that Datasette shows.

The licence is left to whoever publishes the archive: the texts are the papers'.
"""

import json
from typing import Any

from generator.data_out.families import TABLES
from generator.data_out.links import SiteLinks
from generator.data_out.tables import Column, Kind, Table
from generator.identifiers import identifier

_TYPES: dict[Kind, str] = {"integer": "integer", "number": "number", "boolean": "boolean"}
_EDTF = r"^[0-9]{4}(-[0-9]{2}){0,2}$"


def data_package(links: SiteLinks, about: str) -> bytes:
    """datapackage.json, of version 1 of the standard, which more programs read than version 2. about: of the site."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": identifier(links.name) or "archive",
        "title": links.name,
        "description": about,
        "homepage": links.url,
        "resources": [_resource(table) for _, table in TABLES],
    }
    return _dumped({key: value for key, value in package.items() if value})


def _resource(table: Table) -> dict[str, Any]:
    references = [column for column in table.columns if column.refers_to]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            # A table that refers to itself doesn't say its name.
            {
                "fields": column.name,
                "reference": {"resource": column.refers_to if column.refers_to != table.name else "", "fields": "id"},
            }
            for column in references
        ],
        "missingValues": [""],
    }
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {key: value for key, value in schema.items() if value},
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        **({"required": True} if column.required else {}),
        **({"pattern": _EDTF} if column.kind == "date" else {}),
    }
    field = {"name": column.name, "type": _TYPES.get(column.kind, "string"), "description": column.about}
    return {**field, **({"constraints": constraints} if constraints else {})}


def datasette_metadata(links: SiteLinks, about: str) -> bytes:
    """metadata.json for `datasette archive.sqlite --metadata metadata.json`."""
    tables = {
        table.name: {
            "title": table.title,
            "description": table.about,
            "columns": {column.name: column.about for column in table.columns},
            **({"label_column": "title" if table.name == "articles" else "name"} if "url" in table.names else {}),
        }
        for _, table in TABLES
    }
    metadata = {"title": links.name, "description": about, "source_url": links.url}
    known = {key: value for key, value in metadata.items() if value}
    return _dumped({**known, "databases": {"archive": {"tables": tables}}})


def _dumped(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
