"""Prints how well extraction reads the corpus, and what it misses.

python -m tests.evaluation [--part open|set_aside] [--misses]
"""

import argparse

from .gold import CORPUS, PARTS, examples
from .score import COUNTED, SHARES, Result, score


def table(result: Result) -> str:
    """The sums as a table: precision, recall and F1 of the lists, the share of right answers of the rest."""
    lines = [f"{'field':<14}{'P':>8}{'R':>8}{'F1':>8}{'right':>7}{'wrong':>7}{'missed':>7}"]
    for name in COUNTED:
        each = result.tallies[name]
        lines.append(
            f"{name:<14}{each.precision:>8.3f}{each.recall:>8.3f}{each.f1:>8.3f}{each.right:>7}{each.wrong:>7}{each.missed:>7}"
        )
    lines.append(f"\n{'field':<14}{'share':>8}{'right':>7}{'of':>7}")
    for name in SHARES:
        each = result.tallies[name]
        lines.append(f"{name:<14}{each.recall:>8.3f}{each.right:>7}{each.right + each.missed:>7}")
    return "\n".join(lines)


def main() -> None:
    """One table a part."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", choices=PARTS, action="append", help="only this part of the corpus")
    options.add_argument("--misses", action="store_true", help="list every wrong and missing answer")
    chosen = options.parse_args()
    for part in chosen.part or PARTS:
        found = examples(CORPUS / part)
        result = score(found)
        print(f"\n{part}: {len(found)} articles\n\n{table(result)}")
        if chosen.misses:
            print("\n" + "\n".join(result.misses))


if __name__ == "__main__":
    main()
