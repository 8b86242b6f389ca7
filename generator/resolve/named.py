"""A mention as far as identity goes: what it is called, where, and in what office."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.identifiers import file_stem
from generator.model import ClusterMention, FrontMatter
from generator.resolve.posts import Post, posts_of
from generator.vietnamese import comparison_key

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_LONGEST_RESERVED = 20


class Named(NamedTuple):
    """A mention, as far as identity goes."""

    key: str
    """Equal for all spellings of one name."""
    name: str
    """As written."""
    id: str = ""
    """The identifier the article gives; empty when it gives none."""
    where: str = ""
    """The article or source, where two of one name in one text are two; empty where they are one."""
    nth: int = 1
    """Which of those of one name there it is."""
    posts: tuple[Post, ...] = ()
    """Offices held."""


def named_persons(front: FrontMatter, where: str) -> Iterator[Named]:
    """The persons of an article: a second one of the same name in one article is somebody else."""
    seen: Counter[str] = Counter()
    for mention in front.persons:
        key = comparison_key(mention.name)
        seen[key] += 1
        yield Named(key, mention.name, mention.id, where, seen[key], posts_of(mention, front))


def named_cluster(mention: ClusterMention) -> Named:
    """A cluster: every sector has a cluster number 2, so that without the sector the name alone doesn't say which.

    >>> named_cluster(ClusterMention("Cụm thi đua số 2", 2, "ngành Nội vụ")).name
    'Cụm thi đua số 2 ngành Nội vụ'
    """
    inside = comparison_key(mention.sector) in comparison_key(mention.name)
    name = mention.name if inside else f"{mention.name} {mention.sector}"
    return Named(comparison_key(name), name, mention.id)


@lru_cache(maxsize=1 << 15)
def is_usable_id(text: str) -> bool:
    """Whether an identifier can stand in an address and be a file's name on every system.

    >>> is_usable_id("nguyen-van-a-2"), is_usable_id("../x"), is_usable_id("index"), is_usable_id("con")
    (True, False, False, False)
    """
    return bool(_ID.fullmatch(text)) and file_stem(text[:_LONGEST_RESERVED]) == text[:_LONGEST_RESERVED]


def shown_name(names: Iterable[str]) -> str:
    """The spelling to show: the one most used, the first of equals; one in capitals only when there is no other.

    >>> shown_name(["LÊ VĂN A", "LÊ VĂN A", "Lê Văn A"])
    'Lê Văn A'
    """
    counted = Counter(names)
    return max(counted, key=lambda name: (not name.isupper(), counted[name]))
