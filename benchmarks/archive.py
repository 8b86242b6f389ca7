"""Made archives: as many articles as asked for, seeded, each its own text of about 400 words in the genre's forms."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "tests/corpus/open"
_PARAGRAPH = re.compile(r"\n+")
_NUMBER = re.compile(r"(?<![\d/.,-])\d{1,3}(?![\d/.,-])")
_SYLLABLES = tuple(
    """An Anh Bình Bắc Cường Dũng Dương Giang Hà Hạnh Hải Hiền Hòa Hùng Hương Khánh Lan Linh Long Mai Minh Nam Nga
    Ngọc Phong Phương Quang Quyên Sơn Tâm Thanh Thảo Thắng Thủy Trang Trung Tuấn Vinh Việt Xuân Yến""".split()
)
_FAMILY = tuple("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Giàng Nông Triệu".split())
_NAME = re.compile(rf"\b(?:{'|'.join(_FAMILY)})(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]+){{1,3}}")


def texts(count: int, seed: int = 1, models: Sequence[str] = ()) -> Iterator[str]:
    """That many texts: each is an article of the corpus with other people, other numbers and mixed paragraphs.

    models: articles to take instead of the corpus.
    """
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    models = models or [path.read_text("utf-8-sig") for path in sorted(CORPUS.glob("*.txt"))]
    for number in range(count):
        yield _varied(models[number % len(models)], chance)


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Writes the texts as files 00000.txt, 00001.txt … into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts(count, seed)):
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


def _varied(text: str, chance: random.Random) -> str:
    """The article with every name and small number another, so that no two are taken for one."""
    names: dict[str, str] = {}
    renamed = _NAME.sub(lambda match: names.setdefault(match[0], _person(match[0], chance)), text)
    numbered = _NUMBER.sub(lambda match: match[0] if int(match[0]) <= 31 else str(chance.randint(32, 999)), renamed)
    head, *middle, last = _PARAGRAPH.split(numbered.strip())
    if len(middle) > 6:
        inner = middle[2:-3]
        chance.shuffle(inner)
        middle[2:-3] = inner
    words = " ".join(chance.choice(_SYLLABLES).lower() for _ in range(60))
    return "\n".join([head, *middle[:-2], f"Các đơn vị nêu thêm: {words}.", *middle[-2:], last]) + "\n"


def _person(name: str, chance: random.Random) -> str:
    return " ".join([chance.choice(_FAMILY), *(chance.choice(_SYLLABLES) for _ in name.split()[1:])])
