"""Lines of articles that may be no part of them: kept by the converter because it was not sure."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.clean import clean
from generator.errors import Problem, ProblemError
from generator.markup import escape
from generator.model import Article
from generator.readers import SourceFile, read_source


def doubtful_lines(articles: Iterable[Article], seeds: Path, docs_name: str) -> Iterator[Problem]:
    """The doubtful lines that still stand in an article, in the articles' order.

    Read anew from the sources in the folder `seeds`; an article whose source is not there is passed over.
    docs_name: the docs folder as a person would write it.
    """
    for article in articles:
        name = article.front_matter.source_file
        source = seeds / name
        if not name or not source.resolve().is_relative_to(seeds.resolve()) or not source.is_file():
            continue
        try:
            text = read_source(SourceFile(source.as_posix(), name)).text
        except ProblemError:
            continue
        for doubt in clean(text).doubtful:
            if escape(doubt.text) in article.body:
                message = f"may be no part of the article: “{doubt.text}”: {doubt.why}"
                yield Problem(f"{docs_name}/{article.path}", 0, "body", message, "delete it if so")
