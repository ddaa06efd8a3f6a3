"""Žymos: what approves, endorses and coordinates a plan, read from its words, filled in and printed.

A mark is read as one joined string, whatever its line breaks: ``slots`` finds its dates, acts and numbers, ``reading``
its parts, ``extent`` where it begins and ends among lines, and ``filling`` changes and prints it. Knows nothing of
where a mark is in a file.
"""

from planforms.marks.extent import MarkLine, mark_extent, starts_mark
from planforms.marks.filling import (
    Values,
    amend_mark,
    check_end,
    check_new,
    fill_edits,
    fill_mark,
    format_mark,
    new_mark,
    parse_mark,
)
from planforms.marks.reading import mark_parts

__all__ = [
    "MarkLine",
    "Values",
    "amend_mark",
    "check_end",
    "check_new",
    "fill_edits",
    "fill_mark",
    "format_mark",
    "mark_extent",
    "mark_parts",
    "new_mark",
    "parse_mark",
    "starts_mark",
]
