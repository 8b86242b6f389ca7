"""The fast renderer of plain Markdown gives what MkDocs gives, or nothing."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import large_archive
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from benchmarks import archive
from generator.catalogue import load_catalogue
from generator.convert import convert
from generator.data_out import has_feeds
from generator.data_out.feeds import FEEDS
from generator.pages import article_page, render_article, render_pages
from generator.plain_markdown import PlainPage, render_plain
from generator.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
PATHS = (
    *("index.md", "about.md", "articles/a.md", "articles/Bài (1).md", "persons/mai-van-nam.md"),
    *("dates/index.md", "dates/2024/06.md", "dates/undated/index.md"),
)


class Site:
    """What MkDocs needs to know of a site to render its pages."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.config = mkdocs_config()
        pages = list(paths)
        feeds = [f"{page.removesuffix('.md')}/{name}" for page in pages for name in FEEDS if has_feeds(page)]
        self.files = Files([File(path, "docs", "site", use_directory_urls=True) for path in (*pages, *feeds)])

    def url_of(self, path: str) -> str | None:
        file = self.files.get_file_from_path(path)
        return file.url if file else None

    def rendered(self, path: str, markdown: str) -> Page:
        file = self.files.get_file_from_path(path)
        assert file
        page = Page(None, file, self.config)
        page.markdown, page.meta = markdown, {}
        page.render(self.config, self.files)
        file.page = None
        return page

    def is_plain(self, path: str, markdown: str) -> bool:
        """Whether the text is rendered fast; asserts that it is then rendered as by MkDocs."""
        plain = render_plain(markdown, path, self.url_of)
        if plain:
            assert_same(plain, self.rendered(path, markdown))
        return plain is not None


_CONFIGS: list[MkDocsConfig] = []


def mkdocs_config() -> MkDocsConfig:
    if not _CONFIGS:
        _CONFIGS.append(load_config(str(ROOT / "mkdocs.yml")))
    return _CONFIGS[0]


def assert_same(plain: PlainPage, page: Page) -> None:
    assert plain.content == page.content
    assert tree(plain.contents) == tree(page.toc)
    assert plain.title == page._title_from_render


def tree(headings: Iterable[Any]) -> list[object]:
    return [(each.title, each.id, each.level, each.url, tree(each.children)) for each in headings]


