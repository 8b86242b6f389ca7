"""The corpus: texts and what a careful reader finds in them. Run as a module, it checks gold against text.

    python -m tests.evaluation.gold [FOLDER …]

Beside each `NN.txt` lies `NN.json`; its keys are explained in tests/corpus/README.md.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.clean.lines import split_lines
from generator.dates import PartialDate
from generator.readers.text import read
from generator.vietnamese import comparison_key

CORPUS = Path(__file__).parents[1] / "corpus"
PARTS = ("open", "set_aside")
"""The part that rules are written against, and the one that nobody looks at while writing them."""

Gold = dict[str, Any]

_LISTS = ("persons", "clusters", "provinces", "documents", "figures", "byline")
_REQUIRED = frozenset(
    [*_LISTS, "title", "date", "date_why", "published", "source", "captions", "junk", "body_must_keep"]
)
_OPTIONAL = frozenset(["paper", "forms", "date_alt", *(f"{name}_optional" for name in _LISTS)])
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Example:
    """One article of the corpus."""

    path: Path
    """Of the text."""
    text: str
    """As scraped."""
    gold: Gold
    """What is to be found in it."""

    @property
    def number(self) -> str:
        """Its name in reports: "07"."""
        return self.path.stem


def examples(folder: Path) -> list[Example]:
    """The articles of a folder by number. Raises OSError where a text lacks its gold."""
    texts = sorted(folder.glob("*.txt"))
    return [
        Example(text, read(text.read_bytes()).text, json.loads(text.with_suffix(".json").read_text("utf-8")))
        for text in texts
    ]


def digest(folder: Path) -> str:
    """A fingerprint of all texts and golds of a folder, whatever line ends a checkout gave them."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".json"))
    content = b"\0".join(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") for path in files)
    return hashlib.sha256(content).hexdigest()[:16]


def problems(example: Example) -> Iterator[str]:
    """What is wrong with a gold: keys that mean nothing, words that the text has not, lines nobody accounts for."""
    gold = example.gold
    yield from (f"lacks the key {key}" for key in sorted(_REQUIRED - gold.keys()))
    yield from (f"has the unknown key {key}" for key in sorted(gold.keys() - _REQUIRED - _OPTIONAL))
    if gold.keys() >= _REQUIRED:
        yield from _missing_words(example)
        yield from _wrong_values(gold)


def _missing_words(example: Example) -> Iterator[str]:
    lines = {_flat(line.text) for line in split_lines(example.text)}
    whole = _flat(example.text)
    for field, phrase in _phrases(example.gold):
        if _flat(phrase) not in whole:
            yield f"{field}: not in the text: {phrase}"
    for field in ("captions", "junk"):
        yield from (f"{field}: not a whole line: {line}" for line in example.gold[field] if _flat(line) not in lines)


def _wrong_values(gold: Gold) -> Iterator[str]:
    for field in ("date", "published"):
        if gold[field] is not None and not _is_date(gold[field]):
            yield f"{field}: not a date: {gold[field]}"
    for person in gold["persons"]:
        given = {*person["roles"], *person.get("roles_optional", [])}
        bare = {re.sub(r"^[Nn]guyên ", "", role) for role in given}
        for role in [*person.get("new_roles", []), *person.get("former_roles", [])]:
            if role not in given | bare:
                yield f"persons: changes an office that {person['name']} does not have: {role}"


def _phrases(gold: Gold) -> Iterator[tuple[str, str]]:
    if gold["title"]:
        yield "title", gold["title"]
    for person in gold["persons"]:
        yield "persons", person["name"]
        yield from (("aliases", alias) for alias in person.get("aliases", []))
    for cluster in gold["clusters"]:
        yield from (("members", member) for member in cluster["members"])
    yield from (("provinces", name) for name in gold["provinces"])
    yield from (("documents", document["number"]) for document in gold["documents"])
    yield from (("figures", figure["text"]) for figure in gold["figures"])
    yield from (("byline", name) for name in gold["byline"])
    yield from (("body_must_keep", phrase) for phrase in gold["body_must_keep"])
    if gold["source"]:
        yield "source", gold["source"]


def _is_date(text: str) -> bool:
    try:
        return str(PartialDate.parse(text)) == text
    except ValueError:
        return False


def _flat(text: str) -> str:
    lines = " ".join(line.text for line in split_lines(text))
    return comparison_key(_WHITE_SPACE.sub(" ", lines))


def main() -> int:
    """Prints every problem; 1 when there is one."""
    folders = [Path(argument) for argument in sys.argv[1:]] or [CORPUS / part for part in PARTS]
    found = [
        f"{folder.name}/{example.number} {problem}"
        for folder in folders
        for example in examples(folder)
        for problem in problems(example)
    ]
    print("\n".join(found) or "the gold agrees with its texts")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
