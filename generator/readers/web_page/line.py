"""One line of a page, and the words by which pages say what an element is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Never shown: code, what stands in for something else, and what is no part of the page.
UNSEEN = frozenset(
    "audio canvas head iframe math noframes noembed noscript object script style svg template title video".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre"
    " search section select summary table tbody td textarea tfoot th thead tr ul".split()
)
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
# How the publishing systems of Vietnamese papers and portals mark what stands under a picture.
CAPTION_CLASS = re.compile(
    r"caption|chu-?_?thich|ghi-?_?chu-?_?anh|(?:img|image|photo|anh)[-_]?(?:desc|note|title|text)|(?:^| )image(?: |$)",
    re.IGNORECASE,
)
PICTURE_CLASS = re.compile(r"(?:^|[ _-])(?:img|image|photo|picture|pic|anh|hinh)(?:$|[ _-])", re.IGNORECASE)
# Beside the article, or inside its element and still no part of it.
ASIDE_CLASS = re.compile(
    r"(?:^|[ _-])(?:comments?|reply|respond|binh-?luan|y-?kien|lien-?quan|tin-?(?:khac|lien-?quan|cung|moi)"
    r"|cung-?chuyen|(?:doc|xem)-?nhieu|relate[ds]?|share|social|breadcrumbs?|tags?|keywords?|other-?news|most-?read"
    r"|newsletter|widget|quang-?cao|banner|ads?)(?:$|[ _-])|tinlienquan|tinkhac|binhluan|relatedonenews",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class PageLine:
    """One line of a page."""

    text: str
    """With single spaces, never empty."""
    after_gap: bool
    """A new block, and not what follows a line break in one."""
    pieces: tuple[tuple[int, int], ...] = ()
    """The pieces of text it is made of: number and length."""
    linked: int = 0
    """How many of its characters are links."""
    link: str = ""
    """Where its last link leads."""
    heading: str = ""
    """The heading it is: "h1"; empty for others."""
    classes: str = ""
    """Classes of the element it stands in and, behind a slash, of the one around that."""
    is_caption: bool = False
    """It stands under a picture."""
    is_slanted: bool = False
    """It is in italics, all or nearly all of it."""
    is_aside: bool = False
    """The page's classes say that it is no part of the article: comments, related articles, tags."""

    @property
    def is_link(self) -> bool:
        """Whether it is a link and little else."""
        return 2 * self.linked > len(self.text)

    @property
    def is_only_link(self) -> bool:
        """Whether nothing in it is no link but signs."""
        return 10 * self.linked > 9 * sum(length for _, length in self.pieces)


def words_of(lines: Sequence[PageLine], some: Iterable[int]) -> int:
    """How many words some of the lines have."""
    return sum(lines[n].text.count(" ") + 1 for n in some)


def text_of(title: str, lines: Sequence[PageLine]) -> tuple[str, tuple[int, ...]]:
    """An article's text, its title first, and which lines of it are captions."""
    rows = [title, ""] if title else []
    captions = []
    for line in lines:
        if line.after_gap and rows and rows[-1]:
            rows.append("")
        rows.append(line.text)
        if line.is_caption:
            captions.append(len(rows))
    return "\n".join(rows), tuple(captions)
