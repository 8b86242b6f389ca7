"""The members a text lists for a cluster: provinces and districts by their bare names, offices and unions in full."""

import re
from typing import NamedTuple

from generator.extract.clusters.items import (
    AND,
    OPENING_CAPITAL,
    PLACE_WORDS,
    UNIT,
    Item,
    begins_item,
    continues,
    is_place,
    of_two_bodies,
    read_item,
    without_remarks,
)
from generator.extract.numbers import WORDS
from generator.extract.provinces import province_pattern
from generator.patterns import later

# "các tỉnh", "7 huyện, thành phố miền núi" before the first of them.
_OF_PLACES = later(
    rf"\b(?:các|\d{{1,2}}|những) (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)"
    rf"(?:, ?(?:thành phố|thị xã|quận|phường|thị trấn|thành|thị))*(?: (?:miền núi|vùng cao|biên giới|ven biển|"
    rf"đồng bằng|trung du))* (?=[{OPENING_CAPITAL}])",
)
_ITEM_BEFORE = later(
    rf"(?:{PLACE_WORDS}) [{OPENING_CAPITAL}]\w{{0,9}}(?: [{OPENING_CAPITAL}]\w{{0,9}}){{0,6}} (?:và|cùng) $"
)
_PLACES_BEFORE_BRACKET = later(
    rf"(?:các|\d{{1,2}}) (?:{PLACE_WORDS})(?:, ?(?:{PLACE_WORDS}))+[^,;:().]{{0,40}}\(", re.IGNORECASE
)
# "4 phường (…) và 3 xã (…)": one list in two brackets.
_NEXT_BRACKET = later(
    rf"\) ?(?:,|;|và|, ?và|cùng) ?(?:các|\d{{1,2}}|{'|'.join(WORDS)}) "
    rf"(?![^()]{{0,40}}(?:thi đua|cụm|khối))[^(),.;:]{{2,40}}\((?=[^()]+\))"
)
_COUNTED_BEFORE = later(rf"\b(?:\d{{1,2}}|{'|'.join(WORDS)}) (?:{PLACE_WORDS}) $", re.IGNORECASE)
_DASHES = later(r" ?[-–] ?")
_ITEM_BEFORE_COLON = later(rf"{_ITEM_BEFORE.pattern[:-1]}(?:các|\d{{1,2}}) (?:{PLACE_WORDS})$")
_PERSONS = later(r"\b(?:đồng chí|đ/c|ông|bà|anh|chị)\b", re.IGNORECASE)
_SEPARATOR = later(r" ?[,;] ?(?:(?:và|cùng|với) )?")
# A full stop ends a list, but not those in names: TP. Hồ Chí Minh, TX. Gò Công.
_FULL_STOP = later(r"(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\bTT)\.(?= |$)|[“”\"|]")
_KINDS = (
    r"(?:(?:đơn vị|thành viên|cơ quan|địa phương|tập thể|tổ chức|đầu mối)(?:, ?(?:đơn vị|địa phương|tổ chức|"
    r"doanh nghiệp|đoàn thể))?(?: (?:thành viên|cấp tỉnh|cấp huyện|trực thuộc))?)"
)
# "gồm 5 đơn vị là huyện Trảng Bom", "gồm các cơ quan: …", "gồm 6 VKSND tỉnh A, B".
_COUNT = later(
    rf" ?(?:có )?(?:\d{{1,2}}|các|những|{'|'.join(WORDS)}) "
    rf"(?:(?:{_KINDS}|(?:trường|sở|hội|đài|báo) (?=thuộc|của|ở)|(?:sở|ban|phòng) (?=là ))"
    rf"(?: ?(?:thuộc|của|ở)(?: các tỉnh)?)?(?: (?:là|gồm|bao gồm))? ?:? (?=\S)|"
    rf"(?={UNIT.pattern}|(?:{PLACE_WORDS}) ))",
    re.IGNORECASE,
)
_NUMBER = later(r"(?<![\d./-])\d{1,2}(?![\d./-])")
_ANOTHER_CLUSTER = later(r"(?<!trong )(?<!thuộc )(?<!của )\b(?:cụm|khối) thi đua", re.IGNORECASE)
_CAPITAL_AFTER_COMMA = later(rf", ?[{OPENING_CAPITAL}\d]")
# What lists of things begin with: "gồm các nội dung: …".
_OF_THINGS = later(
    r"\b(?:nội dung|tiêu chí|chỉ tiêu|nhiệm vụ|giải pháp|hoạt động|phong trào|mục tiêu|môn|phần|lĩnh vực|vấn đề|"
    r"danh hiệu|cờ|bằng khen|giấy khen|mô hình|công trình|tiết mục|cá nhân|hộ|người|đảng viên|hội viên)\b",
    re.IGNORECASE,
)
_OF_UNITS = later(
    r"\b(?:các|\d{1,2}) (?:sở|phòng|ban|ngành|cơ quan|đơn vị|trường|đài|hội|ngân hàng|công ty)\b", re.IGNORECASE
)
_COUNTING = frozenset({"các", "những", "là", "gồm", "có", "đơn", "vị", "thành", "viên"})
_LONGEST_HEAD = 120
_MOST_ITEMS = 60
_PERSONS_REACH = 12
_LONGEST_LIST = 4000


