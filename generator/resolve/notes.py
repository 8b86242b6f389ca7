"""Notes: what people write by hand about a person, a cluster, a province, a document, or any other page.

A note lies at the path of its page: docs_src/persons/<id>.md. Its text opens the page. Its front matter may say:

    name: Nguyễn Quang Dương          # shown as the title
    aliases: [Nguyễn Q. Dương]        # other names; whoever is called so in an article is this one
    identifiers:                      # the same one elsewhere, as in Popolo
      - {scheme: wikidata, identifier: Q123}
    links:                            # addresses about it, as in Popolo
      - {url: "https://…", note: Tiểu sử}
    merged_into: nguyen-quang-duong   # this one is that one: its page gives way to that one's
    distinct_from: [nguyen-duong-2]   # that one is somebody else, however alike

Its shape is `schema/note.json`. Other keys belong to whoever wrote them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.article_files import markdown_files
from generator.document import load_mapping, split
from generator.errors import Problem, ProblemError
from generator.resolve.identity import is_usable_id
from generator.schema import NOTE, mismatches
from generator.settings import ARTICLES

KINDS = ("persons", "clusters", "provinces", "documents")
"""The folders whose notes are about somebody or something."""
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Identifier:
    """Under what identifier another register has the same person or thing."""

    scheme: str
    """The register: wikidata, viaf."""
    identifier: str
    """What it is called there."""


@dataclass(frozen=True)
class Link:
    """An address on the web about a person or thing."""

    url: str
    """http or https."""
    note: str = ""
    """What is found there."""


@dataclass(frozen=True)
class Note:
    """A note as written. What could not be read is empty."""

    path: str
    """Below the docs folder: persons/nguyen-van-a.md."""
    body: str = ""
    """Markdown."""
    name: str = ""
    """Shown as the title of the page."""
    aliases: tuple[str, ...] = ()
    """Other names, in any spelling."""
    identifiers: tuple[Identifier, ...] = ()
    """The same one elsewhere."""
    links: tuple[Link, ...] = ()
    """Addresses about it."""
    merged_into: str = ""
    """The identifier of the one it is the same as."""
    distinct_from: tuple[str, ...] = ()
    """Identifiers of others."""
    lines: Mapping[str, int] | None = None
    """In which line each key stands."""

    @property
    def kind(self) -> str:
        """persons, clusters, provinces or documents; empty where the note is about nothing of the kind."""
        folder, _, rest = self.path.partition("/")
        return folder if folder in KINDS and "/" not in rest and rest != "index.md" else ""

    @property
    def id(self) -> str:
        """The identifier of what it is about."""
        return self.path.rpartition("/")[2].removesuffix(".md") if self.kind else ""

    @property
    def says_who(self) -> bool:
        """Whether it says more than its text: something that needs the page it belongs to."""
        return bool(self.name or self.aliases or self.identifiers or self.links or self.distinct_from)

    def problem(self, docs_name: str, field: str, message: str, hint: str) -> Problem:
        """Something wrong with one key of the note."""
        return Problem(f"{docs_name}/{self.path}", (self.lines or {}).get(field, 0), field, message, hint)


def load_notes(docs: Path) -> tuple[dict[str, Note], tuple[Problem, ...]]:
    """Every hand-written Markdown file that is no article, by its path below the docs folder; and what is wrong.

    A file that can't be read is left out; of one with a problem in the front matter the rest is taken.
    """
    notes: dict[str, Note] = {}
    problems: list[Problem] = []
    for path in markdown_files(docs):
        if path.startswith(f"{ARTICLES}/"):
            continue
        shown = f"{docs.name}/{path}"
        try:
            text = (docs / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(shown, 0, "", "is not UTF-8 text", "save it with the encoding UTF-8"))
        except OSError as error:
            problems.append(Problem(shown, 0, "", f"can't be read: {error.strerror}"))
        else:
            notes[path] = parse_note(text, path, docs.name, problems)
    return notes, tuple(problems)


def parse_note(text: str, path: str, docs_name: str, problems: list[Problem]) -> Note:
    """A note from the text of its file. What is wrong with it is added to the problems."""
    yaml_text, body = split(text)
    bare = Note(path, body)
    if not bare.kind:
        return bare
    shown = f"{docs_name}/{path}"
    if not is_usable_id(bare.id):
        hint = "name the file after the page it belongs to: lower-case letters a-z, digits and hyphens"
        problems.append(Problem(shown, 0, "", "no page can have this name", hint))
        return bare
    if not yaml_text and body.startswith("---\n"):
        problems.append(Problem(shown, 1, "", "front matter is not closed", "end it with a line that is just ---"))
    try:
        mapping = load_mapping(yaml_text, shown)
    except ProblemError as error:
        problems.append(error.problem)
        return bare
    lines = {
        match[1]: number
        for number, line in enumerate(yaml_text.split("\n"), start=2)
        if (match := re.match(r"['\"]?(\w+)['\"]?\s*:", line))
    }
    for mismatch in mismatches(NOTE, mapping):
        line = lines.get(str(mismatch.place[0]), 0) if mismatch.place else 0
        problems.append(Problem(shown, line, mismatch.field, mismatch.message, mismatch.hint))
    reader = _Reader(mapping, Note(path, lines=lines), docs_name, problems)
    return Note(
        path,
        body,
        name=reader.text("name"),
        aliases=reader.texts("aliases"),
        identifiers=tuple(reader.identifiers()),
        links=tuple(reader.links()),
        merged_into=next(iter(reader.ids("merged_into")), ""),
        distinct_from=tuple(reader.ids("distinct_from")),
        lines=lines,
    )


@dataclass
class _Reader:
    """Reads the plain values of a note's front matter; what its schema doesn't allow is passed over."""

    mapping: Mapping[str, Any]
    note: Note
    docs_name: str
    problems: list[Problem]

    def text(self, key: str) -> str:
        """One text; empty for none."""
        value = self.mapping.get(key)
        return str(value).strip() if _is_text(value) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text is a list of one."""
        texts = (str(each).strip() for each in self._items(key) if _is_text(each))
        return tuple(dict.fromkeys(text for text in texts if text))

    def ids(self, key: str) -> Iterator[str]:
        """Identifiers of others of the kind."""
        for id_ in self.texts(key):
            if id_ == self.note.id:
                hint = "write the identifier of another page, or delete it"
                self.problems.append(self.note.problem(self.docs_name, key, "names the note itself", hint))
            elif is_usable_id(id_):
                yield id_

    def identifiers(self) -> Iterator[Identifier]:
        """The same one elsewhere."""
        for item in self._items("identifiers"):
            if isinstance(item, dict) and _is_text(item.get("scheme")) and _is_text(item.get("identifier")):
                yield Identifier(str(item["scheme"]).strip(), str(item["identifier"]).strip())

    def links(self) -> Iterator[Link]:
        """Addresses about it; a bare address is a link without a note."""
        for item in self._items("links"):
            link = item if isinstance(item, dict) else {"url": item}
            url, note = link.get("url"), link.get("note")
            if isinstance(url, str) and _WEB.match(url.strip()):
                yield Link(url.strip(), str(note).strip() if _is_text(note) else "")
            elif link is not item:
                hint = "write `- {url: https://…, note: …}`"
                self.problems.append(self.note.problem(self.docs_name, "links", f"is not an address: {url}", hint))

    def _items(self, key: str) -> list[Any]:
        value = self.mapping.get(key)
        return value if isinstance(value, list) else [] if value is None else [value]


def _is_text(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)
