"""What every reader does with the cells of a grid, whatever the format: which rows are headings, which cells are empty.

Cells and rows in, cells and rows out. It knows neither a file format nor plans.
"""

from collections.abc import Iterable

from planforms.source import GridCell


def marked_rows(marked: Iterable[int], cells: Iterable[GridCell]) -> tuple[int, ...]:
    """The *marked* rows, in order, that have *cells*; none where each row is marked, which sets none apart."""
    rows = {cell.row for cell in cells}
    found = rows.intersection(marked)
    return tuple(sorted(found)) if found != rows else ()
