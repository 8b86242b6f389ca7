"""Elements of HTML and SVG as text."""

from html import escape

_SHAPES = frozenset(["circle", "line", "path", "rect"])


def element(name: str, content: str = "", /, **attributes: str | int | float) -> str:
    """An element with its content, which is markup already. In names `_` stands for `-`; one at the end is left out.

    >>> element("text", escape("A & B"), class_="year", x=percent(12.5), text_anchor="middle")
    '<text class="year" x="12.5%" text-anchor="middle">A &amp; B</text>'
    >>> element("circle", r=4)
    '<circle r="4"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}/>" if name in _SHAPES else f"<{name}{written}>{content}</{name}>"


def text(content: str, /, **attributes: str | int | float) -> str:
    """A piece of text in a drawing, shown as it is."""
    return element("text", in_line(content), **attributes, font_size=12, fill="currentColor")


def in_line(content: str) -> str:
    r"""Text as HTML in which neither Markdown nor a template engine finds anything of its own.

    >>> in_line("A & B\n\n{{ 7 }}")
    'A &amp; B &#123;&#123; 7 &#125;&#125;'
    """
    # A line that is empty would end the raw block.
    return escape(" ".join(content.split())).replace("{", "&#123;").replace("}", "&#125;")


def percent(share: float) -> str:
    """A place across the drawing.

    >>> percent(0), percent(33.333), percent(50)
    ('0%', '33.33%', '50%')
    """
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
