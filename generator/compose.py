"""A clean article and its facts to the file that people edit: front matter and body."""

from dataclasses import replace

from generator.clean import Block, BlockKind, CleanArticle
from generator.extract.facts import Facts
from generator.markup import escape
from generator.model import FrontMatter
from generator.sentences import split_sentences

# A made title longer than this is cut at the end of a clause, or failing that of a word.
_LONGEST_MADE_TITLE = 100
_SHORTEST_MADE_TITLE = 30
_CLAUSE_SIGNS = ",;:"


def compose(article: CleanArticle, facts: Facts, source_file: str) -> tuple[FrontMatter, str]:
    """Front matter, still without identifiers, and the Markdown body."""
    title = article.title or made_title(article.paragraphs[0].text if article.paragraphs else article.blocks[0].text)
    front_matter = FrontMatter(
        title=title,
        title_made=not article.title,
        date=facts.date.value if facts.date else "",
        date_basis=facts.date.quote if facts.date else "",
        period=facts.period.value if facts.period else "",
        published=article.stamp.date if article.stamp else "",
        place=facts.place.value if facts.place else "",
        persons=tuple(fact.value for fact in facts.persons),
        clusters=tuple(fact.value for fact in facts.clusters),
        provinces=tuple(fact.value for fact in facts.provinces),
        documents=tuple(fact.value for fact in facts.documents),
        figures=tuple(fact.value for fact in facts.figures),
        byline=article.byline,
        source=article.source,
        source_file=source_file,
    )
    return front_matter, "\n".join(f"{_markdown(block)}\n" for block in article.blocks)


def _markdown(block: Block) -> str:
    """One paragraph; a caption is a paragraph that is nothing but one emphasis."""
    text = escape(block.text)
    return f"*{text}*" if block.kind is BlockKind.CAPTION else text


def made_title(text: str) -> str:
    """A title for a text that has none: its first sentence, cut where a clause ends if it is long.

    >>> made_title("Ban Tổ chức họp sơ kết. Dự có đại diện các vụ.")
    'Ban Tổ chức họp sơ kết'
    >>> made_title("Cùng dự có đại diện một số vụ thuộc Ban; các đồng chí lãnh đạo " + "các tỉnh, " * 9)
    'Cùng dự có đại diện một số vụ thuộc Ban; các đồng chí lãnh đạo các tỉnh, các tỉnh, các tỉnh…'
    """
    sentence = split_sentences(text)[0].rstrip(". |")
    if len(sentence) <= _LONGEST_MADE_TITLE:
        return sentence
    cut = sentence[:_LONGEST_MADE_TITLE]
    clause_end = max(cut.rfind(f"{sign} ") for sign in _CLAUSE_SIGNS)
    end = clause_end if clause_end >= _SHORTEST_MADE_TITLE else cut.rfind(" ")
    return (cut[:end] if end > 0 else cut).rstrip(_CLAUSE_SIGNS + " ") + "…"


def with_identifiers(front_matter: FrontMatter, persons: list[str], clusters: list[str]) -> FrontMatter:
    """The front matter with the identifiers of its persons and clusters, in step with them."""
    return replace(
        front_matter,
        persons=tuple(replace(each, id=id_) for each, id_ in zip(front_matter.persons, persons, strict=True)),
        clusters=tuple(replace(each, id=id_) for each, id_ in zip(front_matter.clusters, clusters, strict=True)),
    )
