"""Which lines and tables of a source make one plan, and what kind each row of its tables is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planforms.marks import starts_mark
from planforms.model import Column, ColumnRole, MarkKind
from planforms.recognise.details import Pair, take_pairs
from planforms.recognise.headings import columns, heading_roles
from planforms.recognise.infer import infer_roles, looks_like_plan
from planforms.recognise.layout import Table, headless_table, same_columns, split_grid, table_under
from planforms.recognise.loose import loose_lines
from planforms.recognise.prose import Sentence, names_plan, sentences, take_marks
from planforms.recognise.rows import Kind, KnownRow, classify, heading_form, heading_words, is_timed, names_month
from planforms.source import Grid, Line, Source
from planforms.text import fold


class KnownTable(NamedTuple):
    """A table whose columns and rows are known, and the lines that stand between it and the table before."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[KnownRow, ...]
    lines: tuple[Line, ...] = ()


@dataclass
class Draft:
    """The lines and tables of one plan."""

    before: list[Line] = field(default_factory=list)
    tables: list[KnownTable] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


class Drafts(NamedTuple):
    """The plans of a source in order, and what stands beside them.

    ``margins`` are the lines of headers and footers, ``aside`` the sheets that have nothing of a plan, ``hidden`` the
    hidden sheets that are left out and ``shown`` those that are read.
    """

    drafts: list[Draft]
    margins: list[Line]
    aside: list[Grid]
    hidden: list[Grid]
    shown: list[Grid]


def draft_plans(source: Source) -> Drafts:
    """Divide *source* into plans.

    Hidden sheets are looked at only where no other holds a table. A table without headings is taken for a plan
    only where no table has any.
    """
    blocks = [block for block in source.blocks if not (isinstance(block, Grid) and block.hidden)]
    hidden = [block for block in source.blocks if isinstance(block, Grid) and block.hidden]
    division = _divide(blocks)
    shown: list[Grid] = []
    if hidden and not division.tables:
        with_hidden = _divide(source.blocks)
        if with_hidden.tables:
            division, hidden, shown = with_hidden, [], hidden
    if not division.tables:
        bare = [block for block in blocks if isinstance(block, Grid) and looks_like_plan(headless_table(block))]
        if bare:
            division = _divide(blocks, max(bare, key=lambda grid: len(grid.cells)))
    return Drafts(division.drafts, division.margins, division.aside, hidden, shown)


def _divide(blocks: Iterable[Line | Grid], bare: Grid | None = None) -> "_Division":
    """The plans among *blocks*; *bare* is the grid to be taken as a plan's table though it has no headings."""
    division = _Division(bare)
    for block in blocks:
        match block:
            case Line():
                division.add_line(block)
            case Grid():
                division.add_grid(block)
    division.finish()
    return division


