"""The index on disk: small packed files, of which a browser fetches the few that a query needs.

    search/data/index.json        what is where; the only file whose name is known beforehand
    search/data/<digest>/w0.bin   words and their postings, p0.bin pairs of words (postings.py)
    search/data/<digest>/a0.bin   what is shown of article 0: address, title, date, text
    search/data/<digest>/e0.bin   what is shown of the first entities
    search/data/<digest>/facets.bin   which entities each article mentions, and the kinds of documents

All but index.json are JSON or bytes under zlib: few hosts pack what they don't know. The folder's name is made of what
lies in it, so that a browser may keep its files and never mixes two states of the archive.
"""

import hashlib
import json
import shutil
import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import mkdtemp

from generator.errors import GeneratorError
from generator.records import Catalogue, EntityRecord
from generator.search.postings import SEGMENT, Segment, merged, term_files
from generator.search.records import EntityEntry, article_entry, entities_by_kind, entity_entry
from generator.search.terms import abbreviations

INDEX = "search/data"
"""Folder of the index, below the site's; the scripts look for it there."""

_ENTRY = "index.json"
# Names of one kind that most articles mention stand together: the best matches are mostly in the first file.
_ENTITIES_A_FILE = 40


def write_index(catalogue: Catalogue, site_dir: Path) -> None:
    """Build the index of a catalogue into the site's folder, in place of the one that is there.

    Raises GeneratorError where the folder can't be written.
    """
    write_index_to(catalogue, site_dir / INDEX)


def write_index_to(catalogue: Catalogue, folder: Path) -> None:
    """The same, into a folder of its own. Whoever reads the folder meanwhile finds the old state or the new one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = Path(mkdtemp(prefix="new-", dir=folder))
        try:
            writer = _Writer(new)
            entry = _write(catalogue, writer)
            digest = writer.digest()
            if not (folder / digest).exists():
                new.chmod(0o755)
                new.rename(folder / digest)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        draft = folder / f"{_ENTRY}.new"
        draft.write_bytes(_json({"folder": digest, **entry}))
        draft.replace(folder / _ENTRY)
        for old in folder.iterdir():
            if old.is_dir() and old.name != digest:
                shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise GeneratorError(f"the search index can't be written: {error}") from None


class _Writer:
    """Writes files into one folder, and sums up what it has written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sum = hashlib.sha256()

    def write(self, name: str, data: bytes) -> None:
        self._sum.update(f"{name} {len(data)} ".encode())
        self._sum.update(data)
        (self._folder / f"{name}.bin").write_bytes(zlib.compress(data, 6))

    def digest(self) -> str:
        return self._sum.hexdigest()[:12]


def _write(catalogue: Catalogue, writer: _Writer) -> dict[str, object]:
    """Writes all files but the entry, and returns what goes into that."""
    articles = catalogue.articles
    segments: list[tuple[int, Segment]] = []
    years: list[int] = []
    for start in range(0, len(articles), SEGMENT):
        segment = Segment()
        segments.append((start, segment))
        for number, article in enumerate(articles[start : start + SEGMENT], start):
            shown = article_entry(article)
            segment.add(shown.title, shown.names, f"{shown.date} {shown.text}")
            writer.write(f"a{number}", _json([shown.address, shown.title, shown.date, shown.text]))
            years.append(shown.year)
    kinds = entities_by_kind(catalogue)
    entities = [entity_entry(kind, record) for kind, records in kinds.items() for record in records]
    for start in range(0, len(entities), SEGMENT):
        segment = Segment()
        segments.append((len(years) + start, segment))
        for entity in entities[start : start + SEGMENT]:
            segment.add(entity.name, entity.spellings, "")
    for number, start in enumerate(range(0, len(entities), _ENTITIES_A_FILE)):
        block = entities[start : start + _ENTITIES_A_FILE]
        writer.write(f"e{number}", _json([[each.address, each.name, each.note, each.articles] for each in block]))
    groups = sorted({entity.group for entity in entities if entity.group})
    writer.write("facets", _json([_mentions(catalogue, kinds), groups, _groups(entities, groups)]))
    firsts: dict[str, list[str]] = {"w": [], "p": []}
    tables = {
        "w": ((start, segment.words) for start, segment in segments),
        "p": ((start, segment.pairs) for start, segment in segments),
    }
    for kind, of_kind in tables.items():
        for number, file in enumerate(term_files(merged(of_kind))):
            writer.write(f"{kind}{number}", file.data)
            firsts[kind].append(file.first)
    return {
        "articles": len(years),
        "entities": {kind: len(records) for kind, records in kinds.items()},
        "block": _ENTITIES_A_FILE,
        "years": [[year, len(list(of_year))] for year, of_year in groupby(years)],
        "words": firsts["w"],
        "pairs": firsts["p"],
        "abbreviations": list(abbreviations().items()),
    }


def _mentions(catalogue: Catalogue, kinds: dict[str, list[EntityRecord]]) -> list[list[int]]:
    """Of each article, the places of what it mentions in the row of all entities."""
    records = [record for of_kind in kinds.values() for record in of_kind]
    place = {id(record): number for number, record in enumerate(records)}
    found = []
    for article in catalogue.articles:
        mentions = catalogue.mentions[article.path]
        all_of = (*mentions.persons, *mentions.clusters, *mentions.provinces, *mentions.documents)
        found.append(sorted({place[id(record)] for record in all_of}))
    return found


def _groups(entities: Iterable[EntityEntry], groups: Sequence[str]) -> list[int]:
    """Of each document, the place of its kind among the kinds."""
    return [groups.index(entity.group) for entity in entities if entity.kind == "document"]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
