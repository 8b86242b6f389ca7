"""Which mentions are one and the same, and by what identifier it is known."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.identifiers import file_stem, identifier

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_NAMELESS = "khong-ten"
_LONGEST_RESERVED = 20


@dataclass(frozen=True)
class Named:
    """A mention, as far as identity goes."""

    key: str
    """Equal for all spellings of one name."""
    name: str
    """As written."""
    id: str = ""
    """The identifier the article gives; empty when it gives none."""


def is_usable_id(text: str) -> bool:
    """Whether an identifier can stand in an address and be a file's name on every system.

    >>> is_usable_id("nguyen-van-a-2"), is_usable_id("../x"), is_usable_id("index"), is_usable_id("con")
    (True, False, False, False)
    """
    return bool(_ID.fullmatch(text)) and file_stem(text[:_LONGEST_RESERVED]) == text[:_LONGEST_RESERVED]


def resolve(mentions: Sequence[Named]) -> list[str]:
    """An identifier for each mention, in step with them.

    An identifier given in an article is the authority, whatever the name. A mention without one takes the identifier
    that its name bears elsewhere (the one most used, if several do), or else a new one made of the name. Depends on
    the order of the mentions only where two names make the same identifier.

    >>> resolve([Named("tuấn", "Tuấn"), Named("tuân", "Tuân"), Named("tuấn", "Tuấn"), Named("tuân", "Tuân", "tuan")])
    ['tuan-2', 'tuan', 'tuan-2', 'tuan']
    """
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.id:
            given[mention.key][mention.id] += 1
    known = {key: min(ids, key=lambda id_: (-ids[id_], id_)) for key, ids in given.items()}
    taken = {id_ for ids in given.values() for id_ in ids}
    last_number: Counter[str] = Counter()
    resolved = []
    for mention in mentions:
        id_ = mention.id or known.get(mention.key)
        if not id_:
            id_ = known[mention.key] = _free(identifier(mention.name) or _NAMELESS, taken, last_number)
            taken.add(id_)
        resolved.append(id_)
    return resolved


def _free(wanted: str, taken: set[str], last_number: Counter[str]) -> str:
    if wanted not in taken and is_usable_id(wanted):
        return wanted
    # Counts on from the last number given out, or many names of one identifier would take quadratic time.
    number = max(last_number[wanted], 1) + 1
    while f"{wanted}-{number}" in taken:
        number += 1
    last_number[wanted] = number
    return f"{wanted}-{number}"


def shown_name(names: Iterable[str]) -> str:
    """The spelling to show: the one most used, the first of equals; one in capitals only when there is no other.

    >>> shown_name(["LÊ VĂN A", "LÊ VĂN A", "Lê Văn A"])
    'Lê Văn A'
    """
    counted = Counter(names)
    return max(counted, key=lambda name: (not name.isupper(), counted[name]))


class Identities:
    """Gives out identifiers while articles come in one by one; those the archive has already are the authority."""

    def __init__(self, known: Sequence[Named] = ()) -> None:
        bare = [Named(mention.key, mention.name) for mention in known]
        resolved = resolve([*known, *bare])
        self._ids = dict(zip((mention.key for mention in bare), resolved[len(known) :], strict=True))
        self._taken = set(resolved)
        self._last_number: Counter[str] = Counter()

    def of(self, mention: Named) -> str:
        """The identifier of a mention: that of its name where one is known, else a new one made of the name.

        >>> identities = Identities([Named("tuấn", "Tuấn", "tuan")])
        >>> identities.of(Named("tuân", "Tuân")), identities.of(Named("tuấn", "Tuấn"))
        ('tuan-2', 'tuan')
        """
        known = self._ids.get(mention.key)
        if known:
            return known
        id_ = self._ids[mention.key] = _free(identifier(mention.name) or _NAMELESS, self._taken, self._last_number)
        self._taken.add(id_)
        return id_
