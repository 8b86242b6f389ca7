"""Writes an archive as parts: for each year, and for what has no date, a project that MkDocs builds by itself; before
them a front site. Who is meant by a name is settled for all parts by what all articles say.

    DIR/2023/mkdocs.yml, docs_src/articles/…    DIR/undated/…    DIR/hub/…

The parts are generated: people correct the archive. What is the same already is not written again.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from generator.addresses import RECORD, Address, dump_record, read_record
from generator.catalogue import load_catalogue
from generator.checks.links import links_in
from generator.document import load_mapping, split
from generator.errors import GeneratorError, Problem
from generator.model import Article
from generator.own_folder import OwnFolder
from generator.parts.division import HUB, Division, only_mentions, part_name
from generator.parts.layout import Layout, folder_of
from generator.parts.places import PLACES, place_map
from generator.parts.project import Project
from generator.parts.relinking import relinked
from generator.records import EntityRecord
from generator.resolve.notes import KINDS
from generator.resolve.whole import WHOLE, dump_whole
from generator.settings import ARTICLES, CONFIG_FILE, Settings, SisterSite

MARKER = ".generator-split"
"""Lies in a folder made by `split` and lists the files written there."""
_NOT_IN_HUB = (ARTICLES, "dates", *KINDS)


@dataclass(frozen=True)
class SplitArchive:
    """What was written."""

    parts: Mapping[str, int]
    """The parts' folders in order of time, with the number of articles; the front site is none of them."""
    problems: tuple[Problem, ...]
    """What is wrong with files left out, and links that could not be led to another part."""


def split_archive(settings: Settings, target: Path, layout: Layout | None = None) -> SplitArchive:
    """Write the parts of an archive into a folder, which may be missing, empty or made by an earlier run.

    Holds of each article what it mentions, never its text. Raises GeneratorError for any other folder, and for an
    archive that is a part itself.
    """
    folder = OwnFolder(target, MARKER, settings.docs, "split")
    project = Project(settings.root, settings.docs.name)
    catalogue, problems = load_catalogue(settings.docs, keep=only_mentions)
    if catalogue.whole:
        raise GeneratorError(f"{settings.docs.name}: is a part of an archive already; split the archive itself")
    parts = _Parts(settings, Division(catalogue, read_record(settings.docs)), layout or Layout(), project)
    folder.start()
    for path, content in parts.files():
        folder.write(path, content)
    folder.finish()
    return SplitArchive(parts.division.articles, (*problems, *parts.problems))


