"""Where each page of an archive in parts is: a map in small files on the front site. The page that is shown for an
address where nothing is asks it: so addresses of the archive before it was split lead on, and those of articles whose
year was corrected.

    places/index.json   how many files there are, and the parts with their addresses
    places/7.json       pages whose checksum says 7: their parts; before these, where a page is gone, what stands for it

theme/assets/javascripts/moved.js reads it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from zlib import crc32

from generator.parts.division import HUB, Division, part_name
from generator.parts.layout import Layout

PLACES = "places"
"""The folder of the map, below the front site's."""
_PAGES_A_FILE = 500


def place_map(division: Division, layout: Layout) -> Iterator[tuple[str, bytes]]:
    """The files of the map, by path below the docs folder of the front site."""
    number = {part: place for place, part in enumerate(division.articles)}
    places: dict[str, list[str | int]] = {
        _key(path): [number[part] for part in division.parts_with(path)] for path in division.pages
    }
    for path, end in division.gone.items():
        places.setdefault(_key(path), [_key(end), *(number[part] for part in division.parts_with(end))])
    count = len(places) // _PAGES_A_FILE + 1
    files: dict[int, dict[str, list[str | int]]] = defaultdict(dict)
    for key in sorted(places):
        files[crc32(key.encode("utf-8", "replace")) % count][key] = places[key]
    sites = [[part_name(part), layout.address(part, HUB)] for part in division.articles]
    yield f"{PLACES}/index.json", _json({"files": count, "sites": sites})
    for each in range(count):
        yield f"{PLACES}/{each}.json", _json(files[each])


def _key(path: str) -> str:
    return path.removesuffix(".md")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
