"""One page of the archive as a file of the site: its Markdown as HTML, in the theme's frame."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import blake2b
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.citing import AddressOf, Metadata
from generator.identifiers import heading_anchor
from generator.plain_markdown import Heading, render_plain
from generator.site.captions import captions_as_figures
from generator.site.edition import Edition, Source
from generator.site.files import LEFT_OUT, canonical_url, url_of
from generator.site.fingerprint import Fingerprints
from generator.site.long_words import with_breaks

_PLAIN_EXTENSIONS = frozenset(["attr_list", "fenced_code", "md_in_html", "tables", "toc"])
_PLAIN_TABLES = {"use_align_attribute": True}
_PLAIN_CONTENTS = {"slugify": heading_anchor, "permalink": False}


@dataclass(frozen=True, eq=False)
class PreparedPage:
    """A page that is ready to be rendered."""

    path: str
    """Below the docs folder."""
    source: Source
    """What it is made of."""
    seal: bytes
    """Names all that can change it besides its source."""
    fingerprints: Fingerprints
    """Of what pages are made of."""
    address_of: AddressOf
    """Gives the whole address of a page."""

    @cached_property
    def made_of(self) -> bytes | None:
        """Names what the page is made of; None where nothing less than its Markdown tells."""
        content = self.fingerprints.of((self.source.content, self.source.metadata))
        return self._key(self.source.front_matter, content.hex()) if content else None

    @cached_property
    def metadata(self) -> Metadata:
        """What stands in its frame."""
        return self.source.metadata(self.address_of)

    @cached_property
    def key(self) -> bytes:
        """Names its HTML: pages of one key are the same, byte for byte."""
        return self._key(self.source.front_matter, self.source.markdown, repr(self.metadata))

    def _key(self, *parts: str) -> bytes:
        digest = blake2b(self.seal, digest_size=16)
        for part in (self.path, *parts):
            digest.update(f"{len(part)} {part}\n".encode("utf-8", "surrogatepass"))
        return digest.digest()


class Renderer:
    """Renders the pages of one edition as MkDocs would. May be asked from several threads, one at a time is served."""

    def __init__(
        self, edition: Edition, config: MkDocsConfig, *, files: Files, nav: Navigation, env: Environment, seal: bytes
    ) -> None:
        """Render with these; `seal` names all that can change a page besides its source."""
        self._edition = edition
        self._config = config
        self._files = files
        self._nav = nav
        self._env = env
        self._seal = seal
        self._fingerprints = Fingerprints()
        self._address_of = partial(canonical_url, config)
        # What MkDocs gives to a template as `pages`: the same for all.
        self._listed: Sequence[File] = files.documentation_pages()
        self._is_plain = _knows_only_plain_extensions(config)
        self._url_of = lru_cache(maxsize=1 << 14)(self._find_url)
        self._lock = threading.Lock()

    def prepare(self, path: str) -> PreparedPage:
        """A page before it is rendered. Raises KeyError where the archive has no such page."""
        return PreparedPage(path, self._edition.source(path), self._seal, self._fingerprints, self._address_of)

    def render(self, prepared: PreparedPage) -> bytes:
        """The page as HTML."""
        with self._lock:
            file = self._files.get_file_from_path(prepared.path)
            if file is None:
                raise KeyError(prepared.path)
            in_navigation = file.page
            page = in_navigation or Page(None, file, self._config)
            try:
                page.meta, page.markdown = dict(prepared.source.meta()), prepared.source.markdown
                self._convert(page)
                if prepared.path in self._edition.articles:
                    page.content = captions_as_figures(page.content or "")
                page.content = with_breaks(page.content or "")
                return self._framed(page, prepared.metadata)
            finally:
                # Tens of thousands of pages would fill the memory.
                page.markdown = page.content = None
                file.page = in_navigation

    def _convert(self, page: Page) -> None:
        """Markdown to HTML: what is plain and surely the same without the engine."""
        plain = render_plain(page.markdown or "", page.file.src_uri, self._url_of) if self._is_plain else None
        if not plain:
            page.render(self._config, self._files)
            return
        page.content = plain.content
        page.toc = get_toc([_token(heading) for heading in plain.contents])
        if plain.title and not page.meta.get("title"):
            page.title = plain.title

    def _find_url(self, path: str) -> str | None:
        if path in self._edition:
            return url_of(path, directory_urls=self._config.use_directory_urls)
        file = self._files.get_file_from_path(path)
        return file.url if file and file.inclusion not in LEFT_OUT else None

    def _framed(self, page: Page, metadata: Metadata) -> bytes:
        page.active = True
        try:
            context: dict[str, Any] = {**get_context(self._nav, self._listed, self._config, page)}
            context["metadata"] = metadata
            template = self._env.get_template(page.meta.get("template", "main.html"))
            return template.render(context).encode("utf-8", "xmlcharrefreplace")
        finally:
            page.active = False


def _token(heading: Heading) -> Any:
    """A heading as Python-Markdown tells MkDocs of one."""
    children = [_token(child) for child in heading.children]
    return {"level": heading.level, "id": heading.id, "name": heading.title, "children": children}


def _knows_only_plain_extensions(config: MkDocsConfig) -> bool:
    """Whether the extensions in mkdocs.yml make of the plain form what `plain_markdown` makes of it."""
    toc = {"slugify": heading_anchor, "permalink": False, **config.mdx_configs.get("toc", {})}
    return (
        set(config.markdown_extensions) <= _PLAIN_EXTENSIONS
        and {name: value for name, value in toc.items() if name != "title"} == _PLAIN_CONTENTS
        and config.mdx_configs.get("tables") == _PLAIN_TABLES
        and not config.mdx_configs.keys() - {"tables", "toc"}
    )
