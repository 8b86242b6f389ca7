"""What a person should look at: facts that are missing or rest on little. Problems that stop a build are `check`'s."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.records import Catalogue
from generator.review.alike import questions_of_identity
from generator.review.questions import questions_of


def open_questions(catalogue: Catalogue, docs_name: str) -> Iterator[Problem]:
    """The open questions of the archive: article by article in order of path, then who may be one or two.

    docs_name: the docs folder as a person would write it.
    """
    for article in sorted(catalogue.articles, key=lambda article: article.path):
        for field, message, hint in questions_of(article.front_matter):
            yield Problem(f"{docs_name}/{article.path}", 0, field, message, hint)
    yield from questions_of_identity(catalogue, docs_name)
