"""Results as Markdown, for the README."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engines import ENGINES
from benchmarks.results import Result, Results

START, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
_NONE = "–"
_ROWS = {"build": "clean build", "warm": "warm build", "edit": "edit while serving", "convert": "convert"}


@dataclass(frozen=True)
class _Line:
    """A line of the table on sites."""

    title: str
    row: str
    value: Callable[[Mapping[str, float]], float]
    compared: bool = True
    """Whether a ratio to Material's says something."""


_LINES = (
    _Line("clean build, CPU s", "build", lambda of: of["cpu"]),
    _Line("– wall s", "build", lambda of: of["wall"]),
    _Line("– CPU ms a page", "build", lambda of: 1000 * of["cpu"] / of["pages"]),
    _Line("– pages", "build", lambda of: of["pages"]),
    _Line("– memory at its highest, MB", "build", lambda of: of["peak"]),
    _Line("– output, MB", "build", lambda of: of["output"]),
    _Line("– page of an article, median KB", "build", lambda of: of["median_page"]),
    _Line("– the largest, KB", "build", lambda of: of["largest_page"]),
    _Line("warm build, wall s", "warm", lambda of: of["warm_wall"], compared=False),
    _Line("– times quicker than clean, wall", "warm", lambda of: of["clean_wall"] / of["warm_wall"], compared=False),
    _Line("– the same in CPU", "warm", lambda of: of["clean_cpu"] / of["warm_cpu"], compared=False),
    _Line("– files unlike a clean build's", "warm", lambda of: of["different"], compared=False),
    _Line("– after an edit of one article, wall s", "warm", lambda of: of["edited_wall"], compared=False),
    _Line("– files unlike a clean build's after it", "warm", lambda of: of["edited_different"], compared=False),
    _Line("serving: an edit is live on its page, ms", "edit", lambda of: of["page"]),
    _Line("– a person added is on that person's page, ms", "edit", lambda of: of["index"]),
    _Line("– idle, % of a core", "edit", lambda of: of["idle"]),
)


def table(results: Results) -> str:
    """The whole: what it was measured on, the table on sites, that on converting, what failed, what engines lack."""
    parts = (_about(results), _sites(results), _growth(results), _convert(results), _failures(results), _lacks(results))
    return "\n\n".join(part for part in parts if part) + "\n"


def write_into(file: Path, text: str) -> None:
    """Puts a table between the two markers of a file. Raises ValueError where it has none."""
    before, start, rest = file.read_text("utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{file}: has no {START} with {END} after it")
    file.write_text(f"{before}{START}\n\n{text}\n{END}{after}", "utf-8", newline="\n")


def _about(results: Results) -> str:
    about = results.about
    versions = ", ".join(f"{ENGINES[key].name} {version}" for key, version in about.get("versions", {}).items())
    words = f", articles of {about['words']:.0f} words" if "words" in about else ""
    parts = (
        "; ".join(part for part in (about.get("date"), about.get("machine"), versions) if part),
        f"`{about.get('command', '')}`: medians of {about.get('rounds', 0)} rounds{words}",
        "For other machines only the ratios say something.",
    )
    return ". ".join(parts)


def _sites(results: Results) -> str:
    sizes = sorted({size for line in _LINES for size in results.sizes(line.row)})
    if not sizes:
        return ""
    shown = [key for key in ENGINES if any(result.engine == key and result.row != "convert" for result in results)]
    compared = {"ours", "material"} <= set(shown)
    title = f"{' · '.join(f'{size:,}' for size in sizes)} articles"
    rows = [[title, *(ENGINES[key].name for key in shown), *(["ours : Material"] if compared else [])]]
    for line in _LINES:
        cells = {key: [_value(results, line, key, size) for size in sizes] for key in shown}
        if not any(value is not None for values in cells.values() for value in values):
            continue
        row = [line.title, *(_joined(values) for values in cells.values())]
        if compared:
            pairs = zip(cells["ours"], cells["material"], strict=True)
            row.append(_joined([_ratio(*pair) if line.compared else None for pair in pairs]))
        rows.append(row)
    return _markdown(rows) if len(rows) > 1 else ""


def _growth(results: Results) -> str:
    """How CPU and memory grow from the fewest to the most articles.

    By pages and by articles: the more articles there are, the fewer new persons each brings, and the fewer pages.
    """
    sizes = results.sizes("build")
    if len(sizes) < 2:
        return ""
    said = []
    for key, engine in ENGINES.items():
        few, many = (results.medians("build", key, size) for size in (sizes[0], sizes[-1]))
        if few and many:
            cpu, memory = (many[name] / few[name] for name in ("cpu", "peak"))
            pages, articles = many["pages"] / few["pages"], sizes[-1] / sizes[0]
            said.append(f"{engine.name} {', '.join(map(_number, (cpu / pages, cpu / articles, memory / articles)))}")
    return (
        f"From {sizes[0]:,} to {sizes[-1]:,} articles, CPU a page, CPU an article and memory an article become so many "
        f"times as much (1: linear): {'; '.join(said)}."
    )


def _convert(results: Results) -> str:
    heads = ("sources", "CPU s", "wall s", "a second", "memory, MB", "nothing to do, s")
    rows: list[Sequence[str]] = [["`generator convert`:", *heads[1:], "killed half-way, then s", "articles unlike"]]
    for size in results.sizes("convert"):
        of = results.medians("convert", "ours", size)
        if of:
            numbers = (of["cpu"], of["wall"], size / of["wall"], of["peak"], of["again_wall"])
            resumed = f"{_number(of['resumed_wall'])} ({of['killed_share']:.0%} were there)"
            rows.append([f"{size:,} {heads[0]}", *map(_number, numbers), resumed, _number(of["resumed_different"])])
    return _markdown(rows) if len(rows) > 1 else ""


def _failures(results: Results) -> str:
    alike: dict[tuple[str, str], list[Result]] = {}
    for result in results.failures():
        alike.setdefault((result.engine, result.failure), []).append(result)
    return "\n".join(
        f"* {ENGINES[engine].name}: {failure} "
        f"({', '.join(f'{_ROWS[result.row]} at {result.articles:,}' for result in failed)})"
        for (engine, failure), failed in alike.items()
    )


def _lacks(results: Results) -> str:
    shown = {result.engine for result in results}
    return "\n".join(f"* {engine.name} {engine.lacks}" for key, engine in ENGINES.items() if key in shown)


def _value(results: Results, line: _Line, engine: str, size: int) -> float | None:
    try:
        return line.value(results.medians(line.row, engine, size))
    except KeyError:
        return None


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return ours / theirs if ours is not None and theirs else None


def _joined(values: Sequence[float | None]) -> str:
    """The values for each number of articles; one dash where there is none at all."""
    if all(value is None for value in values):
        return _NONE
    return " · ".join(_NONE if value is None else _number(value) for value in values)


def _number(value: float) -> str:
    """Three digits that count.

    >>> [_number(value) for value in (0, 0.1234, 5.678, 12.34, 1234.5)]
    ['0', '0.12', '5.7', '12', '1,234']
    """
    if value >= 10 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|---{'|--:' * (len(rows[0]) - 1)}|")
    return "\n".join(lines)
