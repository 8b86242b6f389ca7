"""What a run makes of each reading: whose file it is, what becomes of that, and who is who in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.account import Account, Duplicate, Note
from generator.addresses import Address, read_record
from generator.document import join_parts
from generator.errors import Problem, ProblemError
from generator.identifiers import file_stem
from generator.readers import SourceFile, is_folder
from generator.readers.portions import Portion, names_in
from generator.readers.raw import PassedOver
from generator.reading import Draft, Reading, read_portion
from generator.removed_lines import RemovedFile
from generator.resolve.identity import Identities, Named
from generator.store import ArticleStore, Lying, Stored
from generator.store.known import Known, KnownText, MadeOf
from generator.store.outcome import Outcome, decoded, digest_of
from generator.store.owners import Owners, renamed

# How a source's article can end; the other outcomes of storing it are settled on the way.
_ENDS = (Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.KEPT, Outcome.DELETED)


@dataclass
class Run:
    """What a run has to remember from one source to the next."""

    store: ArticleStore
    known: Known
    owners: Owners
    on_disk: dict[str, KnownText]
    """The articles' files, by name."""
    copies: dict[str, KnownText]
    """The copies, by name, as the run found them."""
    removals: RemovedFile
    """What was taken out of the articles."""
    docs: Path | None
    """The docs folder with the record of what the site has published; None where the articles belong to no site."""
    sources: int = 0
    """How many came."""
    stamps: dict[str, bytes] = field(default_factory=dict)
    """What the system says of the sources that lie still, by path."""
    texts: dict[bytes, dict[bytes, str]] = field(default_factory=dict)
    """Digest of a text, and of where and when it was published, to the source that had it first."""
    outcomes: dict[Outcome, list[str]] = field(default_factory=lambda: {outcome: [] for outcome in _ENDS})
    """Articles by what became of them in the end."""
    duplicates: list[Duplicate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    """What is no source, by kind."""

    @cached_property
    def identities(self) -> tuple[Identities, Identities]:
        """Who and which cluster has which identifier; read from all articles, so only when one is needed."""
        return _identities(self)

    @property
    def would_change(self) -> bool:
        """Whether something was to be written, by a run that only looks."""
        return self.store.would_change or self.removals.would_change

    given: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    """Identifiers given out by a run that only looks, by the digest of the source, for the one that follows it."""

    def identifiers(self, draft: Draft, source: bytes) -> tuple[str, ...]:
        """Those of a draft's persons, then of its clusters."""
        if source in self.given:
            return self.given[source]
        persons, clusters = self.identities
        found = (*map(persons.of, draft.names.persons), *map(clusters.of, draft.names.clusters))
        if not self.store.writes:
            self.given[source] = found
        return found

    def as_before(self) -> frozenset[bytes]:
        """The sources, by digest, whose articles' copies are what they give."""
        return frozenset(
            made.source
            for name, made in self.known.made_of.items()
            if (copy := self.copies.get(name)) and copy.digest == made.text
        )


def begin_run(
    store: ArticleStore, known: Known, docs: Path | None, before: Run | None, *,
    places: Sequence[str], found: Sequence[SourceFile | Portion],
) -> Run:  # fmt: skip
    """A run that knows which files there are, and of which sources they were made."""
    articles = {lying.name: _text(known, lying) for lying in store.articles()}
    copies = {lying.name: _text(known, lying) for lying in store.copies()}
    removals = RemovedFile(store.folder, writes=store.writes)
    for old, new in renamed(articles, copies).items():
        if store.move(old, new):
            removals.move(old, new)
            copies[new] = copies.pop(old)
            if old in known.made_of:
                known.make(new, known.made_of.pop(old))
    # A copy that can't be read, after a merge of branches say, doesn't tell what it was made of.
    texts = articles | {name: text for name, text in copies.items() if text.source_file or name not in articles}
    owners = Owners(store, texts, copies.keys(), known.made_of, places=places, found=names_in(found))
    run = Run(store, known, owners, articles, copies, removals, docs)
    if before:
        run.stamps = before.stamps
    if before and before.copies == copies and "identities" in vars(before):
        run.given = before.given
        vars(run)["identities"] = before.identities
    return run


def _text(known: Known, lying: Lying) -> KnownText:
    return known.of_stamp(lying.stamp) or known.text(lying.read(), lying.stamp if lying.is_still else b"")


def take(run: Run, reading: Reading, portion: Portion) -> None:
    """Store what a reading gives, and enter it into the account. portion: the one it comes from."""
    source = reading.source
    if isinstance(reading.result, PassedOver):
        run.passed_over[reading.result.kind] += 1
        return
    run.sources += 1
    run.notes += (Note(source.place, note) for note in reading.notes)
    if isinstance(reading.result, Problem):
        run.problems.append(reading.result)
        return
    # What another paper printed word for word says where, and is an article of its own.
    same = run.texts.get(reading.words, {})
    if reading.printed in same or (same and not reading.printed):
        run.duplicates.append(Duplicate(source.place, same.get(reading.printed) or next(iter(same.values()))))
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
    _remember_stamp(run, name, reading)
    run.owners.give(name, source.name)
    run.texts.setdefault(reading.words, {})[reading.printed] = source.place
    run.outcomes[outcome].append(name)


def _remember_stamp(run: Run, name: str, reading: Reading) -> None:
    """The next run need not open a source that lies still."""
    made, stamp = run.known.made_of.get(name), run.stamps.get(reading.source.path, b"")
    if made and made.source == reading.made_of and made.stamp != stamp:
        run.known.make(name, made._replace(words=reading.words, printed=reading.printed, stamp=stamp))


def _as_before(run: Run, source: bytes) -> tuple[str, Outcome] | None:
    """The article of a source that gives just the text it gave before; None where it must be read anew."""
    name = run.owners.made_of(source)
    copy = run.copies.get(name or "")
    if not name or not copy or run.known.made_of[name].text != copy.digest:
        return None
    if run.on_disk.get(name) == copy and not run.store.has_record(name):
        return name, Outcome.UNCHANGED
    return name, _put(run, name, run.store.copy(name) or "").outcome


def _anew(run: Run, reading: Reading, portion: Portion) -> tuple[str, Outcome]:
    draft, source = reading.result, reading.source
    if not isinstance(draft, Draft):
        # Its article has meanwhile become another source's.
        draft = next(
            again.result
            for again in read_portion(portion)
            if again.made_of == reading.made_of and isinstance(again.result, Draft)
        )
    identifiers = run.identifiers(draft, reading.made_of)
    text = join_parts(draft.parts, identifiers)
    known = draft.about._replace(digest=digest_of(text.encode()))
    run.known.learn(known)
    stem = file_stem(source.name)
    if run.store.writes:
        run.known.names.learn(known.digest, draft.names.with_identifiers(identifiers))
    for name in run.owners.candidates(f"{stem}.md", source.name, text, known.body):
        stored = _put(run, name, text)
        if stored.outcome is not Outcome.ANOTHER:
            break
    else:
        # Two sources share a name, here or in another folder: the text's own name parts them.
        name = f"{stem or 'article'}-{reading.words.hex()[:8]}.md"
        stored = _put(run, name, text)
    if stored.copy == text and run.removals.note(name, draft.removed):
        run.known.make(name, MadeOf(reading.made_of, known.digest, draft.doubts))
    return name, stored.outcome


def _put(run: Run, name: str, text: str) -> Stored:
    stored = run.store.put(name, text)
    if stored.data is not None:
        run.on_disk[name] = run.known.text(stored.data)
    return stored


def _questions(run: Run) -> int:
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


def _identities(run: Run) -> tuple[Identities, Identities]:
    """Persons and clusters as the articles say, as each source got them before, and as once published."""
    copies = run.copies.items()
    edited = ((name, text) for name, text in copies if run.on_disk.get(name) != text)
    published = read_record(run.docs).addresses if run.docs else {}
    in_articles: list[Named] = []
    in_copies: list[Named] = []
    persons = Identities(
        _persons(run, run.on_disk.items(), run.store.read, in_articles),
        _persons(run, copies, run.store.read_copy, in_copies),
        _titles("persons", published),
        _persons(run, edited, run.store.read_copy, []),
    )
    return persons, Identities(in_articles, in_copies, _titles("clusters", published))


def _persons(
    run: Run, texts: Iterable[tuple[str, KnownText]], read: Callable[[str], bytes | None], clusters: list[Named]
) -> Iterator[Named]:
    """The persons in the texts, in order of their names; notes the clusters, of which few are named often."""
    seen: dict[Named, Named] = {}
    for name, text in sorted(texts):
        named = run.known.names.of(text.digest, lambda name=name: read(name) or b"")  # type: ignore[misc]
        clusters += [seen.setdefault(each, each) for each in named.clusters]
        yield from named.persons
        if run.store.writes:
            run.known.write()


def _titles(kind: str, published: Mapping[str, Address]) -> dict[str, str]:
    """The identifiers of a kind's pages with their titles."""
    return {
        path.removeprefix(f"{kind}/").removesuffix(".md"): address.title
        for path, address in published.items()
        if path.startswith(f"{kind}/")
    }


def account_of(run: Run, places: Sequence[str]) -> Account:
    """What became of all sources. places: those that were converted."""
    return Account(
        sources=run.sources,
        written=tuple(run.outcomes[Outcome.WRITTEN]),
        unchanged=tuple(run.outcomes[Outcome.UNCHANGED]),
        kept=tuple(run.outcomes[Outcome.KEPT]),
        deleted=tuple(run.outcomes[Outcome.DELETED]),
        duplicates=tuple(run.duplicates),
        problems=tuple(run.problems),
        notes=tuple(run.notes),
        passed_over=dict(sorted(run.passed_over.items())),
        orphans=run.owners.orphans(run.on_disk) if any(map(is_folder, places)) else (),
        questions=_questions(run),
    )
