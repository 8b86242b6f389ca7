"""The index on disk: small packed files, of which a browser fetches the few that a query needs.

    search/data/index.json        what is where; the only file whose name is known beforehand
    search/data/<digest>/w0.bin   words and their postings, p0.bin pairs of words (postings.py)
    search/data/<digest>/a0.bin   what is shown of article 0: address, title, date, text
    search/data/<digest>/e0.bin   what is shown of the first entities
    search/data/<digest>/facets.bin   which entities each article mentions, and the kinds of documents
    search/data/<digest>/ids.bin      of each entity its page's name and how many articles mention it: fetched where
                                      sister sites are searched together, to know who is the same

All but index.json are JSON or bytes under zlib: few hosts pack what they don't know. The folder's name is made of what
lies in it, so that a browser may keep its files and never mixes two states of the archive.
"""

import json
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, groupby
from pathlib import Path
from tempfile import mkdtemp

from generator.errors import GeneratorError
from generator.records import Catalogue, EntityRecord
from generator.search.postings import RANGES, SEGMENT, Segment, SegmentTable, merged, term_files
from generator.search.records import EntityEntry, article_entry, article_year, entities_by_kind, entity_entry
from generator.search.segments import KeptSegment, dumped, loaded, packed, runs, unpacked
from generator.search.terms import abbreviations
from generator.settings import SisterSite

INDEX = "search/data"
"""Folder of the index, below the site's; the scripts look for it there."""

_ENTRY = "index.json"
# Names of one kind that most articles mention stand together: the best matches are mostly in the first file.
_ENTITIES_A_FILE = 40


def write_index(catalogue: Catalogue, site_dir: Path, sites: Sequence[SisterSite] = ()) -> None:
    """Build the index of a catalogue into the site's folder, in place of the one that is there.

    sites: others that are searched with this one. Raises GeneratorError where the folder can't be written.
    """
    write_index_to(catalogue, site_dir / INDEX, sites)


def write_index_to(catalogue: Catalogue, folder: Path, sites: Sequence[SisterSite] = ()) -> None:
    """The same, into a folder of its own. Whoever reads the folder meanwhile finds the old state or the new one."""
    with IndexBuild(catalogue, folder, sites) as build:
        build.finish([build.part(number).data for number in range(build.parts)])


@dataclass
class IndexPart:
    """What came of a part of the work."""

    data: bytes = b""
    """For `IndexBuild.finish`."""
    new: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Key and bytes of the pieces that were not known."""
    kept: list[bytes] = field(default_factory=list)
    """Keys of pieces that are of use to another build, but are no files."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Key of each file, by its place below the index's folder."""


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GeneratorError(f"the search index can't be written: {error}") from None


