"""Sites as values: built, and compared file by file."""

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def built(root: Path, folder: str = "site", *, strict: bool = True) -> dict[str, bytes]:
    """Every file of the site of an archive, built as `mkdocs build --strict` does."""
    config = load_config(str(root / "mkdocs.yml"), strict=strict, site_dir=str(root / folder))
    config.plugins.on_startup(command="build", dirty=False)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    build(config)
    return tree(root / folder)


def tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
