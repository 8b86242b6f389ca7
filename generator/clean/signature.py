"""What stands under an article, or beneath its title: who signs it, and the paper it is taken from."""

import re
from dataclasses import dataclass, field
from functools import cache

from generator import lexicon
from generator.clean.junk import is_page_words, is_section
from generator.clean.papers import DOMAIN, LONGEST, is_paper
from generator.model import Source
from generator.patterns import later
from generator.provinces import all_provinces
from generator.vietnamese import CAPITALS, comparison_key

_ROLE = (
    r"(?:tin|bài(?: viết)?|ảnh|clip|video|thực hiện|trình bày|đồ họa|tác giả(?: bài viết)?|người (?:viết|đưa tin"
    r"|thực hiện|đăng)"
    r"|biên tập|cộng tác viên|phóng viên|(?:nhóm )?(?:pv|phóng viên)(?: thực hiện)?|ctv|by|bởi)"
)
_LABEL = later(rf"{_ROLE}(?:(?: ?(?:,|&|-|–|/|\+|và) ?| ){_ROLE}){{0,3}} ?(?:\([^()]{{0,20}}\) ?)?: *", re.IGNORECASE)
_LABEL_WITHOUT_COLON = later(rf"(?:tin|bài) ?(?:,|và|&|-) ?ảnh (?=[{CAPITALS}])|(?:by|bởi) (?=\w)", re.IGNORECASE)
_BETWEEN_NAMES = later(r" [-–—_|] ?| ?[-–—_|] | ?[,;&/+] ?| và ")
# A hyphen between whole names: in "Y-Blưng Niê" it is within one.
_HYPHEN = later(rf"(?<=\w\w)-(?=[{CAPITALS}][\w'’]* [{CAPITALS}])")
# No name goes on in lower case. Left out is what may be taken off or names several: "Lê Hà tổng hợp", "Ban biên tập".
_GOES_ON_SMALL = later(rf"(?!(?i:ban|nhóm|pv|ctv|bbt|btv|by|bởi) )[{CAPITALS}]\w* (?![vVtTlLsSſ])[^\W\d_{CAPITALS}]")
_ASIDE = later(
    r" ?\((?:t/h|th|tổng hợp|tổng thuật|st|sưu tầm|ctv|cộng tác viên|lược ghi|ghi|thực hiện|biên tập|giới thiệu|pv)\)"
    r"| (?:tổng hợp|lược ghi|thực hiện|sưu tầm|\(?t/h\)?)$",
    re.IGNORECASE,
)
_WORD = rf"[{CAPITALS}][\w'’]*(?:\.[{CAPITALS}]?[\w'’]*){{0,4}}"
_NAME = later(rf"{_WORD}(?:[ -]{_WORD}){{0,4}}")
_OPENS_WITH_NAME = later(rf"{_NAME.pattern}\.?(?= ?(?:$|[-–—_|,;&/+])| và )")
_IN_BRACKETS, _IN_BRACKETS_LAST = later(r" ?\([^()]*\)"), later(r" ?\([^()]*\)$")
_SEVERAL = later(
    r"(?:nhóm )?(?:pv|p\.v\.?|phóng viên|ctv|bbt|btv|nhóm tác giả)(?: [\w.]+,?){0,5}|ban biên tập(?: [\w-]+){0,6}",
    re.IGNORECASE,
)
_UNIT = later(
    rf"(?:{lexicon.any_of('unit_heads.txt')}|(?:tỉnh|thành|huyện|thị|quận|xã) (?:ủy|uỷ|đoàn)|vp|p\.|ubnd|hđnd"
    rf"|ubmttq|mttq|đoàn tncs"
    r"|đảng bộ|chi bộ|chi cục|cục|viện|tòa án|toà án|cổng|bqt|đoàn thanh niên|tổ chức cán bộ)(?!\w)",
    re.IGNORECASE,
)
# Trường Sơn and Trang Anh are pen names, Trường Chính trị and Trang tin are not.
# What a headline or a caption about a unit says and a unit's name does not.
_NO_UNIT = later(
    r"hội (?:nghị|thảo|thi|diễn|chợ)(?!\w)|báo (?:cáo|lỗi|xấu|giá|vi phạm)(?!\w)|(?:.{1,80} )?(?:đã|sẽ|được|đang"
    r"|đẩy mạnh"
    r"|triển khai|sơ kết|phát động|ký kết|trao|thăm|dự|ra mắt|tham gia|chọn lọc|tổng hợp|[-–,] ảnh \d+)(?!\w)",
    re.IGNORECASE,
)
# An office behind a name: "Thu Hà - Phó Trưởng Ban Tuyên giáo".
_OFFICE = later(
    r"(?:(?:quyền |nguyên )?(?:phó )?(?:trưởng|bí thư|chủ tịch|giám đốc|hiệu trưởng|chánh|tổng biên tập)|(?:ủy|uỷ) viên"
    r"|cán bộ|chuyên viên|giảng viên|giáo viên|phó tp|tp\.)(?!\w)",
    re.IGNORECASE,
)
_PAPER_LIKE = later(rf"TTXVN|VOV|VGP|{DOMAIN}|(?:báo|đài|tạp chí|cổng|trang|bản tin) ", re.IGNORECASE)
_AGENCIES = ("TTXVN", "VOV", "VGP")
_REPORTERS = ("CTV", "PV", "BTV", "P.V", "Phóng viên", "Cộng tác viên")
# So a caption speaks of somebody, no author of himself.
_ADDRESSED = later(r"(?:Ông|Bà|Anh|Chị|Đồng chí|Đ/c|Thầy|Cô) ")
# What may stand before a pen name and is no part of it.
_BEFORE_NAME = later(
    rf"(?:(?:{'|'.join(map(re.escape, _REPORTERS))})[.:]? |(?:(?:PGS|GS|TS|ThS|CN|KS|BS(?:CKI{{1,2}})?|NHS|ĐD|DS|Ths"
    rf"|Th\.S)\.? ?){{1,3}}"
    rf"(?:(?<=\.)|(?<= )))(?=[{CAPITALS}][\w'’.]{{1,30}}(?: |$))(?!(?:Báo|Đài|Tạp|Cổng|Thời|Điện)(?!\w))"
)
_NAME_LIKE_UNIT = later(rf"(?:Trường|Trang) [{CAPITALS}]\w*")
_SIGNED_SOURCE = later(
    r"(?:(?P<theo>theo|nguồn) ?:? )?(?P<names>[^()/|]{2,60}?) ?(?:\((?:t/h|tổng hợp|st|sưu tầm)\))? ?[,;|(/–-]? ?"
    r"(?P<says>(?<=[ (|,;/])(?:st |sưu tầm |tổng hợp )?(?:theo|nguồn|từ) ?:? |(?<=/)|(?<=- )|(?<=– )|(?<=\())"
    rf"(?P<source>TTXVN|VOV|VGP|{DOMAIN}|(?:báo|đài|tạp chí|cổng|trang|bản tin) [^()/]{{2,60}}"
    rf"|(?<=[: (])[^()/]{{2,60}})\)?",
    re.IGNORECASE,
)
# No syllable begins so: the letters of a union, a paper, an agency (LĐLĐ, SGGPO, TTXVN).
_LETTERS_OF_UNIT = later(r"(?!NGH|PV|CTV|BTV|BBT|KTV)[BCDĐGHKLMNPQRSTVX]{3}\w*(?!\w)")
_MOST_NAME_WORDS = 8
_MOST_UNIT_WORDS = 12
_STOPS = ".,;:?!"
# A line with more words than any unit's name has a label, an aside or a paper, or signs nothing.
_SIGNS_SOURCE = (":", "(", "/", "theo", "Theo", "nguồn", "Nguồn", "TTXVN")
_MAY_NAME_PAPER = later("/|theo|nguồn|từ|TTXVN|VOV|VGP", re.IGNORECASE)
_MOST_WORDS = 28
_LONGEST_WORD, _SHORTEST_NAME = 16, 2


