"""The messages that stand in the sources, collected into the PO file: a developer's tool, never needed by a build.

Babel's extractors read templates, code and scripts. Beside them a table of the lexicon, what is said of the data, and
the navigation have words.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from generator import lexicon
from generator.data_out.families import FAMILIES
from generator.settings import CONFIG_FILE
from generator.translation import VIETNAMESE

# A message with a count is its own plural in Vietnamese, which has one form.
_KEYWORDS: dict[str, Any] = {"_": None, "_n": (1, 1), "N_": (1, 1)}
_SOURCES = {
    "site_templates/pages/**/*.j2": "jinja2.ext:babel_extract",
    "site_templates/theme/**/*.html": "jinja2.ext:babel_extract",
    "site_templates/theme/**/*.js": "javascript",
    "generator/**/*.py": "python",
}
_OPTIONS = {"silent": "false"}
_REASONS = "removal_rules.tsv"
_HEADER = """\
# What the site says, in Vietnamese. To have it say something else, write that into msgstr; what
# is empty is shown as it stands. Set Language and Plural-Forms below to those of your language.
# `make words` brings in new messages."""


def updated(po: bytes, root: Path) -> bytes:
    """A PO file with the messages of the sources below a folder; translations stay, of what has changed as fuzzy."""
    catalog = read_po(BytesIO(po)) if po.strip() else Catalog(VIETNAMESE, project="generator", fuzzy=False)
    # What is not translated can't be taken over, not for something like it either.
    for entry in [entry for entry in catalog if entry.id and not any(entry.string or "")]:
        catalog.delete(entry.id)
    catalog.update(_collected(root), update_creation_date=False)
    catalog.header_comment = _HEADER
    written = BytesIO()
    write_po(written, catalog, width=100, include_previous=True, include_lineno=False)
    return written.getvalue()


def _collected(root: Path) -> Catalog:
    catalog = Catalog(fuzzy=False)
    for path, message in _messages(root):
        # Without lines: the file changes when words do, not whenever a template does.
        catalog.add(message, locations=[(path, 0)])
    return catalog


def _messages(root: Path) -> Iterator[tuple[str, Any]]:
    """Each use of a message: the file, and the message; a pair of it where it counts."""
    for pattern, method in _SOURCES.items():
        for file in sorted(root.glob(pattern)):
            path = file.relative_to(root).as_posix()
            with file.open("rb") as source:
                for _line, message, _comments, _context in extract(method, source, _KEYWORDS, options=_OPTIONS):
                    yield path, message
    for _rule, words, *_rest in lexicon.rows(_REASONS):
        yield f"generator/lexicon/{_REASONS}", words
    for table in (table for family in FAMILIES for table in family.tables):
        for words in (table.title, table.about, *(column.about for column in table.columns)):
            yield "generator/data_out/families.py", words
    # A loader that makes texts of everything, whatever tags stand there.
    config = yaml.load((root / CONFIG_FILE).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    for title in _titles(config["nav"]):
        yield CONFIG_FILE, title


def _titles(nav: Any) -> Iterator[str]:
    for item in nav:
        for title, target in item.items() if isinstance(item, dict) else ():
            yield title
            if isinstance(target, list):
                yield from _titles(target)
