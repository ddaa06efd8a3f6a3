"""Where the cells of an HTML table stand: rows and columns with spans worked out, as the HTML standard lays them.

It knows ``table``, ``tr`` and ``td``, and nothing of what is in a cell. Source: HTML Living Standard, 4.9.12.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

_GROUPS: Final = {"thead", "tbody", "tfoot"}
_CELLS: Final = {"td", "th"}
MOST_COLUMNS: Final = 1000  # the standard's own bound for a colspan


class Slot(NamedTuple):
    """A cell where it stands; rows and columns count from 1."""

    element: etree._Element
    row: int
    column: int
    rows: int
    columns: int


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row of *table*, not those of tables in it; a cell outside any row makes a row."""
    rows: list[list[etree._Element]] = []
    for child in table:
        if child.tag == "tr":
            rows.append([cell for cell in child if cell.tag in _CELLS])
        elif child.tag in _GROUPS:
            rows += rows_of(child)
        elif child.tag in _CELLS:
            rows.append([child])
    return rows


def is_heading(cells: list[etree._Element]) -> bool:
    """Whether a row of *cells* is marked as headings: in ``thead``, or of several cells that are all ``th``."""
    row = cells[0].getparent() if cells else None
    group = None if row is None else row.getparent()
    in_head = row is not None and group is not None and "thead" in {row.tag, group.tag}
    return in_head or (len(cells) > 1 and all(cell.tag == "th" for cell in cells))


def lay_out(rows: list[list[etree._Element]]) -> Iterator[Slot]:
    """The cells of *rows* with their places; none stands past ``MOST_COLUMNS``.

    Raises:
        OverflowError: a row is wider than that.
    """
    taken: dict[int, int] = {}  # column → last row that a cell from above takes
    for row, cells in enumerate(rows, start=1):
        column = 1
        for cell in cells:
            while taken.get(column, 0) >= row:
                column += 1
            columns = min(_span(cell, "colspan") or 1, MOST_COLUMNS)
            rows_down = min(_span(cell, "rowspan") or len(rows), len(rows) - row + 1)
            if column + columns - 1 > MOST_COLUMNS and columns > 1:
                columns = max(MOST_COLUMNS - column + 1, 1)
            if column > MOST_COLUMNS:
                raise OverflowError
            yield Slot(cell, row, column, rows_down, columns)
            if rows_down > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows_down - 1))
            column += columns


def _span(cell: etree._Element, attribute: str) -> int:
    written = (cell.get(attribute) or "1").strip()[:9]
    return int(written) if written.isdecimal() else 1
