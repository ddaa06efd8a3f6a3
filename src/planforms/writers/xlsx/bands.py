"""A plan as the rows of a sheet: what stands over which columns, before any file format.

It knows plans and sheets of rows and columns, and no library.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from planforms.marks import format_mark
from planforms.model import Activity, Heading, Mark, MarkKind, Note, Plan, Text
from planforms.writers.printed import section_text, table_rows


class Place(Enum):
    """What a band is for, and so how it looks."""

    MARK = auto()
    TITLE = auto()
    PROSE = auto()
    HEADING = auto()
    NOTE = auto()


class Band(NamedTuple):
    """Words over the columns of the table; a mark stands over those of the right half."""

    text: Text
    place: Place


class Cells(NamedTuple):
    """A row of the table: a text for each column, ``None`` where the value of the row above goes on."""

    texts: Sequence[Text | None]
    heads: bool = False


class Gap(NamedTuple):
    """A blank row."""


Line = Band | Cells | Gap


def bands(plan: Plan) -> Iterator[Line]:
    """The rows of the sheet, from the first."""
    approvals = [mark for mark in plan.marks if mark.kind is MarkKind.APPROVED]
    others = [mark for mark in plan.marks if mark.kind is not MarkKind.APPROVED]
    yield from _marks(approvals)
    if plan.title:
        yield Band(plan.title, Place.TITLE)
        yield Gap()
    for section in plan.sections:
        yield Band(section_text(section), Place.PROSE)
    yield Gap()
    if plan.columns:
        yield Cells([Text.of(column.heading) for column in plan.columns], heads=True)
        yield from _rows(plan)
        yield Gap()
    # Below a mark nothing is a row of the table any more, so closing lines stand after the marks.
    yield from _marks(others)
    for section in plan.closing:
        yield Band(section_text(section), Place.PROSE)


def _marks(marks: Sequence[Mark]) -> Iterator[Line]:
    for mark in marks:
        yield Band(format_mark(mark), Place.MARK)
        yield Gap()


def _rows(plan: Plan) -> Iterator[Line]:
    for row, texts in table_rows(plan):
        match row:
            case Heading(text=text):
                yield Band(text, Place.HEADING)
            case Note(text=text):
                yield Band(text, Place.NOTE)
            case Activity():
                yield Cells([texts[column.id] for column in plan.columns])
