"""Drawings made at build time, each one block of raw HTML with inline SVG that Markdown leaves as it is.

Our own few elements rather than a library: those there are (leather, drawsvg, pygal) scale text with the picture, or
style it in attributes that a strict Content-Security-Policy forbids. Positions across are in percent, so that a drawing
is as wide as its place while its text keeps its size; colours come from the theme by classes, and without a style sheet
everything has the colour of the text.
"""

from generator.drawings.bars import Bar, bars
from generator.drawings.calendar import Shades
from generator.drawings.timeline import Kind, Mark, Row, timeline

__all__ = ["Bar", "Kind", "Mark", "Row", "Shades", "bars", "timeline"]
