"""What can change the built site, as digests: the code, its settings and templates, and the docs folder."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from types import FunctionType

from mkdocs.config.defaults import MkDocsConfig

from generator.addresses import RECORD
from generator.settings import Settings

_PACKAGE = Path(__file__).parent.parent
# Where things lie, who watches and how loud: none of it is on a page. Plugins are looked at one by one.
_NOT_ON_PAGES = frozenset(
    ["config_file_path", "docs_dir", "site_dir", "dev_addr", "watch", "strict", "plugins", "theme", "hooks"]
)
_DATE = b"build_date_utc"


def seal_of(config: MkDocsConfig, settings: Settings) -> bytes:
    """Names everything that can change a page of the site, but for the docs folder.

    That is this package's code, the versions of Python and of all that is installed, the settings as MkDocs has read
    them (with what environment and command line put there), the theme's own files, the page templates and
    the words of another language.
    """
    digest = blake2b(digest_size=16)
    theme = {name: config.theme[name] for name in config.theme}
    custom = config.theme.custom_dir
    date = ""
    for folder in (_PACKAGE, settings.templates, *([Path(custom)] if custom else [])):
        for path in _files_of(folder):
            data = path.read_bytes()
            if folder is not _PACKAGE and _DATE in data:
                date = datetime.now(UTC).date().isoformat()
            _add(digest, path.relative_to(folder).as_posix(), data)
    if settings.words.is_file():
        _add(digest, settings.words.name, settings.words.read_bytes())
    named = {name: value for name, value in config.items() if name not in _NOT_ON_PAGES}
    _add(digest, _plain([named, config.theme.name, theme, date, settings.sites]), b"")
    _add(digest, f"{sys.version} {sys.platform} {sorted(_installed())}", b"")
    return digest.digest()


def digest_of_docs(docs: Path) -> bytes:
    """Names all that lies in a docs folder, the copies of what was last generated included, but for the record of
    addresses.
    """
    digest = blake2b(digest_size=16)
    for path in _files_of(docs):
        name = path.relative_to(docs).as_posix()
        if name != RECORD:
            _add(digest, name, path.read_bytes())
    return digest.digest()


def _files_of(folder: Path) -> Iterable[Path]:
    """Its files at any depth, in order; without those whose name begins with a dot, and what Python compiled."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", ".cache"))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _installed() -> Iterable[str]:
    """Every installed package with its version, as the folders of their metadata are called."""
    for place in sys.path:
        if os.path.isdir(place):  # noqa: PTH112  # sys.path has all kinds of texts
            yield from (name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208


def _add(digest: blake2b, name: str, data: bytes) -> None:
    digest.update(f"{len(name)} {name} {len(data)}\n".encode("utf-8", "surrogatepass"))
    digest.update(data)


def _plain(value: object) -> str:
    """A text for a setting's value that is the same in the next run if the value is."""
    if isinstance(value, Mapping):
        items = sorted((str(key), _plain(each)) for key, each in value.items())
        return f"{{{', '.join(f'{key!r}: {each}' for key, each in items)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, FunctionType | type):
        return f"{value.__module__}.{value.__qualname__}"
    # What tells its place in memory is another in each run: then nothing is found in the cache, and nothing wrong.
    return f"{type(value).__name__} {value!r}"
