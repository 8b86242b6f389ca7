"""The page of the data: what can be taken along, column by column."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from generator.catalogue import Catalogue
from generator.data_out.families import FAMILIES
from generator.data_out.rows import counts
from generator.data_out.tables import Table
from generator.markup import SafeMarkdown
from generator.pages.page import GeneratedPage
from generator.translation import _

DATA_PAGE = "data/index.md"


def pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """The one page; of an archive in parts, the front site's leads to those of the parts."""
    template = "hub_data.md.j2" if catalogue.is_hub else "data.md.j2"
    yield GeneratedPage(DATA_PAGE, template, _("Dữ liệu"), partial(_data, catalogue))


def _data(catalogue: Catalogue) -> dict[str, Any]:
    """The tables, each with its columns and how many rows it has. Names of ours are code, where nothing is escaped."""
    if catalogue.is_hub:
        return {}
    number = counts(catalogue)
    families = [
        (
            family.table.name,
            [
                (table, number[table.name], [(SafeMarkdown(column.name), column) for column in table.columns])
                for table in map(_in_words, family.tables)
            ],
        )
        for family in FAMILIES
    ]
    return {"families": families}


def _in_words(table: Table) -> Table:
    """A table with what the page says of it. In the files it is described in Vietnamese, as their rows are."""
    columns = tuple(replace(column, about=_(column.about)) for column in table.columns)
    return replace(table, title=_(table.title), about=_(table.about), columns=columns)