class MemberList(NamedTuple):
    """A list of members as a sentence has it."""

    members: tuple[str, ...]
    """In the text's order."""
    head: str
    """What the members are, as said before them: VKSND các tỉnh, Hội Nông dân; empty when each says it itself."""
    end: int
    """Where the list ends in the sentence."""
    counted: bool = False
    """The text says how many they are, and as many are listed."""
    provinces: bool = False
    """All of them are provinces."""
    sure: bool = False
    """All of them are places or units by their words."""


_NONE = MemberList((), "", 0)


def read_list(text: str, start: int, number: int = 0) -> MemberList:
    """The members listed from start on, with what stands between start and the first of them as head.

    number: how many they are, where the text says it before start; 0 where it says it after, or nowhere.

    >>> read_list("gồm: VKSND các tỉnh: Nghệ An (Cụm trưởng), Hà Tĩnh và Quảng Bình đã họp.", 5).members
    ('Nghệ An', 'Hà Tĩnh', 'Quảng Bình')
    >>> read_list("gồm Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Sở Giáo dục và Đào tạo.", 4).members
    ('Sở Văn hóa, Thể thao và Du lịch', 'Sở Y tế', 'Sở Giáo dục và Đào tạo')
    """
    stop = _FULL_STOP.search(text, start, start + _LONGEST_LIST)
    limit = min(stop.start() if stop else len(text), start + _LONGEST_LIST)
    begin, limit = _begin(text, start, limit)
    head = " ".join(text[start:begin].split()).strip(" :(,")
    if _PERSONS.search(text, max(0, start - _PERSONS_REACH), begin) or _OF_THINGS.search(head):
        return _NONE
    numbers = _NUMBER.findall(head)
    number = int(numbers[0]) if len(numbers) == 1 else number
    if dashed := _dashed_provinces(text, begin, limit):
        return MemberList(dashed[0], head, dashed[1], len(dashed[0]) == number, provinces=True, sure=True)
    items, end = _items(text, begin, limit)
    while len(items) < _MOST_ITEMS and (following := _NEXT_BRACKET.match(text, end, start + _LONGEST_LIST)):
        more, end = _items(text, following.end(), text.index(")", following.end()))
        items += more
    items = _as_many(items, number)
    known = sum(item.known for item in items)
    counted = number > 1 and len(items) == number
    # Twice as many as were read: the list is of another make, as "Agribank (các chi nhánh: …); BIDV (…)".
    if number >= 2 * max(len(items), 2):
        return _NONE
    # A cluster of one is none: "gồm: Sổ theo dõi …" lists things, not members.
    # "các phòng: Nội vụ, Tư pháp, Y tế": the head tells what each of them is.
    told = len(items) > 2 and head != "" and _OF_UNITS.search(head) and (counted or ":" in text[start:begin])
    if len(items) < 2 or (2 * known <= len(items) and not (counted and known) and not told):
        return _NONE
    names = _alike([item.name for item in items], head)
    provinces = all(province_pattern().fullmatch(name) for name in names)
    return MemberList(tuple(names), head, end, counted, provinces, known == len(items))


def _dashed_provinces(text: str, begin: int, limit: int) -> tuple[tuple[str, ...], int] | None:
    """Three provinces or more with dashes between, and where they end: "Sơn La - Lai Châu - Điện Biên"."""
    names: list[str] = []
    position = begin
    while province := province_pattern().match(text, position, limit):
        names.append(province[0])
        dash = _DASHES.match(text, province.end(), limit)
        if not dash:
            return (tuple(names), province.end()) if len(names) > 2 else None
        position = dash.end()
    return None


def _begin(text: str, start: int, limit: int) -> tuple[int, int]:
    """Where the first member begins, and where the list ends at the latest."""
    # "6 tỉnh, thành phố (Hà Nội, …)": the comma stands in what the bracket explains.
    if opened := _PLACES_BEFORE_BRACKET.match(text, start, limit):
        start = opened.end() - 1
    bracket = text.find("(", start, limit)
    comma = _SEPARATOR.search(text, start, limit)
    if 0 <= bracket < (comma.start() if comma else limit):
        closing = text.find(")", bracket, limit)
        inside = text[bracket + 1 : closing if closing >= 0 else limit]
        # "2 phường (A, B)": counted before, two will do.
        counted = _COUNTED_BEFORE.search(text, start, bracket)
        if inside.count(",") + inside.count(";") >= (1 if counted else 2):
            start, limit = bracket + 1, closing if closing >= 0 else limit
    else:
        # A bracket that the list stands in ends it.
        limit = _unopened_bracket(text, start, limit)
    start = _after_colon(text, start, limit)
    first = _SEPARATOR.search(text, start, limit)
    places = _OF_PLACES.search(text, start, limit)
    # "các tỉnh" after which a list begins; in "Hội Nông dân các huyện: A" the colon has told already.
    if places and (not first or places.start() < first.start()) and not _broken(text, start, places.start()):
        # "Sở Y tế thành phố Vinh và các huyện …": the list has begun before.
        start = start if _ITEM_BEFORE.search(text, start, places.start()) else places.end()
    elif counted := _COUNT.match(text, start, limit):
        start = counted.end()
    while start < limit and text[start] in " :(–-+\n":
        start += 1
    return start, limit


