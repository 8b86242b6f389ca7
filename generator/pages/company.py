"""Who and what is mentioned in the same articles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import TypeVar

from generator.catalogue import Catalogue
from generator.pages.parts import Foremost
from generator.records import ClusterRecord, EntityRecord, PersonRecord, ProvinceRecord

Record = TypeVar("Record", bound=EntityRecord)

_SHOWN = 50


@dataclass(frozen=True)
class Company:
    """Records and the number of articles shared: the most frequent first, then in the catalogue's order."""

    persons: Foremost[tuple[PersonRecord, int]]
    """Persons in the same articles, without the one asked about; so are the others."""
    clusters: Foremost[tuple[ClusterRecord, int]]
    """Clusters in the same articles."""
    provinces: Foremost[tuple[ProvinceRecord, int]]
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
) -> Foremost[tuple[Record, int]]:
    # An article counts once, however often it mentions somebody.
    counted = Counter(record for records in mentioned for record in dict.fromkeys(records) if record is not without)
    frequent = nsmallest(_SHOWN, counted.items(), key=lambda pair: (-pair[1], ranks[pair[0].path]))
    return Foremost(frequent, len(counted) - len(frequent))
