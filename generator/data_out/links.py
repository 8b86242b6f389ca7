"""The addresses that data and feeds name pages by."""

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urljoin
from uuid import UUID, uuid5

# Names the pages of sites that don't know where they will be: any fixed number serves.
_NAMESPACE = UUID("5b1f0a52-2c67-4d5e-9e0b-7a4f3f1f6d10")


@dataclass(frozen=True)
class SiteLinks:
    """Where a site is, as far as that is known, and how its pages are addressed."""

    url: str = ""
    """Its home, with a slash at the end; empty where mkdocs.yml does not say."""
    directory_urls: bool = True
    """Whether pages are called articles/a/, not articles/a.html."""
    name: str = ""
    """What the site is called."""

    def below_home(self, path: str) -> str:
        """The address of a page, relative to the site's home; of any other file as well.

        >>> SiteLinks().below_home("persons/a.md"), SiteLinks().below_home("index.md"), SiteLinks().below_home("a.csv")
        ('persons/a/', '', 'a.csv')
        >>> SiteLinks(directory_urls=False).below_home("persons/a.md")
        'persons/a.html'
        """
        if not path.endswith(".md"):
            return quote(path)
        folder, name = posixpath.split(path)
        stem = name.removesuffix(".md")
        if stem in ("index", "README"):
            place = f"{folder}/" if folder else ""
            return quote(place if self.directory_urls else f"{place}index.html")
        return quote(posixpath.join(folder, f"{stem}/" if self.directory_urls else f"{stem}.html"))

    def address(self, path: str) -> str:
        """The whole address; relative to the home where nobody knows where that is."""
        return urljoin(self.url, self.below_home(path)) if self.url else self.below_home(path)

    def from_file(self, place: str, path: str) -> str:
        """The address of a page for a file of the site, which may be anywhere: whole, or the way from there.

        >>> SiteLinks().from_file("persons/a/feed.xml", "articles/b.md"), SiteLinks().from_file("feed.xml", "index.md")
        ('../../articles/b/', './')
        >>> SiteLinks("https://example.org/x/").from_file("feed.xml", "articles/b.md")
        'https://example.org/x/articles/b/'
        """
        return self.address(path) if self.url else "../" * place.count("/") + self.below_home(path) or "./"

    def identity(self, path: str) -> str:
        """An IRI that names a page for good: its address, or a number made of its path and the site's name.

        >>> SiteLinks(name="Kho").identity("articles/a.md")
        'urn:uuid:daf0dc25-75d6-5a56-8e02-70be1298c964'
        """
        return self.address(path) if self.url else uuid5(_NAMESPACE, f"{self.name}\n{path}").urn
