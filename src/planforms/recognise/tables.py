"""The tables of a grid in columns and rows, under the rows of headings that ``blocks`` found, and what is above them.

The second pass ends here. What the rows say is decided after it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from planforms.marks import starts_mark
from planforms.model import ColumnRole, Paragraph, Text
from planforms.period import month_named
from planforms.place import Place
from planforms.recognise.blocks import Block, is_data, repeats
from planforms.recognise.facts import (
    SPACES,
    TABS,
    Kind,
    Shown,
    ShownRow,
    TableColumn,
    cells_of,
    columns_of,
    divide,
)
from planforms.recognise.headings import heading_key, is_heading_row
from planforms.remembered import pattern_of
from planforms.source import Grid, GridCell, Line

_TAB = pattern_of(r"\t")
_PART_OF_YEAR = pattern_of(r"\b(?:pusm|ketv|trimestr)")
_ASKEW = 2  # signs by which a word may begin before its column
_FEWEST_TYPED = 2  # rows, the headings among them


class TableRow(Struct, frozen=True):
    """A row of the table.

    ``cells`` maps the indices of ``Table.columns``, in order, to what is there, ``own`` are the cells that begin in
    this row, ``joined`` the columns that have only what a vertical merge brings down from a row above; ``heads`` is
    true of a row that repeats the headings or counts the columns.
    """

    number: int
    cells: Mapping[int, tuple[Shown, ...]]
    own: tuple[Shown, ...]
    joined: tuple[int, ...] = ()
    heads: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the row's own cells, in order."""
        return tuple(str(shown.cell.text) for shown in self.own)

    @property
    def first(self) -> int:
        """The index of the first column that has something."""
        return next(iter(self.cells))

    def place_of_blank(self, column: TableColumn) -> Place:
        """Where the blank cell under *column* is; where another cell of the row covers it, that cell."""
        first = self.own[0].cell
        if not first.place.column:
            return first.place  # a row made of one paragraph
        own = (shown.cell for shown in self.own)
        over = next((cell for cell in own if cell.column <= column.first < cell.column + cell.columns), None)
        return over.place if over else replace(first.place, column=column.first + first.place.column - first.column)


