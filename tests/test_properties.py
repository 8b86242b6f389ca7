"""What must hold of any text whatever; the same as fuzz.py feeds with what it finds out itself."""

import zipfile
from io import BytesIO
from pathlib import Path

import properties
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.document import load_mapping, parse_article
from generator.errors import ProblemError

# Words that rules know, signs that they look for, and white space of every kind.
WORDS = st.sampled_from(
    """Đồng chí|Lê Văn Ba|Nguyễn Thị Hà|Bí thư Tỉnh ủy|Phó|Chủ tịch|UBND|tỉnh|Sơn La|huyện|xã|và|cùng|gồm|có|12|1.234,5
80,8%|ngày 20/6/2024|năm 2023|quý II|Cụm thi đua số 1|Khối|thành viên|Nghị quyết số 18-NQ/TW|Chỉ thị 05|tổ chức|hội nghị
Ảnh:|Nguồn:|Theo|Tin, ảnh|PV|Báo Nhân Dân|Thứ Tư, 08/04/2015, 08:11 [GMT+7]|abc.vn|http://a.vn/b|Chia sẻ|Tin liên quan
trước đây|được bầu|giữ chức|ông|bà Hà|anh hùng|“|”|"|(|)|[|]|<b>|&nbsp;|&amp;|*|_|`|#|{{|}}|$|~|\\|---|- |1. |+|=|!|?|…
;|:|,|.|/|–""".replace("\n", "|").split("|")
)
SPACES = st.sampled_from(
    [" ", " ", " ", "\n", "\n\n", "", "\t", "\r\n", "\xa0", "\u200b", "\u2028", "\x0b", "\x1c", "\ufeff"]
)
TEXTS = st.lists(
    st.one_of(WORDS, WORDS, st.text(max_size=6)).flatmap(lambda word: SPACES.map(word.__add__)), max_size=60
)
FILES = st.lists(
    st.sampled_from(
        r"""title: A|title: B|date: 2024-06-20|persons:|- name: B|- id: b\n  name: B|  roles: [C, D]|provinces:|- Sơn La
documents:|- {}|- kind: Luật|# một|source: {name: N}|figures:\n- value: 1\n  quote: q|'a': b|? a|a: &x b|c: *x
a: >-\n  b\n  c|- - b|a:|title: 'it''s'|byline: ["B", C]|x: [y|...""".replace("\n", "|")
        .replace("\\n", "\n")
        .split("|")
    ),
    max_size=9,
).map("\n".join)
BODIES = st.lists(st.sampled_from(["Một.", "Hai ba bốn năm.", "Hai ba bốn sáu.", "*Ảnh.*", "a\nb", ""]), max_size=7)
ARTICLES = st.builds("---\n{}\n---\n\n{}\n".format, FILES, BODIES.map("\n\n".join))
few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(st.binary(max_size=200))
@example(b"")
@example(b"\xff\xfe\x00")
def test_text_is_read_or_refused(data: bytes) -> None:
    properties.text_is_read_or_refused(data)


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("name.txt", "Một.")
    properties.a_file_is_read_or_refused(tmp_path, ".zip", packed.getvalue().replace(b"name.txt", b"\0ame.txt"))


@few
@given(TEXTS.map("".join) | st.text(max_size=300))
def test_an_article_comes_back_as_it_was_written(text: str) -> None:
    properties.an_article_comes_back_as_it_was_written(text)


@few
@given(FILES | st.text("ab:-?[]{}&*!|>'\"%@# \n\t,0.~", max_size=40))
@example("? [a]\n: b")
@example("documents:\n- {}")
@example('title: "a"b"')
@example("a: '" + "''" * 40 + "\t")
def test_front_matter_is_read_or_refused(text: str) -> None:
    properties.front_matter_is_read_or_refused(text)


@few
@given(ARTICLES, ARTICLES | st.text(max_size=80), ARTICLES)
def test_a_hand_s_edit_outlives_a_merge(base: str, current: str, new: str) -> None:
    properties.a_hand_s_edit_outlives_a_merge(base, current, new)


DEEP = 100_000
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 9)
)


@pytest.mark.parametrize(
    ("front_matter", "cause"),
    {
        "brackets": ("a: " + "[" * DEEP, "is nested too deep"),
        "dashes": ("- " * DEEP, "is nested too deep"),
        "question marks": ("? " * DEEP, "is nested too deep"),
        "indents": ("\n".join(" " * level + "a:" for level in range(500)), "is nested too deep"),
        "aliases of aliases": (BOMB, "its aliases unfold to too much"),
        "in itself": ("a: &a [*a]", "a holds itself"),
        "a key of several": ("[a]: b", "a key is not a text"),
        "digits": (f"a: {'9' * 5000}", "a number is too long"),
        "bits": (f"a: 0b{'1' * 20_000}", "a number is too long"),
        "sets": ("a: !!set {b}", "could not determine a constructor"),
        "objects": ("a: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
        "no number": ("a: !!int ''", "string index out of range"),
        "no truth": ("a: !!bool b", "broken front matter"),
    }.values(),
)
def test_yaml_that_no_reader_can_be_given(front_matter: str, cause: str) -> None:
    with pytest.raises(ProblemError, match=cause):
        load_mapping(front_matter, "a.md")


def test_aliases_and_brackets_in_bounds_are_read() -> None:
    assert load_mapping("a: &a [b]\nc: [*a, *a]", "a.md") == {"a": ["b"], "c": [["b"], ["b"]]}
    many = "provinces: [" + ", ".join(["[a]"] * 60) + "]"
    assert len(load_mapping(many, "a.md")["provinces"]) == 60


@pytest.mark.parametrize("value", [".nan", ".inf", "1e300", "9" * 40])
def test_a_figure_that_nobody_can_count(value: str) -> None:
    with pytest.raises(ProblemError, match="not a number"):
        parse_article(f"---\ntitle: A\nfigures:\n- value: {value}\n  quote: q\n---\n", "a.md")
