"""No regular expression takes more than linear time: told from its structure, without a clock (patterns.py has one)."""

import pytest
from all_patterns import Place, all_patterns
from pattern_growth import growths

# What is found, and yet is linear: by the beginning of the pattern.
EXEMPT = {
    "<p><em>((?:[^<]|<(?!/?(?:p|em)>))*)": "what is read ends at the next <p>, where another match may begin",
    "^(?P<fence>`{3,20}|~{3,20}).*?(?:^(?P=fence)|\\Z)": "a fence that nothing closes goes on to the end, and matches",
}


@pytest.fixture(scope="module")
def patterns() -> list[Place]:
    return all_patterns()


def test_every_pattern_is_linear(patterns: list[Place]) -> None:
    found = {
        f"generator/{each.file}:{each.line}: on {grown[0].again!r} again and again: {each.pattern[:80]}"
        for each in patterns
        if not each.pattern.startswith(tuple(EXEMPT))
        and (grown := growths(each.pattern, each.flags, searching=each.searching, whole=each.whole))
    }
    assert not found


def test_none_is_forgotten_and_none_exempt_that_is_gone(patterns: list[Place]) -> None:
    files = {each.file for each in patterns}
    # Made when a module is imported, in a table, by a function, in a call, of words of the text.
    assert files >= {"markup.py", "clean/junk.py", "extract/short_names.py", "front_matter.py", "extract/periods.py"}
    assert len(patterns) > 600
    for begins in EXEMPT:
        assert any(each.pattern.startswith(begins) for each in patterns), begins


def test_what_a_pattern_is_asked_is_known(patterns: list[Place]) -> None:
    asked = {each.file: each.asked for each in patterns if each.pattern.startswith(r"\*(?=[^\s*])")}
    assert asked == {"plain_markdown/form.py": ["fullmatch"]}


BAD = [
    (r"\s+$", 0, "search"),
    (r"\w+ xã", 0, "search"),
    (r"tỉnh[^.]*huyện", 0, "search"),
    (r"(?=.*x)a", 0, "search"),
    (r"(?:xã|huyện) [A-Z]\w*(?: [A-Z]\w*)* và", 0, "search"),
    (r"<url>.*?</url>", 16, "search"),
    (r"\[(?:[^\[\]\\]|\\.)*\]\(", 0, "search"),
    (r"“([^”]+)”", 0, "search"),
    (r"[^\n]*\n", 0, "search"),
    (r"^\s*,?\s*x", 0, "quadratic"),
    (r"^A*a*x", 2, "quadratic"),
    (r"^(.+) và (.+) có$", 0, "quadratic"),
    (r"^(?:\w+\s*)+:", 0, "exponential"),
    (r"^(?:a|b|ab)*c", 0, "exponential"),
    (r"^'(?:[ -~]|'')*'$", 0, "exponential"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "flags", "kind"), BAD)
def test_one_that_takes_longer_is_found(pattern: str, flags: int, kind: str) -> None:
    assert kind in {each.kind for each in growths(pattern, flags)}


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\s)\s+$",
        r"\b\w+ xã",
        r"(?<!\w)[^\W\d_]+ xã",
        r"b(?<!\wb)\w+ x",
        r"tỉnh[^.t]*huyện",
        r"tỉnh[^.]{0,60}huyện",
        r"\d+(?:\.\d{3})*",
        r"[^\n]+\n?|\n",
        r"“([^”]+)”?",
        r"^(?:[a-z]+-)*[a-z]+$",
    ],
)
def test_one_that_does_not_is_let_pass(pattern: str) -> None:
    assert growths(pattern) == []


def test_anchored_patterns_may_begin_with_a_repeat() -> None:
    assert growths(r"\s+$") != []
    assert growths(r"\s+$", searching=False) == []
    assert growths(r"\w*", whole=True, searching=False) == []
