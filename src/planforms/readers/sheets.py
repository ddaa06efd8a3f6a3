"""The reader of .xls, .xlsb and .ods, by what the bytes are: bytes in, a Source out, a Grid for each sheet.

OpenDocument has a reader of its own; the old and the binary Excel formats are read by python-calamine, which gives
values and merged cells and nothing else; ``binary`` finds number formats and more, and a finding says what is
not read. It works in a process of its own: a damaged file may end it (``calamine``). It knows nothing of plans.
"""

import datetime as dt
import subprocess
import sys
from collections.abc import Sequence

import msgspec

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.model import Text
from planforms.numberformat import date_frame, duration_words, number_words, shown_parts, text_frame
from planforms.package import DEFAULT_LIMITS, Bound, Limits, open_package, too_large
from planforms.place import Place
from planforms.readers.binary import SheetLooks, binary_sheets, sheet_looks
from planforms.readers.calamine import CHILD, Exit, RawCell, RawSheet
from planforms.readers.notices import hidden_cells, notice, object_left_out
from planforms.readers.xlsx.cells import Style, in_look
from planforms.readers.xlsx.sheet import Range, Report, merge_cells
from planforms.source import Grid, GridCell, Precision, Source
from planforms.text import is_blank_text, map_runs, without_forbidden

_ZIP = b"PK\x03\x04"
_WHOLE_MOMENT = Shown.YEAR | Shown.MONTH | Shown.DAY | Shown.CLOCK
_SECONDS = 8

_UNSTYLED = SheetLooks()
_PLAIN = Style()

_Value = dt.date | dt.datetime | dt.time | float | None


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the workbook in *data*, the bytes of a file called *name*.

    A date has its official words, as far as its number format shows it.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    if not data.startswith(_ZIP):
        return _source(_sheets(data, name, limits), sheet_looks(data), name)
    package = open_package(data, name, limits)
    if "content.xml" in package:
        from planforms.readers import ods

        return ods.read(data, name, limits)
    package.verify()
    binary = binary_sheets(package)
    sheets = _sheets(data, name, limits)
    return _source(sheets, [binary.get(sheet.name, _UNSTYLED) for sheet in sheets], name)


def _source(sheets: Sequence[RawSheet], looks: Sequence[SheetLooks], name: str) -> Source:
    findings: list[Finding] = []
    known = looks if len(looks) == len(sheets) else [_UNSTYLED] * len(sheets)
    pairs = enumerate(zip(sheets, known, strict=True), start=1)
    grids = [grid for number, (sheet, look) in pairs if (grid := _grid(number, sheet, look, findings.append))]
    findings.append(
        Finding(
            code="R116",
            message="Of “{name}” only its cells were read: no looks of single words, no notes, no text boxes.",
            hint="Save it as .xlsx to have them read too.",
            arguments={"name": name},
        )
    )
    return Source(blocks=tuple(grids), findings=tuple(findings))


def _grid(number: int, sheet: RawSheet, looks: SheetLooks, report: Report) -> Grid | None:
    name = without_forbidden(sheet.name)
    if not sheet.holds_cells:
        report(object_left_out(name))
        return None
    cells = _cells(sheet, name, looks, report)
    for finding in hidden_cells(cells, name, looks.hidden_rows.__contains__):
        report(finding)
    frozen = looks.frozen_rows
    place = Place(sheet=name)
    grid = Grid(number=number, cells=cells, name=name, place=place, hidden=sheet.hidden, frozen_rows=frozen)
    return grid if cells else None


def _cells(sheet: RawSheet, name: str, looks: SheetLooks, report: Report) -> tuple[GridCell, ...]:
    cells: dict[tuple[int, int], GridCell] = {}
    for cell in sheet.cells:
        row, column = at = cell.row, cell.column
        place = Place(sheet=name, row=row, column=column)
        style = looks.styles.get(at, _PLAIN)
        words, value, precision = _shown(cell, style.code)
        text = map_runs(Text.of(words), lambda run, look=style.look: in_look(run.text, look))  # type: ignore[misc]
        if not is_blank_text(text):
            hidden = row in looks.hidden_rows or column in looks.hidden_columns
            cells[at] = GridCell(
                row=row, column=column, text=text, value=value, precision=precision, hidden=hidden, place=place
            )
        elif value:
            report(notice("number not shown", number_words(float(cell.written)), place))
    merge_cells(cells, [Range(*corners) for corners in sheet.merges] or looks.merges, report)
    return tuple(cells.values())


def _sheets(data: bytes, name: str, limits: Limits) -> list[RawSheet]:
    """What calamine finds in *data*, by a process of its own."""
    # A process of multiprocessing would import the caller's program again, and a worker of a pool may not start one.
    program = [CHILD] if getattr(sys, "frozen", False) else ["-P", "-m", "planforms.readers.calamine"]
    command = [sys.executable, *program, str(limits.cells)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise too_large(name, Bound.SECONDS, _SECONDS) from error
    match done.returncode:
        case Exit.DONE:
            return msgspec.json.decode(done.stdout, type=list[RawSheet])
        case Exit.PASSWORD:
            raise UnreadableFileError(
                "“{name}” is protected by a password; open it, remove the password, save it and give that copy.",
                name=name,
            )
        case Exit.TOO_LARGE:
            raise too_large(name, Bound.CELLS, limits.cells)
        case _:
            raise _damaged(name)


def _shown(cell: RawCell, code: str) -> tuple[str, _Value, Precision | None]:
    """What *cell* shows by the format *code*, and the value behind it."""
    match cell.kind:
        case "truth":
            return "TAIP" if cell.written == "1" else "NE", None, None
        case "number":
            number = float(cell.written)
            return number_words(number, code), number, None
        case "span":
            days = float(cell.written) / 86400
            return duration_words(days), days, None
        case "time":
            time = dt.time.fromisoformat(cell.written)
            moment = dt.datetime.combine(dt.date(1900, 1, 1), time)
            return date_words(moment, Shown.CLOCK), time, Precision.CLOCK
        case "moment":
            moment = dt.datetime.fromisoformat(cell.written)
            shown = shown_parts(code) & ~Shown.DURATION or _WHOLE_MOMENT
            before, after = date_frame(code)
            words = f"{before}{date_words(moment, shown)}{after}".strip()
            return words, value_of(moment, shown), precision_of(moment, shown)
        case "text":
            before, after = text_frame(code)
            words = without_forbidden(cell.written.replace("\r\n", "\n").replace("\r", "\n"))
            return f"{before}{words}{after}", None, None


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        "“{name}” is damaged; open it in the program it was made with, save it as .xlsx and give that copy.", name=name
    )
