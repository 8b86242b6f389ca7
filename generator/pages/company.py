"""Who and what is mentioned in the same articles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Generic, TypeVar

from generator.catalogue import Catalogue
from generator.records import ClusterRecord, EntityRecord, PersonRecord, ProvinceRecord

Record = TypeVar("Record", bound=EntityRecord)


_SHOWN = 50


@dataclass(frozen=True)
class Frequent(Generic[Record]):
    """The most frequent of many."""

    shown: tuple[tuple[Record, int], ...]
    """Records and the number of articles shared; the most frequent first, then in the catalogue's order."""
    more: int = 0
    """How many there are beside those shown."""


@dataclass(frozen=True)
class Company:
    """All without the one asked about."""

    persons: Frequent[PersonRecord]
    """Persons in the same articles."""
    clusters: Frequent[ClusterRecord]
    """Clusters in the same articles."""
    provinces: Frequent[ProvinceRecord]
    """Provinces in the same articles."""


def company(catalogue: Catalogue, record: EntityRecord) -> Company:
    """What the articles of one record mention besides it."""
    mentions = [catalogue.mentions[article.path] for article in record.articles]
    return Company(
        _counted((each.persons for each in mentions), record, catalogue.ranks),
        _counted((each.clusters for each in mentions), record, catalogue.ranks),
        _counted((each.provinces for each in mentions), record, catalogue.ranks),
    )


def _counted(
    mentioned: Iterable[tuple[Record, ...]], without: EntityRecord, ranks: Mapping[str, int]
) -> Frequent[Record]:
    # An article counts once, however often it mentions somebody.
    counted = Counter(record for records in mentioned for record in dict.fromkeys(records) if record is not without)
    frequent = nsmallest(_SHOWN, counted.items(), key=lambda pair: (-pair[1], ranks[pair[0].path]))
    return Frequent(tuple(frequent), len(counted) - len(frequent))
