"""Which source an article belongs to, and which article a source has: by name, by text when it was renamed."""

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from generator.document import parse_article, split
from generator.errors import ProblemError
from generator.merge import runs
from generator.readers import STDIN, folder_of
from generator.store import ArticleStore
from generator.store.known import KnownText, MadeOf
from generator.store.outcome import SHARED_BY_ONE_ARTICLE
from generator.web_addresses import page_at

# Another paper's version of an event shares much with an article too, but what is taken for a renamed source replaces
# the article: nearly all that the article says must be in it, so that next to nothing could get lost.
_KEPT_BY_A_RENAMED_SOURCE = 0.8
# Two texts that share four fifths of their runs share none of the smallest twelve with a chance of one in a hundred
# million.
_SAMPLES = 12


def renamed(articles: Mapping[str, KnownText], copies: Mapping[str, KnownText]) -> dict[str, str]:
    """Articles that a hand may have given another name: the name of the copy to that of the file without one.

    Both say that they were made of the same source, and nothing else does.
    """
    named: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for texts, others, by_source in ((copies, articles, named[0]), (articles, copies, named[1])):
        for name, text in texts.items():
            if text.source_file and name not in others:
                by_source[text.source_file].append(name)
    pairs = ((before, named[1].get(source, [])) for source, before in named[0].items())
    return {
        before[0]: now[0]
        for before, now in pairs
        # Where names know no case, two that differ in nothing else are one file.
        if len(before) == len(now) == 1 and before[0].lower() != now[0].lower()
    }


