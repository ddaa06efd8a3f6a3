"""Where each cell of a Word table is: spans, merges and gaps worked out to rows and columns, before any is read.

It knows rows, cells and their properties, and not what cells say.

Source: ECMA-376 part 1, 17.4.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from lxml import etree
from msgspec import Struct, field

from planforms.package import Allowance
from planforms.readers.docx.elements import (
    CELL,
    CELL_PROPERTIES,
    CONTROL,
    CONTROL_CONTENT,
    GONE,
    PARAGRAPH,
    ROW,
    ROW_PROPERTIES,
    TABLE,
    VAL,
    has_switch,
    through,
    unwrapped,
    w,
    whole,
    words_in,
)
from planforms.readers.notices import Notices

_ROWS = frozenset({ROW})
_IN_ROW = frozenset({ROW_PROPERTIES, CELL})
_BLOCKS = frozenset({PARAGRAPH, TABLE})
_SPAN = w("gridSpan")
_DOWN = w("vMerge")
_ACROSS = w("hMerge")
_CELL_DELETED = w("cellDel")
_CELL_MERGED = w("cellMerge")
_MERGES = (_SPAN, _DOWN, _ACROSS, _CELL_DELETED, _CELL_MERGED)
_TABLE_PROPERTIES = frozenset({w("tblPr"), w("tblGrid"), w("tblPrEx"), ROW_PROPERTIES})
_GAP = w("gridBefore")
_WIDEST = 1024  # Word itself stops at 63 columns; a file may say two thousand million


class Placed(Struct, gc=False):
    """A cell where it is; a merged one at its top left corner. Row and column count from 1.

    Attributes:
        blocks: the paragraphs and tables in the cell.
        hidden: the row is hidden.
        heading: the row is one that Word repeats on each page.
        covered: the contents of the cells that this one is merged over.
    """

    row: int
    column: int
    columns: int
    blocks: Sequence[etree._Element]
    hidden: bool = False
    heading: bool = False
    rows: int = 1
    covered: list[etree._Element] = field(default_factory=list)

    @property
    def merged(self) -> bool:
        """Whether the cell takes the place of several."""
        return self.rows > 1 or self.columns > 1


def lay_out(table: etree._Element, notices: Notices, allowance: Allowance) -> Iterator[Placed]:
    """The cells of *table* in reading order, with no cell that is merged away or was deleted.

    A table that merges nothing comes row by row as it is walked over, so that a long one is not held twice.
    """
    merging = next(table.iter(*_MERGES), None) is not None
    layout = _Layout(notices, allowance, merging=merging)
    for row in unwrapped(table, _ROWS, notices):
        layout.add(row)
        if not merging:
            yield from layout.cells
            layout.cells.clear()
    _close_up(layout.cells)
    yield from layout.cells


def is_layout(table: etree._Element) -> bool:
    """Whether *table* only puts other tables in their places on the page: a frame, or tables side by side.

    Each of its rows has one cell that is not empty, or a table in each of several; above these may be their captions.
    """
    if sum(1 for _ in islice(table.iter(TABLE), 2)) == 1:
        return False
    captions = 0
    for row in filter(len, _inside(table)):  # a bookmark between rows is empty
        if row.tag != ROW or next(row.iter(*GONE), None) is not None:
            return False
        filled = [holds_table for cell in _inside(row) if (holds_table := _holds_table(cell)) or words_in(cell)]
        with_tables = sum(filled)
        if (captions and captions != with_tables) or 0 < with_tables < len(filled):
            return False
        captions = len(filled) if len(filled) > 1 and not with_tables else 0
    return not captions


def in_reading_order(cells: Iterable[Placed]) -> Iterator[Placed]:
    """The *cells* of a layout table as they are read: rows of as many cells column by column, the left one first."""
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    for _, alike in groupby(rows, key=len):
        for column in zip(*alike, strict=True):
            yield from column


def _holds_table(cell: etree._Element) -> bool:
    return any(child.tag == TABLE for child in _inside(cell))


def _inside(parent: etree._Element) -> Iterator[etree._Element]:
    """What is directly in *parent*, content controls looked through, less properties."""
    for child in parent:
        if child.tag == CONTROL:
            for content in child.iterchildren(CONTROL_CONTENT):
                yield from _inside(content)
        elif child.tag not in _TABLE_PROPERTIES:
            yield child


class _Layout:
    """A table laid out row by row; the cells of one that merges nothing are not asked whether they do."""

    def __init__(self, notices: Notices, allowance: Allowance, *, merging: bool) -> None:
        self._merging = merging
        self.cells: list[Placed] = []
        self._notices = notices
        self._allowance = allowance
        self._row = 0
        self._above: dict[int, Placed] = {}  # by column: the cells that a cell below may go on with

    def add(self, row: etree._Element) -> None:
        """Lay out the next row, or pass over a deleted one."""
        column, last = 1, None
        hidden = heading = False
        below: dict[int, Placed] = {}
        self._row += 1
        for child in unwrapped(row, _IN_ROW, self._notices):
            if child.tag == ROW_PROPERTIES:
                if any(change.tag in GONE for change in child):
                    self._notices.revision("deleted")
                    self._row -= 1
                    return
                column += _gap(child)
                hidden, heading = has_switch(child, "hidden"), has_switch(child, "tblHeader")
                continue
            last, width = self._cell(child, column, last, below)
            if last is not None:
                last.hidden = last.hidden or hidden
                last.heading = last.heading or (heading and last.row == self._row)
            column += width
        self._above = below

    def _cell(
        self, cell: etree._Element, column: int, last: Placed | None, below: dict[int, Placed]
    ) -> tuple[Placed | None, int]:
        """Lay out a cell that begins in *column*: the cell it is in, and how many columns it takes."""
        self._allowance.spend()
        blocks: list[etree._Element] = []
        span, down, across = 1, "", False
        for child in cell:
            tag = child.tag
            if tag in _BLOCKS:
                blocks.append(child)
            elif tag != CELL_PROPERTIES:
                blocks += through(child, _BLOCKS, self._notices)
            elif self._merging:
                merges = _merges(child)
                if merges is None:
                    self._notices.revision("deleted")
                    return last, 0
                span, down, across = merges
        if across and last is not None:
            last.columns += span
        elif down == "continue" and (over := self._above.get(column)) is not None:
            last = over
            last.rows = self._row - last.row + 1
        else:
            last = Placed(self._row, column, span, blocks)
            self.cells.append(last)
            blocks = []
        if blocks:
            last.covered += blocks
        if down:
            below[column] = last
        return last, span


def _merges(properties: etree._Element) -> tuple[int, str, bool] | None:
    """How many columns a cell takes, its vertical merge, whether it goes on the one before; ``None`` if deleted."""
    span, down, across = 1, "", False
    for child in properties:
        tag = child.tag
        if tag == _SPAN:
            span = max(1, _bounded(child.get(VAL)))
        elif tag == _DOWN:
            down = child.get(VAL, "continue")
        elif tag == _ACROSS:
            across = child.get(VAL) != "restart"
        elif tag == _CELL_MERGED:
            down = "continue" if child.get(_DOWN) == "cont" else "restart"
        elif tag == _CELL_DELETED:
            return None
    return span, down, across


def _gap(properties: etree._Element) -> int:
    gap = properties.find(_GAP)
    return 0 if gap is None else _bounded(gap.get(VAL))


def _bounded(value: str | None) -> int:
    return min(max(0, whole(value)), _WIDEST) if value else 0


def _close_up(placed: Sequence[Placed]) -> None:
    """Number the columns by what begins in them: a grid line that no cell begins at makes no column.

    Word keeps such lines where borders were dragged, and other programs give each visible column several. Neighbouring
    lines that no row begins cells at both of are one border, dragged in some rows or indented by a few points.
    """
    if all(cell.columns == 1 for cell in placed):
        return
    rows: dict[int, set[int]] = {}
    for cell in placed:
        rows.setdefault(cell.column, set()).update(range(cell.row, cell.row + cell.rows))
    begun, number, taken = sorted(rows), [0], set[int]()
    for line in begun:
        same = number[-1] and taken.isdisjoint(rows[line])
        taken = taken | rows[line] if same else rows[line]
        number.append(number[-1] + (not same))
    number.append(number[-1] + 1)
    for cell in placed:
        first = number[bisect_right(begun, cell.column)]
        after = number[bisect_left(begun, cell.column + cell.columns) + 1]
        cell.column, cell.columns = first, max(after - first, 1)
