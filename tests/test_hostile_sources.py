"""Sources that hold markup, from the file to the browser: shown as the text they are, nothing runs."""

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from html_page import read_page
from playwright.sync_api import Browser, Dialog

LINES = [
    "<script>alert('body')</script>",
    "<img src=x onerror=alert(1)> và <svg/onload=alert(2)> đứng giữa câu của đoạn văn này.",
    "[bấm vào đây](javascript:alert(3)) rồi ![ảnh](javascript:alert(4))",
    "* không là danh sách, **không đậm**, _không nghiêng_, `không là mã`",
    "# không là tiêu đề",
    "## cũng không là tiêu đề",
    "    bốn dấu cách ở đầu dòng không làm thành mã",
    "| cột một | cột hai |",
    "|---|---|",
    "1. không là mục một",
    "- không là gạch đầu dòng",
    "> không là trích dẫn",
    "--- title: giả ---",
    "{{ config.site_name }} {% raw %} {# ghi chú #} {: onclick=alert(5) }",
    "&lt;b&gt; &amp; &#60;i&#62; LĐ-TB&XH",
    "Đồng chí Lê <b>Văn</b> Ba, Bí thư <script>alert(6)</script> Tỉnh ủy, phát biểu [^1] *[TOC]* !!! note",
    "Đồng chí Trần Văn Tư, Phó Bí thư Tỉnh ủy <img src=x onerror=alert(7)>, dự.",
]
TITLE = '<script>alert("title")</script> Hội nghị *của* tỉnh {{ 7*7 }}'


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    for name in ("seeds", "docs_src"):
        (root / name).mkdir()
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy2(ROOT / "docs_src/about.md", root / "docs_src")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    body = "\n".join(f"{line}\n" for line in LINES)
    (root / "seeds/bai.txt").write_text(f"{TITLE}\n\nNgày 3/5/2024, tỉnh họp.\n\n{body}\n", "utf-8")
    for arguments in (["generator", "convert"], ["mkdocs", "build", "--strict", "--quiet"]):
        done = subprocess.run([sys.executable, "-m", *arguments], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return root / "site"


def test_every_line_is_shown_as_it_is(hostile_site: Path) -> None:
    shown = " ".join("".join(read_page(hostile_site / "articles/bai/index.html").article_text).split())
    for line in [TITLE, *LINES]:
        assert " ".join(line.split()) in shown


def test_nothing_runs_in_the_browser(browser: Browser, hostile_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    pages = sorted(hostile_site.rglob("index.html"))
    assert len(pages) > 10
    for path in pages:
        page.goto(path.as_uri())
        # The search box has an icon of its own.
        foreign = page.locator("article :is(script, img, [onclick], [onerror], svg:not(.search-form svg))")
        assert foreign.count() == 0, path
        assert page.locator("article a[href^='javascript']").count() == 0
    context.close()
    assert dialogs == []


def test_the_title_is_text_in_the_head_too(hostile_site: Path) -> None:
    def head(path: str) -> str:
        return (hostile_site / path).read_text("utf-8").partition("</head>")[0]

    shown = re.search(r"<title>(.*?)</title>", head("articles/bai/index.html"), re.DOTALL)
    assert shown
    assert html.unescape(shown[1]).startswith(TITLE)
    # What an article says of itself in JSON is no script that runs.
    scripts = re.compile(r'<script(?! type="application/ld\+json">\{)')
    assert len(scripts.findall(head("articles/bai/index.html"))) == len(scripts.findall(head("about/index.html")))
    assert "<script>alert" not in head("articles/bai/index.html")
