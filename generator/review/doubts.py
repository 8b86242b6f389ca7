"""Lines of articles that may be no part of them: kept by the converter because it was not sure."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from generator.clean import Doubt, clean
from generator.errors import Problem, ProblemError
from generator.given import with_given
from generator.markup import escape
from generator.model import Article
from generator.readers import file_of, read_below
from generator.settings import Settings


def doubtful_lines(articles: Iterable[Article], settings: Settings, docs_name: str) -> Iterator[Problem]:
    """The doubtful lines that still stand in an article, in the articles' order.

    Read anew from the sources among the seeds; an article whose source is not there is passed over.
    docs_name: the docs folder as a person would write it.
    """
    by_file: dict[str, dict[str, Sequence[Doubt]]] = {}
    for article in articles:
        name = article.front_matter.source_file
        file_name = file_of(name)
        if file_name not in by_file:
            by_file[file_name] = _doubts(settings, file_name)
        for doubt in by_file[file_name].get(name, ()):
            if escape(doubt.text) in article.body:
                message = f"may be no part of the article: “{doubt.text}”: {doubt.why}"
                yield Problem(f"{docs_name}/{article.path}", 0, "body", message, "delete it if so")


def _doubts(settings: Settings, file_name: str) -> dict[str, Sequence[Doubt]]:
    """Of each source in a file, by its name."""
    found: dict[str, Sequence[Doubt]] = {}
    with suppress(ProblemError):
        for raw in read_below(settings.seeds, file_name, settings.intake):
            found[raw.source.name] = with_given(clean(raw.text), raw.given).doubtful
    return found
