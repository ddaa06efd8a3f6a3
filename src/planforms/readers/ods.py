"""The reader of OpenDocument spreadsheets (.ods): bytes in, a Source out, a Grid for each sheet.

Text boxes of a sheet are Lines. It knows the styles of cells, dates and words (OpenDocument 1.3 part 3).
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.model import Paragraph, Run, Script, Text
from planforms.numberformat import duration_words, number_words, words_beside
from planforms.package import DEFAULT_LIMITS, Allowance, Limits, Package, open_package
from planforms.place import Place
from planforms.readers.notices import characters_removed, hidden_cells, notice, object_left_out
from planforms.readers.xlsx.cells import PLAIN, Content, in_look
from planforms.remembered import pattern_of
from planforms.source import LINKS, Block, Grid, GridCell, Line, Precision, Source
from planforms.text import count_letters, is_blank, is_blank_text, join_runs

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE = f"{{{_URN}style:1.0}}"
TABLE = f"{{{_URN}table:1.0}}"
OFFICE = f"{{{_URN}office:1.0}}"
CONFIG = f"{{{_URN}config:1.0}}"
TEXT = f"{{{_URN}text:1.0}}"
DRAW = f"{{{_URN}drawing:1.0}}"
NUMBER = f"{{{_URN}datastyle:1.0}}"
_FONT = f"{{{_URN}xsl-fo-compatible:1.0}}"
_STYLE_GROUPS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles")
_DEEPEST = 20  # styles that rest on one another
_PARTS = {
    "year": Shown.YEAR,
    "month": Shown.MONTH,
    "day": Shown.DAY,
    "day-of-week": Shown.WEEKDAY,
    **dict.fromkeys(("hours", "minutes", "seconds"), Shown.CLOCK),
}


class _DateStyle(NamedTuple):
    """What is shown of a moment, and the words before and after it."""

    shown: Shown = Shown.NOTHING
    before: str = ""
    after: str = ""


class Styles:
    """The styles of a document, from the roots of its parts: those with names and the automatic ones."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._dates: dict[str, _DateStyle] = {}
        self._looks: dict[tuple[str, str], Run] = {}
        for root in roots:
            for group in root.iterchildren(*_STYLE_GROUPS):
                for item in group.iterchildren(f"{STYLE}style"):
                    self._styles[item.get(f"{STYLE}family", ""), item.get(f"{STYLE}name", "")] = item
                for item in group.iterchildren(f"{NUMBER}date-style", f"{NUMBER}time-style"):
                    self._dates[item.get(f"{STYLE}name", "")] = _date_style(item)

    def look(self, family: str, name: str, base: Run = PLAIN) -> Run:
        """The looks of the style called *name* upon those of *base*, as a run without words."""
        if not name:
            return base
        own = self._looks.get((family, name))
        if own is None or base is not PLAIN:
            own = base
            for item in reversed(self._line(family, name)):
                for properties in item.iterchildren(f"{STYLE}text-properties"):
                    own = _look(properties, own)
            if base is PLAIN:
                self._looks[family, name] = own
        return own

    def date(self, cell_style: str) -> _DateStyle:
        """How the cell style called *cell_style* shows a moment; nothing of it where it does not say."""
        line = self._line("table-cell", cell_style)
        name = next((data for item in line if (data := item.get(f"{STYLE}data-style-name"))), "")
        return self._dates.get(name, _DateStyle())

    def hides(self, table_style: str) -> bool:
        """Whether the table style called *table_style* hides its sheet."""
        return any(
            properties.get(f"{TABLE}display") == "false"
            for item in self._line("table", table_style)
            for properties in item.iterchildren(f"{STYLE}table-properties")
        )

    def _line(self, family: str, name: str) -> list[etree._Element]:
        """The style and those it rests on, nearest first."""
        line: list[etree._Element] = []
        while (item := self._styles.get((family, name))) is not None and len(line) < _DEEPEST:
            line.append(item)
            name = item.get(f"{STYLE}parent-style-name", "")
        return line


def _date_style(item: etree._Element) -> _DateStyle:
    shown = Shown.DURATION if item.get(f"{NUMBER}truncate-on-overflow") == "false" else Shown.NOTHING
    parts = list(item.iterchildren(f"{NUMBER}*"))
    for part in parts:
        shown |= _PARTS.get(etree.QName(part).localname, Shown.NOTHING)
    ends = (parts[0], parts[-1]) if len(parts) > 1 else ()
    before, after = [words_beside(end.text or "") if end.tag == f"{NUMBER}text" else "" for end in ends] or ("", "")
    return _DateStyle(shown, before, after)


