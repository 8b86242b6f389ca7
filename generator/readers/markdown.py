"""Markdown with front matter, or without (optional extra `markdown`): the words that people see in it, block by block.

markdown-it-py makes HTML of the body, which is read as pages are, raw HTML in it included. Its time is linear in what
it reads; Python-Markdown takes half a minute for twenty thousand brackets.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from generator.document import load_mapping, split
from generator.errors import ProblemError
from generator.readers import text
from generator.readers.raw import Content, Given, UnreadableError
from generator.readers.rows import address_in, line_in, published
from generator.readers.web_page.line import PageLine, text_of
from generator.readers.web_page.parsing import parsed
from generator.settings import USUAL_LIMITS, Limits
from generator.vietnamese import comparison_key

# Front matter as other programs write it: the first name that has a value counts.
_TITLE = ("title", "tieu_de", "headline")
_DATE = ("published", "date_published", "published_at", "pubdate", "date", "ngay_dang")
_URL = ("url", "source_url", "canonical", "canonical_url", "link", "original_url")
_AUTHOR = ("byline", "author", "authors", "tac_gia")
_PAPER = ("source", "site", "site_name", "publisher", "nguon")
# Keys of this project's own articles: there `date` is the day of what happened.
_OWN = frozenset({"source_file", "date_basis", "title_made"})
_LONGEST_FRONT_MATTER = 1 << 16
_MISSING = "needs markdown-it-py and lxml, which are an optional extra: pip install 'generator[markdown]'"
_MEND = "mend the lines between the two ---, or take them out"


def read(data: bytes, limits: Limits = USUAL_LIMITS) -> Content:
    r"""The article of a file, its title first, with what its front matter gives.

    Raises ValueError, with the line where there is one, for broken front matter and for what no article has.

    >>> content = read("---\ntitle: Họp\nauthor: Lê Hà\n---\n\nSáng *nay*,\nhuyện [họp](https://a.vn).\n".encode())
    >>> content.text, content.given.byline
    ('Họp\n\nSáng nay, huyện họp.', ('Lê Hà',))
    """
    whole, _, notes = text.read(data, limits)
    yaml_text, body = split(whole)
    if not yaml_text and body.startswith(("---\n", "---\r\n")) and ":" in body.split("\n", 2)[1]:
        raise UnreadableError("front matter is not closed", 1, "end it with a line that is just ---")
    front = _front_matter(yaml_text)
    lines = _lines(body, limits)
    is_own = not _OWN.isdisjoint(front)
    title = "" if front.get("title_made") is True else _first(front, _TITLE)
    if not title and lines and lines[0].heading == "h1":
        title = lines[0].text
    if title and lines and comparison_key(lines[0].text) == comparison_key(title):
        lines = lines[1:]
    for line in lines:
        # So captions lie in an article of this project.
        line.is_caption |= is_own and line.is_slanted
    written, captions = text_of(title, lines)
    day, words = published(front.get("published") if is_own else _first_value(front, _DATE))
    paper, url = _source(front)
    given = Given(
        title=title,
        url=url,
        published=day,
        published_words=words,
        byline=tuple(_names(front)),
        paper=paper,
        captions=captions,
    )
    return Content(written, given, notes)


def _front_matter(yaml_text: str) -> Mapping[str, Any]:
    if len(yaml_text) > _LONGEST_FRONT_MATTER:
        raise UnreadableError(f"has more than {_LONGEST_FRONT_MATTER >> 10} KB of front matter", 1, _MEND)
    try:
        if "&" in yaml_text and "*" in yaml_text and any(_is_alias(event) for event in yaml.parse(yaml_text)):
            # A few lines of them can stand for billions.
            raise UnreadableError("its front matter has YAML aliases (*name)", 1, "write out what they stand for")
        return load_mapping(yaml_text, "")
    except ProblemError as error:
        raise UnreadableError(error.problem.message, error.problem.line, error.problem.hint) from None
    except (yaml.YAMLError, RecursionError):
        raise UnreadableError("broken front matter", 1, _MEND) from None


def _is_alias(event: object) -> bool:
    return isinstance(event, yaml.AliasEvent)


def _lines(body: str, limits: Limits) -> list[PageLine]:
    try:
        import lxml  # noqa: F401, PLC0415  # an optional extra; asked for here so that the sentence names this one
        from markdown_it import MarkdownIt  # noqa: PLC0415
    except ImportError:
        raise ValueError(_MISSING) from None
    # What nests deeper than it may is left out in silence: so much that Python itself says no first.
    maker = MarkdownIt("commonmark", {"maxNesting": 10_000}).enable(["table", "strikethrough"])
    maker.add_render_rule("image", _picture)
    try:
        markup = maker.render(body)
    except RecursionError:
        raise ValueError("is nested deeper than any article") from None
    page, _ = parsed(f"<html><body>{markup}</body></html>", limits)
    return page.lines.close()


def _picture(_renderer: object, tokens: Any, at: int, *_rest: object) -> str:
    """What stands for a picture is its caption."""
    from markdown_it.common.utils import escapeHtml  # noqa: PLC0415  # an optional extra

    return f"<figcaption>{escapeHtml(tokens[at].content)}</figcaption>"


def _first_value(front: Mapping[str, Any], keys: tuple[str, ...]) -> object:
    return next((front[key] for key in keys if front.get(key)), None)


def _first(front: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((words for key in keys if (words := line_in(front.get(key)))), "")


def _names(front: Mapping[str, Any]) -> Iterator[str]:
    value = _first_value(front, _AUTHOR)
    for each in value if isinstance(value, list) else [value]:
        name = line_in(each.get("name") if isinstance(each, dict) else each)
        if name and comparison_key(name) not in ("admin", "administrator"):
            yield name


def _source(front: Mapping[str, Any]) -> tuple[str, str]:
    """The paper and the address; either may stand where the other is looked for."""
    value = _first_value(front, _PAPER)
    name, url = (value.get("name"), value.get("url")) if isinstance(value, dict) else (value, None)
    paper = line_in(name)
    url = address_in(url) or next((found for key in _URL if (found := address_in(front.get(key)))), "")
    return ("", url or paper) if address_in(paper) else (paper, url)
