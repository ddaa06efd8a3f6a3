"""Which lines and tables of a source make one plan: the tables of each grid, and where another plan begins.

The fourth pass. Each grid is taken apart once (``Sheet``); then the blocks are walked in order, and every line and
table goes to a plan. A sheet's border ends what was written below a table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.letters import fold
from planforms.marks import starts_mark
from planforms.model import Column, ColumnRole, MarkKind, Period
from planforms.recognise.blocks import heading_blocks, unlike_block
from planforms.recognise.details import Pair, take_pairs
from planforms.recognise.facts import Kind, Listing, Sentence, ShownRow, cells_of, shown_rows
from planforms.recognise.headings import columns
from planforms.recognise.marks import MarkLines, Passage, lines_of, passage, sentences, unplaced_lines
from planforms.recognise.roles import take_apart
from planforms.recognise.rows import (
    KnownRow,
    RowKind,
    classify,
    heading_form,
    heading_words,
    is_timed,
    names_month,
    sheet_months,
)
from planforms.recognise.tables import Sheet, Table, TableRow, headless_table, same_columns, table_under, typed_tables
from planforms.source import Grid, GridCell, Line, Source

_MOSTLY = 0.8
_BESIDE_PLAN = frozenset({RowKind.OUTSIDE, RowKind.HEADS})


class Overrides(Struct, frozen=True, kw_only=True):
    """What a person says in place of what would be recognised; blank where nothing is.

    Attributes:
        sheet: the name of the sheet that has the plan.
        heading_row: the row of headings, by its number in the sheet or in the table.
        columns: the roles of the table's columns, in order.
        period: the plan's period.
    """

    sheet: str = ""
    heading_row: int | None = None
    columns: tuple[ColumnRole, ...] = ()
    period: Period | None = None


NOTHING_SAID = Overrides()


class KnownTable(Struct, frozen=True):
    """A table whose columns and rows are known, what is between it and the table before, and its sheet's month."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[KnownRow, ...]
    above: Passage = Passage([], [])
    month: int = 0


class Again(Struct, frozen=True):
    """A table that only repeats another, its rows that do, and the lines above it."""

    table: Table
    rows: tuple[TableRow, ...]
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        """All its words."""
        rows = (words for rows in (self.table.heads, self.rows) for row in rows for words in row.texts)
        return "\n".join([*(str(line.text) for line in self.lines), *rows])


class Draft(Struct, dict=True):
    """The lines and tables of one plan; ``again`` are tables that only repeat one of its tables."""

    lines_before: list[Line] = []
    tables: list[KnownTable] = []
    lines_after: list[Line] = []
    pairs: list[Pair] = []
    again: list[Again] = []

    @cached_property
    def before(self) -> Passage:
        """The lines above its first table, divided into marks and sentences; the plan is whole when it is asked for."""
        return passage(self.lines_before)

    @cached_property
    def after(self) -> Passage:
        """The lines below its last table, divided likewise."""
        return passage(self.lines_after)

    @property
    def words(self) -> Iterator[str]:
        """Every word of it, for the finding that it is left out."""
        yield from (*self.before.words, *(w for known in self.tables for w in known.above.words), *self.after.words)
        for known in self.tables:
            yield from known.table.headings
            yield from (words for row, kind in known.rows if kind is not RowKind.OUTSIDE for words in row.texts)
        yield from (again.words for again in self.again)


class Drafts(Struct, frozen=True):
    """The plans of a source in order, and what is beside them.

    ``margins`` are the lines of headers and footers, ``aside`` the sheets that have nothing of a plan, ``hidden`` the
    hidden sheets that are left out and ``shown`` those that are read.
    """

    drafts: list[Draft]
    margins: Passage
    aside: list[Grid]
    hidden: list[Grid]
    shown: list[Grid]


