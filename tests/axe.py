"""What axe, the usual checker of accessibility, says of a page."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)
_SCRIPT = Axe().axe_script
# WCAG 2.2 to AA, and what axe's makers hold to be good practice beyond it.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of these only can dark differ from light: all else is decided by size and structure.
_RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
_VIOLATIONS = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
    `${id}: ${html.slice(0, 200)} ${[...any, ...all, ...none].map(({ message }) => message).join(" ")}`));
}"""


def violations(page: Page) -> Iterator[str]:
    """On the page as it is, at both widths, light and dark, with all opened that a reader may open."""
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(_SCRIPT)
    for is_dark, rules in ((False, _RULES), (True, _RULES_OF_COLOUR)):
        page.emulate_media(color_scheme="dark" if is_dark else "light")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for violation in page.evaluate(_VIOLATIONS, rules):
                yield f"{page.url}, {width} px, {'dark' if is_dark else 'light'}: {violation}"
