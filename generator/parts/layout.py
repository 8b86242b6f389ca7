"""Where the parts of an archive lie: in folders, and at addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.errors import GeneratorError
from generator.parts.division import HUB, part_name
from generator.settings import SisterSite

HUB_FOLDER = "hub"
_PLACE = "{part}"
_WEB = re.compile(r"https?://[^\s{}]+(?:\{part\}[^\s{}]*)+", re.IGNORECASE)


def folder_of(part: str) -> str:
    """The folder of a part's project."""
    return part or HUB_FOLDER


@dataclass(frozen=True)
class Layout:
    """The addresses of the parts."""

    template: str = ""
    """Of every part, with {part} for its folder: https://example.org/archive-{part}/. Empty where all lie below the
    address of the front site: /, /2023/, /2024/."""

    def __post_init__(self) -> None:
        if self.template and not _WEB.fullmatch(self.template):
            raise GeneratorError(f"{self.template}: no address of parts; write it like https://example.org/{_PLACE}/")

    def address(self, part: str, here: str) -> str:
        """The home of a part, from the pages of another.

        >>> Layout().address("2023", "2024"), Layout().address("2023", HUB), Layout().address(HUB, "2024")
        ('../2023/', '2023/', '../')
        """
        if self.template:
            return f"{self.template.replace(_PLACE, folder_of(part)).rstrip('/')}/"
        return ("" if here == HUB else "../") + (f"{part}/" if part else "")

    def sisters(self, parts: Mapping[str, int], here: str) -> tuple[SisterSite, ...]:
        """All parts but one, in the order given."""
        return tuple(SisterSite(part_name(part), self.address(part, here)) for part in parts if part != here)

    def site_url(self, whole: str, part: str) -> str:
        """The full address of a part, where that of the whole archive is known."""
        if self.template:
            return self.address(part, HUB)
        return f"{whole.rstrip('/')}/{self.address(part, HUB)}" if whole else ""
