"""What a kind of page gives to its template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One page that can be rendered, any time and on its own."""

    path: str
    """Relative to the docs folder."""
    template: str
    """Name of the template."""
    title: str
    """Its first heading, and its title in the front matter; empty for the site's name."""
    values: Callable[[], Mapping[str, Any]] = dict
    """Gives the template its values. Called only to render the page: what they cost counts is spent here."""