class IndexBuild:
    """An index in the making: parts that any process may make, in any order, and what is made of them all.

    A context, for the process that waits for all others. What it does raises GeneratorError where the folder can't be
    written.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        folder: Path,
        sites: Sequence[SisterSite] = (),
        known: Callable[[bytes], bytes | None] = lambda _: None,
        seal: bytes = b"",
    ) -> None:
        """Build the index of a catalogue into a folder.

        sites: see `write_index`. known: finds the pieces that were new in an earlier build, by key. seal: names all
        that can change the index besides the catalogue.
        """
        self._catalogue = catalogue
        self._folder = folder
        self._sites = sites
        self._known = known
        self._seal = seal
        self._runs = runs(catalogue.articles)
        self._draft: Path

    @property
    def parts(self) -> int:
        """How many there are."""
        return len(self._runs)

    @_in_one_line()
    def __enter__(self) -> "IndexBuild":
        self._folder.mkdir(parents=True, exist_ok=True)
        self._draft = Path(mkdtemp(prefix="new-", dir=self._folder))
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._draft, ignore_errors=True)

    @_in_one_line()
    def part(self, number: int) -> IndexPart:
        """Write the files of some articles, and find their terms."""
        start, articles = self._runs[number]
        entries = list(map(article_entry, articles))
        key = self._key("".join(map(repr, entries)).encode("utf-8", "surrogatepass"))
        data = self._restored(key, range(start, start + len(articles)))
        if data:
            return IndexPart(data, kept=[key])
        files = self._files()
        segment = Segment()
        for place, entry in enumerate(entries, start):
            segment.add(entry.title, entry.names, f"{entry.date} {entry.text}")
            files.write(f"a{place}", _json([entry.address, entry.title, entry.date, entry.text]))
        data = dumped(
            KeptSegment([*files.sums.values()], list(map(packed, segment.words)), list(map(packed, segment.pairs)))
        )
        return IndexPart(data, [*files.new, (key, data)], [key])

    def _restored(self, key: bytes, numbers: range) -> bytes | None:
        """A part as an earlier build made it, its files written; None where it has to be made."""
        data = self._known(key)
        try:
            sums = loaded(data or b"").sums
        except ValueError:
            return None
        files = self._files()
        whole = len(sums) == len(numbers) and all(map(files.restore, map("a{}".format, numbers), sums))
        return data if whole else None

    @_in_one_line()
    def finish(self, parts: Sequence[bytes]) -> IndexPart:
        """Write the rest, with the data of all parts in their order, and put the index in place of the one there is."""
        segments = list(map(loaded, parts))
        files = self._files()
        files.sums = {f"a{number}": each for number, each in enumerate(each for of in segments for each in of.sums)}
        entry = self._write_shared(segments, files)
        digest = files.digest()
        if not (self._folder / digest).exists():
            self._draft.chmod(0o755)
            self._draft.rename(self._folder / digest)
        sisters = {"sites": [[site.name, site.url] for site in self._sites]} if self._sites else {}
        content = _json({"folder": digest, **entry, **sisters})
        draft = self._folder / f"{_ENTRY}.new"
        draft.write_bytes(content)
        draft.replace(self._folder / _ENTRY)
        for old in self._folder.iterdir():
            if old.is_dir() and old.name != digest:
                shutil.rmtree(old, ignore_errors=True)
        keys = {f"{digest}/{name}.bin": self._key(each) for name, each in files.sums.items()}
        of_entry = self._key(content)
        return IndexPart(new=[*files.new, (of_entry, content)], files={**keys, _ENTRY: of_entry})

    def _write_shared(self, segments: Sequence[KeptSegment], files: "_Files") -> dict[str, object]:
        """Write all but the articles' files and the entry; returns what goes into that."""
        catalogue = self._catalogue
        kinds = entities_by_kind(catalogue)
        entities = [entity_entry(kind, record) for kind, records in kinds.items() for record in records]
        for number, block in enumerate(_blocks(entities, _ENTITIES_A_FILE)):
            shown = [[each.address, each.name, each.note, each.articles] for each in block]
            files.write(f"e{number}", _json(shown))
        pages = [entity.address.rstrip("/").rpartition("/")[2] for entity in entities]
        files.write("ids", _json([pages, [entity.articles for entity in entities]]))
        groups = sorted({entity.group for entity in entities if entity.group})
        files.write("facets", _json([_mentions(catalogue, kinds), groups, _groups(entities, groups)]))
        starts = [run.start for run in self._runs]
        starts += range(len(catalogue.articles), len(catalogue.articles) + len(entities), SEGMENT)
        of_entities = list(map(_entity_segment, _blocks(entities, SEGMENT)))
        firsts: dict[str, list[str]] = {}
        for kind, of_articles, others in (
            ("words", [each.words for each in segments], [each.words for each in of_entities]),
            ("pairs", [each.pairs for each in segments], [each.pairs for each in of_entities]),
        ):
            firsts[kind] = []
            for number, file in enumerate(term_files(_merged_ranges(starts, of_articles, others))):
                files.write(f"{kind[0]}{number}", file.data)
                firsts[kind].append(file.first)
        years = map(article_year, catalogue.articles)
        return {
            "articles": len(catalogue.articles),
            "entities": {kind: len(records) for kind, records in kinds.items()},
            "block": _ENTITIES_A_FILE,
            "years": [[year, len(list(of_year))] for year, of_year in groupby(years)],
            **firsts,
            "abbreviations": list(abbreviations().items()),
        }

    def _files(self) -> "_Files":
        return _Files(self._draft, self._known, self._key)

    def _key(self, data: bytes) -> bytes:
        return blake2b(self._seal + data, digest_size=16, person=b"search").digest()


class _Files:
    """Files written into one folder, packed as an earlier build packed them where it did."""

    def __init__(self, folder: Path, known: Callable[[bytes], bytes | None], key_of: Callable[[bytes], bytes]) -> None:
        self._folder = folder
        self._known = known
        self._key_of = key_of
        self.sums: dict[str, bytes] = {}
        """Of each file by name: the sum of what is packed in it."""
        self.new: list[tuple[bytes, bytes]] = []
        """Key and bytes of those that were not known."""

    def write(self, name: str, data: bytes) -> None:
        self.sums[name] = blake2b(data, digest_size=16).digest()
        key = self._key_of(self.sums[name])
        content = self._known(key)
        if content is None:
            content = zlib.compress(data, 6)
            self.new.append((key, content))
        (self._folder / f"{name}.bin").write_bytes(content)

    def restore(self, name: str, total: bytes) -> bool:
        """Write a file that is known by its sum; returns whether it is."""
        content = self._known(self._key_of(total))
        if content is not None:
            (self._folder / f"{name}.bin").write_bytes(content)
        return content is not None

    def digest(self) -> str:
        """Names all that was written."""
        return blake2b(_json({name: each.hex() for name, each in self.sums.items()}), digest_size=6).hexdigest()


def _blocks(entities: Sequence[EntityEntry], size: int) -> Iterator[Sequence[EntityEntry]]:
    return (entities[start : start + size] for start in range(0, len(entities), size))


def _entity_segment(entities: Sequence[EntityEntry]) -> Segment:
    segment = Segment()
    for entity in entities:
        segment.add(entity.name, entity.spellings, "")
    return segment


def _merged_ranges(
    starts: Sequence[int], of_articles: Sequence[Sequence[bytes]], others: Sequence[Sequence[SegmentTable]]
) -> Iterator[dict[str, bytearray]]:
    for place in range(RANGES):
        tables = chain((unpacked(each[place]) for each in of_articles), (each[place] for each in others))
        yield merged(zip(starts, tables, strict=True))


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
