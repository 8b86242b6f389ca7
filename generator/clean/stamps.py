"""Page stamps: lines that say when a page was put up, often with its author, section and counter beside."""

import re
from dataclasses import dataclass, field

from generator.clean.junk import PAGE_WORDS, PICTOGRAM, is_section, junk_rule
from generator.clean.papers import source
from generator.clean.signature import byline, is_unit
from generator.dates import PartialDate
from generator.model import Source
from generator.patterns import later

_LONGEST = 160
_HAS_YEAR = re.compile("[0-9][0-9]{3}")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = rf"(?:{'|'.join(_ENGLISH_MONTHS)})[a-z]{{0,6}}"
_DATE = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})(?!\d)"
    r"|(?P<day2>\d{1,2}) tháng (?P<month2>\d{1,2}|[^\W\d_]+(?: hai| một)?),? (?:năm )?(?P<year2>\d{4})(?!\d)"
    r"|(?P<year3>\d{4})[-/](?P<month3>\d{2})[-/](?P<day3>\d{2})(?:t(?=\d)|(?!\d))"
    r"|tháng (?P<month4>\d{1,2}|[^\W\d_]+(?: hai| một)?) (?P<day4>\d{1,2}), (?P<year4>\d{4})(?!\d)"
    rf"|(?P<day5>\d{{1,2}}) (?P<month5>th\d{{1,2}}|{_ENGLISH_MONTH}),? (?P<year5>\d{{4}})(?!\d)"
    rf"|(?P<month6>{_ENGLISH_MONTH}) (?P<day6>\d{{1,2}}),? (?P<year6>\d{{4}})(?!\d))",
    re.IGNORECASE,
)
_MONTHS = (
    "một|giêng",
    "hai",
    "ba",
    "tư|bốn",
    "năm",
    "sáu",
    "bảy|bẩy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai|chạp",
)
_TIME = (
    r"\d{1,2} ?(?::|h|g|giờ) ?\d{1,2}(?: ?(?::|phút) ?(?:\d{2}(?:\.\d+)?)?)?['’]?(?: ?(?:am|pm|sa|ch|sáng"
    r"|chiều|tối)(?!\w))?"
)
_WEEKDAY = (
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|chúa nhật|t[2-7]|cn"
    r"|(?:mon|tues?|wed|thu|fri|sat|sun)(?=,)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\w)"
)
_ZONE = r"[\[(]? ?gmt ?\+? ?\d{1,2}(?::00)? ?[\])]?|\+0\d:?00"
_LABEL = (
    r"(?:(?:(?:lần |được |đã |tin |bài |ngày )?(?:cập nhật|đăng(?: tải)?|xuất bản|gửi|tạo|nhập|giờ|viết|phát hành"
    r"|ban hành)"
    r"|thời (?:gian|điểm)(?: đăng)?|(?:tin|bài)(?= ngày)|posted|published|created|modified|updated|last (?:updated"
    r"|modified)|date)"
    r"(?: (?:tin|bài|lần cuối|cuối(?: cùng)?|on|mới nhất))?(?: (?:lúc|ngày|vào|on)){0,3}"
    r"|vào lúc|lúc|ngày|vào|hôm nay|on|at|(?:chuyên|danh) mục|thể loại|đăng trong|posted in)(?!\w)"
)
_COUNTER = (
    r"(?:(?:số )?(?:lượt|lần)(?: (?:xem|đọc|truy cập))?|đã (?:xem|đọc)|views?|xem|đọc) ?:? ?\d[\d.,]{0,15}(?: (?:lượt"
    r"|lần))?"
    r"|\d[\d.,]{0,15} (?:lượt (?:xem|đọc|truy cập)|views?|bình luận|trả lời|lần (?:xem|đọc|truy cập)|phản hồi|ý kiến)"
)
_NOISE = later(
    rf"(?<!\w)(?:(?P<sure>{_TIME}|{_WEEKDAY})|{_ZONE}|{_COUNTER}|{_LABEL}"
    r"|(?:a[+-]? ?){1,4}(?!\w)|cỡ chữ(?!\w)|(?-i:(?:by|bởi|By|Bởi) ?:? ?(?:[a-z0-9_.-]{1,40}|Admin))(?!\w)|(?:chia sẻ"
    r"|bản in"
    r"|in bài viết|in|gửi email|nghe|admin|quản trị|quantri|bbt|người đăng(?: bài(?: viết)?)?|tác giả"
    r"|đọc bài(?: viết)?|chia sẻ bài(?: viết)?|bởi|by|gốc)(?= ?(?:$|[|:,•-]| )))",
    re.IGNORECASE,
)
_SEPARATORS = later(
    r" (?=[Nn]guồn(?: tin)?:)|[|,;•·»>/()\[\]*_]+|(?<!guồn)(?<!tin) ?: ?| [-–—] |^[-–— ]+|(?<![-–— ])[-–— ]+$"
)
# "Bản Mới 07/07/2022 11:55 GMT+7 Gốc": the paper's name first, at the end the link to its own page (gốc, original).
_OF_AGGREGATOR = later(r"GMT\+7 Gốc$")
_SITE = later(r"(?:báo|đài|tạp chí|cổng|trang tin|bản tin)\b|[\w.-]+\.(?:vn|com|net|org)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PageStamp:
    """What a stamp says."""

    date: str
    """EDTF."""
    byline: tuple[str, ...] = ()
    """The author beside it."""
    source: Source = field(default_factory=Source)
    """The paper beside it."""
    sure: bool = True
    """It has more than a bare date, so it is a stamp wherever it stands."""


def page_stamp(text: str) -> PageStamp | None:
    """The stamp a line is; none when the line says anything else.

    >>> page_stamp("Thứ Tư, 08/04/2015, 08:11 [GMT+7]").date, page_stamp("Đăng ngày 5 tháng 3 năm 2019").date
    ('2015-04-08', '2019-03-05')
    >>> page_stamp("Thu Hà | 20/06/2024 16:25 | Lượt xem: 1.204").byline
    ('Thu Hà',)
    >>> page_stamp("(3/2/2020)").sure, page_stamp("Sáng 20/6/2024, tỉnh họp.")
    (False, None)
    """
    if len(text) > _LONGEST or text[-1:] in ".,;:" or not _HAS_YEAR.search(text):
        return None
    match = _DATE.search(text)
    date = _edtf(match) if match else ""
    if not date:
        return None
    rest, marks = _NOISE.subn(" | ", _DATE.sub(" | ", PICTOGRAM.sub(" | ", text)))
    names: tuple[str, ...] = ()
    paper = Source()
    for part in filter(None, (part.strip(" -–—.") for part in _SEPARATORS.split(rest))):
        if _is_of_page(part):
            continue
        if not paper.name and source(part).name:
            paper = source(part)
        elif part.lower().startswith("nguồn:"):
            continue
        elif _OF_AGGREGATOR.search(text) and part[0].isupper() and text.startswith(part):
            paper = Source(part)
        elif byline(part):
            names += byline(part)
        else:
            return None
    return PageStamp(date, names, paper, sure=bool(marks or names))


def _is_of_page(part: str) -> bool:
    """What may stand beside a stamp and says nothing: a section, an office, a site, a counter without its word."""
    return (
        part.replace(" ", "").isdigit()
        or not any(map(str.isalnum, part))
        or bool(_SITE.match(part))
        or is_section(part)
        or is_unit(part)
        or junk_rule(part, at_end=True) not in (None, PAGE_WORDS)
    )


def _edtf(match: re.Match[str]) -> str:
    groups = {name[:-1] if name[-1].isdigit() else name: value for name, value in match.groupdict().items() if value}
    month = _month(groups["month"].lower())
    try:
        return str(PartialDate.parse(f"{groups['year']}-{month:02}-{int(groups['day']):02}"))
    except ValueError:
        return ""


def _month(words: str) -> int:
    number = words.removeprefix("th")
    if number.isdigit():
        return int(number)
    if words[:3] in _ENGLISH_MONTHS:
        return _ENGLISH_MONTHS.index(words[:3]) + 1
    return next((number for number, names in enumerate(_MONTHS, start=1) if words in names.split("|")), 0)
