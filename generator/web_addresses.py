"""Addresses on the web: which of them lead to one page, and at which of them a paper is."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from generator.vietnamese import fold

# What is added to an address to see where readers come from; no server makes another page of it.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|zarsrc|_ga)(?:=|$)", re.IGNORECASE
)
_SAME_SITE = re.compile(r"(?:www|m)\.(?=[^.]+\.)")
_USUAL_PORTS = frozenset(["80", "443"])
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def page_at(address: str) -> str:
    """What all addresses of one page have in common; empty for what is no address, and for the front page of a site,
    which is no article's.

    >>> page_at("https://m.baosonla.vn/tin/a-1.html?utm_source=zalo#b") == page_at("http://www.baosonla.vn/tin/a-1.html/")
    True
    >>> page_at("https://a.vn/?id=7"), page_at("https://a.vn/?id=8&fbclid=x"), page_at("https://a.vn/")
    ('a.vn?id=7', 'a.vn?id=8', '')
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    path = parts.path.rstrip("/")
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    # Some sites tell their pages apart behind the sign.
    place = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    if not (path or query or place.strip("!/")):
        return ""
    host = site_at(address) + (f":{port}" if port and str(port) not in _USUAL_PORTS else "")
    return host + path + (f"?{query}" if query else "") + (f"#{place}" if place else "")


@lru_cache(maxsize=1 << 12)
def site_at(address: str) -> str:
    """The host of an address, without what only says how it is read; empty where it has none.

    >>> site_at("https://www.baonghean.vn/a"), site_at("https://m.vn/a"), site_at("baonghean.vn")
    ('baonghean.vn', 'm.vn', '')
    """
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    same = _SAME_SITE.match(host)
    return host[same.end() :] if same else host


def site_of_paper(name: str, sites: frozenset[str]) -> str:
    """The site of a paper, by its name; empty unless exactly one of the sites bears it.

    >>> site_of_paper("Báo Nghệ An", frozenset(["nghean.gov.vn", "baonghean.vn", "nhandan.vn"]))
    'baonghean.vn'
    >>> site_of_paper("Nhân Dân điện tử", frozenset(["baonghean.vn", "nhandan.vn"]))
    'nhandan.vn'
    >>> site_of_paper("Nghệ An", frozenset(["congannghean.vn"]))
    ''
    """
    if name.strip().lower() in sites:
        return name.strip().lower()
    words = _WORD.findall(re.sub(r"\b(?:dien tu|online)\b", " ", fold(name)))
    # Báo Nhân Dân is at nhandan.vn; what a province's portal bears is the province's name, and no paper's.
    ways = [("".join(words), sites)]
    if words[:1] == ["bao"]:
        ways.append(("".join(words[1:]), frozenset(site for site in sites if not site.endswith(".gov.vn"))))
    for letters, among in ways:
        bearing = [site for site in among if letters and letters in site.split(".")[:-1]]
        if bearing:
            return bearing[0] if len(bearing) == 1 else ""
    return ""
