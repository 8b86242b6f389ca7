"""`python -m generator.search DOCS FOLDER WORDS [NAME URL]…`: indexes the articles of a docs folder, out of the way of
other work. WORDS: the PO file, which need not be there. Names and addresses are those of sister sites.
"""

import os
import sys
from pathlib import Path

from generator.catalogue import load_catalogue
from generator.errors import GeneratorError
from generator.search.files import write_index_to
from generator.settings import SisterSite
from generator.translation import speak
from generator.translation.po_file import load_translation


def main(docs: str, folder: str, words: str, *sisters: str) -> None:
    """Index what can be read; the server has named what can't."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        speak(load_translation(Path(words)))
        catalogue, _ = load_catalogue(Path(docs))
        write_index_to(catalogue, Path(folder), tuple(map(SisterSite, sisters[::2], sisters[1::2])))
    except GeneratorError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
