"""The workbook as openpyxl makes it: looks, rich text, heights of rows and the page.

It knows nothing of plans. Text is never taken for a formula, a number or
an address, and nothing in the file depends on the clock.
"""

import io
import math
import re
import zipfile
from collections.abc import Container, Iterable
from copy import copy
from functools import cache
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planforms.errors import UsageError
from planforms.model import Paragraph, Run, Script, Text
from planforms.packing import repacked
from planforms.remembered import pattern_of
from planforms.text import MARKER_SPACE, join_runs, without_forbidden
from planforms.writers.page import clean_lines
from planforms.writers.typesetting import thousandths

_LONGEST = 32_767  # characters that a cell holds
_LINK = pattern_of(r"(?:https?://|mailto:)[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_ESCAPE = pattern_of("_(?=x[0-9A-Fa-f]{4}_)")  # „_x000D_“ in a cell is an escape (ECMA-376, 22.9.2.19)
_ROW = re.compile(rb'<row [^>]*?r="(\d+)"[^>]*>')
SIZE = 11  # points
LINE = 15.0  # points from line to line
HIGHEST = 409.0  # points; Excel makes no row higher
PADDING = 8  # points of a cell without words
_LOST = 1.08  # of a line, where words do not fill it
_FORMULA = ("=", "+", "-", "@")  # what a person's program would make of words that begin so
POINTS = 5.25  # of one letter, the unit of a column's width
_FONT = "Times New Roman"
_A4 = 9
_CORE_PART = "docProps/core.xml"
_STYLES_PART = "xl/styles.xml"
_FONT_PARTS = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name")
_MADE = "1980-01-01T00:00:00Z"  # the same plan, the same bytes
_SCRIPTS = {Script.BASE: None, Script.SUPER: "superscript", Script.SUB: "subscript"}


class Look(Struct, frozen=True, kw_only=True):
    """How a cell looks; the words of openpyxl and of Excel."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    script: Script = Script.BASE
    colour: str = "000000"
    fill: str = ""
    border: bool = False
    align: str | None = None
    valign: str = "top"
    indent: int = 0
    number_format: str = "General"
    quoted: bool = False


PLAIN = Look()
LABEL = Look(bold=True)
HEAD = Look(bold=True, align="center", valign="center", border=True)
CELL = Look(border=True)
NUMBER = Look(align="center", border=True)


class Book:
    """A workbook under construction; ``save`` gives its bytes."""

    def __init__(self, *, title: str) -> None:
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        # The font of cells that nobody has written yet, and the measure of a column's width.
        self._book._fonts = IndexedList([_font(PLAIN)])  # type: ignore[attr-defined]  # noqa: SLF001
        self._book._named_styles["Normal"].font = _font(PLAIN)  # type: ignore[attr-defined]  # noqa: SLF001
        self._book.properties.title = without_forbidden(title)[:255]
        self._book.properties.language = "lt-LT"
        self._book.properties.creator = "planforms"
        self._styles: dict[Look, Any] = {}
        self._fitted: dict[str, set[int]] = {}  # by the name of their sheet: rows that fit their words

    def save(self) -> bytes:
        """The bytes of the workbook."""
        out = io.BytesIO()
        self._book.save(out)
        data = out.getvalue()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts[_CORE_PART] = _without_clock(parts[_CORE_PART])
        parts[_STYLES_PART] = _with_fonts_in_order(parts[_STYLES_PART])
        for number, name in enumerate(self._book.sheetnames, start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            parts[part] = _fitting(parts[part], self._fitted.get(name, frozenset()))
        return repacked(data, parts)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, behind those that are there."""
        made: Worksheet = self._book.create_sheet(name)
        return made

    def fit_row(self, sheet: Worksheet, row: int, height: float) -> None:
        """Make *row* so high, and let programs go on fitting its height to what is typed into it."""
        sheet.row_dimensions[row].height = height
        self._fitted.setdefault(sheet.title, set()).add(row)

    def style(self, cell: StyleableObject, look: Look) -> None:
        """Give *cell* its *look*."""
        if look not in self._styles:
            cell.font = _font(look)
            cell.alignment = Alignment(horizontal=look.align, vertical=look.valign, wrap_text=True, indent=look.indent)
            cell.number_format = look.number_format
            if look.border:
                cell.border = _box()
            if look.fill:
                cell.fill = PatternFill("solid", start_color=look.fill)
            cell.quotePrefix = look.quoted
            self._styles[look] = cell._style  # type: ignore[attr-defined]  # noqa: SLF001
        # openpyxl looks a style up by all its fields each time, which costs more than the rest of the workbook.
        cell._style = copy(self._styles[look])  # type: ignore[attr-defined]  # noqa: SLF001

    def text(self, sheet: Worksheet, row: int, column: int, text: Text, look: Look) -> None:
        """Write *text* into a cell, with the looks of its runs on top of *look*.

        Raises:
            UsageError: it is longer than a cell can hold.
        """
        cell: Any = sheet.cell(row, column)
        runs = _runs(text)
        words = "".join(run.text for run in runs)
        if len(words) > _LONGEST:
            raise UsageError(
                "“{words}…” is longer than a cell of Excel can hold ({most} characters); write a .docx instead.",
                words=words[:40],
                most=_LONGEST,
            )
        if len(runs) == 1:
            look = _with_run(look, runs[0])
        if words:
            if len(runs) > 1:
                blocks = [
                    TextBlock(_inline_font(_with_run(look, run)), _ESCAPE.sub("_x005F_", run.text)) for run in runs
                ]
                cell.value = CellRichText(blocks)
            else:
                cell.value = _ESCAPE.sub("_x005F_", words)
            cell.data_type = "s"
        links = {run.link for run in runs}
        if len(links) == 1 and _LINK.fullmatch(link := links.pop()):
            cell.hyperlink = link
        self.style(cell, replace(look, quoted=words.startswith(_FORMULA)))


def set_widths(sheet: Worksheet, letters: Iterable[float]) -> None:
    """Make the columns of *sheet* so wide, in letters."""
    for column, width in enumerate(letters, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_page(sheet: Worksheet, *, landscape: bool = False) -> None:
    """Set *sheet* up for A4 with the margins of an official document, one page wide and as long as it is."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = (length / 25.4 for length in (30, 10, 20, 20))


def text_height(text: Text | None, wide: float, *, bold: bool = False) -> float:
    """How high a cell of *text* is that is so *wide*, in points."""
    room = max(wide - PADDING, 1.0)
    lines = sum(max(1, math.ceil(_length(line, bold=bold) / room)) for line in clean_lines(text or Text()))
    return min(max(lines, 1) * LINE, HIGHEST)


def _length(line: Paragraph, *, bold: bool) -> float:
    """How long a line is, in points, with what is lost where words do not fill it."""
    thick = bold or any(run.bold for run in line.runs)
    return thousandths(str(line), bold=thick) * SIZE / 1000 * _LOST


def _fitting(sheet: bytes, rows: Container[int]) -> bytes:
    """The XML of a *sheet* with the heights of *rows* no longer the user's own.

    openpyxl calls every height that it is given the user's own, which no program fits to the words any more.
    """
    return _ROW.sub(lambda tag: tag[0].replace(b' customHeight="1"', b"") if int(tag[1]) in rows else tag[0], sheet)


def _without_clock(core: bytes) -> bytes:
    """The document's properties with a fixed day in the place of the moment of writing."""
    root = etree.fromstring(core)
    for element in root.iterchildren("{http://purl.org/dc/terms/}*"):
        element.text = _MADE
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _with_fonts_in_order(styles: bytes) -> bytes:
    """The styles with the parts of each font in the order of ECMA-376, 18.8.22, which openpyxl does not keep."""
    root = etree.fromstring(styles)
    for font in root.iterfind("{*}fonts/{*}font"):
        font[:] = sorted(font, key=lambda part: _FONT_PARTS.index(etree.QName(part).localname))
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _runs(text: Text) -> list[Run]:
    """The runs of *text* with its line breaks and list signs in them."""
    runs: list[Run] = []
    for number, line in enumerate(clean_lines(text)):
        if number:
            runs.append(Run("\n"))
        if line.marker:
            runs.append(Run(f"{without_forbidden(line.marker)}{MARKER_SPACE}"))
        runs += line.runs
    return join_runs(runs)


def _with_run(look: Look, run: Run) -> Look:
    return replace(
        look,
        bold=look.bold or run.bold,
        italic=look.italic or run.italic,
        underline=run.underline,
        struck=run.struck,
        script=run.script,
    )


@cache
def _font(look: Look) -> Font:
    return Font(name=_FONT, **_font_parts(look))


@cache
def _inline_font(look: Look) -> InlineFont:
    return InlineFont(rFont=_FONT, **_font_parts(look))


def _font_parts(look: Look) -> dict[str, Any]:
    return {
        "sz": SIZE,
        "b": look.bold or None,
        "i": look.italic or None,
        "u": "single" if look.underline else None,
        "strike": look.struck or None,
        "vertAlign": _SCRIPTS[look.script],
        "color": f"FF{look.colour}",
    }


@cache
def _box() -> Border:
    line = Side(style="thin")
    return Border(left=line, right=line, top=line, bottom=line)
