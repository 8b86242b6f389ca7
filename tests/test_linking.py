import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from generator.markup import escape
from generator.pages.linking import Target, document_wording, link_first_mentions, name_wording

MAI = "Trương Thị Mai"
TARGETS = [
    Target(name_wording(MAI), "mai.md"),
    Target(document_wording("Chỉ thị", "05-CT/TW"), "05.md"),
    Target(document_wording("Nghị quyết", "29"), "29.md"),
    Target(name_wording("Mai"), "m.md"),
    Target(name_wording("K'Giắc *x_y*"), "k.md"),
]


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("Bà Trương Thị Mai và Trương Thị Mai.", "Bà [Trương Thị Mai](mai.md) và Trương Thị Mai."),
        ("TRƯƠNG THỊ MAI nói", "[TRƯƠNG THỊ MAI](mai.md) nói"),
        ("Trương\nThị  Mai nói", "[Trương\nThị  Mai](mai.md) nói"),
        ("**Trương Thị Mai** nói", "**[Trương Thị Mai](mai.md)** nói"),
        ("> Trương Thị Mai", "> [Trương Thị Mai](mai.md)"),
        ("- Trương Thị Mai", "- [Trương Thị Mai](mai.md)"),
        ("[1] Bà Mai, sớm mai", "[1] Bà [Mai](m.md), sớm mai"),
        ("Chỉ thị số 05-CT/TW", "[Chỉ thị số 05-CT/TW](05.md)"),
        ("Chỉ thị của Bộ Chính trị số 05-CT/TW", "Chỉ thị của Bộ Chính trị số [05-CT/TW](05.md)"),
        ("29 điều của Nghị quyết số 29", "29 điều của [Nghị quyết số 29](29.md)"),
        ("Nghị quyết 29.", "[Nghị quyết 29](29.md)."),
        (str(escape("Ông K'Giắc *x_y* đến")), r"Ông [K'Giắc \*x\_y\*](k.md) đến"),
        ("[x](y) rồi Trương Thị Mai", "[x](y) rồi [Trương Thị Mai](mai.md)"),
        ("<!-- ghi chú -->\n\nTrương Thị Mai", "<!-- ghi chú -->\n\n[Trương Thị Mai](mai.md)"),
        (
            "<div>\nTrương Thị Mai\n\n</div>\n\nTrương Thị Mai",
            "<div>\nTrương Thị Mai\n\n</div>\n\n[Trương Thị Mai](mai.md)",
        ),
        ("# Trương Thị Mai\n\nTrương Thị Mai", "# Trương Thị Mai\n\n[Trương Thị Mai](mai.md)"),
        ("Trương Thị Mai\n\n```\nx\n```", "[Trương Thị Mai](mai.md)\n\n```\nx\n```"),
    ],
)
def test_linked(body: str, linked: str) -> None:
    assert link_first_mentions(body, TARGETS) == linked


@pytest.mark.parametrize(
    "body",
    [
        "Trương Thị Maia, Trương Thị Mai_, xTrương Thị Mai",
        "[Trương Thị Mai](x.md)",
        "![ảnh Trương Thị Mai](x.jpg)",
        "[bà Trương Thị Mai][1]",
        "[1]: x.md 'Trương Thị Mai'",
        "[x](y 'Trương Thị Mai')",
        "`Trương Thị Mai`",
        "``x ` Trương Thị Mai``",
        "    Trương Thị Mai",
        "\tTrương Thị Mai",
        "~~~\nTrương Thị Mai\n\nTrương Thị Mai",
        "Trương Thị Mai\n====",
        "Trương Thị Mai\n---",
        "> ## Trương Thị Mai",
        '<img alt="Trương Thị Mai">',
        "<a href='x'>Trương Thị Mai</a>",
        "<pre>\n\nTrương Thị Mai\n</pre>",
        "<div>\n\nTrương Thị Mai",
        "https://x.vn/05-CT/TW",
        "!Trương Thị Mai",
        "\\Trương Thị Mai",
        "105-CT/TW, 05-CT/TW-2, 05-CT/TWx",
        "Nghị quyết 29/2024, Nghị quyết 29-NQ, Nghị quyết 29,5, Nghị quyết 299, 29",
    ],
)
def test_not_linked(body: str) -> None:
    assert link_first_mentions(body, [target for target in TARGETS if target.url != "m.md"]) == body


def test_a_document_without_a_number_is_not_linked() -> None:
    body = "Chỉ thị , nghị quyết."
    assert link_first_mentions(body, [Target(document_wording("Chỉ thị", ""), "x.md")]) == body


@pytest.mark.parametrize("written", ["a\\\\", "a\\"])
def test_a_name_that_ends_in_a_sign(written: str) -> None:
    targets = [Target(name_wording("a\\"), "a.md")]
    assert link_first_mentions(f"Ông {written} nói", targets) == f"Ông [{written}](a.md) nói"


class Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


LINK = re.compile(r"\[([^\[\]]*)\]\((?:mai|05|29|m|k)\.md\)")


def shown(body: str) -> str:
    parser = Text()
    try:
        parser.feed(markdown.markdown(body, extensions=["toc", "tables", "fenced_code", "attr_list", "md_in_html"]))
        parser.close()
    except AssertionError:
        # Python's own HTML parser, here and in Python-Markdown, gives up on broken declarations such as `<![x`.
        reject()
    return "".join(parser.text)


NAMES = [MAI, "Chỉ thị 05-CT/TW", "Mai", "Nghị quyết 29", str(escape("K'Giắc *x_y*")), "văn bản", "."]
BLOCKS = [
    "\n",
    "\n\n",
    " ",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "\n---\n",
    "\n===\n",
    "| a |\n|---|\n| ",
    "```\n",
    "~~~\n",
    "\t",
]
SIGNS = ["`", "``", "[", "]", "](x)", "](x 'y')", "(", ")", "![", "\\", "*", "_", "**", "{: .x }", "{", "}", "[1]: x\n"]
HTML = [
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<br>",
    "<",
    ">",
    "https://x.vn/",
    "&amp;",
]
PIECES = st.sampled_from([*NAMES, *BLOCKS, *SIGNS, *HTML, "[x][1]"])


@given(st.lists(PIECES, max_size=25).map("".join))
@example("văn bản\n{: .x }Trương Thị Mai")
@settings(max_examples=500, deadline=None)
def test_the_text_shown_stays_the_same(body: str) -> None:
    linked = link_first_mentions(body, TARGETS)
    assert re.sub(r"\s+", " ", shown(linked)) == re.sub(r"\s+", " ", shown(body))
    assert linked.count(".md)") <= len(TARGETS)


@pytest.mark.parametrize(
    "piece", ["[", "](", "<", "`", "<a>", "(", "![", "<div>\n", "```\n", "{", "> ", "Mai", "x\n", "https://"]
)
def test_a_megabyte_of_one_sign_comes_to_an_end(piece: str) -> None:
    """Nothing here is timed: anything but linear would take hours."""
    body = f"{piece * (1_000_000 // len(piece))}\n\n{MAI}"
    linked = link_first_mentions(body, TARGETS)
    assert LINK.sub(r"\1", linked) == body
