"""What stands under an article: who signs it, and the paper it is taken from."""

import re

from generator import lexicon
from generator.model import Source
from generator.vietnamese import CAPITALS

_LABEL = re.compile(
    r"(?:(?:tin|bài|ảnh|tin bài|thực hiện|tác giả|người viết|nhóm (?:pv|phóng viên))"
    r"(?:\s*(?:,|và|&|-)\s*(?:tin|bài|ảnh))?)\s*:\s*",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s+[-–—]\s+|\s*[,;&/]\s*|\s+và\s+")
_INITIALS = rf"(?:[A-ZĐ]\.\s?){{1,3}}[{CAPITALS}]?\w*"
_PEN_NAME = re.compile(rf"(?:{_INITIALS}|PV|CTV|[{CAPITALS}]\w*(?:\s+[^\W\d_]\w*){{0,3}})\.?")
_UNIT = re.compile(rf"(?:{lexicon.any_of('unit_heads.txt')})\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"\(?\s*(?:(?:nguồn|nguồn tin)\s*:\s*|theo\s+)(?P<name>[^()]{2,80}?)\s*\)?"
    r"|nguồn\s+(?P<paper>[^:()]{2,40}):\s*(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+")
_MOST_NAME_WORDS = 8


def byline(text: str) -> tuple[str, ...]:
    """The names in a line that signs an article; nothing when it is no such line.

    Pen names have no surname, so only place (after the last paragraph) and form tell: every part is one to
    four words, each with a capital.

    >>> byline("Việt Anh - Duy Tùng"), byline("Tin, ảnh: Bá Tài")
    (('Việt Anh', 'Duy Tùng'), ('Bá Tài',))
    >>> byline("Hoài Thương - Ủy ban MTTQVN huyện Cẩm Mỹ")
    ('Hoài Thương',)
    >>> byline("Hội nghị kết thúc.")
    ()
    """
    label = _LABEL.match(text)
    names = text[label.end() :] if label else text
    if names.count(" ") + 1 > _MOST_NAME_WORDS + 4 or (not label and names.endswith(".")):
        return ()
    parts = [part.strip() for part in _BETWEEN_NAMES.split(names) if part.strip()]
    people = [part for part in parts if not _UNIT.match(part)]
    if not people or (len(people) < len(parts) and people != parts[: len(people)]):
        return ()
    return tuple(people) if all(_is_pen_name(part, alone=not label and len(parts) == 1) for part in people) else ()


def _is_pen_name(part: str, *, alone: bool) -> bool:
    words = part.split()
    capitals = all(word[0].isupper() for word in words)
    return (
        bool(_PEN_NAME.fullmatch(part)) and capitals and (len(words) > 1 or not alone or "." in part or part.isupper())
    )


def is_byline_label(text: str) -> bool:
    """Whether a line only announces who signs: the name stands in the next one.

    >>> is_byline_label("Tin, ảnh:")
    True
    """
    return bool(_LABEL.fullmatch(text))


def is_unit(text: str) -> bool:
    """Whether a short line names the office the author works in.

    >>> is_unit("Đảng ủy Khối CCQ tỉnh"), is_unit("Hội nghị kết thúc.")
    (True, False)
    """
    return bool(_UNIT.match(text)) and text.count(" ") < _MOST_NAME_WORDS and text[-1].isalnum()


def source(text: str) -> Source:
    """The paper a line names as the article's source; an empty one when it names none.

    >>> source("Nguồn: Nhân dân điện tử").name, source("(Theo TTXVN)").name
    ('Nhân dân điện tử', 'TTXVN')
    >>> source("Theo báo cáo của Ban Tổ chức, năm qua có nhiều kết quả.").name
    ''
    """
    match = _SOURCE.fullmatch(text)
    if match and match["url"]:
        return Source(match["paper"], match["url"])
    if not match or match["name"].endswith(".") or match["name"].count(" ") >= _MOST_NAME_WORDS:
        return Source()
    address = _ADDRESS.search(match["name"])
    name = _ADDRESS.sub("", match["name"]).strip(" -–,") if address else match["name"]
    return Source(name, address[0] if address else "")
