"""One item of a list of members: a province, a district or commune, an office, union or company."""

import re
from typing import NamedTuple

from generator import lexicon
from generator.extract.provinces import province_pattern
from generator.patterns import later
from generator.vietnamese import CAPITALS

OPENING_CAPITAL = CAPITALS
UNIT = later(
    rf"(?:{lexicon.any_of('sector_units.txt')})(?!\w)(?! (?:nghị|thao|thi(?! hành)|thảo|trường|trưởng|viên|cáo)\b)",
    re.IGNORECASE,
)
PLACE_WORDS = r"tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã(?! hội\b)|phường|thị trấn|đặc khu"
_PLACE_WORD = later(rf"(?:\d{{1,4}} )?(?:các )?(?:{PLACE_WORDS})(?: ?:)? (?=(?-i:[{CAPITALS}\d]))", re.IGNORECASE)
_POST = r"(?:đơn vị )?(?:[cC]ụm|[kK]hối) (?:trưởng|phó)"
AND = later(
    rf" (?:và|cùng|với) (?=[{CAPITALS}]|(?:\d{{1,4}} )?(?:các )?(?:{PLACE_WORDS})(?: ?:)? [{CAPITALS}]"
    rf"|{_POST} [{CAPITALS}])"
)
_LEADING = later(rf"^(?:(?:là|gồm|và|cùng|với|đại diện|lãnh đạo|{_POST}(?= [{CAPITALS}])) |[-–+•*] ?|\d{{1,2}}[.)] )+")
_REMARK = later(r" ?\([^()]{0,120}\)")
_DASHED_REMARK = later(
    rf" [–-] (?!(?-i:[{CAPITALS}]))| ?[–-] ?(?=(?:đơn vị )?(?:cụm|khối|trưởng|phó) (?:trưởng|phó|cụm|khối))",
    re.IGNORECASE,
)
# No end of a name: "… việc làm", "… hàng không", "… hậu cần", and what sector_insides.txt lists; nor "tại"
# before the place that closes the name: Phân hiệu Trường Đại học Lâm nghiệp tại Gia Lai.
_INSIDE = (
    r"(?<!việc )(?<!hàng )(?<!phòng )(?<!Phòng )(?<!Hàng )(?<!ậu )(?<!công )(?<!Công )(?<!hương )(?<!địa )"
    rf"(?<!đua )(?<!nghệ )(?!(?:{lexicon.any_of('sector_insides.txt')})(?!\w))"
    rf"(?!tại (?:(?:TP\.?|thành phố|tỉnh) )?(?:[{CAPITALS}]\w*(?:\. ?| |$)){{1,6}}$)"
)
_STOP = later(
    rf" (?:(?<!\bBan )(?:tổ chức)(?! (?:xây dựng|đảng|hội(?! (?:nghị|th))|đoàn|chính trị|xã hội)\b)|"
    rf"(?=(?:{lexicon.any_of('sector_ends.txt')}|thuộc)(?!\w)){_INSIDE})"
)
_NAMED = later(rf"[{CAPITALS}\d]")
# Parts of one ministry's name between which a comma stands: Sở Văn hóa, Thể thao và Du lịch.
_FIRST_OF_NAME = later(
    r"(?:vh|vhtt|văn hóa|văn hoá|thể thao|lao động|thông tin|khoa học|gia đình|văn học|thanh tra)$", re.IGNORECASE
)
_NEXT_OF_NAME = later(
    r"(?:tt|thể thao|thể thao và du lịch|thông tin|gia đình|khoa học|thương binh|du lịch|nghệ thuật|giám sát)\b",
    re.IGNORECASE,
)
_LAST_AND = later(rf"(?P<one>.+) (?:và|cùng) (?=[{CAPITALS}].)", re.DOTALL)
_NOT_A_MEMBER = later(r"(?:đồng chí|đ/c|ông|bà|cụm|khối)(?: thi đua)?(?!\w)(?! (?:các|cơ quan|doanh))", re.IGNORECASE)
_TWO_BODIES = later(r"văn phòng (?:đoàn|hđnd|hội đồng)", re.IGNORECASE)
_SECOND_BODY = later(r"(?:hđnd|hội đồng nhân dân|ubnd|(?:ủy|uỷ) ban nhân dân)\b", re.IGNORECASE)
_LONGEST_WORDS = 16
_LONGEST_UNIT_WORDS = 28
_LONGEST_PLACE_WORDS = 6


