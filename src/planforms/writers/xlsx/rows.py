"""A plan as the rows of a sheet: what is over which columns, and the widths and heights in points."""

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from planforms.marks import format_mark
from planforms.model import Activity, Heading, Mark, Note, Paragraph, Plan, Run, Section, Text
from planforms.writers.page import clean_lines, page_rows, placed_marks, section_lines
from planforms.writers.typesetting import Room, Sheet, bind, demand, fit, line_widths, needs_to_lie, thousandths


class Place(Enum):
    """What a band is for, and so how it looks."""

    MARK = auto()
    TITLE = auto()
    PROSE = auto()
    HEADING = auto()
    NOTE = auto()


class Band(NamedTuple):
    """Words over the columns of the table; a mark is over those of the right half."""

    text: Text
    place: Place


class Cells(NamedTuple):
    """A row of the table: a text for each column, ``None`` where the value of the row above goes on."""

    texts: Sequence[Text | None]
    heads: bool = False


class Listed(NamedTuple):
    """A row of a table that is not the plan's, in the first columns of the sheet."""

    texts: Sequence[Text]


class Gap(NamedTuple):
    """A blank row."""


Line = Band | Cells | Listed | Gap


def bands(plan: Plan) -> Iterator[Line]:
    """The rows of the sheet, from the first."""
    approvals, others = placed_marks(plan)
    yield from _marks(approvals)
    if plan.title:
        yield Band(plan.title, Place.TITLE)
        yield Gap()
    for section in plan.sections:
        yield from _section(section)
    yield Gap()
    if plan.columns:
        yield Cells([Text.of(column.heading) for column in plan.columns], heads=True)
        yield from _rows(plan)
        yield Gap()
    # Below a mark nothing is a row of the table any more, so closing lines come after the marks.
    yield from _marks(others)
    for section in plan.closing:
        yield from _section(section)


def _section(section: Section) -> Iterator[Line]:
    if not section.table:
        yield Band(_section_text(section), Place.PROSE)
        return
    if section.label:
        yield Band(_section_text(section), Place.PROSE)
    yield from map(Listed, section.table.rows)
    yield Gap()


def _marks(marks: Sequence[Mark]) -> Iterator[Line]:
    for mark in marks:
        yield Band(format_mark(mark), Place.MARK)
        yield Gap()


def _rows(plan: Plan) -> Iterator[Line]:
    columns = [column.id for column in plan.columns]
    for row, texts, joined in page_rows(plan):
        match row:
            case Heading(text=text):
                yield Band(text, Place.HEADING)
            case Note(text=text):
                yield Band(text, Place.NOTE)
            case Activity():
                yield Cells([None if column in joined else texts[column] for column in columns])


def _section_text(section: Section) -> Text:
    """A section as one text, a label that is apart on a line of its own."""
    label, lines = section_lines(section)
    return Text(((Paragraph((Run(label, bold=True),)),) if label else ()) + lines)


SIZE = 11  # points
LINE = 15.0  # points from line to line
_TWENTIETHS = 20
_UPRIGHT = Room(482 * _TWENTIETHS, 728 * _TWENTIETHS)  # A4 less margins of 30, 10, 20 and 20 mm
_LYING = Room(728 * _TWENTIETHS, 482 * _TWENTIETHS)
_SHEET = Sheet(upright=_UPRIGHT, lying=_LYING, turned=False, padding=8 * _TWENTIETHS, size=SIZE)
_LOST = 1.08
_BOLD = frozenset({Place.TITLE, Place.HEADING})
_MOST = 409.0  # points; Excel makes no row higher


class Measure(NamedTuple):
    """The sheet's measures, in points.

    Attributes:
        widths: of the columns, at least one.
        right_half: the first of the columns that a mark is over.
        heights: of rows by their index from 0, those that hold words.
        landscape: whether the page is landscape.
        above: how high all is that is above the table's headings.
    """

    widths: tuple[float, ...]
    right_half: int
    heights: Mapping[int, float]
    landscape: bool
    above: float


