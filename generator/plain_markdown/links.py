"""Links from a page to other pages of the archive."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from generator.plain_markdown.form import NotPlainError

UrlOf = Callable[[str], str | None]
"""The address of a page from the site's root, percent-encoded, by its path in the docs folder; None for no page."""

_NOT_IN_URL = re.compile(r"[^A-Za-z0-9_/.~%:@!$'()*+,;=-]")


class Links:
    """The links of one page. Raises NotPlainError for a page that has no address."""

    def __init__(self, path: str, url_of: UrlOf) -> None:
        self._folder = path.rpartition("/")[0]
        self._url_of = url_of
        self._hrefs: dict[str, str] = {}
        own_url = self._url(path)
        folder, _, name = own_url.rpartition("/")
        self._here = _parts(folder if "." in name else own_url)

    def href(self, page: str, anchor: str | None) -> str:
        """The address, relative to this page, of a page that a link leads to as it is written."""
        written = f"{page}#{anchor}" if anchor else page
        href = self._hrefs.get(written)
        if href is None:
            href = self._relative(self._url(self._path(page))) + (f"#{anchor}" if anchor else "")
            self._hrefs[written] = href
        return href

    def _path(self, page: str) -> str:
        if "%" in page:
            return posixpath.normpath(posixpath.join(self._folder, unquote(page)).lstrip("/"))
        folder = self._folder
        while page.startswith("../"):
            if not folder:
                raise NotPlainError
            folder, page = folder.rpartition("/")[0], page[3:]
        return f"{folder}/{page}" if folder else page

    def _url(self, path: str) -> str:
        url = self._url_of(path)
        if url is None or _NOT_IN_URL.search(url):
            raise NotPlainError
        return url

    def _relative(self, url: str) -> str:
        there = _parts(url)
        shared = 0
        for one, other in zip(self._here, there, strict=False):
            if one != other:
                break
            shared += 1
        way = "/".join([".."] * (len(self._here) - shared) + there[shared:]) or "."
        return f"{way}/" if url.endswith("/") else way


def _parts(url: str) -> list[str]:
    """The folders of an address."""
    whole = url.removesuffix("/")
    if not whole or "//" in url or url.startswith((".", "/")) or "/." in url:
        return [part for part in posixpath.normpath(f"/{url}").split("/") if part]
    return whole.split("/")
