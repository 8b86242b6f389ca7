"""Emulation clusters and blocs (cụm thi đua, khối thi đua): number, sector, members."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator import lexicon
from generator.extract.facts import Fact, Sentence
from generator.extract.numbers import small_number
from generator.extract.offices import stop_verb
from generator.extract.provinces import province_pattern
from generator.model import ClusterMention
from generator.vietnamese import CAPITALS, comparison_key

_CLUSTER = re.compile(
    r"(?<!các )(?<!từng )(?<!mỗi )\b(?:cụm|khối)\s+(?:các\s+)?thi\s+đua"
    r"(?:\s*,?\s*số\s+(?P<number>\d{1,2}|[IVX]{1,5})\b"
    r"|\s+(?P<bare>[IVX]{1,5}|\d{1,2})\b"
    r"(?!\s*(?:thành phố|tỉnh|huyện|đơn vị|trường|xã|phường|năm|tháng|quý|ngày)))?",
    re.IGNORECASE,
)
# Anything else after the number is what the cluster does.
_SECTOR = re.compile(rf"\s+(?P<sector>(?:{lexicon.any_of('sector_openings.txt')})\b[^,.;:()“”\"]*)", re.IGNORECASE)
_SECTOR_END = re.compile(
    r"(?:(?<!\bcác)\s(?-i:tổ chức)(?!\s+(?:xây dựng|đảng))"
    rf"|\s(?:(?<!trực\s)thuộc|{lexicon.any_of('sector_ends.txt')}))(?!\w)",
    re.IGNORECASE,
)
# "ngành tổ chức xây dựng Đảng các tỉnh, thành phố trong Cụm thi đua số 2": the sector said before the cluster.
_SECTOR_INSIDE = r"\b(?P<sector>ngành\s+[^,.;:()]{3,60}?)\s+(?:các\s+tỉnh(?:,\s*thành phố)?\s+)?(?:trong|thuộc)\s+"
_SECTOR_BEFORE = re.compile(rf"{_SECTOR_INSIDE}$", re.IGNORECASE)
_IN_THE_CLUSTER = re.compile(rf"{_SECTOR_INSIDE}(?:cụm|khối)(?!\s+thi)", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:bao gồm|gồm có|gồm|thành viên là|thành viên:|các thành viên)\s*:?\s*", re.IGNORECASE)
_BARE_SUBJECT = re.compile(r"^(?:cụm|khối)\s+(?:thi đua\s+)?(?:có|gồm|bao gồm)\b", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;]\s*(?:và\s+)?")
_AND = re.compile(rf"\s+và\s+(?=[{CAPITALS}])")
_UNIT_HEAD = re.compile(rf"(?:{lexicon.any_of('unit_heads.txt')})\b", re.IGNORECASE)
# A full stop ends a list and a dash does, but not those in names: TP. Hồ Chí Minh, Bà Rịa - Vũng Tàu.
_LIST_END = re.compile(rf"(?<!\bTP)(?<!\bTX)(?<!\bTT)\.(?=\s|$)|\s[–-]\s(?![{CAPITALS}])|[()]")
_BREAK = re.compile(r"[;.]\s|\b(?:cụm|khối)\s+thi\s+đua", re.IGNORECASE)
_LIST_OF_UNITS = re.compile(rf"\bcác\s+(?:tỉnh|huyện|thành phố|xã|phường|quận)(?:,\s*thành phố)?\s+(?=[{CAPITALS}])")
_LONGEST_MEMBER_WORDS = 14
# How many characters before a cluster its sector may begin.
_REACH = 120


@dataclass(frozen=True)
class Sighting:
    """One mention of a cluster in the text."""

    name: str
    """As written, with the sector where it follows."""
    number: int | None
    """Its number."""
    sector: str
    """The sector as written; empty when not given there."""
    members: tuple[str, ...]
    """Members the sentence counts."""
    sentence: Sentence
    """The sentence."""


def extract_clusters(sentences: Iterable[Sentence]) -> tuple[Fact[ClusterMention], ...]:
    """The clusters of an article in order of first mention; a mention without a sector joins the one with its number.

    >>> text = "Cụm thi đua số II ngành Nội vụ gồm các tỉnh: Sơn La, Lai Châu và Điện Biên họp sơ kết."
    >>> fact = extract_clusters([Sentence(text, 1, 0)])[0].value
    >>> fact.number, fact.sector, fact.members
    (2, 'ngành Nội vụ', ('Sơn La', 'Lai Châu', 'Điện Biên'))
    """
    every = list(sentences)
    sightings = [sighting for sentence in every for sighting in _read(sentence)]
    if not sightings:
        return ()
    joined = _join(sightings)
    if len(joined) == 1:
        joined[0] += _from_bare_cluster(every, joined[0][0])
    return tuple(_fact(seen) for seen in joined)


def _read(sentence: Sentence) -> Iterable[Sighting]:
    text = sentence.text
    if "đua" not in text and "ĐUA" not in text and "Đua" not in text:
        return
    for match in _CLUSTER.finditer(text):
        number_text = match["number"] or match["bare"]
        number = small_number(number_text.upper()) if number_text else None
        sector, end = _sector_after(text, match.end())
        if number is None and not sector:
            continue
        if not sector:
            before = _SECTOR_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
            sector = before["sector"] if before else ""
        yield Sighting(_name(text[match.start() : end]), number, sector, _members(text, end), sentence)


def _name(text: str) -> str:
    return text[0].upper() + text[1:]


def _sector_after(text: str, start: int) -> tuple[str, int]:
    """The sector that follows a cluster's number, and where it ends; nothing where none follows."""
    match = _SECTOR.match(text, start)
    if not match:
        return "", start
    # "ngành tổ chức …": what follows ngành is the sector itself, even where it is a verb elsewhere.
    opening = re.match(r"ngành\s+tổ chức|\S+", match["sector"], re.IGNORECASE)
    searched_from = match.start("sector") + (opening.end() if opening else 0)
    stops = [
        found.start()
        for pattern in (_SECTOR_END, stop_verb())
        if (found := pattern.search(text, searched_from, match.end()))
    ]
    end = min([match.end(), *stops])
    return text[match.start("sector") : end].strip(), end


