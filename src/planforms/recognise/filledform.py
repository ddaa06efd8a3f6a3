"""What planforms' own form says before anyone fills it in, taken out of a source: it is no part of any plan.

Only words exactly as ``blankform`` has them are taken out; one that a person changed is the person's.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Final

from msgspec.structs import replace

from planforms.blankform import (
    EXAMPLE,
    EXAMPLE_NUMBER,
    EXAMPLE_TITLE,
    EXPLANATIONS,
    ROWS,
    SECTION_LABELS,
    TIMES_HEADING,
    TIMES_SHEET,
)
from planforms.findings import Finding
from planforms.source import Grid, GridCell, Source
from planforms.text import tidy

_EXAMPLE: Final = frozenset(EXAMPLE)
_TELLING: Final = EXPLANATIONS | {EXAMPLE_TITLE, TIMES_HEADING}
_LOOKED_AT: Final = 20  # cells of a grid; the form's own words stand among its first
_NUMBERS: Final = frozenset(str(number) for number in range(1, ROWS + 1))


def is_form(source: Source) -> bool:
    """Whether *source* was made as a form to fill in, and still says so."""
    grids = (block for block in source.blocks if isinstance(block, Grid))
    return any(_words(cell) in _TELLING for grid in grids for cell in islice(grid.cells, _LOOKED_AT))


def without_form(source: Source) -> Source:
    """*source* without the form's explanations, its example, its labels with nothing beside them, its list of times."""
    blocks = (replace(b, cells=tuple(_filled(b))) if isinstance(b, Grid) else b for b in source.blocks)
    return replace(source, blocks=tuple(b for b in blocks if not (isinstance(b, Grid) and _is_list(b))))


def tells_of_form(finding: Finding) -> bool:
    """Whether *finding* tells only of numbers that the form wrote beside rows that nobody filled in."""
    return finding.code == "R124" and set(finding.words.split()) <= _NUMBERS


def _is_list(grid: Grid) -> bool:
    return grid.name == TIMES_SHEET and bool(grid.cells) and _words(grid.cells[0]) == TIMES_HEADING


def _filled(grid: Grid) -> Iterator[GridCell]:
    for _, cells in groupby(grid.cells, lambda cell: cell.row):
        yield from _persons_own(tuple(cells))


def _persons_own(row: Sequence[GridCell]) -> Sequence[GridCell]:
    """The cells of *row* that are not the form's."""
    words = [_words(cell) for cell in row]
    if EXAMPLE_TITLE in words and _EXAMPLE.issuperset(words):
        return ()
    own = [cell for cell, said in zip(row, words, strict=True) if said not in EXPLANATIONS]
    if len(own) < len(row) and len(own) == 1 and _words(own[0]) in SECTION_LABELS:
        return ()
    if words[0] == EXAMPLE_NUMBER:
        return own[1:]
    return own


def _words(cell: GridCell) -> str:
    return tidy(str(cell.text))
