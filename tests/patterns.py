"""Is every regular expression of the project linear? `python tests/patterns.py`; some minutes, not run by pytest.

Each is given what its own structure says is hardest for it (pattern_growth.py), and what is hard for many, in growing
size up to a megabyte; what may take longer than the limit is printed with its input. Only the CPU's time counts.
test_patterns.py holds the same without a clock, from the structure alone.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator

from all_patterns import Place, all_patterns
from pattern_growth import beginnings, growths

MEGABYTE = 1 << 20
LIMIT = 1.0
SHORT = 1 << 12
PUMPS = [
    *" 1Aaế,.;:-–/(\"“'[<*|\\`{&_#\t\n\xa0\u0301",
    *"a |A |Ab |1 |1/|1.|12, |A.|a-|( |() |“a” |đồng chí |Nguyễn Văn A, Bí thư; |ngày 1/2/2024 |Lê Văn Ba, ".split("|"),
    *"năm |số 1 |tỉnh |và |của |Cụm thi đua số 1 |http://a.vn/|a.vn |<a b='c'> |[a](b) |- |ảnh: |theo ".split("|"),
    "\n\n",
    "a\n",
    "| a ",
]
ENDS = ["\0", "", " ", "."]


def main() -> int:
    """Says what is slow; 1 where there is something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for a megabyte")
    parser.add_argument("--only", default="", help="part of a file's name")
    options = parser.parse_args()
    patterns = [place for place in all_patterns() if options.only in place.file]
    slow, worst = 0, 0.0
    for place in patterns:
        seconds, pump = slowest(place)
        worst = max(worst, seconds)
        if seconds > options.limit:
            slow += 1
            print(
                f"generator/{place.file}:{place.line}: {seconds:.1f} s on {pump!r}: {place.pattern[:100]}", flush=True
            )
    print(f"{len(patterns)} patterns, {slow} slow; the slowest takes {worst:.2f} s for a megabyte")
    return bool(slow)


def slowest(place: Place) -> tuple[float, str]:
    """The CPU seconds of the worst input for a megabyte, and what it repeats."""
    compiled = re.compile(place.pattern, place.flags)
    ask = _finds(compiled) if place.searching else compiled.fullmatch if place.whole else compiled.match
    short = [(_seconds(ask, text, SHORT), text) for text in _inputs(place)]
    found = 0.0, ""
    for began, make in sorted(short, key=lambda pair: -pair[0])[:4]:
        size, seconds = SHORT, began
        while size < MEGABYTE and seconds * MEGABYTE / size > LIMIT / 3 and seconds < 4 * LIMIT:
            size *= 4
            seconds = _seconds(ask, make, size)
        # What was stopped on the way takes at least in proportion.
        found = max(found, (seconds * MEGABYTE / size, make(40)[:40]))
    return found


def _finds(compiled: re.Pattern[str]) -> Callable[[str], object]:
    def find(text: str) -> None:
        for _ in compiled.finditer(text):
            pass

    return find


def _inputs(place: Place) -> Iterator[Callable[[int], str]]:
    grown = growths(place.pattern, place.flags, searching=place.searching, whole=place.whole)
    for growth in grown:
        yield growth.text
    own = beginnings(place.pattern, place.flags)
    for pump in [*own, *(f"{each} " for each in own), *(each[:-1] for each in own if len(each) > 1)]:
        for end in ENDS:
            yield _repeated("", pump, end)
    for before in ["", *own]:
        for pump in PUMPS:
            yield _repeated(before, pump, "\0")


def _repeated(before: str, pump: str, end: str) -> Callable[[int], str]:
    return lambda length: before + pump * ((length - len(before)) // len(pump) + 1) + end


def _seconds(ask: Callable[[str], object], make: Callable[[int], str], size: int) -> float:
    text = make(size)
    began = time.process_time()
    ask(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
