"""What stands under an article, or beneath its title: who signs it, and the paper it is taken from."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import urlsplit

from generator import lexicon
from generator.clean.junk import is_page_words, is_section
from generator.model import Source
from generator.provinces import all_provinces
from generator.vietnamese import CAPITALS, comparison_key

_ROLE = (
    r"(?:tin|bài(?: viết)?|ảnh|clip|video|thực hiện|trình bày|đồ họa|tác giả(?: bài viết)?|người (?:viết|đưa tin"
    r"|thực hiện)"
    r"|biên tập|cộng tác viên|phóng viên|(?:nhóm )?(?:pv|phóng viên)(?: thực hiện)?|ctv|by|bởi)"
)
_LABEL = re.compile(
    rf"{_ROLE}(?:(?: ?(?:,|&|-|–|/|\+|và) ?| ){_ROLE}){{0,3}} ?(?:\([^()]{{0,20}}\) ?)?: *", re.IGNORECASE
)
_LABEL_WITHOUT_COLON = re.compile(rf"(?:tin|bài) ?(?:,|và|&|-) ?ảnh (?=[{CAPITALS}])|by (?=\w)", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s+[-–—_|]\s*|\s*[-–—_|]\s+|\s*[,;&/+]\s*|\s+và\s+")
# A hyphen between whole names: in "Y-Blưng Niê" it is within one.
_HYPHEN = re.compile(rf"(?<=\w\w)-(?=[{CAPITALS}][\w'’]* [{CAPITALS}])")
_ASIDE = re.compile(
    r" ?\((?:t/h|th|tổng hợp|tổng thuật|st|sưu tầm|ctv|cộng tác viên|lược ghi|ghi|thực hiện|biên tập|giới thiệu|pv)\)"
    r"| (?:tổng hợp|lược ghi|thực hiện|sưu tầm|\(?t/h\)?)$",
    re.IGNORECASE,
)
_WORD = rf"[{CAPITALS}][\w'’]*(?:\.[{CAPITALS}]?[\w'’]*){{0,4}}"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{0,4}}")
_SEVERAL = re.compile(
    r"(?:nhóm )?(?:pv|p\.v\.?|phóng viên|ctv|bbt|btv|nhóm tác giả)(?: [\w.]+,?){0,5}|ban biên tập(?: [\w-]+){0,6}",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"(?:{lexicon.any_of('unit_heads.txt')}|(?:tỉnh|thành|huyện|thị|quận|xã) (?:ủy|uỷ|đoàn)|vp|p\.|ubnd|hđnd"
    rf"|ubmttq|mttq|đoàn tncs"
    r"|đảng bộ|chi bộ|chi cục|cục|viện|tòa án|toà án|cổng|bqt|đoàn thanh niên|tổ chức cán bộ)(?!\w)",
    re.IGNORECASE,
)
# Trường Sơn and Trang Anh are pen names, Trường Chính trị and Trang tin are not.
_NAME_LIKE_UNIT = re.compile(rf"(?:Trường|Trang) [{CAPITALS}]\w*")
_SOURCE = re.compile(
    r"[(\[]?\s*(?:(?:nguồn|nguồn tin|nguồn bài viết|nguồn bài|xem bài gốc|link gốc)\s*:\s*"
    r"|(?P<after>theo)\s*:?\s+)(?P<name>[^()\[\]]{2,110}?)\s*[)\]]?"
    r"|nguồn\s+(?P<paper>[^:()]{2,40}):\s*(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[(\[](?:TTXVN|VOV|VTV|VGP|TTXVN/[\w+. ]{2,20}|[\w-]+\.(?:vn|com|net|org)(?:\.vn)?)[)\]]")
_SIGNED_SOURCE = re.compile(
    r"(?P<names>[^()]{2,60}?)\s*(?:[(/–-]\s*)(?P<source>(?:theo|nguồn)[ :][^()]{2,60}\)?|TTXVN\)?)", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
# No syllable begins so: the letters of a union, a paper, an agency (LĐLĐ, SGGPO, TTXVN).
_LETTERS_OF_UNIT = re.compile(r"(?!NGH|PV|CTV|BTV|BBT|KTV)[BCDĐGHKLMNPQRSTVX]{3,}\w*(?!\w)")
_MOST_NAME_WORDS = 8
_MOST_UNIT_WORDS = 12
# A line with more words than any unit's name has a label, an aside or a paper, or signs nothing.
_MAY_SIGN = re.compile("[:(]|[Tt]heo|[Nn]guồn|TTXVN")
_MOST_WORDS = 28
_MOST_SOURCE_WORDS = 14
_NO_PAPER = ("sưu tầm", "tổng hợp", "internet")
_LONGEST_WORD = 16
_LONGEST_SIGNATURE = 160


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
    return _signature(text) if len(text) <= _LONGEST_SIGNATURE and text.count(" ") <= _MOST_WORDS else None


# A line is asked for in the search for the title, for the end and for who signs.
@lru_cache(maxsize=128)
def _signature(text: str) -> Signature | None:
    if text.count(" ") > _MOST_UNIT_WORDS + 1 and not _MAY_SIGN.search(text):
        return None
    both = _SIGNED_SOURCE.fullmatch(text)
    if both and byline(both["names"]):
        inner = both["source"].rstrip(")")
        return Signature(byline(both["names"]), source(inner) if source(inner).name else Source(inner))
    labelled = bool(_LABEL.match(text) or _LABEL_WITHOUT_COLON.match(text))
    names = byline(text)
    unit = text.strip("() ")
    if not names and is_unit(unit):
        names = (unit,)
    return Signature(names, Source(), labelled) if names else None


def byline(text: str) -> tuple[str, ...]:
    """The names in a line that signs an article; nothing when it is no such line.

    >>> byline("Việt Anh - Duy Tùng"), byline("Bài: Bá Tài - Ảnh: K'Sóc"), byline("(P.V)")
    (('Việt Anh', 'Duy Tùng'), ('Bá Tài', "K'Sóc"), ('P.V',))
    >>> byline("Hoài Thương - Ủy ban MTTQVN huyện Cẩm Mỹ"), byline("Tin, ảnh: Ban Tuyên giáo Huyện ủy")
    (('Hoài Thương',), ('Ban Tuyên giáo Huyện ủy',))
    >>> byline("Hội nghị kết thúc."), byline("Sơn La"), byline("Chính Trị")
    ((), (), ())
    """
    bare = _ASIDE.sub("", text).strip(" _*–—-").removesuffix("./.")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    label = _LABEL.match(bare) or _LABEL_WITHOUT_COLON.match(bare)
    names = " - ".join(_LABEL.split(bare[label.end() :])) if label else bare
    if names.count(" ") > _MOST_NAME_WORDS + 4 or (not label and (names.endswith((",", ":", ";")) or "?" in names)):
        return ()
    names = re.sub(r" ?\([^()]*\)", "", names) if label else re.sub(r" ?\([^()]*\)$", "", names)
    names = _HYPHEN.sub(" - ", names)
    parts = [
        part.strip(" .") if _ends_in_stop(part) else part.strip()
        for part in _BETWEEN_NAMES.split(names)
        if part.strip()
    ]
    if _SEVERAL.fullmatch(names):
        return (names,)
    people = [part for part in parts if not is_unit(part)]
    if not people:
        return tuple(parts) if label and parts and names.count(" ") < _MOST_NAME_WORDS else ()
    if len(people) < len(parts) and people != parts[: len(people)]:
        return ()
    alone = not label and len(parts) == 1
    return (
        tuple(dict.fromkeys(people))
        if all(_is_pen_name(part, alone=alone, labelled=bool(label)) for part in people)
        else ()
    )


def _ends_in_stop(part: str) -> bool:
    # "T.H." keeps its last stop, "Bá Tài." does not.
    return part.rstrip().endswith(".") and part.count(".") == 1


def _is_pen_name(part: str, *, alone: bool, labelled: bool) -> bool:
    if _SEVERAL.fullmatch(part):
        return True
    words = part.split()
    if not _NAME.fullmatch(part) or max(map(len, words)) > _LONGEST_WORD:
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
        bool(_UNIT.match(text) or _LETTERS_OF_UNIT.match(text))
        and not _NAME_LIKE_UNIT.fullmatch(text)
        and text.count(" ") < _MOST_UNIT_WORDS
        and text[0].isupper()
        and (text[-1].isalnum() or text[-1] == ")")
        and not is_section(text)
    )


def source(text: str) -> Source:
    """The paper a line names as the article's source; an empty one when it names none.

    >>> source("Nguồn: Nhân dân điện tử").name, source("(Theo TTXVN)").name, source("(TTXVN/Vietnam+)").name
    ('Nhân dân điện tử', 'TTXVN', 'TTXVN/Vietnam+')
    >>> source("Theo báo cáo của Ban Tổ chức, năm qua có nhiều kết quả.").name, source("Theo dõi chúng tôi").name
    ('', '')
    """
    if len(text) > _LONGEST_SIGNATURE:
        return Source()
    match = _SOURCE.fullmatch(text)
    if not match:
        return Source(text[1:-1]) if _AGENCY.fullmatch(text) else Source()
    if match["url"]:
        return Source(match["paper"], match["url"])
    name = match["name"]
    theo = not match["after"] or _may_follow_theo(name, bracketed=text[0] in "([")
    if not theo or name.endswith((".", ":")) or name.count(" ") >= _MOST_SOURCE_WORDS or name.lower() in _NO_PAPER:
        return Source()
    address = _ADDRESS.search(name)
    url = address[0] if address else ""
    bare = _ADDRESS.sub("", name).strip(" -–,:") if address else name
    return Source(bare or urlsplit(url).netloc or url, url)


def _may_follow_theo(name: str, *, bracketed: bool) -> bool:
    """Whether "Theo …" is a source and not an opening: a name, which ends no sentence and has no clause."""
    return (name[0].isupper() or bool(re.match(r"[\w-]+\.\w", name)) or (bracketed and name.startswith("báo "))) and (
        bracketed or (name.count(" ") < _MOST_NAME_WORDS and "," not in name)
    )
