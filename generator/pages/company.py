"""Who and what is mentioned in the same articles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.catalogue import Catalogue
from generator.records import ClusterRecord, DocumentRecord, EntityRecord, PersonRecord, ProvinceRecord

Record = TypeVar("Record", bound=EntityRecord)


@dataclass(frozen=True)
class Company:
    """Records and the number of articles shared; the most frequent first, then in the catalogue's order."""

    persons: tuple[tuple[PersonRecord, int], ...]
    """Without the one asked about; so are the others."""
    clusters: tuple[tuple[ClusterRecord, int], ...]
    """Clusters in the same articles."""
    provinces: tuple[tuple[ProvinceRecord, int], ...]
    """Provinces in the same articles."""
    documents: tuple[tuple[DocumentRecord, int], ...]
    """Documents in the same articles."""


def company(catalogue: Catalogue, record: EntityRecord) -> Company:
    """What the articles of one record mention besides it."""
    mentions = [catalogue.mentions[article.path] for article in record.articles]
    return Company(
        _counted((each.persons for each in mentions), record, catalogue.ranks),
        _counted((each.clusters for each in mentions), record, catalogue.ranks),
        _counted((each.provinces for each in mentions), record, catalogue.ranks),
        _counted((each.documents for each in mentions), record, catalogue.ranks),
    )


def _counted(
    mentioned: Iterable[tuple[Record, ...]], without: EntityRecord, ranks: Mapping[str, int]
) -> tuple[tuple[Record, int], ...]:
    # An article counts once, however often it mentions somebody.
    counted = Counter(record for records in mentioned for record in dict.fromkeys(records) if record is not without)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], ranks[pair[0].path])))
