"""python-calamine in a process of its own: bytes on standard input, what the cells hold on standard output, as JSON.

Run as a program by ``sheets``; in a frozen program (PyInstaller, cx_Freeze), where no Python is there to run a module,
the program itself is started again and calls ``run_if_child`` first. The library asks for whatever memory a damaged
file names, and a failed request ends the whole process; here that costs nobody anything. It knows no plan and says
nothing to people.
"""

import datetime as dt
import io
import sys
from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CHILD = "--planforms-cells"
_MOST_MEMORY = 1 << 30


class Exit(IntEnum):
    """How the process ended; any other code is a damaged file."""

    DONE = 0
    PASSWORD = 3
    TOO_LARGE = 4


class RawCell(Struct, frozen=True, array_like=True):
    """A cell, counted from 1: text, number, truth, moment, time of day or span of seconds, and the value as written."""

    row: int
    column: int
    kind: Literal["text", "number", "truth", "moment", "time", "span"]
    written: str


class RawSheet(Struct, frozen=True):
    """A sheet; ``merges`` are top, left, bottom and right, counted from 1."""

    name: str
    holds_cells: bool
    hidden: bool
    cells: tuple[RawCell, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()


def run_if_child() -> None:
    """End this process with the work of ``main`` where ``sheets`` of a frozen program started it for that."""
    if sys.argv[1:2] == [CHILD]:
        sys.exit(main())


def main() -> int:
    """Read standard input; the last argument is how many cells there may be."""
    _bound_memory()
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets, left = [], int(sys.argv[-1])
        for sheet in _sheets(book):
            sheets.append(sheet)
            left -= len(sheet.cells)
            if left < 0:
                return Exit.TOO_LARGE
    except PasswordError:
        return Exit.PASSWORD
    sys.stdout.buffer.write(msgspec.json.encode(sheets))
    return Exit.DONE


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _sheets(book: "CalamineWorkbook") -> Iterator[RawSheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in book.sheets_metadata:
        hidden = about.visible is not SheetVisibleEnum.Visible
        if about.typ is not SheetTypeEnum.WorkSheet:
            yield RawSheet(about.name, holds_cells=False, hidden=hidden)
            continue
        sheet = book.get_sheet_by_name(about.name)
        said = sheet.merged_cell_ranges or ()
        merges = tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in said)
        yield RawSheet(about.name, holds_cells=True, hidden=hidden, cells=tuple(_cells(sheet)), merges=merges)


def _cells(sheet: "CalamineSheet") -> Iterator[RawCell]:
    _, first = sheet.start or (0, 0)
    for row, line in enumerate(sheet.iter_rows(), start=1):
        for column, found in enumerate(line, start=first + 1):
            match found:
                case "":
                    pass
                case bool():
                    yield RawCell(row, column, "truth", str(int(found)))
                case int() | float():
                    yield RawCell(row, column, "number", repr(float(found)))
                case dt.timedelta():
                    yield RawCell(row, column, "span", repr(found.total_seconds()))
                case dt.time():
                    yield RawCell(row, column, "time", found.isoformat())
                case dt.date():
                    yield RawCell(row, column, "moment", found.isoformat())
                case str():
                    yield RawCell(row, column, "text", found)


if __name__ == "__main__":
    sys.exit(main())
