"""Totals that a text gives with their parts: whether these add up.

Said only where grammar leaves no doubt of what is the total and what are its parts; anything else gives nothing. "gồm"
and "bao gồm" (consists of) name all parts, "trong đó" (among them) may name some, so that a sum that is none is told of
there only where two parts are by their meaning all there are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.patterns import later
from generator.vietnamese import comparison_key

_DIGITS = r"(?<![\w/.,:+–-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![\w/%]|[.,:]\d| ?%| ?[-–+=/] ?\d)"
_NUMBER = later(_DIGITS)
# What is counted stands between the total and the word that opens its parts, in one clause.
_SUM = later(
    rf"(?P<total>{_DIGITS}) (?P<unit>[^\W\d_][^\d.;:,()“”\"%…]{{1,60}}?) ?(?P<open>[,(:–-]?) ?"
    r"(?<!\w)(?P<marker>trong đó(?:,? (?:bao gồm|gồm có|gồm|có))?|(?:bao )?gồm(?: có)?)(?!\w)(?P<rest> ?[,:]? .+)",
    re.IGNORECASE,
)
_NOT_ALL = later(r" ?[,:]? ?(?:cả|một số|nhiều|phần lớn|chủ yếu)(?!\w)", re.IGNORECASE)
_DENIED = later(r"(?<!\w)(?:không|chưa) ?$", re.IGNORECASE)
_ABOUT = later(
    r"(?<!\w)(?:hơn|gần|trên|dưới|khoảng|chừng|ngót|tới|đến|hàng|ít nhất|tối thiểu|tối đa|trung bình|bình quân|từ|"
    r"thứ|số|lần|năm|tháng|ngày|quý|khóa|khoá|điều) ?$",
    re.IGNORECASE,
)
_SEPARATOR = later(r" ?[,;] và |[,;] | và ")
# Between a label and its number: "chi bộ cơ sở là 516", "khiển trách: 68", "cảnh cáo 24".
_LABELLED = later(
    rf"(?P<label>[^\W\d_][^\d%()“”\"]{{1,60}}?)(?P<link> (?:là|có)| ?:)? (?P<number>{_DIGITS})(?: "
    rf"(?P<unit>[^\W\d_][^\d%()]*))?"
)
_COUNTED = later(rf"(?:có )?(?P<number>{_DIGITS}) (?P<unit>[^\W\d_][^\d%()]*)")
# In a part these say that the number is something else: a change, a share, a time, a name, a guess.
_OTHERWISE = later(
    r"(?<!\w)(?:tăng|giảm|đạt|chiếm|vượt|so với|tỷ lệ|tỉ lệ|bằng|hơn|gần|trên|dưới|khoảng|chừng|ngoài ra|còn lại|"
    r"trong đó|riêng|cùng|với|năm|tháng|ngày|giờ|tuần|quý|khóa|khoá|điều|nghị quyết|quyết định|chỉ thị|kết luận|"
    r"quốc lộ|đường|đợt|lần|số|thứ|hạng|loại|nhóm|tổ dân phố|khu phố|mỗi|bình quân|tuổi|nâng|gồm|nghìn|ngàn|vạn|"
    r"được|đã|là|do|v\.v)(?!\w)",
    re.IGNORECASE,
)
# What has a number for its name.
_NUMBERED = later(
    r"(?<!\w)(?:phường|quận|xã|huyện|thôn|ấp|bản|buôn|khu|khu vực|khóm|tổ|đội|cụm|khối|chi bộ|đảng bộ|ban|phòng|"
    r"trạm|đồn|trường|lớp|bước|phần|tập|quyển|đoạn|tuyến|dự án|vùng|trung đoàn|sư đoàn|tiểu đoàn|đại đội|chương|"
    r"mục|khoản)$"
)
# Amounts are rounded.
_MEASURE = later(
    r"(?:tỷ|tỉ|triệu|nghìn|ngàn|vạn|đồng|ha|km2|km|m2|m3|m|tấn|tạ|kg|lít|điểm|giờ|năm|tháng|ngày|tuần|tuổi|lần|%)(?!\w)"
)
# Two of which each has one.
_ALL_THERE_ARE = tuple(
    frozenset(map(comparison_key, pair))
    for pair in (
        ("đảng bộ cơ sở", "chi bộ cơ sở"),
        ("nam", "nữ"),
        ("chính thức", "dự bị"),
        ("chính thức", "dự khuyết"),
        ("đảng viên chính thức", "đảng viên dự bị"),
        ("tập thể", "cá nhân"),
    )
)
_OF_ANOTHER = later(r"(?<!\w)(?:của|thuộc|tại|cho|với|ở|từ|trong|do|về|đối)(?!\w)")
_LONGEST_NAME = 6
_SMALL = 10


@dataclass(frozen=True)
class Sum:
    """A total and its parts, as one sentence gives them."""

    parts: tuple[Decimal, ...]
    """At least two."""
    total: Decimal
    """As written."""
    unit: str
    """What is counted in all, in the text's words."""

    @property
    def added(self) -> Decimal:
        """What the parts add up to."""
        return sum(self.parts, Decimal())

    @property
    def holds(self) -> bool:
        """Whether that is the total."""
        return self.added == self.total