class Table(Struct, frozen=True, dict=True):
    """A grid, or the part of one under its headings, in columns and rows.

    Attributes:
        heads: the rows of its headings; none where it has no headings.
        known: whether its headings are words of a plan's headings.
        roles: what its columns are, once that is decided.
        captions: what is written above it where several are side by side, or one below the other in one grid.
    """

    grid: Grid
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    heads: tuple[ShownRow, ...] = ()
    known: bool = False
    captions: tuple[GridCell, ...] = ()
    roles: tuple[ColumnRole, ...] = ()

    @property
    def headed(self) -> bool:
        """Whether it has headings."""
        return bool(self.heads)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings as written, a column each."""
        return tuple(column.heading for column in self.columns)


class Sheet(Struct, frozen=True):
    """A grid with its rows, taken apart: the rows above its first table, and its tables."""

    grid: Grid
    rows: list[ShownRow]
    above: list[ShownRow]
    tables: list[Table]


def split_grid(grid: Grid, rows: list[ShownRow], blocks: Sequence[Block], *, known: bool = True) -> Sheet:
    """The tables that *blocks* head in *grid*; all its rows are above where there are no blocks.

    Blocks that repeat the headings of the one before go on with its table. Rows of data above the first block are a
    table without headings, as a page cut it off.
    """
    if not blocks:
        return Sheet(grid, rows, rows, [])
    tables: list[Table] = []
    above = list(rows[: blocks[0].first])
    data = next((i for i, row in enumerate(above) if is_data(row)), len(above))
    headed = 0 < data < len(above) and len(above[data - 1].cells) * 2 > len(above[data].cells)  # by other headings
    near = above[data:] and above[-1].number + 1 == rows[blocks[0].first].number
    if near and not headed and sum(map(is_data, above[data:])) > 1 and _go_on(above[data:], rows[blocks[0].stop :]):
        below = columns_of(cells_of(rows[blocks[0].first : blocks[0].stop]), rows[blocks[0].stop :])
        tables.append(_table(grid, (), above[data:], below, known=known))
        above = above[:data]
    begun = 0
    captions: list[GridCell] = []
    for i, block in enumerate(blocks):
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        twice = after is not None and _same_again(rows, blocks[begun], after)
        stop = after.first if after else len(rows)
        end = _end(rows, block.stop, stop, titled=twice) if after else stop
        others = after and _times_over(rows[after.first]) and rows[after.first].texts != rows[block.first].texts
        if after and repeats(rows, block, after) and not (twice or others) and end == stop:
            continue
        made = _headed(grid, rows, blocks[begun : i + 1], end, known=known)
        made[0] = replace(made[0], captions=(*captions, *made[0].captions))
        captions = cells_of(rows[end:stop])
        if begun == 0 and len(made) > 1 and above and 1 < len(above[-1].cells) <= len(made):
            made = _captioned(made, above.pop())
        tables += made
        begun = i + 1
    return Sheet(grid, rows, above, tables)


def _go_on(above: Sequence[ShownRow], below: Sequence[ShownRow]) -> bool:
    """Whether the rows on both sides of headings are of one table: times are in the same columns."""
    timed, before = _timed(below), _timed(above)
    columns = [column for column, surplus in timed.items() if surplus > 0]
    return not columns or any(before[column] > 0 for column in columns)


def _end(rows: Sequence[ShownRow], first: int, stop: int, *, titled: bool) -> int:
    """Where the table above the headings at *stop* ends: above its mark and title, the caption of a *titled* one."""
    alone = stop
    while alone > first and len(rows[alone - 1].cells) == 1:
        alone -= 1
    begins = (i for i in range(alone, stop) if _begins_plan(rows[i].cells[0]))
    return next(begins, max(alone, stop - 1) if titled else stop)


def _begins_plan(shown: Shown) -> bool:
    """Whether a row begins another plan: a mark, or a title in capitals."""
    return starts_mark(shown.words) or (shown.line.capitals and shown.line.names_plan)


def _same_again(rows: Sequence[ShownRow], block: Block, after: Block) -> bool:
    """Whether all rows between two blocks of headings come again below the second: the table is there twice."""
    body = [row for row in rows[block.stop : after.first] if len(row.cells) > 1]
    below = [row for row in rows[after.stop :] if len(row.cells) > 1][: len(body)]
    return len(body) > 1 and [row.texts for row in body] == [row.texts for row in below]


def _timed(rows: Sequence[ShownRow]) -> Counter[int]:
    """By how many cells of each column those with times are more than the others."""
    made: Counter[int] = Counter()
    for row in rows:
        for shown in row.cells:
            made[shown.cell.column] += 1 if shown.kind is Kind.TIME else -1
    return made


def headless_table(grid: Grid, rows: Sequence[ShownRow], above: Table | None = None) -> Table:
    """The whole grid as a table without headings, or with those of the table *above* it again."""
    cells = cells_of(rows)
    starts = sorted({cell.column for cell in cells if cell.columns == 1} or {1})
    width = max((cell.column + cell.columns - 1 for cell in cells), default=1)
    columns = [
        TableColumn(start, after - 1, "", Place())
        for start, after in zip(starts, [*starts[1:], width + 1], strict=True)
    ]
    return _table(grid, (), rows, columns, _counting(rows) | _repeating(rows, above))


def table_under(grid: Grid, rows: Sequence[ShownRow], above: Table) -> Table | None:
    """The whole grid as a table in the columns of *above*, some of them blank; ``None`` where a cell is in none.

    Words above a column of numbers head a table of another kind.
    """
    starts = {column.first for column in above.columns}
    numbers = [row.cells[0].kind is Kind.NUMBER for row in rows]
    if len(rows) > 1 and all(numbers[1:]) and not numbers[0] and len(rows[0].cells) > 2:  # noqa: PLR2004
        return None
    if not all(shown.cell.column in starts for row in rows for shown in row.cells):
        return None
    columns = [TableColumn(column.first, column.last, "", Place()) for column in above.columns]
    return _table(grid, (), rows, columns, _counting(rows) | _repeating(rows, above))


def _repeating(rows: Sequence[ShownRow], above: Table | None) -> set[int]:
    """The number of the first row where all of it is among the headings of the table *above*."""
    known = {heading_key(heading) for heading in above.headings} if above and above.headed else set()
    return {
        row.number
        for row in rows[:1]
        if len(row.cells) > 1 and all(heading_key(shown.words) in known for shown in row.cells)
    }


def same_columns(table: Table, other: Table) -> bool:
    """Whether two tables have the same headings, or one of them none and as many columns."""
    if table.headed and other.headed:
        return list(map(heading_key, table.headings)) == list(map(heading_key, other.headings))
    return len(table.columns) == len(other.columns)


def _headed(grid: Grid, rows: Sequence[ShownRow], blocks: Sequence[Block], stop: int, *, known: bool) -> list[Table]:
    """The table under the first of *blocks*, the others its repeats; several where equal ones are side by side."""
    first = blocks[0]
    heads = rows[first.first : first.stop]
    repeats = {row.number for block in blocks[1:] for row in rows[block.first : block.stop]}
    body = list(rows[first.stop : stop])
    repeats |= _counting(body)
    columns = columns_of(cells_of(heads), [row for row in body if row.number not in repeats])
    parts = _side_by_side(columns)
    over = heads[0] if not parts and len(heads) > 1 and _times_over(heads[0]) else None
    if over:
        below = columns_of(cells_of(heads[1:]), [row for row in body if row.number not in repeats])
        parts = _side_by_side(below)
    if not parts:
        return [_table(grid, heads, body, columns, repeats, known=known)]
    if over:
        heads = heads[1:]
    made: list[Table] = []
    for part in parts:
        span = range(part[0].first, part[-1].last + 1)
        inside = [_within(row, span) for row in (*heads, *body)]
        lines = [row for row in inside if row.cells]
        head = [row for row in lines if row.number in {h.number for h in heads}]
        made.append(_table(grid, head, lines[len(head) :], part, repeats, known=known))
    return _captioned(made, over) if over else made


def _times_over(row: ShownRow) -> bool:
    """Whether a row of headings is of wide ones, each a month or a half-year: tables side by side are under them."""
    return len(row.cells) > 1 and all(
        shown.cell.columns > 1 and (month_named(shown.words) or _PART_OF_YEAR.search(shown.folded))
        for shown in row.cells
    )


def _within(row: ShownRow, columns: range) -> ShownRow:
    return ShownRow(row.number, tuple(shown for shown in row.cells if shown.cell.column in columns))


def _side_by_side(columns: Sequence[TableColumn]) -> list[list[TableColumn]]:
    """The columns as those of equal tables set side by side; none where there is one table."""
    named = [column for column in columns if column.heading.strip()]
    keys = [heading_key(column.heading) for column in named]
    for count in range(2, len(named) // 2 + 1):
        each, rest = divmod(len(named), count)
        if rest or any(keys[:each] != keys[i : i + each] for i in range(0, len(keys), each)):
            continue
        firsts = [named[i].first for i in range(0, len(named), each)] + [max(column.last for column in columns) + 1]
        return [[c for c in columns if first <= c.first < after] for first, after in pairwise(firsts)]
    return []


def _captioned(tables: Sequence[Table], row: ShownRow) -> list[Table]:
    """*tables* side by side with the cell of *row* above each."""
    left = list(row.cells)
    made: list[Table] = []
    for table in reversed(tables):
        mine = left.pop() if left and left[-1].cell.column >= table.columns[0].first else None
        made.insert(0, replace(table, captions=(mine.cell,) if mine else ()))
    return made


def _counting(body: Sequence[ShownRow]) -> set[int]:
    """The number of the first row of *body* where it only counts the columns."""
    return {row.number for row in body[:1] if _counts_columns(row)}


def _counts_columns(row: ShownRow) -> bool:
    """Whether a row only counts the columns."""
    counts = [shown.words.strip("().") for shown in row.cells]
    return len(counts) > 2 and counts == [str(i) for i in range(1, len(counts) + 1)]  # noqa: PLR2004


def _table(  # noqa: PLR0913 -- what a table is made of
    grid: Grid,
    heads: Sequence[ShownRow],
    body: Sequence[ShownRow],
    columns: Sequence[TableColumn],
    repeats: set[int] | frozenset[int] = frozenset(),
    *,
    known: bool = False,
) -> Table:
    return Table(grid, tuple(columns), tuple(_table_rows(body, columns, repeats)), tuple(heads), known)


def _table_rows(
    rows: Sequence[ShownRow], columns: Sequence[TableColumn], repeats: set[int] | frozenset[int]
) -> Iterator[TableRow]:
    where = _index(columns)
    tall: list[Shown] = []
    for row in rows:
        cells: dict[int, tuple[Shown, ...]] = {}
        for shown in row.cells:
            column = where(shown.cell.column)
            cells[column] = (*cells[column], shown) if column in cells else (shown,)
        joined: tuple[int, ...] = ()
        if tall and (tall := [shown for shown in tall if shown.cell.row + shown.cell.rows > row.number]):
            down: dict[int, tuple[Shown, ...]] = {}
            for shown in tall:
                column = where(shown.cell.column)
                down[column] = (*down.get(column, ()), shown)
            # What begins in this row takes the place of what a merge brings down.
            joined = tuple(sorted(down.keys() - cells.keys()))
            cells = dict(sorted((down | cells).items()))
        yield TableRow(row.number, cells, row.cells, joined, row.number in repeats)
        tall += [shown for shown in row.cells if shown.cell.rows > 1]


def _index(columns: Sequence[TableColumn]) -> Callable[[int], int]:
    """The column of a place in the grid; a place in a gap belongs to the last column before it."""
    index: dict[int, int] = {}
    for i, column in enumerate(columns):
        after = columns[i + 1].first if i + 1 < len(columns) else column.last + 1
        index |= dict.fromkeys(range(column.first, max(after, column.last + 1)), i)
    first, last = columns[0].first, len(columns) - 1
    return lambda grid: index.get(grid, 0 if grid < first else last)


def typed_tables(blocks: Sequence[Line | Grid]) -> list[Line | Grid] | None:
    """*blocks* with the lines that are rows of a table by their tabs or spaces as a grid; ``None`` without such rows.

    A table begins at a line of headings, and every row of several words parted so must fall into its columns.
    """
    flat: list[Line | Grid] = []
    for block in blocks:
        paragraphs = block.text.paragraphs if isinstance(block, Line) else ()
        flat += [replace(block, text=Text((each,))) for each in paragraphs] if len(paragraphs) > 1 else [block]
    typed = [isinstance(block, Line) and block.place.part not in {"header", "footer"} for block in flat]
    for i, block in enumerate(flat):
        if not isinstance(block, Line) or not typed[i]:
            continue
        gap = TABS if "\t" in str(block.text) else SPACES
        heads = tuple(str(part).strip() for part in _parts(block, gap))
        if is_heading_row(heads):
            end = next((j for j in range(i, len(flat)) if not typed[j]), len(flat))
            lines = [line for line in flat[i:end] if isinstance(line, Line)]
            rows = list(_typed_rows(lines, gap, len(heads)))
            if len(rows) > _FEWEST_TYPED:
                return [*flat[:i], _typed_grid(rows), *flat[i + len(rows) :]]
    return None


def _parts(line: Line, gap: re.Pattern[str]) -> list[Paragraph]:
    (paragraph,) = line.text.paragraphs or (Paragraph(),)
    return divide(paragraph, gap) if gap.search(str(paragraph)) else [paragraph]


def _typed_rows(lines: Sequence[Line], gap: re.Pattern[str], width: int) -> Iterator[dict[int, tuple[Line, Paragraph]]]:
    """The rows of a table in *lines*, their words by column, as far as lines have columns; one alone is a heading."""
    starts = _starts(str(lines[0].text), gap)
    for i, line in enumerate(lines):
        words = str(line.text)
        parts = _parts(line, gap)
        if len(parts) == 1:
            if i + 1 == len(lines) or len(_parts(lines[i + 1], gap)) == 1:
                return
            yield {1: (line, parts[0])}
            continue
        if len(parts) < width == words.count("\t") + 1:
            parts = divide(line.text.paragraphs[0], _TAB)
        columns: Sequence[int] = range(1, width + 1)
        if len(parts) != width:
            if gap is not SPACES:
                return
            columns = [bisect_right(starts, place + _ASKEW) for place in _starts(words, gap)]
        if len(set(columns)) != len(parts):
            return
        yield {c: (line, part) for c, part in zip(columns, parts, strict=True) if str(part).strip()}


def _starts(words: str, gap: re.Pattern[str]) -> list[int]:
    """Where the words between gaps begin."""
    return [0, *(match.end() for match in gap.finditer(words))]


def _typed_grid(rows: Sequence[Mapping[int, tuple[Line, Paragraph]]]) -> Grid:
    cells = tuple(
        GridCell(row=number, column=column, text=Text((part,)), place=line.place)
        for number, row in enumerate(rows, start=1)
        for column, (line, part) in row.items()
    )
    return Grid(number=1, cells=cells, place=cells[0].place)