@dataclass
class _Parts:
    """Makes the files of all parts, article by article."""

    settings: Settings
    division: Division
    layout: Layout
    project: Project
    problems: list[Problem] = field(default_factory=list)
    _linked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of each picture or the like beside the articles, the parts whose articles show it."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file, by path below the target."""
        docs = self.settings.docs.name
        everywhere = (*self.division.articles, HUB)
        for part in everywhere:
            yield from ((f"{folder_of(part)}/{path}", content) for path, content in self._project(part))
        for article in self.division.catalogue.articles:
            part = self.division.part_of[article.path]
            text = (self.settings.docs / article.path).read_bytes().decode("utf-8")
            yield f"{part}/{docs}/{article.path}", self._here(self._with_ids(text, article), article.path, part)
        for path in self._notes():
            parts = self.division.parts_with(path)
            if not parts and path.partition("/")[0] in KINDS:
                # Nobody mentions what it is about: its page is the note alone, and stands in one part.
                parts = (everywhere[-2],)
            text = (self.settings.docs / path).read_bytes().decode("utf-8")
            for part in parts or (part for part in everywhere if self._is_there(path, part)):
                yield f"{folder_of(part)}/{docs}/{path}", self._here(text, path, part)
        for path in self._other_files():
            beside_articles = path.startswith(f"{ARTICLES}/")
            for part in sorted(self._linked[path]) if beside_articles else everywhere:
                yield f"{folder_of(part)}/{docs}/{path}", (self.settings.docs / path).read_bytes()

    def _project(self, part: str) -> Iterator[tuple[str, bytes]]:
        """Everything but articles and what people wrote."""
        hub = self.layout.address(HUB, part)
        extra = {"places": f"{hub if part else ''}{PLACES}/", **({"hub": hub} if part else {})}
        yield (
            CONFIG_FILE,
            self.project.config(
                part_name(part),
                self.layout.site_url(self.project.site_url, part),
                self.layout.sisters(self.division.articles, part),
                extra,
                lambda path: self._is_there(path, part),
            ),
        )
        docs = self.settings.docs.name
        yield f"{docs}/{WHOLE}", dump_whole(self.division.wholes[part])
        gone = {path: Address(leads_to=end) for path, end in self.division.addresses(part).items()}
        if gone:
            yield f"{docs}/{RECORD}", dump_record(gone).encode()
        if part == HUB:
            yield from ((f"{docs}/{path}", content) for path, content in place_map(self.division, self.layout))
        yield from self.project.files()

    def _is_there(self, path: str, part: str) -> bool:
        """Whether a part has a page, if the archive has."""
        parts = self.division.parts_with(path)
        return part in parts if parts else part != HUB or path.partition("/")[0] not in _NOT_IN_HUB

    def _with_ids(self, text: str, article: Article) -> str:
        """The text with the identifiers of all persons and clusters: nothing else may decide who they are."""
        mentions, front = self.division.catalogue.mentions[article.path], article.front_matter
        given = [*(person.id for person in front.persons), *(cluster.id for cluster in front.clusters)]
        if given == [record.id for record in (*mentions.persons, *mentions.clusters)]:
            return text
        yaml_text, body = split(text)
        mapping = load_mapping(yaml_text, article.path)
        for key, records in (("persons", mentions.persons), ("clusters", mentions.clusters)):
            if records:
                mapping[key] = list(map(_with_id, (item for item in mapping[key] if item is not None), records))
        return f"---\n{yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=1_000_000)}---\n\n{body}"

    def _here(self, text: str, path: str, part: str) -> bytes:
        """The text as it stands in a part, its links to pages of others led there."""
        if "](" not in text and "]:" not in text:
            return text.encode()
        text = text.replace("\r\n", "\n")
        body = split(text)[1]
        made = relinked(body, path, lambda target: self._address_elsewhere(target, path, part))
        for link in links_in(made):
            target = _target(link.address, path)
            if not target.endswith(".md"):
                self._linked[target].add(part)
            elif self._address_elsewhere(target, path, part):
                message = f"{link.address} leads to another part of the archive by a reference"
                shown = f"{self.settings.docs.name}/{path}"
                self.problems.append(Problem(shown, 0, "link", message, "write the link as [text](address)"))
        return (text.removesuffix(body) + made).encode()

    def _address_elsewhere(self, target: str, page: str, part: str) -> str:
        """The address of a page that only other parts have, the latest of them."""
        parts = self.division.parts_with(target)
        if not parts and not self._is_there(target, part) and target.endswith("index.md"):
            parts = tuple(self.division.articles)[-1:]
        if not parts or part in parts:
            return ""
        return SisterSite(parts[-1], self.layout.address(parts[-1], part)).link(page, target)

    def _notes(self) -> Iterator[str]:
        catalogue = self.division.catalogue
        return (path for path in sorted(catalogue.notes) if path not in catalogue.merged)

    def _other_files(self) -> Iterator[str]:
        docs = self.settings.docs
        for file in sorted(docs.rglob("*")):
            path = file.relative_to(docs).as_posix()
            hidden = any(name.startswith(".") for name in path.split("/"))
            if not hidden and not path.endswith(".md") and path != RECORD and file.is_file():
                yield path


def _target(address: str, page: str) -> str:
    """The path that a link on a page leads to, below the docs folder; empty where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))


def _with_id(item: Any, record: EntityRecord) -> dict[str, Any]:
    named = item if isinstance(item, dict) else {"name": item}
    return {"id": record.id, **{key: value for key, value in named.items() if key != "id"}}
