"""Files whose names are the trick: paths, reserved names, one name in several spellings, and what is no file at all."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from bad_inputs.model import MARK, BadInput, article

_RESERVED = (
    *("index", "README", "404", "search", "gone", "moved", "main", "sitemap", "robots", "feed", ".base", "removed"),
    *("con", "NUL", "aux", "prn", "com1", "LPT9", "CONIN$", "con.x", "nul.tar"),
)
_TITLES = (
    *("../../ngoai", "..\\..\\ngoai", "/etc/passwd", "C:\\Windows\\x", "\\\\may\\chung", "~/x", "file:///etc/passwd"),
    *("con", "NUL", "aux.txt", "index", "README", ".base", ".", "..", "...", " ", "-", "--", "-rf", "#", "?", "%"),
    *("%2e%2e%2f%2e%2e%2fngoai", "a%00b", "a/b/c", "search/", "404", "x" * 300, "ắ" * 200, "a" * 5000, "🙂" * 80),
    *("tên.md", "a:b", "a|b", "a*b?", '"a"', "a<b>c", "a\u202egpj.exe", "a\u200bb\ufeff", "ﬁ ｆｕｌｌ", "İIıi", "ß"),
)
_ODD = (
    *("...", "....", " ", "  x  ", "x ", "x.", "x..txt", ".txt.txt", "-rf.txt", "--to.txt", "-.txt"),
    *("@x.txt", "~.txt", "~root.txt", "$HOME.txt", "`id`.txt", "$(id).txt", "a;b.txt", "a&b.txt", "a|b.txt"),
    *("a#b.txt", "a?b.txt", "a%2e%2e%2fb.txt", "%00.txt", "a%b.txt", "a:b.txt", "a*b.txt", "a<b>.txt", 'a"b.txt'),
    *("a'b.txt", "a\\b.txt", "..\\..\\x.txt", "a\nb.txt", "a\rb.txt", "a\tb.txt", "a\x01b.txt", "a\x7fb.txt"),
    *("a\u202etxt.exe", "a\u200bb.txt", "\ufeffa.txt", "a\u2028b.txt", "a\u00a0b.txt", "🙂.txt", "ﷺ.txt"),
    # Bytes that are no UTF-8, as Python has them.
    *("a\udcffb.txt", "\udcc3\udc28.txt", "\ud800.txt"),
    *("{{ 7*7 }}.txt", "{% x %}.txt", "[x](y).txt", "!x.txt", "&a.txt", "*a.txt", "- a.txt", "a: b.txt", "'.txt"),
    *(f"<img src=x onerror={MARK}>.txt", f"javascript:{MARK}.txt", f'" onload="{MARK}.txt', "http:.txt", "s3:x.txt"),
    *("a" * 251 + ".txt", "b" * 255, "ế" * 83 + ".txt", "a.TXT", "a.Md", "A.txt", "kết quả.txt", "x.txt.md.txt"),
    *("index.md.txt", "index.txt", "INDEX.TXT", "a.conflict.txt", "a.md~", "a.swp", "a.txt.tmp", "removed.jsonl"),
    *("mkdocs.yml", "addresses.txt", ".hidden.txt", "Thumbs.db", "no ending", "two.dots.txt", "x" * 60 + ".y" * 60),
)


def reserved() -> Iterator[BadInput]:
    """Names that a system or the site has for itself, at the top and in a folder."""
    for number, name in enumerate(_RESERVED):
        yield _named("name-reserved", f"{'duoi/' if number % 3 else ''}{name}.txt", f"tên dành riêng {number}")


def odd() -> Iterator[BadInput]:
    """Names with signs that mean something to a shell, a path, a web address, a template."""
    for number, name in enumerate(_ODD):
        yield _named("name-odd", f"la/{name}" if name.strip("./ ") else f"la/{name}/x.txt", f"tên lạ {number}")


def in_titles() -> Iterator[BadInput]:
    """The same as titles: a title must not become a path."""
    for number, title in enumerate(_TITLES):
        yield article(f"title-path-{number}", title=title)


def spellings() -> Iterator[BadInput]:
    """One name in two normal forms, and in two cases; of folders too."""
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Kết nghĩa")
        yield _named(f"name-{form}", f"dang/{name}.txt", f"dạng {form}")
        yield _named(f"name-folder-{form}", f"dang {name}/x.txt", f"thư mục dạng {form}")
    for name in ("Chu", "chu", "CHU", "chu "):
        yield _named("name-case", f"hoa/{name}.txt", f"chữ hoa {name!r}")
        yield _named("name-case-folder", f"hoa-{name}/x.txt", f"thư mục chữ hoa {name!r}")


def _named(name: str, path: str, about: str) -> BadInput:
    return BadInput(name, path, article(about).data)


def by_hand() -> Iterator[str]:
    """Names that a person may give an article, or a program that wrote it."""
    yield from (name.replace(".txt", ".md") for name in _ODD if name.endswith(".txt") and len(name) < 200)
    yield from (f"{name}.md" for name in (*_RESERVED, "a" * 240, "ế" * 80, "x.html", "x.md", "a/b"))


def put_what_is_no_file(folder: Path, outside: Path) -> list[str]:
    """Links, pipes and what can't be looked into, where the system has them; returns the names of those that stand for
    a source.
    """
    folder.mkdir(parents=True)
    (folder / "thu-muc.txt").mkdir()
    made = []
    try:
        (folder / "ra-ngoai.txt").symlink_to(outside / "canary.txt")
        (folder / "ra-thu-muc").symlink_to(outside, target_is_directory=True)
        (folder / "vong.txt").symlink_to("vong.txt")
        (folder / "vong").symlink_to(".", target_is_directory=True)
        (folder / "khong-con.txt").symlink_to("khong-co-gi")
        made += ["ra-ngoai.txt", "vong.txt", "khong-con.txt"]
    except OSError:
        # Windows wants a right for links that few have.
        pass
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "ong.txt")
        made.append("ong.txt")
    if os.path.exists("/dev/zero") and hasattr(os, "symlink"):  # noqa: PTH110  # Path would ask the same
        (folder / "vo-tan.txt").symlink_to("/dev/zero")
        made.append("vo-tan.txt")
    return made