def pages_of(settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and Markdown of every page of an archive, as MkDocs gets them."""
    catalogue, _ = load_catalogue(settings.docs)
    for path, text in render_pages(catalogue, settings):
        yield path, get_data(text)[0]
    for article in catalogue.articles:
        yield article.path, render_article(article_page(catalogue, article), settings)
    yield "about.md", (ROOT / "docs_src/about.md").read_text("utf-8")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An archive of made-up articles."""
    root = tmp_path_factory.mktemp("made-up")
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    archive.write(root / "seeds", 150, seed=7)
    made = load_settings(root)
    convert(made)
    return made


def test_renders_what_the_project_writes(made_up: Settings) -> None:
    for settings_ in (load_settings(ROOT), made_up):
        pages = dict(pages_of(settings_))
        site = Site(pages)
        # Two pages are written for people, with code in them.
        many = {path: markdown for path, markdown in pages.items() if path not in ("about.md", "data/index.md")}
        plain = [site.is_plain(path, markdown) for path, markdown in many.items()]
        assert len(plain) > 50
        assert sum(plain) >= 0.98 * len(plain)


def test_renders_lists_that_are_divided() -> None:
    catalogue = large_archive.catalogue()
    pages = {path: get_data(text)[0] for path, text in render_pages(catalogue, load_settings(ROOT))}
    site = Site([*pages, *(article.path for article in catalogue.articles)])
    divided = [path for path, markdown in pages.items() if "<nav " in markdown or "_1.md" in path]
    assert len(divided) > 20
    assert [path for path in divided if not site.is_plain(path, pages[path])] == []


@pytest.mark.parametrize(
    "markdown",
    [
        "# A\n\n> trích",
        "Một dòng\nhai dòng.",
        "1. Một",
        "- a\n\n- b",
        "- a\n\n    - b",
        "    mã",
        "~~~\n\nmã\n\n~~~",
        "Một `mã`.",
        "Ảnh: ![a](a.png)",
        "[a](khong-co.md)",
        "[a][b]",
        "[a]: b.md",
        "Một *chữ* nghiêng.",
        "a**b**",
        "a | b\n--- | ---\nc | d",
        "| a |\n| --- |",
        "| a | b |\n| --- | --- |\n| c |",
        "| a | b |\n| --- |\n| c | d |",
        "| a | b |\n| --- | --- |\n| c | d | e |",
        "| a | b |\n| --- | --- |\n| c | d |\ne",
        "| a | b |\n| --- | --- |\n| `c | d` |",
        "| a | b |\n| --- | --- |\n| c | d",
        "| a | b |\n| --- | --- |\n    | c | d |",
        "| a | b |\n|:-|-:|\n| c | d |",
        "| a |",
        "Chữ {: .lop }",
        "<div>a</div>",
        '<div class="facts" markdown="1">\n\n- a',
        "<b>a</b>",
        "<!-- a -->",
        "a <http://vi.du>",
        "a_b",
        "a  \nb",
        "a\tb",
        "",
    ],
)
def test_leaves_to_python_markdown_what_it_is_not_sure_of(markdown: str) -> None:
    assert not Site(PATHS).is_plain("articles/a.md", markdown)


@pytest.mark.parametrize(
    "rows",
    [
        ["| **12** | [Bài](../persons/mai-van-nam.md#x) | a &#124; b \\| c | \\# |", "|  | b | - | 1. |"],
        ["| \\\\ | <small>a</small> |  [x](../index.md) | # d |", '| a | | <a id="b"></a> | d |'],
        [f"| {number} | a | b | c |" for number in range(30)],
    ],
)
def test_tables(rows: list[str]) -> None:
    table = "\n".join(["| Số | Bài | *   | Cột &amp; |".replace("*", "b"), "| ---: | --- | :--- | :---: |", *rows])
    for markdown in (table, f"# A\n\n{table}\n\nb", f'<div class="table" markdown="1">\n\n{table}\n\n</div>'):
        assert Site(PATHS).is_plain("articles/a.md", markdown)
    plain = render_plain(table, "articles/a.md", Site(PATHS).url_of)
    assert plain
    assert plain.content.startswith('<table>\n<thead>\n<tr>\n<th align="right">Số</th>\n<th>Bài</th>')
    assert "style" not in plain.content


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("articles/a.md", "../../persons/mai-van-nam/"),
        ("index.md", "persons/mai-van-nam/"),
        ("persons/mai-van-nam.md", "./"),
        ("dates/2024/06.md", "../../../persons/mai-van-nam/"),
    ],
)
def test_links_are_as_seen_from_the_page(path: str, url: str) -> None:
    way = {"index.md": "persons/", "persons/mai-van-nam.md": "", "dates/2024/06.md": "../../persons/"}
    markdown = f"[Nam]({way.get(path, '../persons/')}mai-van-nam.md#x) [Bài](https://vi.du/?a=1&b_c)"
    assert Site(PATHS).is_plain(path, markdown)
    plain = render_plain(markdown, path, Site(PATHS).url_of)
    assert plain
    assert plain.content == f'<p><a href="{url}#x">Nam</a> <a href="https://vi.du/?a=1&amp;b_c">Bài</a></p>'


DRAWING = (
    '<figure class="drawing bars">\n<svg role="img" aria-labelledby="t"><title id="t">A &amp; B</title>\n'
    '  <line x1="1%" y2="9"/><text x="2">*a* `b` _c_ {: .x } [x](y.md)</text>\n</svg>\n'
    "<figcaption>Hình: <b>1</b></figcaption>\n</figure>"
)


@pytest.mark.parametrize("around", ["{}", "# A\n\n{}\n\nb", "- a\n\n{}\n\n- b", "{0}\n\n{0}\n\n\n## B"])
def test_a_drawing_stays_as_it_is(around: str) -> None:
    markdown = around.format(DRAWING)
    assert Site(PATHS).is_plain("articles/a.md", markdown)
    plain = render_plain(markdown, "articles/a.md", Site(PATHS).url_of)
    assert plain
    assert DRAWING in plain.content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<figure class="drawing bars">', '<figure class="drawing" markdown="1">'),
        ('<figure class="drawing bars">', "<figure>"),
        ("</svg>", ""),
        ("</svg>", "</g>"),
        ("</svg>", "</svg></figure><p>a</p><figure>"),
        ("</svg>", "</svg>\n \n"),
        ("</svg>", "</svg><script>a</script>"),
        ("</svg>", "</svg><!-- a -->"),
        ("</svg>", "</svg><br>"),
        ("&amp;", "&"),
        ("&amp;", "<"),
        ("&amp;", "\t"),
        ('"9"', "9"),
        ("</figure>", "</figure> a"),
        ("</figure>", "</figure>\na"),
        ("</figure>", ""),
    ],
)
def test_what_is_no_drawing_for_sure_is_left_to_python_markdown(old: str, new: str) -> None:
    assert not Site(PATHS).is_plain("articles/a.md", DRAWING.replace(old, new))


