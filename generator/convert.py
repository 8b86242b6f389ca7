"""Sources to articles on disk: every source ends as an article, a duplicate or a refusal; the account says which."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.clean import clean
from generator.compose import compose, with_identifiers
from generator.document import dump_article, parse_article
from generator.errors import GeneratorError, Problem, ProblemError
from generator.extract import extract
from generator.identifiers import file_stem
from generator.identity import Identities, Named
from generator.model import ClusterMention, FrontMatter
from generator.readers import RawArticle, SourceFile, find_sources, read_source
from generator.settings import Settings
from generator.store import Outcome, store_article
from generator.vietnamese import comparison_key


@dataclass(frozen=True)
class Duplicate:
    """A source with the text of another."""

    path: str
    """The source left out."""
    of: str
    """The source whose article stands for both."""

    def __str__(self) -> str:
        return f"{self.path}: has the same text as {self.of} (delete one of them)"


@dataclass(frozen=True)
class Account:
    """What became of every source of a run. Articles are named by file, sources by path."""

    sources: int = 0
    """How many sources were found."""
    written: tuple[str, ...] = ()
    """Articles written, or to be written with check."""
    unchanged: tuple[str, ...] = ()
    """Articles that hold just what the converter makes."""
    kept: tuple[str, ...] = ()
    """Articles edited by hand and left so."""
    deleted: tuple[str, ...] = ()
    """Articles deleted by hand and left so."""
    duplicates: tuple[Duplicate, ...] = ()
    """Sources with the text of another."""
    problems: tuple[Problem, ...] = ()
    """Sources refused, one problem each."""

    @property
    def complete(self) -> bool:
        """Every source became an article of its own."""
        return not self.problems and not self.duplicates

    def as_json(self) -> dict[str, Any]:
        """The account in plain values; the place of a refusal is a line, 0 for the file as a whole."""
        plain = asdict(self)
        plain["refusals"] = [
            {"path": problem.path, "place": problem.line, "cause": problem.message, "hint": problem.hint}
            for problem in self.problems
        ]
        del plain["problems"]
        return plain

    def __str__(self) -> str:
        articles = {"written": self.written, "unchanged": self.unchanged, "edited by hand and kept": self.kept}
        articles["deleted by hand and left so"] = self.deleted
        said = [f"{len(names)} {what}" for what, names in articles.items() if names]
        left_out = f"{len(self.duplicates)} duplicates, {len(self.problems)} refused"
        return f"{self.sources} sources: {', '.join([*said, left_out])}"


# How a source's article can end; the other outcomes of storing it are settled on the way.
_ENDS = (Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.KEPT, Outcome.DELETED)


@dataclass
class _Run:
    """What a run has to remember from one source to the next."""

    persons: Identities
    clusters: Identities
    owners: dict[str, str]
    """Which source each file of the archive was made from, by the file's stem without case; empty for none."""
    texts: dict[bytes, str] = field(default_factory=dict)
    """Digest of a text to the source that had it first."""
    stems: set[str] = field(default_factory=set)
    """Names of files given out, without case: some file systems know no other."""
    outcomes: dict[Outcome, list[str]] = field(default_factory=lambda: {outcome: [] for outcome in _ENDS})
    """Articles by what became of them in the end."""
    duplicates: list[Duplicate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
    Raises GeneratorError where the target can't be written to; whatever is wrong with a source is in the account.
    """
    folder = target or settings.articles
    run = _start(folder)
    owning = set(run.owners.values())
    found = list(find_sources([str(source) for source in sources] or [str(settings.seeds)]))
    # Of two sources with one text the one that has an article already keeps it, wherever the other sorts.
    found.sort(key=lambda source: source.name not in owning)
    for source in progress(found):
        try:
            _convert_one(run, read_source(source), folder, check=check)
        except ProblemError as error:
            run.problems.append(error.problem)
        except OSError as error:
            raise GeneratorError(f"{error.filename or folder}: can't be written: {error.strerror}") from error
    return Account(
        sources=len(found),
        written=tuple(run.outcomes[Outcome.WRITTEN]),
        unchanged=tuple(run.outcomes[Outcome.UNCHANGED]),
        kept=tuple(run.outcomes[Outcome.KEPT]),
        deleted=tuple(run.outcomes[Outcome.DELETED]),
        duplicates=tuple(run.duplicates),
        problems=tuple(run.problems),
    )


def _convert_one(run: _Run, raw: RawArticle, folder: Path, *, check: bool) -> None:
    digest = blake2b(" ".join(raw.text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if digest in run.texts:
        run.duplicates.append(Duplicate(raw.source.path, run.texts[digest]))
        return
    front_matter, body = article_from(raw)
    front_matter = with_identifiers(
        front_matter,
        [run.persons.of(named) for named in _persons(front_matter)],
        [run.clusters.of(_cluster(mention)) for mention in front_matter.clusters],
    )
    text = dump_article(front_matter, body)
    stem = file_stem(raw.source.name)
    outcome = store_article(folder, f"{stem}.md", text, dry_run=check) if _is_free(run, stem, raw.source) else None
    if outcome in (None, Outcome.ANOTHER):
        # Two sources share a name, here or in another folder: the text's own name parts them.
        stem = f"{stem or 'article'}-{digest.hex()[:8]}"
        outcome = store_article(folder, f"{stem}.md", text, dry_run=check)
    if outcome not in run.outcomes:
        # By its front matter or its name the file is this source's; only what was last generated is gone. So the file
        # is a person's now.
        outcome = Outcome.KEPT
    run.stems.add(stem.lower())
    run.texts[digest] = raw.source.path
    run.outcomes[outcome].append(f"{stem}.md")


def article_from(raw: RawArticle) -> tuple[FrontMatter, str]:
    """Front matter without identifiers, and body, of a raw article. Raises ProblemError where it holds no text."""
    article = clean(raw.text)
    if not article.blocks:
        raise ProblemError(
            Problem(raw.source.path, 0, "", "holds no article text", "put the article's text into it or delete it")
        )
    return compose(article, extract(article), raw.source.name)


def _is_free(run: _Run, stem: str, source: SourceFile) -> bool:
    """Whether a source may have the file of this stem: nobody has it, or the archive says it is this source's."""
    key = stem.lower()
    return bool(stem) and key not in run.stems and run.owners.get(key, source.name) == source.name


def _start(folder: Path) -> _Run:
    """A run that knows what the archive has given out already: identifiers, and files."""
    known = dict(_front_matters(folder))
    return _Run(
        persons=Identities([named for front_matter in known.values() for named in _persons(front_matter)]),
        clusters=Identities([_cluster(each) for front_matter in known.values() for each in front_matter.clusters]),
        owners={stem.lower(): front_matter.source_file for stem, front_matter in known.items()},
    )


def _front_matters(folder: Path) -> Iterator[tuple[str, FrontMatter]]:
    for path in sorted(folder.glob("*.md")):
        try:
            yield path.stem, parse_article(path.read_text("utf-8"), path.as_posix()).front_matter
        except (ProblemError, OSError, UnicodeDecodeError):
            # `check` and the build say what is wrong with it; here it keeps its name and gives no identifiers.
            yield path.stem, FrontMatter(title="")


def _persons(front_matter: FrontMatter) -> Iterator[Named]:
    """The persons of an article as identities: a second one of the same name in one article is somebody else."""
    seen: dict[str, int] = {}
    for mention in front_matter.persons:
        key = comparison_key(mention.name)
        seen[key] = seen.get(key, 0) + 1
        own_key = key if seen[key] == 1 else f"{key} #{seen[key]} {front_matter.source_file}"
        yield Named(own_key, mention.name, mention.id)


def _cluster(mention: ClusterMention) -> Named:
    """A cluster's identity: number and sector, however the name is put."""
    inside = comparison_key(mention.sector) in comparison_key(mention.name)
    name = mention.name if inside else f"{mention.name} {mention.sector}"
    return Named(comparison_key(name), name, mention.id)
