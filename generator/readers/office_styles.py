"""The styles of a Word document: what each is called, and in which font it sets text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.readers.office_xml import parse

# Styles rest on styles; in no document on so many.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style."""

    name: str = ""
    """Word's own name in lower case, whatever its language: "title", "heading 1", "caption"."""
    font: str = ""
    """The font of letters beyond ASCII; empty where it does not say."""


@dataclass(slots=True)
class _Found:
    name: str = ""
    font: str = ""
    based_on: str = ""


@dataclass(slots=True)
class _Reader:
    found: dict[str, _Found] = field(default_factory=dict)
    default: str = ""
    _at: _Found = field(default_factory=_Found)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._at = self.found[attributes.get("styleId", "")] = _Found()
            if attributes.get("default") in ("1", "true") and attributes.get("type") == "paragraph":
                self.default = attributes.get("styleId", "")
        elif name == "docDefaults":
            self._at = self.found[""] = _Found()
        elif name == "name":
            self._at.name = value.lower()
        elif name == "basedOn":
            self._at.based_on = value
        elif name == "rFonts":
            self._at.font = attributes.get("hAnsi") or attributes.get("ascii", "")


def styles_in(xml: bytes) -> dict[str, Style]:
    """By identifier; the empty one is that of paragraphs which name none. Raises ValueError for broken XML."""
    reader = _Reader()
    parse(xml, reader.start, lambda _: None, lambda _: None)
    styles = {each: Style(found.name, _font(reader.found, each)) for each, found in reader.found.items()}
    usual = styles.get(reader.default, Style())
    return {**styles, "": replace(usual, font=usual.font or styles.get("", Style()).font)}


def _font(found: Mapping[str, _Found], style: str) -> str:
    for _ in range(_DEEPEST):
        if style not in found:
            break
        if found[style].font:
            return found[style].font
        style = found[style].based_on
        if not style:
            break
    return ""