def _look(properties: etree._Element, base: Run) -> Run:
    changes: dict[str, object] = {}
    if weight := properties.get(f"{_FONT}font-weight"):
        changes["bold"] = weight in {"bold", "600", "700", "800", "900"}
    if slant := properties.get(f"{_FONT}font-style"):
        changes["italic"] = slant in {"italic", "oblique"}
    if line := properties.get(f"{STYLE}text-underline-style"):
        changes["underline"] = line != "none"
    if line := properties.get(f"{STYLE}text-line-through-style") or properties.get(f"{STYLE}text-line-through-type"):
        changes["struck"] = line != "none"
    if place := properties.get(f"{STYLE}text-position"):
        first = place.partition(" ")[0]
        up = first == "super" or (first.rstrip("%").isdigit() and first not in {"0%", "0"})
        changes["script"] = Script.SUPER if up else Script.SUB if first.startswith(("sub", "-")) else Script.BASE
    return replace(base, **changes)


_HREF = "{http://www.w3.org/1999/xlink}href"
# Ends of lines and tabs mean a space (6.1.2); doubled spaces stay, as in LibreOffice.
_BROKEN = pattern_of(r" *[\t\n\r][ \t\n\r]*")
_MOST_SPACES = 1000  # that one element may mean


def text_of(holder: etree._Element, styles: Styles, base: Run) -> Text:
    """The paragraphs that are directly in *holder*, in the looks of *base* where they have no others."""
    lines: list[Paragraph] = []
    for paragraph in holder.iterchildren(f"{TEXT}p", f"{TEXT}h"):
        look = styles.look("paragraph", paragraph.get(f"{TEXT}style-name", ""), base)
        line: list[Run] = []
        for run in _runs(paragraph, styles, look):
            if run.text == "\n":
                lines.append(Paragraph(tuple(join_runs(line))))
                line = []
            else:
                line.append(run)
        lines.append(Paragraph(tuple(join_runs(line))))
    return Text(tuple(lines)) if any(line.runs for line in lines) else Text()


def _runs(element: etree._Element, styles: Styles, look: Run) -> Iterator[Run]:
    if element.text:
        yield in_look(_BROKEN.sub(" ", element.text), look)
    for child in element:
        if child.tag == f"{TEXT}span":
            yield from _runs(child, styles, styles.look("text", child.get(f"{TEXT}style-name", ""), look))
        elif child.tag == f"{TEXT}a":
            address = child.get(_HREF, "")
            yield from _runs(child, styles, replace(look, link=address if address.startswith(LINKS) else ""))
        elif child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield in_look(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), look)
        elif child.tag == f"{TEXT}tab":
            yield in_look("\t", look)
        elif child.tag == f"{TEXT}line-break":
            yield Run("\n")
        elif child.tag != f"{OFFICE}annotation" and isinstance(child.tag, str):
            yield from _runs(child, styles, look)
        if child.tail:
            yield in_look(_BROKEN.sub(" ", child.tail), look)


