"""What earlier runs learned of texts that have not changed since, so that a run need not read them again.

A cache beside the copies, never committed, written while a run goes on, so that one that was stopped is gone on with. A
wrong hit would need two texts of one digest: what is known of an article is found by the digest of its bytes; and a
source is passed over only if all that its text is made of is the same — the source's name and words, the code and its
word lists — and the text made of it then is the copy that lies there. (The identifiers in that copy are those it would
get again: `Identities` gives a source what it got before.) A cache that was made by other code, cut off or edited is
left aside, from where it is.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.document import parse_article, split
from generator.errors import ProblemError
from generator.model import FrontMatter
from generator.review.questions import questions_of
from generator.settings import BASE_FOLDER
from generator.store import CACHE, CACHE_OF_NAMES
from generator.store.journal import Journal
from generator.store.made_by import digest_of_code, has_foreign_code
from generator.store.names import KnownNames
from generator.store.outcome import digest_of

# Taken as the code is loaded: files that change later are not what runs here.
_CODE = digest_of_code()
# A killed run loses what it learned of so many texts.
_AT_ONCE = 256
_IN_A_LINE = 1000


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
    words: bytes = b""
    """Digest of the source's text, however that is broken into lines."""
    printed: bytes = b""
    """Digest of where and when it was published, as far as that was given beside the text."""
    stamp: bytes = b""
    """Of the source's file; empty where it doesn't lie still."""


class Known:
    """All that is known of a folder's articles and of the sources they were made of."""

    def __init__(self, journal: Journal | None, names: KnownNames) -> None:
        """journal: where it is kept; None where no digest tells of the code, and nothing may be kept."""
        self.names = names
        """Whom the texts name."""
        self.made_of: dict[str, MadeOf] = {}
        """By the article's file name. Changed by `make` only."""
        self.learned = 0
        """How many things were not known before."""
        self._texts: dict[bytes, KnownText] = {}
        self._stamps: dict[bytes, bytes] = {}
        """Digests of the texts in files, by their stamps."""
        self._used: set[bytes] = set()
        """Digests that came up in this run."""
        self._used_stamps: set[bytes] = set()
        self._new_texts: list[KnownText] = []
        self._new_stamps: dict[bytes, bytes] = {}
        self._newly_made: list[str] = []
        self._journal = journal
        self._lines = 0
        """How many texts and stamps the journal tells of, those no longer there among them."""

    @staticmethod
    def load(folder: Path) -> "Known":
        """What lies in a folder of articles, if this code made it; else nothing."""
        if has_foreign_code():
            return Known(None, KnownNames(None))
        key = _CODE.encode()
        names = KnownNames(Journal(folder / BASE_FOLDER / CACHE_OF_NAMES, key))
        known = Known(Journal(folder / BASE_FOLDER / CACHE, key), names)
        known._read()
        return known

    @property
    def is_kept(self) -> bool:
        """Whether the next run can be told."""
        return self._journal is not None

    def is_stale(self) -> bool:
        """Whether another run has written since this was loaded."""
        return self._journal is not None and self._journal.is_stale()

    def of_stamp(self, stamp: bytes) -> KnownText | None:
        """What is known of the text in a file of this stamp."""
        digest = self._stamps.get(stamp)
        if digest not in self._texts:
            return None
        self._used.add(digest)
        self._used_stamps.add(stamp)
        return self._texts[digest]

    def text(self, data: bytes, stamp: bytes = b"") -> KnownText:
        """What is known of an article's bytes; no more than their digest where they can't be read as one.

        stamp: of the file, if that lies still.
        """
        digest = digest_of(data)
        if stamp:
            self.learned += 1
            self._stamps[stamp] = self._new_stamps[stamp] = digest
            self._used_stamps.add(stamp)
        if digest not in self._texts:
            self.learn(_read(digest, data))
        self._used.add(digest)
        return self._texts[digest]

    def learn(self, known: KnownText) -> None:
        """Something about a text."""
        if self._texts.get(known.digest) != known:
            self.learned += 1
            self._texts[known.digest] = known
            self._new_texts.append(known)
        self._used.add(known.digest)

    def make(self, name: str, made: MadeOf) -> None:
        """An article was generated of that."""
        self.learned += 1
        self.made_of[name] = made
        self._newly_made.append(name)

    def write(self, *, at_end: bool = False) -> None:
        """Keep what was learned, when it is much or the run is at its end. Whoever calls holds the folder's lock."""
        new = len(self._new_texts) + len(self._new_stamps) + len(self._newly_made) + self.names.waiting
        if self._journal is None or new < (1 if at_end else _AT_ONCE):
            return
        self.names.write()
        self._lines += len(self._new_texts) + len(self._new_stamps)
        if at_end and self._lines > 2 * (len(self._used) + len(self._used_stamps)) + _AT_ONCE:
            stamps = {stamp: self._stamps[stamp] for stamp in sorted(self._used_stamps)}
            made_of = {name: made for name, made in sorted(self.made_of.items()) if made.text in self._used}
            self._journal.replace(_in_lines([self._texts[digest] for digest in sorted(self._used)], made_of, stamps))
            self.names.keep_only(self._used)
        else:
            made_of = {name: self.made_of[name] for name in self._newly_made if name in self.made_of}
            self._journal.append(_in_lines(self._new_texts, made_of, self._new_stamps))
        self._new_texts, self._newly_made, self._new_stamps = [], [], {}

    def close(self) -> None:
        """Done with it."""
        self.names.close()
        if self._journal:
            self._journal.close()

    def _read(self) -> None:
        fromhex = bytes.fromhex
        for _, content in self._journal.read() if self._journal else ():
            texts, made_of, stamps = json.loads(content)
            self._lines += len(texts) + len(stamps)
            for text, source_file, body, questions in texts:
                digest = fromhex(text)
                self._texts[digest] = KnownText(digest, source_file, fromhex(body), questions)
            for name, (source, text, doubts, *others) in made_of.items():
                self.made_of[name] = MadeOf(fromhex(source), self._shared(text), doubts, *map(fromhex, others))
            for stamp, text in stamps.items():
                self._stamps[fromhex(stamp)] = self._shared(text)

    def _shared(self, text: str) -> bytes:
        """A digest, the same value wherever it comes: of a hundred thousand each costs memory."""
        digest = bytes.fromhex(text)
        return self._texts[digest].digest if digest in self._texts else digest


def _in_lines(
    texts: Sequence[KnownText], made_of: Mapping[str, MadeOf], stamps: Mapping[bytes, bytes]
) -> Iterator[tuple[Sequence[KnownText], Mapping[str, MadeOf], Mapping[str, bytes]]]:
    """A line each for some of the texts, then of what was made of what, then of stamps."""
    made, stamped = list(made_of.items()), list(stamps.items())
    for start in range(0, max(len(texts), len(made), len(stamped)), _IN_A_LINE):
        some = slice(start, start + _IN_A_LINE)
        yield texts[some], dict(made[some]), {stamp.hex(): digest for stamp, digest in stamped[some]}


def _read(digest: bytes, data: bytes) -> KnownText:
    try:
        text = data.decode("utf-8")
        return KnownText.of(digest, parse_article(text, "").front_matter, split(text)[1])
    except (ProblemError, UnicodeDecodeError):
        # `check` and the build say what is wrong with it; here it keeps its name.
        return KnownText(digest)
