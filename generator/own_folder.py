"""A folder whose files are all ours, made again and again: what is written, what is left, what is in the way."""

from contextlib import suppress
from pathlib import Path

from generator.errors import GeneratorError


class OwnFolder:
    """A folder that a command writes whole. A file in it, the marker, lists what the command wrote.

    What an earlier run wrote and this one doesn't is deleted; anything else in the folder is left alone.
    """

    def __init__(self, folder: Path, marker: str, docs: Path, verb: str) -> None:
        """The folder may be missing, empty or made by an earlier run. Raises GeneratorError for any other.

        marker: the name of the list; docs: the archive's, where no such folder may lie; verb: the command's name.
        """
        if folder.resolve().is_relative_to(docs.resolve()):
            raise GeneratorError(f"{folder}: lies in the docs folder; {verb} to a folder outside it")
        if folder.exists() and not folder.is_dir():
            raise GeneratorError(f"{folder}: is a file; name a folder")
        self._folder = folder
        self._marker = folder / marker
        self.earlier = self._listed(verb)
        """What the earlier run wrote, below the folder."""
        self._written: set[str] = set()

    def start(self) -> None:
        """Makes the folder and its list: a run that breaks off can be repeated."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _write(self._marker, "\n".join(sorted(self.earlier)).encode())

    def write(self, path: str, content: bytes) -> None:
        """Write a file below the folder, if it is not the same already."""
        _write(self._folder / path, content)
        self._written.add(path)

    def finish(self) -> None:
        """Delete what is left of the earlier run."""
        for path in self.earlier - self._written:
            file = self._folder / path
            file.unlink(missing_ok=True)
            # The first folder that is not empty ends it.
            with suppress(OSError):
                for above in list(file.relative_to(self._folder).parents)[:-1]:
                    (self._folder / above).rmdir()
        _write(self._marker, ("\n".join(sorted(self._written)) + "\n").encode())

    def _listed(self, verb: str) -> set[str]:
        if not self._folder.exists() or not any(self._folder.iterdir()):
            return set()
        if not self._marker.is_file():
            raise GeneratorError(f"{self._folder}: holds files that no {verb} wrote; name an empty or a new folder")
        root = self._folder.resolve()
        listed = set(self._marker.read_text("utf-8").splitlines()) - {""}
        return {path for path in listed if (root / path).resolve().is_relative_to(root)}


def _write(path: Path, content: bytes) -> None:
    """Writes only what changes, so that other tools see only that as new."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
