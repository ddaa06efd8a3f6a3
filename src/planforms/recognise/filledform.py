"""What planforms' own form says before anyone fills it in, taken out of a source: it is no part of any plan.

Only words exactly as ``blankform`` has them are taken out; one that a person changed is the person's.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Final

from msgspec.structs import replace

from planforms.blankform import EXAMPLE, EXPLANATIONS, ROWS, SECTION_LABELS, TIMES_HEADING
from planforms.model import ColumnRole
from planforms.recognise.headings import heading_roles
from planforms.source import Grid, GridCell, Source
from planforms.text import tidy

_FORMS_OWN: Final = EXPLANATIONS | frozenset(filter(None, EXAMPLE))
_TELLING: Final = _FORMS_OWN | {TIMES_HEADING}
_LOOKED_AT: Final = 20  # cells of a grid; the form's own words stand among its first
_NUMBERS: Final = frozenset(str(number) for number in range(1, ROWS + 1))


def is_form(source: Source) -> bool:
    """Whether *source* was made as a form to fill in, and still says so."""
    grids = (block for block in source.blocks if isinstance(block, Grid))
    return any(_words(cell) in _TELLING for grid in grids for cell in islice(grid.cells, _LOOKED_AT))


def without_form(source: Source) -> Source:
    """*source* without the form's explanations, its example and times, its numbers and labels with nothing beside."""
    blocks = (replace(b, cells=tuple(_filled(b))) if isinstance(b, Grid) else b for b in source.blocks)
    return replace(source, blocks=tuple(b for b in blocks if not (isinstance(b, Grid) and _is_list(b))))


def _is_list(grid: Grid) -> bool:
    return bool(grid.cells) and _words(grid.cells[0]) == TIMES_HEADING


def _filled(grid: Grid) -> Iterator[GridCell]:
    """The cells of *grid* that are not the form's."""
    numbers = next((cell.column for cell in islice(grid.cells, _LOOKED_AT) if _heads_numbers(cell)), 0)
    covered = 0  # the last row that a vertical merge reaches into: something stands beside its number
    for row, in_row in groupby(grid.cells, lambda cell: cell.row):
        cells = tuple(in_row)
        own = _persons_own(cells)
        if row <= covered or not (len(own) == 1 and own[0].column == numbers and _words(own[0]) in _NUMBERS):
            yield from own
        covered = max(covered, *(cell.row + cell.rows - 1 for cell in cells))


def _heads_numbers(cell: GridCell) -> bool:
    return heading_roles([_words(cell)]) == (ColumnRole.NUMBER,)


def _persons_own(row: Sequence[GridCell]) -> Sequence[GridCell]:
    """The cells of *row* that say something else than the form did."""
    own = [cell for cell in row if _words(cell) not in _FORMS_OWN]
    if len(own) < len(row) and len(own) == 1 and _words(own[0]) in SECTION_LABELS:
        return ()
    return own


def _words(cell: GridCell) -> str:
    return tidy(str(cell.text))
