"""Where the plan's table lies in a grid: its row of headings, its columns, its rows, and what stands around it.

The step from a ``Grid`` to ``Table`` values and the cells above them. What the rows say is decided after it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planforms.place import Place
from planforms.recognise.headings import is_heading_row
from planforms.source import Grid, GridCell
from planforms.text import fold


class TableColumn(NamedTuple):
    """A column of the table: the grid columns ``first`` to ``last``, both included, and its heading as written."""

    first: int
    last: int
    heading: str
    place: Place


class Placed(NamedTuple):
    """A cell in its column; ``joined`` when a vertical merge brings it down from a row above."""

    cell: GridCell
    joined: bool


class TableRow(NamedTuple):
    """A row of the table.

    ``cells`` maps an index of ``Table.columns`` to what stands there, ``own`` are the cells that begin in this row.
    """

    number: int
    cells: Mapping[int, tuple[Placed, ...]]
    own: tuple[GridCell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the row's own cells, in order."""
        return tuple(str(cell.text) for cell in self.own)

    def place_of_blank(self, column: TableColumn) -> Place:
        """Where the blank cell under *column* stands; where another cell of the row covers it, that cell."""
        first = self.own[0]
        covers = (cell for cell in self.own if cell.column <= column.first < cell.column + cell.columns)
        over = next(covers, None)
        shift = first.place.column - first.column
        return over.place if over else replace(first.place, column=column.first + shift)


class Table(Struct, frozen=True):
    """A grid, or the part of one under a row of headings, in columns and rows.

    ``headed`` is false where there are no headings. ``counts`` are the words of a row that only counts the columns.
    """

    grid: Grid
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    headed: bool
    counts: str = ""


_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?\.?")


def split_grid(grid: Grid) -> tuple[tuple[GridCell, ...], list[Table]]:
    """The cells above the first row of headings, and a table for each row of headings (none: all cells, no table)."""
    rows = _rows(grid.cells)
    heads = list(_heading_blocks(rows))
    if not heads:
        return grid.cells, []
    loose = tuple(cell for number in rows if number < heads[0][0] for cell in rows[number])
    ends = [block[0] for block in heads[1:]] + [max(rows) + 1]
    return loose, [_table(grid, rows, block, end) for block, end in zip(heads, ends, strict=True)]


def headless_table(grid: Grid) -> Table:
    """The whole grid as a table without headings."""
    rows = _rows(grid.cells)
    starts = sorted({cell.column for cell in grid.cells if cell.text and cell.columns == 1} or {1})
    columns = tuple(
        TableColumn(start, after - 1, "", Place())
        for start, after in zip(starts, [*starts[1:], _width(grid.cells) + 1], strict=True)
    )
    return Table(grid, columns, tuple(_table_rows(rows, list(rows), columns)), headed=False)


def table_under(grid: Grid, above: Table) -> Table | None:
    """The whole grid as a table in the columns of *above*, some of them blank; ``None`` where a cell is in none."""
    starts = {column.first for column in above.columns}
    if not all(cell.column in starts for cell in grid.cells if cell.text):
        return None
    rows = _rows(grid.cells)
    columns = tuple(TableColumn(column.first, column.last, "", Place()) for column in above.columns)
    return Table(grid, columns, tuple(_table_rows(rows, list(rows), columns)), headed=False)


