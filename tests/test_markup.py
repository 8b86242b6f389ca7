"""Text on disk is escaped so that every engine shows it as that text: Python-Markdown and CommonMark do."""

import html
import re

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.markup import escape

# Those of mkdocs.yml that read inline or block syntax, and the ones other themes commonly add.
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc", "footnotes", "def_list", "abbr", "admonition", "fenced_code"]
SIGNS = "\\`*_{}[]()<>#+-.!|&~=^$%:;\"'/@ "
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[bấm](javascript:alert(1))",
    "![ảnh](x)",
    "* một * hai",
    "# không là tiêu đề",
    "| a | b |",
    "    bốn dấu cách",
    "1. không là danh sách",
    "12) cũng không",
    "- Đồng chí",
    "+ thêm",
    "> trích",
    "```",
    "~~~ a",
    "---",
    "===",
    "***",
    "&lt;b&gt; &amp; LĐ-TB&XH &#60;",
    "{{ 7*7 }} {% raw %} {: .lop }",
    ":smile: ==a== ^^b^^ ~~c~~ %%d%% $e$ ++f++",
    "!!! note",
    "??? note",
    "[TOC]",
    "[^1]: chú thích",
    "*[HTML]: x",
    "http://vi.du/a_b_c",
    "a_b_c 2*3*4",
    "\\*thô\\*",
    ": định nghĩa",
    '=== "Thẻ"',
]


def text_of(rendered: str) -> str:
    """The text of what must be one paragraph and nothing but text."""
    paragraph = re.fullmatch(r"<p>([^<]*)</p>\s*", rendered)
    assert paragraph, rendered
    return html.unescape(paragraph[1])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    shown = " ".join(text.split())
    assert text_of(markdown.markdown(escape(text), extensions=EXTENSIONS)) == shown
    assert text_of(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escape(text))) == shown


@given(st.text(st.sampled_from(SIGNS + "aĐ1\n\t"), min_size=1, max_size=40).filter(lambda text: text.strip()))
@example("\\")
@example("a\\")
@example("&#")
def test_any_signs_are_shown_as_text(text: str) -> None:
    shown = " ".join(text.split())
    assert text_of(markdown.markdown(escape(text), extensions=EXTENSIONS)) == shown
    assert text_of(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escape(text))) == shown


@given(st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=5))
def test_paragraphs_do_not_join(texts: list[str]) -> None:
    rendered = markdown.markdown("\n\n".join(escape(text) for text in texts), extensions=EXTENSIONS)
    shown = [html.unescape(paragraph) for paragraph in re.findall(r"<p>([^<]*)</p>", rendered)]
    assert shown == [" ".join(text.split()) for text in texts]