class Owners:
    """The files of an archive, and those given out in this run."""

    def __init__(
        self,
        store: ArticleStore,
        texts: Mapping[str, KnownText],
        copies: Collection[str],
        made_of: Mapping[str, MadeOf],
        *,
        places: Sequence[str],
        found: Iterable[str],
    ) -> None:
        """texts: of each file what was last generated, or, where that is gone, what lies there; copies: those of which
        it is not; made_of: their sources. places: what is converted now; found: the names of its sources.
        """
        self._store = store
        self._by_source_digest = {made.source: name for name, made in made_of.items()}
        self._copies = copies
        # Some file systems know no case.
        self._owners = {name.lower(): text.source_file for name, text in texts.items()}
        self._files: dict[str, list[str]] = defaultdict(list)
        self._by_body: dict[bytes, list[str]] = defaultdict(list)
        for name, text in texts.items():
            self._files[text.source_file].append(name)
            if name in copies:
                self._by_body[text.body].append(name)
        self._by_print: dict[bytes, dict[_Print, str]] = {}
        """Of bodies that several files have, the files by where and when only one of them was printed."""
        self._given: set[str] = set()
        self._served: set[str] = set()
        """The names of the sources they were given to."""
        self._found = frozenset(found)
        # A row that is gone lies nowhere else, when its file is looked at.
        self._found_files = {name.partition("#")[0] for name in self._found}
        self._folders = [folder_of(place) for place in places if place != STDIN]
        self._gone: dict[int, list[str]] | None = None

    def has_article(self, source_name: str) -> bool:
        """Whether the archive says that some article was made of a source of this name."""
        return source_name in self._files

    def made_of(self, source: bytes) -> str | None:
        """The file last made of the source of this digest, if it is still to be given."""
        name = self._by_source_digest.get(source)
        return None if name is None or name.lower() in self._given else name

    def give(self, name: str, source_name: str) -> None:
        """The file is that source's now, for the rest of the run."""
        self._given.add(name.lower())
        self._served.add(source_name)
        self._owners[name.lower()] = source_name

    def candidates(self, wanted: str, source_name: str, text: str, body: bytes) -> Iterator[str]:
        """The files that may be a source's, the likeliest first; only storing tells whether they hold its article.

        wanted: the file its name makes; text, body: what was generated, and the digest of its body.
        """
        tried = {".md"}
        for name in self._likely(wanted, source_name, text, body):
            key = name.lower()
            if key not in tried and key not in self._given:
                tried.add(key)
                yield name

    def orphans(self, on_disk: Container[str]) -> tuple[str, ...]:
        """The articles on disk that were generated of sources not found now."""
        return tuple(sorted(name for name in self._copies if name in on_disk and self._owner_is_gone(name)))

    def _likely(self, wanted: str, source_name: str, text: str, body: bytes) -> Iterator[str]:
        same = self._by_body.get(body, ())
        if len(same) > 1:
            # Of what several papers printed word for word, where it was printed tells more than a row's number.
            if body not in self._by_print:
                prints = {name: self._print(name) for name in same}
                often = Counter(prints.values())
                self._by_print[body] = {its: name for name, its in prints.items() if its[0] and often[its] == 1}
            name = self._by_print[body].get(_print_of(text), "")
            if name and not self._lies_elsewhere(name):
                yield name
        # What was generated and doesn't say any more of what goes by its name.
        if self._owners.get(wanted.lower()) in ((source_name, "") if wanted in self._copies else (source_name,)):
            yield wanted
        yield from self._files.get(source_name, ())
        for name in same:
            if not self._lies_elsewhere(name) and (self.has_article(source_name) or self._is_left(name)):
                yield from self._unless_printed_elsewhere(name, text)
        for name in self._alike(text):
            yield from self._unless_printed_elsewhere(name, text)
        if self._owners.get(wanted.lower(), source_name) == source_name:
            yield wanted

    def _is_left(self, name: str) -> bool:
        """Whether no source that is still to come has a file: its own is gone, or has another file now. Of sources that
        changed their names among each other, of rows before which others were put, none is gone.
        """
        return self._owner_is_gone(name) or self._owners[name.lower()] in self._served

    def _owner_is_gone(self, name: str) -> bool:
        """Whether the source of a file is none of those converted now."""
        source_name = self._owners[name.lower()]
        return bool(source_name) and source_name not in self._found

    def _lies_elsewhere(self, name: str) -> bool:
        """Whether the source of a file is none of those converted now, but there."""
        source_name = self._owners[name.lower()]
        # Unlike Path.exists this is patient with whatever a hand may have written there.
        files = {source_name, source_name.partition("#")[0]} - self._found_files - {""}
        return self._owner_is_gone(name) and any(
            os.path.exists(folder / file)  # noqa: PTH110
            for folder in self._folders
            for file in files
        )

    def _alike(self, text: str) -> Iterator[str]:
        """The file of a source that is gone, if nearly all it says is in this text."""
        if self._gone is None:
            self._gone = defaultdict(list)
            for name in self._copies:
                if self._owner_is_gone(name) and not self._lies_elsewhere(name):
                    for sample in _sample(self._runs_of(name)):
                        self._gone[sample].append(name)
        if not self._gone:
            return
        own = runs(split(text)[1])
        shared = Counter(name for sample in _sample(own) for name in self._gone.get(sample, ()))
        for name, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:1]:
            its = self._runs_of(name)
            if len(own & its) >= max(_KEPT_BY_A_RENAMED_SOURCE * len(its), SHARED_BY_ONE_ARTICLE * len(own)):
                yield name

    def _unless_printed_elsewhere(self, name: str, text: str) -> Iterator[str]:
        """The file, but if it is from another page, or from that of another day: then this is a reprint or a version
        of it, and both stay.
        """
        pairs = zip(_print_of(text), self._print(name), strict=True)
        if all(one == other or not one or not other for one, other in pairs):
            yield name

    def _print(self, name: str) -> "_Print":
        return _print_of(self._store.copy(name) or "")

    def _runs_of(self, name: str) -> frozenset[tuple[str, ...]]:
        return runs(split(self._store.copy(name) or "")[1])


_Print = tuple[str, str]


def _print_of(text: str) -> _Print:
    """The page that an article says it is from, and that page's day; empty where it says nothing, or can't be read."""
    try:
        front = parse_article(text, "").front_matter
    except ProblemError:
        return "", ""
    return page_at(front.source.url), front.published


def _sample(found: frozenset[tuple[str, ...]]) -> list[int]:
    """A few of a text's runs, the same of all texts that have them: of ten thousand texts all would fill the memory."""
    return nsmallest(_SAMPLES, map(hash, found))
