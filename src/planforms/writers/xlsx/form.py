"""The sheet to fill in: a table of numbered blank rows with times to choose from, and the details with explanations.

Its words are in ``blankform``; how it looks is here. Nothing that is typed into it becomes a number or a date
by itself, but for the two dates of the acts.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planforms import blankform
from planforms.blankform import Field
from planforms.model import Column, ColumnRole, Period, Text
from planforms.period import period_words
from planforms.settings import NO_SETTINGS, Settings
from planforms.writers.xlsx.book import (
    CELL,
    HEAD,
    LABEL,
    LINE,
    NUMBER,
    PLAIN,
    POINTS,
    Book,
    Look,
    set_page,
    set_widths,
    text_height,
)

_WIDTHS = {"number": 6, "title": 31, "when": 20, "place": 16, "responsible": 21}  # in letters
_DETAIL_WIDTHS = (18, 46, 68)
# Rows from 1: the example's, the last that times are offered in, and those that are numbered.
_EXAMPLE_ROW, _LAST_ROW = 2, 1000
_ROWS = range(3, blankform.ROWS + 3)
_ROW_HEIGHT = 1.4 * LINE
_MANY_LINES = 3 * LINE
_TEXT = "@"  # else Excel makes a date of the minutes' number 5-2
_DATE = "yyyy-mm-dd"
_EXAMPLE = Look(italic=True, colour="666666")
_GREY = replace(_EXAMPLE, align="left", indent=1)
_TO_FILL = Look(border=True, fill="FFF8DC", number_format=_TEXT)
_PROMPTS: Mapping[str, str] = {
    "title": "Viena veikla – viena eilutė. Jei eilučių pritrūksta, rašykite žemiau arba įterpkite naujų.",
    "when": "Pasirinkite iš sąrašo arba rašykite savaip: „{day}“, „kas antrą savaitę“, „iki {day}“.",
    "place": "Kur vyks: „Aktų salė“, „Biblioteka“, nuotoliu.",
    "responsible": "Vardas ir pavardė arba pareigos. Kelis asmenis atskirkite kableliais.",
}


def write(period: Period, school: Settings = NO_SETTINGS) -> bytes:
    """The workbook to fill in for *period*, with what is known of the *school* in it."""
    book = Book(title=f"Veiklos planas, {period_words(period)}")
    offered = blankform.times(period)
    _plan_sheet(book, period, f"'{blankform.TIMES_SHEET}'!$A$2:$A${len(offered) + 1}")
    _details_sheet(book, period, school)
    _times_sheet(book, offered)
    return book.save()


def _plan_sheet(book: Book, period: Period, offered: str) -> None:
    sheet = book.sheet(blankform.PLAN_SHEET)
    set_widths(sheet, _WIDTHS.values())
    for index, column in enumerate(blankform.COLUMNS):
        _column(book, sheet, index, column)
        if prompt := _PROMPTS.get(column.id):
            # With its alert off a list only offers: any other words may be typed.
            kind = {"type": "list", "formula1": offered} if column.id == "when" else {"type": None}
            message = DataValidation(
                **kind,
                allow_blank=True,
                showErrorMessage=False,
                showInputMessage=True,
                promptTitle=column.heading,
                prompt=prompt.format(day=blankform.day_example(period)),
            )
            letter = get_column_letter(index + 1)
            message.add(f"{letter}{_EXAMPLE_ROW}:{letter}{_LAST_ROW}")
            sheet.add_data_validation(message)
    for row, words in ((1, [column.heading for column in blankform.COLUMNS]), (_EXAMPLE_ROW, blankform.EXAMPLE)):
        texts = zip(map(Text.of, words), _WIDTHS.values(), strict=True)
        book.fit_row(sheet, row, max(text_height(text, letters * POINTS, bold=row == 1) for text, letters in texts))
    for row in _ROWS:
        book.fit_row(sheet, row, _ROW_HEIGHT)
    sheet.freeze_panes = f"A{_EXAMPLE_ROW}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = f"B{_ROWS.start}"
    sheet.print_title_rows = "1:1"
    set_page(sheet)


def _column(book: Book, sheet: Worksheet, index: int, column: Column) -> None:
    """A heading, its cell of the example, and the cells under it; *index* counts from 0."""
    numbers = column.role is ColumnRole.NUMBER
    blank = replace(CELL, number_format=_TEXT)
    below = sheet.column_dimensions[get_column_letter(index + 1)]
    book.style(below, Look(align="center") if numbers else replace(PLAIN, number_format=_TEXT))
    book.text(sheet, 1, index + 1, Text.of(column.heading), HEAD)
    example = replace(blank, italic=True, colour=_EXAMPLE.colour)
    book.text(sheet, _EXAMPLE_ROW, index + 1, Text.of(blankform.EXAMPLE[index]), example)
    for number, row in enumerate(_ROWS, start=1):
        cell = sheet.cell(row, index + 1)
        if numbers:
            cell.value = number
        book.style(cell, NUMBER if numbers else blank)


def _details_sheet(book: Book, period: Period, school: Settings) -> None:
    sheet = book.sheet(blankform.DETAILS_SHEET)
    set_widths(sheet, _DETAIL_WIDTHS)
    book.text(sheet, 1, 1, Text.of(blankform.INSTRUCTION), _EXAMPLE)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_DETAIL_WIDTHS))
    known = {
        blankform.TITLE: blankform.title_words(period),
        blankform.PERIOD: period_words(period),
        blankform.INSTITUTION: school.institution,
        blankform.TOWN: school.town,
        blankform.HEAD_POSITION: school.head_position,
        blankform.HEAD_NAME: school.head_name,
    }
    row = 2
    for group in blankform.FIELDS:
        row += 1
        for field in group:
            _field(book, sheet, row, field, known.get(field, ""))
            row += 1
    set_page(sheet, landscape=True)


def _field(book: Book, sheet: Worksheet, row: int, field: Field, value: str) -> None:
    look = replace(_TO_FILL, number_format=_DATE, align="left") if field.label.endswith(" data") else _TO_FILL
    book.text(sheet, row, 1, Text.of(field.label), LABEL)
    book.text(sheet, row, 2, Text.of(value), look)
    explanation = Text.of(field.explanation)
    book.text(sheet, row, 3, explanation, _GREY)
    lines = _MANY_LINES if field.label in blankform.SECTION_LABELS else 0.0
    book.fit_row(sheet, row, max(text_height(explanation, _DETAIL_WIDTHS[2] * POINTS), _ROW_HEIGHT, lines))


def _times_sheet(book: Book, offered: Sequence[str]) -> None:
    sheet = book.sheet(blankform.TIMES_SHEET)
    set_widths(sheet, (_DETAIL_WIDTHS[1],))
    book.text(sheet, 1, 1, Text.of(blankform.TIMES_HEADING), _GREY)
    for row, words in enumerate(offered, start=2):
        book.text(sheet, row, 1, Text.of(words), replace(PLAIN, number_format=_TEXT))
    sheet.sheet_state = "hidden"
