"""A plan as a tidy workbook: sheet „Planas“ with marks, title, sections and the table, and sheet „Rekvizitai“.

It is for people to go on working in: real widths, a heading that stays in sight, a page set up for A4; and planforms
reads it back as the same plan. The same plan gives the same bytes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from planforms.blankform import DETAILS_SHEET, PLAN_SHEET
from planforms.marks import format_mark
from planforms.model import Activity, Heading, Mark, Note, Paragraph, Plan, Run, Section, Text
from planforms.period import period_words
from planforms.remembered import pattern_of
from planforms.writers.page import clean_lines, page_rows, placed_marks, section_lines
from planforms.writers.typesetting import Room, Sheet, bind, demand, fit, line_widths, needs_to_lie
from planforms.writers.xlsx.book import (
    CELL,
    HEAD,
    HIGHEST,
    LABEL,
    LINE,
    NUMBER,
    PADDING,
    PLAIN,
    POINTS,
    SIZE,
    Book,
    Look,
    set_page,
    set_widths,
    text_height,
)

_COUNT = pattern_of("[1-9][0-9]{0,8}", re.ASCII)
_MOST_FROZEN = 400.0  # points: more above the headings would fill the screen of a laptop
_DETAIL_LETTERS = 60  # of the widest column of the sheet of details


def write(plan: Plan, *, landscape: bool | None = None) -> bytes:
    """*plan* as the bytes of an .xlsx workbook; ``None`` for *landscape* leaves the page to what the columns need.

    Raises:
        UsageError: a text is longer than a cell can hold.
    """
    lines = list(_bands(plan))
    book = Book(title=" ".join(str(plan.title).split()))
    sheet = _PlanSheet(book, _measured(plan, lines, landscape=landscape))
    for row, line in enumerate(lines, start=1):
        match line:
            case _Band():
                sheet.band(row, line)
            case _Cells():
                sheet.cells(row, line)
            case _Listed():
                sheet.listed(row, line)
            case _Gap():
                sheet.end_table(row)
    sheet.end_table(len(lines) + 1)
    _write_details(book, plan)
    return book.save()


def _write_details(book: Book, plan: Plan) -> None:
    """A sheet of labels and values, a pair a row."""
    sheet = book.sheet(DETAILS_SHEET)
    set_widths(sheet, (26, _DETAIL_LETTERS))
    set_page(sheet)
    details = {
        "Įstaiga": plan.details.institution,
        "Miestas": plan.details.town,
        "Vadovo pareigos": plan.details.head_position,
        "Vadovas": plan.details.head_name,
        "Laikotarpis": period_words(plan.period) if plan.period else "",
    }
    for row, (label, value) in enumerate(details.items(), start=1):
        book.text(sheet, row, 1, Text.of(label), LABEL)
        if value:
            book.text(sheet, row, 2, Text.of(value), PLAIN)
            book.fit_row(sheet, row, text_height(Text.of(value), _DETAIL_LETTERS * POINTS))


class _Place(Enum):
    """What a band is for, and so how it looks."""

    MARK = auto()
    TITLE = auto()
    PROSE = auto()
    HEADING = auto()
    NOTE = auto()


_BANDS: Mapping[_Place, Look] = {
    _Place.MARK: PLAIN,
    _Place.TITLE: Look(bold=True, align="center"),
    _Place.PROSE: PLAIN,
    _Place.HEADING: Look(bold=True, border=True),
    _Place.NOTE: CELL,
}


class _Band(NamedTuple):
    """Words over the columns of the table; a mark is over those of the right half."""

    text: Text
    place: _Place


class _Cells(NamedTuple):
    """A row of the table: a text for each column, ``None`` where the value of the row above goes on."""

    texts: Sequence[Text | None]
    heads: bool = False


class _Listed(NamedTuple):
    """A row of a table that is not the plan's, in the first columns of the sheet."""

    texts: Sequence[Text]


class _Gap(NamedTuple):
    """A blank row."""


