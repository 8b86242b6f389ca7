"""The values at the seam: what the front matter of an article says. Written by one half, read by the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person who takes part, as one article names them."""

    name: str
    """Full name, spelled as in the text."""
    roles: tuple[str, ...] = ()
    """Offices, in the text's words: those held, and those newly taken or given up in what the article reports."""
    id: str = ""
    """The person's identifier; two mentions with one identifier are one person."""
    new_roles: tuple[str, ...] = ()
    """Those of the offices that the person takes up here: "được bầu giữ chức …"."""
    former_roles: tuple[str, ...] = ()
    """Those of the offices that the person no longer holds: "nguyên …" (former), "thôi giữ chức …"."""
    aliases: tuple[str, ...] = ()
    """Short forms by which the article comes back to the person: "đồng chí Mai"."""


@dataclass(frozen=True, slots=True)
class ClusterMention:
    """An emulation cluster or bloc (cụm thi đua, khối thi đua), as one article names it."""

    name: str
    """The cluster's name, as in the text."""
    number: int | None = None
    """2 for "số 2" and "số II"."""
    sector: str = ""
    """The field its members work in, as in the text: "ngành Tổ chức xây dựng Đảng". Empty when not given."""
    members: tuple[str, ...] = ()
    """Provinces or units the text counts as members."""
    id: str = ""
    """The cluster's identifier."""
    leader: str = ""
    """The member that leads it (cụm trưởng, khối trưởng), as in the text."""


@dataclass(frozen=True, slots=True)
class DocumentCitation:
    """A numbered document the text cites; only what the text gives."""

    kind: str
    """Nghị quyết (resolution), Chỉ thị (directive), Kết luận (conclusion), Quy định (regulation) …"""
    number: str
    """As in the text: "05-CT/TW", "29"."""
    date: str = ""
    """Day of issue, EDTF."""
    issuer: str = ""
    """As in the text: "Bộ Chính trị"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted fact in digits."""

    value: int | float
    """The number: 1513 for "1.513", 80.8 for "80,8 %"."""
    unit: str
    """What is counted, in the text's words; "%" for a share."""
    quote: str = ""
    """The words of the text that say it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text was published."""

    name: str = ""
    """The paper or site."""
    url: str = ""
    """Address of the article there."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """All that is known of an article. Empty means unknown."""

    title: str
    """As in the text, or made from its first sentence."""
    title_made: bool = False
    """The text has no title of its own."""
    date: str = ""
    """Of the event, EDTF: "2024-06-20", "2024-06", "2024"."""
    date_basis: str = ""
    """The words of the text the date rests on."""
    period: str = ""
    """What the meeting reviews: 2024-H1, 2023-M01/M09, 2024-Q2, 2024."""
    published: str = ""
    """The page's own stamp, EDTF."""
    place: str = ""
    """Where the event took place, as in the text."""
    persons: tuple[PersonMention, ...] = ()
    """Who takes part, in order of first mention."""
    clusters: tuple[ClusterMention, ...] = ()
    """Emulation clusters and blocs."""
    provinces: tuple[str, ...] = ()
    """Provinces and centrally run cities, as named in the text."""
    documents: tuple[DocumentCitation, ...] = ()
    """Numbered documents cited."""
    figures: tuple[Figure, ...] = ()
    """Counted facts."""
    byline: tuple[str, ...] = ()
    """Who signs the article."""
    source: Source = Source()
    """Where it was published."""
    source_file: str = ""
    """The file it was made from, relative to the source folder."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the archive, as it lies on disk."""

    path: str
    """Relative to the docs folder, with forward slashes: articles/000_ec0e93944809c6a4.md."""
    front_matter: FrontMatter
    """What is known of it."""
    body: str
    """Markdown after the front matter."""