def draft_plans(source: Source, overrides: Overrides = NOTHING_SAID) -> Drafts:
    """Divide *source* into plans.

    Hidden sheets are looked at only where no other holds a table, or where a person names one. Headings that are not
    known, and tables without any, are looked at only where no table has known ones.

    Raises:
        UsageError: the source has no sheet or row that *overrides* name.
    """
    named = overrides.sheet
    blocks = [block for block in source.blocks if not (isinstance(block, Grid) and block.hidden)]
    hidden = [block for block in source.blocks if isinstance(block, Grid) and block.hidden]
    if named:
        grids = [block for block in source.blocks if isinstance(block, Grid) and block.name]
        chosen = next((grid for grid in grids if fold(grid.name) == fold(named)), None)
        if chosen is None:
            raise UsageError(
                "The file has no sheet “{name}”; its sheets are: {sheets}.",
                name=named,
                sheets=", ".join(grid.name for grid in grids) or "–",
            )
        blocks = [block for block in source.blocks if block is chosen or _beside_named(block)]
        hidden = [grid for grid in hidden if grid is not chosen]
    division = _divide(blocks, overrides)
    shown: list[Grid] = []
    if hidden and not division.tables and not named:
        with_hidden = _divide(source.blocks, overrides)
        if with_hidden.tables:
            division, hidden, shown = with_hidden, [], hidden
    return Drafts(division.plans, passage(division.margins), division.aside, hidden, shown)


def _beside_named(block: Line | Grid) -> bool:
    """Whether a block is read beside the sheet that a person names: lines, and sheets of details."""
    if isinstance(block, Line):
        return True
    return (
        not block.hidden
        and not heading_blocks(block, shown_rows(block))
        and bool(take_pairs(block.cells, own_sheet=True)[0])
    )


def _divide(blocks: Sequence[Line | Grid], overrides: Overrides) -> "_Division":
    """The plans among *blocks*."""
    sheets = take_apart(blocks, overrides.heading_row, named=bool(overrides.columns))
    division = _Division(overrides, [block.name for block in blocks if isinstance(block, Grid) and block.name])
    for block in blocks:
        match block:
            case Line():
                division.add_line(block)
            case Grid():
                division.add_grid(sheets[id(block)])
    division.finish()
    if not division.tables and (typed := typed_tables(blocks)):
        with_table = _divide(typed, overrides)
        return with_table if with_table.tables else division
    return division


def _rows_with(rows: Sequence[ShownRow], cells: Iterable[GridCell]) -> list[ShownRow]:
    """*rows* with no other cells than *cells*."""
    kept = set(map(id, cells))
    left = [ShownRow(row.number, tuple(s for s in row.cells if id(s.cell) in kept)) for row in rows]
    return [row for row in left if row.cells]


