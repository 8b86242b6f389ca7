"""The fast reader of plain front matter says what YAML says, or nothing."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.document import _Loader, split
from generator.plain_yaml import plain_mapping

ROOT = Path(__file__).parent.parent

SCALARS = st.one_of(
    st.sampled_from(
        "true false True yes NO n null ~ 0 7 007 0o7 0x1F 1e3 1.5 1. .5 -3 +1 1_000 12:30 12:30:45 2024 2024-06 "
        "2024-06-20 2024-6-2 2016-H1 2023-M01/M09 05-CT/TW 80,8 1.513 = << .inf .nan - ? : 9e9 0b1 1:2".split()
    ),
    st.sampled_from(
        ["a: b", "a #b", "a#b", "a:b", "'it''s'", '"a: #b"', '"a\\n"', "'a", '"a', "[a]", "{a: b}", "&a b", "*a"]
    ),
    st.sampled_from(
        ["!x a", "| a", "> a", "%a", "@a", "`a", "a ", " a", "“Ngày 20/6” + “9-7”", "(a) b", "- a", "a:", "a\tb"]
    ),
    st.text("aÀđ0123456789 -.:#'\"/%“”,[]{}&*!|>?=~_eExo\u0301\u2028\x85\ufeff\x07", max_size=12),
    st.text(max_size=6),
)
KEYS = st.sampled_from("title date persons name id roles y no on a_b source figures null".split())
LINES = st.one_of(
    st.builds("{}{}{}: {}".format, st.sampled_from(["", "  ", "   "]), st.sampled_from(["", "- "]), KEYS, SCALARS),
    st.builds("{}{}{}:".format, st.sampled_from(["", "  "]), st.sampled_from(["", "- "]), KEYS),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "    "]), SCALARS),
    st.sampled_from(["", "# a", "---", "...", "  ", "-", "  -", "? a"]),
)


@settings(max_examples=3000, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=8).map("\n".join))
@example("source:\n  name: a\n  url:\n  - b")
@example("persons:\n- name: a\n- b\n- name: c\n  roles:\n  - d")
@example("persons:\n  - name: a")
@example("title: a\n  b: c")
@example("title: a\ntitle: b")
@example("title:\n  a")
def test_says_what_yaml_says_or_nothing(text: str) -> None:
    read = plain_mapping(text)
    if read is not None:
        expected = yaml.load(text, Loader=_Loader)  # noqa: S506  # a SafeLoader
        assert read == expected
        assert repr(read) == repr(expected), "1, 1.0 and True are equal, and not the same"


@pytest.mark.parametrize("path", sorted((ROOT / "docs_src/articles").glob("*.md")), ids=lambda path: path.stem)
def test_reads_what_the_converter_writes(path: Path) -> None:
    text = split(path.read_text("utf-8"))[0]
    read = plain_mapping(text)
    assert read is not None
    assert read == yaml.load(text, Loader=_Loader)  # noqa: S506  # a SafeLoader