_Line = _Band | _Cells | _Listed | _Gap


def _bands(plan: Plan) -> Iterator[_Line]:
    """The rows of the sheet, from the first."""
    approvals, others = placed_marks(plan)
    yield from _marks(approvals)
    if plan.title:
        yield _Band(plan.title, _Place.TITLE)
        yield _Gap()
    for section in plan.sections:
        yield from _section(section)
    yield _Gap()
    if plan.columns:
        yield _Cells([Text.of(column.heading) for column in plan.columns], heads=True)
        yield from _rows(plan)
        yield _Gap()
    # Below a mark nothing is a row of the table any more, so closing lines come after the marks.
    yield from _marks(others)
    for section in plan.closing:
        yield from _section(section)


def _section(section: Section) -> Iterator[_Line]:
    if not section.table:
        yield _Band(_section_text(section), _Place.PROSE)
        return
    if section.label:
        yield _Band(_section_text(section), _Place.PROSE)
    yield from map(_Listed, section.table.rows)
    yield _Gap()


def _marks(marks: Sequence[Mark]) -> Iterator[_Line]:
    for mark in marks:
        yield _Band(format_mark(mark), _Place.MARK)
        yield _Gap()


def _rows(plan: Plan) -> Iterator[_Line]:
    columns = [column.id for column in plan.columns]
    for row, texts, joined in page_rows(plan):
        match row:
            case Heading(text=text):
                yield _Band(text, _Place.HEADING)
            case Note(text=text):
                yield _Band(text, _Place.NOTE)
            case Activity():
                yield _Cells([None if column in joined else texts[column] for column in columns])


def _section_text(section: Section) -> Text:
    """A section as one text, a label that is apart on a line of its own."""
    label, lines = section_lines(section)
    return Text(((Paragraph((Run(label, bold=True),)),) if label else ()) + lines)


_TWENTIETHS = 20
_UPRIGHT = Room(482 * _TWENTIETHS, 728 * _TWENTIETHS)  # A4 less margins of 30, 10, 20 and 20 mm
_LYING = Room(728 * _TWENTIETHS, 482 * _TWENTIETHS)
_SHEET = Sheet(upright=_UPRIGHT, lying=_LYING, turned=False, padding=PADDING * _TWENTIETHS, size=SIZE)
_BOLD = frozenset({_Place.TITLE, _Place.HEADING})


class _Measure(NamedTuple):
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


def _measured(plan: Plan, lines: Sequence[_Line], *, landscape: bool | None) -> _Measure:
    """The measures of a sheet of *lines*."""
    rows = [line for line in lines if isinstance(line, _Cells)]
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
            case _Band(text=text, place=place):
                wide = sum(widths[half:] if place is _Place.MARK else widths)
                heights[row] = text_height(text, wide, bold=place in _BOLD)
            case _Cells(texts=texts, heads=heads):
                alone = [i for i, text in enumerate(texts) if text is not None and not _goes_on(lines, row, i)]
                heights[row] = max((text_height(texts[i], widths[i], bold=heads) for i in alone), default=LINE)
                for column, text in enumerate(texts):
                    if text is None and not _goes_on(lines, row, column):
                        _make_room(heights, lines, row, column, widths[column])
            case _Listed(texts=listed):
                each = (text_height(text, widths[min(i, len(widths) - 1)]) for i, text in enumerate(listed))
                heights[row] = max(each, default=LINE)
            case _Gap():
                pass
    head = next((row for row, line in enumerate(lines) if isinstance(line, _Cells)), 0)
    return _Measure(widths, half, heights, lying, sum(heights.get(row, LINE) for row in range(head)))


def _goes_on(lines: Sequence[_Line], row: int, column: int) -> bool:
    """Whether the cell in *row* is joined with the one under it."""
    below = lines[row + 1] if row + 1 < len(lines) else None
    return isinstance(below, _Cells) and below.texts[column] is None


