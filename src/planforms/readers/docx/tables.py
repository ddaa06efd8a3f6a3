"""Where each cell of a Word table stands: spans, merges and gaps worked out to rows and columns, before any is read.

It knows rows, cells and their properties, and not what cells say.

Source: ECMA-376 part 1, 17.4.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from planforms.readers.docx.names import CELL, CELL_PROPERTIES, GONE, ROW, ROW_PROPERTIES, VAL, w
from planforms.readers.docx.notices import Notices
from planforms.readers.docx.structure import unwrapped
from planforms.readers.docx.values import has_switch, whole

_ROWS: Final = frozenset({ROW})
_CELLS: Final = frozenset({CELL})
_SPAN: Final = w("gridSpan")
_DOWN: Final = w("vMerge")
_ACROSS: Final = w("hMerge")
_CELL_DELETED: Final = w("cellDel")
_CELL_MERGED: Final = w("cellMerge")
_WIDEST: Final = 1024  # Word itself stops at 63 columns; a file may say two thousand million


class Placed:
    """A cell where it stands; a merged one at its top left corner. Row and column count from 1."""

    __slots__ = ("column", "columns", "covered", "element", "hidden", "row", "rows")

    def __init__(self, element: etree._Element, row: int, column: int, columns: int, *, hidden: bool) -> None:
        self.element = element
        self.row = row
        self.column = column
        self.rows = 1
        self.columns = columns
        self.hidden = hidden
        self.covered: list[etree._Element] = []  # cells that this one is merged over


def lay_out(table: etree._Element, notices: Notices) -> Sequence[Placed]:
    """The cells of *table* in reading order, with no cell that is merged away or was deleted."""
    placed: list[Placed] = []
    above: dict[int, Placed] = {}  # by column: the cell that a vertical merge would go on with
    row = 0
    for element in unwrapped(table, _ROWS, notices):
        properties = element.find(ROW_PROPERTIES)
        if properties is not None and any(child.tag in GONE for child in properties):
            notices.revision("deleted")
            continue
        row += 1
        here = list(_cells_of_row(element, properties, row, above, notices))
        above = {cell.column: cell for cell in here}
        placed += [cell for cell in here if cell.row == row]
    _close_up(placed)
    return placed


def _cells_of_row(
    row: etree._Element,
    properties: etree._Element | None,
    number: int,
    above: dict[int, Placed],
    notices: Notices,
) -> Iterator[Placed]:
    """The cells that stand in a row, those that come down from the rows above included."""
    column, hidden = 1, False
    if properties is not None and len(properties):
        hidden = has_switch(properties, "hidden")
        before = properties.find(w("gridBefore"))
        column += 0 if before is None else _bounded(before.get(VAL))
    last: Placed | None = None
    for cell in unwrapped(row, _CELLS, notices):
        span, down, across = _merges(cell)
        if span is None:
            notices.revision("deleted")
        elif across and last is not None:
            last.columns += span
            last.covered.append(cell)
            column += span
        elif down and (over := above.get(column)) is not None:
            over.rows = number - over.row + 1
            over.covered.append(cell)
            column += span
            last = over
            yield over
        else:
            last = Placed(cell, number, column, span, hidden=hidden)
            column += span
            yield last


def _merges(cell: etree._Element) -> tuple[int | None, bool, bool]:
    """How many columns a cell is wide (``None``: it was deleted), whether it goes on the one above, the one before."""
    span, down, across = 1, False, False
    properties = cell.find(CELL_PROPERTIES)
    if properties is None:
        return span, down, across
    for child in properties:
        tag = child.tag
        if tag == _SPAN:
            span = max(1, _bounded(child.get(VAL)))
        elif tag == _DOWN:
            down = child.get(VAL) != "restart"
        elif tag == _ACROSS:
            across = child.get(VAL) != "restart"
        elif tag == _CELL_MERGED:
            down = child.get(_DOWN) == "cont"
        elif tag == _CELL_DELETED:
            return None, False, False
    return span, down, across


def _bounded(value: str | None) -> int:
    return min(max(0, whole(value)), _WIDEST) if value else 0


def _close_up(placed: Sequence[Placed]) -> None:
    """Number the columns by what begins in them: a grid line that no cell begins at makes no column.

    Word keeps such lines where borders were dragged, and other programs give each visible column several.
    """
    if all(cell.columns == 1 for cell in placed):
        return
    begun = sorted({cell.column for cell in placed})
    number = {column: index for index, column in enumerate(begun, start=1)}
    for cell in placed:
        cell.columns = bisect_left(begun, cell.column + cell.columns) - bisect_left(begun, cell.column)
        cell.column = number[cell.column]
