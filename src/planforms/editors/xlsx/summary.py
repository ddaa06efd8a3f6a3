"""The sheet that planforms adds to a workbook: what was found, with links, and the colours to be taken out again.

Rows in, a worksheet part out (ECMA-376 part 1, 18.3). It knows no finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from lxml import etree

from planforms.editors.changes import SummaryRow
from planforms.editors.markup import attribute, words
from planforms.place import Place, column_letters
from planforms.readers.xlsx.cells import MAIN, PLAIN, Strings
from planforms.readers.xlsx.sheet import position

_WIDTHS = (18, 14, 50, 50, 36)
_LINE = 15  # points
_FILLED = 0.9  # of a line, before the next word does not fit on it
_MEMORY = 20  # the first of the hidden columns that hold the colours of before
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN[1:-1]}">'


class Kept(NamedTuple):
    """A cell that was coloured: where it is, the fill it had as written, and the colour it was given."""

    sheet: str
    row: int
    column: int
    fill: str
    colour: str


class Looks(NamedTuple):
    """The indexes of the styles of the sheet: of headings, of links, and of other cells by their colour."""

    heading: int
    linked: int
    wrapped: Mapping[str, int]


def sheet_xml(rows: Sequence[SummaryRow], kept: Sequence[Kept], looks: Looks) -> bytes:
    """The part of a sheet of *rows*, which notes the colours *kept*."""
    columns = "".join(
        f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
        for index, width in enumerate(_WIDTHS, start=1)
    )
    columns += f'<col min="{_MEMORY}" max="{_MEMORY + 4}" width="9" hidden="1" customWidth="1"/>'
    data = "".join(_row(index, rows, kept, looks) for index in range(max(len(rows), len(kept))))
    links = "".join(_links(rows))
    return (
        f'{_HEAD}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols><sheetData>{data}</sheetData>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def kept_fills(root: etree._Element) -> Iterator[Kept]:
    """The colours that an earlier such sheet took note of."""
    strings = Strings()
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        text: dict[int, str] = {}
        for cell in row.iterchildren(f"{MAIN}c"):
            inline = cell.find(f"{MAIN}is")
            at = position(cell.get("r", ""))
            if inline is not None and at:
                text[at[1] - _MEMORY] = str(strings.item(inline, PLAIN))
        at = position(text.get(1, ""))
        if at and text.get(0):
            yield Kept(text[0], *at, text.get(2, ""), text.get(3, ""))


def _row(index: int, rows: Sequence[SummaryRow], kept: Sequence[Kept], looks: Looks) -> str:
    cells = ""
    if index < len(rows):
        row = rows[index]
        # A sentence alone in its row runs on over the columns beside it.
        plain = looks.heading if row.heading else looks.wrapped[""] if len(row.cells) > 1 else 0
        styles = {1: looks.linked if _leads(row) else plain, 2: looks.wrapped[row.colour] if row.colour else plain}
        cells += "".join(
            _cell(index, column, text, styles.get(column, plain))
            for column, text in enumerate(row.cells, start=1)
            if text
        )
    if index < len(kept):
        sheet, row_number, column, fill, colour = kept[index]
        parts = (sheet, f"{column_letters(column)}{row_number}", fill, colour)
        cells += "".join(_cell(index, _MEMORY + offset, text, 0) for offset, text in enumerate(parts))
    height = f' ht="{_LINE * lines}" customHeight="1"' if (lines := _lines(rows, index)) > 1 else ""
    return f'<row r="{index + 1}"{height}>{cells}</row>'


def _lines(rows: Sequence[SummaryRow], index: int) -> int:
    """How many lines the cells of a row take; a sentence alone in its row takes one."""
    cells = rows[index].cells if index < len(rows) and len(rows[index].cells) > 1 else ()
    return max((ceil(len(text) / (wide * _FILLED)) for text, wide in zip(cells, _WIDTHS, strict=False)), default=1)


def _cell(index: int, column: int, text: str, style: int) -> str:
    reference = f"{column_letters(column)}{index + 1}"
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words(text)}</t></is></c>'


def _leads(row: SummaryRow) -> bool:
    return row.place is not None and bool(row.place.sheet)


def _links(rows: Sequence[SummaryRow]) -> Iterator[str]:
    for index, row in enumerate(rows, start=1):
        if row.place is not None and _leads(row):
            parts = f"location={attribute(_address(row.place))} display={attribute(row.cells[0])}"
            yield f'<hyperlink ref="A{index}" {parts}/>'


def _address(place: Place) -> str:
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{column_letters(max(place.column, 1))}{max(place.row, 1)}"