def test_links_of_a_site_without_folders_as_addresses() -> None:
    urls = {"articles/a.md": "articles/a.html", "index.md": "index.html", "persons/b.md": "persons/b.html"}
    plain = render_plain("[b](../persons/b.md) [nhà](../index.md)", "articles/a.md", urls.get)
    assert plain
    assert plain.content == '<p><a href="../persons/b.html">b</a> <a href="../index.html">nhà</a></p>'


# What was found by the tests below before it was right, and what they should try often.
SIGNS = [
    *"\\`*_{}[]()#+-.!|<>~&=^$%:;\"'/@?,1aĐệ“”…–↓·",
    *(
        "~~~",
        "~~~\n\n",
        "```",
        "**",
        "***",
        "__",
        "##",
        "10.",
        "&amp;",
        "&lt;",
        "&#124;",
        "&#x26;",
        "&b;",
        "&1;",
        "&#",
        "&\\#",
        "&nbsp;",
    ),
    *("<small>", "</small>", "<span>", "</span>", "</a>", "<br>", "<b>", "<div>", "</div>", "<!--", "-->", "<?"),
    *('<span id="cau-1">', '<a href="#cau-1">', '<a id="2024"></a>', '<div class="facts" markdown="1">'),
    *("<nav>", "</nav>", '<nav class="columns" aria-label="Các bài: 1/2" markdown="1">'),
    *("[a](../persons/mai-van-nam.md)", "[b](../dates/index.md#x-1)", "[c](https://a.b/c_d?e=1&f=2)", "[d](e.md)"),
    *("[Bài](B%C3%A0i%20%281%29.md#a)", "![i](a.png)", "[x]: y", "[x][y]", "[TOC]", "{: .x}", "http://a.b", "a@b.c"),
    *("\\[", "\\]", "\\#", "\\*", "\\_", "\\-", "\\.", "\\!", "\\>", "\\{", "\\`", "\\a", "**a**", "*a*", "AB"),
    *("|", " | ", "\n| --- | --- |\n", "| a | b |", "\\|"),
    *(" ", " ", " ", "  ", "\n", "\n\n", "\n\n", "\n- ", "\n    - ", "- ", "    ", "\t", "\r", "\xa0", "\u2003"),
    *("\x02", "\x03", "\x1c", "\x85", "\u200b", "\u2028", "\ufeff", "\u0301"),
]
STARTS = [
    "~~~",
    "```",
    "",
    "",
    "",
    "- ",
    "- ",
    "    - ",
    "# ",
    "## ",
    "### ",
    "*",
    "**",
    "1. ",
    "> ",
    "    ",
    " ",
    "\\- ",
    "<small>",
]
WORDS = st.sampled_from(["Bà Mai", "năm 2024", "(tỉnh Sơn La)", "LĐ-TB&XH", "80,8 %", "5 * 3", *SIGNS])
LINES = st.builds("{}{}{}".format, st.sampled_from(STARTS), st.lists(WORDS, max_size=4).map(" ".join), WORDS)
DIVISION = '<div class="facts" markdown="1">\n\n{}\n\n</div>'.format
CELLS = st.lists(WORDS, max_size=2).map(" ".join)
ROWS = st.integers(1, 3).flatmap(
    lambda columns: st.lists(
        st.lists(CELLS, min_size=columns, max_size=columns).map(lambda cells: f"| {' | '.join(cells)} |"),
        min_size=2,
        max_size=4,
    ).map(lambda rows: "\n".join([rows[0], f"| {' | '.join(['---:', '---', ':--:'][:columns])} |", *rows[1:]]))
)
TABLE = '<div class="table" markdown="1">\n\n{}\n\n</div>'.format
FIGURE = '<figure class="drawing bars">\n{}\n</figure>'.format
INSIDE = st.sampled_from(
    [
        *(
            "<svg>",
            "</svg>",
            '<rect x="1"/>',
            '<rect x="1">',
            "<text>",
            "</text>",
            "<title>",
            "</title>",
            "<p>",
            "</p>",
        ),
        *(
            "<svg>\n</svg>",
            "<text>a</text>",
            "<title>&lt;b&gt;</title>",
            "<p>*a*</p>\n",
            "</figure>",
            '<a href="b">c</a>',
        ),
        *(
            '<g id="a`b">',
            "</g>",
            '<figure class="a">',
            "<div>",
            "</div>",
            '<li class="x" />',
            '<p title="&quot;">',
            "&AMP;",
        ),
        *("<use/>", "<title/>", "<text\n>", "<TEXT>", "</text >", "<ul>\n<li>a</li>\n</ul>"),
    ]
)
DRAWN = st.lists(st.one_of(INSIDE, INSIDE, WORDS), max_size=6).map("".join).map(FIGURE)
WAYS = '<nav class="columns" aria-label="Các bài, theo năm" markdown="1">\n\n{}\n\n</nav>'.format


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(PATHS), st.lists(st.sampled_from(SIGNS), max_size=9).map("".join))
@example("index.md", "**")
@example("index.md", "# \\>")
@example("index.md", '<span id="ca\tu">')
@example("index.md", "[a](./about.md#b)")
@example("index.md", "&\\#1;")
@example("index.md", "# a\n\n## A\n\n## Ă\n\n#### \\_\n\n## -\n\n## +")
def test_any_signs(path: str, markdown: str) -> None:
    Site(PATHS).is_plain(path, markdown)


