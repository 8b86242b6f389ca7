"""Offices as posts in organisations, as far as their own words say.

An office's text is cut where its organisation begins: "Phó Trưởng Ban Tổ chức Trung ương" is "Phó Trưởng Ban" of "Ban
Tổ chức Trung ương". One organisation is what has one name in one province: every province has a "Ban Tổ chức Tỉnh ủy".
Where neither the office nor its articles say which province, it stays unsaid, and nobody is made a colleague by it.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from generator import lexicon
from generator.identifiers import identifier
from generator.model import FrontMatter, PersonMention
from generator.offices import office_key, write_out
from generator.provinces import all_provinces
from generator.resolve.posts import posts_of


class Organization(NamedTuple):
    """A body in which offices are held."""

    name: str
    """Without the province, where there is one."""
    province: str = ""
    """Identifier of the province it is in; empty where it is none's."""


class Post(NamedTuple):
    """An office taken apart."""

    role: str
    """What somebody is there: Phó Trưởng Ban."""
    organization: str
    """Where, in the text's words; empty where they name nothing."""


# What stands between the two and belongs to the first.
_DEGREE = re.compile(
    r"(?:\s*\b(?:thường trực|thứ nhất|thứ hai|chuyên trách|kiêm nhiệm|danh dự|phụ trách|cao cấp)\b)+", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:(?:nguyên|quyền|cựu)\s+)+", re.IGNORECASE)
# A head that ends with one of these names the organisation's kind already: Trưởng Ban.
_KINDS = ("tiểu ban", "phân ban", "ban", "đoàn", "văn phòng", "phòng", "khoa", "công an", "thanh tra", "tòa")
# Bodies of which there is one in the country, if nothing of a province stands with them.
_CENTRAL = re.compile(
    r"\b(?:trung ương|quốc hội|chính phủ|nhà nước|việt nam|bộ chính trị|ban bí thư|quân khu \d)\b"
    r"|^bộ (?!chỉ huy\b|phận\b|môn\b)"
)
_LOCAL = re.compile(r"\b(?:tỉnh|thành phố|thành ủy|huyện|quận|thị xã|thị ủy|xã(?! hội)|phường|thị trấn|cơ sở|chi bộ)\b")


@cache
def _head() -> re.Pattern[str]:
    heads = sorted((head for head, _ in lexicon.rows("offices.tsv")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, heads))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def post_of(office: str) -> Post:
    """An office as it is written, taken apart.

    >>> post_of("Phó Trưởng Ban Thường trực Ban Nội chính Trung ương")
    Post(role='Phó Trưởng Ban Thường trực', organization='Ban Nội chính Trung ương')
    >>> post_of("Trưởng Ban Tổ chức Tỉnh ủy"), post_of("Tỉnh ủy viên")
    (Post(role='Trưởng Ban', organization='Ban Tổ chức Tỉnh ủy'), Post(role='Tỉnh ủy viên', organization=''))
    >>> post_of("nguyên Chủ tịch UBND xã")
    Post(role='Chủ tịch', organization='UBND xã')
    """
    bare = _BEFORE.sub("", office, count=1) if _BEFORE.match(office) else office
    head = _head().match(bare)
    if not head:
        return Post(bare, "")
    degree = _DEGREE.match(bare, head.end())
    end = degree.end() if degree else head.end()
    organization = bare[end:].strip(" ,;–-").partition(" kiêm ")[0].strip()
    kind = next((kind for kind in _KINDS if head[0].lower().endswith(kind)), "")
    if organization and kind and not organization.lower().startswith(kind):
        organization = f"{head[0][-len(kind) :]} {organization}"
    return Post(bare[:end].strip(), organization)


def organization_of(post: Post, provinces: Collection[str]) -> Organization | None:
    """The one body that a post is in; None where its words fit many. provinces: those that its articles lead to.

    >>> organization_of(post_of("Trưởng Ban Tổ chức Tỉnh ủy"), frozenset())
    >>> organization_of(post_of("Trưởng Ban Tổ chức Tỉnh ủy"), frozenset(["lam-dong"]))
    Organization(name='Ban Tổ chức Tỉnh ủy', province='lam-dong')
    >>> organization_of(post_of("Trưởng Ban Tổ chức Tỉnh ủy Lâm Đồng"), frozenset(["lam-dong"]))
    Organization(name='Ban Tổ chức Tỉnh ủy', province='lam-dong')
    >>> organization_of(post_of("Ủy viên T.Ư Đảng"), frozenset())
    Organization(name='Ban Chấp hành Trung ương Đảng', province='')
    """
    if not post.organization:
        return None
    written = write_out(post.organization)
    key = office_key(written)
    if len(provinces) == 1:
        [province] = provinces
        return Organization(_without_province(written), province)
    if provinces or _LOCAL.search(key) or not _CENTRAL.search(key):
        return None
    return Organization(_in_full(written))


def _in_full(written: str) -> str:
    return "Ban Chấp hành Trung ương Đảng" if office_key(written) == "trung ương đảng" else written


@cache
def _province_at_end() -> re.Pattern[str]:
    names = sorted({name for each in all_provinces() for name in (each.name, *each.aliases)}, key=len, reverse=True)
    return re.compile(rf"(?<=\w)\s+(?:{'|'.join(map(re.escape, names))})$", re.IGNORECASE)


def _without_province(organization: str) -> str:
    return _province_at_end().sub("", organization)


def label_of(post: Post, organization: Organization) -> str:
    """What a post in a body is called.

    >>> label_of(Post("Phó Trưởng Ban", ""), Organization("Ban Tổ chức Trung ương"))
    'Phó Trưởng Ban Tổ chức Trung ương'
    """
    kind = next((kind for kind in _KINDS if post.role.lower().endswith(f" {kind}")), "")
    is_said_twice = kind and organization.name.lower().startswith(f"{kind} ")
    return f"{post.role[: -len(kind) - 1] if is_said_twice else post.role} {organization.name}"


def led_provinces(mentions: Iterable[tuple[PersonMention, FrontMatter]]) -> dict[str, set[str]]:
    """The provinces in which a person holds each office: as its own words say, or as the only one an article names.

    mentions: the person's, each with what its article says. By the office's key; without offices of which they say
    nothing, or that are none of a province's leading ones.
    """
    found: dict[str, set[str]] = {}
    for mention, front in mentions:
        for post in posts_of(mention, front) if mention.roles else ():
            if post.province:
                found.setdefault(post.office, set()).add(post.province)
    return found


def stable_id(name: str, *others: str) -> str:
    """An identifier for what has no page: readable, and told from names that differ by their accents alone.

    >>> stable_id("Ban Tổ chức Tỉnh ủy", "lam-dong")
    'ban-to-chuc-tinh-uy-lam-dong-bbd40b'
    """
    key = " ".join([office_key(name), *others])
    told = blake2b(key.encode("utf-8", "replace"), digest_size=3).hexdigest()
    return "-".join(filter(None, (identifier(name), *others, told)))