@dataclass(frozen=True)
class Signature:
    """What a line that signs an article says."""

    names: tuple[str, ...] = ()
    """Who wrote it; a unit where no person is named."""
    source: Source = field(default_factory=Source)
    """The paper named in the same line."""
    labelled: bool = False
    """The line says itself that it signs: "Tin, ảnh: …"."""


def signature(text: str) -> Signature | None:
    """The signature a line is, if it is one; its place in the text is for the caller to judge.

    Pen names have no surname, so only place (after the last paragraph, beneath the title) and form tell: every part is
    one to five words, each with a capital.

    >>> signature("Tin, ảnh: Bá Tài").names, signature("Lê Hà (Theo TTXVN)").source.name
    (('Bá Tài',), 'TTXVN')
    >>> signature("Văn phòng Huyện ủy").names, signature("Hội nghị kết thúc.")
    (('Văn phòng Huyện ủy',), None)
    """
    spaces = text.count(" ")
    if len(text) > LONGEST or spaces > _MOST_WORDS:
        return None
    may_sign = any(sign in text for sign in _SIGNS_SOURCE)
    if not may_sign and (spaces > _MOST_UNIT_WORDS + 1 or (spaces > _MOST_NAME_WORDS and text[-1] in _STOPS)):
        return None
    if is_paper(text):
        return None
    together = _signed_source(text) if may_sign else None
    if together:
        return together
    bare = text.lstrip("([ ")
    labelled = _label(bare) is not None
    names = byline(text)
    unit = text.strip("()[] ")
    if not names and is_unit(unit):
        names = (unit,)
    return Signature(names, Source(), labelled) if names else None


def _signed_source(text: str) -> Signature | None:
    """A name and a paper in one line: "Lê Hà (Theo TTXVN)", "Theo Lê Hà/Báo Bản Mới"."""
    both = _SIGNED_SOURCE.fullmatch(text) if _MAY_NAME_PAPER.search(text) else None
    # A paper in brackets or behind a dash without a word is the author's own office.
    if not both or not (both["theo"] or both["says"] or "/" in text or both["source"] in _AGENCIES):
        return None
    names = byline(both["names"].rstrip(" ,;|"))
    if not names or any(map(is_unit, names)) or (both["theo"] and not _PAPER_LIKE.match(both["source"])):
        return None
    return Signature(names, Source(both["source"].strip()))


