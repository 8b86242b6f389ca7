"""Every page says what it may load and run, has nothing on it that this forbids, and works all the same."""

import re
from pathlib import Path

import full_archive
import pytest
from conftest import _served
from markup_on_page import what_is_wrong
from playwright.sync_api import Browser, Page, Request, expect
from scratch_archive import write_archive
from test_plugin import build_site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'"
)
_SAID = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def test_every_page_says_it_and_has_nothing_that_it_forbids(full_site: Path) -> None:
    pages = sorted(full_site.rglob("*.html"))
    names = {page.relative_to(full_site).as_posix() for page in pages}
    assert {"404.html", "search/index.html", f"{full_archive.MOVED}index.html"} < names
    assert f"{full_archive.GONE}index.html" in names
    assert [f"{page}: {wrong}" for page in pages for wrong in what_is_wrong(page.read_text("utf-8"), POLICY)] == []


@pytest.mark.parametrize(
    "markup",
    [
        *("<p style='color:red'>", "<p OnClick=1>", "<script>1</script>", "<script type=module>1</script>", "<style>"),
        *("<a href='java\nscript:1'>", "<a href=' data:text/html,1'>", "<img src=//vi.du/a.png>", "<base href=/>"),
        *("<img src=https://vi.du/a>", "<link rel=stylesheet href=https://vi.du>", "<svg><a xlink:href=vbscript:1>"),
        *('<meta http-equiv=refresh content="0; url=//vi.du">', "<form action=https://vi.du>", "<iframe srcdoc=1>"),
    ],
)  # fmt: skip
def test_the_check_sees_it(markup: str) -> None:
    page = f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>'
    allowed = '<script src=a.js></script><script type="application/ld+json">{}</script><a href="https://vi.du/">'
    assert list(what_is_wrong(page + allowed, POLICY)) == []
    assert list(what_is_wrong(page + allowed + markup, POLICY)) != []
    assert list(what_is_wrong(f"<script src=a.js>{page}", POLICY)) != []
    assert list(what_is_wrong("<head>", POLICY)) != []


def _said(root: Path, old: str, new: str) -> dict[str, str]:
    """The policy of a site whose mkdocs.yml has something else in it, by directive."""
    write_archive(root)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")
    said = _SAID.search((build_site(root) / "index.html").read_text("utf-8"))
    assert said
    return {name: sources for name, _, sources in (each.partition(" ") for each in said[1].split("; "))}


def test_sister_sites_on_other_hosts_may_be_searched(tmp_path: Path) -> None:
    sites = (
        "      sites:\n        - {name: '2021', url: https://vi.du/2021/}\n        - {name: '2022', url: ../2022/}\n"
        "        - {name: '2023', url: HTTPS://Kho.vi.du:8443/2023}\n        - {name: '2020', url: https://vi.du/2020/}\n"
    )
    said = _said(tmp_path, "      seeds: seeds\n", f"      seeds: seeds\n{sites}")
    assert said["connect-src"] == "'self' https://vi.du https://kho.vi.du:8443"
    assert said["script-src"] == said["style-src"] == "'self'"
    assert said["require-trusted-types-for"] == "'script'"


def test_what_mkdocs_yml_names_is_loaded(tmp_path: Path) -> None:
    extra = (
        "extra_css: [https://vi.du/a.css, b.css]\nextra_javascript: [https://vi.du/a.js, //cdn.vi.du/b.js]\n"
        "extra:\n  places: https://kho.vi.du/places/\n"
    )
    said = _said(tmp_path, "extra:\n", extra)
    assert said["style-src"] == "'self' https://vi.du"
    assert said["script-src"] == "'self' https://vi.du cdn.vi.du"
    assert said["connect-src"] == "'self' https://kho.vi.du"
    assert "require-trusted-types-for" not in said


@pytest.mark.browser
def test_no_kind_of_page_does_what_it_forbids(flawless_page: Page, full_site: Path, full_url: str) -> None:
    page = flawless_page
    kinds = full_archive.kinds(full_site.parent.parent, full_site)
    for kind, address in kinds.items():
        page.goto(full_url + address)
        if kind == "found":
            expect(page.locator("#search-facets")).to_be_visible()
        page.get_by_role("button", name="Đổi nền sáng").click()
        assert page.evaluate("document.documentElement.dataset.scheme")
        page.wait_for_load_state("networkidle")


@pytest.mark.browser
def test_an_old_address_leads_on_with_what_is_behind_it(flawless_page: Page, full_url: str) -> None:
    flawless_page.goto(f"{full_url}{full_archive.MOVED}?q=a#bai-viet")
    expect(flawless_page).to_have_url(f"{full_url}persons/le-van-ba/?q=a#bai-viet")


ATTEMPTS = """<script>window.ran = 1</script><img src="x.png" onerror="window.ran = 2"><svg onload="window.ran = 3"/>
<a href="javascript:window.ran=4" id="way">x</a><iframe srcdoc="<script>top.ran = 5</script>"></iframe>
<base href="https://khac.vi.du/"><form action="https://khac.vi.du/"><input name="q"><button id="send">x</button></form>
<img src="https://khac.vi.du/a.png"><link rel="stylesheet" href="https://khac.vi.du/a.css"><p style="color: red">x</p>
<object data="https://khac.vi.du/a.swf"></object><script src="https://khac.vi.du/a.js"></script>"""


@pytest.mark.browser
def test_what_a_hand_puts_into_a_page_does_not_run(tmp_path: Path, any_browser: Browser) -> None:
    """Raw HTML in a page that people write is theirs; the policy holds there as well."""
    write_archive(tmp_path, notes={"persons/nguyen-quang-duong.md": f"Ghi chú.\n\n<div>\n{ATTEMPTS}\n</div>\n"})
    context = any_browser.new_context()
    page = context.new_page()
    asked: list[Request] = []
    violations: list[str] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  # Playwright marks a handler
    page.on("console", lambda message: violations.append(message.text))
    with _served(build_site(tmp_path)) as url:
        home = url.replace("/archive/", "/site/")
        page.goto(f"{home}persons/nguyen-quang-duong/")
        page.evaluate("document.querySelector('#way').click()")
        page.evaluate("document.querySelector('#send').click()")
        page.wait_for_load_state("networkidle")
        assert page.url == f"{home}persons/nguyen-quang-duong/"
        assert page.evaluate("window.ran") is None
        assert {each.failure for each in asked if not each.url.startswith((home, "about:"))} <= {"csp"}
    context.close()
    assert sum("Content Security Policy" in violation for violation in violations) > 5
