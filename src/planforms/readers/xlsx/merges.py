"""Merged ranges of a sheet put on the cells that hold words: spans, and cells that a merge covers.

Positions in, positions out; no XML. However many ranges a file declares, and however large, work grows with the cells.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import groupby
from typing import NamedTuple


class Range(NamedTuple):
    """A range of cells, both corners included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Merged(NamedTuple):
    """What merges make of cells.

    Attributes:
        spans: rows and columns of the cells at the top left corner of a merge, less what lies past the last words.
        covered: cells that a merge hides, with the row and column of the corner.
    """

    spans: dict[tuple[int, int], tuple[int, int]]
    covered: dict[tuple[int, int], tuple[int, int]]


def merge(cells: Sequence[tuple[int, int]], ranges: Iterable[Range]) -> Merged:
    """Put *ranges* on *cells*, (row, column) in reading order. A range that overlaps an earlier one is no merge."""
    merged = Merged({}, {})
    last_row = cells[-1][0] if cells else 0
    last_column = max((column for _, column in cells), default=0)
    waiting = sorted((r for r in ranges if r.top <= last_row and r.left <= last_column), reverse=True)
    lefts: list[int] = []
    open_ranges: dict[int, Range] = {}
    endings: list[tuple[int, int]] = []
    for row, in_row in groupby(cells, key=lambda cell: cell[0]):
        while waiting and waiting[-1].top <= row:
            candidate = waiting.pop()
            _close(candidate.top, endings, lefts, open_ranges)
            if candidate.bottom >= row and _free(candidate, lefts, open_ranges):
                insort(lefts, candidate.left)
                open_ranges[candidate.left] = candidate
                heappush(endings, (candidate.bottom, candidate.left))
        _close(row, endings, lefts, open_ranges)
        for cell in in_row:
            at = bisect_right(lefts, cell[1])
            found = open_ranges[lefts[at - 1]] if at else None
            if found is None or found.right < cell[1]:
                continue
            if cell == (found.top, found.left):
                bottom, right = min(found.bottom, last_row), min(found.right, last_column)
                merged.spans[cell] = bottom - found.top + 1, right - found.left + 1
            else:
                merged.covered[cell] = found.top, found.left
    return merged


def _close(row: int, endings: list[tuple[int, int]], lefts: list[int], open_ranges: dict[int, Range]) -> None:
    while endings and endings[0][0] < row:
        _, left = heappop(endings)
        lefts.remove(left)
        del open_ranges[left]


def _free(candidate: Range, lefts: list[int], open_ranges: dict[int, Range]) -> bool:
    at = bisect_right(lefts, candidate.right)
    return not at or open_ranges[lefts[at - 1]].right < candidate.left