class _Division:
    """The plans so far, and the lines since the last table."""

    def __init__(self, overrides: Overrides, names: Sequence[str]) -> None:
        self.overrides = overrides
        self.names = {fold(name) for name in names}
        self.months = sheet_months(names)
        self.plans = [Draft()]
        self.pending: list[Line] = []
        self.margins: list[Line] = []
        self.aside: list[Grid] = []

    @property
    def tables(self) -> bool:
        """Whether any plan has a table."""
        return any(draft.tables for draft in self.plans)

    def add_line(self, line: Line) -> None:
        """A paragraph, or one from a header or footer."""
        (self.margins if line.place.part in {"header", "footer"} else self.pending).append(line)

    def add_grid(self, sheet: Sheet) -> None:
        """A table or a sheet: a plan's table, the rest of one cut by a page, or only layout."""
        grid = sheet.grid
        if grid.name and self.plans[-1].tables:
            # What was written below a table on one sheet is not of the next.
            self.plans[-1].lines_after += self.pending
            self.pending = []
        if not sheet.tables and (rest := self._rest_of_last(sheet)) is not None:
            self._add_table(rest)
            return
        if grid.name and not sheet.tables:
            self._add_sheet(sheet)
            return
        if not self.plans[-1].tables:
            pairs, above = take_pairs(cells_of(sheet.above), own_sheet=False)
            self.plans[-1].pairs += pairs
            self.pending += lines_of(_rows_with(sheet.above, above) if pairs else sheet.above, sheet=bool(grid.name))
        else:
            self.pending += lines_of(sheet.above, sheet=bool(grid.name))
        for table in sheet.tables:
            self.pending += unplaced_lines(table.captions)
            self._add_table(self._known(table))

    def _known(self, table: Table) -> KnownTable:
        """*table* with its columns, by a person's roles where there are such, and its rows."""
        roles = self.overrides.columns or table.roles
        if len(roles) != len(table.columns):
            raise UsageError(
                "The table has {count} columns and {given} are named; name a role for each: {headings}.",
                count=len(table.columns),
                given=len(roles),
                headings=", ".join(f"„{' '.join(heading.split())}“" for heading in table.headings),
            )
        table = replace(table, roles=roles)
        named = columns(table.headings, roles, [column.part for column in table.columns])
        return KnownTable(table, named, classify(table))

    def _add_sheet(self, sheet: Sheet) -> None:
        """A sheet without a table: details, a cover, the marks; anything else is put aside."""
        grid = sheet.grid
        if self._lists_sheets(sheet):
            self.aside.append(grid)
            return
        pairs, cells = take_pairs(cells_of(sheet.rows), own_sheet=True)
        lines = list(unplaced_lines(cells))
        said = sentences(lines)
        if pairs and self.plans[0].tables:
            # A sheet of details belongs to the head of the plan, wherever it is.
            self.plans[0].lines_before += lines
        elif pairs or any(starts_mark(s.words) for s in said) or (not self.tables and any(s.names_plan for s in said)):
            self.pending += lines
        else:
            self.aside.append(grid)
        self.plans[0].pairs += pairs

    def _lists_sheets(self, sheet: Sheet) -> bool:
        """Whether a sheet lists the other sheets, as the summary that a program adds to an export."""
        others = self.names - {fold(sheet.grid.name)}
        rows = [row for row in sheet.rows if len(row.cells) > 1]
        return len(rows) > 1 and any(shown.folded in others for row in rows for shown in row.cells)

    def finish(self) -> None:
        """The last lines belong to the last plan."""
        last = self.plans[-1]
        (last.lines_after if last.tables else last.lines_before).extend(self.pending)

    def _rest_of_last(self, sheet: Sheet) -> KnownTable | None:
        """A grid as the rest of the last table, where a page or a month cut it, else ``None``."""
        if not self.plans[-1].tables or not sheet.rows:
            return None
        last = self.plans[-1].tables[-1]
        if any(starts_mark(s.words) for s in sentences(self.pending)):
            return None
        if sheet.grid.name and take_pairs(cells_of(sheet.rows), own_sheet=True)[0]:
            return None  # labels with their values: a sheet of details
        whole = headless_table(sheet.grid, sheet.rows, last.table)
        same = len(whole.columns) == len(last.columns)
        table = whole if same else table_under(sheet.grid, sheet.rows, last.table)
        if table is None:
            return None
        table = replace(table, roles=last.table.roles)
        rows = classify(table)
        activities = [known.row for known in rows if known.kind is RowKind.ACTIVITY]
        if not activities or not _goes_on(activities, last) or self._has_headings(sheet):
            return None
        # With a column blank throughout, only rows that say when are surely no table of signatures.
        sure = same or any(_is_planned(row, table.roles) for row in activities)
        return KnownTable(table, last.columns, rows) if sure else None

    def _has_headings(self, sheet: Sheet) -> bool:
        """Whether the first row is headings of another kind of table: unlike those below it, and whole."""
        width = max(len(row.cells) for row in sheet.rows)
        return bool(unlike_block(sheet.grid, sheet.rows)) and len(sheet.rows[0].cells) == width

    def _add_table(self, known: KnownTable) -> None:
        lines, self.pending = self.pending, []
        draft = self.plans[-1]
        if any(_same_rows(before.rows, known.rows) for before in draft.tables):
            repeated = tuple(row for row, kind in known.rows if kind is not RowKind.OUTSIDE)
            draft.again.append(Again(known.table, repeated, tuple(lines)))
        else:
            self._add_known(known, lines)
        outside = [ShownRow(row.number, row.own) for row, kind in known.rows if kind is RowKind.OUTSIDE]
        self.pending += lines_of(outside, sheet=bool(known.table.grid.name))

    def _add_known(self, known: KnownTable, lines: list[Line]) -> None:
        """A table of the last plan, or of a new one that begins in the *lines* above it."""
        draft = self.plans[-1]
        if draft.tables and (start := _new_plan(lines, draft, known.table, self.months)) is not None:
            draft.lines_after += lines[:start]
            lines = lines[start:]
            draft = Draft()
            self.plans.append(draft)
        if not draft.tables:
            draft.lines_before, lines = lines, []
        draft.lines_after += [line for line in lines if isinstance(line, Listing)]  # the rows of a plan hold no table
        lines = [line for line in lines if not isinstance(line, Listing)]
        draft.tables.append(replace(known, above=passage(lines), month=self.months.get(known.table.grid.name, 0)))


