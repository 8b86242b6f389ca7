"""A large archive as several sites, one a year: each is built by itself, all are searched together."""

from generator.parts.building import build_parts
from generator.parts.splitting import SplitArchive, split_archive

__all__ = ["SplitArchive", "build_parts", "split_archive"]
