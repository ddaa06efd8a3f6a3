"""One worksheet under edit: the elements of its cells found, or made where the sheet has none.

It knows rows and cells of SpreadsheetML (ECMA-376 part 1, 18.3.1) and not what stands in them.
"""

import re
from collections.abc import Mapping

from lxml import etree

from planforms.editors.markup import Markup, words
from planforms.place import column_letters
from planforms.readers.xlsx.sheet import position
from planforms.readers.xlsx.styles import MAIN, number

# What comes after a worksheet's legacy drawing (CT_Worksheet), so that it can be put in its place.
_AFTER_DRAWINGS = {
    f"{MAIN}{name}"
    for name in ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts")
} | {f"{MAIN}extLst"}
_WHOLE = re.compile(r"[1-9]\d{0,14}")
_AFTER_DATA = f"{MAIN}sheetData"
_FORMULA = f"{MAIN}f"
_OF_MANY_CELLS = frozenset({"array", "dataTable"})

Area = tuple[int, int, int, int]  # top, left, bottom and right, all of them included


def area_of(reference: str | None) -> Area | None:
    """The cells of a reference such as ``A4:E9``."""
    first, _, last = (reference or "").partition(":")
    start, stop = position(first), position(last or first)
    return (*start, *stop) if start and stop else None


def is_whole(said: str) -> bool:
    """Whether *said* is a whole number, which a blank cell holds as a number and not as words."""
    return _WHOLE.fullmatch(said) is not None


class SheetMarkup:
    """The worksheet in *markup*; styles and new cells are gathered and written by ``finish``."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[tuple[int, int], etree._Element] = {}
        self._styled: dict[tuple[int, int], int] = {}
        self._written: dict[tuple[int, int], str] = {}
        self._bound: list[Area] = []
        self._index()

    def cell(self, row: int, column: int) -> etree._Element | None:
        """The element of a cell, ``None`` where the sheet has none."""
        return self._cells.get((row, column))

    def bind(self, area: Area) -> None:
        """Leave the words in *area* alone from now on: something else in the workbook makes or repeats them."""
        self._bound.append(area)

    def bound(self, row: int, column: int) -> bool:
        """Whether the words of a cell are not to be changed: those that an array formula gives, for instance."""
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self._bound)

    @property
    def cells(self) -> Mapping[tuple[int, int], etree._Element]:
        """The elements of all cells by row and column."""
        return self._cells

    def style(self, row: int, column: int) -> int:
        """The index of the style that a cell is shown in: its own, its row's or its column's."""
        if (row, column) in self._styled:
            return self._styled[row, column]
        cell, line = self._cells.get((row, column)), self._rows.get(row)
        if cell is not None:
            return number(cell.get("s"))
        if line is not None and line.get("customFormat") in {"1", "true"}:
            return number(line.get("s"))
        for item in self.markup.root.iterfind(f"{MAIN}cols/{MAIN}col"):
            if number(item.get("min")) <= column <= number(item.get("max")):
                return number(item.get("style"))
        return 0

    def set_style(self, row: int, column: int, style: int) -> None:
        """Show a cell in another style; one that is not there is made."""
        self._styled[row, column] = style

    def write(self, row: int, column: int, said: str) -> bool:
        """Write words, or a whole number as such, where the sheet has no cell yet; whether that could be done."""
        if (row, column) in self._cells or (row, column) in self._written:
            return False
        self._written[row, column] = said
        return True

    def add_drawing(self, tag: str, key: str, namespace: str) -> None:
        """Name the legacy drawing with relationship *key* where the schema wants it."""
        root = self.markup.root
        name = self.markup.tag(root, tag)
        xml = f'<{name} xmlns:r="{namespace}" r:id="{key}"/>'
        following = next((child for child in root if child.tag in _AFTER_DRAWINGS), None)
        if following is None:
            self.markup.append(root, xml)
        else:
            self.markup.before(following, xml)

    def finish(self) -> None:
        """Write the styles and words, and the cells that were made for them."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted({*self._styled, *self._written}):
            if (cell := self._cells.get((row, column))) is None:
                rows.setdefault(row, []).append(column)
            else:
                self.markup.set(cell, "s", str(self._styled[row, column]))
        for row, columns in rows.items():
            line = self._rows.get(row)
            if line is None:
                self._write_row(row, "".join(self._cell_xml(row, column) for column in columns))
            else:
                for column in columns:
                    self._write_cell(line, row, column, self._cell_xml(row, column))
        self._styled.clear()
        self._written.clear()

    def _index(self) -> None:
        row = 0
        for line in self.markup.root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
            row = number(line.get("r"), row + 1)
            self._rows.setdefault(row, line)
            column = 0
            for cell in line.iterchildren(f"{MAIN}c"):
                row, column = position(cell.get("r", "")) or (row, column + 1)
                self._cells.setdefault((row, column), cell)
                formula = cell.find(_FORMULA)
                if formula is not None and formula.get("t") in _OF_MANY_CELLS and (area := area_of(formula.get("ref"))):
                    self.bind(area)

    def _cell_xml(self, row: int, column: int) -> str:
        cell, value, inline, text = (self.markup.tag(self.markup.root, name) for name in ("c", "v", "is", "t"))
        start = f'<{cell} r="{column_letters(column)}{row}" s="{self.style(row, column)}"'
        said = self._written.get((row, column), "")
        if is_whole(said):
            return f"{start}><{value}>{said}</{value}></{cell}>"
        if said:
            inside = f'<{inline}><{text} xml:space="preserve">{words(said)}</{text}></{inline}>'
            return f'{start} t="inlineStr">{inside}</{cell}>'
        return f"{start}/>"

    def _write_row(self, row: int, cells: str) -> None:
        name = self.markup.tag(self.markup.root, "row")
        xml = f'<{name} r="{row}">{cells}</{name}>'
        later = min((known for known in self._rows if known > row), default=None)
        if later is not None:
            self.markup.before(self._rows[later], xml)
        elif (data := self.markup.root.find(_AFTER_DATA)) is not None:
            self.markup.append(data, xml)

    def _write_cell(self, line: etree._Element, row: int, column: int, xml: str) -> None:
        columns = (at[1] for cell in line.iterchildren(f"{MAIN}c") if (at := position(cell.get("r", ""))))
        later = min((known for known in columns if known > column and (row, known) in self._cells), default=None)
        if later is None:
            self.markup.append(line, xml)
        else:
            self.markup.before(self._cells[row, later], xml)
