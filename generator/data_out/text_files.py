"""The tables as CSV and JSON, in chunks: no file ever lies in memory whole.

CSV is what a spreadsheet opens with a double click. Excel on Windows takes a file for one of its own code page unless a
byte order mark says UTF-8, and Vietnamese is unreadable then; readers of data packages know the mark. Lines end as in
RFC 4180. A spreadsheet also runs a cell that begins with = + - @ as a formula, and our texts come from the web: such a
text gets an apostrophe before it, and one that had apostrophes there gets one more, so that nothing is lost. Numbers
are no texts and stay as they are. JSON and the database hold every text as it is.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from generator.data_out.links import SiteLinks
from generator.data_out.rows import as_number, same_as
from generator.data_out.tables import Family, Row, Table, Value
from generator.document import as_mapping
from generator.model import FrontMatter
from generator.records import Catalogue

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ROWS_AT_ONCE = 400
_SAME = ("same_text_as", "same_page_as")
_dumped = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def csv_file(family: Family, table: Table, catalogue: Catalogue, links: SiteLinks) -> Iterator[bytes]:
    """A table as CSV."""
    yield _lines([table.names], mark=_BOM)
    rows = family.rows(table, catalogue, links)
    texts = [place for place, column in enumerate(table.columns) if column.kind in ("text", "url")]
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield _lines(_cells(row, texts) for row in some)


def _lines(rows: Iterable[Iterable[Value]], mark: str = "") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return (mark + text.getvalue()).encode("utf-8", "replace")


def _cells(row: Row, texts: Iterable[int]) -> list[Value]:
    """A row as a spreadsheet may see it."""
    cells = [("true" if value else "false") if isinstance(value, bool) else value for value in row]
    for place in texts:
        value = cells[place]
        # Nearly all begin with a letter or a digit.
        if isinstance(value, str) and not value[:1].isalnum():
            cells[place] = harmless(value)
    return cells


def harmless(text: str) -> str:
    """A text that no spreadsheet runs.

    >>> print(harmless("=1+1"), harmless("'-1"), harmless("a=b"), harmless("'a"))
    '=1+1 ''-1 a=b 'a
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_it_was(cell: str) -> str:
    """The text of a cell.

    >>> as_it_was("'=1"), as_it_was("'a")
    ('=1', "'a")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def json_file(family: Family, catalogue: Catalogue, links: SiteLinks) -> Iterator[bytes]:
    """A family as JSON: an array of records, one a line, with the rows of its other tables within each."""
    return json_array(family.mapping(record) for record in family.records(catalogue, links))


def articles_json(catalogue: Catalogue, links: SiteLinks) -> Iterator[bytes]:
    """Path, address and front matter of each article, and what it is the same as, in time order."""
    return json_array(
        {
            "path": article.path,
            "url": links.address(article.path),
            **_plain(article.front_matter),
            **{key: id_ for key, id_ in zip(_SAME, same_as(catalogue, article), strict=True) if id_},
        }
        for article in catalogue.articles
    )


def _plain(front: FrontMatter) -> dict[str, Any]:
    mapping = as_mapping(front)
    for figure in mapping.get("figures", ()):
        figure["value"] = as_number(figure["value"])
    return mapping


def json_array(items: Iterable[object]) -> Iterator[bytes]:
    r"""An array, one item a line.

    >>> b"".join(json_array([1, {"a": "ă"}])).decode()
    '[\n1,\n{"a": "ă"}\n]\n'
    """
    lines = map(_dumped, items)
    before = "[\n"
    while some := list(islice(lines, _ROWS_AT_ONCE)):
        yield (before + ",\n".join(some)).encode("utf-8", "replace")
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
