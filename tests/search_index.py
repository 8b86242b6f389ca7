"""The index of a site, read in Python as the scripts read it."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Index:
    """The index as the scripts read it."""

    entry: dict[str, Any]
    folder: Path

    def file(self, name: str) -> bytes:
        return zlib.decompress((self.folder / f"{name}.bin").read_bytes())

    def article(self, number: int) -> list[str]:
        shown: list[str] = json.loads(self.file(f"a{number}"))
        return shown

    @property
    def titles(self) -> list[str]:
        return [self.article(number)[1] for number in range(self.entry["articles"])]

    @property
    def entities(self) -> list[list[Any]]:
        blocks = sorted(self.folder.glob("e*.bin"), key=lambda file: int(file.stem[1:]))
        return [entity for block in blocks for entity in json.loads(self.file(block.stem))]

    def postings(self, kind: str) -> dict[str, list[tuple[int, int]]]:
        """Of each term: record and place."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number in range(len(self.entry[kind])):
            data = self.file(f"{kind[0]}{number}")
            start = 4 + int.from_bytes(data[:4], "little")
            for term, size in zip(*json.loads(data[4:start]), strict=True):
                found[term] = list(unpack(data[start : start + size]))
                start += size
        return found


def unpack(packed: bytes) -> Iterator[tuple[int, int]]:
    record = value = shift = 0
    for byte in packed:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            record += value >> 2
            yield record, value & 3
            value = shift = 0


def read_index(site: Path) -> Index:
    entry = json.loads((site / "search/data/index.json").read_bytes())
    return Index(entry, site / "search/data" / entry["folder"])
