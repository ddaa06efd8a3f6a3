"""The reader of .xls, .xlsb and .ods, by what the bytes are: bytes in, a Source out, a Grid for each sheet.

OpenDocument has a reader of its own; the old and the binary Excel formats are read by python-calamine, which gives
values and merged cells and nothing else, and a finding says so. It works in a process of its own: a damaged file may
end it (``calamine``). It knows nothing of plans.
"""

import datetime as dt
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.model import Text
from planforms.numberformat import duration_words, number_words
from planforms.package import DEFAULT_LIMITS, Limits, open_package, too_large
from planforms.place import Place
from planforms.readers.calamine import Exit, RawCell, RawSheet
from planforms.readers.told import covered, object_left_out
from planforms.readers.xlsb import merged_ranges
from planforms.readers.xlsx.merges import Range, merge
from planforms.source import Grid, GridCell, Precision, Source
from planforms.text import without_forbidden

_ZIP: Final = b"PK\x03\x04"
_WHOLE_MOMENT: Final = Shown.YEAR | Shown.MONTH | Shown.DAY | Shown.CLOCK
_SECONDS: Final = 8

_Content = tuple[str, dt.date | dt.datetime | dt.time | float | None, Precision | None]


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the workbook in *data*, the bytes of a file called *name*.

    A date has its official words, to the day or the minute; number formats are not known here.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    if data.startswith(_ZIP):
        package = open_package(data, name, limits)
        if "content.xml" in package:
            from planforms.readers import ods

            return ods.read(data, name, limits)
        package.verify()
        return _Reader(name, limits, merged_ranges(package)).source(data)
    return _Reader(name, limits, {}).source(data)


class _Reader:
    """Reads one workbook by calamine; the findings so far."""

    def __init__(self, name: str, limits: Limits, merges: Mapping[str, list[Range]]) -> None:
        self._name = name
        self._merges = merges
        self._limits = limits
        self._findings: list[Finding] = []

    def source(self, data: bytes) -> Source:
        grids = tuple(self._grids(_sheets(data, self._name, self._limits)))
        self._findings.append(
            Finding(
                code="R116",
                message="Of “{name}” only the words of its cells were read: no italics, no notes, no text boxes.",
                hint="Save it as .xlsx to have them read too.",
                arguments={"name": self._name},
            )
        )
        return Source(blocks=grids, findings=tuple(self._findings))

    def _grids(self, sheets: Iterable[RawSheet]) -> Iterator[Grid]:
        for number, sheet in enumerate(sheets, start=1):
            name = without_forbidden(sheet.name)
            if not sheet.holds_cells:
                self._findings.append(object_left_out(name))
            elif cells := tuple(self._cells(sheet, name)):
                yield Grid(number=number, cells=cells, name=name, place=Place(sheet=name), hidden=sheet.hidden)

    def _cells(self, sheet: RawSheet, name: str) -> Iterator[GridCell]:
        contents: dict[tuple[int, int], _Content] = {}
        for cell in sheet.cells:
            if (content := _content(cell))[0]:
                contents[cell.row, cell.column] = content
        ranges = [Range(*corners) for corners in sheet.merges]
        merged = merge(list(contents), ranges or self._merges.get(name, []))
        for row, column in merged.covered:
            place = Place(sheet=name, row=row, column=column)
            self._findings.append(covered(Text.of(contents.pop((row, column))[0]), place))
        for (row, column), (words, value, precision) in contents.items():
            rows, columns = merged.spans.get((row, column), (1, 1))
            yield GridCell(
                row=row,
                column=column,
                text=Text.of(words),
                rows=rows,
                columns=columns,
                value=value,
                precision=precision,
                place=Place(sheet=name, row=row, column=column),
            )


def _sheets(data: bytes, name: str, limits: Limits) -> list[RawSheet]:
    """What calamine finds in *data*, by a process of its own."""
    command = [sys.executable, "-P", "-m", "planforms.readers.calamine", str(limits.cells)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise too_large(name) from error
    match done.returncode:
        case Exit.DONE:
            return msgspec.json.decode(done.stdout, type=list[RawSheet])
        case Exit.PASSWORD:
            raise UnreadableFileError(
                "“{name}” is protected by a password; open it, remove the password, save it and give that copy.",
                name=name,
            )
        case Exit.TOO_LARGE:
            raise too_large(name)
        case _:
            raise _damaged(name)


def _content(cell: RawCell) -> _Content:
    match cell.kind:
        case "truth":
            return "TAIP" if cell.written == "1" else "NE", None, None
        case "number":
            number = float(cell.written)
            return number_words(number), number, None
        case "span":
            days = float(cell.written) / 86400
            return duration_words(days), days, None
        case "time":
            time = dt.time.fromisoformat(cell.written)
            moment = dt.datetime.combine(dt.date(1900, 1, 1), time)
            return date_words(moment, Shown.CLOCK), time, Precision.CLOCK
        case "moment":
            moment = dt.datetime.fromisoformat(cell.written)
            shown = _WHOLE_MOMENT
            return date_words(moment, shown), value_of(moment, shown), precision_of(moment, shown)
        case "text":
            return without_forbidden(cell.written.replace("\r\n", "\n").replace("\r", "\n")), None, None


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        "“{name}” is damaged; open it in the program it was made with, save it as .xlsx and give that copy.", name=name
    )
