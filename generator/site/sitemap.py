"""The site map of a site with more pages than one file may list."""

import gzip
from html import escape
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin

MOST = 50_000
"""So many addresses a site map holds at most (sitemaps.org); of 50 MB, which it may have too, they fill a sixth."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def split_sitemap(site: Path, site_url: str, most: int = MOST) -> None:
    """Make of a site map that is too long several, and an index of them in its place. site: the site's folder."""
    whole = site / "sitemap.xml"
    if not whole.is_file() or (text := whole.read_text("utf-8")).count("<url>") <= most:
        return
    entries = (f"<url>{each.partition('</url>')[0]}</url>" for each in text.split("<url>")[1:])
    names: list[str] = []
    while some := list(islice(entries, most)):
        names.append(f"sitemap-{len(names) + 1}.xml")
        _write(site / names[-1], "urlset", some)
    index = [f"<sitemap><loc>{escape(urljoin(site_url, name))}</loc></sitemap>" for name in names]
    _write(whole, "sitemapindex", index)
    # Beside it lies the same packed.
    whole.with_name("sitemap.xml.gz").write_bytes(gzip.compress(whole.read_bytes(), mtime=0))


def _write(file: Path, kind: str, lines: list[str]) -> None:
    text = _HEAD.format(kind=kind) + "\n".join(lines) + f"\n</{kind}>\n"
    file.write_text(text, encoding="utf-8", newline="\n")
