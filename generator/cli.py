"""The command line: parses, calls, prints, and ends with the exit code. Results go to stdout, all else to stderr."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.collector import uncollected
from generator.errors import GeneratorError
from generator.settings import Settings, load_settings
from generator.translation import speak
from generator.translation.po_file import load_translation

if TYPE_CHECKING:
    from generator.engines import Engine

# Exit codes differ by cause; 2 is click's for wrong usage.
_FAILED, _WOULD_CHANGE, _PROBLEMS = 1, 3, 4
# What shells say of a command that Ctrl-C ended.
_STOPPED = 130
# But for line feeds and tabs.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ENGINES = ("local", "serial", "dask")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Turn scraped Vietnamese news articles into a Markdown archive that people correct and MkDocs publishes."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may speak another encoding than the articles; a sign it can't show must not stop a run.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace", **({"encoding": "utf-8"} if not stream.isatty() else {}))


@main.command()
@click.argument("sources", nargs=-1)
@click.option("--to", "target", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option("--check", is_flag=True, help="Say what would change, write nothing; exit 3 if something would.")
@click.option("--json", "as_json", is_flag=True, help="Print the account of the run as JSON.")
@click.option(
    "--engine", type=click.Choice(_ENGINES), default="local", show_default=True, help="Who reads the sources."
)
@click.option("--jobs", type=click.IntRange(1), help="Processes on this machine.  [default: one for each core]")
@click.option("--scheduler", help="Address of a Dask cluster's scheduler, tcp://…, for --engine dask.")
def convert(  # noqa: PLR0917  # called by click, by name
    sources: tuple[str, ...],
    target: Path | None,
    check: bool,
    as_json: bool,
    engine: str,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Convert SOURCES (files, folders, addresses such as s3://…, or - for stdin; default: seeds/) to Markdown articles.

    Safe to run again and again: what was edited or deleted by hand stays so.
    """
    # Dask makes circular garbage, with every message.
    calm = nullcontext() if engine == "dask" else uncollected()
    with _one_line_errors(), calm, _progress() as progress:
        from generator.convert import convert as run  # noqa: PLC0415  # the reading half, not needed by other commands

        reader = _engine(engine, jobs, scheduler)
        account = run(_settings(), sources, target, check=check, engine=reader, progress=progress)
    with _one_line_errors():
        if account.written and not (check or target):
            _record_addresses(_settings())
    for said in (*account.problems, *account.duplicates, *account.noted()):
        _say(str(said), err=True)
    for name in account.written if check else ():
        _say(f"would write {name}", err=True)
    _say(str(account), err=True)
    if as_json:
        _print_json(account.as_json())
    if not account.complete:
        sys.exit(_FAILED)
    if check and account.written:
        sys.exit(_WOULD_CHANGE)


@main.command()
@click.option("--publish", is_flag=True, help="Also fail where a page is not yet in the record of addresses.")
def check(publish: bool) -> None:
    """Look for what is wrong in the archive's files; exit 4 if anything is."""
    from generator.checks import check_archive  # noqa: PLC0415  # the site half, not needed by other commands

    settings = _archive()
    with _one_line_errors(), uncollected():
        checked = check_archive(settings)
    problems = (*checked.problems, *(checked.problems_of_publishing if publish else ()))
    for problem in problems:
        _say(str(problem))
    for note in () if publish else checked.notes:
        _say(note, err=True)
    _say(f"{len(checked.catalogue.articles) + len(checked.unread)} articles, {len(problems)} problems", err=True)
    if problems:
        sys.exit(_PROBLEMS)


@main.command()
@click.option(
    "--keep", "kept", type=click.Path(path_type=Path), help="Let all that hands changed in this article stand."
)
def review(kept: Path | None) -> None:
    """List what a person should look at: undated articles, made titles, doubtful facts and lines, and what hand and
    converter changed both. There the hand's stands; to settle it, edit the article, or --keep it as it is.
    """
    from generator.catalogue import load_catalogue  # noqa: PLC0415  # the site half, not needed by other commands
    from generator.review.conflicts import keep, open_conflicts  # noqa: PLC0415
    from generator.review.doubts import doubtful_lines  # noqa: PLC0415
    from generator.review.listing import open_questions  # noqa: PLC0415

    settings = _archive()
    if kept:
        with _one_line_errors():
            settled = keep(settings.articles, kept)
        _say(f"{kept.as_posix()}: {settled} conflicts settled, nothing changed", err=True)
        return
    with _one_line_errors():
        catalogue, problems = load_catalogue(settings.docs)
    docs_name = settings.docs.as_posix()
    questions = [
        *open_conflicts(settings.articles),
        *open_questions(catalogue, docs_name),
        *doubtful_lines(catalogue.articles, settings, docs_name),
    ]
    for question in questions:
        _say(str(question))
    _say(f"{len(questions)} open questions", err=True)
    if problems:
        _say(f"{len(problems)} problems besides: run `generator check`", err=True)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print facts and removed lines as JSON.")
