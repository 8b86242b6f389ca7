"""The tables as one SQLite file, for Datasette and any other program."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.data_out.families import FAMILIES, TABLES
from generator.data_out.links import SiteLinks
from generator.data_out.tables import Column, Kind, Row, Table
from generator.records import Catalogue

_TYPES: dict[Kind, str] = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
_CHUNK = 1 << 20
_RECORDS_AT_ONCE = 500


def database(catalogue: Catalogue, links: SiteLinks) -> Iterator[bytes]:
    """The file, in chunks. The same archive gives the same bytes, as far as SQLite is of one version."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        _write(path, catalogue, links)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def _write(path: Path, catalogue: Catalogue, links: SiteLinks) -> None:
    with closing(sqlite3.connect(path)) as file:
        # A file that nobody else reads yet, and that is thrown away if anything fails.
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;")
        for _, table in TABLES:
            file.execute(_create(table))
        for family in FAMILIES:
            records = family.records(catalogue, links)
            while some := [(record.row, *map(tuple, record.parts)) for record in islice(records, _RECORDS_AT_ONCE)]:
                for table, rows in zip(family.tables, zip(*some, strict=True), strict=True):
                    _insert(file, table, rows if table is family.table else chain.from_iterable(rows))
        for _, table in TABLES:
            for column in table.columns:
                if (column.refers_to and column.name != table.key[0]) or column.name == "date":
                    file.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
        file.execute("COMMIT")


def _insert(file: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    rows = list(rows)
    insert = f'INSERT OR REPLACE INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608  # names of ours
    try:
        file.executemany(insert, rows)
    except UnicodeEncodeError:
        # Half a sign, which no file can hold. Rows before it are there already.
        file.executemany(insert, map(_sound, rows))


def _create(table: Table) -> str:
    columns = [_column(column) for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID'


def _column(column: Column) -> str:
    needed = " NOT NULL" if column.required else ""
    refers = f' REFERENCES "{column.refers_to}" ("id")' if column.refers_to else ""
    return f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}{needed}{refers}'


def _sound(row: Row) -> Row:
    return tuple(value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in row)
