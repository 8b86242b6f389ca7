"""One bad input, and an article around what is bad in it."""

from dataclasses import dataclass

MARK = "window.__pwned=1"
"""What a vector does where it runs; a test looks for it."""
ELSEWHERE = "https://khac.vi.du"
"""A host that nothing may ask."""


@dataclass(frozen=True)
class BadInput:
    """A file that somebody may put among the sources."""

    name: str
    """Family and kind, for people."""
    path: str
    """Below the folder of sources."""
    data: bytes
    """What it holds."""
    shown: tuple[str, ...] = ()
    """What has to stand on the article's page, word for word, if it becomes one."""


def article(name: str, *lines: str, title: str = "", shown: tuple[str, ...] = (), ending: str = ".txt") -> BadInput:
    """An article of its own with some lines in it; its file is called as it is."""
    head = title or f"Tin thi đua về {name}"
    body = "\n\n".join([f"Ngày 3/5/2024, tỉnh họp bàn về {name}.", *lines, f"Bài về {name} hết ở đây."])
    return BadInput(name, f"{name}{ending}", f"{head}\n\n{body}\n".encode("utf-8", "surrogatepass"), shown)
