"""The Jinja environment of the pages: every value comes out as text unless it is Markdown made here."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from generator.errors import GeneratorError
from generator.markup import SafeMarkdown, escape
from generator.model import Article
from generator.pages.words import article_title, number, period, period_page, when
from generator.translation import Translation, _, _n, as_number, form_for, spoken

# More of them are the first and the last.
_MOST_SOURCES = 8


@lru_cache(maxsize=8)
def environment(templates: Path) -> Environment:
    """The environment for a folder of templates. Raises GeneratorError when there is no such folder."""
    if not templates.is_dir():
        raise GeneratorError(f"{templates}: no such folder; the page templates belong there")
    # autoescape is for HTML; these templates make Markdown, where `_as_text` does that work.
    jinja = Environment(  # noqa: S701
        loader=FileSystemLoader(templates, encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=_as_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.context_class = _PlainCalls
    jinja.globals.update(
        link=link, article_line=article_line, date_link=date_link, sources=sources, title_of=article_title, when=when
    )
    jinja.globals.update(_=_message, _n=_counted, N_=str)
    jinja.filters.update(number=number, period=period, period_page=period_page)
    return jinja


class _PlainCalls(Context):
    """Calls a function as it is: Jinja asks of each whether it wants the context, which takes longer than most do."""

    def call(
        self,
        function: Callable[..., Any],
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        """What it returns; the variables are for functions that want the context."""
        return function(*args, **kwargs)


def _as_text(value: Any) -> str:
    return value if isinstance(value, SafeMarkdown) else escape(str(value))


def _message(message: str, **values: Any) -> SafeMarkdown:
    """A message of a template, which is the template's own Markdown; the values in it are text as everywhere."""
    text = _as_markdown(message, spoken())
    return SafeMarkdown(text.format_map(_as_texts(values))) if values else text


def _counted(message: str, count: int, **values: Any) -> SafeMarkdown:
    """The same of one that counts."""
    if not values:
        return _count(message, count, spoken())
    text = _fit_for_attributes(form_for(message, count))
    return SafeMarkdown(text.format_map({"count": as_number(count), **_as_texts(values)}))


# Pages say few things, again and again.
@lru_cache(maxsize=1024)
def _as_markdown(message: str, _spoken: Translation) -> SafeMarkdown:
    return SafeMarkdown(_fit_for_attributes(_(message)))


@lru_cache(maxsize=4096)
def _count(message: str, count: int, _spoken: Translation) -> SafeMarkdown:
    return SafeMarkdown(_fit_for_attributes(_n(message, count)))


def _fit_for_attributes(text: str) -> str:
    return text.replace('"', "&quot;")


def _as_texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: _as_text(value) for name, value in values.items()}


def link(from_path: str, to_path: str, anchor: str = "") -> SafeMarkdown:
    """The relative link from one page to another, both given from the docs folder, fit for a Markdown target.

    >>> link("articles/a.md", "persons/b.md"), link("persons/a.md", "persons/b.md"), link("index.md", "about.md")
    ('../persons/b.md', 'b.md', 'about.md')
    >>> link("dates/2024/06.md", "dates/index.md"), link("dates/2024/06.md", "articles/Bài (1).md", "x")
    ('../index.md', '../../articles/B%C3%A0i%20%281%29.md#x')
    """
    way = _way(from_path.rpartition("/")[0], to_path)
    return SafeMarkdown(f"{way}#{anchor}" if anchor else way)


@lru_cache(maxsize=16384)
def _way(folder: str, to_path: str) -> str:
    """From any page in a folder, percent-encoded. Pages of a folder link to the same ones again and again."""
    here, there = folder.split("/") if folder else [], to_path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return quote("../" * (len(here) - shared) + "/".join(there[shared:]))


def article_line(page: str, article: Article, *, dated: bool = True) -> SafeMarkdown:
    """An article in a list on a page: its title as a link, below it date and place.

    dated: False where the list stands under the date.
    """
    date, place = when(article) if dated else "", escape(article.front_matter.place)
    below = " · ".join(filter(None, (date, place)))
    title = f"[{escape(article_title(article))}]({link(page, article.path)})"
    return SafeMarkdown(f"{title} <small>{below}</small>" if below else title)


def date_link(page: str, article: Article) -> SafeMarkdown:
    """An article by its date alone, where the title would only repeat what stands elsewhere on the page."""
    return SafeMarkdown(f"[{when(article)}]({link(page, article.path)})")


def sources(page: str, articles: Sequence[Article]) -> SafeMarkdown:
    """The articles that say something, by date; of one date the first, of many dates the first and the last."""
    by_date: dict[str, list[Article]] = {}
    for article in articles:
        by_date.setdefault(when(article), []).append(article)
    if len(by_date) <= _MOST_SOURCES:
        dates = ", ".join(_of_one_date(page, group) for group in by_date.values())
        return SafeMarkdown(_("bài {dates}", dates=dates))
    dated = [article for article in articles if article.front_matter.date]
    first, last = date_link(page, dated[0]), date_link(page, dated[-1])
    return SafeMarkdown(_("{articles}, từ {first} đến {last}", articles=_number_of(articles), first=first, last=last))


def _of_one_date(page: str, articles: Sequence[Article]) -> str:
    link_to_first = date_link(page, articles[0])
    return f"{link_to_first} ({_number_of(articles)})" if len(articles) > 1 else link_to_first


def _number_of(articles: Sequence[Article]) -> str:
    return _n("{count} bài", len(articles))
