"""The search index: the archive's words as a reader types them, in small files that a browser fetches one by one.

What is searched is text without accents and punctuation; accents only order what is found, and what is shown keeps
them. The scripts of the site fold a query by the same rules, so both sides always meet.
"""

from generator.search.background import BackgroundIndex
from generator.search.files import INDEX, IndexBuild, write_index
from generator.search.plain import plain_text
from generator.search.records import page_address
from generator.search.terms import search_key

__all__ = ["INDEX", "BackgroundIndex", "IndexBuild", "page_address", "plain_text", "search_key", "write_index"]
