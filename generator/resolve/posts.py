"""What an article says of where and when a person holds office: the evidence by which namesakes are told apart."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from generator import lexicon
from generator.identifiers import identifier
from generator.model import FrontMatter, PersonMention
from generator.offices import office_key
from generator.provinces import all_provinces, province_named
from generator.vietnamese import comparison_key


class Post(NamedTuple):
    """One office of one person in one article."""

    year: int
    """Of the event, or of the page's stamp; 0 where neither is known, or where the article also tells of an office that
    is new, given up or former: who changes office may hold two in one year."""
    province: str
    """Identifier of the province whose bodies the person leads; empty where the office isn't one of a province's
    leaders, or no province is named."""
    office: str
    """The office as `office_key` gives it."""


def posts_of(mention: PersonMention, front: FrontMatter) -> tuple[Post, ...]:
    """The offices a person holds by an article, without those given up or held before.

    A province's name in the office says which province; an office "of the province" without a name is that of the one
    province the article names, where it names one only.

    >>> posts_of(PersonMention("Lê Văn Ba", ("Bí thư Tỉnh ủy Sơn La",)), FrontMatter("Bài", date="2022-05"))
    (Post(year=2022, province='son-la', office='bí thư tỉnh ủy sơn la'),)
    >>> posts_of(PersonMention("Lê Văn Ba", ("Phó Chủ tịch UBND tỉnh",)), FrontMatter("Bài", provinces=("Nghệ An",)))
    (Post(year=0, province='nghe-an', office='phó chủ tịch ủy ban nhân dân tỉnh'),)
    """
    held = [role for role in mention.roles if role not in mention.former_roles]
    keys = [key for key in map(office_key, held) if not key.startswith("nguyên ")]
    changes = bool(mention.new_roles or mention.former_roles) or len(keys) < len(mention.roles)
    year = 0 if changes else int((front.date or front.published or "0")[:4])
    return tuple(Post(year, _led_province(key) or _only_province(key, front.provinces), key) for key in keys)


# Words that begin the name of a leading office, after `office_key`.
_LEADS = re.compile(r"(?:quyền )?(?:phó )?(?:bí thư|chủ tịch|trưởng|giám đốc|chánh)\b|ủy viên ban thường vụ\b")
# Offices for a province held by people from elsewhere: a deputy it sent to the National Assembly, a member of the
# central bodies who looks after it, the head of its association in another place.
_FROM_ELSEWHERE = re.compile(r"đại biểu|phụ trách|theo dõi|đồng hương|phái đoàn|đoàn công tác")
_OF_A_PROVINCE = re.compile(r"\btỉnh(?: ủy)?\b")
# Run by the centre up to 30 June 2025: their bodies are a city's.
_CITIES = frozenset(["ha-noi", "ho-chi-minh", "hai-phong", "da-nang", "can-tho"])
_NEW_MAP = 2025


@cache
def _province_of_office() -> re.Pattern[str]:
    names = {*_by_office_key(), *map(office_key, lexicon.lines("former_provinces.txt"))}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp) ({'|'.join(map(re.escape, longest_first))})\b")


@cache
def _by_office_key() -> dict[str, str]:
    return {office_key(name): each.id for each in all_provinces() for name in (each.name, *each.aliases)}


@lru_cache(maxsize=8192)
def _led_province(key: str) -> str:
    """The province an office leads, as its own words say; empty where they name none."""
    if not _LEADS.match(key) or _FROM_ELSEWHERE.search(key):
        return ""
    found = _province_of_office().search(key)
    return _by_office_key().get(found[1], identifier(found[1])) if found else ""


@lru_cache(maxsize=8192)
def _only_province(key: str, provinces: tuple[str, ...]) -> str:
    if not provinces or not _LEADS.match(key) or _FROM_ELSEWHERE.search(key) or not _OF_A_PROVINCE.search(key):
        return ""
    found = {province.id if (province := province_named(name)) else comparison_key(name) for name in provinces}
    only = found.pop()
    return only if not found and only not in _CITIES else ""


def successor_id(post: Post) -> str:
    """The province to compare a post by: from 2025 on that of the new map, for both names were in use that year.

    >>> successor_id(Post(2025, "hoa-binh", "")), successor_id(Post(2024, "hoa-binh", ""))
    ('phu-tho', 'hoa-binh')
    """
    return _successors().get(post.province, post.province) if post.year >= _NEW_MAP else post.province


@cache
def _successors() -> dict[str, str]:
    return {province.id: identifier(province.successor) for province in all_provinces()}
