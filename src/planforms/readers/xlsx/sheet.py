"""One sheet of a workbook as a Grid: cells that hold words, their spans and links, what is hidden, heading rows."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import groupby, islice
from typing import NamedTuple

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from planforms.findings import Finding
from planforms.model import Text
from planforms.package import Relationship
from planforms.place import Place, column_letters
from planforms.readers.notices import hidden_cells, notice
from planforms.readers.xlsx.cells import MAIN, CellReader, number
from planforms.remembered import pattern_of, remembered
from planforms.source import LINKS, GridCell
from planforms.text import count_letters, is_blank, map_runs


class Range(NamedTuple):
    """A range of cells, both corners included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Merged(Struct, frozen=True):
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


RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = f"{MAIN}c"
_COLUMN_OF = {column_letters(column): column for column in range(1, 53)}  # of A to AZ
_REFERENCE = pattern_of(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ON = {"1", "true", "on"}

_Position = tuple[int, int]  # row and column
Report = Callable[[Finding], None]


def read_cells(
    root: etree._Element, sheet: str, reader: CellReader, relationships: Mapping[str, Relationship]
) -> tuple[GridCell, ...]:
    """The cells of the worksheet in *root*, called *sheet*, that hold words, in reading order."""
    hidden_rows: set[int] = set()
    cells: dict[_Position, GridCell] = {}
    for row, column, element in _elements(root, reader, hidden_rows):
        place = Place(sheet=sheet, row=row, column=column)
        content = reader.content(element, place)
        text = content.text
        words = text.words
        if is_blank(words):
            continue
        reader.allowance.spend(len(words) if len(text.paragraphs) == 1 else count_letters(text))
        at = row, column
        if before := cells.get(at):  # a damaged file may name one cell twice, and no word of it is lost
            cells[at] = replace(before, text=Text(before.text.paragraphs + text.paragraphs))
        else:
            cells[at] = GridCell(
                row=row, column=column, text=text, value=content.value, precision=content.precision, place=place
            )
    merge_cells(cells, _merge_ranges(root), reader.report)
    _hide(cells, hidden_rows, _hidden_columns(root))
    for at, link in _links(root, relationships).items():
        if at in cells:
            cells[at] = replace(cells[at], text=_linked(cells[at].text, link))
    found = tuple([cells[at] for at in sorted(cells)])
    for finding in hidden_cells(found, sheet, hidden_rows.__contains__):
        reader.report(finding)
    return found


def merge_cells(cells: dict[_Position, GridCell], ranges: Iterable[Range], report: Report) -> None:
    """Give *cells* the spans that *ranges* make, and take out those that a merge covers."""
    if not (ranges := list(ranges)):
        return
    merged = merge(sorted(cells), ranges)
    for at in merged.covered:
        cell = cells.pop(at)
        report(notice("covered cell", str(cell.text), cell.place))
    for at, (rows, columns) in merged.spans.items():
        cells[at] = replace(cells[at], rows=rows, columns=columns)


def _hide(cells: dict[_Position, GridCell], hidden_rows: set[int], hidden_columns: bytearray) -> None:
    """Mark the *cells* of hidden rows and columns."""
    if hidden_rows or hidden_columns:
        for at, cell in cells.items():
            if at[0] in hidden_rows or (hidden_columns and hidden_columns[at[1]]):
                cells[at] = replace(cell, hidden=True)


def _linked(text: Text, link: str) -> Text:
    """*text* as a link; its underline says that it is one, and nothing more."""
    return map_runs(text, lambda run: replace(run, link=link, underline=False))


def _elements(
    root: etree._Element, reader: CellReader, hidden_rows: set[int]
) -> Iterator[tuple[int, int, etree._Element]]:
    """Each cell element with its row and column, counted where the file does not say; hidden rows are noted."""
    row = 0
    for line in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        row = number(line.get("r"), row + 1)
        name, column = str(row), 0
        reader.looked.spend(cells=1 + len(line))
        for cell in line.iterchildren(_CELL):
            reference = cell.get("r", "")
            if known := _COLUMN_OF.get(reference.removesuffix(name)):  # which is all that most references need
                column = known
            else:
                row, column = position(reference) or (row, column + 1)
            if 0 < row <= LAST_ROW and column <= LAST_COLUMN and len(cell):
                yield row, column, cell
        if line.get("hidden") in _ON or line.get("ht") == "0":
            hidden_rows.add(row)


@remembered
def position(reference: str) -> _Position | None:
    """Row and column of ``C12``; ``None`` for what is no cell of a sheet."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None


def range_of(reference: str) -> Range | None:
    """The range that ``A1:C12`` or ``C12`` names; ``None`` for what is no range of cells."""
    first, _, last = reference.partition(":")
    one, other = position(first), position(last or first)
    if one is None or other is None:
        return None
    return Range(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _merge_ranges(root: etree._Element) -> Iterator[Range]:
    for item in root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
        if found := range_of(item.get("ref", "")):
            yield found


def _hidden_columns(root: etree._Element) -> bytearray:
    """A flag for each column, 1 for hidden; empty where none is."""
    flags = bytearray()
    for item in islice(root.iterfind(f"{MAIN}cols/{MAIN}col"), LAST_COLUMN):
        if item.get("hidden") in _ON or item.get("width") == "0":
            first, last = max(number(item.get("min")), 1), min(number(item.get("max")), LAST_COLUMN)
            flags = flags or bytearray(LAST_COLUMN + 1)
            flags[first : last + 1] = b"\1" * max(last + 1 - first, 0)
    return flags


def _links(root: etree._Element, relationships: Mapping[str, Relationship]) -> dict[_Position, str]:
    """The addresses that cells link to; links inside the workbook mean nothing outside it."""
    links: dict[_Position, str] = {}
    for item in root.iterfind(f"{MAIN}hyperlinks/{MAIN}hyperlink"):
        target = relationships.get(item.get(RELATIONSHIP_ID, ""))
        at = position(item.get("ref", "").partition(":")[0])
        if target and target.external and at and target.target.lower().startswith(LINKS):
            links[at] = target.target
    return links


_ROWS = pattern_of(r"\$?(\d{1,7}):\$?(\d{1,7})$", needs=(":",))
_MOST_ROWS = 20  # to repeat on a page; more fill it
_FROZEN = {"frozen", "frozenSplit"}


def heading_rows(sheet: etree._Element, tables: Iterable[etree._Element], print_titles: str) -> Iterator[int]:
    """The rows that *sheet*, its *tables* and the rows to repeat, ``Planas!$3:$4``, mark as headings."""
    for table in tables:
        if table.get("headerRowCount", "1") != "0" and (area := range_of(table.get("ref", ""))):
            yield area.top
    for item in sheet.iterfind(f"{MAIN}autoFilter"):
        if area := range_of(item.get("ref", "")):
            yield area.top
    for part in print_titles.split(","):
        if found := _ROWS.search(part):
            first, last = int(found[1]), int(found[2])
            yield from range(first, min(last, first + _MOST_ROWS) + 1)


def frozen_rows(sheet: etree._Element) -> int:
    """The last row that stays in sight when one scrolls; 0 where none does."""
    for view in sheet.iterfind(f"{MAIN}sheetViews/{MAIN}sheetView"):
        pane = view.find(f"{MAIN}pane")
        if pane is not None and pane.get("state") in _FROZEN and (rows := number(pane.get("ySplit"))) > 0:
            first, _ = position(view.get("topLeftCell", "")) or (1, 1)
            return first - 1 + rows
    return 0


def print_titles(workbook: etree._Element) -> dict[int, str]:
    """What *workbook* repeats on each page, by the index of the sheet from 0."""
    return {
        number(item.get("localSheetId"), default=-1): item.text or ""
        for item in workbook.iterfind(f"{MAIN}definedNames/{MAIN}definedName")
        if item.get("name") == "_xlnm.Print_Titles"
    }
