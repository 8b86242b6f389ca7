"""Sources to articles on disk: every source ends as an article, a duplicate or a refusal; the account says which."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

from generator.account import Account, Duplicate
from generator.addresses import read_record
from generator.document import join_parts, parse_article
from generator.engines import Engine, SerialEngine
from generator.errors import GeneratorError, Problem, ProblemError
from generator.identifiers import file_stem
from generator.readers import SourceFile, find_sources, is_folder
from generator.readers.portions import Portion, names_in, portions_of
from generator.reading import Draft, Generated, Reading, article_from, read_portion
from generator.resolve.identity import Identities, Named, named_cluster, named_persons
from generator.settings import Settings
from generator.store import ArticleStore, Stored, lock_of
from generator.store.known import Known, KnownText, MadeOf
from generator.store.lock import BusyError
from generator.store.outcome import Outcome, decoded, digest_of
from generator.store.owners import Owners, renamed

__all__ = ["Account", "Duplicate", "Generated", "article_from", "convert"]

# So few things are learnt again faster than written; and a write while serving would build the site once more.
_NOT_WORTH_A_WRITE = 50
Progress = Callable[[int, int], None]
"""Is told now and then how many sources are done, of how many."""

# How a source's article can end; the other outcomes of storing it are settled on the way.
_ENDS = (Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.KEPT, Outcome.DELETED)


@dataclass
class _Run:
    """What a run has to remember from one source to the next."""

    store: ArticleStore
    known: Known
    owners: Owners
    on_disk: dict[str, KnownText]
    """The articles' files, by name."""
    copies: dict[str, KnownText]
    """The copies, by name, as the run found them."""
    docs: Path | None
    """The docs folder with the record of what the site has published; None where the articles belong to no site."""
    sources: int = 0
    """How many came."""
    texts: dict[bytes, str] = field(default_factory=dict)
    """Digest of a text to the source that had it first."""
    outcomes: dict[Outcome, list[str]] = field(default_factory=lambda: {outcome: [] for outcome in _ENDS})
    """Articles by what became of them in the end."""
    duplicates: list[Duplicate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def identities(self) -> tuple[Identities, Identities]:
        """Who and which cluster has which identifier; read from all articles, so only when one is needed."""
        return _identities(self.store, self.docs)

    def as_before(self) -> frozenset[bytes]:
        """The sources, by digest, whose articles' copies are what they give."""
        return frozenset(
            made.source
            for name, made in self.known.made_of.items()
            if (copy := self.copies.get(name)) and copy.digest == made.text
        )


def convert(
    settings: Settings,
    sources: Sequence[Path | str] = (),
    target: Path | None = None,
    *,
    check: bool = False,
    engine: Engine | None = None,
    progress: Progress = lambda _done, _whole: None,
) -> Account:
    """Convert sources (default: the seeds) to articles in target (default: the archive's own folder).

    check: write nothing, say what would be. engine: who reads the sources; by default this process. progress: shows how
    far the run is.
    Raises BusyError where another run is writing, GeneratorError where the target can't be written to; whatever is
    wrong with a source is in the account.
    """
    folder, docs = (target, None) if target else (settings.articles, settings.docs)
    places = [str(source) for source in sources] or [str(settings.seeds)]
    try:
        found = list(find_sources(places, settings.columns))
        return _convert(folder, docs, places, found, check=check, engine=engine or SerialEngine(), progress=progress)
    except OSError as error:
        hint = "see that there is room and that you may write there, and run again; no file is half written"
        raise GeneratorError(f"{error.filename or folder}: can't be written: {error.strerror} ({hint})") from error


def _convert(
    folder: Path,
    docs: Path | None,
    places: Sequence[str],
    found: list[SourceFile | Portion],
    *,
    check: bool,
    engine: Engine,
    progress: Progress,
) -> Account:
    known = Known.load(folder)

    def begin(*, writes: bool) -> _Run:
        return _begin(ArticleStore(folder, writes=writes), known, docs, places, found)

    run = begin(writes=False)
    # Of two sources with one text the one that has an article already keeps it, wherever the other sorts.
    found.sort(key=lambda each: not any(map(run.owners.has_article, names_in([each]))))
    portions = list(portions_of(found))
    with closing(_readings(portions, run.as_before(), engine, progress)) as readings:
        # Most runs find nothing to do: they take no lock, and leave no trace for `mkdocs serve` to see.
        seen: list[tuple[Reading, Portion]] = []
        for reading, portion in readings if check or known.made_of else ():
            seen.append((reading, portion))
            _take(run, reading, portion)
            if run.store.would_change and not check:
                break
        if check or (known.made_of and not run.store.would_change):
            if known.learned > _NOT_WORTH_A_WRITE and not check:
                with suppress(BusyError, OSError), lock_of(folder):
                    _remember(known, run.store)
            return _account(run, places)
        with lock_of(folder):
            # Anew, for another run may have written meanwhile.
            run = begin(writes=True)
            for reading, portion in chain(seen, readings):
                _take(run, reading, portion)
            if known.learned:
                _remember(known, run.store)
            return _account(run, places)


def _readings(
    portions: Sequence[Portion], as_before: frozenset[bytes], engine: Engine, progress: Progress
) -> Generator[tuple[Reading, Portion], None, None]:
    """What the portions give, in order, each with its portion."""
    done, whole = 0, sum(map(len, portions))
    with closing(engine.map(partial(read_portion, known=as_before), portions)) as results:
        for portion, readings in zip(portions, results, strict=True):
            for reading in readings:
                yield reading, portion
            done += len(readings)
            progress(done, whole)


def _remember(known: Known, store: ArticleStore) -> None:
    if known.made_by:
        store.put_cache(known.as_bytes())


def _account(run: _Run, places: Sequence[str]) -> Account:
    return Account(
        sources=run.sources,
        written=tuple(run.outcomes[Outcome.WRITTEN]),
        unchanged=tuple(run.outcomes[Outcome.UNCHANGED]),
        kept=tuple(run.outcomes[Outcome.KEPT]),
        deleted=tuple(run.outcomes[Outcome.DELETED]),
        duplicates=tuple(run.duplicates),
        problems=tuple(run.problems),
        orphans=run.owners.orphans(run.on_disk) if any(map(is_folder, places)) else (),
        questions=_questions(run),
    )


def _begin(
    store: ArticleStore, known: Known, docs: Path | None, places: Sequence[str], found: Iterable[SourceFile | Portion]
) -> _Run:
    """A run that knows which files there are, and of which sources they were made."""
    articles = {name: known.text(data) for name, data in store.articles()}
    copies = {name: known.text(data) for name, data in store.copies()}
    for old, new in renamed(articles, copies).items():
        if store.move(old, new):
            copies[new] = copies.pop(old)
            if old in known.made_of:
                known.made_of[new] = known.made_of.pop(old)
    # A copy that can't be read, after a merge of branches say, doesn't tell what it was made of.
    texts = articles | {name: text for name, text in copies.items() if text.source_file or name not in articles}
    owners = Owners(store, texts, copies.keys(), known.made_of, places=places, found=names_in(found))
    return _Run(store, known, owners, articles, copies, docs)


def _take(run: _Run, reading: Reading, portion: Portion) -> None:
    run.sources += 1
    source = reading.source
    if isinstance(reading.result, Problem):
        run.problems.append(reading.result)
        return
    if reading.words in run.texts:
        run.duplicates.append(Duplicate(source.place, run.texts[reading.words]))
        return
    try:
        name, outcome = _as_before(run, reading.made_of) or _anew(run, reading, portion)
    except ProblemError as error:
        run.problems.append(error.problem)
        return
    if outcome not in run.outcomes:
        # By its front matter or its name the file is this source's; only what was last generated is gone. So the file
        # is a person's now.
        outcome = Outcome.KEPT
    run.owners.give(name, source.name)
    run.texts[reading.words] = source.place
    run.outcomes[outcome].append(name)


def _as_before(run: _Run, source: bytes) -> tuple[str, Outcome] | None:
    """The article of a source that gives just the text it gave before; None where it must be read anew."""
    name = run.owners.made_of(source)
    copy = run.copies.get(name or "")
    if not name or not copy or run.known.made_of[name].text != copy.digest:
        return None
    if run.on_disk.get(name) == copy and not run.store.has_record(name):
        return name, Outcome.UNCHANGED
    return name, _put(run, name, run.store.copy(name) or "").outcome


def _anew(run: _Run, reading: Reading, portion: Portion) -> tuple[str, Outcome]:
    draft, source = reading.result, reading.source
    if not isinstance(draft, Draft):
        # Its article has meanwhile become another source's.
        draft = next(
            again.result
            for again in read_portion(portion)
            if again.made_of == reading.made_of and isinstance(again.result, Draft)
        )
    persons, clusters = run.identities
    identifiers = (*map(persons.of, draft.persons), *map(clusters.of, draft.clusters))
    text = join_parts(draft.parts, identifiers)
    known = draft.about._replace(digest=digest_of(text.encode()))
    run.known.learn(known)
    stem = file_stem(source.name)
    for name in run.owners.candidates(f"{stem}.md", source.name, text, known.body):
        stored = _put(run, name, text)
        if stored.outcome is not Outcome.ANOTHER:
            break
    else:
        # Two sources share a name, here or in another folder: the text's own name parts them.
        name = f"{stem or 'article'}-{reading.words.hex()[:8]}.md"
        stored = _put(run, name, text)
    if stored.copy == text:
        run.known.made_of[name] = MadeOf(reading.made_of, known.digest, draft.doubts)
    return name, stored.outcome


def _put(run: _Run, name: str, text: str) -> Stored:
    stored = run.store.put(name, text)
    if stored.data is not None:
        run.on_disk[name] = run.known.text(stored.data)
    return stored


def _questions(run: _Run) -> int:
    """How many questions the articles leave open: in their front matter, in lines that may be no part of them, and
    where hand and converter differ.
    """
    number = sum(text.questions for text in run.on_disk.values())
    for name, made in run.known.made_of.items():
        if made.doubts and name in run.on_disk:
            untouched = run.on_disk[name].digest == made.text
            text = "" if untouched else decoded(run.store.read(name) or b"")
            number += len(made.doubts) if untouched else sum(doubt in text for doubt in made.doubts)
    for name in run.store.recorded():
        try:
            number += len(run.store.conflicts(name))
        except ProblemError:
            number += 1
    return number


def _identities(store: ArticleStore, docs: Path | None) -> tuple[Identities, Identities]:
    """Persons and clusters as the articles say, as each source got them before, and as once published."""
    read = lru_cache(maxsize=None)(_named_in)
    said = [read(data) for _, data in store.articles()]
    generated = [read(data) for _, data in store.copies()]
    record = read_record(docs).addresses if docs else {}
    persons, clusters = (
        {
            path.removeprefix(f"{kind}/").removesuffix(".md"): address.title
            for path, address in record.items()
            if path.startswith(f"{kind}/")
        }
        for kind in ("persons", "clusters")
    )
    return (
        Identities(
            [each for text, _ in said for each in text], [each for text, _ in generated for each in text], persons
        ),
        Identities(
            [each for _, text in said for each in text], [each for _, text in generated for each in text], clusters
        ),
    )


def _named_in(data: bytes) -> tuple[list[Named], list[Named]]:
    """The persons and clusters of an article; of a broken one, which `check` tells of, none."""
    try:
        front = parse_article(data.decode("utf-8"), "").front_matter
    except (ProblemError, UnicodeDecodeError):
        return [], []
    return list(named_persons(front, front.source_file)), list(map(named_cluster, front.clusters))
