"""What a kind of page gives to its template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class GeneratedPage:
    """One page, before it is Markdown."""

    path: str
    """Relative to the docs folder."""
    title: str
    """Its first heading, and its title in the front matter."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """For the template."""
