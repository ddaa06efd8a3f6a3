"""Žymos: what approves, endorses and coordinates a plan, read from its words, filled in and printed.

A mark is read as one joined string, whatever its line breaks. Knows nothing of where a mark stands in a file.
"""

from planforms.marks.extent import mark_extent, starts_mark
from planforms.marks.forms import fill_mark, fill_words, format_mark, new_mark, parse_mark
from planforms.marks.reading import ActParts, MarkParts, mark_parts

__all__ = [
    "ActParts",
    "MarkParts",
    "fill_mark",
    "fill_words",
    "format_mark",
    "mark_extent",
    "mark_parts",
    "new_mark",
    "parse_mark",
    "starts_mark",
]
