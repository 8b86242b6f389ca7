"""Turns scraped Vietnamese news articles into a Markdown archive, and the archive into a cross-linked site."""

__version__ = "0.1.0"
