"""Emulation clusters and blocs (cụm thi đua, khối thi đua): number, sector, members and who leads them.

`mentions` finds where a sentence names one, `lists` where it counts members, `members` and `items` read such a list,
`leaders` who leads; here mentions of one and the same cluster are joined, and sentences on "the cluster" are given to
the one last named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.extract.clusters.identity import same_cluster, same_sector
from generator.extract.clusters.leaders import Leader, as_member, leaders_in
from generator.extract.clusters.list_lines import LINE, with_list_lines
from generator.extract.clusters.lists import (
    list_after,
    list_before,
    list_of_the_cluster,
    lists_attending,
    lists_counted,
)
from generator.extract.clusters.members import MemberList
from generator.extract.clusters.mentions import Mention, bare_mentions, mentions
from generator.extract.clusters.sectors import sector_around, sector_before, sector_of_members, sector_of_names
from generator.extract.facts import Fact, Sentence
from generator.model import ClusterMention
from generator.patterns import later
from generator.vietnamese import lowered

__all__ = ["extract_clusters"]

_LONGEST_NAME = 90
_THE_OTHERS = later(
    r"(?:\b(?:cùng|và|với)|[;,])(?: (?:và|với|các|những))* (?:đơn vị )?thành viên"
    r"(?: (?:khác|còn lại|gồm|là)| ?:)",
    re.IGNORECASE,
)
# Far beyond any article: against texts made to take long.
_MOST_MENTIONS = 300


@dataclass
class _Cluster:
    """What the text says of one cluster; filled while it is read."""

    mentions: list[Mention]
    lists: list[tuple[MemberList, Sentence]] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    sector: str = ""


def extract_clusters(sentences: Iterable[Sentence]) -> tuple[Fact[ClusterMention], ...]:
    """The clusters of an article in order of first mention; all mentions of one are joined.

    >>> text = "Cụm thi đua số II ngành Nội vụ gồm các tỉnh: Sơn La (Cụm trưởng), Lai Châu và Điện Biên họp sơ kết."
    >>> fact = extract_clusters([Sentence(text, 1, 0)])[0].value
    >>> fact.number, fact.sector, fact.members, fact.leader
    (2, 'ngành Nội vụ', ('Sơn La', 'Lai Châu', 'Điện Biên'), 'Sơn La')
    """
    every = with_list_lines(list(sentences))
    found = [mentions(sentence) for sentence in every]
    if not any(found) and any("thi đua" in sentence.text.lower() for sentence in every):
        found = [bare_mentions(sentence) for sentence in every]
    if not any(found):
        return ()
    found = _with_short_forms(every, found)
    clusters = _joined([mention for each in found for mention in each][:_MOST_MENTIONS])
    _read_all(every, found, clusters)
    return tuple(_fact(cluster) for cluster in clusters)


def _with_short_forms(every: Sequence[Sentence], found: Sequence[list[Mention]]) -> list[list[Mention]]:
    """With the sentences that name a cluster again by its number alone, if no two share it: "Cụm số 2 gồm …"."""
    numbered = {(each.kind, each.number, each.sector) for named in found for each in named if each.number}
    sectors = Counter((kind, number) for kind, number, sector in numbered if sector)
    known = {(kind, number) for kind, number, _ in numbered if sectors[kind, number] <= 1}
    if not known:
        return list(found)
    return [
        named
        or [
            each._replace(name=each.sentence.text[each.start : each.end], sector="")
            for each in bare_mentions(sentence)
            if (each.kind, each.number) in known
        ]
        for sentence, named in zip(every, found, strict=True)
    ]


def _joined(every: Sequence[Mention]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for mention in every:
        known = next((each for each in clusters if same_cluster(each.mentions, mention)), None)
        if known:
            known.mentions.append(mention)
        else:
            clusters.append(_Cluster([mention]))
    numbered = [each for each in clusters if each.mentions[0].number is not None]
    others = [each for each in clusters if each.mentions[0].number is None]
    # A number without a sector and a sector without a number, in a text that has nothing else, are one cluster's.
    if len(numbered) == len(others) == 1 and _may_be_one(numbered[0].mentions, others[0].mentions):
        return [_Cluster([*clusters[0].mentions, *clusters[1].mentions])]
    # So are a sector's without the number and the same sector's with it, where only one number has that sector.
    for other in others:
        named = [each for each in numbered if same_sector(each.mentions, other.mentions)]
        if len(named) == 1 and named[0].mentions[0].kind == other.mentions[0].kind:
            named[0].mentions = sorted([*named[0].mentions, *other.mentions], key=every.index)
            clusters.remove(other)
    return sorted(clusters, key=lambda each: every.index(each.mentions[0]))


def _may_be_one(numbered: Sequence[Mention], other: Sequence[Mention]) -> bool:
    places = {id(mention.sentence) for mention in numbered}
    return (
        not any(mention.sector for mention in numbered)
        and numbered[0].kind == other[0].kind
        and not any(id(mention.sentence) in places for mention in other)
    )


def _read_all(every: Sequence[Sentence], found: Sequence[Sequence[Mention]], clusters: Sequence[_Cluster]) -> None:
    """Lists, leaders and sectors, sentence by sentence, each for the cluster it is said of."""
    owner_of = {id(mention): cluster for cluster in clusters for mention in cluster.mentions}
    current = clusters[0]
    following = False
    for sentence, named in zip(every, found, strict=True):
        read = [(mention, owner_of[id(mention)]) for mention in named if id(mention) in owner_of]
        owners = [owner for _, owner in read]
        for mention, owner in read:
            for listed in (list_after(mention), list_before(mention)):
                if listed:
                    owner.lists.append((listed, sentence))
            owner.sector = owner.sector or sector_before(sentence.text, mention.start)
        current = owners[-1] if owners else current
        about = bool(owners) or _speaks_of_clusters(sentence.text)
        if (about or following) and not any(owner.lists and owner.lists[-1][1] is sentence for owner in owners):
            listed = list_of_the_cluster(sentence.text, following=following)
            if listed:
                current.lists.append((listed, sentence))
        if about:
            current.sector = current.sector or sector_around(sentence.text)
            for leader in leaders_in(sentence.text):
                _led(leader, read, current).leaders.append(leader)
        following = about
    if not clusters[0].lists:
        others = [position for position, named in enumerate(found) if any(m not in clusters[0].mentions for m in named)]
        alone = every[: min(others, default=len(every))]
        leaders = [leader.unit for leader in clusters[0].leaders]
        sector = " ".join(mention.sector for mention in clusters[0].mentions)
        first = next(lists_counted(every), None) or next(lists_attending(alone, leaders, sector), None)
        clusters[0].lists.extend([first] if first else [])


def _speaks_of_clusters(text: str) -> bool:
    """Whether a sentence may say anything of a cluster: asked first, it passes most sentences over."""
    lower = lowered(text)
    return "cụm" in lower or "khối" in lower or "thành viên" in lower


def _led(leader: Leader, read: Sequence[tuple[Mention, _Cluster]], current: _Cluster) -> _Cluster:
    """The cluster a leader is named for: the last of its kind before the words, else one after, else the current."""
    of_kind = [(mention, owner) for mention, owner in read if mention.kind == leader.kind]
    before = [owner for mention, owner in of_kind if mention.start < leader.at]
    after = [owner for mention, owner in of_kind if mention.start >= leader.at]
    return before[-1] if before else after[0] if after else current


def _is_named_before_the_others(leader: str, text: str) -> bool:
    """Whether the list is of the other members only: "do Sở Y tế làm Cụm trưởng, cùng các thành viên: …"."""
    others = _THE_OTHERS.search(text) if leader else None
    return bool(others) and 0 <= text.find(leader) < (others.start() if others else 0)


def _fact(cluster: _Cluster) -> Fact[ClusterMention]:
    seen = cluster.mentions
    # The fullest name; what is very long has run on into the sentence.
    named = max(
        seen,
        key=lambda each: (
            not each.in_capitals,
            len(each.sector) if len(each.sector) <= _LONGEST_NAME else 1,
            each.number is not None,
            -seen.index(each),
        ),
    )
    number = next((each.number for each in seen if each.number is not None), None)
    sectors = [each.sector for each in seen if each.sector and not each.in_capitals]
    sector = (
        named.sector or next(iter([*sectors, *(each.sector for each in seen if each.sector)]), "") or cluster.sector
    )
    listed, sentence = next(iter(cluster.lists), (None, named.sentence))
    if not sector and listed:
        sector = sector_of_members(listed.head) or sector_of_names(listed.members)
    members = listed.members if listed else ()
    leading = (as_member(each, members) if each.by_office else each.unit for each in cluster.leaders)
    leader = next(filter(None, leading), "")
    if members and leader not in members and _is_named_before_the_others(leader, sentence.text):
        members = (leader, *members)
    mention = ClusterMention(named.name, number, sector, members, leader=leader)
    rule = "numbered-cluster" if number is not None else "cluster-by-sector"
    return Fact(mention, sentence.text.partition(LINE)[0], sentence.line, rule)
