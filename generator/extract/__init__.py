"""Facts out of a clean article: pure functions, each fact with its quote and rule."""

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

__all__ = ["Fact", "Facts", "Sentence", "extract", "sentences_of"]


def sentences_of(article: CleanArticle) -> list[Sentence]:
    """The sentences of an article's paragraphs and captions, in order."""
    return [
        Sentence(text, block.line, number, aside=block.kind is BlockKind.CAPTION)
        for number, block in enumerate(article.blocks)
        for text in split_sentences(block.text)
    ]


def extract(article: CleanArticle) -> Facts:
    """All facts of an article."""
    sentences = sentences_of(article)
    title = Sentence(article.title, article.title_line, 0, aside=True)
    titled = [title, *sentences] if article.title else sentences
    date = extract_date(sentences, article.title, article.stamp, article.title_line)
    period = extract_period(sentences, title, date.value[:4] if date else "")
    persons = extract_persons(titled)
    clusters = extract_clusters(titled)
    return Facts(
        date=date or (date_of_period(period) if period else None),
        period=period,
        place=extract_place(sentences),
        persons=persons,
        clusters=clusters,
        provinces=extract_provinces(titled, [fact.value.name for fact in persons]),
        documents=extract_documents(titled),
        figures=extract_figures(sentences, [len(fact.value.members) for fact in clusters if fact.value.members]),
    )
