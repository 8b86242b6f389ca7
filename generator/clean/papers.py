"""The paper, agency or site that a line names as an article's source."""

import re
from urllib.parse import urlsplit

from generator.model import Source
from generator.patterns import later
from generator.vietnamese import CAPITALS

LONGEST = 160
"""Characters of a line that signs an article or names its source."""
DOMAIN = r"(?:www\.)?[\w-]+(?:\.[\w-]+){0,2}\.(?:vn|com|net|org)"
"""A pattern for the name of a site."""
_SOURCE = later(
    r"[(\[]? ?(?:(?:(?:trích |dẫn )?nguồn(?: tin| bài(?: viết)?| trích(?: dẫn)?| dẫn)?|(?:xem )?bài gốc|link gốc)"
    r"(?: ?: ?(?:theo )?| [-–] | (?=(?:báo|đài|tạp chí|cổng|trang|ttxvn|vov|vtv)(?!\w)|[\w-]+\.\w))"
    r"|(?P<after>theo) ?:? )(?P<name>[^()\[\]]{2,110}?) ?[)\]]?"
    r"|nguồn (?P<paper>[^:()]{2,40}): ?(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_AGENCY = later(rf"[(\[]?(?:TTXVN|VOV|VTV|VGP|TTXVN/[\w+. ]{{2,20}}|{DOMAIN})[)\]]?")
_PAPER = later(
    rf"(?:Báo|BÁO|Tạp chí|TẠP CHÍ|Cổng TTĐT|Cổng [Tt]hông tin điện tử|Trang TTĐT|Trang thông tin điện tử)"
    rf" [{CAPITALS}][^,.:;|–-]{{1,60}}"
)
_ADDRESS = later(r"https?://\S+|www\.\S+")
_MOST_NAME_WORDS = 8
_MOST_SOURCE_WORDS = 14
_NO_PAPER = ("sưu tầm", "tổng hợp", "internet")
_LONGEST_PAPER = 70
_PAPER_IN_SENTENCE = later(rf"báo (?:điện tử )?[{CAPITALS}]")


def source(text: str) -> Source:
    """The paper a line names as the article's source; an empty one when it names none.

    >>> source("Nguồn: Nhân dân điện tử").name, source("(Theo TTXVN)").name, source("(TTXVN/Vietnam+)").name
    ('Nhân dân điện tử', 'TTXVN', 'TTXVN/Vietnam+')
    >>> source("Theo báo cáo của Ban Tổ chức, năm qua có nhiều kết quả.").name, source("Theo dõi chúng tôi").name
    ('', '')
    """
    if len(text) > LONGEST:
        return Source()
    match = _SOURCE.fullmatch(text)
    if not match:
        return Source(text.strip("()[]")) if is_paper(text) else Source()
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


def is_paper(text: str) -> bool:
    """Whether a line is the name of a paper, an agency or a site, and nothing else.

    >>> is_paper("Báo Bản Mới"), is_paper("(TTXVN)"), is_paper("Báo Bản Mới đưa tin."), is_paper("Thu Hà")
    (True, True, False, False)
    """
    return len(text) <= _LONGEST_PAPER and bool(_AGENCY.fullmatch(text) or _PAPER.fullmatch(text))


def _may_follow_theo(name: str, *, bracketed: bool) -> bool:
    """Whether "Theo …" is a source and not an opening: a name, which ends no sentence and has no clause."""
    return (name[0].isupper() or bool(re.match(r"[\w-]+\.\w", name)) or bool(_PAPER_IN_SENTENCE.match(name))) and (
        bracketed or (name.count(" ") < _MOST_NAME_WORDS and "," not in name)
    )
