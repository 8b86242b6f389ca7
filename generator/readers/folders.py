"""What a person named, to files: a file, all that lies in a folder, what a pattern such as news/*.html means."""

import errno
import fnmatch
import os
import re
import stat
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath

from generator.errors import Problem
from generator.readers.places import file_system, is_address, one_problem, parted
from generator.readers.raw import Beside, Refused, SourceFile
from generator.readers.stdin import STDIN

Found = SourceFile | Refused | Beside

# What file managers leave in folders; never an article.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_PATTERN = re.compile(r"[*?\[]")
_PAGES = (".html", ".htm")
# Browsers call it so, whatever language they speak.
_FILES = "_files"
OF_A_PAGE = "file of a saved page"
"""What is passed over that lies beside a page."""
_LINK = "link to another source"


def is_folder(place: str) -> bool:
    """Whether a place is a folder, and so may hold any number of sources. Raises ProblemError for a place whose kind
    of address nothing here can open.
    """
    if not is_address(place):
        return place != STDIN and Path(place).is_dir()
    with one_problem(place):
        files, path = file_system(place)
        return bool(files.isdir(path))


def folder_of(place: str) -> Path:
    """The folder below which the sources of a place have their names.

    >>> folder_of("news/2024/*/a*.html").as_posix(), folder_of("news/a.jsonl").as_posix()
    ('news/2024', 'news')
    """
    path = Path(parted(place)[0])
    return path if path.is_dir() else Path(_base(place)) if _is_pattern(place) else path.parent


def find_files(places: Sequence[str]) -> Iterator[Found]:
    """Every file in the named files and folders once, in order of name. A missing place comes out as a file.

    Raises ProblemError for an address that nothing here can open.
    """
    if len(places) == 1:
        yield from _find(places[0])
        return
    seen: set[str] = set()
    for found in chain.from_iterable(map(_find, places)):
        # Lean, for there may be a hundred thousand.
        path = _path(found)
        path = path if is_address(path) else str(Path(path).absolute())
        if path not in seen:
            seen.add(path)
            yield found


def beside_pages(names: Sequence[str]) -> dict[str, bool]:
    """Names of files below a folder or in an archive, in their order: whether each lies beside a page saved with all it
    shows, in its folder a_files for a.html. Hidden files and what file managers leave are left out.

    >>> beside_pages(["a.html", "a_files/b.png", "c_files/d.txt", ".e", "__MACOSX/._a.html"])
    {'a.html': False, 'a_files/b.png': True, 'c_files/d.txt': False}
    """
    pages = {f"{name.rpartition('.')[0]}{_FILES}" for name in names if name.lower().endswith(_PAGES)}
    return {
        name: bool(pages) and any(parent.as_posix() in pages for parent in PurePosixPath(name).parents)
        for name in names
        if all(part == ".." or _may_be_source(part) for part in name.split("/"))
    }


def _path(found: Found) -> str:
    return found.problem.path if isinstance(found, Refused) else found.path


def _refused(path: str, message: str, hint: str) -> Refused:
    return Refused(Problem(path, 0, "", message, hint))


def _find(place: str) -> Iterator[Found]:
    if is_address(place):
        yield from _at_address(place)
    elif place == STDIN:
        yield SourceFile(place, "stdin")
    elif Path(place).is_dir():
        yield from _in_folder(place, ("**",))
    elif _is_pattern(place):
        base = _base(place)
        pattern = Path(place).parts[len(Path(base).parts) :]
        found = [*_in_folder(base, pattern)] if Path(base).is_dir() else []
        yield from found or [
            _refused(place, "is a pattern that no file matches", "look at the pattern, and where you are")
        ]
    else:
        outer, inner = parted(place)
        name = Path(outer).name
        yield SourceFile(place, f"{name}#{inner}" if inner else name)


def _is_pattern(place: str) -> bool:
    # A file of just that name is meant as it stands.
    return bool(_PATTERN.search(place)) and not is_address(place) and not os.path.lexists(place)


def _base(place: str) -> str:
    """The folder that a pattern begins in."""
    parts = Path(place).parts
    first = next(number for number, part in enumerate(parts) if _PATTERN.search(part))
    return Path(*parts[:first]).as_posix()