class Item(NamedTuple):
    """One member as a list names it."""

    name: str
    """As written, without place words before a bare place, without remarks."""
    known: bool
    """By its words it is a place or unit; else it only stands where one would."""
    unit: bool = False
    """An office, union or company, not a place."""

    def with_more(self, raw: str) -> "Item":
        """The same item with what stands after a comma inside its name."""
        return self._replace(name=f"{self.name}, {without_remarks(raw)[0]}")

    def parted(self) -> "tuple[Item, Item] | None":
        """The two items that và has left as one, if it has: "Cục Thống kê và Vườn Quốc gia"."""
        match = _LAST_AND.match(self.name) if self.unit else None
        if not match:
            return None
        return self._replace(name=match["one"]), Item(self.name[match.end() :], known=False, unit=True)


def of_two_bodies(text: str, start: int, joined: re.Match[str]) -> bool:
    """Whether và stands within the name of an office that serves two bodies: Văn phòng Đoàn ĐBQH và HĐND tỉnh."""
    return bool(_TWO_BODIES.match(text, start, joined.start()) and _SECOND_BODY.match(text, joined.end()))


def begins_item(text: str, start: int) -> bool:
    """Whether a place or unit begins there."""
    return bool(UNIT.match(text, start) or _PLACE_WORD.match(text, start) or province_pattern().match(text, start))


def without_remarks(raw: str) -> tuple[str, bool]:
    """The words of an item before a verb or clause, and whether one follows.

    >>> without_remarks("Tuyên Quang (Cụm phó) tổng kết phong trào")
    ('Tuyên Quang', True)
    """
    words = _LEADING.sub("", _REMARK.sub("", raw).strip())
    remark = _DASHED_REMARK.search(words)
    shown = words[: remark.start()] if remark else words
    stop = _STOP.search(shown)
    return (shown[: stop.start()] if stop else shown).strip(" .:"), bool(stop)


def continues(previous: Item, raw: str) -> bool:
    """Whether what follows a comma still belongs to the item before it: Sở Văn hóa, Thể thao và Du lịch."""
    item = raw.strip()
    if not item:
        return False
    if previous.unit and item[0].islower() and not begins_item(item, 0):
        return not _STOP.match(" " + item) and not _LEADING.match(item)
    return not begins_item(item, 0) and in_one_name(previous.name, item)


def in_one_name(before: str, after: str) -> bool:
    """Whether the comma between two wordings stands inside a name: Sở Văn hóa, Thể thao và Du lịch."""
    return bool(_NEXT_OF_NAME.match(after) and _FIRST_OF_NAME.search(" ".join(before.split()[-2:])))


def read_item(raw: str) -> tuple[Item | None, bool]:
    """The member an item of a list names, and whether the list goes on after it.

    >>> read_item("thành phố Hải Phòng")
    (Item(name='Hải Phòng', known=True, unit=False), True)
    >>> read_item("Trại giam Sông Cái tổng kết phong trào")
    (Item(name='Trại giam Sông Cái', known=True, unit=True), False)
    """
    shown, stopped = without_remarks(raw)
    bare = _PLACE_WORD.sub("", shown, count=1) if _PLACE_WORD.match(shown) else shown
    province = province_pattern().match(bare)
    if not province and (province := province_pattern().match(shown)):
        bare = shown
    rest = bare[province.end() :].strip() if province else ""
    # Điện Biên Đông is a district.
    if province and not rest[:1].isupper():
        return Item(province[0], known=True), not rest and not stopped
    # "các trường đại học, cao đẳng" are kinds, not members.
    unit = UNIT.match(shown)
    longest = _LONGEST_UNIT_WORDS if unit else _LONGEST_WORDS
    if not _NAMED.search(shown) or shown.count(" ") >= longest or _NOT_A_MEMBER.match(shown):
        return None, False
    if unit:
        return Item(shown, known=True, unit=True), not stopped
    name = bare if re.match(r"\d+ |các ", shown) else shown
    if is_place(name):
        return Item(name, known=True), not stopped
    return (Item(name, known=False, unit=True), not stopped) if name[:1].isupper() else (None, False)


def is_place(name: str) -> bool:
    """Whether a name may be a district's or commune's: a numeral, or capitalised words after an optional thị xã."""
    words = _PLACE_WORD.sub("", _REMARK.sub("", name).strip(), count=1).replace("-", " ").replace("–", " ").split()
    return 0 < len(words) <= _LONGEST_PLACE_WORDS and all(
        word[0].isupper() or word.isdecimal() or word == "và" for word in words
    )