def _broken(text: str, start: int, end: int) -> bool:
    return bool(without_remarks(text[start:end])[1])


def _after_colon(text: str, start: int, limit: int) -> int:
    """The place after the last colon before the first item; commas before it stand in "9 tỉnh, thành phố:"."""
    while True:
        colon = text.find(":", start, min(limit, start + _LONGEST_HEAD))
        head = text[start:colon]
        # "thành phố Vinh và các huyện: …": the list has begun before the colon.
        begun = _ITEM_BEFORE_COLON.search(head)
        if colon < 0 or ";" in head or begun or _CAPITAL_AFTER_COMMA.search(head) or _ANOTHER_CLUSTER.search(head):
            return start
        start = colon + 1


def _unopened_bracket(text: str, start: int, limit: int) -> int:
    depth = 0
    for position in range(start, limit):
        if text[position] == "(":
            depth += 1
        elif text[position] == ")":
            if not depth:
                return position
            depth -= 1
    return limit


def _items(text: str, begin: int, limit: int) -> tuple[list[Item], int]:
    """The members from begin on and where the last of them ends."""
    semicolons = bool(UNIT.match(text, begin)) and text.count(";", begin, limit) > 1
    items: list[Item] = []
    position = end = begin
    while position < limit:
        item_end, following = _item_end(text, position, limit, semicolons=semicolons)
        raw = text[position:item_end]
        if items and continues(items[-1], raw):
            items[-1] = items[-1].with_more(raw)
            end, position = item_end, following
            continue
        item, goes_on = read_item(raw)
        if not item:
            break
        items.append(item)
        end = item_end
        if not goes_on or (not semicolons and ";" in text[item_end:following] and not _whole(text, following, limit)):
            break
        position = following
    return items, end


def _whole(text: str, start: int, limit: int) -> bool:
    """Whether nothing but one more item follows a semicolon in a list of commas: else it ends the list."""
    end, _ = _item_end(text, start, limit, semicolons=False)
    return begins_item(text, start) and read_item(text[start:end])[1]


def _item_end(text: str, start: int, limit: int, *, semicolons: bool) -> tuple[int, int]:
    """Where an item ends and where the next begins; brackets are passed over."""
    position = start
    while True:
        found = _next_separator(text, start, position, limit, semicolons=semicolons)
        bracket = text.find("(", position, limit)
        if 0 <= bracket < (found.start() if found else limit):
            closing = text.find(")", bracket, limit)
            if closing < 0:
                return bracket, limit
            position = closing + 1
            continue
        return (found.start(), found.end()) if found else (limit, limit)


def _next_separator(text: str, start: int, position: int, limit: int, *, semicolons: bool) -> re.Match[str] | None:
    comma = _SEPARATOR.search(text, position, limit)
    while comma and semicolons and ";" not in comma[0]:
        comma = _SEPARATOR.search(text, comma.end(), limit)
    if semicolons and comma:
        return comma
    until = comma.start() if comma else limit
    joined = AND.search(text, position, until)
    # và parts two items, but is part of a unit's name too: Sở Giáo dục và Đào tạo.
    while joined and not _parts(text, start, joined):
        joined = AND.search(text, joined.end(), until)
    return joined or comma


def _parts(text: str, start: int, joined: re.Match[str]) -> bool:
    """Whether và parts the item that begins at start from the next."""
    if of_two_bodies(text, start, joined):
        return False
    return begins_item(text, joined.end()) or is_place(text[start : joined.start()])


def _as_many(items: list[Item], number: int) -> list[Item]:
    """As many items as the text says there are, where the last ones have run together or more follow."""
    if items and len(items) == number - 1 and (parted := items[-1].parted()):
        return [*items[:-1], *parted]
    return items


def _alike(names: list[str], head: str) -> list[str]:
    """Bare provinces where the list is one of provinces: "Hội Nông dân tỉnh Sơn La, Lai Châu, Điện Biên"."""
    provinces = [_province_at_end(name) for name in names]
    bare = sum(name == province for name, province in zip(names, provinces, strict=True))
    if not bare or not (bare >= 2 or head):
        return names
    first = "" if names[0] == provinces[0] else names[0]
    kind = next((word for word in f"{head} {first}".lower().split() if word.isalpha() and word not in _COUNTING), "")
    return [
        province if province and (not kind or name.lower().startswith(kind)) else name
        for name, province in zip(names, provinces, strict=True)
    ]


def _province_at_end(name: str) -> str:
    match = next((m for m in province_pattern().finditer(name) if m.end() == len(name)), None)
    return match[0] if match else ""
