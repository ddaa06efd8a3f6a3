"""The reader of .xls, .xlsb and .ods, by what the bytes are: bytes in, a Source out, a Grid for each sheet.

OpenDocument has a reader of its own; the old and the binary Excel formats are read by python-calamine, which gives
values and merged cells and nothing else; ``xls`` and ``xlsb`` find number formats and more, and a finding says what is
not read. It works in a process of its own: a damaged file may end it (``calamine``). It knows nothing of plans.
"""

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.model import Text
from planforms.numberformat import date_frame, duration_words, number_words, shown_parts, text_frame
from planforms.package import DEFAULT_LIMITS, Bound, Limits, open_package, too_large
from planforms.place import Place
from planforms.readers.calamine import CHILD, Exit, RawCell, RawSheet
from planforms.readers.notices import hidden_cells, notice, object_left_out
from planforms.readers.xls import SheetLooks, sheet_looks
from planforms.readers.xlsb import BinarySheet, binary_sheets
from planforms.readers.xlsx.cells import Style
from planforms.readers.xlsx.sheet import Range, merge
from planforms.source import Grid, GridCell, Precision, Source
from planforms.text import is_blank_text, map_runs, without_forbidden

_ZIP = b"PK\x03\x04"
_WHOLE_MOMENT = Shown.YEAR | Shown.MONTH | Shown.DAY | Shown.CLOCK
_SECONDS = 8

_UNSTYLED = SheetLooks()
_PLAIN = Style()

_Value = dt.date | dt.datetime | dt.time | float | None
_Content = tuple[Text, _Value, Precision | None]


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the workbook in *data*, the bytes of a file called *name*.

    A date has its official words, as far as its number format shows it.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    if data.startswith(_ZIP):
        package = open_package(data, name, limits)
        if "content.xml" in package:
            from planforms.readers import ods

            return ods.read(data, name, limits)
        package.verify()
        return _Reader(name, limits, binary_sheets(package)).source(data)
    return _Reader(name, limits, {}).source(data)


class _Reader:
    """Reads one workbook by calamine; the findings so far."""

    def __init__(self, name: str, limits: Limits, binary: Mapping[str, BinarySheet]) -> None:
        self._name = name
        self._binary = binary
        self._limits = limits
        self._findings: list[Finding] = []

    def source(self, data: bytes) -> Source:
        sheets = _sheets(data, self._name, self._limits)
        if data.startswith(_ZIP):
            looks = [SheetLooks(self._binary[s.name].styles) if s.name in self._binary else _UNSTYLED for s in sheets]
        else:
            looks = sheet_looks(data)
        grids = tuple(self._grids(sheets, looks if len(looks) == len(sheets) else [_UNSTYLED] * len(sheets)))
        self._findings.append(
            Finding(
                code="R116",
                message="Of “{name}” only its cells were read: no looks of single words, no notes, no text boxes.",
                hint="Save it as .xlsx to have them read too.",
                arguments={"name": self._name},
            )
        )
        return Source(blocks=grids, findings=tuple(self._findings))

    def _grids(self, sheets: Sequence[RawSheet], styles: Sequence[SheetLooks]) -> Iterator[Grid]:
        for number, (sheet, style) in enumerate(zip(sheets, styles, strict=True), start=1):
            name = without_forbidden(sheet.name)
            if not sheet.holds_cells:
                self._findings.append(object_left_out(name))
            elif cells := tuple(self._cells(sheet, name, style)):
                self._findings += hidden_cells(cells, name, style.hidden_rows.__contains__)
                yield Grid(
                    number=number,
                    cells=cells,
                    name=name,
                    place=Place(sheet=name),
                    hidden=sheet.hidden,
                    frozen_rows=style.frozen_rows,
                )

    def _cells(self, sheet: RawSheet, name: str, styles: SheetLooks) -> Iterator[GridCell]:
        contents: dict[tuple[int, int], _Content] = {}
        for cell in sheet.cells:
            at = cell.row, cell.column
            content = _content(cell, styles.styles.get(at, _PLAIN))
            if not is_blank_text(content[0]):
                contents[at] = content
            elif content[1]:
                self._findings.append(
                    notice(
                        "number not shown",
                        number_words(float(cell.written)),
                        Place(sheet=name, row=at[0], column=at[1]),
                    )
                )
        ranges = [Range(*corners) for corners in sheet.merges]
        if not ranges and sheet.name in self._binary:
            ranges = self._binary[sheet.name].merges
        merged = merge(list(contents), ranges)
        for row, column in merged.covered:
            self._findings.append(
                notice("covered cell", str(contents.pop((row, column))[0]), Place(sheet=name, row=row, column=column))
            )
        for (row, column), (text, value, precision) in contents.items():
            rows, columns = merged.spans.get((row, column), (1, 1))
            yield GridCell(
                row=row,
                column=column,
                text=text,
                rows=rows,
                columns=columns,
                value=value,
                precision=precision,
                hidden=row in styles.hidden_rows or column in styles.hidden_columns,
                place=Place(sheet=name, row=row, column=column),
            )


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


def _content(cell: RawCell, style: Style) -> _Content:
    """What *cell* shows in *style*, and the value behind it."""
    words, value, precision = _shown(cell, style.code)
    return map_runs(Text.of(words), lambda run: replace(style.look, text=run.text)), value, precision


def _shown(cell: RawCell, code: str) -> tuple[str, _Value, Precision | None]:
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
