"""What the tables of the data are: their columns, what each means, and how they hang together.

The names are part of addresses and of other people's programs: they stay. What they mean is said in Vietnamese, on the
site's page of the data, in the data package and in Datasette.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from generator.data_out.links import SiteLinks
from generator.records import Catalogue

Value = str | int | float | bool | None
Row = tuple[Value, ...]
"""In step with a table's columns; None for what is unknown."""
Kind = Literal["text", "date", "integer", "number", "boolean", "url"]


@dataclass(frozen=True)
class Column:
    """One column."""

    name: str
    """ASCII."""
    about: str
    """What it says, in Vietnamese."""
    kind: Kind = "text"
    """A date is EDTF level 0: a day, a month or a year. A url is relative where the site's own is unknown."""
    refers_to: str = ""
    """The table whose `id` it names."""
    required: bool = False
    """Whether every row has it."""


@dataclass(frozen=True)
class Table:
    """One table: a CSV file, a table of the database."""

    name: str
    """The file's, without its ending."""
    title: str
    """In Vietnamese."""
    about: str
    """What a row is."""
    columns: tuple[Column, ...]
    """In order."""
    key: tuple[str, ...] = ("id",)
    """The columns that tell a row from every other."""
    parent: str = ""
    """The column that names the record of the first table of the family."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Record:
    """A row with all that hangs on it."""

    row: Row
    """Of the family's first table."""
    parts: tuple[Iterable[Row], ...] = ()
    """Rows of each of its other tables, to be gone through once."""


@dataclass(frozen=True)
class Family:
    """A table and those whose rows belong to one of its rows: one JSON file, one CSV file each."""

    table: Table
    """The first."""
    records: Callable[[Catalogue, SiteLinks], Iterator[Record]]
    """Makes its rows, one at a time."""
    parts: tuple[tuple[str, Table], ...] = ()
    """The others, with the key of their rows in a JSON record."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """All."""
        return (self.table, *(table for _, table in self.parts))

    def rows(self, table: Table, catalogue: Catalogue, links: SiteLinks) -> Iterator[Row]:
        """The rows of one of its tables."""
        if table is self.table:
            return (record.row for record in self.records(catalogue, links))
        place = [each for _, each in self.parts].index(table)
        return (row for record in self.records(catalogue, links) for row in record.parts[place])

    def mapping(self, record: Record) -> dict[str, Any]:
        """A record as in the JSON file."""
        parts = {
            key: [
                {name: value for name, value in zip(table.names, row, strict=True) if name != table.parent}
                for row in rows
            ]
            for (key, table), rows in zip(self.parts, record.parts, strict=True)
        }
        return {**dict(zip(self.table.names, record.row, strict=True)), **parts}