def byline(text: str) -> tuple[str, ...]:
    """The names in a line that signs an article; nothing when it is no such line.

    >>> byline("Việt Anh - Duy Tùng"), byline("Bài: Bá Tài - Ảnh: K'Sóc"), byline("(P.V)")
    (('Việt Anh', 'Duy Tùng'), ('Bá Tài', "K'Sóc"), ('P.V',))
    >>> byline("Hoài Thương - Ủy ban MTTQVN huyện Cẩm Mỹ"), byline("Tin, ảnh: Ban Tuyên giáo Huyện ủy")
    (('Hoài Thương',), ('Ban Tuyên giáo Huyện ủy',))
    >>> byline("Hội nghị kết thúc."), byline("Sơn La"), byline("Chính Trị")
    ((), (), ())
    """
    return () if ":" not in text and _GOES_ON_SMALL.match(text) else _names(text)


def _names(text: str) -> tuple[str, ...]:
    bare = _ASIDE.sub("", text).strip(" _*–—-").removesuffix("./.")
    if bare[:1] + bare[-1:] in ("()", "[]"):
        bare = bare[1:-1].strip()
    label = _label(bare)
    names = " - ".join(_LABEL.split(bare[label.end() :])) if label else bare
    if names.count(" ") > _MOST_NAME_WORDS + 4 or (not label and (names.endswith((",", ":", ";")) or "?" in names)):
        return ()
    if "(" in names:
        names = (_IN_BRACKETS if label else _IN_BRACKETS_LAST).sub("", names)
    names = _BEFORE_NAME.sub("", _HYPHEN.sub(" - ", names), count=1)
    if not label and not _OPENS_WITH_NAME.match(names) and not _SEVERAL.fullmatch(names):
        return ()
    parts = [
        part.strip(" .") if _ends_in_stop(part) else part.strip()
        for part in _BETWEEN_NAMES.split(names)
        if part.strip()
    ]
    if _SEVERAL.fullmatch(names):
        return (names,)
    people = [part for n, part in enumerate(parts) if not (is_unit(part) or (n and _OFFICE.match(part)))]
    if not people:
        return tuple(parts) if label and parts and names.count(" ") < _MOST_NAME_WORDS else ()
    if len(people) < len(parts) and (people != parts[: len(people)] or _ADDRESSED.match(names)):
        return ()
    alone = not label and len(parts) == 1
    return (
        tuple(dict.fromkeys(people))
        if all(_is_pen_name(part, alone=alone, labelled=bool(label)) for part in people)
        else ()
    )


def _label(text: str) -> re.Match[str] | None:
    """The words at the beginning that announce who signs."""
    return (_LABEL.match(text) if ":" in text else None) or _LABEL_WITHOUT_COLON.match(text)


def _ends_in_stop(part: str) -> bool:
    # "T.H." keeps its last stop, "Bá Tài." does not.
    return part.rstrip().endswith(".") and part.count(".") == 1


def _is_pen_name(part: str, *, alone: bool, labelled: bool) -> bool:
    if _SEVERAL.fullmatch(part):
        return True
    words = part.split()
    if len(part) < _SHORTEST_NAME or not _NAME.fullmatch(part) or max(map(len, words)) > _LONGEST_WORD:
        return False
    if labelled:
        return True
    if _is_place(part) or is_section(part) or is_page_words(part.lower()):
        return False
    return len(words) > 1 or not alone or "." in part or part.isupper()


@cache
def _places() -> frozenset[str]:
    return frozenset(
        comparison_key(name)
        for province in all_provinces()
        for name in (province.name, province.successor, *province.aliases)
    )


def _is_place(text: str) -> bool:
    return comparison_key(text) in _places()


def is_byline_label(text: str) -> bool:
    """Whether a line only announces who signs: the name stands in the next one.

    >>> is_byline_label("Tin, ảnh:")
    True
    """
    return bool(_LABEL.fullmatch(text))


def is_unit(text: str) -> bool:
    """Whether a short line names the office the author works in.

    >>> is_unit("Đảng ủy Khối CCQ tỉnh"), is_unit("Trường Sơn"), is_unit("Hội nghị kết thúc.")
    (True, False, False)
    """
    return (
        text[:1].isupper()
        and (text[-1].isalnum() or text[-1] == ")")
        and text.count(" ") < _MOST_UNIT_WORDS
        and bool(_UNIT.match(text) or (text[:3].isupper() and _LETTERS_OF_UNIT.match(text)))
        and not _NAME_LIKE_UNIT.fullmatch(text)
        and not _NO_UNIT.match(text)
        and not is_section(text)
    )


def has_degree(text: str) -> bool:
    """Whether a name stands behind a degree, as of a school's authors: "ThS. Lê Thu Hà".

    >>> has_degree("ThS. Lê Thu Hà"), has_degree("Đồng chí Lê Thu Hà")
    (True, False)
    """
    return text[0] in "TPGCKBNĐD" and not text.startswith(_REPORTERS) and bool(_BEFORE_NAME.match(text))
