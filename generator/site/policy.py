"""What a page may load and run, its Content-Security-Policy. Each page says it itself: static hosts send no headers.

Said in a page, a policy can't forbid other sites to frame it (`frame-ancestors`): that takes a header.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from generator.settings import Settings

_HOST = re.compile(r"[a-z0-9._-]+")


def content_policy(config: MkDocsConfig, settings: Settings) -> str:
    """The policy of every page.

    All comes from the site itself, and scripts make no HTML of text. What mkdocs.yml names on other hosts was asked
    for: the search asks sister sites there, the page of an unknown address the front site of an archive in parts, and
    `extra_css` and `extra_javascript` are fetched.
    """
    fetched = [*(site.url for site in settings.sites), str(config.extra.get("places") or "")]
    scripts = [str(script) for script in config.extra_javascript]
    directives = [
        "default-src 'none'",
        f"script-src {_sources(scripts)}",
        f"style-src {_sources(config.extra_css)}",
        "img-src 'self'",
        "font-src 'self'",
        f"connect-src {_sources(fetched)}",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
    if not scripts:
        # Of scripts that people add nobody knows what they make.
        directives.append("require-trusted-types-for 'script'")
    return "; ".join(directives)


def origin(address: str) -> str:
    """The host of an address as a policy names it; empty where the address is relative, or no policy can name it.

    >>> origin("https://Example.org:8443/2023/"), origin("https://báo.vn/"), origin("//example.org/a.js")
    ('https://example.org:8443', 'https://xn--bo-mia.vn', 'example.org')
    >>> origin("../2023/"), origin("https://a;script-src *"), origin("http://[::1]:8000/")
    ('', '', '')
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    scheme = f"{parts.scheme}://" if parts.scheme else ""
    return f"{scheme}{host}{port}" if _HOST.fullmatch(host) and parts.scheme in ("http", "https", "") else ""


def _sources(addresses: Iterable[str]) -> str:
    """The site itself, and the hosts of addresses, each once."""
    return " ".join(dict.fromkeys(["'self'", *filter(None, map(origin, addresses))]))
