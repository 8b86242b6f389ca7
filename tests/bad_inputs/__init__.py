"""Inputs as bad as code can make them, by families. What they are for is in `test_bad_inputs`."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bad_inputs import encodings, markup, names, packed, pages, sizes, tables
from bad_inputs.model import BadInput

__all__ = ["BadInput", "bad_inputs"]


def bad_inputs(outside: Path) -> Iterator[BadInput]:
    """All of them. outside: a folder that must stay as it is, for those that try to reach it by its whole path."""
    return chain(
        *(markup.in_texts(), markup.in_facts()),
        *(names.reserved(), names.odd(), names.in_titles(), names.spellings()),
        *(encodings.signs(), encodings.encodings(), encodings.binary(), sizes.runs(), sizes.sizes()),
        *(tables.rows(), tables.markup(), tables.tables(), pages.saved_pages(), pages.markdown()),
        *(packed.zips(outside), packed.streams(outside), packed.documents(), packed.web_archives()),
    )