_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_HEADER_ROWS = f"{TABLE}table-header-rows"
_GROUPS = {_HEADER_ROWS, f"{TABLE}table-rows", f"{TABLE}table-row-group"}
_HIDDEN = {"collapse", "filter"}
_DURATION = pattern_of(r"(-?)PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_LAST_COLUMN = 16_384


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

    def blocks(self, table: etree._Element, number: int, filtered: Iterable[int] = (), frozen: int = 0) -> list[Block]:
        """The sheet in *table*, the *number*-th of the document: the paragraphs of its text boxes and its grid.

        The first rows of its filters, *filtered*, are headings; *frozen* is how many rows stay in sight.
        """
        name = table.get(f"{TABLE}name", "")
        hidden_rows: set[int] = set()
        headings = set(filtered)
        cells = tuple(self._cells(table, name, hidden_rows, headings))
        lines = list(self._boxes(table, name))
        for finding in hidden_cells(cells, name, hidden_rows.__contains__):
            self._report(finding)
        grid = Grid(
            number=number,
            cells=cells,
            name=name,
            place=Place(sheet=name),
            hidden=self._styles.hides(table.get(f"{TABLE}style-name", "")),
            heading_rows=tuple(headings),
            frozen_rows=frozen,
        )
        return [*lines, *([grid] if cells else [])]

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
                if next(line.iterancestors(_HEADER_ROWS), None) is not None:
                    headings.add(number)
                for column, element, content in contents:
                    self._allowance.spend(count_letters(content.text))
                    yield GridCell(
                        row=number,
                        column=column,
                        text=content.text,
                        rows=_count(element, "number-rows-spanned"),
                        columns=min(_count(element, "number-columns-spanned"), _LAST_COLUMN),
                        value=content.value,
                        precision=content.precision,
                        hidden=hidden or bool(columns.hidden[column]),
                        place=Place(sheet=sheet, row=number, column=column),
                    )
            row += repeated

    def _contents(
        self, line: etree._Element, sheet: str, row: int, columns: _Columns
    ) -> Iterator[tuple[int, etree._Element, Content]]:
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

    def _content(self, element: etree._Element, style: str, place: Place) -> Content:
        look = self._styles.look("table-cell", style)
        text = text_of(element, self._styles, look)
        kind = element.get(f"{OFFICE}value-type", "")
        if element.get(_CALC_TYPE) == "error":
            self._report(notice("cell with an error", str(text), place))
        elif not kind and not text and (formula := element.get(f"{TABLE}formula")):
            words = f"={formula.partition('=')[2]}"
            self._report(notice("formula without a value", words, place))
            return Content(_plain(words, look))
        match kind:
            case "date":
                return self._date(element.get(f"{OFFICE}date-value", ""), text, style, look)
            case "time":
                return self._time(element.get(f"{OFFICE}time-value", ""), text, style, look)
            case "boolean":
                return Content(_plain("TAIP" if element.get(f"{OFFICE}boolean-value") == "true" else "NE", look))
            case "float" | "percentage" | "currency":
                return self._number(element, text, look, place)
            case _:
                return Content(text)

    def _number(self, element: etree._Element, text: Text, look: Run, place: Place) -> Content:
        """A number in the words that the file keeps for it, blank ones too; they were made in the user's language."""
        try:
            value = float(element.get(f"{OFFICE}value", ""))
        except ValueError:
            return Content(text)
        if not text and next(element.iterchildren(f"{TEXT}p"), None) is None:
            return Content(_plain(number_words(value), look), value)
        if not text and value:
            self._report(notice("number not shown", number_words(value), place))
        return Content(text, value)

    def _date(self, written: str, text: Text, style: str, look: Run) -> Content:
        try:
            moment = dt.datetime.fromisoformat(written).replace(tzinfo=None)
        except ValueError:
            return Content(text)
        dated = self._styles.date(style)
        shown = dated.shown & ~Shown.DURATION or Shown.YEAR | Shown.MONTH | Shown.DAY | Shown.CLOCK
        words = f"{dated.before}{date_words(moment, shown)}{dated.after}".strip()
        return Content(_plain(words, look), value_of(moment, shown), precision_of(moment, shown))

    def _time(self, written: str, text: Text, style: str, look: Run) -> Content:
        match = _DURATION.fullmatch(written)
        if not match:
            return Content(text)
        seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4])
        if match[1] or seconds >= 24 * 3600 or Shown.DURATION in self._styles.date(style).shown:
            days = (-1 if match[1] else 1) * seconds / 86400
            return Content(_plain(duration_words(days), look), days)
        moment = dt.datetime(1900, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001 - a clock without a date
        return Content(_plain(date_words(moment, Shown.CLOCK), look), moment.time(), Precision.CLOCK)

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


def _plain(words: str, look: Run) -> Text:
    return Text((Paragraph((in_look(words, look),)),))


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
_ADDRESS = pattern_of(r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^.']+))\.\$?[A-Z]+\$?(?P<row>\d{1,7}):")


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
    roots = [*([package.xml("styles.xml")] if "styles.xml" in package else []), root]
    package.expect_few_styles(sum(len(group) for root in roots for group in root.iterchildren(*_STYLE_GROUPS)))
    reader = SheetReader(Styles(roots), findings.append, Allowance(limits, name))
    blocks: list[Block] = []
    filters, frozen = _filtered_rows(book), _frozen_rows(package)
    for number, table in enumerate(book.iterchildren(f"{TABLE}table"), start=1):
        sheet = table.get(f"{TABLE}name", "")
        blocks += reader.blocks(table, number, filters.get(sheet, ()), frozen.get(sheet, 0))
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
            sheet = match["quoted"].replace("''", "'") if match["quoted"] else match["plain"]
            found.setdefault(sheet, []).append(int(match["row"]))
    return found


def _frozen_rows(package: Package) -> dict[str, int]:
    """How many rows of each sheet, by its name, stay in sight when one scrolls."""
    if _SETTINGS not in package:
        return {}
    found = {}
    for entry in package.xml(_SETTINGS).iter(f"{CONFIG}config-item-map-entry"):
        items = {item.get(f"{CONFIG}name"): item.text or "" for item in entry.iterchildren(f"{CONFIG}config-item")}
        rows = items.get("VerticalSplitPosition", "")
        if items.get("VerticalSplitMode") == "2" and rows.isdecimal() and int(rows[:7]):
            found[entry.get(f"{CONFIG}name", "")] = int(rows[:7])
    return found
