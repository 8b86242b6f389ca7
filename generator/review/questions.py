"""What one article's front matter leaves open: facts that are missing or rest on little. Known to both halves."""

from collections import Counter
from collections.abc import Iterator

from generator.dates import PartialDate
from generator.model import FrontMatter


def questions_of(known: FrontMatter) -> Iterator[tuple[str, str, str]]:
    """Each open question as field, message, and what to do."""
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