def _rows(cells: Iterable[GridCell]) -> dict[int, list[GridCell]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _width(cells: Iterable[GridCell]) -> int:
    return max((cell.column + cell.columns - 1 for cell in cells), default=1)


def _heading_blocks(rows: Mapping[int, Sequence[GridCell]]) -> Iterator[tuple[int, int]]:
    """First and last grid row of each block of headings."""
    after = 0
    for number in rows:
        if number < after:
            continue
        if is_heading_row(_words(rows[number])):
            last = number + _heading_depth(rows, number) - 1
        elif is_heading_row(_stacked(rows, number)) and not is_heading_row(_words(rows.get(number + 1, ()))):
            last = number + 1
        else:
            continue
        yield number, last
        after = last + 1


def _words(cells: Iterable[GridCell]) -> list[str]:
    return [words for cell in cells if (words := str(cell.text).strip())]


def _stacked(rows: Mapping[int, Sequence[GridCell]], number: int) -> list[str]:
    """The words of a row and the next one, put together column by column: headings typed over two rows."""
    columns: dict[int, list[str]] = {}
    for cell in (*rows[number], *rows.get(number + 1, ())):
        columns.setdefault(cell.column, []).extend(_words([cell]))
    upper, lower = (len(_words(rows.get(row, ()))) for row in (number, number + 1))
    return [" ".join(words) for words in columns.values() if words] if min(upper, lower) > 1 else []


def _heading_depth(rows: Mapping[int, Sequence[GridCell]], number: int) -> int:
    """How many rows the headings take that begin in row *number*."""
    heads, below = rows[number], [cell for cell in rows.get(number + 1, ()) if cell.text]
    if not below:
        return 1
    wide = [range(head.column, head.column + head.columns) for head in heads if head.columns > 1]
    tall = any(head.rows > 1 for head in heads)
    if tall and wide and all(any(cell.column in span for span in wide) for cell in below):
        return 2
    typed_on = any(fold(str(cell.text)).strip(" .") in {"nr", "asmenys", "pavadinimas"} for cell in below)
    return 2 if typed_on and is_heading_row(_stacked(rows, number)) else 1


def _table(grid: Grid, rows: Mapping[int, Sequence[GridCell]], heads: tuple[int, int], end: int) -> Table:
    numbers = [number for number in rows if heads[1] < number < end]
    counts = ""
    if numbers and _column_numbers(rows[numbers[0]]):
        counts = " ".join(_words(rows[numbers.pop(0)]))
    body = [cell for number in numbers for cell in rows[number]]
    columns = tuple(_columns([cell for n in range(heads[0], heads[1] + 1) for cell in rows.get(n, ())], body))
    return Table(grid, columns, tuple(_table_rows(rows, numbers, columns)), headed=True, counts=counts)


def _column_numbers(cells: Sequence[GridCell]) -> bool:
    """Whether a row only counts the columns."""
    counts = [_COLUMN_NUMBER.fullmatch(words) for words in _words(cells)]
    return len(counts) > 2 and all(count and int(count[1]) == i for i, count in enumerate(counts, start=1))  # noqa: PLR2004


def _columns(heads: Sequence[GridCell], body: Sequence[GridCell]) -> Iterator[TableColumn]:
    """Columns of the heading cells, and of body cells that no heading covers."""
    below = _by_row(heads, lambda head: head.row)
    above = _by_row(heads, lambda head: head.row + head.rows)
    leaves = [head for head in heads if head.text and not _has_parts(head, below)]
    by_column = _Sorted(body)
    covered: set[int] = set()
    made: list[TableColumn] = []
    lasts: list[int] = []
    for head in sorted(leaves, key=lambda head: (head.column, head.row)):
        span = range(head.column, head.column + head.columns)
        if covered.isdisjoint(span):
            covered.update(span)
            made.extend(_parted(head, _heading(head, above), by_column))
            lasts.extend(column.last for column in made[len(lasts) :])
        else:
            # Headings typed over two rows without a merge: the lower words go on from the upper.
            upper = bisect_left(lasts, head.column)
            made[upper] = made[upper]._replace(heading=f"{made[upper].heading}\n{head.text}")
    bare = sorted({cell.column for cell in body if cell.text and cell.columns == 1} - covered)
    made.extend(TableColumn(column, column, "", Place()) for column in bare)
    yield from sorted(made)


class _Sorted:
    """Cells that hold words by their columns, so that none is looked for among all of them."""

    def __init__(self, cells: Iterable[GridCell]) -> None:
        self.cells = sorted((cell for cell in cells if cell.text), key=lambda cell: cell.column)
        self._columns = [cell.column for cell in self.cells]

    def between(self, first: int, last: int) -> Sequence[GridCell]:
        """The cells that begin in the columns *first* to *last*."""
        return self.cells[bisect_left(self._columns, first) : bisect_right(self._columns, last)]

    def over(self, column: int) -> GridCell | None:
        """The cell that begins at or before *column* and reaches it."""
        at = bisect_right(self._columns, column) - 1
        cell = self.cells[at] if at >= 0 else None
        return cell if cell and column < cell.column + cell.columns else None


def _by_row(cells: Iterable[GridCell], row: Callable[[GridCell], int]) -> Mapping[int, _Sorted]:
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(row(cell), []).append(cell)
    return {number: _Sorted(row_cells) for number, row_cells in rows.items()}


def _has_parts(head: GridCell, below: Mapping[int, _Sorted]) -> bool:
    under = below.get(head.row + head.rows)
    return under is not None and bool(under.between(head.column, head.column + head.columns - 1))


def _heading(head: GridCell, above: Mapping[int, _Sorted]) -> str:
    upper = above[head.row].over(head.column) if head.row in above else None
    return f"{upper.text}\n{head.text}" if upper else str(head.text)


def _parted(head: GridCell, heading: str, body: _Sorted) -> Iterator[TableColumn]:
    """The column under *head*, or several where one row has several cells under a wide heading."""
    last = head.column + head.columns - 1
    inside = body.between(head.column, last) if head.columns > 1 else []
    rows = [cell.row for cell in inside]
    starts = sorted({cell.column for cell in inside}) if len(rows) > len(set(rows)) else []
    bounds = [head.column, *[start for start in starts if start > head.column], last + 1]
    for i, (first, after) in enumerate(pairwise(bounds)):
        yield TableColumn(first, after - 1, "" if i else heading, head.place)


def _table_rows(
    rows: Mapping[int, Sequence[GridCell]], numbers: Sequence[int], columns: Sequence[TableColumn]
) -> Iterator[TableRow]:
    index = {grid_column: i for i, c in enumerate(columns) for grid_column in range(c.first, c.last + 1)}
    firsts = [column.first for column in columns]
    tall: list[GridCell] = []
    for number in numbers:
        tall = [cell for cell in tall if cell.row + cell.rows > number]
        cells: dict[int, tuple[Placed, ...]] = {}
        for joined, cell in [*((True, cell) for cell in tall), *((False, cell) for cell in rows[number])]:
            column = index[cell.column] if cell.column in index else _nearest(firsts, cell.column)
            if cell.text:
                # What begins in this row takes the place of what a merge brings down.
                beside = [placed for placed in cells.get(column, ()) if placed.joined == joined]
                cells[column] = (*beside, Placed(cell, joined))
        yield TableRow(number, cells, tuple(cell for cell in rows[number] if cell.text))
        tall += [cell for cell in rows[number] if cell.rows > 1]


def _nearest(firsts: Sequence[int], grid_column: int) -> int:
    """The last column that begins at or before *grid_column*: a cell in a gap belongs to its left."""
    return max(bisect_right(firsts, grid_column) - 1, 0)


def same_columns(table: Table, other: Table) -> bool:
    """Whether two tables have the same headings, or one of them none and as many columns."""
    if table.headed and other.headed:
        return [fold(c.heading) for c in table.columns] == [fold(c.heading) for c in other.columns]
    return len(table.columns) == len(other.columns)
