"""The engines that build the same archive: this one's, and others as fairly set up as we can, one file each."""

from benchmarks.engines import hugo, material, ours, zensical
from benchmarks.engines.project import Engine

ENGINES: dict[str, Engine] = {
    engine.key: engine for engine in (ours.OURS, material.MATERIAL, zensical.ZENSICAL, hugo.HUGO)
}
"""By the name that the command line takes, in the table's order."""
