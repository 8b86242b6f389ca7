"""What the site says can be said in another language: every word of it is in one file, and that file is heeded."""

import ast
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.plurals import PLURALS
from babel.messages.pofile import read_po
from click.testing import CliRunner
from conftest import ROOT, SITE_FOLDER, _served
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect
from scratch_archive import write_archive
from search_index import read_index
from site_tree import built
from test_search_background import titles_of, wait_until

from generator.cli import main
from generator.errors import ProblemError
from generator.pages.environment import environment
from generator.search import BackgroundIndex
from generator.translation import Translation, _, _n, speak
from generator.translation.extraction import updated
from generator.translation.po_file import load_translation

WORDS = ROOT / "site_templates/words.po"
MESSAGE = re.compile(r"""(?<!\w)(?:_|_n|N_)\(\s*(?:"[^"]*"|'[^']*')""")
# Words of more than one letter with an accent, and a few that have none.
VIETNAMESE = re.compile(r"(?<![\w-])(?:(?=\w*[^\W\d_a-zA-Z])\w{2,}|theo|trong|hay|cho|hai|nay|sao)(?![\w-])")
# Tables of letters, the grammar of sentences, and what is said of the data in the data's own language.
NO_WORDS_OF_THE_SITE = {"fold.js", "sums.py", "terms.py"}
DATA = {"Văn bản", "số", " số ", "phó "}
SITE_HALF = ("pages", "citing", "drawings", "site", "search", "parts", "dates.py", "periods.py", "plugin.py")

ENGLISH: dict[str, str | tuple[str, ...]] = {
    "Bài viết": "Articles",
    "Nhân vật": "People",
    "Tìm kiếm": "Search",
    "Thời gian": '"Time" & more',
    "Tìm thấy {count} bài.": ("Found {count} article.", "Found {count} articles."),
    "{count} bài": ("one article", "{count} articles"),
    "tháng {month}/{year}": "month {month}/{year}",
    "Trang này không còn": "<Gone>",
}


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    yield
    speak(Translation())


def po(
    words: Mapping[str, str | tuple[str, ...]],
    *,
    language: str = "en",
    plural: str = "nplurals=2; plural=(n != 1);",
    into: Path = WORDS,
) -> bytes:
    """The PO file with some translations put in, as an editor would."""
    text = into.read_text("utf-8").replace('"Language: vi\\n"', f'"Language: {language}\\n"')
    text = text.replace('"Plural-Forms: nplurals=1; plural=0;\\n"', f'"Plural-Forms: {plural}\\n"')
    for message, said in words.items():
        start = f"msgid {json.dumps(message, ensure_ascii=False)}\n"
        assert start in text
        if isinstance(said, str):
            text = text.replace(f'{start}msgstr ""', f"{start}msgstr {json.dumps(said)}")
        else:
            forms = "\n".join(f"msgstr[{number}] {json.dumps(form)}" for number, form in enumerate(said))
            plural_id = start.replace("msgid", "msgid_plural")
            text = text.replace(f'{start}{plural_id}msgstr[0] ""', f"{start}{plural_id}{forms}")
    return text.encode()


def test_every_message_is_in_the_file_and_no_other() -> None:
    """`make words` brings them in."""
    now, wanted = (read_po(BytesIO(data)) for data in (WORDS.read_bytes(), updated(WORDS.read_bytes(), ROOT)))
    assert [(each.id, each.locations) for each in now] == [(each.id, each.locations) for each in wanted]
    assert len(now) > 200
    assert not now.obsolete
    assert not [each.id for each in now if each.fuzzy and each.id]
    assert not [each.id for each in now if each.id and any(each.string or "")], "the Vietnamese is the message itself"


@pytest.mark.parametrize(
    "file",
    [*(ROOT / "site_templates").rglob("*.j2"), *(ROOT / "site_templates").rglob("*.html")],
    ids=lambda file: file.name,
)
def test_templates_have_no_word_outside_a_message(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    assert not VIETNAMESE.findall(MESSAGE.sub("", text))


@pytest.mark.parametrize("file", [*(ROOT / "site_templates").rglob("*.js")], ids=lambda file: file.name)
def test_scripts_have_no_word_outside_a_message(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", file.read_text("utf-8"), flags=re.DOTALL)
    assert file.name in NO_WORDS_OF_THE_SITE or not VIETNAMESE.findall(MESSAGE.sub("", text))


def modules() -> list[Path]:
    places = [ROOT / "generator" / name for name in SITE_HALF]
    return [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))]