def measured(plan: Plan, lines: Sequence[Line], *, landscape: bool | None) -> Measure:
    """The measures of a sheet of *lines*."""
    rows = [line for line in lines if isinstance(line, Cells)]
    demands = [
        demand(
            bind("".join(str(line) for line in clean_lines(Text.of(column.heading)))),
            ([*map(_paragraph, clean_lines(text))] for row in rows[1:] if (text := row.texts[index])),
            SIZE,
        )
        for index, column in enumerate(plan.columns)
    ]
    lying = needs_to_lie(demands, _SHEET) if landscape is None else landscape
    room = (_LYING if lying else _UPRIGHT).width
    widths = tuple(wide / _TWENTIETHS for wide in fit(demands, room, _SHEET)) or (room / _TWENTIETHS,)
    half = _right_half(widths)
    heights: dict[int, float] = {}
    for row, line in enumerate(lines):
        match line:
            case Band(text=text, place=place):
                wide = sum(widths[half:] if place is Place.MARK else widths)
                heights[row] = text_height(text, wide, bold=place in _BOLD)
            case Cells(texts=texts, heads=heads):
                alone = [i for i, text in enumerate(texts) if text is not None and not _goes_on(lines, row, i)]
                heights[row] = max((text_height(texts[i], widths[i], bold=heads) for i in alone), default=LINE)
                for column, text in enumerate(texts):
                    if text is None and not _goes_on(lines, row, column):
                        _make_room(heights, lines, row, column, widths[column])
            case Listed(texts=listed):
                each = (text_height(text, widths[min(i, len(widths) - 1)]) for i, text in enumerate(listed))
                heights[row] = max(each, default=LINE)
            case Gap():
                pass
    head = next((row for row, line in enumerate(lines) if isinstance(line, Cells)), 0)
    return Measure(widths, half, heights, lying, sum(heights.get(row, LINE) for row in range(head)))


def _goes_on(lines: Sequence[Line], row: int, column: int) -> bool:
    """Whether the cell in *row* is joined with the one under it."""
    below = lines[row + 1] if row + 1 < len(lines) else None
    return isinstance(below, Cells) and below.texts[column] is None


def _make_room(heights: dict[int, float], lines: Sequence[Line], last: int, column: int, wide: float) -> None:
    """Make the *last* row of a joined cell higher where its words need more than the rows have together."""
    first = last
    while isinstance(line := lines[first], Cells) and line.texts[column] is None:
        first -= 1
    text = line.texts[column] if isinstance(line, Cells) else None
    missing = text_height(text, wide) - sum(heights[row] for row in range(first, last + 1))
    heights[last] = min(heights[last] + max(missing, 0.0), _MOST)


def _right_half(widths: Sequence[float]) -> int:
    """The column that begins nearest to the middle of the page, not the first where there are several."""
    starts = [sum(widths[:index]) for index in range(len(widths))]
    middle = sum(widths) / 2
    return min(range(1, len(widths)), key=lambda index: abs(starts[index] - middle), default=0)


def text_height(text: Text | None, wide: float, *, bold: bool = False) -> float:
    """How high a cell of *text* is that is so *wide*, in points."""
    room = max(wide - _SHEET.padding / _TWENTIETHS, 1.0)
    lines = sum(max(1, math.ceil(_length(line, bold=bold) / room)) for line in clean_lines(text or Text()))
    return min(max(lines, 1) * LINE, _MOST)


def _length(line: Paragraph, *, bold: bool) -> float:
    """How long a line is, in points, with what is lost where words do not fill it."""
    thick = bold or any(run.bold for run in line.runs)
    return thousandths(str(line), bold=thick) * SIZE / 1000 * _LOST


class _Words(NamedTuple):
    """A line as it is measured."""

    words: str
    marker: str
    bold: bool

    def widths(self) -> tuple[int, int]:
        """The width of the longest word and of the whole line, in thousandths of the type size."""
        return line_widths(self.words, self.marker, bold=self.bold)


def _paragraph(line: Paragraph) -> _Words:
    return _Words(bind("".join(run.text for run in line.runs)), line.marker, any(run.bold for run in line.runs))
