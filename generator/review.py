"""What a person should look at: facts that are missing or rest on little. Problems that stop a build are `check`'s."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.dates import PartialDate
from generator.errors import Problem
from generator.model import Article


def open_questions(articles: Iterable[Article], docs_name: str) -> Iterator[Problem]:
    """The open questions of the archive, article by article in order of path.

    docs_name: the docs folder as a person would write it.
    """
    for article in sorted(articles, key=lambda article: article.path):
        for field, message, hint in _questions(article):
            yield Problem(f"{docs_name}/{article.path}", 0, field, message, hint)


def _questions(article: Article) -> Iterator[tuple[str, str, str]]:
    known = article.front_matter
    if not known.date:
        yield "date", "not dated", "add `date: YYYY-MM-DD` if you know it"
    elif not PartialDate.parse(known.date).day:
        yield "date", f"known only as {known.date}", "complete it if you know the day"
    if not known.title:
        yield "title", "has no title", "add `title: …`"
    if known.title_made:
        yield "title", f"made from the first sentence: {known.title}", "write a better one and delete `title_made`"
    for cluster in known.clusters:
        if not cluster.sector:
            yield "clusters", f"{cluster.name}: the text names no sector", "add `sector: …` if you know it"
    names = Counter(person.name for person in known.persons)
    for name in sorted(name for name, times in names.items() if times > 1):
        yield "persons", f"two persons are called {name}", "see that each has its own `id` and offices"
