"""What a file says before anyone asks what it means: paragraphs and grids in document order.

Readers end here and ``recognise`` begins here. Nothing in it knows of plans or of file formats.
"""

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from planforms.findings import Finding
from planforms.model import Text
from planforms.place import Place

# What the table of a plan is called in pages that planforms makes, for people who hear them; it is no word of the plan.
TABLE_CAPTION = "Plano veiklos"
# What the prompt of an empty control alone on its line is read as: spaces, which say nothing but in a mark.
PROMPT_SPACE = "\u2007"
# What the address of a link that is kept begins with.
LINKS = ("http://", "https://", "mailto:")


class Align(StrEnum):
    """How a paragraph is on its line."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Line(Struct, frozen=True, kw_only=True):
    """A paragraph outside any table.

    Attributes:
        text: its words and looks; several lines where it had line breaks.
        place: where the user sees it.
        align: how it is aligned, where the file says so.
        outline: heading level from 1, or 0 for body text.
    """

    text: Text
    place: Place = Place()
    align: Align = Align.START
    outline: int = 0


class Precision(StrEnum):
    """How much of a date the file shows."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    CLOCK = "clock"


class GridCell(Struct, frozen=True, kw_only=True, gc=False):
    """A cell as laid out. ``row`` and ``column`` count from 1, as people do.

    A merged cell appears once, at its top left corner, with its span in ``rows`` and ``columns``.

    Attributes:
        text: what the user sees; for a real date its official Lithuanian words, for a number no ``.0``.
        value: the date, time or number behind the words, where the file holds one.
        precision: how much of a date value is shown; ``None`` where ``value`` is no date.
        hidden: the row or column is hidden in the file.
        place: where the user sees it.
    """

    row: int
    column: int
    text: Text
    rows: int = 1
    columns: int = 1
    value: dt.date | dt.datetime | dt.time | float | None = None
    precision: Precision | None = None
    hidden: bool = False
    place: Place = Place()


class Grid(Struct, frozen=True, kw_only=True):
    """A table or a sheet: its non-empty cells in reading order.

    Attributes:
        number: its place in the file, from 1.
        name: a sheet's name; empty for a table.
        hidden: whether the sheet is hidden.
        heading_rows: the rows that the file itself marks as headings: repeated on each page, in ``<thead>``, the
            heading row of an Excel table or of an autofilter.
        frozen_rows: how many rows at the top stay in sight when one scrolls.
    """

    number: int
    cells: tuple[GridCell, ...]
    name: str = ""
    place: Place = Place()
    hidden: bool = False
    heading_rows: tuple[int, ...] = ()
    frozen_rows: int = 0


Block = Line | Grid


class Source(Struct, frozen=True, kw_only=True):
    """A file as read: its blocks in document order, and what the reader left out or resolved (R findings)."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
