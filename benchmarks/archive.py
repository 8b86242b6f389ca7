"""Made archives: as many articles as asked for, seeded, each its own text of 200 to 900 words in the genre's forms.

Most are composed: in a made country (world.py) clusters meet, where the same persons hold offices through the years
(news.py), and papers report, whose pages are left as scrapers leave them (scraping.py). One in eight is a page of the
corpus with other people and other numbers.
"""

import math
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import news, scraping, world

CORPUS = Path(__file__).parent.parent / "tests/corpus/open"
_OF_THE_CORPUS = 1 / 8
_PERSONS_PER_ARTICLE = 0.3
"""Of those who are known in one place only. The more articles, the more persons."""
_FLAWED = 1 / 250
_PARAGRAPH = re.compile(r"\n+")
_NUMBER = re.compile(r"(?<![\d/.,-])\d{1,3}(?![\d/.,-])")
_FAMILIES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Phan|Vũ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lò|Giàng|Nông|Triệu"
_NAME = re.compile(rf"\b(?:{_FAMILIES})(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]+){{1,3}}")


def texts(count: int, seed: int = 1, models: Sequence[str] = ()) -> Iterator[str]:
    """That many texts, no two the same.

    models: articles to vary, each in turn, instead of composing.
    """
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    pages = models or [path.read_text("utf-8-sig") for path in sorted(CORPUS.glob("*.txt"))]
    for number in range(count):
        if models or chance.random() < _OF_THE_CORPUS:
            yield _varied(pages[number % len(pages)], chance)
        else:
            yield scraping.page_text(news.article(chance, seed, math.ceil(count * _PERSONS_PER_ARTICLE)), chance)


def write(folder: Path, count: int, seed: int = 1, *, flawed: bool = False) -> None:
    """Writes the texts as files 00000.txt, 00001.txt … into a folder, which is made.

    flawed: a few of the files are what `convert` leaves out: copies of an earlier one, empty ones, pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"{seed} flaws")  # noqa: S311  # not for secrets
    earlier = b""
    for number, text in enumerate(texts(count, seed)):
        content = text.encode()
        if flawed and number and chance.random() < _FLAWED:
            content = chance.choice((earlier, earlier, earlier, b"", b"\x89PNG\r\n\x1a\n" + bytes(40)))
        elif chance.random() < 0.1:
            earlier = content
        (folder / f"{number:05}.txt").write_bytes(content)


def _varied(text: str, chance: random.Random) -> str:
    """The article with every name and small number another, so that no two are taken for one."""
    names: dict[str, str] = {}
    renamed = _NAME.sub(lambda match: names.setdefault(match[0], world.person(chance)), text)
    numbered = _NUMBER.sub(lambda match: match[0] if int(match[0]) <= 31 else str(chance.randint(32, 999)), renamed)
    head, *middle, last = _PARAGRAPH.split(numbered.strip())
    if len(middle) > 6:
        inner = middle[2:-3]
        chance.shuffle(inner)
        middle[2:-3] = inner
    places = ", ".join(chance.sample(world.PLACES, 8))
    return "\n".join([head, *middle[:-2], f"Các đơn vị nêu thêm: {places}.", *middle[-2:], last]) + "\n"
