"""The record of addresses as a file: read, written whole or not at all, and what is wrong with it line by line."""

import os
import re
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote

from generator.errors import GeneratorError, Problem
from generator.resolve.named import is_usable_id

RECORD = "addresses.txt"
"""The record's name in the docs folder. It is no part of the site."""
UNKNOWN = "?"
"""Stands for the page that nobody knows."""

_HEAD = """\
# Every page this archive has published. `mkdocs build` and `generator convert` keep it; commit it with the articles.
# After -> stands the page that readers of a page that is gone are led to. Where it is ? they find a notice: put a page
# there, such as persons/nguyen-van-a.md, if you know it. Never delete a line: somebody may have kept the address.
"""
_ARROW, _BAR = " -> ", " | "
_ESCAPES = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "%|>#\n\r"})
_HIDDEN_OR_UP = re.compile(r"(?:^|/)\.|^/|//|\\|:")


@dataclass(frozen=True, slots=True)
class Address:
    """What the record says of a page."""

    title: str = ""
    """The title it had."""
    leads_to: str = ""
    """The page that stands for it, UNKNOWN, or empty while it is there itself."""


@dataclass(frozen=True)
class Record:
    """The record as read."""

    addresses: Mapping[str, Address] = field(default_factory=dict)
    """By path below the docs folder."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each."""
    problems: tuple[Problem, ...] = ()
    """Lines that can't be read."""

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """For each folder the identifiers that have or had a page, with its title; of a name's first those of pages
        that are there.
        """
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for path, address in sorted(self.addresses.items(), key=lambda pair: (pair[1].leads_to, pair[0])):
            folder, _, file = path.rpartition("/")
            id_ = file.removesuffix(".md")
            if address.title and is_usable_id(id_):
                names[folder][id_] = address.title
        return names


def read_record(docs: Path) -> Record:
    """The record of a docs folder; an empty one where there is none yet."""
    path = docs / RECORD
    shown = f"{docs.name}/{RECORD}"
    try:
        return parse_record(path.read_bytes().decode("utf-8-sig"), shown)
    except FileNotFoundError:
        return Record()
    except UnicodeDecodeError:
        return Record(problems=(Problem(shown, 0, "", "is not UTF-8 text", "take it from the last commit"),))
    except OSError as error:
        return Record(problems=(Problem(shown, 0, "", f"can't be read: {error.strerror}"),))


def write_record(docs: Path, addresses: Mapping[str, Address]) -> bool:
    """Write the record, the whole or nothing; returns whether it changed. Raises GeneratorError where it can't."""
    path, draft = docs / RECORD, docs / f".{RECORD}.{os.getpid()}"
    data = dump_record(addresses).encode()
    with suppress(OSError):
        # A system that turns line ends on the way has not changed it.
        if path.read_bytes().replace(b"\r\n", b"\n") == data:
            return False
    try:
        draft.write_bytes(data)
        os.replace(draft, path)  # noqa: PTH105  # replaces an open file's name on every system
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise GeneratorError(f"{path.as_posix()}: can't be written: {error.strerror}") from None
    return True


@lru_cache(maxsize=1)  # at every change the record is as it was
def parse_record(text: str, shown: str) -> Record:
    """The record in a text. shown: the file, for messages."""
    addresses: dict[str, Address] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place, _, title = line.partition(_BAR)
        page, arrow, target = (part.strip() for part in place.partition(_ARROW))
        if "%" in place:
            page, target = unquote(page), unquote(target)
        address = Address(title.strip(), target)
        earlier = addresses.get(page)
        if not is_page(page) or (arrow and target != UNKNOWN and not is_page(target)):
            wrong = target if is_page(page) else page
            problems.append(Problem(shown, number, "", f"no page: {wrong}", "write it like `articles/name.md`"))
        elif earlier and len(targets := {earlier.leads_to, target} - {"", UNKNOWN}) > 1:
            message = f"{page} leads to two pages: {' and '.join(sorted(targets))}"
            problems.append(Problem(shown, number, "", message, "delete one of the lines"))
        else:
            addresses[page] = _joined(earlier, address) if earlier else address
            lines[page] = number
    return Record(addresses, lines, tuple(problems))


def _joined(one: Address, other: Address) -> Address:
    """What two branches wrote of one page: a page to lead to says most, then that there is none."""
    says_most = max(one, other, key=lambda address: (is_page(address.leads_to), address.leads_to == UNKNOWN))
    return replace(says_most, title=one.title or other.title)


def dump_record(addresses: Mapping[str, Address]) -> str:
    """The record as text."""
    return _HEAD + "".join(_line(page, addresses[page]) for page in sorted(addresses))


def _line(page: str, address: Address) -> str:
    target = address.leads_to if address.leads_to == UNKNOWN else address.leads_to.translate(_ESCAPES)
    title = " ".join(address.title.split())
    return f"{page.translate(_ESCAPES)}{_ARROW + target if target else ''}{_BAR + title if title else ''}\n"


def is_page(path: str) -> bool:
    """Whether a path can be that of a page below the docs folder.

    >>> is_page("persons/a.md"), is_page("../a.md"), is_page("persons/"), is_page("/a.md"), is_page(".base/a.md")
    (True, False, False, False, False)
    """
    return path.endswith(".md") and not _HIDDEN_OR_UP.search(path)
