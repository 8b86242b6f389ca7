"""`python -m generator.translation`, which is `make words`: brings the PO file of this folder up to date."""

from pathlib import Path

from generator.settings import load_settings
from generator.translation.extraction import updated


def main(root: Path) -> None:
    """Take in what the sources say now."""
    file = load_settings(root).words
    file.write_bytes(updated(file.read_bytes() if file.exists() else b"", root))


if __name__ == "__main__":
    main(Path())
