"""Addresses never die: a committed record of every page ever published, and where each leads once its page is gone.

The record lies in the docs folder, one page a line, sorted, so that git merges it line by line:

    articles/hop-tong-ket.md | Họp tổng kết
    persons/le-van-ba-2.md -> persons/le-van-ba.md | Lê Văn Ba
    persons/tran-thi-cu.md -> ? | Trần Thị Cũ

An arrow says that the page is gone, and which page has its readers now; `?` that nobody knows, so that they find a
notice. People may put another page there. Lines that two branches added may stand in any order, and twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.addresses.parts import is_part, lists_above
from generator.addresses.record import (
    RECORD,
    UNKNOWN,
    Address,
    Record,
    dump_record,
    is_page,
    parse_record,
    read_record,
    write_record,
)
from generator.errors import Problem
from generator.vietnamese import comparison_key

__all__ = [
    "RECORD",
    "UNKNOWN",
    "Address",
    "Namesakes",
    "Page",
    "Record",
    "check_record",
    "destinations",
    "dump_record",
    "is_page",
    "keep_record",
    "parse_record",
    "read_record",
    "updated",
    "write_record",
]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, as far as its address goes."""

    title: str = ""
    """Of what it is about; empty for pages that are about nothing but the archive."""
    names: tuple[str, ...] = ()
    """Other names of what it is about."""
    made_from: str = ""
    """Of an article: the page that its source makes, whatever it is called now."""


def keep_record(docs: Path, record: Record, pages: Mapping[str, Page], merged: Mapping[str, str]) -> None:
    """Bring the record up to date with the pages there are now; see `updated`.

    One with lines that can't be read stays as it is, so that nothing in it is lost. Raises GeneratorError where it
    can't be written.
    """
    if not record.problems:
        write_record(docs, updated(record.addresses, pages, merged))


def updated(
    addresses: Mapping[str, Address], pages: Mapping[str, Page], merged: Mapping[str, str] | None = None
) -> dict[str, Address]:
    """The record after a look at the pages there are now.

    merged: pages whose place another has by a person's decision. A page that is back is a page again. Else a page
    that is gone leads where the record says; where it says nothing, to the page that has become of it, if that is
    certain.
    """
    arrived = {page for page in pages if page not in addresses or addresses[page].leads_to}
    successors = _Successors(pages, addresses, arrived)
    after: dict[str, Address] = {}
    for path in {**addresses, **pages}:
        known = addresses.get(path, Address())
        page = pages.get(path)
        if page:
            # A name once recorded stays while it is one of the page's: the file is read as a diff, and by that name
            # who bears it gets the identifier again.
            after[path] = Address(known.title if _bears(page, known.title) else page.title)
            continue
        decided = (merged or {}).get(path) or known.leads_to
        if decided in ("", UNKNOWN):
            decided = successors.of(path, known.title) or UNKNOWN
        after[path] = replace(known, leads_to=decided)
    return after


def _bears(page: Page, name: str) -> bool:
    names = (page.title, *page.names)
    return name in names or comparison_key(name) in map(comparison_key, names)


class Namesakes:
    """The pages that bear a name."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages

    def of(self, path: str, title: str) -> list[str]:
        """Those of the title of a page, among pages of its kind: what its readers may have meant."""
        return self._named.get((_folder(path), comparison_key(title)), [])

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], list[str]]:
        # Most archives have no page that is gone, and never ask.
        named: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path, page in sorted(self._pages.items()):
            for name in {comparison_key(name) for name in (page.title, *page.names)} - {""}:
                named[_folder(path), name].append(path)
        return named


class _Successors:
    """What has certainly become of pages that are gone."""

    def __init__(self, pages: Mapping[str, Page], known: Collection[str], arrived: Collection[str]) -> None:
        self._pages = pages
        self._known = known
        self._arrived = arrived
        self._named = Namesakes(pages)

    @cached_property
    def _made_from(self) -> Mapping[str, list[str]]:
        made_from: dict[str, list[str]] = {}
        for path, page in self._pages.items():
            if page.made_from:
                made_from.setdefault(page.made_from, []).append(path)
        return made_from

    def of(self, path: str, title: str) -> str:
        """The page for the readers of another; empty where it is not certain."""
        if is_part(path):
            # Of a list that is shorter now, or a day on which nothing happened any more. Where the list itself is gone
            # it leads on.
            above = list(lists_above(path))
            there = [page for page in above if page in self._pages] or [page for page in above if page in self._known]
            return there[0] if there else ""
        made = self._made_from.get(path, [])
        if len(made) == 1 and made[0] in self._arrived:
            return made[0]
        named = self._named.of(path, title)
        if len(named) != 1:
            return ""
        # The only bearer of the name now. Whoever bore it beside this one all the time is somebody else; one who took
        # it over as another spelling was joined with it.
        is_namesake = comparison_key(self._pages[named[0]].title) == comparison_key(title)
        return named[0] if named[0] in self._arrived or not is_namesake else ""


def _folder(path: str) -> str:
    return path.partition("/")[0] if "/" in path else ""


def destinations(addresses: Mapping[str, Address], pages: Collection[str]) -> dict[str, str]:
    """Of every recorded page that is gone, the page at the end of its way; empty where the way ends nowhere."""
    ends: dict[str, str] = {}
    for path in addresses:
        if path in pages:
            continue
        way: dict[str, None] = {}
        at = path
        while at in addresses and at not in pages and at not in ends and at not in way:
            way[at] = None
            at = addresses[at].leads_to
        ends |= dict.fromkeys(way, at if at in pages else ends.get(at, ""))
    return ends


def check_record(record: Record, pages: Collection[str], shown: str) -> Iterator[Problem]:
    """What is wrong with the record: lines that can't be read, ways that lead to no page, and in a circle."""
    yield from record.problems
    ends = destinations(record.addresses, pages)
    for path, address in record.addresses.items():
        if path in pages or address.leads_to in ("", UNKNOWN) or ends[path]:
            continue
        line, target = record.lines[path], address.leads_to
        if target not in record.addresses:
            hint = "write a page that is there, or ?"
            yield Problem(shown, line, "", f"{path} leads to {target}, which is no page", hint)
        elif _is_on_a_circle(path, record.addresses):
            yield Problem(shown, line, "", f"{path} leads back to itself", "write a page that is there, or ?")


def _is_on_a_circle(path: str, addresses: Mapping[str, Address]) -> bool:
    seen: set[str] = set()
    at = path
    while at in addresses and at not in seen:
        seen.add(at)
        at = addresses[at].leads_to
    return at == path