@dataclass(frozen=True)
class _Part:
    value: Decimal
    unit: str
    """What is counted; empty where only a label says what part it is."""
    label: str


def sums(sentence: str) -> Iterator[Sum]:
    """The totals of a sentence, as text, whose parts it gives.

    >>> [holds] = sums("Toàn tỉnh có 817 tổ chức cơ sở đảng, trong đó, đảng bộ cơ sở là 301, chi bộ cơ sở là 516.")
    >>> holds.holds, holds.unit
    (True, 'tổ chức cơ sở đảng')
    >>> [fails] = sums("Huyện có 20 xã, gồm 12 xã vùng cao và 7 xã biên giới.")
    >>> fails.holds, int(fails.added)
    (False, 19)
    >>> list(sums("Có 500 đảng viên mới, trong đó 200 đảng viên nữ, 120 đảng viên trẻ."))
    []
    """
    text = " ".join(sentence.split())
    for match in _SUM.finditer(text):
        found = _sum(text, match)
        if found:
            yield found


def _sum(text: str, match: re.Match[str]) -> Sum | None:
    before, rest = text[: match.start()], match["rest"]
    if _ABOUT.search(before) or _NOT_ALL.match(rest) or _DENIED.search(match["unit"]):
        return None
    pieces = _pieces(rest, in_brackets=match["open"] == "(")
    parts = [_part(piece) for piece in pieces]
    total, unit = _value(match["total"]), match["unit"].strip()
    known = [part for part in parts[: parts.index(None)] if part] if None in parts else [part for part in parts if part]
    labels = [part.label for part in known if part.label]
    if len(known) < 2 or len(set(labels)) < len(labels):
        return None
    found = Sum(tuple(part.value for part in known), total, unit)
    if found.holds:
        return found if _are_parts(known, unit, total) else None
    names_all = not comparison_key(match["marker"]).startswith("trong") or "gồm" in comparison_key(match["marker"])
    is_alone = not _NUMBER.search(re.split(r"[,;:.(] ", before)[-1])
    is_sure = len(known) == len(parts) and is_alone and not _MEASURE.match(unit)
    is_whole = all(value == value.to_integral_value() for value in (total, *found.parts))
    all_there_are = _are_all(known)
    if is_sure and is_whole and (all_there_are or (names_all and _are_of_one_kind(known, unit))):
        return found
    return None


def _pieces(rest: str, *, in_brackets: bool) -> list[str]:
    """What stands between the separators of a list; of a list of lists the first."""
    text = rest.lstrip(" ,:")
    end = text.find(")") if in_brackets else -1
    text = (text[:end] if end >= 0 else text).rstrip(" .;!)")
    first = text.partition(";")[0]
    if ";" in text and len(_NUMBER.findall(first)) > 1:
        text = first
    return [piece.strip() for piece in _SEPARATOR.split(text)]


def _part(piece: str) -> _Part | None:
    counted = _COUNTED.fullmatch(piece)
    if counted:
        is_other = _OTHERWISE.search(counted["unit"]) or _MEASURE.match(counted["unit"])
        return None if is_other else _Part(_value(counted["number"]), counted["unit"].strip(), "")
    labelled = _LABELLED.fullmatch(piece)
    if not labelled or _OTHERWISE.search(labelled["label"]) or _OTHERWISE.search(labelled["unit"] or ""):
        return None
    # A name and its number: Quận 5.
    if not labelled["link"] and (not labelled["label"].islower() or _NUMBERED.search(labelled["label"])):
        return None
    return _Part(_value(labelled["number"]), (labelled["unit"] or "").strip(), labelled["label"].strip())


def _value(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


def _are_of_one_kind(parts: list[_Part], unit: str) -> bool:
    """Whether the parts count what the total counts: by the same words, or by none of their own."""
    return all(_same_head(part.unit, unit) if part.unit else part.label for part in parts)


def _same_head(one: str, other: str) -> bool:
    words, others = comparison_key(one).split()[:2], comparison_key(other).split()[:2]
    return words[: len(others)] == others


def _are_all(parts: list[_Part]) -> bool:
    names = frozenset(comparison_key(part.label or part.unit) for part in parts)
    return len(parts) == len(names) == len(_ALL_THERE_ARE[0]) and names in _ALL_THERE_ARE


def _are_parts(parts: list[_Part], unit: str, total: Decimal) -> bool:
    """Whether numbers that add up do so for a reason: small ones of other things may do so by chance."""
    if _MEASURE.match(unit) and not all(_MEASURE.match(part.unit) for part in parts if part.unit):
        return False
    is_near = len(unit.split()) <= _LONGEST_NAME and not _OF_ANOTHER.search(unit)
    return _are_of_one_kind(parts, unit) or _are_all(parts) or (is_near and total >= _SMALL)
