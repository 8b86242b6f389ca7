"""Notes: what people write by hand about a person, a cluster … in a file at the path of its generated page."""

import re
from pathlib import Path

from generator.document import split
from generator.errors import Problem
from generator.markup import SafeMarkdown
from generator.settings import ARTICLES

_TITLE = re.compile(r"\s*#[ \t][^\n]*\n?")


def load_notes(docs: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The body of every hand-written Markdown file that is no article, by its path below the docs folder.

    Problems name files that can't be read.
    """
    notes: dict[str, str] = {}
    problems: list[Problem] = []
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if path.startswith(f"{ARTICLES}/") or any(part.startswith(".") for part in path.split("/")):
            continue
        try:
            notes[path] = split(file.read_bytes().decode("utf-8"))[1]
        except (OSError, UnicodeDecodeError):
            problems.append(
                Problem(f"{docs.name}/{path}", 0, "", "is not UTF-8 text", "save it with the encoding UTF-8")
            )
    return notes, tuple(problems)


def without_title(note: str) -> SafeMarkdown:
    r"""The note without its first-level heading: the page it opens has one.

    >>> without_title("# Nguyễn Văn A\n\nSinh năm 1960.\n")
    'Sinh năm 1960.'
    """
    return SafeMarkdown(_TITLE.sub("", note, count=1).strip() if _TITLE.match(note) else note.strip())
