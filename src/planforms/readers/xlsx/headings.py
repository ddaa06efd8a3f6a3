"""Which rows of a sheet the workbook marks as headings or freezes: tables, filters, print titles and panes.

It knows these elements of SpreadsheetML (ECMA-376 part 1, 18.3.1.2, 18.3.1.66, 18.5.1.2 and 18.2.5), and no cell.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from planforms.readers.xlsx.sheet import position, range_of
from planforms.readers.xlsx.styles import MAIN, number

_ROWS: Final = re.compile(r"\$?(\d{1,7}):\$?(\d{1,7})$")
_MOST_ROWS: Final = 20  # to repeat on a page; more fill it
_FROZEN: Final = {"frozen", "frozenSplit"}


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