def _goes_on(rows: Sequence[TableRow], last: KnownTable) -> bool:
    """Whether *rows* of a grid without headings are like those of the table before: a time, or a number, in them."""
    before = [row for row, kind in last.rows if kind is RowKind.ACTIVITY]
    for test in (is_timed, _is_numbered) if before else ():
        if sum(test(row, last.table.roles) for row in before) >= _MOSTLY * len(before):
            return any(test(row, last.table.roles) for row in rows)
    return True


def _is_numbered(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    return roles[row.first] is ColumnRole.NUMBER and row.own[0].kind is Kind.NUMBER


def _is_planned(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    """Whether a row says when, or has an activity with a number or with most of its cells."""
    numbered = _is_numbered(row, roles)
    titled = ColumnRole.TITLE in {roles[i] for i in row.cells}
    return is_timed(row, roles) or (titled and (numbered or len(row.own) * 2 > len(roles)))


def _same_rows(one: Sequence[KnownRow], other: Sequence[KnownRow]) -> bool:
    """Whether two tables say the same, word for word; one row may come twice."""
    said, again = ([row.texts for row, kind in rows if kind not in _BESIDE_PLAN] for rows in (one, other))
    return len(again) > 1 and said == again


def _new_plan(lines: Sequence[Line], draft: Draft, table: Table, months: Mapping[str, int]) -> int | None:
    """The index in *lines*, which are above *table*, where another plan begins; ``None`` where the plan goes on."""
    last = draft.tables[-1].table
    sheets = bool(table.grid.name) and table.grid.name != last.grid.name
    part, part_before = (name in months or heading_words(name) for name in (table.grid.name, last.grid.name))
    same = same_columns(table, last)
    if sheets and part and (same or part_before):
        return None
    flat = [(i, sentence) for i, line in enumerate(lines) for sentence in sentences([line])]
    approved = any(map(_approves, sentences([*draft.lines_before, *draft.lines_after])))
    begun: int | None = None
    for i, sentence in flat:
        begins_mark = _approves(sentence)
        begun = i if begins_mark and begun is None else begun
        heads = same and (names_month(sentence.words) or heading_form(sentence.words) == "roman")
        if begins_mark and approved:
            return i
        if sentence.titular and sentence.names_plan and not heads:
            # The approval above a title is that title's.
            return i if begun is None else begun
    # Other words for the same columns, with no title or mark above, are of one plan.
    return 0 if sheets and not same and table.roles != last.roles else None


def _approves(line: Sentence) -> bool:
    """Whether a mark of approval begins in the line."""
    return starts_mark(line.words) and line.folded.startswith(("patvirtinta", "tvirtinu"))


def marked(source: Source, number: int = 1, overrides: Overrides = NOTHING_SAID) -> tuple[tuple[MarkLines, ...], ...]:
    """The marks of plan *number* in *source* in the plan's order, each with every place that it is repeated at.

    A number past the last plan has no marks.
    """
    drafts = draft_plans(source, overrides)
    if not 1 <= number <= len(drafts.drafts):
        return ()
    draft = drafts.drafts[number - 1]
    passages = (draft.before, draft.after, drafts.margins, *(known.above for known in draft.tables))
    found = [mark for each in passages for mark in each.marks]
    repeats: dict[str, list[MarkLines]] = {}
    for mark in sorted(found, key=lambda mark: mark.mark.kind is not MarkKind.APPROVED):
        repeats.setdefault(fold(str(mark.mark.words)), []).append(mark)
    return tuple(tuple(places) for places in repeats.values())
