"""Facts out of a clean article: pure functions, each fact with its quote and rule."""

from collections.abc import Sequence

from generator.clean import BlockKind, CleanArticle
from generator.extract.clusters import extract_clusters
from generator.extract.dates import date_of_period, extract_date
from generator.extract.documents import extract_documents
from generator.extract.facts import Fact, Facts, Sentence
from generator.extract.figures import extract_figures
from generator.extract.periods import extract_period
from generator.extract.persons import extract_persons
from generator.extract.places import extract_place
from generator.extract.provinces import extract_provinces
from generator.sentences import split_sentences

__all__ = ["Fact", "Facts", "Sentence", "extract", "extract_all", "sentences_of"]


def sentences_of(article: CleanArticle) -> list[Sentence]:
    """The sentences of an article's paragraphs and captions, in order."""
    return [
        Sentence(text, block.line, number, aside=block.kind is BlockKind.CAPTION)
        for number, block in enumerate(article.blocks)
        for text in split_sentences(block.text)
    ]


def extract(article: CleanArticle) -> Facts:
    """All facts of an article."""
    return extract_all([article])[0]


def extract_all(articles: Sequence[CleanArticle]) -> list[Facts]:
    """The facts of each of some articles, each as `extract` gives them.

    One kind of fact is read of all of them before the next, so that what reads it (a few hundred regular expressions
    have more than a megabyte) is still near the processor for the next article: of some twenty articles it takes
    four fifths of the time that they take one by one.
    """
    told = list(map(sentences_of, articles))
    titles = [Sentence(each.title, each.title_line, 0, aside=True) for each in articles]
    titled = [[title, *every] if title.text else every for title, every in zip(titles, told, strict=True)]
    dates = [
        extract_date(every, each.title, each.stamp, each.title_line) for each, every in zip(articles, told, strict=True)
    ]
    periods = [
        extract_period(every, title, date.value[:4] if date else "")
        for every, title, date in zip(told, titles, dates, strict=True)
    ]
    places = list(map(extract_place, told))
    persons = list(map(extract_persons, titled))
    clusters = list(map(extract_clusters, titled))
    provinces = [
        extract_provinces(every, [fact.value.name for fact in named])
        for every, named in zip(titled, persons, strict=True)
    ]
    documents = list(map(extract_documents, titled))
    figures = [
        extract_figures(every, [len(fact.value.members) for fact in named if fact.value.members])
        for every, named in zip(told, clusters, strict=True)
    ]
    dates = [date or (date_of_period(period) if period else None) for date, period in zip(dates, periods, strict=True)]
    return [
        Facts(*facts)
        for facts in zip(dates, periods, places, persons, clusters, provinces, documents, figures, strict=True)
    ]
