"""Identifiers and file names: ASCII, lower case, safe on every file system and in every address."""

import re

from slugify import slugify

from generator.vietnamese import fold

# Of a file that holds many and of a source, packed or not.
_ENDINGS = re.compile(
    r"\.(?:jsonl|ndjson|parquet|csv|tsv|warc|zip)(?:\.(?:gz|zst))?(?=#)|(?:\.[A-Za-z0-9]{1,8})?\.(?:gz|zst)$|\.[A-Za-z0-9]{1,8}$"
)
_SAFE_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
# Names that Windows refuses or that MkDocs gives another meaning.
_RESERVED = frozenset(
    ["index", "readme", "con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
_LONGEST = 80
_ONLY_WORDS = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")


def identifier(name: str) -> str:
    """An ASCII identifier for a name. Different names may share one: whoever gives out identifiers looks.

    >>> identifier("Nguyễn Hữu Đông"), identifier("K'Giắc"), identifier("05-CT/TW")
    ('nguyen-huu-dong', 'k-giac', '05-ct-tw')
    """
    # Vietnamese becomes ASCII here: slugify looks on the disk for a better transliterator each time it needs one.
    folded = fold(name)
    if len(folded) <= _LONGEST and _ONLY_WORDS.fullmatch(folded):
        # Nearly all names; slugify would look for much that is not there.
        return folded.replace(" ", "-")
    return slugify(folded if folded.isascii() else name, max_length=_LONGEST, word_boundary=True)


def file_stem(source_file: str) -> str:
    """The name of an article's file, without ending, from its source's path below the source folder.

    Empty when nothing usable is left.

    >>> file_stem("000_ec0e93944809c6a4.txt"), file_stem("2024/Bài số 1.txt"), file_stem("index.txt")
    ('000_ec0e93944809c6a4', '2024-bai-so-1', 'index-article')
    >>> file_stem("news/2024.jsonl#line-17"), file_stem("news.parquet#a8f1.html"), file_stem("a.zip#b/c.txt.gz")
    ('news-2024-line-17', 'news-a8f1', 'a-b-c')
    """
    stem = _ENDINGS.sub("", source_file)
    if not _SAFE_STEM.fullmatch(stem):
        stem = identifier(stem)
    return f"{stem}-article" if stem.lower() in _RESERVED else stem


def heading_anchor(heading: str, separator: str) -> str:
    """The anchor of a heading, for Python-Markdown's toc extension, whose own loses the letter đ.

    >>> heading_anchor("Đảng bộ tỉnh", "-")
    'dang-bo-tinh'
    """
    # As in `identifier`; an entity means another sign in lower case.
    folded = fold(heading) if "&" not in heading else heading
    return slugify(folded if folded.isascii() else heading, separator=separator)


def printable_name(name: str) -> str:
    r"""A file's name or path as text: another where it holds bytes that are no UTF-8, as old archives leave them.

    >>> printable_name("hội nghị.txt"), printable_name("h\udce9i.txt")
    ('hội nghị.txt', 'h\\udce9i.txt')
    """
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")
