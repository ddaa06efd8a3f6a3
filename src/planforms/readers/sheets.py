"""The reader of .xls, .xlsb and .ods, by what the bytes are: bytes in, a Source out, a Grid for each sheet.

OpenDocument has a reader of its own; the old and the binary Excel formats are read by python-calamine, which gives
values and merged cells and nothing else, and a finding says so. It knows nothing of plans.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.model import Text
from planforms.numberformat import duration_words, number_words
from planforms.officialdate import Shown, date_words, precision_of, value_of
from planforms.package import DEFAULT_LIMITS, Allowance, Limits, open_package
from planforms.place import Place
from planforms.readers.told import covered, object_left_out, sheet_hidden
from planforms.readers.xlsb import merged_ranges
from planforms.readers.xlsx.merges import Range, merge
from planforms.source import Grid, GridCell, Precision, Source
from planforms.text import without_forbidden

_ZIP: Final = b"PK\x03\x04"
_WHOLE_MOMENT: Final = Shown.YEAR | Shown.MONTH | Shown.DAY | Shown.CLOCK
# Cell records of .xls (MS-XLS 2.4): kind and length, then a row and a column; a column past 255 is damage that would
# make calamine keep a rectangle larger than any memory.
_XLS_CELL: Final = re.compile(
    rb"(?:\x03\x02\x0e\x00|\xfd\x00\x0a\x00|\x7e\x02\x0a\x00|\x05\x02\x08\x00)..(..)", re.DOTALL
)
# A damaged file makes the library panic: the exception is no Exception, and its class is in no module.
_PANIC: Final = "PanicException"

_Found = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
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
    if any(match[1][1] for match in _XLS_CELL.finditer(data)):
        raise _damaged(name)
    return _Reader(name, limits, {}).source(data)


class _Reader:
    """Reads one workbook by calamine; the findings so far."""

    def __init__(self, name: str, limits: Limits, merges: Mapping[str, list[Range]]) -> None:
        self._name = name
        self._merges = merges
        self._allowance = Allowance(limits.cells, name)
        self._findings: list[Finding] = []

    def source(self, data: bytes) -> Source:
        try:
            grids = tuple(self._grids(CalamineWorkbook.from_filelike(io.BytesIO(data))))
        except PasswordError as error:
            raise UnreadableFileError(
                "“{name}” is protected by a password; open it, remove the password, save it and give that copy.",
                name=self._name,
            ) from error
        except (CalamineError, OSError, ValueError, IndexError) as error:
            raise _damaged(self._name) from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise _damaged(self._name) from error
        self._findings.append(
            Finding(
                code="R116",
                message="Of “{name}” only the words of its cells were read: no italics, no notes, no text boxes.",
                hint="Save it as .xlsx to have them read too.",
                arguments={"name": self._name},
            )
        )
        return Source(blocks=grids, findings=tuple(self._findings))

    def _grids(self, book: CalamineWorkbook) -> Iterator[Grid]:
        for number, about in enumerate(book.sheets_metadata, start=1):
            name = without_forbidden(about.name)
            if about.typ is not SheetTypeEnum.WorkSheet:
                self._findings.append(object_left_out(name))
                continue
            hidden = about.visible is not SheetVisibleEnum.Visible
            if cells := tuple(self._cells(book.get_sheet_by_name(about.name), name)):
                if hidden:
                    self._findings.append(sheet_hidden(name))
                yield Grid(number=number, cells=cells, name=name, place=Place(sheet=name), hidden=hidden)

    def _cells(self, sheet: CalamineSheet, name: str) -> Iterator[GridCell]:
        _, first = sheet.start or (0, 0)
        contents: dict[tuple[int, int], _Content] = {}
        for row, line in enumerate(sheet.iter_rows(), start=1):
            for column, found in enumerate(line, start=first + 1):
                if found != "" and (content := _content(found))[0]:
                    self._allowance.spend()
                    contents[row, column] = content
        said = sheet.merged_cell_ranges or ()
        ranges = [Range(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in said]
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


def _content(found: _Found) -> _Content:
    match found:
        case bool():
            return "TAIP" if found else "NE", None, None
        case int() | float():
            return number_words(found), float(found), None
        case dt.timedelta():
            days = found / dt.timedelta(days=1)
            return duration_words(days), days, None
        case dt.time():
            return date_words(dt.datetime.combine(dt.date.min, found), Shown.CLOCK), found, Precision.CLOCK
        case dt.date():
            moment = found if isinstance(found, dt.datetime) else dt.datetime.combine(found, dt.time())
            return (
                date_words(moment, _WHOLE_MOMENT),
                value_of(moment, _WHOLE_MOMENT),
                precision_of(moment, _WHOLE_MOMENT),
            )
        case str():
            return without_forbidden(found.replace("\r\n", "\n").replace("\r", "\n")), None, None


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        "“{name}” is damaged; open it in the program it was made with, save it as .xlsx and give that copy.", name=name
    )
