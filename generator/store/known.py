"""What earlier runs learned of texts that have not changed since, so that a run need not read them again.

A cache beside the copies, never committed. A wrong hit would need two texts of one digest: what is known of an article
is found by the digest of its bytes; and a source is passed over only if all that its text is made of is the same — the
source's name and words, the code and its word lists — and the text made of it then is the copy that lies there. (The
identifiers in that copy are those it would get again: `Identities` gives a source what it got before.) A cache that was
made by other code, cut off or edited is left aside.
"""

import json
import os
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

import yaml
from slugify.__version__ import __version__ as slugify_version

from generator.document import parse_article, split
from generator.errors import ProblemError
from generator.model import FrontMatter
from generator.review.questions import questions_of
from generator.settings import BASE_FOLDER
from generator.store import CACHE
from generator.store.outcome import digest_of

_PACKAGE = Path(__file__).parent.parent


class KnownText(NamedTuple):
    """What a run has to know of an article's text."""

    digest: bytes
    """Names it."""
    source_file: str = ""
    """The source it says it was made of."""
    body: bytes = b""
    """Digest of the body."""
    questions: int = 0
    """How many its front matter leaves open."""

    @staticmethod
    def of(digest: bytes, front_matter: FrontMatter, body: str) -> "KnownText":
        """Of the text of this digest, its front matter and body."""
        of_body = digest_of(body.strip().encode("utf-8", "surrogatepass"))
        return KnownText(digest, front_matter.source_file, of_body, sum(1 for _ in questions_of(front_matter)))


class MadeOf(NamedTuple):
    """Of what an article was last generated."""

    source: bytes
    """Digest of the source."""
    text: bytes
    """Digest of the generated text."""
    doubts: Sequence[str]
    """Lines of it that may be no part of the article."""


@dataclass
class Known:
    """All that is known of a folder's articles and of the sources they were made of."""

    made_by: str
    """Digest of the code that learned it; empty where no digest tells of it, and nothing may be kept."""
    made_of: dict[str, MadeOf] = field(default_factory=dict)
    """By the article's file name."""
    learned: int = 0
    """How many things were not known before."""
    _texts: dict[bytes, KnownText] = field(default_factory=dict)
    """By the digest of the text."""
    _used: set[bytes] = field(default_factory=set)
    """Digests that came up in this run."""

    @staticmethod
    def load(folder: Path) -> "Known":
        """What lies in a folder of articles, if this code made it; else nothing."""
        if _has_foreign_code():
            return Known("")
        try:
            seal, content = (folder / BASE_FOLDER / CACHE).read_bytes().split(b"\n", maxsplit=1)
        except (OSError, ValueError):
            return Known(_CODE)
        if seal != _seal(_CODE, content):
            return Known(_CODE)
        texts, made_of = json.loads(content)
        fromhex = bytes.fromhex
        return Known(
            _CODE,
            {name: MadeOf(fromhex(source), fromhex(text), doubts) for name, (source, text, doubts) in made_of.items()},
            _texts={
                fromhex(digest): KnownText(fromhex(digest), source_file, fromhex(body), questions)
                for digest, source_file, body, questions in texts
            },
        )

    def text(self, data: bytes) -> KnownText:
        """What is known of an article's bytes; no more than their digest where they can't be read as one."""
        digest = digest_of(data)
        if digest not in self._texts:
            self.learn(_read(digest, data))
        self._used.add(digest)
        return self._texts[digest]

    def learn(self, known: KnownText) -> None:
        """Something about a text."""
        self.learned += self._texts.get(known.digest) != known
        self._texts[known.digest] = known
        self._used.add(known.digest)

    def as_bytes(self) -> bytes:
        """What came up in this run, to be loaded by the next."""
        plain = (
            [self._texts[digest] for digest in sorted(self._used)],
            {name: made for name, made in sorted(self.made_of.items()) if made.text in self._used},
        )
        content = json.dumps(plain, separators=(",", ":"), default=bytes.hex).encode()
        return _seal(self.made_by, content) + b"\n" + content


def _digest_of_code() -> str:
    """Names the code and the word lists of this package, and what else has a say in what they make of a text."""
    digest = blake2b(digest_size=16)
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(data)}\n".encode())
        digest.update(data)
    digest.update(f"{tuple(sys.version_info)} {yaml.__version__} {slugify_version}".encode())
    return digest.hexdigest()


# Taken as the code is loaded: files that change later are not what runs here.
_CODE = _digest_of_code()


def _has_foreign_code() -> bool:
    """Whether some function was put into this package from outside, as tests do: no digest tells of it."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("generator.")]
    values = [value for module in modules for value in vars(module).values()]
    return any(
        not os.path.normcase(value.__code__.co_filename).startswith(_HOMES)
        if isinstance(value, FunctionType)
        else type(value).__module__ == "unittest.mock"
        for value in values
    )


# Where functions of this package, of Python and of other packages lie; "<" begins the name of those made at run time.
_HOMES = (
    "<",
    os.path.normcase(_PACKAGE),
    *(os.path.normcase(sysconfig.get_path(kind)) for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
)


def _seal(made_by: str, content: bytes) -> bytes:
    return blake2b(content, key=made_by.encode(), digest_size=16).hexdigest().encode()


def _read(digest: bytes, data: bytes) -> KnownText:
    try:
        text = data.decode("utf-8")
        return KnownText.of(digest, parse_article(text, "").front_matter, split(text)[1])
    except (ProblemError, UnicodeDecodeError):
        # `check` and the build say what is wrong with it; here it keeps its name.
        return KnownText(digest)