class _Division:
    """The plans so far, and the lines since the last table."""

    def __init__(self, bare: Grid | None) -> None:
        self.bare = bare
        self.drafts = [Draft()]
        self.pending: list[Line] = []
        self.margins: list[Line] = []
        self.aside: list[Grid] = []

    @property
    def tables(self) -> bool:
        """Whether any plan has a table."""
        return any(draft.tables for draft in self.drafts)

    def add_line(self, line: Line) -> None:
        """A paragraph, or one from a header or footer."""
        (self.margins if line.place.part in {"header", "footer"} else self.pending).append(line)

    def add_grid(self, grid: Grid) -> None:
        """A table or a sheet: a plan's table, the rest of one cut by a page, or only layout."""
        if grid is self.bare:
            table = headless_table(grid)
            self._add_table(table, columns([""] * len(table.columns), infer_roles(table)))
            return
        above, tables = split_grid(grid)
        if not tables and (rest := self._rest_of_last(grid)) is not None:
            self._add_table(rest, self.drafts[-1].tables[-1].columns)
            return
        if grid.name and not tables:
            self._add_sheet(grid)
            return
        if not self.drafts[-1].tables:
            pairs, rest_of_cells = take_pairs(above, own_sheet=False)
            self.drafts[-1].pairs += pairs
            above = tuple(rest_of_cells)
        self.pending += loose_lines(above)
        for table in tables:
            headings = [column.heading for column in table.columns]
            self._add_table(table, columns(headings, _roles(table)))

    def _add_sheet(self, grid: Grid) -> None:
        """A sheet without a table: details, a cover, the marks; anything else is put aside."""
        pairs, cells = take_pairs(grid.cells, own_sheet=True)
        lines = list(loose_lines(cells))
        said = sentences(lines)
        if pairs and self.drafts[0].tables:
            # A sheet of details belongs to the head of the plan, wherever it stands.
            self.drafts[0].before += lines
        elif pairs or any(starts_mark(s.words) for s in said) or (not self.tables and any(names_plan(s) for s in said)):
            self.pending += lines
        else:
            self.aside.append(grid)
        self.drafts[0].pairs += pairs

    def finish(self) -> None:
        """The last lines belong to the last plan."""
        last = self.drafts[-1]
        if last.tables:
            last.after += self.pending
        else:
            last.before += self.pending

    def _rest_of_last(self, grid: Grid) -> Table | None:
        """*grid* as the rest of the last table, where a page or a month cut it, else ``None``."""
        if not self.drafts[-1].tables:
            return None
        last = self.drafts[-1].tables[-1]
        if any(starts_mark(s.words) for s in sentences(self.pending)):
            return None
        whole = headless_table(grid)
        same = len(whole.columns) == len(last.columns)
        table = whole if same else table_under(grid, last.table)
        if table is None:
            return None
        roles = [column.role for column in last.columns]
        activities = [known.row for known in classify(table, roles) if known.kind is Kind.ACTIVITY]
        # With a column blank throughout, only rows that say when are surely no table of signatures.
        return table if (activities if same else any(is_timed(row, roles) for row in activities)) else None

    def _add_table(self, table: Table, known: tuple[Column, ...]) -> None:
        rows = tuple(classify(table, [column.role for column in known]))
        lines, self.pending = self.pending, []
        draft = self.drafts[-1]
        if draft.tables and (start := _new_plan(lines, draft, table)) is not None:
            draft.after += lines[:start]
            lines = lines[start:]
            draft = Draft()
            self.drafts.append(draft)
        if not draft.tables:
            draft.before, lines = lines, []
        draft.tables.append(KnownTable(table, known, rows, tuple(lines)))
        outside = [cell for row, kind in rows if kind is Kind.OUTSIDE for cell in row.own]
        self.pending += loose_lines(outside)


def _roles(table: Table) -> list[ColumnRole]:
    """Roles of the headings; where none names the activities, the unknown column that says the most does."""
    roles = list(heading_roles([column.heading for column in table.columns]))
    unknown = [i for i, role in enumerate(roles) if role is ColumnRole.OTHER]
    if ColumnRole.TITLE not in roles and unknown:
        said = {i: sum(len(str(p.cell.text)) for row in table.rows for p in row.cells.get(i, ())) for i in unknown}
        roles[max(unknown, key=lambda i: said[i])] = ColumnRole.TITLE
    return roles


def _new_plan(lines: Sequence[Line], draft: Draft, table: Table) -> int | None:
    """The index in *lines*, which stand above *table*, where another plan begins; ``None`` where the plan goes on."""
    last = draft.tables[-1].table
    sheets = table.grid.name != last.grid.name and table.grid.name
    if sheets and heading_words(table.grid.name) and same_columns(table, last):
        return None
    flat = [(i, sentence) for i, line in enumerate(lines) for sentence in sentences([line])]
    approved = _has_approval(sentences(draft.before))
    same = same_columns(table, last)
    for i, sentence in flat:
        begins_mark = starts_mark(sentence.words) and fold(sentence.words).startswith(("patvirtinta", "tvirtinu"))
        part = same and (names_month(sentence.words) or heading_form(sentence.words) == "roman")
        if (begins_mark and approved) or (sentence.titular and names_plan(sentence) and not part):
            return i
    return 0 if sheets and not same else None


def _has_approval(flat: Sequence[Sentence]) -> bool:
    marks, _ = take_marks(flat)
    return any(placed.part.kind is MarkKind.APPROVED for placed in marks)


def words_of_draft(draft: Draft) -> Iterator[str]:
    """Every word of a plan, for the finding that tells it is left out."""
    for line in (*draft.before, *(line for known in draft.tables for line in known.lines), *draft.after):
        yield str(line.text)
    for known in draft.tables:
        yield from (column.heading for column in known.columns)
        yield known.table.counts
        yield from (words for row, kind in known.rows if kind is not Kind.OUTSIDE for words in row.texts)