@pytest.mark.parametrize("file", modules(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_code_has_no_word_outside_a_message(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    messages = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "_n"}
    }
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in messages | docs
    ]
    assert file.name in NO_WORDS_OF_THE_SITE or not [
        text for text in words if text not in DATA and VIETNAMESE.search(text)
    ]


@pytest.mark.parametrize("file", modules(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_says_words_calls_nothing_else_by_that_name(file: Path) -> None:
    """In Python `_` is also what nobody wants to know; of both in one function, one would be wrong."""
    tree = ast.parse(file.read_text("utf-8"))
    # A comprehension has names of its own.
    comprehended = {
        id(name) for each in ast.walk(tree) if isinstance(each, ast.comprehension) for name in ast.walk(each.target)
    }
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    for place in (*functions, *(each for each in tree.body if isinstance(each, ast.Assign))):
        names = [each for each in ast.walk(place) if isinstance(each, ast.Name) and each.id == "_"]
        stored = [name for name in names if isinstance(name.ctx, ast.Store) and id(name) not in comprehended]
        says = place not in functions or any(isinstance(name.ctx, ast.Load) for name in names)
        assert not (stored and says and "generator.translation import _" in file.read_text("utf-8")), place.lineno


def test_a_tiny_file_changes_its_words_and_nothing_else(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "docs_src", "site_templates"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    before = built(tmp_path)
    (tmp_path / "site_templates/words.po").write_bytes(po(ENGLISH))
    after = built(tmp_path)
    assert before.keys() == after.keys()
    person = after["persons/nguyen-quang-duong/index.html"].decode()
    assert '<html lang="en">' in person
    assert '<h2 id="articles">Articles</h2>' in person
    assert '<h2 id="xuat-hien-cung">Xuất hiện cùng</h2>' in person
    assert any(b"<small>one article</small>" in page for page in after.values())
    assert "articles</small>" in person
    # In the theme: an attribute, the navigation of mkdocs.yml, a message whose translation has signs of HTML.
    assert ">Search</label>" in person
    assert ">&#34;Time&#34; &amp; more</a>" in person
    assert "Trích dẫn bài này" in after["articles/000_ec0e93944809c6a4/index.html"].decode()
    assert b'<article class="text" lang="vi" ' in after["articles/000_ec0e93944809c6a4/index.html"]
    assert re.search(r"<h1[^>]*>\W*Time\W* &amp; more</h1>", after["dates/index.html"].decode())
    assert {place for place in before if before[place] == after[place]} >= {
        place for place in before if place.startswith(("assets/", "schema/")) or place.endswith((".csv", ".json.gz"))
    }
    # Back to the Vietnamese, byte for byte: what was kept of the other language is not taken for it.
    shutil.copy(WORDS, tmp_path / "site_templates/words.po")
    assert built(tmp_path) == before


@pytest.mark.browser
def test_the_search_speaks_the_language_of_the_site(tmp_path: Path, flawless_page: Page) -> None:
    for name in ("mkdocs.yml", "docs_src", "site_templates"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    (tmp_path / "site_templates/words.po").write_bytes(po(ENGLISH))
    built(tmp_path, f"public/{SITE_FOLDER}")
    page = flawless_page
    with _served(tmp_path / "public" / SITE_FOLDER) as url:
        page.goto(f"{url}search/?q=%22Nguyễn+Quang+Dương%22")
        expect(page.locator("#search-status")).to_contain_text(re.compile(r"^Found \d+ articles\.$"))
        expect(page.locator("#search-facets h2").first).to_have_text("Năm")
        expect(page.locator("#search-facets h2").nth(1)).to_have_text("People")


def test_without_translations_a_page_brings_no_words_along(site: Path) -> None:
    assert 'id="words"' not in (site / "index.html").read_text("utf-8")


def test_the_page_speaks_of_hostile_values_as_text(tmp_path: Path) -> None:
    hostile = "</p><script>alert(1)</script> *a* [b](c) {name} {0} | %s `x`"
    template = '{{ _("Tên khác: {names}.", names=it) }}\n\n{{ _n("và {count} đơn vị khác", 2) }} {{ _("Tìm") }}\n'
    (tmp_path / "a.md.j2").write_text(template + '{{ _n("**{count} bài**, {it}", 1234, it=it) }}\n', "utf-8")
    made = environment(tmp_path).get_template("a.md.j2").render(it=hostile)
    html = MarkdownIt().render(made)
    assert "<script" not in html
    assert "<em>" not in html
    assert "<strong>1.234\N{NO-BREAK SPACE}bài</strong>" in html
    assert html.count("{name} {0}") == 2
    speak(Translation(messages={"Tìm": 'a "b" *c*'}))
    said = environment(tmp_path).get_template("a.md.j2").render(it=hostile)
    assert "a &quot;b&quot; *c*" in said, "a translation is the template's own Markdown, and fits into an attribute"


def test_no_file_is_vietnamese(tmp_path: Path) -> None:
    assert load_translation(tmp_path / "words.po").messages == {}
    assert load_translation(WORDS).messages == {}
    assert load_translation(WORDS).language == "vi"


def test_fuzzy_and_unfinished_translations_are_not_shown(tmp_path: Path) -> None:
    text = po({"{count} bài": ("one article", "")}).decode()
    text = text.replace('msgid "Tìm"\nmsgstr ""', '#, fuzzy\nmsgid "Tìm"\nmsgstr "Search"')
    (tmp_path / "words.po").write_text(text, "utf-8")
    speak(load_translation(tmp_path / "words.po"))
    assert (_("Tìm"), _n("{count} bài", 1)) == ("Tìm", "1\N{NO-BREAK SPACE}bài")


BROKEN = {
    "other names": (po({"Tên khác: {names}.": "Also: {name}."}), "must have {names}: Also: {name}."),
    "no names": (po({"Tên khác: {names}.": "Also."}), "must have {names}"),
    "an attribute of a name": (po({"Tên khác: {names}.": "{names.__class__}"}), "must have {names}"),
    "braces that don't fit": (po({"Tên khác: {names}.": "Also {names"}), "expected '}'"),
    "too many forms": (po({"{count} bài": ("one", "two", "three")}), "plural"),
    "no rule": (po({}, plural="nplurals=2; plural=import os;"), "can't be read"),
    "no PO": (b"Hello.\n", "mend the PO file"),
    "no text": (b"\xff\xfe\x00", "words.po"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_of_a_translator_is_one_line(name: str, tmp_path: Path) -> None:
    data, message = BROKEN[name]
    (tmp_path / "words.po").write_bytes(data)
    with pytest.raises(ProblemError) as raised:
        load_translation(tmp_path / "words.po")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("rule", sorted({rule for _number, rule in PLURALS.values()}))
def test_two_hundred_counts_tell_the_form_of_any(rule: str) -> None:
    form_of = c2py(rule)
    forms = json.loads(Translation(counted={"a": ("b",)}, form_of=form_of, in_scripts=frozenset("a")).for_scripts())[
        "forms"
    ]
    for count in range(1200):
        assert forms[count if count < 200 else 100 + count % 100] == form_of(count)


def test_the_export_speaks_the_language_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive(tmp_path)
    monkeypatch.chdir(tmp_path)
    words = tmp_path / "site_templates/words.po"
    words.write_bytes(po(ENGLISH))
    assert CliRunner().invoke(main, ["export", "out"]).exit_code == 0
    shutil.copy(WORDS, words)
    assert CliRunner().invoke(main, ["export", "vietnamese"]).exit_code == 0
    for page in (tmp_path / "out").rglob("*.md"):
        lines = zip(
            *(
                file.read_text("utf-8").split("\n")
                for file in (page, tmp_path / "vietnamese" / page.relative_to(tmp_path / "out"))
            ),
            strict=True,
        )
        changed = [said for said, vietnamese in lines if said != vietnamese]
        assert all(re.search("article|People|Search|Time|month", said, re.IGNORECASE) for said in changed), page
    assert "## Articles\n" in (tmp_path / "out/persons/nguyen-quang-duong.md").read_text("utf-8")
    words.write_bytes(po({"Tên khác: {names}.": "Also."}))
    done = CliRunner().invoke(main, ["export", "out"])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "must have {names}: Also." in done.output


def test_parts_take_the_words_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site_templates/words.po").write_bytes(po({"Chưa rõ năm": "No year"}))
    assert CliRunner().invoke(main, ["split", "out"]).exit_code == 0
    assert (tmp_path / "out/2024/site_templates/words.po").read_bytes() == po({"Chưa rõ năm": "No year"})
    assert "No year" in (tmp_path / "out/2024/mkdocs.yml").read_text("utf-8")


def test_a_served_site_indexes_in_its_language(tmp_path: Path) -> None:
    settings = write_archive(tmp_path)
    settings.words.write_bytes(po(ENGLISH))
    problems: list[str] = []
    background = BackgroundIndex(settings, problems.append)
    try:
        background.update(tmp_path / "site")
        wait_until(lambda: "Giao ban" in titles_of(tmp_path / "site"))
        index = read_index(tmp_path / "site")
        assert "month 6/2024" in [index.article(number)[2] for number in range(index.entry["articles"])]
        assert problems == []
    finally:
        background.close()
