"""Three-way merge of an article's file: what a hand changed stays, and all else follows the converter. Pure.

Three texts: *base*, as the converter last wrote it; *current*, as it lies on disk; *new*, as the converter would write
it now. Untouched by hand: the new. Touched by hand only: the hand's. Both: the hand's, and the other is a conflict. A
deletion is an edit. `yaml_text` changes the front matter, `paragraphs` the body; bytes that need not change stay.
"""

from generator.likeness import runs
from generator.merge.article import Merged, merge_article, still_open
from generator.merge.places import line_of
from generator.merge.record import Conflict, Decision, Record

__all__ = ["Conflict", "Decision", "Merged", "Record", "line_of", "merge_article", "runs", "still_open"]
