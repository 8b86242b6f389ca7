"""An archive of 300 articles to search in: the open corpus, the same with names off by an accent, and others."""

import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from benchmarks import archive

ARTICLES = 300
# The queries of search_cases.yml were written for these: an article that comes later may answer one of them better.
_LAST = 70
_NAME = re.compile(r"(?<![^\W\d_])[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]+){1,3}(?![^\W\d_])")
_NUMBER = re.compile(r"(?<![\d/.,-])\d{2,3}(?![\d/.,-])")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = re.compile(r"[aeiouyăâêôơư]")


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of each article. goc: the corpus; gan: a near miss of one; khac: other people, other numbers."""
    paths = sorted(path for path in archive.CORPUS.glob("*.txt") if int(path.stem) <= _LAST)
    models = {path.stem: path.read_text("utf-8-sig") for path in paths}
    for stem, text in models.items():
        yield f"goc-{stem}", text
        yield f"gan-{stem}", near_miss(text)
    for number, text in enumerate(archive.texts(ARTICLES - 2 * len(models), seed=5, models=[*models.values()])):
        yield f"khac-{number:03}", text


def write(folder: Path) -> None:
    """The texts as source files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def near_miss(text: str) -> str:
    """The text with every name another one that is the same without accents, and other small numbers."""
    chance = random.Random(text)  # noqa: S311  # not for secrets
    renamed = _NAME.sub(lambda match: _misheard(match[0]), text)
    return _NUMBER.sub(lambda match: match[0] if int(match[0]) <= 31 else str(chance.randint(32, 999)), renamed)


def _misheard(name: str) -> str:
    *others, last = name.split()
    letters = unicodedata.normalize("NFD", last)
    bare = "".join(letter for letter in letters if letter not in _TONES)
    if bare == letters:
        # A tone on the first vowel.
        bare = _VOWELS.sub(lambda match: match[0] + "\u0300", letters, count=1)
    return " ".join([*others, unicodedata.normalize("NFC", bare)])
