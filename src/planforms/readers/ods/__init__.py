"""The reader of OpenDocument spreadsheets (.ods): bytes in, a Source out, a Grid for each sheet.

Text boxes of a sheet are Lines.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.model import Paragraph, Run, Text
from planforms.numberformat import duration_words, number_words
from planforms.package import DEFAULT_LIMITS, Allowance, Limits, Package, open_package
from planforms.place import Place
from planforms.readers.notices import characters_removed, hidden_cells, notice, object_left_out
from planforms.readers.ods.styles import CONFIG, DRAW, OFFICE, PLAIN, TABLE, TEXT, Styles, text_of
from planforms.remembered import pattern_of
from planforms.source import Block, Grid, GridCell, Line, Precision, Source
from planforms.text import count_letters, is_blank, is_blank_text

_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_HEADER_ROWS = f"{TABLE}table-header-rows"
_GROUPS = {_HEADER_ROWS, f"{TABLE}table-rows", f"{TABLE}table-row-group"}
_HIDDEN = {"collapse", "filter"}
_DURATION = pattern_of(r"(-?)PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_WHOLE_DAY = Shown.YEAR | Shown.MONTH | Shown.DAY
_LAST_COLUMN = 16_384


class SheetMarks(NamedTuple):
    """What a document says of the rows of a sheet outside the sheet: the first ones of filters, how many are frozen."""

    rows: tuple[int, ...] = ()
    frozen: int = 0


_UNMARKED = SheetMarks()


class _Content(NamedTuple):
    text: Text
    value: dt.date | dt.datetime | dt.time | float | None = None
    precision: Precision | None = None


class _Columns(NamedTuple):
    """What a table says of its columns: 1 for each hidden one, and styles with the first column each is for."""

    hidden: bytearray
    firsts: list[int]
    styles: list[str]

    def style(self, column: int) -> str:
        """The style that cells of *column* have where they name none."""
        at = bisect_right(self.firsts, column)
        return self.styles[at - 1] if at else ""


class SheetReader:
    """Reads the sheets of one document."""

    def __init__(self, styles: Styles, report: Callable[[Finding], None], allowance: Allowance) -> None:
        self._styles = styles
        self._report = report
        self._allowance = allowance

    def blocks(self, table: etree._Element, number: int, marks: SheetMarks = _UNMARKED) -> list[Block]:
        """The sheet in *table*, the *number*-th of the document: the paragraphs of its text boxes and its grid."""
        name = table.get(f"{TABLE}name", "")
        hidden_rows: set[int] = set()
        headings = set(marks.rows)
        cells = tuple(self._cells(table, name, hidden_rows, headings))
        lines = list(self._boxes(table, name))
        hidden = self._styles.hides(table.get(f"{TABLE}style-name", ""))
        for finding in hidden_cells(cells, name, hidden_rows.__contains__):
            self._report(finding)
        grid = Grid(
            number=number,
            cells=cells,
            name=name,
            place=Place(sheet=name),
            hidden=hidden,
            heading_rows=tuple(headings),
            frozen_rows=marks.frozen,
        )
        return [*lines, grid] if cells else [*lines]

    def _cells(
        self, table: etree._Element, sheet: str, hidden_rows: set[int], headings: set[int]
    ) -> Iterator[GridCell]:
        row, columns = 0, _columns(table)
        for line in _rows(table):
            repeated = _count(line, "number-rows-repeated")
            contents = list(self._contents(line, sheet, row + 1, columns))
            hidden = line.get(f"{TABLE}visibility") in _HIDDEN
            for number in range(row + 1, row + 1 + repeated) if contents else ():
                if hidden:
                    hidden_rows.add(number)
                if _repeats_on_pages(line):
                    headings.add(number)
                for column, element, content in contents:
                    yield self._cell(
                        element, content, Place(sheet=sheet, row=number, column=column), columns, hidden=hidden
                    )
            row += repeated

    def _cell(
        self, element: etree._Element, content: _Content, place: Place, columns: _Columns, *, hidden: bool
    ) -> GridCell:
        self._allowance.spend(count_letters(content.text))
        return GridCell(
            row=place.row,
            column=place.column,
            text=content.text,
            rows=_count(element, "number-rows-spanned"),
            columns=min(_count(element, "number-columns-spanned"), _LAST_COLUMN),
            value=content.value,
            precision=content.precision,
            hidden=hidden or bool(columns.hidden[place.column]),
            place=place,
        )

    def _contents(
        self, line: etree._Element, sheet: str, row: int, columns: _Columns
    ) -> Iterator[tuple[int, etree._Element, _Content]]:
        """The cells of a row that hold words, with their columns."""
        column = 0
        for element in line.iterchildren(*_CELLS):
            repeated = _count(element, "number-columns-repeated")
            place = Place(sheet=sheet, row=row, column=column + 1)
            self._tell_notes(element, place)
            style = element.get(f"{TABLE}style-name") or columns.style(column + 1)
            content = self._content(element, style, place)
            if is_blank_text(content.text):
                pass
            elif element.tag == _CELLS[1]:
                self._report(notice("covered cell", str(content.text), place))
            else:
                for number in range(column + 1, min(column + repeated, _LAST_COLUMN) + 1):
                    yield number, element, content
            column += repeated
            if column > _LAST_COLUMN:
                break

    def _content(self, element: etree._Element, style: str, place: Place) -> _Content:
        look = self._styles.look("table-cell", style)
        text = text_of(element, self._styles, look)
        kind = element.get(f"{OFFICE}value-type", "")
        if element.get(_CALC_TYPE) == "error":
            self._report(notice("cell with an error", str(text), place))
        elif not kind and not text and (formula := element.get(f"{TABLE}formula")):
            words = f"={formula.partition('=')[2]}"
            self._report(notice("formula without a value", words, place))
            return _Content(_said(words, look))
        match kind:
            case "date":
                return self._date(element.get(f"{OFFICE}date-value", ""), text, style, look)
            case "time":
                return self._time(element.get(f"{OFFICE}time-value", ""), text, style, look)
            case "boolean":
                return _Content(_said("TAIP" if element.get(f"{OFFICE}boolean-value") == "true" else "NE", look))
            case "float" | "percentage" | "currency":
                return self._number(element, text, look, place)
            case _:
                return _Content(text)

    def _number(self, element: etree._Element, text: Text, look: Run, place: Place) -> _Content:
        """A number in the words that the file keeps for it, blank ones too; they were made in the user's language."""
        try:
            value = float(element.get(f"{OFFICE}value", ""))
        except ValueError:
            return _Content(text)
        if not text and next(element.iterchildren(f"{TEXT}p"), None) is None:
            return _Content(_said(number_words(value), look), value)
        if not text and value:
            self._report(notice("number not shown", number_words(value), place))
        return _Content(text, value)

    def _date(self, written: str, text: Text, style: str, look: Run) -> _Content:
        try:
            moment = dt.datetime.fromisoformat(written).replace(tzinfo=None)
        except ValueError:
            return _Content(text)
        shown = self._styles.shown(style) & ~Shown.DURATION or _WHOLE_DAY | Shown.CLOCK
        before, after = self._styles.frame(style)
        words = f"{before}{date_words(moment, shown)}{after}".strip()
        return _Content(_said(words, look), value_of(moment, shown), precision_of(moment, shown))

    def _time(self, written: str, text: Text, style: str, look: Run) -> _Content:
        match = _DURATION.fullmatch(written)
        if not match:
            return _Content(text)
        seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4])
        if match[1] or seconds >= 24 * 3600 or Shown.DURATION in self._styles.shown(style):
            days = (-1 if match[1] else 1) * seconds / 86400
            return _Content(_said(duration_words(days), look), days)
        moment = dt.datetime(1900, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001 - a clock without a date
        return _Content(_said(date_words(moment, Shown.CLOCK), look), moment.time(), Precision.CLOCK)

    def _tell_notes(self, element: etree._Element, place: Place) -> None:
        for note in element.iterchildren(f"{OFFICE}annotation"):
            if not is_blank(words := str(text_of(note, self._styles, PLAIN)).strip()):
                self._report(notice("comment", words, place))

    def _boxes(self, table: etree._Element, sheet: str) -> Iterator[Line]:
        """The paragraphs of shapes and frames; a picture in a frame is reported."""
        place = Place(sheet=sheet, part="text box")
        for shape in table.iter(f"{DRAW}*"):
            text = text_of(shape, self._styles, PLAIN)
            if not is_blank_text(text):
                self._report(notice("text box", str(text), place))
                for paragraph in text.paragraphs:
                    if not is_blank(str(paragraph)):
                        yield Line(text=Text((paragraph,)), place=place)
        if next(table.iter(f"{DRAW}image", f"{DRAW}object", f"{DRAW}object-ole"), None) is not None:
            self._report(object_left_out(sheet))


def _said(words: str, look: Run) -> Text:
    return Text((Paragraph((replace(look, text=words),)),))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in groups too, in order."""
    waiting = [table.iterchildren()]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            waiting.append(child.iterchildren())


def _repeats_on_pages(line: etree._Element) -> bool:
    return next(line.iterancestors(_HEADER_ROWS), None) is not None


def _columns(table: etree._Element) -> _Columns:
    hidden, styles = bytearray(_LAST_COLUMN + 1), {}
    column = 1
    for item in table.iter(f"{TABLE}table-column"):
        after = min(column + _count(item, "number-columns-repeated"), _LAST_COLUMN + 1)
        if item.get(f"{TABLE}visibility") in _HIDDEN:
            hidden[column:after] = b"\1" * (after - column)
        styles[column] = item.get(f"{TABLE}default-cell-style-name", "")
        column = after
        if column > _LAST_COLUMN:
            break
    return _Columns(hidden, sorted(styles), [styles[first] for first in sorted(styles)])


def _count(element: etree._Element, attribute: str) -> int:
    """A number of rows or columns as written, at least 1."""
    written = element.get(f"{TABLE}{attribute}", "1")[:9]
    return max(int(written), 1) if written.isdecimal() else 1


_CONTENT = "content.xml"
_SETTINGS = "settings.xml"
_FROZEN = "2"
_ADDRESS = pattern_of(r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^.']+))\.\$?[A-Z]+\$?(?P<row>\d{1,7}):")
_STYLE_GROUPS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles")


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the OpenDocument spreadsheet in *data*, the bytes of a file called *name*.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no spreadsheet.
    """
    package = open_package(data, name, limits)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableFileError(
            "“{name}” is protected by a password; open it, remove the password, save it and give that copy.", name=name
        )
    root = package.xml(_CONTENT) if _CONTENT in package else None
    book = None if root is None else root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if root is None or book is None:
        raise UnreadableFileError(
            "“{name}” is no OpenDocument spreadsheet, whatever its file extension says; open it and save it as .xlsx.",
            name=name,
        )
    findings: list[Finding] = []
    reader = SheetReader(Styles(_style_roots(package, root)), findings.append, Allowance(limits, name))
    blocks: list[Block] = []
    filters, frozen = _filtered_rows(book), _frozen_rows(package)
    for number, table in enumerate(book.iterchildren(f"{TABLE}table"), start=1):
        sheet = table.get(f"{TABLE}name", "")
        blocks += reader.blocks(table, number, SheetMarks(tuple(filters.get(sheet, ())), frozen.get(sheet, 0)))
    if package.removed_characters:
        findings.append(characters_removed(package.removed_characters))
    return Source(blocks=tuple(blocks), findings=tuple(findings))


def _filtered_rows(book: etree._Element) -> dict[str, list[int]]:
    """The first row of each range with filter buttons, by the name of the sheet."""
    found: dict[str, list[int]] = {}
    for item in book.iterfind(f"{TABLE}database-ranges/{TABLE}database-range"):
        match = _ADDRESS.match(item.get(f"{TABLE}target-range-address", ""))
        titled = item.get(f"{TABLE}contains-header", "true") == "true"
        if match and titled and item.get(f"{TABLE}display-filter-buttons") == "true":
            found.setdefault(match["quoted"].replace("''", "'") if match["quoted"] else match["plain"], []).append(
                int(match["row"])
            )
    return found


def _frozen_rows(package: Package) -> dict[str, int]:
    """How many rows of each sheet, by its name, stay in sight when one scrolls."""
    if _SETTINGS not in package:
        return {}
    found = {}
    for entry in package.xml(_SETTINGS).iter(f"{CONFIG}config-item-map-entry"):
        items = {item.get(f"{CONFIG}name"): item.text or "" for item in entry.iterchildren(f"{CONFIG}config-item")}
        rows = items.get("VerticalSplitPosition", "")
        if items.get("VerticalSplitMode") == _FROZEN and rows.isdecimal() and int(rows[:7]):
            found[entry.get(f"{CONFIG}name", "")] = int(rows[:7])
    return found


def _style_roots(package: Package, content: etree._Element) -> list[etree._Element]:
    roots = [*([package.xml("styles.xml")] if "styles.xml" in package else []), content]
    package.expect_few_styles(sum(len(group) for root in roots for group in root.iterchildren(*_STYLE_GROUPS)))
    return roots