@settings(max_examples=800, deadline=None)
@given(
    st.sampled_from(PATHS),
    st.lists(
        st.one_of(
            st.lists(LINES, min_size=1, max_size=4).map("\n".join),
            st.lists(LINES, min_size=1, max_size=2).map("\n\n".join).map(DIVISION),
            st.lists(LINES, min_size=1, max_size=2).map("\n\n".join).map(WAYS),
            ROWS,
            ROWS.map(TABLE),
            DRAWN,
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n \n", "\n"]),
)
def test_any_blocks(path: str, blocks: list[str], between: str) -> None:
    Site(PATHS).is_plain(path, between.join(blocks))


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(["{}", "{}", "a\n\n{}\n\nb", "- a\n\n{}\n\n- b"]), DRAWN)
def test_any_drawing(around: str, drawing: str) -> None:
    Site(PATHS).is_plain("articles/a.md", around.format(drawing))


@pytest.fixture(scope="module")
def written() -> tuple[Site, list[tuple[str, list[str]]]]:
    """The repository's archive, and the lines of its pages."""
    pages = dict(pages_of(load_settings(ROOT)))
    return Site(pages), [(path, markdown.split("\n")) for path, markdown in sorted(pages.items())]


def edited(line: str, kind: int, place: int, length: int, sign: str) -> list[str]:
    """What a hand may make of a line."""
    place %= len(line) + 1
    end = place + length
    return (
        [line, line],
        ["", line],
        [sign + line],
        [line[:place] + sign + line[place:]],
        [line[:place] + line[end:]],
        [line[:end] + line[place:]],
        [line[:place], line[place:]],
        [],
    )[kind]


_NUMBER = st.integers(0, 999)
EDITS = st.tuples(
    _NUMBER, st.integers(0, 7), _NUMBER, st.integers(1, 4), st.one_of(st.sampled_from(SIGNS), st.sampled_from(STARTS))
)


@settings(max_examples=400, deadline=None)
@given(_NUMBER, _NUMBER, st.integers(1, 12), st.lists(EDITS, min_size=1, max_size=3))
def test_pages_that_a_hand_changed(
    written: tuple[Site, list[tuple[str, list[str]]]],
    page: int,
    start: int,
    count: int,
    edits: list[tuple[int, int, int, int, str]],
) -> None:
    site, pages = written
    path, whole = pages[page % len(pages)]
    start %= len(whole)
    lines = whole[start : start + count]
    for at, kind, place, length, sign in edits:
        if lines:
            number = at % len(lines)
            lines[number : number + 1] = edited(lines[number], kind, place, length, sign)
    site.is_plain(path, "\n".join(lines))
