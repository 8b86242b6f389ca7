"""Anchors are what slugify makes of a heading, however fast."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from slugify import slugify

from generator.identifiers import heading_anchor


@settings(max_examples=1000)
@given(st.one_of(st.text(max_size=20), st.text("Đđệữ\u0301\u0323 aB'’\"“”–&;#x1,.-_≠ﬁǅİ", max_size=20)))
@example("&Prime; &#X41;")
@example("Cụm thi đua số 1, năm 2.024")
@example("D'Artagnan “10,5”")
def test_an_anchor_is_as_slugify_makes_it(heading: str) -> None:
    assert heading_anchor(heading, "-") == slugify(heading)
