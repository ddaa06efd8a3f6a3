"""A plan as the values that a template prints; their names are what a clerk writes in tags. It knows no XML.

What each name means is said in ``names``, from which ``docs/templates.md`` is made.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from planforms.marks import format_mark
from planforms.model import (
    Activity,
    Cell,
    ColumnRole,
    Details,
    Heading,
    Mark,
    MarkKind,
    Note,
    Paragraph,
    Plan,
    Responsible,
    Row,
    Run,
    Section,
    SectionRole,
    Text,
    Timing,
    words_of,
)
from planforms.people import format_responsible
from planforms.text import map_runs, split_lines, without_forbidden
from planforms.timing import format_timing
from planforms.writers.docx.runs import NOTHING, Grid, Line
from planforms.writers.docx.typography import WORD_JOINER
from planforms.writers.docx.widths import Room, Sheet, demand, fit, height, needs_to_lie

_SURELY_ONE = 0.8  # pages of a document that has no second, as they are reckoned here
_LETTER, _LINE = 120, 290  # of the text beside the table, in twentieths of a point
# Names that a template may do without: what they hold is then in another list.
OPTIONAL = frozenset({"letterhead", "marks_in_table"})
_KEPT_ROWS = 2  # so many rows stay with the marks after the table
_FITS = 40  # letters of a title, all capitals, that any page holds on a line
_LONGEST_NAME = 255  # of the title property, OPC's own limit in Office
_JOINS, _JOINED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_NOTHING = Markup()
_LINE_END, _LAST_RETURN = re.compile(r"\r\n?"), re.compile(r"\r\Z")
_COLUMN_NUMBER = re.compile(r"-\d+\Z")
_BLANK = (NOTHING,)
# What cells usually hold: so wide are the columns of a table that is still to be filled in.
_USUAL: Mapping[str, str] = {
    ColumnRole.NUMBER: "1.",
    ColumnRole.TITLE: "Knygų mugė ir susitikimas su rašytoja mokyklos bibliotekoje",
    ColumnRole.WHEN: "2026 m. rugsėjo 14 d.",
    ColumnRole.PLACE: "Mokyklos aktų salė",
}
_USUAL_ELSEWHERE = "Vardenė Pavardenė, Vardenis Pavardenis"


class PrintedColumn(Struct, gc=False):
    """A column: its id, its heading, its width in twentieths of a point, and the same as a property of a cell."""

    id: str
    heading: Line
    width: int = 0
    form: Markup = _NOTHING


class PrintedCell(Struct, gc=False):
    """A cell: its lines, never none, and how it is joined to those above and below.

    ``form`` is its width and joining as the layout step puts them among the properties of a cell.
    """

    lines: Sequence[Line]
    merge: str = ""
    form: Markup = _NOTHING


class PrintedRow(Struct, gc=False):
    """A row of any kind.

    ``level`` is a heading's from 1, else 0; ``note`` tells a note. These have ``lines`` over ``span`` columns; an
    activity has ``cells``. ``whole``: it must not break over pages; ``keep``: it stays with what follows.
    """

    span: int
    level: int = 0
    note: bool = False
    lines: Sequence[Line] = ()
    cells: Sequence[PrintedCell] = ()
    texts: Mapping[str, Text] = {}
    whole: bool = True
    keep: bool = False

    def __getitem__(self, column: str) -> Line:
        """The words of the column with the id *column*, for templates that name their columns themselves.

        Raises:
            KeyError: no plan has a column with such an id.
        """
        if column not in self.texts and not is_column(column):
            raise KeyError(column)
        return _joined(self.texts.get(column, Text()))


def is_column(name: str) -> bool:
    """Whether a plan may have a column with the id *name*: a role, or a role and a number."""
    return _COLUMN_NUMBER.sub("", name) in set(ColumnRole)


class PrintedSection(Struct, gc=False):
    """A section: ``label`` where it stands on its own line, else it opens the first of the ``lines``."""

    label: Line
    lines: Sequence[Line]


class PrintedPlan(Struct, gc=False):
    """The names that a template of a plan may begin with.

    ``name`` is the title for the properties, ``headed`` whether any column has a heading, ``lying`` whether the page
    lies.
    """

    letterhead: Sequence[PrintedSection]
    marks_at_top: Sequence[Line]
    title: Line
    sections: Sequence[PrintedSection]
    columns: Sequence[PrintedColumn]
    headed: bool
    rows: Sequence[PrintedRow]
    closing: Sequence[PrintedSection]
    marks_in_table: Sequence[Line]
    marks_at_end: Sequence[Line]
    span: int
    lying: bool
    table_width: int
    name: str
    details: Details


def context(
    plan: Plan,
    sheet: Sheet | None,
    *,
    landscape: bool | None = None,
    endorsements_first: bool = False,
    names: AbstractSet[str] = OPTIONAL,
) -> dict[str, object]:
    """The values for a template that has the room *sheet*, ``None`` where its columns are its own.

    ``landscape`` forces the page; by default it lies where the columns need that. With ``endorsements_first`` every
    mark is before the text. ``names`` are those that the template asks for: without ``letterhead`` among
    them it is at the head of the sections.

    Marks right below a table that may end on another page are its last row, where the template has such: Word keeps a
    paragraph with the rows above it, and LibreOffice only a row, so that a mark would be alone on the last page.
    """
    columns = [PrintedColumn(column.id, _joined(Text.of(column.heading))) for column in plan.columns]
    rows = _rows(plan)
    marks = [format_mark(mark) for mark in plan.marks]
    lying, pages = bool(landscape), 0.0
    if sheet:
        lying, pages = _measure(columns, rows, sheet, landscape=landscape)
        pages += _pages_of_text(plan, marks, sheet.lying if lying else sheet.upright)
    top, end = _placed(plan.marks, marks, endorsements_first=endorsements_first)
    if end or plan.closing:
        for row in rows[-_KEPT_ROWS:]:
            row.keep = True
    head = [section for section in plan.sections if "letterhead" in names and section.role is SectionRole.LETTERHEAD]
    in_table = "marks_in_table" in names and pages > _SURELY_ONE and not plan.closing
    printed = PrintedPlan(
        letterhead=[_section(section) for section in head],
        marks_at_top=top,
        title=_title(plan.title),
        sections=[_section(section) for section in plan.sections if section not in head],
        columns=columns,
        headed=any(column.heading for column in columns),
        rows=rows,
        closing=[_section(section) for section in plan.closing],
        marks_in_table=end if in_table else (),
        marks_at_end=() if in_table else end,
        span=len(columns),
        lying=lying,
        table_width=sum(column.width for column in columns),
        name=_name(plan.title),
        details=_details(plan.details),
    )
    return {name: getattr(printed, name) for name in printed.__struct_fields__}


def _placed(
    marks: Sequence[Mark], printed: Sequence[Text], *, endorsements_first: bool
) -> tuple[list[Line], list[Line]]:
    """The marks, as they are *printed*, before the text, and those after it."""
    top: list[Line] = []
    end: list[Line] = []
    for mark, text in zip(marks, printed, strict=True):
        (top if endorsements_first or mark.kind is MarkKind.APPROVED else end).append(_joined(text))
    return top, end


def _rows(plan: Plan) -> list[PrintedRow]:
    above: Row | None = None
    printed: list[PrintedRow] = []
    for row in plan.rows:
        match row:
            case Heading(text=text, level=level):
                printed.append(PrintedRow(len(plan.columns), level=max(level, 1), lines=_lines(text)))
            case Note(text=text):
                printed.append(PrintedRow(len(plan.columns), note=True, lines=_lines(text)))
            case Activity():
                texts = {column.id: _words(row.cells.get(column.id)) for column in plan.columns}
                joined = _continued(row, texts, printed[-1].texts) if isinstance(above, Activity) else set()
                cells = [
                    PrintedCell(_BLANK, _JOINED) if column.id in joined else PrintedCell(_lines(texts[column.id]))
                    for column in plan.columns
                ]
                if joined:
                    _join(printed[-1], cells)
                printed.append(PrintedRow(len(plan.columns), cells=cells, texts=texts))
        above = row
    return printed


def _continued(row: Activity, texts: Mapping[str, Text], above: Mapping[str, Text]) -> set[str]:
    """The columns in which *row* says what stands above it; a value of its own is printed, joined or not."""
    return {column for column in row.joined if column in texts and texts[column] in (above[column], Text())}


def _join(above: PrintedRow, cells: Sequence[PrintedCell]) -> None:
    for upper, lower in zip(above.cells, cells, strict=True):
        if lower.merge and not upper.merge:
            upper.merge = _JOINS


def _measure(
    columns: Sequence[PrintedColumn], rows: Sequence[PrintedRow], sheet: Sheet, *, landscape: bool | None
) -> tuple[bool, float]:
    """Set widths, and which rows a page can hold; whether the page lies, and how many pages the table takes."""
    activities = [row for row in rows if row.cells]
    if any(line.words for row in activities for cell in row.cells for line in cell.lines):
        held = [[row.cells[index].lines for row in activities] for index in range(len(columns))]
    else:
        held = [[(Line.of((Run(_USUAL.get(column.id, _USUAL_ELSEWHERE)),)),)] for column in columns]
    demands = [demand(column.heading, cells, sheet.size) for column, cells in zip(columns, held, strict=True)]
    lying = (sheet.turned or needs_to_lie(demands, sheet)) if landscape is None else landscape
    room = sheet.lying if lying else sheet.upright
    widths = fit(demands, room.width, sheet)
    for column, wide in zip(columns, widths, strict=True):
        column.width, column.form = wide, _form(wide, "")
    heights = []
    for row in rows:
        for cell, wide in zip(row.cells, widths, strict=False):
            cell.form = _form(wide, cell.merge)
        heights.append(height(zip((cell.lines for cell in row.cells), widths, strict=False), sheet))
        row.whole = heights[-1] < room.height
    _keep_joined(rows, heights, room.height / 2)
    return lying, sum(heights) / room.height


def _pages_of_text(plan: Plan, marks: Sequence[Text], room: Room) -> float:
    """How many pages the text before the table takes, and the marks; rather too much than too little."""
    texts = [plan.title, *marks]
    texts += [Text.of(section.label) for section in plan.sections]
    texts += [text for section in plan.sections for _, text in section.bodies()]
    lines = sum(1 + len(line) * _LETTER / room.width for text in texts for line in str(text).split("\n"))
    return lines * _LINE / room.height


def _keep_joined(rows: Sequence[PrintedRow], heights: Sequence[float], most: float) -> None:
    """Keep rows that share a joined cell on one page, where they are together no higher than *most*."""
    first = 0
    for after in range(1, len(rows) + 1):
        if after < len(rows) and any(cell.merge == _JOINED for cell in rows[after].cells):
            continue
        if sum(heights[first:after]) <= most:
            for row in rows[first : after - 1]:
                row.keep = True
        first = after


@lru_cache(maxsize=256)
def _form(wide: int, merge: str) -> Markup:
    return Markup(f'<w:tcW w:w="{wide}" w:type="dxa"/>{merge}')  # noqa: S704 (a number and a constant)


def _words(cell: Cell | None) -> Text:
    """The words of a cell, or what its parts say where it has none."""
    match cell:
        case None:
            return Text()
        case Responsible(words=words, parties=parties) if not words:
            return Text.of(format_responsible(parties))
        case Timing(words=words) if not words:
            return Text.of(format_timing(cell))
        case _:
            return words_of(cell)


def _lines(text: Text) -> tuple[Line, ...]:
    """A line for each line of *text*, and a blank one where it has none: a cell must hold a paragraph."""
    return tuple(Line.of(line.runs, line.marker) for line in _split(text)) or _BLANK


def _split(text: Text) -> tuple[Paragraph, ...]:
    """The lines of *text*, whichever way they end; a sign left over at the end of a run is but a space."""
    if "\r" in str(text):
        text = map_runs(text, lambda run: replace(run, text=_LINE_END.sub("\n", _LAST_RETURN.sub(" ", run.text))))
    return split_lines(text)


def _joined(text: Text) -> Line:
    """The lines of *text* as one paragraph with line breaks."""
    runs: list[Run] = []
    for number, line in enumerate(_split(text)):
        if number:
            runs.append(Run("\n"))
        if line.marker:
            runs.append(Run(f"{line.marker} "))
        runs += line.runs
    return Line.of(runs)


def _title(title: Text) -> Line:
    """The title; where all of its lines surely fit the page, no range in it needs a sign against a break."""
    line = _joined(title)
    if max(map(len, str(title).split("\n"))) > _FITS:
        return line
    return replace(line, xml=Markup(line.xml.replace(WORD_JOINER, "")))  # noqa: S704 -- less of what is escaped


def _section(section: Section) -> PrintedSection:
    """A label opens its paragraph where there is but one; over several, or a list, it stands alone."""
    if section.table:
        rows = [[_lines(text) for text in row] for row in section.table.rows]
        return PrintedSection(Line.of((Run(section.label),)), (Grid.of_rows(rows),))
    match _split(section.text):
        case (only,) if section.label and not only.marker:
            return PrintedSection(NOTHING, (Line.of((Run(section.label, bold=True), Run(" "), *only.runs)),))
        case lines:
            printed = tuple(Line.of(line.runs, line.marker) for line in lines)
            return PrintedSection(Line.of((Run(section.label),)), printed)


def _name(title: Text) -> str:
    """The title as one line of plain words, no longer than a document's property may be."""
    return without_forbidden(" ".join(str(title).split()))[:_LONGEST_NAME]


def _details(details: Details) -> Details:
    return replace(details, **{name: without_forbidden(getattr(details, name)) for name in details.__struct_fields__})
