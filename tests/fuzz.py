"""Fuzzing with atheris: `python tests/fuzz.py TARGET… --seconds N`; without a target, all of them. Not run by pytest.

What each target holds is in properties.py. Inputs that were of use are kept in --corpus and grow from run to run; one
that breaks a property is written there as `crash-…`, and belongs into test_properties.py as an example.
Needs `pip install -e '.[fuzzing]'`.
"""

import argparse
import gzip
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LONGEST = 4096
# What takes long gets short inputs, that more are tried.
SHORTER = {"extract": 800}
# Between the three texts of a merge; no text file has one.
BETWEEN = b"\0"


def main() -> int:
    """Runs the targets one after the other, each in a process of its own; 1 where one found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, default=ROOT / ".cache/fuzzing", help="what is kept between runs")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        fuzz(options.targets[0], options.corpus, options.seconds)
    failed = [
        target
        for target in options.targets or TARGETS
        if subprocess.run([sys.executable, __file__, target, "--here", *sys.argv[1:]], check=False).returncode
    ]
    print("found something:" if failed else "nothing found", *failed)
    return bool(failed)


def fuzz(target: str, corpus: Path, seconds: int) -> None:
    """Feeds the target until the time is over or something breaks; then libFuzzer ends the process."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415  # an extra

    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS.get(target, texts)()):
        (folder / f"seed-{number}").write_bytes(seed)
    with atheris.instrument_imports(include=["generator"]):
        import properties  # noqa: PLC0415  # what it imports is watched

    check = TARGETS[target](properties)
    limits = [
        f"-max_total_time={seconds}",
        f"-max_len={SHORTER.get(target, LONGEST)}",
        "-timeout=10",
        "-rss_limit_mb=2048",
    ]
    arguments = [
        sys.argv[0],
        str(folder),
        f"-artifact_prefix={folder}/",
        *limits,
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup(arguments, check)  # type: ignore[no-untyped-call,unused-ignore]  # has no types
    atheris.Fuzz()  # type: ignore[no-untyped-call,unused-ignore]  # the same


def texts() -> Iterator[bytes]:
    """Articles as they were scraped, in pieces of the longest input."""
    for path in sorted([*ROOT.glob("tests/corpus/open/*.txt"), *ROOT.glob("seeds/*.txt")]):
        yield path.read_bytes()[:LONGEST]


def articles() -> Iterator[bytes]:
    """Articles' files as they are written."""
    for path in sorted(ROOT.glob("docs_src/articles/*.md")):
        yield path.read_bytes()[:LONGEST]


def _front_matters() -> Iterator[bytes]:
    for file in articles():
        yield file.removeprefix(b"---\n").partition(b"\n---\n")[0]


def _three() -> Iterator[bytes]:
    small = "---\ntitle: A\ndate: 2024\npersons:\n- id: b\n  name: B\n---\n\nMột.\n\nHai ba bốn.\n"
    changed = small.replace("title: A", "title: B").replace("Một", "Năm"), small.replace("- id: b\n", "- ").upper()
    for one, other in ((small, small), (small, changed[0]), changed, (changed[0], small)):
        yield BETWEEN.join(text.encode() for text in (small, one, other))
    for file in articles():
        lines = file.split(b"\n")[:14]
        yield BETWEEN.join(
            b"\n".join([*lines[:last], b"---", b"", end, b""]) for last, end in ((9, b"M"), (12, b"N"), (14, b"M"))
        )


def _decoded(check: Callable[[str], object]) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        check(data.decode("utf-8", "replace"))

    return run


def _merge(check: Callable[[str, str, str], None]) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        base, current, new, *_ = [*data.decode("utf-8", "replace").split("\0"), "", "", ""]
        check(base.replace("\r\n", "\n"), current, new.replace("\r\n", "\n"))

    return run


def _file(ending: str, wrapped: Callable[[bytes], bytes] = bytes) -> Callable[[Any], Callable[[bytes], None]]:
    def target(holds: Any) -> Callable[[bytes], None]:
        folder = Path(tempfile.mkdtemp())

        def run(data: bytes) -> None:
            holds.a_file_is_read_or_refused(folder, ending, wrapped(data))

        return run

    return target


def _zipped(**files: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return held.getvalue()


def _document(xml: bytes) -> bytes:
    return _zipped(word__document_xml=xml)


_PAGE = b"""<!DOCTYPE html><html><head><title>A</title><meta property="og:title" content="B">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "B", "datePublished": "2024-06-20"}</script>
</head><body><nav><a href="/">C</a></nav><article><h1>B</h1><p>M\xe1\xbb\x99t &amp; hai.</p>
<figure><img src="x"><figcaption>D</figcaption></figure></article></body></html>"""
_SAVED = b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n%b\n--x--\n" % _PAGE
_TYPED = b"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>
<w:pStyle w:val="Title"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p>
</w:tc></w:tr></w:tbl></w:body></w:document>"""
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _PAGE
_SITE = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.vn/b\r\nContent-Type: application/http\r\n"
_SITE += b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(_ANSWER), _ANSWER)
_SHORT = {
    "html": [_PAGE],
    "mhtml": [_SAVED],
    "docx": [_TYPED],
    "markdown": [b"---\ntitle: A\ndate: 2024-06-20\n---\n\n# B\n\n* c\n\n[d](e) **f** `g`\n"],
    "csv": [b'title,text,date\nA,B,2024-06-20\n"C\nD","E, F",\n', b"text;url\na;b\n"],
    "jsonl": [b'{"title": "A", "text": "B", "url": "http://a.vn/"}\n[1]\n{"text": null}\n'],
    "zip": [_zipped(a_txt=b"A\n\nB.\n", b__c_html=_PAGE, d_jsonl=b'{"text": "A"}\n')],
    "warc": [_SITE, _SITE + _SITE.replace(b"response", b"resource")],
    "gz": [gzip.compress(b"A\n\nB.\n")],
}
SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "front_matter": _front_matters,
    "merge": _three,
    **{target: partial(iter, seeds) for target, seeds in _SHORT.items()},
}
TARGETS: dict[str, Callable[[Any], Callable[[bytes], None]]] = {
    "text": lambda holds: holds.text_is_read_or_refused,
    "clean": lambda holds: _decoded(holds.no_word_is_lost),
    "extract": lambda holds: _decoded(holds.an_article_comes_back_as_it_was_written),
    "front_matter": lambda holds: _decoded(holds.front_matter_is_read_or_refused),
    "merge": lambda holds: _merge(holds.a_hand_s_edit_outlives_a_merge),
    **{family: _file(f".{family}") for family in ("html", "mhtml", "csv", "jsonl", "warc", "zip")},
    "markdown": _file(".md"),
    "gz": _file(".txt.gz"),
    "docx": _file(".docx", _document),
}


if __name__ == "__main__":
    sys.exit(main())
