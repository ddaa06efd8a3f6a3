"""The sheet to fill in: a table of numbered blank rows with times to choose from, and the details with explanations.

What it says stands in ``blankform``; how it looks stands here. Nothing that is typed into it becomes a number or a date
by itself, but for the two dates of the acts.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from planforms import blankform
from planforms.blankform import Field
from planforms.model import Column, ColumnRole, Period, Text
from planforms.period import period_words
from planforms.writers.xlsx.book import FORMS, POINTS, Book, set_page
from planforms.writers.xlsx.measure import LINE, text_height

_WIDTHS: Final = {"number": 6, "title": 31, "when": 20, "place": 16, "responsible": 21}  # in letters
_DETAIL_WIDTHS: Final = (18, 46, 68)
# Rows from 0: the example's, the last that times are offered in, and those that are numbered.
_FIRST, _LAST = 1, 999
_ROWS: Final = range(2, blankform.ROWS + 2)
_ROW_HEIGHT: Final = 1.4 * LINE
_MANY_LINES: Final = 3 * LINE
_TEXT: Final = {"num_format": "@"}  # else Excel makes a date of the minutes' number 5-2
_DATE: Final = {"num_format": "yyyy-mm-dd", "align": "left"}
_EXAMPLE: Final = {"italic": True, "font_color": "#666666"}
_GREY: Final = {**_EXAMPLE, "align": "left", "indent": 1}
_TO_FILL: Final = {"border": 1, "bg_color": "#FFF8DC"}
_ANYTHING: Final = {"validate": "any"}
_PROMPTS: Final[Mapping[str, str]] = {
    "title": "Viena veikla – viena eilutė. Jei eilučių pritrūksta, rašykite žemiau arba įterpkite naujų.",
    "when": "Pasirinkite iš sąrašo arba rašykite savaip: „{day}“, „kas antrą savaitę“, „iki {day}“.",
    "place": "Kur vyks: „Aktų salė“, „Biblioteka“, nuotoliu.",
    "responsible": "Vardas ir pavardė arba pareigos. Kelis asmenis atskirkite kableliais.",
}


def write(period: Period) -> bytes:
    """The workbook to fill in for *period*."""
    with Book(title=f"Veiklos planas, {period_words(period)}") as book:
        offered = blankform.times(period)
        _plan_sheet(book, period, f"='{blankform.TIMES_SHEET}'!$A$2:$A${len(offered) + 1}")
        _details_sheet(book, period)
        _times_sheet(book, offered)
    return book.data


def _plan_sheet(book: Book, period: Period, offered: str) -> None:
    sheet: Any = book.sheet(blankform.PLAN_SHEET)
    for index, column in enumerate(blankform.COLUMNS):
        _column(book, sheet, index, column)
        if prompt := _PROMPTS.get(column.id):
            told = {"input_title": column.heading, "input_message": prompt.format(day=blankform.day_example(period))}
            # With its alert off a list only offers: any other words may be typed.
            taken = {"validate": "list", "source": offered, "show_error": False} if column.id == "when" else _ANYTHING
            sheet.data_validation(_FIRST, index, _LAST, index, {**taken, **told})
    example = zip(map(Text.of, blankform.EXAMPLE), _WIDTHS.values(), strict=True)
    book.row(sheet, _FIRST, max(text_height(text, letters * POINTS) for text, letters in example))
    for row in _ROWS:
        book.row(sheet, row, _ROW_HEIGHT)
    sheet.freeze_panes(_FIRST, 0)
    sheet.repeat_rows(0)
    sheet.set_selection(_ROWS.start, 1, _ROWS.start, 1)
    set_page(sheet)


def _column(book: Book, sheet: Any, index: int, column: Column) -> None:  # noqa: ANN401 -- a worksheet, whose methods carry no types
    """A heading, its cell of the example, and the cells under it."""
    numbers = column.role is ColumnRole.NUMBER
    blank = {**FORMS["cell"], **_TEXT}
    sheet.set_column(index, index, _WIDTHS[column.id], book.format({"align": "center"} if numbers else _TEXT))
    book.text(sheet, 0, index, Text.of(column.heading), FORMS["head"])
    book.text(sheet, _FIRST, index, Text.of(blankform.EXAMPLE[index]), {**blank, **_EXAMPLE})
    for number, row in enumerate(_ROWS, start=1):
        if numbers:
            sheet.write_number(row, index, number, book.format(FORMS["number"]))
        else:
            sheet.write_blank(row, index, None, book.format(blank))


def _details_sheet(book: Book, period: Period) -> None:
    sheet: Any = book.sheet(blankform.DETAILS_SHEET)
    for index, letters in enumerate(_DETAIL_WIDTHS):
        sheet.set_column(index, index, letters)
    sheet.merge_range(0, 0, 0, len(_DETAIL_WIDTHS) - 1, "", book.format(_EXAMPLE))
    book.text(sheet, 0, 0, Text.of(blankform.INSTRUCTION), _EXAMPLE)
    known = {blankform.TITLE: blankform.title_words(period), blankform.PERIOD: period_words(period)}
    row = 1
    for group in blankform.FIELDS:
        row += 1
        for field in group:
            _field(book, sheet, row, field, known.get(field, ""))
            row += 1
    set_page(sheet, lying=True)


def _field(book: Book, sheet: Any, row: int, field: Field, value: str) -> None:  # noqa: ANN401 -- a worksheet, whose methods carry no types
    form = {**_TO_FILL, **(_DATE if field.label.endswith(" data") else _TEXT)}
    book.text(sheet, row, 0, Text.of(field.label), FORMS["label"])
    if value:
        book.text(sheet, row, 1, Text.of(value), form)
    else:
        sheet.write_blank(row, 1, None, book.format(form))
    explanation = Text.of(field.explanation)
    book.text(sheet, row, 2, explanation, _GREY)
    lines = _MANY_LINES if field.label in blankform.SECTION_LABELS else 0.0
    book.row(sheet, row, max(text_height(explanation, _DETAIL_WIDTHS[2] * POINTS), _ROW_HEIGHT, lines))


def _times_sheet(book: Book, offered: Sequence[str]) -> None:
    sheet: Any = book.sheet(blankform.TIMES_SHEET)
    sheet.set_column(0, 0, _DETAIL_WIDTHS[1])
    book.text(sheet, 0, 0, Text.of(blankform.TIMES_HEADING), _GREY)
    for row, words in enumerate(offered, start=1):
        book.text(sheet, row, 0, Text.of(words), _TEXT)
    sheet.hide()