def _make_room(heights: dict[int, float], lines: Sequence[_Line], last: int, column: int, wide: float) -> None:
    """Make the *last* row of a joined cell higher where its words need more than the rows have together."""
    first = last
    while isinstance(line := lines[first], _Cells) and line.texts[column] is None:
        first -= 1
    text = line.texts[column] if isinstance(line, _Cells) else None
    missing = text_height(text, wide) - sum(heights[row] for row in range(first, last + 1))
    heights[last] = min(heights[last] + max(missing, 0.0), HIGHEST)


def _right_half(widths: Sequence[float]) -> int:
    """The column that begins nearest to the middle of the page, not the first where there are several."""
    starts = [sum(widths[:index]) for index in range(len(widths))]
    middle = sum(widths) / 2
    return min(range(1, len(widths)), key=lambda index: abs(starts[index] - middle), default=0)


class _PlanSheet:
    """The sheet of the plan, written from the top. Rows and columns count from 1."""

    def __init__(self, book: Book, measure: _Measure) -> None:
        self._book = book
        self._sheet = sheet = book.sheet(PLAN_SHEET)
        self._measure = measure
        self._last = len(measure.widths)
        self._open: dict[int, tuple[int, Text]] = {}  # by column: the last cell with words of its own, and its row
        set_widths(sheet, [points / POINTS for points in measure.widths])
        set_page(sheet, landscape=measure.landscape)

    def band(self, row: int, band: _Band) -> None:
        """Words over several columns."""
        self.end_table(row)
        first = self._measure.right_half + 1 if band.place is _Place.MARK else 1
        look = _BANDS[band.place]
        self._book.text(self._sheet, row, first, band.text, look)
        self._join(row, first, row, self._last)
        self._sheet.row_dimensions[row].height = self._measure.heights.get(row - 1, LINE)

    def cells(self, row: int, cells: _Cells) -> None:
        """A row of the table."""
        for column, text in enumerate(cells.texts, start=1):
            if text is not None:
                self._close(column, row)
                self._open[column] = row, text
                self._cell(row, column, text, heads=cells.heads)
        self._book.fit_row(self._sheet, row, self._measure.heights.get(row - 1, LINE))
        if cells.heads:
            self._head(row)

    def listed(self, row: int, line: _Listed) -> None:
        """A row of a table that is not the plan's."""
        self.end_table(row)
        for column, text in enumerate(line.texts, start=1):
            self._book.text(self._sheet, row, column, text, CELL)
        self._book.fit_row(self._sheet, row, self._measure.heights.get(row - 1, LINE))

    def end_table(self, row: int) -> None:
        """Join the cells that go on up to *row*, which is the first that is none of theirs."""
        for column in list(self._open):
            self._close(column, row)

    def _cell(self, row: int, column: int, text: Text, *, heads: bool) -> None:
        words = str(text)
        if not heads and column == 1 and text.plain and _COUNT.fullmatch(words):
            self._book.style(self._sheet.cell(row, column, int(words)), NUMBER)
        else:
            self._book.text(self._sheet, row, column, text, HEAD if heads else CELL)

    def _close(self, column: int, row: int) -> None:
        """Join the last cell of *column* with those under it, up to *row*."""
        if column in self._open:
            first, _ = self._open.pop(column)
            self._join(first, column, row - 1, column)

    def _join(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def _head(self, row: int) -> None:
        if self._measure.above <= _MOST_FROZEN:
            self._sheet.freeze_panes = f"A{row + 1}"
        self._sheet.print_title_rows = f"{row}:{row}"


class _Words(NamedTuple):
    """A line as it is measured."""

    words: str
    marker: str
    bold: bool
    measured: tuple[int, int] | None = None

    def widths(self) -> tuple[int, int]:
        """The width of the longest word and of the whole line, in thousandths of the type size."""
        return line_widths(self.words, self.marker, bold=self.bold)


def _paragraph(line: Paragraph) -> _Words:
    return _Words(bind("".join(run.text for run in line.runs)), line.marker, any(run.bold for run in line.runs))
