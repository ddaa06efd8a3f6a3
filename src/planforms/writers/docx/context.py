"""A plan as the values that a template prints; their names are what a clerk writes in tags. It knows no XML.

What each name means is in ``names``, from which ``docs/templates.md`` is made.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from planforms.marks import format_mark
from planforms.model import (
    Activity,
    ColumnRole,
    Details,
    Heading,
    Note,
    Paragraph,
    Plan,
    Run,
    Script,
    Section,
    SectionRole,
    Text,
)
from planforms.remembered import pattern_of
from planforms.text import without_forbidden
from planforms.writers.docx.lines import NOTHING, SHORT, Grid, Line, line_of, plain_line
from planforms.writers.page import page_rows, placed_marks, section_lines, text_lines
from planforms.writers.typesetting import WORD_JOINER, Room, Sheet, demand, fit, heights_of, needs_to_lie

_SURELY_ONE = 0.8  # pages of a document that has no second, as they are reckoned here
_LETTER, _LINE = 120, 290  # of the text outside the table, in twentieths of a point
# Names that a template may do without: what they hold is then in another list.
OPTIONAL = frozenset({"letterhead", "marks_in_table"})
_KEPT_ROWS = 2  # so many rows stay with the marks after the table
_FITS = 40  # letters of a title, all capitals, that any page holds on a line
_LONGEST_NAME = 255  # of the title property, OPC's own limit in Office
_JOINS, _JOINED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_COLUMN_NUMBER = pattern_of(r"-\d+\Z")
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
    form: str = ""


class PrintedCell(Struct, gc=False):
    """A cell: its lines, never none, and how it is joined to those above and below.

    ``form`` is its width and joining as the layout step puts them among the properties of a cell.
    """

    lines: Sequence[Line]
    merge: str = ""
    form: str = ""


class PrintedRow(Struct, gc=False):
    """A row of any kind.

    ``level`` is a heading's from 1, else 0; ``note``: it is a note. These have ``lines`` over ``span`` columns; an
    activity has ``cells``. ``whole``: it may not break over pages; ``keep``: it stays with what follows; ``goes_on``: a
    cell of the row above goes on in it.
    """

    span: int
    level: int = 0
    note: bool = False
    lines: Sequence[Line] = ()
    cells: Sequence[PrintedCell] = ()
    texts: Mapping[str, Text] = {}
    whole: bool = True
    keep: bool = False
    goes_on: bool = False

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
    """A section: ``label`` where it is on a line of its own, else it opens the first of the ``lines``."""

    label: Line
    lines: Sequence[Line]


class PrintedPlan(Struct, gc=False):
    """The names that a template of a plan may begin with.

    ``name`` is the title for the properties, ``headed`` whether any column has a heading, ``lying`` whether the page
    is landscape.
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

    ``landscape`` forces the page; by default it is landscape where the columns need that. With
    ``endorsements_first`` every mark is before the text. ``names`` are those that the template asks for: without
    ``letterhead`` among them it is at the head of the sections.

    Marks right below a table that may end on another page are its last row, where the template has such: Word keeps a
    paragraph with the rows above it, and LibreOffice only a row, so that a mark would be alone on the last page.
    """
    columns = [PrintedColumn(column.id, _heading(column.heading)) for column in plan.columns]
    rows = _rows(plan)
    top, end = (
        [format_mark(mark) for mark in marks] for marks in placed_marks(plan, endorsements_first=endorsements_first)
    )
    lying, pages = bool(landscape), 0.0
    if sheet:
        lying, pages = _measure(columns, rows, sheet, landscape=landscape)
        pages += _pages_of_text(plan, [*top, *end], sheet.lying if lying else sheet.upright)
    if end or plan.closing:
        for row in rows[-_KEPT_ROWS:]:
            row.keep = True
    head = [section for section in plan.sections if "letterhead" in names and section.role is SectionRole.LETTERHEAD]
    in_table = "marks_in_table" in names and pages > _SURELY_ONE and not plan.closing
    printed_end = [_as_typed(mark) for mark in end]
    printed = PrintedPlan(
        letterhead=[_section(section) for section in head],
        marks_at_top=[_as_typed(mark) for mark in top],
        title=_title(plan.title),
        sections=[_section(section) for section in plan.sections if section not in head],
        columns=columns,
        headed=any(column.heading for column in columns),
        rows=rows,
        closing=[_section(section) for section in plan.closing],
        marks_in_table=printed_end if in_table else (),
        marks_at_end=() if in_table else printed_end,
        span=len(columns),
        lying=lying,
        table_width=sum(column.width for column in columns),
        name=_name(plan.title),
        details=_details(plan.details),
    )
    return {name: getattr(printed, name) for name in printed.__struct_fields__}


def _rows(plan: Plan) -> list[PrintedRow]:
    printed: list[PrintedRow] = []
    columns = [column.id for column in plan.columns]
    span = len(columns)
    for row, texts, joined in page_rows(plan):
        match row:
            case Heading(text=text, level=level):
                printed.append(PrintedRow(span, level=max(level, 1), lines=_lines(text)))
            case Note(text=text):
                printed.append(PrintedRow(span, note=True, lines=_lines(text)))
            case Activity():
                cells = [
                    PrintedCell(_BLANK, _JOINED) if column in joined else PrintedCell(_lines(texts[column]))
                    for column in columns
                ]
                if joined:
                    _join(printed[-1], cells)
                printed.append(PrintedRow(span, cells=cells, texts=texts, goes_on=bool(joined)))
    return printed


def _join(above: PrintedRow, cells: Sequence[PrintedCell]) -> None:
    for upper, lower in zip(above.cells, cells, strict=True):
        if lower.merge and not upper.merge:
            upper.merge = _JOINS


def _measure(
    columns: Sequence[PrintedColumn], rows: Sequence[PrintedRow], sheet: Sheet, *, landscape: bool | None
) -> tuple[bool, float]:
    """Set widths, and which rows a page can hold; whether the page is landscape, and how many pages the table takes."""
    held = [[cell.lines for cell in row.cells] for row in rows]
    by_column: Sequence[Sequence[Sequence[Line]]] = [*zip(*filter(None, held), strict=True)]
    if not any(line.words for cells in held for lines in cells for line in lines):
        by_column = [[(Line.of((Run(_USUAL.get(column.id, _USUAL_ELSEWHERE)),)),)] for column in columns]
    demands = [
        demand(column.heading.words, cells, sheet.size) for column, cells in zip(columns, by_column, strict=True)
    ]
    lying = (sheet.turned or needs_to_lie(demands, sheet)) if landscape is None else landscape
    room = sheet.lying if lying else sheet.upright
    widths = fit(demands, room.width, sheet)
    for column, wide in zip(columns, widths, strict=True):
        column.width, column.form = wide, _form(wide, "")
    heights = heights_of(held, widths, sheet)
    forms = [column.form for column in columns]
    for row, high in zip(rows, heights, strict=True):
        row.whole = high < room.height / 2
        for cell, form in zip(row.cells, forms, strict=False):
            cell.form = form + cell.merge
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
        if after < len(rows) and rows[after].goes_on:
            continue
        if sum(heights[first:after]) <= most:
            for row in rows[first : after - 1]:
                row.keep = True
        first = after


@lru_cache(maxsize=256)
def _form(wide: int, merge: str) -> str:
    return f'<w:tcW w:w="{wide}" w:type="dxa"/>{merge}'


def _lines(text: Text) -> Sequence[Line]:
    """A line for each line of *text*, and a blank one where it has none: a cell must hold a paragraph."""
    paragraphs = text.paragraphs
    if len(paragraphs) == 1:
        runs = paragraphs[0].runs
        if len(runs) == 1 and not paragraphs[0].marker:
            run = runs[0]
            looks = run.bold or run.italic or run.underline or run.struck or run.link or run.script is not _BASE
            if not looks and len(run.text) < SHORT:
                return _lines_of_words(run.text)
    return _printed(text_lines(text)) or _BLANK


_BASE = Script.BASE


@lru_cache(maxsize=1024)
def _lines_of_words(words: str) -> Sequence[Line]:
    """``_lines`` of words that have no looks; places, people and months come again in row after row."""
    if words.isprintable():
        return (plain_line(words),) if words else _BLANK
    return _printed(text_lines(Text((Paragraph((Run(words),)),)))) or _BLANK


def _printed(paragraphs: Sequence[Paragraph]) -> Sequence[Line]:
    return tuple([line_of(one.runs, one.marker) for one in paragraphs])


def _joined(text: Text) -> Line:
    """The lines of *text* as one paragraph with line breaks."""
    runs: list[Run] = []
    for number, line in enumerate(text_lines(text)):
        if number:
            runs.append(Run("\n"))
        if line.marker:
            runs.append(Run(f"{line.marker} "))
        runs += line.runs
    return line_of(tuple(runs))


@lru_cache(maxsize=256)
def _heading(words: str) -> Line:
    return _joined(Text.of(words))


def _title(title: Text) -> Line:
    """The title; where all of its lines surely fit the page, no range in it needs a sign against a break."""
    return _joined(title) if max(map(len, str(title).split("\n"))) > _FITS else _as_typed(title)


def _as_typed(text: Text) -> Line:
    """*text* without signs against a break: a title that fits its line, a mark that others copy and fill."""
    line = _joined(text)
    return replace(line, xml=line.xml.replace(WORD_JOINER, ""))


def _section(section: Section) -> PrintedSection:
    if section.table:
        rows = [[_lines(text) for text in row] for row in section.table.rows]
        return PrintedSection(line_of((Run(section.label),)), (Grid.of_rows(rows),))
    label, lines = section_lines(section)
    return PrintedSection(line_of((Run(label),)) if label else NOTHING, _printed(lines))


def _name(title: Text) -> str:
    """The title as one line of plain words, no longer than a document's property may be."""
    return without_forbidden(" ".join(str(title).split()))[:_LONGEST_NAME]


def _details(details: Details) -> Details:
    return replace(details, **{name: without_forbidden(getattr(details, name)) for name in details.__struct_fields__})
