"""How to cite an article: as a sentence, and for a reference manager."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from generator.citing.names import family_first
from generator.dates import PartialDate
from generator.model import Article
from generator.pages.words import article_title
from generator.translation import _

# What TeX reads as anything but itself. The backslash goes first, in one pass with the rest.
_TEX = {
    **{sign: f"\\{sign}" for sign in "{}%$#&_"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_TEX_SIGN = re.compile(r"[\\{}%$#&_~^]")


@dataclass(frozen=True, slots=True)
class Citation:
    """An article's citation."""

    text: str
    """For a footnote."""
    bibtex: str
    """An entry of a BibTeX file."""


def citation_of(article: Article, address: str) -> Citation:
    """The citation of an article; what is not known is left out. address: of its page, empty where unknown."""
    return Citation(_text(article, address), _bibtex(article, address))


def _text(article: Article, address: str) -> str:
    front = article.front_matter
    title, made_here = article_title(article), _("tiêu đề do kho lưu trữ đặt")
    pieces = [
        ", ".join(front.byline),
        f"[{title}] ({made_here})" if front.title_made else f"“{title}”",
        front.source.name,
        _("đăng {day}", day=_day(front.published)) if front.published else "",
        _("sự kiện {day}", day=_day(front.date)) if front.date else "",
        front.source.url,
    ]
    cited = ", ".join(filter(None, pieces))
    kept = _("Bản lưu: {address}", address=address) if address else ""
    return f"{cited}. {kept}".rstrip()


def _day(date: str) -> str:
    known = PartialDate.parse(date)
    return _("ngày {day}", day=known.vietnamese) if known.day else known.vietnamese


def _bibtex(article: Article, address: str) -> str:
    front = article.front_matter
    published = PartialDate.parse(front.published) if front.published else None
    notes = [
        _("tiêu đề do kho lưu trữ đặt") if front.title_made else "",
        _("sự kiện {day}", day=_day(front.date)) if front.date else "",
        _("bản lưu: {address}", address=address) if address and front.source.url else "",
    ]
    fields = {
        "author": " and ".join(_author(name) for name in front.byline),
        "title": f"{{{_tex(article_title(article))}}}",
        "journal": _tex(front.source.name),
        "year": f"{published.year:04}" if published else "",
        "month": str(published.month) if published and published.month else "",
        "day": str(published.day) if published and published.day else "",
        "url": _address(front.source.url or address),
        "note": _tex("; ".join(filter(None, notes))),
        "language": "vietnamese",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join([f"@article{{{_key(article)}", *lines]) + "\n}"


def _author(name: str) -> str:
    """Without a family name known, braces keep it in one piece."""
    ordered = family_first(name)
    return _tex(ordered) if ordered != name else f"{{{_tex(name)}}}"


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda sign: _TEX[sign[0]], " ".join(text.split()))


def _address(url: str) -> str:
    return quote(url, safe="%/:=&?#+!$,;'@()*[]-._") if url else ""


def _key(article: Article) -> str:
    """The name of the article's file, as far as BibTeX allows it."""
    return re.sub(r"[^\w.-]+", "-", article.path.rpartition("/")[2].removesuffix(".md"), flags=re.ASCII) or "bai"