def _in_folder(place: str, pattern: tuple[str, ...]) -> Iterator[Found]:
    """What lies in a folder of this machine: its files, then its folders, each in order of name.

    pattern: which files, or folders with all that is in them.
    """
    root = os.path.realpath(place)
    above = Path(place).as_posix()
    above = "" if above == "." else f"{above.removesuffix('/')}/"
    # A folder that can't be looked into stands for whatever it holds: it is refused by name like a file.
    unreadable: list[SourceFile] = []
    seen: set[str] = set()
    # What lies in a folder, with how far its name gets in the pattern.
    waiting = [("", _reached(pattern, frozenset({0})))]
    while waiting:
        below, reached = waiting.pop()
        try:
            with os.scandir(above + below or ".") as entries:
                files, folders, links = _sorted_out(entries)
        except OSError:
            path = (above + below).removesuffix("/") or place
            unreadable.append(SourceFile(path, path))
            continue
        for name in files:
            if len(pattern) in reached or len(pattern) in _next(pattern, reached, name):
                yield SourceFile(above + below + name, below + name)
        for name in links:
            if len(pattern) in _next(pattern, reached, name):
                yield _through_link(SourceFile(above + below + name, below + name), root, seen)
        pages = {name.rpartition(".")[0] for name in files if name.lower().endswith(_PAGES)} if folders else ()
        for name in reversed(folders):
            its = _next(pattern, reached, name)
            if name.endswith(_FILES) and name.removesuffix(_FILES) in pages:
                number = sum(len(names) for _, _, names in os.walk(above + below + name))
                yield Beside(above + below + name, OF_A_PAGE, number)
            elif its:
                waiting.append((f"{below}{name}/", its))
    yield from unreadable


def _sorted_out(entries: Iterator["os.DirEntry[str]"]) -> tuple[list[str], list[str], list[str]]:
    """Names in a folder: of its files, folders, links."""
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    for entry in entries:
        name = entry.name
        if _may_be_source(name):
            if entry.is_symlink():
                links.append(name)
            elif not entry.is_dir(follow_symlinks=False):
                files.append(name)
            else:
                (links if _is_junction(entry) else folders).append(name)
    return sorted(files), sorted(folders), sorted(links)


def _is_junction(entry: "os.DirEntry[str]") -> bool:
    """Whether a folder is Windows' other kind of link."""
    if os.name != "nt":
        return False
    tag: int = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _through_link(link: SourceFile, root: str, seen: set[str]) -> Found:
    """What becomes of a link in a folder. root: that folder; seen: hidden files that links led to, to be added to."""
    try:
        target = os.path.realpath(link.path, strict=True)
    except OSError as error:
        in_circle = error.errno == errno.ELOOP or getattr(error, "winerror", 0) == _IN_CIRCLE
        where = (
            "in a circle" if in_circle else "nowhere" if isinstance(error, FileNotFoundError) else "where none may look"
        )
        return _refused(link.path, f"is a link that leads {where}", "delete it or mend it")
    try:
        within = Path(target).relative_to(root).parts
    except ValueError:
        hint = "name that place, or put a copy here"
        return _refused(link.path, f"is a link to a place outside the folder: {target}", hint)
    if all(map(_may_be_source, within)) or target in seen:
        return Beside(link.path, _LINK)
    if Path(target).is_dir():
        return _refused(link.path, "is a link to a hidden folder", "name that folder")
    # Some programs that keep large files hide them, and put links where they belong.
    seen.add(target)
    return link


# What Windows says of a link that leads to itself.
_IN_CIRCLE = 1921


def _reached(pattern: tuple[str, ...], states: frozenset[int]) -> frozenset[int]:
    """How far some parts of a path may get in a pattern, if ** may be no folder at all."""
    reached = set(states)
    for number, part in enumerate(pattern):
        if number in reached and part == "**":
            reached.add(number + 1)
    return frozenset(reached)


def _next(pattern: tuple[str, ...], reached: frozenset[int], name: str) -> frozenset[int]:
    """How far a name gets behind what reached so far."""
    if len(pattern) in reached:
        return reached
    states = {
        number if pattern[number] == "**" else number + 1
        for number in reached
        if pattern[number] == "**" or fnmatch.fnmatch(name, pattern[number])
    }
    return _reached(pattern, frozenset(states))


def _at_address(place: str) -> Iterator[Found]:
    with one_problem(place):
        files, root = file_system(place)
        # A file store may know no folders: what lies below is all there is to tell one by.
        below = sorted(map(str, files.find(root)), key=_as_walked) if files.isdir(root) else []
    if not below:
        outer, inner = parted(place)
        name = outer.rstrip("/").rpartition("/")[2]
        yield SourceFile(place, f"{name}#{inner}" if inner else name)
    paths = {path.removeprefix(root).lstrip("/"): path for path in below}
    for name, is_beside in beside_pages([*paths]).items():
        address = str(files.unstrip_protocol(paths[name]))
        yield Beside(address, OF_A_PAGE) if is_beside else SourceFile(address, name)


def _as_walked(path: str) -> list[tuple[bool, str]]:
    """Sorts as a folder of this machine is gone through: its files, then its folders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _may_be_source(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in _LITTER