def _members(text: str, start: int) -> tuple[str, ...]:
    """The members counted right after a cluster's name; another cluster or a new clause comes between for none."""
    opening = _MEMBERS.search(text, start, start + _REACH)
    if not opening or _BREAK.search(text, start, opening.start()):
        return ()
    end = _LIST_END.search(text, opening.end())
    rest = text[opening.end() : end.start() if end else len(text)]
    colon = re.search(r":\s*", rest)
    units = _LIST_OF_UNITS.search(rest)
    if colon:
        rest = rest[colon.end() :]
    elif units:
        rest = rest[units.end() :]
    return _listed(rest)


def _listed(text: str) -> tuple[str, ...]:
    """The items of a list up to where the sentence goes on with something else."""
    items = _COMMA.split(text)
    # và parts the last two items, but is part of a unit's name too: Sở Giáo dục và Đào tạo.
    last = items.pop()
    by_unit = bool(_UNIT_HEAD.match(items[0] if items else last))
    parting = next((each for each in _AND.finditer(last) if not by_unit or _UNIT_HEAD.match(last, each.end())), None)
    items += [last[: parting.start()], last[parting.end() :]] if parting else [last]
    members = []
    for item in items:
        name, ends = _member(item.strip())
        if name:
            members.append(name)
        if ends or not name:
            break
    # A cluster of one is none: "gồm: Sổ theo dõi …" lists things, not members.
    return tuple(members) if len(members) > 1 else ()


def _member(item: str) -> tuple[str, bool]:
    """The member an item of a list names, and whether the list ends with it: "Tuyên Quang tổng kết phong trào"."""
    province = province_pattern().match(item)
    if province:
        return province[0], province.end() < len(item)
    stops = [found.start() for pattern in (stop_verb(), _SECTOR_END) if (found := pattern.search(item))]
    name = item[: min(stops)].strip() if stops else item
    if not name or not name[0].isupper() or name.count(" ") >= _LONGEST_MEMBER_WORDS:
        return "", True
    return name, bool(stops)


def _join(sightings: list[Sighting]) -> list[list[Sighting]]:
    joined: list[list[Sighting]] = []
    for sighting in sightings:
        group = next((seen for seen in joined if _same(seen, sighting)), None)
        if group is None:
            joined.append([sighting])
        else:
            group.append(sighting)
    return joined


def _same(seen: list[Sighting], sighting: Sighting) -> bool:
    sectors = {comparison_key(other.sector) for other in seen if other.sector}
    key = comparison_key(sighting.sector)
    if sighting.number != seen[0].number:
        return False
    return not key or not sectors or any(key.startswith(other) or other.startswith(key) for other in sectors)


def _from_bare_cluster(every: Iterable[Sentence], known: Sighting) -> list[Sighting]:
    """What sentences say of the article's only cluster by the bare word: "Cụm có 06 thành viên là …"."""
    found = []
    for sentence in every:
        bare = _BARE_SUBJECT.match(sentence.text)
        members = _members(sentence.text, 0) if bare else ()
        inside = _IN_THE_CLUSTER.search(sentence.text)
        sector = inside["sector"] if inside and not known.sector else ""
        if members or sector:
            found.append(Sighting(known.name, known.number, sector, members, sentence))
    return found


def _fact(seen: list[Sighting]) -> Fact[ClusterMention]:
    named = max(
        seen, key=lambda sighting: (bool(sighting.sector) and sighting.sector in sighting.name, -seen.index(sighting))
    )
    sector = named.sector or next((sighting.sector for sighting in seen if sighting.sector), "")
    counted = next((sighting for sighting in seen if sighting.members), None)
    members = counted.members if counted else ()
    sentence = (counted or named).sentence
    rule = "numbered-cluster" if named.number is not None else "cluster-by-sector"
    return Fact(ClusterMention(named.name, named.number, sector, members), sentence.text, sentence.line, rule)
