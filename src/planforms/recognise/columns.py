"""The columns that rows of headings make: read down column by column, with what the rows below divide or add.

It knows cells and where they are, and nothing of what they mean.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from planforms.place import Place
from planforms.recognise.facts import ShownRow
from planforms.source import GridCell


class TableColumn(NamedTuple):
    """A column of the table: the grid columns ``first`` to ``last``, both included, and its heading as written."""

    first: int
    last: int
    heading: str
    place: Place


def cells_of(rows: Sequence[ShownRow]) -> list[GridCell]:
    """The cells of *rows* in order."""
    return [shown.cell for row in rows for shown in row.cells]


def columns_of(heads: Sequence[GridCell], body: Sequence[ShownRow]) -> list[TableColumn]:
    """Columns of the heading cells, read down column by column, and of body cells that no heading covers."""
    stacks: dict[int, list[GridCell]] = {}
    for head in sorted(heads, key=lambda head: (head.row, head.column)):
        for column in range(head.column, head.column + head.columns):
            stacks.setdefault(column, []).append(head)
    made: list[TableColumn] = []
    lowest: GridCell | None = None
    under: list[GridCell] = []
    for column in sorted(stacks):
        stack = stacks[column]
        if made and stack[-1] is lowest and made[-1].last == column - 1:
            under += [head for head in stack if head not in under]
            made[-1] = made[-1]._replace(last=column, heading=_heading(under))
        else:
            lowest, under = stack[-1], list(stack)
            made.append(TableColumn(column, column, _heading(under), lowest.place))
    parts = _starts_under(made, body)
    divided = [part for i, column in enumerate(made) for part in _parted(column, parts.get(i, ()))]
    bare = {shown.cell.column for row in body for shown in row.cells if shown.cell.columns == 1} - stacks.keys()
    return sorted([*divided, *(TableColumn(column, column, "", Place()) for column in bare)])


def _heading(stack: Sequence[GridCell]) -> str:
    return "\n".join(str(head.text) for head in sorted(stack, key=lambda head: (head.row, head.column)))


def _starts_under(columns: Sequence[TableColumn], body: Sequence[ShownRow]) -> dict[int, set[int]]:
    """For each wide column under which some row has several cells, where they start."""
    index = {grid: i for i, c in enumerate(columns) if c.last > c.first for grid in range(c.first, c.last + 1)}
    starts: dict[int, set[int]] = {}
    several: set[int] = set()
    if not index:
        return {}
    for row in body:
        seen: set[int] = set()
        for shown in row.cells:
            wide = index.get(shown.cell.column)
            if wide is not None:
                starts.setdefault(wide, set()).add(shown.cell.column)
                several.update({wide} & seen)
                seen.add(wide)
    return {wide: starts[wide] for wide in several}


def _parted(column: TableColumn, starts: set[int] | tuple[()]) -> Iterator[TableColumn]:
    bounds = [column.first, *sorted(start for start in starts if start > column.first), column.last + 1]
    for i, (first, after) in enumerate(pairwise(bounds)):
        yield TableColumn(first, after - 1, "" if i else column.heading, column.place)
