"""Sources to articles on disk: every source ends as an article, a duplicate or a refusal; the account says which."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.account import Account, Duplicate
from generator.addresses import read_record
from generator.clean import clean
from generator.compose import compose, with_identifiers
from generator.document import dump_article, parse_article
from generator.errors import GeneratorError, Problem, ProblemError
from generator.extract import extract
from generator.identifiers import file_stem
from generator.markup import escape
from generator.model import FrontMatter
from generator.readers import STDIN, RawArticle, SourceFile, find_sources, read_source
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


class Generated(NamedTuple):
    """What a source gives."""

    front_matter: FrontMatter
    """Without identifiers."""
    body: str
    """Markdown."""
    doubts: tuple[str, ...] = ()
    """Lines of the body that may be no part of the article."""


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


def convert(
    settings: Settings,
    sources: Sequence[Path | str] = (),
    target: Path | None = None,
    *,
    check: bool = False,
    progress: Callable[[Sequence[SourceFile]], Iterator[SourceFile]] = iter,
) -> Account:
    """Convert sources (default: the seeds) to articles in target (default: the archive's own folder).

    check: write nothing, say what would be. progress: wraps the sources to show how far the run is.
    Raises BusyError where another run is writing, GeneratorError where the target can't be written to; whatever is
    wrong with a source is in the account.
    """
    folder, docs = (target, None) if target else (settings.articles, settings.docs)
    places = [str(source) for source in sources] or [str(settings.seeds)]
    try:
        known = Known.load(folder)
        reader = ArticleStore(folder, writes=False)
        if check:
            return _convert(places, reader, known, docs, progress)
        # Most runs find nothing to do: they take no lock, and leave no trace for `mkdocs serve` to see.
        if known.made_of and STDIN not in places:
            account = _convert(places, reader, known, docs, lambda found: _until_a_change(found, reader))
            if not reader.would_change:
                if known.learned > _NOT_WORTH_A_WRITE:
                    with suppress(BusyError, OSError), lock_of(folder):
                        _remember(known, reader)
                return account
        with lock_of(folder):
            store = ArticleStore(folder, writes=True)
            account = _convert(places, store, known, docs, progress)
            if known.learned:
                _remember(known, store)
            return account
    except OSError as error:
        hint = "see that there is room and that you may write there, and run again; no file is half written"
        raise GeneratorError(f"{error.filename or folder}: can't be written: {error.strerror} ({hint})") from error


def _remember(known: Known, store: ArticleStore) -> None:
    if known.made_by:
        store.put_cache(known.as_bytes())


def _until_a_change(found: Sequence[SourceFile], store: ArticleStore) -> Iterator[SourceFile]:
    for source in found:
        if store.would_change:
            return
        yield source


def _convert(
    places: Sequence[str],
    store: ArticleStore,
    known: Known,
    docs: Path | None,
    progress: Callable[[Sequence[SourceFile]], Iterator[SourceFile]],
) -> Account:
    found = list(find_sources(places))
    run = _start(store, known, docs, places, found)
    # Of two sources with one text the one that has an article already keeps it, wherever the other sorts.
    found.sort(key=lambda source: not run.owners.has_article(source.name))
    for source in progress(found):
        try:
            _convert_one(run, read_source(source))
        except ProblemError as error:
            run.problems.append(error.problem)
    return Account(
        sources=len(found),
        written=tuple(run.outcomes[Outcome.WRITTEN]),
        unchanged=tuple(run.outcomes[Outcome.UNCHANGED]),
        kept=tuple(run.outcomes[Outcome.KEPT]),
        deleted=tuple(run.outcomes[Outcome.DELETED]),
        duplicates=tuple(run.duplicates),
        problems=tuple(run.problems),
        orphans=run.owners.orphans(run.on_disk) if any(Path(place).is_dir() for place in places) else (),
        questions=_questions(run),
    )


def _start(
    store: ArticleStore, known: Known, docs: Path | None, places: Sequence[str], found: Sequence[SourceFile]
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
    owners = Owners(store, texts, copies.keys(), known.made_of, places=places, found=found)
    return _Run(store, known, owners, articles, copies, docs)


def _convert_one(run: _Run, raw: RawArticle) -> None:
    digest = blake2b(" ".join(raw.text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if digest in run.texts:
        run.duplicates.append(Duplicate(raw.source.path, run.texts[digest]))
        return
    source = digest_of(f"{raw.source.name}\0{raw.text}".encode("utf-8", "surrogatepass"))
    name, outcome = _as_before(run, source) or _anew(run, raw, source, digest)
    if outcome not in run.outcomes:
        # By its front matter or its name the file is this source's; only what was last generated is gone. So the file
        # is a person's now.
        outcome = Outcome.KEPT
    run.owners.give(name, raw.source.name)
    run.texts[digest] = raw.source.path
    run.outcomes[outcome].append(name)


def _as_before(run: _Run, source: str) -> tuple[str, Outcome] | None:
    """The article of a source that gives just the text it gave before; None where it must be read anew."""
    name = run.owners.made_of(source)
    copy = run.copies.get(name or "")
    if not name or not copy or run.known.made_of[name].text != copy.digest:
        return None
    if run.on_disk.get(name) == copy and not run.store.has_record(name):
        return name, Outcome.UNCHANGED
    return name, _put(run, name, run.store.copy(name) or "").outcome


def _anew(run: _Run, raw: RawArticle, source: str, digest: bytes) -> tuple[str, Outcome]:
    front_matter, body, doubts = article_from(raw)
    persons, clusters = run.identities
    front_matter = with_identifiers(
        front_matter,
        [persons.of(named) for named in named_persons(front_matter, front_matter.source_file)],
        [clusters.of(named_cluster(mention)) for mention in front_matter.clusters],
    )
    text = dump_article(front_matter, body)
    known = KnownText.of(digest_of(text.encode()), front_matter, body)
    run.known.learn(known)
    stem = file_stem(raw.source.name)
    for name in run.owners.candidates(f"{stem}.md", raw.source.name, text, known.body):
        stored = _put(run, name, text)
        if stored.outcome is not Outcome.ANOTHER:
            break
    else:
        # Two sources share a name, here or in another folder: the text's own name parts them.
        name = f"{stem or 'article'}-{digest.hex()[:8]}.md"
        stored = _put(run, name, text)
    if stored.copy == text:
        run.known.made_of[name] = MadeOf(source, known.digest, doubts)
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


def article_from(raw: RawArticle) -> Generated:
    """What a raw article gives. Raises ProblemError where it holds no text."""
    article = clean(raw.text)
    if not article.blocks:
        raise ProblemError(
            Problem(raw.source.path, 0, "", "holds no article text", "put the article's text into it or delete it")
        )
    front_matter, body = compose(article, extract(article), raw.source.name)
    doubts = (escape(doubt.text) for doubt in article.doubtful)
    return Generated(front_matter, body, tuple(doubt for doubt in doubts if doubt in body))