def explain(file: Path, as_json: bool) -> None:
    """Show for FILE, a source or an article, every fact with its words and rule, and every removed line."""
    from generator.explain import explain as run  # noqa: PLC0415  # the reading half, not needed by other commands

    with _one_line_errors():
        explanation = run(_settings(), file)
    if as_json:
        _print_json(explanation.as_json())
    else:
        _say(str(explanation))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write the whole site, index pages included, as plain Markdown and data files to FOLDER."""
    from generator.export import export_site  # noqa: PLC0415  # the site half, not needed by other commands

    with _one_line_errors():
        problems = export_site(_archive_to_write(), folder)
    for problem in problems:
        _say(str(problem), err=True)
    if problems:
        sys.exit(_PROBLEMS)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--url", default="", help="Address of each part, with {part} in it; default: all below one address.")
@click.option("--build", is_flag=True, help="Build all parts too, into FOLDER/site.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who builds.")
@click.option("--jobs", type=click.IntRange(1), help="Builds at once on this machine.  [default: one for each core]")
@click.option("--scheduler", default="", help="Address of a Dask cluster's scheduler, tcp://…, for --engine dask.")
def split(  # noqa: PLR0917  # called by click, by name
    folder: Path, url: str, build: bool, jobs: int | None, engine: str, scheduler: str
) -> None:
    """Write the archive into FOLDER as one site a year, each built by itself, all searched together."""
    from generator.parts import build_parts, split_archive  # noqa: PLC0415  # the site half, not needed by others
    from generator.parts.layout import Layout  # noqa: PLC0415

    with _one_line_errors(), uncollected():
        done = split_archive(_archive_to_write(), folder, Layout(url))
    for problem in done.problems:
        _say(str(problem), err=True)
    _say(f"{sum(done.parts.values())} articles in {len(done.parts)} parts: {', '.join(done.parts)}", err=True)
    failed = False
    with _one_line_errors():
        for built in build_parts(folder, done.parts, jobs, scheduler if engine == "dask" else None) if build else ():
            _say(f"{built.part}: {built.problem or 'built'}", err=True)
            failed = failed or bool(built.problem)
    if failed:
        sys.exit(_FAILED)
    if done.problems:
        sys.exit(_PROBLEMS)


def _engine(name: str, jobs: int | None, scheduler: str | None) -> "Engine":
    from generator.engines import SerialEngine  # noqa: PLC0415  # the reading half
    from generator.engines.local import LocalEngine  # noqa: PLC0415

    if scheduler and name != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    if name != "dask":
        return SerialEngine() if name == "serial" else LocalEngine(jobs)
    try:
        from generator.engines.dask import DaskEngine  # noqa: PLC0415  # an optional extra
    except ModuleNotFoundError as error:
        raise GeneratorError(f"{error.name} is not installed (pip install 'generator[dask]')") from None
    return DaskEngine(scheduler or "", jobs)


def _record_addresses(settings: Settings) -> None:
    """New articles have new pages: their addresses are to be committed with them."""
    from generator.addresses.published import record_pages  # noqa: PLC0415  # the site half

    with uncollected():
        record_pages(settings.docs)


def _settings() -> Settings:
    with _one_line_errors():
        return load_settings(Path())


def _archive() -> Settings:
    """The settings of the archive here; ends the command where there is none."""
    settings = _settings()
    if not settings.articles.is_dir():
        _say(f"{settings.articles.as_posix()}: no archive here; run this in the folder of mkdocs.yml", err=True)
        sys.exit(_FAILED)
    return settings


def _archive_to_write() -> Settings:
    """The same for what writes pages: their words are spoken from now on."""
    settings = _archive()
    speak(load_translation(settings.words))
    return settings


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """An error of the input ends the command with its message, Ctrl-C with one; a bug keeps its traceback."""
    try:
        yield
    except GeneratorError as error:
        _say(str(error), err=True)
        sys.exit(_FAILED)
    except KeyboardInterrupt:
        _say("stopped; nothing is half written, and the next run goes on where this one was", err=True)
        sys.exit(_STOPPED)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Shows on a terminal how much is done, how fast it goes and how long it will take; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return
    with click.progressbar(
        length=1, label="Converting", file=sys.stderr, show_pos=True, item_show_func=lambda rate: rate
    ) as bar:

        def show(done: int, whole: int) -> None:
            bar.length = whole
            seconds = bar.time_per_iteration
            bar.update(done - bar.pos, f"{1 / seconds:.0f}/s" if seconds else "")

        yield show


def _say(text: str, *, err: bool = False) -> None:
    """Print text that may hold names of files and words of sources: a terminal takes no orders from them."""
    click.echo(_CONTROLS.sub(lambda sign: f"\\x{ord(sign[0]):02x}", text), err=err)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
