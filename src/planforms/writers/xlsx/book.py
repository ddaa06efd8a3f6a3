"""The workbook as XlsxWriter makes it: formats, rich strings, joined cells and the page.

It knows what a band and a row of cells are, and nothing else of plans. Text is never taken for a formula, a number or
an address.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Container, Mapping
from types import TracebackType
from typing import Any, Final, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planforms.editors.archive import repacked
from planforms.errors import UsageError
from planforms.model import Run, Script, Text
from planforms.text import MARKER_SPACE, join_runs, without_forbidden
from planforms.writers.printed import clean
from planforms.writers.xlsx.bands import Band, Cells, Place
from planforms.writers.xlsx.measure import LINE, SIZE, Measure, text_height

_LONGEST: Final = 32_767  # characters that a cell holds
_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_COUNT: Final = re.compile("[1-9][0-9]{0,8}", re.ASCII)
_SHEET_PART: Final = "xl/worksheets/sheet{}.xml"
_ROW: Final = re.compile(rb'<row r="(\d+)"[^>]*>')
_FORMULA: Final = ("=", "+", "-", "@")  # what a person's program would make of words that begin so
_MOST_FROZEN: Final = 400.0  # points: more above the headings would fill the screen of a laptop
POINTS: Final = 5.25  # of one letter, the unit of a column's width
_MAKING: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # no clock: the same plan, the same bytes
_MARGINS: Final = {side: length / 25.4 for side, length in (("left", 30), ("right", 10), ("top", 20), ("bottom", 20))}
_FONT: Final = {"font_name": "Times New Roman", "font_size": SIZE, "font_scheme": ""}  # a scheme would choose the font
_TABLE: Final = {"border": 1}
FORMS: Final[Mapping[Place | str, Mapping[str, object]]] = {
    Place.MARK: {},
    Place.TITLE: {"bold": True, "align": "center"},
    Place.PROSE: {},
    Place.HEADING: {"bold": True, **_TABLE},
    Place.NOTE: _TABLE,
    "head": {"bold": True, "align": "center", "valign": "vcenter", **_TABLE},
    "cell": _TABLE,
    "number": {"align": "center", **_TABLE},
    "label": {"bold": True},
}
_LETTERS: Final = 60  # of the widest column of the sheet of details


class Book:
    """A workbook; ``data`` has its bytes once the ``with`` block is left."""

    def __init__(self, *, title: str) -> None:
        self._out = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._out, {"in_memory": True, "default_format_properties": dict(_FONT)})
        self._book.set_properties({"title": without_forbidden(title)[:255], "created": _MAKING})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._fitted: dict[str, set[bytes]] = {}  # by the part of their sheet: rows, as their tags number them
        self.data = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()
        data = self._out.getvalue()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            fitted = {part: _fitting(archive.read(part), rows) for part, rows in self._fitted.items()}
        self.data = repacked(data, fitted)

    def row(self, sheet: Any, row: int, height: float) -> None:  # noqa: ANN401 -- a worksheet, whose methods carry no types
        """Make *row* so high, and let programs go on fitting its height to what is typed into it."""
        sheet.set_row(row, height)
        self._fitted.setdefault(_SHEET_PART.format(sheet.index + 1), set()).add(b"%d" % (row + 1))

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, behind those that are there."""
        made: Worksheet = self._book.add_worksheet(name)
        return made

    def plan_sheet(self, name: str, measure: Measure) -> "PlanSheet":
        """The sheet of the plan."""
        return PlanSheet(self, self.sheet(name), measure)

    def details_sheet(self, name: str, details: Mapping[str, str]) -> None:
        """A sheet of labels and values, a pair a row."""
        sheet = self.sheet(name)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, _LETTERS)
        set_page(sheet)
        for row, (label, value) in enumerate(details.items()):
            sheet.write_string(row, 0, label, self.format(FORMS["label"]))
            if value:
                self.text(sheet, row, 1, Text.of(value), {})
                self.row(sheet, row, text_height(Text.of(value), _LETTERS * POINTS))

    def format(self, *properties: Mapping[str, object]) -> Format:
        """The format of these properties, the later ones before the earlier."""
        said: dict[str, object] = {**_FONT, "text_wrap": True, "valign": "top"}
        for each in properties:
            said |= each
        key = tuple(sorted(said.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(said)
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: Text, form: Mapping[str, object]) -> None:
        """Write *text* into a cell, with the looks of its runs on top of *form*.

        Raises:
            UsageError: it is longer than a cell can hold.
        """
        runs = _runs(text)
        words = "".join(run.text for run in runs)
        if len(words) > _LONGEST:
            raise UsageError(
                "“{words}…” is longer than a cell of Excel can hold ({most} characters); write a .docx instead.",
                words=words[:40],
                most=_LONGEST,
            )
        quoted = {"quote_prefix": True} if words.startswith(_FORMULA) else {}
        look = _look(runs[0]) if len(runs) == 1 else {}
        links = {run.link for run in runs}
        if len(links) == 1 and _LINK.fullmatch(link := links.pop()):
            sheet.write_url(row, column, link, self.format(form), "x")  # the words follow
        if len(runs) > 1:
            pieces = [piece for run in runs for piece in (self._font(form, run), run.text)]
            sheet.write_rich_string(row, column, *pieces, self.format(form, quoted))
        else:
            sheet.write_string(row, column, words, self.format(form, look, quoted))

    def _font(self, form: Mapping[str, object], run: Run) -> Format:
        """The look of a run in a cell of *form*; of that only the font counts."""
        return self.format({"bold": True} if form.get("bold") else {}, _look(run))


class PlanSheet:
    """The sheet of the plan, written from the top."""

    def __init__(self, book: Book, sheet: Worksheet, measure: Measure) -> None:
        self._book = book
        self._sheet: Any = sheet
        self._measure = measure
        self._last = len(measure.widths) - 1
        self._own: dict[int, tuple[int, Text]] = {}  # by column: the last cell with a text of its own, and its row
        for column, points in enumerate(measure.widths):
            sheet.set_column(column, column, points / POINTS)
        set_page(sheet, lying=measure.lying)

    def band(self, row: int, band: Band) -> None:
        """Words over several columns."""
        self.end_table(row)
        first = self._measure.right_half if band.place is Place.MARK else 0
        form = FORMS[band.place]
        if first < self._last:
            self._sheet.merge_range(row, first, row, self._last, "", self._book.format(form))
        self._book.text(self._sheet, row, first, band.text, form)
        self._sheet.set_row(row, self._measure.heights.get(row, LINE))

    def cells(self, row: int, cells: Cells) -> None:
        """A row of the table."""
        for column, text in enumerate(cells.texts):
            if text is not None:
                self._close(column, row)
                self._own[column] = row, text
                self._cell(row, column, text, heads=cells.heads)
        self._book.row(self._sheet, row, self._measure.heights.get(row, LINE))
        if cells.heads:
            self._head(row)

    def end_table(self, row: int) -> None:
        """Join the cells that go on up to *row*, which is the first that is none of theirs."""
        for column in list(self._own):
            self._close(column, row)

    def _cell(self, row: int, column: int, text: Text, *, heads: bool) -> None:
        words = str(text)
        if heads:
            self._book.text(self._sheet, row, column, text, FORMS["head"])
        elif column == 0 and text.plain and _COUNT.fullmatch(words):
            self._sheet.write_number(row, column, int(words), self._book.format(FORMS["number"]))
        else:
            self._book.text(self._sheet, row, column, text, FORMS["cell"])

    def _close(self, column: int, row: int) -> None:
        """Join the last cell of *column* with those under it, up to *row*."""
        if column not in self._own:
            return
        first, text = self._own.pop(column)
        if row - first > 1:
            self._sheet.merge_range(first, column, row - 1, column, "", self._book.format(FORMS["cell"]))
            self._cell(first, column, text, heads=False)

    def _head(self, row: int) -> None:
        if self._measure.above <= _MOST_FROZEN:
            self._sheet.freeze_panes(row + 1, 0)
        self._sheet.repeat_rows(row)


def set_page(sheet: Any, *, lying: bool = False) -> None:  # noqa: ANN401 -- a worksheet, whose methods carry no types
    """Set *sheet* up for A4 with the margins of an official document, one page wide and as long as it is."""
    sheet.set_paper(9)
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(1, 0)
    if lying:
        sheet.set_landscape()


def _fitting(sheet: bytes, rows: Container[bytes]) -> bytes:
    """The XML of a *sheet* with the heights of *rows* no longer the user's own.

    XlsxWriter calls every height that it is given the user's own, which no program fits to the words any more.
    """
    return _ROW.sub(lambda tag: tag[0].replace(b' customHeight="1"', b"") if tag[1] in rows else tag[0], sheet)


def _runs(text: Text) -> list[Run]:
    """The runs of *text* with its line breaks and list signs in them."""
    runs: list[Run] = []
    for number, line in enumerate(clean(text)):
        if number:
            runs.append(Run("\n"))
        if line.marker:
            runs.append(Run(f"{without_forbidden(line.marker)}{MARKER_SPACE}"))
        runs += line.runs
    return join_runs(runs)


def _look(run: Run) -> dict[str, object]:
    look: dict[str, object] = {}
    if run.bold:
        look["bold"] = True
    if run.italic:
        look["italic"] = True
    if run.underline:
        look["underline"] = 1
    if run.struck:
        look["font_strikeout"] = True
    if run.script is not Script.BASE:
        look["font_script"] = 1 if run.script is Script.SUPER else 2
    return look
