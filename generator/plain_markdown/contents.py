"""Headings: their anchors, and the table of contents."""

import html
from dataclasses import dataclass, field
from functools import lru_cache

from generator.identifiers import heading_anchor
from generator.plain_markdown.form import TAG, NotPlainError


@dataclass
class Heading:
    """A heading in the table of contents, as a template reads MkDocs' own."""

    title: str
    """HTML without tags."""
    id: str
    level: int
    children: list["Heading"] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The way to it from its page."""
        return f"#{self.id}"


class Contents:
    """The headings of a page."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._uses: dict[str, int] = {}

    def add(self, level: int, text: str) -> str:
        """The anchor of one more heading, whose text is HTML: as its letters say, with a number from the second on."""
        title = " ".join(TAG.sub("", text).split())
        slug = _slug(title)
        # Without letters it is a number from the first on.
        uses = self._uses.get(slug, 0 if slug else 1)
        self._uses[slug] = uses + 1
        anchor = f"{slug}_{uses}" if uses else slug
        self.headings.append(Heading(title, anchor, level))
        return anchor

    def nested(self) -> list[Heading]:
        """The topmost headings; each other one lies in the nearest before it of a higher level."""
        topmost: list[Heading] = []
        above: list[Heading] = []
        for heading in self.headings:
            while above and above[-1].level >= heading.level:
                above.pop()
            (above[-1].children if above else topmost).append(heading)
            above.append(heading)
        return topmost


@lru_cache(maxsize=4096)
def _slug(title: str) -> str:
    slug = heading_anchor(html.unescape(title), "-")
    # Python-Markdown goes on counting where it finds a number after an underscore.
    if "_" in slug:
        raise NotPlainError
    return slug
