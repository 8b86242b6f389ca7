"""What a build knows of the one before: whether anything has changed since, and what to leave for the next."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.addresses import RECORD, Address, dump_record
from generator.search import INDEX
from generator.settings import Settings
from generator.site.building import Written, restore
from generator.site.cache import BuildCache, KnownEdition, keys_in, pieces_of
from generator.site.ingredients import digest_of_docs, seal_of

_log = logging.getLogger("mkdocs.plugins.generator")


class Memory:
    """The cache of one build, and the state of the archive at its beginning."""

    def __init__(self, config: MkDocsConfig, settings: Settings) -> None:
        """Look at everything that can change the site, before any of it is read for the build."""
        self._docs = settings.docs
        self._site = Path(config.site_dir)
        self._state = digest_of_docs(settings.docs)
        self.seal = seal_of(config, settings)
        """Names all that can change a page besides the docs folder."""
        self.cache = BuildCache(settings.root)
        self._kept: set[bytes] = set()
        self._record = b""

    def restore(self) -> KnownEdition | None:
        """Write the site as an earlier build made it; None where something has changed since."""
        with suppress(OSError):
            self._record = (self._docs / RECORD).read_bytes()
        known = self.cache.edition(self._key(self._record))
        is_restored = known is not None and restore(known.outputs, self.cache, self._site)
        self.cache.close()
        if is_restored:
            return known
        # A part of an index would be taken for the whole.
        shutil.rmtree(self._site / INDEX, ignore_errors=True)
        return None

    def keep(self, written: Written) -> None:
        """Keep what was made for the first time."""
        self.cache.problem = self.cache.problem or written.problem
        self._kept.update(written.kept)
        for key, content in written.new:
            self.cache.put(key, content)

    def finish(
        self,
        made: tuple[Sequence[str], Sequence[str], Sequence[str]] | None,
        outputs: dict[str, bytes],
        others: Sequence[str],
        addresses: Mapping[str, Address] | None,
    ) -> None:
        """Remember the whole site, if nobody has changed the archive meanwhile; forget what no page of it needed.

        made: pages of articles, all other pages, and files that are none of the site's; None for a build with problems,
        which must be heard again. outputs: places and keys of the pages. others: places of further files that a build
        may write again without making them. addresses: the record as the build left it; None where it leaves it alone.
        """
        editions: dict[bytes, KnownEdition] = {}
        if made and digest_of_docs(self._docs) == self._state:
            for place in others:
                outputs[place] = b""
                for key, piece in pieces_of(place, self._site / place):
                    outputs[place] += key
                    self.cache.put(key, piece)
            state = self._key(self._record if addresses is None else dump_record(addresses).encode())
            editions[state] = KnownEdition(*made, {place: key.hex() for place, key in outputs.items()})
        self.cache.finish({*chain.from_iterable(map(keys_in, outputs.values())), *self._kept}, editions)
        if self.cache.problem:
            _log.info("%s", self.cache.problem)

    def _key(self, record: bytes) -> bytes:
        """Of all that a build can depend on; of the record of addresses, which a build writes, as it left it."""
        return self.seal + self._state + blake2b(record.replace(b"\r\n", b"\n"), digest_size=16).digest()
